//! Sessions, forecasts, changed texts, due reviews, and the identity check.

use super::*;
use crate::data;
use crate::text::work::assert_near_linear;

fn current(session: &ReviewSession) -> Option<&str> {
    session.current().map(|card| card.subject.as_str())
}

#[test]
fn a_session_goes_on_where_it_was() {
    let mut scribe = scribe();
    let id = scribe.start(&["a", "b", "c", "d"]);
    let at = |scribe: &JournalBuilder| fold(scribe).mine().session(id).unwrap().clone();
    assert_eq!(current(&at(&scribe)), Some("a"));
    scribe.judge("a", |verdict| verdict.stance = Some(ReviewStance::Doubt));
    assert_eq!(current(&at(&scribe)), Some("a"), "one may say more of a card");
    assert_eq!(at(&scribe).next_open().map(|card| card.subject.as_str()), Some("b"));
    scribe.write(JournalEvent::Show { card: "b".to_owned() });
    scribe.write(JournalEvent::Defer { card: "b".to_owned() });
    assert_eq!(current(&at(&scribe)), Some("c"));
    scribe.write(JournalEvent::Skip { card: "c".to_owned() });
    assert_eq!(current(&at(&scribe)), Some("d"));
    scribe.write(JournalEvent::Skip { card: "d".to_owned() });
    assert_eq!(current(&at(&scribe)), Some("b"), "what was deferred comes last");
    let session = at(&scribe);
    assert_eq!(session.progress(), SessionProgress { judged: 1, touched: 0, skipped: 2, waiting: 1, total: 4 });
    assert!(!session.is_done());
    scribe.write(JournalEvent::Show { card: "c".to_owned() });
    scribe.judge("c", |verdict| verdict.note = Some("late".to_owned()));
    assert_eq!(at(&scribe).mark("c"), Some(CardMark::Touched), "a note judges nothing");
    scribe.judge("c", |verdict| verdict.record = Some(Check::Doubt));
    scribe.write(JournalEvent::Skip { card: "b".to_owned() });
    assert!(at(&scribe).is_done());
    assert_eq!(fold(&scribe).mine().open_session().map(|session| session.id), Some(id));
    scribe.write(JournalEvent::End);
    assert_eq!(fold(&scribe).mine().open_session(), None);
    assert!(at(&scribe).ended.is_some());
}

#[test]
fn a_session_of_nothing_is_done() {
    let mut scribe = scribe();
    let id = scribe.start(&[]);
    scribe.write(JournalEvent::Show { card: "a".to_owned() });
    scribe.write(JournalEvent::Defer { card: "a".to_owned() });
    let reviews = fold(&scribe);
    let session = reviews.mine().session(id).unwrap();
    assert_eq!((session.current(), session.next_open(), session.before(), session.is_done()), (None, None, None, true));
}

#[test]
fn what_is_scored_was_said_before_it_was_known() {
    let mut scribe = scribe();
    let until = date(2026, 6, 1);
    scribe.forecast("strategy/pause", until, 30);
    scribe.wait(10).forecast("strategy/pause", until, 40);
    // Landed on 20 March; 90% is estimated after that date but before it was recorded.
    scribe.wait(20).forecast("strategy/pause", until, 90);
    scribe.resolve("strategy/pause", until, Outcome::Landed, date(2026, 3, 20));
    scribe.forecast("strategy/pause", until, 100);
    let reviews = fold(&scribe);
    let forecast = reviews.mine().forecasts().next().unwrap();
    assert_eq!(forecast.scored(), Some((Percent::new(40).unwrap(), true)));
    assert_eq!(forecast.estimates.len(), 4);
}

#[test]
fn nobody_knows_is_not_scored_and_open_is_overdue() {
    let mut scribe = scribe();
    let until = date(2026, 6, 1);
    scribe.forecast("strategy/pause", until, 30);
    let open = fold(&scribe);
    let forecast = open.mine().forecasts().next().unwrap();
    assert!(!forecast.is_overdue(until) && forecast.is_overdue(date(2026, 6, 2)));
    scribe.resolve("strategy/pause", until, Outcome::Void, until);
    let reviews = fold(&scribe);
    let forecast = reviews.mine().forecasts().next().unwrap();
    assert!(forecast.scored().is_none() && !forecast.is_overdue(date(2026, 6, 2)));
}

#[test]
fn what_is_due_says_why_and_the_most_pressing_comes_first() {
    let atlas = atlas();
    let pause = Subject::parse(&atlas, "pause").unwrap();
    let text = pause.text(&atlas);
    let today = date(2026, 8, 1);
    let why = |scribe: &JournalBuilder| {
        let reviews = fold(scribe);
        due(reviews.mine(), &atlas, today).into_iter().map(|item| (item.subject, item.why)).collect::<Vec<_>>()
    };
    let mut scribe = scribe();
    scribe.judge_text("strategy/pause", &text, |verdict| verdict.next = Some(date(2026, 8, 2)));
    scribe.judge("strategy/gone", |verdict| verdict.next = Some(DAY));
    assert_eq!(why(&scribe), []);
    scribe.judge_text("strategy/pause", "another text", |verdict| {
        verdict.next = Some(today);
        verdict.signal = Some(Signal::new(Status::Watching));
    });
    let subject = || "strategy/pause".to_owned();
    let watched = date(2026, 3, 31);
    assert_eq!(why(&scribe), [(subject(), vec![Due::Past(today), Due::Stale, Due::Watched(watched)])]);
    scribe.forecast("strategy/pause", date(2026, 7, 1), 10);
    let expected = vec![Due::Past(today), Due::Forecast(date(2026, 7, 1)), Due::Stale, Due::Watched(watched)];
    assert_eq!(why(&scribe), [(subject(), expected)]);
    let reviews = fold(&scribe);
    let planned = schedule(reviews.mine());
    let expected = [(DAY, "gone"), (watched, "pause"), (date(2026, 7, 1), "pause"), (today, "pause")];
    let planned: Vec<_> = planned.iter().map(|(day, path)| (*day, path.trim_start_matches("strategy/"))).collect();
    assert_eq!(planned, expected);
}

#[test]
fn due_reviews_are_ordered_by_reason_before_address() {
    let atlas = atlas();
    let mut scribe = scribe();
    scribe.judge_text("strategy/go", "another text", |verdict| verdict.stance = Some(ReviewStance::Back));
    let pause = Subject::parse(&atlas, "strategy/pause").unwrap().text(&atlas);
    scribe.judge_text("strategy/pause", &pause, |verdict| verdict.next = Some(date(2026, 7, 1)));
    let reviews = fold(&scribe);
    let order: Vec<String> =
        due(reviews.mine(), &atlas, date(2026, 8, 1)).into_iter().map(|item| item.subject).collect();
    assert_eq!(order, ["strategy/pause", "strategy/go"]);
}

#[test]
fn a_review_closes_by_rule() {
    let atlas = atlas();
    let path = "strategy/pause";
    let text = Subject::parse(&atlas, path).unwrap().text(&atlas);
    let today = date(2026, 8, 1);
    let why = |scribe: &JournalBuilder| {
        due(fold(scribe).mine(), &atlas, today).into_iter().flat_map(|item| item.why).collect::<Vec<_>>()
    };
    let mut scribe = scribe();
    let (past, until) = (date(2026, 6, 1), date(2026, 7, 1));
    scribe.judge_text(path, "another text", |verdict| {
        verdict.stance = Some(ReviewStance::Back);
        verdict.next = Some(past);
        verdict.signal = Some(Signal::new(Status::Watching));
    });
    scribe.forecast(path, until, 10);
    scribe.wait(80).judge_text(path, &text, |verdict| {
        verdict.confidence = Percent::new(70);
        verdict.tags = ["hard".to_owned()].into();
        verdict.note = Some("seen".to_owned());
        verdict.threshold = Some(Threshold::Near);
    });
    let (forecast, watched) = (Due::Forecast(until), Due::Watched(date(2026, 3, 31)));
    assert_eq!(why(&scribe), [Due::Past(past), forecast, Due::Stale, watched], "parts close nothing");
    let stance = scribe.judge_text(path, &text, |verdict| verdict.stance = Some(ReviewStance::Back));
    assert_eq!(why(&scribe), [Due::Past(past), forecast, Due::Watched(date(2026, 6, 19))], "before the date");
    scribe.wait(14).judge_text(path, &text, |verdict| verdict.stance = Some(ReviewStance::Back));
    assert_eq!(why(&scribe), [forecast, Due::Watched(date(2026, 7, 3))], "on or after the date");
    scribe.judge(path, |verdict| verdict.signal = Some(Signal::new(Status::NotSeen)));
    scribe.resolve(path, until, Outcome::NotLanded, until);
    assert_eq!(why(&scribe), []);
    scribe.write(JournalEvent::Undo { line: stance });
    assert_eq!(why(&scribe), [], "the later stance is one on the new text too");
}

#[test]
fn a_verdict_is_of_the_text_that_was_judged() {
    let atlas = atlas();
    let pause = Subject::parse(&atlas, "strategy/pause").unwrap();
    let mut scribe = scribe();
    let body = pause.text(&atlas).replace("Stop for a while.", "Stop for good.");
    scribe.write(JournalEvent::Text { digest: Digest::of(&body), body: body.clone().into() });
    scribe.judge_text("strategy/pause", &body, |verdict| verdict.stance = Some(ReviewStance::Back));
    let reviews = fold(&scribe);
    let judged = reviews.mine().judged("strategy/pause").unwrap();
    assert!(judged.is_stale(pause.digest(&atlas)));
    assert!(!judged.is_stale(Digest::of(&body)));
    let older = judged.text().and_then(|digest| reviews.text(digest)).unwrap();
    assert_eq!(older, body);
}

/// Journals refer to a judged text by its digest, so renaming a label would make every earlier verdict stale.
#[test]
fn the_text_of_a_strategy_keeps_its_labels() {
    let more = "next_problem = \"N.\"\novershoot = { threshold = \"T.\", why = \"W.\" }\nfalsification =";
    let atlas = data::fixture(&include_str!("atlas.toml").replacen("falsification =", more, 1));
    let pause = Subject::parse(&atlas, "pause").unwrap();
    let expected = "Name: Pause\nThesis: Time is what is missing.\nMechanism: Stop for a while.\n\
                    What binds next: N.\nFalsification signal: Nothing is learnt while it lasts.\n\
                    Self-undermining threshold: T.\nWhy it turns on itself there: W.\nLever: speed, down\n\
                    acts-on: institutional\ncoercion: consent\nactor-in-control: humans\n\
                    time-horizon: horizon-neutral\nlegitimacy-source: mixed\n";
    assert_eq!(pause.text(&atlas), expected);
    assert!(pause.has_signal(&atlas));
}

#[test]
fn the_text_of_a_position_keeps_its_labels() {
    let atlas = atlas();
    let position = Subject::parse(&atlas, "position/ada/pause/2").unwrap();
    let text = position.text(&atlas);
    let labels: Vec<&str> = text.lines().filter_map(|line| line.split_once(": ").map(|(label, _)| label)).collect();
    assert_eq!(labels[..5], ["Person", "Tag", "Stance", "Stated or inferred", "Claim"]);
    assert!(labels[5..].iter().all(|label| *label == "Source"));
}

#[test]
fn a_text_whose_digest_is_not_its_own_is_not_believed() {
    let mut scribe = scribe();
    scribe.write(JournalEvent::Text { digest: Digest::of("one"), body: "two".to_owned().into() });
    assert_eq!(fold(&scribe).text(Digest::of("one")), None);
}

#[test]
fn to_back_what_was_falsified_is_called_out() {
    let mut scribe = scribe();
    let landed = Signal { status: Status::Landed, date: Some(DAY), evidence: Some("a paper".to_owned()) };
    scribe.judge("strategy/pause", |verdict| {
        verdict.stance = Some(ReviewStance::Back);
        verdict.signal = Some(landed.clone());
        verdict.identity = [(1, Answer::Identity), (2, Answer::Identity), (3, Answer::Bet)].into();
    });
    scribe.judge("strategy/go", |verdict| {
        verdict.stance = Some(ReviewStance::Reject);
        verdict.signal = Some(landed);
    });
    scribe.judge("strategy/wait", |verdict| verdict.stance = Some(ReviewStance::Back));
    let reviews = fold(&scribe);
    let flagged = reviews.mine().verdicts().filter(|(_, judged)| is_identity(&judged.verdict));
    let scores: Vec<_> = flagged.map(|(subject, judged)| (subject, IdentityScore::of(&judged.verdict))).collect();
    assert_eq!(scores, [("strategy/pause", IdentityScore { bet: 1, identity: 2 })]);
    let answered = |answers: &[(u8, Answer)]| {
        let mut verdict = reviews.mine().verdict("strategy/wait").cloned().unwrap_or_default();
        verdict.identity.extend(answers.iter().copied());
        verdict
    };
    let bet = answered(&[(1, Answer::Bet), (2, Answer::Bet), (3, Answer::Identity)]);
    assert_eq!(held_as(&bet), Some(Answer::Bet));
    assert_eq!(held_as(&answered(&[(1, Answer::Identity)])), Some(Answer::Identity));
    assert_eq!(held_as(&answered(&[(1, Answer::Bet), (2, Answer::Identity)])), None);
    let landed = Verdict { signal: Some(Signal::new(Status::Landed)), ..bet };
    assert_eq!(held_as(&landed), Some(Answer::Identity), "answers do not outweigh what was done");
}

#[test]
fn a_path_that_leads_nowhere_says_what_is_near() {
    let atlas = atlas();
    assert_eq!(
        Subject::parse(&atlas, "strategy/puase").unwrap_err().to_string(),
        "there is nothing to judge at `strategy/puase`; did you mean strategy/pause?"
    );
    let near = |path: &str| {
        Subject::parse(&atlas, path).unwrap_err().to_string().split_once("mean ").map(|(_, near)| near.to_owned())
    };
    assert_eq!(near("position/ada/paus").as_deref(), Some("position/ada/pause?"));
    assert_eq!((near("position/ada/xyzzy"), near("position/nobody/pause")), (None, None));
    assert_eq!(near("commitment/pause/9").as_deref(), Some("commitment/pause/2?"));
    assert_eq!(near("commitment/go/1"), None, "it has no commitment");
    assert!(
        Subject::parse(&atlas, "lever/speed").unwrap_err().to_string().contains("a position `position/PERSON/TAG`")
    );
}

#[test]
fn a_commitment_is_counted_from_one_and_judged_by_its_own_text() {
    let atlas = atlas();
    let second = Subject::parse(&atlas, "commitment/pause/2").unwrap();
    assert_eq!(second.name(&atlas), "Pause, commitment 2");
    assert_eq!(
        second.text(&atlas),
        "Strategy: Pause\nTopic: Time\nClaim: A halt can be coordinated.\nFails if: One defector goes on.\n"
    );
    for path in
        ["commitment/pause", "commitment/pause/0", "commitment/pause/3", "commitment/pause/02", "commitment/pause/+1"]
    {
        assert_eq!(Subject::find(&atlas, path), None, "{path}");
    }
    let mut scribe = scribe();
    scribe.judge_text("commitment/pause/2", &second.text(&atlas), |verdict| {
        verdict.claim = Some(ClaimCheck::Fails);
        verdict.confidence = Percent::new(80);
    });
    let reviews = fold(&scribe);
    let verdict = reviews.mine().verdict("commitment/pause/2").unwrap();
    assert_eq!(
        (verdict.judgment(), verdict.describe()),
        (Some(Judgment::Commitment(ClaimCheck::Fails)), "fails 80%".to_owned())
    );
    assert!(!reviews.mine().judged("commitment/pause/2").unwrap().is_stale(second.digest(&atlas)));
    assert!(
        reviews
            .mine()
            .judged("commitment/pause/2")
            .unwrap()
            .is_stale(Subject::parse(&atlas, "commitment/pause/1").unwrap().digest(&atlas))
    );
}

#[test]
fn every_subject_of_the_embedded_atlas_is_found_by_its_path() {
    let atlas = data::embedded().unwrap();
    let all: Vec<Subject> =
        Subject::strategies(&atlas).chain(Subject::positions(&atlas)).chain(Subject::commitments(&atlas)).collect();
    assert!(all.len() > 1000, "{}", all.len());
    for subject in all {
        assert_eq!(Subject::parse(&atlas, &subject.path(&atlas)), Ok(subject));
    }
}

#[test]
fn a_status_that_was_only_passed_on_the_way_to_the_next_is_no_sighting() {
    let mut scribe = scribe();
    let mut mark = |days, status, evidence: Option<&str>| {
        let signal = Signal { evidence: evidence.map(str::to_owned), ..Signal::new(status) };
        scribe.wait(days).judge("strategy/pause", |verdict| verdict.signal = Some(signal));
    };
    mark(0, Status::NotSeen, None);
    mark(0, Status::Watching, None);
    mark(1, Status::Watching, Some("a report"));
    mark(0, Status::Landed, None);
    let reviews = fold(&scribe);
    let judged = reviews.mine().judged("strategy/pause").unwrap();
    let found: Vec<_> =
        judged.sightings().map(|(date, signal)| (date, signal.status, signal.evidence.as_deref())).collect();
    let next = date(2026, 3, 2);
    let expected =
        [(DAY, Status::Watching, None), (next, Status::Watching, Some("a report")), (next, Status::Landed, None)];
    assert_eq!(found, expected);
}

#[test]
fn the_fold_of_a_long_journal_reads_each_line_a_few_times() {
    let journal = |count: usize| {
        let (mut ada, mut bob) = (JournalBuilder::new("ada", DAY), JournalBuilder::new("bob", DAY));
        let cards: Vec<String> = (0..count).map(|at| format!("strategy/s-{at}")).collect();
        let cards: Vec<&str> = cards.iter().map(String::as_str).collect();
        ada.start(&cards);
        for card in cards {
            ada.write(JournalEvent::Show { card: card.to_owned() });
            let line = ada.judge(card, |verdict| verdict.stance = Some(ReviewStance::Doubt));
            ada.write(JournalEvent::Undo { line });
            ada.judge(card, |verdict| verdict.stance = Some(ReviewStance::Back));
            bob.judge(card, |verdict| verdict.stance = Some(ReviewStance::Back));
        }
        // Newest first, as the lines of two computers may arrive.
        ada.lines.into_iter().chain(bob.lines).rev().collect::<Vec<_>>()
    };
    assert_near_linear(50, journal, |lines| assert!(Reviews::fold("ada", lines).mine().verdicts().count() > 0));
}
