//! Pages: the content of each place, built as a document that every renderer draws. Each view has its own file;
//! fragments that several views share are in `parts`.
//!
//! A view is a file with a function `build`, which is called by an arm of the match below. The function of an overview
//! takes only the context, that of a record also takes the id of the record.

mod agreement;
mod around;
mod axis;
mod board;
mod brief;
mod changes;
mod co_strategies;
mod commitment;
mod commitments;
mod compare;
mod consistency;
mod context;
mod current_portfolio;
mod density;
mod field;
mod home;
mod identity;
mod lever;
mod manual;
mod matrix;
mod mechanism;
mod overlay;
mod p_doom;
mod parts;
mod path;
mod people;
mod person;
mod portfolio;
mod report;
mod review_card;
mod reviews;
mod scenario;
mod session_end;
mod signals;
mod size;
mod statistics;
mod strategies;
mod strategy;
mod suggest;
mod tag;
mod tags;
mod timelines;
mod trust;
mod view_options;

#[cfg(test)]
mod tests;

use crate::document::{Page, sort_tables};
use crate::graph::PeopleOrder;
use crate::model::{Entity, Kind, PersonId, TagId};
use crate::place::{Cell, Overview, Place};

use parts::people_list::PeopleList;
use parts::{editions, tiers, verdict};

pub use agreement::build_agreement;
pub use brief::{brief_subjects, build_brief, is_briefed};
pub use changes::build_diff;
pub use consistency::{build_consistency, of as consistency_of};
pub use context::{MAX_PATHS, PageContext, PageKeys};
pub use current_portfolio::build_audit;
pub use home::atlas_size;
pub use matrix::pair_blocks;
pub use parts::editions::{Edition, EditionComparison, Editions};
pub use parts::portfolio_search::PortfolioSearch;
pub use parts::verdict::{ago, event_words, forecast_words, glyph as verdict_glyph, until};
pub use report::build_report;
pub use size::records_read;
pub use suggest::build as build_suggestions;
pub use view_options::{FoundPeople, PairFilter, ViewOptions};

/// Mark after the name of a strategy that is in the current portfolio.
pub const IN_PORTFOLIO_MARK: &str = "●";
/// Sign of a selected row.
pub const SELECTED_SIGN: &str = "■";

/// Builds the page of `place`.
pub fn build(place: Place, context: &PageContext<'_>) -> Page {
    let mut page = match place {
        Place::Home => home::build(context),
        Place::Overview(overview) => build_overview(overview, context),
        Place::List(kind) => build_list(kind, context),
        Place::Entity(entity) => build_entity(entity, context),
        Place::Axis(axis, None) => axis::build(axis, context),
        Place::Axis(axis, Some(value)) => axis::build_value((axis, value), context),
        Place::Cell(Cell::LeverHorizon(lever, horizon)) => density::build_cell((lever, horizon), context),
        Place::Cell(Cell::Board(expertise, recognition)) => board::build_cell((expertise, recognition), context),
        Place::Compare(comparison) => compare::build(&comparison, context),
        Place::Around(centre, steps) => around::build((centre, steps), context),
        Place::Brief(entity) => brief::build(entity, context),
        Place::Path(from, to) => path::build((from, to), context),
        Place::Claim(id) => commitment::build_claim(id, context),
        Place::Topic(topic) => manual::build(topic),
        Place::Commitment(id, at) => commitment::build((id, at), context),
    };
    if page.title.is_empty() {
        page.title = place.name(&context.graph.atlas).into_owned();
    }
    sort_tables(&mut page.blocks, context.options.sort);
    // Briefs are intended for forwarding, so the user's verdicts are not marked in them.
    if !matches!(place, Place::Brief(_)) {
        verdict::mark(context, &mut page.blocks);
    }
    editions::mark(context, place, &mut page.blocks);
    Page { place: Some(place), ..page }
}

fn build_overview(overview: Overview, context: &PageContext<'_>) -> Page {
    match overview {
        Overview::Field => field::build(context),
        Overview::Identity => identity::build(context),
        Overview::CoStrategies => co_strategies::build(context),
        Overview::Axes => axis::build_all(context),
        Overview::Density => density::build(context),
        Overview::Matrix => matrix::build(context),
        Overview::Board => board::build(context),
        Overview::Commitments => commitments::build(context),
        Overview::PDoom => p_doom::build(context),
        Overview::Timelines => timelines::build(context),
        Overview::Trust => trust::build(context),
        Overview::Portfolio => current_portfolio::build(context),
        Overview::Review => review_card::build(context),
        Overview::Reviews => reviews::build(context),
        Overview::Consistency => consistency::build(context),
        Overview::Statistics => statistics::build(context),
        Overview::SessionEnd => session_end::build(context),
        Overview::Watch => signals::build(context),
        Overview::Overlay => overlay::build(context),
        Overview::Changes => changes::build(context),
        Overview::Help => manual::build_contents(),
    }
}

fn build_list(kind: Kind, context: &PageContext<'_>) -> Page {
    match kind {
        Kind::Strategy => strategies::build(context),
        Kind::Person => people::build(context),
        Kind::Tag => tags::build(context),
        Kind::Lever => lever::build_all(context),
        Kind::Scenario => scenario::build_all(context),
        Kind::Portfolio => portfolio::build_all(context),
        Kind::Mechanism => mechanism::build_all(context),
    }
}

fn build_entity(entity: Entity, context: &PageContext<'_>) -> Page {
    match entity {
        Entity::Strategy(id) => strategy::build(id, context),
        Entity::Person(id) => person::build(id, context),
        Entity::Tag(id) => tag::build(id, context),
        Entity::Lever(id) => lever::build(id, context),
        Entity::Scenario(id) => scenario::build(id, context),
        Entity::Portfolio(id) => portfolio::build(id, context),
        Entity::Mechanism(mechanism) => mechanism::build(mechanism, context),
    }
}

/// Returns whether the view options admit at least one of the people that the page of `place` lists; true if the
/// page lists no people.
pub fn admits_any(place: Place, context: &PageContext<'_>) -> bool {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let (about, people): (Vec<TagId>, Vec<PersonId>) = match place {
        Place::List(Kind::Person) => (context.options.tags(), atlas.people.ids().collect()),
        Place::Overview(Overview::Board) => (context.options.tags(), tiers::profiled(atlas, atlas.people.ids())),
        Place::Cell(Cell::Board(expertise, recognition)) => {
            (context.options.tags(), board::people_at(atlas, (expertise, recognition)))
        }
        Place::Entity(Entity::Tag(id)) => (vec![id], graph.holders(id)),
        Place::Entity(Entity::Strategy(id)) => (graph.tags_of(id).to_vec(), graph.on_record(id).to_vec()),
        _ => return true,
    };
    let list = PeopleList::new(context, &about, PeopleOrder::Usual);
    people.is_empty() || people.into_iter().any(|person| list.admits(person))
}
