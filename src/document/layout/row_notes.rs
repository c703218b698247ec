//! Lays out the notes of items that take one row each: beside the items, or below them.

use crate::text;

use super::list::{MAX_FOLDED, MAX_NOTE, fold};
use super::rows::{COMMA, GAP, MIN_CUT};
use super::wrap::{Breaks, DOT, cut, width, wrapped};
use super::{Fragment, Role};
use crate::document::{Item, RowWidths};

/// Minimum width of a note in the row of its item, in columns; a narrower note is in a row below.
const MIN_NOTE: usize = 20;
/// Maximum number of items in a list whose notes below the items may take two rows instead of one.
const MAX_FOLDED_NOTES: usize = 12;
/// Minimum width of a note in several rows beside its item, in columns.
const MIN_WRAPPED: usize = 48;
/// Maximum number of items in a list whose notes below the items are whole.
const MAX_WHOLE_NOTES: usize = 6;

/// Where the notes of a list are.
pub(super) struct Notes {
    /// First column of the notes beside their items.
    pub(super) start: usize,
    /// Width of the notes beside their items, in columns; 0 if they are below the items.
    pub(super) beside: usize,
    /// Width of the notes below their items, in columns; 0 if they are beside the items.
    below: usize,
    /// Maximum number of rows of a note; a longer one is shortened.
    max_rows: usize,
}

impl Notes {
    /// Places the notes of `items` in a list of `columns` columns, beside their items from the column `start`, or below
    /// them. Short lists have room for whole notes.
    pub(super) fn new(items: &[Item], widths: RowWidths, (start, columns): (usize, usize)) -> Self {
        let room = columns.saturating_sub(start);
        let fits = |item: &Item| item.note.iter().map(|span| text::width(&span.text)).sum::<usize>() <= room;
        let max_rows = match items.len() {
            count if count <= MAX_WHOLE_NOTES => usize::MAX,
            count if count <= MAX_FOLDED_NOTES => MAX_FOLDED,
            _ => 1,
        };
        let is_wrapped = max_rows > 1 && !items.iter().all(fits);
        let is_below = widths.is_note_below && (room < MIN_NOTE || (is_wrapped && room < MIN_WRAPPED));
        let limit = if is_wrapped { MAX_NOTE } else { usize::MAX };
        let beside = if is_below || room < MIN_NOTE { 0 } else { room.min(limit) };
        let below = if is_below { columns.saturating_sub(GAP).clamp(1, limit) } else { 0 };
        Self { start, beside, below, max_rows: if widths.is_note_below { max_rows } else { 1 } }
    }

    /// Returns the rows of a note beside its item, and those below it.
    pub(super) fn split(&self, note: &[Fragment]) -> [Vec<Vec<Fragment>>; 2] {
        let rows = |room: usize| match (room, self.max_rows) {
            (0, _) => Vec::new(),
            _ if note.is_empty() => Vec::new(),
            (room, 1) => vec![cut(cut_names(note.to_vec(), room), room)],
            (room, most) => {
                let mut lines = wrapped(note, room, Breaks::Spaces);
                if lines.len() > most {
                    fold(&mut lines, room);
                }
                lines
            }
        };
        [rows(self.beside), rows(self.below)]
    }
}

/// Returns `note`; of a list of names at its start that is wider than `room` columns, as many names as fit, and the number
/// of the others.
fn cut_names(note: Vec<Fragment>, room: usize) -> Vec<Fragment> {
    let end = note.iter().position(|run| run.text == DOT).unwrap_or(note.len());
    let list = &note[..end];
    let (names, left) = match list.split_last() {
        Some((last, names)) => match last.text.strip_prefix(" +").and_then(|count| count.parse::<usize>().ok()) {
            Some(count) => (names, count),
            None => (list, 0),
        },
        None => return note,
    };
    let commas: Vec<usize> = (0..names.len()).filter(|&at| names[at].text == COMMA).collect();
    if width(list) <= room {
        // A few letters of what follows the list would say nothing.
        let has_room = width(&note) <= room || width(list) + text::width(DOT) + MIN_CUT <= room;
        return if has_room { note } else { list.to_vec() };
    }
    if commas.is_empty() && left == 0 {
        return note;
    }
    let fits = commas.iter().enumerate().rev().map(|(named, &end)| {
        let more = Fragment::new(format!(" +{}", left + commas.len() - named), Role::Quiet);
        names[..end].iter().cloned().chain([more]).collect::<Vec<_>>()
    });
    let first = commas.first().map_or(names, |&end| &names[..end]);
    let alone = || first.iter().cloned().chain([Fragment::new("…", Role::Quiet)]).collect();
    fits.into_iter().find(|line| width(line) <= room).unwrap_or_else(alone)
}
