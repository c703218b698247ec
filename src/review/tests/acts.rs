//! Undo, redo and going back, which are independent.

use super::*;

fn stance(reviews: &Reviews) -> Option<ReviewStance> {
    reviews.mine().verdict("strategy/pause")?.stance
}

/// Returns the last line and the subject of the next action to undo or redo.
fn last(action: Option<UserAction<'_>>) -> Option<(LineId, &str)> {
    action.map(|action| (action.lines[0], action.subject))
}

fn back(verdict: &mut Verdict) {
    verdict.stance = Some(ReviewStance::Back);
}

fn reject(verdict: &mut Verdict) {
    verdict.stance = Some(ReviewStance::Reject);
}

#[test]
fn undo_restores_what_was_and_redo_what_was_undone() {
    let mut scribe = scribe();
    let first = scribe.judge("strategy/pause", back);
    let second = scribe.judge("strategy/pause", reject);
    assert_eq!(last(fold(&scribe).mine().undoable(None)), Some((second, "strategy/pause")));
    scribe.write(JournalEvent::Undo { line: second });
    assert_eq!(stance(&fold(&scribe)), Some(ReviewStance::Back));
    assert_eq!(last(fold(&scribe).mine().undoable(None)), Some((first, "strategy/pause")));
    scribe.write(JournalEvent::Undo { line: first });
    assert_eq!(stance(&fold(&scribe)), None);
    assert_eq!(last(fold(&scribe).mine().undoable(None)), None);
    let judged = fold(&scribe);
    let judged = judged.mine().judged("strategy/pause").unwrap();
    assert!(judged.steps.iter().all(|step| step.undone) && judged.steps.len() == 2, "nothing is erased");
    // The most recently undone action is redone first.
    assert_eq!(last(fold(&scribe).mine().redoable(None)), Some((first, "strategy/pause")));
    scribe.write(JournalEvent::Redo { line: first });
    assert_eq!(last(fold(&scribe).mine().redoable(None)), Some((second, "strategy/pause")));
    scribe.write(JournalEvent::Redo { line: second });
    assert_eq!(stance(&fold(&scribe)), Some(ReviewStance::Reject));
    assert_eq!(last(fold(&scribe).mine().redoable(None)), None);
}

#[test]
fn after_something_new_nothing_is_redone() {
    let mut scribe = scribe();
    let first = scribe.judge("strategy/pause", back);
    scribe.write(JournalEvent::Undo { line: first });
    scribe.judge("strategy/pause", reject);
    assert_eq!(last(fold(&scribe).mine().redoable(None)), None);
    assert_eq!(stance(&fold(&scribe)), Some(ReviewStance::Reject));
}

#[test]
fn undecided_can_always_be_restored() {
    let mut scribe = scribe();
    scribe.judge("strategy/pause", |verdict| verdict.stance = Some(ReviewStance::Undecided));
    let second = scribe.judge("strategy/pause", back);
    scribe.write(JournalEvent::Undo { line: second });
    assert_eq!(stance(&fold(&scribe)), Some(ReviewStance::Undecided));
    scribe.judge("strategy/pause", reject);
    scribe.judge("strategy/pause", |verdict| verdict.stance = Some(ReviewStance::Undecided));
    assert_eq!(stance(&fold(&scribe)), Some(ReviewStance::Undecided));
}

#[test]
fn going_back_takes_nothing_back() {
    let mut scribe = scribe();
    let session = scribe.start(&["strategy/pause", "strategy/go"]);
    scribe.judge("strategy/pause", back);
    scribe.write(JournalEvent::Show { card: "strategy/go".to_owned() });
    scribe.write(JournalEvent::Show { card: "strategy/pause".to_owned() });
    let reviews = fold(&scribe);
    assert_eq!(stance(&reviews), Some(ReviewStance::Back));
    let session = reviews.mine().session(session).unwrap();
    assert_eq!(session.current().map(|card| card.subject.as_str()), Some("strategy/pause"));
    assert!(session.is_judged("strategy/pause"));
}

#[test]
fn undo_in_a_session_leaves_other_sessions_alone() {
    let mut scribe = scribe();
    scribe.judge("strategy/pause", back);
    let session = scribe.start(&["strategy/pause"]);
    let reviews = fold(&scribe);
    assert_eq!(last(reviews.mine().undoable(Some(session))), None);
    let second = scribe.judge("strategy/pause", reject);
    let reviews = fold(&scribe);
    assert_eq!(last(reviews.mine().undoable(Some(session))), Some((second, "strategy/pause")));
    assert_eq!(reviews.mine().judged("strategy/pause").unwrap().before(session).stance, Some(ReviewStance::Back));
    scribe.write(JournalEvent::Undo { line: second });
    assert!(!fold(&scribe).mine().session(session).unwrap().is_judged("strategy/pause"), "the card is open again");
}

#[test]
fn nobody_takes_back_what_another_said() {
    let mut ada = scribe();
    let line = ada.judge("strategy/pause", back);
    let mut bob = JournalBuilder::new("bob", date(2026, 4, 1));
    bob.write(JournalEvent::Undo { line });
    let reviews = Reviews::fold("ada", ada.lines.into_iter().chain(bob.lines));
    assert_eq!(stance(&reviews), Some(ReviewStance::Back));
}

#[test]
fn what_one_action_recorded_is_undone_and_redone_together() {
    let mut scribe = scribe();
    scribe.judge("strategy/pause", back);
    scribe.batch = Some(scribe.judge("strategy/go", back));
    // The first line of a batch refers to itself.
    let first = scribe.lines.pop().unwrap();
    let batch = first.head.id;
    scribe.lines.push(Line::new(Head { batch: Some(batch), ..first.head }, first.event));
    let second = scribe.judge("strategy/wait", back);
    let reviews = fold(&scribe);
    let action = reviews.mine().undoable(None).unwrap();
    assert_eq!((action.lines.as_slice(), action.subject), (&[batch, second][..], "strategy/wait"));
    scribe.batch = None;
    for line in [batch, second] {
        scribe.write(JournalEvent::Undo { line });
    }
    let reviews = fold(&scribe);
    assert_eq!(reviews.mine().verdicts().count(), 1);
    assert_eq!(reviews.mine().redoable(None).unwrap().lines, [batch, second]);
}

#[test]
fn forecasts_are_taken_back_like_verdicts() {
    let mut scribe = scribe();
    let until = date(2027, 1, 1);
    scribe.forecast("strategy/pause", until, 20);
    let second = scribe.forecast("strategy/pause", until, 80);
    let likely = |scribe: &JournalBuilder| {
        let reviews = fold(scribe);
        let found = reviews.mine().forecasts_on("strategy/pause").next().and_then(Forecast::probability);
        found.map(Percent::get)
    };
    assert_eq!(likely(&scribe), Some(80));
    scribe.write(JournalEvent::Undo { line: second });
    assert_eq!(likely(&scribe), Some(20));
    scribe.write(JournalEvent::Redo { line: second });
    assert_eq!(likely(&scribe), Some(80));
}
