//! Writing configurations: the one in use, with the origin of each value, and the one to start from.

use std::collections::BTreeMap;
use std::fmt;

use crate::action::{Action, KeyScope};
use crate::diagnostic::{FieldSchema, FromTable};
use crate::keymap::Preset;

use super::Config;
use super::options::{LayoutOptions, Options};
use super::settings::{SETTINGS, quoted};

/// The origin of a value.
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
        let mut current = None;
        for setting in SETTINGS {
            let (section, key) = setting.parts();
            if let Some(section) = section.filter(|_| section != current) {
                writeln!(f, "\n[{section}]")?;
            }
            current = section;
            match (setting.show)(self.config) {
                Some(value) => writeln!(f, "{key} = {value} # {}", self.origin(setting.key).as_str())?,
                None => writeln!(f, "# {key} is not set")?,
            }
        }
        KeyScope::ALL.into_iter().try_for_each(|scope| self.keys(f, scope))
    }
}

impl Shown<'_> {
    fn origin(&self, key: &str) -> Origin {
        let overridden = self.overrides.iter().find(|(name, _)| *name == key).map(|(_, origin)| *origin);
        overridden.unwrap_or(if self.config.is_written(key) { Origin::File } else { Origin::Default })
    }

    /// The keys of `scope`, and those of the preset that have been taken away.
    fn keys(&self, f: &mut fmt::Formatter<'_>, scope: KeyScope) -> fmt::Result {
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

/// The configuration to start from: every setting with what it means, switched off. A line that starts with `#` and no
/// blank is a setting; without the `#` it says what holds anyway.
pub fn initial(themes: &[&str]) -> String {
    let config = Config::default();
    let mut text = String::from(
        "# The configuration of stratlas. Take away the # before a setting to make it yours; as they stand here, they say\n\
         # what holds anyway. `stratlas config check` finds mistakes, `stratlas config show` prints what is in use.\n",
    );
    let mut current = None;
    for setting in SETTINGS {
        let (section, key) = setting.parts();
        if let Some(section) = section.filter(|_| section != current) {
            text.extend(["\n", &comment(doc(Options::FIELDS, section)), "#[", section, "]\n"]);
        }
        current = section;
        // The keys of the preset follow it without a word of their own.
        let about = match section {
            None => format!("\n{}", comment(doc(Options::FIELDS, key))),
            Some("layout") => format!("\n{}", comment(doc(LayoutOptions::FIELDS, key))),
            Some(_) => String::new(),
        };
        let line = match (setting.show)(&config) {
            Some(value) => format!("#{key} = {value}\n"),
            None => format!("# Not set; for example: {key} = {}\n", setting.example),
        };
        text.extend([about, line]);
        if key == "theme" {
            text.extend(["# Themes: ", &themes.join(", "), ".\n"]);
        }
    }
    text + &keys(config.preset)
}

/// The meaning of the setting `key`, which has a schema among `fields`.
fn doc(fields: &[FieldSchema], key: &str) -> &'static str {
    fields.iter().find(|field| field.key == key).map_or("", |field| field.doc)
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
