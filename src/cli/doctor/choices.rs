//! What the program chooses on this terminal and why, for tracing a wrong choice to a variable or an answer of the
//! terminal.

use serde::Serialize;

use crate::runtime::Capabilities;
use crate::runtime::probe::Answers;
use crate::store::config::Config;
use crate::text;
use crate::ui::{Depth, Symbols};

use super::super::hyperlinks;

/// Choice of the program, such as the theme, with its reason.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Choice {
    /// What is chosen: `theme`, for example.
    pub(super) what: &'static str,
    /// Value that the program uses.
    pub(super) value: String,
    /// Reason for the value, in words.
    pub(super) why: String,
}

impl Choice {
    fn new(what: &'static str, value: impl Into<String>, why: impl Into<String>) -> Self {
        Self { what, value: value.into(), why: why.into() }
    }
}

/// Returns every choice of the program for `config` on a terminal with these `capabilities`. `answers` are what the
/// terminal answered, if it was asked; `variable` looks up an environment variable.
pub(super) fn all(
    config: &Config,
    capabilities: Capabilities,
    answers: Option<&Answers>,
    variable: impl Fn(&str) -> Option<String>,
) -> Vec<Choice> {
    let get = |name: &str| variable(name).filter(|value| !value.is_empty());
    vec![
        colours(capabilities, get),
        configured("theme", &config.theme)
            .filter(|_| capabilities.depth.is_some())
            .unwrap_or_else(|| theme(capabilities, answers)),
        configured("symbols", config.icons.into()).unwrap_or_else(|| symbols(capabilities, get)),
        keyboard(answers),
        frames(answers),
        links(get),
        clipboard(get),
    ]
}

/// Returns the choice made by the configuration; `None` if `value` is `auto`, which leaves the choice to the program.
fn configured(what: &'static str, value: &str) -> Option<Choice> {
    (value != "auto").then(|| Choice::new(what, text::sanitize(value), "set in the configuration"))
}

fn colours(capabilities: Capabilities, get: impl Fn(&str) -> Option<String>) -> Choice {
    let set = |name: &str| get(name).map(|value| format!("{name} is {value}"));
    let value = match capabilities.depth {
        None => "none",
        Some(Depth::Sixteen) => "the sixteen of the terminal",
        Some(Depth::Indexed) => "256",
        Some(Depth::True) => "true colour",
    };
    let unwanted = || set("NO_COLOR").or_else(|| set("CLICOLOR"));
    let why = match capabilities.depth {
        None => unwanted().or_else(|| set("TERM")),
        Some(Depth::True) => set("COLORTERM").or_else(|| set("TERM")),
        Some(_) => set("TERM"),
    };
    Choice::new("colours", value, why.unwrap_or_else(|| "TERM is not set".to_owned()))
}

fn theme(capabilities: Capabilities, answers: Option<&Answers>) -> Choice {
    let background = |light: bool| if light { "light" } else { "dark" };
    let answered = answers.and_then(|answers| Some((answers.light?, answers.ground.as_deref()?)));
    let (value, why) = match (capabilities.depth, answered) {
        (None, _) => ("monochrome", "there are no colours".to_owned()),
        (Some(Depth::Sixteen), _) => ("terminal", "the sixteen colours depend on the terminal".to_owned()),
        (_, Some((light, answer))) if capabilities.can_be_asked => {
            (background(light), format!("the terminal answers that its background is {answer}"))
        }
        _ => match capabilities.light {
            Some(light) => (background(light), "COLORFGBG gives the background".to_owned()),
            None => ("terminal", "the background is not known".to_owned()),
        },
    };
    Choice::new("theme", value, why)
}

fn symbols(capabilities: Capabilities, get: impl Fn(&str) -> Option<String>) -> Choice {
    let value = match capabilities.symbols {
        Symbols::Unicode => "all",
        Symbols::Ascii => "ASCII, with letters of every script",
        Symbols::AsciiOnly | Symbols::PlainAscii => "ASCII only",
        Symbols::Plain => "all but lines and blocks",
    };
    let console = get("TERM").filter(|_| capabilities.symbols == Symbols::Ascii).map(|term| format!("TERM is {term}"));
    let locale = || ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| Some(format!("{name} is {}", get(name)?)));
    Choice::new("symbols", value, console.or_else(locale).unwrap_or_else(|| "no locale is set".to_owned()))
}

fn keyboard(answers: Option<&Answers>) -> Choice {
    let what = "keyboard";
    match answers.map(|answers| answers.keyboard) {
        None => Choice::new(what, "all keys if supported", "the terminal was not queried, or did not answer"),
        Some(Some(_)) => {
            Choice::new(what, "Ctrl-i differs from Tab", "the terminal supports the keyboard protocol of kitty")
        }
        Some(None) => {
            Choice::new(what, "Ctrl-i is Tab", "the terminal does not support the keyboard protocol of kitty")
        }
    }
}

fn frames(answers: Option<&Answers>) -> Choice {
    let (value, why) = match answers.map(|answers| answers.synchronized) {
        None => ("shown whole if supported", "the terminal was not queried, or did not answer"),
        Some(Some(true)) => ("shown whole", "the terminal supports synchronized output (mode 2026)"),
        Some(_) => ("shown as they arrive", "the terminal does not support synchronized output (mode 2026)"),
    };
    Choice::new("frames", value, why)
}

fn links(get: impl Fn(&str) -> Option<String>) -> Choice {
    let assumed = hyperlinks::assumed(get);
    let value = if assumed.holds { "written by `show`" } else { "not written" };
    Choice::new("links to the web", value, format!("no terminal can be queried for OSC 8; {}", assumed.why))
}

fn clipboard(get: impl Fn(&str) -> Option<String>) -> Choice {
    let value = if get("SSH_CONNECTION").is_some() { "the terminal's" } else { "the terminal's and the system's" };
    let multiplexer = match get("TMUX") {
        Some(_) => "; tmux forwards it if set-clipboard is on",
        None => "",
    };
    let why = format!("no terminal can be queried for OSC 52, so support is assumed{multiplexer}");
    Choice::new("clipboard", value, why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::ColourChoice;
    use crate::store::config::Icons;

    /// Returns the value and reason of a choice.
    fn chosen(what: &str, variables: &[(&str, &str)], answers: Option<&Answers>) -> (String, String) {
        let get = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        let capabilities = Capabilities::new(ColourChoice::Auto, get);
        let choice =
            all(&Config::default(), capabilities, answers, get).into_iter().find(|choice| choice.what == what).unwrap();
        (choice.value, choice.why)
    }

    fn is(value: &str, why: &str) -> (String, String) {
        (value.to_owned(), why.to_owned())
    }

    #[test]
    fn colours_are_traced_to_the_variable_that_decides() {
        let xterm = ("TERM", "xterm-256color");
        assert_eq!(chosen("colours", &[xterm], None), is("256", "TERM is xterm-256color"));
        assert_eq!(
            chosen("colours", &[xterm, ("COLORTERM", "truecolor")], None),
            is("true colour", "COLORTERM is truecolor")
        );
        assert_eq!(chosen("colours", &[xterm, ("NO_COLOR", "1")], None), is("none", "NO_COLOR is 1"));
        assert_eq!(chosen("colours", &[xterm, ("CLICOLOR", "0")], None), is("none", "CLICOLOR is 0"));
        assert_eq!(chosen("colours", &[("TERM", "vt100")], None), is("none", "TERM is vt100"));
    }

    // Consoles of other systems are not asked.
    #[cfg(unix)]
    #[test]
    fn the_theme_follows_the_answer_then_the_environment() {
        let variables = [("TERM", "xterm-256color"), ("COLORFGBG", "15;0")];
        let light = Answers { ground: Some("rgb:f/f/f".to_owned()), light: Some(true), ..Answers::default() };
        let answer = "the terminal answers that its background is rgb:f/f/f";
        assert_eq!(chosen("theme", &variables, Some(&light)), is("light", answer));
        assert_eq!(chosen("theme", &variables, None), is("dark", "COLORFGBG gives the background"));
        assert_eq!(chosen("theme", &variables[..1], None), is("terminal", "the background is not known"));
        assert_eq!(chosen("theme", &[("TERM", "xterm")], Some(&light)).0, "terminal");
    }

    #[test]
    fn the_configuration_goes_before_the_terminal_but_brings_no_colours() {
        let mut config = Config::default();
        config.theme = "light".to_owned();
        config.icons = Icons::Ascii;
        let values = |variables: &'static [(&str, &str)]| {
            let get = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into());
            let choices = all(&config, Capabilities::new(ColourChoice::Auto, get), None, get);
            let value = |what| choices.iter().find(|choice| choice.what == what).map(|choice| choice.value.clone());
            (value("theme").unwrap(), value("symbols").unwrap())
        };
        assert_eq!(values(&[("TERM", "xterm-256color")]), ("light".to_owned(), "ascii".to_owned()));
        assert_eq!(values(&[("NO_COLOR", "1")]), ("monochrome".to_owned(), "ascii".to_owned()));
    }

    #[test]
    fn what_is_not_offered_has_a_fallback() {
        let neither = Answers { synchronized: Some(false), ..Answers::default() };
        let both = Answers { synchronized: Some(true), keyboard: Some(0), ..Answers::default() };
        assert_eq!(chosen("keyboard", &[], Some(&neither)).0, "Ctrl-i is Tab");
        assert_eq!(chosen("keyboard", &[], Some(&both)).0, "Ctrl-i differs from Tab");
        assert_eq!(chosen("frames", &[], Some(&neither)).0, "shown as they arrive");
        assert_eq!(chosen("frames", &[], Some(&both)).0, "shown whole");
        assert!(chosen("frames", &[], None).1.contains("not queried"));
    }

    #[cfg(unix)]
    #[test]
    fn symbols_are_traced_to_the_locale() {
        assert_eq!(chosen("symbols", &[("LANG", "en_GB.UTF-8")], None), is("all", "LANG is en_GB.UTF-8"));
        let overridden = [("LANG", "en_GB.UTF-8"), ("LC_ALL", "C")];
        assert_eq!(chosen("symbols", &overridden, None), is("ASCII only", "LC_ALL is C"));
        assert_eq!(chosen("symbols", &[], None), is("all", "no locale is set"));
        assert_eq!(chosen("symbols", &[("TERM", "linux")], None).1, "TERM is linux");
    }
}
