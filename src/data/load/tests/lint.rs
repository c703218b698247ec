//! Warnings about records that cannot be trusted: what each reports, and what it accepts.

use super::*;

/// Returns the codes of the diagnostics of a person with `rest`, each with its line.
fn codes(rest: &str) -> Vec<String> {
    let short = |found: String| found.split(": ").next().unwrap_or_default().to_owned();
    found(&person(rest)).into_iter().map(short).collect()
}

/// Returns a position on the tag with one source with `keys`.
fn position(keys: &str) -> String {
    format!(
        "updated = \"2024-05\"\n[[person.position]]\ntag = \"pause\"\nstance = \"mixed\"\nclaim = \"C.\"\n\
         [[person.position.source]]\ntitle = \"T\"\nmedium = \"book\"\n{keys}"
    )
}

#[test]
fn home_pages_are_found_wherever_a_source_is() {
    assert_eq!(codes(&position("url = \"https://example.org/\"\n")), ["14:7 home-page"]);
    assert_eq!(codes(&position("url = \"https://example.org/talks\"\n")), [""; 0]);
    let p_doom =
        "p_doom = [{ low = 0, high = 1, source = { title = \"T\", medium = \"book\", url = \"https://x.org\" } }]";
    assert_eq!(codes(p_doom).len(), 1);
    let caveat = position("url = \"https://example.org/\"\ncaveat = \"The talk has moved.\"\n");
    assert_eq!(codes(&caveat), ["14:7 home-page"], "a caveat does not lead to the passage");
}

#[test]
fn a_remark_and_its_source_are_of_one_time() {
    let dates = |stated: &str, date: &str| codes(&position(&format!("stated = \"{stated}\"\ndate = \"{date}\"\n")));
    assert_eq!(dates("2021", "2023-10"), ["14:10 stated-before-source"]);
    assert_eq!(dates("2024", "2015"), ["14:10 stated-after-source"]);
    assert_eq!(dates("2023-10", "2023-09-30"), ["14:10 stated-after-source"]);
    assert_eq!(dates("2023", "2023-10-05"), [""; 0], "the day is in the year");
    assert_eq!(dates("2024-06", "2024-06"), ["14:10 stated-after-update", "15:8 stated-after-update"]);
    assert_eq!(dates("2024-05-31", "2024"), [""; 0]);
    assert_eq!(codes(&position("date = \"2025\"\n")), ["14:8 stated-after-update"]);
    let caveat = "stated = \"2021\"\ndate = \"2023\"\ncaveat = \"Printed two years later.\"\n";
    assert_eq!(codes(&position(caveat)), [""; 0]);
}

#[test]
fn a_position_needs_a_source_of_its_own() {
    let with = |url: &str| {
        position(&format!(
            "url = \"https://example.org/{url}\"\n[[person.p_doom]]\nlow = 0\nhigh = 1\n\
             source = {{ title = \"P\", medium = \"tweet\", url = \"https://example.org/poll\" }}\n"
        ))
    };
    assert_eq!(codes(&with("poll")), ["8:7 borrowed-source"]);
    assert_eq!(codes(&with("book")), [""; 0]);
    assert_eq!(codes(&with("poll").replace("claim = \"C.\"", "claim = \"C.\"\ncaveat = \"Only a number.\"")), [""; 0]);
}

#[test]
fn years_in_a_note_on_a_vintage_are_in_the_vintage() {
    let vintage = "[[vintage]]\nid = \"old\"\nlabel = \"Old\"\nshort = \"1980-2005\"\ncriterion = \"C.\"\n";
    let with = |note: &str, caveat: &str| {
        let profile = format!(
            "{caveat}profile = {{ expertise = \"builder\", recognition = \"famous\", vintage = \"old\", vintage_note = \"{note}\" }}\n"
        );
        let all = found(&(vintage.to_owned() + &person(&profile)));
        all.into_iter().map(|found| found.split_once(' ').unwrap_or_default().1.to_owned()).collect::<Vec<_>>()
    };
    let outside =
        ["vintage-years: every year in this note is outside the vintage `old` (name what happened within the \
                    vintage, or choose another one)"];
    assert_eq!(with("Wrote in 2012 and 2020.", ""), outside);
    assert_eq!(with("Wrote in 1990 and 2020.", ""), [""; 0]);
    assert_eq!(with("Wrote early.", ""), [""; 0]);
    assert_eq!(with("Wrote in 2012.", "caveat = \"The vintage is a guess.\"\n"), [""; 0]);
}

#[test]
fn a_current_affiliation_has_not_ended() {
    let post = |rest: &str, summary: &str| {
        let someone = person(&format!("affiliations = [{{ org = \"Yard (North)\", current = true{rest} }}]\n"));
        let found = found(&someone.replace("summary = \"Bob.\"", &format!("summary = \"{summary}\"")));
        found.iter().map(|found| found.split(": ").next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let end = ", end = \"2020\"";
    assert_eq!(post(end, "Bob."), ["6:25 past-affiliation"]);
    let start = ", start = \"2015-06\"";
    assert_eq!(post(start, "Left Yard in 2021."), ["6:25 past-affiliation"]);
    assert_eq!(post(start, "Bob left Yard in 2021."), ["6:25 past-affiliation"]);
    assert_eq!(post(start, "Bob left Mill in 2021."), [""; 0]);
    assert_eq!(post(start, "Bob left Yard in 2010, to come back."), [""; 0]);
    assert_eq!(post("", "Bob left Yard in 2021."), [""; 0], "nobody knows when the affiliation began");
}

#[test]
fn ids_do_not_stand_in_prose() {
    let strategy = WAIT.replace("id = \"wait\"", "id = \"wait-and-see\"");
    let raw = |claim: &str| {
        let loaded = load_texts([
            ("base.toml", BASE),
            ("x.toml", &strategy),
            (
                "y.toml",
                &person("position = [{ tag = \"pause\", stance = \"mixed\", claim = \"C.\" }]\n").replace("C.", claim),
            ),
        ]);
        let raw = loaded.diagnostics.iter().filter(|found| found.code == Code::RawId);
        raw.map(|found| (found.line, found.help.clone().unwrap_or_default())).collect::<Vec<_>>()
    };
    assert_eq!(raw("Falls back to wait-and-see."), [(6, "write the name, Wait".to_owned())]);
    assert_eq!(raw("Either wait-and-see, or not."), [(6, "write the name, Wait".to_owned())]);
    assert_eq!(raw("Takes a wait-and-see attitude."), []);
    assert_eq!(raw("Falls back to waiting."), []);
    assert_eq!(raw("wait-and-see"), [], "a word alone is no prose");
}

#[test]
fn a_caveat_says_what_is_in_doubt() {
    for empty in [
        "Details in the source record do not fit together; check the sources before relying on it.",
        "The cited source does not clearly support this tag; check it before relying on it.",
        "Do not rely on it.",
    ] {
        assert_eq!(codes(&format!("caveat = \"{empty}\"\n")), ["6:10 empty-caveat"], "{empty}");
    }
    assert_eq!(codes("caveat = \"The date of the source is doubtful.\"\n"), [""; 0]);
    let below =
        position("caveat = \"Use with care.\"\n").replace("claim = \"C.\"", "claim = \"C.\"\ncaveat = \"Unreliable.\"");
    assert_eq!(codes(&below), ["11:10 empty-caveat", "15:10 empty-caveat"]);
}

#[test]
fn texts_that_are_still_to_be_written_are_found() {
    for text in ["TODO", "tbd", "...", "???", "TODO: say more", "Lorem ipsum dolor sit amet."] {
        assert_eq!(codes(&format!("note = \"{text}\"\n")), ["6:8 placeholder"], "{text}");
    }
    for text in ["A todo list.", "Xxx has a name.", "To be done"] {
        assert_eq!(codes(&format!("note = \"{text}\"\n")), [""; 0], "{text}");
    }
}

#[test]
fn warnings_of_one_code_are_counted_where_there_are_too_many() {
    let source = "[[person.position.source]]\ntitle = \"T\"\nmedium = \"book\"\nurl = \"https://example.org/\"\n";
    let found = found(&person(&format!(
        "[[person.position]]\ntag = \"pause\"\nstance = \"mixed\"\nclaim = \"C.\"\n{}",
        source.repeat(1_003)
    )));
    assert_eq!(found.iter().filter(|found| found.contains("home-page: this source")).count(), 1_000);
    assert!(found.iter().any(|found| found.contains("home-page: 3 more `home-page` warnings are not listed")));
}
