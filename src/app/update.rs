//! How the state changes. Nothing here touches the terminal, a file or the clock: what the world has to do is
//! returned as effects.

use crate::action::{Action, Focus, Group, Scope};
use crate::document::Target;
use crate::page::ViewOptions;
use crate::place::{Cell, Place};

use super::asked::Asker;
use super::help::{self, Help};
use super::hints::Hints;
use super::index::IndexRow;
use super::message::{Effect, Message};
use super::search;
use super::state::{Context, Overlay, State};
use super::trail::Visit;
use super::{
    arrange, compare, copy, drag, edit, editions, faults, filter, history, journey, kept, lists, marks, matrix, motion,
    palette, people, pointer, review, shelf, typing, workbench,
};

/// Changes `state` by what happened and returns what is to be done about it.
pub fn update(state: &mut State, message: Message, context: Context<'_>) -> Vec<Effect> {
    state.was_editing &= !is_by_hand(&message);
    let mut effects = take(state, message, context);
    effects.extend(editions::look(state, context));
    effects
}

/// Whether it is the user who has done something.
fn is_by_hand(message: &Message) -> bool {
    matches!(
        message,
        Message::Act(..) | Message::Text(_) | Message::Click(..) | Message::DoubleClick(..) | Message::Wheel(..)
    )
}

fn take(state: &mut State, message: Message, context: Context<'_>) -> Vec<Effect> {
    match message {
        Message::Act(action, count) => {
            state.notice = None;
            let welcomed = put_welcome_away(state);
            let mut effects = act(state, action, count, context);
            effects.extend(welcomed);
            effects
        }
        Message::Text(text) => typing::text(state, &text, context),
        Message::Composed(text) => review::composed(state, &text, context),
        Message::Click(x, y) => {
            let welcomed = put_welcome_away(state);
            let mut effects = pointer::click(state, x, y, context);
            effects.extend(welcomed);
            effects
        }
        Message::DoubleClick(x, y) => pointer::double_click(state, x, y, context),
        Message::Release => drag::release(state),
        Message::Wheel(x, y, rows) => pointer::wheel(state, x, y, rows, context),
        Message::Arrange(preferences) => {
            state.preferences = preferences;
            arrange::fit(state);
            vec![Effect::KeepLayout(state.preferences)]
        }
        Message::Trail(news) => kept::news(state, news, context),
        Message::Queued(start) => review::begun(state, start),
        Message::Recorded(ticket, recorded) => review::recorded(state, ticket, recorded, context),
        other => {
            take_note(state, other, context);
            Vec::new()
        }
    }
}

/// Takes a message about which nothing is to be done outside the app.
fn take_note(state: &mut State, message: Message, context: Context<'_>) {
    match message {
        Message::Drag(x, y) => drag::to(state, x, y, context),
        Message::Resize(size) => resize(state, size, context),
        Message::Found(found) => answer(state, found, context),
        Message::Faulty(faults) => faults::found(state, faults, context.keys),
        Message::NotComposed(why) => review::not_composed(state, &why),
        Message::Suggested(answer) => workbench::suggested(state, *answer, context),
        Message::Compared(answer) => editions::answered(state, *answer, context),
        Message::Solving(bounds) => workbench::solving(state, bounds, context),
        Message::Since(since) => {
            state.since = Some(since);
            state.refresh(context.graph);
        }
        Message::Tell(text) => state.notice = Some(text),
        Message::NotRecorded(why) => review::failed(state, why),
        // `update` takes these itself.
        Message::Act(..)
        | Message::Text(_)
        | Message::Composed(_)
        | Message::Click(..)
        | Message::DoubleClick(..)
        | Message::Release
        | Message::Wheel(..)
        | Message::Arrange(_)
        | Message::Trail(_)
        | Message::Queued(_)
        | Message::Recorded(..) => {}
    }
}

/// Puts the hint of the first run away for good: whoever acts has seen it.
fn put_welcome_away(state: &mut State) -> Option<Effect> {
    std::mem::take(&mut state.welcome).then_some(Effect::KeepWelcome)
}

pub(super) fn act(state: &mut State, action: Action, count: Option<usize>, context: Context<'_>) -> Vec<Effect> {
    if matches!(action, Action::InputEarlier | Action::InputLater) {
        return history::act(state, action, context);
    }
    if state.overlays.last().is_some() {
        return act_on_top(state, action, context);
    }
    if state.index.typing {
        return filter::act(state, action, context);
    }
    if action.info().scope == Scope::Review {
        return review::act(state, action, count, context);
    }
    match action {
        Action::Quit => return review::quit(state),
        Action::Suspend => return vec![Effect::Suspend],
        Action::Redraw => return vec![Effect::Redraw],
        Action::Open => return open(state),
        Action::Edit => return edit::act(state),
        Action::Faults => faults::open(state),
        Action::Follow => return follow(state, context),
        Action::Back | Action::Forward => travel(state, action, count.unwrap_or(1), context),
        Action::Hint => state.overlays.extend(Hints::new(state).map(Overlay::Hints)),
        Action::Help => state.overlays.push(Overlay::Help(Help::new(state, context))),
        Action::Search => return search::open(state),
        Action::ResultNext | Action::ResultPrevious => {
            search::step(state, count.unwrap_or(1), action == Action::ResultNext, context);
        }
        Action::Filter => filter::start(state),
        Action::Palette => palette::open(state, context),
        Action::Trail => journey::open(state, context),
        Action::SaveTrail => kept::ask(state),
        Action::OpenTrail => return kept::list(),
        Action::SetMark | Action::GoMark => marks::ask(state, action),
        Action::CopyPlace | Action::CopyLink | Action::CopyPage | Action::CopyTrail | Action::CopyCommand => {
            return copy::act(state, action, context);
        }
        Action::Zoom | Action::HideIndex | Action::HideSides | Action::Widen | Action::Narrow | Action::ResetLayout => {
            return arrange::act(state, action, count);
        }
        together if compare::takes(together) => compare::act(state, together, context),
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
        | Action::PeopleQuery
        | Action::PeopleAll => people::change_lens(state, action, context),
        other => match lists::of(other) {
            Some(place) => lists::go(state, place, context),
            None if other.info().group == Group::Hold => return workbench::act(state, other, context),
            None => motion::act(state, other, count, context),
        },
    }
    Vec::new()
}

/// Takes an action for what is on top of the panes.
fn act_on_top(state: &mut State, action: Action, context: Context<'_>) -> Vec<Effect> {
    match state.overlays.last() {
        Some(Overlay::Search(_)) => search::act(state, action, context),
        Some(Overlay::Help(_)) => help::act(state, action, context),
        Some(Overlay::Palette(_)) => palette::act(state, action, context),
        Some(Overlay::Journey(_)) => journey::act(state, action, context),
        Some(Overlay::Faults(_)) => faults::act(state, action),
        Some(Overlay::Trails(_)) => kept::act(state, action),
        Some(Overlay::Prompt(_)) => kept::prompt_act(state, action, context),
        Some(Overlay::Shelf(_)) => shelf::act(state, action, context),
        Some(Overlay::Naming(_)) => workbench::naming_act(state, action, context),
        Some(Overlay::Review(_)) => review::dialog(state, action, context),
        Some(Overlay::Narrow(_)) => people::act(state, action, context),
        Some(Overlay::Hints(_) | Overlay::Mark(_)) | None => {
            state.overlays.pop();
            Vec::new()
        }
    }
}

pub(super) fn follow(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    match state.target() {
        Some(Target::Place(place)) => {
            // A cell of the board opens those that it counts.
            let lens = match place {
                Place::Cell(Cell::Board(..)) => state.trail.here().lens.clone(),
                _ => ViewOptions::default(),
            };
            state.go(context.graph, Visit { lens, ..Visit::new(place) });
            Vec::new()
        }
        Some(Target::Url(url)) => vec![Effect::OpenUrl(url)],
        None => Vec::new(),
    }
}

fn open(state: &mut State) -> Vec<Effect> {
    match state.url() {
        Some(url) => vec![Effect::OpenUrl(url)],
        None => {
            state.notice = Some("Nothing here leads to the web.".to_owned());
            Vec::new()
        }
    }
}

fn travel(state: &mut State, action: Action, steps: usize, context: Context<'_>) {
    let mut moved = false;
    for _ in 0..steps {
        let step = if action == Action::Back { state.trail.back() } else { state.trail.forward() };
        if !step {
            break;
        }
        moved = true;
    }
    if moved {
        state.arrive(context.graph);
    } else {
        let end = if action == Action::Back { "The trail starts here." } else { "The trail ends here." };
        state.notice = Some(end.to_owned());
    }
}

fn close(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    let given_up = workbench::give_up(state, context);
    if !given_up.is_empty() {
        return given_up;
    }
    if state.index.is_narrowed() {
        filter::clear(state);
    } else if state.trail.here().lens != ViewOptions::default() {
        people::set_lens(state, ViewOptions::default(), context);
    }
    Vec::new()
}

fn resize(state: &mut State, size: super::layout::Size, context: Context<'_>) {
    state.size = size;
    state.lay_out();
    // Hints point at what was in sight; help and preview are laid out for the screen they are on.
    state.overlays.retain(|overlay| !matches!(overlay, Overlay::Hints(_) | Overlay::Mark(_)));
    help::refill(state, context);
    search::preview(state, context);
}

fn answer(state: &mut State, found: search::Found, context: Context<'_>) {
    match state.asked.take(found.ticket) {
        Some(Asker::Index) => filter::answer(state, &found),
        Some(Asker::People { place, query }) => people::answer(state, (place, query), &found, context),
        Some(Asker::Search) => search::answer(state, found, context),
        Some(Asker::Palette) => palette::answer(state, found.hits, context),
        None => {}
    }
}

/// Shows the entry under the index's cursor, without leaving a mark on the trail for each that is passed by.
pub(super) fn pass_by(state: &mut State, context: Context<'_>) {
    let Some(IndexRow::Entry(place)) = state.index.rows().get(state.index.row).copied() else { return };
    if place != state.place() {
        state.go(context.graph, Visit { passing: true, focus: Focus::Index, ..Visit::new(place) });
    }
}
