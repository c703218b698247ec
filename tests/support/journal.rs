//! Journals as they could be, made up: the same for the same seed.

use std::fmt::Write;
use std::sync::LazyLock;

use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use stratlas::data;
use stratlas::model::Atlas;
use stratlas::review::{
    Card, Change, Digest, Head, JournalEvent, LineId, Outcome, Percent, ReviewStance, SessionStart, Signal, Status,
    Subject, Verdict, WrittenLine, ZonedTimestamp,
};

/// Numbers by chance, the same for the same seed (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((bits ^ (bits >> 31)) % limit as u64).expect("it is below a small number")
    }
}

/// A writer of lines, one every hour and a half.
struct Writer<'a> {
    by: &'a str,
    now: Timestamp,
    last: Option<LineId>,
    session: Option<LineId>,
    lines: String,
}

impl Writer<'_> {
    fn write(&mut self, event: JournalEvent) -> LineId {
        self.now += 90.minutes();
        let mut chance = [0; 10];
        chance[..6].copy_from_slice(&Digest::of(self.by).to_string().as_bytes()[..6]);
        let id = LineId::next(self.last, self.now, chance);
        self.last = Some(id);
        let at = ZonedTimestamp::new(&self.now.to_zoned_datetime(TimeZone::UTC));
        let edition = Some("2026.05".into());
        let head = Head { id, at, by: self.by.into(), session: self.session, edition, batch: None };
        writeln!(self.lines, "{}", WrittenLine::new(head, event).as_str()).expect("a string takes everything");
        id
    }
}

/// The journal of `by` who makes up `count` verdicts on the embedded atlas from `seed`, with a session, forecasts, changes
/// of mind and an undo among them.
pub(crate) fn journal(by: &str, seed: u64, count: usize) -> String {
    static ATLAS: LazyLock<Atlas> = LazyLock::new(|| data::embedded().expect("the embedded atlas"));
    let atlas: &Atlas = &ATLAS;
    let subjects: Vec<Subject> = Subject::strategies(atlas).take(20).collect();
    let mut chance = Chance(seed);
    let mut writer = Writer {
        by,
        now: "2026-01-05T09:00:00Z".parse().expect("a time"),
        last: None,
        session: None,
        lines: String::new(),
    };
    let queue = subjects.iter().map(|subject| Card::plain(subject.path(atlas))).collect();
    writer.session = Some(writer.write(JournalEvent::Start(
        SessionStart { queue, order: "name".to_owned(), ..SessionStart::default() }.into(),
    )));
    let until = date(2026, 3, 1);
    for n in 0..count {
        let subject = subjects[if n < subjects.len() { n } else { chance.below(subjects.len()) }];
        let (on, body) = (subject.path(atlas), subject.text(atlas));
        let text = Some(Digest::of(&body));
        if n < subjects.len() {
            writer.write(JournalEvent::Text { digest: Digest::of(&body), body: body.into() });
        }
        // One is held on to although its signal has landed.
        let (stance, status) = match n {
            2 => (ReviewStance::Back, Status::Landed),
            _ => (ReviewStance::ALL[chance.below(4)], Status::ALL[chance.below(3)]),
        };
        let day = date(2026, 1, 10);
        let verdict = Verdict {
            stance: Some(stance),
            confidence: Percent::new(u8::try_from(chance.below(21) * 5).expect("at most 100")),
            signal: subject.has_signal(atlas).then(|| Signal {
                status,
                date: (status == Status::Landed).then_some(day),
                evidence: (status == Status::Landed).then(|| "https://example.org/evidence".to_owned()),
            }),
            note: (n % 5 == 0).then(|| format!("A thought of {by}, number {n}.")),
            ..Verdict::default()
        };
        let set = Change::between(&Verdict::default(), &verdict);
        let line = writer.write(JournalEvent::Verdict { subject: on.clone(), text, set: set.into() });
        if n % 13 == 12 {
            writer.write(JournalEvent::Undo { line });
        }
        if n < subjects.len() && subject.has_signal(atlas) {
            let probability = Percent::new(u8::try_from(chance.below(11) * 10).expect("at most 100")).expect("a share");
            writer.write(JournalEvent::Forecast { subject: on.clone(), until, probability, text, note: None });
            if n % 4 != 0 {
                let landed = chance.below(100) < usize::from(probability.get());
                let outcome = if landed { Outcome::Landed } else { Outcome::NotLanded };
                writer.write(JournalEvent::Resolve { subject: on, until, outcome, date: until, evidence: None });
            }
        }
    }
    writer.write(JournalEvent::End);
    writer.lines
}
