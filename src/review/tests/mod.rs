//! The fold and everything derived from it.

mod acts;
mod laws;
mod lines;
mod settled;
mod states;
mod team;

use jiff::civil::{Date, date};

use super::test_journal::JournalBuilder;
use super::*;
use crate::data;
use crate::model::Atlas;

const DAY: Date = date(2026, 3, 1);

fn scribe() -> JournalBuilder {
    JournalBuilder::new("ada", DAY)
}

fn fold(scribe: &JournalBuilder) -> Reviews {
    Reviews::fold("ada", scribe.lines.clone())
}

/// Returns the line with its text.
fn written(line: &Line) -> WrittenLine {
    WrittenLine::new(line.head.clone(), line.event.clone())
}

/// Returns an atlas with two strategies, a portfolio of both, and a person with three positions.
fn atlas() -> Atlas {
    data::fixture(include_str!("atlas.toml"))
}
