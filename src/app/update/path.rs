//! Paths: one entity is marked as the start, and from another the paths between the two are shown.

use crate::action::Action;
use crate::place::{Place, find_path_end, parse_path_end};

use super::compare::asking_on;
use crate::app::browse::trail::Visit;
use crate::app::state::{Context, State};

/// Marks the link under the cursor, or else the place on screen, as the start of a path; if another entity is marked,
/// goes to the paths from there. The start itself is unmarked.
pub(super) fn act(state: &mut State, context: Context<'_>) {
    let atlas = &context.graph.atlas;
    let paths = state.browse.target_place().into_iter().chain([state.browse.place()]).map(|place| place.path(atlas));
    let Some((path, entity)) = paths.into_iter().find_map(|path| find_path_end(atlas, &path).map(|end| (path, end)))
    else {
        state.status.notice =
            Some(format!("No path can start here; {}.", asking_on("a person, strategy or tag", Action::Path, context)));
        return;
    };
    let name = entity.name(atlas).to_owned();
    match state.browse.path_from.take() {
        None => {
            let where_to = asking_on("another thing", Action::Path, context);
            state.status.notice = Some(format!("A path starts at {name}; {where_to} for the ways there."));
            state.browse.path_from = Some(path);
        }
        Some(start) if start == path => state.status.notice = Some(format!("No path starts at {name} any more")),
        Some(start) => match parse_path_end(atlas, &start) {
            Ok(from) => state.go(context.graph, Visit::new(Place::Path(from, entity))),
            Err(unknown) => state.status.notice = Some(unknown.to_string()),
        },
    }
}
