//! Actions in the panes.

use crate::action::{Action, Group};
use crate::app::effect::Effect;
use crate::app::review;
use crate::app::state::{Context, State};

use super::{
    brief, compare, copy, edit, filter, matrix, motion, navigation, pane_layout, path, people, playback, portfolio,
    selection, sort,
};

/// Carries out an action in the panes that opens no layer.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>, context: Context<'_>) {
    match action {
        Action::Quit => review::quit(state),
        Action::Suspend | Action::Redraw | Action::NextTheme | Action::OpenTrail => emit(state, action),
        Action::Open => navigation::open_url(state),
        Action::Edit => edit::act(state),
        Action::Follow => navigation::follow(state, context),
        Action::Back | Action::Forward => navigation::travel(state, action, count.unwrap_or(1), context),
        Action::ResultNext | Action::ResultPrevious => {
            navigation::step_result(state, count.unwrap_or(1), action == Action::ResultNext, context);
        }
        Action::Filter => filter::start(state),
        Action::CopyPlace | Action::CopyLink | Action::CopyPage | Action::CopyTrail | Action::CopyCommand => {
            copy::act(state, action, context);
        }
        Action::Zoom
        | Action::HideIndex
        | Action::HideSides
        | Action::Widen
        | Action::Narrow
        | Action::ResetLayout
        | Action::Explain => {
            pane_layout::act(state, action, count);
        }
        Action::Brief | Action::CopyBrief | Action::CopyTrailBrief => brief::act(state, action, context),
        Action::PlayTrail => playback::start(state, context),
        Action::Path => path::act(state, context),
        Action::Compare | Action::Unpin | Action::Around => compare::act(state, action, context),
        Action::MatrixLarger | Action::MatrixSmaller | Action::MatrixKind | Action::MatrixMechanism => {
            matrix::change(state, action, context);
        }
        Action::ShowOthers => review::reveal(state, context),
        Action::Accept => review::choose_acceptance(state, context),
        Action::Review => review::enter(state, context),
        Action::Close => close(state, context),
        Action::SelectRow | Action::SelectAll => selection::act(state, action, count, context),
        Action::Sort | Action::SortReverse => sort::act(state, action, count, context),
        action if people::changes_options(action) => people::change_options(state, action, context),
        other => match navigation::place_of(other) {
            Some(place) => navigation::go_to_list(state, place, context),
            None if other.info().group == Group::Portfolio => portfolio::act(state, other, context),
            None => motion::act(state, other, count, context),
        },
    }
}

/// Requests the effect outside the app that an action consists of.
fn emit(state: &mut State, action: Action) {
    state.emit(match action {
        Action::Suspend => Effect::Suspend,
        Action::Redraw => Effect::Redraw,
        Action::NextTheme => Effect::NextTheme,
        _ => Effect::ListTrails,
    });
}

/// Ends the search in the page, or else clears the selection, cancels the search for portfolios, clears the filter of
/// the index, or clears the filters of people.
fn close(state: &mut State, context: Context<'_>) {
    let page = state.browse.searched.as_mut().and_then(|searched| searched.page.take());
    if page.is_some() {
        // Matching rows of the page are no longer highlighted.
    } else if !state.browse.selection.is_empty() {
        selection::clear(state);
    } else if state.model.portfolio_search.is_running() {
        portfolio::cancel(state, context);
    } else if state.browse.index.is_filtered() {
        filter::clear(state);
    } else {
        people::clear_options(state, context);
    }
}
