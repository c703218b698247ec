//! Going to the pages that list things and to those about the whole atlas.

use crate::action::Action;
use crate::page::{Kind, Overview, Place};

use super::index::Index;
use super::state::{Context, State};
use super::trail::Visit;

/// The place that lists what an action goes to.
pub(super) fn list_of(action: Action) -> Option<Place> {
    Some(match action {
        Action::GoHome => Place::Home,
        Action::GoStrategies => Place::Strategies,
        Action::GoPeople => Place::People,
        Action::GoTags => Place::Tags,
        Action::GoLevers => Place::Levers,
        Action::GoScenarios => Place::Scenarios,
        Action::GoPortfolios => Place::Portfolios,
        Action::GoMechanisms => Place::Mechanisms,
        Action::GoAxes => Place::Overview(Overview::Axes),
        Action::GoDensity => Place::Overview(Overview::Density),
        Action::GoMatrix => Place::Overview(Overview::Matrix),
        Action::GoCommitments => Place::Overview(Overview::Commitments),
        Action::GoPDoom => Place::Overview(Overview::PDoom),
        Action::GoTimelines => Place::Overview(Overview::Timelines),
        Action::GoReviews => Place::Overview(Overview::Reviews),
        Action::GoWatch => Place::Overview(Overview::Watch),
        _ => return None,
    })
}

/// Goes to a place that lists things, and lists them in the index.
pub(super) fn go_list(state: &mut State, place: Place, context: Context<'_>) {
    if let Some(kind) = place.kind() {
        show_kind(state, kind, context);
    }
    state.go(context.graph, Visit::new(place));
}

/// Lists everything of `kind` in the index, without a filter.
fn show_kind(state: &mut State, kind: Kind, context: Context<'_>) {
    if state.index.kind != kind || state.index.is_narrowed() {
        state.index = Index::new(context.graph, kind);
    }
}
