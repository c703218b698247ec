//! Parts of a verdict that are chosen by number: answers to the questions that tell a bet from an identity, and how a
//! forecast came out.

use jiff::civil::Date;

use crate::action::Action;
use crate::model::IdentityQuestion;
use crate::review::{Answer, Change, Edit, Outcome};

use super::super::message::Effect;
use super::super::state::{Context, Overlay, State};
use super::{Dialog, ask, judge, path, standing};

/// What something is chosen for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The question that tells a bet from an identity, from 1.
    Question(u8),
    /// The forecast by that day.
    Forecast(Date),
}

/// Something to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// What for.
    pub subject: Subject,
    /// Which of how many, from 1.
    pub position: (usize, usize),
    /// What is asked.
    pub ask: String,
    /// The choices, in the order of their numbers from 1.
    pub choices: Vec<String>,
    /// The choice that holds now.
    pub chosen: Option<usize>,
}

/// Asks the first question that has no answer yet.
pub(super) fn questions(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    let count = context.graph.atlas.identity.questions.len();
    let answered = standing(state).identity;
    let open = (1..).take(count).find(|number| !answered.contains_key(number));
    match question(state, open.unwrap_or(1), context) {
        Some(pick) => state.overlays.push(Overlay::Review(Dialog::Pick(pick))),
        None => state.notice = Some("This atlas has no questions that tell a bet from an identity.".to_owned()),
    }
    Vec::new()
}

fn question(state: &State, number: u8, context: Context<'_>) -> Option<Pick> {
    let questions = &context.graph.atlas.identity.questions;
    let IdentityQuestion { ask, bet, identity } = questions.get(usize::from(number).checked_sub(1)?)?;
    let chosen = standing(state).identity.get(&number).map(|answer| match answer {
        Answer::Bet => 0,
        Answer::Identity => 1,
    });
    Some(Pick {
        subject: Subject::Question(number),
        position: (usize::from(number), questions.len()),
        ask: ask.clone(),
        choices: vec![format!("A bet: {bet}"), format!("An identity: {identity}")],
        chosen,
    })
}

/// Asks how the first forecast came out that nobody has told of.
pub(super) fn forecasts(state: &mut State) -> Vec<Effect> {
    match forecast(state, 0) {
        Some(pick) => state.overlays.push(Overlay::Review(Dialog::Pick(pick))),
        None => state.notice = Some("No forecast is open here.".to_owned()),
    }
    Vec::new()
}

fn forecast(state: &State, at: usize) -> Option<Pick> {
    let record = state.reviews.mine();
    let open: Vec<_> = record.forecasts_on(path(state)?).filter(|forecast| forecast.resolution.is_none()).collect();
    let forecast = open.get(at)?;
    let likely = forecast.probability().map(|likely| likely.to_string()).unwrap_or_default();
    Some(Pick {
        subject: Subject::Forecast(forecast.until),
        position: (at + 1, open.len()),
        ask: format!("You gave {likely} that the signal lands by {}. Did it?", forecast.until),
        choices: ["It landed in time.", "It did not land in time.", "Nobody can tell; it counts for nothing."]
            .map(str::to_owned)
            .to_vec(),
        chosen: None,
    })
}

fn pick(state: &State) -> Option<&Pick> {
    match state.overlays.last() {
        Some(Overlay::Review(Dialog::Pick(pick))) => Some(pick),
        _ => None,
    }
}

pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) -> Vec<Effect> {
    match action {
        Action::SearchDown | Action::SearchAccept => step(state, 1, context),
        Action::SearchUp => step(state, -1, context),
        Action::SearchClose => drop(state.overlays.pop()),
        _ => {}
    }
    Vec::new()
}

/// Goes to the next thing to choose or the one before; past the last it is over.
fn step(state: &mut State, by: isize, context: Context<'_>) {
    let Some(now) = pick(state) else { return };
    let next = match now.subject {
        Subject::Question(number) => i8::try_from(by).ok().and_then(|by| number.checked_add_signed(by)),
        Subject::Forecast(_) => None,
    };
    let next = match now.subject {
        Subject::Question(_) => next.and_then(|number| question(state, number, context)),
        Subject::Forecast(_) => (now.position.0 - 1).checked_add_signed(by).and_then(|at| forecast(state, at)),
    };
    match next {
        Some(next) => {
            state.overlays.pop();
            state.overlays.push(Overlay::Review(Dialog::Pick(next)));
        }
        None if by > 0 => drop(state.overlays.pop()),
        None => {}
    }
}

/// A number chooses; 0 takes an answer away.
pub(super) fn typed(state: &mut State, text: &str, context: Context<'_>) -> Vec<Effect> {
    let Some(now) = pick(state).cloned() else { return Vec::new() };
    let Some(number) = text.chars().next().and_then(|typed| typed.to_digit(10)) else { return Vec::new() };
    match now.subject {
        Subject::Question(question) => {
            let answer = match number {
                0 => Edit::Clear,
                1 => Edit::Set(Answer::Bet),
                2 => Edit::Set(Answer::Identity),
                _ => return Vec::new(),
            };
            let change = Change { identity: [(question, answer)].into(), ..Change::default() };
            let effects = judge::set(state, change, context);
            step(state, 1, context);
            effects
        }
        Subject::Forecast(until) => {
            let outcome = match number {
                1 => Outcome::Landed,
                2 => Outcome::NotLanded,
                3 => Outcome::Void,
                _ => return Vec::new(),
            };
            state.overlays.pop();
            ask::open(state, ask::Question::Settled(outcome, until), context)
        }
    }
}
