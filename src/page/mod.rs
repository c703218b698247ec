//! Places and pages: what can be shown, described once for every renderer. One file per kind of page.

mod aggregate;
mod around;
mod axis;
mod badges;
mod block;
mod board;
mod cards;
mod claims;
mod commitments;
mod compare;
mod comparison;
mod density;
mod draft;
mod figures;
pub mod flow;
mod grid;
mod home;
mod inline;
mod intervals;
mod lens;
mod lever;
mod matrix;
mod mechanism;
mod mix;
mod nearest;
mod neighbourhood;
mod overview;
mod p_doom;
mod people;
mod person;
mod place;
mod portfolio;
mod provenance;
mod relations;
mod roster;
mod scenario;
mod sources;
mod spot;
mod standing;
mod standpoint;
mod strategies;
mod strategy;
mod tag;
mod tags;
mod timelines;

#[cfg(test)]
mod tests;

use crate::graph::{Graph, PeopleOrder};
use crate::model::{PersonId, TagId};

use draft::Draft;
use roster::Roster;

pub use block::{
    Badge, BadgeKind, Bar, Bars, Block, Fact, Heading, Inline, Item, Page, Pair, PairGrid, Part, Span, Target, Weight,
};
pub use comparison::Comparison;
pub use grid::{Align, Grid, GridCell, GridColumn, GridRow};
pub use intervals::{Interval, Intervals, Tick};
pub use lens::{FoundPeople, Lens, PairFilter};
pub use neighbourhood::{Member, NeighbourGroup, Neighbourhood};
pub use overview::Overview;
pub use place::{Kind, Place, Steps, UnknownPlace};
pub use spot::Spot;
pub use standpoint::Standpoint;

/// All that pages are made of.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The atlas and what follows from it.
    pub graph: &'a Graph,
}

impl<'a> Known<'a> {
    /// An atlas that nobody has brought anything of their own to.
    pub fn new(graph: &'a Graph) -> Self {
        Self { graph }
    }
}

/// Whether `lens` leaves anyone of the people that `place` lists; true where it lists none.
pub fn admits_any(graph: &Graph, place: Place, lens: &Lens) -> bool {
    let (about, people): (Vec<TagId>, Vec<PersonId>) = match place {
        Place::People => (Vec::new(), graph.atlas.people.ids().collect()),
        Place::Overview(Overview::Board) => (board::about(lens), board::profiled(&graph.atlas)),
        Place::Standpoint(standpoint) => (board::about(lens), board::people_at(graph, standpoint)),
        Place::Tag(id) => (vec![id], graph.holders(id)),
        Place::Strategy(id) => (graph.tags_of(id).to_vec(), graph.on_record(id).to_vec()),
        _ => return true,
    };
    people.is_empty() || Roster::new(graph, lens, &about, PeopleOrder::Usual).admits_any(&people)
}

/// What `place` shows; people on it as `lens` says.
pub fn page(known: Known<'_>, place: Place, lens: &Lens) -> Page {
    let Known { graph } = known;
    let draft = match place {
        Place::Home => home::draft(graph),
        Place::Overview(overview) => self::overview(known, overview, lens),
        Place::Spot(spot) => self::spot(graph, spot),
        Place::Standpoint(standpoint) => board::cell(graph, standpoint, lens),
        Place::Compare(comparison) => compare::draft(graph, &comparison),
        Place::Around(centre, steps) => around::draft(graph, centre, steps),
        Place::Strategies => strategies::draft(graph),
        Place::Strategy(id) => strategy::draft(graph, id, lens),
        Place::People => people::draft(graph, lens),
        Place::Person(id) => person::draft(graph, id),
        Place::Tags => tags::draft(graph),
        Place::Tag(id) => tag::draft(graph, id, lens),
        Place::Levers => lever::all(graph),
        Place::Lever(id) => lever::one(graph, id),
        Place::Scenarios => scenario::all(graph),
        Place::Scenario(id) => scenario::one(graph, id),
        Place::Mechanisms => mechanism::all(graph),
        Place::Mechanism(mechanism) => mechanism::one(graph, mechanism),
        Place::Portfolios => portfolio::all(graph),
        Place::Portfolio(id) => portfolio::one(graph, id),
    };
    let title = draft.title.unwrap_or_else(|| place.name(&graph.atlas).into_owned());
    Page { place, kicker: draft.kicker, title, blocks: draft.blocks }
}

fn overview(known: Known<'_>, overview: Overview, lens: &Lens) -> Draft {
    match overview {
        Overview::Axes => axis::all(known.graph),
        Overview::Density => density::draft(known.graph),
        Overview::Matrix => matrix::draft(known.graph, lens),
        Overview::Board => board::draft(known.graph, lens),
        Overview::Commitments => commitments::draft(known.graph),
        Overview::PDoom => p_doom::draft(known.graph),
        Overview::Timelines => timelines::draft(known.graph),
    }
}

fn spot(graph: &Graph, spot: Spot) -> Draft {
    match spot {
        Spot::Axis(axis) => axis::one(graph, axis),
        Spot::Value(axis, value) => axis::value(graph, axis, value),
        Spot::Crossing(lever, horizon) => density::cell(graph, lever, horizon),
    }
}
