//! Screens as text that can be compared: what every cell says, and what it looks like.

use std::collections::BTreeSet;
use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::driver::Driver;

/// Letters for the roles of the theme, in the order of their table; a cell with the look of plain text has a dot.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
/// Letters for looks that no role has alone.
const DIGITS: &str = "0123456789";

/// The text of each row.
pub(crate) fn rows(buffer: &Buffer) -> Vec<String> {
    let width = usize::from(buffer.area.width.max(1));
    buffer.content().chunks(width).map(|cells| visible(cells).map(Cell::symbol).collect()).collect()
}

/// The cells of a row without those that a wide character to their left covers.
pub(crate) fn visible(cells: &[Cell]) -> impl Iterator<Item = &Cell> {
    let mut covered = 0;
    cells.iter().filter(move |cell| {
        let shown = covered == 0;
        covered = if shown { stratlas::text::width(cell.symbol()).saturating_sub(1) } else { covered - 1 };
        shown
    })
}

/// Where `text` first stands on the screen, as column and row.
pub(crate) fn find(buffer: &Buffer, text: &str) -> Option<(u16, u16)> {
    rows(buffer).iter().zip(0..).find_map(|(row, y)| {
        let at = row.find(text)?;
        Some((u16::try_from(stratlas::text::width(&row[..at])).ok()?, y))
    })
}

/// The screen: its text, then the roles of its cells in the same places, a letter for each. Where several roles look
/// alike, the first stands for all.
pub(crate) fn shown(driver: &Driver) -> String {
    let buffer = driver.buffer();
    let mut known: Vec<(char, &str, String)> = Vec::new();
    for ((role, style), letter) in driver.session.theme().styles().zip(LETTERS.chars()) {
        let mut cell = Cell::default();
        let look = look(cell.set_style(style));
        if !look.is_empty() && known.iter().all(|(.., other)| *other != look) {
            known.push((letter, role, look));
        }
    }
    let looks: BTreeSet<String> = buffer.content().iter().map(look).filter(|look| !look.is_empty()).collect();
    let other = looks.iter().filter(|look| known.iter().all(|(.., known)| known != *look));
    let other: Vec<_> = other.zip(DIGITS.chars()).map(|(look, letter)| (letter, "other", look.clone())).collect();
    known.extend(other);
    known.retain(|(.., look)| looks.contains(look));
    let letter = |cell: &Cell| {
        let look = look(cell);
        let letter = known.iter().find(|(.., known)| *known == look).map(|(letter, ..)| *letter);
        if look.is_empty() { '.' } else { letter.expect("a letter for each look") }
    };
    let mut shown = String::new();
    for row in rows(buffer) {
        writeln!(shown, "{}", row.trim_end()).expect("a string takes everything");
    }
    writeln!(shown, "\n-- roles").expect("a string takes everything");
    for cells in buffer.content().chunks(usize::from(buffer.area.width.max(1))) {
        let letters: String = visible(cells).map(letter).collect();
        writeln!(shown, "{}", letters.trim_end_matches('.')).expect("a string takes everything");
    }
    for (letter, role, look) in &known {
        writeln!(shown, "{letter} {role}: {look}").expect("a string takes everything");
    }
    shown
}

fn look(cell: &Cell) -> String {
    let mut look = Vec::new();
    if cell.fg != Color::Reset {
        look.push(cell.fg.to_string());
    }
    if cell.bg != Color::Reset {
        look.push(format!("on {}", cell.bg));
    }
    look.extend(cell.modifier.iter_names().map(|(name, _): (_, Modifier)| name.to_lowercase()));
    look.join(" ")
}
