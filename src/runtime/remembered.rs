//! What is remembered, between the form it has in the app and the one it has on disk.

use crate::action::Focus;
use crate::app::{Keeping, KeptTrail, Mark, Message, PaneState, TrailNews};
use crate::store::{PanePosition, SaveMode, Saved, SavedMark, SavedTrail, Step, Trails};

/// What is told where there is no place to keep trails.
pub(super) const NO_TRAILS: &str = "There is no home that trails could be kept in";

/// The panes, as they are written.
const PANES: [(Focus, &str); 4] =
    [(Focus::Index, "index"), (Focus::Main, "page"), (Focus::Relations, "relations"), (Focus::People, "people")];

/// A mark as it goes to disk.
pub(super) fn kept(mark: Mark) -> SavedMark {
    let focus = PANES.iter().find(|(focus, _)| *focus == mark.focus).map_or("", |(_, name)| name);
    let stand = |PaneState { row, link, scroll }| PanePosition { row, link, scroll };
    SavedMark { place: mark.place, focus: focus.to_owned(), panes: mark.panes.map(stand).to_vec() }
}

/// A mark as it comes from disk. What it does not say is as on a page that was just opened.
pub(super) fn mark(mark: &SavedMark) -> Mark {
    let focus = PANES.iter().find(|(_, name)| *name == mark.focus).map_or_else(Focus::default, |(focus, _)| *focus);
    let mut panes = [PaneState::default(); 3];
    for (pane, &PanePosition { row, link, scroll }) in panes.iter_mut().zip(&mark.panes) {
        *pane = PaneState { row, link, scroll };
    }
    Mark { place: mark.place.clone(), focus, panes }
}

/// Keeps a trail. Returns what there is to tell.
pub(super) fn keep(trails: Option<&mut Trails>, trail: KeptTrail, keeping: Keeping) -> Option<Message> {
    let Some(trails) = trails else { return Some(Message::Tell(NO_TRAILS.to_owned())) };
    let not_kept = |why: String| Some(Message::Tell(format!("The trail is not kept: {why}")));
    let KeptTrail { name, steps, current } = trail;
    let nodes = steps.into_iter().map(|(place, parent)| Step { place, parent }).collect();
    let trail = match SavedTrail::new(name, nodes, current) {
        Ok(trail) => trail,
        Err(bad) => return not_kept(bad.to_string()),
    };
    let mode = match keeping {
        Keeping::Anew => SaveMode::Create,
        Keeping::Over => SaveMode::Overwrite,
        Keeping::Aside => SaveMode::Backup,
    };
    match trails.save(&trail, mode) {
        Ok(Saved::As(name)) if keeping == Keeping::Aside => {
            (name != trail.name).then(|| Message::Tell(format!("The trail before it is saved as {name}")))
        }
        Ok(Saved::As(name)) => Some(Message::Trail(TrailNews::Kept(name))),
        Ok(Saved::NameTaken) => Some(Message::Trail(TrailNews::Taken(trail.name))),
        Err(error) => not_kept(error.to_string()),
    }
}

/// The names of the trails that are kept, or what there is to tell.
pub(super) fn list(trails: Option<&Trails>) -> Message {
    let Some(trails) = trails else { return Message::Tell(NO_TRAILS.to_owned()) };
    match trails.list() {
        Ok(names) => Message::Trail(TrailNews::Listed(names)),
        Err(error) => Message::Tell(error.to_string()),
    }
}

/// A trail that was kept, or what there is to tell.
pub(super) fn open(trails: Option<&mut Trails>, name: &str) -> Message {
    let Some(trails) = trails else { return Message::Tell(NO_TRAILS.to_owned()) };
    match trails.load(name) {
        Ok(SavedTrail { name, nodes, current, .. }) => {
            let steps = nodes.into_iter().map(|step| (step.place, step.parent)).collect();
            Message::Trail(TrailNews::Opened(KeptTrail { name, steps, current }))
        }
        Err(error) => Message::Tell(error.to_string()),
    }
}
