//! `stratlas doctor`: a report on the terminal, the environment, the keys, the atlas and the journals, with what the
//! program chooses because of them and why.

mod choices;
mod health;
mod journals;
mod keys;
mod print;
mod terminal;

use std::env;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::runtime::ColourChoice;
use crate::store::config::Config;

use super::exit::{DONE, FINDINGS};
use super::output::{self, ReportFormat};
use super::{appearance, context::CliContext};
use choices::Choice;
use health::{AtlasHealth, ConfigHealth, Directory};
use journals::JournalsHealth;
use keys::KeysHealth;
use terminal::Terminal;

/// Arguments of `stratlas doctor`.
#[derive(Debug, Args)]
pub(super) struct DoctorArgs {
    /// The format of the report; JSON is one object with `version`, `terminal`, `choices`, `directories`,
    /// `configuration`, `keys`, `atlas` and `journals`
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
}

/// Report of `stratlas doctor`, in the form of its JSON output.
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
    fn new(context: &CliContext) -> Self {
        // The configuration is not read by `context.config()`, which fails on errors, because the report has to list
        // them.
        let args = &context.args;
        let loaded = args.config.load();
        let configuration = ConfigHealth::of(&args.config, &loaded);
        let config: Config = loaded.ok().flatten().and_then(|loaded| loaded.config).unwrap_or_default();
        let folder = args.atlas.dir.as_deref().or(config.atlas.as_deref());
        let (health, atlas) = AtlasHealth::of(folder, context.overlay().as_deref());
        let variable = |name: &str| env::var(name).ok();
        let terminal = Terminal::examine(variable);
        let answers = terminal.answers();
        let capabilities = appearance::capabilities(ColourChoice::Auto);
        Self {
            version: env!("CARGO_PKG_VERSION"),
            choices: choices::all(&config, capabilities, answers, variable),
            directories: health::directories(context.folders.as_ref()),
            configuration,
            keys: KeysHealth::of(&config.keymap, answers.map(|answers| answers.keyboard.is_some())),
            atlas: health,
            journals: JournalsHealth::new(context.journals().ok(), atlas.as_ref()),
            terminal,
        }
    }
}

pub(super) fn run(context: &CliContext, args: &DoctorArgs) -> Result<u8> {
    let report = Report::new(context);
    output::print(|out| match args.format {
        ReportFormat::Text => print::report(out, &report, output::width(None)),
        ReportFormat::Json => output::json(out, &report),
    })?;
    let sound = report.atlas.is_sound() && report.configuration.is_sound() && report.journals.is_sound();
    Ok(if sound { DONE } else { FINDINGS })
}
