//! Grid of the keys that can follow the keys typed so far.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::action::{Action, Group, KeyColumn};
use crate::model::SharedSort;
use crate::text;

use super::bars::{KeyHint, print_hint};
use super::screen::ScreenView;
use super::text::{clear, frame, line, print, print_right, rule, width};
use super::theme::StyleRole;

/// Minimum width of the screen at which each group of keys has a column, in columns of the terminal; a narrower screen
/// has two columns of keys.
const MIN_WIDE: u16 = 100;
/// Minimum width of a column of keys, in columns of the terminal.
const MIN_COLUMN: u16 = 12;
const MAX_COLUMN: u16 = 30;
/// Minimum number of rows above the footer with which the grid has a frame.
const MIN_FRAMED: u16 = 16;

/// Line in a column of the grid: a heading or a key.
enum GridLine {
    Heading(&'static str),
    Key(KeyHint),
    Blank,
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
    let is_framed = footer.y >= MIN_FRAMED;
    let inner = if is_framed { footer.width.saturating_sub(4) } else { footer.width.saturating_sub(2) };
    let most = usize::from(footer.y.saturating_sub(if is_framed { 2 } else { 0 }));
    let columns = columns(keys, inner, most);
    let height = columns.iter().map(Vec::len).max().unwrap_or(0).min(most);
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
    let step = area.width / u16::try_from(columns.len()).unwrap_or(u16::MAX).max(1);
    for (at, column) in (0..).zip(&columns) {
        let x = area.x + at * step;
        let column_area = Rect { x, width: step.saturating_sub(1), ..area };
        draw_column(screen, buffer, column_area, column);
    }
}

fn draw_column(screen: &ScreenView<'_>, buffer: &mut Buffer, area: Rect, column: &[GridLine]) {
    let keys = column.iter().map(|entry| if let GridLine::Key(hint) = entry { width(&hint.keys) } else { 0 });
    let keys = keys.max().unwrap_or(0);
    for (at, entry) in column.iter().enumerate() {
        let row = line(area, at);
        match entry {
            GridLine::Heading(title) => {
                rule(buffer, Rect { width: row.width.saturating_sub(2), ..row }, screen.theme);
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

/// Arranges the keys in columns within a width of `room`. If most of them go to places, and columns of at most `most`
/// lines have space for it, the keys are in groups with headings; otherwise they are in columns without groups.
fn columns(keys: Vec<KeyHint>, room: u16, most: usize) -> Vec<Vec<GridLine>> {
    let goes = keys.iter().filter(|hint| hint.action.is_some_and(|action| action.info().group == Group::Go)).count();
    if goes * 2 > keys.len() && goes > 8 {
        let wide = room + 4 >= MIN_WIDE;
        let stacks: &[&[KeyColumn]] = if wide {
            &[&[KeyColumn::Lists], &[KeyColumn::Pictures], &[KeyColumn::Arguments], &[KeyColumn::Yours]]
        } else {
            &[&[KeyColumn::Lists, KeyColumn::Arguments], &[KeyColumn::Pictures, KeyColumn::Yours]]
        };
        let grouped: Vec<Vec<GridLine>> = stacks.iter().map(|stack| stacked(&keys, stack)).collect();
        if grouped.iter().all(|column| column.len() <= most) {
            return grouped;
        }
    }
    let widest = keys.iter().map(|hint| text::width(&hint.keys) + text::width(hint.title) + 3).max().unwrap_or(0);
    let column = u16::try_from(widest).unwrap_or(u16::MAX).clamp(MIN_COLUMN, MAX_COLUMN);
    let fitting = usize::from((room / column).max(1));
    // More columns than fit with whole titles are used only if the keys would not fit otherwise; titles are then
    // truncated.
    let needed = keys.len().div_ceil(most.max(1));
    let count = fitting.max(needed.min(usize::from((room / MIN_COLUMN).max(1))));
    let rows = keys.len().div_ceil(count).max(1);
    let mut keys = keys.into_iter().peekable();
    let mut columns = Vec::new();
    while keys.peek().is_some() {
        columns.push(keys.by_ref().take(rows).map(GridLine::Key).collect());
    }
    columns
}

/// Returns the lines of several groups in one column, each group with its heading.
fn stacked(keys: &[KeyHint], groups: &[KeyColumn]) -> Vec<GridLine> {
    let mut lines = Vec::new();
    for &group in groups {
        // A key without an action starts longer sequences, so it is in the group `Yours` and not with the lists or
        // pictures.
        let column = |hint: &&KeyHint| hint.action.map_or(KeyColumn::Yours, Action::column) == group;
        let mut keys = keys.iter().filter(column);
        let Some(first) = keys.next() else { continue };
        if !lines.is_empty() {
            lines.push(GridLine::Blank);
        }
        lines.push(GridLine::Heading(group.label()));
        lines.push(GridLine::Key(first.clone()));
        lines.extend(keys.map(|hint| GridLine::Key(hint.clone())));
    }
    lines
}
