//! How the panes are arranged at the user's wish.

use crate::action::{Action, Focus};

use super::layout::Preferences;
use super::message::Effect;
use super::state::State;

/// No wish goes further than this many columns.
const WIDEST: i16 = 200;
/// How many columns a pane is widened by.
const STEP: i16 = 4;

/// Changes how the panes are arranged.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    let wish = &mut state.preferences;
    match action {
        Action::Zoom => wish.zoom = !wish.zoom,
        Action::HideIndex => wish.hide_index = !wish.hide_index,
        Action::HideSides => wish.hide_sides = !wish.hide_sides,
        Action::ResetLayout => *wish = Preferences::default(),
        _ => {
            let steps = i16::try_from(count.unwrap_or(1)).unwrap_or(i16::MAX).saturating_mul(STEP);
            let by = if action == Action::Widen { steps } else { -steps };
            // The page is widened by narrowing what stands beside it.
            match state.view.layout.nearest(state.trail.here().focus) {
                Focus::Index => wish.index = wish.index.saturating_add(by).clamp(-WIDEST, WIDEST),
                Focus::Main => wish.sides = wish.sides.saturating_sub(by).clamp(-WIDEST, WIDEST),
                _ => wish.sides = wish.sides.saturating_add(by).clamp(-WIDEST, WIDEST),
            }
        }
    }
    fit(state);
    vec![Effect::KeepLayout(state.preferences)]
}

/// Lays the panes out and keeps of the wishes what could be fulfilled, so that the next one starts from there.
pub(super) fn fit(state: &mut State) {
    state.lay_out();
    let [index, sides] = state.view.layout.wider;
    state.preferences.index = index.unwrap_or(state.preferences.index);
    state.preferences.sides = sides.unwrap_or(state.preferences.sides);
}
