//! Grid of the keys that can follow the keys typed so far.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::action::{Action, Group, KeyColumn};
use crate::model::SharedSort;
use crate::place::Overview;
use crate::text;

use super::bars::{KeyHint, print_hint};
use super::screen::ScreenView;
use super::text::{clear, frame, line, print, print_right, rule, width};
use super::theme::StyleRole;

/// Minimum and maximum width of a column of groups of keys, in columns of the terminal.
const MIN_GROUP: u16 = 24;
const MAX_GROUP: u16 = 36;
/// Minimum width of a column of keys without groups, in columns of the terminal.
const MIN_COLUMN: usize = 12;
/// Minimum number of rows above the footer with which the grid has a frame.
const MIN_FRAMED: u16 = 16;

/// Line in a column of the grid: a heading or a key.
enum GridLine {
    Heading(&'static str),
    Key(KeyHint),
    Blank,
}

/// Column of the grid: its width, and its lines.
type Column = (u16, Vec<GridLine>);

/// Space for the grid.
#[derive(Clone, Copy)]
struct Room {
    /// Width in columns of the terminal.
    width: u16,
    /// Height in rows.
    height: usize,
}

/// Draws the grid over the rows above the footer; it covers as many rows as it needs.
pub(super) fn render(screen: &ScreenView<'_>, buffer: &mut Buffer, footer: Rect) {
    let scopes = screen.state.scopes().iter();
    let following = scopes.map(|&scope| screen.keymap.following(scope, screen.pending)).find(|keys| !keys.is_empty());
    let mut keys: Vec<KeyHint> = following
        .unwrap_or_default()
        .into_iter()
        .map(|(key, action)| KeyHint {
            keys: key.to_string(),
            title: action.map_or("…", |action| screen.state.title_of(action, screen.graph)),
            action,
        })
        .collect();
    // The keys are sorted so that a letter and its capital are next to each other.
    keys.shared_sort_by_key(|hint| (hint.keys.chars().count() > 1, hint.keys.to_lowercase(), hint.keys.clone()));
    let room = |is_framed: bool| Room {
        width: footer.width.saturating_sub(if is_framed { 4 } else { 1 }),
        height: usize::from(footer.y.saturating_sub(if is_framed { 2 } else { 0 })),
    };
    // The rows of a frame are given to the keys if all of them then fit in their groups.
    let tries = [true, false].into_iter().filter(|&is_framed| !is_framed || footer.y >= MIN_FRAMED);
    let grouped = tries.clone().find_map(|is_framed| Some((is_framed, groups(&keys, room(is_framed))?)));
    let (is_framed, columns) = grouped.unwrap_or_else(|| {
        let is_framed = footer.y >= MIN_FRAMED;
        (is_framed, columns(keys, room(is_framed)))
    });
    let Room { width: inner, height: most } = room(is_framed);
    let height = columns.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0).min(most);
    let height = u16::try_from(height).unwrap_or(u16::MAX);
    let typed: Vec<String> = screen.pending.iter().map(ToString::to_string).collect();
    let title = format!("{} …", typed.join(" "));
    let area = if is_framed {
        let panel = Rect { y: footer.y - height - 2, height: height + 2, ..footer };
        frame(buffer, panel, &title, screen.theme);
        let note = Rect { width: panel.width.saturating_sub(2), ..panel };
        print_right(buffer, note, " type a key; Esc closes ", screen.theme.style(StyleRole::Aside));
        clear(buffer, footer, screen.theme);
        Rect { x: panel.x + 2, y: panel.y + 1, width: inner, height }
    } else {
        let panel = Rect { y: footer.y - height, height: height + 1, ..footer };
        clear(buffer, panel, screen.theme);
        let x = print(buffer, footer, footer.x + 1, &title, screen.theme.style(StyleRole::Focus));
        print(buffer, footer, x + 1, "type a key; Esc closes", screen.theme.style(StyleRole::Aside));
        Rect { x: panel.x + 1, width: inner, height, ..panel }
    };
    let mut x = area.x;
    for (width, column) in &columns {
        draw_column(screen, buffer, Rect { x, width: *width, ..area }.intersection(area), column);
        x += width;
    }
}

fn draw_column(screen: &ScreenView<'_>, buffer: &mut Buffer, area: Rect, column: &[GridLine]) {
    let keys = column.iter().map(|entry| if let GridLine::Key(hint) = entry { width(&hint.keys) } else { 0 });
    let keys = keys.max().unwrap_or(0);
    for (at, entry) in column.iter().enumerate() {
        let row = line(area, at);
        match entry {
            GridLine::Heading(title) => {
                rule(buffer, Rect { width: row.width.saturating_sub(1), ..row }, screen.theme);
                print(buffer, row, row.x, &format!("{title} "), screen.theme.style(StyleRole::Key));
            }
            GridLine::Key(hint) => {
                let hint = KeyHint { keys: format!("{:<1$}", hint.keys, usize::from(keys)), ..hint.clone() };
                print_hint(screen, buffer, row, row.x, &hint);
            }
            GridLine::Blank => {}
        }
    }
}

/// Arranges the keys in groups with headings, if most of them go to places and `room` has space for it.
fn groups(keys: &[KeyHint], room: Room) -> Option<Vec<Column>> {
    use KeyColumn::{Arguments, Atlas, Lists, Pictures, Yours};
    let goes = keys.iter().filter(|hint| hint.action.is_some_and(|action| action.info().group == Group::Go)).count();
    if goes * 2 <= keys.len() || goes <= 8 {
        return None;
    }
    let stacks: [&[&[KeyColumn]]; 3] = [
        &[&[Lists], &[Pictures], &[Arguments], &[Yours], &[Atlas]],
        &[&[Lists], &[Pictures], &[Arguments, Yours], &[Atlas]],
        &[&[Lists, Atlas], &[Pictures, Arguments, Yours]],
    ];
    let stacks = stacks.iter().find(|stacks| room.width / to_u16(stacks.len()) >= MIN_GROUP).unwrap_or(&stacks[2]);
    let step = (room.width / to_u16(stacks.len())).min(MAX_GROUP);
    // The blank lines between groups are left out if the groups do not fit otherwise.
    [true, false].into_iter().find_map(|has_gaps| {
        let columns: Vec<Column> = stacks.iter().map(|stack| (step, stacked(keys, stack, has_gaps))).collect();
        columns.iter().all(|(_, lines)| lines.len() <= room.height).then_some(columns)
    })
}

/// Arranges the keys in columns without headings, as few rows as fit. If whole titles do not fit, the keys have short
/// titles and the order of their groups.
fn columns(mut keys: Vec<KeyHint>, room: Room) -> Vec<Column> {
    let width = |hint: &KeyHint| text::width(&hint.keys) + text::width(hint.title) + 2;
    let total = |rows: usize, keys: &[KeyHint]| {
        keys.chunks(rows).map(|column| column.iter().map(width).max().unwrap_or(0)).sum::<usize>()
    };
    let most = room.height.max(1);
    // The last column needs no gap after it.
    let all = usize::from(room.width) + 1;
    let rows = (1..=most).find(|&rows| total(rows, &keys) <= all);
    if rows.is_none() {
        let group = |hint: &KeyHint| KeyColumn::ALL.iter().position(|&group| group == column_of(hint));
        keys.shared_sort_by_key(group);
        for hint in &mut keys {
            hint.title = short_title(hint);
        }
    }
    let rows = rows.unwrap_or(most);
    // The first columns are cut to the width that the others leave.
    let mut over = total(rows, &keys).saturating_sub(all);
    let mut columns = Vec::new();
    for chunk in keys.chunks(rows) {
        let whole = chunk.iter().map(width).max().unwrap_or(0);
        let cut = over.min(whole.saturating_sub(MIN_COLUMN));
        over -= cut;
        columns.push((to_u16(whole - cut), chunk.iter().cloned().map(GridLine::Key).collect()));
    }
    columns
}

/// Returns the group of a key. A key without an action starts longer sequences, so it is in the last group and not with the
/// lists or pictures.
fn column_of(hint: &KeyHint) -> KeyColumn {
    hint.action.map_or(KeyColumn::Atlas, Action::column)
}

/// Returns the title of a key for the smallest screens, on which three columns of keys leave 11 columns for a title.
fn short_title(hint: &KeyHint) -> &'static str {
    match hint.action {
        Some(Action::GoOverview(Overview::Density)) => "Horizons",
        Some(Action::GoOverview(Overview::Identity)) => "Identity",
        Some(Action::GoOverview(Overview::CoStrategies)) => "Co-endorsed",
        Some(Action::GoOverview(Overview::Trust)) => "Trust",
        Some(Action::GoOverview(Overview::Portfolio)) => "Portfolio",
        Some(Action::CompareEditions) => "Editions",
        Some(Action::Diagnostics) => "Errors",
        _ => hint.title,
    }
}

/// Returns the lines of several groups in one column, each group with its heading, with or without blank lines between.
fn stacked(keys: &[KeyHint], groups: &[KeyColumn], has_gaps: bool) -> Vec<GridLine> {
    let mut lines = Vec::new();
    for &group in groups {
        let mut keys = keys.iter().filter(|hint| column_of(hint) == group);
        let Some(first) = keys.next() else { continue };
        if has_gaps && !lines.is_empty() {
            lines.push(GridLine::Blank);
        }
        lines.push(GridLine::Heading(group.label()));
        lines.push(GridLine::Key(first.clone()));
        lines.extend(keys.map(|hint| GridLine::Key(hint.clone())));
    }
    lines
}

fn to_u16(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
