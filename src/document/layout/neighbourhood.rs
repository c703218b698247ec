//! Lays out neighbourhoods: the record in the middle with lines to neighbours on both sides. On narrow screens, and for
//! neighbours of neighbours, the layout is a tree.

use crate::text;

use super::wrap::{space, width};
use super::{Flow, Fragment, Role, TEXT_WIDTH};
use crate::document::{Inline, Member, NeighbourGroup, Neighbourhood, Span, Tone};

/// Minimum width of the names on one side, in columns; narrower names would not be recognizable.
const MIN_SIDE: usize = 24;
/// Maximum width of the name in the middle, in columns.
const MAX_CENTRE: usize = 24;
/// Minimum and maximum width of the lines between the middle and one side, in columns.
const LINES: [usize; 2] = [5, 14];
/// Width of the number of neighbours after the title of a group, in columns.
const COUNT: usize = 4;

/// Line characters by the directions in which they connect. The index has a bit for each direction: up (the highest
/// bit), down, left and right.
const JUNCTIONS: [&str; 16] = [" ", " ", " ", "─", " ", "┌", "┐", "┬", " ", "└", "┘", "┴", "│", "├", "┤", "┼"];

/// Adds the rows of the neighbourhood `around`.
pub(super) fn lay_out(flow: &mut Flow, around: &Neighbourhood, columns: usize) {
    let name = text::truncate_to_width(&around.centre.text, MAX_CENTRE);
    let room = columns.saturating_sub(text::width(&name) + 2);
    if around.is_deep || room / 2 < MIN_SIDE + LINES[0] {
        tree(flow, around, columns);
    } else {
        two_sided(flow, around, &name, room);
    }
}

/// Row on one side of the picture.
#[derive(Clone, Copy)]
enum Entry<'a> {
    Title(&'a NeighbourGroup),
    /// A neighbour, and the meaning of the edge to it, if it has one.
    Member(&'a Member, Option<Tone>),
    /// The number of neighbours that are left out.
    More(usize),
    Blank,
}

/// Adds the picture with `name` in the middle and `room` columns for the lines and the two sides.
fn two_sided(flow: &mut Flow, around: &Neighbourhood, name: &str, room: usize) {
    let (left, right) = sides(&around.groups);
    let [side, right_side] = [&left, &right].map(|side| side.iter().map(Entry::width).max().unwrap_or(0));
    let most = room / 2 - LINES[0];
    let (side, right_side) = (side.min(most), right_side.min(most));
    let lines = ((room - side - right_side) / 2).min(LINES[1]);
    let rows = left.len().max(right.len());
    let middle = rows / 2;
    let centre = text::width(name);
    let (left, right) = (centred(left, rows), centred(right, rows));
    for row in 0..rows {
        let mut runs = Vec::new();
        // The cells are made from left to right, so that links are registered in reading order.
        let entry = cell(flow, left[row], side);
        runs.push(space(side.saturating_sub(width(&entry))));
        runs.extend(entry);
        runs.extend(connector(&left, (row, middle), lines, false));
        runs.push(if row == middle { Fragment::new(format!(" {name} "), Role::Heading(1)) } else { space(centre + 2) });
        runs.extend(connector(&right, (row, middle), lines, true));
        runs.extend(cell(flow, right[row], right_side));
        flow.push(0, runs);
    }
}

impl Entry<'_> {
    /// Returns the width that the entry needs, in columns.
    fn width(&self) -> usize {
        match self {
            Self::Title(group) => group.title.iter().map(|span| text::width(&span.text)).sum::<usize>() + COUNT,
            Self::Member(member, _) => text::width(&member.name.text),
            Self::More(_) | Self::Blank => 0,
        }
    }
}

/// Distributes `groups` over the left and the right side so that both have about the same number of rows.
fn sides(groups: &[NeighbourGroup]) -> (Vec<Entry<'_>>, Vec<Entry<'_>>) {
    let (mut left, mut right): (Vec<Entry<'_>>, Vec<Entry<'_>>) = (Vec::new(), Vec::new());
    for group in groups {
        let side = if left.len() <= right.len() { &mut left } else { &mut right };
        if !side.is_empty() {
            side.push(Entry::Blank);
        }
        side.push(Entry::Title(group));
        side.extend(group.members.iter().map(|member| Entry::Member(member, group.tone)));
        let more = group.count - group.members.len();
        side.extend((more > 0).then_some(Entry::More(more)));
    }
    (left, right)
}

/// Returns `entries` with blank rows above and below, so that they are in the middle of `rows` rows.
fn centred(entries: Vec<Entry<'_>>, rows: usize) -> Vec<Entry<'_>> {
    let above = (rows - entries.len()) / 2;
    let mut all = vec![Entry::Blank; above];
    all.extend(entries);
    all.resize(rows, Entry::Blank);
    all
}

fn cell(flow: &mut Flow, entry: Entry<'_>, room: usize) -> Vec<Fragment> {
    match entry {
        Entry::Title(group) => {
            let mut runs = flow.runs(&cut(&group.title, room.saturating_sub(COUNT)), Role::Label);
            runs.push(Fragment::new(format!(" {}", group.count), Role::Count));
            runs
        }
        Entry::Member(member, _) => flow.runs(&cut(std::slice::from_ref(&member.name), room), Role::Text),
        Entry::More(count) => vec![Fragment::new(format!("and {count} more"), Role::Caption)],
        Entry::Blank => Vec::new(),
    }
}

/// Returns `line`, truncated to `room` columns.
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

/// Returns the lines, `lines` columns wide, between one side and the middle in the row `row`. The edge to a neighbour
/// has the colour of its meaning.
fn connector(side: &[Entry<'_>], (row, middle): (usize, usize), lines: usize, to_the_right: bool) -> Vec<Fragment> {
    let is_member = |entry: &Entry<'_>| matches!(entry, Entry::Member(..));
    let is_here = is_member(&side[row]);
    let edge = match side[row] {
        Entry::Member(_, Some(tone)) => Role::Tone(tone),
        _ => Role::Line,
    };
    // The vertical line reaches from the first to the last neighbour, and to the record in the middle.
    let first = side.iter().position(is_member).unwrap_or(middle).min(middle);
    let last = side.iter().rposition(is_member).unwrap_or(middle).max(middle);
    if !side.iter().any(is_member) || row < first || row > last {
        return vec![space(lines)];
    }
    let (outward, inward) = (is_here, row == middle);
    let (left, right) = if to_the_right { (inward, outward) } else { (outward, inward) };
    let sides =
        usize::from(row > first) << 3 | usize::from(row < last) << 2 | usize::from(left) << 1 | usize::from(right);
    let line = |is_drawn: bool, length: usize| if is_drawn { "─".repeat(length) } else { " ".repeat(length) };
    let edges = lines - 1;
    let (before, after) = if to_the_right { (1, edges - 1) } else { (edges - 1, 1) };
    let (before, after) = (line(left, before), line(right, after));
    let (before_role, after_role) = if to_the_right { (Role::Line, edge) } else { (edge, Role::Line) };
    let joint = Fragment::new(JUNCTIONS[sides], Role::Line);
    vec![Fragment::new(before, before_role), joint, Fragment::new(after, after_role)]
}

fn line(text: impl Into<String>) -> Fragment {
    Fragment::new(text, Role::Line)
}

fn tree(flow: &mut Flow, around: &Neighbourhood, columns: usize) {
    let name = text::truncate_to_width(&around.centre.text, columns).into_owned();
    flow.push(0, [Fragment::new(name, Role::Heading(1))]);
    for (at, group) in around.groups.iter().enumerate() {
        let is_last = at + 1 == around.groups.len();
        let mut runs = vec![line(if is_last { "└─ " } else { "├─ " })];
        runs.extend(flow.runs(&cut(&group.title, columns.saturating_sub(7)), Role::Label));
        runs.push(Fragment::new(format!(" {}", group.count), Role::Count));
        flow.push(0, runs);
        let trunk = if is_last { "   " } else { "│  " };
        branch(flow, group, trunk, columns);
    }
}

/// Adds rows for the members of `group`, each followed by its own neighbours; `trunk` is the line before these rows.
fn branch(flow: &mut Flow, group: &NeighbourGroup, trunk: &str, columns: usize) {
    let more = group.count - group.members.len();
    for (at, member) in group.members.iter().enumerate() {
        let is_last = at + 1 == group.members.len() && more == 0;
        let edge = Fragment::new("─ ", group.tone.map_or(Role::Line, Role::Tone));
        let mut runs = vec![line(format!("{trunk}{}", if is_last { "└" } else { "├" })), edge];
        runs.extend(flow.runs(&cut(std::slice::from_ref(&member.name), columns.saturating_sub(6)), Role::Text));
        flow.push(0, runs);
        if !member.further.is_empty() {
            let mut first = vec![line(format!("{trunk}{}└─ ", if is_last { "   " } else { "│  " }))];
            let further = cut(&member.further, columns.min(TEXT_WIDTH).saturating_sub(9));
            first.extend(flow.runs(&further, Role::Quiet));
            flow.push(0, first);
        }
    }
    if more > 0 {
        let more = Fragment::new(format!("and {more} more"), Role::Caption);
        flow.push(0, [line(format!("{trunk}└─ ")), more]);
    }
}
