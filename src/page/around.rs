//! The page of the neighbours of a record: the records that one or two relations lead to, grouped by relation.

use std::collections::HashSet;

use crate::document::{
    Block, Inline, Member, NeighbourGroup, Neighbourhood, Page, PageBuilder, Span, Tone, join_dots, plain,
};
use crate::graph::{EdgeKind, Graph};
use crate::model::{Atlas, Entity, SharedSort};
use crate::page::PageContext;
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::to;
use crate::place::{Place, Steps};

/// Maximum number of displayed neighbours per group.
const MAX_MEMBERS: usize = 16;
/// Maximum number of displayed second-step neighbours per direct neighbour.
const MAX_FURTHER: usize = 5;

/// Builds the page of the neighbours of `centre`, `steps` steps away.
pub(super) fn build((centre, steps): (Entity, Steps), context: &PageContext<'_>) -> Page {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let (label, other) = match steps {
        Steps::One => ("two steps", Steps::Two),
        Steps::Two => ("one step", Steps::One),
    };
    let links = [Span::link("the whole page", centre), Span::link(label, Place::Around(centre, other))];
    let kicker = std::iter::once(Span::plain("Around")).chain(links);
    let mut page = PageBuilder::new(join_dots(kicker));
    let groups = groups(graph, centre, steps);
    if groups.is_empty() {
        page.notice("It relates to no other record.");
        return page.finish();
    }
    let all: usize = groups.iter().map(|group| group.count).sum();
    page.caption(format!("{} one step away.", pluralize(all, "record", "records")));
    let centre = Span { to: None, ..to(atlas, centre) };
    page.blocks.push(Block::Neighbourhood(Neighbourhood { centre, groups, is_deep: steps == Steps::Two }));
    page.finish()
}

/// Returns the neighbours of `centre`, grouped by kind of edge; with two steps, each neighbour has its own neighbours.
fn groups(graph: &Graph, centre: Entity, steps: Steps) -> Vec<NeighbourGroup> {
    let edges = graph.edges(centre);
    let mut kinds: Vec<EdgeKind> = edges.iter().map(|edge| edge.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let near: HashSet<Entity> = edges.iter().map(|edge| edge.to).chain([centre]).collect();
    let group = |kind: EdgeKind| {
        let mut members: Vec<Entity> = edges.iter().filter(|edge| edge.kind == kind).map(|edge| edge.to).collect();
        // Only some of many people are shown, so the most prominent come first. Other records keep the order of the atlas.
        members.shared_sort_by_key(|&member| match member {
            Entity::Person(id) => Some(graph.prominence(id)),
            _ => None,
        });
        let shown = members.iter().take(MAX_MEMBERS).map(|&entity| Member {
            name: to(&graph.atlas, entity),
            further: if steps == Steps::Two { further(graph, entity, &near) } else { Inline::new() },
        });
        NeighbourGroup {
            title: title(&graph.atlas, centre, kind),
            tone: tone(kind),
            count: members.len(),
            members: shown.collect(),
        }
    };
    kinds.into_iter().map(group).collect()
}

/// Returns the tone (colour by meaning) of an edge: that of its relation or stance; `None` for other kinds.
fn tone(kind: EdgeKind) -> Option<Tone> {
    match kind {
        EdgeKind::Relation(kind, _) => Some(kind.into()),
        EdgeKind::Position(stance, _) => Some(stance.into()),
        _ => None,
    }
}

/// Returns links to the neighbours of `entity` that are not in `near` (the centre and its direct neighbours); a count
/// stands for those beyond the maximum.
fn further(graph: &Graph, entity: Entity, near: &HashSet<Entity>) -> Inline {
    let mut seen = HashSet::new();
    let others = graph.edges(entity).into_iter().map(|edge| edge.to);
    let others: Vec<Entity> = others.filter(|other| !near.contains(other) && seen.insert(*other)).collect();
    let mut line = join_dots(others.iter().take(MAX_FURTHER).map(|&other| to(&graph.atlas, other)));
    if others.len() > MAX_FURTHER {
        let more = format!(" +{}", others.len() - MAX_FURTHER);
        line.push(Span::link(more, Place::Around(entity, Steps::One)));
    }
    line
}

/// Returns the title of the group of neighbours that edges of `kind` connect to `centre`.
fn title(atlas: &Atlas, centre: Entity, kind: EdgeKind) -> Inline {
    let of_strategy = matches!(centre, Entity::Strategy(_));
    match kind {
        EdgeKind::Relation(kind, mechanism) => {
            let relation = Span::toned(format!("{} {}", kind.sign(), kind.as_str()), kind);
            plain([relation, Span::plain(" · "), to(atlas, mechanism)])
        }
        EdgeKind::Pull(pull) if of_strategy => plain(format!("{} pulls", pull.arrow())),
        EdgeKind::Pull(pull) => plain(format!("{} pulled {} by", pull.arrow(), pull.as_str())),
        EdgeKind::Leads if of_strategy => plain("tags that lead here"),
        EdgeKind::Leads => plain("leads to"),
        EdgeKind::Responds if of_strategy => plain("responds to"),
        EdgeKind::Responds => plain("strategies that respond"),
        EdgeKind::Holds if of_strategy => plain("portfolios that contain it"),
        EdgeKind::Holds => plain("contains"),
        EdgeKind::Position(stance, tentative) => {
            let label = Span::toned(format!("{} {}", stance.sign(), stance.label()), stance);
            std::iter::once(label).chain(tentative.then(|| Span::plain(", tentative"))).collect()
        }
    }
}
