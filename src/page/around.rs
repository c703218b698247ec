//! The page of the neighbours of a record: the records that one or two relations lead to, grouped by relation.

use std::collections::{BTreeMap, HashSet};

use crate::document::{
    Block, Heading, Inline, Item, Member, NeighbourGroup, Neighbourhood, Page, PageBuilder, Span, Tone, join_commas,
    join_dots, plain, quiet, sentence,
};
use crate::graph::{EdgeKind, Graph};
use crate::model::{Atlas, Entity, Kind, RelationKind, SharedSort};
use crate::page::PageContext;
use crate::page::parts::figures::key_count;
use crate::page::parts::inline::to;
use crate::page::parts::item_rows::in_rows;
use crate::page::parts::mechanisms;
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
    let links = join_dots([Span::link("the whole page", centre), Span::link(label, Place::Around(centre, other))]);
    let grouped = grouped(graph, centre);
    let mut page = PageBuilder::new(answer(&grouped));
    if grouped.is_empty() {
        page.kicker = links;
        page.notice("It relates to no other record.");
        return page.finish();
    }
    let all: usize = grouped.iter().map(|(_, members)| members.len()).sum();
    let name = Span { to: None, ..to(atlas, centre) };
    let is_deep = steps == Steps::Two;
    page.heading(
        Heading::section(if is_deep { "One and two steps away" } else { "One step away" }).counting(all).beside(links),
    );
    let groups = groups(graph, (centre, &grouped), steps);
    page.blocks.push(Block::Neighbourhood(Neighbourhood { centre: name, groups, is_deep }));
    if !is_deep {
        let counts = grouped.iter().filter_map(|(kind, neighbours)| match kind {
            EdgeKind::Relation(_, mechanism) => Some((*mechanism, neighbours.len())),
            _ => None,
        });
        mechanisms::section(&mut page, atlas, "Records", counts.collect(), |text| sentence(&text.gloss));
        others(&mut page, atlas, (centre, grouped));
    }
    page.finish()
}

/// Returns the numbers of conflicts, complements and twins, and of other neighbours by kind of record: `2 conflicts, 1
/// lever`.
fn answer(groups: &[(EdgeKind, Vec<Entity>)]) -> Inline {
    let of_relation = |kind: RelationKind| {
        let groups = groups.iter().filter(|(edge, _)| matches!(edge, EdgeKind::Relation(other, _) if *other == kind));
        let count = groups.map(|(_, members)| members.len()).sum();
        (count, kind.as_str(), format!("{}s", kind.as_str()))
    };
    let of_kind = |kind: Kind| {
        let others = groups.iter().filter(|(edge, _)| !matches!(edge, EdgeKind::Relation(..)));
        let count = others.flat_map(|(_, members)| members).filter(|member| member.kind() == kind).count();
        (count, kind.singular(), kind.plural().to_owned())
    };
    let counts = RelationKind::ALL.into_iter().map(of_relation).chain(Kind::ALL.map(of_kind));
    join_commas(counts.filter(|(count, ..)| *count > 0).map(|(count, one, many)| key_count(count, one, &many)))
}

/// Adds a list of the displayed neighbours that mechanisms do not explain, in the order of their groups: sign and name,
/// how each is connected, and what it is.
fn others(page: &mut PageBuilder, atlas: &Atlas, (centre, groups): (Entity, Vec<(EdgeKind, Vec<Entity>)>)) {
    let others = groups.into_iter().filter(|(kind, _)| !matches!(kind, EdgeKind::Relation(..)));
    let (mut items, mut all) = (Vec::new(), 0);
    for (kind, neighbours) in others {
        all += neighbours.len();
        let sign = format!("{} ", sign(kind));
        let sign = tone(kind).map_or_else(|| Span::quiet(&sign), |tone| Span::toned(&sign, tone));
        items.extend(neighbours.into_iter().take(MAX_MEMBERS).map(|neighbour| {
            let name = [sign.clone(), to(atlas, neighbour)];
            Item::new(name, about(atlas, neighbour)).beside(quiet(words(centre, kind)))
        }));
    }
    if !items.is_empty() {
        page.heading(Heading::section("What they are").counting(all));
        let left = all - items.len();
        page.list(in_rows(items, true));
        page.more(left);
    }
}

/// Returns the sign of an edge: that of its relation, pull or stance, or a dot.
fn sign(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Relation(kind, _) => kind.sign(),
        EdgeKind::Position(stance, _) => stance.sign(),
        EdgeKind::Pull(pull) => pull.arrow(),
        _ => "·",
    }
}

/// Returns what a record is, in one sentence.
fn about(atlas: &Atlas, entity: Entity) -> String {
    match entity {
        Entity::Strategy(id) => atlas.strategies[id].thesis.clone(),
        Entity::Person(id) => atlas.people.tagline(id).to_owned(),
        Entity::Tag(id) => sentence(&atlas.tags[id].gloss),
        Entity::Lever(id) => atlas.levers[id].description.clone(),
        Entity::Scenario(id) => sentence(&atlas.scenarios[id].gloss),
        Entity::Portfolio(id) => {
            let sentences = atlas.portfolios[id].description.split_inclusive(". ");
            sentences.take(1).collect::<String>().trim_end().to_owned()
        }
        Entity::Mechanism(mechanism) => sentence(&atlas.mechanism(mechanism).gloss),
    }
}

/// Returns the neighbours of `centre`, which are `grouped` by kind of edge; with two steps, each neighbour has its own
/// neighbours.
fn groups(graph: &Graph, (centre, grouped): (Entity, &[(EdgeKind, Vec<Entity>)]), steps: Steps) -> Vec<NeighbourGroup> {
    let near: HashSet<Entity> =
        grouped.iter().flat_map(|(_, members)| members.iter().copied()).chain([centre]).collect();
    let group = |&(kind, ref members): &(EdgeKind, Vec<Entity>)| {
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
    grouped.iter().map(group).collect()
}

/// Returns the neighbours of `centre` by kind of edge. Only some of many people are shown, so the most prominent come
/// first; other records keep the order of the atlas.
fn grouped(graph: &Graph, centre: Entity) -> Vec<(EdgeKind, Vec<Entity>)> {
    let mut groups: BTreeMap<EdgeKind, Vec<Entity>> = BTreeMap::new();
    for edge in graph.edges(centre) {
        groups.entry(edge.kind).or_default().push(edge.to);
    }
    for members in groups.values_mut() {
        members.shared_sort_by_key(|&member| match member {
            Entity::Person(id) => Some(graph.prominence(id)),
            _ => None,
        });
    }
    groups.into_iter().collect()
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

/// Returns how an edge of `kind` connects a neighbour to `centre`, in words.
fn words(centre: Entity, kind: EdgeKind) -> &'static str {
    let of_strategy = matches!(centre, Entity::Strategy(_));
    match kind {
        EdgeKind::Relation(kind, _) => kind.as_str(),
        EdgeKind::Pull(_) if of_strategy => "lever it pulls",
        EdgeKind::Pull(_) => "strategy that pulls it",
        EdgeKind::Leads if of_strategy => "tag that leads here",
        EdgeKind::Leads => "strategy it leads to",
        EdgeKind::Responds if of_strategy => "scenario it responds to",
        EdgeKind::Responds => "strategy that responds",
        EdgeKind::Holds if of_strategy => "portfolio that contains it",
        EdgeKind::Holds => "strategy in it",
        EdgeKind::Position(stance, _) => stance.label(),
    }
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
