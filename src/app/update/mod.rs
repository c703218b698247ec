//! Updates of the state. No update accesses the terminal, files or the clock: work outside the app is returned as
//! effects.

mod brief;
mod commands;
mod compare;
mod copy;
mod drag;
mod edit;
mod editions;
mod filter;
mod layers;
mod marks;
mod matrix;
mod motion;
mod navigation;
mod pane_layout;
mod panes;
mod path;
mod people;
mod playback;
mod pointer;
mod portfolio;
mod reload;
mod selection;
mod sort;
mod trails;
mod typing;

use std::sync::Arc;

use crate::action::{Action, KeyScope};
use crate::diagnostic::Diagnostic;
use crate::graph::Graph;
use crate::place::{Overview, Place};
use crate::review::Reviews;

use super::browse::trail::Visit;
use super::effect::Effect;
use super::layer::behavior::{LayerEvent, RefreshReason};
use super::message::{Message, SearchAnswer};
use super::pending_query::Requester;
use super::review;
use super::state::{Context, State};

pub(super) use navigation::starts_review;

/// Changes `state` according to a message, and returns the effects to carry out.
#[must_use]
pub fn update(state: &mut State, message: Message, context: Context<'_>) -> Vec<Effect> {
    if message.is_user_input() {
        state.was_editing = false;
        state.status.next_input();
    }
    let generation = state.browse.generation;
    handle(state, message, context);
    if state.browse.generation != generation {
        layers::refresh(state, RefreshReason::Changed, context);
    }
    settle(state, context)
}

/// Adapts `state` to the graph of `context` after a reload of the atlas, whose graph was `old`; the place, scroll
/// position and cursor stay. Returns the effects to carry out.
#[must_use]
pub fn reload(state: &mut State, old: &Graph, context: Context<'_>) -> Vec<Effect> {
    reload::remap(state, old, context);
    layers::refresh(state, RefreshReason::Reloaded(&old.atlas), context);
    settle(state, context)
}

/// Replaces the reviews by those in the journals, and returns the effects to carry out.
#[must_use]
pub fn set_reviews(state: &mut State, reviews: Arc<Reviews>, context: Context<'_>) -> Vec<Effect> {
    review::replace_reviews(state, reviews, context);
    settle(state, context)
}

/// Rebuilds the page on screen after its data has changed, and returns the effects to carry out.
#[must_use]
pub fn refresh(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    state.refresh(context.graph);
    settle(state, context)
}

/// Requests the data that the new state needs, and returns all effects requested so far.
fn settle(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    filter::catch_up(state);
    editions::request(state, context);
    if let Some(request) = state.browse.refresh_preview(&state.model, context.graph) {
        state.emit(Effect::BuildPreview(request));
    }
    request_page(state);
    std::mem::take(&mut state.effects)
}

/// Requests the page of the current place, if a background job has to build it.
fn request_page(state: &mut State) {
    if let Some(ticket) = state.browse.pending_page.take_request() {
        let here = state.browse.trail.here();
        let (place, options) = (here.place, here.options.clone());
        state.emit(Effect::BuildPage { ticket, place, options });
    }
}

fn handle(state: &mut State, message: Message, context: Context<'_>) {
    match message {
        // Enter closes the welcome hint and has no other effect.
        Message::Act(Action::Follow, _) if state.status.is_welcome && state.layer.is_none() => dismiss_welcome(state),
        Message::Act(action, count) => {
            state.status.notice = None;
            act(state, action, count, context);
            dismiss_welcome(state);
        }
        Message::UnboundKey(keys) => state.status.notice = keys.map(|keys| unbound(&keys, context)),
        Message::Text(text) => type_text(state, &text, context),
        Message::Click(x, y) => {
            click(state, (x, y), context);
            dismiss_welcome(state);
        }
        Message::DoubleClick(x, y) => {
            if !pointer::double_click(state, context) {
                click(state, (x, y), context);
            }
        }
        Message::Drag(x, y) => send_if_any(state, drag::to, (x, y), context),
        Message::Release => drag::release(state),
        Message::Wheel(x, y, rows) => send_if_any(state, |state, at| pointer::wheel(state, at, rows), (x, y), context),
        Message::Resize(size) => {
            state.browse.size = size;
            state.browse.lay_out();
            layers::refresh(state, RefreshReason::Resized, context);
        }
        Message::Arrange(preferences) => pane_layout::set(state, preferences),
        Message::SearchAnswer(answer) => handle_answer(state, answer, context),
        Message::InvalidAtlas(diagnostics) => handle_diagnostics(state, diagnostics, context),
        Message::Solving(bounds) => portfolio::solving(state, bounds, context),
        Message::Suggested(answer) => portfolio::suggested(state, *answer, context),
        Message::Compared(answer) => editions::answered(state, *answer, context),
        Message::Previewed(preview) => state.browse.take_preview(*preview),
        Message::ChangesSince(since) => {
            state.model.since = Some(since);
            state.refresh(context.graph);
        }
        Message::PageBuilt(ticket, page) => state.browse.show(ticket, *page, &state.model, context.graph),
        Message::Trail(event) => trails::handle_event(state, event, context),
        Message::Notice(text) => state.notify(text),
        Message::Resume(id) => review::resume(state, id, context),
        Message::AskReview => review::choose_review(state, context),
        Message::Queued(start) => review::begin(state, start),
        Message::Recorded(ticket, recorded) => review::recorded(state, ticket, recorded, context),
        Message::NotRecorded(why) => review::failed(state, why),
        Message::Composed(text) => review::composed(state, &text, context),
        Message::NotComposed(why) => review::not_composed(state, &why),
    }
}

/// Returns the notice that no action is bound to `keys`, with actions that may help instead.
fn unbound(keys: &str, context: Context<'_>) -> String {
    format!("{keys} does nothing here.{}", context.try_instead(&[Action::Help, Action::Palette]))
}

fn handle_diagnostics(state: &mut State, diagnostics: Vec<Diagnostic>, context: Context<'_>) {
    if edit::replace_diagnostics(state, diagnostics) {
        layers::open(state, Action::Diagnostics, context);
    }
    layers::refresh(state, RefreshReason::Changed, context);
    edit::notify_diagnostics(state, context.keys);
}

/// Hides the welcome hint permanently.
fn dismiss_welcome(state: &mut State) {
    if std::mem::take(&mut state.status.is_welcome) {
        state.emit(Effect::DismissWelcome);
    }
}

/// Carries out an action in the open layer, the text line, the review card, or the panes.
fn act(state: &mut State, action: Action, count: Option<usize>, context: Context<'_>) {
    if let Some(is_edited) = typing::act(state, action) {
        if is_edited {
            line_edited(state, context);
        }
    } else if state.layer.is_some() {
        layers::send(state, LayerEvent::Act(action), context);
    } else if state.browse.index.typing {
        filter::act(state, action, context);
    } else if action == Action::Follow && review::waits_for_confidence(state) {
        review::act(state, Action::ReviewNext, None, context);
    } else if action == Action::Follow && review::is_at_end(state) {
        state.go(context.graph, Visit::new(Place::Overview(Overview::Statistics)));
    } else if action.info().scope == KeyScope::Review {
        review::act(state, action, count, context);
    } else if playback::act(state, action, count, context) {
        // The played trail has carried out the action; its actions take precedence over those that open layers and
        // those of panes.
    } else if action == Action::Follow && !state.is_on_card() && motion::reach_link(state) {
        // The cursor was on plain text; the next press opens the link that it has reached.
    } else if !state.refuses(action, context) && !layers::open(state, action, context) {
        panes::act(state, action, count, context);
    }
}

/// Inserts typed or pasted text into the line that receives keys, or sends the text to the open layer.
fn type_text(state: &mut State, text: &str, context: Context<'_>) {
    if typing::insert(state, text) {
        line_edited(state, context);
    } else {
        layers::send(state, LayerEvent::Typed(text), context);
    }
}

/// Handles a change of the line that receives keys, in the open layer or the filter of the index.
fn line_edited(state: &mut State, context: Context<'_>) {
    if state.layer.is_some() {
        layers::send(state, LayerEvent::Edited, context);
    } else {
        filter::ask(state);
    }
}

fn click(state: &mut State, at: (u16, u16), context: Context<'_>) {
    if state.layer.is_some() {
        send_if_any(state, pointer::click_layer, at, context);
    } else {
        pointer::click(state, at, context);
    }
}

/// Calls `act` for a mouse event at a cell, and sends the resulting event, if any, to the open layer.
fn send_if_any(
    state: &mut State,
    act: impl FnOnce(&mut State, (u16, u16)) -> Option<LayerEvent<'static>>,
    at: (u16, u16),
    context: Context<'_>,
) {
    if let Some(event) = act(state, at) {
        layers::send(state, event, context);
    }
}

/// Passes the answer to a search to the part of the state that requested the search.
fn handle_answer(state: &mut State, answer: SearchAnswer, context: Context<'_>) {
    match state.pending.take(answer.ticket) {
        Some(Requester::Index) => filter::answer(state, &answer, context),
        Some(Requester::People { place, query }) => people::answer(state, (place, query), &answer, context),
        Some(Requester::Layer) => layers::send(state, LayerEvent::Answer(answer), context),
        None => {}
    }
}
