//! An atlas as large as the program has to bear, with all that the pages of the whole field are made of.

use stratlas::model::{
    Adversary, AdversaryId, Atlas, DoomClaim, Id, People, Person, Scenario, StrategyId, Table, TimelineClaim,
};

/// How many strategies and people it has.
const STRATEGIES: usize = 2_000;
const PEOPLE: usize = 100_000;
/// How many scenarios it has, and how many strategies respond to each.
const SCENARIOS: usize = 40;
const RESPONSIVE: usize = 12;
/// Of how many people one makes claims: as many do in the atlas that comes with the program.
const CLAIMING: usize = 4;

/// The atlas.
pub(crate) fn large() -> Atlas {
    with_claims(super::sized(STRATEGIES, PEOPLE))
}

/// An atlas with so many people and fewer strategies, with all that the pages of the whole field are made of.
pub(crate) fn of(people: usize) -> Atlas {
    with_claims(super::sized((people / 50).clamp(40, 400), people))
}

fn with_claims(mut atlas: Atlas) -> Atlas {
    let strategies = atlas.strategies.len();
    atlas.adversaries = Table::new(vec![Adversary { slug: "anyone".to_owned(), name: "Anyone".to_owned() }]);
    atlas.scenarios = Table::new((0..SCENARIOS).map(|at| scenario(at, strategies)).collect());
    let people = atlas.people.ids().map(|id| claiming(id.index(), atlas.people.unpack(id)));
    atlas.people = People::new(&people.collect::<Vec<_>>());
    atlas
}

fn scenario(at: usize, strategies: usize) -> Scenario {
    Scenario {
        slug: format!("scenario-{at}"),
        title: format!("Scenario {at}"),
        adversary: AdversaryId::from_index(0),
        gloss: "something happens".to_owned(),
        description: String::new(),
        responsive: (0..RESPONSIVE).map(|n| StrategyId::from_index((at * 37 + n * 163) % strategies)).collect(),
        note: None,
    }
}

/// The person with a p(doom) and a timeline, if it is their turn.
fn claiming(at: usize, person: Person) -> Person {
    if !at.is_multiple_of(CLAIMING) {
        return person;
    }
    let low = f64::from(u8::try_from(at % 97).unwrap_or_default()) / 100.0;
    let from = 2027 + i32::try_from(at % 40).unwrap_or_default();
    let doom = DoomClaim { low, high: low, date: Some("2025".to_owned()), definition: None, source: None };
    let timeline = TimelineClaim {
        milestone: "a machine that does it all".to_owned(),
        from: Some(from),
        to: Some(from + 5),
        probability: None,
        date: Some("2025".to_owned()),
        source: None,
    };
    Person { p_doom: vec![doom], timelines: vec![timeline], ..person }
}
