//! The columns of `stratlas list` as a table, fewer than in JSON and CSV.

use crate::graph::Graph;
use crate::model::{Axis, Entity, Kind, PersonId, StrategyId};
use crate::place::Place;

use crate::cli::table::Table;

/// The table of `places`, all of one kind. The place comes first: `stratlas show -` reads the first word of a line.
pub(super) fn table(graph: &Graph, kind: Kind, places: &[Place]) -> Table {
    let mut headings = vec!["Place", "Name"];
    headings.extend_from_slice(match kind {
        Kind::Strategy => &["Lever", "Acts on", "Coercion", "On record"],
        Kind::Person => &["Tiers", "Tagline"],
        Kind::Tag => &["Holders", "Strategy", "Gloss"],
        Kind::Lever => &["Side", "Up", "Down", "Strategies"],
        Kind::Scenario => &["Adversary", "Strategies", "Gloss"],
        Kind::Portfolio => &["Strategies", "Description"],
        Kind::Mechanism => &["Relation", "Pairs", "Gloss"],
    });
    let mut table = Table::new(headings);
    for &place in places {
        let mut row = vec![place.path(&graph.atlas), place.name(&graph.atlas).into_owned()];
        row.extend(cells(graph, place));
        table.push(row);
    }
    table
}

fn cells(graph: &Graph, place: Place) -> Vec<String> {
    let atlas = &graph.atlas;
    match place {
        Place::Entity(Entity::Strategy(id)) => strategy(graph, id),
        Place::Entity(Entity::Person(id)) => vec![tiers(graph, id), atlas.people[id].tagline.clone()],
        Place::Entity(Entity::Tag(id)) => {
            let tag = &atlas.tags[id];
            let strategy = tag.strategy.map_or_else(String::new, |id| atlas.strategies[id].slug.clone());
            vec![graph.holders(id).len().to_string(), strategy, tag.gloss.clone()]
        }
        Place::Entity(Entity::Lever(id)) => {
            let lever = &atlas.levers[id];
            let strategies = graph.on_lever(id).len().to_string();
            vec![lever.side.label().to_owned(), lever.up.clone(), lever.down.clone(), strategies]
        }
        Place::Entity(Entity::Scenario(id)) => {
            let scenario = &atlas.scenarios[id];
            let adversary = atlas.adversaries[scenario.adversary].name.clone();
            vec![adversary, scenario.responsive.len().to_string(), scenario.gloss.clone()]
        }
        Place::Entity(Entity::Portfolio(id)) => {
            let portfolio = &atlas.portfolios[id];
            vec![portfolio.strategies.len().to_string(), portfolio.description.clone()]
        }
        Place::Entity(Entity::Mechanism(mechanism)) => {
            let pairs = graph.pairs(mechanism).count().to_string();
            vec![mechanism.kind().as_str().to_owned(), pairs, atlas.mechanism(mechanism).gloss.clone()]
        }
        _ => Vec::new(),
    }
}

fn strategy(graph: &Graph, id: StrategyId) -> Vec<String> {
    let atlas = &graph.atlas;
    let coordinates = &atlas.strategies[id].coordinates;
    vec![
        format!("{} {}", atlas.levers[coordinates.lever].name, coordinates.pull.arrow()),
        atlas.value_of(id, Axis::ActsOn).slug.clone(),
        atlas.value_of(id, Axis::Coercion).slug.clone(),
        graph.on_record(id).len().to_string(),
    ]
}

/// The badges of someone's tiers.
fn tiers(graph: &Graph, id: PersonId) -> String {
    let atlas = &graph.atlas;
    let Some(profile) = &atlas.people[id].profile else { return String::new() };
    let mut badges = vec![
        atlas.expertise[profile.expertise.tier].badge.as_str(),
        atlas.recognition[profile.recognition.tier].badge.as_str(),
    ];
    badges.extend(profile.vintage.as_ref().map(|placed| atlas.vintages[placed.tier].badge.as_str()));
    badges.join(" ")
}
