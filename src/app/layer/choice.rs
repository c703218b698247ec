//! Parts of a verdict chosen by number: answers to identity questions, the outcome of a forecast, and predefined
//! reasons. A number answers without moving on; a separate key shows the next question, so that no question is skipped
//! unseen.

use jiff::civil::Date;

use crate::action::{Action, KeyScope, Need};
use crate::app::browse::layout::{Area, Size};
use crate::app::browse::scroll::ScrollRegion;
use crate::app::command::StateCommand;
use crate::app::review::panel::identity_score;
use crate::app::review::question::VerdictQuestion;
use crate::app::review::state::{card_path, current_verdict, session_verdict};
use crate::document::layout::Flow;
use crate::document::{Block, Span, fact};
use crate::model::{IdentityQuestion, Reason};
use crate::review::{Answer, Edit, Outcome, Verdict};

use super::behavior::{LayerAreas, LayerBehavior, LayerContext, LayerEvent, LayerReply, RefreshReason};

/// Maximum width of the dialog, in columns.
const MAX_WIDTH: u16 = 76;

/// Subject of a dialog for a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoiceSubject {
    /// The identity question with this number, counted from 1.
    Question(u8),
    /// No question: a summary of all answers, after the last question.
    Answers,
    /// Outcome of the forecast that ends on this day.
    Forecast(Date),
    /// Predefined reasons, which become tags.
    Reasons,
}

/// Dialog in which the user chooses by number.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceDialog {
    /// What is chosen.
    pub subject: ChoiceSubject,
    /// Heading of the dialog.
    pub title: String,
    /// Text of the question, and the numbered choices.
    pub blocks: Vec<Block>,
    /// Explanation of the keys at the bottom of the dialog.
    pub key_help: String,
    /// First visible row of the question.
    pub scroll: usize,
    /// Position among the questions, or among the forecasts without an outcome, from 0.
    at: usize,
}

/// Dialog laid out on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceLayout {
    /// Whole area of the dialog, including the frame.
    pub frame: Area,
    /// Area of the question, which scrolls.
    pub text: Area,
    /// Laid-out question.
    pub flow: Flow,
    /// First visible row of the question.
    pub first: usize,
    /// Area of the explanation of the keys.
    pub foot: Area,
    /// Laid-out explanation of the keys.
    pub key_help: Flow,
}

impl ChoiceDialog {
    /// Lays out the dialog on a screen of `size`, as high as necessary and possible.
    pub fn layout(&self, size: Size) -> ChoiceLayout {
        let rows = |flow: &Flow| u16::try_from(flow.rows.len()).unwrap_or(u16::MAX);
        let width = size.width.saturating_sub(2).min(MAX_WIDTH);
        let inner = usize::from(width.saturating_sub(4));
        let flow = Flow::new(&self.blocks, inner);
        let key_help = Flow::new(&[Block::Paragraph(vec![Span::quiet(&self.key_help)])], inner);
        let room = size.height.saturating_sub(2);
        let height = rows(&flow).saturating_add(rows(&key_help)).saturating_add(3).min(room);
        let y = 2.min(size.height.saturating_sub(1 + height));
        let frame = Area { x: (size.width - width) / 2, y, width, height };
        let inside = Area { y: y + 1.min(height), height: height.saturating_sub(2), ..frame.inset(2, 2) };
        let foot = rows(&key_help).min(inside.height);
        let text = Area { height: inside.height - foot, ..inside };
        ChoiceLayout {
            first: self.scroll.min(flow.rows.len().saturating_sub(usize::from(text.height))),
            frame,
            text,
            flow,
            foot: Area { y: inside.y + inside.height - foot, height: foot, ..inside },
            key_help,
        }
    }

    /// Returns the maximum scroll position on a screen of `size`.
    fn furthest(&self, size: Size) -> usize {
        let layout = self.layout(size);
        layout.flow.rows.len().saturating_sub(usize::from(layout.text.height))
    }

    /// Creates the dialog for the first unanswered identity question, or the first question if all are answered; `None`
    /// if the atlas has no questions.
    pub(in crate::app) fn questions(context: &LayerContext<'_>) -> Option<Self> {
        let count = context.graph.atlas.identity.questions.len();
        let answered = verdict(context).identity;
        let open = (1..).take(count).find(|number| !answered.contains_key(number));
        question(open.unwrap_or(1), context)
    }

    /// Creates the dialog for the first forecast without an outcome; `None` if there is no such forecast.
    pub(in crate::app) fn forecasts(context: &LayerContext<'_>) -> Option<Self> {
        forecast(0, context)
    }

    /// Creates the dialog for the predefined reasons with their criteria; `None` if there are no reasons.
    pub(in crate::app) fn reasons(context: &LayerContext<'_>) -> Option<Self> {
        let tags = verdict(context).tags;
        let choice = |reason: &Reason| {
            let Reason { slug, about } = reason;
            let text = if about.is_empty() { slug.clone() } else { format!("{slug}: {about}") };
            if tags.contains(slug) { Span::strong(format!("✓ {text}")) } else { Span::plain(text) }
        };
        let reasons = reasons(context);
        (!reasons.is_empty()).then(|| Self {
            subject: ChoiceSubject::Reasons,
            title: "reasons".to_owned(),
            blocks: vec![numbered(reasons.into_iter().map(choice))],
            key_help: format!("A number adds or removes the reason; {} closes.", key(context, Action::ChoiceNext)),
            scroll: 0,
            at: 0,
        })
    }

    /// Shows the next or previous question or forecast; closes the dialog after the last.
    fn step(&mut self, by: isize, context: &LayerContext<'_>) -> LayerReply {
        let Some(at) = self.at.checked_add_signed(by) else { return LayerReply::Stay };
        let next = match self.subject {
            ChoiceSubject::Forecast(_) => forecast(at, context),
            ChoiceSubject::Answers if by > 0 => None,
            ChoiceSubject::Reasons => None,
            ChoiceSubject::Question(_) | ChoiceSubject::Answers => {
                let number = u8::try_from(at + 1).ok();
                number.and_then(|number| question(number, context)).or_else(|| Some(answers(context)))
            }
        };
        match next {
            Some(next) => {
                *self = next;
                LayerReply::Stay
            }
            None => LayerReply::Close,
        }
    }

    /// Chooses the answer with this number; for a question, 0 clears the answer.
    fn choose(&self, number: u32, context: &LayerContext<'_>) -> LayerReply {
        match (self.subject, number) {
            (ChoiceSubject::Question(question), number) => answer(question, number, context),
            (ChoiceSubject::Forecast(until), 1..=3) => {
                let outcome = [Outcome::Landed, Outcome::NotLanded, Outcome::Void][number as usize - 1];
                LayerReply::CloseThen(StateCommand::AskVerdict(VerdictQuestion::Settled(outcome, until)))
            }
            (ChoiceSubject::Reasons, number) => {
                let index = (number as usize).checked_sub(1);
                let reason = index.and_then(|index| reasons(context).get(index).copied());
                reason.map_or(LayerReply::Stay, |reason| LayerReply::Then(StateCommand::ToggleTag(reason.slug.clone())))
            }
            (ChoiceSubject::Answers | ChoiceSubject::Forecast(_), _) => LayerReply::Stay,
        }
    }
}

impl LayerBehavior for ChoiceDialog {
    fn scopes(&self) -> &'static [KeyScope] {
        &[KeyScope::Choice]
    }

    fn areas(&self, size: Size) -> LayerAreas {
        let layout = self.layout(size);
        let (rows, first) = (layout.flow.rows.len(), layout.first);
        let area =
            Area { width: (layout.frame.x + layout.frame.width).saturating_sub(layout.text.x + 2), ..layout.text };
        let question = ScrollRegion { area, rows, first, has_entries: false };
        LayerAreas { frame: layout.frame, regions: [Some(question), None] }
    }

    fn handle(&mut self, event: LayerEvent<'_>, context: &LayerContext<'_>) -> LayerReply {
        let size = context.browse.size;
        let first = self.layout(size).first;
        match event {
            LayerEvent::Act(Action::ChoiceDown) => self.scroll = (first + 1).min(self.furthest(size)),
            LayerEvent::Act(Action::ChoiceUp) => self.scroll = first.saturating_sub(1),
            LayerEvent::Act(Action::ChoiceNext) => return self.step(1, context),
            LayerEvent::Act(Action::ChoicePrevious) => return self.step(-1, context),
            LayerEvent::Act(Action::ChoiceClose) => return LayerReply::Close,
            LayerEvent::Wheel(_, rows) => self.scroll = first.saturating_add_signed(rows).min(self.furthest(size)),
            LayerEvent::ScrollTo(_, first) => self.scroll = first.min(self.furthest(size)),
            LayerEvent::Typed(text) => {
                let number = text.chars().next().and_then(|typed| typed.to_digit(10));
                return number.map_or(LayerReply::Stay, |number| self.choose(number, context));
            }
            _ => {}
        }
        LayerReply::Stay
    }

    /// Updates the dialog to show the answer that was just recorded.
    fn refresh(&mut self, context: &LayerContext<'_>, _: RefreshReason<'_>) -> LayerReply {
        let shown = match self.subject {
            ChoiceSubject::Question(number) => question(number, context),
            ChoiceSubject::Reasons => Self::reasons(context),
            ChoiceSubject::Answers | ChoiceSubject::Forecast(_) => None,
        };
        if let Some(shown) = shown {
            self.blocks = shown.blocks;
        }
        LayerReply::Stay
    }

    fn needs_met(&self, size: Size) -> Vec<Need> {
        let overflow = (self.furthest(size) > 0).then_some(Need::Overflow);
        overflow.into_iter().chain((self.at > 0).then_some(Need::PreviousQuestion)).collect()
    }
}

/// Returns the predefined reasons, in the order of their numbers in the dialog.
fn reasons<'a>(context: &LayerContext<'a>) -> Vec<&'a Reason> {
    context.graph.atlas.reasons_with(&context.model.reasons)
}

/// Returns the verdict on the current card, including changes that are not on disk yet.
fn verdict(context: &LayerContext<'_>) -> Verdict {
    current_verdict(context.model, context.review)
}

fn question(number: u8, context: &LayerContext<'_>) -> Option<ChoiceDialog> {
    let questions = &context.graph.atlas.identity.questions;
    let at = usize::from(number).checked_sub(1)?;
    let IdentityQuestion { ask, bet, identity } = questions.get(at)?;
    let answer = verdict(context).identity.get(&number).copied();
    let choices = [(Answer::Bet, format!("A bet: {bet}")), (Answer::Identity, format!("An identity: {identity}"))];
    let choices =
        choices.map(
            |(choice, text)| {
                if answer == Some(choice) { Span::strong(format!("✓ {text}")) } else { Span::plain(text) }
            },
        );
    Some(ChoiceDialog {
        subject: ChoiceSubject::Question(number),
        title: format!("bet or identity: {number} of {}", questions.len()),
        blocks: vec![Block::Paragraph(vec![Span::strong(ask)]), numbered(choices)],
        key_help: format!("1 or 2 answers, 0 clears the answer; {} goes on.", key(context, Action::ChoiceNext)),
        scroll: 0,
        at,
    })
}

/// Creates the dialog that summarizes all answers, shown after the last question.
fn answers(context: &LayerContext<'_>) -> ChoiceDialog {
    let verdict = verdict(context);
    let questions = &context.graph.atlas.identity.questions;
    let answer = |(number, question): (u8, &IdentityQuestion)| {
        let given = verdict.identity.get(&number).map_or(Span::quiet("no answer"), |given| Span::strong(given.label()));
        let asked = Span::quiet(format!("  {}", question.ask));
        fact(number.to_string(), [given, asked])
    };
    let (on, back) = (key(context, Action::ChoiceNext), key(context, Action::ChoicePrevious));
    ChoiceDialog {
        subject: ChoiceSubject::Answers,
        title: "bet or identity: your answers".to_owned(),
        blocks: vec![
            Block::Paragraph(vec![Span::strong(
                identity_score(&verdict).unwrap_or_else(|| "no answer yet".to_owned()),
            )]),
            Block::Facts((1..).zip(questions).map(answer).collect()),
        ],
        key_help: format!("{on} closes, {back} goes back to the questions."),
        scroll: 0,
        at: questions.len(),
    }
}

fn numbered(choices: impl IntoIterator<Item = Span>) -> Block {
    let choice = |(number, choice): (u8, Span)| fact(number.to_string(), choice);
    Block::Facts((1..).zip(choices).map(choice).collect())
}

/// Returns the easiest key bound to an action, or the id of the action if no key is bound.
fn key(context: &LayerContext<'_>, action: Action) -> String {
    context.keys.key_of(action).unwrap_or_else(|| action.info().id.to_owned())
}

fn forecast(at: usize, context: &LayerContext<'_>) -> Option<ChoiceDialog> {
    let forecasts = context.model.reviews.mine().forecasts_on(card_path(context.model)?);
    let open: Vec<_> = forecasts.filter(|forecast| forecast.resolution.is_none()).collect();
    let forecast = open.get(at)?;
    let likely = forecast.probability().map(|likely| likely.to_string()).unwrap_or_default();
    let ask = format!("You gave {likely} that the signal lands by {}. Did it?", forecast.until);
    let choices = ["It landed in time.", "It did not land in time.", "It cannot be told; the forecast does not count."];
    Some(ChoiceDialog {
        subject: ChoiceSubject::Forecast(forecast.until),
        title: format!("forecast: {} of {}", at + 1, open.len()),
        blocks: vec![Block::Paragraph(vec![Span::strong(ask)]), numbered(choices.map(Span::plain))],
        key_help: format!("A number records the outcome; {} goes on.", key(context, Action::ChoiceNext)),
        scroll: 0,
        at,
    })
}

/// Records the answer to a question, unless the session has already recorded the same answer.
fn answer(number: u8, choice: u32, context: &LayerContext<'_>) -> LayerReply {
    let (edit, is_given) = match choice {
        0 => (Edit::Clear, !verdict(context).identity.contains_key(&number)),
        1 | 2 => {
            let answer = if choice == 1 { Answer::Bet } else { Answer::Identity };
            let given = session_verdict(context.model, context.review).identity.get(&number) == Some(&answer);
            (Edit::Set(answer), given)
        }
        _ => return LayerReply::Stay,
    };
    if is_given { LayerReply::Stay } else { LayerReply::Then(StateCommand::RecordAnswer(number, edit)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_parts_lie_on_the_screen_at_every_size_and_all_of_it_comes_into_sight() {
        let long = "Would you still hold it if what you expect of it did not come about, ".repeat(6);
        let dialog = ChoiceDialog {
            subject: ChoiceSubject::Question(1),
            title: String::new(),
            blocks: vec![Block::Paragraph(vec![Span::plain(long)])],
            key_help: "1 or 2 answers, 0 clears the answer; Enter goes on.".to_owned(),
            scroll: 0,
            at: 0,
        };
        for size in (40..150).flat_map(|width| (12..50).map(move |height| Size { width, height })) {
            let layout = dialog.layout(size);
            assert!(layout.frame.x + layout.frame.width <= size.width, "{size:?}");
            assert!(layout.frame.y > 0 && layout.frame.y + layout.frame.height < size.height, "{size:?}");
            assert!(layout.text.height > 0 && layout.text.y + layout.text.height <= layout.foot.y, "{size:?}");
            assert_eq!(usize::from(layout.foot.height), layout.key_help.rows.len(), "{size:?}");
            assert!(dialog.furthest(size) + usize::from(layout.text.height) >= layout.flow.rows.len(), "{size:?}");
        }
        assert!(dialog.furthest(Size { width: 40, height: 12 }) > 0);
        assert_eq!(dialog.furthest(Size { width: 140, height: 40 }), 0);
    }
}
