//! Reviews by keys, with a real journal: judging, going on and back, taking back, being killed and coming back.

use std::path::Path;
use std::sync::Arc;

use stratlas::app::{Effect, Message, Recorded};
use stratlas::model::Reason;
use stratlas::review::{
    Advance, Card, Check, ClaimCheck, Outcome, Percent, ReviewStance, Reviews, SessionStart, Status, Threshold, Verdict,
};
use stratlas::store::journal::{Appended, Journals, Stamp};
use stratlas::ui::Theme;

use super::driver::{Driver, embedded};
use super::{assert_screen, here, rows, says};

const NOW: &str = "2026-11-25T10:00:00+01:00[Europe/Berlin]";

/// An explorer whose reviewer, ada, records in `data`.
pub(super) fn ada(data: &Path, size: (u16, u16)) -> Driver {
    let mut driver = Driver::new(embedded(), "home", size);
    driver.reviewing(data, "ada", NOW);
    driver
}

/// What is on disk.
pub(super) fn on_disk(data: &Path) -> Reviews {
    Reviews::fold("ada", Journals::new(data).read().expect("the journals can be read").lines)
}

pub(super) fn verdict(data: &Path, on: &str) -> Verdict {
    on_disk(data).mine().verdict(on).cloned().unwrap_or_default()
}

/// The path of the card on screen.
pub(super) fn card(driver: &Driver) -> String {
    let record = Arc::clone(&driver.session.state.model.reviews);
    let session = record.mine().open_session().expect("a review");
    session.current().expect("a card").subject.clone()
}

/// The same at the card of `strategy/pause`, with nothing said yet.
pub(super) fn pause(data: &Path, size: (u16, u16)) -> Driver {
    let mut driver = ada(data, size);
    driver.keys("R by <Space> name <Enter>");
    while card(&driver) != "strategy/pause" {
        driver.keys("n");
    }
    driver
}

#[test]
fn a_dozen_is_judged_the_program_killed_and_nothing_lost() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = ada(data.path(), (140, 40));
    driver.keys("R by <Space> name <Enter>");
    assert_eq!(here(&driver), "card");
    let mut judged = Vec::new();
    for (at, stance) in ["b", "d", "r", "."].iter().cycle().take(12).enumerate() {
        judged.push(card(&driver));
        driver.keys(stance);
        if at % 3 == 0 {
            driver.keys("7");
        }
        driver.keys("n");
    }
    let next = card(&driver);
    driver.keys("s");
    // Killed: nothing is asked of it any more.
    drop(driver);

    let mut driver = ada(data.path(), (140, 40));
    driver.keys("R");
    assert_eq!((here(&driver).as_str(), card(&driver)), ("card", next.clone()));
    assert!(says(&driver, "card 13 of 76") && says(&driver, "12 of 76 judged · 1 touched"));
    let stances = [ReviewStance::Back, ReviewStance::Doubt, ReviewStance::Reject, ReviewStance::Undecided];
    for (at, (on, stance)) in judged.iter().zip(stances.iter().cycle()).enumerate() {
        let verdict = verdict(data.path(), on);
        assert_eq!(verdict.stance, Some(*stance), "{on}");
        assert_eq!(verdict.confidence, (at % 3 == 0).then_some(Percent::new(70)).flatten(), "{on}");
    }
    assert_eq!(verdict(data.path(), &next).status(), Some(Status::NotSeen));
    driver.keys("b n");
    assert_ne!(card(&driver), next);
}

#[test]
fn a_session_is_shown_although_a_reload_of_the_journals_has_read_it_first() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = ada(data.path(), (140, 40));
    let mut journal = driver.hold_back().expect("a journal");
    driver.keys("R by <Space> name <Enter>");
    let Some(Effect::Record { ticket, session, events }) = driver.effects.pop() else {
        panic!("the start is recorded")
    };
    let stamp = Stamp { at: NOW.parse().expect("a moment"), session, edition: None };
    let Appended { lines, before, notice } = journal.append(&stamp, events).expect("it is written");
    let read = Journals::new(data.path()).read().expect("the journals");
    drop(driver.session.set_reviews(Arc::new(Reviews::fold("ada", read.lines))));
    assert_eq!(here(&driver), "home");
    driver.send(Message::Recorded(ticket, Recorded { lines, before, notice }));
    assert_eq!(here(&driver), "card");
}

#[test]
fn keys_that_run_ahead_of_the_disk_judge_the_card_they_were_typed_for() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = ada(data.path(), (140, 40));
    driver.keys("R by <Space> name <Enter>");
    let first = card(&driver);
    let journal = driver.hold_back();
    driver.keys("b n d n r");
    assert_eq!((card(&driver), driver.effects.len()), (first.clone(), 1), "the rest waits");
    driver.let_through(journal);
    let on_disk = on_disk(data.path());
    let stances: Vec<_> = on_disk.mine().verdicts().map(|(_, judged)| judged.verdict.stance).collect();
    assert_eq!(stances.len(), 3);
    assert_eq!(verdict(data.path(), &first).stance, Some(ReviewStance::Back));
    assert_eq!(verdict(data.path(), &card(&driver)).stance, Some(ReviewStance::Reject));
}

#[test]
fn commitments_are_judged_by_the_same_keys_and_take_what_fits_them() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = ada(data.path(), (140, 40));
    driver.keys("R kind:commitment <Enter>");
    let first = card(&driver);
    assert!(first.starts_with("commitment/") && says(&driver, "card 1 of 38"), "{first}");
    assert!(says(&driver, "wrong if") && says(&driver, "The strategy that rests on it"));
    driver.keys("b 8 n");
    let second = card(&driver);
    driver.keys("r 7");
    let judged = |on: &str| {
        let verdict = verdict(data.path(), on);
        (verdict.claim, verdict.confidence.map(Percent::get), verdict.stance)
    };
    assert_eq!(judged(&first), (Some(ClaimCheck::Holds), Some(80), None));
    assert_eq!(judged(&second), (Some(ClaimCheck::Fails), Some(70), None));
    let before = on_disk(data.path()).last_id();
    driver.keys("s t Q <Esc>");
    assert_eq!(on_disk(data.path()).last_id(), before, "a commitment has neither signal nor threshold");
    driver.keys("d .");
    assert_eq!(judged(&second).0, None);
    // The queue takes the commitment that fails alone, not the other one of its strategy.
    driver.keys("r E E R kind:commitment <Space> claim:fails <Enter>");
    assert!(says(&driver, "card 1 of 1") && card(&driver) == second, "{}", rows(&driver).join("\n"));
}

#[test]
fn two_windows_of_one_reviewer_show_what_is_on_record() {
    let data = tempfile::tempdir().expect("a folder");
    let mut one = ada(data.path(), (140, 40));
    one.keys("R pause <Down> <Enter>");
    let on = card(&one);
    one.keys("b");
    assert!(!says(&one, "Another window"), "{}", rows(&one).join("\n"));
    let mut other = ada(data.path(), (140, 40));
    other.keys("R r 9");
    assert_eq!(card(&other), on);
    one.keys("5");
    let recorded = verdict(data.path(), &on);
    assert_eq!((recorded.stance, recorded.confidence), (Some(ReviewStance::Reject), Percent::new(50)));
    assert!(says(&one, "▸r Reject") && says(&one, "Another window has recorded here too"), "{}", rows(&one).join("\n"));
    assert_eq!(one.session.state.model.reviews.mine(), on_disk(data.path()).mine());
    one.keys("+");
    assert!(!says(&one, "Another window"), "it is told once");
}

#[test]
fn going_back_undo_and_redo_are_three_acts() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = ada(data.path(), (140, 40));
    driver.keys("R by <Space> name <Enter>");
    let first = card(&driver);
    driver.keys("b n d");
    let second = card(&driver);
    assert_ne!(first, second);
    // Going back takes nothing back.
    driver.keys("p");
    assert_eq!((card(&driver), verdict(data.path(), &first).stance), (first.clone(), Some(ReviewStance::Back)));
    // Undo takes the last thing back and shows what it was on.
    driver.keys("u");
    assert_eq!((card(&driver), verdict(data.path(), &second).stance), (second.clone(), None));
    driver.keys("u");
    assert_eq!((card(&driver), verdict(data.path(), &first).stance), (first.clone(), None));
    driver.keys("u");
    assert!(says(&driver, "Nothing of this session is left to undo"));
    // Redo gives back what was taken back last, and undecided can be said of anything at any time.
    driver.keys("U <C-r>");
    assert_eq!(verdict(data.path(), &first).stance, Some(ReviewStance::Back));
    assert_eq!(verdict(data.path(), &second).stance, Some(ReviewStance::Doubt));
    driver.keys(".");
    assert_eq!(verdict(data.path(), &second).stance, Some(ReviewStance::Undecided));
    let lines = on_disk(data.path()).lines().count();
    driver.keys("u");
    assert!(on_disk(data.path()).lines().count() > lines, "nothing is erased");
}

#[test]
fn every_part_of_a_verdict_is_said_by_keys() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = ada(data.path(), (140, 40));
    let on = "strategy/pause";
    driver.keys("R pause <Down> <Enter>");
    while card(&driver) != on {
        driver.keys("n");
    }
    driver.keys("b 8 + s s t t # hard <Space> compute <Enter> N It <Space> is <Space> early. <Enter> w q");
    driver.keys("Q 1 <Enter> 2 <Enter> <Esc> F 30% <Space> by <Space> 2027-06-01 <Enter>");
    let recorded = verdict(data.path(), on);
    assert_eq!((recorded.stance, recorded.confidence), (Some(ReviewStance::Back), Percent::new(85)));
    assert_eq!((recorded.status(), recorded.threshold), (Some(Status::Watching), Some(Threshold::Near)));
    assert_eq!(recorded.tags.iter().map(String::as_str).collect::<Vec<_>>(), ["compute", "hard"]);
    assert_eq!(recorded.note.as_deref(), Some("It is early."));
    assert_eq!(recorded.next.map(|next| next.to_string()).as_deref(), Some("2027-02-23"));
    assert_eq!(recorded.identity.len(), 2);
    let reviews = on_disk(data.path());
    let forecast = reviews.mine().forecasts_on(on).next().expect("a forecast");
    assert_eq!((forecast.until.to_string().as_str(), forecast.probability()), ("2027-06-01", Percent::new(30)));
    // What cannot be read is told and stays in the line.
    driver.keys("F much <Enter>");
    assert!(says(&driver, "a forecast is a probability and a date"));
    driver.keys("<Esc>");
    // The signal lands: what is backed all the same is called out, and the forecast is settled.
    driver.keys("S <C-e> https://example.org/report <Enter> V 1 <C-e> https://example.org/it <Enter>");
    let recorded = verdict(data.path(), on);
    assert_eq!(
        recorded.signal.as_ref().and_then(|signal| signal.date).map(|date| date.to_string()).as_deref(),
        Some("2026-11-25")
    );
    assert!(says(&driver, "Backed although its signal has landed"));
    let reviews = on_disk(data.path());
    let resolution = reviews.mine().forecasts_on(on).next().and_then(|forecast| forecast.resolution.clone());
    let settled = resolution.map(|settled| (settled.outcome, settled.date.to_string(), settled.evidence));
    let evidence = Some("https://example.org/it".to_owned());
    assert_eq!(settled, Some((Outcome::Landed, "2026-11-25".to_owned(), evidence)));
    // What was said of the signal is offered: what is typed takes its place, and does not run into it.
    driver.keys("S 2026-11-01 <Space> the <Space> report <Enter>");
    let signal = verdict(data.path(), on).signal.expect("a signal");
    let seen = signal.date.map(|date| date.to_string());
    assert_eq!((seen.as_deref(), signal.evidence.as_deref()), (Some("2026-11-01"), Some("the report")));
    driver.keys("g w");
    assert!(here(&driver) == "watch" && says(&driver, "still backed:"));
    driver.keys("/ held-as:identity <Enter>");
    assert_eq!(here(&driver), on);
}

#[test]
fn a_forecast_that_came_true_marks_its_signal_and_both_are_undone_together() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = pause(data.path(), (140, 40));
    let on = card(&driver);
    driver.keys("b F 30 <Space> 1y <Enter> V 1 <C-e> https://example.org/it <Enter>");
    assert!(says(&driver, "The signal is marked as landed too."), "{}", rows(&driver).join("\n"));
    let signal = verdict(data.path(), &on).signal.expect("a signal");
    let seen = signal.date.map(|date| date.to_string());
    assert_eq!((signal.status, seen.as_deref()), (Status::Landed, Some("2026-11-25")));
    assert_eq!(signal.evidence.as_deref(), Some("https://example.org/it"));
    assert!(says(&driver, "Backed although its signal has landed"));
    let is_settled = || on_disk(data.path()).mine().forecasts_on(&on).any(|forecast| forecast.resolution.is_some());
    driver.keys("u");
    assert!(
        !is_settled() && verdict(data.path(), &on).status().is_none(),
        "one key took both, one undo takes both back"
    );
    driver.keys("U");
    assert!(is_settled() && verdict(data.path(), &on).status() == Some(Status::Landed));
}

#[test]
fn links_of_a_card_are_followed_and_come_back_from() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = ada(data.path(), (140, 40));
    driver.keys("R by <Space> name <Enter> n n");
    let on = card(&driver);
    driver.keys("f a");
    assert_ne!(here(&driver), "card");
    driver.keys("<Backspace>");
    assert_eq!((here(&driver).as_str(), card(&driver)), ("card", on.clone()));
    driver.keys("<Esc>");
    assert_ne!(here(&driver), "card");
    driver.keys("g p R");
    assert_eq!((here(&driver).as_str(), card(&driver)), ("card", on));
    driver.keys("D E");
    assert!(says(&driver, "cards are left"));
    driver.keys("E");
    assert_eq!(here(&driver), "session");
    assert!(driver.session.state.model.reviews.mine().open_session().is_none());
}

#[test]
fn positions_are_checked_against_the_record() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = ada(data.path(), (140, 40));
    driver.keys("R kind:position <Space> tag:pause <Space> yudkowsky <Enter>");
    let on = card(&driver);
    assert!(on.starts_with("position/") && on.ends_with("/pause"), "{on}");
    assert!(says(&driver, "Claim") && says(&driver, "Sources"));
    driver.keys("r N no <Space> such <Space> claim <Enter>");
    let recorded = verdict(data.path(), &on);
    assert_eq!((recorded.record, recorded.note.as_deref()), (Some(Check::Wrong), Some("no such claim")));
    // What was found wrong can be gone through again.
    driver.keys("E E R kind:position <Space> record:wrong <Enter>");
    assert!(says(&driver, "card 1 of 1"));
    assert_eq!(card(&driver), on);
}

#[test]
fn what_cannot_be_written_stays_on_screen_and_is_not_left_behind() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = ada(data.path(), (140, 40));
    driver.keys("R by <Space> name <Enter>");
    let on = card(&driver);
    let folder = data.path().join("reviews");
    std::fs::rename(&folder, data.path().join("elsewhere")).expect("the folder vanishes");
    driver.keys("b");
    assert!(says(&driver, "Not saved, trying again") && says(&driver, "not saved"));
    assert!(says(&driver, "▸b Back"), "the verdict stays on screen");
    driver.keys("n");
    assert_eq!(card(&driver), on, "a card is not left before it is safe");
    driver.keys("q");
    assert!(says(&driver, "Again to quit without what is not saved") && driver.effects.is_empty());
    driver.keys("q");
    assert_eq!(driver.effects, [Effect::Quit]);
}

#[test]
fn a_blind_review_shows_earlier_verdicts_only_after_a_stance() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = ada(data.path(), (140, 40));
    driver.keys("R by <Space> name <Enter>");
    let on = card(&driver);
    driver.keys("b 9 E E");
    driver.at("2027-01-05T10:00:00+01:00");
    driver.keys("R blind <Enter>");
    while card(&driver) != on {
        driver.keys("n");
    }
    assert!(says(&driver, "your earlier verdict is hidden") && !says(&driver, "back 90%"));
    driver.keys("d");
    assert!(says(&driver, "back 90%, 41 days ago"));
}

#[test]
fn a_card_looks_right_at_every_size() {
    let data = tempfile::tempdir().expect("a folder");
    let judged = |size| {
        let mut driver = ada(data.path(), size);
        driver.keys("R");
        if here(&driver) != "card" {
            driver.keys("pause <Down> <Enter> <Esc> R");
        }
        driver
    };
    let mut driver = ada(data.path(), (140, 40));
    driver.keys("R by <Space> name <Enter>");
    while card(&driver) != "strategy/pause" {
        driver.keys("n");
    }
    driver.keys("b 7 s s t N Verification <Space> comes <Space> first. <Enter> w q F 20 <Space> 2027-12-31 <Enter>");
    assert_screen!(driver, "card");
    driver.session.set_theme(Theme::monochrome());
    driver.resize(140, 40);
    assert_screen!(driver, "card_without_colour");
    drop(driver);
    assert_screen!(judged((100, 30)), "card_medium");
    assert_screen!(judged((60, 20)), "card_narrow");
}

#[test]
fn a_stance_on_the_review_date_sets_the_next_one_unless_it_is_chosen() {
    let data = tempfile::tempdir().expect("a folder");
    let folder = Journals::new(data.path()).folder().to_path_buf();
    std::fs::create_dir_all(&folder).expect("a folder");
    let old = concat!(
        r#"{"v":1,"id":"01GNYAE2G00000000000000000","at":"2026-08-17T12:00:00+00:00","by":"ada","kind":"verdict","#,
        r#""on":"strategy/pause","set":{"stance":"back","confidence":80,"next":"2026-11-20"}}"#,
        "\n"
    );
    std::fs::write(folder.join("ada.jsonl"), old).expect("it can be written");
    let mut driver = pause(data.path(), (140, 40));
    let next = || verdict(data.path(), "strategy/pause").next.map(|next| next.to_string());
    driver.keys("7 b");
    assert_eq!(next().as_deref(), Some("2027-03-05"), "100 days, and 10 points");
    assert!(says(&driver, "2027-03-05, in 3 months (by rule)"));
    driver.keys("d");
    assert_eq!(next().as_deref(), Some("2027-01-14"), "another stance");
    driver.keys("u");
    assert_eq!(next().as_deref(), Some("2027-03-05"));
    driver.keys("w x 3");
    assert_eq!(next(), None);
    driver.keys("u u u u 7 w w b 3");
    assert_eq!(next().as_deref(), Some("2026-12-02"), "a chosen date stays");
}

#[test]
fn several_sessions_stay_open_and_the_queue_is_a_list() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = ada(data.path(), (140, 40));
    driver.keys("R by <Space> name <Enter>");
    driver.keys("b n b n n");
    let first = card(&driver);
    driver.keys("R by <Space> lever <Enter>");
    assert!(says(&driver, "card 1 of 76") && card(&driver) != first);
    driver.keys("Esc R");
    assert!(says(&driver, "Resume all strategies by name") && says(&driver, "73 of 76 waiting"));
    driver.keys("by <Space> name <Enter>");
    assert_eq!((here(&driver).as_str(), card(&driver)), ("card", first));
    driver.keys("+ J");
    assert!(
        says(&driver, "judged") && says(&driver, "skipped") && says(&driver, "touched"),
        "{}",
        rows(&driver).join("\n")
    );
    driver.keys("unjudged <Enter>");
    assert!(!rows(&driver).iter().any(|row| row.ends_with("judged │")), "judged cards are left out");
    driver.keys("pause <Enter>");
    assert_eq!(card(&driver), "strategy/pause");
    driver.keys("n");
    assert!(says(&driver, "2 of 76 judged · 1 touched · 2 skipped"), "a part alone judges nothing");
}

#[test]
fn a_session_that_advances_shows_the_next_card_by_itself() {
    let data = tempfile::tempdir().expect("a folder");
    let start = |advance| {
        let mut driver = ada(data.path(), (140, 40));
        let queue = ["strategy/pause", "strategy/acceleration", "strategy/alignment-first"].map(Card::plain).to_vec();
        let start = SessionStart { queue, advance: Some(advance), ..SessionStart::default() };
        driver.send(Message::Queued(Ok(start)));
        driver
    };
    let mut driver = start(Advance::Stance);
    driver.keys("s b");
    assert_eq!(card(&driver), "strategy/acceleration");
    driver.keys("E E");
    let mut driver = start(Advance::Confidence);
    driver.keys("b");
    assert_eq!(card(&driver), "strategy/pause");
    driver.keys("7");
    assert_eq!(card(&driver), "strategy/acceleration");
    driver.keys("7");
    assert_eq!(card(&driver), "strategy/acceleration", "a confidence without a stance judges nothing");
    driver.keys("d <Enter>");
    assert_eq!(card(&driver), "strategy/alignment-first");
    let verdict = verdict(data.path(), "strategy/acceleration");
    assert_eq!((verdict.stance, verdict.confidence), (Some(ReviewStance::Doubt), Percent::new(70)));
}

#[test]
fn the_end_of_a_session_is_a_screen_that_leads_to_the_statistics() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = ada(data.path(), (140, 40));
    driver.keys("R by <Space> name <Enter> b 7 n d 3 n n");
    driver.at("2026-11-25T10:02:00+01:00[Europe/Berlin]").keys("b");
    driver.keys("E E");
    assert_eq!(here(&driver), "session");
    let screen = rows(&driver).join("\n");
    for words in ["Session ended: all strategies by name", "3 of 76 judged · 1 skipped", "2 back, 1 doubt", "70–79%"]
    {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    driver.keys("<Enter>");
    assert!(here(&driver) == "statistics" && says(&driver, "Verdicts by stance"), "{}", rows(&driver).join("\n"));
}

#[test]
fn keys_typed_for_a_question_that_is_refused_judge_nothing() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = pause(data.path(), (140, 40));
    driver.keys("S <Enter> F");
    assert!(says(&driver, "You have marked the signal as landed"));
    driver.keys("30 d r 9");
    let said = verdict(data.path(), "strategy/pause");
    assert_eq!((said.stance, said.confidence), (None, None), "what is typed goes to the line");
    driver.keys("<Enter> s");
    assert!(says(&driver, "Again to remove that mark"));
    driver.keys("b s");
    assert_eq!(verdict(data.path(), "strategy/pause").status(), Some(Status::Landed), "a key between asks again");
    driver.keys("s");
    assert_eq!(verdict(data.path(), "strategy/pause").status(), None);
    driver.keys("S <C-u> 2026-11-01 <Space> watched <Space> talks <Enter> S <C-u> 2026-11-20 <Space> proof <Enter>");
    let screen = rows(&driver).join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(screen.contains("2026-11-01 watched talks") && screen.contains("2026-11-20 landed proof"), "{screen}");
    assert_eq!(verdict(data.path(), "strategy/pause").status(), Some(Status::Landed), "the last one counts");
}

#[test]
fn the_keys_of_a_verdict_are_beside_the_card_and_not_in_the_footer_too() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = ada(data.path(), (200, 50));
    let mut start = |card: &str| {
        driver.send(Message::Queued(Ok(SessionStart { queue: vec![Card::plain(card)], ..SessionStart::default() })));
        rows(&driver)
    };
    for (card, words) in [
        ("position/yann-lecun/open-source-maximalism", "b Agrees"),
        ("commitment/pause/1", "b Holds"),
        ("strategy/pause", "b Back  d Doubt  r Reject  . Undecided"),
    ] {
        let mut shown = start(card);
        let footer = shown.pop().expect("a footer");
        assert!(shown.iter().any(|row| row.contains(words)), "{words}: {}", shown.join("\n"));
        assert!(!footer.contains(" b ") && footer.contains("n Next card"), "{footer}");
    }
}

#[test]
fn reasons_are_chosen_by_number_and_become_tags() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = pause(data.path(), (140, 40));
    driver.keys("x");
    assert!(says(&driver, "No reason is defined"));
    driver.keys("<Esc>");
    driver.session.state.model.reasons = [("vague", "It says too little."), ("untested", "Nothing was tried.")]
        .map(|(slug, about)| Reason { slug: slug.to_owned(), about: about.to_owned() })
        .to_vec();
    driver.keys("x 2");
    assert!(says(&driver, "✓ untested: Nothing was tried."), "{}", rows(&driver).join("\n"));
    driver.keys("1 2 <Enter>");
    let verdict = verdict(data.path(), "strategy/pause");
    assert_eq!((verdict.tags.into_iter().collect::<Vec<_>>(), verdict.confidence), (vec!["vague".to_owned()], None));
    driver.keys("i");
    assert!(says(&driver, "✓ vague: It says too little."), "the criteria");
}
