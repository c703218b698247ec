//! Reviews in the explorer: a card at a time, judged by single keys. What is judged goes to the journal as events; the
//! card on screen and everything on it follow from the journal, so that a review that was killed goes on where it was.

mod ask;
mod begin;
mod judge;
mod panel;
mod pick;
mod record;
mod walk;

use std::collections::VecDeque;

use crate::action::{Action, Scope, Situation};
use crate::graph::Graph;
use crate::place::{Overview, Place};
use crate::review::{Change, Edit, Session, Subject, Verdict, ZonedTimestamp};

use super::layout::Size;
use super::message::Effect;
use super::state::{Context, Overlay, State};

pub use ask::{Ask, Question as Asked};
pub use begin::{Begin, BeginEntry, Of, Wish};
pub use panel::{Panel, PanelRow, places};
pub use pick::{Pick, Sheet};
pub use record::{Unsaved, set_reviews};

pub(super) use begin::enter;
pub(super) use record::{failed, recorded};
pub(super) use walk::{begun, quit};

/// What lies on top of the panes for a review.
#[derive(Clone, Debug)]
pub enum Dialog {
    /// What can be reviewed.
    Begin(Begin),
    /// A part of a verdict that is typed.
    Ask(Ask),
    /// A part of a verdict that is chosen.
    Pick(Pick),
}

/// What is being judged, as far as the journal does not say it.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// What is not on disk yet, in the order it was recorded.
    pub unsaved: Vec<Unsaved>,
    /// Why it could not be written, if that was tried in vain.
    pub failed: Option<String>,
    /// Whether something was recorded, and all of it is on disk.
    pub saved: bool,
    /// What is to be done once everything is on disk.
    waiting: VecDeque<(Action, Option<usize>)>,
    /// The card that was on screen last.
    shown: Option<String>,
    /// What was asked for and has to be asked for once more.
    asked_twice: Option<Action>,
    /// The ticket of what was recorded last.
    last_ticket: u64,
}

impl Desk {
    /// The review that is going on, if it has a card.
    pub fn session(state: &State) -> Option<&Session> {
        state.reviews.mine().open_session().filter(|session| session.current().is_some())
    }

    /// What could be done about the card on screen; nothing where none is.
    pub(super) fn situation(state: &State) -> Situation {
        let path = state.is_on_card().then(|| path(state)).flatten();
        let record = state.reviews.mine();
        let is_strategy = path.is_some_and(|path| path.starts_with("strategy/"));
        let open = |path| record.forecasts_on(path).any(|forecast| forecast.resolution.is_none());
        Situation {
            has_signal: state.view.panel().is_some_and(|panel| panel.has_signal),
            is_strategy,
            has_forecasts: path.is_some_and(open),
            ..Situation::default()
        }
    }
}

/// The path of what the card on screen is about.
pub(super) fn path(state: &State) -> Option<&str> {
    Desk::session(state)?.current().map(|card| card.on.as_str())
}

/// What the card on screen is about, as far as the atlas has it.
pub(super) fn subject(state: &State, graph: &Graph) -> Option<Subject> {
    Subject::parse(&graph.atlas, path(state)?).ok()
}

/// The verdict on the card on screen, with what is not on disk yet.
pub fn standing(state: &State) -> Verdict {
    let Some(path) = path(state) else { return Verdict::default() };
    let mut verdict = state.reviews.standing(path);
    state.desk.unsaved.iter().for_each(|unsaved| unsaved.apply(path, &mut verdict));
    verdict
}

/// The part of it that this review has said.
pub(super) fn said(state: &State) -> Verdict {
    let Some(path) = path(state) else { return Verdict::default() };
    let mut verdict = state.reviews.said(path);
    state.desk.unsaved.iter().for_each(|unsaved| unsaved.apply(path, &mut verdict));
    verdict
}

/// How much time was spent on the review that is going on, in seconds: breaks are left out.
pub fn time_spent(state: &State) -> i64 {
    /// From how many seconds on a pause is a break.
    const BREAK: i64 = 600;
    let Some(session) = Desk::session(state) else { return 0 };
    let lines = state.reviews.lines().filter(|line| line.head.session == Some(session.id));
    let times = lines.map(|line| line.head.at.timestamp()).chain(state.now.iter().map(ZonedTimestamp::timestamp));
    let mut last = session.started.timestamp();
    let mut spent = 0;
    for time in times {
        let seconds = time.as_second() - last.as_second();
        spent += if (0..BREAK).contains(&seconds) { seconds } else { 0 };
        last = last.max(time);
    }
    spent
}

/// Carries out an action on a card. Nobody leaves a card before what they said of it is on disk, nor judges one that
/// they are just leaving: what comes after such a step waits for it.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>, context: Context<'_>) -> Vec<Effect> {
    let asked_twice = state.desk.asked_twice.take() == Some(action);
    let has_to_wait = state.desk.unsaved.iter().any(|unsaved| walk::leaves(action) || unsaved.is_step());
    if has_to_wait || !state.desk.waiting.is_empty() {
        match &state.desk.failed {
            Some(why) => state.notice = Some(record::not_saved(why)),
            None => state.desk.waiting.push_back((action, count)),
        }
        return Vec::new();
    }
    match action {
        Action::ReviewEnd => walk::end(state, asked_twice),
        Action::ReviewLeave => walk::leave(state, context),
        action if walk::leaves(action) => walk::act(state, action, context),
        Action::Identity => pick::questions(state, context),
        Action::Resolve => pick::forecasts(state, context),
        Action::Confidence if count.is_none() => ask::open(state, Asked::Confidence, context),
        Action::SignalLanded => ask::open(state, Asked::Landed, context),
        Action::OwnTags => ask::open(state, Asked::Tags, context),
        Action::Note => ask::open(state, Asked::Note, context),
        Action::NoteInEditor => vec![Effect::Compose(standing(state).note.unwrap_or_default())],
        Action::AgainDate => ask::open(state, Asked::Again, context),
        Action::Forecast => ask::open(state, Asked::Forecast, context),
        _ => judge::act(state, action, count, context),
    }
}

/// The note has come back from the editor. One that says the same changes nothing.
pub(super) fn composed(state: &mut State, text: &str, context: Context<'_>) -> Vec<Effect> {
    let note = Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
    if !state.is_on_card() || note == standing(state).note {
        return Vec::new();
    }
    let note = note.map_or(Edit::Clear, Edit::Set);
    judge::set(state, Change { note, ..Change::default() }, context)
}

/// The note has not come to the editor, which is `why`: a line takes it, so that nothing typed for it judges the card.
pub(super) fn not_composed(state: &mut State, why: &str) {
    if state.is_on_card() {
        ask::note_instead(state, why);
    } else {
        state.notice = Some(why.to_owned());
    }
}

/// Carries out an action while a dialog is on top.
pub(super) fn dialog(state: &mut State, action: Action, context: Context<'_>) -> Vec<Effect> {
    match state.overlays.last() {
        Some(Overlay::Review(Dialog::Begin(_))) => begin::act(state, action, context),
        Some(Overlay::Review(Dialog::Ask(_))) => ask::act(state, action, context),
        _ => pick::act(state, action, context),
    }
}

/// Text was typed while a dialog is on top.
pub(super) fn typed(state: &mut State, text: &str, context: Context<'_>) -> Vec<Effect> {
    match state.overlays.last_mut() {
        Some(Overlay::Review(Dialog::Begin(begin))) => {
            begin.list.input.insert(text);
            begin::edited(state);
            Vec::new()
        }
        Some(Overlay::Review(Dialog::Ask(ask))) => {
            ask.input.insert(text);
            ask.fault = None;
            Vec::new()
        }
        _ => pick::typed(state, text, context),
    }
}

impl Dialog {
    /// What could be done about it on a screen of `size`.
    pub(super) fn situation(&self, size: Size) -> Situation {
        match self {
            Self::Pick(pick) => pick.situation(size),
            _ => Situation::default(),
        }
    }

    /// What takes keys, the first to take them first.
    pub(super) fn scopes(&self) -> &'static [Scope] {
        match self {
            Self::Begin(_) => &[Scope::Search, Scope::Input],
            Self::Ask(_) => &[Scope::Input],
            Self::Pick(_) => &[Scope::Choice],
        }
    }
}

/// The place of the card.
pub(in crate::app) const CARD: Place = Place::Overview(Overview::Review);
