//! `stratlas review` on the real program: what is confirmed is on disk, whatever happens.
#![expect(clippy::expect_used, reason = "a test that cannot be set up has failed")]

mod asked;
#[allow(dead_code, reason = "not every test needs all of it")]
#[path = "../support/command.rs"]
mod command;
mod consensus;
mod crash;
mod disk;
mod due;
#[path = "../support/journal.rs"]
mod fixture;
mod journals;
mod report;
mod team;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use stratlas::review::{JournalEvent, Line};

/// The home of a reviewer.
struct Home(command::Home);

impl Home {
    fn new() -> Self {
        Self(command::Home::new())
    }

    fn reviews(&self) -> PathBuf {
        self.0.path("data/stratlas/reviews")
    }

    fn journal(&self) -> PathBuf {
        self.reviews().join("ada.jsonl")
    }

    /// The program with `words`, as the reviewer called ada.
    fn command(&self, words: &[&str]) -> Command {
        self.wrapped(command::PROGRAM, words)
    }

    /// The same run by `program`, which gets the program as its first argument if it is a shell.
    fn wrapped(&self, program: &str, words: &[&str]) -> Command {
        let mut command = self.0.process(program, words);
        command.env("STRATLAS_REVIEWER", "ada").env("COLUMNS", "100");
        command
    }

    fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().expect("the program runs")
    }

    /// What the program prints, which has to be done without findings.
    fn done(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert_eq!(output.status.code(), Some(0), "{words:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }

    /// The lines of the journal that are verdicts: what each is on.
    fn judged(&self) -> Vec<String> {
        let journal = fs::read_to_string(self.journal()).expect("a journal");
        let lines = journal.lines().map(|line| Line::parse(line).expect("a line"));
        lines
            .filter(|line| matches!(line.event, JournalEvent::Verdict { .. }))
            .filter_map(|line| line.subject().map(str::to_owned))
            .collect()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("output is UTF-8")
}

/// The words of a text, one blank apart.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The id that a confirmation names.
fn confirmed(line: &str) -> Option<&str> {
    line.strip_prefix("recorded ")?.split(' ').next()
}
