//! What the reviewer has said, on every page that shows it.

use crate::document::Part;
use jiff::civil::{Date, date};

use super::*;
use crate::review::test_journal::JournalBuilder;
use crate::review::{
    Answer, Card, Check, JournalEvent, Outcome, ReviewStance, Reviews, SessionStart, Signal, Status, Subject,
};

const TODAY: Date = date(2026, 4, 1);

/// The graph of two strategies that conflict, `pause` and `go`.
fn bets() -> Graph {
    Graph::new(data::fixture(include_str!("../../review/tests/atlas.toml")))
}

/// Someone who backs `pause` though its signal has landed, and judged an older text of `go`.
fn scribe(graph: &Graph) -> JournalBuilder {
    let mut scribe = JournalBuilder::new("ada", date(2026, 3, 1));
    let pause = Subject::parse(&graph.atlas, "strategy/pause").unwrap().text(&graph.atlas);
    scribe.judge_text("strategy/pause", &pause, |verdict| {
        verdict.stance = Some(ReviewStance::Back);
        verdict.signal = Some(Signal {
            status: Status::Landed,
            date: Some(date(2026, 2, 2)),
            evidence: Some("https://example.org/it".to_owned()),
        });
        verdict.identity.extend([(1, Answer::Bet), (2, Answer::Identity), (3, Answer::Identity)]);
    });
    scribe.write(JournalEvent::Text {
        digest: crate::review::Digest::of("Thesis: Old.\n"),
        body: "Thesis: Old.\n".to_owned(),
    });
    scribe.judge_text("strategy/go", "Thesis: Old.\n", |verdict| {
        verdict.stance = Some(ReviewStance::Doubt);
        verdict.next = Some(date(2026, 3, 22));
    });
    scribe
}

fn page_of(graph: &Graph, scribe: &JournalBuilder, path: &str) -> Page {
    let reviews = Reviews::fold("ada", scribe.lines.clone());
    let context = PageContext::new(graph).reviewed(&reviews, TODAY);
    page(context, Place::parse(&graph.atlas, path).expect("a place"), &ViewOptions::default())
}

#[test]
fn reviews_show_the_state_of_all() {
    let graph = bets();
    let scribe = scribe(&graph);
    let page = page_of(&graph, &scribe, "reviews");
    assert_eq!(rows(&page.blocks[..1]), ["Reviewer: ada", "Judged: 2 of 2 strategies", "Stances: 1 back · 1 doubt"]);
    assert_eq!(
        section(&page, "To look at again"),
        ["# To look at again (1)", "- Go {doubt} | due 10 days ago · the text has changed since"]
    );
    assert_eq!(section(&page, "Bet or identity?")[0], "# Bet or identity? (1) [backed after the signal landed]");
    assert_eq!(
        section(&page, "Verdicts"),
        [
            "# Verdicts (2)",
            "- Go {doubt} | doubt · 31 days ago · of an older text · due 10 days ago",
            "- Pause {back} | back, signal landed, held as an identity · 31 days ago",
        ]
    );
    let nothing = page_of(&graph, &JournalBuilder::new("ada", TODAY), "reviews");
    assert_eq!(nothing.blocks.len(), 1);
}

#[test]
fn what_has_no_stance_yet_is_called_that_everywhere() {
    let graph = bets();
    let mut scribe = JournalBuilder::new("ada", date(2026, 3, 31));
    scribe.judge("strategy/go", |verdict| verdict.identity.extend([(1, Answer::Bet)]));
    let page = page_of(&graph, &scribe, "reviews");
    assert_eq!(rows(&page.blocks[..1])[1..], ["Judged: 1 of 2 strategies", "Stances: 1 no stance yet"]);
    assert_eq!(section(&page, "Verdicts")[1], "- Go {no stance} | held as a bet · yesterday · of an older text");
}

#[test]
fn reviews_tell_what_the_team_disagrees_on_unless_that_would_give_away_what_was_said() {
    let graph = bets();
    let mut lines = scribe(&graph).lines;
    let mut bob = JournalBuilder::new("bob", date(2026, 3, 2));
    bob.judge("strategy/pause", |verdict| verdict.stance = Some(ReviewStance::Reject));
    bob.judge("strategy/go", |verdict| verdict.stance = Some(ReviewStance::Doubt));
    lines.extend(bob.lines);
    let told = |lines: Vec<_>, me| {
        let reviews = Reviews::fold(me, lines);
        let context = PageContext::new(&graph).reviewed(&reviews, TODAY);
        section(
            &page(context, Place::parse(&graph.atlas, "reviews").expect("a place"), &ViewOptions::default()),
            "Disagreements",
        )
    };
    let heading = "# Disagreements (1)";
    assert_eq!(told(lines.clone(), "ada"), [heading, "- Pause {back} | back by you, reject by bob"]);
    assert_eq!(told(lines.clone(), "cyd"), [heading, "- Pause | back by ada, reject by bob"], "who has judged nothing");
    let mut blind = JournalBuilder::new("ada", date(2026, 3, 20));
    let start = SessionStart { queue: vec![Card::plain("strategy/pause")], blind: true, ..SessionStart::default() };
    blind.write(JournalEvent::Start(start));
    lines.extend(blind.lines);
    assert_eq!(told(lines, "ada"), [""; 0]);
}

#[test]
fn signals_are_listed_by_how_far_they_have_come() {
    let graph = bets();
    let mut scribe = scribe(&graph);
    scribe.forecast("strategy/go", date(2026, 6, 1), 30);
    let page = page_of(&graph, &scribe, "watch");
    assert_eq!(titles(&page, Part::Main), ["Bet or identity?", "Landed", "Not looked for yet"]);
    assert_eq!(section(&page, "Bet or identity?")[2], "- Pause {back} | 2 of 3 answers are those of an identity");
    assert_eq!(
        section(&page, "Landed")[1],
        "- Pause {back} | 2026-02-02 · https://example.org/it · Nothing is learnt while it lasts."
    );
    assert_eq!(
        section(&page, "Not looked for yet")[1],
        "- Go {doubt} | 30% by 2026-06-01 (in 2 months) · Building costs more than waiting did."
    );
    let resolve = JournalEvent::Resolve {
        on: "strategy/go".to_owned(),
        until: date(2026, 6, 1),
        outcome: Outcome::NotLanded,
        date: date(2026, 3, 30),
        evidence: Some("https://example.org/no".to_owned()),
    };
    scribe.write(resolve);
    scribe.forecast("strategy/go", date(2027, 1, 1), 20);
    assert_eq!(
        section(&page_of(&graph, &scribe, "watch"), "Not looked for yet")[1],
        "- Go {doubt} | 20% by 2027-01-01 (in 9 months) · 30% by 2026-06-01 (did not land, as of 2026-03-30): \
         https://example.org/no · Building costs more than waiting did."
    );
}

#[test]
fn a_strategy_tells_its_verdict_and_how_it_came_about() {
    let graph = bets();
    let mut scribe = scribe(&graph);
    scribe.forecast("strategy/pause", date(2026, 6, 1), 30);
    scribe.resolve("strategy/pause", date(2026, 6, 1), Outcome::Landed, date(2026, 3, 3));
    let line = scribe.judge("strategy/pause", |verdict| verdict.note = Some("Hm.".to_owned()));
    scribe.write(JournalEvent::Undo { line });
    let page = page_of(&graph, &scribe, "strategy/pause");
    let verdict = section(&page, "Your verdict");
    assert_eq!(verdict[0], "# Your verdict [31 days ago]");
    assert!(verdict[1].starts_with("! You still back this"), "{verdict:?}");
    assert_eq!(verdict[5], "Forecast: 30% by 2026-06-01 (landed on 2026-03-03)");
    assert_eq!(section(&page, "How you came to it")[1], "2026-03-01 12:06: note “Hm.” (taken back)");
}

#[test]
fn a_note_of_several_lines_keeps_them_on_its_page_and_is_one_line_in_lists() {
    let graph = bets();
    let mut scribe = scribe(&graph);
    scribe.judge("strategy/pause", |verdict| verdict.note = Some("One reason:\n# first\n\nAnother.".to_owned()));
    let page = page_of(&graph, &scribe, "strategy/pause");
    let told = rows(&page.blocks);
    let at = told.iter().position(|row| row.ends_with("# Note")).expect("a heading");
    assert_eq!(told[at + 1..at + 4], ["One reason:", "# first", "Another."]);
    assert!(!told.iter().any(|row| row.starts_with("Note:")));
    assert!(section(&page, "How you came to it")[1].ends_with("note “One reason: # first Another.”"));
    let list = section(&page_of(&graph, &scribe, "reviews"), "Verdicts");
    assert!(list.iter().any(|row| row.ends_with("“One reason: # first Another.”")), "{list:?}");
}

#[test]
fn a_person_tells_the_verdicts_on_their_record_and_how_they_came_about() {
    let graph = bets();
    let mut scribe = scribe(&graph);
    let person = &graph.atlas.people.rows()[0];
    let place = format!("person/{}", person.slug);
    assert_eq!(section(&page_of(&graph, &scribe, &place), "Your verdicts on the record"), [""; 0]);
    let held: Vec<String> = Subject::positions(&graph.atlas).map(|subject| subject.path(&graph.atlas)).collect();
    let text = |on: &str| Subject::parse(&graph.atlas, on).unwrap().text(&graph.atlas);
    scribe.judge_text(&held[0], &text(&held[0]), |verdict| verdict.record = Some(Check::Agree));
    scribe.wait(5).judge_text(&held[0], &text(&held[0]), |verdict| {
        verdict.record = Some(Check::Wrong);
        verdict.note = Some("No such claim.".to_owned());
    });
    let told = section(&page_of(&graph, &scribe, &place), "Your verdicts on the record");
    assert_eq!(told[0], "# Your verdicts on the record (1)");
    assert!(told[1].ends_with("[26 days ago]"), "{told:?}");
    assert_eq!(
        told[2..],
        [
            "Verdict: record: wrong",
            "Note: No such claim.",
            "2026-03-06 12:05: record wrong, note “No such claim.”",
            "2026-03-01 12:04: record agree",
        ]
    );
}

#[test]
fn lists_and_portfolios_mark_what_was_said() {
    let graph = bets();
    let scribe = scribe(&graph);
    let strategies = page_of(&graph, &scribe, "strategies");
    let marked = rows(&strategies.blocks).into_iter().filter(|row| row.contains('{')).count();
    assert_eq!(marked, 2);
    let path = graph.atlas.portfolios.rows().first().map(|row| format!("portfolio/{}", row.slug)).unwrap();
    let portfolio = rows(&page_of(&graph, &scribe, &path).blocks);
    let flag = "! You still back what you have marked as falsified by its own signal: Pause";
    assert!(portfolio.iter().any(|row| row == flag), "{portfolio:?}");
}

#[test]
fn a_card_has_all_there_is_to_judge_by() {
    let graph = bets();
    let mut scribe = scribe(&graph);
    scribe.start(&["strategy/go", "strategy/pause"]);
    let page = page_of(&graph, &scribe, "card");
    assert_eq!(page.title, "Go");
    assert_eq!(
        titles(&page, Part::Main),
        [
            "What has changed since you judged it",
            "Mechanism",
            "Falsification signal",
            "Relations",
            "People on the record"
        ]
    );
    let changed = section(&page, "What has changed since you judged it");
    assert!(changed.iter().any(|row| row.contains("[-Old.-]")) && changed.iter().any(|row| row.contains("{+")));
    assert!(section(&page, "Relations")[1].starts_with("Conflicts with: Pause"));
    let idle = page_of(&graph, &JournalBuilder::new("ada", TODAY), "card");
    assert!(rows(&idle.blocks)[0].starts_with("! No review is going on"));
}

#[test]
fn a_card_says_why_it_comes_where_it_comes_unless_that_would_give_away_what_was_said() {
    let graph = bets();
    let first = |order: &str, blind: bool| {
        let mut scribe = scribe(&graph);
        let card = Card { on: "strategy/go".to_owned(), why: Some("Judged doubt by you, back by bob.".to_owned()) };
        let start = SessionStart { queue: vec![card], order: order.to_owned(), blind, of: None };
        scribe.session = Some(scribe.write(JournalEvent::Start(start)));
        let captions = |scribe: &JournalBuilder| -> Vec<String> {
            let all = rows(&page_of(&graph, scribe, "card").blocks);
            all.into_iter().take_while(|row| !row.starts_with('#')).collect()
        };
        let before = captions(&scribe);
        scribe.judge("strategy/go", |verdict| verdict.stance = Some(ReviewStance::Back));
        [before, captions(&scribe)].map(|told| told.iter().any(|row| row.contains("Why it comes here: Judged doubt")))
    };
    assert_eq!(first("disputed", false), [true, true]);
    assert_eq!(first("disputed", true), [false, true]);
    assert_eq!(first("due", false), [false, false], "what is due is told as it is now");
}

#[test]
fn a_blind_review_hides_what_was_said_before_until_a_stance_is_taken() {
    let graph = bets();
    let mut scribe = scribe(&graph);
    let id = scribe.start(&["strategy/pause"]);
    // The same session, blind.
    let start = scribe.lines.pop().unwrap();
    let JournalEvent::Start(start) = start.event else { panic!("a session starts with its start") };
    scribe.session = None;
    let blind = scribe.write(JournalEvent::Start(SessionStart { blind: true, ..start }));
    assert!(blind > id);
    scribe.session = Some(blind);
    let is_told =
        |scribe: &JournalBuilder| !section(&page_of(&graph, scribe, "strategy/pause"), "Your verdict").is_empty();
    assert!(!is_told(&scribe));
    scribe.judge("strategy/pause", |verdict| verdict.note = Some("Hm.".to_owned()));
    assert!(!is_told(&scribe), "a note is no stance");
    scribe.judge("strategy/pause", |verdict| verdict.stance = Some(ReviewStance::Reject));
    assert!(is_told(&scribe));
}
