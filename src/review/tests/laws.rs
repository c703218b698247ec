//! Laws of the fold for arbitrary lines.

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;

/// Next action; its target is chosen among the existing ones.
#[derive(Clone, Debug)]
enum Deed {
    Judge(&'static str, Verdict),
    Forecast(&'static str, u8),
    Undo(Index),
    Redo(Index),
    Start,
    Step(&'static str, u8),
}

fn on() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["strategy/a", "strategy/b", "strategy/c"])
}

fn verdict() -> impl Strategy<Value = Verdict> {
    let stance = prop::option::of(prop::sample::select(ReviewStance::ALL));
    let status = prop::option::of(prop::sample::select(Status::ALL));
    let parts = (stance, prop::option::of(0..=100_u8), status, prop::option::of("[a-z\"\\\\é\n]{0,6}"));
    let more =
        (prop::collection::btree_set("[a-z]{1,3}", 0..3), prop::collection::btree_map(1..6_u8, any::<bool>(), 0..4));
    (parts, more).prop_map(|((stance, confidence, status, note), (tags, answers))| Verdict {
        stance,
        confidence: confidence.and_then(Percent::new),
        signal: status.map(Signal::new),
        note,
        tags,
        identity: answers.into_iter().map(|(at, bet)| (at, if bet { Answer::Bet } else { Answer::Identity })).collect(),
        ..Verdict::default()
    })
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        5 => (on(), verdict()).prop_map(|(subject, verdict)| Deed::Judge(subject, verdict)),
        2 => (on(), 0..=100_u8).prop_map(|(subject, probability)| Deed::Forecast(subject, probability)),
        2 => any::<Index>().prop_map(Deed::Undo),
        2 => any::<Index>().prop_map(Deed::Redo),
        1 => Just(Deed::Start),
        2 => (on(), 0..4_u8).prop_map(|(subject, step)| Deed::Step(subject, step)),
    ]
}

/// Returns the lines that the reviewer `by` records by `deeds`.
fn write(by: &str, deeds: &[Deed]) -> Vec<Line> {
    let mut scribe = JournalBuilder::new(by, DAY);
    for deed in deeds {
        let chosen = |at: &Index| at.get(&scribe.lines).head.id;
        match deed {
            Deed::Judge(subject, verdict) => {
                let reviews = Reviews::fold(by, scribe.lines.clone());
                let before = reviews.mine().verdict(subject).cloned().unwrap_or_default();
                let set = Change::between(&before, verdict);
                scribe.write(JournalEvent::Verdict { subject: (*subject).to_owned(), text: None, set: set.into() });
            }
            Deed::Forecast(subject, probability) => drop(scribe.forecast(subject, DAY, *probability)),
            Deed::Undo(_) | Deed::Redo(_) if scribe.lines.is_empty() => {}
            Deed::Undo(at) => drop(scribe.write(JournalEvent::Undo { line: chosen(at) })),
            Deed::Redo(at) => drop(scribe.write(JournalEvent::Redo { line: chosen(at) })),
            Deed::Start => drop(scribe.start(&["strategy/a", "strategy/b", "strategy/c"])),
            Deed::Step(subject, step) => {
                let card = (*subject).to_owned();
                let event = match step {
                    0 => JournalEvent::Show { card },
                    1 => JournalEvent::Skip { card },
                    2 => JournalEvent::Defer { card },
                    _ => JournalEvent::End,
                };
                scribe.write(event);
            }
        }
    }
    scribe.lines
}

fn journals() -> impl Strategy<Value = Vec<Line>> {
    let deeds = || prop::collection::vec(deed(), 0..16);
    (deeds(), deeds()).prop_map(|(ada, bob)| {
        let mut lines = write("ada", &ada);
        lines.extend(write("bob", &bob));
        lines
    })
}

proptest! {
    #[test]
    fn the_order_of_lines_means_nothing(lines in journals(), shuffled in any::<prop::sample::Index>(), turn: bool) {
        let whole = Reviews::fold("ada", lines.clone());
        let mut other = lines.clone();
        let cut = if other.is_empty() { 0 } else { shuffled.index(other.len()) };
        other.rotate_left(cut);
        if turn {
            other.reverse();
        }
        prop_assert_eq!(&Reviews::fold("ada", other.clone()), &whole);
        // Adding lines at once or one by one makes no difference.
        let mut grown = Reviews::fold("ada", []);
        for line in other {
            grown.add([line]);
        }
        prop_assert_eq!(grown, whole);
    }

    #[test]
    fn merging_is_union(lines in journals(), at in any::<prop::sample::Index>(), overlap in 0..5_usize) {
        let cut = if lines.is_empty() { 0 } else { at.index(lines.len()) };
        let (one, two) = (&lines[..cut], &lines[cut.saturating_sub(overlap)..]);
        let mut there = Reviews::fold("ada", one.to_vec());
        there.add(two.to_vec());
        let mut back = Reviews::fold("ada", two.to_vec());
        back.add(one.to_vec());
        prop_assert_eq!(&there, &back);
        prop_assert_eq!(&there, &Reviews::fold("ada", lines.clone()));
        there.add(lines);
        prop_assert_eq!(there, back, "once more changes nothing");
    }

    #[test]
    fn undo_restores_and_redo_repeats(deeds in prop::collection::vec(deed(), 0..12), subject in on(), verdict in verdict()) {
        let mut lines = write("ada", &deeds);
        let verdicts = |lines: &[Line]| {
            let reviews = Reviews::fold("ada", lines.to_vec());
            let all: Vec<_> = reviews.mine().verdicts().map(|(subject, judged)| (subject.to_owned(), judged.verdict.clone())).collect();
            let open = reviews.mine().sessions().map(ReviewSession::progress).collect::<Vec<_>>();
            (all, open)
        };
        let before = verdicts(&lines);
        let mut scribe = JournalBuilder::new("ada", date(2026, 5, 1));
        let was = Reviews::fold("ada", lines.clone()).mine().verdict(subject).cloned().unwrap_or_default();
        let set = Change::between(&was, &verdict);
        let line = scribe.write(JournalEvent::Verdict { subject: subject.to_owned(), text: None, set: set.into() });
        lines.append(&mut scribe.lines);
        let after = verdicts(&lines);
        prop_assert_eq!(Reviews::fold("ada", lines.clone()).mine().undoable(None).map(|action| action.lines), Some(vec![line]));
        scribe.write(JournalEvent::Undo { line });
        lines.append(&mut scribe.lines);
        prop_assert_eq!(verdicts(&lines), before);
        prop_assert_eq!(Reviews::fold("ada", lines.clone()).mine().redoable(None).map(|action| action.lines), Some(vec![line]));
        scribe.write(JournalEvent::Redo { line });
        lines.append(&mut scribe.lines);
        prop_assert_eq!(verdicts(&lines), after);
    }

    #[test]
    fn a_change_leads_from_one_verdict_to_the_other(before in verdict(), after in verdict()) {
        let change = Change::between(&before, &after);
        prop_assert_eq!(change.is_empty(), before == after);
        let written = serde_json::to_string(&change).unwrap();
        let mut verdict = before;
        serde_json::from_str::<Change>(&written).unwrap().apply(&mut verdict);
        prop_assert_eq!(verdict, after);
    }

    #[test]
    fn what_a_newer_version_adds_survives(lines in journals(), key in "[a-z]{8}", value in "[a-z\"]{0,8}") {
        for line in lines {
            let mut object: serde_json::Value = serde_json::from_str(written(&line).as_str()).unwrap();
            object.as_object_mut().unwrap().remove("sum");
            object[&key] = value.clone().into();
            if object["set"].is_object() {
                object["set"][&key] = value.clone().into();
            }
            let text = object.to_string();
            let read = WrittenLine::parse(&text).unwrap();
            prop_assert_eq!(read.as_str(), &text);
            let read = read.into_line();
            prop_assert_eq!(&read.head, &line.head);
            if let (JournalEvent::Verdict { set, .. }, JournalEvent::Verdict { set: plain, .. }) = (&read.event, &line.event) {
                prop_assert_eq!(set.unknown[&key].as_str(), Some(value.as_str()));
                let known = Change { unknown: serde_json::Map::new(), ..Change::clone(set) };
                prop_assert_eq!(&known, &**plain);
                prop_assert!(serde_json::to_value(&**set).unwrap()[&key] == value.as_str());
            } else {
                prop_assert_eq!(&read.event, &line.event);
            }
        }
    }

    #[test]
    fn no_session_loses_a_card(deeds in prop::collection::vec(deed(), 0..24)) {
        let reviews = Reviews::fold("ada", write("ada", &deeds));
        for session in reviews.mine().sessions() {
            let mut cards: Vec<&str> = session.queue().iter().map(|card| card.subject.as_str()).collect();
            cards.sort_unstable();
            prop_assert_eq!(cards, ["strategy/a", "strategy/b", "strategy/c"]);
            prop_assert!(session.current().is_some());
            let progress = session.progress();
            prop_assert_eq!(progress.waiting == 0, session.is_done());
        }
    }
}
