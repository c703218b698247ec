//! Verdicts of the reviewer, on every page that shows them.

use crate::document::Part;
use jiff::civil::{Date, date};

use super::*;
use crate::review::test_journal::JournalBuilder;
use crate::review::{
    Answer, Card, Check, ClaimCheck, JournalEvent, Outcome, Percent, ReviewStance, Reviews, SessionStart, Signal,
    Status, Subject,
};

const TODAY: Date = date(2026, 4, 1);

/// Returns the graph of two conflicting strategies, `pause` and `go`.
fn bets() -> Graph {
    Graph::new(data::fixture(include_str!("../../review/tests/atlas.toml")))
}

/// Returns the journal of a reviewer who backs `pause` though its signal has landed, and judged an older text of `go`.
fn journal(graph: &Graph) -> JournalBuilder {
    let mut journal = JournalBuilder::new("ada", date(2026, 3, 1));
    let pause = Subject::parse(&graph.atlas, "strategy/pause").unwrap().text(&graph.atlas);
    journal.judge_text("strategy/pause", &pause, |verdict| {
        verdict.stance = Some(ReviewStance::Back);
        verdict.signal = Some(Signal {
            status: Status::Landed,
            date: Some(date(2026, 2, 2)),
            evidence: Some("https://example.org/it".to_owned()),
        });
        verdict.identity.extend([(1, Answer::Bet), (2, Answer::Identity), (3, Answer::Identity)]);
    });
    journal.write(JournalEvent::Text {
        digest: crate::review::Digest::of("Thesis: Old.\n"),
        body: "Thesis: Old.\n".to_owned().into(),
    });
    journal.judge_text("strategy/go", "Thesis: Old.\n", |verdict| {
        verdict.stance = Some(ReviewStance::Doubt);
        verdict.next = Some(date(2026, 3, 22));
    });
    journal
}

fn page_of(graph: &Graph, journal: &JournalBuilder, path: &str) -> Page {
    let reviews = Reviews::fold("ada", journal.lines.clone());
    let context = PageContext { reviews: &reviews, today: TODAY, ..PageContext::new(graph) };
    built(path, &context)
}

#[test]
fn reviews_list_verdicts_and_what_is_due() {
    let graph = bets();
    let journal = journal(&graph);
    let page = page_of(&graph, &journal, "reviews");
    let figures = "You judged 2 of 2 strategies. 1 review is due. Reviewer ada.";
    assert_eq!(text(&page.kicker), figures);
    assert_eq!(
        section(&page, "Due for review")[1..],
        ["/ Subject | Verdict | Why", "+ Go | doubt | due 10 days ago · the text has changed since"]
    );
    let warning = "! Bet or identity? Backed although the signal landed: Pause".to_owned();
    assert!(rows(&page.blocks).contains(&warning), "named once, and in full among the verdicts");
    assert_eq!(
        section(&page, "Verdicts"),
        [
            "# Verdicts (2) ~ 1 back · 1 doubt · all judged 31 days ago",
            "/ Subject | Verdict | Signal | Due | Remarks",
            "+ Go | doubt |  | 10 days ago | of an earlier text",
            "+ Pause | back | landed |  | held as an identity",
        ],
        "a date that all verdicts have is in the heading"
    );
    let mut more = journal.clone();
    more.wait(5).judge("commitment/pause/1", |verdict| verdict.claim = Some(ClaimCheck::Holds));
    let verdicts = section(&page_of(&graph, &more, "reviews"), "Verdicts");
    assert_eq!(verdicts[0], "# Verdicts (3) ~ 1 back · 1 doubt");
    assert_eq!(verdicts[1], "/ Subject | Verdict | Signal | Judged | Due | Remarks");
}

#[test]
fn what_nobody_judged_takes_no_column() {
    let graph = bets();
    let mut journal = JournalBuilder::new("ada", date(2026, 3, 1));
    journal.judge("strategy/pause", |verdict| {
        verdict.stance = Some(ReviewStance::Back);
        verdict.confidence = Percent::new(80);
    });
    let rows_of = |journal: &JournalBuilder| rows(&page_of(&graph, journal, "consistency").blocks);
    let before = rows_of(&journal);
    assert!(before.contains(&"/ Strategy | Its signal".to_owned()), "{before:?}");
    assert!(before.contains(&"/ Claim | At stake".to_owned()), "{before:?}");
    journal.judge("commitment/pause/1", |verdict| {
        verdict.claim = Some(ClaimCheck::Holds);
        verdict.confidence = Percent::new(70);
    });
    let after = rows_of(&journal);
    assert!(after.contains(&"/ Strategy | Its signal | Weakest commitment".to_owned()), "{after:?}");
    assert!(after.contains(&"/ Claim | At stake | Risk".to_owned()), "{after:?}");
}

#[test]
fn pages_without_verdicts_invite_to_review_and_name_the_keys() {
    let graph = bets();
    let keys = PageKeys::new([
        ("follow", "Enter".to_owned()),
        ("review", "R".to_owned()),
        ("judge-back", "b".to_owned()),
        ("judge-doubt", "d".to_owned()),
        ("confidence", "%".to_owned()),
    ]);
    for path in ["reviews", "statistics", "consistency", "session", "card"] {
        let page = built(path, &PageContext { keys: &keys, ..PageContext::new(&graph) });
        let shown = rows(&page.blocks);
        assert!(shown[0].contains("his page will"), "{path}: {shown:?}");
        assert!(page.kicker.is_empty() || path == "card", "{path}: no counts of nothing");
        let subjects = section(&page, "What can be reviewed");
        assert!(subjects[1].starts_with("- 2 strategies | back, doubt"), "{path}: {subjects:?}");
        let is_start = |row: &String| row.contains("starts their review") && row.contains("R lists all reviews");
        assert!(subjects.iter().any(is_start), "{path}: {subjects:?}");
        let steps = section(&page, "How a review works");
        assert_eq!(steps.is_empty(), path != "reviews", "{path}: the keys are explained on one page");
        let without_keys = built(path, &PageContext::new(&graph));
        let subjects = section(&without_keys, "What can be reviewed");
        assert!(subjects.iter().any(|row| row.contains("stratlas review starts")), "{path}: {subjects:?}");
        if path == "reviews" {
            assert!(steps[1].starts_with("Stance: b d  back it"), "{steps:?}");
            assert!(steps[2].starts_with("Confidence: 0-9  how sure"), "{steps:?}");
            assert!(section(&without_keys, "How a review works")[1].starts_with("Stance: back it"));
        }
    }
}

#[test]
fn positions_and_commitments_are_counted_apart() {
    let graph = Graph::new(data::embedded().unwrap());
    let mut journal = JournalBuilder::new("ada", date(2026, 3, 31));
    journal.judge("strategy/pause", |verdict| verdict.stance = Some(ReviewStance::Back));
    for on in ["commitment/pause/1", "commitment/gradualism/1"] {
        journal.judge(on, |verdict| verdict.claim = Some(ClaimCheck::Holds));
    }
    journal.judge("position/yann-lecun/open-source-maximalism", |verdict| verdict.record = Some(Check::Agree));
    let page = page_of(&graph, &journal, "reviews");
    assert!(text(&page.kicker).starts_with("You judged 1 of 76 strategies. "), "{}", text(&page.kicker));
    assert!(section(&page, "Verdicts")[0].starts_with("# Verdicts (4) ~ 1 back"), "{:?}", section(&page, "Verdicts"));
}

#[test]
fn verdicts_without_a_stance_are_counted_as_such() {
    let graph = bets();
    let mut journal = JournalBuilder::new("ada", date(2026, 3, 31));
    journal.judge("strategy/go", |verdict| verdict.identity.extend([(1, Answer::Bet)]));
    let page = page_of(&graph, &journal, "reviews");
    assert_eq!(section(&page, "Verdicts")[0], "# Verdicts (1) ~ 1 without a stance");
    assert_eq!(section(&page, "Verdicts")[2], "+ Go | no stance | yesterday | held as a bet · of an earlier text");
}

#[test]
fn disagreements_are_listed_unless_a_blind_session_hides_them() {
    let graph = bets();
    let mut lines = journal(&graph).lines;
    let mut bob = JournalBuilder::new("bob", date(2026, 3, 2));
    bob.judge("strategy/pause", |verdict| verdict.stance = Some(ReviewStance::Reject));
    bob.judge("strategy/go", |verdict| verdict.stance = Some(ReviewStance::Doubt));
    lines.extend(bob.lines);
    let shown = |lines: Vec<_>, me| {
        let reviews = Reviews::fold(me, lines);
        let context = PageContext { reviews: &reviews, today: TODAY, ..PageContext::new(&graph) };
        section(&built("reviews", &context), "Disagreements")
    };
    let rows = |columns: &str| {
        ["# Disagreements (1)".to_owned(), format!("/ Subject | {columns}"), "+ Pause | back | reject".to_owned()]
    };
    assert_eq!(shown(lines.clone(), "ada"), rows("You | bob"));
    assert_eq!(shown(lines.clone(), "cyd"), rows("ada | bob"), "who has judged nothing");
    let mut many = lines.clone();
    for name in ["dee", "eli", "fay"] {
        let mut other = JournalBuilder::new(name, date(2026, 3, 3));
        other.judge("strategy/pause", |verdict| verdict.stance = Some(ReviewStance::Reject));
        many.extend(other.lines);
    }
    assert_eq!(shown(many, "ada")[1], "/ Subject | Judged", "too many reviewers for a column each");
    let mut blind = JournalBuilder::new("ada", date(2026, 3, 20));
    let start = SessionStart { queue: vec![Card::plain("strategy/pause")], blind: true, ..SessionStart::default() };
    blind.write(JournalEvent::Start(start.into()));
    lines.extend(blind.lines);
    assert_eq!(shown(lines, "ada"), [""; 0]);
}

#[test]
fn outcomes_of_a_few_forecasts_are_words_instead_of_a_plot() {
    let graph = bets();
    let mut journal = JournalBuilder::new("ada", date(2026, 3, 1));
    let mut settle = |month: i8, probability, outcome| {
        journal.forecast("strategy/pause", date(2026, month, 5), probability);
        journal.resolve("strategy/pause", date(2026, month, 5), outcome, date(2026, 3, 20));
        section(&page_of(&graph, &journal, "statistics"), "Calibration")
    };
    assert_eq!(settle(4, 60, Outcome::Landed)[1..], ["1 forecast at 60%: came true"]);
    assert_eq!(settle(5, 60, Outcome::NotLanded)[1..], ["2 forecasts at 60%: 1 came true"]);
    let both = settle(6, 10, Outcome::NotLanded);
    assert_eq!(both[1..], ["1 forecast at 10%: did not come true · 2 forecasts at 60%: 1 came true"]);
    settle(7, 10, Outcome::NotLanded);
    assert!(settle(8, 10, Outcome::NotLanded)[2].starts_with("~ 10"), "a plot of five forecasts");
}

#[test]
fn signals_are_grouped_by_status() {
    let graph = bets();
    let mut journal = journal(&graph);
    journal.forecast("strategy/go", date(2026, 6, 1), 30);
    let page = page_of(&graph, &journal, "watch");
    let questions = "Questions that tell a bet from an identity";
    assert_eq!(titles(&page, Part::Main), ["Landed", "Not checked yet", questions]);
    assert_eq!(
        text(&page.kicker),
        "2 strategies name what would prove them wrong. Of these signals, 1 landed, 0 watched, 0 not seen, 1 not checked yet."
    );
    assert_eq!(
        section(&page, "Landed")[1],
        "- Pause {back} | 2026-02-02 · https://example.org/it · still backed: 2 of 3 answers are those of an identity · \
         Nothing is learnt while it lasts."
    );
    assert_eq!(
        section(&page, "Not checked yet")[1],
        "- Go {doubt} | 30% by 2026-06-01 (in 2 months) · Building costs more than waiting did."
    );
    let resolve = JournalEvent::Resolve {
        subject: "strategy/go".to_owned(),
        until: date(2026, 6, 1),
        outcome: Outcome::NotLanded,
        date: date(2026, 3, 30),
        evidence: Some("https://example.org/no".to_owned()),
    };
    journal.write(resolve);
    journal.forecast("strategy/go", date(2027, 1, 1), 20);
    assert_eq!(
        section(&page_of(&graph, &journal, "watch"), "Not checked yet")[1],
        "- Go {doubt} | 20% by 2027-01-01 (in 9 months) · 30% by 2026-06-01 (did not land, as of 2026-03-30): \
         https://example.org/no · Building costs more than waiting did."
    );
}

#[test]
fn a_strategy_page_shows_the_verdict_and_its_history() {
    let graph = bets();
    let mut journal = journal(&graph);
    journal.forecast("strategy/pause", date(2026, 6, 1), 30);
    journal.resolve("strategy/pause", date(2026, 6, 1), Outcome::Landed, date(2026, 3, 3));
    let line = journal.judge("strategy/pause", |verdict| verdict.note = Some("Hm.".to_owned()));
    journal.write(JournalEvent::Undo { line });
    let page = page_of(&graph, &journal, "strategy/pause");
    let verdict = section(&page, "Your verdict");
    assert_eq!(verdict[0], "# Your verdict [31 days ago]");
    assert!(verdict[1].starts_with("! You still back this"), "{verdict:?}");
    assert_eq!(verdict[5], "Forecast: 30% by 2026-06-01 (landed on 2026-03-03)");
    assert_eq!(section(&page, "History of your verdict")[1], "2026-03-01 12:06: note “Hm.” (undone)");
}

#[test]
fn a_note_of_several_lines_is_one_line_in_lists() {
    let graph = bets();
    let mut journal = journal(&graph);
    journal.judge("strategy/pause", |verdict| verdict.note = Some("One reason:\n# first\n\nAnother.".to_owned()));
    let page = page_of(&graph, &journal, "strategy/pause");
    let rows = rows(&page.blocks);
    let at = rows.iter().position(|row| row.ends_with("# Note")).expect("a heading");
    assert_eq!(rows[at + 1..at + 4], ["One reason:", "# first", "Another."]);
    assert!(!rows.iter().any(|row| row.starts_with("Note:")));
    assert!(section(&page, "History of your verdict")[1].ends_with("note “One reason: # first Another.”"));
    let list = section(&page_of(&graph, &journal, "reviews"), "Verdicts");
    assert!(list.iter().any(|row| row.ends_with("“One reason: # first Another.”")), "{list:?}");
}

#[test]
fn a_person_page_shows_the_verdicts_on_positions() {
    let graph = bets();
    let mut journal = journal(&graph);
    let person = &graph.atlas.people.rows()[0];
    let place = format!("person/{}", person.slug);
    assert_eq!(section(&page_of(&graph, &journal, &place), "Your verdicts on the record"), [""; 0]);
    let paths: Vec<String> = Subject::positions(&graph.atlas).map(|subject| subject.path(&graph.atlas)).collect();
    let text = |on: &str| Subject::parse(&graph.atlas, on).unwrap().text(&graph.atlas);
    journal.judge_text(&paths[0], &text(&paths[0]), |verdict| verdict.record = Some(Check::Agree));
    journal.wait(5).judge_text(&paths[0], &text(&paths[0]), |verdict| {
        verdict.record = Some(Check::Wrong);
        verdict.note = Some("No such claim.".to_owned());
    });
    let rows = section(&page_of(&graph, &journal, &place), "Your verdicts on the record");
    assert_eq!(rows[0], "# Your verdicts on the record (1)");
    assert!(rows[1].ends_with("[26 days ago]"), "{rows:?}");
    assert_eq!(
        rows[2..],
        [
            "Verdict: record: wrong",
            "Note: No such claim.",
            "2026-03-06 12:05: record wrong, note “No such claim.”",
            "2026-03-01 12:04: record agree",
        ]
    );
}

#[test]
fn lists_and_portfolios_show_verdicts() {
    let graph = bets();
    let journal = journal(&graph);
    let strategies = page_of(&graph, &journal, "strategies");
    let marked = rows(&strategies.blocks).into_iter().filter(|row| row.contains('{')).count();
    assert_eq!(marked, 2);
    let path = graph.atlas.portfolios.rows().first().map(|row| format!("portfolio/{}", row.slug)).unwrap();
    let portfolio = rows(&page_of(&graph, &journal, &path).blocks);
    let notice = "! You still back these although you marked their falsification signals as landed: Pause";
    assert!(portfolio.iter().any(|row| row == notice), "{portfolio:?}");
}

#[test]
fn a_card_shows_the_strategy_and_its_changes() {
    let graph = bets();
    let mut journal = journal(&graph);
    journal.start(&["strategy/go", "strategy/pause"]);
    let page = page_of(&graph, &journal, "card");
    assert_eq!(page.title, "Go");
    assert_eq!(
        titles(&page, Part::Main),
        ["Changes since your verdict", "Mechanism", "Falsification signal", "Relations", "People on the record"]
    );
    let changed = section(&page, "Changes since your verdict");
    assert!(changed.iter().any(|row| row.contains("[-Old.-]")) && changed.iter().any(|row| row.contains("{+")));
    assert!(section(&page, "Relations")[1].starts_with("Conflicts with: Pause"));
    let idle = page_of(&graph, &JournalBuilder::new("ada", TODAY), "card");
    assert!(rows(&idle.blocks)[0].starts_with("No review is open"));
}

#[test]
fn a_card_shows_its_reason_unless_a_blind_session_hides_it() {
    let graph = bets();
    let first = |order: &str, blind: bool| {
        let mut journal = journal(&graph);
        let card =
            Card { subject: "strategy/go".to_owned(), why: Some("Judged doubt by you, back by bob.".to_owned()) };
        let start = SessionStart { queue: vec![card], order: order.to_owned(), blind, ..SessionStart::default() };
        journal.session = Some(journal.write(JournalEvent::Start(start.into())));
        let captions = |journal: &JournalBuilder| -> Vec<String> {
            let all = rows(&page_of(&graph, journal, "card").blocks);
            all.into_iter().take_while(|row| !row.starts_with('#')).collect()
        };
        let before = captions(&journal);
        journal.judge("strategy/go", |verdict| verdict.stance = Some(ReviewStance::Back));
        [before, captions(&journal)]
            .map(|rows| rows.iter().any(|row| row.contains("In the queue because: Judged doubt")))
    };
    assert_eq!(first("disputed", false), [true, true]);
    assert_eq!(first("disputed", true), [false, true]);
    assert_eq!(first("due", false), [false, false], "the reason is the current one");
}

#[test]
fn what_does_not_fit_is_on_the_first_page_and_at_the_end_of_a_session() {
    let graph = bets();
    let mut journal = journal(&graph);
    let is_on_home = |journal: &JournalBuilder| {
        panel(&page_of(&graph, journal, "home"), "Your reviews")
            .iter()
            .any(|row| row.starts_with("Do not fit together: 1"))
            && text(&page_of(&graph, journal, "home").kicker).starts_with("1 of your verdicts does not fit. ")
    };
    assert!(is_on_home(&journal), "{:?}", panel(&page_of(&graph, &journal, "home"), "Your reviews"));
    journal.session = Some(journal.start(&["strategy/pause", "strategy/go", "position/ada/go"]));
    journal.write(JournalEvent::Skip { card: "strategy/pause".to_owned() });
    journal.write(JournalEvent::End);
    let page = page_of(&graph, &journal, "session");
    assert_eq!(rows(&page.blocks[..1])[0], "Cards: 0 of 3 judged · 1 skipped · 2 left");
    let end = section(&page, "What does not fit");
    assert_eq!(end[0], "# What does not fit (1)");
    assert!(end[1].contains("Backed although its signal has landed"), "{end:?}");
    assert_eq!(end[2], "> Doubt it, correct the signal, or say why.");
    assert_eq!(end[3], "/ Strategy | Verdict | Signal landed", "the points are the confidence");
    journal.session = None;
    let start = SessionStart { blind: true, ..SessionStart::default() };
    journal.write(JournalEvent::Start(start.into()));
    assert!(!is_on_home(&journal), "a blind session hides it");
}

#[test]
fn a_blind_session_hides_the_earlier_verdict_until_a_stance() {
    let graph = bets();
    let mut journal = journal(&graph);
    let id = journal.start(&["strategy/pause"]);
    // The same session, blind.
    let start = journal.lines.pop().unwrap();
    let JournalEvent::Start(start) = start.event else { panic!("a session starts with its start") };
    journal.session = None;
    let blind = journal.write(JournalEvent::Start(SessionStart { blind: true, ..*start }.into()));
    assert!(blind > id);
    journal.session = Some(blind);
    let is_shown =
        |journal: &JournalBuilder| !section(&page_of(&graph, journal, "strategy/pause"), "Your verdict").is_empty();
    assert!(!is_shown(&journal));
    journal.judge("strategy/pause", |verdict| verdict.note = Some("Hm.".to_owned()));
    assert!(!is_shown(&journal), "a note is not a stance");
    journal.judge("strategy/pause", |verdict| verdict.stance = Some(ReviewStance::Reject));
    assert!(is_shown(&journal));
}
