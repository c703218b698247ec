//! The page of the paths between two records. A path is a chain of relations; each step is a sentence with its
//! evidence.

use std::sync::atomic::AtomicBool;

use crate::document::{
    Block, Heading, Inline, Item, Page, PageBuilder, PathPicture, PathStep, Span, join_dots, plain, sentence,
};
use crate::graph::{Edge, EdgeKind, Graph, MAX_DETOUR};
use crate::model::{Atlas, Entity, Kind, PersonId, Pull, RelationKind, Stance, StrategyId, TagId};
use crate::page::PageContext;
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::{declared_by, to};

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
    if paths.paths.len() > 1 {
        page.caption(format!(
            "The shortest paths come first; the others are at most {MAX_DETOUR} steps longer. No path passes a record \
             twice."
        ));
    }
    let pictured = paths.paths.iter().map(|steps| steps.iter().map(|step| pictured(atlas, *step)).collect());
    page.blocks.push(Block::Paths(PathPicture::new(to(atlas, from), to(atlas, end), pictured)));
    let mut explained: Vec<Edge> = Vec::new();
    for (at, steps) in paths.paths.iter().enumerate() {
        let stops: Vec<String> = steps.iter().skip(1).map(|step| name(atlas, step.from).text).collect();
        let via = if stops.is_empty() { "Directly".to_owned() } else { format!("Via {}", stops.join(", ")) };
        page.heading(Heading::section(format!("{}. {via}", at + 1)));
        let longer = match steps.len() - shortest {
            0 => String::new(),
            longer => format!(", {longer} more than the shortest"),
        };
        page.caption(format!("{}{longer}.", pluralize(steps.len(), "step", "steps")));
        // The evidence of a step is given only in the first path that contains the step.
        page.list(steps.iter().map(|&step| {
            let evidence = if explained.contains(&step) { Inline::new() } else { evidence(graph, step) };
            explained.push(step);
            item(atlas, step, evidence)
        }));
    }
    page.finish()
}

fn item(atlas: &Atlas, step: Edge, evidence: Inline) -> Item {
    let verb = Span::quiet(format!(" {} ", verb(step)));
    Item::new([name(atlas, step.from), verb, name(atlas, step.to)], evidence)
}

/// Returns a step of the picture of paths: its sign and words, and the record that the step leads to.
fn pictured(atlas: &Atlas, step: Edge) -> PathStep {
    let words = match step.kind {
        EdgeKind::Relation(_, mechanism) => atlas.mechanism(mechanism).label.to_lowercase(),
        _ => verb(step).to_owned(),
    };
    let edge = match step.kind {
        EdgeKind::Relation(kind, _) => vec![Span::toned(kind.sign(), kind), Span::plain(format!(" {words}"))],
        EdgeKind::Position(stance, _) => vec![Span::toned(stance.sign(), stance), Span::plain(format!(" {words}"))],
        EdgeKind::Pull(pull) => plain(format!("{} {words}", pull.arrow())),
        _ => plain(words),
    };
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

/// Returns the evidence for a step: declaration, claim or description; empty for a portfolio.
fn evidence(graph: &Graph, step: Edge) -> Inline {
    let atlas = &graph.atlas;
    match (step.from, step.to) {
        (Entity::Strategy(from), Entity::Strategy(to)) => relation(graph, from, to),
        (Entity::Person(person), Entity::Tag(tag)) | (Entity::Tag(tag), Entity::Person(person)) => {
            position(atlas, person, tag, step.kind)
        }
        (Entity::Scenario(id), _) | (_, Entity::Scenario(id)) => plain(sentence(&atlas.scenarios[id].gloss)),
        (Entity::Lever(id), _) | (_, Entity::Lever(id)) => plain(&atlas.levers[id].description),
        (Entity::Tag(id), _) | (_, Entity::Tag(id)) => plain(sentence(&atlas.tags[id].gloss)),
        _ => Inline::new(),
    }
}

fn relation(graph: &Graph, from: StrategyId, other: StrategyId) -> Inline {
    let atlas = &graph.atlas;
    let Some(relation) = graph.relation(from, other) else { return Inline::new() };
    let gloss = sentence(&atlas.mechanism(relation.mechanism).gloss);
    join_dots([plain(to(atlas, relation.mechanism)), plain(declared_by(atlas, from, relation)), plain(gloss)])
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
