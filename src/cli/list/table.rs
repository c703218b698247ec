//! Columns of `stratlas list` as a table, which has fewer columns than JSON and CSV.

use crate::graph::Graph;
use crate::model::{Entity, Kind, PersonId};
use crate::place::Place;

use super::super::table::Table;
use super::record::ListRow;

/// Returns the table of the records at `places`, all of one kind. The first column is the place, since
/// `stratlas show -` reads the first word of each line.
pub(super) fn table(graph: &Graph, kind: Kind, places: &[Place]) -> Table {
    let columns = columns(kind);
    let mut table =
        Table::new(["Place", "Name"].into_iter().chain(columns.iter().map(|(heading, _)| *heading)).collect());
    for &place in places {
        let row = ListRow::new(graph, place);
        let common = ["place", "name"].map(|column| row.cell(column));
        let own = columns.iter().map(|(_, column)| cell(graph, place, &row, column));
        table.push(common.into_iter().chain(own).collect());
    }
    table
}

/// Returns the headings of the table for `kind`, each with the name of its column.
fn columns(kind: Kind) -> &'static [(&'static str, &'static str)] {
    match kind {
        Kind::Strategy => {
            &[("Lever", "lever"), ("Acts on", "acts_on"), ("Coercion", "coercion"), ("On record", "on_record")]
        }
        Kind::Person => &[("Tiers", "tiers"), ("Tagline", "tagline")],
        Kind::Tag => &[("Holders", "holders"), ("Strategy", "strategy"), ("Gloss", "gloss")],
        Kind::Lever => &[("Side", "side"), ("Up", "up"), ("Down", "down"), ("Strategies", "strategies")],
        Kind::Scenario => &[("Adversary", "adversary"), ("Strategies", "strategies"), ("Gloss", "gloss")],
        Kind::Portfolio => &[("Strategies", "strategies"), ("Description", "description")],
        Kind::Mechanism => &[("Relation", "relation"), ("Pairs", "pairs"), ("Gloss", "gloss")],
    }
}

/// Returns the text of a cell: the value of the row, or a shorter form such as a name or a number.
fn cell(graph: &Graph, place: Place, row: &ListRow, column: &str) -> String {
    let atlas = &graph.atlas;
    match (place, column) {
        (Place::Entity(Entity::Strategy(id)), "lever") => {
            let coordinates = &atlas.strategies[id].coordinates;
            format!("{} {}", atlas.levers[coordinates.lever].name, coordinates.pull.arrow())
        }
        (Place::Entity(Entity::Person(id)), "tiers") => tiers(graph, id),
        (Place::Entity(Entity::Lever(id)), "side") => atlas.levers[id].side.label().to_owned(),
        (Place::Entity(Entity::Lever(id)), "strategies") => graph.on_lever(id).len().to_string(),
        (Place::Entity(Entity::Scenario(id)), "strategies") => atlas.scenarios[id].responsive.len().to_string(),
        (Place::Entity(Entity::Scenario(id)), "adversary") => {
            atlas.adversaries[atlas.scenarios[id].adversary].name.clone()
        }
        (Place::Entity(Entity::Portfolio(id)), "strategies") => atlas.portfolios[id].strategies.len().to_string(),
        _ => row.cell(column),
    }
}

/// Returns the badges of the tiers of the person `id`; empty if the person has no profile.
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
