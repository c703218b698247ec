//! The page of the ways between two things, each step in words and with what speaks for it.

use std::sync::atomic::AtomicBool;

use crate::graph::{Declared, Edge, EdgeKind, Graph, MAX_DETOUR};
use crate::model::{Atlas, Entity, Kind, PersonId, Pull, RelationKind, Stance, StrategyId, TagId};

use crate::document::{Heading, Inline, Item, PageBuilder, Span, join_commas, join_dots, plain, sentence};
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::to;
use crate::place::Place;

/// How many ways are shown unless more are asked for.
pub const MAX_PATHS: usize = 6;

/// Builds the page with up to `most` ways.
pub(super) fn build(graph: &Graph, (from, end): (Entity, Entity), most: usize) -> PageBuilder {
    let atlas = &graph.atlas;
    let mut page = PageBuilder::new(join_dots([plain("Ways"), ends(atlas, from, end)]));
    if from == end {
        page.notice("Both ends are the same thing: there is no step to take.");
        return page;
    }
    // Nothing cancels it: a page is made in one go.
    let ways = graph.paths(from, end, most, &AtomicBool::new(false)).unwrap_or_default();
    let Some(shortest) = ways.shortest else {
        page.notice("No link leads from one to the other, however far around.");
        return page;
    };
    let count =
        if ways.count == 1 { "one way takes that".to_owned() } else { format!("{} ways take that", ways.count) };
    page.paragraph(&format!("{} at the least; {count}.", pluralize(shortest, "step", "steps")));
    if ways.paths.len() > 1 {
        page.caption(&format!(
            "The shortest come first; the others are at most {MAX_DETOUR} steps longer. None passes through a thing twice."
        ));
    }
    for (at, steps) in ways.paths.iter().enumerate() {
        let title = join_commas(stops(steps).into_iter().map(|entity| name(atlas, entity)));
        let through = if title.is_empty() { "Directly".to_owned() } else { format!("By way of {}", text(&title)) };
        page.heading(Heading::section(format!("{}. {through}", at + 1)));
        page.caption(&length(steps.len(), shortest));
        page.list(steps.iter().map(|step| item(graph, *step)));
    }
    page
}

/// How long a way is: `5 steps, 1 more than the shortest.`
fn length(steps: usize, shortest: usize) -> String {
    let steps_in_words = pluralize(steps, "step", "steps");
    match steps - shortest {
        0 => format!("{steps_in_words}."),
        more => format!("{steps_in_words}, {more} more than the shortest."),
    }
}

fn ends(atlas: &Atlas, from: Entity, end: Entity) -> Inline {
    vec![to(atlas, from), Span::plain(" to "), to(atlas, end)]
}

/// What a way passes through between its ends.
fn stops(steps: &[Edge]) -> Vec<Entity> {
    steps.iter().skip(1).map(|step| step.from).collect()
}

fn text(line: &[Span]) -> String {
    line.iter().map(|span| span.text.as_str()).collect()
}

fn item(graph: &Graph, step: Edge) -> Item {
    let atlas = &graph.atlas;
    let verb = format!(" {} ", verb(step));
    let text = vec![name(atlas, step.from), Span::quiet(verb), name(atlas, step.to)];
    Item { text, badges: Vec::new(), note: because(graph, step) }
}

/// The name of a stop; where the kind does not go without saying, with it.
fn name(atlas: &Atlas, entity: Entity) -> Span {
    let place = Place::from(entity);
    let named = place.name(atlas);
    match entity {
        Entity::Strategy(_) | Entity::Person(_) => to(atlas, place),
        _ => Span::link(format!("{} ({})", named, place.kind().map_or("", Kind::singular)), place),
    }
}

/// How a step leads on, in words that fit between its ends.
fn verb(step: Edge) -> &'static str {
    let from_strategy = matches!(step.from, Entity::Strategy(_));
    match step.kind {
        EdgeKind::Relation(kind, _) => match kind {
            RelationKind::Conflict => "conflicts with",
            RelationKind::Complement => "composes with",
            RelationKind::Twin => "is a twin of",
        },
        EdgeKind::Pull(pull) => pulls(pull, from_strategy),
        EdgeKind::Responds if from_strategy => "responds to",
        EdgeKind::Responds => "is answered by",
        EdgeKind::Holds if from_strategy => "is held in",
        EdgeKind::Holds => "holds",
        EdgeKind::Leads if from_strategy => "is where people arrive from",
        EdgeKind::Leads => "leads to",
        EdgeKind::Position(stance, _) => takes(stance, matches!(step.from, Entity::Person(_))),
    }
}

fn pulls(pull: Pull, forth: bool) -> &'static str {
    match (pull, forth) {
        (Pull::Up, true) => "pulls up",
        (Pull::Up, false) => "is pulled up by",
        (Pull::Down, true) => "pulls down",
        (Pull::Down, false) => "is pulled down by",
        (Pull::Neutral, true) => "works on",
        (Pull::Neutral, false) => "is worked on by",
    }
}

fn takes(stance: Stance, forth: bool) -> &'static str {
    match (stance, forth) {
        (Stance::Endorses, true) => "endorses",
        (Stance::Endorses, false) => "is endorsed by",
        (Stance::Mixed, true) => "partly endorses",
        (Stance::Mixed, false) => "is partly endorsed by",
        (Stance::Conditional, true) => "endorses on a condition",
        (Stance::Conditional, false) => "is endorsed on a condition by",
        (Stance::EvolvedToward, true) => "has come round to",
        (Stance::EvolvedToward, false) => "has won over",
        (Stance::Opposes, true) => "opposes",
        (Stance::Opposes, false) => "is opposed by",
        (Stance::EvolvedAway, true) => "has turned away from",
        (Stance::EvolvedAway, false) => "has lost",
    }
}

/// What speaks for a step.
fn because(graph: &Graph, step: Edge) -> Inline {
    let atlas = &graph.atlas;
    match (step.from, step.to) {
        (Entity::Strategy(from), Entity::Strategy(to)) => related(graph, from, to),
        (Entity::Person(person), Entity::Tag(tag)) | (Entity::Tag(tag), Entity::Person(person)) => {
            position(atlas, person, tag, step.kind)
        }
        (Entity::Scenario(id), _) | (_, Entity::Scenario(id)) => plain(sentence(&atlas.scenarios[id].gloss)),
        (Entity::Lever(id), _) | (_, Entity::Lever(id)) => plain(&atlas.levers[id].description),
        (Entity::Tag(id), _) | (_, Entity::Tag(id)) => plain(sentence(&atlas.tags[id].gloss)),
        _ => Inline::new(),
    }
}

fn related(graph: &Graph, from: StrategyId, other: StrategyId) -> Inline {
    let atlas = &graph.atlas;
    let Some(relation) = graph.relation(from, other) else { return Inline::new() };
    let said = match relation.declared {
        Declared::Here => format!("says {}", atlas.strategies[from].name),
        Declared::There => format!("says {}", atlas.strategies[other].name),
        Declared::Both => "say both".to_owned(),
        Declared::Derived => "declared by neither".to_owned(),
    };
    let why = sentence(&atlas.mechanism(relation.mechanism).gloss);
    join_dots([vec![to(atlas, relation.mechanism)], plain(said), plain(why)])
}

fn position(atlas: &Atlas, person: PersonId, tag: TagId, tie: EdgeKind) -> Inline {
    let positions: Vec<_> = atlas.people[person].positions.iter().filter(|position| position.tag == tag).collect();
    let tentative = matches!(tie, EdgeKind::Position(_, true)).then(|| plain("tentative"));
    let more = (positions.len() > 1).then(|| plain(pluralize(positions.len() - 1, "more position", "more positions")));
    let claim = positions.first().map(|position| plain(&position.claim));
    join_dots([tentative, claim, more].into_iter().flatten())
}
