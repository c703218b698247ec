//! The worked examples of every formula, on a small atlas.

use std::fmt::Write;

use jiff::civil::{Date, date};

use super::*;
use crate::data;
use crate::review::test_journal::JournalBuilder;
use crate::review::{Acceptance, ClaimCheck, JournalEvent, Percent, ReviewStance, Signal, Status, Threshold};

const DAY: Date = date(2026, 3, 1);

/// Returns a small atlas with four levers and strategies `a` to `d` on one lever each. `a` and `b` share a claim; `c`
/// has a separate commitment, and `c` and `d` exclude each other.
fn graph() -> Graph {
    let base = include_str!("../tests/atlas.toml");
    let (vocabulary, _) = base.split_once("[[strategy]]").unwrap();
    let mut text = vocabulary.to_owned();
    for lever in ["l1", "l2", "l3"] {
        write!(
            text,
            "[[lever]]\nid = \"{lever}\"\nname = \"{lever}\"\nside = \"ai\"\nup = \"U\"\ndown = \"D\"\ndescription = \"A lever.\"\n"
        )
        .unwrap();
    }
    text.push_str("[[claim]]\nid = \"k\"\nname = \"K\"\nstatement = \"K is true.\"\n");
    let commitment =
        |rest: &str| format!("commitment = [{{ topic = \"time\", claim = \"C.\", failure = \"F.\"{rest} }}]\n");
    for (id, lever, commitment, relations) in [
        ("a", "speed", commitment(", shared_claim = \"k\""), ""),
        ("b", "l1", commitment(", shared_claim = \"k\""), ""),
        ("c", "l2", commitment(""), "relations = { conflicts = [\"d\"], complements = [], exclusive = [\"d\"] }\n"),
        ("d", "l3", String::new(), "relations = { conflicts = [\"c\", \"a\"], complements = [] }\n"),
    ] {
        write!(
            text,
            "[[strategy]]\nid = \"{id}\"\nname = \"{id}\"\nthesis = \"T.\"\nmechanism = \"M.\"\nfalsification = \"S.\"\n\
             coordinates = {{ lever = \"{lever}\", pull = \"up\", acts_on = \"institutional\", coercion = \"consent\", \
             actor_in_control = \"humans\", time_horizon = \"horizon-neutral\", legitimacy_source = \"mixed\" }}\n\
             {relations}{commitment}"
        )
        .unwrap();
    }
    Graph::new(data::fixture(&text))
}

fn back(journal: &mut JournalBuilder, id: &str, confidence: u8) {
    journal.judge(&format!("strategy/{id}"), |verdict| {
        verdict.stance = Some(ReviewStance::Back);
        verdict.confidence = Percent::new(confidence);
    });
}

fn claim(journal: &mut JournalBuilder, on: &str, check: ClaimCheck, confidence: u8) {
    journal.judge(on, |verdict| {
        verdict.claim = Some(check);
        verdict.confidence = Percent::new(confidence);
    });
}

/// Returns the consistency of a journal by ada with the entries of `write`.
fn check(write: impl FnOnce(&mut JournalBuilder)) -> Consistency {
    let mut journal = JournalBuilder::new("ada", DAY);
    write(&mut journal);
    let reviews = Reviews::fold("ada", journal.lines);
    Consistency::of(&graph(), &reviews, &[])
}

/// Returns the kinds and points of the inconsistencies.
fn found(consistency: &Consistency) -> Vec<(InconsistencyKind, Option<u8>)> {
    consistency.inconsistencies.iter().map(|one| (one.kind, one.points)).collect()
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

#[test]
fn a_landed_signal_of_a_strategy_backed_60_has_60_points() {
    let landed = |journal: &mut JournalBuilder| {
        back(journal, "a", 60);
        let signal = Signal { date: Some(DAY), ..Signal::new(Status::Landed) };
        journal.judge("strategy/a", |verdict| verdict.signal = Some(signal));
    };
    let consistency = check(landed);
    assert_eq!(found(&consistency), [(InconsistencyKind::SignalLanded, Some(60))]);
    let advice =
        "You marked its signal as landed on 2026-03-01 and still back it: doubt it, correct the signal, or say why.";
    assert_eq!(consistency.inconsistencies[0].advice, advice);
    assert_eq!(
        consistency.reach.describe(),
        "Checked by signal 1 of 1 backed, by commitments 0, by threshold 0; silence is not consistency."
    );
}

#[test]
fn a_commitment_that_fails_at_80_under_a_strategy_backed_60_has_40_points() {
    let both = |check: ClaimCheck, sure, strategy| {
        super::tests::check(|journal| {
            back(journal, "c", strategy);
            claim(journal, "commitment/c/1", check, sure);
        })
    };
    assert_eq!(found(&both(ClaimCheck::Fails, 80, 60)), [(InconsistencyKind::CommitmentFails, Some(40))]);
    assert_eq!(found(&both(ClaimCheck::Fails, 50, 50)), [], "which is coherent");
    assert_eq!(found(&both(ClaimCheck::Holds, 30, 80)), [(InconsistencyKind::CommitmentFails, Some(50))]);
    assert_eq!(found(&both(ClaimCheck::Fails, 44, 60)), [], "4 points are too few to show");
    assert_eq!(found(&both(ClaimCheck::Fails, 45, 60)), [(InconsistencyKind::CommitmentFails, Some(5))]);
}

#[test]
fn a_forecast_of_55_against_a_strategy_backed_75_has_30_points() {
    let consistency = check(|journal| {
        back(journal, "a", 75);
        journal.forecast("strategy/a", date(2027, 6, 30), 55);
        journal.forecast("strategy/a", date(2027, 1, 1), 20);
    });
    assert_eq!(found(&consistency), [(InconsistencyKind::ForecastOtherwise, Some(30))]);
    assert_eq!(consistency.inconsistencies[0].subjects[0].words, "backed 75%, its signal 55% by 2027-06-30");
}

#[test]
fn thresholds_and_exclusive_pairs_count_and_the_worst_comes_first() {
    let consistency = check(|journal| {
        back(journal, "c", 70);
        back(journal, "d", 60);
        journal.judge("strategy/d", |verdict| verdict.threshold = Some(Threshold::Past));
        journal.judge("strategy/b", |verdict| {
            verdict.stance = Some(ReviewStance::Back);
            verdict.threshold = Some(Threshold::Past);
        });
    });
    let expected = [
        (InconsistencyKind::ThresholdPassed, Some(60)),
        (InconsistencyKind::Exclusive, Some(30)),
        (InconsistencyKind::ThresholdPassed, None),
    ];
    assert_eq!(found(&consistency), expected, "without a confidence there is no figure, and it comes last");
    assert!(consistency.tensions.is_empty(), "an exclusive pair is no mere tension");
    let coherent = check(|journal| {
        back(journal, "c", 50);
        back(journal, "d", 50);
        back(journal, "a", 30);
    });
    assert_eq!(found(&coherent), []);
    let pairs: Vec<_> = coherent.tensions.iter().map(|tension| (tension.subjects[0].as_str(), tension.lower)).collect();
    assert_eq!(pairs, [("strategy/c", Some(50)), ("strategy/a", Some(30))]);
}

#[test]
fn a_verdict_on_a_claim_stands_for_the_commitments_that_have_none() {
    let consistency = check(|journal| {
        back(journal, "a", 80);
        back(journal, "b", 80);
        claim(journal, "claim/k", ClaimCheck::Fails, 60);
        claim(journal, "commitment/b/1", ClaimCheck::Holds, 90);
    });
    assert_eq!(found(&consistency), [(InconsistencyKind::CommitmentFails, Some(40))]);
    assert_eq!(consistency.inconsistencies[0].subjects[1].subject, "claim/k");
}

#[test]
fn a_portfolio_that_falls_from_4_levers_to_1_loses_75_percent() {
    let graph = {
        let base = graph();
        let mut atlas = base.atlas.clone();
        // a, b and c rest on k.
        let strategies = atlas.strategies.rows().iter().cloned().map(|mut row| {
            row.commitments.iter_mut().for_each(|row| row.shared_claim = base.atlas.claims.find("k"));
            row
        });
        atlas.strategies = crate::model::Table::new(strategies.collect());
        Graph::new(atlas)
    };
    let mut journal = JournalBuilder::new("ada", DAY);
    claim(&mut journal, "claim/k", ClaimCheck::Holds, 60);
    let reviews = Reviews::fold("ada", journal.lines);
    let all = NamedPortfolio::new("brussels-2027", graph.atlas.strategies.ids().collect());
    let found = Consistency::of(&graph, &reviews, &[all]).single_points;
    assert_eq!((found.len(), found[0].levers, found[0].levers_left, found[0].resting), (1, 4, 1, 3));
    assert!(near(found[0].loss, 0.75) && near(found[0].risk.unwrap(), 0.30), "{found:?}");
}

#[test]
fn a_claim_under_14_of_20_backed_is_a_fall_of_70_percent() {
    let consistency = check(|journal| {
        back(journal, "a", 80);
        back(journal, "b", 60);
        back(journal, "d", 60);
        claim(journal, "claim/k", ClaimCheck::Holds, 60);
    });
    let [crux] = consistency.cruxes.as_slice() else { panic!("{:?}", consistency.cruxes) };
    assert_eq!((crux.subject.as_str(), crux.resting), ("claim/k", 2));
    assert!(near(crux.fall, 0.7) && near(crux.risk.unwrap(), 0.28), "{crux:?}");
}

#[test]
fn two_reviewers_80_and_35_with_60_against_20_close_89_percent() {
    let mut ada = JournalBuilder::new("ada", DAY);
    back(&mut ada, "c", 80);
    claim(&mut ada, "commitment/c/1", ClaimCheck::Holds, 60);
    let mut bob = JournalBuilder::new("bob", DAY);
    bob.judge("strategy/c", |verdict| {
        verdict.stance = Some(ReviewStance::Reject);
        verdict.confidence = Percent::new(65);
    });
    claim(&mut bob, "commitment/c/1", ClaimCheck::Fails, 80);
    for me in ["ada", "bob"] {
        let reviews = Reviews::fold(me, ada.lines.iter().chain(&bob.lines).cloned());
        let between = Consistency::of(&graph(), &reviews, &[]).between;
        let closer = &between[0].closers[0];
        assert!(near(closer.share, 0.40 / 0.45), "{closer:?}");
        assert_eq!(closer.subject, "commitment/c/1");
    }
}

#[test]
fn what_is_accepted_returns_when_something_about_it_changes() {
    let mut journal = JournalBuilder::new("ada", DAY);
    back(&mut journal, "c", 60);
    claim(&mut journal, "commitment/c/1", ClaimCheck::Fails, 80);
    let state = |journal: &JournalBuilder| {
        let found = Consistency::of(&graph(), &Reviews::fold("ada", journal.lines.clone()), &[]);
        (found.inconsistencies.len(), found.accepted.len())
    };
    let found = Consistency::of(&graph(), &Reviews::fold("ada", journal.lines.clone()), &[]);
    let accept = JournalEvent::Accept(Acceptance::of(&found.inconsistencies[0], Some("hedge".to_owned())));
    let line = journal.write(accept);
    assert_eq!(state(&journal), (0, 1));
    back(&mut journal, "c", 69);
    assert_eq!(state(&journal), (0, 1), "9 points more");
    back(&mut journal, "c", 70);
    assert_eq!(state(&journal), (1, 0), "10 points more");
    back(&mut journal, "c", 60);
    claim(&mut journal, "commitment/c/1", ClaimCheck::Unsure, 80);
    assert_eq!(state(&journal), (1, 0), "another verdict");
    claim(&mut journal, "commitment/c/1", ClaimCheck::Fails, 80);
    assert_eq!(state(&journal), (0, 1));
    journal.write(JournalEvent::Undo { line });
    assert_eq!(state(&journal), (1, 0));
}

#[test]
fn levers_that_several_backed_strategies_pull_one_way_are_counted() {
    let consistency = check(|journal| ["a", "b"].iter().for_each(|id| back(journal, id, 50)));
    assert!(consistency.concentrations.is_empty(), "each has a lever of its own");
    assert_eq!(consistency.mind_changers.len(), 2);
    assert!(consistency.mind_changers[0].has_signal && consistency.mind_changers[0].weakest.is_none());
    let landed = check(|journal| {
        back(journal, "a", 50);
        journal.judge("strategy/a", |verdict| verdict.signal = Some(Signal::new(Status::Landed)));
    });
    assert!(landed.mind_changers[0].has_landed && !consistency.mind_changers[0].has_landed);
}
