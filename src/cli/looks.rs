//! How the explorer looks: the theme, the colours and the symbols asked for.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use clap::{Args, ValueEnum};
use directories::ProjectDirs;

use crate::runtime::{Appearance, Capabilities, ColourChoice, ThemeChoice};
use crate::text;
use crate::ui::{Symbols, Theme, ThemeFault};

use super::output;

/// The theme that follows the terminal.
const AUTO: &str = "auto";

/// Arguments that say how the explorer looks.
#[derive(Debug, Args)]
pub(super) struct LooksArgs {
    /// Draw with this theme: `auto` (dark or light, as the terminal is), `dark`, `light`, `high-contrast`,
    /// `colour-blind`, `colour-blind-light`, `terminal` (its own sixteen colours), `monochrome`, or NAME.toml in the
    /// folder `themes` of the configuration
    #[arg(long, value_name = "NAME", default_value = AUTO, hide_default_value = true)]
    theme: String,
    /// When to use colours; `auto` heeds `NO_COLOR`, then `CLICOLOR_FORCE`, then `CLICOLOR`
    #[arg(long, value_enum, value_name = "WHEN", default_value_t, hide_default_value = true)]
    color: When,
    /// The symbols to draw with; `auto` heeds the locale
    #[arg(long, value_enum, value_name = "SET", default_value_t, hide_default_value = true)]
    icons: Icons,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum When {
    /// As the environment says
    #[default]
    Auto,
    /// Whatever the environment says
    Always,
    /// Not at all
    Never,
}

/// The symbols to draw with.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Icons {
    /// What the locale has
    #[default]
    Auto,
    /// Lines, blocks and arrows
    Unicode,
    /// None but those of ASCII
    Ascii,
}

impl LooksArgs {
    /// The looks asked for, as far as the terminal has them.
    pub(super) fn appearance(&self) -> Result<Appearance> {
        let colours = match self.color {
            When::Auto => ColourChoice::Auto,
            When::Always => ColourChoice::Always,
            When::Never => ColourChoice::Never,
        };
        let symbols = match self.icons {
            Icons::Auto => None,
            Icons::Unicode => Some(Symbols::Unicode),
            Icons::Ascii => Some(Symbols::Ascii),
        };
        Ok(Appearance::new(&theme(&self.theme)?, symbols, capabilities(colours)))
    }
}

/// What the terminal can show besides ASCII, as far as the environment tells.
pub(super) fn symbols() -> Symbols {
    capabilities(ColourChoice::Auto).symbols
}

/// What the environment tells of the terminal.
fn capabilities(colours: ColourChoice) -> Capabilities {
    Capabilities::new(colours, |name| std::env::var(name).ok())
}

/// The theme of this name: one that comes with the program, or the user's.
fn theme(name: &str) -> Result<ThemeChoice> {
    if name == AUTO {
        return Ok(ThemeChoice::Auto);
    }
    if let Some(built_in) = Theme::names().find(|known| *known == name) {
        return Ok(ThemeChoice::BuiltIn(built_in));
    }
    let folder = ProjectDirs::from("", "", "stratlas").map(|dirs| dirs.config_dir().join("themes"));
    // A name is no path: nothing outside the folder is read.
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let path = folder.filter(|_| is_name).map(|folder| folder.join(format!("{name}.toml")));
    match path {
        Some(path) if path.exists() => read(&path),
        _ => bail!(unknown(name, path.as_deref())),
    }
}

fn read(path: &Path) -> Result<ThemeChoice> {
    let source = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let (theme, faults) = Theme::parse(&source);
    if faults.is_empty() {
        return Ok(ThemeChoice::Own(Box::new(theme)));
    }
    for fault in &faults {
        output::complain(&anyhow!(located(path, &source, fault)));
    }
    bail!("nothing is drawn with a theme that has faults")
}

/// A fault with its place: `dusk.toml:3:8: there is no colour …`.
fn located(path: &Path, source: &str, fault: &ThemeFault) -> String {
    let before = source.get(..fault.span.start).unwrap_or(source);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |start| start.chars().count()) + 1;
    format!("{}:{line}:{column}: {}", path.display(), fault.message)
}

fn unknown(name: &str, path: Option<&Path>) -> String {
    let file = path.map(|path| format!(" and no file {}", path.display())).unwrap_or_default();
    let advice = match text::nearest(name, Theme::names().chain([AUTO])) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`stratlas --help` lists those that come with the program".to_owned(),
    };
    format!("there is no theme `{name}`{file}; {advice}")
}
