//! What is remembered between runs: from the form it has in the app to the one it has on disk, and back.

use crate::action::Focus;
use crate::app::{Message, PaneState, PlaceMark, TrailEvent, TrailSaveMode, TrailSnapshot};
use crate::store::{PanePosition, SaveMode, Saved, SavedMark, SavedTrail, Step, Trails};

/// The message where there is no place for trails.
pub(super) const NO_TRAILS: &str = "Trails cannot be saved here: there is no home directory";

/// The panes, as they are written.
const PANES: [(Focus, &str); 4] =
    [(Focus::Index, "index"), (Focus::Main, "page"), (Focus::Relations, "relations"), (Focus::People, "people")];

/// A mark as it goes to disk.
pub(super) fn kept(mark: PlaceMark) -> SavedMark {
    let focus = PANES.iter().find(|(focus, _)| *focus == mark.focus).map_or("", |(_, name)| name);
    let stand = |PaneState { row, link, scroll }| PanePosition { row, link, scroll };
    SavedMark { place: mark.place, focus: focus.to_owned(), panes: mark.panes.map(stand).to_vec() }
}

/// A mark as it comes from disk. What is missing there is as on a page that was just opened.
pub(super) fn mark(mark: &SavedMark) -> PlaceMark {
    let focus = PANES.iter().find(|(_, name)| *name == mark.focus).map_or_else(Focus::default, |(focus, _)| *focus);
    let mut panes = [PaneState::default(); 3];
    for (pane, &PanePosition { row, link, scroll }) in panes.iter_mut().zip(&mark.panes) {
        *pane = PaneState { row, link, scroll };
    }
    PlaceMark { place: mark.place.clone(), focus, panes }
}

/// Saves a trail. Returns what there is to tell.
///
/// # Errors
/// If it cannot be saved, with what there is to tell.
pub(super) fn save(
    trails: Option<&mut Trails>,
    trail: TrailSnapshot,
    wanted: TrailSaveMode,
) -> Result<Option<Message>, String> {
    let trails = trails.ok_or(NO_TRAILS)?;
    let not_saved = |why: String| format!("The trail is not saved: {why}");
    let TrailSnapshot { name, steps, current } = trail;
    let nodes = steps.into_iter().map(|(place, parent)| Step { place, parent }).collect();
    let trail = SavedTrail::new(name, nodes, current).map_err(|bad| not_saved(bad.to_string()))?;
    let mode = match wanted {
        TrailSaveMode::Create => SaveMode::Create,
        TrailSaveMode::Overwrite => SaveMode::Overwrite,
        TrailSaveMode::Backup => SaveMode::Backup,
    };
    Ok(match trails.save(&trail, mode).map_err(|error| not_saved(error.to_string()))? {
        Saved::As(name) if wanted == TrailSaveMode::Backup => {
            (name != trail.name).then(|| Message::Notice(format!("The trail before it is saved as {name}")))
        }
        Saved::As(name) => Some(Message::Trail(TrailEvent::Saved(name))),
        Saved::NameTaken => Some(Message::Trail(TrailEvent::NameTaken(trail.name))),
    })
}

/// Lists the names of the saved trails, or says why not.
pub(super) fn list(trails: Option<&Trails>) -> Message {
    let Some(trails) = trails else { return Message::Notice(NO_TRAILS.to_owned()) };
    match trails.list() {
        Ok(names) => Message::Trail(TrailEvent::Listed(names)),
        Err(error) => Message::Notice(error.to_string()),
    }
}

/// Reads a saved trail, or says why not.
pub(super) fn open(trails: Option<&mut Trails>, name: &str) -> Message {
    let Some(trails) = trails else { return Message::Notice(NO_TRAILS.to_owned()) };
    match trails.load(name) {
        Ok(SavedTrail { name, nodes, current, .. }) => {
            let steps = nodes.into_iter().map(|step| (step.place, step.parent)).collect();
            Message::Trail(TrailEvent::Opened(TrailSnapshot { name, steps, current }))
        }
        Err(error) => Message::Notice(error.to_string()),
    }
}
