//! Parts of a verdict that are typed: a line at the bottom of the screen takes them.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::action::Action;
use crate::document::sentence;
use crate::review::{
    Change, Edit, Event, Impossible, Outcome, Percent, Signal, Status, check_settled, check_until, read_date,
};
use crate::text;

use super::super::input::Input;
use super::super::message::Effect;
use super::super::state::{Context, Overlay, State};
use super::record::record;
use super::{Dialog, judge, path, standing, subject};

/// How many bytes a date has that says the day: less may be a number of something else.
const DAY: usize = "2026-11-02".len();

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// How sure one is.
    Confidence,
    /// When the signal landed, and what shows it.
    Landed,
    /// Tags of one's own.
    Tags,
    /// A note.
    Note,
    /// When to look again.
    Again,
    /// How likely the signal lands, and by when.
    Forecast,
    /// When it was settled how the forecast by that day came out, and what shows it.
    Settled(Outcome, Date),
}

impl Question {
    /// What stands before the line.
    pub fn label(self) -> &'static str {
        match self {
            Self::Confidence => "how sure",
            Self::Landed => "landed",
            Self::Tags => "tags",
            Self::Note => "note",
            Self::Again => "look again",
            Self::Forecast => "forecast",
            Self::Settled(outcome, _) => outcome.label(),
        }
    }

    /// What the line takes.
    pub fn takes(self) -> &'static str {
        match self {
            Self::Confidence => "0 to 100",
            Self::Landed | Self::Settled(..) => "when, and a link or words that show it: 2026-11-02 https://…",
            Self::Tags => "words with spaces between them",
            Self::Note => "why, in your words",
            Self::Again => "2027-06-01, 30d, 2w, 6m or 1y; nothing for never",
            Self::Forecast => "how likely, and by when: 30 2027-06-01, or 30% 1y",
        }
    }
}

/// A line that takes a part of a verdict.
#[derive(Clone, Debug)]
pub struct Ask {
    /// What is asked for.
    pub question: Question,
    /// The line.
    pub input: Input,
    /// What is wrong with it, once it was given.
    pub fault: Option<String>,
}

/// Asks, with what was said before to be edited.
pub(super) fn open(state: &mut State, question: Question, context: Context<'_>) -> Vec<Effect> {
    let Some(subject) = subject(state, context.graph) else { return Vec::new() };
    let needs_signal = matches!(question, Question::Landed | Question::Forecast | Question::Settled(..));
    if needs_signal && !subject.has_signal(&context.graph.atlas) {
        state.notice = Some("It names no falsification signal.".to_owned());
        return Vec::new();
    }
    let verdict = standing(state);
    if let (Question::Forecast, Err(impossible)) = (question, verdict.check_forecast()) {
        state.notice = Some(sentence(&impossible.to_string()));
        return Vec::new();
    }
    let offered = |text: Option<String>| text.map(Input::offering).unwrap_or_default();
    let input = match question {
        Question::Confidence => offered(verdict.confidence.map(|sure| sure.get().to_string())),
        Question::Landed => {
            let landed = verdict.signal.filter(|signal| signal.status == Status::Landed);
            landed.map_or_else(|| today(state), |signal| Input::offering(words(&signal)))
        }
        // Tags are added to those there are.
        Question::Tags => Input::new(verdict.tags.iter().flat_map(|tag| [tag.as_str(), " "]).collect::<String>()),
        // A line has no room for a note of several.
        Question::Note if verdict.note.as_ref().is_some_and(|note| note.contains('\n')) => {
            return vec![Effect::Compose(verdict.note.unwrap_or_default())];
        }
        Question::Note => offered(verdict.note),
        Question::Again => offered(verdict.next.map(|next| next.to_string())),
        Question::Forecast => Input::default(),
        Question::Settled(..) => today(state),
    };
    state.overlays.push(Overlay::Review(Dialog::Ask(Ask { question, input, fault: None })));
    Vec::new()
}

/// A line that begins with the day it is: what shows it is added.
fn today(state: &State) -> Input {
    Input::new(format!("{} ", state.today()))
}

/// When it was seen, and what shows it, as it is typed.
fn words(signal: &Signal) -> String {
    let date = signal.date.map(|date| date.to_string());
    date.into_iter().chain(signal.evidence.clone()).collect::<Vec<_>>().join(" ")
}

/// Asks for the note in a line after the editor could not be had, which is `why`. The note stays as it is until
/// something else is typed.
pub(super) fn note_instead(state: &mut State, why: &str) {
    let note = standing(state).note.map(|note| text::in_one_line(&note));
    let input = note.map(Input::offering).unwrap_or_default();
    let fault = Some(format!("{why}; a line typed here is the whole note"));
    state.overlays.push(Overlay::Review(Dialog::Ask(Ask { question: Question::Note, input, fault })));
}

/// What a line says.
#[derive(Debug, PartialEq)]
pub(super) enum Said {
    /// A change of the verdict.
    Change(Change),
    /// How likely the signal lands by a day.
    Forecast(Percent, Date),
    /// How the forecast by a day came out.
    Settled { outcome: Outcome, until: Date, date: Date, evidence: Option<String> },
}

/// Reads a line, or says what is wrong with it.
pub(super) fn read(question: Question, text: &str, today: Date) -> Result<Said, String> {
    let text = text.trim();
    let change = Change::default();
    let change = match question {
        Question::Confidence => {
            Change { confidence: edit((!text.is_empty()).then(|| percent(text)).transpose()?), ..change }
        }
        Question::Landed => {
            let (date, evidence) = seen(text, today)?;
            Change { signal: Edit::Set(Signal { status: Status::Landed, date, evidence }), ..change }
        }
        Question::Tags => {
            let tags: BTreeSet<String> =
                text.split([' ', ',']).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
            Change { tags: edit((!tags.is_empty()).then_some(tags)), ..change }
        }
        Question::Note => Change { note: edit((!text.is_empty()).then(|| text.to_owned())), ..change },
        Question::Again => {
            let next = (!text.is_empty()).then(|| day(text, today)).transpose()?;
            Change { next: edit(next), ..change }
        }
        Question::Forecast => {
            let mut words = text.split_whitespace().filter(|word| !word.eq_ignore_ascii_case("by"));
            let (Some(likely), Some(by), None) = (words.next(), words.next(), words.next()) else {
                return Err("a forecast says how likely, and by when: 30 2027-06-01".to_owned());
            };
            let (likely, until) = (percent(likely)?, day(by, today)?);
            check_until(until, today).map_err(told)?;
            return Ok(Said::Forecast(likely, until));
        }
        Question::Settled(outcome, until) => {
            let (date, evidence) = seen(text, today)?;
            let date = date.unwrap_or(today);
            check_settled(date, today).map_err(told)?;
            return Ok(Said::Settled { outcome, until, date, evidence });
        }
    };
    change.check(today).map_err(told)?;
    Ok(Said::Change(change))
}

fn told(impossible: Impossible) -> String {
    impossible.to_string()
}

/// When something was seen, and what shows it; either may be missing. A second date would pass for evidence: most likely
/// it was typed after the one that stood there already.
fn seen(text: &str, today: Date) -> Result<(Option<Date>, Option<String>), String> {
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let (date, evidence) = match read_date(first, today) {
        Ok(date) => (Some(date), rest.trim()),
        Err(_) => (None, text),
    };
    let second = evidence
        .split_whitespace()
        .next()
        .filter(|word| date.is_some() && word.len() == DAY && read_date(word, today).is_ok());
    match second {
        Some(second) => Err(format!("`{first}` and `{second}` are two dates; it takes one, then what shows it")),
        None => Ok((date, (!evidence.is_empty()).then(|| evidence.to_owned()))),
    }
}

fn edit<T>(value: Option<T>) -> Edit<T> {
    value.map_or(Edit::Clear, Edit::Set)
}

fn day(text: &str, today: Date) -> Result<Date, String> {
    read_date(text, today).map_err(|bad| bad.to_string())
}

fn percent(text: &str) -> Result<Percent, String> {
    let number = text.trim_end_matches('%').parse().ok().and_then(Percent::new);
    number.ok_or_else(|| format!("`{text}` is no number from 0 to 100"))
}

fn ask(state: &mut State) -> Option<&mut Ask> {
    match state.overlays.last_mut() {
        Some(Overlay::Review(Dialog::Ask(ask))) => Some(ask),
        _ => None,
    }
}

pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) -> Vec<Effect> {
    match action {
        Action::InputAccept => accept(state, context),
        Action::InputCancel => {
            state.overlays.pop();
            Vec::new()
        }
        edit => {
            if let Some(ask) = ask(state) {
                ask.input.act(edit);
                ask.fault = None;
            }
            Vec::new()
        }
    }
}

fn accept(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    let today = state.today();
    let Some(ask) = ask(state) else { return Vec::new() };
    // The line that is offered may stand for a note of several.
    if ask.question == Question::Note && ask.input.is_offered() {
        state.overlays.pop();
        return Vec::new();
    }
    match read(ask.question, ask.input.text(), today) {
        Err(fault) => {
            ask.fault = Some(fault);
            Vec::new()
        }
        Ok(said) => {
            state.overlays.pop();
            match said {
                Said::Change(change) => judge::set(state, change, context),
                Said::Forecast(probability, until) => forecast(state, probability, until, context),
                Said::Settled { outcome, until, date, evidence } => {
                    let Some(on) = path(state).map(str::to_owned) else { return Vec::new() };
                    let settled = Event::Resolve { on, until, outcome, date, evidence };
                    let events = settled.with_what_follows(&standing(state));
                    if events.len() > 1 {
                        state.notice = Some("The signal is marked as landed too.".to_owned());
                    }
                    record(state, events)
                }
            }
        }
    }
}

fn forecast(state: &mut State, probability: Percent, until: Date, context: Context<'_>) -> Vec<Effect> {
    let Some(subject) = subject(state, context.graph) else { return Vec::new() };
    let on = subject.path(&context.graph.atlas);
    let (mut events, digest) = judge::text(state, subject, context);
    events.push(Event::Forecast { on, until, probability, text: Some(digest), note: None });
    record(state, events)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 25);

    fn change(question: Question, text: &str) -> Change {
        match read(question, text, TODAY) {
            Ok(Said::Change(change)) => change,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_typed_is_what_is_said() {
        let evidence = Some("https://example.org/a b".to_owned());
        let landed = Signal { status: Status::Landed, date: Some(date(2026, 11, 2)), evidence };
        assert_eq!(change(Question::Landed, "2026-11-02  https://example.org/a b").signal, Edit::Set(landed));
        let undated = Signal { evidence: Some("the report".to_owned()), ..Signal::new(Status::Landed) };
        assert_eq!(change(Question::Landed, "the report").signal, Edit::Set(undated));
        let tags = ["compute", "hard"].map(str::to_owned).into();
        assert_eq!(change(Question::Tags, " hard, compute hard").tags, Edit::Set(tags));
        assert_eq!(change(Question::Tags, " ").tags, Edit::Clear);
        assert_eq!(change(Question::Confidence, "70%").confidence, Edit::Set(Percent::new(70).unwrap()));
        assert_eq!(change(Question::Note, "").note, Edit::Clear);
        assert_eq!(change(Question::Again, "1y").next, Edit::Set(date(2027, 11, 25)));
        let forecast = Ok(Said::Forecast(Percent::new(30).unwrap(), date(2027, 6, 1)));
        assert_eq!(read(Question::Forecast, "30% by 2027-06-01", TODAY), forecast);
    }

    #[test]
    fn a_forecast_is_settled_today_unless_another_day_is_given() {
        let (outcome, until) = (Outcome::Landed, date(2027, 6, 1));
        let read = |text: &str| read(Question::Settled(outcome, until), text, TODAY);
        let settled = |date, evidence: Option<&str>| {
            Ok(Said::Settled { outcome, until, date, evidence: evidence.map(str::to_owned) })
        };
        assert_eq!(read("2026-11-02 https://example.org/"), settled(date(2026, 11, 2), Some("https://example.org/")));
        assert_eq!(read("the report"), settled(TODAY, Some("the report")));
        assert_eq!(read(""), settled(TODAY, None));
        assert!(read("2026-11-26").is_err(), "tomorrow is yet to come");
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        for (question, text) in [
            (Question::Confidence, "101"),
            (Question::Confidence, "much"),
            (Question::Again, "soon"),
            (Question::Forecast, "30"),
            (Question::Forecast, "30 2027 maybe"),
            (Question::Forecast, "130 2027"),
            (Question::Landed, "2026-11-25 2026-11-01"),
            (Question::Landed, "2026-11-25  2026-11-01 https://example.org/"),
            (Question::Settled(Outcome::Landed, TODAY), "2026-11-25 2026-11-01 the report"),
        ] {
            assert!(read(question, text, TODAY).is_err(), "{text}");
        }
    }
}
