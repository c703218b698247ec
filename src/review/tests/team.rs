//! Changes of mind and agreement of reviewers.

use super::*;

fn take(stance: ReviewStance, sure: u8) -> impl FnOnce(&mut Verdict) {
    move |verdict| {
        verdict.stance = Some(stance);
        verdict.confidence = Percent::new(sure);
    }
}

#[test]
fn a_change_of_mind_is_from_one_stance_to_another() {
    let mut scribe = scribe();
    scribe.judge("a", take(ReviewStance::Back, 70));
    scribe.judge("a", take(ReviewStance::Back, 40));
    let undone = scribe.judge("a", take(ReviewStance::Reject, 90));
    scribe.write(JournalEvent::Undo { line: undone });
    scribe.judge("a", |verdict| verdict.note = Some("still".to_owned()));
    scribe.wait(1).judge("a", take(ReviewStance::Doubt, 50));
    let set = Change { stance: Edit::Clear, ..Change::default() };
    scribe.write(JournalEvent::Verdict { subject: "a".to_owned(), text: None, set: set.into() });
    scribe.wait(1).judge("a", take(ReviewStance::Undecided, 50));
    let reviews = fold(&scribe);
    let found = stance_changes(reviews.mine().judged("a").unwrap());
    let rows: Vec<String> = found
        .iter()
        .map(|turn| format!("{} {} -> {}", turn.at.date(), turn.from.describe(), turn.to.describe()))
        .collect();
    assert_eq!(rows, ["2026-03-02 back 40% -> doubt 50%", "2026-03-03 doubt 50% -> undecided 50%"]);
}

#[test]
fn a_confidence_typed_after_the_stance_in_its_session_belongs_to_the_change() {
    let mut scribe = scribe();
    scribe.judge("a", take(ReviewStance::Reject, 60));
    scribe.start(&["a"]);
    scribe.judge("a", |verdict| verdict.stance = Some(ReviewStance::Doubt));
    scribe.judge("a", |verdict| verdict.confidence = Percent::new(50));
    let words = |scribe: &JournalBuilder| {
        let reviews = fold(scribe);
        let found = stance_changes(reviews.mine().judged("a").unwrap());
        found.iter().map(|turn| format!("{} -> {}", turn.from.describe(), turn.to.describe())).collect::<Vec<_>>()
    };
    assert_eq!(words(&scribe), ["reject 60% -> doubt 50%"]);
    scribe.start(&["a"]);
    scribe.judge("a", |verdict| verdict.confidence = Percent::new(90));
    assert_eq!(words(&scribe), ["reject 60% -> doubt 50%"], "a confidence of another session is no part of it");
    scribe.judge("a", |verdict| verdict.stance = Some(ReviewStance::Back));
    assert_eq!(words(&scribe), ["reject 60% -> doubt 50%", "doubt 90% -> back 90%"]);
}

#[test]
fn two_reviewers_have_a_kappa_and_more_an_alpha() {
    let mut ada = scribe();
    let mut bob = JournalBuilder::new("bob", DAY);
    for (at, (a, b)) in [
        (ReviewStance::Back, ReviewStance::Back),
        (ReviewStance::Doubt, ReviewStance::Doubt),
        (ReviewStance::Back, ReviewStance::Reject),
    ]
    .into_iter()
    .enumerate()
    {
        let subject = format!("s{at}");
        ada.judge(&subject, take(a, 60));
        bob.judge(&subject, take(b, 80));
    }
    ada.judge("alone", take(ReviewStance::Back, 10));
    let both = Reviews::fold("ada", ada.lines.iter().chain(&bob.lines).cloned());
    let agreement = Agreement::of(&both, &atlas(), RatingBasis::BeforeSeeing);
    assert_eq!(agreement.reviewers, ["ada", "bob"]);
    let order: Vec<&str> = agreement.spreads.iter().map(|spread| spread.subject.as_str()).collect();
    assert_eq!(order, ["s2", "s0", "s1"]);
    let disputed: Vec<bool> = agreement.spreads.iter().map(Ratings::is_disputed).collect();
    assert_eq!(disputed, [true, false, false]);
    assert!((agreement.raw.unwrap() - 2.0 / 3.0).abs() < 1e-12);
    // Observed 6/9; by chance 2/3·1/3 + 1/3·1/3 + 0 = 3/9; kappa = 3/6.
    assert!((agreement.kappa.unwrap().value - 0.5).abs() < 1e-12);
    let mut cyd = JournalBuilder::new("cyd", DAY);
    cyd.judge("s0", take(ReviewStance::Back, 60));
    let three = Reviews::fold("ada", ada.lines.iter().chain(&bob.lines).chain(&cyd.lines).cloned());
    let three = Agreement::of(&three, &atlas(), RatingBasis::BeforeSeeing);
    assert!(three.kappa.is_none() && three.stance_alpha.is_some());
    assert_eq!(three.spreads[1].verdicts.len(), 3);
}

#[test]
fn positions_are_disputed_by_what_the_record_supports() {
    let mut ada = scribe();
    let mut bob = JournalBuilder::new("bob", DAY);
    let hold = |check| move |verdict: &mut Verdict| verdict.record = Some(check);
    ada.judge("position/p/b", hold(Check::Agree));
    bob.judge("position/p/b", hold(Check::Wrong));
    ada.judge("position/p/c", hold(Check::Agree));
    bob.judge("position/p/c", hold(Check::Agree));
    ada.judge("strategy/a", take(ReviewStance::Back, 60));
    bob.judge("strategy/a", take(ReviewStance::Doubt, 60));
    let both = Reviews::fold("bob", ada.lines.iter().chain(&bob.lines).cloned());
    let rows: Vec<(String, String)> =
        disputes(&both, &atlas()).into_iter().map(|dispute| (dispute.subject.clone(), dispute.describe())).collect();
    let rows: Vec<(&str, &str)> = rows.iter().map(|(subject, words)| (subject.as_str(), words.as_str())).collect();
    assert_eq!(
        rows,
        [("position/p/b", "judged agree by ada, wrong by you"), ("strategy/a", "judged back by ada, doubt by you")]
    );
    let agreement = Agreement::of(&both, &atlas(), RatingBasis::BeforeSeeing);
    assert_eq!(agreement.positions.len(), 2);
    assert_eq!(agreement.raw, Some(0.0), "stances alone are compared");
}

#[test]
fn a_blind_session_tells_how_far_one_agrees_with_oneself() {
    let mut scribe = scribe();
    scribe.judge("a", take(ReviewStance::Back, 60));
    scribe.judge("b", take(ReviewStance::Doubt, 50));
    scribe.judge("c", take(ReviewStance::Doubt, 50));
    let session = scribe.wait(30).start(&["a", "b", "new"]);
    scribe.judge("a", take(ReviewStance::Back, 80));
    scribe.judge("b", take(ReviewStance::Reject, 50));
    scribe.judge("new", take(ReviewStance::Reject, 50));
    let reviews = fold(&scribe);
    let found = SelfAgreement::of(reviews.mine(), session).unwrap();
    assert_eq!((found.count, found.same, found.shift), (2, 1, Some(10.0)));
    assert_eq!(SelfAgreement::of(&ReviewerHistory::default(), session), None);
}
