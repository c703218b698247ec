//! Reports, in every form, of a journal that is always the same.

use std::fs;

use super::{Home, words};
use crate::fixture::journal;

fn home() -> Home {
    let home = Home::new();
    fs::create_dir_all(home.reviews()).expect("a folder");
    fs::write(home.journal(), journal("ada", 7, 30)).expect("a journal");
    home
}

/// The report without the day it was made on.
fn report(home: &Home, format: &str) -> String {
    let reported = home.done(&["review", "report", "--format", format]);
    let day = jiff::Timestamp::now().to_zoned_datetime(jiff::tz::TimeZone::UTC).date().to_string();
    reported.replace(&day, "TODAY")
}

#[test]
fn the_report_as_text() {
    insta::assert_snapshot!(report(&home(), "text"));
}

#[test]
fn the_report_as_markdown() {
    insta::assert_snapshot!(report(&home(), "markdown"));
}

#[test]
fn the_report_as_html_needs_nothing_else() {
    let html = report(&home(), "html");
    assert!(!html.contains("<script") && !html.contains("<link") && !html.contains("src="), "{html}");
    insta::assert_snapshot!(html);
}

#[test]
fn the_report_as_csv_has_a_row_for_each_verdict_and_forecast() {
    let table = report(&home(), "csv");
    let rows: Vec<&str> = table.lines().collect();
    assert!(rows[0].starts_with("kind,on,name,date,stance,"));
    let count = |kind: &str| rows.iter().filter(|row| row.starts_with(kind)).count();
    let json: serde_json::Value = serde_json::from_str(&report(&home(), "json")).expect("JSON");
    let length = |key: &str| json[key].as_array().map(Vec::len);
    assert_eq!((Some(count("verdict,")), Some(count("forecast,"))), (length("judged"), length("forecasts")));
    assert!(count("verdict,") > 10 && count("forecast,") > 2);
}

#[test]
fn a_note_that_means_harm_stays_text() {
    let home = Home::new();
    let note = "<script>alert(1)</script> \u{1b}[31m *bold* =1+1";
    home.done(&[
        "review",
        "verdict",
        "strategy/pause",
        "--note",
        note,
        "--signal",
        "landed",
        "--evidence",
        "javascript:x",
    ]);
    let html = report(&home, "html");
    assert!(html.contains("&lt;script&gt;") && !html.contains("href=\"javascript"), "{html}");
    for format in ["text", "markdown", "html"] {
        assert!(!report(&home, format).contains('\u{1b}'), "{format}");
    }
    assert!(report(&home, "markdown").contains(r"\<script\>"));
}

#[test]
fn a_note_of_several_lines_keeps_them_and_breaks_nothing() {
    let home = Home::new();
    let note = "Two reasons & a <b>doubt</b>:\n- *one* | two\n\n    # three\n1. four\n---\nlast";
    home.done(&["review", "verdict", "strategy/acceleration", "strategy/pause", "--note", note]);
    let notes = |format: &str| {
        let reported = report(&home, format);
        reported.split_once("Notes").map(|(_, notes)| notes.to_owned()).expect("a section")
    };
    let lines = |format: &str| {
        let notes = notes(format);
        notes.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let plain = ["Two reasons & a <b>doubt</b>:", "- *one* | two", "# three", "1. four", "---", "last"];
    let text = lines("text");
    assert_eq!(text.windows(plain.len()).filter(|lines| *lines == plain).count(), 2, "{text:#?}");
    let escaped =
        ["Two reasons \\& a \\<b\\>doubt\\</b\\>:", "\\- \\*one\\* \\| two", "\\# three", "1\\. four", "\\---", "last"];
    let markdown = lines("markdown");
    assert_eq!(markdown.windows(escaped.len()).filter(|lines| *lines == escaped).count(), 2, "{markdown:#?}");
    let html = notes("html");
    for line in ["Two reasons &amp; a &lt;b&gt;doubt&lt;/b&gt;:</p>", "- *one* | two</p>", "# three</p>", "last</p>"] {
        assert_eq!(html.matches(line).count(), 2, "{html}");
    }
    let cell = "\"Two reasons & a <b>doubt</b>:\n- *one* | two\n\n# three\n1. four\n---\nlast\",,ada,,";
    let csv = report(&home, "csv");
    assert_eq!(csv.matches(cell).count(), 2, "{csv}");
    let json: serde_json::Value = serde_json::from_str(&report(&home, "json")).expect("JSON");
    assert_eq!(json["judged"][1]["verdict"]["note"], note, "as it was written");
}

#[test]
fn a_page_with_such_a_note_is_one_list_in_markdown() {
    let home = Home::new();
    home.done(&["review", "verdict", "strategy/pause", "--note", "One.\n# Two\n\n- three\u{1b}[31m"]);
    let page = home.done(&["show", "strategy/pause", "--format", "markdown"]);
    assert!(page.contains("\n\nOne.\n\n\\# Two\n\n\\- three␛\\[31m\n"), "{page}");
    let reviews = home.done(&["show", "reviews", "--format", "markdown"]);
    assert!(reviews.contains("“One. # Two - three␛\\[31m”"), "{reviews}");
}

#[test]
fn how_a_forecast_came_out_is_told_with_its_day_and_what_shows_it() {
    let home = Home::new();
    let forecast = ["review", "forecast", "strategy/pause", "--until", "1y"];
    home.done(&[&forecast[..], &["--probability", "30", "--note", "Talks\nhave begun."]].concat());
    let resolve = [&forecast[..], &["--resolve", "landed", "--evidence", "https://example.org/it"]].concat();
    let tomorrow = home.run(&[&resolve[..], &["--date", "1d"]].concat());
    assert_eq!(tomorrow.status.code(), Some(2));
    assert!(super::text(&tomorrow.stderr).contains("is yet to come"));
    home.done(&["review", "verdict", "strategy/pause", "--stance", "back"]);
    let reported = home.done(&resolve);
    assert!(
        reported.ends_with("\nthe signal is now recorded as landed: back, signal landed, held as an identity\n"),
        "{reported}"
    );
    let signal = "signal landed";
    home.done(&["review", "undo"]);
    assert!(!report(&home, "csv").contains(",30,landed,TODAY") && !report(&home, "text").contains(signal));
    home.done(&["review", "redo"]);
    assert!(report(&home, "csv").contains("back,,landed,TODAY,https://example.org/it,,identity,"));
    let again = home.done(&resolve);
    assert!(!again.contains("the signal"), "it was landed: {again}");
    assert!(words(&report(&home, "text")).contains("landed on TODAY · https://example.org/it"));
    assert!(report(&home, "markdown").contains("](https://example.org/it)"));
    assert!(
        report(&home, "html").contains("landed on TODAY")
            && report(&home, "html").contains("href=\"https://example.org/it\"")
    );
    assert!(report(&home, "csv").contains(",30,landed,TODAY,"));
    let json: serde_json::Value = serde_json::from_str(&report(&home, "json")).expect("JSON");
    let reported = &json["forecasts"][0];
    assert_eq!((&reported["settled"], &reported["evidence"]), (&"TODAY".into(), &"https://example.org/it".into()));
    assert_eq!(reported["note"], "Talks\nhave begun.");
    assert!(words(&report(&home, "text")).contains("Talks have begun."), "{}", report(&home, "text"));
    assert!(report(&home, "csv").contains(",\"Talks\nhave begun.\","));
    let watch = home.done(&["show", "watch"]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(watch.contains("https://example.org/it") && watch.contains("“Talks have begun.”"), "{watch}");
}

#[test]
fn an_identity_is_called_out_with_every_question() {
    let home = Home::new();
    let landed = ["review", "verdict", "strategy/pause", "--stance", "back", "--signal", "landed"];
    home.done(&[&landed[..], &["--answer", "1=bet", "--answer", "3=identity", "--tag", "hard"]].concat());
    let reported = report(&home, "text");
    let words = words(&reported);
    assert!(words.contains("1 of 2 questions answered as for an identity 1. "), "{reported}");
    let answers = ["? a bet", "? an identity", "? not answered"].map(|answer| words.matches(answer).count());
    assert_eq!(answers, [1, 1, 3], "{reported}");
    assert!(words.contains("Pause back, signal landed, held as an identity, #hard · TODAY"), "{reported}");
}

#[test]
fn a_report_can_be_of_one_session_or_of_a_time() {
    let home = home();
    let all = report(&home, "json");
    let session = home.done(&["review", "report", "--session", "last", "--format", "json"]);
    assert!(session.contains("\"scope\":\"session 01") && all.contains("\"scope\":null"));
    let late = home.run(&["review", "report", "--since", "2099-01-01", "--format", "json"]);
    assert!(super::text(&late.stdout).contains("\"judged\":[]"));
    assert_eq!(home.run(&["review", "report", "--session", "01K"]).status.code(), Some(2));
}
