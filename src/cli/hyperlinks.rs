//! Detection of support for hyperlinks (OSC 8). A terminal cannot be asked about that, so environment variables decide;
//! an unknown terminal gets text without links.

use clap::ValueEnum;

/// When text contains hyperlinks that the terminal can open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Hyperlinks {
    /// On a terminal that is known to support them
    #[default]
    Auto,
    /// Always, even into a file or pipe
    Always,
    /// Never
    Never,
}

/// Assumption whether the terminal supports hyperlinks, with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Assumption {
    /// Whether the terminal is assumed to support hyperlinks.
    pub(super) holds: bool,
    /// Reason for the assumption, in words.
    pub(super) why: String,
}

impl Hyperlinks {
    /// Returns whether to write hyperlinks to standard output; `is_terminal` is whether that is a terminal.
    pub(super) fn wanted(self, is_terminal: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => is_terminal && assumed(variable).holds,
        }
    }
}

/// Returns what to assume about the terminal, according to the environment variables that `variable` looks up.
pub(super) fn assumed(variable: impl Fn(&str) -> Option<String>) -> Assumption {
    let get = |name: &str| variable(name).filter(|value| !value.is_empty());
    let assume = |holds: bool, name: &str, value: &str| Assumption { holds, why: format!("{name} is {value}") };
    let term = get("TERM").unwrap_or_default();
    if let Some(forced) = get("FORCE_HYPERLINK") {
        return assume(forced != "0", "FORCE_HYPERLINK", &forced);
    }
    if term == "dumb" {
        return assume(false, "TERM", &term);
    }
    if let Some(program) = get("TERM_PROGRAM")
        && let Some(since) = since(&program)
    {
        let version = get("TERM_PROGRAM_VERSION").unwrap_or_default();
        let why = format!("TERM_PROGRAM is {program} {version}").trim_end().to_owned();
        return Assumption { holds: numbers(&version) >= since, why };
    }
    // Inside tmux and screen, the inherited variables describe the terminal in which these were started.
    if ["screen", "tmux"].iter().any(|name| term.starts_with(name)) {
        return assume(false, "TERM", &term);
    }
    // VTE and Konsole write their versions without dots: 0.50 is 5000, 20.12 is 201200.
    for (name, since) in [("VTE_VERSION", 5000), ("KONSOLE_VERSION", 201_200)] {
        if let Some(version) = get(name) {
            return assume(version.parse().is_ok_and(|version: u32| version >= since), name, &version);
        }
    }
    for name in ["WT_SESSION", "DOMTERM", "KITTY_WINDOW_ID", "WEZTERM_PANE"] {
        if get(name).is_some() {
            return assume(true, name, "set");
        }
    }
    let known = ["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour"];
    if known.iter().any(|known| term.starts_with(known)) {
        return assume(true, "TERM", &term);
    }
    Assumption { holds: false, why: "no environment variable names a terminal that supports hyperlinks".to_owned() }
}

/// Returns the first version of the terminal called `program` that supports hyperlinks; `None` for an unknown terminal.
fn since(program: &str) -> Option<[u32; 2]> {
    let known = [
        ("iTerm.app", [3, 1]),
        ("vscode", [1, 72]),
        ("tmux", [3, 4]),
        ("WezTerm", [0, 0]),
        ("ghostty", [0, 0]),
        ("Hyper", [0, 0]),
        ("rio", [0, 0]),
        ("Tabby", [0, 0]),
    ];
    known.into_iter().find(|(name, _)| *name == program).map(|(_, since)| since)
}

/// Returns the first two numbers of a version, such as 3 and 4 for `3.4a`.
fn numbers(version: &str) -> [u32; 2] {
    let mut parts = version.split('.').map(|part| {
        let digits = part.find(|c: char| !c.is_ascii_digit()).map_or(part, |end| &part[..end]);
        digits.parse().unwrap_or(0)
    });
    [parts.next().unwrap_or(0), parts.next().unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(variables: &[(&str, &str)]) -> bool {
        assumed(|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())).holds
    }

    #[test]
    fn terminals_are_known_by_what_they_say_of_themselves() {
        let cases: &[(&[(&str, &str)], bool)] = &[
            (&[], false),
            (&[("TERM", "xterm-256color")], false),
            (&[("TERM", "xterm-kitty")], true),
            (&[("TERM", "xterm-256color"), ("VTE_VERSION", "7603")], true),
            (&[("VTE_VERSION", "4999")], false),
            (&[("VTE_VERSION", "new")], false),
            (&[("KONSOLE_VERSION", "220401")], true),
            (&[("TERM_PROGRAM", "iTerm.app"), ("TERM_PROGRAM_VERSION", "3.0.9")], false),
            (&[("TERM_PROGRAM", "iTerm.app"), ("TERM_PROGRAM_VERSION", "3.5.0")], true),
            (&[("TERM_PROGRAM", "Apple_Terminal"), ("TERM_PROGRAM_VERSION", "453")], false),
            (&[("TERM_PROGRAM", "WezTerm")], true),
            (&[("TERM_PROGRAM", "WezTerm"), ("TERM", "dumb")], false),
            (&[("WT_SESSION", "1")], true),
            (&[("WT_SESSION", "")], false),
        ];
        for (variables, expected) in cases {
            assert_eq!(holds(variables), *expected, "{variables:?}");
        }
    }

    #[test]
    fn a_multiplexer_hides_the_terminal_around_it() {
        assert!(!holds(&[("TERM", "screen-256color"), ("VTE_VERSION", "7603")]));
        assert!(!holds(&[("TERM", "tmux-256color"), ("TERM_PROGRAM", "tmux"), ("TERM_PROGRAM_VERSION", "3.3a")]));
        assert!(holds(&[("TERM", "tmux-256color"), ("TERM_PROGRAM", "tmux"), ("TERM_PROGRAM_VERSION", "3.4")]));
    }

    #[test]
    fn being_told_comes_first() {
        assert!(holds(&[("FORCE_HYPERLINK", "1"), ("TERM", "dumb")]));
        assert!(!holds(&[("FORCE_HYPERLINK", "0"), ("TERM", "xterm-kitty")]));
        let kitty = |name: &str| (name == "TERM").then(|| "xterm-kitty".to_owned());
        assert!(Hyperlinks::Auto.wanted(true, kitty));
        assert!(!Hyperlinks::Auto.wanted(false, kitty));
        assert!(!Hyperlinks::Never.wanted(true, kitty));
        assert!(Hyperlinks::Always.wanted(false, |_| None));
    }
}
