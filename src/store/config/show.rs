//! Writing configurations: the one in use, with the origin of each value, and the one to start from.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use crate::action::{Action, Scope};
use crate::diagnostic::{FieldSchema, FromTable};
use crate::keymap::Preset;

use super::options::{LayoutOptions, Options};
use super::{Columns, Config};

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The program.
    Default,
    /// A preset of keys.
    Preset,
    /// The configuration file.
    File,
    /// The environment.
    Environment,
    /// The command line.
    Flag,
}

impl Origin {
    /// As people read it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Preset => "preset",
            Self::File => "file",
            Self::Environment => "environment",
            Self::Flag => "flag",
        }
    }
}

/// A configuration as TOML, each value with its origin. What goes before the file is in `overrides`.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// What holds.
    pub config: &'a Config,
    /// Settings that come neither from the file nor from the program.
    pub overrides: &'a [(&'static str, Origin)],
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for field in plain(Options::FIELDS) {
            self.setting(f, field, field.key)?;
        }
        writeln!(f, "\n[layout]")?;
        for field in LayoutOptions::FIELDS {
            self.setting(f, field, &format!("layout.{}", field.key))?;
        }
        writeln!(
            f,
            "\n[keys]\npreset = {} # {}",
            quoted(self.config.preset.as_str()),
            self.origin("keys.preset").as_str()
        )?;
        Scope::ALL.into_iter().try_for_each(|scope| self.keys(f, scope))
    }
}

impl Shown<'_> {
    fn setting(&self, f: &mut fmt::Formatter<'_>, field: &FieldSchema, key: &str) -> fmt::Result {
        let origin = self.origin(key).as_str();
        match value(self.config, key) {
            Some(value) => writeln!(f, "{} = {value} # {origin}", field.key),
            None => writeln!(f, "# {} is not set", field.key),
        }
    }

    fn origin(&self, key: &str) -> Origin {
        let overridden = self.overrides.iter().find(|(name, _)| *name == key).map(|(_, origin)| *origin);
        overridden.unwrap_or(if self.config.is_written(key) { Origin::File } else { Origin::Default })
    }

    /// The keys of `scope`, and those of the preset that have been taken away.
    fn keys(&self, f: &mut fmt::Formatter<'_>, scope: Scope) -> fmt::Result {
        writeln!(f, "\n[keys.{}]", scope.as_str())?;
        let preset: BTreeMap<String, Action> = self.config.preset.keymap().bindings(scope).into_iter().collect();
        let held: BTreeMap<String, Action> = self.config.keymap.bindings(scope).into_iter().collect();
        for (keys, action) in &held {
            let origin = if preset.get(keys) == Some(action) { Origin::Preset } else { Origin::File };
            writeln!(f, "{} = {} # {}", quoted(keys), quoted(action.info().id), origin.as_str())?;
        }
        let starts_one = |gone: &str| held.keys().any(|keys| keys.starts_with(&format!("{gone} ")));
        for keys in preset.keys().filter(|keys| !held.contains_key(*keys)) {
            // What gives way to a sequence that starts alike is gone without saying so.
            let gives_way = held.keys().any(|held| keys.starts_with(&format!("{held} "))) || starts_one(keys);
            if !gives_way {
                writeln!(f, "{} = false # {}", quoted(keys), Origin::File.as_str())?;
            }
        }
        Ok(())
    }
}

/// The settings that are no sections.
fn plain(fields: &'static [FieldSchema]) -> impl Iterator<Item = &'static FieldSchema> {
    fields.iter().filter(|field| !["layout", "keys"].contains(&field.key))
}

/// The value of `key` in `config` as TOML, if it has one.
fn value(config: &Config, key: &str) -> Option<String> {
    let words = |words: &[String]| {
        let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
        (!words.is_empty()).then(|| format!("[{}]", words.join(", ")))
    };
    let columns = |columns: Option<Columns>| columns.map(|columns| columns.to_string());
    match key {
        "theme" => Some(quoted(&config.theme)),
        "icons" => Some(quoted(config.icons.as_str())),
        "mouse" => Some(config.behaviour.mouse.to_string()),
        "motion" => Some(config.behaviour.motion.to_string()),
        "atlas" => config.atlas.as_ref().map(|path| quoted(&path.to_string_lossy())),
        "browser" => words(&config.browser),
        "editor" => words(&config.editor),
        "reviewer" => config.reviewer.as_deref().map(quoted),
        "resume" => Some(config.behaviour.resume.to_string()),
        "layout.index" => columns(config.layout.index),
        "layout.sides" => columns(config.layout.sides),
        _ => None,
    }
}

/// An example of a value that is not set by default.
fn example(key: &str) -> &'static str {
    match key {
        "atlas" => "\"~/my-atlas\"",
        "browser" => "[\"firefox\", \"--new-window\"]",
        "editor" => "[\"vim\"]",
        "reviewer" => "\"Ada\"",
        _ => "6",
    }
}

/// The configuration to start from: every setting with what it means, switched off. A line that starts with `#` and no
/// blank is a setting; without the `#` it says what holds anyway.
pub fn initial(themes: &[&str]) -> String {
    let config = Config::default();
    let mut text = String::from(
        "# The configuration of stratlas. Take away the # before a setting to make it yours; as they stand here, they say\n\
         # what holds anyway. `stratlas config check` finds mistakes, `stratlas config show` prints what is in use.\n",
    );
    for field in plain(Options::FIELDS) {
        text += &entry(&config, field, field.key);
        if field.key == "theme" {
            text.extend(["# Themes: ", &themes.join(", "), ".\n"]);
        }
    }
    for field in Options::FIELDS.iter().filter(|field| field.key == "layout") {
        text.extend(["\n", &comment(field.doc), "#[layout]\n"]);
    }
    for field in LayoutOptions::FIELDS {
        text += &entry(&config, field, &format!("layout.{}", field.key));
    }
    for field in Options::FIELDS.iter().filter(|field| field.key == "keys") {
        let preset = quoted(config.preset.as_str());
        text.extend(["\n", &comment(field.doc), "#[keys]\n#preset = ", &preset, "\n"]);
    }
    text + &keys(config.preset)
}

fn entry(config: &Config, field: &FieldSchema, key: &str) -> String {
    let about = comment(field.doc);
    match value(config, key) {
        Some(value) => format!("\n{about}#{} = {value}\n", field.key),
        None => format!("\n{about}# Not set; for example: {} = {}\n", field.key, example(key)),
    }
}

/// The keys of a preset, switched off, as its file has them but without the remarks.
fn keys(preset: Preset) -> String {
    let lines = preset.toml().lines().filter(|line| !line.starts_with('#'));
    let switched_off = lines.map(|line| match line.strip_prefix('[') {
        Some(section) => format!("#[keys.{section}\n"),
        None if line.is_empty() => "\n".to_owned(),
        None => format!("#{line}\n"),
    });
    switched_off.collect()
}

/// A documentation text as a comment.
fn comment(doc: &str) -> String {
    textwrap::fill(doc.trim(), textwrap::Options::new(100).initial_indent("# ").subsequent_indent("# ")) + "\n"
}

/// `text` as a TOML string.
fn quoted(text: &str) -> String {
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
