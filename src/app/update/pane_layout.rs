//! Changes of the layout by the user.

use crate::action::{Action, Focus};
use crate::app::browse::Browse;
use crate::app::browse::layout::{Arrangement, LayoutPreferences};
use crate::app::effect::Effect;
use crate::app::state::State;

/// Maximum difference between the width of a column and its default, in columns of the screen.
const MAX_OFFSET: i16 = 200;
/// Change of a width by one action, in columns of the screen.
const STEP: i16 = 4;

/// Carries out an action that changes the layout.
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
                // The page has no width of its own; it becomes wider if the column of relations and people becomes
                // narrower.
                Focus::Main => (&mut preferences.sides, -by),
                Focus::Relations | Focus::People => (&mut preferences.sides, by),
            };
            *offset = offset.saturating_add(by).clamp(-MAX_OFFSET, MAX_OFFSET);
        }
    }
    set(state, preferences);
}

/// Returns the value of the setting that shows the index if it is hidden, or hides it. If the result equals the default
/// of the page, this is `None`, so that toggling the index of an overview does not affect other pages.
fn toggled_index(browse: &Browse) -> Option<bool> {
    let layout = &browse.view.layout;
    let is_shown = match layout.arrangement {
        Arrangement::Tabs => browse.preferences.index_shown.unwrap_or(layout.shows_index),
        _ => layout.has_index,
    };
    Some(!is_shown).filter(|shown| *shown != layout.shows_index)
}

/// Shows or hides the explanations, and tells the user in a notice.
fn explain(state: &mut State) {
    let preferences = state.browse.preferences;
    let is_shown = !preferences.explanations;
    set(state, LayoutPreferences { explanations: is_shown, ..preferences });
    let here = if state.browse.view.page.explains() { "" } else { "; this page has none" };
    let shown = if is_shown { "shown" } else { "folded" };
    state.notify(format!("Explanations are {shown} on all pages{here}."));
}

/// Replaces the layout settings and saves them.
pub(super) fn set(state: &mut State, preferences: LayoutPreferences) {
    state.browse.preferences = preferences;
    clamp_to_screen(&mut state.browse);
    state.emit(Effect::SaveLayout(state.browse.preferences));
}

/// Lays out the panes, and replaces the width settings by the widths that fit on the screen, so that the next change
/// starts from the visible widths.
pub(super) fn clamp_to_screen(browse: &mut Browse) {
    browse.lay_out();
    let [index, sides] = browse.view.layout.wider;
    browse.preferences.index = index.unwrap_or(browse.preferences.index);
    browse.preferences.sides = sides.unwrap_or(browse.preferences.sides);
}
