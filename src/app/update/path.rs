//! Paths between two entities: the user marks the first as the start; choosing the second opens the page with the
//! paths.

use crate::action::Action;
use crate::model::Kind;
use crate::place::{Place, find_path_end, parse_path_end};

use crate::app::browse::trail::Visit;
use crate::app::state::{Context, State};

/// Marks the link under the cursor, or else the current place, as the start of a path. If another entity is marked,
/// goes to the paths from it; if the same is marked, unmarks it. Two selected rows are the ends of the path.
pub(super) fn act(state: &mut State, context: Context<'_>) {
    let atlas = &context.graph.atlas;
    let ends: Vec<_> = state.browse.selection.entities().filter(|entity| entity.kind() != Kind::Mechanism).collect();
    if let [from, to] = ends[..] {
        return state.go(context.graph, Visit::new(Place::Path(from, to)));
    }
    let paths = state.browse.target_place().into_iter().chain([state.browse.place()]).map(|place| place.path(atlas));
    let Some((path, entity)) = paths.into_iter().find_map(|path| find_path_end(atlas, &path).map(|end| (path, end)))
    else {
        let there = context.press_on("a person, strategy or tag", Action::Path);
        return state.notify(format!("No path can start here; {there}."));
    };
    let name = entity.name(atlas).to_owned();
    match state.browse.path_from.take() {
        None => {
            let there = context.press_on("another", Action::Path);
            state.notify(format!("The path starts at {name}; {there} to see the paths between the two."));
            state.browse.path_from = Some(path);
        }
        Some(start) if start == path => state.notify(format!("No path starts at {name} any more.")),
        Some(start) => match parse_path_end(atlas, &start) {
            Ok(from) => state.go(context.graph, Visit::new(Place::Path(from, entity))),
            Err(unknown) => state.notify(unknown.to_string()),
        },
    }
}
