//! State of the terminal: its environment, and its answers to queries.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};

use serde::Serialize;

use crate::runtime::probe::{self, Answers};
use crate::text;

use super::super::output;

/// Environment variables that influence choices of the program.
const VARIABLES: &str = "TERM TERM_PROGRAM TERM_PROGRAM_VERSION VTE_VERSION KONSOLE_VERSION WT_SESSION TMUX SSH_CONNECTION \
                         COLORTERM COLORFGBG NO_COLOR CLICOLOR CLICOLOR_FORCE FORCE_COLOR FORCE_HYPERLINK COLUMNS \
                         LC_ALL LC_CTYPE LANG";

/// Names and texts of samples whose widths differ between terminals, among them symbols of the explorer.
const SAMPLES: [(&str, &str); 6] = [
    ("symbols", "↑↓·›▌▏…"),
    ("wide characters", "日本"),
    ("a combining accent", "e\u{301}"),
    ("a joined emoji", "👩\u{200d}🚀"),
    ("an emoji by selector", "❤\u{fe0f}"),
    ("a flag", "🇬🇧"),
];

/// State of the terminal.
#[derive(Serialize)]
pub(super) struct Terminal {
    /// Whether standard input is a terminal.
    pub(super) input: bool,
    /// Whether standard output is a terminal.
    pub(super) output: bool,
    /// Numbers of columns and rows; `None` if unknown.
    pub(super) size: Option<(u16, u16)>,
    /// Values of the environment variables that influence the program, by name; unset ones are left out.
    pub(super) environment: BTreeMap<&'static str, String>,
    /// Result of querying the terminal.
    pub(super) asked: QueryResult,
}

/// Result of querying the terminal.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum QueryResult {
    /// The terminal was not queried, for the given reason.
    No(String),
    /// The terminal did not answer.
    Silent,
    /// The terminal answered.
    Answered {
        /// What the terminal has answered.
        answers: Answers,
        /// Widths of the samples.
        widths: Vec<Width>,
    },
}

/// Width of a sample on the screen.
#[derive(Serialize)]
pub(super) struct Width {
    /// Name of the sample.
    pub(super) what: &'static str,
    text: &'static str,
    /// Width that the program expects the sample to have, in columns.
    pub(super) expected: usize,
    /// Width in the terminal, in columns; `None` if the terminal did not report it.
    pub(super) measured: Option<usize>,
}

impl Terminal {
    /// Examines the terminal: looks up environment variables by `variable`, and queries the terminal.
    pub(super) fn examine(variable: impl Fn(&str) -> Option<String>) -> Self {
        let (input, output) = (io::stdin().is_terminal(), output::is_terminal());
        let set = |name: &'static str| Some((name, text::sanitize(&variable(name)?).into_owned()));
        let environment: BTreeMap<_, _> = VARIABLES.split(' ').filter_map(set).collect();
        let asked = match (input, output) {
            (false, _) => QueryResult::No("standard input is not a terminal".to_owned()),
            (_, false) => QueryResult::No("standard output is not a terminal".to_owned()),
            _ if environment.get("TERM").is_some_and(|term| term == "dumb") => {
                QueryResult::No("TERM is dumb".to_owned())
            }
            _ => query(),
        };
        let size = (output.then(crossterm::terminal::size)).and_then(Result::ok);
        Self { input, output, size, environment, asked }
    }

    /// Returns the answers of the terminal; `None` if it was not queried or did not answer.
    pub(super) fn answers(&self) -> Option<&Answers> {
        match &self.asked {
            QueryResult::Answered { answers, .. } => Some(answers),
            QueryResult::No(_) | QueryResult::Silent => None,
        }
    }
}

fn query() -> QueryResult {
    match probe::ask(&SAMPLES.map(|(_, text)| text)) {
        Err(error) => QueryResult::No(error.to_string()),
        Ok(answers) if answers == Answers::default() => QueryResult::Silent,
        Ok(answers) => QueryResult::Answered { widths: widths(&answers.widths), answers },
    }
}

/// Returns each sample with its width. `measured` are the reported widths, in the order of the samples.
fn widths(measured: &[usize]) -> Vec<Width> {
    // If a reply is missing, it is unknown which one, so none is used.
    let is_whole = measured.len() == SAMPLES.len();
    let measured = |n: usize| measured.get(n).copied().filter(|_| is_whole);
    SAMPLES
        .into_iter()
        .enumerate()
        .map(|(n, (what, text))| Width { what, text, expected: text::width(text), measured: measured(n) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_as_wide_as_they_are_drawn() {
        let expected: Vec<_> = widths(&[]).iter().map(|width| width.expected).collect();
        assert_eq!(expected, [7, 4, 1, 2, 2, 2]);
    }

    #[test]
    fn measures_count_only_if_none_is_lost() {
        let measured = |given: &[usize]| widths(given).iter().map(|width| width.measured).collect::<Vec<_>>();
        assert_eq!(measured(&[7, 4, 1, 5, 1, 4]), [7, 4, 1, 5, 1, 4].map(Some));
        assert_eq!(measured(&[7, 4]), [None; 6]);
    }
}
