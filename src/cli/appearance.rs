//! The appearance of the explorer: theme, colours and symbols.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};

use crate::runtime::{Appearance, Capabilities, ColourChoice, ThemeChoice};
use crate::store::Folders;
use crate::store::config::{self, Config, DEFAULT_THEME};
use crate::text;
use crate::ui::{Symbols, Theme, ThemeFault};

/// Options for the appearance of the explorer.
#[derive(Clone, Debug, Args)]
pub(super) struct AppearanceArgs {
    /// Draw with this theme; `auto` is dark or light, as the terminal is
    ///
    /// The others are `dark`, `light`, `high-contrast`, `colour-blind`, `colour-blind-light`, `terminal` (its own sixteen
    /// colours), `monochrome`, and NAME for a file NAME.toml in the folder `themes` of the configuration.
    #[arg(long, value_name = "NAME", global = true)]
    theme: Option<String>,
    /// When to use colours; `auto` heeds `NO_COLOR`, then `CLICOLOR_FORCE`, then `CLICOLOR`
    #[arg(long, value_enum, value_name = "WHEN", default_value_t, hide_default_value = true, global = true)]
    pub(super) color: ColorChoice,
    /// The symbols to draw with; `auto` heeds the locale
    #[arg(long, value_enum, value_name = "SET", global = true)]
    icons: Option<Icons>,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum ColorChoice {
    /// As the environment says
    #[default]
    Auto,
    /// Whatever the environment says
    Always,
    /// Not at all
    Never,
}

/// The symbols to draw with.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Icons {
    /// What the locale has
    Auto,
    /// Lines, blocks and arrows
    Unicode,
    /// None but those of ASCII
    Ascii,
}

impl AppearanceArgs {
    /// Puts the options into `config`.
    pub(super) fn put_into(&self, config: &mut Config) {
        if let Some(theme) = &self.theme {
            config.theme.clone_from(theme);
        }
        if let Some(icons) = self.icons {
            config.icons = icons.into();
        }
    }

    /// The appearance as the options say, else as `config` says, as far as the terminal has it.
    pub(super) fn appearance(&self, config: &Config) -> Result<Appearance> {
        let colours = match self.color {
            ColorChoice::Auto => ColourChoice::Auto,
            ColorChoice::Always => ColourChoice::Always,
            ColorChoice::Never => ColourChoice::Never,
        };
        let symbols = match self.icons.map_or(config.icons, config::Icons::from) {
            config::Icons::Auto => None,
            config::Icons::Unicode => Some(Symbols::Unicode),
            config::Icons::Ascii => Some(Symbols::Ascii),
        };
        let name = self.theme.as_deref().unwrap_or(&config.theme);
        Ok(Appearance::new(&theme(name)?, symbols, capabilities(colours)))
    }
}

impl From<Icons> for config::Icons {
    fn from(icons: Icons) -> Self {
        match icons {
            Icons::Auto => Self::Auto,
            Icons::Unicode => Self::Unicode,
            Icons::Ascii => Self::Ascii,
        }
    }
}

/// The names of all themes: those that come with the program, then those that the user has written.
pub(super) fn theme_names() -> Vec<String> {
    let own = folder().and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    let mut own: Vec<String> = own
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    own.sort();
    let known = [DEFAULT_THEME].into_iter().chain(Theme::names()).map(str::to_owned);
    known.chain(own).collect()
}

/// The folder of the themes that the user has written.
pub(super) fn folder() -> Option<PathBuf> {
    Folders::of_user().map(|folders| folders.config.join("themes"))
}

/// The symbols that the terminal can show, as far as the environment says.
pub(super) fn symbols() -> Symbols {
    capabilities(ColourChoice::Auto).symbols
}

/// The capabilities of the terminal, as far as the environment says.
pub(super) fn capabilities(colours: ColourChoice) -> Capabilities {
    Capabilities::new(colours, |name| std::env::var(name).ok())
}

/// The theme of this name: one that comes with the program, or the user's.
fn theme(name: &str) -> Result<ThemeChoice> {
    if name == DEFAULT_THEME {
        return Ok(ThemeChoice::Auto);
    }
    if let Some(built_in) = Theme::names().find(|known| *known == name) {
        return Ok(ThemeChoice::BuiltIn(built_in));
    }
    // A name is no path: nothing outside the folder is read.
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let path = folder().filter(|_| is_name).map(|folder| folder.join(format!("{name}.toml")));
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
    let located: Vec<String> = faults.iter().map(|fault| located(path, &source, fault)).collect();
    bail!(located.join("; "))
}

/// An error with its place: `dusk.toml:3:8: there is no colour …`.
fn located(path: &Path, source: &str, fault: &ThemeFault) -> String {
    let before = source.get(..fault.span.start).unwrap_or(source);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |start| start.chars().count()) + 1;
    format!("{}:{line}:{column}: {}", path.display(), fault.message)
}

fn unknown(name: &str, path: Option<&Path>) -> String {
    let file = path.map(|path| format!(" and no file {}", path.display())).unwrap_or_default();
    let advice = match text::closest_match(name, Theme::names().chain([DEFAULT_THEME])) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`stratlas --help` lists those that come with the program".to_owned(),
    };
    format!("there is no theme `{name}`{file}; {advice}")
}
