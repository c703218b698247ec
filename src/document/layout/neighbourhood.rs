//! How a neighbourhood is laid out: with room, the thing in the middle and lines to both sides; without, or with more
//! than one step, as a tree.

use crate::text;

use super::wrap::{Run, space, width};
use super::{Flow, Role, TEXT_WIDTH};
use crate::document::{Inline, Member, NeighbourGroup, Neighbourhood, Span};

/// The narrowest that a side is drawn: names have to be told apart.
const SIDE: usize = 24;
/// The widest that the thing in the middle is drawn.
const CENTRE: usize = 24;
/// Columns of lines between the middle and a side.
const LINES: usize = 4;
/// The widest picture.
const WIDEST: usize = TEXT_WIDTH + TEXT_WIDTH / 4;

/// Adds the rows of `around`.
pub(super) fn lay_out(flow: &mut Flow, around: &Neighbourhood, columns: usize) {
    let name = text::truncate_to_width(&around.centre.text, CENTRE);
    let side = columns.min(WIDEST).saturating_sub(text::width(&name) + 2 * (LINES + 1)) / 2;
    if around.is_deep || side < SIDE {
        tree(flow, around, columns);
    } else {
        two_sided(flow, around, (&name, side));
    }
}

/// A row of one side.
#[derive(Clone, Copy)]
enum Entry<'a> {
    Title(&'a NeighbourGroup),
    Member(&'a Member),
    /// How many more a group has.
    More(usize),
    Blank,
}

fn two_sided(flow: &mut Flow, around: &Neighbourhood, (name, side): (&str, usize)) {
    let (left, right) = sides(&around.groups);
    let rows = left.len().max(right.len());
    let middle = rows / 2;
    let centre = text::width(name);
    let (left, right) = (centred(left, rows), centred(right, rows));
    for row in 0..rows {
        let mut runs = Vec::new();
        // Links are registered left to right, as they are read.
        let entry = cell(flow, left[row], side);
        runs.push(space(side.saturating_sub(width(&entry))));
        runs.extend(entry);
        runs.push(line(connector(&left, row, middle, false)));
        runs.push(if row == middle {
            Run { text: format!(" {name} "), role: Role::Heading(1), link: None }
        } else {
            space(centre + 2)
        });
        runs.push(line(connector(&right, row, middle, true)));
        runs.extend(cell(flow, right[row], side));
        flow.push(0, runs);
    }
}

/// Groups by side: conflicts and whatever balances the two stand on the left.
fn sides(groups: &[NeighbourGroup]) -> (Vec<Entry<'_>>, Vec<Entry<'_>>) {
    let (mut left, mut right): (Vec<Entry<'_>>, Vec<Entry<'_>>) = (Vec::new(), Vec::new());
    for group in groups {
        let side = if left.len() <= right.len() { &mut left } else { &mut right };
        if !side.is_empty() {
            side.push(Entry::Blank);
        }
        side.push(Entry::Title(group));
        side.extend(group.members.iter().map(Entry::Member));
        let more = group.count - group.members.len();
        side.extend((more > 0).then_some(Entry::More(more)));
    }
    (left, right)
}

/// The entries with blank rows around them, so that they are as many as `rows`.
fn centred(entries: Vec<Entry<'_>>, rows: usize) -> Vec<Entry<'_>> {
    let above = (rows - entries.len()) / 2;
    let mut all = vec![Entry::Blank; above];
    all.extend(entries);
    all.resize(rows, Entry::Blank);
    all
}

fn cell(flow: &mut Flow, entry: Entry<'_>, room: usize) -> Vec<Run> {
    match entry {
        Entry::Title(group) => {
            let mut runs = flow.runs(&cut(&group.title, room.saturating_sub(4)), Role::Label);
            runs.push(Run { text: format!(" {}", group.count), role: Role::Count, link: None });
            runs
        }
        Entry::Member(member) => flow.runs(&cut(std::slice::from_ref(&member.name), room), Role::Text),
        Entry::More(count) => vec![Run { text: format!("and {count} more"), role: Role::Caption, link: None }],
        Entry::Blank => Vec::new(),
    }
}

/// `line` in at most `room` columns.
fn cut(line: &[Span], room: usize) -> Inline {
    let mut left = room;
    let mut shorter = Inline::new();
    for span in line {
        let text = text::truncate_to_width(&span.text, left).into_owned();
        left = left.saturating_sub(text::width(&text));
        if !text.is_empty() {
            shorter.push(Span { text, ..span.clone() });
        }
    }
    shorter
}

/// The lines between a side and the middle, in one row.
fn connector(side: &[Entry<'_>], row: usize, middle: usize, to_the_right: bool) -> &'static str {
    let is_member = |entry: &Entry<'_>| matches!(entry, Entry::Member(_));
    let is_here = is_member(&side[row]);
    // The trunk spans all members and the middle.
    let first = side.iter().position(is_member).unwrap_or(middle).min(middle);
    let last = side.iter().rposition(is_member).unwrap_or(middle).max(middle);
    if !side.iter().any(is_member) || row < first || row > last {
        return "    ";
    }
    let (above, below) = (row > first, row < last);
    let (outward, inward) = (is_here, row == middle);
    let (left, right) = if to_the_right { (inward, outward) } else { (outward, inward) };
    match (above, below, left, right) {
        (true, true, true, true) => "─┼──",
        (true, true, true, false) => "─┤  ",
        (true, true, false, true) => " ├──",
        (true, true, false, false) => " │  ",
        (true, false, true, true) => "─┴──",
        (true, false, true, false) => "─┘  ",
        (true, false, false, true) => " └──",
        (false, true, true, true) => "─┬──",
        (false, true, true, false) => "─┐  ",
        (false, true, false, true) => " ┌──",
        (false, false, true, true) => "────",
        _ => "    ",
    }
}

fn line(text: &str) -> Run {
    Run { text: text.to_owned(), role: Role::Line, link: None }
}

fn tree(flow: &mut Flow, around: &Neighbourhood, columns: usize) {
    let name = text::truncate_to_width(&around.centre.text, columns).into_owned();
    flow.push(0, [Run { text: name, role: Role::Heading(1), link: None }]);
    for (at, group) in around.groups.iter().enumerate() {
        let is_last = at + 1 == around.groups.len();
        let mut runs = vec![line(if is_last { "└─ " } else { "├─ " })];
        runs.extend(flow.runs(&cut(&group.title, columns.saturating_sub(7)), Role::Label));
        runs.push(Run { text: format!(" {}", group.count), role: Role::Count, link: None });
        flow.push(0, runs);
        let trunk = if is_last { "   " } else { "│  " };
        branch(flow, group, trunk, columns);
    }
}

/// The members of a group, each with what is around it.
fn branch(flow: &mut Flow, group: &NeighbourGroup, trunk: &str, columns: usize) {
    let more = group.count - group.members.len();
    for (at, member) in group.members.iter().enumerate() {
        let is_last = at + 1 == group.members.len() && more == 0;
        let mut runs = vec![line(&format!("{trunk}{}", if is_last { "└─ " } else { "├─ " }))];
        runs.extend(flow.runs(&cut(std::slice::from_ref(&member.name), columns.saturating_sub(6)), Role::Text));
        flow.push(0, runs);
        if !member.further.is_empty() {
            let mut first = vec![line(&format!("{trunk}{}└─ ", if is_last { "   " } else { "│  " }))];
            let further = cut(&member.further, columns.min(TEXT_WIDTH).saturating_sub(9));
            first.extend(flow.runs(&further, Role::Quiet));
            flow.push(0, first);
        }
    }
    if more > 0 {
        let told = Run { text: format!("and {more} more"), role: Role::Caption, link: None };
        flow.push(0, [line(&format!("{trunk}└─ ")), told]);
    }
}
