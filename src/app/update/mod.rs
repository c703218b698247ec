//! How the state changes. Nothing here touches the terminal, a file or the clock: what is to happen outside is returned
//! as effects.

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
mod path;
mod people;
mod pointer;
mod portfolio;
mod reload;
mod trails;
mod typing;

use crate::action::{Action, Group, KeyScope};
use crate::diagnostic::Diagnostic;
use crate::graph::Graph;

use super::browse::layout::Size;
use super::browse::trail::Visit;
use super::command::StateCommand;
use super::effect::Effect;
use super::layer::Layer;
use super::layer::behavior::{LayerEvent, LayerReply, Why};
use super::layer::help::Help;
use super::layer::hints::Hints;
use super::layer::mark::MarkPrompt;
use super::layer::picker::Picker;
use super::message::{Message, SearchAnswer};
use super::pending_query::Requester;
use super::review;
use super::situation::CARD;
use super::state::{Context, State};

/// Changes `state` by what happened and returns what is to be done about it.
#[must_use]
pub fn update(state: &mut State, message: Message, context: Context<'_>) -> Vec<Effect> {
    if is_by_hand(&message) {
        state.was_editing = false;
        state.status.next_input();
    }
    let generation = state.browse.generation;
    let mut effects = take(state, message, context);
    if state.browse.generation != generation {
        effects.extend(refresh_layer(state, Why::Changed, context));
    }
    effects.extend(filter::catch_up(state));
    effects.extend(editions::look(state, context));
    effects
}

/// Goes on with the graph of `context` in place of `old`, another edition of it. Place, scroll and cursor stay.
#[must_use]
pub fn reload(state: &mut State, old: &Graph, context: Context<'_>) -> Vec<Effect> {
    let mut effects = reload::remap(state, old, context);
    effects.extend(refresh_layer(state, Why::Reloaded(&old.atlas), context));
    effects.extend(filter::catch_up(state));
    effects.extend(editions::look(state, context));
    effects
}

/// Whether the user has done something.
fn is_by_hand(message: &Message) -> bool {
    matches!(
        message,
        Message::Act(..) | Message::Text(_) | Message::Click(..) | Message::DoubleClick(..) | Message::Wheel(..)
    )
}

fn take(state: &mut State, message: Message, context: Context<'_>) -> Vec<Effect> {
    match message {
        Message::Act(action, count) => {
            state.status.notice = None;
            let welcomed = dismiss_welcome(state);
            let mut effects = act(state, action, count, context);
            effects.extend(welcomed);
            effects
        }
        Message::Click(x, y) => {
            let welcomed = dismiss_welcome(state);
            let mut effects = click(state, x, y, context);
            effects.extend(welcomed);
            effects
        }
        Message::Text(text) => type_text(state, &text, context),
        Message::DoubleClick(x, y) => {
            pointer::double_click(state, context).unwrap_or_else(|| click(state, x, y, context))
        }
        Message::Release => drag::release(state),
        Message::Wheel(x, y, rows) => {
            let event = pointer::wheel(state, x, y, rows);
            event.map_or_else(Vec::new, |event| send_to_layer(state, event, context))
        }
        Message::Drag(x, y) => {
            let event = drag::to(state, x, y);
            event.map_or_else(Vec::new, |event| send_to_layer(state, event, context))
        }
        Message::Resize(size) => resize(state, size, context),
        Message::Arrange(preferences) => pane_layout::set(state, preferences),
        other => take_news(state, other, context),
    }
}

/// Takes what has come of something outside the app.
fn take_news(state: &mut State, message: Message, context: Context<'_>) -> Vec<Effect> {
    match message {
        Message::Composed(text) => return review::composed(state, &text, context),
        Message::Trail(event) => return trails::take(state, event, context),
        Message::Queued(start) => return review::begun(state, start),
        Message::Recorded(ticket, recorded) => return review::recorded(state, ticket, recorded, context),
        Message::SearchAnswer(found) => return answer(state, found, context),
        Message::InvalidAtlas(diagnostics) => return replace_diagnostics(state, diagnostics, context),
        Message::NotComposed(why) => review::not_composed(state, &why),
        Message::NotRecorded(why) => review::failed(state, why),
        Message::Suggested(answer) => portfolio::suggested(state, *answer, context),
        Message::Solving(bounds) => portfolio::solving(state, bounds, context),
        Message::Compared(answer) => editions::answered(state, *answer, context),
        Message::ChangesSince(since) => {
            state.model.since = Some(since);
            state.refresh(context.graph);
        }
        Message::Notice(text) => state.status.notice = Some(text),
        // `take` carries these out itself.
        Message::Act(..)
        | Message::Text(_)
        | Message::Click(..)
        | Message::DoubleClick(..)
        | Message::Drag(..)
        | Message::Release
        | Message::Wheel(..)
        | Message::Resize(_)
        | Message::Arrange(_) => {}
    }
    Vec::new()
}

/// Dismisses the hint of the first run for good: whoever acts has seen it.
fn dismiss_welcome(state: &mut State) -> Option<Effect> {
    std::mem::take(&mut state.status.is_welcome).then_some(Effect::DismissWelcome)
}

/// Carries out an action: for the layer that is open, the line being typed, the card, or the panes.
fn act(state: &mut State, action: Action, count: Option<usize>, context: Context<'_>) -> Vec<Effect> {
    if let Some(edited) = typing::act(state, action) {
        return if edited { line_edited(state, context) } else { Vec::new() };
    }
    if state.layer.is_some() {
        return send_to_layer(state, LayerEvent::Act(action), context);
    }
    if state.browse.index.typing {
        filter::act(state, action, context);
        return Vec::new();
    }
    if action.info().scope == KeyScope::Review {
        return review::act(state, action, count, context);
    }
    match open_layer(state, action, context) {
        Some(effects) => effects,
        None => act_in_panes(state, action, count, context),
    }
}

/// Opens the layer that an action asks for; none if it asks for something else.
fn open_layer(state: &mut State, action: Action, context: Context<'_>) -> Option<Vec<Effect>> {
    let below = state.layer_context(context);
    let layer = match action {
        Action::Hint => Hints::new(&state.browse).map(Layer::Hints),
        Action::Help => Some(Layer::Help(Help::new(&below))),
        Action::Palette => Picker::new(&below).map(Layer::Palette),
        Action::Trail => Picker::new(&below).map(Layer::Trail),
        Action::PortfolioLoad => Picker::new(&below).map(Layer::Portfolios),
        Action::Diagnostics => Picker::new(&below).map(Layer::Diagnostics),
        Action::SetMark => Some(Layer::Mark(MarkPrompt::Set)),
        Action::GoMark => Some(Layer::Mark(MarkPrompt::Go)),
        Action::SaveTrail => Some(trails::prompt(state)),
        Action::PeopleQuery => Some(people::prompt(state)),
        Action::CompareEditions => Some(editions::prompt(state)),
        Action::PortfolioConstraints => Some(portfolio::demand_prompt()),
        Action::Search => return Some(search(state, context)),
        _ => return None,
    };
    if layer.is_none() {
        state.status.notice = nothing_to_list(action).map(str::to_owned);
    }
    state.layer = layer;
    Some(Vec::new())
}

/// Why the layer that an action asks for does not open.
fn nothing_to_list(action: Action) -> Option<&'static str> {
    match action {
        Action::Diagnostics => Some("The files of the atlas have no faults."),
        Action::PortfolioLoad => Some("There is no portfolio yet."),
        _ => None,
    }
}

/// Opens the search with the last query in its line.
fn search(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    let (layer, reply) = layers::search(state);
    state.layer = Some(layer);
    reply.map_or_else(Vec::new, |reply| follow_reply(state, reply, context))
}

/// Carries out an action in the panes.
fn act_in_panes(state: &mut State, action: Action, count: Option<usize>, context: Context<'_>) -> Vec<Effect> {
    match action {
        Action::Quit => return review::quit(state),
        Action::Suspend => return vec![Effect::Suspend],
        Action::Redraw => return vec![Effect::Redraw],
        Action::Open => return navigation::open_url(state),
        Action::Edit => return edit::act(state),
        Action::Follow => return navigation::follow(state, context),
        Action::Back | Action::Forward => navigation::travel(state, action, count.unwrap_or(1), context),
        Action::ResultNext | Action::ResultPrevious => {
            navigation::step_result(state, count.unwrap_or(1), action == Action::ResultNext, context);
        }
        Action::Filter => filter::start(state),
        Action::OpenTrail => return vec![Effect::ListTrails],
        Action::CopyPlace | Action::CopyLink | Action::CopyPage | Action::CopyTrail | Action::CopyCommand => {
            return copy::act(state, action, context);
        }
        Action::Zoom | Action::HideIndex | Action::HideSides | Action::Widen | Action::Narrow | Action::ResetLayout => {
            return pane_layout::act(state, action, count);
        }
        Action::Path => path::act(state, context),
        Action::Compare | Action::Unpin | Action::Around => compare::act(state, action, context),
        Action::MatrixLarger | Action::MatrixSmaller | Action::MatrixKind | Action::MatrixMechanism => {
            matrix::change(state, action, context);
        }
        Action::Review => review::enter(state, context),
        Action::Close => return close(state, context),
        Action::PeopleOrder
        | Action::PeopleExpertise
        | Action::PeopleRecognition
        | Action::PeopleStance
        | Action::PeopleVintage
        | Action::PeopleStated
        | Action::PeopleAll => people::change_options(state, action, context),
        other => match navigation::place_of(other) {
            Some(place) => navigation::go_to_list(state, place, context),
            None if other.info().group == Group::Portfolio => return portfolio::act(state, other, context),
            None => motion::act(state, other, count, context),
        },
    }
    Vec::new()
}

/// Cancels the search for portfolios, else clears the filter of the index, else that of people.
fn close(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    let cancelled = portfolio::cancel(state, context);
    if !cancelled.is_empty() {
        return cancelled;
    }
    if state.browse.index.is_narrowed() {
        filter::clear(state);
    } else {
        people::clear_options(state, context);
    }
    Vec::new()
}

/// Takes text that was typed or pasted.
fn type_text(state: &mut State, text: &str, context: Context<'_>) -> Vec<Effect> {
    if typing::insert(state, text) {
        line_edited(state, context)
    } else {
        send_to_layer(state, LayerEvent::Typed(text), context)
    }
}

/// The line that takes keys has changed.
fn line_edited(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    if state.layer.is_some() { send_to_layer(state, LayerEvent::Edited, context) } else { filter::ask(state) }
}

fn click(state: &mut State, x: u16, y: u16, context: Context<'_>) -> Vec<Effect> {
    if state.layer.is_none() {
        return pointer::click(state, x, y, context);
    }
    match pointer::click_layer(state, x, y) {
        Some(event) => send_to_layer(state, event, context),
        None => Vec::new(),
    }
}

fn resize(state: &mut State, size: Size, context: Context<'_>) -> Vec<Effect> {
    state.browse.size = size;
    state.browse.lay_out();
    refresh_layer(state, Why::Resized, context)
}

/// Gives an answer to who has asked for it.
fn answer(state: &mut State, found: SearchAnswer, context: Context<'_>) -> Vec<Effect> {
    match state.pending.take(found.ticket) {
        Some(Requester::Index) => filter::answer(state, &found, context),
        Some(Requester::People { place, query }) => people::answer(state, (place, query), &found, context),
        Some(Requester::Layer) => return send_to_layer(state, LayerEvent::Answer(found), context),
        None => {}
    }
    Vec::new()
}

/// Shows what is wrong with the files of a new edition, which is not shown itself.
fn replace_diagnostics(state: &mut State, diagnostics: Vec<Diagnostic>, context: Context<'_>) -> Vec<Effect> {
    let is_next = edit::replace_diagnostics(state, diagnostics);
    let effects = match &state.layer {
        Some(Layer::Diagnostics(_)) => refresh_layer(state, Why::Changed, context),
        _ if is_next => open_layer(state, Action::Diagnostics, context).unwrap_or_default(),
        _ => Vec::new(),
    };
    edit::tell_diagnostics(state, context.keys);
    effects
}

/// Has the layer take an event, and does what it replies.
fn send_to_layer(state: &mut State, event: LayerEvent<'_>, context: Context<'_>) -> Vec<Effect> {
    let reply = layers::handle(state, event, context);
    reply.map_or_else(Vec::new, |reply| follow_reply(state, reply, context))
}

/// Has the layer look at its context again, and does what it replies.
fn refresh_layer(state: &mut State, why: Why<'_>, context: Context<'_>) -> Vec<Effect> {
    let reply = layers::refresh(state, why, context);
    reply.map_or_else(Vec::new, |reply| follow_reply(state, reply, context))
}

fn follow_reply(state: &mut State, reply: LayerReply, context: Context<'_>) -> Vec<Effect> {
    match reply {
        LayerReply::Stay => Vec::new(),
        LayerReply::Close => {
            close_layer(state);
            Vec::new()
        }
        LayerReply::Then(command) => apply(state, command, context),
        LayerReply::CloseThen(command) => {
            close_layer(state);
            apply(state, command, context)
        }
    }
}

/// Closes the layer and drops the answer that it has waited for.
fn close_layer(state: &mut State) {
    state.layer = None;
    if state.pending.is_due(&Requester::Layer) {
        state.pending.cancel();
    }
}

/// Carries out a command of a layer. Nothing else does.
fn apply(state: &mut State, command: StateCommand, context: Context<'_>) -> Vec<Effect> {
    match command {
        StateCommand::Act(action) => return act(state, action, None, context),
        StateCommand::Emit(effect) => return vec![effect],
        StateCommand::Go(place) => state.go(context.graph, Visit::new(place)),
        StateCommand::Follow(target) => return navigation::follow_hint(state, target, context),
        StateCommand::JumpToStep(step) => {
            if state.browse.trail.jump(step) {
                state.arrive(context.graph);
            }
        }
        StateCommand::LookUp(question) => return state.pending.ask(Requester::Layer, question),
        StateCommand::StopLookUp => state.pending.cancel(),
        StateCommand::RememberSearch(query) => return typing::remember_search(state, &query),
        StateCommand::OpenResult(searched) => return navigation::open_result(state, searched, context),
        StateCommand::SetMark(letter) => return marks::set(state, letter, context),
        StateCommand::GoToMark(letter) => marks::go(state, letter, context),
        StateCommand::SaveTrail { name, replaces } => return trails::save(state, &name, replaces, context),
        StateCommand::LoadPortfolio { slug, name, strategies } => {
            return portfolio::load(state, (&slug, &name, strategies), context);
        }
        StateCommand::SavePortfolio(name) => return portfolio::save_as(state, &name, context),
        StateCommand::RenamePortfolio(name) => return portfolio::rename_to(state, &name, context),
        StateCommand::CompareWith(name) => editions::choose(state, &name, context),
        StateCommand::Suggest(demands) => return portfolio::search(state, demands, context),
        StateCommand::NarrowPeople(query) => return people::narrow(state, query, context),
        StateCommand::ResumeReview => state.go(context.graph, Visit::new(CARD)),
        StateCommand::AskVerdict(question) => return review::ask(state, question, context),
        StateCommand::RecordVerdict(answer) => return review::answered(state, answer, context),
        StateCommand::RecordAnswer(number, answer) => {
            let mut effects = review::chosen(state, number, answer, context);
            effects.extend(refresh_layer(state, Why::Changed, context));
            return effects;
        }
    }
    Vec::new()
}
