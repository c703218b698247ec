//! Playback of a trail, which shows its stops one by one, each with its note; and editing of notes.

use crate::action::Action;
use crate::app::browse::Playback;
use crate::app::layer::Layer;
use crate::app::layer::prompt::{Prompt, PromptPurpose};
use crate::app::state::{Context, State};
use crate::app::text_input::TextInput;

/// Starts playback of the current trail at its first stop.
pub(super) fn start(state: &mut State, context: Context<'_>) {
    let stops: Vec<usize> = state.browse.trail.lines().into_iter().map(|entry| entry.step).collect();
    state.browse.playback = Some(Playback { stops, at: 0 });
    show(state, context);
}

/// Carries out an action that moves along the played trail or ends its playback. Returns false for any other action.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>, context: Context<'_>) -> bool {
    let Some(playback) = &mut state.browse.playback else { return false };
    let (last, steps) = (playback.stops.len().saturating_sub(1), count.unwrap_or(1));
    match action {
        Action::ResultNext => playback.at = playback.at.saturating_add(steps).min(last),
        Action::ResultPrevious | Action::PortfolioToggle => playback.at = playback.at.saturating_sub(steps),
        Action::Close => {
            state.browse.playback = None;
            state.notify("The trail is no longer played.");
            return true;
        }
        _ => return false,
    }
    show(state, context);
    true
}

fn show(state: &mut State, context: Context<'_>) {
    let stop = state.browse.playback.as_ref().and_then(|playback| playback.stops.get(playback.at).copied());
    if stop.is_some_and(|stop| state.browse.trail.jump(stop)) {
        state.arrive(context.graph);
    }
}

/// Returns the prompt for the note on the current place of the trail, with the current note as its initial text.
pub(super) fn note_prompt(state: &State) -> Layer {
    let note = state.browse.trail.here().note.clone().unwrap_or_default();
    Layer::Prompt(Prompt::new(PromptPurpose::TrailNote, TextInput::new(note)))
}

/// Sets the note on the current place of the trail; an empty text removes the note.
pub(super) fn set_note(state: &mut State, note: String, context: Context<'_>) {
    let is_removed = note.is_empty();
    state.browse.trail.here_mut().note = (!is_removed).then_some(note);
    let save = context.keys.key_of(Action::SaveTrail).unwrap_or_else(|| Action::SaveTrail.info().title.to_owned());
    let what = if is_removed { "removed" } else { "set" };
    state.notify(format!("Note {what}; {save} saves the trail with its notes."));
}
