//! The open layer: sending events to the layer, and carrying out the commands with which it replies.

use crate::action::Action;
use crate::app::history::LineKind;
use crate::app::layer::Layer;
use crate::app::layer::behavior::{LayerEvent, LayerReply, RefreshReason};
use crate::app::layer::help::Help;
use crate::app::layer::letters::Letters;
use crate::app::layer::picker::Picker;
use crate::app::layer::search::Search;
use crate::app::pending_query::Requester;
use crate::app::state::{Context, State};

use super::{commands, editions, people, playback, portfolio, trails, typing};

/// Opens the layer that belongs to an action. Returns false if the action has no layer.
pub(super) fn open(state: &mut State, action: Action, context: Context<'_>) -> bool {
    let last_search = state.histories.of(LineKind::Search).last().unwrap_or_default().to_owned();
    let searches = action == Action::Search && !last_search.is_empty();
    let below = state.layer_context(context);
    let layer = match action {
        Action::Hint => Letters::hints(&state.browse).map(Layer::Letters),
        Action::SetMark => Some(Layer::Letters(Letters::SetMark)),
        Action::GoMark => Some(Layer::Letters(Letters::GoToMark)),
        Action::Help => Some(Layer::Help(Help::new(&below))),
        Action::Palette => Picker::new(&below).map(Layer::Palette),
        Action::Trail => Picker::new(&below).map(Layer::Trail),
        Action::PortfolioLoad => Picker::new(&below).map(Layer::Portfolios),
        Action::Diagnostics => Picker::new(&below).map(Layer::Diagnostics),
        Action::TrailNote => Some(playback::note_prompt(state)),
        Action::SaveTrail => Some(trails::prompt(state)),
        Action::PeopleQuery => Some(people::prompt(state)),
        Action::CompareEditions => Some(editions::prompt(state)),
        Action::PortfolioConstraints => Some(portfolio::constraints_prompt()),
        Action::Search => Some(Layer::Search(Search::offering(last_search))),
        _ => return false,
    };
    if layer.is_none() {
        state.notify(format!("{}: there is nothing to list.", action.info().title));
    }
    state.layer = layer;
    if searches {
        // The offered last query is searched at once, so that its results are listed.
        send(state, LayerEvent::Edited, context);
    }
    true
}

/// Sends an event to the open layer, and carries out the layer's reply.
pub(super) fn send(state: &mut State, event: LayerEvent<'_>, context: Context<'_>) {
    let accepts = matches!(
        event,
        LayerEvent::Act(Action::InputAccept | Action::SearchAccept | Action::HelpRun) | LayerEvent::Choose(_)
    );
    let Some(mut layer) = state.layer.take() else { return };
    let reply = layer.behavior_mut().handle(event, &state.layer_context(context));
    let is_refused = matches!(&layer, Layer::Prompt(prompt) if prompt.error.is_some());
    state.layer = Some(layer);
    if accepts && !is_refused {
        typing::remember(state);
    }
    follow(state, reply, context);
}

/// Tells the open layer that other state has changed for the reason `why`, and carries out the layer's reply.
pub(super) fn refresh(state: &mut State, why: RefreshReason<'_>, context: Context<'_>) {
    let Some(mut layer) = state.layer.take() else { return };
    let reply = layer.behavior_mut().refresh(&state.layer_context(context), why);
    state.layer = Some(layer);
    follow(state, reply, context);
}

fn follow(state: &mut State, reply: LayerReply, context: Context<'_>) {
    if matches!(reply, LayerReply::Close | LayerReply::CloseThen(_)) {
        close(state);
    }
    if let LayerReply::Then(command) | LayerReply::CloseThen(command) = reply {
        commands::apply(state, command, context);
    }
}

/// Closes the open layer, and drops the answer to its running search.
fn close(state: &mut State) {
    state.layer = None;
    if state.pending.is_due(&Requester::Layer) {
        state.pending.cancel();
    }
}
