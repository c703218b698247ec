//! Writing and parsing of lines.

use super::*;

const HEAD: &str = r#""id":"01ARZ3NDEKTSV4RRFFQ69G5FAV","at":"2026-03-01T12:00:00+01:00[Europe/Berlin]","by":"ada""#;

fn line(rest: &str) -> String {
    format!("{{\"v\":1,{HEAD},{rest}}}")
}

fn parse(rest: &str) -> Result<Line, BadLine> {
    Line::parse(&line(rest))
}

#[test]
fn only_what_changed_is_written() {
    let mut scribe = scribe();
    scribe.judge_text("strategy/pause", "abc", |verdict| {
        verdict.stance = Some(ReviewStance::Back);
        verdict.identity.insert(2, Answer::Identity);
    });
    let written = written(&scribe.lines[0]);
    let written = written.as_str();
    let set = r#""kind":"verdict","on":"strategy/pause","text":"ba7816bf8f01cfea414140de5dae2223","set":{"identity":{"2":"identity"},"stance":"back"},"sum":""#;
    assert!(written.contains(set), "{written}");
    assert!(written.starts_with(r#"{"v":1,"id":"01"#), "{written}");
    assert!(written.contains(r#""at":"2026-03-01T12:01:00+00:00[UTC]","by":"ada","edition":"2026.05","#), "{written}");
}

#[test]
fn what_is_taken_away_is_null() {
    let mut before = Verdict { note: Some("n".to_owned()), ..Verdict::default() };
    before.tags.insert("mine".to_owned());
    before.identity.insert(1, Answer::Bet);
    let change = Change::between(&before, &Verdict::default());
    let written = serde_json::to_string(&change).unwrap();
    assert_eq!(written, r#"{"identity":{"1":null},"note":null,"tags":null}"#);
    let read: Change = serde_json::from_str(&written).unwrap();
    assert_eq!(read, change);
    read.apply(&mut before);
    assert!(before.is_empty());
}

#[test]
fn every_kind_of_line_reads_back_as_written() {
    let mut scribe = scribe();
    let start = scribe.start(&["strategy/pause", "strategy/go"]);
    scribe.judge("strategy/pause", |verdict| {
        let landed = Some(DAY);
        verdict.signal =
            Some(Signal { status: Status::Landed, date: landed, evidence: Some("https://example.org/".to_owned()) });
        verdict.next = Some(date(2026, 9, 1));
        verdict.confidence = Percent::new(70);
    });
    let forecast = scribe.forecast("strategy/pause", date(2027, 1, 1), 35);
    scribe.resolve("strategy/pause", date(2027, 1, 1), Outcome::NotLanded, date(2027, 1, 2));
    scribe.write(JournalEvent::Undo { line: forecast });
    scribe.write(JournalEvent::Redo { line: forecast });
    let card = || "strategy/go".to_owned();
    for event in [
        JournalEvent::Show { card: card() },
        JournalEvent::Skip { card: card() },
        JournalEvent::Defer { card: card() },
        JournalEvent::End,
    ] {
        scribe.write(event);
    }
    scribe.write(JournalEvent::Text { digest: Digest::of("t\n\"u\""), body: "t\n\"u\"".to_owned().into() });
    for line in &scribe.lines {
        let written = written(line);
        let read = Line::parse(written.as_str()).unwrap();
        assert_eq!(read.event, line.event, "{}", written.as_str());
        assert_eq!(read.head, line.head);
        assert_eq!(&read, line, "the digests are the same");
        assert!(!written.as_str().contains('\n'));
    }
    assert_eq!(scribe.lines[1].head.session, Some(start));
}

#[test]
fn what_is_not_known_is_kept_and_counts_for_nothing() {
    let newer = parse(
        r#""kind":"verdict","on":"strategy/pause","mood":"dark","set":{"stance":"lean-back","confidence":60,"identity":{"1":"bet","9":"both"},"aura":[1]}"#,
    );
    let line = newer.unwrap();
    let JournalEvent::Verdict { set, .. } = &line.event else { panic!("{line:?}") };
    assert_eq!(set.stance, Edit::Keep);
    assert_eq!(set.confidence, Edit::Set(Percent::new(60).unwrap()));
    assert_eq!(set.identity, [(1, Edit::Set(Answer::Bet))].into());
    let unknown = serde_json::to_value(&set.unknown).unwrap();
    assert_eq!(unknown, serde_json::json!({"stance": "lean-back", "identity": {"9": "both"}, "aura": [1]}));
    assert_eq!(parse(r#""kind":"dance","step":1"#).unwrap().event, JournalEvent::Unknown);
}

#[test]
fn a_known_kind_of_another_form_is_only_allowed_to_newer_versions() {
    let text = line(r#""kind":"undo","lines":["x"]"#);
    assert!(Line::parse(&text).unwrap_err().to_string().contains("missing field `line`"));
    let newer = text.replace("\"v\":1", "\"v\":2");
    assert_eq!(Line::parse(&newer).map(|line| (line.version, line.event)), Ok((2, JournalEvent::Unknown)));
}

#[test]
fn what_is_no_line_says_why() {
    for (text, why) in [
        ("{", "EOF"),
        ("[]", "invalid type"),
        ("{}", "no version"),
        (r#"{"v":1,"kind":"end"}"#, "missing field `id`"),
        (&line(r#""kind":"end""#).replace("01ARZ", "01ARU"), "not a valid id"),
        (&line(r#""kind":"end""#).replace("+01:00[Europe/Berlin]", ""), "is not a timestamp"),
        (&line(r#""kind":"forecast","on":"strategy/pause","until":"2027-01-01","probability":101"#), "more than 100"),
    ] {
        let error = Line::parse(text).unwrap_err().to_string();
        assert!(error.contains(why), "{text}: {error}");
    }
}

#[test]
fn a_line_that_was_changed_after_it_was_written_is_noticed() {
    let mut scribe = scribe();
    scribe.judge("strategy/pause", |verdict| verdict.note = Some(r#"a note with ,"sum":"00000000"}"#.to_owned()));
    let written = written(&scribe.lines[0]);
    let written = written.as_str();
    assert!(Line::parse(written).is_ok());
    let (rest, sum) = written.rsplit_once(",\"sum\":\"").expect("it has a checksum");
    let without = format!("{rest}}}");
    assert_eq!(sum, format!("{}\"}}", &Digest::of(&without).to_string()[..8]));
    assert!(Line::parse(&without).is_ok(), "a line of an earlier version has none");
    for changed in [
        written.replacen("a note", "a vote", 1),
        written.replacen("\"by\":\"ada\"", "\"by\":\"adb\"", 1),
        written.replacen(",\"by\"", ", \"by\"", 1),
        without.replacen("{\"v\":1", "{\"sum\":\"00000000\",\"v\":1", 1),
        without.replacen("{\"v\":1", "{\"sum\":7,\"v\":1", 1),
    ] {
        assert!(changed != written && changed != without);
        let said = Line::parse(&changed).unwrap_err().to_string();
        assert!(said.starts_with("its checksum does not fit"), "{changed}: {said}");
    }
}

#[test]
fn a_line_of_a_long_journal_takes_little_memory() {
    // 200,000 lines are in memory at once; a rare event must not make each of them larger.
    assert!(size_of::<JournalEvent>() <= 80, "{}", size_of::<JournalEvent>());
    assert!(size_of::<Line>() <= 224, "{}", size_of::<Line>());
}
