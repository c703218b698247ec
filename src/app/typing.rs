//! Text that is typed: into the line that takes keys, or letters that something waits for.

use super::hints::{HintTarget, Typed};
use super::message::Effect;
use super::state::{Context, Overlay, State};
use super::update::follow;
use super::{history, marks, motion, review};
use crate::action::Focus;

/// Takes text that was typed or pasted.
pub(super) fn text(state: &mut State, text: &str, context: Context<'_>) -> Vec<Effect> {
    match state.overlays.last() {
        Some(Overlay::Hints(_)) => hint(state, text, context),
        Some(Overlay::Review(_)) => review::typed(state, text, context),
        Some(Overlay::Mark(prompt)) => {
            let prompt = *prompt;
            text.chars().next().map_or_else(Vec::new, |letter| marks::letter(state, prompt, letter, context))
        }
        _ => {
            let Some((input, _)) = history::line(state) else { return Vec::new() };
            input.insert(text);
            history::edited(state, context)
        }
    }
}

/// Takes letters of a link's hint.
fn hint(state: &mut State, text: &str, context: Context<'_>) -> Vec<Effect> {
    let Some(Overlay::Hints(hints)) = state.overlays.last_mut() else { return Vec::new() };
    let typed = text.chars().map(|letter| hints.type_letter(letter)).find(|typed| *typed != Typed::Incomplete);
    match typed {
        None | Some(Typed::Incomplete) => Vec::new(),
        Some(Typed::Complete(target)) => {
            state.overlays.pop();
            jump(state, target, context)
        }
        Some(Typed::Nothing) => {
            state.overlays.pop();
            Vec::new()
        }
    }
}

fn jump(state: &mut State, target: HintTarget, context: Context<'_>) -> Vec<Effect> {
    match target {
        HintTarget::Link(focus, link) => {
            motion::put_cursor(state, focus, link);
        }
        HintTarget::Index(row) => {
            state.index.row = row;
            state.trail.here_mut().focus = Focus::Index;
        }
    }
    follow(state, context)
}
