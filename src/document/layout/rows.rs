//! Lays out lists with one row for each item: text, badges and details in columns that are the same in all lists of a
//! page, then the part of the note that fits.

use crate::text;

use super::list::{MAX_FOLDED, MAX_NOTE, badge_role, fold};
use super::wrap::{Breaks, DOT, cut, space, width, wrapped};
use super::{Flow, Fragment, Role};
use crate::document::block::BadgeKind;
use crate::document::{Item, NoteLength, RowWidths};

/// Gap between the parts of a row, in columns.
const GAP: usize = 2;
/// Maximum width of a detail that counts as a figure, in columns.
const MAX_FIGURE: usize = 6;
/// Minimum width of a detail that is cut, in columns.
const MIN_CUT: usize = 12;
/// Minimum width of a note in the row of its item, in columns; a narrower note is in a row below.
const MIN_NOTE: usize = 20;
/// Minimum width of a note in several rows beside its item, in columns.
const MIN_WRAPPED: usize = 48;
/// Maximum number of items in a list whose notes below the items may take two rows instead of one.
const MAX_FOLDED_NOTES: usize = 12;
/// Maximum number of items in a list whose notes below the items are whole.
const MAX_WHOLE_NOTES: usize = 6;
/// Minimum width of a list whose badges have whole words as headings, in columns.
const MIN_WIDE: usize = 110;
/// Scales of badges, with their headings on narrow and on wide screens; badges have at most four letters.
const SCALES: [(BadgeKind, [&str; 2]); 3] = [
    (BadgeKind::Expertise, ["Exp.", "Expertise"]),
    (BadgeKind::Recognition, ["Rec.", "Recognition"]),
    (BadgeKind::Vintage, ["Era ", "Era "]),
];

/// Returns the widths that the rows of `items` have; `None` if the items do not take one row each.
pub(super) fn widths(items: &[Item]) -> Option<RowWidths> {
    match items.first()?.note_length {
        NoteLength::InRow(widths) => Some(widths),
        _ => None,
    }
}

/// Adds the rows of the list with `items`, in at most `columns` columns.
pub(super) fn lay_out(flow: &mut Flow, items: &[Item], widths: RowWidths, columns: usize) {
    let is_shown = |kind| items.iter().flat_map(|item| &item.badges).any(|badge| badge.kind == kind);
    let slots: Vec<(BadgeKind, &str)> = SCALES
        .into_iter()
        .filter(|&(kind, _)| is_shown(kind))
        .map(|(kind, heads)| (kind, heads[usize::from(columns >= MIN_WIDE)]))
        .collect();
    let has_badges = !slots.is_empty();
    let badges = slots.iter().map(|(_, head)| text::width(head) + 1).sum::<usize>().saturating_sub(1);
    let verdicts = items.iter().map(|item| width(&verdict(item))).max().unwrap_or(0);
    let fixed = [badges, verdicts].into_iter().filter(|room| *room > 0).map(|room| GAP + room).sum::<usize>();
    let details = fitting(widths, columns.saturating_sub(fixed));
    let fixed = fixed + details.iter().filter(|room| **room > 0).map(|room| GAP + room).sum::<usize>();
    let name = widths.text.min(columns.saturating_sub(fixed)).max(1);
    let notes = Notes::new(items, widths, (name + fixed + GAP, columns));
    if has_badges {
        let heads = slots.iter().map(|(_, head)| *head).collect::<Vec<_>>().join(" ");
        let label = |words: &str| vec![Fragment::new(words.trim_end(), Role::Label)];
        flow.push(0, row([(label("Name"), name), (label(&heads), badges)]));
    }
    for item in items {
        let first = flow.rows.len();
        let text = flow.runs(&item.text, Role::Text);
        let mut parts = vec![(text, name), (badge_row(item, &slots), badges)];
        let mut asides = parts_of(&flow.runs(&item.aside, Role::Quiet)).into_iter();
        parts.extend(details.map(|room| (asides.next().unwrap_or_default(), room)));
        parts.push((verdict(item), verdicts));
        let note = flow.runs(&item.note, Role::Quiet);
        let [beside, below] = notes.split(&note);
        let mut beside = beside.into_iter();
        parts.push((beside.next().unwrap_or_default(), notes.beside));
        flow.push(0, row(parts));
        for (indent, line) in beside.map(|line| (notes.start, line)).chain(below.into_iter().map(|line| (GAP, line))) {
            flow.push(indent, line);
        }
        flow.items.push(first..flow.rows.len());
        flow.end_unit(first);
    }
}

/// Where the notes of a list are.
struct Notes {
    /// First column of the notes beside their items.
    start: usize,
    /// Width of the notes beside their items, in columns; 0 if they are below the items.
    beside: usize,
    /// Width of the notes below their items, in columns; 0 if they are beside the items.
    below: usize,
    /// Maximum number of rows of a note; a longer one is shortened.
    max_rows: usize,
}

impl Notes {
    /// Places the notes of `items` in a list of `columns` columns, beside their items from the column `start`, or below
    /// them. Short lists have room for whole notes.
    fn new(items: &[Item], widths: RowWidths, (start, columns): (usize, usize)) -> Self {
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
    fn split(&self, note: &[Fragment]) -> [Vec<Vec<Fragment>>; 2] {
        let rows = |room: usize| match (room, self.max_rows) {
            (0, _) => Vec::new(),
            _ if note.is_empty() => Vec::new(),
            (room, 1) => vec![cut(note.to_vec(), room)],
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

/// Returns the widths of the details that fit in `room` columns beside the text. The first detail is the most important
/// one, which may be cut if it is the only one left. Of the others, the last one is left out first, figures after all.
fn fitting(widths: RowWidths, room: usize) -> [usize; 5] {
    let mut details = widths.details;
    let used = |details: &[usize]| details.iter().filter(|room| **room > 0).map(|room| GAP + room).sum::<usize>();
    while used(&details) + widths.text > room {
        let [first, others @ ..] = &mut details;
        let is_long = |detail: &usize| *detail > MAX_FIGURE;
        let last = others.iter().rposition(is_long).or(others.iter().rposition(|detail| *detail > 0));
        match last {
            Some(last) => others[last] = 0,
            None => {
                let left = room.saturating_sub(widths.text + GAP);
                *first = if left < MIN_CUT { 0 } else { left };
                break;
            }
        }
    }
    details
}

/// Returns the details in an aside, which dots separate.
fn parts_of(aside: &[Fragment]) -> Vec<Vec<Fragment>> {
    aside.split(|run| run.text == DOT).map(<[Fragment]>::to_vec).collect()
}

/// Returns the badges of `item` for tiers, each below the heading of its scale.
fn badge_row(item: &Item, slots: &[(BadgeKind, &str)]) -> Vec<Fragment> {
    let badge = |kind| item.badges.iter().find(|badge| badge.kind == kind);
    let slots = slots.iter().flat_map(|&(kind, head)| {
        let short = badge(kind).map(|badge| badge.short.as_str()).unwrap_or_default();
        let blank = space(text::width(head) + 1 - text::width(short).min(text::width(head)));
        [Fragment::new(short, Role::Badge(kind)), blank]
    });
    let mut runs: Vec<Fragment> = slots.filter(|run| !run.text.is_empty()).collect();
    while runs.last().is_some_and(|run| run.text.trim().is_empty()) {
        runs.pop();
    }
    runs
}

/// Returns the badges of verdicts on `item`.
fn verdict(item: &Item) -> Vec<Fragment> {
    let verdicts = item.badges.iter().filter(|badge| badge.kind == BadgeKind::Verdict);
    verdicts.map(|badge| Fragment::new(badge.short.clone(), badge_role(badge))).collect()
}

/// Returns a row in which each of `parts` has its width, cut if it is too long; parts without width are left out.
pub(super) fn row(parts: impl IntoIterator<Item = (Vec<Fragment>, usize)>) -> Vec<Fragment> {
    let (mut runs, mut used, mut start) = (Vec::new(), 0, 0);
    for (part, room) in parts.into_iter().filter(|(_, room)| *room > 0) {
        let part = cut(part, room);
        if !part.is_empty() {
            runs.push(space(start - used));
            used = start + width(&part);
            runs.extend(part);
        }
        start += room + GAP;
    }
    runs
}
