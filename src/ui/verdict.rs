//! Verdict, beside the review card: its parts with their keys, whether it is saved, and the progress of the review.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::action::{Action, KeyNames};
use crate::app::{DIGITS, PaneArea, Panel, PanelRow, places, time_spent, verdict_panel};
use crate::document::layout::{Flow, Role, Row};
use crate::document::{Block, Span, Tone};
use crate::review::{Percent, ReviewSession};
use crate::text;

use super::bars::{KeyHint, hint, hint_width, print_hint};
use super::screen::{ScreenView, rect};
use super::text::{line, print, print_right, print_truncated, restyle, rule, width};
use super::theme::StyleRole;

/// Width of the labels of the parts, including the sign before and the gap after them, in columns.
const LABEL_WIDTH: u16 = 15;
/// Width of the sign before a label, in columns.
const MARK_WIDTH: u16 = 2;
/// Sign that fills the rest of a bar; other than a line, it differs from the bar also in ASCII.
const REST: &str = "·";
/// Maximum width of the bar of a percentage, in columns.
const MAX_BAR: usize = 20;
/// Width of a percentage and the gap before it, in columns.
const PERCENT_WIDTH: u16 = 6;
/// Gap between the pieces of a row, in columns.
const GAP: u16 = 2;
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
        let end = tall(screen, &panel, Rect { y: area.y + 1, height: area.height - 5, ..area }, buffer);
        let below = Rect { y: end + 1, height: area.bottom() - end - 1, ..area };
        let complete = u16::from(state(screen, &panel, below, buffer));
        progress(screen, session, Rect { y: below.y + complete, height: 2, ..below }, buffer);
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

/// Draws that the verdict is complete and which key goes on. Returns whether it is; the marks of the parts show which
/// ones are missing.
fn state(screen: &ScreenView<'_>, panel: &Panel, row: Rect, buffer: &mut Buffer) -> bool {
    let is_complete = panel.missing().next().is_none();
    if is_complete {
        let x = print(buffer, row, row.x, "✓ complete", screen.theme.style(StyleRole::Focus)) + 2;
        if let Some(hint) = hint(screen, Action::ReviewNext) {
            print_hint(screen, buffer, row, x, &hint);
        }
    }
    is_complete
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
    print(buffer, bar, x, &REST.repeat(room - shown), theme.style(StyleRole::Border));
}

/// Row of the tall layout of the verdict.
#[derive(Default)]
struct Line {
    label: &'static str,
    /// Sign before the label, with its style; `None` in the further rows of a part.
    mark: Option<(&'static str, Style)>,
    /// Whether a verdict is incomplete without the part.
    is_needed: bool,
    /// Indentation of the pieces, in columns.
    indent: u16,
    pieces: Vec<Piece>,
}

impl Line {
    fn text(text: String, style: Style) -> Self {
        Self { pieces: vec![Piece::Text(text, style)], ..Self::default() }
    }
}

/// Piece of a row of the verdict.
enum Piece {
    Text(String, Style),
    /// An action with its keys.
    Action(KeyHint),
    /// An answer with its keys, in this number of columns; the chosen one has a style of its own.
    Answer(KeyHint, Option<Style>, u16),
    /// A bar of this number of columns.
    Bar(Percent, usize),
}

impl Piece {
    /// Draws the piece at column `x`. Returns the column of the next piece.
    fn draw(&self, screen: &ScreenView<'_>, row: Rect, x: u16, buffer: &mut Buffer) -> u16 {
        match self {
            Self::Text(text, style) => print_truncated(buffer, row, x, text, *style) + GAP,
            Self::Action(hint) => print_hint(screen, buffer, row, x, hint),
            Self::Answer(hint, chosen, columns) => {
                let end = print_hint(screen, buffer, row, x, hint);
                if let Some(style) = chosen {
                    // The mark is in the gap before the answer.
                    print(buffer, row, x.saturating_sub(1), "▸", *style);
                    let area = Rect { x, width: end.saturating_sub(x + GAP), ..row };
                    restyle(buffer, area.intersection(row), *style);
                }
                x + (*columns).max(end - x)
            }
            Self::Bar(percent, columns) => {
                let filled = (usize::from(percent.get()) * columns).div_ceil(100);
                let x = print(buffer, row, x, &"━".repeat(filled), screen.theme.style(StyleRole::Focus));
                print(buffer, row, x, &REST.repeat(columns - filled), screen.theme.style(StyleRole::Border)) + GAP
            }
        }
    }
}

/// Draws each part of the verdict in rows of its own, with its actions. If parts do not fit, the last row has their
/// number. Returns the row below the last part.
fn tall(screen: &ScreenView<'_>, panel: &Panel, area: Rect, buffer: &mut Buffer) -> u16 {
    let quiet = screen.theme.style(StyleRole::Aside);
    let mut lines = lines(screen, panel, area.width);
    let needed = lines.iter().rposition(|line| line.mark.is_some() && line.is_needed);
    if let Some(end) = needed.and_then(|at| (at + 1..lines.len()).find(|&at| lines[at].mark.is_some()))
        && lines.len() < usize::from(area.height)
    {
        lines.insert(end, Line::default());
    }
    if lines.len() > usize::from(area.height) {
        lines.truncate(usize::from(area.height).saturating_sub(1));
        let shown = lines.iter().filter(|line| line.mark.is_some()).count();
        lines.push(Line::text(more(panel.rows.len().saturating_sub(shown)), quiet));
    }
    for (row, line) in area.rows().zip(&lines) {
        if let Some((mark, style)) = line.mark {
            print(buffer, row, row.x, mark, style);
        }
        print(buffer, row, row.x + MARK_WIDTH, line.label, quiet);
        line.pieces.iter().fold(row.x + line.indent, |x, piece| piece.draw(screen, row, x, buffer));
    }
    area.y + u16::try_from(lines.len()).unwrap_or(area.height)
}

/// Returns the rows of the tall layout, which are at most `width` columns wide.
fn lines(screen: &ScreenView<'_>, panel: &Panel, width: u16) -> Vec<Line> {
    let theme = screen.theme;
    let room = width.saturating_sub(LABEL_WIDTH).max(8);
    let mut lines = Vec::new();
    let mut part = |label, mark, is_needed, rows: Vec<Vec<Piece>>| {
        let mut first = Some((label, mark));
        lines.extend(rows.into_iter().map(|pieces| {
            let (label, mark) = first.take().unwrap_or_default();
            Line { label, mark, is_needed, indent: LABEL_WIDTH, pieces }
        }));
    };
    for row in &panel.rows {
        let mark = match (&row.value, row.is_needed) {
            (Some(_), _) => ("✓", theme.style(StyleRole::Focus)),
            (None, true) => ("○", theme.style(StyleRole::Message)),
            (None, false) => ("·", theme.style(StyleRole::Border)),
        };
        part(row.label, Some(mark), row.is_needed, rows(screen, row, room));
    }
    if let Some(before) = &panel.before {
        let quiet = theme.style(StyleRole::Aside);
        part("", None, false, vec![Vec::new()]);
        part("Before", None, false, texts(before, room, quiet));
    }
    if panel.is_identity {
        let style = theme.style(StyleRole::Message);
        lines.push(Line::default());
        lines.extend(wrapped(IDENTITY_QUESTION, width.into()).into_iter().map(|text| Line::text(text, style)));
    }
    lines
}

/// Returns the rows of a part, without its label: an answer among all possible ones, or the value with the actions
/// that change it beside or below.
fn rows(screen: &ScreenView<'_>, row: &PanelRow, room: u16) -> Vec<Vec<Piece>> {
    let hints = hints(screen, row);
    if row.is_choice {
        // No gap follows the last answer.
        let room = room + GAP;
        if hints.iter().map(hint_width).sum::<u16>() <= room {
            return vec![answers(screen, row, hints, 0)];
        }
        let widest = hints.iter().map(hint_width).max().unwrap_or(0);
        let count = if 2 * widest <= room { 2 } else { 1 };
        return in_chunks(answers(screen, row, hints, widest), count);
    }
    let value = row.value.as_deref().map(|value| texts(value, room, Style::new())).unwrap_or_default();
    let beside = row.value.as_deref().map_or(0, |value| width(value) + GAP);
    let fits = |start: u16, hints: &[KeyHint]| start + hints.iter().map(hint_width).sum::<u16>() <= room + GAP;
    let mut rows = value;
    if let (Some(percent), Some(first)) = (row.percent, rows.first_mut()) {
        first.insert(0, Piece::Bar(percent, usize::from(room.saturating_sub(PERCENT_WIDTH)).min(MAX_BAR)));
    }
    match rows.as_mut_slice() {
        [only] if row.percent.is_none() && fits(beside, &hints) => {
            only.extend(hints.into_iter().map(Piece::Action));
        }
        _ => {
            let mut used = u16::MAX;
            for hint in hints {
                let width = hint_width(&hint);
                match rows.last_mut().filter(|_| used.saturating_add(width) <= room + GAP) {
                    Some(row) => row.push(Piece::Action(hint)),
                    None => {
                        rows.push(vec![Piece::Action(hint)]);
                        used = 0;
                    }
                }
                used += width;
            }
        }
    }
    rows
}

fn texts(text: &str, room: u16, style: Style) -> Vec<Vec<Piece>> {
    wrapped(text, room.into()).into_iter().map(|text| vec![Piece::Text(text, style)]).collect()
}

/// Returns the possible answers of a part, each in `columns` columns.
fn answers(screen: &ScreenView<'_>, row: &PanelRow, hints: Vec<KeyHint>, columns: u16) -> Vec<Piece> {
    let chosen = |hint: &KeyHint| {
        let tone = match row.chosen.filter(|_| hint.action == row.chosen)? {
            Action::JudgeBack => Role::Tone(Tone::For).into(),
            Action::JudgeDoubt => Role::Tone(Tone::Mixed).into(),
            Action::JudgeReject => Role::Tone(Tone::Against).into(),
            _ => StyleRole::Key,
        };
        Some(screen.theme.style(tone).add_modifier(Modifier::BOLD))
    };
    let answer = |hint| {
        let chosen = chosen(&hint);
        Piece::Answer(hint, chosen, columns)
    };
    hints.into_iter().map(answer).collect()
}

fn in_chunks(pieces: Vec<Piece>, size: usize) -> Vec<Vec<Piece>> {
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        match rows.last_mut().filter(|row| row.len() < size) {
            Some(row) => row.push(piece),
            None => rows.push(vec![piece]),
        }
    }
    rows
}

/// Returns the actions of a part with their keys; of a sequence only the first key.
fn hints(screen: &ScreenView<'_>, row: &PanelRow) -> Vec<KeyHint> {
    let digits = row.has_digits().then(|| KeyHint { keys: DIGITS.0.to_owned(), title: DIGITS.1, action: None });
    let hint = |&(action, title): &(Action, &'static str)| {
        let keys = screen.keymap.key_of(action)?.split(' ').next()?.to_owned();
        Some(KeyHint { keys, title, action: Some(action) })
    };
    digits.into_iter().chain(row.actions.iter().filter_map(hint)).collect()
}

/// Returns the text that stands for `hidden` parts of the verdict.
fn more(hidden: usize) -> String {
    if hidden == 0 { " …".to_owned() } else { format!(" … {hidden} more") }
}

/// Draws the parts of the verdict one after the other, as many as fit into `area`.
fn flat(screen: &ScreenView<'_>, panel: &Panel, area: Rect, buffer: &mut Buffer) {
    let theme = screen.theme;
    let parts: Vec<&PanelRow> = panel.in_order().collect();
    let fit = |words: bool| {
        let widths: Vec<u16> = parts.iter().map(|row| row.width(words)).collect();
        let places = places(widths.iter().copied(), area.width);
        let count = fitting(&widths, &places, (area.width, area.height));
        (words, places, count)
    };
    let (words, places, count) =
        Some(fit(true)).filter(|(_, _, count)| *count == parts.len()).unwrap_or_else(|| fit(false));
    let last = area.height.saturating_sub(1);
    let hidden = parts.len() - count;
    for (row, (x, y)) in parts.iter().zip(places).take(count) {
        let mut at = line(area, y);
        if hidden > 0 && y == last {
            at.width = before_more(area.width, hidden);
        }
        let is_missing = row.is_needed && row.value.is_none();
        let label = theme.style(if is_missing { StyleRole::Message } else { StyleRole::Aside });
        let x = print(buffer, at, at.x + x, row.label, label) + 1;
        let mut hints = hints(screen, row);
        let pieces = match &row.value {
            _ if row.is_choice && words => answers(screen, row, hints, 0),
            Some(value) => vec![Piece::Text(value.clone(), Style::new())],
            None if !words => {
                let keys: Vec<&str> = hints.iter().map(|hint| hint.keys.as_str()).collect();
                let keys = if row.has_digits() { DIGITS.0.to_owned() } else { keys.join(" ") };
                vec![Piece::Text(keys, theme.style(StyleRole::Key))]
            }
            None => {
                // Digits take less room than the other keys of the part, and one of them is enough to record it.
                hints.truncate(if row.has_digits() { 1 } else { hints.len() });
                hints.into_iter().map(Piece::Action).collect()
            }
        };
        pieces.iter().fold(x, |x, piece| piece.draw(screen, at, x, buffer));
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
