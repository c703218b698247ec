//! Orders of a queue, computed by hand on a small atlas.

use std::fmt::Write;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::data;
use crate::review::test_journal::JournalBuilder;
use crate::review::{ReviewStance, Signal, Status, Verdict};

const TODAY: Date = date(2026, 6, 1);

/// Returns a small atlas with strategies `n0` … that declare the given conflicts.
fn graph(conflicts: &[&[usize]]) -> Graph {
    let small = include_str!("../tests/atlas.toml");
    let mut toml = small.split("[[strategy]]").next().unwrap_or_default().to_owned();
    for (at, others) in conflicts.iter().enumerate() {
        let others: Vec<String> = others.iter().map(|other| format!("\"n{other}\"")).collect();
        let pull = ["down", "up", "neutral"][at % 3];
        write!(
            toml,
            "[[strategy]]\nid = \"n{at}\"\nname = \"N{at}\"\nthesis = \"t\"\nmechanism = \"m\"\n\
             coordinates = {{ lever = \"speed\", pull = \"{pull}\", acts_on = \"institutional\", coercion = \"consent\", \
             actor_in_control = \"humans\", time_horizon = \"horizon-neutral\", legitimacy_source = \"mixed\" }}\n\
             relations = {{ conflicts = [{}], complements = [] }}\n",
            others.join(", ")
        )
        .unwrap();
    }
    Graph::new(data::fixture(&toml))
}

fn reviews(scribes: &[&JournalBuilder]) -> Reviews {
    Reviews::fold("ada", scribes.iter().flat_map(|scribe| scribe.lines.clone()))
}

fn stance(stance: ReviewStance) -> impl FnOnce(&mut Verdict) {
    move |verdict| verdict.stance = Some(stance)
}

fn cards(graph: &Graph, reviews: &Reviews, order: Order) -> Vec<Card> {
    arrange(graph, reviews, Subject::strategies(&graph.atlas).collect(), order, TODAY)
}

fn slugs(cards: &[Card]) -> Vec<&str> {
    cards.iter().filter_map(|card| card.subject.strip_prefix("strategy/")).collect()
}

#[test]
fn orders_read_back_as_written() {
    for text in ["lever", "due", "information", "disputed", "random:7", "name"] {
        assert_eq!(text.parse::<Order>().map(|order| order.to_string()).as_deref(), Ok(text));
    }
    for text in ["random", "random:", "random:x", "Name", ""] {
        assert!(text.parse::<Order>().is_err(), "{text}");
    }
}

#[test]
fn by_lever_pulls_stay_together() {
    let graph = graph(&[&[], &[], &[], &[], &[]]);
    let cards = cards(&graph, &Reviews::default(), Order::Lever);
    // Up, neutral, down.
    assert_eq!(slugs(&cards), ["n1", "n4", "n2", "n0", "n3"]);
    assert!(cards.iter().all(|card| card.why.is_none()));
}

#[test]
fn what_is_due_comes_first_then_the_new_then_the_old() {
    let graph = graph(&[&[], &[], &[], &[], &[]]);
    let mut ada = JournalBuilder::new("ada", date(2026, 1, 1));
    let text = |at: usize| Subject::parse(&graph.atlas, &format!("n{at}")).unwrap().text(&graph.atlas);
    ada.judge_text("strategy/n4", &text(4), stance(ReviewStance::Back));
    ada.judge_text("strategy/n1", &text(1), stance(ReviewStance::Back));
    ada.judge_text("strategy/n2", &text(2), |verdict| verdict.signal = Some(Signal::new(Status::Watching)));
    ada.judge_text("strategy/n3", "older", |verdict| verdict.next = Some(date(2026, 5, 1)));
    let cards = cards(&graph, &reviews(&[&ada]), Order::Due);
    assert_eq!(slugs(&cards), ["n3", "n2", "n0", "n4", "n1"]);
    let why: Vec<Option<&str>> = cards.iter().map(|card| card.why.as_deref()).collect();
    let first = "Its review date was 2026-05-01; its text has changed since the verdict.";
    assert_eq!(why, [Some(first), Some("Its watched signal was to be checked by 2026-01-31."), None, None, None]);
}

#[test]
fn information_is_what_is_contested_central_or_beside_a_change_of_mind() {
    // n0 conflicts with all others, n1 only with n0.
    let graph = graph(&[&[1, 2, 3, 4], &[0], &[0], &[0], &[0], &[]]);
    let mut ada = JournalBuilder::new("ada", date(2026, 5, 1));
    let mut bob = JournalBuilder::new("bob", date(2026, 5, 2));
    ada.judge("strategy/n5", stance(ReviewStance::Back));
    bob.judge("strategy/n5", stance(ReviewStance::Reject));
    ada.forecast("strategy/n3", date(2027, 1, 1), 10);
    bob.forecast("strategy/n3", date(2027, 1, 1), 60);
    let found = cards(&graph, &reviews(&[&ada, &bob]), Order::Information);
    // n0 and n5 weigh 1; n3 a half for its forecasts and a quarter for one of four relations; the rest a quarter.
    assert_eq!(slugs(&found), ["n0", "n5", "n3", "n1", "n2", "n4"]);
    let why = |cards: &[Card], subject: &str| {
        cards.iter().find(|card| card.subject.ends_with(subject)).unwrap().why.clone().unwrap_or_default()
    };
    assert_eq!(why(&found, "n0"), "Central, with 4 relations.");
    assert_eq!(why(&found, "n5"), "Judged back by you, reject by bob.");
    assert_eq!(why(&found, "n3"), "Forecasts of its signal by 2027-01-01 go from 10% to 60%.");
    assert_eq!(why(&found, "n1"), "");
    ada.judge("strategy/n0", stance(ReviewStance::Back));
    ada.wait(10).judge("strategy/n0", stance(ReviewStance::Doubt));
    let found = cards(&graph, &reviews(&[&ada, &bob]), Order::Information);
    assert_eq!(why(&found, "n1"), "Conflicts with N0, on which you changed your mind on 2026-05-11.");
    assert_eq!(slugs(&found)[0], "n3", "its forecasts and the change of mind beside it");
}

#[test]
fn what_reviewers_disagree_on_comes_first_and_says_who_stands_where() {
    let graph = graph(&[&[], &[], &[], &[]]);
    let mut scribes = ["ada", "bob", "cyd"].map(|name| JournalBuilder::new(name, date(2026, 5, 1)));
    for (subject, stances) in [
        ("strategy/n1", [Some(ReviewStance::Back), Some(ReviewStance::Back), None]),
        ("strategy/n2", [Some(ReviewStance::Back), Some(ReviewStance::Back), Some(ReviewStance::Doubt)]),
        ("strategy/n3", [Some(ReviewStance::Back), Some(ReviewStance::Doubt), Some(ReviewStance::Reject)]),
    ] {
        for (scribe, said) in scribes.iter_mut().zip(stances) {
            if let Some(said) = said {
                scribe.judge(subject, stance(said));
            }
        }
    }
    let reviews = reviews(&scribes.iter().collect::<Vec<_>>());
    let first = cards(&graph, &reviews, Order::Disputed);
    // All three pairs disagree on n3, two of three on n2, none on n1, and nobody has judged n0.
    assert_eq!(slugs(&first), ["n3", "n2", "n0", "n1"]);
    let why: Vec<Option<&str>> = first.iter().map(|card| card.why.as_deref()).collect();
    let both = ["Judged back by you, doubt by bob, reject by cyd.", "Judged back by you and bob, doubt by cyd."];
    assert_eq!(why, [Some(both[0]), Some(both[1]), None, None]);
    // Cards in any other order show the ratings as well, unless they have a separate reason.
    let by_name = disputed(cards(&graph, &reviews, Order::Name), &reviews, &graph.atlas);
    assert_eq!(by_name, [first[1].clone(), first[0].clone()]);
    let due = vec![Card { subject: "strategy/n2".to_owned(), why: Some("It is time.".to_owned()) }];
    assert_eq!(disputed(due.clone(), &reviews, &graph.atlas), due);
}

#[test]
fn a_change_of_mind_long_ago_counts_no_more() {
    let graph = graph(&[&[1], &[0]]);
    let mut ada = JournalBuilder::new("ada", date(2025, 1, 1));
    ada.judge("strategy/n0", stance(ReviewStance::Back));
    ada.judge("strategy/n0", stance(ReviewStance::Doubt));
    let found = cards(&graph, &reviews(&[&ada]), Order::Information);
    assert!(found.iter().all(|card| card.why.as_deref() == Some("Central, with 1 relations.")), "{found:?}");
}

proptest! {
    #[test]
    fn chance_is_the_same_for_the_same_seed_and_for_any_part(seed: u64, is_in in prop::collection::vec(any::<bool>(), 8)) {
        let graph = graph(&[&[], &[], &[], &[], &[], &[], &[], &[]]);
        let all: Vec<Subject> = Subject::strategies(&graph.atlas).collect();
        let reviews = Reviews::default();
        let whole = arrange(&graph, &reviews, all.clone(), Order::Random(seed), TODAY);
        let some: Vec<Subject> = all.iter().zip(&is_in).filter(|(_, is_in)| **is_in).map(|(subject, _)| *subject).rev().collect();
        let paths: Vec<String> = some.iter().map(|subject| subject.path(&graph.atlas)).collect();
        let part = arrange(&graph, &reviews, some, Order::Random(seed), TODAY);
        let expected: Vec<Card> = whole.into_iter().filter(|card| paths.contains(&card.subject)).collect();
        prop_assert_eq!(part, expected);
    }
}

#[test]
fn seeds_differ() {
    let graph = graph(&[&[], &[], &[], &[], &[], &[], &[], &[]]);
    let order = |seed| cards(&graph, &Reviews::default(), Order::Random(seed));
    assert_ne!(order(1), order(2));
}
