//! Configurations: their settings, their diagnostics, and the round trip of written files.

use std::fs;

use proptest::prelude::*;

use super::*;
use crate::diagnostic::FromTable;
use crate::keymap::{Key, Lookup};
use crate::model::Reason;
use strum::VariantArray;

const THEMES: [&str; 2] = ["auto", "monochrome"];

fn config(text: &str) -> LoadedConfig {
    read("config.toml", text.to_owned(), Path::new("/etc/stratlas"), &THEMES)
}

fn reported(loaded: &LoadedConfig) -> Vec<String> {
    let reported = loaded.diagnostics.iter().map(|diagnostic| {
        let help = diagnostic.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
        format!("{}:{} [{}] {}{help}", diagnostic.line, diagnostic.column, diagnostic.code.as_str(), diagnostic.message)
    });
    reported.collect()
}

fn sound(text: &str) -> Config {
    let loaded = config(text);
    assert_eq!(reported(&loaded), Vec::<String>::new());
    loaded.config.expect("nothing is wrong with it")
}

#[test]
fn nothing_written_is_the_default() {
    assert_eq!(sound(""), Config::default());
}

#[test]
fn every_setting_is_read() {
    let read = sound(
        r#"
        theme = "monochrome"
        icons = "ascii"
        mouse = false
        motion = true
        plain = true
        atlas = "mine"
        browser = ["w3m", "-N"]
        editor = ["ed"]
        ignore_warnings = ["home-page", "raw-id"]
        reviewer = "Ada"
        resume = true
        reason = [{ id = "vague", about = "It says too little." }]
        layout = { index = 30, sides = -4 }
        reviews = { others = "strict", advance = "confidence" }
        [keys]
        preset = "arrows"
        browse.x = "quit"
        "#,
    );
    let held = Config {
        theme: "monochrome".to_owned(),
        icons: Icons::Ascii,
        mouse: false,
        motion: true,
        plain: true,
        resume: true,
        atlas: Some(PathBuf::from("/etc/stratlas/mine")),
        browser: vec!["w3m".to_owned(), "-N".to_owned()],
        editor: vec!["ed".to_owned()],
        ignore_warnings: vec![crate::diagnostic::Code::HomePage, crate::diagnostic::Code::RawId],
        reviewer: Some("Ada".to_owned()),
        reasons: vec![Reason { slug: "vague".to_owned(), about: "It says too little.".to_owned() }],
        advance: Some(crate::review::Advance::Confidence),
        others: crate::review::OthersPolicy::Strict,
        layout: Widths { index: Some(30), sides: Some(-4) },
        preset: Preset::Arrows,
        keymap: read.keymap.clone(),
        written: read.written.clone(),
    };
    assert_eq!(read, held);
    let x: Key = "x".parse().unwrap();
    assert!(matches!(read.keymap.look_up(crate::action::KeyScope::Browse, &[x]), Lookup::Found(_)));
    assert!(read.is_written("layout.sides") && read.is_written("keys.preset"));
    assert!(!sound("").is_written("theme"));
}

#[test]
fn paths_start_at_the_file_or_the_home() {
    let home = crate::store::Folders::home().unwrap();
    assert_eq!(sound("atlas = '~/a'").atlas, Some(home.join("a")));
    assert_eq!(sound("atlas = '~'").atlas, Some(home));
    assert_eq!(sound("atlas = '~a'").atlas, Some(PathBuf::from("/etc/stratlas/~a")));
    assert_eq!(sound("atlas = '/a'").atlas, Some(PathBuf::from("/a")));
}

#[test]
fn every_fault_is_told_at_its_place() {
    let loaded = config(
        "them = 'auto'\n\
         icons = 'asci'\n\
         mouse = 1\n\
         browser = 'firefox'\n\
         editor = ['']\n\
         theme = 'monochrom'\n\
         [layout]\n\
         index = 300\n\
         side = 3\n\
         [keys.browse]\n\
         x = 'quitt'\n",
    );
    assert_eq!(
        reported(&loaded),
        [
            "1:1 [unknown-key] unknown key `them` (did you mean `theme`?)",
            "2:9 [bad-value] `asci` is not allowed here: expected `auto`, `unicode` or `ascii` (did you mean `ascii`?)",
            "3:9 [wrong-type] expected true or false, found a whole number",
            "4:11 [wrong-type] expected a list of strings, found a string",
            "5:11 [empty-text] this text is empty",
            "6:9 [bad-value] there is no theme `monochrom`: expected `auto` or `monochrome` (did you mean `monochrome`?)",
            "8:9 [out-of-range] expected a whole number from -200 to 200",
            "9:1 [unknown-key] unknown key `side` (did you mean `sides`?)",
            "11:5 [unknown-action] there is no action `quitt` here (did you mean `quit`?)",
        ]
    );
    assert_eq!(loaded.config, None);
}

#[test]
fn syntax_errors_do_not_hide_the_rest() {
    let loaded = config("mouse = tru\nmotion = 'yes'\n");
    let reported = reported(&loaded);
    assert!(reported[0].starts_with("1:9 [syntax]"), "{reported:?}");
    assert_eq!(reported[1..], ["2:10 [wrong-type] expected true or false, found a string"]);
    assert_eq!(loaded.config, None);
}

#[test]
fn warnings_do_not_stand_in_the_way() {
    let loaded = config("[keys.browse]\nt = 'quit'\n");
    assert_eq!((loaded.errors(), loaded.warnings()), (0, 1));
    assert!(loaded.config.is_some());
}

#[test]
fn files_are_loaded() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    assert!(load(&path, &THEMES).unwrap().is_none());
    fs::write(&path, "mouse = false\natlas = 'mine'").unwrap();
    let loaded = load(&path, &THEMES).unwrap().unwrap().config.unwrap();
    assert!(!loaded.mouse);
    assert_eq!(loaded.atlas, Some(folder.path().join("mine")));
    fs::write(&path, b"mouse = false\ntheme = '\xff'").unwrap();
    assert_eq!(
        reported(&load(&path, &THEMES).unwrap().unwrap()),
        ["2:10 [not-utf8] this is not UTF-8: the byte 0xFF; save the file as UTF-8"]
    );
    assert!(load(folder.path(), &THEMES).is_err(), "a folder is no file");
}

#[test]
fn the_initial_configuration_says_what_holds_anyway() {
    let text = initial(&THEMES);
    assert_eq!(sound(&text), Config::default(), "as it stands it sets nothing");
    let switched_on: String = text
        .lines()
        .map(|line| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line))
        .flat_map(|line| [line, "\n"])
        .collect();
    let set = sound(&switched_on);
    assert!(set.is_written("mouse") && set.is_written("keys.preset"));
    assert_eq!(Config { written: Vec::new(), ..set }, Config::default());
}

#[test]
fn the_initial_configuration_names_every_setting() {
    let text = initial(&THEMES);
    for field in FIELDS {
        let (setting, section) = (format!("{} = ", field.key), format!("[{}]", field.key));
        assert!(text.contains(&setting) || text.contains(&section), "{}", field.key);
    }
}

#[test]
fn every_setting_is_in_the_table_and_in_the_schema() {
    let known: Vec<&str> = SETTINGS.iter().map(|setting| setting.key).collect();
    let layout = options::LayoutOptions::FIELDS.iter().map(|field| format!("layout.{}", field.key));
    let top = FIELDS.iter().map(|field| field.key.to_owned());
    let mut schema: Vec<String> =
        top.filter(|key| !["layout", "keys", "reviews"].contains(&key.as_str())).chain(layout).collect();
    schema.extend(["keys.preset", "reviews.advance", "reviews.others"].map(str::to_owned));
    schema.sort();
    let mut sorted = known.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, schema);
    for setting in SETTINGS {
        assert!((setting.show)(&Config::default()).is_some() || !setting.example.is_empty(), "{}", setting.key);
    }
}

#[test]
fn origins_are_shown() {
    let config = sound("mouse = false\ntheme = 'auto'\n[keys.browse]\nx = 'quit'\nF = false\n");
    let overrides = [("atlas", SettingOrigin::Flag), ("theme", SettingOrigin::Environment)];
    let config = Config { atlas: Some(PathBuf::from("/a")), ..config };
    let shown = ConfigDisplay { config: &config, overrides: &overrides }.to_string();
    for line in [
        "theme = \"auto\" # environment",
        "icons = \"auto\" # default",
        "mouse = false # file",
        "atlas = \"/a\" # flag",
        "# editor is not set",
        "preset = \"vim\" # default",
        "\"x\" = \"quit\" # file",
        "\"q\" = \"quit\" # preset",
        "\"F\" = false # file",
    ] {
        assert!(shown.lines().any(|shown| shown == line), "{line} is not in\n{shown}");
    }
}

/// Generates words with special characters.
fn word() -> impl Strategy<Value = String> {
    "[ -~é日\u{7f}\u{1b}\"\\\\]{0,12}x"
}

proptest! {
    #[test]
    fn what_is_shown_reads_back(
        (icons, preset) in (0..3_usize, 0..3_usize),
        [mouse, motion, resume, quit, unbind, shadow]: [bool; 6],
        atlas in prop::option::of(word()),
        browser in prop::collection::vec(word(), 0..3),
        (index, sides) in (prop::option::of(-200..200_i16), prop::option::of(-200..200_i16)),
    ) {
        let keys = format!(
            "[keys]\npreset = '{}'\n[keys.browse]\n{}{}{}",
            Preset::ALL[preset].as_str(),
            if quit { "x = 'quit'\n" } else { "" },
            if unbind { "Home = false\n" } else { "" },
            if shadow { "'Down x' = 'first'\n" } else { "" },
        );
        let keymap = config(&keys).config.unwrap().keymap;
        let config = Config {
            icons: Icons::VARIANTS[icons],
            mouse,
            motion,
            resume,
            atlas: atlas.map(|name| PathBuf::from(format!("/{name}"))),
            browser,
            layout: Widths { index, sides },
            preset: Preset::ALL[preset],
            keymap,
            ..Config::default()
        };
        let shown = ConfigDisplay { config: &config, overrides: &[] }.to_string();
        let loaded = super::read("config.toml", shown.clone(), Path::new("/"), &THEMES);
        let read = loaded.config.ok_or_else(|| TestCaseError::fail(shown))?;
        prop_assert_eq!(Config { written: Vec::new(), ..read }, config);
    }
}

#[test]
fn only_codes_of_warnings_can_be_ignored() {
    let loaded = config("ignore_warnings = ['home-pages', 'dangling-id']\n");
    let reported = reported(&loaded);
    assert_eq!(reported.len(), 2);
    assert!(reported[0].starts_with("1:20 [bad-value] `home-pages` is not allowed here"), "{}", reported[0]);
    assert!(reported[0].ends_with("(did you mean `home-page`?)"), "{}", reported[0]);
    assert!(
        reported[1].starts_with("1:34 [bad-value] `dangling-id` is not allowed here"),
        "an error cannot be ignored"
    );
}
