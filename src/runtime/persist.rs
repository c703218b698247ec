//! Conversions between the state of the app and the form in which files store it.

use std::collections::BTreeMap;

use crate::action::Focus;
use crate::app::{Message, PaneState, PlaceMark, TrailEvent, TrailSaveMode, TrailSnapshot};
use crate::document::{ColumnOrder, TableOrder};
use crate::model::TrailSummary;
use crate::store::{PanePosition, SaveMode, Saved, SavedMark, SavedStep, SavedTableOrder, SavedTrail, Trails};

use super::writer::error_chain;

/// Message for the user if there is no folder for trails.
pub(super) const NO_TRAILS: &str = "Trails cannot be saved here: there is no home directory";

/// Names of the panes in files.
const PANES: [(Focus, &str); 4] =
    [(Focus::Index, "index"), (Focus::Main, "page"), (Focus::Relations, "relations"), (Focus::People, "people")];

/// Converts a mark to the form in which it is stored.
pub(super) fn saved_mark(mark: PlaceMark) -> SavedMark {
    let focus = PANES.iter().find(|(focus, _)| *focus == mark.focus).map_or("", |(_, name)| name);
    let position = |PaneState { row, link, scroll }| PanePosition { row, link, scroll };
    SavedMark { place: mark.place, focus: focus.to_owned(), panes: mark.panes.map(position).to_vec() }
}

/// Converts a stored mark to a mark; missing parts become those of a newly opened page.
pub(super) fn restored_mark(mark: &SavedMark) -> PlaceMark {
    let focus = PANES.iter().find(|(_, name)| *name == mark.focus).map_or_else(Focus::default, |(focus, _)| *focus);
    let mut panes = [PaneState::default(); 3];
    for (pane, &PanePosition { row, link, scroll }) in panes.iter_mut().zip(&mark.panes) {
        *pane = PaneState { row, link, scroll };
    }
    PlaceMark { place: mark.place.clone(), focus, panes }
}

/// Converts the order of a table to its form on disk.
pub(super) fn saved_order(TableOrder { table, by }: TableOrder) -> SavedTableOrder {
    SavedTableOrder { table, column: by.column, is_descending: by.is_descending }
}

/// Restores the order of a table from its form on disk.
pub(super) fn restored_order(saved: &SavedTableOrder) -> TableOrder {
    let SavedTableOrder { table, column, is_descending } = *saved;
    TableOrder { table, by: ColumnOrder { column, is_descending } }
}

/// Saves a trail. Returns the message about the result.
///
/// # Errors
/// If the trail cannot be saved, with the text for the user.
pub(super) fn save(
    trails: Option<&mut Trails>,
    trail: TrailSnapshot,
    mode: TrailSaveMode,
) -> Result<Option<Message>, String> {
    let trails = trails.ok_or(NO_TRAILS)?;
    let not_saved = |why: String| format!("The trail is not saved: {why}");
    let TrailSnapshot { name, steps, current, mut notes } = trail;
    let step = |(at, (place, parent))| SavedStep { place, parent, note: notes.remove(&at) };
    let nodes = steps.into_iter().enumerate().map(step).collect();
    let trail = SavedTrail::new(name, nodes, current).map_err(|bad| not_saved(bad.to_string()))?;
    let store_mode = match mode {
        TrailSaveMode::Create => SaveMode::Create,
        TrailSaveMode::Overwrite => SaveMode::Overwrite,
        TrailSaveMode::Backup => SaveMode::Backup,
    };
    Ok(match trails.save(&trail, store_mode).map_err(|error| not_saved(error_chain(&error)))? {
        Saved::As(name) if mode == TrailSaveMode::Backup => {
            (name != trail.name).then(|| Message::Notice(format!("The trail before it is saved as {name}")))
        }
        Saved::As(name) => Some(Message::Trail(TrailEvent::Saved(name))),
        Saved::NameTaken => Some(Message::Trail(TrailEvent::NameTaken(trail.name))),
    })
}

/// Returns a message with the names of the saved trails, or with the error if they cannot be listed.
pub(super) fn list(trails: Option<&mut Trails>) -> Message {
    let Some(trails) = trails else { return Message::Notice(NO_TRAILS.to_owned()) };
    match trails.list() {
        Ok(names) => Message::Trail(TrailEvent::Listed(names)),
        Err(error) => Message::Notice(error_chain(&error)),
    }
}

/// Returns a summary of each saved trail by its name. Trails that cannot be read are left out; opening one of them says
/// why.
pub(super) fn summaries(trails: Option<&Trails>) -> BTreeMap<String, TrailSummary> {
    let Some(mut trails) = trails.cloned() else { return BTreeMap::new() };
    let names = trails.list().unwrap_or_default();
    let summary = |name: String| {
        let trail = trails.load(&name).ok()?;
        let last = trail.nodes.get(trail.current).map(|step| step.place.clone()).unwrap_or_default();
        Some((name, TrailSummary { places: trail.nodes.len(), last }))
    };
    names.into_iter().filter_map(summary).collect()
}

/// Returns a message with the saved trail called `name`, or with the error if it cannot be opened.
pub(super) fn open(trails: Option<&mut Trails>, name: &str) -> Message {
    let Some(trails) = trails else { return Message::Notice(NO_TRAILS.to_owned()) };
    match trails.load(name) {
        Ok(trail) => Message::Trail(TrailEvent::Opened(snapshot(trail))),
        Err(error) => Message::Notice(error_chain(&error)),
    }
}

/// Converts a saved trail to the form in which the explorer opens it.
pub(super) fn snapshot(trail: SavedTrail) -> TrailSnapshot {
    let SavedTrail { name, nodes, current, .. } = trail;
    let noted = nodes.iter().enumerate().filter_map(|(at, step)| Some((at, step.note.clone()?)));
    let notes = noted.collect();
    let steps = nodes.into_iter().map(|step| (step.place, step.parent)).collect();
    TrailSnapshot { name, steps, current, notes }
}
