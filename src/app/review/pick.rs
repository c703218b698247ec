//! Parts of a verdict that are chosen by number: answers to the questions that tell a bet from an identity, and how a
//! forecast came out. A number answers and stays; going on is a key of its own, so that nothing is passed by unseen.

use jiff::civil::Date;

use crate::action::{Action, Situation};
use crate::document::layout::Flow;
use crate::document::{Block, Fact, Span};
use crate::model::IdentityQuestion;
use crate::review::{Answer, Change, Edit, Outcome};

use super::super::layout::{Area, Size};
use super::super::message::Effect;
use super::super::state::{Context, Overlay, State};
use super::panel::held;
use super::{Dialog, ask, judge, path, said, standing};

/// How wide what is chosen from is at most.
const WIDTH: u16 = 76;

/// What something is chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The question that tells a bet from an identity, from 1.
    Question(u8),
    /// All answers to these, after the last question.
    Answers,
    /// The forecast by that day.
    Forecast(Date),
}

/// Something to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct Pick {
    /// What for.
    pub subject: Subject,
    /// What it is called.
    pub title: String,
    /// What is asked, with the choices under their numbers from 1.
    pub blocks: Vec<Block>,
    /// What the keys do.
    pub rule: String,
    /// The first row of it in sight.
    pub scroll: usize,
    /// Which it is, from 0.
    at: usize,
}

/// Something to choose, laid out on a screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Everything, with its frame.
    pub frame: Area,
    /// Where the question stands; it scrolls.
    pub text: Area,
    /// The question.
    pub flow: Flow,
    /// Its first row in sight.
    pub first: usize,
    /// Where it stands what the keys do.
    pub foot: Area,
    /// What the keys do.
    pub rule: Flow,
}

impl Pick {
    /// Lays it out on a screen of `size`: as high as it needs to be, as far as the screen has room.
    pub fn sheet(&self, size: Size) -> Sheet {
        let rows = |flow: &Flow| u16::try_from(flow.rows.len()).unwrap_or(u16::MAX);
        let width = size.width.saturating_sub(2).min(WIDTH);
        let inner = usize::from(width.saturating_sub(4));
        let flow = Flow::new(&self.blocks, inner);
        let rule = Flow::new(&[Block::Paragraph(vec![Span::quiet(&self.rule)])], inner);
        let room = size.height.saturating_sub(2);
        let height = rows(&flow).saturating_add(rows(&rule)).saturating_add(3).min(room);
        let y = 2.min(size.height.saturating_sub(1 + height));
        let frame = Area { x: (size.width - width) / 2, y, width, height };
        let inside = Area { y: y + 1.min(height), height: height.saturating_sub(2), ..frame.inset(2, 2) };
        let foot = rows(&rule).min(inside.height);
        let text = Area { height: inside.height - foot, ..inside };
        Sheet {
            first: self.scroll.min(flow.rows.len().saturating_sub(usize::from(text.height))),
            frame,
            text,
            flow,
            foot: Area { y: inside.y + inside.height - foot, height: foot, ..inside },
            rule,
        }
    }

    /// How far it can be scrolled on a screen of `size`.
    fn furthest(&self, size: Size) -> usize {
        let sheet = self.sheet(size);
        sheet.flow.rows.len().saturating_sub(usize::from(sheet.text.height))
    }

    /// What could be done about it on a screen of `size`.
    pub(super) fn situation(&self, size: Size) -> Situation {
        Situation { can_scroll: self.furthest(size) > 0, has_question_before: self.at > 0, ..Situation::default() }
    }
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
    let at = usize::from(number).checked_sub(1)?;
    let IdentityQuestion { ask, bet, identity } = questions.get(at)?;
    let answer = standing(state).identity.get(&number).copied();
    let choices = [(Answer::Bet, format!("A bet: {bet}")), (Answer::Identity, format!("An identity: {identity}"))];
    let choices = choices.map(|(choice, text)| if answer == Some(choice) { chosen(&text) } else { Span::plain(text) });
    Some(Pick {
        subject: Subject::Question(number),
        title: format!("bet or identity: {number} of {}", questions.len()),
        blocks: vec![Block::Paragraph(vec![Span::strong(ask)]), numbered(choices)],
        rule: format!("1 or 2 answers, 0 takes it away; {} goes on.", key(context, Action::ChoiceNext)),
        scroll: 0,
        at,
    })
}

/// All answers, after the last question.
fn answers(state: &State, context: Context<'_>) -> Pick {
    let verdict = standing(state);
    let questions = &context.graph.atlas.identity.questions;
    let answer = |(number, question): (u8, &IdentityQuestion)| {
        let given = verdict.identity.get(&number).map_or(Span::quiet("no answer"), |given| Span::strong(given.label()));
        let asked = Span::quiet(format!("  {}", question.ask));
        Fact { label: number.to_string(), value: vec![given, asked] }
    };
    let (on, back) = (key(context, Action::ChoiceNext), key(context, Action::ChoicePrevious));
    Pick {
        subject: Subject::Answers,
        title: "bet or identity: your answers".to_owned(),
        blocks: vec![
            Block::Paragraph(vec![Span::strong(held(&verdict).unwrap_or_else(|| "no answer yet".to_owned()))]),
            Block::Facts((1..).zip(questions).map(answer).collect()),
        ],
        rule: format!("{on} closes, {back} goes back to the questions."),
        scroll: 0,
        at: questions.len(),
    }
}

fn numbered(choices: impl IntoIterator<Item = Span>) -> Block {
    Block::Facts(
        (1..).zip(choices).map(|(at, choice)| Fact { label: i32::to_string(&at), value: vec![choice] }).collect(),
    )
}

fn chosen(text: &str) -> Span {
    Span::strong(format!("✓ {text}"))
}

/// The easiest key of an action.
fn key(context: Context<'_>, action: Action) -> String {
    context.keys.keys_of(action).into_iter().next().unwrap_or_else(|| action.info().id.to_owned())
}

/// Asks how the first forecast came out that nobody has told of.
pub(super) fn forecasts(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    match forecast(state, 0, context) {
        Some(pick) => state.overlays.push(Overlay::Review(Dialog::Pick(pick))),
        None => state.notice = Some("No forecast is open here.".to_owned()),
    }
    Vec::new()
}

fn forecast(state: &State, at: usize, context: Context<'_>) -> Option<Pick> {
    let record = state.reviews.mine();
    let open: Vec<_> = record.forecasts_on(path(state)?).filter(|forecast| forecast.resolution.is_none()).collect();
    let forecast = open.get(at)?;
    let likely = forecast.probability().map(|likely| likely.to_string()).unwrap_or_default();
    let ask = format!("You gave {likely} that the signal lands by {}. Did it?", forecast.until);
    let choices = ["It landed in time.", "It did not land in time.", "Nobody can tell; it counts for nothing."];
    Some(Pick {
        subject: Subject::Forecast(forecast.until),
        title: format!("forecast: {} of {}", at + 1, open.len()),
        blocks: vec![Block::Paragraph(vec![Span::strong(ask)]), numbered(choices.map(Span::plain))],
        rule: format!("A number says how it came out; {} goes on.", key(context, Action::ChoiceNext)),
        scroll: 0,
        at,
    })
}

fn pick(state: &mut State) -> Option<&mut Pick> {
    match state.overlays.last_mut() {
        Some(Overlay::Review(Dialog::Pick(pick))) => Some(pick),
        _ => None,
    }
}

pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) -> Vec<Effect> {
    let size = state.size;
    let Some(now) = pick(state) else { return Vec::new() };
    match action {
        Action::ChoiceDown => now.scroll = (now.scroll + 1).min(now.furthest(size)),
        Action::ChoiceUp => now.scroll = now.sheet(size).first.saturating_sub(1),
        Action::ChoiceNext => go(state, 1, context),
        Action::ChoicePrevious => go(state, -1, context),
        Action::ChoiceClose => drop(state.overlays.pop()),
        _ => {}
    }
    Vec::new()
}

/// Goes to the next thing to choose or the one before; past the last it is over.
fn go(state: &mut State, by: isize, context: Context<'_>) {
    let Some(now) = pick(state) else { return };
    let (subject, Some(at)) = (now.subject, now.at.checked_add_signed(by)) else { return };
    let next = match subject {
        Subject::Forecast(_) => forecast(state, at, context),
        Subject::Answers if by > 0 => None,
        Subject::Question(_) | Subject::Answers => {
            let number = u8::try_from(at + 1).ok();
            number.and_then(|number| question(state, number, context)).or_else(|| Some(answers(state, context)))
        }
    };
    state.overlays.pop();
    state.overlays.extend(next.map(|next| Overlay::Review(Dialog::Pick(next))));
}

/// A number chooses; 0 takes an answer away. Where there is nothing to choose, it does nothing.
pub(super) fn typed(state: &mut State, text: &str, context: Context<'_>) -> Vec<Effect> {
    let Some(subject) = pick(state).map(|pick| pick.subject) else { return Vec::new() };
    let Some(number) = text.chars().next().and_then(|typed| typed.to_digit(10)) else { return Vec::new() };
    match subject {
        Subject::Answers => Vec::new(),
        Subject::Question(question) => answer(state, question, number, context),
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

/// Records an answer and shows it; the question stays.
fn answer(state: &mut State, number: u8, choice: u32, context: Context<'_>) -> Vec<Effect> {
    let (edit, is_said) = match choice {
        0 => (Edit::Clear, !standing(state).identity.contains_key(&number)),
        1 | 2 => {
            let answer = if choice == 1 { Answer::Bet } else { Answer::Identity };
            (Edit::Set(answer), said(state).identity.get(&number) == Some(&answer))
        }
        _ => return Vec::new(),
    };
    if is_said {
        return Vec::new();
    }
    let change = Change { identity: [(number, edit)].into(), ..Change::default() };
    let effects = judge::set(state, change, context);
    if let Some(shown) = question(state, number, context)
        && let Some(pick) = pick(state)
    {
        pick.blocks = shown.blocks;
    }
    effects
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_parts_lie_on_the_screen_at_every_size_and_all_of_it_comes_into_sight() {
        let long = "Would you still hold it if what you expect of it did not come about, ".repeat(6);
        let pick = Pick {
            subject: Subject::Question(1),
            title: String::new(),
            blocks: vec![Block::Paragraph(vec![Span::plain(long)])],
            rule: "1 or 2 answers, 0 takes it away; Enter goes on.".to_owned(),
            scroll: 0,
            at: 0,
        };
        for size in (40..150).flat_map(|width| (12..50).map(move |height| Size { width, height })) {
            let sheet = pick.sheet(size);
            assert!(sheet.frame.x + sheet.frame.width <= size.width, "{size:?}");
            assert!(sheet.frame.y > 0 && sheet.frame.y + sheet.frame.height < size.height, "{size:?}");
            assert!(sheet.text.height > 0 && sheet.text.y + sheet.text.height <= sheet.foot.y, "{size:?}");
            assert_eq!(usize::from(sheet.foot.height), sheet.rule.rows.len(), "{size:?}");
            assert!(pick.furthest(size) + usize::from(sheet.text.height) >= sheet.flow.rows.len(), "{size:?}");
        }
        assert!(pick.furthest(Size { width: 40, height: 12 }) > 0);
        assert_eq!(pick.furthest(Size { width: 140, height: 40 }), 0);
    }
}
