//! The page of what is around something: its neighbours by what connects them, one step away or two.

use std::collections::HashSet;

use crate::graph::{EdgeKind, Graph};
use crate::model::{Atlas, Entity};

use crate::document::{Block, Inline, Member, NeighbourGroup, Neighbourhood, PageBuilder, Span, join_dots, plain};
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::to;
use crate::place::{Place, Steps};

/// How many neighbours of a group are shown.
const SHOWN: usize = 16;
/// How many neighbours of a neighbour are shown.
const FURTHER: usize = 5;

/// Builds the page.
pub(super) fn build(graph: &Graph, centre: Entity, steps: Steps) -> PageBuilder {
    let atlas = &graph.atlas;
    let other = match steps {
        Steps::One => ("two steps", Steps::Two),
        Steps::Two => ("one step", Steps::One),
    };
    let whole = vec![Span::link("the whole page", centre)];
    let farther = vec![Span::link(other.0, Place::Around(centre, other.1))];
    let mut page = PageBuilder::new(join_dots([plain("Around"), whole, farther]));
    let groups = groups(graph, centre, steps);
    if groups.is_empty() {
        page.notice("Nothing is connected to it.");
        return page;
    }
    let all: usize = groups.iter().map(|group| group.count).sum();
    page.caption(&format!("{} one step away.", pluralize(all, "thing", "things")));
    let centre = to(atlas, centre);
    let is_deep = steps == Steps::Two;
    page.blocks.push(Block::Neighbourhood(Neighbourhood { centre: Span { to: None, ..centre }, groups, is_deep }));
    page
}

/// The neighbours by what connects them: relations first, in each group as the graph has them.
fn groups(graph: &Graph, centre: Entity, steps: Steps) -> Vec<NeighbourGroup> {
    let links = graph.edges(centre);
    let mut ties: Vec<EdgeKind> = links.iter().map(|link| link.kind).collect();
    ties.sort_unstable();
    ties.dedup();
    let near: HashSet<Entity> = links.iter().map(|link| link.to).chain([centre]).collect();
    let group = |tie: EdgeKind| {
        let members: Vec<Entity> = links.iter().filter(|link| link.kind == tie).map(|link| link.to).collect();
        let shown = members.iter().take(SHOWN).map(|&entity| Member {
            name: to(&graph.atlas, entity),
            further: if steps == Steps::Two { further(graph, entity, &near) } else { Inline::new() },
        });
        NeighbourGroup { title: title(&graph.atlas, centre, tie), count: members.len(), members: shown.collect() }
    };
    ties.into_iter().map(group).collect()
}

/// What is around a neighbour and no nearer on another way.
fn further(graph: &Graph, entity: Entity, near: &HashSet<Entity>) -> Inline {
    let mut met = HashSet::new();
    let beyond: Vec<Entity> = graph
        .edges(entity)
        .into_iter()
        .map(|link| link.to)
        .filter(|other| !near.contains(other) && met.insert(*other))
        .collect();
    let mut line = Inline::new();
    for &other in beyond.iter().take(FURTHER) {
        if !line.is_empty() {
            line.push(Span::quiet(" · "));
        }
        line.push(to(&graph.atlas, other));
    }
    if beyond.len() > FURTHER {
        line.push(Span::link(format!(" +{}", beyond.len() - FURTHER), Place::Around(entity, Steps::One)));
    }
    line
}

/// What connects the neighbours to the thing in the middle, as seen from there.
fn title(atlas: &Atlas, centre: Entity, tie: EdgeKind) -> Inline {
    let of_strategy = matches!(centre, Entity::Strategy(_));
    match tie {
        EdgeKind::Relation(kind, mechanism) => {
            let mechanism = to(atlas, mechanism);
            vec![Span::plain(format!("{} {} · ", kind.sign(), kind.as_str())), mechanism]
        }
        EdgeKind::Pull(pull) if of_strategy => plain(format!("{} pulls", pull.arrow())),
        EdgeKind::Pull(pull) => plain(format!("{} pulled {} by", pull.arrow(), pull.as_str())),
        EdgeKind::Leads if of_strategy => plain("tags that lead here"),
        EdgeKind::Leads => plain("leads to"),
        EdgeKind::Responds if of_strategy => plain("responds to"),
        EdgeKind::Responds => plain("what responds"),
        EdgeKind::Holds if of_strategy => plain("portfolios that hold it"),
        EdgeKind::Holds => plain("holds"),
        EdgeKind::Position(stance, tentative) => {
            let tentative = if tentative { ", tentative" } else { "" };
            plain(format!("{}{tentative}", stance.label()))
        }
    }
}
