//! Going to the places that list things: each kind of thing, and the overviews.

use crate::action::Action;
use crate::model::Kind;
use crate::place::Place;

use super::index::Index;
use super::state::{Context, State};
use super::trail::Visit;

/// The place that lists what an action goes to.
pub(super) fn of(action: Action) -> Option<Place> {
    Some(match action {
        Action::GoHome => Place::Home,
        Action::GoStrategies => Place::List(Kind::Strategy),
        Action::GoPeople => Place::List(Kind::Person),
        Action::GoTags => Place::List(Kind::Tag),
        Action::GoLevers => Place::List(Kind::Lever),
        Action::GoScenarios => Place::List(Kind::Scenario),
        Action::GoPortfolios => Place::List(Kind::Portfolio),
        Action::GoMechanisms => Place::List(Kind::Mechanism),
        Action::GoOverview(overview) => Place::Overview(overview),
        _ => return None,
    })
}

/// Goes to a list, and has the index list the same.
pub(super) fn go(state: &mut State, place: Place, context: Context<'_>) {
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
