//! The arrangement of the panes, as the user changes it.

use crate::action::{Action, Focus};
use crate::app::browse::Browse;
use crate::app::browse::layout::{Arrangement, LayoutPreferences};
use crate::app::effect::Effect;
use crate::app::state::State;

/// Maximum number of columns by which a pane is wider or narrower than its default.
const MAX_OFFSET: i16 = 200;
/// The columns by which one action widens a pane.
const STEP: i16 = 4;

/// Changes the arrangement of the panes.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>) {
    let focus = state.browse.focus();
    let mut preferences = state.browse.preferences;
    match action {
        Action::Zoom => preferences.zoom = !preferences.zoom,
        Action::HideIndex => preferences.index_shown = toggled_index(&state.browse),
        Action::HideSides => preferences.hide_sides = !preferences.hide_sides,
        Action::Explain => return explain(state),
        Action::ResetLayout => {
            let LayoutPreferences { is_linear, explanations, .. } = preferences;
            preferences = LayoutPreferences { is_linear, explanations, ..LayoutPreferences::default() };
        }
        _ => {
            let steps = i16::try_from(count.unwrap_or(1)).unwrap_or(i16::MAX).saturating_mul(STEP);
            let by = if action == Action::Widen { steps } else { -steps };
            let (offset, by) = match focus {
                Focus::Index => (&mut preferences.index, by),
                // The page is widened by narrowing the columns beside it.
                Focus::Main => (&mut preferences.sides, -by),
                Focus::Relations | Focus::People => (&mut preferences.sides, by),
            };
            *offset = offset.saturating_add(by).clamp(-MAX_OFFSET, MAX_OFFSET);
        }
    }
    set(state, preferences);
}

/// Returns the preference that shows the index if it is hidden, and hides it if it is shown. What the page has by
/// default is no preference, so that a look at the index of an overview hides that of no other page.
fn toggled_index(browse: &Browse) -> Option<bool> {
    let layout = &browse.view.layout;
    let is_shown = match layout.arrangement {
        Arrangement::Tabs => browse.preferences.index_shown.unwrap_or(layout.shows_index),
        _ => layout.has_index,
    };
    Some(!is_shown).filter(|shown| *shown != layout.shows_index)
}

/// Shows the explanations that many pages share, or folds them, and says so.
fn explain(state: &mut State) {
    let preferences = state.browse.preferences;
    let is_shown = !preferences.explanations;
    set(state, LayoutPreferences { explanations: is_shown, ..preferences });
    let here = if state.browse.view.page.explains() { "" } else { "; this page has none" };
    let shown = if is_shown { "shown" } else { "folded" };
    state.notify(format!("Explanations are {shown} on all pages{here}."));
}

/// Replaces the arrangement of the panes.
pub(super) fn set(state: &mut State, preferences: LayoutPreferences) {
    state.browse.preferences = preferences;
    clamp_to_screen(&mut state.browse);
    state.emit(Effect::SaveLayout(state.browse.preferences));
}

/// Lays the panes out and keeps only as much of the offsets as the screen has room for, so that the next change starts
/// from what is in sight.
pub(super) fn clamp_to_screen(browse: &mut Browse) {
    browse.lay_out();
    let [index, sides] = browse.view.layout.wider;
    browse.preferences.index = index.unwrap_or(browse.preferences.index);
    browse.preferences.sides = sides.unwrap_or(browse.preferences.sides);
}
