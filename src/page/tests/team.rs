//! What several reviewers have recorded, on every page that shows it, and hidden from one who has not judged.

use jiff::civil::{Date, date};

use super::*;
use crate::review::test_journal::JournalBuilder;
use crate::review::{
    Card, Change, Consensus, JournalEvent, OthersPolicy, Percent, ReviewStance, Reviews, SessionStart, Subject, Verdict,
};

const TODAY: Date = date(2026, 4, 1);
const PAUSE: &str = "strategy/pause";

fn bets() -> Graph {
    Graph::new(data::fixture(include_str!("../../review/tests/atlas.toml")))
}

/// Adds a stance of `by` on `pause`, a day after the last line.
fn judge(lines: &mut Vec<crate::review::Line>, day: Date, by: &str, stance: ReviewStance) {
    let graph = bets();
    let text = Subject::parse(&graph.atlas, PAUSE).unwrap().text(&graph.atlas);
    let mut journal = JournalBuilder::new(by, day);
    journal.judge_text(PAUSE, &text, |verdict| {
        verdict.stance = Some(stance);
        verdict.confidence = Percent::new(60);
    });
    lines.extend(journal.lines);
}

/// Ada backs and bob rejects `pause`, then both settle on doubt; cyd has judged `go` alone.
fn team() -> Vec<crate::review::Line> {
    let mut lines = Vec::new();
    judge(&mut lines, date(2026, 3, 1), "ada", ReviewStance::Back);
    judge(&mut lines, date(2026, 3, 2), "bob", ReviewStance::Reject);
    let atlas = bets().atlas;
    let set = Change::of_consensus(&Verdict { stance: Some(ReviewStance::Doubt), ..Verdict::default() });
    let text = Subject::parse(&atlas, PAUSE).ok().map(|subject| subject.digest(&atlas));
    let reviews = Reviews::fold("bob", lines.clone());
    let between = ["ada", "bob"].map(str::to_owned).to_vec();
    let settled = reviews.settle(PAUSE, between, set, Some("The record is thin.".to_owned()));
    let mut bob = JournalBuilder::new("bob", date(2026, 3, 3));
    bob.write(JournalEvent::Consensus(Consensus { text, ..settled }.into()));
    lines.extend(bob.lines);
    let mut cyd = JournalBuilder::new("cyd", date(2026, 3, 4));
    cyd.judge("strategy/go", |verdict| verdict.stance = Some(ReviewStance::Back));
    lines.extend(cyd.lines);
    lines
}

fn page(lines: &[crate::review::Line], me: &str, path: &str, policy: OthersPolicy) -> Page {
    let graph = bets();
    let reviews = Reviews::fold(me, lines.to_vec()).with_others(policy);
    built(path, &PageContext { reviews: &reviews, today: TODAY, ..PageContext::new(&graph) })
}

#[test]
fn pages_show_what_was_settled_and_who_has_changed_since() {
    let mut lines = team();
    let shown = |lines: &[_], path: &str| section(&page(lines, "ada", path, OthersPolicy::Reviewers), "Consensus");
    let settled = "doubt | ada and bob · settled · 29 days ago · “The record is thin.”";
    assert_eq!(shown(&lines, PAUSE), ["# Consensus (1)".to_owned(), format!("- {settled}")]);
    assert_eq!(
        shown(&lines, "reviews")[1],
        format!("- Pause {{back}} | doubt · {}", settled.strip_prefix("doubt | ").unwrap())
    );
    let reviews = page(&lines, "ada", "reviews", OthersPolicy::Reviewers);
    assert!(!text(&reviews.kicker).contains("to settle"), "{}", text(&reviews.kicker));
    assert_eq!(section(&reviews, "Disagreements")[2], "+ Pause | back 60% | reject 60% | settled");
    judge(&mut lines, date(2026, 3, 5), "bob", ReviewStance::Doubt);
    assert!(shown(&lines, PAUSE)[1].contains("settled, bob changed since"), "{:?}", shown(&lines, PAUSE));
    let reviews = page(&lines, "ada", "reviews", OthersPolicy::Reviewers);
    assert!(text(&reviews.kicker).contains(". 1 disagreement to settle. "), "{}", text(&reviews.kicker));
    let session = page(&lines, "ada", "session", OthersPolicy::Reviewers);
    assert!(section(&session, "What can be reviewed")[1].starts_with("- 1 disagreement to settle"), "first what waits");
    let others = section(&page(&lines, "ada", PAUSE, OthersPolicy::Reviewers), "Verdicts of others");
    assert_eq!(others[1], "- bob | doubt 60% · after seeing");
}

#[test]
fn a_stance_after_seeing_is_marked_on_the_page_and_in_its_history() {
    let mut lines = team();
    judge(&mut lines, date(2026, 3, 6), "ada", ReviewStance::Reject);
    let page = page(&lines, "ada", PAUSE, OthersPolicy::Reviewers);
    assert!(section(&page, "Your verdict").contains(&"Verdict: reject 60% · after seeing".to_owned()));
    let history = section(&page, "History of your verdict");
    let is_marked: Vec<bool> = history[1..].iter().map(|row| row.ends_with("(after seeing)")).collect();
    assert_eq!(is_marked, [true, false], "{history:?}");
}

#[test]
fn whoever_has_not_judged_sees_neither_verdicts_nor_consensus_nor_disagreement() {
    let lines = team();
    let titles_of = |path: &str, policy| titles(&page(&lines, "cyd", path, policy), Part::Main);
    for (path, hidden) in
        [(PAUSE, &["Consensus", "Verdicts of others"][..]), ("reviews", &["Consensus", "Disagreements"])]
    {
        let (closed, open) = (titles_of(path, OthersPolicy::Reviewers), titles_of(path, OthersPolicy::Open));
        for title in hidden {
            assert!(!closed.iter().any(|one| one == title), "{path}: {closed:?}");
            assert!(open.iter().any(|one| one == title), "{path}: {open:?}");
        }
    }
    let notice = rows(&page(&lines, "cyd", PAUSE, OthersPolicy::Reviewers).blocks);
    assert!(notice.iter().any(|row| row.contains("2 others judged this")), "{notice:?}");
    let agreement = |policy| {
        let shown = page(&lines, "cyd", "statistics", policy);
        (section(&shown, "Agreement of reviewers"), rows(&shown.blocks).join("\n") + &text(&shown.kicker))
    };
    let (hidden, all) = agreement(OthersPolicy::Reviewers);
    assert!(hidden.is_empty() && !all.contains("lpha") && !all.contains("bob"), "{all}");
    let shown = agreement(OthersPolicy::Open).0;
    assert_eq!(shown[2..], ["> Too few to say below 10 shared subjects."], "no table without figures: {shown:?}");
}

#[test]
fn the_card_of_a_consensus_compares_the_verdicts_and_hides_nothing_of_them() {
    let mut lines = team();
    let mut ada = JournalBuilder::new("ada", date(2026, 3, 7));
    let start = SessionStart { queue: vec![Card::plain(PAUSE)], consensus: true, ..SessionStart::default() };
    ada.write(JournalEvent::Start(start.into()));
    lines.extend(ada.lines);
    let card = page(&lines, "ada", "card", OthersPolicy::Reviewers);
    assert_eq!(panel(&card, "ada (you)"), ["Stance: back 60%", "Date: 2026-03-01"]);
    assert_eq!(panel(&card, "bob"), ["Stance: reject 60%", "Date: 2026-03-02"]);
    assert!(section(&card, "Consensus")[1].starts_with("- doubt | ada and bob · settled"));
    assert!(section(&card, "Verdicts of others").is_empty() && section(&card, "History of your verdict").is_empty());
    // The verdicts of three or more reviewers are rows of a table.
    judge(&mut lines, date(2026, 3, 8), "cyd", ReviewStance::Back);
    let card = page(&lines, "ada", "card", OthersPolicy::Reviewers);
    let all = rows(&card.blocks);
    for name in ["ada (you)", "bob", "cyd"] {
        assert!(all.iter().any(|row| row.contains(name) && row.contains("60%")), "{name}: {all:?}");
    }
}
