//! The page of the paths between two records. A path is a chain of relations; each step is a sentence with its
//! evidence.

use std::sync::atomic::AtomicBool;

use crate::document::{
    Block, Heading, Inline, Item, Page, PageBuilder, PathPicture, PathStep, Span, join, join_dots, plain, sentence,
};
use crate::graph::{Declared, Edge, EdgeKind, Graph, MAX_DETOUR, Paths};
use crate::model::{Atlas, Entity, Kind, Mechanism, PersonId, Pull, RelationKind, Stance, TagId};
use crate::page::PageContext;
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::{explanation, to};
use crate::page::parts::item_rows::in_rows;
use crate::page::parts::mechanisms;

/// Maximum number of steps of a path that the first line tells.
const MAX_TOLD_STEPS: usize = 4;

/// Builds the page of the paths from `from` to `end`.
pub(super) fn build((from, end): (Entity, Entity), context: &PageContext<'_>) -> Page {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let mut page = PageBuilder::default();
    if from == end {
        page.notice("Both ends are the same record.");
        return page.finish();
    }
    // Pages are built synchronously, so nothing cancels the search.
    let paths = graph.paths(from, end, context.max_paths, &AtomicBool::new(false)).unwrap_or_default();
    let Some(shortest) = paths.paths.first() else {
        page.notice("No path leads from one to the other.");
        return page.finish();
    };
    page.paragraph(answer(atlas, shortest, &paths));
    page.heading(Heading::section("Paths").counting(paths.paths.len()));
    let pictured = paths.paths.iter().map(|steps| steps.iter().map(|step| pictured(atlas, *step)).collect());
    page.blocks.push(Block::Paths(PathPicture::new(to(atlas, from), to(atlas, end), pictured)));
    if paths.paths.len() > 1 {
        page.explanation(format!(
            "The shortest paths come first; the others are at most {MAX_DETOUR} steps longer. No path passes a record \
             twice."
        ));
    }
    let steps: Vec<Edge> = paths.paths.iter().flatten().copied().collect();
    let grounds = in_rows(grounds(graph, &steps), true);
    if !grounds.is_empty() {
        page.heading(Heading::section("What the steps rest on"));
        page.list(grounds);
        page.explanation("Both sides declare a conflict or complement unless the row says otherwise.");
    }
    mechanisms::section(&mut page, atlas, "Steps", mechanisms_of(&steps), explanation);
    page.finish()
}

/// Returns the steps of the `shortest` path as a sentence, and how many other paths the page shows.
fn answer(atlas: &Atlas, shortest: &[Edge], paths: &Paths) -> Inline {
    let mut answer = Inline::new();
    for (at, &step) in shortest.iter().enumerate().take(MAX_TOLD_STEPS) {
        answer.push(match (at, step.from) {
            (0, from) => name(atlas, from),
            (_, Entity::Person(_)) => Span::plain(", who"),
            _ => Span::plain(", which"),
        });
        answer.extend([Span::plain(format!(" {} ", verb(step))), name(atlas, step.to)]);
    }
    let rest = match shortest {
        [step] => mechanism(*step)
            .map_or_else(String::new, |id| format!(" directly: {}", atlas.mechanism(id).label.to_lowercase())),
        steps if steps.len() > MAX_TOLD_STEPS => format!(", and so on for {} steps", steps.len()),
        _ => String::new(),
    };
    answer.push(Span::plain(format!("{rest}.")));
    if paths.count > 1 {
        answer.push(Span::plain(format!(" {} paths have {}.", paths.count, steps_of(shortest.len()))));
    }
    let detours: Vec<usize> = paths.paths.iter().map(Vec::len).filter(|&steps| steps > shortest.len()).collect();
    if let (Some(&least), Some(&most)) = (detours.first(), detours.last()) {
        let range = if least < most { format!("{least} to {}", steps_of(most)) } else { steps_of(most) };
        answer.push(Span::plain(format!(" {} of {range}.", pluralize(detours.len(), "detour", "detours"))));
    }
    answer
}

fn steps_of(count: usize) -> String {
    pluralize(count, "step", "steps")
}

/// Returns the mechanisms of `steps`, each with the number of different steps that it explains.
fn mechanisms_of(steps: &[Edge]) -> Vec<(Mechanism, usize)> {
    let mut pairs: Vec<(Mechanism, [Entity; 2])> = steps
        .iter()
        .filter_map(|step| Some((mechanism(*step)?, [step.from.min(step.to), step.from.max(step.to)])))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs.chunk_by(|(a, _), (b, _)| a == b).map(|pairs| (pairs[0].0, pairs.len())).collect()
}

/// Returns a list item for each different step in `steps` with its evidence, or with the side that declares a relation
/// if only one of them does. Other steps have none, and evidence is not repeated.
fn grounds(graph: &Graph, steps: &[Edge]) -> Vec<Item> {
    let atlas = &graph.atlas;
    let mut given: Vec<Inline> = Vec::new();
    let mut items = Vec::new();
    for &step in steps {
        let ground = join_dots([evidence(graph, step), plain(declared_by_one(graph, step))]);
        if ground.is_empty() || given.contains(&ground) {
            continue;
        }
        given.push(ground.clone());
        let end = join(&Span::plain(" "), [plain(sign(step.kind)), plain(verb(step)), plain(name(atlas, step.to))]);
        items.push(Item::new(name(atlas, step.from), ground).beside(end));
    }
    items
}

/// Returns the mechanism of a step between two strategies.
fn mechanism(step: Edge) -> Option<Mechanism> {
    match step.kind {
        EdgeKind::Relation(_, mechanism) => Some(mechanism),
        _ => None,
    }
}

/// Returns which strategy alone declares the relation of a step; `None` if both or neither do.
fn declared_by_one(graph: &Graph, step: Edge) -> Option<String> {
    let (Entity::Strategy(from), Entity::Strategy(to)) = (step.from, step.to) else { return None };
    let relation = graph.relation(from, to)?;
    let by = match relation.declared {
        Declared::Here => from,
        Declared::There => to,
        Declared::Both | Declared::Derived => return None,
    };
    Some(format!("only {} declares it", graph.atlas.strategies[by].name))
}

/// Returns the sign of a relation, of a stance or of a pull; `None` for other kinds of steps.
fn sign(kind: EdgeKind) -> Option<Span> {
    match kind {
        EdgeKind::Relation(kind, _) => Some(Span::toned(kind.sign(), kind)),
        EdgeKind::Position(stance, _) => Some(Span::toned(stance.sign(), stance)),
        EdgeKind::Pull(pull) => Some(Span::plain(pull.arrow())),
        _ => None,
    }
}

/// Returns a step of the picture of paths: its sign and words, and the record that the step leads to.
fn pictured(atlas: &Atlas, step: Edge) -> PathStep {
    let words = match mechanism(step) {
        Some(id) => Span::link(atlas.mechanism(id).label.to_lowercase(), id),
        None => Span::plain(verb(step)),
    };
    let edge = join(&Span::plain(" "), [plain(sign(step.kind)), plain(words)]);
    (edge, name(atlas, step.to))
}

/// Returns the name of a record as a link, followed by its kind unless it is a strategy or a person.
fn name(atlas: &Atlas, entity: Entity) -> Span {
    match entity.kind() {
        Kind::Strategy | Kind::Person => to(atlas, entity),
        kind => Span::link(format!("{} ({})", entity.name(atlas), kind.singular()), entity),
    }
}

/// Returns the verb of a step, to be placed between the names of its ends.
fn verb(step: Edge) -> &'static str {
    let [forth, back] = match step.kind {
        EdgeKind::Relation(RelationKind::Conflict, _) => ["conflicts with"; 2],
        EdgeKind::Relation(RelationKind::Complement, _) => ["composes with"; 2],
        EdgeKind::Relation(RelationKind::Twin, _) => ["is a twin of"; 2],
        EdgeKind::Pull(Pull::Up) => ["pulls up", "is pulled up by"],
        EdgeKind::Pull(Pull::Down) => ["pulls down", "is pulled down by"],
        EdgeKind::Pull(Pull::Neutral) => ["works on", "is worked on by"],
        EdgeKind::Responds => ["responds to", "is answered by"],
        EdgeKind::Holds => ["is part of", "contains"],
        EdgeKind::Leads => ["is the strategy of", "leads to"],
        EdgeKind::Position(stance, _) => {
            let back = match stance {
                Stance::Endorses => "is endorsed by",
                Stance::Mixed => "is partly endorsed by",
                Stance::Conditional => "is endorsed on a condition by",
                Stance::EvolvedToward => "has come to be endorsed by",
                Stance::Opposes => "is opposed by",
                Stance::EvolvedAway => "is no longer endorsed by",
            };
            [stance.verb(), back]
        }
    };
    // An edge for a position starts at a person, every other edge at a strategy; a step from the other end is read
    // backwards.
    if matches!(step.from, Entity::Strategy(_) | Entity::Person(_)) { forth } else { back }
}

/// Returns the evidence for a step: claim or description; empty for a portfolio and between two strategies.
fn evidence(graph: &Graph, step: Edge) -> Inline {
    let atlas = &graph.atlas;
    match (step.from, step.to) {
        (Entity::Person(person), Entity::Tag(tag)) | (Entity::Tag(tag), Entity::Person(person)) => {
            position(atlas, person, tag, step.kind)
        }
        (Entity::Scenario(id), _) | (_, Entity::Scenario(id)) => plain(sentence(&atlas.scenarios[id].gloss)),
        (Entity::Lever(id), _) | (_, Entity::Lever(id)) => plain(&atlas.levers[id].description),
        (Entity::Tag(id), _) | (_, Entity::Tag(id)) => plain(sentence(&atlas.tags[id].gloss)),
        _ => Inline::new(),
    }
}

fn position(atlas: &Atlas, person: PersonId, tag: TagId, kind: EdgeKind) -> Inline {
    let positions: Vec<_> = atlas.people[person].positions.iter().filter(|position| position.tag == tag).collect();
    let others = positions.len().saturating_sub(1);
    join_dots([
        plain(matches!(kind, EdgeKind::Position(_, true)).then_some("tentative")),
        plain(positions.first().map(|position| &position.claim)),
        plain((others > 0).then(|| pluralize(others, "more position", "more positions"))),
    ])
}
