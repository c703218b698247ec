//! Single values: types, words, numbers, dates, texts.

use super::*;

#[test]
fn wrong_types_say_what_is_expected_and_what_is_there() {
    assert_eq!(
        found("[[lever]]\nid = 3\nname = ['a']\nside = 'ai'\nup = 1.5\ndown = {}\ndescription = 2024-01-01\n"),
        [
            "2:6 wrong-type: expected a string, found a whole number",
            "3:8 wrong-type: expected a string, found a list",
            "5:6 wrong-type: expected a string, found a number with a fraction",
            "6:8 wrong-type: expected a string, found a table",
            "7:15 wrong-type: expected a string, found a date or time",
        ]
    );
    assert_eq!(
        found(&person("categories = \"a\"\naffiliations = [\"b\"]\nupdated = 2024\nprofile = true\n")),
        [
            "6:14 wrong-type: expected a list of strings, found a string",
            "7:17 wrong-type: expected a table, found a string (the keys needed here are `org`; there can be `role`, `start`, `end`, `current`)",
            "8:11 wrong-type: expected a date, written \"2024\", \"2024-05\" or \"2024-05-17\", found a whole number",
            "9:11 wrong-type: expected a table, found a boolean (the keys needed here are `expertise`, `recognition`; there can be `expertise_note`, `recognition_note`, `vintage`, `vintage_note`)",
        ]
    );
    assert!(found("tag = 1")[0].starts_with("1:7 wrong-type: expected a list of tables, found a whole number"));
    assert!(found("[tag]\nid = 'x'")[0].starts_with("1:1 wrong-type: expected a list of tables, found a table"));
}

#[test]
fn words_outside_a_closed_vocabulary_list_it() {
    assert_eq!(
        found(&person("position = [{ tag = \"pause\", stance = \"endorsed\", claim = \"C.\" }]")),
        ["6:39 bad-value: `endorsed` is not allowed here: expected `endorses`, `mixed`, `conditional`, \
          `evolved-toward`, `opposes` or `evolved-away` (did you mean `endorses`?)"]
    );
}

#[test]
fn ids_that_are_no_slugs_are_refused() {
    for id in ["", "../../x", "a b", "a/b", "-rf", "ä", "a\\u001b"] {
        let text = format!("[[topic]]\nid = \"{id}\"\nname = \"T\"");
        assert!(found(&text)[0].starts_with("2:6 bad-id: "), "{id}: {:?}", found(&text));
    }
}

#[test]
fn numbers_and_ranges_are_checked() {
    let claims = "[[person.p_doom]]\nlow = 0.5\nhigh = 0.2\n[[person.p_doom]]\nlow = -0.1\nhigh = 10\n[[person.p_doom]]\nlow = nan\nhigh = '1'\n[[person.p_doom]]\nlow = 0\nhigh = 1\n";
    assert_eq!(
        found(&person(claims)),
        [
            "7:7 backward-range: `low` is above `high`",
            "10:7 out-of-range: a probability is from 0 to 1",
            "11:8 out-of-range: a probability is from 0 to 1",
            "13:7 out-of-range: a probability is from 0 to 1",
            "14:8 wrong-type: expected a number, found a string",
        ]
    );
    let timelines = "[[person.timeline]]\nmilestone = 'M'\nfrom = 2030\nto = 2020\nprobability = 2.0\n[[person.timeline]]\nmilestone = 'M'\nfrom = 99999999999999999999\nto = 2030.5\n";
    assert_eq!(
        found(&person(timelines)),
        [
            "8:8 backward-range: `from` is after `to`",
            "10:15 out-of-range: a probability is from 0 to 1",
            "13:8 out-of-range: expected a whole number from -9999 to 9999",
            "14:6 wrong-type: expected a whole number, found a number with a fraction",
        ]
    );
    let source = "position = [{ tag = 'pause', stance = 'mixed', claim = 'C.', source = [{ title = 'T', medium = 'blog', passages = 0 }] }]";
    assert_eq!(found(&person(source)), ["6:115 out-of-range: expected a whole number from 1 to 9999"]);
}

#[test]
fn dates_are_years_months_or_days() {
    for date in ["2024", "2024-02", "2024-02-29", "2000-02-29", "0001-12-31"] {
        assert_eq!(found(&person(&format!("updated = \"{date}\""))), [""; 0], "{date}");
    }
    for date in [
        "",
        "24",
        "2024-13",
        "2024-00",
        "2023-02-29",
        "1900-02-29",
        "2024-04-31",
        "2024-1-1",
        "2024-01-01-01",
        "May 2024",
        "+024",
    ] {
        assert!(found(&person(&format!("updated = \"{date}\"")))[0].starts_with("6:11 bad-date: "), "{date}");
    }
    assert_eq!(found(&person("updated = 2024-05-17")), [""; 0]);
    assert!(found(&person("updated = 2024-05-17T10:00:00Z"))[0].starts_with("6:11 wrong-type: "));
}

#[test]
fn texts_say_something() {
    assert_eq!(found("[[topic]]\nid = 't'\nname = \" \\n\""), ["3:8 empty-text: this text is empty"]);
}
