//! The table of settings: how each gets from the file into the configuration and out of it again.
//!
//! The type and the meaning of a setting are in the schema of [`super::options`] under the same key. Reading,
//! `config show`, the file that `config init` writes, the JSON Schema and the options of the command line follow from
//! the two.

use std::fmt::Write;
use std::path::Path;

use crate::diagnostic::Text;

use super::options::Options;
use super::{Columns, Config, resolve};

/// A setting.
#[derive(Debug)]
pub struct Setting {
    /// Its key with that of its section: `layout.index`.
    pub key: &'static str,
    /// The argument of the command line that overrides it, if there is one.
    pub argument: Option<&'static str>,
    /// A value in TOML, for a setting that has none by default.
    pub(super) example: &'static str,
    /// Moves the value from the options into the configuration; paths start at the folder. Returns whether the file sets
    /// it.
    pub(super) read: fn(&mut Options<'_>, &mut Config, &Path) -> bool,
    /// The value in TOML, if there is one.
    pub(super) show: fn(&Config) -> Option<String>,
}

impl Setting {
    /// The key of its section, and its key within that; the settings at the top have no section.
    pub(super) fn parts(&self) -> (Option<&'static str>, &'static str) {
        self.key.split_once('.').map_or((None, self.key), |(section, key)| (Some(section), key))
    }
}

/// A setting without an argument and an example.
const PLAIN: Setting = Setting { key: "", argument: None, example: "", read: |_, _, _| false, show: |_| None };

/// Every setting, in the order of `config show`.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "theme",
        argument: Some("theme"),
        read: |options, config, _| set(&mut config.theme, options.theme.take().map(owned)),
        show: |config| Some(quoted(&config.theme)),
        ..PLAIN
    },
    Setting {
        key: "icons",
        argument: Some("icons"),
        read: |options, config, _| set(&mut config.icons, options.icons.take().map(|icons| icons.value)),
        show: |config| Some(quoted(config.icons.as_str())),
        ..PLAIN
    },
    Setting {
        key: "mouse",
        read: |options, config, _| set(&mut config.behaviour.mouse, options.mouse),
        show: |config| Some(config.behaviour.mouse.to_string()),
        ..PLAIN
    },
    Setting {
        key: "motion",
        read: |options, config, _| set(&mut config.behaviour.motion, options.motion),
        show: |config| Some(config.behaviour.motion.to_string()),
        ..PLAIN
    },
    Setting {
        key: "atlas",
        argument: Some("dir"),
        example: "\"~/my-atlas\"",
        read: |options, config, folder| {
            set(&mut config.atlas, options.atlas.take().map(|path| Some(resolve(&path.value, folder))))
        },
        show: |config| config.atlas.as_ref().map(|path| quoted(&path.to_string_lossy())),
    },
    Setting {
        key: "browser",
        example: "[\"firefox\", \"--new-window\"]",
        read: |options, config, _| set(&mut config.browser, options.browser.take().map(words)),
        show: |config| list(&config.browser),
        ..PLAIN
    },
    Setting {
        key: "editor",
        example: "[\"vim\"]",
        read: |options, config, _| set(&mut config.editor, options.editor.take().map(words)),
        show: |config| list(&config.editor),
        ..PLAIN
    },
    Setting {
        key: "resume",
        read: |options, config, _| set(&mut config.behaviour.resume, options.resume),
        show: |config| Some(config.behaviour.resume.to_string()),
        ..PLAIN
    },
    Setting {
        key: "reviewer",
        example: "\"Ada\"",
        read: |options, config, _| set(&mut config.reviewer, options.reviewer.take().map(|name| Some(owned(name)))),
        show: |config| config.reviewer.as_deref().map(quoted),
        ..PLAIN
    },
    Setting {
        key: "layout.index",
        example: "6",
        read: |options, config, _| {
            let index = options.layout.as_ref().and_then(|layout| layout.index.as_ref());
            set(&mut config.layout.index, index.map(|columns| Some(columns.value)))
        },
        show: |config| columns(config.layout.index),
        ..PLAIN
    },
    Setting {
        key: "layout.sides",
        example: "6",
        read: |options, config, _| {
            let sides = options.layout.as_ref().and_then(|layout| layout.sides.as_ref());
            set(&mut config.layout.sides, sides.map(|columns| Some(columns.value)))
        },
        show: |config| columns(config.layout.sides),
        ..PLAIN
    },
    Setting {
        key: "keys.preset",
        read: |options, config, _| {
            let Some(keys) = options.keys.take() else { return false };
            (config.preset, config.keymap) = (keys.preset, keys.map);
            keys.preset_written
        },
        show: |config| Some(quoted(config.preset.as_str())),
        ..PLAIN
    },
];

/// Sets `slot` to `value`. Returns whether there is one.
fn set<T>(slot: &mut T, value: Option<T>) -> bool {
    value.map(|value| *slot = value).is_some()
}

fn owned(text: Text<'_>) -> String {
    text.value.into_owned()
}

fn words(words: Vec<Text<'_>>) -> Vec<String> {
    words.into_iter().map(owned).collect()
}

fn list(words: &[String]) -> Option<String> {
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    (!words.is_empty()).then(|| format!("[{}]", words.join(", ")))
}

fn columns(columns: Option<Columns>) -> Option<String> {
    columns.map(|columns| columns.to_string())
}

/// Formats `text` as a TOML string.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                // Writing to a string does not fail.
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
