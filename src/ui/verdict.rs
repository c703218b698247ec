//! Verdict, beside the review card: its parts with their keys, whether it is saved, and the progress of the review.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::action::{Action, KeyNames};
use crate::app::{PaneArea, Panel, PanelRow, places, time_spent, verdict_panel};
use crate::document::layout::{Flow, Row};
use crate::document::{Block, Span};
use crate::review::ReviewSession;
use crate::text;

use super::screen::{ScreenView, rect};
use super::text::{line, print, print_right, print_truncated, rule, width};
use super::theme::StyleRole;

/// Width of the labels of the parts, including the gap after them, in columns.
const LABEL_WIDTH: u16 = 12;
/// Minimum height of the tall layout, in which each part of the verdict has rows of its own.
const MIN_TALL_HEIGHT: u16 = 16;
/// Maximum number of rows for one part of the verdict.
const MAX_PART_ROWS: usize = 4;
/// Question to a reviewer who backs a strategy although its signal has landed.
const IDENTITY_QUESTION: &str = "Backed although its signal has landed: a bet, or an identity?";

/// Draws the verdict beside the review card.
pub(super) fn render(screen: &ScreenView<'_>, pane: PaneArea, buffer: &mut Buffer) {
    let Some(session) = screen.state.model.session() else { return };
    let area = rect(pane.text(), buffer);
    let panel = verdict_panel(screen.state, screen.graph);
    let is_tall = area.height >= MIN_TALL_HEIGHT;
    if !pane.is_framed {
        rule(buffer, rect(pane.header, buffer), screen.theme);
    }
    header(screen, panel.title, (!is_tall).then_some(session), rect(pane.header, buffer), buffer);
    if is_tall {
        let foot = Rect { y: area.bottom() - 3, height: 2, ..area };
        progress(screen, session, foot, buffer);
        tall(screen, &panel, Rect { y: area.y + 1, height: area.height - 5, ..area }, buffer);
    } else {
        flat(screen, &panel, area, buffer);
    }
}

/// Draws the heading: `title`, whether everything is saved, and the progress of `session`, if there is one.
fn header(screen: &ScreenView<'_>, title: &str, session: Option<&ReviewSession>, area: Rect, buffer: &mut Buffer) {
    let theme = screen.theme;
    let review = &screen.state.review;
    let inner = Rect { width: area.width.saturating_sub(2), ..area };
    let (status, role) = match (&review.failed, review.unsaved.is_empty()) {
        (Some(_), false) => (" not saved ", StyleRole::Fault),
        (None, false) => (" saving… ", StyleRole::Aside),
        (_, true) if review.saved => (" saved ✓ ", StyleRole::Focus),
        (_, true) => ("", StyleRole::Aside),
    };
    let end = print_right(buffer, inner, status, theme.style(role));
    let room = usize::from(end.saturating_sub(inner.x + 1));
    let mut titles = vec![format!(" {title} ")];
    if let Some(session) = session {
        let progress = session.progress();
        titles.insert(0, format!(" {title} · {} of {} ", progress.judged, progress.total));
        titles.insert(0, format!(" {title} · {} ", progress_text(screen, session)));
    }
    if let Some(title) = titles.iter().find(|title| text::width(title) <= room) {
        print(buffer, inner, inner.x + 1, title, theme.style(StyleRole::Aside));
    }
}

/// Returns a description of the progress of the review `session`.
fn progress_text(screen: &ScreenView<'_>, session: &ReviewSession) -> String {
    let minutes = time_spent(&screen.state.model) / 60;
    let time = if minutes < 60 { format!("{minutes} min") } else { format!("{} h {} min", minutes / 60, minutes % 60) };
    format!("{} · {time}", session.describe_progress())
}

/// Draws the progress of the review as text and, below, as a bar.
fn progress(screen: &ScreenView<'_>, session: &ReviewSession, area: Rect, buffer: &mut Buffer) {
    let theme = screen.theme;
    let quiet = theme.style(StyleRole::Aside);
    print(buffer, line(area, 0), area.x, &progress_text(screen, session), quiet);
    let progress = session.progress();
    let bar = line(area, 1);
    let room = usize::from(bar.width);
    let filled = |count: usize| (count * room).checked_div(progress.total).unwrap_or(0);
    let (judged, shown) = (filled(progress.judged), filled(progress.judged + progress.skipped));
    let x = print(buffer, bar, bar.x, &"━".repeat(judged), theme.style(StyleRole::Focus));
    let x = print(buffer, bar, x, &"━".repeat(shown - judged), quiet);
    print(buffer, bar, x, &"─".repeat(room - shown), theme.style(StyleRole::Border));
}

/// Row of the tall layout of the verdict.
#[derive(Default)]
struct Line {
    label: &'static str,
    keys: String,
    /// Indentation of the text, in columns.
    indent: u16,
    text: String,
    style: Style,
}

/// Draws each part of the verdict in rows of its own, with its keys. If parts do not fit, the last row has their
/// number.
fn tall(screen: &ScreenView<'_>, panel: &Panel, area: Rect, buffer: &mut Buffer) {
    let theme = screen.theme;
    let quiet = theme.style(StyleRole::Aside);
    let mut lines = lines(screen, panel, usize::from(area.width));
    if lines.len() > usize::from(area.height) {
        lines.truncate(usize::from(area.height).saturating_sub(1));
        let shown = lines.iter().filter(|line| !line.label.is_empty()).count();
        lines.push(Line { text: more(panel.rows.len().saturating_sub(shown)), style: quiet, ..Line::default() });
    }
    for (row, line) in area.rows().zip(&lines) {
        print_right(buffer, row, &line.keys, theme.style(StyleRole::Key));
        print(buffer, row, row.x, line.label, quiet);
        print(buffer, row, row.x + line.indent, &line.text, line.style);
    }
}

/// Returns the rows of the tall layout, which are at most `width` columns wide.
fn lines(screen: &ScreenView<'_>, panel: &Panel, width: usize) -> Vec<Line> {
    let quiet = screen.theme.style(StyleRole::Aside);
    let labels = usize::from(LABEL_WIDTH);
    let mut lines = Vec::new();
    let mut part = |label, keys: String, text: &str, style| {
        let room = width.saturating_sub(labels + text::width(&keys) + 1).max(8);
        let mut first = Some((label, keys));
        lines.extend(wrapped(text, room).into_iter().map(|text| {
            let (label, keys) = first.take().unwrap_or_default();
            Line { label, keys, indent: LABEL_WIDTH, text, style }
        }));
    };
    for row in &panel.rows {
        let keys: Vec<String> =
            row.digits().map(str::to_owned).into_iter().chain([keys(screen, row.actions)]).collect();
        part(row.label, keys.join(" "), &row.value, value(screen, row));
    }
    if let Some(before) = &panel.before {
        part("", String::new(), "", quiet);
        part("Before", String::new(), before, quiet);
    }
    if panel.is_identity {
        let style = screen.theme.style(StyleRole::Message);
        lines.push(Line::default());
        lines.extend(wrapped(IDENTITY_QUESTION, width).into_iter().map(|text| Line { text, style, ..Line::default() }));
    }
    lines
}

/// Returns the text that stands for `hidden` parts of the verdict.
fn more(hidden: usize) -> String {
    if hidden == 0 { " …".to_owned() } else { format!(" … {hidden} more") }
}

/// Draws the parts of the verdict one after the other, as many as fit into `area`.
fn flat(screen: &ScreenView<'_>, panel: &Panel, area: Rect, buffer: &mut Buffer) {
    let theme = screen.theme;
    let parts: Vec<(&PanelRow, String)> = panel
        .in_order()
        .map(|row| {
            // Digits take less room than the other keys of the part, and one of them is enough to record it.
            let keys = || row.digits().map_or_else(|| keys(screen, row.actions), str::to_owned);
            (row, if row.is_recorded { row.value.clone() } else { keys() })
        })
        .collect();
    let widths: Vec<u16> = parts.iter().map(|(row, shown)| row.width(text::width(shown))).collect();
    let places = places(widths.iter().copied(), area.width);
    let count = fitting(&widths, &places, (area.width, area.height));
    let last = area.height.saturating_sub(1);
    let hidden = parts.len() - count;
    for ((row, shown), (x, y)) in parts.iter().zip(places).take(count) {
        let mut at = line(area, y);
        if hidden > 0 && y == last {
            at.width = before_more(area.width, hidden);
        }
        let x = print(buffer, at, at.x + x, row.label, theme.style(StyleRole::Aside)) + 1;
        let style = if row.is_recorded { value(screen, row) } else { theme.style(StyleRole::Key) };
        print_truncated(buffer, at, x, shown, style);
    }
    if hidden > 0 {
        print_right(buffer, line(area, last), &more(hidden), theme.style(StyleRole::Message));
    }
}

/// Returns the number of parts that fit into an area of this width and height, given their widths and positions. If not
/// all fit, the last row has only whole parts, before the number of parts left out. The first part of a row may be
/// truncated.
fn fitting(widths: &[u16], places: &[(u16, u16)], (width, height): (u16, u16)) -> usize {
    let has_room = |count: usize, x: u16, y: u16, part: u16| {
        let end = if count == widths.len() { width } else { before_more(width, widths.len() - count) };
        y + 1 < height || y + 1 == height && (x == 0 || x + part <= end)
    };
    let counted = (1..).zip(places).zip(widths);
    counted
        .filter(|&((count, &(x, y)), &part)| has_room(count, x, y, part))
        .map(|((count, _), _)| count)
        .max()
        .unwrap_or(0)
}

/// Returns the number of columns left in a row of `columns` columns before the text for `hidden` parts.
fn before_more(columns: u16, hidden: usize) -> u16 {
    columns.saturating_sub(width(&more(hidden)).saturating_add(1))
}

fn value(screen: &ScreenView<'_>, row: &PanelRow) -> Style {
    if row.is_recorded { Style::new() } else { screen.theme.style(StyleRole::Aside) }
}

/// Returns the easiest key of each of `actions`; of a sequence only the first key.
fn keys(screen: &ScreenView<'_>, actions: &[Action]) -> String {
    let mut shown: Vec<String> = Vec::new();
    for &action in actions {
        let keys = screen.keymap.key_of(action);
        let first = keys.and_then(|keys| keys.split(' ').next().map(str::to_owned));
        shown.extend(first.filter(|key| !shown.contains(key)));
    }
    shown.join(" ")
}

/// Wraps `text` into lines of at most `room` columns, truncated to [`MAX_PART_ROWS`] lines.
fn wrapped(text: &str, room: usize) -> Vec<String> {
    let paragraph = Block::Paragraph(vec![Span::plain(text::sanitize(text))]);
    let mut lines: Vec<String> = Flow::new([&paragraph], room).rows.iter().map(Row::text).collect();
    if lines.len() > MAX_PART_ROWS {
        lines.truncate(MAX_PART_ROWS);
        let last = &mut lines[MAX_PART_ROWS - 1];
        *last = text::truncate_to_width(&format!("{last} …"), room).into_owned();
    } else if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_row_takes_whole_parts_beside_the_count_of_the_others() {
        let of = |widths: &[u16], height| fitting(widths, &places(widths.iter().copied(), 30), (30, height));
        // Widths of 10 and 17 with a gap of three fill a row; ` … 1 more` and a blank take 10 columns.
        assert_eq!(of(&[10, 17], 1), 2);
        assert_eq!(of(&[10, 17, 5], 1), 1);
        assert_eq!(of(&[10, 7, 30], 1), 2);
        assert_eq!(of(&[10, 8, 30], 1), 1);
        assert_eq!(of(&[10, 17, 5], 2), 3);
        assert_eq!(of(&[40, 5], 1), 1, "the first of a row is cut");
        assert_eq!(of(&[5], 0), 0);
    }
}
