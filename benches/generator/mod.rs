//! Atlases of any size, made up from syllables with a fixed seed: the same size is always the same atlas. An atlas can
//! be had at once, or as the TOML it would be loaded from.

#[allow(dead_code, reason = "not every bench takes the large one")]
pub(crate) mod large;
#[allow(dead_code, reason = "not every bench loads from a folder")]
pub(crate) mod toml;
mod words;

use std::collections::HashSet;

use stratlas::model::{
    About, Affiliation, Atlas, AxisText, AxisValue, Coordinates, ExpertiseId, Fidelity, Id, Lever, Medium, Named,
    People, Person, Placement, Position, Profile, Pull, RecognitionId, Side, Source, Stance, Strategy, StrategyId,
    Table, Tag, TagId, Tier,
};

use words::Words;

/// The sizes that are measured, in things that can be found.
pub(crate) const SIZES: [usize; 3] = [1_000, 100_000, 1_000_000];

const LEVERS: usize = 15;
const VALUES: usize = 5;
const ORGANISATIONS: usize = 3_000;

/// An atlas with `size` strategies, tags, levers and people in all; most of them people.
pub(crate) fn atlas(size: usize) -> Atlas {
    let strategies = (size / 1_000).clamp(40, 400);
    sized(strategies, size.saturating_sub(strategies + strategies / 2 + LEVERS))
}

/// An atlas with so many strategies, half as many tags, and so many people.
pub(crate) fn sized(strategies: usize, people: usize) -> Atlas {
    let tags = strategies / 2;
    let size = strategies + tags + LEVERS + people;
    let mut words = Words::new(size as u64);
    let mut slugs = Slugs::default();
    let mut strategies: Vec<_> = (0..strategies).map(|_| strategy(&mut words, &mut slugs)).collect();
    strategies.sort_by(|a, b| a.name.cmp(&b.name));
    relate(&mut words, &mut strategies);
    let tags: Vec<_> = (0..tags).map(|at| tag(&mut words, &mut slugs, StrategyId::from_index(at))).collect();
    // As in `data/`, people are filed by name.
    let mut names: Vec<_> = (0..people).map(|_| words.person()).collect();
    names.sort();
    let count = tags.len() as u64;
    Atlas {
        about: About { title: "Made up".to_owned(), ..About::default() },
        levers: Table::new((0..LEVERS).map(|_| lever(&mut words, &mut slugs)).collect()),
        axes: std::array::from_fn(|_| AxisText { name: words.title(1), description: words.sentence(6) }),
        axis_values: std::array::from_fn(|_| Table::new((0..VALUES).map(|_| value(&mut words, &mut slugs)).collect())),
        expertise: Table::new((0..6).map(|_| tier(&mut words, &mut slugs)).collect()),
        recognition: Table::new((0..4).map(|_| tier(&mut words, &mut slugs)).collect()),
        tags: Table::new(tags),
        strategies: Table::new(strategies),
        people: crowd(&mut words, &mut slugs, names, count),
        ..Atlas::default()
    }
}

fn crowd(words: &mut Words, slugs: &mut Slugs, names: Vec<String>, tags: u64) -> People {
    let people: Vec<Person> = names.into_iter().map(|name| person(words, slugs, name, tags)).collect();
    People::new(&people)
}

/// Slugs, each given once.
#[derive(Default)]
struct Slugs(HashSet<String>);

impl Slugs {
    fn of(&mut self, name: &str) -> String {
        let plain = stratlas::text::fold(name).replace(' ', "-");
        let mut slug = plain.clone();
        let mut next = 2;
        while !self.0.insert(slug.clone()) {
            slug = format!("{plain}-{next}");
            next += 1;
        }
        slug
    }
}

fn strategy(words: &mut Words, slugs: &mut Slugs) -> Strategy {
    let name = words.title(2);
    Strategy {
        slug: slugs.of(&name),
        name,
        thesis: words.sentence(18),
        mechanism: words.sentence(20),
        next_problem: Some(words.sentence(20)),
        falsification: Some(words.sentence(15)),
        source_note: None,
        coordinates: Coordinates {
            lever: words.id(LEVERS as u64),
            pull: words.pick(&Pull::ALL),
            axes: std::array::from_fn(|_| words.id(VALUES as u64)),
            rejects_frame: false,
            forecloses_scope: false,
        },
        conflicts: Vec::new(),
        exclusive: Vec::new(),
        complements: Vec::new(),
        overshoot: None,
        analogue: None,
        commitments: Vec::new(),
        meanings: Vec::new(),
    }
}

/// Gives every strategy a conflict and a complement among those after it.
fn relate(words: &mut Words, strategies: &mut [Strategy]) {
    let count = strategies.len();
    for (at, strategy) in strategies.iter_mut().enumerate().take(count - 2) {
        let middle = at + 1 + words.index(count - at - 2);
        strategy.conflicts.push(StrategyId::from_index(middle));
        strategy.complements.push(StrategyId::from_index(middle + 1));
    }
}

fn tag(words: &mut Words, slugs: &mut Slugs, strategy: StrategyId) -> Tag {
    let name = words.title(2);
    Tag { slug: slugs.of(&name), name, gloss: words.sentence(8), aka: vec![words.title(1)], strategy: Some(strategy) }
}

fn lever(words: &mut Words, slugs: &mut Slugs) -> Lever {
    let name = words.title(1);
    Lever {
        slug: slugs.of(&name),
        name,
        side: words.pick(&Side::ALL),
        up: words.title(1),
        down: words.title(1),
        description: words.sentence(8),
    }
}

fn value(words: &mut Words, slugs: &mut Slugs) -> AxisValue {
    let name = words.title(1);
    AxisValue { slug: slugs.of(&name), name, description: words.sentence(8) }
}

fn tier(words: &mut Words, slugs: &mut Slugs) -> Tier {
    let label = words.title(1);
    Tier {
        slug: slugs.of(&label),
        badge: label.chars().take(2).collect(),
        short: words.title(2),
        criterion: words.sentence(12),
        label,
    }
}

fn person(words: &mut Words, slugs: &mut Slugs, name: String, tags: u64) -> Person {
    let org = organisation(words);
    let positions = words.index(3) + 1;
    let slug = slugs.of(&name);
    Person {
        slug,
        tagline: format!("{} at {org}", words.title(2)),
        name,
        summary: words.sentence(16),
        categories: vec!["researcher".to_owned()],
        homepage: None,
        wikipedia: None,
        handle: None,
        updated: None,
        order: i64::try_from(slugs.0.len()).ok(),
        caveat: None,
        note: None,
        affiliations: vec![
            Affiliation { org, role: Some(words.title(1)), start: None, end: None, current: true },
            Affiliation { org: organisation(words), role: None, start: None, end: None, current: false },
        ],
        profile: profile(words),
        positions: (0..positions).map(|_| position(words, tags)).collect(),
        p_doom: Vec::new(),
        timelines: Vec::new(),
    }
}

/// Every organisation has a number of people.
fn organisation(words: &mut Words) -> String {
    let seed = words.index(ORGANISATIONS) as u64;
    Words::new(seed).title(2)
}

/// One person in five has tiers.
fn profile(words: &mut Words) -> Option<Profile> {
    (words.index(5) == 0).then(|| Profile {
        expertise: Placement { tier: words.id::<ExpertiseId>(6), note: None },
        recognition: Placement { tier: words.id::<RecognitionId>(4), note: None },
        vintage: None,
    })
}

fn position(words: &mut Words, tags: u64) -> Position {
    Position {
        tag: words.id::<TagId>(tags),
        stance: words.pick(&Stance::ALL),
        tentative: false,
        claim: words.sentence(14),
        caveat: None,
        sources: vec![Source {
            title: words.title(5),
            url: Some("https://example.org/".to_owned()),
            medium: words.pick(&Medium::ALL),
            publisher: None,
            stated: None,
            date: Some("2026".to_owned()),
            fidelity: Some(words.pick(&Fidelity::ALL)),
            passages: 1,
            caveat: None,
        }],
    }
}

/// The slug a record refers to by id.
fn slug_of<I: Id, T: Named>(table: &Table<I, T>, id: I) -> &str {
    table[id].slug()
}
