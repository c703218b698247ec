//! Estimate of the work to build a page.

use crate::graph::Graph;
use crate::model::{Entity, Kind};
use crate::place::{Cell, Comparison, Overview, Place};

/// Estimates the number of records that building the page of `place` reads; the time is proportional to it. Returns 0
/// for pages whose size does not grow with the number of people.
pub fn records_read(place: Place, graph: &Graph) -> usize {
    let everyone = graph.atlas.people.len();
    match place {
        Place::Home
        | Place::Cell(Cell::Board(..))
        | Place::Path(..)
        | Place::List(Kind::Person | Kind::Tag | Kind::Strategy) => everyone,
        Place::Overview(overview) if reads_everyone(overview) => everyone,
        Place::Entity(entity) | Place::Around(entity, _) | Place::Brief(entity) => of_entity(entity, graph),
        Place::Compare(Comparison::Tags(tags)) => tags.iter().map(|&tag| graph.holdings(tag).len()).sum(),
        _ => 0,
    }
}

fn reads_everyone(overview: Overview) -> bool {
    use Overview::{Board, CoStrategies, Field, PDoom, Statistics, Timelines, Trust};
    matches!(overview, Board | CoStrategies | Field | PDoom | Statistics | Timelines | Trust)
}

fn of_entity(entity: Entity, graph: &Graph) -> usize {
    match entity {
        Entity::Strategy(id) => graph.on_record(id).len(),
        Entity::Tag(id) => graph.holdings(id).len(),
        Entity::Person(id) => graph.tags_of_person(id).iter().map(|&tag| graph.holdings(tag).len()).sum(),
        _ => 0,
    }
}
