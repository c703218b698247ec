//! Finding ways: one thing is marked as the start, and from another the ways between the two are shown.

use crate::action::Action;
use crate::document::Target;
use crate::place::{Place, find_path_end, parse_path_end};

use super::compare::asking_on;
use super::state::{Context, State};
use super::trail::Visit;

/// Marks what is under the cursor, or else the place on screen, as the start of a path; or, where another thing is
/// marked, goes to the ways from there. The start itself is unmarked.
pub(super) fn act(state: &mut State, context: Context<'_>) {
    let atlas = &context.graph.atlas;
    let under = match state.target() {
        Some(Target::Place(place)) => Some(place),
        _ => None,
    };
    let paths = under.into_iter().chain([state.place()]).map(|place| place.path(atlas));
    let Some((path, entity)) = paths.into_iter().find_map(|path| find_path_end(atlas, &path).map(|end| (path, end)))
    else {
        state.notice =
            Some(format!("No path can start here; {}.", asking_on("a person, strategy or tag", Action::Path, context)));
        return;
    };
    let name = entity.name(atlas).to_owned();
    match state.path_from.take() {
        None => {
            let where_to = asking_on("another thing", Action::Path, context);
            state.notice = Some(format!("A path starts at {name}; {where_to} for the ways there."));
            state.path_from = Some(path);
        }
        Some(start) if start == path => state.notice = Some(format!("No path starts at {name} any more")),
        Some(start) => match parse_path_end(atlas, &start) {
            Ok(from) => state.go(context.graph, Visit::new(Place::Path(from, entity))),
            Err(unknown) => state.notice = Some(unknown.to_string()),
        },
    }
}
