//! The verdict beside the card of a review: what is said so far, the keys that say it, whether it is on disk, and how
//! far the review has come.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::action::{Action, KeyNames};
use crate::app::{Desk, PaneArea, Panel, PanelRow, time_spent};
use crate::review::Session;
use crate::text;

use super::text::{line, put, put_right};
use super::theme::Chrome;
use super::{Screen, rect};

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
    let Some(session) = Desk::session(screen.state) else { return };
    header(screen, rect(pane.header, buffer), buffer);
    let area = rect(pane.text(), buffer);
    let panel = Panel::new(screen.state, screen.graph);
    if area.height >= TALL {
        let foot = Rect { y: area.bottom() - 3, height: 2, ..area };
        progress(screen, session, foot, buffer);
        tall(screen, &panel, Rect { y: area.y + 1, height: area.height - 5, ..area }, buffer);
    } else {
        let height = area.height.saturating_sub(1);
        progress(screen, session, line(area, height), buffer);
        flat(screen, &panel, Rect { height, ..area }, buffer);
    }
}

/// The heading, with whether all is on disk.
fn header(screen: &Screen<'_>, area: Rect, buffer: &mut Buffer) {
    let theme = screen.theme;
    let desk = &screen.state.desk;
    put(buffer, area, area.x, &"─".repeat(usize::from(area.width)), theme.chrome(Chrome::Border));
    let inner = Rect { width: area.width.saturating_sub(2), ..area };
    put(buffer, inner, inner.x + 1, " your verdict ", theme.chrome(Chrome::Quiet));
    let (said, look) = match (&desk.failed, desk.unsaved.is_empty()) {
        (Some(_), false) => (" not saved ", Chrome::Fault),
        (None, false) => (" saving… ", Chrome::Quiet),
        (_, true) if desk.saved => (" saved ✓ ", Chrome::Accent),
        (_, true) => return,
    };
    put_right(buffer, inner, said, theme.chrome(look));
}

/// How far the review has come, in words and as a bar.
fn progress(screen: &Screen<'_>, session: &Session, area: Rect, buffer: &mut Buffer) {
    let theme = screen.theme;
    let progress = session.progress();
    let minutes = time_spent(screen.state) / 60;
    let time = if minutes < 60 { format!("{minutes} min") } else { format!("{} h {} min", minutes / 60, minutes % 60) };
    let skipped = if progress.skipped > 0 { format!(" · {} skipped", progress.skipped) } else { String::new() };
    let said = format!("{} of {} judged{skipped} · {time}", progress.judged, progress.total);
    let quiet = theme.chrome(Chrome::Quiet);
    let below = area.height > 1;
    let end = put(buffer, line(area, 0), area.x, &said, quiet) + 2;
    let bar =
        if below { line(area, 1) } else { Rect { x: end, width: area.right().saturating_sub(end), ..line(area, 0) } };
    let room = usize::from(bar.width);
    let filled = |count: usize| (count * room).checked_div(progress.total).unwrap_or(0);
    let (judged, passed) = (filled(progress.judged), filled(progress.judged + progress.skipped));
    let x = put(buffer, bar, bar.x, &"━".repeat(judged), theme.chrome(Chrome::Accent));
    let x = put(buffer, bar, x, &"━".repeat(passed - judged), quiet);
    put(buffer, bar, x, &"─".repeat(room - passed), theme.chrome(Chrome::Border));
}

/// Each part in a row of its own, with its keys.
fn tall(screen: &Screen<'_>, panel: &Panel, area: Rect, buffer: &mut Buffer) {
    let theme = screen.theme;
    let mut y = 0;
    for row in &panel.rows {
        if y >= area.height {
            return;
        }
        let keys = put_right(buffer, line(area, y), &keys(screen, row.actions), theme.chrome(Chrome::Key));
        put(buffer, line(area, y), area.x, row.label, theme.chrome(Chrome::Quiet));
        let room = usize::from(keys.saturating_sub(area.x + LABELS + 1));
        for part in wrapped(&row.value, room.max(8)) {
            put(buffer, line(area, y), area.x + LABELS, &part, value(screen, row));
            y += 1;
        }
    }
    y += 1;
    if let Some(before) = &panel.before {
        put(buffer, line(area, y), area.x, "Before", theme.chrome(Chrome::Quiet));
        for part in wrapped(before, usize::from(area.width.saturating_sub(LABELS))) {
            put(buffer, line(area, y), area.x + LABELS, &part, theme.chrome(Chrome::Quiet));
            y += 1;
        }
        y += 1;
    }
    if panel.is_identity {
        for part in wrapped(FLAG, usize::from(area.width)) {
            put(buffer, line(area, y), area.x, &part, theme.chrome(Chrome::Notice));
            y += 1;
        }
    }
}

/// Parts one after the other in as few rows as they take: what was said before what was not.
fn flat(screen: &Screen<'_>, panel: &Panel, area: Rect, buffer: &mut Buffer) {
    let theme = screen.theme;
    let mut x = area.x;
    let mut y = 0;
    let (said, unsaid): (Vec<_>, Vec<_>) = panel.rows.iter().partition(|row| row.is_said);
    for row in said.into_iter().chain(unsaid) {
        let shown = if row.is_said { row.value.clone() } else { keys(screen, row.actions) };
        let wide = text::width(row.label) + 1 + text::width(&shown);
        let width = u16::try_from(wide).unwrap_or(u16::MAX);
        if x > area.x && x.saturating_add(width) > area.right() {
            (x, y) = (area.x, y + 1);
        }
        if y >= area.height {
            return;
        }
        let at = line(area, y);
        x = put(buffer, at, x, row.label, theme.chrome(Chrome::Quiet)) + 1;
        let look = if row.is_said { value(screen, row) } else { theme.chrome(Chrome::Key) };
        let room = usize::from(at.right().saturating_sub(x));
        x = put(buffer, at, x, &text::cut(&shown, room), look) + 3;
    }
    if panel.is_identity && y + 1 < area.height {
        let at = line(area, y + 1);
        put(buffer, at, at.x, &text::cut(FLAG, usize::from(at.width)), theme.chrome(Chrome::Notice));
    }
}

fn value(screen: &Screen<'_>, row: &PanelRow) -> Style {
    if row.is_said { Style::new() } else { screen.theme.chrome(Chrome::Quiet) }
}

/// The easiest key of each action; of a sequence, what it starts with.
fn keys(screen: &Screen<'_>, actions: &[Action]) -> String {
    let mut shown: Vec<String> = Vec::new();
    for &action in actions {
        let keys = screen.keymap.keys_of(action).into_iter().next();
        let first = keys.and_then(|keys| keys.split(' ').next().map(str::to_owned));
        shown.extend(first.filter(|key| !shown.contains(key)));
    }
    shown.join(" ")
}

/// `text` in lines of `room` columns, no more than a part may take.
fn wrapped(text: &str, room: usize) -> Vec<String> {
    let shown = text::safe(text);
    let mut lines: Vec<String> = vec![String::new()];
    for word in shown.split(' ') {
        let last = lines.len() - 1;
        let used = text::width(&lines[last]);
        if used > 0 && used + 1 + text::width(word) > room {
            lines.push(text::cut(word, room).into_owned());
        } else {
            if used > 0 {
                lines[last].push(' ');
            }
            let left = room.saturating_sub(text::width(&lines[last]));
            lines[last].push_str(&text::cut(word, left));
        }
    }
    if lines.len() > MOST {
        lines.truncate(MOST);
        lines[MOST - 1] = text::cut(&(lines[MOST - 1].clone() + " …"), room).into_owned();
    }
    lines
}
