//! Places and pages: what can be shown, described once for every renderer. One file per kind of page.

mod around;
mod axis;
mod badges;
mod block;
mod card;
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
mod reviews;
mod roster;
mod scenario;
mod sources;
mod spot;
mod standing;
mod strategies;
mod strategy;
mod tag;
mod tags;
mod timelines;
mod verdict;
mod watch;

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::graph::Graph;
use crate::review::Reviews;

use draft::Draft;

pub use block::{
    Badge, BadgeKind, Bar, Bars, Block, Fact, Heading, Inline, Item, Page, Pair, PairGrid, Part, Span, Target, Weight,
};
pub use comparison::Comparison;
pub use grid::{Align, Grid, GridCell, GridColumn, GridRow};
pub use intervals::{Interval, Intervals, Tick};
pub use lens::{Lens, PairFilter, PeopleOrder};
pub use neighbourhood::{Member, NeighbourGroup, Neighbourhood};
pub use overview::Overview;
pub use place::{Kind, Place, Steps, UnknownPlace};
pub use roster::lists_anyone;
pub use spot::Spot;
pub use verdict::{ago, forecast_words, glyph as verdict_glyph, until};

/// All that pages are made of.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The atlas and what follows from it.
    pub graph: &'a Graph,
    /// What reviewers have recorded.
    pub reviews: &'a Reviews,
    /// The day it is.
    pub today: Date,
}

impl<'a> Known<'a> {
    /// An atlas that nobody has brought anything of their own to.
    pub fn new(graph: &'a Graph) -> Self {
        static NOTHING: LazyLock<Reviews> = LazyLock::new(Reviews::default);
        Self { graph, reviews: &NOTHING, today: Date::ZERO }
    }

    /// The same with what reviewers have recorded, as it stands on the day `today`.
    #[must_use]
    pub fn reviewed(self, reviews: &'a Reviews, today: Date) -> Self {
        Self { reviews, today, ..self }
    }
}

/// What `place` shows; people on it as `lens` says.
pub fn page(known: Known<'_>, place: Place, lens: &Lens) -> Page {
    let Known { graph, .. } = known;
    let draft = match place {
        Place::Home => home::draft(graph),
        Place::Spot(spot) => self::spot(graph, spot),
        Place::Compare(comparison) => compare::draft(graph, &comparison),
        Place::Around(centre, steps) => around::draft(graph, centre, steps),
        Place::Overview(overview) => self::overview(known, overview, lens),
        Place::Strategies => strategies::draft(graph),
        Place::Strategy(id) => strategy::draft(known, id, lens),
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
        Place::Portfolio(id) => portfolio::one(known, id),
    };
    let title = draft.title.unwrap_or_else(|| place.name(&graph.atlas).into_owned());
    let mut blocks = draft.blocks;
    verdict::mark(known, &mut blocks);
    Page { place, kicker: draft.kicker, title, blocks }
}

fn overview(known: Known<'_>, overview: Overview, lens: &Lens) -> Draft {
    match overview {
        Overview::Axes => axis::all(known.graph),
        Overview::Density => density::draft(known.graph),
        Overview::Matrix => matrix::draft(known.graph, lens),
        Overview::Commitments => commitments::draft(known.graph),
        Overview::PDoom => p_doom::draft(known.graph),
        Overview::Timelines => timelines::draft(known.graph),
        Overview::Review => card::draft(known),
        Overview::Reviews => reviews::draft(known),
        Overview::Watch => watch::draft(known),
    }
}

fn spot(graph: &Graph, spot: Spot) -> Draft {
    match spot {
        Spot::Axis(axis) => axis::one(graph, axis),
        Spot::Value(axis, value) => axis::value(graph, axis, value),
        Spot::Crossing(lever, horizon) => density::cell(graph, lever, horizon),
    }
}
