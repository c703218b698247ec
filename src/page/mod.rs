//! Pages: what a place shows, built once as a document for every renderer. One file per view; fragments that views
//! share are in `parts`.

mod around;
mod axis;
mod board;
mod changes;
mod co_strategies;
mod commitments;
mod compare;
mod context;
mod current_portfolio;
mod density;
mod diff_page;
mod field;
mod home;
mod identity;
mod lever;
mod matrix;
mod mechanism;
mod overlay;
mod p_doom;
mod parts;
mod path;
mod people;
mod person;
mod portfolio;
mod review_card;
mod reviews;
mod scenario;
mod signals;
mod strategies;
mod strategy;
mod suggest;
mod tag;
mod tags;
mod timelines;
mod view_options;

#[cfg(test)]
mod tests;

use crate::document::{Page, PageBuilder};
use crate::graph::{Constraints, Graph, PeopleOrder, SolveOutcome};
use crate::model::{Entity, Kind, PersonId, StrategyId, TagId};
use crate::place::{Cell, Overview, Place};

use parts::people_list::PeopleList;
use parts::{editions, verdict};

pub use context::PageContext;
pub use diff_page::changes;
pub use parts::editions::{Brought, Compared, Edition, Editions};
pub use parts::portfolio_search::PortfolioSearch;
pub use parts::verdict::{ago, event_words, forecast_words, glyph as verdict_glyph, until};
pub use path::MAX_PATHS;
pub use view_options::{FoundPeople, PairFilter, ViewOptions};

/// The mark of a strategy that is in the current portfolio.
pub const IN_PORTFOLIO_MARK: &str = "●";

/// Builds the page of `place`, with people ordered and filtered as `options` say.
pub fn page(context: PageContext<'_>, place: Place, options: &ViewOptions) -> Page {
    let page = match place {
        Place::Home => home::build(context),
        Place::Overview(overview) => self::overview(context, overview, options),
        Place::List(kind) => list(context.graph, kind, options),
        Place::Entity(entity) => self::entity(context, entity, options),
        Place::Axis(axis, None) => axis::one(context.graph, axis),
        Place::Axis(axis, Some(value)) => axis::value(context.graph, axis, value),
        Place::Cell(Cell::LeverHorizon(lever, horizon)) => density::cell(context.graph, lever, horizon),
        Place::Cell(Cell::Board(expertise, recognition)) => {
            board::cell(context.graph, (expertise, recognition), options)
        }
        Place::Compare(comparison) => compare::build(context.graph, &comparison),
        Place::Around(centre, steps) => around::build(context.graph, centre, steps),
        Place::Path(from, to) => path::build(context.graph, (from, to), MAX_PATHS),
    };
    finish(context, place, page)
}

fn overview(context: PageContext<'_>, overview: Overview, options: &ViewOptions) -> PageBuilder {
    match overview {
        Overview::Field => field::build(context.graph),
        Overview::Identity => identity::build(context.graph),
        Overview::CoStrategies => co_strategies::build(context.graph),
        Overview::Axes => axis::all(context.graph),
        Overview::Density => density::build(context.graph),
        Overview::Matrix => matrix::build(context.graph, options),
        Overview::Board => board::build(context.graph, options),
        Overview::Commitments => commitments::build(context.graph),
        Overview::PDoom => p_doom::build(context.graph),
        Overview::Timelines => timelines::build(context.graph),
        Overview::Portfolio => current_portfolio::build(context),
        Overview::Review => review_card::build(context),
        Overview::Reviews => reviews::build(context),
        Overview::Watch => signals::build(context),
        Overview::Overlay => overlay::build(context),
        Overview::Changes => changes::build(context),
    }
}

fn list(graph: &Graph, kind: Kind, options: &ViewOptions) -> PageBuilder {
    match kind {
        Kind::Strategy => strategies::build(graph),
        Kind::Person => people::build(graph, options),
        Kind::Tag => tags::build(graph),
        Kind::Lever => lever::all(graph),
        Kind::Scenario => scenario::all(graph),
        Kind::Portfolio => portfolio::all(graph),
        Kind::Mechanism => mechanism::all(graph),
    }
}

fn entity(context: PageContext<'_>, entity: Entity, options: &ViewOptions) -> PageBuilder {
    match entity {
        Entity::Strategy(id) => strategy::build(context, id, options),
        Entity::Person(id) => person::build(context, id),
        Entity::Tag(id) => tag::build(context.graph, id, options),
        Entity::Lever(id) => lever::one(context.graph, id),
        Entity::Scenario(id) => scenario::one(context.graph, id),
        Entity::Portfolio(id) => portfolio::one(context, id),
        Entity::Mechanism(mechanism) => mechanism::one(context.graph, mechanism),
    }
}

/// The page of a place: marked with verdicts and with what comes from the overlay.
fn finish(context: PageContext<'_>, place: Place, mut page: PageBuilder) -> Page {
    verdict::mark(context, &mut page.blocks);
    editions::mark(context, place, &mut page.blocks);
    page.finish(Some(place), &place.name(&context.graph.atlas))
}

/// Builds the page of the paths between two entities, with at most `max` of them.
pub fn paths(graph: &Graph, from: Entity, to: Entity, max: usize) -> Page {
    finish(PageContext::new(graph), Place::Path(from, to), path::build(graph, (from, to), max))
}

/// Builds the report of an audit of `strategies`. It has no place.
pub fn audit(graph: &Graph, strategies: &[StrategyId]) -> Page {
    current_portfolio::audited(graph, strategies).finish(None, "")
}

/// Builds the report of suggestions: changes to `held`, if given, and the smallest portfolios that meet `demands`, if a
/// search has an outcome. It has no place.
pub fn suggestions(
    graph: &Graph,
    held: Option<&[StrategyId]>,
    demands: &Constraints,
    outcome: Option<&SolveOutcome>,
) -> Page {
    suggest::build(graph, held, demands, outcome).finish(None, "")
}

/// Whether `options` admit any of the people that `place` lists; true if it lists none.
pub fn admits_any(graph: &Graph, place: Place, options: &ViewOptions) -> bool {
    let (about, people): (Vec<TagId>, Vec<PersonId>) = match place {
        Place::List(Kind::Person) => (Vec::new(), graph.atlas.people.ids().collect()),
        Place::Overview(Overview::Board) => (board::about(options), board::profiled(&graph.atlas)),
        Place::Cell(Cell::Board(expertise, recognition)) => {
            (board::about(options), board::people_at(graph, (expertise, recognition)))
        }
        Place::Entity(Entity::Tag(id)) => (vec![id], graph.holders(id)),
        Place::Entity(Entity::Strategy(id)) => (graph.tags_of(id).to_vec(), graph.on_record(id).to_vec()),
        _ => return true,
    };
    people.is_empty() || PeopleList::new(graph, options, &about, PeopleOrder::Usual).admits_any(&people)
}
