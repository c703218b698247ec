//! How the parts of a verdict are asked for, refused and shown.

use stratlas::app::{Effect, Message};
use stratlas::review::{Answer, Percent, Status, Verdict};

use super::driver::Driver;
use super::review::{ada, card, on_disk, pause, verdict};
use super::{rows, says};

#[test]
fn a_long_note_goes_through_the_editor() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = ada(data.path(), (140, 40));
    driver.keys("R by <Space> name <Enter>");
    let on = card(&driver);
    driver.keys("M");
    assert_eq!(driver.effects.pop(), Some(Effect::Compose(String::new())));
    driver.send(Message::Composed("One reason.\n\nAnother.\n".to_owned()));
    assert_eq!(verdict(data.path(), &on).note.as_deref(), Some("One reason.\n\nAnother."));
    assert!(says(&driver, "One reason. Another."));
    // A line would lose its paragraphs, so it goes through the editor again; left as it was, nothing is recorded.
    driver.keys("N");
    let before = on_disk(data.path()).last_id();
    assert_eq!(driver.effects.pop(), Some(Effect::Compose("One reason.\n\nAnother.".to_owned())));
    driver.send(Message::Composed("One reason.\n\nAnother.\n".to_owned()));
    assert_eq!(on_disk(data.path()).last_id(), before);
}

#[test]
fn what_is_offered_gives_way_to_what_is_typed() {
    let data = tempfile::tempdir().expect("a folder");
    let on = "strategy/pause";
    let mut driver = pause(data.path(), (140, 40));
    driver.keys("1 % 65 <Enter>");
    assert_eq!(verdict(data.path(), on).confidence, Percent::new(65));
    driver.keys("w q w d 2027-06-01 <Enter> N early <Enter> N late <Enter>");
    let recorded = verdict(data.path(), on);
    assert_eq!(recorded.next.map(|next| next.to_string()).as_deref(), Some("2027-06-01"));
    assert_eq!(recorded.note.as_deref(), Some("late"));
    // Whoever moves in it goes on from it, and tags come to those there are.
    driver.keys("N <C-e> <Space> enough <Enter> # hard <Enter> # compute <Enter>");
    let recorded = verdict(data.path(), on);
    assert_eq!(recorded.note.as_deref(), Some("late enough"));
    assert_eq!(recorded.tags.iter().map(String::as_str).collect::<Vec<_>>(), ["compute", "hard"]);
}

#[test]
fn without_an_editor_a_line_takes_the_note_and_the_card_stays_unjudged() {
    let data = tempfile::tempdir().expect("a folder");
    let on = "strategy/pause";
    let long = "One reason.\n\nAnother.";
    let mut driver = pause(data.path(), (140, 40));
    driver.send(Message::Composed(long.to_owned()));
    for keys in ["b <Enter>", "<Enter>", "<Esc>"] {
        driver.keys("N");
        assert!(matches!(driver.effects.pop(), Some(Effect::Compose(_))));
        driver.send(Message::NotComposed("No editor is set: set EDITOR".to_owned()));
        assert!(says(&driver, "No editor is set: set EDITOR; a line typed here is the whole note"));
        driver.keys(keys);
        assert_eq!(verdict(data.path(), on).stance, None, "what is typed is no judgement");
        let expected = if keys == "b <Enter>" { "b" } else { long };
        assert_eq!(verdict(data.path(), on).note.as_deref(), Some(expected), "{keys}");
        driver.send(Message::Composed(long.to_owned()));
    }
}

#[test]
fn what_cannot_be_is_refused_with_a_reason() {
    let data = tempfile::tempdir().expect("a folder");
    let on = "strategy/pause";
    let mut driver = pause(data.path(), (140, 40));
    for (keys, reported) in [
        ("w d 2026-11-24 <Enter>", "2026-11-24 has passed: choose today or a later review date"),
        ("F 30 <Space> 2026-11-24 <Enter>", "2026-11-24 has passed: a forecast ends today or later"),
        ("S <C-u> 2026-11-26 <Enter>", "2026-11-26 is yet to come: give the date when the signal was seen"),
    ] {
        driver.keys(keys);
        assert!(says(&driver, reported), "{keys}");
        driver.keys("<Esc>");
        assert_eq!(verdict(data.path(), on), Verdict::default());
    }
    driver.keys("w d 2026-11-25 <Enter> S <Enter> F");
    assert!(says(&driver, "You have marked the signal as landed: clear the signal"));
    let recorded = verdict(data.path(), on);
    assert_eq!(recorded.next.map(|next| next.to_string()).as_deref(), Some("2026-11-25"), "today is fine");
    assert_eq!(recorded.status(), Some(Status::Landed));
}

#[test]
fn undo_redo_and_defer_say_what_they_did() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = pause(data.path(), (140, 40));
    driver.keys("b F 30 <Space> 2027-06-01 <Enter> u");
    assert!(says(&driver, "Undone: forecast 30% by 2027-06-01"));
    driver.keys("u");
    assert!(says(&driver, "Undone: stance back"));
    driver.keys("U");
    assert!(says(&driver, "Redone: stance back"));
    driver.keys("D");
    assert!(says(&driver, "Deferred to the end of the queue: Pause"));
}

#[test]
fn a_number_answers_and_enter_goes_on_so_no_question_is_passed_by() {
    let data = tempfile::tempdir().expect("a folder");
    let on = "strategy/pause";
    let answers = || verdict(data.path(), on).identity.into_iter().collect::<Vec<_>>();
    let mut driver = pause(data.path(), (140, 40));
    driver.keys("7 Q 1 <Enter> 2 <Enter> 1 <Enter>");
    assert_eq!(answers(), [(1, Answer::Bet), (2, Answer::Identity), (3, Answer::Bet)]);
    // Enter alone leaves a question without an answer; an answer can be mended and taken away.
    assert!(says(&driver, "bet or identity: 4 of 5"));
    driver.keys("<Enter> 2 <Enter> <Backspace> 1 <Backspace> <Backspace> 0 <Enter> <Enter> <Enter>");
    assert_eq!(answers(), [(1, Answer::Bet), (2, Answer::Identity), (5, Answer::Bet)]);
    // All answers come last. No digit reaches the card below them.
    assert!(says(&driver, "your answers") && says(&driver, "bet 2 · identity 1") && says(&driver, "no answer"));
    driver.keys("1 1 9");
    assert_eq!(answers().len(), 3);
    driver.keys("<Enter>");
    assert_eq!(verdict(data.path(), on).confidence, Percent::new(70));
    assert!(driver.session.state.layer.is_none());
}

#[test]
fn a_question_says_what_its_keys_do_and_can_be_read_on_the_smallest_screen() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = pause(data.path(), (140, 40));
    driver.keys("Q");
    let foot = rows(&driver).pop().unwrap_or_default();
    assert!(foot.contains("Enter Next question") && foot.contains("Esc Close"), "{foot}");
    assert!(!foot.contains("scroll") && !foot.contains("question before"), "nothing that does nothing: {foot}");
    assert_eq!(driver.cursor(), None, "nothing is typed in it");
    driver.resize(40, 12);
    let question = &driver.session.graph.atlas.identity.questions[0];
    let wanted: Vec<String> = [&question.ask, &question.bet, &question.identity]
        .iter()
        .flat_map(|text| text.split_whitespace().map(str::to_owned))
        .collect();
    let mut read = String::new();
    for _ in 0..20 {
        read += &rows(&driver).join(" ");
        assert!(says(&driver, "1 or 2 answers") && says(&driver, "goes on."));
        driver.keys("<Down>");
    }
    assert!(says(&driver, "1 of 5"), "scrolling stays at the question");
    for word in wanted {
        assert!(read.contains(&word), "{word} cannot be read");
    }
    driver.resize(140, 40);
    assert!(says(&driver, &question_start(&driver)));
}

/// How the first of the questions that tell a bet from an identity begins.
fn question_start(driver: &Driver) -> String {
    driver.session.graph.atlas.identity.questions[0].ask.chars().take(20).collect()
}

#[test]
fn a_verdict_below_its_card_shows_every_part_or_says_how_many_are_left_out() {
    const PARTS: [&str; 9] =
        ["Stance", "Confidence", "Signal", "Threshold", "Identity", "Tags", "Note", "Review date", "Forecast"];
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = pause(data.path(), (60, 20));
    // The rows below the heading of the verdict.
    let verdict = |driver: &Driver| -> Vec<String> {
        let rows = rows(driver);
        let heading = rows.iter().position(|row| row.contains("Your verdict")).expect("a verdict");
        rows[heading + 1..rows.len() - 1].to_vec()
    };
    for size in [(60, 20), (40, 12)] {
        driver.resize(size.0, size.1);
        let shown = verdict(&driver);
        let missing: Vec<_> = PARTS.iter().filter(|part| !shown.join(" ").contains(**part)).collect();
        assert!(missing.is_empty(), "{missing:?} of {shown:?}");
        assert!(shown.iter().all(|row| !row.trim().is_empty()), "no row is wasted: {shown:?}");
        assert!(says(&driver, "Your verdict · 0 of 76") && says(&driver, "Confidence 0-9"));
    }
    driver.keys("b 7 s t # one <Enter> N because <Enter> w q F 30 <Space> 2027-06-01 <Enter>");
    let shown = verdict(&driver);
    let count = PARTS.iter().filter(|part| shown.join(" ").contains(**part)).count();
    assert!(
        count < PARTS.len() && shown[3].trim_end().ends_with(&format!("… {} more", PARTS.len() - count)),
        "{shown:?}"
    );
    let (whole, _) = shown[3].split_once(" … ").expect("what is left out");
    let end = whole.split_whitespace().last().unwrap_or_default();
    assert!(!PARTS.iter().any(|part| part.starts_with(end) && *part != end), "a part is whole or left out: {shown:?}");
    driver.resize(60, 20);
    let shown = verdict(&driver);
    assert!(PARTS.iter().all(|part| shown.join(" ").contains(part)), "{shown:?}");
}

#[test]
fn a_card_without_a_signal_offers_nothing_about_signals() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = pause(data.path(), (200, 40));
    let is_offered = |driver: &Driver| says(driver, "s Not seen") || says(driver, "S Landed");
    assert!(is_offered(&driver), "{}", rows(&driver).join("\n"));
    while !says(&driver, "The strategy names none.") {
        driver.keys("n");
    }
    assert!(!is_offered(&driver), "{}", rows(&driver).join("\n"));
}

#[test]
fn what_is_wrong_with_a_line_can_be_read_on_the_smallest_screen() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = pause(data.path(), (40, 12));
    let reported = |driver: &Driver| rows(driver).join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    driver.keys("w d");
    assert!(reported(&driver).contains("2027-06-01, 30d, 2w, 6m or 1y; empty clears it"), "{}", reported(&driver));
    driver.keys("2020-01-01 <Enter>");
    assert!(
        reported(&driver).contains("choose today or a later review date, or leave it out"),
        "{}",
        reported(&driver)
    );
}

#[test]
fn a_line_that_is_full_says_so_while_it_is_typed() {
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = pause(data.path(), (100, 30));
    for keys in ["1 N", "#", "w d", "<Esc> S", "F"] {
        driver.keys(keys);
        driver.send(Message::Text("long ".repeat(2_000)));
        assert!(says(&driver, "The line is full; the rest of the text was left out."), "{keys}");
        driver.keys("x");
        driver.keys("<Esc>");
    }
}
