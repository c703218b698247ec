//! `stratlas doctor`: what the terminal, the environment, the keys, the atlas and the journals are like, what follows from that, and
//! why. Everything goes into one report, which is printed for people or for programs.

mod choices;
mod health;
mod journals;
mod keys;
mod print;
mod terminal;

use std::env;
use std::io::Write;

use anyhow::Result;
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::runtime::ColourChoice;
use crate::store::config::Config;

use super::settings::ConfigArgs;
use super::{AtlasArgs, DONE, FINDINGS, looks, output};
use choices::Choice;
use health::{AtlasHealth, ConfigHealth, Directory};
use journals::JournalsHealth;
use keys::KeysHealth;
use terminal::Terminal;

/// Arguments of `stratlas doctor`.
#[derive(Debug, Args)]
pub(super) struct DoctorArgs {
    /// How to print the report
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// For people: what was found, section by section
    #[default]
    Text,
    /// For programs: one object with `version`, `terminal`, `choices`, `directories`, `configuration`, `keys`, `atlas`
    /// and `journals`
    Json,
}

/// Everything there is to report.
#[derive(Serialize)]
struct Report {
    version: &'static str,
    terminal: Terminal,
    choices: Vec<Choice>,
    directories: Vec<Directory>,
    configuration: ConfigHealth,
    keys: KeysHealth,
    atlas: AtlasHealth,
    journals: JournalsHealth,
}

impl Report {
    fn new(args: &AtlasArgs, config: &ConfigArgs) -> Self {
        let loaded = config.load();
        let configuration = ConfigHealth::of(config, &loaded);
        let config: Config = loaded.ok().flatten().and_then(|loaded| loaded.config).unwrap_or_default();
        let folder = args.dir.as_deref().or(config.atlas.as_deref());
        let (health, atlas) = AtlasHealth::of(folder, args.overlay().as_deref());
        let variable = |name: &str| env::var(name).ok();
        let terminal = Terminal::examine(variable);
        let answers = terminal.answers();
        let capabilities = looks::capabilities(ColourChoice::Auto);
        Self {
            version: env!("CARGO_PKG_VERSION"),
            choices: choices::all(&config, capabilities, answers, variable),
            directories: health::directories(),
            configuration,
            keys: KeysHealth::of(&config.keymap, answers.map(|answers| answers.keyboard.is_some())),
            atlas: health,
            journals: JournalsHealth::of(atlas.as_ref()),
            terminal,
        }
    }
}

pub(super) fn run(atlas: &AtlasArgs, config: &ConfigArgs, args: &DoctorArgs) -> Result<u8> {
    let report = Report::new(atlas, config);
    let mut out = output::stdout();
    match args.format {
        Format::Text => print::report(&mut out, &report, output::width(None))?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &report)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    let sound = report.atlas.is_sound() && report.configuration.is_sound() && report.journals.is_sound();
    Ok(if sound { DONE } else { FINDINGS })
}
