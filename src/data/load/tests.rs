//! Every kind of fault, where it is found, and what is said of it.

use super::*;

/// The most syntax errors that are reported of one file.
const SYNTAX_ERRORS: usize = 50;

/// A sound atlas in which two strategies know each other.
pub(super) const BASE: &str = r#"
title = "Small"
[[lever]]
id = "speed"
name = "Speed"
side = "mixed"
up = "Faster"
down = "Slower"
description = "How fast."
[[axis]]
id = "acts-on"
name = "Acts on"
description = "What."
value = [{ id = "world", name = "World", description = "All of it." }]
[[axis]]
id = "coercion"
name = "Coercion"
description = "How much."
value = [{ id = "consent", name = "Consent", description = "None." }]
[[axis]]
id = "actor-in-control"
name = "Actor"
description = "Who."
value = [{ id = "humans", name = "Humans", description = "Us." }]
[[axis]]
id = "time-horizon"
name = "Horizon"
description = "When."
value = [{ id = "now", name = "Now", description = "At once." }]
[[axis]]
id = "legitimacy-source"
name = "Legitimacy"
description = "By whose leave."
value = [{ id = "self", name = "Self", description = "One's own." }]
[[expertise]]
id = "builder"
label = "Frontier builder"
short = "Builds"
criterion = "Builds."
[[recognition]]
id = "famous"
label = "Famous"
short = "Known"
criterion = "Known."
[[tag]]
id = "pause"
name = "Pause"
gloss = "Stop"
strategy = "pause"
[[strategy]]
id = "pause"
name = "Pause"
thesis = "Stop."
mechanism = "Stop."
falsification = "Going on is safe."
coordinates = { lever = "speed", pull = "down", acts_on = "world", coercion = "consent", actor_in_control = "humans", time_horizon = "now", legitimacy_source = "self" }
relations = { conflicts = ["go"] }
[[strategy]]
id = "go"
name = "Go"
thesis = "Go."
mechanism = "Go."
falsification = "Going on is not safe."
coordinates = { lever = "speed", pull = "up", acts_on = "world", coercion = "consent", actor_in_control = "humans", time_horizon = "now", legitimacy_source = "self" }
relations = { conflicts = ["pause"] }
[[person]]
id = "ann"
name = "Ann"
tagline = "Ann"
summary = "Ann."
position = [{ tag = "pause", stance = "endorses", claim = "Stop." }]
"#;

/// A strategy in a file of its own, without its last line; its coordinates are on line 5.
pub(super) const WAIT: &str = r#"id = "wait"
name = "Wait"
thesis = "Wait."
mechanism = "Wait."
coordinates = { lever = "speed", pull = "down", acts_on = "world", coercion = "consent", actor_in_control = "humans", time_horizon = "now", legitimacy_source = "self" }
falsification = "None."
"#;

/// What is found in `text`, in short, if it stands beside the sound atlas.
fn found(text: &str) -> Vec<String> {
    found_in(&[("base.toml", BASE), ("x.toml", text)])
}

fn found_in(texts: &[(&str, &str)]) -> Vec<String> {
    let loaded = load_texts(texts.iter().copied());
    assert_eq!(loaded.atlas.is_none(), loaded.errors() > 0, "an atlas comes without errors and only then");
    let short = |finding: Finding| {
        let Finding { code, file, line, column, message, help, note, .. } = finding;
        let more: Vec<String> = [help, note].into_iter().flatten().map(|text| format!(" ({text})")).collect();
        let more = more.concat();
        let file = if file == "x.toml" { String::new() } else { format!("{file}:") };
        format!("{file}{line}:{column} {}: {message}{more}", code.as_str())
    };
    loaded.findings.into_iter().map(short).collect()
}

fn person(rest: &str) -> String {
    format!("[[person]]\nid = \"bob\"\nname = \"Bob\"\ntagline = \"Bob\"\nsummary = \"Bob.\"\n{rest}")
}

#[test]
fn a_sound_atlas_has_no_findings() {
    assert_eq!(found(WAIT), [""; 0]);
}

#[test]
fn every_key_that_is_missing_is_named_at_the_table() {
    assert_eq!(
        found("\n[[tag]]\nid = 'x'\nstrategy = 'go'\n[[person]]\nid = 'y'\nname = 'Y'\nsummary = 'Y.'"),
        [
            "2:1 missing-key: a tag needs the key `gloss` (`gloss` takes a string: The position in one line)",
            "2:1 missing-key: a tag needs the key `name` (`name` takes a string: Its name)",
            "3:6 tag-without-people: nobody holds the tag `x`",
            "5:1 missing-key: a person needs the key `tagline` (`tagline` takes a string: Who they are in a few words)",
        ]
    );
}

#[test]
fn a_strategy_file_is_known_by_any_of_its_keys() {
    let missing = found("thesis = \"Only this.\"");
    assert_eq!(
        missing[0],
        "1:1 missing-key: a strategy needs the key `coordinates` (`coordinates` takes a table: Where it stands among the others)"
    );
    assert_eq!(missing.len(), 4, "id, name, mechanism and coordinates: {missing:?}");
}

#[test]
fn a_strategy_file_can_hold_other_records() {
    let with_tag = format!(
        "{WAIT}[[topic]]\nid = \"time\"\nname = \"Time\"\n[[vintage]]\nperiod = \"2020\"\nmeaning = \"Rest.\"\n"
    );
    let loaded = load_texts([("base.toml", BASE), ("x.toml", with_tag.as_str())]);
    let atlas = loaded.atlas.expect("it is sound");
    assert_eq!(atlas.topics.len(), 1);
    let wait = atlas.strategies.find("wait").expect("it is there");
    assert_eq!(atlas.strategies[wait].meanings.len(), 1);
}

#[test]
fn unknown_keys_come_with_the_nearest_or_with_all() {
    assert_eq!(
        found(&person(
            "tagine = \"b\"\n[[person.position]]\ntag = \"pause\"\nstance = \"mixed\"\nclaim = \"C.\"\nqqqq = 1\n"
        )),
        [
            "6:1 unknown-key: unknown key `tagine` (did you mean `tagline`?)",
            "11:1 unknown-key: unknown key `qqqq` (the keys needed here are `tag`, `stance`, `claim`; there can be `tentative`, `source`)",
        ]
    );
    assert_eq!(found("[captins]")[0], "1:2 unknown-key: unknown key `captins` (did you mean `captions`?)");
}

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
fn a_second_record_of_one_id_names_the_first() {
    assert_eq!(
        found("[[topic]]\nid = 'a'\nname = 'A'\n[[topic]]\nid = 'b'\nname = 'B'\n[[topic]]\nid = 'a'\nname = 'C'"),
        ["8:6 duplicate-id: this is a second topic called `a` (the first one is at x.toml:2:6)"]
    );
    assert_eq!(
        found("[[topic]]\nid = 'a'\nname = 'A'\n[[topic]]\nid = 'A'\nname = 'B'"),
        ["5:6 duplicate-id: this is a second topic called `A` (the first one is at x.toml:2:6)"]
    );
    let twice = WAIT.replace("wait", "go");
    assert_eq!(
        found(&twice),
        ["1:6 duplicate-id: this is a second strategy called `go` (the first one is at base.toml:59:6)"]
    );
    assert_eq!(
        found("[[axis]]\nid = 'coercion'\nname = 'C'\ndescription = 'C.'"),
        ["2:6 duplicate-id: this is a second axis called `coercion` (the first one is at base.toml:16:6)"]
    );
}

#[test]
fn a_key_of_the_whole_atlas_stands_in_one_file() {
    assert_eq!(
        found("title = \"Other\""),
        ["1:9 duplicate-key: the atlas already has a `title` (the first one is at base.toml:2:9)"]
    );
}

#[test]
fn references_that_lead_nowhere_come_with_the_nearest() {
    let profile = "profile = { expertise = \"bilder\", recognition = \"x\" }\nposition = [{ tag = \"pauze\", stance = \"mixed\", claim = \"C.\" }]";
    assert_eq!(
        found(&person(profile)),
        [
            "6:25 dangling-id: there is no expertise tier `bilder` (did you mean `builder`?)",
            "6:49 dangling-id: there is no recognition tier `x`",
            "7:21 dangling-id: there is no tag `pauze` (did you mean `pause`?)",
        ]
    );
    assert_eq!(
        found(
            "[[portfolio]]\nid = \"p\"\nname = \"P\"\ndescription = \"P.\"\nstrategies = [\n  \"go\",\n  \"paus\",\n]\n"
        ),
        ["7:3 dangling-id: there is no strategy `paus` (did you mean `pause`?)"]
    );
    assert_eq!(
        found(
            "[[scenario]]\nid = 's'\ntitle = 'S'\nadversary = 'x'\ngloss = 'S'\ndescription = 'S.'\nresponsive = ['g0']\n"
        ),
        [
            "4:13 dangling-id: there is no class of adversary `x` (the atlas has no class of adversary at all)",
            "7:15 dangling-id: there is no strategy `g0` (did you mean `go`?)",
        ]
    );
    assert_eq!(
        found("[[binding]]\nstrategy = 'pase'\nmarker = 'M'\nnote = 'N'"),
        ["2:12 dangling-id: there is no strategy `pase` (did you mean `pause`?)"]
    );
    assert_eq!(
        found("[[tag]]\nid = 't'\nname = 'T'\ngloss = 'T'\nstrategy = 'pause '"),
        [
            "2:6 tag-without-people: nobody holds the tag `t`",
            "5:12 dangling-id: there is no strategy `pause ` (did you mean `pause`?)"
        ]
    );
}

#[test]
fn coordinates_that_lead_nowhere_name_their_axis() {
    let strategy = WAIT.replace("\"consent\"", "\"consnt\"").replace("\"speed\"", "\"sped\"");
    assert_eq!(
        found(&strategy),
        [
            "5:25 dangling-id: there is no lever `sped` (did you mean `speed`?)",
            "5:78 dangling-id: there is no value of the axis coercion `consnt` (did you mean `consent`?)",
        ]
    );
    let strategy = format!(
        "{WAIT}[[commitment]]\ntopic = 'x'\nclaim = 'C.'\nfailure = 'F.'\n[analogue]\ndomain = 'y'\nregime = 'R'\nproduced = 'P.'\ndid_not_produce = 'D.'\n"
    );
    assert_eq!(
        found(&strategy),
        [
            "8:9 dangling-id: there is no topic `x` (the atlas has no topic at all)",
            "12:10 dangling-id: there is no domain `y` (the atlas has no domain at all)",
        ]
    );
}

#[test]
fn relations_make_sense() {
    let with = |relations: &str| found(&format!("{WAIT}[relations]\n{relations}"));
    assert_eq!(with("conflicts = [\"wait\"]"), ["8:14 self-relation: `wait` cannot conflict with itself"]);
    assert_eq!(
        with("complements = [\"go\", \"go\"]")[1],
        "8:22 duplicate-entry: `go` is listed twice (it is first listed at x.toml:8:16)"
    );
    assert_eq!(
        with("conflicts = [\"go\"]\ncomplements = [\"go\"]")[1],
        "9:16 contradiction: `wait` and `go` are declared both to conflict and to complement each other \
         (the opposite is declared at x.toml:8:14)"
    );
    assert_eq!(with("conflicts = [\"go\"]"), ["8:14 one-sided: `go` does not list `wait` as a conflict"]);
}

#[test]
fn two_sides_that_disagree_contradict_each_other_once() {
    let (one, two) = (
        WAIT.to_owned() + "relations.conflicts = ['rest']",
        WAIT.replace("wait", "rest").replace("Wait", "Yield") + "relations.complements = ['wait']",
    );
    let found = found_in(&[("base.toml", BASE), ("a.toml", &one), ("b.toml", &two)]);
    let contradictions: Vec<_> = found.iter().filter(|line| line.contains("contradiction")).collect();
    assert_eq!(
        contradictions,
        [
            "b.toml:7:26 contradiction: `rest` and `wait` are declared both to conflict and to complement each other (the opposite is declared at a.toml:7:24)"
        ]
    );
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
fn a_merge_that_is_not_settled_is_told_and_nothing_else_of_its_file() {
    let conflict = "[[topic]]\nid = 'a'\n<<<<<<< HEAD\nname = 'A'\n=======\nname = 'B'\n>>>>>>> theirs\noops = 1\n";
    let told = "two sides of a merge meet here, down to line 7, and nobody has chosen between them (keep what is right of both and remove the three lines of marks; the rest of the file is checked then)";
    assert_eq!(found(conflict), [format!("3:1 merge-conflict: {told}")]);
    let twice = format!("{conflict}{conflict}");
    assert_eq!(found(&twice).len(), 2);
    let within_a_text = "[[topic]]\nid = 'a'\nname = '''\n<<<<<<< HEAD\nA\n=======\nB\n>>>>>>> theirs\n'''\n";
    assert!(found(within_a_text)[0].starts_with("4:1 merge-conflict: "), "it is TOML, and is told all the same");
    for whole in ["[[topic]]\nid = 'a'\nname = '<<<<<<< A'\n", "# <<<<<<< A\n# =======\n# >>>>>>> B\n"] {
        assert_eq!(found(whole), [""; 0]);
    }
}

#[test]
fn what_a_merge_has_kept_twice_is_told() {
    let ann = "[[person]]\nid = 'ann'\nname = 'Ann'\ntagline = 'Ann'\nsummary = 'Ann.'\n";
    assert_eq!(
        found(ann),
        ["2:6 duplicate-id: this is a second person called `ann` (the first one is at base.toml:67:6)"]
    );
    assert!(found("[[topic]]\nid = 'a'\nname = 'A'\nname = 'A'\n")[0].starts_with("4:1 syntax: "));
}

#[test]
fn files_that_slow_editors_are_told() {
    let line = "# A line of nothing but a comment.\n";
    let large = line.repeat(3 * 1024 * 1024 / line.len());
    assert_eq!(
        found(&large),
        [
            "1:1 large-file: this file is larger than 2 MiB, which slows editors and merges (spread its records over several files)"
        ]
    );
    assert_eq!(found(&large[..1024 * 1024]), [""; 0]);
}

#[test]
fn texts_say_something() {
    assert_eq!(found("[[topic]]\nid = 't'\nname = \" \\n\""), ["3:8 empty-text: this text is empty"]);
}

#[test]
fn axes_and_mechanisms_are_those_the_program_knows() {
    assert_eq!(
        found("[[axis]]\nid = 'coersion'\nname = 'C'\ndescription = 'C.'"),
        [
            "2:6 bad-value: there is no axis `coersion`: expected `acts-on`, `coercion`, `actor-in-control`, `time-horizon` or `legitimacy-source` (did you mean `coercion`?)"
        ]
    );
    let mechanism = |id: &str, kind: &str| {
        found(&format!("[[mechanism]]\nid = '{id}'\nkind = '{kind}'\nlabel = 'L'\ngloss = 'G'\nexplain = 'E.'"))
    };
    assert!(mechanism("adjacent", "complement")[0].ends_with("(did you mean `adjacent-bet`?)"));
    assert_eq!(
        mechanism("adjacent-bet", "conflict"),
        ["3:8 bad-value: `adjacent-bet` is a mechanism of a complement (write `complement`)"]
    );
}

#[test]
fn what_an_atlas_leaves_unsaid_has_a_default() {
    let loaded = load_texts([("base.toml", BASE)]);
    let atlas = loaded.atlas.expect("it is sound");
    assert_eq!(atlas.mechanisms[0].label, "Lever opposition");
    assert_eq!((atlas.expertise.rows()[0].badge.as_str(), atlas.recognition.rows()[0].badge.as_str()), ("FB", "FAM"));
    assert_eq!(load_texts([]).atlas.expect("nothing is wrong with it").about.title, "Untitled atlas");
}

#[test]
fn lint_warns_of_what_is_sound_but_odd() {
    let loaded = load_texts([("base.toml", BASE), ("x.toml", "[[tag]]\nid = 't'\nname = 'T'\ngloss = 'T'\n")]);
    assert_eq!((loaded.errors(), loaded.warnings()), (0, 1));
    assert!(loaded.atlas.is_some(), "a warning keeps no atlas from use");
    let silent = WAIT.replace("falsification = \"None.\"\n", "");
    assert_eq!(
        found(&silent),
        ["1:6 no-falsification: `wait` does not say what would count against it (add the key `falsification`)"]
    );
    for link in ["ftp://a.b", "www.a.b", "https://", "https:// a.b", "javascript:alert(1)", "http:///x"] {
        let found = found(&person(&format!("homepage = '{link}'")));
        assert_eq!(found.len(), 1, "{link}");
        assert!(found[0].starts_with("6:12 bad-link: "), "{found:?}");
    }
}

#[test]
fn hostile_text_is_a_warning_and_harmless() {
    let text = person("note = \"a\\e[31mb\\u202ec\\u0000\"\nhandle = \"\u{202e}x\"\n");
    assert_eq!(
        found(&text),
        [
            "6:8 control-characters: this text holds the control character U+001B (it is shown as a symbol and never sent)",
            "7:10 control-characters: this text holds the control character U+202E (it is shown as a symbol and never sent)",
        ]
    );
    let loaded = load_texts([("base.toml", BASE), ("\u{1b}[2J.toml", text.as_str())]);
    let atlas = loaded.atlas.expect("warnings only");
    let bob = &atlas.people[atlas.people.find("bob").expect("he is there")];
    assert_eq!(bob.note.as_deref(), Some("a␛[31mb\u{fffd}c␀"));
    let mut report = Vec::new();
    for finding in &loaded.findings {
        finding.write(&mut report).expect("a vector takes everything");
    }
    let report = String::from_utf8(report).expect("it is text");
    assert!(!report.chars().any(|c| crate::text::is_unsafe(c) && c != '\n'), "{report:?}");
}

#[test]
fn every_syntax_error_is_reported_and_the_rest_is_still_checked() {
    let lines =
        ["[[topic]]", "id = 'a", "[[topic]]", "id", "nme = 'B'", "[[topic]]", "id = 'c'", "name == 'C'", "nam = 1"];
    assert_eq!(
        found(&lines.join("\n")),
        [
            "2:8 syntax: invalid literal string, expected `'`",
            "4:3 syntax: key with no value, expected `=`",
            "5:1 unknown-key: unknown key `nme` (did you mean `name`?)",
            "8:7 syntax: extra `=`, expected nothing",
            "8:9 syntax: unexpected key or value, expected newline, `#`",
            "9:1 unknown-key: unknown key `nam` (did you mean `name`?)",
        ]
    );
}

#[test]
fn what_follows_from_a_syntax_error_elsewhere_is_not_reported() {
    let broken = format!("{WAIT}oops\n");
    let user = "[[portfolio]]\nid = \"p\"\nname = \"P\"\ndescription = \"P.\"\nstrategies = [\"wait\", \"wai\"]\n";
    let found = found_in(&[("base.toml", BASE), ("broken.toml", &broken), ("user.toml", user)]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("broken.toml:7:"), "{found:?}");
    assert!(found[1].starts_with("user.toml:5:23 dangling-id: there is no strategy `wai`"), "{found:?}");
}

#[test]
fn a_text_full_of_syntax_errors_is_summed_up() {
    let found = found(&"]]\n".repeat(1000));
    assert_eq!(found.len(), SYNTAX_ERRORS);
    assert!(found[SYNTAX_ERRORS - 1].ends_with("more syntax errors in this file)"), "{found:?}");
}

#[test]
fn a_text_on_one_long_line_is_no_exception() {
    let found = found(&format!("{}a = 1", "a.".repeat(1_000_000)));
    assert_eq!(found[0], "1:1 syntax: recursion limit (from line 1 on this file has not been checked)");
    assert!(found.len() == 2 && found[1].starts_with("1:1 large-file: "), "{found:?}");
}

#[test]
fn nesting_without_end_is_an_error() {
    let found = found(&format!("x = {}1{}", "[".repeat(100_000), "]".repeat(100_000)));
    assert!(found[0].starts_with("1:85 syntax: cannot recurse further"), "{found:?}");
}

#[test]
fn byte_order_marks_and_carriage_returns_are_no_fault() {
    let windows = format!("\u{feff}{}", WAIT.replace('\n', "\r\n"));
    assert_eq!(found(&windows), [""; 0]);
    let faulty = windows.replace("name", "nam");
    assert_eq!(found(&faulty)[1], "2:1 unknown-key: unknown key `nam` (did you mean `name`?)");
}

#[test]
fn strategies_are_in_name_order_and_people_in_file_order() {
    let strategy = |id: &str, name: &str| WAIT.replace("wait", id).replacen("Wait", name, 1);
    let (a, b, c) = (strategy("a", "Zebra"), strategy("b", "École"), strategy("c", "edge"));
    let atlas = load_texts([("base.toml", BASE), ("1.toml", &a), ("2.toml", &b), ("3.toml", &c)]).atlas.expect("sound");
    let names: Vec<_> = atlas.strategies.rows().iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["École", "edge", "Go", "Pause", "Zebra"]);
    assert_eq!(atlas.strategies[atlas.strategies.find("pause").expect("it is there")].conflicts.len(), 1);
    let zoe = person("").replace("bob", "zoe");
    let atlas = load_texts([("x.toml", zoe.as_str()), ("base.toml", BASE)]).atlas.expect("sound");
    assert_eq!(atlas.people.rows()[0].slug, "zoe");
}

#[test]
fn every_record_knows_where_it_is_written() {
    let loaded = load_texts([("base.toml", BASE), ("x.toml", WAIT)]);
    let atlas = loaded.atlas.expect("it is sound");
    let at = |record| loaded.origins.of(record).map(|origin| (origin.file.to_owned(), origin.line));
    let base = |line| Some(("base.toml".to_owned(), line));
    let strategy = |slug| Record::Strategy(atlas.strategies.find(slug).expect("it is there"));
    assert_eq!(at(strategy("wait")), Some(("x.toml".to_owned(), 1)));
    assert_eq!((at(strategy("pause")), at(strategy("go"))), (base(51), base(59)));
    assert_eq!(at(Record::Tag(atlas.tags.find("pause").expect("it is there"))), base(46));
    assert_eq!(at(Record::Mechanism(crate::model::Mechanism::AdjacentBet)), None);
}
