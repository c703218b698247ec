//! Marks: a place kept under a letter.

use std::collections::BTreeMap;

use crate::action::{Action, Focus};
use crate::place::Place;

use super::message::Effect;
use super::pane::PaneState;
use super::state::{Context, Overlay, State};
use super::trail::Visit;

/// What the next letter does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkPrompt {
    /// Keeps the place on screen.
    Set,
    /// Goes to the place that was kept.
    Go,
}

/// A place that is kept, and how one stood there. It is kept as it is written, so that a mark outlives the atlas it was
/// set in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The place.
    pub place: String,
    /// The pane with the focus.
    pub focus: Focus,
    /// Cursor and window in the page, its relations and its people.
    pub panes: [PaneState; 3],
}

/// Places kept under letters.
pub type Marks = BTreeMap<char, Mark>;

/// Takes the letter that `prompt` waits for.
pub(super) fn letter(state: &mut State, prompt: MarkPrompt, letter: char, context: Context<'_>) -> Vec<Effect> {
    state.overlays.pop();
    if !letter.is_alphanumeric() {
        return Vec::new();
    }
    let atlas = &context.graph.atlas;
    match prompt {
        MarkPrompt::Set => {
            let focus = state.focus();
            let mark = Mark { place: state.place().path(atlas), focus, panes: state.trail.here().panes };
            state.notice = Some(format!("Marked {} as {letter}", state.place().name(atlas)));
            state.marks.insert(letter, mark);
            vec![Effect::KeepMarks(state.marks.clone())]
        }
        MarkPrompt::Go => {
            let mark = state.marks.get(&letter).cloned();
            match mark.map(|mark| Place::parse(atlas, &mark.place).map(|place| (place, mark))) {
                Some(Ok((place, Mark { focus, panes, .. }))) => {
                    let visit = Visit { focus, panes, ..Visit::new(place) };
                    if place == state.place() {
                        // One is there already, and only stands elsewhere.
                        state.trail.here_mut().panes = panes;
                    }
                    state.go(context.graph, visit);
                }
                Some(Err(unknown)) => state.notice = Some(unknown.to_string()),
                None => state.notice = Some(format!("Nothing is marked {letter}")),
            }
            Vec::new()
        }
    }
}

/// Asks for the letter of the mark to set or to go to.
pub(super) fn ask(state: &mut State, action: Action) {
    let prompt = if action == Action::SetMark { MarkPrompt::Set } else { MarkPrompt::Go };
    state.overlays.push(Overlay::Mark(prompt));
}
