//! Marks: places saved under letters.

use crate::app::browse::marks::PlaceMark;
use crate::app::browse::trail::Visit;
use crate::app::effect::Effect;
use crate::app::state::{Context, State};
use crate::place::Place;

/// Saves the current place under `letter`.
pub(super) fn set(state: &mut State, letter: char, context: Context<'_>) {
    let atlas = &context.graph.atlas;
    let browse = &state.browse;
    let place = browse.place();
    let mark = PlaceMark { place: place.path(atlas), focus: browse.focus(), panes: browse.trail.here().panes };
    let mut marks = browse.marks.clone();
    marks.insert(letter, mark);
    state.set_marks(marks.clone());
    state.notify(format!("Marked {} as {letter}", place.name(atlas)));
    state.emit(Effect::SaveMarks(marks));
}

/// Goes to the place saved under `letter`, with the cursors saved with the place.
pub(super) fn go(state: &mut State, letter: char, context: Context<'_>) {
    let Some(PlaceMark { place, focus, panes }) = state.browse.marks.get(&letter).cloned() else {
        return state.notify(format!("No place is marked {letter}."));
    };
    match Place::parse(&context.graph.atlas, &place) {
        Ok(place) => {
            if place == state.browse.place() {
                // The place is already on screen, so only its cursors are restored before it is shown again.
                state.browse.trail.here_mut().panes = panes;
            }
            state.go(context.graph, Visit { focus, panes, ..Visit::new(place) });
        }
        Err(unknown) => state.notify(unknown.to_string()),
    }
}
