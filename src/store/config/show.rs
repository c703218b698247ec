//! Formatting of configurations: the current configuration with the origin of each value, and the default file.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::json;

use crate::action::{Action, KeyScope};
use crate::diagnostic::{FieldSchema, FromTable};
use crate::keymap::Preset;

use super::Config;
use super::options::{LayoutOptions, ReviewOptions};
use super::settings::{Options, SETTINGS, quoted};

/// Origin of the value of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::Display)]
#[strum(serialize_all = "lowercase")]
pub enum SettingOrigin {
    /// Default value of the program.
    Default,
    /// Preset of key bindings.
    Preset,
    /// The configuration file.
    File,
    /// The environment.
    Environment,
    /// The command line.
    Flag,
}

/// Configuration to be displayed as TOML, with the origin of each value.
#[derive(Clone, Copy, Debug)]
pub struct ConfigDisplay<'a> {
    /// Configuration to be displayed.
    pub config: &'a Config,
    /// Keys of the settings that the command line or the environment overrides, each with that origin.
    pub overrides: &'a [(&'static str, SettingOrigin)],
}

impl fmt::Display for ConfigDisplay<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut current = None;
        for setting in SETTINGS {
            let (section, key) = setting.parts();
            if let Some(section) = section.filter(|_| section != current) {
                writeln!(f, "\n[{section}]")?;
            }
            current = section;
            match (setting.show)(self.config) {
                Some(value) => writeln!(f, "{key} = {value} # {}", self.origin(setting.key))?,
                None => writeln!(f, "# {key} is not set")?,
            }
        }
        KeyScope::ALL.into_iter().try_for_each(|scope| self.keys(f, scope))
    }
}

impl ConfigDisplay<'_> {
    /// Returns the current settings as JSON: for each key an object with `value` and `origin`, in the same sections as
    /// in TOML. Settings without a value are omitted.
    pub fn to_json(&self) -> serde_json::Value {
        let mut root = json!({});
        let mut section = Vec::new();
        for line in self.to_string().lines() {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = name.split('.').map(str::to_owned).collect();
            } else if let Some((entry, origin)) = line.rsplit_once(" # ")
                && let Ok(entry) = toml::from_str::<toml::Table>(entry)
            {
                let table = section.iter().fold(&mut root, |table, name| &mut table[name]);
                for (key, value) in entry {
                    table[key] = json!({ "value": value, "origin": origin });
                }
            }
        }
        root
    }

    fn origin(&self, key: &str) -> SettingOrigin {
        let overridden = self.overrides.iter().find(|(name, _)| *name == key).map(|(_, origin)| *origin);
        overridden.unwrap_or(if self.config.is_written(key) { SettingOrigin::File } else { SettingOrigin::Default })
    }

    /// Writes the key bindings of `scope`, and as `false` the keys of the preset that are not bound any more.
    fn keys(&self, f: &mut fmt::Formatter<'_>, scope: KeyScope) -> fmt::Result {
        writeln!(f, "\n[keys.{}]", scope.as_str())?;
        let preset: BTreeMap<String, Action> = self.config.preset.keymap().bindings(scope).into_iter().collect();
        let bound: BTreeMap<String, Action> = self.config.keymap.bindings(scope).into_iter().collect();
        for (keys, action) in &bound {
            let origin = if preset.get(keys) == Some(action) { SettingOrigin::Preset } else { SettingOrigin::File };
            writeln!(f, "{} = {} # {}", quoted(keys), quoted(action.info().id), origin)?;
        }
        let starts_one = |gone: &str| bound.keys().any(|keys| keys.starts_with(&format!("{gone} ")));
        for keys in preset.keys().filter(|keys| !bound.contains_key(*keys)) {
            // A key that starts a bound sequence, or a sequence that starts with a bound key, cannot be bound too, so
            // it is no removal by the user and gets no line.
            let gives_way = bound.keys().any(|bound| keys.starts_with(&format!("{bound} "))) || starts_one(keys);
            if !gives_way {
                writeln!(f, "{} = false # {}", quoted(keys), SettingOrigin::File)?;
            }
        }
        Ok(())
    }
}

/// Returns the default configuration file: every setting with its documentation, all of it in comments. A line with `#`
/// and no space after it is a setting with its default value, ready to be uncommented.
pub fn initial(themes: &[&str]) -> String {
    let config = Config::default();
    let mut text = String::from(
        "# The configuration of stratlas. Every setting is commented out and has its default: remove the # before it to\n\
         # change it. `stratlas config check` finds mistakes, `stratlas config show` prints every value in use.\n",
    );
    let mut current = None;
    for setting in SETTINGS {
        let (section, key) = setting.parts();
        if let Some(section) = section.filter(|_| section != current) {
            text.extend(["\n", &comment(doc(Options::FIELDS, section)), "#[", section, "]\n"]);
        }
        current = section;
        // Other sections contain only key bindings, whose documentation is elsewhere, so they get no comment.
        let about = match section {
            None => format!("\n{}", comment(doc(Options::FIELDS, key))),
            Some("reviews") => format!("\n{}", comment(doc(ReviewOptions::FIELDS, key))),
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

/// Returns the documentation of the field with the key `key` among `fields`.
fn doc(fields: &[FieldSchema], key: &str) -> &'static str {
    fields.iter().find(|field| field.key == key).map_or("", |field| field.doc)
}

/// Returns the key bindings of a preset as comments, without the comments of the preset's file.
fn keys(preset: Preset) -> String {
    let lines = preset.toml().lines().filter(|line| !line.starts_with('#'));
    let commented_out = lines.map(|line| match line.strip_prefix('[') {
        Some(section) => format!("#[keys.{section}\n"),
        None if line.is_empty() => "\n".to_owned(),
        None => format!("#{line}\n"),
    });
    commented_out.collect()
}

/// Returns the documentation `doc` as lines of comments.
fn comment(doc: &str) -> String {
    textwrap::fill(doc.trim(), textwrap::Options::new(100).initial_indent("# ").subsequent_indent("# ")) + "\n"
}
