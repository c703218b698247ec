//! The page of the paths between two records. A path is a chain of relations; each step is a sentence with its
//! evidence.

use std::sync::atomic::AtomicBool;

use crate::document::{
    Block, Heading, Inline, Item, Page, PageBuilder, PathPicture, PathStep, Span, join, join_dots, plain, sentence,
};
use crate::graph::{Declared, Edge, EdgeKind, Graph, MAX_DETOUR};
use crate::model::{Atlas, Entity, Kind, Mechanism, PersonId, Pull, RelationKind, Stance, TagId};
use crate::page::PageContext;
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::{declared_by, to};
use crate::page::parts::item_rows::in_rows;

/// Builds the page of the paths from `from` to `end`.
pub(super) fn build((from, end): (Entity, Entity), context: &PageContext<'_>) -> Page {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let ends = plain([to(atlas, from), Span::plain(" to "), to(atlas, end)]);
    let mut page = PageBuilder::new(join_dots([plain("Paths"), ends]));
    if from == end {
        page.notice("Both ends are the same record.");
        return page.finish();
    }
    // Pages are built synchronously, so nothing cancels the search.
    let paths = graph.paths(from, end, context.max_paths, &AtomicBool::new(false)).unwrap_or_default();
    let Some(shortest) = paths.shortest else {
        page.notice("No path leads from one to the other.");
        return page.finish();
    };
    page.paragraph(format!(
        "Shortest path: {}; {} of that length.",
        pluralize(shortest, "step", "steps"),
        if paths.count == 1 { "one path".to_owned() } else { format!("{} paths", paths.count) }
    ));
    let pictured = paths.paths.iter().map(|steps| steps.iter().map(|step| pictured(atlas, *step)).collect());
    page.blocks.push(Block::Paths(PathPicture::new(to(atlas, from), to(atlas, end), pictured)));
    if paths.paths.len() > 1 {
        page.explanation(format!(
            "The shortest paths come first; the others are at most {MAX_DETOUR} steps longer. No path passes a record \
             twice."
        ));
    }
    page.heading(Heading::section("Steps of each path").counting(paths.paths.len()));
    page.list(in_rows(steps(graph, &paths.paths), true));
    page.explanation("Both sides declare a conflict or complement unless one of them is named.");
    let mut mechanisms: Vec<Mechanism> = paths.paths.iter().flatten().filter_map(|step| mechanism(*step)).collect();
    mechanisms.sort_unstable();
    mechanisms.dedup();
    page.section(
        Heading::section("Mechanisms on these paths"),
        mechanisms.into_iter().map(|id| Item::new(to(atlas, id), sentence(&atlas.mechanism(id).gloss))),
    );
    page.finish()
}

/// Returns a list item for each step of all `paths`. The number of a path is before its first step. The note is the
/// evidence, which is not repeated, or says which side declares a relation if only one of them does.
fn steps(graph: &Graph, paths: &[Vec<Edge>]) -> Vec<Item> {
    let atlas = &graph.atlas;
    let number_width = paths.len().to_string().len();
    let mut given: Vec<Inline> = Vec::new();
    let mut items = Vec::new();
    for (path, steps) in paths.iter().enumerate() {
        for (at, &step) in steps.iter().enumerate() {
            let evidence = evidence(graph, step);
            let note = if given.contains(&evidence) { Inline::new() } else { evidence.clone() };
            given.push(evidence);
            let number = if at == 0 { (path + 1).to_string() } else { String::new() };
            let text = [Span::quiet(format!("{number:>number_width$}  ")), name(atlas, step.from)];
            // The mechanism names a relation, so its sign is enough beside it.
            let verb = mechanism(step).is_none().then(|| verb(step));
            let end = join(&Span::plain(" "), [plain(sign(step.kind)), plain(verb), plain(name(atlas, step.to))]);
            let mechanism = plain(mechanism(step).map(|mechanism| to(atlas, mechanism)));
            let note = join_dots([mechanism, note, plain(declared_by_one(graph, step))]);
            items.push(Item::new(text, note).beside(end));
        }
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

/// Returns which side declares the relation of a step between two strategies; `None` if both do, or neither does.
fn declared_by_one(graph: &Graph, step: Edge) -> Option<String> {
    let (Entity::Strategy(from), Entity::Strategy(to)) = (step.from, step.to) else { return None };
    let relation = graph.relation(from, to)?;
    let is_one_sided = matches!(relation.declared, Declared::Here | Declared::There);
    is_one_sided.then(|| declared_by(&graph.atlas, from, relation))
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
    let words = match step.kind {
        EdgeKind::Relation(_, mechanism) => atlas.mechanism(mechanism).label.to_lowercase(),
        _ => verb(step).to_owned(),
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
        EdgeKind::Position(Stance::Endorses, _) => ["endorses", "is endorsed by"],
        EdgeKind::Position(Stance::Mixed, _) => ["partly endorses", "is partly endorsed by"],
        EdgeKind::Position(Stance::Conditional, _) => ["endorses on a condition", "is endorsed on a condition by"],
        EdgeKind::Position(Stance::EvolvedToward, _) => ["has come to endorse", "has come to be endorsed by"],
        EdgeKind::Position(Stance::Opposes, _) => ["opposes", "is opposed by"],
        EdgeKind::Position(Stance::EvolvedAway, _) => ["no longer endorses", "is no longer endorsed by"],
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
