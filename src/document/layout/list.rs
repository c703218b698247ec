//! Lays out lists. If every item fits in a row, the parts of the items are aligned in columns; otherwise notes are
//! below their items.

use crate::text;

use super::wrap::{Breaks, DOT, cut, space, width, wrapped};
use super::{Flow, Fragment, Role, TEXT_WIDTH, rows};
use crate::document::{Badge, BadgeKind, Item, NoteLength};

/// Gaps between the name, the badges, the aside and the note of an item, in columns.
const GAP: usize = 2;
/// Gap between parts of the text of an item.
const GAP_TEXT: &str = "  ";
/// Indentation of a note in the row below its item, in columns.
const INDENT: usize = 2;
/// Maximum width of an aside, that is, of the few words after the badges, in a row with a note, in columns.
const MAX_ASIDE: usize = 24;
/// Maximum width of a note beside its item, in columns: wider than other text, so that short notes take one row.
pub(super) const MAX_NOTE: usize = 96;
/// Number of rows to which a note that is folded is shortened.
pub(super) const MAX_FOLDED: usize = 2;
/// Minimum width of a list whose wrapped notes are beside their items instead of below them, in columns.
const MIN_WIDE: usize = 90;
/// Maximum width of the items in such a list, as a share of its width.
const MAX_ITEM: [usize; 2] = [2, 5];
/// Gap between the items and the notes of such a list, in columns.
const GAP_NOTE: usize = 3;

struct LaidItem {
    name: Vec<Fragment>,
    badges: Vec<Fragment>,
    aside: Vec<Fragment>,
    note: Vec<Fragment>,
    flag: Vec<Fragment>,
    /// Whether a note below its item is shortened.
    is_folded: bool,
    /// Whether the only badge is that of a verdict, which has the same column in all lists of a page.
    is_judged: bool,
}

/// Widths of the parts of a list's items, in columns; 0 for a part that no item has.
#[derive(Clone, Copy)]
struct Columns {
    name: usize,
    badges: usize,
    aside: usize,
    note: usize,
}

impl Columns {
    fn of(items: &[LaidItem]) -> Self {
        let widest = |part: fn(&LaidItem) -> &[Fragment]| items.iter().map(|item| width(part(item))).max().unwrap_or(0);
        Self {
            name: widest(|item| &item.name),
            badges: widest(|item| &item.badges),
            aside: widest(|item| &item.aside),
            note: widest(|item| &item.note),
        }
    }

    /// Returns the width of a row with all parts, and a gap before each part but the name.
    fn all(self) -> usize {
        self.name + [self.badges, self.aside, self.note].iter().map(|&part| gapped(part)).sum::<usize>()
    }
}

/// Returns the width of a part with the gap before it; 0 for a part that no item has.
fn gapped(part: usize) -> usize {
    if part == 0 { 0 } else { GAP + part }
}

/// Adds the rows of the list with `items`.
pub(super) fn lay_out(flow: &mut Flow, items: &[Item], columns: usize) {
    if let Some(widths) = rows::widths(items) {
        return rows::lay_out(flow, items, widths, columns);
    }
    let from = flow.links.len();
    let has_signs = items.iter().any(|item| sign(item).is_some());
    let laid: Vec<LaidItem> = items.iter().map(|item| laid(flow, item, has_signs)).collect();
    let mut widths = Columns::of(&laid);
    let is_beside = is_in_one_row(&laid, widths, columns);
    if let Some(own) = width_before_notes(&laid, widths, columns) {
        return with_notes_beside(flow, laid, (own.max(flow.shared.item_columns), columns), from);
    }
    if is_beside {
        let room = row_width(widths, columns);
        let beside = widths.aside.min(MAX_ASIDE);
        let others = Columns { aside: 0, ..widths }.all() + gapped(beside) - beside;
        widths.aside = widths.aside.min(room - others);
    } else {
        if laid.iter().any(|item| item.is_judged) {
            widths.name = widths.name.max(flow.shared.judged_columns);
        }
        widths.name = widths.name.min(columns.saturating_sub(gapped(widths.badges)));
        if (Columns { note: 0, ..widths }).all() > columns {
            // An aside that does not fit is below its item, and those of the other items with it.
            widths.aside = 0;
        }
    }
    for item in laid {
        let first = flow.rows.len();
        if is_beside {
            flow.push(
                0,
                row([(item.name, widths.name), (item.badges, widths.badges), (item.aside, widths.aside)], item.note),
            );
        } else {
            stacked(flow, item, widths, columns);
        }
        flow.items.push(first..flow.rows.len());
        flow.end_unit(first);
    }
}

/// Returns the width in which each item of a list has to fit in one row.
fn row_width(widths: Columns, columns: usize) -> usize {
    // Notes beside their items may be as wide as the screen, since they are short; if there are no asides, the notes
    // may be prose, so the row is limited to [`TEXT_WIDTH`], or the notes of a wide list are.
    if widths.aside == 0 && (columns < MIN_WIDE || widths.note > TEXT_WIDTH) {
        columns.min(TEXT_WIDTH + INDENT)
    } else {
        columns
    }
}

/// Returns whether each item, with its note, fits in one row.
fn is_in_one_row(items: &[LaidItem], widths: Columns, columns: usize) -> bool {
    let beside = Columns { aside: widths.aside.min(MAX_ASIDE), ..widths };
    beside.all() <= row_width(widths, columns) && items.iter().all(|item| item.flag.is_empty())
}

/// Returns the width of the items of a list whose notes are beside the items, each in several rows: that of the widest,
/// up to [`MAX_ITEM`]. `None` if the notes are elsewhere.
fn width_before_notes(items: &[LaidItem], widths: Columns, columns: usize) -> Option<usize> {
    let [part, of] = MAX_ITEM;
    let most = columns * part / of;
    let has_notes = items.iter().any(|item| !item.note.is_empty() || !item.flag.is_empty());
    if columns < MIN_WIDE || !has_notes || is_in_one_row(items, widths, columns) {
        return None;
    }
    let parts = items.iter().map(|item| (name_and_details(item), &item.aside));
    let widest = parts.map(|((name, details), aside)| (width(&name), INDENT + width(details).max(width(aside))));
    let (name, details) = widest.fold((0, 0), |all, one| (all.0.max(one.0), all.1.max(one.1)));
    (name <= most).then(|| name.max(details).min(most))
}

/// Returns the width that the items of a list need beside their notes; `None` if the notes are elsewhere.
pub(super) fn item_width(items: &[Item], columns: usize) -> Option<usize> {
    if columns < MIN_WIDE || rows::widths(items).is_some() {
        return None;
    }
    let mut scratch = Flow::default();
    let has_signs = items.iter().any(|item| sign(item).is_some());
    let laid: Vec<LaidItem> = items.iter().map(|item| laid(&mut scratch, item, has_signs)).collect();
    width_before_notes(&laid, Columns::of(&laid), columns)
}

/// Returns the width of the names in a list with verdicts; 0 for a list without.
pub(super) fn judged_width(items: &[Item]) -> usize {
    let name = |item: &Item| item.text.iter().map(|span| text::width(&span.text)).sum();
    if items.iter().any(is_judged) { items.iter().map(name).max().unwrap_or(0) } else { 0 }
}

/// Returns whether the only badge of `item` is that of a verdict.
fn is_judged(item: &Item) -> bool {
    matches!(item.badges.as_slice(), [badge] if badge.kind == BadgeKind::Verdict)
}

fn laid(flow: &mut Flow, item: &Item, has_signs: bool) -> LaidItem {
    LaidItem {
        name: named(item, has_signs, flow.runs(&item.text, Role::Text)),
        badges: badges(item.badges.iter().filter(|badge| !badge.kind.is_stance())),
        aside: flow.runs(&item.aside, Role::Quiet),
        note: flow.runs(&item.note, Role::Quiet),
        flag: flow.runs(&item.flag, Role::Text),
        is_folded: item.note_length == NoteLength::Folded,
        is_judged: is_judged(item),
    }
}

/// Returns the badge of `item` that stands for a stance; `None` if there is none.
fn sign(item: &Item) -> Option<&Badge> {
    item.badges.iter().find(|badge| badge.kind.is_stance())
}

/// Returns the name of an item. If items of the list have signs of stances, the sign of this item, or a blank, comes
/// first.
fn named(item: &Item, has_signs: bool, name: Vec<Fragment>) -> Vec<Fragment> {
    let sign = sign(item).map(|badge| Fragment::new(badge.short.clone(), badge_role(badge)));
    let gap = match (has_signs, &sign) {
        (false, _) => 0,
        (true, None) => 2,
        (true, Some(sign)) => 2usize.saturating_sub(text::width(&sign.text)).max(1),
    };
    sign.into_iter().chain([space(gap)]).chain(name).filter(|run| !run.text.is_empty()).collect()
}

/// Returns a row of `parts` with their widths, followed by `last`.
fn row(parts: [(Vec<Fragment>, usize); 3], last: Vec<Fragment>) -> Vec<Fragment> {
    let room = width(&last);
    rows::row(parts.into_iter().chain([(last, room)]))
}

/// Adds items in `item_columns` columns with their notes and flags beside them, both in several rows. `from` is the index
/// of the first link of the items.
fn with_notes_beside(flow: &mut Flow, items: Vec<LaidItem>, (item_columns, columns): (usize, usize), from: usize) {
    let heads: Vec<Vec<Vec<Fragment>>> = items.iter().map(|item| head(item, item_columns)).collect();
    let start = item_columns + GAP_NOTE;
    let room = (columns - start).min(MAX_NOTE);
    let mut rows: Vec<Vec<Fragment>> = Vec::new();
    for (item, head) in items.into_iter().zip(heads) {
        let mut notes = if item.note.is_empty() { Vec::new() } else { wrapped(&item.note, room, Breaks::Spaces) };
        if item.is_folded {
            fold(&mut notes, room);
        }
        if !item.flag.is_empty() {
            notes.extend(wrapped(&item.flag, room, Breaks::Spaces));
        }
        let top = flow.rows.len() + rows.len();
        let height = head.len().max(notes.len());
        let [mut head, mut notes] = [head, notes].map(Vec::into_iter);
        rows.extend((0..height).map(|_| {
            let mut line = head.next().unwrap_or_default();
            if let Some(note) = notes.next() {
                line.push(space(start - width(&line)));
                line.extend(note);
            }
            line
        }));
        flow.items.push(top..top + height);
        flow.units.push(top..top + height);
    }
    flow.push_renumbered(rows, from);
}

/// Returns the rows of an item whose note is beside it: its name and badges, then the words after the first gap or dot
/// in the text, and the aside.
fn head(item: &LaidItem, columns: usize) -> Vec<Vec<Fragment>> {
    let (mut name, details) = name_and_details(item);
    if item.is_judged {
        let gap = columns.saturating_sub(width(&name));
        name.insert(name.len() - item.badges.len(), space(gap));
    }
    let indented = |line: Vec<Fragment>| std::iter::once(space(INDENT)).chain(line).collect();
    let mut lines = vec![name];
    for part in [details, &item.aside].into_iter().filter(|part| !part.is_empty()) {
        lines.extend(wrapped(part, columns - INDENT, Breaks::Spaces).into_iter().map(indented));
    }
    lines
}

/// Returns the name of an item with its badges, and the words after the first gap or dot in its text.
fn name_and_details(item: &LaidItem) -> (Vec<Fragment>, &[Fragment]) {
    let gap = item.name.iter().position(|run| [GAP_TEXT, DOT].contains(&run.text.as_str()));
    let (name, details) = item.name.split_at(gap.unwrap_or(item.name.len()));
    let name = if item.badges.is_empty() { name.to_vec() } else { joined(name.to_vec(), item.badges.clone()) };
    (name, details.get(1..).unwrap_or_default())
}

fn stacked(flow: &mut Flow, item: LaidItem, widths: Columns, columns: usize) {
    let LaidItem { name, badges, aside, mut note, flag, is_folded, .. } = item;
    let (beside, mut below) = if widths.aside == 0 { (Vec::new(), aside) } else { (aside, Vec::new()) };
    if (badges.is_empty() && beside.is_empty()) || width(&name) > widths.name {
        let runs: Vec<Fragment> = [badges, beside].into_iter().filter(|part| !part.is_empty()).fold(name, joined);
        flow.hang(&runs, INDENT.min(columns / 4), columns);
    } else {
        flow.push(0, row([(name, widths.name), (badges, widths.badges), (beside, widths.aside)], Vec::new()));
    }
    let indent = INDENT.min(columns / 4);
    let room = columns.min(TEXT_WIDTH).saturating_sub(indent).max(1);
    if !below.is_empty() && !note.is_empty() && width(&below) + text::width(DOT) + width(&note) <= room {
        note = [std::mem::take(&mut below), vec![Fragment::new(DOT, Role::Quiet)], note].concat();
    }
    for (runs, is_folded) in [(below, false), (note, is_folded)] {
        let mut lines = if runs.is_empty() { Vec::new() } else { wrapped(&runs, room, Breaks::Spaces) };
        if is_folded {
            fold(&mut lines, room);
        }
        for line in lines {
            flow.push(indent, line);
        }
    }
    if !flag.is_empty() {
        flow.wrap(Vec::new(), &flag, INDENT.min(columns / 4), columns.min(TEXT_WIDTH));
    }
}

/// Shortens the lines of a note to [`MAX_FOLDED`], or to more if later lines have links, and marks the cut.
pub(super) fn fold(lines: &mut Vec<Vec<Fragment>>, room: usize) {
    let has_link = |line: &Vec<Fragment>| line.iter().any(|run| run.link.is_some());
    let count = lines.iter().rposition(has_link).map_or(0, |at| at + 1).max(MAX_FOLDED);
    if lines.len() > count {
        lines.truncate(count);
        if let Some(last) = lines.last_mut() {
            // A line without room for the ellipsis is cut, which adds one.
            last.push(Fragment::new("…", Role::Quiet));
            *last = cut(std::mem::take(last), room);
        }
    }
}

fn joined(mut runs: Vec<Fragment>, part: Vec<Fragment>) -> Vec<Fragment> {
    runs.push(space(GAP));
    runs.extend(part);
    runs
}

pub(super) fn badge_role(badge: &Badge) -> Role {
    badge.tone.map_or(Role::Badge(badge.kind), Role::Tone)
}

/// Returns the fragments of `badges`. Each badge is padded to four letters, the maximum in atlases, so that badges of
/// one kind are aligned.
fn badges<'a>(badges: impl Iterator<Item = &'a Badge>) -> Vec<Fragment> {
    let mut runs: Vec<Fragment> = Vec::new();
    for badge in badges {
        if let Some(last) = runs.last() {
            runs.push(space(1 + 4usize.saturating_sub(text::width(&last.text))));
        }
        runs.push(Fragment::new(badge.short.clone(), badge_role(badge)));
    }
    runs
}
