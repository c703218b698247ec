//! The fold and what follows from it.

mod acts;
mod laws;
mod lines;
mod states;
mod team;

use jiff::civil::{Date, date};

use super::scribe::Scribe;
use super::*;
use crate::data;
use crate::model::Atlas;

const DAY: Date = date(2026, 3, 1);

fn scribe() -> Scribe {
    Scribe::new("ada", DAY)
}

fn fold(scribe: &Scribe) -> Reviews {
    Reviews::fold("ada", scribe.lines.clone())
}

/// Two strategies, a portfolio of both, and a person with three positions.
fn atlas() -> Atlas {
    data::fixture(include_str!("atlas.toml"))
}
