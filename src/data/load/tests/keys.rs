//! Keys and the records they form: missing, unknown and duplicate keys.

use super::*;

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
            "2:1 missing-key: a tag needs the key `name` (`name` takes a string: Name of the tag)",
            "3:6 tag-without-people: nobody has a position on the tag `x`",
            "5:1 missing-key: a person needs the key `tagline` (`tagline` takes a string: Description of the person in a few words)",
        ]
    );
}

#[test]
fn a_strategy_file_is_known_by_any_of_its_keys() {
    let missing = found("thesis = \"Only this.\"");
    assert_eq!(
        missing[0],
        "1:1 missing-key: a strategy needs the key `coordinates` (`coordinates` takes a table: Coordinates among the strategies)"
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
            "11:1 unknown-key: unknown key `qqqq` (the keys needed here are `tag`, `stance`, `claim`; there can be `tentative`, `caveat`, `source`)",
        ]
    );
    assert_eq!(found("[captins]")[0], "1:2 unknown-key: unknown key `captins` (did you mean `captions`?)");
}

#[test]
fn a_key_of_the_whole_atlas_stands_in_one_file() {
    assert_eq!(
        found("title = \"Other\""),
        ["1:9 duplicate-key: the atlas already has a `title` (the first one is at base.toml:2:9)"]
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
