//! Welcome hint at the first run: three sentences in a small box above the footer, which stay until the first action.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::action::{Action, KeyNames};
use crate::document::layout::{Flow, Row};
use crate::document::{Block, Span};

use super::bars::{hint, hint_width, print_hint};
use super::screen::{ScreenView, rect};
use super::text::{clear, frame, indented, line, print_rows, rule};

/// Introduction for new users.
const ABOUT: &str = "An atlas maps strategies and the people on the record for them. A lever is what a strategy pulls, up or \
    down. A tag is a position that people endorse or oppose.";
/// Introduction for new users on a screen with few rows.
const ABOUT_IN_SHORT: &str = "An atlas maps strategies and people.";
/// Minimum number of rows of a screen with room for the box.
const MIN_HEIGHT: u16 = 18;
/// Minimum width of a screen on which the page beside the box can still be read, in columns.
const MIN_BESIDE: u16 = 100;
/// Maximum width of the box, in columns.
const MAX_WIDTH: u16 = 60;
/// Actions whose keys are shown in the last line of the box.
const FINDING: [Action; 5] = [Action::PaneNext, Action::Back, Action::Palette, Action::Help, Action::Quit];
/// Strategy in the example search, if the atlas has it.
const EXAMPLE: &str = "pause";

/// Draws the welcome hint above the footer: in a box at the right, or on a screen with few rows in a strip.
pub(super) fn render(screen: &ScreenView<'_>, buffer: &mut Buffer) {
    let footer = rect(screen.state.browse.view.layout.footer, buffer);
    let is_low = buffer.area.height < MIN_HEIGHT;
    let is_narrow = is_low || footer.width < MIN_BESIDE;
    let width = if is_narrow { footer.width } else { footer.width.min(MAX_WIDTH) };
    let margin = if is_low { 1 } else { 2 };
    let flows = text(screen, is_low).map(|text| Flow::new([&text], usize::from(width.saturating_sub(2 * margin))));
    let lines: Vec<&Row> = flows.iter().flat_map(|flow| &flow.rows).collect();
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let height = rows.saturating_add(if is_low { 1 } else { 3 });
    let area = Rect { x: footer.right() - width, y: footer.y.saturating_sub(height), width, height };
    let area = area.intersection(buffer.area);
    if is_low {
        clear(buffer, area, screen.theme);
        rule(buffer, area, screen.theme);
    } else {
        frame(buffer, area, "Welcome to stratlas", screen.theme);
    }
    let inner = Rect { y: area.y + 1, width: area.width.saturating_sub(margin), height: rows, ..area };
    print_rows(buffer, indented(inner.intersection(area), margin), lines, screen.theme);
    if is_low {
        return;
    }
    let row = indented(line(area, height.saturating_sub(2)), margin);
    let mut x = row.x;
    let context = screen.state.action_context();
    // The other actions are explained here even where they do not apply yet.
    let useful = FINDING.into_iter().filter(|&action| action != Action::PaneNext || action.applies(&context));
    for hint in useful.filter_map(|action| hint(screen, action)) {
        if x.saturating_add(hint_width(&hint)) <= row.right() {
            x = print_hint(screen, buffer, row, x, &hint);
        }
    }
}

/// Returns the text of the welcome hint: an introduction, and an example search.
fn text(screen: &ScreenView<'_>, is_low: bool) -> [Block; 2] {
    let search = screen.keymap.key_of(Action::Search).unwrap_or_else(|| "/".to_owned());
    let has_example = screen.graph.atlas.strategies.find(EXAMPLE).is_some();
    let follow = screen.keymap.key_of(Action::Follow).unwrap_or_else(|| "A click".to_owned());
    // The edge of the box has the first words.
    let first = Span::strong(if is_low { "Welcome to stratlas. " } else { "" });
    let about = Span::plain(if is_low { ABOUT_IN_SHORT } else { ABOUT });
    let example = Span::strong(format!("{search}{}", if has_example { EXAMPLE } else { "" }));
    let close = Span::quiet(format!(". {follow} closes this."));
    [Block::Paragraph(vec![first, about]), Block::Paragraph(vec![Span::plain("Try "), example, close])]
}
