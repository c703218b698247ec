//! The verdict beside the card of a review: what is said so far, the keys that say it, whether it is on disk, and how
//! far the review has come.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::action::{Action, KeyNames};
use crate::app::{PaneArea, Panel, PanelRow, places, time_spent, verdict_panel};
use crate::review::ReviewSession;
use crate::text;

use super::screen::{Screen, rect};
use super::text::{line, put, put_right};
use super::theme::Chrome;

/// Columns that labels take, with the gap after them.
const LABELS: u16 = 12;
/// From how many rows on each part of a verdict has a row of its own.
const TALL: u16 = 16;
/// The most rows that one part takes.
const MOST: usize = 4;
/// What is asked of someone who backs a strategy after its signal has landed.
const FLAG: &str = "Backed although its signal has landed: a bet, or an identity?";

/// Draws the verdict.
pub(super) fn render(screen: &Screen<'_>, pane: PaneArea, buffer: &mut Buffer) {
    let Some(session) = screen.state.model.session() else { return };
    let area = rect(pane.text(), buffer);
    let panel = verdict_panel(screen.state, screen.graph);
    let is_tall = area.height >= TALL;
    header(screen, (!is_tall).then_some(session), rect(pane.header, buffer), buffer);
    if is_tall {
        let foot = Rect { y: area.bottom() - 3, height: 2, ..area };
        progress(screen, session, foot, buffer);
        tall(screen, &panel, Rect { y: area.y + 1, height: area.height - 5, ..area }, buffer);
    } else {
        flat(screen, &panel, area, buffer);
    }
}

/// The heading, with whether all is on disk and, of `session`, how far it has come.
fn header(screen: &Screen<'_>, session: Option<&ReviewSession>, area: Rect, buffer: &mut Buffer) {
    let theme = screen.theme;
    let desk = &screen.state.review;
    put(buffer, area, area.x, &"─".repeat(usize::from(area.width)), theme.chrome(Chrome::Border));
    let inner = Rect { width: area.width.saturating_sub(2), ..area };
    let (said, look) = match (&desk.failed, desk.unsaved.is_empty()) {
        (Some(_), false) => (" not saved ", Chrome::Fault),
        (None, false) => (" saving… ", Chrome::Quiet),
        (_, true) if desk.saved => (" saved ✓ ", Chrome::Accent),
        (_, true) => ("", Chrome::Quiet),
    };
    let end = put_right(buffer, inner, said, theme.chrome(look));
    let room = usize::from(end.saturating_sub(inner.x + 1));
    let mut titles = vec![" your verdict ".to_owned()];
    if let Some(session) = session {
        let progress = session.progress();
        titles.insert(0, format!(" your verdict · {} of {} ", progress.judged, progress.total));
        titles.insert(0, format!(" your verdict · {} ", come(screen, session)));
    }
    if let Some(title) = titles.iter().find(|title| text::width(title) <= room) {
        put(buffer, inner, inner.x + 1, title, theme.chrome(Chrome::Quiet));
    }
}

/// How far the review has come, in words.
fn come(screen: &Screen<'_>, session: &ReviewSession) -> String {
    let progress = session.progress();
    let minutes = time_spent(&screen.state.model) / 60;
    let time = if minutes < 60 { format!("{minutes} min") } else { format!("{} h {} min", minutes / 60, minutes % 60) };
    let skipped = if progress.skipped > 0 { format!(" · {} skipped", progress.skipped) } else { String::new() };
    format!("{} of {} judged{skipped} · {time}", progress.judged, progress.total)
}

/// How far the review has come, in words and, below them, as a bar.
fn progress(screen: &Screen<'_>, session: &ReviewSession, area: Rect, buffer: &mut Buffer) {
    let theme = screen.theme;
    let quiet = theme.chrome(Chrome::Quiet);
    put(buffer, line(area, 0), area.x, &come(screen, session), quiet);
    let progress = session.progress();
    let bar = line(area, 1);
    let room = usize::from(bar.width);
    let filled = |count: usize| (count * room).checked_div(progress.total).unwrap_or(0);
    let (judged, passed) = (filled(progress.judged), filled(progress.judged + progress.skipped));
    let x = put(buffer, bar, bar.x, &"━".repeat(judged), theme.chrome(Chrome::Accent));
    let x = put(buffer, bar, x, &"━".repeat(passed - judged), quiet);
    put(buffer, bar, x, &"─".repeat(room - passed), theme.chrome(Chrome::Border));
}

/// A row of the tall form.
#[derive(Default)]
struct Line {
    label: &'static str,
    keys: String,
    /// Columns before the text.
    indent: u16,
    text: String,
    look: Style,
}

/// Each part in rows of its own, with its keys. What has no room is counted in the last row.
fn tall(screen: &Screen<'_>, panel: &Panel, area: Rect, buffer: &mut Buffer) {
    let theme = screen.theme;
    let quiet = theme.chrome(Chrome::Quiet);
    let mut lines = lines(screen, panel, usize::from(area.width));
    if lines.len() > usize::from(area.height) {
        lines.truncate(usize::from(area.height).saturating_sub(1));
        let shown = lines.iter().filter(|line| !line.label.is_empty()).count();
        lines.push(Line { text: more(panel.rows.len().saturating_sub(shown)), look: quiet, ..Line::default() });
    }
    for (y, said) in (0..area.height).zip(&lines) {
        let row = line(area, y);
        put_right(buffer, row, &said.keys, theme.chrome(Chrome::Key));
        put(buffer, row, row.x, said.label, quiet);
        put(buffer, row, row.x + said.indent, &said.text, said.look);
    }
}

/// The rows of the tall form, `width` columns wide.
fn lines(screen: &Screen<'_>, panel: &Panel, width: usize) -> Vec<Line> {
    let quiet = screen.theme.chrome(Chrome::Quiet);
    let labels = usize::from(LABELS);
    let mut lines = Vec::new();
    let mut part = |label, keys: String, said: &str, look| {
        let room = width.saturating_sub(labels + text::width(&keys) + 1).max(8);
        let mut first = Some((label, keys));
        lines.extend(wrapped(said, room).into_iter().map(|text| {
            let (label, keys) = first.take().unwrap_or_default();
            Line { label, keys, indent: LABELS, text, look }
        }));
    };
    for row in &panel.rows {
        part(row.label, keys(screen, row.actions), &row.value, value(screen, row));
    }
    if let Some(before) = &panel.before {
        part("", String::new(), "", quiet);
        part("Before", String::new(), before, quiet);
    }
    if panel.is_identity {
        let look = screen.theme.chrome(Chrome::Notice);
        lines.push(Line::default());
        lines.extend(wrapped(FLAG, width).into_iter().map(|text| Line { text, look, ..Line::default() }));
    }
    lines
}

/// What stands in place of `hidden` parts that have no room.
fn more(hidden: usize) -> String {
    if hidden == 0 { " …".to_owned() } else { format!(" … {hidden} more") }
}

/// Parts one after the other in as few rows as they take, as many as have room.
fn flat(screen: &Screen<'_>, panel: &Panel, area: Rect, buffer: &mut Buffer) {
    let theme = screen.theme;
    let parts: Vec<(&PanelRow, String)> = panel
        .in_order()
        .map(|row| (row, if row.is_recorded { row.value.clone() } else { keys(screen, row.actions) }))
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
        let x = put(buffer, at, at.x + x, row.label, theme.chrome(Chrome::Quiet)) + 1;
        let look = if row.is_recorded { value(screen, row) } else { theme.chrome(Chrome::Key) };
        let room = usize::from(at.right().saturating_sub(x));
        put(buffer, at, x, &text::truncate_to_width(shown, room), look);
    }
    if hidden > 0 {
        put_right(buffer, line(area, last), &more(hidden), theme.chrome(Chrome::Notice));
    }
}

/// How many parts have room, which are so wide and stand at these columns and rows: where some have none, the last row
/// takes whole parts only, beside their count. The first of a row may be cut.
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

/// The columns of a row of `width` that are left before the count of `hidden` parts.
fn before_more(width: u16, hidden: usize) -> u16 {
    width.saturating_sub(u16::try_from(text::width(&more(hidden))).unwrap_or(u16::MAX).saturating_add(1))
}

fn value(screen: &Screen<'_>, row: &PanelRow) -> Style {
    if row.is_recorded { Style::new() } else { screen.theme.chrome(Chrome::Quiet) }
}

/// The easiest key of each action; of a sequence, what it starts with.
fn keys(screen: &Screen<'_>, actions: &[Action]) -> String {
    let mut shown: Vec<String> = Vec::new();
    for &action in actions {
        let keys = screen.keymap.key_of(action);
        let first = keys.and_then(|keys| keys.split(' ').next().map(str::to_owned));
        shown.extend(first.filter(|key| !shown.contains(key)));
    }
    shown.join(" ")
}

/// `text` in lines of `room` columns, no more than a part may take.
fn wrapped(text: &str, room: usize) -> Vec<String> {
    let shown = text::sanitize(text);
    let mut lines: Vec<String> = vec![String::new()];
    for word in shown.split(' ') {
        let last = lines.len() - 1;
        let used = text::width(&lines[last]);
        if used > 0 && used + 1 + text::width(word) > room {
            lines.push(text::truncate_to_width(word, room).into_owned());
        } else {
            if used > 0 {
                lines[last].push(' ');
            }
            let left = room.saturating_sub(text::width(&lines[last]));
            lines[last].push_str(&text::truncate_to_width(word, left));
        }
    }
    if lines.len() > MOST {
        lines.truncate(MOST);
        lines[MOST - 1] = text::truncate_to_width(&(lines[MOST - 1].clone() + " …"), room).into_owned();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_row_takes_whole_parts_beside_the_count_of_the_others() {
        let of = |widths: &[u16], height| fitting(widths, &places(widths.iter().copied(), 30), (30, height));
        // 10 and 17 columns with three between them fill a row; ` … 1 more` and a blank take 10 of it.
        assert_eq!(of(&[10, 17], 1), 2);
        assert_eq!(of(&[10, 17, 5], 1), 1);
        assert_eq!(of(&[10, 7, 30], 1), 2);
        assert_eq!(of(&[10, 8, 30], 1), 1);
        assert_eq!(of(&[10, 17, 5], 2), 3);
        assert_eq!(of(&[40, 5], 1), 1, "the first of a row is cut");
        assert_eq!(of(&[5], 0), 0);
    }
}
