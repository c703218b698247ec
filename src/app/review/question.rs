//! Parts of a verdict that are typed, and their parsers.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::review::{
    Change, Edit, InvalidEntry, Outcome, Percent, Signal, Status, check_settled, check_until, read_date,
};

/// Length in bytes of a date with year, month and day; a shorter text may be a number that is not a date.
const DAY_LENGTH: usize = "2026-11-02".len();

/// Part of a verdict that the user types in a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerdictQuestion {
    /// The confidence of the verdict, in percent.
    Confidence,
    /// The date on which the falsification signal landed (occurred), and the evidence.
    Landed,
    /// The tags of the reviewer.
    Tags,
    /// The note of the reviewer.
    Note,
    /// The date of the next review.
    ReviewDate,
    /// The probability that the signal lands by a date, and that date.
    Forecast,
    /// The date on which the forecast for this day was found to have this outcome, and the evidence.
    Settled(Outcome, Date),
}

/// Part of a verdict, parsed from a typed line.
#[derive(Clone, Debug, PartialEq)]
pub enum VerdictAnswer {
    /// A change of the verdict.
    Change(Change),
    /// Forecast of the probability that the signal lands by a day.
    Forecast(Percent, Date),
    /// Outcome of the forecast for a day.
    Settled {
        /// Outcome of the forecast.
        outcome: Outcome,
        /// Day for which the forecast was made.
        until: Date,
        /// Date on which the outcome was settled.
        date: Date,
        /// Evidence for the outcome.
        evidence: Option<String>,
    },
}

impl VerdictQuestion {
    /// Returns the label of the prompt, to the left of the line.
    pub fn label(self) -> &'static str {
        match self {
            Self::Confidence => "confidence",
            Self::Landed => "landed",
            Self::Tags => "tags",
            Self::Note => "note",
            Self::ReviewDate => "review date",
            Self::Forecast => "forecast",
            Self::Settled(outcome, _) => outcome.label(),
        }
    }

    /// Returns a hint about the input that the prompt accepts.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Confidence => "0 to 100",
            Self::Landed => "date and evidence: 2026-11-02 https://…; 2026-11-02 watched https://… for a sign of it",
            Self::Settled(..) => "date and evidence: 2026-11-02 https://…",
            Self::Tags => "words separated by spaces",
            Self::Note => "your reasons",
            Self::ReviewDate => "2027-06-01, 30d, 2w, 6m or 1y; empty clears it",
            Self::Forecast => "probability and date: 30 2027-06-01, or 30% 1y",
        }
    }

    /// Parses the line that the user has typed.
    ///
    /// # Errors
    /// A message for the user if the line is invalid.
    pub fn read(self, text: &str, today: Date) -> Result<VerdictAnswer, String> {
        let text = text.trim();
        let is_empty = text.is_empty();
        let change = Change::default();
        let change = match self {
            Self::Confidence => Change { confidence: edit((!is_empty).then(|| percent(text)).transpose()?), ..change },
            Self::Landed => {
                let (status, rest) = sighting(text, today);
                let (date, evidence) = seen(&rest, today)?;
                Change { signal: Edit::Set(Signal { status, date, evidence }), ..change }
            }
            Self::Tags => {
                let words = text.split([' ', ',']).filter(|tag| !tag.is_empty()).map(str::to_owned);
                let tags: BTreeSet<String> = words.collect();
                Change { tags: edit((!tags.is_empty()).then_some(tags)), ..change }
            }
            Self::Note => Change { note: edit((!is_empty).then(|| text.to_owned())), ..change },
            Self::ReviewDate => Change { next: edit((!is_empty).then(|| day(text, today)).transpose()?), ..change },
            Self::Forecast => return forecast(text, today),
            Self::Settled(outcome, until) => {
                let (date, evidence) = seen(text, today)?;
                let date = date.unwrap_or(today);
                check_settled(date, today).map_err(message)?;
                return Ok(VerdictAnswer::Settled { outcome, until, date, evidence });
            }
        };
        change.check(today).map_err(message)?;
        Ok(VerdictAnswer::Change(change))
    }
}

fn message(impossible: InvalidEntry) -> String {
    impossible.to_string()
}

fn forecast(text: &str, today: Date) -> Result<VerdictAnswer, String> {
    let mut words = text.split_whitespace().filter(|word| !word.eq_ignore_ascii_case("by"));
    let (Some(likely), Some(by), None) = (words.next(), words.next(), words.next()) else {
        return Err("a forecast is a probability and a date: 30 2027-06-01".to_owned());
    };
    let (likely, until) = (percent(likely)?, day(by, today)?);
    check_until(until, today).map_err(message)?;
    Ok(VerdictAnswer::Forecast(likely, until))
}

/// Returns the status of the signal and the line without the status. The status is landed, unless `watched` is the
/// first word or follows the date.
fn sighting(text: &str, today: Date) -> (Status, String) {
    let is_watched = |word: &str| [Status::Watching.label(), Status::Watching.as_str()].contains(&word);
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [first, rest @ ..] if is_watched(first) => (Status::Watching, rest.join(" ")),
        [date, second, rest @ ..] if is_watched(second) && read_date(date, today).is_ok() => {
            (Status::Watching, [&[*date], rest].concat().join(" "))
        }
        _ => (Status::Landed, text.to_owned()),
    }
}

/// Returns the date and the evidence at the start and the end of a line; `None` for a missing part.
///
/// A second date at the start is an error, because it was probably typed after the date with which the prompt starts.
fn seen(text: &str, today: Date) -> Result<(Option<Date>, Option<String>), String> {
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let (date, evidence) = match read_date(first, today) {
        Ok(date) => (Some(date), rest.trim()),
        Err(bad) if is_like_date(first) => return Err(bad.to_string()),
        Err(_) => (None, text),
    };
    let second = evidence
        .split_whitespace()
        .next()
        .filter(|word| date.is_some() && word.len() == DAY_LENGTH && read_date(word, today).is_ok());
    match second {
        Some(second) => Err(format!("`{first}` and `{second}` are two dates; type one date, then the evidence")),
        None => Ok((date, (!evidence.is_empty()).then(|| evidence.to_owned()))),
    }
}

/// Returns whether the user probably meant a word as a date: it is written like a calendar day or a period.
fn is_like_date(word: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_day = word.len() == DAY_LENGTH && word.split('-').count() == 3 && word.split('-').all(is_number);
    is_day || word.strip_suffix(['d', 'w', 'm', 'y']).is_some_and(is_number)
}

fn edit<T>(value: Option<T>) -> Edit<T> {
    value.map_or(Edit::Clear, Edit::Set)
}

fn day(text: &str, today: Date) -> Result<Date, String> {
    read_date(text, today).map_err(|bad| bad.to_string())
}

fn percent(text: &str) -> Result<Percent, String> {
    let number = text.trim_end_matches('%').parse().ok().and_then(Percent::new);
    number.ok_or_else(|| format!("`{text}` is not a number from 0 to 100"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 25);

    fn change(question: VerdictQuestion, text: &str) -> Change {
        match question.read(text, TODAY) {
            Ok(VerdictAnswer::Change(change)) => change,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn lines_are_read_as_the_parts_they_were_typed_for() {
        let evidence = Some("https://example.org/a b".to_owned());
        let landed = Signal { status: Status::Landed, date: Some(date(2026, 11, 2)), evidence };
        assert_eq!(change(VerdictQuestion::Landed, "2026-11-02  https://example.org/a b").signal, Edit::Set(landed));
        let undated = Signal { evidence: Some("the report".to_owned()), ..Signal::new(Status::Landed) };
        assert_eq!(change(VerdictQuestion::Landed, "the report").signal, Edit::Set(undated));
        let numbered = Signal { evidence: Some("3 papers of 10-2026".to_owned()), ..Signal::new(Status::Landed) };
        assert_eq!(change(VerdictQuestion::Landed, "3 papers of 10-2026").signal, Edit::Set(numbered));
        let watched = Signal { date: Some(date(2026, 11, 2)), ..Signal::new(Status::Watching) };
        for text in ["watched 2026-11-02", "2026-11-02 watched"] {
            assert_eq!(change(VerdictQuestion::Landed, text).signal, Edit::Set(watched.clone()));
        }
        let tags = ["compute", "hard"].map(str::to_owned).into();
        assert_eq!(change(VerdictQuestion::Tags, " hard, compute hard").tags, Edit::Set(tags));
        assert_eq!(change(VerdictQuestion::Tags, " ").tags, Edit::Clear);
        assert_eq!(change(VerdictQuestion::Confidence, "70%").confidence, Edit::Set(Percent::new(70).unwrap()));
        assert_eq!(change(VerdictQuestion::Note, "").note, Edit::Clear);
        assert_eq!(change(VerdictQuestion::ReviewDate, "1y").next, Edit::Set(date(2027, 11, 25)));
        let forecast = Ok(VerdictAnswer::Forecast(Percent::new(30).unwrap(), date(2027, 6, 1)));
        assert_eq!(VerdictQuestion::Forecast.read("30% by 2027-06-01", TODAY), forecast);
    }

    #[test]
    fn a_forecast_is_settled_today_unless_another_day_is_given() {
        let (outcome, until) = (Outcome::Landed, date(2027, 6, 1));
        let read = |text: &str| VerdictQuestion::Settled(outcome, until).read(text, TODAY);
        let settled = |date, evidence: Option<&str>| {
            Ok(VerdictAnswer::Settled { outcome, until, date, evidence: evidence.map(str::to_owned) })
        };
        assert_eq!(read("2026-11-02 https://example.org/"), settled(date(2026, 11, 2), Some("https://example.org/")));
        assert_eq!(read("the report"), settled(TODAY, Some("the report")));
        assert_eq!(read(""), settled(TODAY, None));
        assert!(read("2026-11-26").is_err(), "tomorrow is yet to come");
    }

    #[test]
    fn lines_that_cannot_be_read_are_errors() {
        for (question, text) in [
            (VerdictQuestion::Confidence, "101"),
            (VerdictQuestion::Confidence, "much"),
            (VerdictQuestion::ReviewDate, "soon"),
            (VerdictQuestion::Forecast, "30"),
            (VerdictQuestion::Forecast, "30 2027 maybe"),
            (VerdictQuestion::Forecast, "130 2027"),
            (VerdictQuestion::Landed, "2026-11-25 2026-11-01"),
            (VerdictQuestion::Landed, "2026-11-25  2026-11-01 https://example.org/"),
            (VerdictQuestion::Settled(Outcome::Landed, TODAY), "2026-11-25 2026-11-01 the report"),
            (VerdictQuestion::Landed, "2026-02-30 the report"),
            (VerdictQuestion::Landed, "20000y the report"),
            (VerdictQuestion::Settled(Outcome::Landed, TODAY), "9999-99-99"),
        ] {
            assert!(question.read(text, TODAY).is_err(), "{text}");
        }
    }
}
