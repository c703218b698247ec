//! The layer that is open: it takes events and looks at the rest of the state, which its replies change.

use crate::action::Action;
use crate::app::history::LineKind;
use crate::app::layer::Layer;
use crate::app::layer::behavior::{LayerEvent, LayerReply, Why};
use crate::app::layer::search::Search;
use crate::app::state::{Context, State};

use super::typing;

/// Has the layer take an event.
#[must_use]
pub(super) fn handle(state: &mut State, event: LayerEvent<'_>, context: Context<'_>) -> Option<LayerReply> {
    let accepts = matches!(
        event,
        LayerEvent::Act(Action::InputAccept | Action::SearchAccept | Action::HelpRun) | LayerEvent::Choose(_)
    );
    let mut layer = state.layer.take()?;
    let reply = layer.behavior_mut().handle(event, &state.layer_context(context));
    let is_refused = matches!(&layer, Layer::Prompt(prompt) if prompt.error.is_some());
    state.layer = Some(layer);
    if accepts && !is_refused {
        typing::remember(state);
    }
    Some(reply)
}

/// Has the layer look at the rest of the state again.
#[must_use]
pub(super) fn refresh(state: &mut State, why: Why<'_>, context: Context<'_>) -> Option<LayerReply> {
    let mut layer = state.layer.take()?;
    let reply = layer.behavior_mut().refresh(&state.layer_context(context), why);
    state.layer = Some(layer);
    Some(reply)
}

/// A search that offers the last query, and what it asks for at once.
pub(super) fn search(state: &mut State) -> (Layer, Option<LayerReply>) {
    let last = state.histories.of(LineKind::Search).last().unwrap_or_default().to_owned();
    let is_first = last.is_empty();
    let mut search = Search::offering(last);
    let reply = (!is_first).then(|| search.ask());
    (Layer::Search(search), reply)
}
