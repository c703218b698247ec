//! Going on with another edition of the atlas. Ids change between editions, so everything that the state knows by its
//! id is carried over by its path; what is gone gives way to the list it stood in.

use crate::document::Target;
use crate::graph::Graph;
use crate::model::{Atlas, StrategyId};
use crate::place::Place;

use super::index::Index;
use super::message::Effect;
use super::state::{Context, Overlay, State};
use super::view::View;
use super::{asked, editions, filter, journey, palette, search, shelf};

/// Two editions of an atlas.
struct Editions<'a> {
    from: &'a Atlas,
    to: &'a Atlas,
}

impl Editions<'_> {
    /// The same place in the new edition, if it has it.
    fn place(&self, place: Place) -> Option<Place> {
        Place::find(self.to, &place.path(self.from))
    }

    /// The same strategy in the new edition, if it has it.
    fn strategy(&self, id: StrategyId) -> Option<StrategyId> {
        self.to.strategies.find(&self.from.strategies[id].slug)
    }

    /// Where a link leads in the new edition.
    fn target(&self, target: &Target) -> Option<Target> {
        match target {
            Target::Place(place) => self.place(*place).map(Target::Place),
            Target::Url(_) => Some(target.clone()),
        }
    }
}

/// Goes on with the graph of `context`, where the state stands in another edition `old` of it. Place, scroll and cursor
/// stay as they are.
pub fn renew(state: &mut State, old: &Graph, context: Context<'_>) -> Vec<Effect> {
    let both = Editions { from: &old.atlas, to: &context.graph.atlas };
    // Answers that are on their way name things as they were.
    asked::give_up(state);
    let edition = |atlas: &Atlas| (atlas.about.title.clone(), atlas.about.edition.clone());
    state.since = state.since.take().filter(|_| edition(&old.atlas) == edition(&context.graph.atlas));
    let searching = std::mem::take(&mut state.portfolio_search).is_running();
    let gone = visits(state, &both);
    state.editions.comparison.asked = false;
    page(state, &both, context);
    state.index = index(&state.index, &both, context.graph);
    if let Some(searched) = &mut state.searched {
        let before = searched.places[..searched.at.min(searched.places.len())].iter();
        searched.at = before.filter(|&&place| both.place(place).is_some()).count();
        searched.places = searched.places.iter().filter_map(|&place| both.place(place)).collect();
        searched.at = searched.at.min(searched.places.len().saturating_sub(1));
    }
    let pinned = std::mem::take(&mut state.pinned).into_iter();
    state.pinned = pinned.filter_map(|id| both.strategy(id)).collect();
    state.settle();
    state.faults.clear();
    state.notice = gone.map(|name| format!("{name} is gone from the atlas"));
    let given_up = searching.then_some(Effect::GiveUp);
    let mut effects = overlays(state, &old.atlas, context);
    effects.extend(given_up);
    effects.extend(editions::look(state, context));
    effects
}

/// Carries the trail over. Returns the name of the place on screen, if it is gone.
fn visits(state: &mut State, editions: &Editions<'_>) -> Option<String> {
    let here = state.place();
    let gone = editions.place(here).is_none().then(|| here.name(editions.from).into_owned());
    state.trail.each(|visit| {
        visit.lens = visit.lens.carried(editions.from, editions.to);
        match editions.place(visit.place) {
            Some(place) => visit.place = place,
            None => {
                let list = visit.place.kind().map_or(Place::Home, Place::List);
                *visit = super::trail::Visit {
                    focus: visit.focus,
                    lens: visit.lens.clone(),
                    ..super::trail::Visit::new(list)
                };
            }
        }
    });
    gone
}

/// Makes the page on screen anew and puts its cursors where they were.
fn page(state: &mut State, editions: &Editions<'_>, context: Context<'_>) {
    let new = View::new(state.known(context.graph), state.trail.here(), state.size, state.preferences);
    let old = std::mem::replace(&mut state.view, new);
    for (slot, from) in old.flows.iter().enumerate() {
        let to = &state.view.flows[slot];
        if from != to && !from.rows.is_empty() && !to.rows.is_empty() {
            state.trail.here_mut().panes[slot].renew(from, to, |target| editions.target(target));
        }
    }
}

/// The same list of the new edition, narrowed as far as can be told before the filter is asked again.
fn index(old: &Index, editions: &Editions<'_>, graph: &Graph) -> Index {
    let mut index = Index::new(graph, old.kind);
    index.filter = old.filter.clone();
    index.typing = old.typing;
    if old.is_narrowed() {
        let shown = old.places().filter_map(|place| editions.place(place)).collect();
        index.narrow(Some(&shown));
    }
    let selected = old.selected().and_then(|place| editions.place(place));
    if selected.is_none_or(|place| !index.select(place)) {
        index.move_to(old.row);
    }
    index.scroll = (index.row + old.scroll).saturating_sub(old.row);
    index
}

/// Has what is on top of the panes show the new edition, and asks again what was asked of the old one.
fn overlays(state: &mut State, before: &Atlas, context: Context<'_>) -> Vec<Effect> {
    match state.overlays.last() {
        // Letters point at what was in sight, faults are those of files that have been mended.
        Some(Overlay::Hints(_) | Overlay::Faults(_)) => {
            state.overlays.pop();
        }
        Some(Overlay::Search(_)) => return search::renewed(state, before),
        Some(Overlay::Palette(_)) => return palette::edited(state, context),
        Some(Overlay::Journey(_)) => journey::renewed(state, context),
        Some(Overlay::Shelf(_)) => shelf::edited(state, context),
        Some(
            Overlay::Help(_)
            | Overlay::Trails(_)
            | Overlay::Prompt(_)
            | Overlay::Mark(_)
            | Overlay::Naming(_)
            | Overlay::Narrow(_)
            | Overlay::Review(_),
        )
        | None => {}
    }
    if state.index.is_narrowed() { filter::ask(state) } else { Vec::new() }
}
