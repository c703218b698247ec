//! Places and pages: what can be shown, described once for every renderer. One file per kind of page.

mod aggregate;
mod around;
mod audit;
mod axis;
mod badges;
mod board;
mod card;
mod cards;
mod changes;
mod claims;
mod co_strategies;
mod commitments;
mod compare;
mod consensus;
mod density;
mod draft;
mod editions;
mod field;
mod figures;
mod home;
mod identity;
mod inline;
mod lens;
mod lever;
mod matrix;
mod mechanism;
mod mix;
mod p_doom;
mod path;
mod people;
mod person;
mod portfolio;
mod portfolio_search;
mod provenance;
mod relations;
mod reviews;
mod roster;
mod scenario;
mod side_by_side;
mod since;
mod sources;
mod standing;
mod strategies;
mod strategy;
mod suggest;
mod tag;
mod tags;
mod timelines;
mod verdict;
mod watch;
mod workbench;

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::document::Page;
use crate::graph::diff::ChangesSince;
use crate::graph::{Constraints, Graph, PeopleOrder, SolveOutcome};
use crate::model::{Entity, Kind, PersonId, StrategyId, TagId, UserPortfolios};
use crate::place::{Cell, Overview, Place};
use crate::review::Reviews;

use draft::Draft;
use roster::Roster;

pub use portfolio_search::PortfolioSearch;

/// The mark of a strategy that is in the current portfolio.
pub const IN_PORTFOLIO_MARK: &str = "●";

pub use changes::changes;
pub use editions::{Brought, Compared, Edition, Editions};
pub use inline::sentence;
pub use lens::{FoundPeople, Lens, PairFilter};
pub use path::WAYS;
pub use verdict::{ago, event_words, forecast_words, glyph as verdict_glyph, until};

/// All that pages are made of.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The atlas and what follows from it.
    pub graph: &'a Graph,
    /// The user's portfolios.
    pub portfolios: &'a UserPortfolios,
    /// The search for the smallest portfolios that contain the current one.
    pub portfolio_search: &'a PortfolioSearch,
    /// How the atlas came about.
    pub editions: &'a Editions,
    /// What reviewers have recorded.
    pub reviews: &'a Reviews,
    /// The day it is.
    pub today: Date,
    /// What has changed since the last visit, where that was to another edition.
    pub since: Option<&'a ChangesSince>,
    /// Whether pages are made to be handed out, and lead to nothing that is private.
    pub for_others: bool,
}

impl<'a> Known<'a> {
    /// An atlas that nobody has brought anything of their own to.
    pub fn new(graph: &'a Graph) -> Self {
        static NOTHING: LazyLock<Reviews> = LazyLock::new(Reviews::default);
        static NO_PORTFOLIOS: LazyLock<UserPortfolios> = LazyLock::new(UserPortfolios::default);
        Self {
            graph,
            portfolios: &NO_PORTFOLIOS,
            portfolio_search: &PortfolioSearch::None,
            editions: &editions::ALONE,
            reviews: &NOTHING,
            today: Date::ZERO,
            since: None,
            for_others: false,
        }
    }

    /// The same with what reviewers have recorded, as it stands on the day `today`.
    #[must_use]
    pub fn reviewed(self, reviews: &'a Reviews, today: Date) -> Self {
        Self { reviews, today, ..self }
    }

    /// The overviews that pages lead to.
    pub fn overviews(self) -> Vec<Overview> {
        let is_led_to = |overview: &Overview| !(self.for_others && overview.is_private());
        Overview::ALL.iter().copied().filter(is_led_to).collect()
    }
}

/// What the path from one thing to another shows, with up to `most` ways.
pub fn ways(graph: &Graph, from: Entity, to: Entity, most: usize) -> Page {
    finish(Known::new(graph), Place::Path(from, to), path::draft(graph, (from, to), most))
}

/// What there is to say of `strategies` held together.
pub fn audit(graph: &Graph, strategies: &[StrategyId]) -> Page {
    finish(Known::new(graph), Place::Overview(Overview::Portfolio), workbench::audited(graph, strategies))
}

/// What to change about `held`, if anything is, and what the search for the smallest portfolios that meet `demands` has
/// come to, if there was one.
pub fn suggestions(
    graph: &Graph,
    held: Option<&[StrategyId]>,
    demands: &Constraints,
    outcome: Option<&SolveOutcome>,
) -> Page {
    let draft = suggest::draft(graph, held, demands, outcome);
    finish(Known::new(graph), Place::Overview(Overview::Portfolio), draft)
}

/// Whether `lens` leaves anyone of the people that `place` lists; true where it lists none.
pub fn admits_any(graph: &Graph, place: Place, lens: &Lens) -> bool {
    let (about, people): (Vec<TagId>, Vec<PersonId>) = match place {
        Place::List(Kind::Person) => (Vec::new(), graph.atlas.people.ids().collect()),
        Place::Overview(Overview::Board) => (board::about(lens), board::profiled(&graph.atlas)),
        Place::Cell(Cell::Board(expertise, recognition)) => {
            (board::about(lens), board::people_at(graph, (expertise, recognition)))
        }
        Place::Entity(Entity::Tag(id)) => (vec![id], graph.holders(id)),
        Place::Entity(Entity::Strategy(id)) => (graph.tags_of(id).to_vec(), graph.on_record(id).to_vec()),
        _ => return true,
    };
    people.is_empty() || Roster::new(graph, lens, &about, PeopleOrder::Usual).admits_any(&people)
}

/// What `place` shows; people on it as `lens` says.
pub fn page(known: Known<'_>, place: Place, lens: &Lens) -> Page {
    let Known { graph, .. } = known;
    let draft = match place {
        Place::Home => home::draft(known),
        Place::Overview(overview) => self::overview(known, overview, lens),
        Place::Axis(axis, None) => axis::one(graph, axis),
        Place::Axis(axis, Some(value)) => axis::value(graph, axis, value),
        Place::Cell(Cell::LeverHorizon(lever, horizon)) => density::cell(graph, lever, horizon),
        Place::Cell(Cell::Board(expertise, recognition)) => board::cell(graph, (expertise, recognition), lens),
        Place::Compare(comparison) => compare::draft(graph, &comparison),
        Place::Around(centre, steps) => around::draft(graph, centre, steps),
        Place::List(Kind::Strategy) => strategies::draft(graph),
        Place::Entity(Entity::Strategy(id)) => strategy::draft(known, id, lens),
        Place::List(Kind::Person) => people::draft(graph, lens),
        Place::Entity(Entity::Person(id)) => person::draft(known, id),
        Place::List(Kind::Tag) => tags::draft(graph),
        Place::Entity(Entity::Tag(id)) => tag::draft(graph, id, lens),
        Place::List(Kind::Lever) => lever::all(graph),
        Place::Entity(Entity::Lever(id)) => lever::one(graph, id),
        Place::List(Kind::Scenario) => scenario::all(graph),
        Place::Entity(Entity::Scenario(id)) => scenario::one(graph, id),
        Place::List(Kind::Mechanism) => mechanism::all(graph),
        Place::Entity(Entity::Mechanism(mechanism)) => mechanism::one(graph, mechanism),
        Place::List(Kind::Portfolio) => portfolio::all(graph),
        Place::Entity(Entity::Portfolio(id)) => portfolio::one(known, id),
        Place::Path(from, to) => path::draft(graph, (from, to), WAYS),
    };
    finish(known, place, draft)
}

fn finish(known: Known<'_>, place: Place, draft: Draft) -> Page {
    let graph = known.graph;
    let title = draft.title.unwrap_or_else(|| place.name(&graph.atlas).into_owned());
    let mut blocks = draft.blocks;
    verdict::mark(known, &mut blocks);
    editions::mark(known, place, &mut blocks);
    Page { place, kicker: draft.kicker, title, blocks }
}

fn overview(known: Known<'_>, overview: Overview, lens: &Lens) -> Draft {
    match overview {
        Overview::Field => field::draft(known.graph),
        Overview::Identity => identity::draft(known.graph),
        Overview::CoStrategies => co_strategies::draft(known.graph),
        Overview::Axes => axis::all(known.graph),
        Overview::Density => density::draft(known.graph),
        Overview::Matrix => matrix::draft(known.graph, lens),
        Overview::Board => board::draft(known.graph, lens),
        Overview::Commitments => commitments::draft(known.graph),
        Overview::PDoom => p_doom::draft(known.graph),
        Overview::Timelines => timelines::draft(known.graph),
        Overview::Portfolio => workbench::draft(known),
        Overview::Review => card::draft(known),
        Overview::Reviews => reviews::draft(known),
        Overview::Watch => watch::draft(known),
        Overview::Overlay => editions::overlay(known),
        Overview::Changes => editions::compared(known),
    }
}
