//! `stratlas review verdict`, `forecast`, `undo` and `redo`: recording without the explorer. A confirmation is printed
//! once the entry is on disk.

use std::fmt::Display;

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use jiff::civil::Date;

use crate::model::Atlas;
use crate::page::event_words;
use crate::review::{
    Answer, BadDate, Change, Check, ClaimCheck, Edit, Forecast, JournalEvent, Line, LineId, Outcome, Percent,
    ReviewStance, ReviewerHistory, Signal, Status, Subject, SubjectKind, Threshold, UserAction, Verdict, check_settled,
    read_date,
};
use crate::runtime::{matches, today};
use crate::text;

use super::super::context::CliContext;
use super::super::exit::{DONE, FINDINGS};
use super::super::output::{self, print_line};
use super::ReviewContext;

/// Arguments of `stratlas review verdict`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct VerdictArgs {
    /// What to judge: `strategy/pause`, `position/yann-lecun/open-source-maximalism`, `commitment/pause/1`; several get the
    /// same verdict, one by one
    #[arg(value_name = "PLACE", required_unless_present = "filter")]
    places: Vec<String>,
    /// Judge everything that matches this query, in one step that can be undone; shows it and asks first
    #[arg(long = "where", value_name = "QUERY", conflicts_with = "places")]
    filter: Option<String>,
    /// With `--where`, record without asking
    #[arg(long, requires = "filter")]
    yes: bool,
    /// Your stance: back, doubt, reject or undecided
    #[arg(long, value_parser = word(ReviewStance::parse, ReviewStance::ALL))]
    stance: Option<ReviewStance>,
    /// Your confidence, from 0 to 100
    #[arg(long, value_name = "N", value_parser = percent)]
    confidence: Option<Percent>,
    /// The status of the falsification signal: not-seen, watching or landed
    #[arg(long, value_parser = word(Status::parse, Status::ALL))]
    signal: Option<Status>,
    /// The date on which the signal was or will be seen: 2026-11-25, 2026-11, today, or in two weeks as 2w
    #[arg(long, value_name = "DATE", value_parser = day, requires = "signal")]
    date: Option<Date>,
    /// The evidence: a link, or words
    #[arg(long, value_name = "LINK", value_parser = filled, requires = "signal")]
    evidence: Option<String>,
    /// The distance from the threshold: stable, near or past
    #[arg(long, value_parser = word(Threshold::parse, Threshold::ALL))]
    threshold: Option<Threshold>,
    /// Your answer to one of the five identity questions: 1=bet, 2=identity
    #[arg(long = "answer", value_name = "N=ANSWER", value_parser = answer)]
    answers: Vec<(u8, Answer)>,
    /// Whether the record supports a position: agree, doubt or wrong
    #[arg(long, value_parser = word(Check::parse, Check::ALL))]
    record: Option<Check>,
    /// Whether a commitment is true: holds, unsure or fails
    #[arg(long, value_parser = word(ClaimCheck::parse, ClaimCheck::ALL))]
    claim: Option<ClaimCheck>,
    /// A tag of your own, added to those of the earlier verdict
    #[arg(long = "tag", value_name = "TAG", value_parser = filled)]
    tags: Vec<String>,
    /// A note, which replaces that of the earlier verdict
    #[arg(long, value_name = "TEXT", value_parser = filled)]
    note: Option<String>,
    /// The review date: 2027-06-01, or a time from today: 30d, 2w, 6m, 1y
    #[arg(long, value_name = "DATE", value_parser = day)]
    next: Option<Date>,
    /// A part of the earlier verdict to clear: stance, confidence, signal, threshold, identity, record, claim, tags, note or next
    #[arg(long = "clear", value_name = "PART", value_parser = part)]
    cleared: Vec<String>,
}

impl VerdictArgs {
    /// Fails if an option was given that does not apply to verdicts on `subject`.
    fn check_subject(&self, subject: Subject, atlas: &Atlas) -> Result<()> {
        let path = subject.path(atlas);
        let options = [
            ("stance", self.stance.is_some()),
            ("confidence", self.confidence.is_some()),
            ("signal", self.signal.is_some()),
            ("threshold", self.threshold.is_some()),
            ("answer", !self.answers.is_empty()),
            ("record", self.record.is_some()),
            ("claim", self.claim.is_some()),
        ];
        let fitting: &[&str] = match subject.kind() {
            SubjectKind::Strategy => &["stance", "confidence", "signal", "threshold", "answer"],
            SubjectKind::Position => &["record"],
            SubjectKind::Commitment => &["claim", "confidence"],
        };
        if let Some((option, _)) = options.iter().find(|(option, is_given)| *is_given && !fitting.contains(option)) {
            let kind = subject.kind().noun();
            bail!("`--{option}` does not apply to {path}: a verdict on a {kind} has no such part");
        }
        if self.signal.is_some() && !subject.has_signal(atlas) {
            bail!("`--signal` does not apply to {path}: the strategy has no falsification signal");
        }
        Ok(())
    }

    /// Changes `verdict` as the arguments request.
    fn apply_to(&self, verdict: &mut Verdict) {
        for part in &self.cleared {
            clear(verdict, part);
        }
        verdict.stance = self.stance.or(verdict.stance);
        verdict.confidence = self.confidence.or(verdict.confidence);
        if let Some(status) = self.signal {
            verdict.signal = Some(Signal { status, date: self.date, evidence: self.evidence.clone() });
        }
        verdict.threshold = self.threshold.or(verdict.threshold);
        verdict.identity.extend(self.answers.iter().copied());
        verdict.record = self.record.or(verdict.record);
        verdict.claim = self.claim.or(verdict.claim);
        verdict.tags.extend(self.tags.iter().cloned());
        verdict.note = self.note.clone().or(verdict.note.take());
        verdict.next = self.next.or(verdict.next);
    }
}

fn clear(verdict: &mut Verdict, part: &str) {
    match part {
        "stance" => verdict.stance = None,
        "confidence" => verdict.confidence = None,
        "signal" => verdict.signal = None,
        "threshold" => verdict.threshold = None,
        "identity" => verdict.identity.clear(),
        "record" => verdict.record = None,
        "claim" => verdict.claim = None,
        "tags" => verdict.tags.clear(),
        "note" => verdict.note = None,
        _ => verdict.next = None,
    }
}

/// Returns the parser of an argument that has to be one of certain words.
pub(super) fn word<T: Copy + Display + Send + Sync + 'static>(
    parse: fn(&str) -> Option<T>,
    all: &'static [T],
) -> impl Fn(&str) -> Result<T, String> + Clone + Send + Sync + 'static {
    move |text| {
        let known: Vec<String> = all.iter().map(ToString::to_string).collect();
        parse(text).ok_or_else(|| format!("expected one of {}", known.join(", ")))
    }
}

fn day(text: &str) -> Result<Date, BadDate> {
    read_date(text, today())
}

pub(super) fn percent(text: &str) -> Result<Percent, String> {
    let number = text.strip_suffix('%').unwrap_or(text).parse().ok().and_then(Percent::new);
    number.ok_or_else(|| "expected a whole number from 0 to 100".to_owned())
}

fn answer(text: &str) -> Result<(u8, Answer), String> {
    let (number, answer) = text.split_once('=').unwrap_or((text, ""));
    let number = number.parse().ok().filter(|number| (1..=5).contains(number));
    number.zip(Answer::parse(answer)).ok_or_else(|| "expected a question from 1 to 5 and an answer: 1=bet".to_owned())
}

/// Parses a text that is not blank. A blank text would record nothing; to clear a part, there is the option `--clear`.
pub(super) fn filled(text: &str) -> Result<String, String> {
    let is_blank = text.trim().is_empty();
    if is_blank { Err("expected a text that is not blank".to_owned()) } else { Ok(text.trim().to_owned()) }
}

fn part(text: &str) -> Result<String, String> {
    let known = Change::KEYS;
    known.contains(&text).then(|| text.to_owned()).ok_or_else(|| format!("expected one of {}", known.join(", ")))
}

/// Records a verdict on each of the places, one by one, and prints a confirmation for each. Returns the exit code.
pub(super) fn verdict(context: &CliContext, args: &VerdictArgs) -> Result<u8> {
    let mut review = ReviewContext::open(context)?;
    let subjects: Vec<Subject> = match &args.filter {
        Some(query) => matches(&review.graph, &review.reviews, query, today()).map_err(|why| anyhow!(why))?,
        None => args.places.iter().map(|path| Subject::parse(&review.graph.atlas, path)).collect::<Result<_, _>>()?,
    };
    subjects.iter().try_for_each(|&subject| args.check_subject(subject, &review.graph.atlas))?;
    // All verdicts are checked before the first is recorded, so that an error means that nothing was recorded.
    for subject in &subjects {
        let (path, _, set) = change_of(&review, args, *subject);
        set.check(today())?;
        set.check_subject(*subject, &review.graph.atlas).with_context(|| format!("nothing was recorded on {path}"))?;
    }
    if args.filter.is_some() {
        return bulk(&mut review, args, subjects);
    }
    let mut is_changed = false;
    for subject in subjects {
        let (on, after, set) = change_of(&review, args, subject);
        if set.is_empty() {
            print_line(&format!("unchanged {on}: {}", after.describe()))?;
            continue;
        }
        is_changed = true;
        let is_auto = set.auto;
        let text = Some(subject.digest(&review.graph.atlas));
        let id = review.record(subject, vec![JournalEvent::Verdict { subject: on.clone(), text, set: set.into() }])?;
        let rule = after.next.filter(|_| is_auto).map(|next| format!(", review date {next} by rule"));
        print_line(&format!("recorded {id} {on}: {}{}", after.describe(), rule.unwrap_or_default()))?;
    }
    Ok(if is_changed { DONE } else { FINDINGS })
}

/// Records a verdict on all of `subjects` in one step, after showing the changes and asking for confirmation. Returns
/// the exit code.
fn bulk(review: &mut ReviewContext, args: &VerdictArgs, subjects: Vec<Subject>) -> Result<u8> {
    let mut entries = Vec::new();
    for subject in subjects {
        let (on, after, set) = change_of(review, args, subject);
        if !set.is_empty() {
            let text = Some(subject.digest(&review.graph.atlas));
            let before = review.reviews.mine().verdict(&on).map_or_else(|| "nothing".to_owned(), Verdict::describe);
            print_line(&format!("{on}: {before} → {}", after.describe()))?;
            entries.push((subject, JournalEvent::Verdict { subject: on, text, set: set.into() }));
        }
    }
    if entries.is_empty() {
        output::warn("nothing that matches would change");
        return Ok(FINDINGS);
    }
    let count = entries.len();
    let question = format!("record {}?", output::count(count, "verdict"));
    if !args.yes && !output::confirm(&question)? {
        bail!("nothing was recorded; `--yes` records without asking");
    }
    review.record_all(entries)?;
    print_line(&format!("recorded {}; `stratlas review undo` undoes all of them", output::count(count, "verdict")))?;
    Ok(DONE)
}

/// Returns the address of `subject`, the verdict on it after the change, and the change itself.
fn change_of(review: &ReviewContext, args: &VerdictArgs, subject: Subject) -> (String, Verdict, Change) {
    let path = subject.path(&review.graph.atlas);
    let mine = review.reviews.mine();
    let mut after = mine.verdict(&path).cloned().unwrap_or_default();
    args.apply_to(&mut after);
    let asked = Change {
        stance: args.stance.map_or(Edit::Keep, Edit::Set),
        record: args.record.map_or(Edit::Keep, Edit::Set),
        claim: args.claim.map_or(Edit::Keep, Edit::Set),
        ..Change::default()
    };
    let set = mine.change_to(&path, subject.digest(&review.graph.atlas), &after, asked, today());
    set.apply(&mut after);
    (path, after, set)
}

/// Arguments of `stratlas review forecast`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct ForecastArgs {
    /// The strategy with the falsification signal: `strategy/pause`
    #[arg(value_name = "PLACE")]
    place: String,
    /// The last day on which the signal counts: 2027-06-01, or a time from today: 6m, 1y
    #[arg(long, value_name = "DATE", value_parser = day)]
    until: Date,
    /// The probability that the signal lands by then, from 0 to 100
    #[arg(long, value_name = "N", value_parser = percent, required_unless_present = "outcome", conflicts_with = "outcome")]
    probability: Option<Percent>,
    /// The outcome of an earlier forecast: landed, not-landed or void
    #[arg(long = "resolve", value_name = "OUTCOME", value_parser = word(Outcome::parse, Outcome::ALL))]
    outcome: Option<Outcome>,
    /// The date of the outcome [default: today]
    #[arg(long, value_name = "DATE", value_parser = day, requires = "outcome")]
    date: Option<Date>,
    /// The evidence: a link, or words
    #[arg(long, value_name = "LINK", value_parser = filled, requires = "outcome")]
    evidence: Option<String>,
    /// A note
    #[arg(long, value_name = "TEXT", value_parser = filled, conflicts_with = "outcome")]
    note: Option<String>,
}

/// Records a forecast, or the outcome of an earlier forecast. Returns the exit code.
pub(super) fn forecast(context: &CliContext, args: &ForecastArgs) -> Result<u8> {
    let mut review = ReviewContext::open(context)?;
    let subject = Subject::parse(&review.graph.atlas, &args.place)?;
    let on = subject.path(&review.graph.atlas);
    if !subject.has_signal(&review.graph.atlas) {
        bail!("{on} has no falsification signal to make a forecast on");
    }
    let until = args.until;
    let event = match (args.outcome, args.probability) {
        (Some(outcome), _) => {
            let made = review.reviews.mine().forecasts_on(&on).any(|forecast| forecast.until == until);
            if !made {
                bail!("you have no forecast on {on} until {until}");
            }
            let date = args.date.unwrap_or_else(today);
            check_settled(date, today())?;
            JournalEvent::Resolve { subject: on.clone(), until, outcome, date, evidence: args.evidence.clone() }
        }
        (None, Some(probability)) => {
            if review.reviews.mine().forecasts_on(&on).any(|made| made.until == until && made.resolution.is_some()) {
                bail!("your forecast on {on} until {until} has an outcome already; `stratlas review undo` undoes it");
            }
            review.reviews.mine().check_until(&on, until, today())?;
            review.reviews.mine().verdict(&on).map_or(Ok(()), Verdict::check_forecast)?;
            let text = Some(subject.digest(&review.graph.atlas));
            JournalEvent::Forecast { subject: on.clone(), until, probability, text, note: args.note.clone() }
        }
        (None, None) => bail!("a forecast needs `--probability` or `--resolve`"),
    };
    let verdict = review.reviews.mine().verdict(&on).cloned().unwrap_or_default();
    let events = event.with_implied_events(&verdict);
    let is_landed = events.len() > 1;
    let id = review.record(subject, events)?;
    let forecast = review.reviews.mine().forecasts_on(&on).find(|forecast| forecast.until == until);
    let words = forecast.map(Forecast::describe).unwrap_or_default();
    print_line(&format!("recorded {id} {on}: {words}"))?;
    if is_landed {
        let verdict = review.reviews.mine().verdict(&on).map(Verdict::describe).unwrap_or_default();
        print_line(&format!("the signal is now recorded as landed: {verdict}"))?;
    }
    Ok(DONE)
}

/// Undoes the last entry of the reviewer. Returns the exit code.
pub(super) fn undo(context: &CliContext) -> Result<u8> {
    step(context, ["undo", "undid"], |mine| mine.undoable(None), |line| JournalEvent::Undo { line })
}

/// Redoes the entry of the reviewer that was undone last. Returns the exit code.
pub(super) fn redo(context: &CliContext) -> Result<u8> {
    step(context, ["redo", "redid"], |mine| mine.redoable(None), |line| JournalEvent::Redo { line })
}

fn step(
    context: &CliContext,
    [verb, past]: [&str; 2],
    find: fn(&ReviewerHistory) -> Option<UserAction<'_>>,
    event: fn(LineId) -> JournalEvent,
) -> Result<u8> {
    let mut review = ReviewContext::open(context)?;
    let Some(action) = find(review.reviews.mine()) else {
        output::warn(&format!("there is nothing to {verb}"));
        return Ok(FINDINGS);
    };
    let line = |line: &LineId| {
        let undone = review.reviews.line(*line);
        let subject = undone.and_then(Line::subject).unwrap_or_default();
        let words = undone.map(|undone| event_words(&undone.event)).unwrap_or_default();
        text::sanitize(&format!("{past} {line} {subject}: {words}")).into_owned()
    };
    let confirmations: Vec<String> = action.lines.iter().map(line).collect();
    let events = action.lines.iter().map(|&line| event(line)).collect();
    review.append(events)?;
    confirmations.iter().try_for_each(|line| print_line(line))?;
    Ok(DONE)
}
