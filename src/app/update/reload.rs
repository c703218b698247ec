//! Reload of the atlas. Ids differ between editions of an atlas, so each id in the state is replaced by that of the
//! record with the same address; a place that no longer exists is replaced by the list of its kind.

use std::sync::Arc;

use crate::app::browse::Searched;
use crate::app::browse::index::IndexList;
use crate::app::browse::trail::Visit;
use crate::app::effect::Effect;
use crate::app::state::{Context, State};
use crate::document::Target;
use crate::graph::Graph;
use crate::model::{Atlas, Entity};
use crate::place::Place;
use crate::search::EntitySet;

/// The atlas before and after a reload.
struct Editions<'a> {
    from: &'a Atlas,
    to: &'a Atlas,
}

impl Editions<'_> {
    /// Returns the same place in the new edition; `None` if the place no longer exists.
    fn place(&self, place: Place) -> Option<Place> {
        Place::find(self.to, &place.path(self.from))
    }

    /// Returns the same entity in the new edition; `None` if the entity no longer exists.
    fn entity(&self, entity: Entity) -> Option<Entity> {
        entity.kind().find(self.to, entity.slug(self.from))
    }

    /// Returns the same target of a link in the new edition; `None` if it is a place that no longer exists.
    fn target(&self, target: &Target) -> Option<Target> {
        match target {
            Target::Place(place) => self.place(*place).map(Target::Place),
            Target::Url(_) => Some(target.clone()),
        }
    }
}

/// Adapts the state to the graph of `context`, after the atlas of `old` was reloaded. Place, scroll position and cursor
/// stay.
pub(super) fn remap(state: &mut State, old: &Graph, context: Context<'_>) {
    let both = Editions { from: &old.atlas, to: &context.graph.atlas };
    // Answers to running searches would refer to records by the ids of the old edition.
    state.pending.cancel();
    let edition = |atlas: &Atlas| (atlas.about.title.clone(), atlas.about.edition.clone());
    state.model.since = state.model.since.take().filter(|_| edition(both.from) == edition(both.to));
    if std::mem::take(&mut state.model.portfolio_search).is_running() {
        state.emit(Effect::CancelSuggest);
    }
    let gone = visits(state, &both);
    Arc::make_mut(&mut state.model.editions).comparison.is_requested = false;
    state.model.diagnostics.clear();
    state.browse.rebuild(&state.model, context.graph, |target| both.target(target));
    state.browse.index = index(&state.browse.index, &both, context.graph);
    state.browse.searched = state.browse.searched.take().map(|searched| results(searched, &both));
    let pinned = std::mem::take(&mut state.browse.pinned).into_iter();
    state.browse.pinned = pinned.filter_map(|entity| both.entity(entity)).collect();
    let unselected = state.browse.selection.remap(|place| both.place(place));
    let unselected = unselected.into_iter().map(|place| place.name(both.from).into_owned());
    state.browse.settle();
    let mut gone: Vec<String> = gone.into_iter().chain(unselected).collect();
    gone.dedup();
    let verb = if gone.len() == 1 { "is" } else { "are" };
    state.status.notice = (!gone.is_empty()).then(|| format!("{} {verb} gone from the atlas", gone.join(", ")));
}

/// Returns the search without the results that do not exist in the new edition.
fn results(searched: Searched, editions: &Editions<'_>) -> Searched {
    let Searched { query, places, at, page } = searched;
    let before = places[..at.min(places.len())].iter();
    let at = before.filter(|&&place| editions.place(place).is_some()).count();
    let places: Vec<Place> = places.iter().filter_map(|&place| editions.place(place)).collect();
    Searched { query, at: at.min(places.len().saturating_sub(1)), places, page }
}

/// Adapts the trail to the new edition. Returns the name of the current place if that place no longer exists.
fn visits(state: &mut State, editions: &Editions<'_>) -> Option<String> {
    let here = state.browse.place();
    let gone = editions.place(here).is_none().then(|| here.name(editions.from).into_owned());
    state.browse.trail.each(|visit| {
        visit.options = visit.options.carried(editions.from, editions.to);
        match editions.place(visit.place) {
            Some(place) => visit.place = place,
            None => {
                let list = visit.place.kind().map_or(Place::Home, Place::List);
                *visit = Visit { focus: visit.focus, options: visit.options.clone(), ..Visit::new(list) };
            }
        }
    });
    gone
}

/// Returns the index for the new edition. A filtered index keeps its entries that still exist until the search for the
/// filter is repeated.
fn index(old: &IndexList, editions: &Editions<'_>, graph: &Graph) -> IndexList {
    let mut index = IndexList::new(graph, old.kind);
    index.filter = old.filter.clone();
    index.typing = old.typing;
    if old.is_filtered() {
        let shown = EntitySet::new(old.kind, old.places().filter_map(|place| editions.place(place)));
        index.show_only(|place| shown.contains(place));
        index.is_outdated = true;
    }
    let selected = old.selected().and_then(|place| editions.place(place));
    if selected.is_none_or(|place| !index.select(place)) {
        index.move_to(old.row);
    }
    index.scroll = (index.row + old.scroll).saturating_sub(old.row);
    index
}
