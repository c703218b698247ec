//! Configurations, key maps and themes.

use std::path::Path;

use stratlas::action::{Action, KeyNames, KeyScope};
use stratlas::keymap::{Code, Key, Keymap, Lookup, Preset};
use stratlas::store::config;
use stratlas::ui::Theme;

use super::chance::Chance;
use super::harness::fuzz;
use super::invariants::{assert_clean, assert_diagnostics};
use super::spelling::{basic, damage};

/// Pieces of a configuration that break or change what is around them.
const PIECES: [&str; 12] = ["\"", "[", "]", "=", "\n", "[keys.browse]\n", "[keys]\n", "'''", "{", "#", " ", "false"];

/// A key as a person writes it, at times one that does not exist.
fn key(chance: &mut Chance) -> String {
    let names =
        ["Enter", "Esc", "Tab", "Space", "Up", "PageDown", "F1", "F12", "F99", "Backspace", "Del", "Home", "Nope"];
    let plain = match chance.below(5) {
        0 => chance.pick(&names).to_string(),
        1 => chance.char().to_string(),
        _ => chance.pick(&["j", "k", "g", "G", "q", "/", "?", "é", "0", "9", "-", "C", "z"]).to_string(),
    };
    match chance.below(8) {
        0 => format!("C-{plain}"),
        1 => format!("A-{plain}"),
        2 => format!("S-{plain}"),
        3 => format!("C-A-{plain}"),
        _ => plain,
    }
}

/// The section `keys` with a preset and changes to it.
fn keys(chance: &mut Chance) -> String {
    let mut text = String::from("[keys]\n");
    if chance.one_in(2) {
        text.push_str(&format!("preset = {}\n", basic(chance.pick(&["vim", "emacs", "arrows", "nano"]))));
    }
    for scope in chance.some(&KeyScope::ALL, 4) {
        text.push_str(&format!("[keys.{}]\n", scope.as_str()));
        for _ in 0..chance.below(6) {
            let sequence: Vec<String> = (0..=chance.below(3)).map(|_| key(chance)).collect();
            let of_scope: Vec<&Action> = Action::all().iter().filter(|action| action.info().scope == scope).collect();
            let action = match chance.below(6) {
                0 => "false".to_owned(),
                1 => basic(""),
                2 => basic(chance.pick(Action::all()).info().id),
                _ if of_scope.is_empty() => basic(chance.word()),
                _ => basic(chance.pick(&of_scope).info().id),
            };
            text.push_str(&format!("{} = {action}\n", basic(&sequence.join(" "))));
        }
    }
    text
}

fn options(chance: &mut Chance) -> String {
    let mut text = String::new();
    for (name, values) in [
        ("theme", &["\"dark\"", "\"light\"", "\"nope\"", "3"][..]),
        ("icons", &["\"ascii\"", "\"auto\"", "\"round\""]),
        ("mouse", &["true", "false", "\"yes\""]),
        ("motion", &["true", "false"]),
        ("atlas", &["\"~/atlas\"", "\"a/../b\"", "\"\""]),
        ("browser", &["[\"firefox\", \"--new\"]", "[]", "\"firefox\""]),
        ("editor", &["[\"vim\"]", "[3]"]),
        ("resume", &["true", "1"]),
        ("reviewer", &["\"Ada\"", "\"\"", "\"a/b\\u001b\""]),
        ("layout", &["{ index = 6 }", "{ index = -300 }", "{ sides = \"6\" }", "{ middle = 1 }"]),
        ("colour", &["1"]),
    ] {
        if chance.one_in(3) {
            text.push_str(&format!("{name} = {}\n", chance.pick(values)));
        }
    }
    text
}

/// What holds of a key map, however it came about.
fn assert_keymap(keymap: &Keymap) {
    for scope in KeyScope::ALL {
        let bindings = keymap.bindings(scope);
        let sequences: Vec<Vec<Key>> = bindings
            .iter()
            .map(|(keys, _)| keys.split(' ').map(|key| key.parse().expect("a key is written as it is read")).collect())
            .collect();
        for ((text, action), keys) in bindings.iter().zip(&sequences) {
            assert_clean(text, "a sequence of keys");
            assert_eq!(keymap.look_up(scope, keys), Lookup::Found(*action), "{text} in {}", scope.as_str());
            for length in 1..keys.len() {
                assert_eq!(keymap.look_up(scope, &keys[..length]), Lookup::Pending, "the start of {text}");
                let followed = keymap.following(scope, &keys[..length]);
                assert!(followed.iter().any(|(key, _)| *key == keys[length]), "{text} is not offered");
            }
        }
    }
    // There is a way out of everything.
    for action in [Action::Quit, Action::SearchClose, Action::HelpClose, Action::InputCancel] {
        assert!(!keymap.keys_of(action).is_empty(), "{} has no key", action.info().id);
    }
}

fn check_config(text: &String) {
    let themes: Vec<&str> = ["auto"].into_iter().chain(Theme::names()).collect();
    let loaded = config::read("config.toml", text.clone(), Path::new("/home"), &themes);
    assert_diagnostics(&loaded.diagnostics, &[("config.toml", text)]);
    assert_eq!(loaded.config.is_none(), loaded.errors() > 0);
    assert_eq!(loaded.errors() + loaded.warnings(), loaded.diagnostics.len());
    let Some(config) = loaded.config else { return };
    let table: toml::Table = text.parse().expect("a configuration without errors is TOML");
    assert_keymap(&config.keymap);
    for setting in config::SETTINGS.iter().filter(|setting| !setting.key.contains('.')) {
        let key = setting.key;
        assert_eq!(config.is_written(key), table.contains_key(key), "{key}");
    }
    if let Some(theme) = table.get("theme").and_then(toml::Value::as_str) {
        assert_eq!(config.theme, theme);
    }
    if let Some(mouse) = table.get("mouse").and_then(toml::Value::as_bool) {
        assert_eq!(config.mouse, mouse);
    }
    // What is bound in the file is bound, unless it was told that it is not.
    let sections = table.get("keys").and_then(toml::Value::as_table);
    for (scope, section) in KeyScope::ALL.into_iter().filter_map(|scope| Some((scope, sections?.get(scope.as_str())?)))
    {
        for (keys, action) in section.as_table().expect("a section without errors is a table") {
            let keys: Vec<Key> = keys.split_whitespace().map(|key| key.parse().expect("a key")).collect();
            match action.as_str().filter(|id| !id.is_empty()) {
                Some(id) => {
                    let expected = Action::parse(id).map_or(Lookup::Nothing, Lookup::Found);
                    assert_eq!(config.keymap.look_up(scope, &keys), expected, "{keys:?} in {}", scope.as_str());
                }
                None => {
                    let found = config.keymap.look_up(scope, &keys);
                    let is_bound = matches!(found, Lookup::Found(_));
                    assert!(!is_bound, "{keys:?} was taken away in {} and is {found:?}", scope.as_str());
                }
            }
        }
    }
}

#[test]
fn settings_sound() {
    fuzz("settings_sound", 500, |chance| options(chance) + &keys(chance), check_config);
}

#[test]
fn settings_damaged() {
    let generate = |chance: &mut Chance| {
        let mut text = options(chance) + &keys(chance);
        damage(&mut text, &PIECES, chance);
        text
    };
    fuzz("settings_damaged", 500, generate, check_config);
}

#[test]
fn settings_of_presets() {
    for preset in Preset::ALL {
        assert_keymap(preset.keymap());
    }
}

#[test]
fn settings_keys() {
    fuzz("settings_keys", 20_000, key, |text: &String| match text.parse::<Key>() {
        Ok(key) => {
            let shown = key.to_string();
            assert_eq!(shown.parse::<Key>().ok(), Some(key), "{text:?} is written {shown:?}");
            assert!(!shown.contains(char::is_whitespace), "{shown:?} cannot stand in a sequence");
            assert_eq!(key.typed().is_some(), matches!(key.code, Code::Char(_)) && !key.ctrl && !key.alt, "{text:?}");
        }
        Err(unknown) => assert_clean(&unknown.to_string(), "the message"),
    });
}

fn theme(chance: &mut Chance) -> String {
    let names: Vec<&str> = Theme::names().collect();
    let mut text = Theme::source(chance.pick(&names)).unwrap_or_default().to_owned();
    let pieces = [
        "inherits = \"dark\"\n",
        "inherits = \"nope\"\n",
        "[styles]\n",
        "[colours]\n",
        "\"#12345\"",
        "\"#ffffff\"",
        "\"bold\"",
        "link = \"red on blue bold\"\n",
        "= ",
        "\"",
        "\n",
        "{",
        "accent = 256\n",
        "accent = \"-1\"\n",
    ];
    for _ in 0..chance.below(4) {
        damage(&mut text, &pieces, chance);
    }
    text
}

#[test]
fn settings_themes() {
    fuzz("settings_themes", 400, theme, |text: &String| {
        let (theme, faults) = Theme::parse(text);
        for fault in &faults {
            assert!(text.get(fault.span.clone()).is_some(), "{fault:?} is not in the theme");
            assert_clean(&fault.to_string(), "a message");
        }
        assert!(faults.is_sorted_by_key(|fault| fault.span.start));
        assert_eq!(Theme::parse(text), (theme, faults), "a theme is read in two ways");
        assert!(text.parse::<toml::Table>().is_ok() || !Theme::parse(text).1.is_empty(), "this is not TOML");
    });
}
