//! The appearance of the explorer: theme, colours and symbols.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::runtime::{Appearance, Capabilities, ColourChoice, ThemeChoice};
use crate::store::Folders;
use crate::store::config::{Config, DEFAULT_THEME, Icons};
use crate::ui::{Symbols, Theme, ThemeFault};

use super::output;

/// Options for the appearance of the explorer.
#[derive(Clone, Debug, Args)]
pub(super) struct AppearanceArgs {
    /// The theme; `auto` is dark or light, like the background of the terminal
    ///
    /// The others are `dark`, `light`, `high-contrast`, `colour-blind`, `colour-blind-light`, `terminal` (the sixteen
    /// colours of the terminal), `monochrome`, and NAME for a file NAME.toml in the folder `themes` beside the
    /// configuration.
    #[arg(long, value_name = "NAME", global = true)]
    theme: Option<String>,
    /// When to use colours; `auto` depends on `NO_COLOR`, then `CLICOLOR_FORCE`, then `CLICOLOR`
    #[arg(long, value_enum, value_name = "WHEN", default_value_t, hide_default_value = true, global = true)]
    pub(super) color: ColourChoice,
    /// The symbols to draw with
    ///
    /// `auto` depends on the locale.
    #[arg(long, value_enum, value_name = "SET", global = true)]
    icons: Option<Icons>,
    /// Make the explorer linear, for screen readers
    ///
    /// One pane at a time, no lines, and the cursor of the terminal on what changed.
    #[arg(long, global = true)]
    plain: bool,
}

impl ValueEnum for ColourChoice {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Auto, Self::Always, Self::Never]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Auto => PossibleValue::new("auto").help("According to the environment"),
            Self::Always => PossibleValue::new("always").help("Whatever the environment says"),
            Self::Never => PossibleValue::new("never").help("Without colours"),
        })
    }
}

impl ValueEnum for Icons {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Auto, Self::Unicode, Self::Ascii]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Auto => PossibleValue::new("auto").help("According to the locale"),
            Self::Unicode => PossibleValue::new("unicode").help("Lines, blocks and arrows"),
            Self::Ascii => PossibleValue::new("ascii").help("Only those of ASCII"),
        })
    }
}

impl AppearanceArgs {
    /// Replaces the settings in `config` that the options set.
    pub(super) fn apply_to(&self, config: &mut Config) {
        if let Some(theme) = &self.theme {
            config.theme.clone_from(theme);
        }
        if let Some(icons) = self.icons {
            config.icons = icons;
        }
        config.plain |= self.plain;
    }

    /// Returns the appearance according to these options and `config`, limited to what the terminal can show.
    ///
    /// # Errors
    /// If there is no theme of the chosen name, or the file of the theme has errors.
    pub(super) fn appearance(&self, config: &Config) -> Result<Appearance> {
        let symbols = match self.icons.unwrap_or(config.icons) {
            _ if self.plain || config.plain => Some(Symbols::Plain),
            Icons::Auto => None,
            Icons::Unicode => Some(Symbols::Unicode),
            Icons::Ascii => Some(Symbols::Ascii),
        };
        let name = self.theme.as_deref().unwrap_or(&config.theme);
        Ok(Appearance::new(&theme(name)?, symbols, capabilities(self.color)))
    }
}

/// Returns the names of all themes: first the built-in themes, then the themes of the user, sorted.
pub(super) fn theme_names() -> Vec<String> {
    let mut names: Vec<String> = [DEFAULT_THEME].into_iter().chain(Theme::names()).map(str::to_owned).collect();
    let own = own_themes().into_iter().map(|(name, _)| name);
    names.extend(own.filter(|name| Theme::names().all(|known| known != name)));
    names
}

/// Returns the names of the user's themes with their files, sorted.
fn own_themes() -> Vec<(String, PathBuf)> {
    let entries = folder().and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    let mut own: Vec<(String, PathBuf)> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml")))
        .filter_map(|path| Some((path.file_stem()?.to_str()?.to_owned(), path)))
        .collect();
    own.sort();
    own
}

/// Returns the folder of the user's themes; `None` if the user has no home folder.
pub(super) fn folder() -> Option<PathBuf> {
    Folders::of_user().map(|folders| folders.config.join("themes"))
}

/// Returns the symbols that the terminal can show, according to environment variables.
pub(super) fn symbols() -> Symbols {
    capabilities(ColourChoice::Auto).symbols
}

/// Returns what the terminal can show, according to the environment and the choice of colours.
pub(super) fn capabilities(colours: ColourChoice) -> Capabilities {
    Capabilities::new(colours, |name| std::env::var(name).ok())
}

/// Returns the theme called `name`: one of the user, or else a built-in theme.
fn theme(name: &str) -> Result<ThemeChoice> {
    if name == DEFAULT_THEME {
        return Ok(ThemeChoice::Auto);
    }
    // The name is compared with the files in the folder, so that it cannot be a path to another file. A theme of the
    // user takes precedence over the built-in theme of the same name.
    if let Some((_, path)) = own_themes().into_iter().find(|(own, _)| own == name) {
        return read(&path);
    }
    match Theme::names().find(|known| *known == name) {
        Some(built_in) => Ok(ThemeChoice::BuiltIn(built_in)),
        None => Err(output::not_found("theme", name, theme_names().iter().map(String::as_str))),
    }
}

fn read(path: &Path) -> Result<ThemeChoice> {
    let source = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let (theme, errors) = Theme::parse(&source);
    if errors.is_empty() {
        return Ok(ThemeChoice::Own(Box::new(theme)));
    }
    let located: Vec<String> = errors.iter().map(|error| located(path, &source, error)).collect();
    bail!(located.join("; "))
}

/// Returns an error of a theme with its position, such as `dusk.toml:3:8: there is no colour …`.
fn located(path: &Path, source: &str, error: &ThemeFault) -> String {
    let before = source.get(..error.span.start).unwrap_or(source);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |start| start.chars().count()) + 1;
    format!("{}:{line}:{column}: {}", path.display(), error.message)
}
