//! Marks: a place kept under a letter.

use std::collections::BTreeMap;

use crate::page::Place;

use super::message::Effect;
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

/// Places kept under letters. A place is kept as it is written, so that a mark outlives the atlas it was set in.
pub type Marks = BTreeMap<char, String>;

/// Takes the letter that `prompt` waits for.
pub(super) fn letter(state: &mut State, prompt: MarkPrompt, letter: char, context: Context<'_>) -> Vec<Effect> {
    state.overlays.pop();
    if !letter.is_alphanumeric() {
        return Vec::new();
    }
    let atlas = &context.graph.atlas;
    match prompt {
        MarkPrompt::Set => {
            let path = state.place().path(atlas);
            state.notice = Some(format!("Marked {} as {letter}", state.place().name(atlas)));
            state.marks.insert(letter, path);
            vec![Effect::KeepMarks(state.marks.clone())]
        }
        MarkPrompt::Go => {
            match state.marks.get(&letter).map(|path| Place::parse(atlas, path)) {
                Some(Ok(place)) => state.go(context.graph, Visit::new(place)),
                Some(Err(unknown)) => state.notice = Some(unknown.to_string()),
                None => state.notice = Some(format!("Nothing is marked {letter}")),
            }
            Vec::new()
        }
    }
}

/// Asks for the letter of a mark.
pub(super) fn ask(state: &mut State, prompt: MarkPrompt) {
    state.overlays.push(Overlay::Mark(prompt));
}
