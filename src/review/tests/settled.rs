//! Tests of consensus, and of the stances that count before it.

use super::*;

const PAUSE: &str = "strategy/pause";

/// Journals of ada, bob and cyd whose clocks go forward together.
struct Team([JournalBuilder; 3]);

impl Team {
    fn new() -> Self {
        Self(["ada", "bob", "cyd"].map(|name| JournalBuilder::new(name, DAY)))
    }

    fn at(&mut self, day: i64, reviewer: usize) -> &mut JournalBuilder {
        let mut clock = JournalBuilder::new(["ada", "bob", "cyd"][reviewer], DAY);
        clock.wait(day);
        let journal = &mut self.0[reviewer];
        journal.wait_until(&clock);
        journal
    }

    fn judge(&mut self, day: i64, reviewer: usize, stance: ReviewStance, confidence: u8) -> LineId {
        self.at(day, reviewer).judge(PAUSE, |verdict| {
            verdict.stance = Some(stance);
            verdict.confidence = Percent::new(confidence);
        })
    }

    /// Records what ada and bob settled on, as `reviewer` knows the journals of `known`.
    fn settle(&mut self, day: i64, reviewer: usize, known: &[usize], stance: Option<ReviewStance>) -> LineId {
        let name = ["ada", "bob", "cyd"][reviewer];
        let reviews = Reviews::fold(name, known.iter().flat_map(|&at| self.0[at].lines.clone()));
        let set = Change::of_consensus(&Verdict { stance, ..Verdict::default() });
        let between = ["bob", "ada"].map(str::to_owned).to_vec();
        let text = Some(Digest::of("text"));
        let consensus = Consensus { text, ..reviews.settle(PAUSE, between, set, None) };
        self.at(day, reviewer).write(JournalEvent::Consensus(consensus))
    }

    fn seen_by(&self, name: &str) -> Reviews {
        Reviews::fold(name, self.0.iter().flat_map(|journal| journal.lines.clone()))
    }
}

#[test]
fn a_consensus_leaves_the_verdicts_as_they_are_and_says_who_has_changed_since() {
    let mut team = Team::new();
    team.judge(0, 0, ReviewStance::Back, 80);
    team.judge(1, 1, ReviewStance::Reject, 60);
    let before = team.seen_by("ada");
    let line = team.settle(2, 0, &[0, 1], Some(ReviewStance::Doubt));
    let text = Some(Digest::of("text"));
    let state = |team: &Team| {
        let reviews = team.seen_by("ada");
        reviews.consensus(PAUSE).map(|settled| (settled.record.consensus.describe(), settled.state(text)))
    };
    let is = |word: &str, state: &str| Some((word.to_owned(), state.to_owned()));
    assert_eq!(state(&team), is("doubt", "settled"));
    let after = team.seen_by("ada");
    assert_eq!(after.mine().verdict(PAUSE), before.mine().verdict(PAUSE));
    assert_eq!(disputes(&after, &atlas()), disputes(&before, &atlas()), "they still differ");
    let settled = after.consensus(PAUSE).unwrap();
    assert_eq!(settled.record.consensus.participants(), "ada and bob");
    assert_eq!(settled.state(Some(Digest::of("other"))), "settled, the text has changed since");
    team.judge(3, 0, ReviewStance::Back, 80);
    assert_eq!(state(&team), is("doubt", "settled"), "the same again is no change");
    team.judge(4, 0, ReviewStance::Doubt, 80);
    team.judge(4, 1, ReviewStance::Reject, 50);
    assert_eq!(state(&team), is("doubt", "settled, ada and bob changed since"));
    team.at(5, 0).write(JournalEvent::Undo { line });
    assert_eq!(state(&team), None);
    assert_eq!(team.seen_by("ada").mine().redoable(None).map(|action| action.lines), Some(vec![line]));
}

#[test]
fn what_is_settled_awaits_nothing_until_somebody_or_the_text_changes() {
    let mut team = Team::new();
    let atlas = atlas();
    let text = Subject::parse(&atlas, PAUSE).unwrap().text(&atlas);
    let awaiting = |team: &Team, name: &str| unsettled(&team.seen_by(name), &atlas).len();
    team.at(0, 0).judge_text(PAUSE, &text, |verdict| verdict.stance = Some(ReviewStance::Back));
    team.at(1, 1).judge_text(PAUSE, &text, |verdict| verdict.stance = Some(ReviewStance::Reject));
    assert_eq!((awaiting(&team, "ada"), awaiting(&team, "cyd")), (1, 0), "a reader has judged nothing");
    team.settle(2, 1, &[0, 1], None);
    assert_eq!(awaiting(&team, "ada"), 1, "it was settled on another text");
    let consensus = Consensus {
        text: Some(Digest::of(&text)),
        ..team.seen_by("bob").settle(PAUSE, vec!["ada".to_owned(), "bob".to_owned()], Change::default(), None)
    };
    team.at(3, 1).write(JournalEvent::Consensus(consensus));
    assert_eq!(awaiting(&team, "ada"), 0, "left open is settled too");
    assert_eq!(team.seen_by("ada").consensus(PAUSE).unwrap().record.consensus.describe(), "left open");
    team.judge(4, 1, ReviewStance::Doubt, 10);
    assert_eq!(awaiting(&team, "ada"), 1);
}

#[test]
fn of_two_records_that_did_not_know_each_other_the_latest_counts_and_the_other_is_named() {
    let mut team = Team::new();
    team.judge(0, 0, ReviewStance::Back, 80);
    team.judge(0, 1, ReviewStance::Reject, 60);
    team.settle(2, 0, &[0, 1], Some(ReviewStance::Back));
    let of_ada = team.settle(3, 0, &[0, 1], Some(ReviewStance::Doubt));
    let found = |team: &Team| {
        let reviews = team.seen_by("ada");
        let settled = reviews.settled(PAUSE);
        assert_eq!(settled.len(), 1);
        let differing: Vec<_> = settled[0].differing.iter().map(|(by, record)| ((*by).to_owned(), record.id)).collect();
        (settled[0].record.consensus.describe(), differing)
    };
    assert_eq!(found(&team), ("doubt".to_owned(), vec![]), "a later record of the same journal replaces the earlier");
    let of_bob = team.settle(4, 1, &[1], Some(ReviewStance::Reject));
    assert_eq!(found(&team), ("reject".to_owned(), vec![("ada".to_owned(), of_ada)]));
    let last = team.settle(5, 0, &[0, 1], Some(ReviewStance::Back));
    assert_eq!(found(&team), ("back".to_owned(), vec![]), "ada knew what bob wrote");
    team.at(6, 0).write(JournalEvent::Undo { line: last });
    assert_eq!(found(&team), ("reject".to_owned(), vec![("ada".to_owned(), of_ada)]), "undone, it replaces nothing");
    team.at(7, 1).write(JournalEvent::Undo { line: of_bob });
    assert_eq!(found(&team), ("doubt".to_owned(), vec![]));
}

#[test]
fn a_consensus_is_hidden_with_the_verdicts_of_others() {
    let mut team = Team::new();
    team.judge(0, 0, ReviewStance::Back, 80);
    team.judge(0, 1, ReviewStance::Reject, 60);
    team.settle(2, 0, &[0, 1], Some(ReviewStance::Back));
    assert!(team.seen_by("cyd").consensus(PAUSE).is_some(), "a reader sees everything");
    team.at(3, 2).judge("strategy/go", |verdict| verdict.stance = Some(ReviewStance::Back));
    let cyd = team.seen_by("cyd");
    assert!(cyd.consensus(PAUSE).is_none() && cyd.settled_subjects().next().is_none());
    assert!(cyd.with_others(OthersPolicy::Open).consensus(PAUSE).is_some());
}

#[test]
fn a_stance_after_a_reveal_or_after_both_have_one_is_after_seeing() {
    let mut team = Team::new();
    let rated = |team: &Team, reviewer: &str| {
        let verdict = team.seen_by("ada").rated(reviewer, PAUSE, RatingBasis::BeforeSeeing);
        verdict.map(|stance| stance.describe())
    };
    let is_after = |team: &Team, reviewer: &str| team.seen_by("ada").has_judged_after_seeing(reviewer, PAUSE);
    team.judge(0, 0, ReviewStance::Back, 80);
    team.judge(1, 0, ReviewStance::Doubt, 70);
    assert_eq!(rated(&team, "ada").as_deref(), Some("doubt 70%"), "nobody else has a stance yet");
    team.judge(2, 1, ReviewStance::Reject, 60);
    // A confidence recorded after the first stance is part of that stance.
    team.at(2, 1).judge(PAUSE, |verdict| verdict.confidence = Percent::new(65));
    assert_eq!(rated(&team, "bob").as_deref(), Some("reject 65%"));
    team.at(3, 1).judge(PAUSE, |verdict| verdict.confidence = Percent::new(10));
    assert_eq!(rated(&team, "bob").as_deref(), Some("reject 65%"), "on another day it is one after seeing");
    assert!(!is_after(&team, "ada") && !is_after(&team, "bob"));
    team.judge(3, 0, ReviewStance::Reject, 90);
    assert_eq!(rated(&team, "ada").as_deref(), Some("doubt 70%"), "the last one before");
    assert!(is_after(&team, "ada") && !is_after(&team, "bob"));
    team.at(4, 2).write(JournalEvent::Seen { subject: PAUSE.to_owned() });
    team.judge(5, 2, ReviewStance::Back, 50);
    assert_eq!(rated(&team, "cyd"), None, "it has none before");
    assert!(is_after(&team, "cyd"));
    let current = team.seen_by("ada").rated("cyd", PAUSE, RatingBasis::Current);
    assert_eq!(current.map(|stance| stance.describe()).as_deref(), Some("back 50%"));
    let reviews = team.seen_by("ada");
    let agreement = |basis| Agreement::of(&reviews, &atlas(), basis);
    let ratings =
        |basis| agreement(basis).spreads[0].verdicts.iter().map(|(by, stance, _)| format!("{by} {stance}")).collect();
    let before: Vec<String> = ratings(RatingBasis::BeforeSeeing);
    assert_eq!(before, ["ada doubt", "bob reject"]);
    let now: Vec<String> = ratings(RatingBasis::Current);
    assert_eq!(now, ["ada reject", "bob reject", "cyd back"]);
    assert_eq!(agreement(RatingBasis::BeforeSeeing).after_seeing, 2);
}

#[test]
fn an_undone_stance_counts_as_taken() {
    let mut team = Team::new();
    team.judge(0, 1, ReviewStance::Back, 80);
    let line = team.judge(1, 0, ReviewStance::Back, 80);
    team.at(1, 0).write(JournalEvent::Undo { line });
    team.judge(1, 0, ReviewStance::Doubt, 80);
    assert_eq!(team.seen_by("ada").rated("ada", PAUSE, RatingBasis::BeforeSeeing), None);
    assert!(team.seen_by("ada").has_judged_after_seeing("ada", PAUSE));
}

#[test]
fn a_claim_stands_for_the_commitments_that_share_it_and_have_no_verdict_of_their_own() {
    let atlas = data::fixture(&include_str!("atlas.toml").replace(
        "claim = \"Time gives readiness.\", ",
        "claim = \"Time gives readiness.\", shared_claim = \"ready\", ",
    ).replace("[[tag]]\nid = \"pause\"", "[[claim]]\nid = \"ready\"\nname = \"Readiness\"\nstatement = \"Time gives readiness.\"\n\n[[tag]]\nid = \"pause\""));
    let mut team = Team::new();
    let mut claim = |reviewer: usize, on: &str, check| {
        team.at(0, reviewer).judge(on, |verdict| verdict.claim = Some(check));
    };
    claim(0, "claim/ready", ClaimCheck::Holds);
    claim(1, "claim/ready", ClaimCheck::Holds);
    let subjects = |team: &Team| {
        let agreement = Agreement::of(&team.seen_by("ada"), &atlas, RatingBasis::BeforeSeeing);
        let of = |ratings: &Ratings<ClaimCheck>| {
            let all = ratings.verdicts.iter().map(|(by, check, _)| format!("{by} {check}"));
            format!("{}: {}", ratings.subject, all.collect::<Vec<_>>().join(", "))
        };
        agreement.commitments.iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(subjects(&team), ["claim/ready: ada holds, bob holds"], "nobody has judged the commitment itself");
    let mut claim = |reviewer: usize, on: &str, check| {
        team.at(1, reviewer).judge(on, |verdict| verdict.claim = Some(check));
    };
    claim(0, "commitment/pause/1", ClaimCheck::Fails);
    let expected = ["commitment/pause/1: ada fails, bob holds", "claim/ready: ada holds, bob holds"];
    assert_eq!(subjects(&team), expected, "that of bob stands for it");
}
