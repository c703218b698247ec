//! The arrangement of the panes as far as the user has a say.

use crate::action::{Action, Focus};
use crate::app::browse::Browse;
use crate::app::browse::layout::LayoutPreferences;
use crate::app::effect::Effect;
use crate::app::state::State;

/// The most columns that a pane is wider or narrower than usual.
const MAX_OFFSET: i16 = 200;
/// The columns that a pane is widened by.
const STEP: i16 = 4;

/// Changes the arrangement of the panes.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    let browse = &mut state.browse;
    let focus = browse.focus();
    let wish = &mut browse.preferences;
    match action {
        Action::Zoom => wish.zoom = !wish.zoom,
        Action::HideIndex => wish.hide_index = !wish.hide_index,
        Action::HideSides => wish.hide_sides = !wish.hide_sides,
        Action::ResetLayout => *wish = LayoutPreferences::default(),
        _ => {
            let steps = i16::try_from(count.unwrap_or(1)).unwrap_or(i16::MAX).saturating_mul(STEP);
            let by = if action == Action::Widen { steps } else { -steps };
            let (offset, by) = match focus {
                Focus::Index => (&mut wish.index, by),
                // The page is widened by narrowing the columns beside it.
                Focus::Main => (&mut wish.sides, -by),
                Focus::Relations | Focus::People => (&mut wish.sides, by),
            };
            *offset = offset.saturating_add(by).clamp(-MAX_OFFSET, MAX_OFFSET);
        }
    }
    clamp_to_screen(browse);
    vec![Effect::SaveLayout(browse.preferences)]
}

/// Replaces the arrangement of the panes.
pub(super) fn set(state: &mut State, preferences: LayoutPreferences) -> Vec<Effect> {
    state.browse.preferences = preferences;
    clamp_to_screen(&mut state.browse);
    vec![Effect::SaveLayout(state.browse.preferences)]
}

/// Lays the panes out and keeps only as much of the offsets as the screen has room for, so that the next change starts
/// from what is in sight.
pub(super) fn clamp_to_screen(browse: &mut Browse) {
    browse.lay_out();
    let [index, sides] = browse.view.layout.wider;
    browse.preferences.index = index.unwrap_or(browse.preferences.index);
    browse.preferences.sides = sides.unwrap_or(browse.preferences.sides);
}
