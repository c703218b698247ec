//! Appearance of the explorer: the chosen theme and symbols, within the capabilities of the terminal.

use crate::ui::{Depth, Rgb, Symbols, Theme};

use super::capabilities::Capabilities;

/// Choice of a theme in the configuration or on the command line.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum ThemeChoice {
    /// A dark or light theme, depending on the background of the terminal.
    #[default]
    Auto,
    /// A built-in theme, by name.
    BuiltIn(&'static str),
    /// A theme file of the user.
    Own(Box<Theme>),
}

/// Theme and symbols of the explorer.
#[derive(Clone, Debug, PartialEq)]
pub struct Appearance {
    /// Theme that is shown at first; a reply of the terminal or the user may replace it.
    pub theme: Theme,
    /// Symbols that are drawn.
    pub symbols: Symbols,
    /// Colour depth of the terminal; `None` without colours.
    depth: Option<Depth>,
    /// Colour depth for a theme that depends on the terminal's background; `None` if the terminal is not asked for its
    /// background.
    follows: Option<Depth>,
}

impl Appearance {
    /// Resolves a choice of theme on a terminal with the capabilities `terminal`. `symbols`, if any, override the
    /// symbols of the terminal.
    pub fn new(choice: &ThemeChoice, symbols: Option<Symbols>, terminal: Capabilities) -> Self {
        let is_auto = *choice == ThemeChoice::Auto;
        let follows = terminal.depth.filter(|&depth| is_auto && terminal.can_be_asked && depth > Depth::Sixteen);
        // A choice of fewer symbols never adds letters that the locale cannot show, so it is combined with the
        // terminal's symbols.
        let symbols = match (symbols, terminal.symbols) {
            (Some(Symbols::Ascii), Symbols::AsciiOnly) | (None, _) => terminal.symbols,
            (Some(Symbols::Plain), Symbols::AsciiOnly) => Symbols::PlainAscii,
            (Some(chosen), _) => chosen,
        };
        Self { theme: theme(choice, terminal), symbols, depth: terminal.depth, follows }
    }

    /// Returns whether the terminal is to be asked for its background, because the theme depends on it.
    pub(super) fn asks(&self) -> bool {
        self.follows.is_some()
    }

    /// Returns the built-in theme that follows `shown` in the cycle of themes, with its name; `None` without colours.
    pub(super) fn after(&self, shown: &Theme) -> Option<(&'static str, Theme)> {
        let depth = self.depth?;
        let themes: Vec<_> = Theme::names().filter_map(|name| Some((name, Theme::named_at(name, depth)?))).collect();
        let next = themes.iter().position(|(_, theme)| theme == shown).map_or(0, |at| at + 1);
        // With few colours, several themes look alike; those that look like the shown one are skipped.
        let mut following = themes.iter().cycle().skip(next).take(themes.len());
        following.find(|(_, theme)| theme != shown).cloned()
    }

    /// Returns the theme for the background that the terminal has reported; `None` if the theme does not depend on it.
    pub(super) fn on(&self, background: Rgb) -> Option<Theme> {
        self.follows.map(|depth| Theme::on(background.is_light()).fitted(depth))
    }
}

impl From<Theme> for Appearance {
    /// Creates an appearance with this theme, the same on every terminal.
    fn from(theme: Theme) -> Self {
        Self { theme, symbols: Symbols::default(), depth: None, follows: None }
    }
}

fn theme(choice: &ThemeChoice, terminal: Capabilities) -> Theme {
    let Some(depth) = terminal.depth else { return Theme::monochrome() };
    match (choice, terminal.light) {
        (ThemeChoice::Own(theme), _) => theme.as_ref().clone().fitted(depth),
        (ThemeChoice::BuiltIn(name), _) => Theme::named_at(name, depth).unwrap_or_else(Theme::terminal),
        (ThemeChoice::Auto, Some(light)) if depth > Depth::Sixteen => Theme::on(light).fitted(depth),
        // Until the background is known, only the terminal's own colours are certainly legible.
        (ThemeChoice::Auto, _) => Theme::terminal(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: Capabilities =
        Capabilities { depth: Some(Depth::True), light: None, can_be_asked: true, symbols: Symbols::Unicode };

    fn looks(choice: &ThemeChoice, terminal: Capabilities) -> Appearance {
        Appearance::new(choice, None, terminal)
    }

    #[test]
    fn without_a_choice_the_theme_follows_the_terminal() {
        let unknown = looks(&ThemeChoice::Auto, KNOWN);
        assert_eq!(unknown.theme, Theme::terminal());
        assert!(unknown.asks());
        assert_eq!(unknown.on(Rgb(255, 255, 255)), Some(Theme::on(true)));
        assert_eq!(unknown.on(Rgb(0, 0, 0)), Some(Theme::on(false)));
        let hinted = looks(&ThemeChoice::Auto, Capabilities { light: Some(true), ..KNOWN });
        assert_eq!(hinted.theme, Theme::on(true));
        assert!(hinted.asks());
        let sixteen =
            looks(&ThemeChoice::Auto, Capabilities { depth: Some(Depth::Sixteen), light: Some(true), ..KNOWN });
        assert_eq!((sixteen.theme.clone(), sixteen.asks()), (Theme::terminal(), false));
        assert!(!looks(&ThemeChoice::Auto, Capabilities { can_be_asked: false, ..KNOWN }).asks());
    }

    #[test]
    fn a_choice_stands_whatever_the_ground() {
        let chosen = looks(&ThemeChoice::BuiltIn("light"), Capabilities { light: Some(false), ..KNOWN });
        assert_eq!(Some(chosen.theme.clone()), Theme::named("light"));
        assert!(!chosen.asks());
        assert_eq!(chosen.on(Rgb(0, 0, 0)), None);
        let own = Theme::parse("colours.accent = \"#ff0000\"").0;
        let indexed = Capabilities { depth: Some(Depth::Indexed), ..KNOWN };
        assert_eq!(looks(&ThemeChoice::Own(Box::new(own.clone())), indexed).theme, own.fitted(Depth::Indexed));
    }

    #[test]
    fn every_built_in_theme_comes_in_turn() {
        let looks = looks(&ThemeChoice::BuiltIn("dark"), KNOWN);
        let mut shown = looks.theme.clone();
        let names: Vec<&str> = Theme::names()
            .map(|_| {
                let (name, theme) = looks.after(&shown).unwrap();
                shown = theme;
                name
            })
            .collect();
        let mut all: Vec<&str> = Theme::names().collect();
        assert_eq!(names.last(), Some(&"dark"));
        let mut names = names;
        names.sort_unstable();
        all.sort_unstable();
        assert_eq!(names, all);
        assert_eq!(Appearance::from(Theme::terminal()).after(&shown), None);
    }

    #[test]
    fn without_colours_no_choice_brings_any() {
        let none = Capabilities { depth: None, ..KNOWN };
        for choice in [ThemeChoice::Auto, ThemeChoice::BuiltIn("dark"), ThemeChoice::Own(Box::new(Theme::terminal()))] {
            let looks = looks(&choice, none);
            assert_eq!((looks.theme.clone(), looks.asks()), (Theme::monochrome(), false));
        }
    }

    #[test]
    fn symbols_can_be_chosen_as_far_as_the_locale_has_them() {
        let chosen =
            |wanted, has| Appearance::new(&ThemeChoice::Auto, wanted, Capabilities { symbols: has, ..KNOWN }).symbols;
        assert_eq!(chosen(None, Symbols::AsciiOnly), Symbols::AsciiOnly);
        assert_eq!(chosen(Some(Symbols::Ascii), Symbols::Unicode), Symbols::Ascii);
        assert_eq!(chosen(Some(Symbols::Ascii), Symbols::AsciiOnly), Symbols::AsciiOnly);
        assert_eq!(chosen(Some(Symbols::Unicode), Symbols::Ascii), Symbols::Unicode);
        assert_eq!(chosen(Some(Symbols::Plain), Symbols::AsciiOnly), Symbols::PlainAscii);
    }
}
