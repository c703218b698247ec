//! Lays out lists with one row for each item: text, badges and details in columns that are the same in all lists of a
//! page, then the part of the note that fits.

use crate::text;

use super::list::badge_role;
use super::row_notes::Notes;
use super::wrap::{Breaks, DOT, cut, space, width, wrapped};
use super::{Flow, Fragment, Role};
use crate::document::block::BadgeKind;
use crate::document::{Badge, Item, NoteLength, RowWidths};

/// Gap between the parts of a row, in columns.
pub(super) const GAP: usize = 2;
/// Maximum width of a detail that counts as a figure, in columns.
const MAX_FIGURE: usize = 6;
/// Minimum width of a detail that is cut, in columns.
pub(super) const MIN_CUT: usize = 12;
/// Minimum width of a list whose badges have whole words as headings, in columns.
const MIN_WIDE: usize = 110;
/// Minimum width of a note beside badges in words, in columns; with less room, badges are letters.
const MIN_NOTE_BESIDE_NAMES: usize = 22;
/// Width by which notes beside badges in words have to be wider before there is a second blank between the words, in
/// columns.
const SPARE: usize = 4;
/// Separates the names of a list in a note.
pub(super) const COMMA: &str = ", ";
/// Scales of badges, with their headings on narrow and on wide screens; badges have at most four letters.
const SCALES: [(BadgeKind, [&str; 2]); 3] = [
    (BadgeKind::Expertise, ["Exp.", "Expertise"]),
    (BadgeKind::Recognition, ["Rec.", "Recognition"]),
    (BadgeKind::Vintage, ["Era ", "Era "]),
];

/// Column with the badges of one scale.
struct BadgeColumn {
    kind: BadgeKind,
    head: &'static str,
    width: usize,
    /// Whether badges are drawn in words instead of letters.
    has_names: bool,
}

/// Returns the widths that the rows of `items` have; `None` if the items do not take one row each.
pub(super) fn widths(items: &[Item]) -> Option<RowWidths> {
    match items.first()?.note_length {
        NoteLength::InRow(widths) => Some(widths),
        _ => None,
    }
}

/// Adds the rows of the list with `items`, in at most `columns` columns.
pub(super) fn lay_out(flow: &mut Flow, items: &[Item], widths: RowWidths, columns: usize) {
    let has_heads =
        items.iter().flat_map(|item| &item.badges).any(|badge| SCALES.iter().any(|(kind, _)| *kind == badge.kind));
    let widths = if has_heads { below_head(items, widths) } else { RowWidths { head: "", ..widths } };
    let scales = badge_columns(items, widths, columns);
    let badges = badges_width(&scales);
    let verdicts = verdict_width(items).max(flow.shared.verdict_columns);
    let fixed = [badges, verdicts].into_iter().filter(|room| *room > 0).map(|room| GAP + room).sum::<usize>();
    let details = fitting(widths, columns.saturating_sub(fixed));
    let fixed = fixed + gapped(&details);
    let name = widths.text.min(columns.saturating_sub(fixed)).max(1);
    let notes = Notes::new(items, widths, (name + fixed + GAP, columns));
    if !scales.is_empty() {
        let heads = scales.iter().map(|scale| format!("{:1$}", scale.head, scale.width)).collect::<Vec<_>>().join(" ");
        let label = |words: &str| vec![Fragment::new(words.trim_end(), Role::Label)];
        flow.push(0, row([(label("Name"), name), (label(&heads), badges), (label(widths.head), details[0])]));
    }
    for item in items {
        let first = flow.rows.len();
        let text = flow.runs(&item.text, Role::Text);
        // A name that is too long is cut, or wrapped if it has no note below it.
        let is_wrapped = item.note.is_empty() && width(&text) > name;
        let mut text = if is_wrapped { wrapped(&text, name, Breaks::Spaces) } else { vec![text] }.into_iter();
        let mut parts = vec![(text.next().unwrap_or_default(), name), (badge_row(item, &scales), badges)];
        // Links in details without room would be links that the cursor reaches and nobody sees.
        let mut asides = item.aside.split(|span| span.text == DOT);
        parts.extend(details.map(|room| {
            let part = asides.next().filter(|_| room > 0);
            (part.map(|part| without_head(flow.runs(part, Role::Quiet), widths.head)).unwrap_or_default(), room)
        }));
        parts.push((verdict(item), verdicts));
        let note = flow.runs(&item.note, Role::Quiet);
        let [beside, below] = notes.split(&note);
        let mut beside = beside.into_iter();
        parts.push((beside.next().unwrap_or_default(), notes.beside));
        flow.push(0, row(parts));
        text.for_each(|line| flow.push(GAP, line));
        for (indent, line) in beside.map(|line| (notes.start, line)).chain(below.into_iter().map(|line| (GAP, line))) {
            flow.push(indent, line);
        }
        flow.items.push(first..flow.rows.len());
        flow.end_unit(first);
    }
}

/// Returns the columns for the badges of `items`: in words if enough room for notes is left beside them, or else in
/// letters.
fn badge_columns(items: &[Item], widths: RowWidths, columns: usize) -> Vec<BadgeColumn> {
    let of_kind = |kind| items.iter().flat_map(|item| &item.badges).filter(move |badge| badge.kind == kind);
    let drawn = |has_names: bool| {
        let scales = SCALES.into_iter().filter(|&(kind, _)| of_kind(kind).next().is_some());
        let scales = scales.map(|(kind, heads)| {
            let head = heads[usize::from(has_names || columns >= MIN_WIDE)];
            let names = of_kind(kind).filter(|_| has_names).map(|badge| text::width(name_of(badge)));
            BadgeColumn { kind, head, width: names.max().unwrap_or(0).max(text::width(head)), has_names }
        });
        scales.collect::<Vec<_>>()
    };
    let mut named = drawn(true);
    let notes = if items.iter().any(|item| !item.note.is_empty()) { GAP + MIN_NOTE_BESIDE_NAMES } else { 0 };
    let needed = widths.text + GAP + badges_width(&named) + gapped(&widths.details) + notes;
    if needed > columns {
        return drawn(false);
    }
    // A second blank sets words apart where longer names of notes still have room.
    let before_last = named.len().saturating_sub(1);
    if needed + SPARE + before_last <= columns {
        named[..before_last].iter_mut().for_each(|scale| scale.width += 1);
    }
    named
}

/// Returns the words that the letters of a badge stand for, without the years of a vintage.
fn name_of(badge: &Badge) -> &str {
    match badge.kind {
        BadgeKind::Vintage => badge.label.split(COMMA).next().unwrap_or_default(),
        _ => &badge.label,
    }
}

/// Returns the width of badges in these columns, with one blank between them.
fn badges_width(scales: &[BadgeColumn]) -> usize {
    scales.iter().map(|scale| scale.width + 1).sum::<usize>().saturating_sub(1)
}

/// Returns the width of details with a gap before each.
fn gapped(details: &[usize]) -> usize {
    details.iter().filter(|room| **room > 0).map(|room| GAP + room).sum()
}

/// Returns `widths` with the width that the first detail has without its head, which is above it.
fn below_head(items: &[Item], mut widths: RowWidths) -> RowWidths {
    if !widths.head.is_empty() {
        let head = text::width(widths.head);
        let first = items.iter().filter_map(|item| item.aside.split(|span| span.text == DOT).next());
        let first = first.map(|part| part.iter().map(|span| text::width(&span.text)).sum::<usize>());
        widths.details[0] = first.map(|width| width.saturating_sub(head + 1)).max().unwrap_or(0).max(head);
    }
    widths
}

/// Returns a detail without the `head` that it may start with and the blank after it.
fn without_head(mut part: Vec<Fragment>, head: &str) -> Vec<Fragment> {
    if let Some(first) = part.first_mut().filter(|_| !head.is_empty())
        && let Some(rest) = first.text.strip_prefix(head)
    {
        first.text = rest.trim_start().to_owned();
    }
    part
}

/// Returns the widths of the details that fit in `room` columns beside the text. The first detail is the most important
/// one, which may be cut if it is the only one left. Of the others, the last one is left out first, figures after all.
fn fitting(widths: RowWidths, room: usize) -> [usize; 5] {
    let mut details = widths.details;
    while gapped(&details) + widths.text > room {
        let [first, others @ ..] = &mut details;
        let is_long = |detail: &usize| *detail > MAX_FIGURE;
        let last = others.iter().rposition(is_long).or(others.iter().rposition(|detail| *detail > 0));
        match last {
            Some(last) => others[last] = 0,
            None => {
                let left = room.saturating_sub(widths.text + GAP);
                // A figure stays beside a name that is wrapped or cut.
                if *first > MAX_FIGURE {
                    *first = if left < MIN_CUT { 0 } else { left };
                }
                break;
            }
        }
    }
    details
}

/// Returns the badges of `item` for tiers, each below the heading of its scale.
fn badge_row(item: &Item, scales: &[BadgeColumn]) -> Vec<Fragment> {
    let scales = scales.iter().flat_map(|scale| {
        let badge = item.badges.iter().find(|badge| badge.kind == scale.kind);
        let shown = badge.map_or("", |badge| if scale.has_names { name_of(badge) } else { &badge.short });
        let blank = space(scale.width + 1 - text::width(shown).min(scale.width));
        [Fragment::new(shown, Role::Badge(scale.kind)), blank]
    });
    let mut runs: Vec<Fragment> = scales.filter(|run| !run.text.is_empty()).collect();
    while runs.last().is_some_and(|run| run.text.trim().is_empty()) {
        runs.pop();
    }
    runs
}

/// Returns the width of the verdicts in a list of `items` that take one row each; 0 for other lists.
pub(super) fn verdict_width(items: &[Item]) -> usize {
    let rows = if widths(items).is_some() { items } else { &[] };
    rows.iter().map(|item| width(&verdict(item))).max().unwrap_or(0)
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
