//! Builder of journals for tests: one line a minute, with increasing ids.

use jiff::civil::Date;

use super::{
    Card, Change, Digest, Head, JournalEvent, Line, LineId, Outcome, Percent, SessionStart, Verdict, ZonedTimestamp,
};

/// Builder of the journal lines of one reviewer.
#[derive(Clone, Debug)]
pub(crate) struct JournalBuilder {
    by: String,
    minutes: i64,
    last: Option<LineId>,
    pub(crate) session: Option<LineId>,
    pub(crate) batch: Option<LineId>,
    pub(crate) lines: Vec<Line>,
}

impl JournalBuilder {
    /// Creates a builder for the reviewer `by` whose clock starts on the day `day`.
    pub(crate) fn new(by: &str, day: Date) -> Self {
        let since = day.to_datetime(jiff::civil::time(12, 0, 0, 0));
        let minutes = jiff::tz::Offset::UTC.to_timestamp(since).unwrap().as_second() / 60;
        Self { by: by.to_owned(), minutes, last: None, session: None, batch: None, lines: Vec::new() }
    }

    /// Advances the clock by `days`.
    pub(crate) fn wait(&mut self, days: i64) -> &mut Self {
        self.minutes += days * 24 * 60;
        self
    }

    /// Advances the clock to that of `other`, unless this clock is already later.
    pub(crate) fn wait_until(&mut self, other: &Self) -> &mut Self {
        self.minutes = self.minutes.max(other.minutes);
        self
    }

    /// Writes a line for `event`. Returns the id of the line.
    pub(crate) fn write(&mut self, event: JournalEvent) -> LineId {
        self.minutes += 1;
        let now = jiff::Timestamp::from_second(self.minutes * 60).unwrap();
        let mut chance = [0; 10];
        chance[..8].copy_from_slice(&Digest::of(&self.by).to_string().as_bytes()[..8]);
        let id = LineId::next(self.last, now, chance);
        self.last = Some(id);
        let at = ZonedTimestamp::new(&now.to_zoned_datetime(jiff::tz::TimeZone::UTC));
        let edition = Some("2026.05".into());
        let head = Head { id, at, by: self.by.as_str().into(), session: self.session, edition, batch: self.batch };
        self.lines.push(Line::new(head, event));
        id
    }

    /// Writes a verdict on `subject`, judged by the text `text`; `say` sets the parts of the verdict. Returns the id of
    /// the line.
    pub(crate) fn judge_text(&mut self, subject: &str, text: &str, say: impl FnOnce(&mut Verdict)) -> LineId {
        let mut verdict = Verdict::default();
        say(&mut verdict);
        let set = Change::between(&Verdict::default(), &verdict);
        self.write(JournalEvent::Verdict { subject: subject.to_owned(), text: Some(Digest::of(text)), set: set.into() })
    }

    /// Writes a verdict on `subject`; `say` sets its parts. Returns the id of the line.
    pub(crate) fn judge(&mut self, subject: &str, say: impl FnOnce(&mut Verdict)) -> LineId {
        self.judge_text(subject, "", say)
    }

    /// Writes an estimate that the signal of `subject` lands by `until` with `probability` percent. Returns the id of
    /// the line.
    pub(crate) fn forecast(&mut self, subject: &str, until: Date, probability: u8) -> LineId {
        let probability = Percent::new(probability).unwrap();
        self.write(JournalEvent::Forecast { subject: subject.to_owned(), until, probability, text: None, note: None })
    }

    /// Writes the `outcome`, dated `date`, of the forecast on `subject` that ends on `until`. Returns the id of the
    /// line.
    pub(crate) fn resolve(&mut self, subject: &str, until: Date, outcome: Outcome, date: Date) -> LineId {
        self.write(JournalEvent::Resolve { subject: subject.to_owned(), until, outcome, date, evidence: None })
    }

    /// Writes the start of a session with the subjects `cards`. Returns the id of the line.
    pub(crate) fn start(&mut self, cards: &[&str]) -> LineId {
        self.session = None;
        let queue = cards.iter().copied().map(Card::plain).collect();
        let start = SessionStart { queue, order: "name".to_owned(), ..SessionStart::default() };
        let id = self.write(JournalEvent::Start(start.into()));
        self.session = Some(id);
        id
    }
}
