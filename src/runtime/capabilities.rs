//! Capabilities of the terminal according to environment variables. The terminal is not queried, so there is no reply
//! to wait for.

use crate::ui::{Depth, Symbols};

/// Choice whether colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ColourChoice {
    /// Colours depend on the environment.
    #[default]
    Auto,
    /// Colours are always used.
    Always,
    /// Colours are never used.
    Never,
}

/// Capabilities of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Colour depth; `None` without colours.
    pub depth: Option<Depth>,
    /// Whether the background is light, according to the environment; `None` if the environment does not say.
    pub light: Option<bool>,
    /// Whether the terminal can be queried for its background.
    pub can_be_asked: bool,
    /// Symbols that the terminal can show.
    pub symbols: Symbols,
}

impl Capabilities {
    /// Determines the capabilities from the environment, which `variable` looks up.
    pub fn new(choice: ColourChoice, variable: impl Fn(&str) -> Option<String>) -> Self {
        let environment = Environment { variable: &variable };
        Self {
            depth: environment.wants_colours(choice).then(|| environment.depth(choice)).flatten(),
            light: environment.light(),
            can_be_asked: environment.can_be_asked(),
            symbols: environment.symbols(),
        }
    }
}

struct Environment<'a> {
    variable: &'a dyn Fn(&str) -> Option<String>,
}

impl Environment<'_> {
    /// Returns the value of the environment variable `name`; `None` if it is not set or empty.
    fn get(&self, name: &str) -> Option<String> {
        (self.variable)(name).filter(|value| !value.is_empty())
    }

    fn term(&self) -> String {
        self.get("TERM").unwrap_or_default()
    }

    /// Returns whether colours are used. The first of these that says so decides: the choice, `NO_COLOR`,
    /// `CLICOLOR_FORCE` and `FORCE_COLOR`, `CLICOLOR`.
    fn wants_colours(&self, choice: ColourChoice) -> bool {
        match choice {
            ColourChoice::Always => true,
            ColourChoice::Never => false,
            ColourChoice::Auto if self.get("NO_COLOR").is_some() => false,
            ColourChoice::Auto if self.is_forced() => true,
            ColourChoice::Auto => self.get("CLICOLOR").is_none_or(|value| value != "0"),
        }
    }

    fn is_forced(&self) -> bool {
        ["CLICOLOR_FORCE", "FORCE_COLOR"].iter().any(|name| self.get(name).is_some_and(|value| value != "0"))
    }

    fn depth(&self, choice: ColourChoice) -> Option<Depth> {
        let term = self.term();
        // GNU screen garbles true colour, but passes on the variable `COLORTERM` of the terminal around it, so it is
        // excluded.
        let promises = self.get("COLORTERM").is_some_and(|value| value == "truecolor" || value == "24bit");
        if (promises && !self.is_gnu_screen()) || self.is_known_for_true_colour(&term) {
            return Some(Depth::True);
        }
        if term.contains("256") {
            return Some(Depth::Indexed);
        }
        let has_none = ["vt100", "vt102", "vt220", "vt320", "dumb"].contains(&term.as_str()) || term.ends_with("-mono");
        let wanted_anyway = choice == ColourChoice::Always || self.is_forced();
        (!has_none || wanted_anyway).then_some(Depth::Sixteen)
    }

    fn is_known_for_true_colour(&self, term: &str) -> bool {
        let terms = ["xterm-kitty", "xterm-ghostty", "alacritty", "wezterm", "foot", "contour"];
        terms.iter().any(|known| term.starts_with(known))
            || term.ends_with("-direct")
            || self.get("WT_SESSION").is_some()
    }

    fn is_gnu_screen(&self) -> bool {
        self.term().starts_with("screen") && self.get("TMUX").is_none()
    }

    /// Returns whether the background is light according to `COLORFGBG`, which has the number of the text colour first
    /// and that of the background last; `None` if it cannot be parsed.
    fn light(&self) -> Option<bool> {
        let value = self.get("COLORFGBG")?;
        let background: u8 = value.rsplit(';').next()?.parse().ok()?;
        (background < 16).then_some(matches!(background, 7 | 9..=15))
    }

    /// Returns whether the terminal answers, or at least ignores, a query for its background. GNU screen forwards the
    /// query to all attached terminals, and the Linux console does not answer.
    fn can_be_asked(&self) -> bool {
        let term = self.term();
        cfg!(unix) && !self.is_gnu_screen() && !["", "dumb", "linux", "Eterm", "cons25"].contains(&term.as_str())
    }

    /// Returns the symbols that the locale allows. If no locale is set, as in containers, all characters are allowed.
    /// The fonts of the Linux console have letters but few symbols.
    fn symbols(&self) -> Symbols {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| self.get(name));
        let is_utf8 = locale.is_none_or(|locale| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        });
        match (is_utf8 || cfg!(not(unix)), self.term().as_str()) {
            (false, _) => Symbols::AsciiOnly,
            (true, "linux") => Symbols::Ascii,
            (true, _) => Symbols::Unicode,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Variables<'a> = &'a [(&'a str, &'a str)];

    fn detect(choice: ColourChoice, variables: Variables<'_>) -> Capabilities {
        Capabilities::new(choice, |name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_choice_comes_before_the_environment_and_its_variables_in_order() {
        use ColourChoice::{Always, Auto, Never};
        let cases: &[(ColourChoice, Variables<'_>, bool)] = &[
            (Auto, &[], true),
            (Never, &[("CLICOLOR_FORCE", "1")], false),
            (Always, &[("NO_COLOR", "1"), ("CLICOLOR", "0")], true),
            (Auto, &[("NO_COLOR", "1")], false),
            (Auto, &[("NO_COLOR", "0")], false),
            (Auto, &[("NO_COLOR", "")], true),
            (Auto, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1"), ("FORCE_COLOR", "1")], false),
            (Auto, &[("CLICOLOR", "0")], false),
            (Auto, &[("CLICOLOR", "1")], true),
            (Auto, &[("CLICOLOR", "0"), ("CLICOLOR_FORCE", "1")], true),
            (Auto, &[("CLICOLOR", "0"), ("CLICOLOR_FORCE", "0")], false),
            (Auto, &[("CLICOLOR", "0"), ("FORCE_COLOR", "3")], true),
            (Auto, &[("TERM", "vt100")], false),
            (Auto, &[("TERM", "vt100"), ("CLICOLOR_FORCE", "1")], true),
            (Always, &[("TERM", "xterm-mono")], true),
        ];
        for (choice, variables, coloured) in cases {
            assert_eq!(detect(*choice, variables).depth.is_some(), *coloured, "{choice:?} {variables:?}");
        }
    }

    #[test]
    fn the_depth_is_what_the_terminal_is_known_for() {
        let cases: &[(Variables<'_>, Depth)] = &[
            (&[("TERM", "xterm")], Depth::Sixteen),
            (&[("TERM", "linux")], Depth::Sixteen),
            (&[("TERM", "xterm-256color")], Depth::Indexed),
            (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], Depth::True),
            (&[("TERM", "xterm"), ("COLORTERM", "24bit")], Depth::True),
            (&[("TERM", "xterm"), ("COLORTERM", "yes")], Depth::Sixteen),
            (&[("TERM", "xterm-kitty")], Depth::True),
            (&[("TERM", "xterm-direct")], Depth::True),
            (&[("TERM", "screen.xterm-256color"), ("COLORTERM", "truecolor")], Depth::Indexed),
            (&[("TERM", "screen-256color"), ("COLORTERM", "truecolor"), ("TMUX", "/tmp/t,1,0")], Depth::True),
            (&[("WT_SESSION", "1")], Depth::True),
        ];
        for (variables, depth) in cases {
            assert_eq!(detect(ColourChoice::Auto, variables).depth, Some(*depth), "{variables:?}");
        }
    }

    #[test]
    fn a_ground_that_the_environment_names_is_believed() {
        let light = |value: &str| detect(ColourChoice::Auto, &[("COLORFGBG", value)]).light;
        assert_eq!(light("15;0"), Some(false));
        assert_eq!(light("0;default;15"), Some(true));
        assert_eq!(light("0;7"), Some(true));
        assert_eq!(light("15;8"), Some(false));
        assert_eq!(light("default;default"), None);
        assert_eq!(light("15;99"), None);
        assert_eq!(light(""), None);
    }

    #[cfg(unix)]
    #[test]
    fn terminals_that_would_garble_the_question_are_not_asked() {
        let asked = |variables: Variables<'_>| detect(ColourChoice::Auto, variables).can_be_asked;
        assert!(asked(&[("TERM", "xterm-256color")]));
        assert!(asked(&[("TERM", "screen-256color"), ("TMUX", "/tmp/t,1,0")]));
        assert!(!asked(&[("TERM", "screen-256color")]));
        assert!(!asked(&[("TERM", "linux")]));
        assert!(!asked(&[]));
    }

    #[cfg(unix)]
    #[test]
    fn the_first_variable_that_names_a_locale_decides() {
        let symbols = |variables: Variables<'_>| detect(ColourChoice::Auto, variables).symbols;
        assert_eq!(symbols(&[]), Symbols::Unicode);
        assert_eq!(symbols(&[("LANG", "en_GB.UTF-8")]), Symbols::Unicode);
        assert_eq!(symbols(&[("LANG", "C.utf8")]), Symbols::Unicode);
        assert_eq!(symbols(&[("LANG", "en_GB.UTF-8"), ("LC_ALL", "C")]), Symbols::AsciiOnly);
        assert_eq!(symbols(&[("LC_ALL", ""), ("LC_CTYPE", "UTF-8"), ("LANG", "C")]), Symbols::Unicode);
        assert_eq!(symbols(&[("LANG", "C"), ("TERM", "linux")]), Symbols::AsciiOnly);
        assert_eq!(symbols(&[("LANG", "de_DE.UTF-8"), ("TERM", "linux")]), Symbols::Ascii);
    }
}
