//! What the reviewer says of a strategy or a position, wherever a page shows it: a quiet badge in lists, words on pages.

use jiff::civil::Date;

use crate::model::{Atlas, Entity, PersonId, StrategyId, TagId};
use crate::review::{
    Card, Change, Edit, Forecast, JournalEvent, Judged, ReviewSession, ReviewStance, Signal, Subject, Verdict,
    VerdictStep, is_identity,
};
use crate::text;

use crate::document::{
    Badge, BadgeKind, Block, Fact, Heading, Inline, MAX_ITEMS, PageBuilder, Span, Target, fact, join_commas, join_dots,
    plain, web,
};
use crate::page::PageContext;
use crate::page::parts::inline::to;
use crate::page::reviews::is_stale;
use crate::page::signals::score;
use crate::place::{Overview, Place};

impl<'a> PageContext<'a> {
    /// What the reviewer has recorded of the thing at `path`, step by step, as far as it may be seen.
    pub(in crate::page) fn judged(&self, path: &str) -> Option<&'a Judged> {
        self.reviews.seen(path)
    }

    /// The card of the review that is going on, if `place` shows it.
    pub fn card_at(&self, place: Place) -> Option<&'a Card> {
        let card = self.reviews.mine().open_session().and_then(ReviewSession::current);
        card.filter(|_| place == Place::Overview(Overview::Review))
    }

    /// What the reviewer says of a strategy.
    pub fn verdict_on(&self, strategy: StrategyId) -> Option<&'a Verdict> {
        // Most atlases are looked at without a single verdict.
        self.reviews.mine().verdicts().next()?;
        let path = Subject::Strategy(strategy).path(&self.graph.atlas);
        self.judged(&path).map(|judged| &judged.verdict)
    }

    /// The strategies among `strategies` that the reviewer still backs although their signal has landed.
    pub fn held_as_identity(&self, strategies: &[StrategyId]) -> Vec<StrategyId> {
        strategies.iter().copied().filter(|&id| self.verdict_on(id).is_some_and(is_identity)).collect()
    }
}

/// Marks every strategy that a list names first with what the reviewer says of it.
pub(in crate::page) fn mark(context: PageContext<'_>, blocks: &mut [Block]) {
    if context.reviews.mine().verdicts().next().is_none() {
        return;
    }
    for block in blocks {
        let Block::List(items) = block else { continue };
        for item in items.iter_mut().filter(|item| item.badges.iter().all(|badge| badge.kind != BadgeKind::Verdict)) {
            if let Some(Target::Place(Place::Entity(Entity::Strategy(id)))) =
                item.text.first().and_then(|span| span.to.as_ref())
            {
                item.badges.extend(context.verdict_on(*id).map(badge));
            }
        }
    }
}

/// The sections of a strategy's page about its verdict: as it stands, and how it came about.
pub(in crate::page) fn sections(page: &mut PageBuilder, context: PageContext<'_>, id: StrategyId) {
    let path = Subject::Strategy(id).path(&context.graph.atlas);
    let Some(judged) = context.judged(&path) else { return };
    let verdict = &judged.verdict;
    let when = judged.last().map(|step| ago(step.at.date(), context.today)).unwrap_or_default();
    page.heading(Heading::section("Your verdict").marked(when));
    if is_identity(verdict) {
        page.notice(FLAG);
    }
    if is_stale(context, &path, judged) {
        page.notice("The text has changed since: the verdict is of an older one.");
    }
    page.facts(facts(context, &path, verdict));
    long_note(page, verdict);
    history(page, judged);
}

/// The section of a person's page about what they are on the record for: each verdict as it stands, and how it came about.
pub(in crate::page) fn on_positions(page: &mut PageBuilder, context: PageContext<'_>, person: PersonId) {
    let atlas = &context.graph.atlas;
    let held = (0..).zip(&atlas.people[person].positions);
    let judged: Vec<(TagId, String, &Judged)> = held
        .filter_map(|(at, position)| {
            let path = Subject::Position(person, at).path(atlas);
            let judged = context.judged(&path)?;
            Some((position.tag, path, judged))
        })
        .collect();
    if judged.is_empty() {
        return;
    }
    page.heading(Heading::section("Your verdicts on the record").counting(judged.len()));
    for (tag, path, judged) in judged {
        let when = judged.last().map(|step| ago(step.at.date(), context.today)).unwrap_or_default();
        page.heading(Heading::group(vec![to(atlas, tag)]).marked(when));
        if is_stale(context, &path, judged) {
            page.notice("The text has changed since: the verdict is of an older one.");
        }
        page.facts(facts(context, &path, &judged.verdict));
        long_note(page, &judged.verdict);
        if judged.steps.len() > 1 {
            page.facts(steps(judged));
        }
    }
}

/// What a verdict says, part by part.
fn facts(context: PageContext<'_>, path: &str, verdict: &Verdict) -> Vec<Fact> {
    let mut facts = vec![fact("Verdict", plain(verdict.words()))];
    let signal = verdict.signal.as_ref().map(seen).unwrap_or_default();
    facts.push(fact("Signal", signal));
    if !verdict.identity.is_empty() {
        facts.push(fact("Bet or identity", plain(score(verdict))));
    }
    facts.push(fact("Tags", plain(verdict.tags.iter().map(String::as_str).collect::<Vec<_>>().join(", "))));
    facts.push(fact("Note", plain(verdict.note.as_deref().filter(|note| !is_long(note)).unwrap_or_default())));
    let next = verdict.next.map(|next| format!("{next}, {}", until(next, context.today)));
    facts.push(fact("Look again", plain(next.unwrap_or_default())));
    let forecasts = context.reviews.mine().forecasts_on(path);
    facts.extend(forecasts.map(|forecast| fact("Forecast", forecast_line(forecast, context.today))));
    facts.retain(|fact| !fact.value.is_empty());
    facts
}

/// Whether a note has several lines, which stand below the rest.
fn is_long(note: &str) -> bool {
    note.contains('\n')
}

/// A note of several lines, each a paragraph.
fn long_note(page: &mut PageBuilder, verdict: &Verdict) {
    if let Some(note) = verdict.note.as_deref().filter(|note| is_long(note)) {
        page.heading(Heading::group(plain("Note")));
        note.lines().for_each(|line| page.paragraph(line));
    }
}

/// A forecast in a line, with what shows how it came out, and with the note on it.
pub(in crate::page) fn forecast_line(forecast: &Forecast, today: Date) -> Inline {
    let shown = forecast.resolution.as_ref().and_then(|resolution| resolution.evidence.as_deref());
    let mut line = plain(forecast_words(forecast, today));
    if let Some(shown) = shown {
        line.push(Span::plain(": "));
        line.extend(evidence(shown));
    }
    if let Some(note) = forecast.note() {
        line.push(Span::quiet(format!(" “{}”", text::collapse_whitespace(note))));
    }
    line
}

/// A forecast in a line: `30% by 2027-06-01 (in 6 months)`, or how it came out: `30% by 2027-06-01 (landed on 2027-03-02)`.
pub fn forecast_words(forecast: &Forecast, today: Date) -> String {
    let how = match &forecast.resolution {
        Some(resolution) => resolution.words(),
        None => until(forecast.until, today),
    };
    let likely = forecast.probability().map(|likely| format!("{likely} ")).unwrap_or_default();
    format!("{likely}by {} ({how})", forecast.until)
}

/// What is said while a blind session hides an earlier verdict.
pub(in crate::page) fn is_hidden_notice(context: PageContext<'_>, path: &str) -> &'static str {
    match context.reviews.mine().verdict(path) {
        Some(_) => "A blind session: what you said before of this stays hidden until you take a stance.",
        None => "A blind session.",
    }
}

/// Every step on the way to a verdict, the last one first.
pub(in crate::page) fn history(page: &mut PageBuilder, judged: &Judged) {
    if judged.steps.len() < 2 {
        return;
    }
    page.heading(Heading::section("How you came to it").counting(judged.steps.len()));
    page.facts(steps(judged));
}

fn steps(judged: &Judged) -> Vec<Fact> {
    judged.steps.iter().rev().take(MAX_ITEMS).map(|step| fact(step.at.short(), step_words(step))).collect()
}

/// A verdict in a word.
pub(in crate::page) fn badge(verdict: &Verdict) -> Badge {
    let short = match (verdict.stance, verdict.record) {
        (Some(stance), _) => stance.as_str(),
        (None, Some(check)) => check.as_str(),
        (None, None) => "no stance",
    };
    Badge { kind: BadgeKind::Verdict, short: short.to_owned(), label: format!("your verdict: {short}") }
}

/// A verdict in one column, for lists without room for a word.
pub fn glyph(verdict: &Verdict) -> &'static str {
    match verdict.stance {
        Some(ReviewStance::Back) => "✓",
        Some(ReviewStance::Doubt) => "?",
        Some(ReviewStance::Reject) => "✗",
        Some(ReviewStance::Undecided) => "○",
        None => "•",
    }
}

/// When a signal was seen and what shows it: `2026-11-02, https://…`.
pub(in crate::page) fn seen(signal: &Signal) -> Inline {
    let date = signal.date.map(|date| plain(date.to_string())).unwrap_or_default();
    let evidence = signal.evidence.as_deref().map(evidence).unwrap_or_default();
    join_dots([date, evidence])
}

/// Evidence leads to the web where it is an address, and else is words.
pub(in crate::page) fn evidence(text: &str) -> Inline {
    let is_address = text.starts_with("https://") || text.starts_with("http://");
    if is_address { web(text, text) } else { plain(text) }
}

/// How long ago a day was: `today`, `12 days ago`, `5 months ago`.
pub fn ago(date: Date, today: Date) -> String {
    match days(date, today) {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{} ago", span(days)),
    }
}

/// How far off a day is: `in 12 days`, `today`, `3 days ago`.
pub fn until(date: Date, today: Date) -> String {
    match days(today, date) {
        1 => "tomorrow".to_owned(),
        days if days > 1 => format!("in {}", span(days)),
        _ => ago(date, today),
    }
}

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

fn span(days: i32) -> String {
    match days {
        ..60 => format!("{days} days"),
        60..730 => format!("{} months", days / 30),
        _ => format!("{} years", days / 365),
    }
}

/// What is called out where a strategy is still backed although its signal has landed.
pub(in crate::page) const FLAG: &str =
    "You still back this although you have marked its falsification signal as landed: is it a bet, or an identity?";

/// What a step of a history changed, part by part: `stance back, confidence 70%`.
pub(in crate::page) fn changes(change: &Change) -> String {
    let mut parts = Vec::new();
    let mut tell = |label: &str, said: Edit<String>| match said {
        Edit::Keep => {}
        Edit::Set(value) => parts.push(format!("{label} {value}")),
        Edit::Clear => parts.push(format!("{label} taken away")),
    };
    tell("stance", said(&change.stance, ToString::to_string));
    tell("confidence", said(&change.confidence, ToString::to_string));
    tell("signal", said(&change.signal, signal_words));
    tell("threshold", said(&change.threshold, ToString::to_string));
    for (question, answer) in &change.identity {
        tell(&format!("question {question}"), said(answer, |answer| answer.label().to_owned()));
    }
    tell("record", said(&change.record, ToString::to_string));
    tell("tags", said(&change.tags, |tags| tags.iter().map(String::as_str).collect::<Vec<_>>().join(" ")));
    tell("note", said(&change.note, |note| format!("“{}”", text::collapse_whitespace(note))));
    tell("look again", said(&change.next, ToString::to_string));
    parts.join(", ")
}

/// What an event says of a thing: `stance back`, `forecast 30% by 2027-06-01`, `forecast by 2027-06-01 did not land`.
pub fn event_words(event: &JournalEvent) -> String {
    match event {
        JournalEvent::Verdict { set, .. } => changes(set),
        JournalEvent::Forecast { until, probability, .. } => format!("forecast {probability} by {until}"),
        JournalEvent::Resolve { until, outcome, .. } => format!("forecast by {until} {}", outcome.label()),
        _ => String::new(),
    }
}

/// An edit with its value in words.
fn said<T>(edit: &Edit<T>, words: impl FnOnce(&T) -> String) -> Edit<String> {
    match edit {
        Edit::Keep => Edit::Keep,
        Edit::Clear => Edit::Clear,
        Edit::Set(value) => Edit::Set(words(value)),
    }
}

fn signal_words(signal: &Signal) -> String {
    let rest = [signal.date.map(|date| date.to_string()), signal.evidence.clone()];
    std::iter::once(signal.status.label().to_owned()).chain(rest.into_iter().flatten()).collect::<Vec<_>>().join(" ")
}

/// A step of a history in a line.
pub(in crate::page) fn step_words(step: &VerdictStep) -> Inline {
    let mut line = plain(changes(&step.change));
    if step.undone {
        line.push(Span::quiet(" (taken back)"));
    }
    line
}

/// The place that shows what is judged.
pub(in crate::page) fn place_of(subject: Subject) -> Place {
    match subject {
        Subject::Strategy(id) => Place::from(id),
        Subject::Position(person, _) => Place::from(person),
    }
}

/// What is at `path` as a link; its path alone where the atlas has it no more.
pub(in crate::page) fn link(atlas: &Atlas, path: &str) -> Span {
    match Subject::parse(atlas, path) {
        Ok(subject) => Span::link(subject.name(atlas), place_of(subject)),
        Err(_) => Span::quiet(path),
    }
}

/// A portfolio's notice: which of its members are still backed although their signal has landed.
pub(in crate::page) fn portfolio_flag(context: PageContext<'_>, members: &[StrategyId]) -> Inline {
    let flagged = context.held_as_identity(members);
    if flagged.is_empty() {
        return Inline::new();
    }
    let mut line = plain("You still back what you have marked as falsified by its own signal: ");
    line.extend(join_commas(flagged.into_iter().map(|id| to(&context.graph.atlas, id))));
    line
}

/// The stances in the order they are counted.
pub(in crate::page) const STANCES: [ReviewStance; 4] =
    [ReviewStance::Back, ReviewStance::Doubt, ReviewStance::Reject, ReviewStance::Undecided];

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::review::{Status, Threshold};

    #[test]
    fn days_are_told_as_people_tell_them() {
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
    fn a_badge_stands_for_one_thing_whatever_else_was_said() {
        let backed = Verdict { stance: Some(ReviewStance::Back), ..Verdict::default() };
        let landed = Verdict { signal: Some(Signal::new(Status::Landed)), ..backed.clone() };
        assert_eq!(badge(&backed), badge(&landed));
        assert_eq!(badge(&landed).label, "your verdict: back");
    }

    #[test]
    fn a_step_tells_what_it_changed() {
        let before = Verdict { threshold: Some(Threshold::Near), ..Verdict::default() };
        let signal = Signal { date: Some(date(2026, 11, 2)), ..Signal::new(Status::Landed) };
        let after = Verdict { stance: Some(ReviewStance::Doubt), signal: Some(signal), ..Verdict::default() };
        let change = Change::between(&before, &after);
        assert_eq!(changes(&change), "stance doubt, signal landed 2026-11-02, threshold taken away");
    }
}
