//! Verdicts of the reviewer (the user) on pages: badges in lists, and sections on the pages of records.

use jiff::civil::Date;

use crate::document::{
    Badge, BadgeKind, Block, Fact, Heading, Inline, Item, MAX_ITEMS, PageBuilder, Span, Target, fact, join_dots, plain,
    quiet, web,
};
use crate::model::{Atlas, Entity, PersonId, StrategyId};
use crate::page::PageContext;
use crate::page::parts::inline::{links, to};
use crate::page::parts::{sightings, team};
use crate::place::{Overview, Place};
use crate::review::{
    Card, Change, Edit, Forecast, IdentityScore, JournalEvent, Judged, Judgment, ReviewSession, ReviewStance, Signal,
    Subject, Verdict, VerdictStep, is_identity,
};
use crate::text::collapse_whitespace;

/// Notice about a strategy that the reviewer still backs after marking its signal as landed (observed).
pub(in crate::page) const STILL_BACKED: &str =
    "You still back this although you marked its falsification signal as landed: is it a bet, or an identity?";
/// Notice about a verdict that was recorded on an earlier text of its subject.
const STALE: &str = "The text has changed since this verdict.";
/// Stances in the order in which counts of verdicts show them.
pub(in crate::page) const STANCES: [ReviewStance; 4] =
    [ReviewStance::Back, ReviewStance::Doubt, ReviewStance::Reject, ReviewStance::Undecided];

impl<'a> PageContext<'a> {
    /// Returns the reviewer's verdict on the subject at `path` with its history; `None` without a verdict or if a blind
    /// session hides it.
    pub(in crate::page) fn judged(&self, path: &str) -> Option<&'a Judged> {
        self.reviews.seen(path)
    }

    /// Returns the current card of the open review session; `None` unless `place` is the page that shows the card.
    pub fn card_at(&self, place: Place) -> Option<&'a Card> {
        let card = self.reviews.mine().open_session().and_then(ReviewSession::current);
        card.filter(|_| place == Place::Overview(Overview::Review))
    }

    /// Returns the reviewer's verdict on a strategy; `None` without a verdict or if a blind session hides it.
    pub fn verdict_on(&self, strategy: StrategyId) -> Option<&'a Verdict> {
        // Without any verdict, which is the most common case, the path of the strategy need not be computed.
        self.reviews.mine().verdicts().next()?;
        let path = Subject::Strategy(strategy).path(&self.graph.atlas);
        self.judged(&path).map(|judged| &judged.verdict)
    }

    /// Returns those of `strategies` that the reviewer still backs although their falsification signal has landed.
    pub fn held_as_identity(&self, strategies: &[StrategyId]) -> Vec<StrategyId> {
        strategies.iter().copied().filter(|&id| self.verdict_on(id).is_some_and(is_identity)).collect()
    }
}

/// Adds a badge with the reviewer's verdict to each list item that starts with a link to a strategy.
pub(in crate::page) fn mark(context: &PageContext<'_>, blocks: &mut [Block]) {
    if context.reviews.mine().verdicts().next().is_none() {
        return;
    }
    for block in blocks {
        let Block::List(items) = block else { continue };
        for item in items.iter_mut().filter(|item| item.badges.iter().all(|badge| badge.kind != BadgeKind::Verdict)) {
            if let Some(Target::Place(Place::Entity(Entity::Strategy(id)))) =
                item.text.iter().find_map(|span| span.to.as_ref())
            {
                item.badges.extend(context.verdict_on(*id).map(badge));
            }
        }
    }
}

/// Adds the verdicts of other reviewers on the subject at `path` and the consensus on it; while these are hidden, adds
/// only the number of reviewers who have judged it.
pub(in crate::page) fn of_others(page: &mut PageBuilder, context: &PageContext<'_>, path: &str) {
    let others: Vec<(&str, &Verdict)> =
        if context.for_others { Vec::new() } else { context.reviews.others_on(path).collect() };
    if context.reviews.hides_others(path) && !others.is_empty() {
        let judged = if others.len() == 1 {
            "1 other judged this".to_owned()
        } else {
            format!("{} others judged this", others.len())
        };
        let key = context.keys.get("show-others").map(|key| format!(" · {key} shows")).unwrap_or_default();
        page.notice(format!("{judged}{key}"));
        return;
    }
    let items = others
        .into_iter()
        .map(|(name, verdict)| Item::new(plain(name), team::other_words(context.reviews, (name, path), verdict)));
    page.section(Heading::section("Verdicts of others"), items.collect::<Vec<_>>());
    team::settled(page, context, path);
}

/// Adds the sections on the verdicts on a strategy: those of others, the reviewer's own, and its history.
pub(in crate::page) fn sections(page: &mut PageBuilder, context: &PageContext<'_>, id: StrategyId) {
    let path = Subject::Strategy(id).path(&context.graph.atlas);
    of_others(page, context, &path);
    let Some(judged) = context.judged(&path) else { return };
    page.heading(Heading::section("Your verdict").marked(last_changed(judged, context.today)));
    if is_identity(&judged.verdict) {
        page.warning(STILL_BACKED);
    }
    add_verdict(page, context, &path, judged);
    sightings::section(page, judged);
    history(page, context, (&path, judged));
}

/// Returns a one-line summary of the verdict on a strategy: `back 70% · 12 days ago · review in 18 days`.
pub(in crate::page) fn summary(context: &PageContext<'_>, id: StrategyId) -> Inline {
    let path = Subject::Strategy(id).path(&context.graph.atlas);
    let Some(judged) = context.judged(&path) else { return Inline::new() };
    let next = judged.verdict.next.map(|next| format!("review {}", until(next, context.today)));
    join_dots([plain(judged.verdict.describe()), quiet(last_changed(judged, context.today)), plain(next)])
}

/// Adds the section on the verdicts on the positions of a person.
pub(in crate::page) fn on_positions(page: &mut PageBuilder, context: &PageContext<'_>, person: PersonId) {
    let atlas = &context.graph.atlas;
    let judged = (0..).zip(&atlas.people[person].positions).filter_map(|(at, position)| {
        let path = Subject::Position(person, at).path(atlas);
        context.judged(&path).map(|judged| (position.tag, path, judged))
    });
    let judged: Vec<_> = judged.collect();
    if judged.is_empty() {
        return;
    }
    page.heading(Heading::section("Your verdicts on the record").counting(judged.len()));
    for (tag, path, judged) in judged {
        page.heading(Heading::group(to(atlas, tag)).marked(last_changed(judged, context.today)));
        add_verdict(page, context, &path, judged);
        page.facts([fact("Consensus", team::summary(context, &path))]);
        if judged.steps.len() > 1 {
            page.facts(steps(context, (&path, judged)));
        }
    }
}

/// Adds the sections on the verdicts on the commitment or shared claim at `path`: those of others, the reviewer's own,
/// and its history.
pub(in crate::page) fn on_commitment(page: &mut PageBuilder, context: &PageContext<'_>, path: &str) {
    of_others(page, context, path);
    let Some(judged) = context.judged(path) else { return };
    page.heading(Heading::section("Your verdict").marked(last_changed(judged, context.today)));
    add_verdict(page, context, path, judged);
    history(page, context, (path, judged));
}

fn last_changed(judged: &Judged, today: Date) -> String {
    judged.last().map(|step| ago(step.at.date(), today)).unwrap_or_default()
}

/// Describes the next review date of a verdict: `2026-12-27, in 200 days (by rule)`; `None` if there is none.
fn review_date(judged: &Judged, today: Date) -> Option<String> {
    let rule = if judged.is_review_date_auto() { " (by rule)" } else { "" };
    judged.open_review_date().map(|next| format!("{next}, {}{rule}", until(next, today)))
}

/// Adds a verdict as facts; a note of several lines follows below.
fn add_verdict(page: &mut PageBuilder, context: &PageContext<'_>, path: &str, judged: &Judged) {
    if is_stale(context, path, judged) {
        page.warning(STALE);
    }
    let verdict = &judged.verdict;
    let is_after_seeing = context.reviews.has_judged_after_seeing(context.reviews.me(), path);
    let (long, short): (Option<&String>, Option<&String>) = match &verdict.note {
        Some(note) if note.contains('\n') => (Some(note), None),
        note => (None, note.as_ref()),
    };
    let mut facts = vec![
        fact("Verdict", join_dots([plain(verdict.describe()), quiet(is_after_seeing.then_some(team::AFTER_SEEING))])),
        fact("Signal", verdict.signal.as_ref().map(signal_line)),
        fact("Bet or identity", (!verdict.identity.is_empty()).then(|| score(verdict))),
        fact("Tags", verdict.tags.iter().map(String::as_str).collect::<Vec<_>>().join(", ")),
        fact("Note", short),
        fact("Review date", review_date(judged, context.today)),
    ];
    let forecasts = context.reviews.mine().forecasts_on(path);
    facts.extend(forecasts.map(|forecast| fact("Forecast", forecast_line(forecast, context.today))));
    page.facts(facts);
    if let Some(note) = long {
        page.heading(Heading::group("Note"));
        note.lines().for_each(|line| page.paragraph(line));
    }
}

/// Returns whether the text of the subject at `path` has changed since the verdict.
pub(in crate::page) fn is_stale(context: &PageContext<'_>, path: &str, judged: &Judged) -> bool {
    let atlas = &context.graph.atlas;
    Subject::find(atlas, path).is_some_and(|subject| judged.is_stale(subject.digest(atlas)))
}

/// Adds a warning that names those of `strategies` that the reviewer still backs although their falsification signal has
/// landed.
pub(in crate::page) fn still_backed(page: &mut PageBuilder, context: &PageContext<'_>, strategies: &[StrategyId]) {
    let backed = context.held_as_identity(strategies);
    if !backed.is_empty() {
        let mut line = vec![Span::plain("Bet or identity? Backed although the signal landed: ")];
        line.extend(links(&context.graph.atlas, backed));
        page.warning(line);
    }
}

/// Describes how many questions of the identity diagnostic the verdict answers as someone would for whom the strategy
/// is an identity.
pub(in crate::page) fn score(verdict: &Verdict) -> String {
    let score = IdentityScore::of(verdict);
    match score.bet + score.identity {
        0 => "none of the questions answered yet".to_owned(),
        answered => format!("{} of {answered} answers are those of an identity", score.identity),
    }
}

/// Returns a forecast in one line, with the evidence for its outcome and its note.
pub(in crate::page) fn forecast_line(forecast: &Forecast, today: Date) -> Inline {
    let mut line = plain(forecast_words(forecast, today));
    if let Some(text) = forecast.resolution.as_ref().and_then(|resolution| resolution.evidence.as_deref()) {
        line.push(Span::plain(": "));
        line.extend(evidence(text));
    }
    line.extend(forecast.note().map(|note| Span::quiet(format!(" “{}”", collapse_whitespace(note)))));
    line
}

/// Describes a forecast: `30% by 2027-06-01 (in 6 months)`, or with its outcome: `30% by 2027-06-01 (landed on
/// 2027-03-02)`.
pub fn forecast_words(forecast: &Forecast, today: Date) -> String {
    let outcome = match &forecast.resolution {
        Some(resolution) => resolution.describe(),
        None => until(forecast.until, today),
    };
    let probability = forecast.probability().map(|probability| format!("{probability} ")).unwrap_or_default();
    format!("{probability}by {} ({outcome})", forecast.until)
}

/// Returns the notice that a blind session hides the reviewer's verdict, if there is one.
pub(in crate::page) fn hidden_notice(context: &PageContext<'_>, path: &str) -> &'static str {
    match context.reviews.mine().verdict(path) {
        Some(_) => "A blind session: your earlier verdict is hidden until you record a stance.",
        None => "A blind session.",
    }
}

/// Adds the latest steps of the history of a verdict, last one first, if there is more than one.
pub(in crate::page) fn history(page: &mut PageBuilder, context: &PageContext<'_>, (path, judged): (&str, &Judged)) {
    if judged.steps.len() > 1 {
        page.heading(Heading::section("History of your verdict").counting(judged.steps.len()));
        page.facts(steps(context, (path, judged)));
    }
}

fn steps<'a>(
    context: &'a PageContext<'_>,
    (path, judged): (&'a str, &'a Judged),
) -> impl Iterator<Item = Fact> + use<'a> {
    let reviews = context.reviews;
    judged.steps.iter().rev().take(MAX_ITEMS).map(move |step| {
        let is_after_seeing = reviews.is_after_seeing(reviews.me(), path, step);
        fact(step.at.short(), step_words(step, is_after_seeing))
    })
}

/// Returns the badge of a verdict.
pub(in crate::page) fn badge(verdict: &Verdict) -> Badge {
    let short = verdict.judgment().map_or("no stance", Judgment::as_str);
    let tone = verdict.judgment().map(team::tone);
    Badge { kind: BadgeKind::Verdict, short: short.to_owned(), label: format!("your verdict: {short}"), tone }
}

/// Returns a sign for a verdict that is one column wide.
pub fn glyph(verdict: &Verdict) -> &'static str {
    match verdict.stance {
        Some(ReviewStance::Back) => "✓",
        Some(ReviewStance::Doubt) => "?",
        Some(ReviewStance::Reject) => "✗",
        Some(ReviewStance::Undecided) => "○",
        None => "•",
    }
}

/// Returns the date of an observed signal and its evidence: `2026-11-02, https://…`.
pub(in crate::page) fn signal_line(signal: &Signal) -> Inline {
    join_dots([plain(signal.date.map(|date| date.to_string())), plain(signal.evidence.as_deref().map(evidence))])
}

/// Returns evidence, as a link if it is a web address.
pub(in crate::page) fn evidence(text: &str) -> Inline {
    let is_address = text.starts_with("https://") || text.starts_with("http://");
    if is_address { web(text, text) } else { plain(text) }
}

/// Formats the time since a day: `today`, `12 days ago`, `5 months ago`.
pub fn ago(date: Date, today: Date) -> String {
    match days(date, today) {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{} ago", duration(days)),
    }
}

/// Formats the time until a day: `in 12 days`, `today`, `3 days ago`.
pub fn until(date: Date, today: Date) -> String {
    match days(today, date) {
        1 => "tomorrow".to_owned(),
        days if days > 1 => format!("in {}", duration(days)),
        _ => ago(date, today),
    }
}

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

fn duration(days: i32) -> String {
    match days {
        ..60 => format!("{days} days"),
        60..730 => format!("{} months", days / 30),
        _ => format!("{} years", days / 365),
    }
}

/// Describes the parts of a verdict that a change sets: `stance back, confidence 70%`.
fn change_words(change: &Change) -> String {
    let parts = [
        part("stance", &change.stance, ToString::to_string),
        part("confidence", &change.confidence, ToString::to_string),
        part("signal", &change.signal, signal_words),
        part("threshold", &change.threshold, ToString::to_string),
    ];
    let answers = change.identity.iter();
    let answers =
        answers.map(|(question, edit)| part(&format!("question {question}"), edit, |answer| answer.label().to_owned()));
    let rest = [
        part("record", &change.record, ToString::to_string),
        part("commitment", &change.claim, ToString::to_string),
        part("tags", &change.tags, |tags| tags.iter().map(String::as_str).collect::<Vec<_>>().join(" ")),
        part("note", &change.note, |note| note_text(note)),
        part(if change.auto { "review date by rule" } else { "review date" }, &change.next, ToString::to_string),
    ];
    parts.into_iter().chain(answers).chain(rest).flatten().collect::<Vec<_>>().join(", ")
}

/// Describes an edit of the part `label` of a verdict; `None` if the edit keeps the value.
fn part<T>(label: &str, edit: &Edit<T>, words: impl FnOnce(&T) -> String) -> Option<String> {
    match edit {
        Edit::Keep => None,
        Edit::Set(value) => Some(format!("{label} {}", words(value))),
        Edit::Clear => Some(format!("{label} cleared")),
    }
}

/// Describes an event of a journal: `stance back`, `forecast 30% by 2027-06-01`, `forecast by 2027-06-01 did not land`.
pub fn event_words(event: &JournalEvent) -> String {
    match event {
        JournalEvent::Verdict { set, .. } => change_words(set),
        JournalEvent::Forecast { until, probability, .. } => format!("forecast {probability} by {until}"),
        JournalEvent::Consensus(consensus) => format!("consensus {}", consensus.describe()),
        JournalEvent::Accept(acceptance) => format!("accepted an inconsistency: {}", acceptance.what),
        JournalEvent::Resolve { until, outcome, .. } => format!("forecast by {until} {}", outcome.label()),
        _ => String::new(),
    }
}

fn signal_words(signal: &Signal) -> String {
    let rest = [signal.date.map(|date| date.to_string()), signal.evidence.clone()];
    std::iter::once(signal.status.label().to_owned()).chain(rest.into_iter().flatten()).collect::<Vec<_>>().join(" ")
}

fn step_words(step: &VerdictStep, is_after_seeing: bool) -> Inline {
    let marks = [is_after_seeing.then_some(team::AFTER_SEEING), step.undone.then_some("undone")];
    let mut line = plain(change_words(&step.change));
    line.extend(marks.into_iter().flatten().map(|mark| Span::quiet(format!(" ({mark})"))));
    line
}

/// Returns a note in one line, in quotation marks.
pub(in crate::page) fn note_text(note: &str) -> String {
    format!("“{}”", collapse_whitespace(note))
}

/// Returns the place whose page shows a subject of a verdict.
pub(in crate::page) fn place_of(subject: Subject) -> Place {
    match subject {
        Subject::Strategy(id) => Place::from(id),
        Subject::Position(person, _) => Place::from(person),
        Subject::Commitment(id, at) => Place::Commitment(id, at),
        Subject::Claim(id) => Place::Claim(id),
    }
}

/// Returns a link to the subject at `path`, or the path as text if the atlas no longer has the subject.
pub(in crate::page) fn link(atlas: &Atlas, path: &str) -> Span {
    match Subject::find(atlas, path) {
        Some(subject) => Span::link(subject.name(atlas), place_of(subject)),
        None => Span::quiet(path),
    }
}

/// Returns a notice that names the `members` of a portfolio that the reviewer still backs although their signal has
/// landed; empty if there are none.
pub(in crate::page) fn portfolio_notice(context: &PageContext<'_>, members: &[StrategyId]) -> Inline {
    let backed = context.held_as_identity(members);
    if backed.is_empty() {
        return Inline::new();
    }
    let mut line = plain("You still back these although you marked their falsification signals as landed: ");
    line.extend(links(&context.graph.atlas, backed));
    line
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::review::{Status, Threshold};

    #[test]
    fn days_are_written_relative_to_today() {
        let today = date(2026, 11, 25);
        assert_eq!(ago(today, today), "today");
        assert_eq!(ago(date(2026, 11, 24), today), "yesterday");
        assert_eq!(ago(date(2026, 10, 1), today), "55 days ago");
        assert_eq!(ago(date(2026, 8, 12), today), "3 months ago");
        assert_eq!(ago(date(2024, 11, 25), today), "2 years ago");
        assert_eq!(until(date(2026, 11, 26), today), "tomorrow");
        assert_eq!(until(date(2026, 12, 2), today), "in 7 days");
        assert_eq!(until(date(2026, 11, 22), today), "3 days ago");
    }

    #[test]
    fn a_badge_shows_the_stance_alone() {
        let backed = Verdict { stance: Some(ReviewStance::Back), ..Verdict::default() };
        let landed = Verdict { signal: Some(Signal::new(Status::Landed)), ..backed.clone() };
        assert_eq!(badge(&backed), badge(&landed));
        assert_eq!(badge(&landed).label, "your verdict: back");
    }

    #[test]
    fn a_step_lists_the_parts_that_it_changed() {
        let before = Verdict { threshold: Some(Threshold::Near), ..Verdict::default() };
        let signal = Signal { date: Some(date(2026, 11, 2)), ..Signal::new(Status::Landed) };
        let after = Verdict { stance: Some(ReviewStance::Doubt), signal: Some(signal), ..Verdict::default() };
        let change = Change::between(&before, &after);
        assert_eq!(change_words(&change), "stance doubt, signal landed 2026-11-02, threshold cleared");
    }
}
