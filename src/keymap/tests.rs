//! Key maps of users: changes to presets, and diagnostics of mistakes.

use super::*;
use crate::action::{Action, KeyNames, KeyScope};
use crate::diagnostic::{FromToml, Reader, SourceFile, SourceMap, TomlTable, TomlValue, into_diagnostics};

/// Returns the key map of `toml`, a section `keys`, and its diagnostics: `line:column [code] message (help)`.
fn keys(toml: &str) -> (Keys, Vec<String>) {
    let source = SourceFile::new("config.toml".to_owned(), toml.to_owned());
    let mut reader = Reader::new(0);
    let table = TomlTable::parse(&source.text).expect("the test is TOML");
    let value = toml::Spanned::new(0..0, TomlValue::Table(table));
    let keys = Keys::read(value, &mut reader);
    let reported = into_diagnostics(reader.diagnostics, &SourceMap::new(vec![source])).into_iter().map(|diagnostic| {
        let help = diagnostic.help.map(|help| format!(" ({help})")).unwrap_or_default();
        format!("{}:{} [{}] {}{help}", diagnostic.line, diagnostic.column, diagnostic.code.as_str(), diagnostic.message)
    });
    (keys, reported.collect())
}

fn look_up(keys: &Keys, sequence: &str) -> Lookup {
    let sequence: Vec<Key> = sequence.split(' ').map(|key| key.parse().expect("the test names keys")).collect();
    keys.map.look_up(KeyScope::Browse, &sequence)
}

#[test]
fn an_empty_section_is_the_default() {
    let (keys, diagnostics) = keys("");
    assert_eq!((keys.map, diagnostics), (default_keymap().clone(), Vec::new()));
}

#[test]
fn own_keys_are_added_and_replace_those_of_the_preset() {
    let (keys, diagnostics) = keys("[browse]\n\"x\" = \"quit\"\n\"j\" = \"cursor-up\"\n");
    assert_eq!(diagnostics, Vec::<String>::new());
    assert_eq!(look_up(&keys, "x"), Lookup::Found(Action::Quit));
    assert_eq!(look_up(&keys, "j"), Lookup::Found(Action::CursorUp));
    assert_eq!(look_up(&keys, "q"), Lookup::Found(Action::Quit));
}

#[test]
fn keys_are_unbound() {
    let (keys, diagnostics) = keys("[browse]\n\"j\" = \"\"\n\"t\" = false\n\"g g\" = false\n");
    assert_eq!(diagnostics, Vec::<String>::new());
    assert_eq!(look_up(&keys, "j"), Lookup::Nothing);
    assert_eq!(look_up(&keys, "t"), Lookup::Nothing, "what starts with it goes too");
    assert_eq!(look_up(&keys, "g g"), Lookup::Nothing);
    assert_eq!(look_up(&keys, "g h"), Lookup::Found(Action::GoHome));
}

#[test]
fn unbound_keys_make_room_wherever_they_are_in_the_file() {
    let (keys, diagnostics) = keys("[browse]\n\"t x\" = \"quit\"\n\"t\" = false\n");
    assert_eq!(diagnostics, Vec::<String>::new());
    assert_eq!(look_up(&keys, "t x"), Lookup::Found(Action::Quit));
    assert_eq!(look_up(&keys, "t o"), Lookup::Nothing);
}

#[test]
fn presets_are_changed_alike() {
    let (keys, diagnostics) = keys("preset = \"arrows\"\n[browse]\n\"F10\" = \"help\"\n");
    assert_eq!(diagnostics, Vec::<String>::new());
    assert_eq!(keys.preset, Preset::Arrows);
    assert_eq!(look_up(&keys, "F10"), Lookup::Found(Action::Help));
    assert_eq!(look_up(&keys, "j"), Lookup::Nothing);
}

#[test]
fn sequences_that_start_alike_are_replaced_and_named() {
    let (keys, diagnostics) = keys("[browse]\n\"t\" = \"quit\"\n\"q q\" = \"quit\"\n");
    assert_eq!(
        diagnostics,
        [
            "2:1 [key-shadowed] `t` replaces `t /`, `t a`, `t e` and 5 more, since they start alike",
            "3:1 [key-shadowed] `q q` replaces `q`, since they start alike",
        ]
    );
    assert_eq!(look_up(&keys, "t"), Lookup::Found(Action::Quit));
    assert_eq!(look_up(&keys, "q q"), Lookup::Found(Action::Quit));
}

#[test]
fn every_mistake_is_reported_at_its_place() {
    let (keys, diagnostics) = keys(
        "preset = \"vi\"\n\
         x = 1\n\
         [browse]\n\
         \"a\" = \"cursor-dwn\"\n\
         \"jj\" = \"quit\"\n\
         \"z\" = 1\n\
         \"Z\" = \"search-down\"\n\
         \"F23 a\" = \"quit\"\n\
         \"F23\" = \"help\"\n\
         \"A-C-x\" = \"quit\"\n\
         \"C-A-x\" = \"help\"\n\
         \"5\" = \"quit\"\n\
         \"x  y\" = \"quit\"\n\
         \"F24\" = false\n\
         [input]\n\
         \"a\" = \"input-end\"\n\
         [brows]\n",
    );
    assert_eq!(
        diagnostics,
        [
            "1:10 [bad-value] `vi` is not allowed here: expected `vim`, `emacs` or `arrows` (did you mean `vim`?)",
            "2:1 [unknown-key] unknown key `x` (the keys here are `preset`, `browse`, `review`, `choice`, `search`, `help`, `input`)",
            "4:7 [unknown-action] there is no action `cursor-dwn` here (did you mean `cursor-down`?)",
            "5:1 [bad-key] `jj` is not a key (write keys like `j`, `G`, `C-d`, `A-Left`, `S-Tab`, `F1`, `Space`)",
            "6:7 [wrong-type] expected the id of an action (`false` or an empty string unbinds the keys)",
            "7:7 [unknown-action] `search-down` does not work in `browse` (it belongs in the section `search`)",
            "9:1 [key-clash] `F23` and another sequence cannot both be bound: one is the start of the other; change or remove one",
            "11:1 [key-clash] `C-A-x` is already bound to `quit`",
            "12:1 [bad-key] `5` starts a count and cannot be bound",
            "13:1 [bad-key] keys are separated by one space each (the space bar is written `Space`)",
            "14:1 [nothing-to-unbind] `F24` is not bound here, so there is nothing to unbind",
            "16:1 [bad-key] `a` is text here and cannot be bound (start with Ctrl, Alt or a named key)",
            "17:2 [unknown-key] unknown key `brows` (did you mean `browse`?)",
        ]
    );
    assert_eq!(look_up(&keys, "F23 a"), Lookup::Found(Action::Quit), "what is sound still holds");
}

#[test]
fn a_way_out_is_always_left() {
    let (_, diagnostics) =
        keys("[browse]\n\"q\" = false\n\"C-c\" = false\n[help]\nEsc = false\nq = \"\"\n\"?\" = \"\"\n");
    let expected = "1:1 [no-way-out] no key is left for `quit` (give it one in the section `browse`)";
    assert_eq!(diagnostics, [expected], "the help can still be closed");
}

#[test]
fn unbound_actions_have_no_keys() {
    let (keys, _) = keys("[browse]\n\"F\" = false\n");
    assert_eq!(keys.map.keys_of(Action::Filter), Vec::<String>::new());
}
