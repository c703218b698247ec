//! Welcome hint at the first run: three sentences above the footer, which stay until the first action.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::action::{Action, KeyNames};
use crate::document::layout::Flow;
use crate::document::{Block, Span};

use super::bars::{hint, hint_width, print_hint};
use super::screen::{ScreenView, rect};
use super::text::{clear, indented, line, print_rows, rule};

/// Introduction for new users.
const ABOUT: &str = "An atlas maps strategies and the people on the record for them. A lever is what a strategy pulls, up or \
    down. A tag is a position that people endorse or oppose.";
/// Introduction for new users on a screen with few rows.
const ABOUT_IN_SHORT: &str = "An atlas maps strategies and people.";
/// Minimum number of rows of a screen with room for the whole welcome hint.
const MIN_HEIGHT: u16 = 18;
/// Actions whose keys are shown in the last line of the welcome hint.
const FINDING: [Action; 6] =
    [Action::PaneNext, Action::Follow, Action::Back, Action::Palette, Action::Help, Action::Quit];
/// Strategy in the example search, if the atlas has it.
const EXAMPLE: &str = "pause";

/// Draws the welcome hint above the footer.
pub(super) fn render(screen: &ScreenView<'_>, buffer: &mut Buffer) {
    let theme = screen.theme;
    let footer = rect(screen.state.browse.view.layout.footer, buffer);
    let flow = Flow::new([&text(screen)], usize::from(footer.width.saturating_sub(2)));
    let is_low = buffer.area.height < MIN_HEIGHT;
    // On a screen with few rows, the line of keys is left out, because the footer has the most useful keys.
    let height = u16::try_from(flow.rows.len()).unwrap_or(u16::MAX).saturating_add(if is_low { 1 } else { 2 });
    let area = Rect { y: footer.y.saturating_sub(height), height, ..footer }.intersection(buffer.area);
    clear(buffer, area, theme);
    rule(buffer, area, theme);
    print_rows(buffer, indented(line_area(area), 1), &flow.rows, theme);
    if is_low {
        return;
    }
    let row = line(area, area.height.saturating_sub(1));
    let mut x = row.x + 1;
    let context = screen.state.action_context();
    // The other actions are explained here even where they do not apply yet.
    let useful = FINDING.into_iter().filter(|&action| action != Action::PaneNext || action.applies(&context));
    for hint in useful.filter_map(|action| hint(screen, action)) {
        if x.saturating_add(hint_width(&hint)) <= row.right() + 2 {
            x = print_hint(screen, buffer, row, x, &hint);
        }
    }
}

/// Returns the text of the welcome hint, with an example search.
fn text(screen: &ScreenView<'_>) -> Block {
    let search = screen.keymap.key_of(Action::Search).unwrap_or_else(|| "/".to_owned());
    let about = if screen.state.browse.size.height < MIN_HEIGHT { ABOUT_IN_SHORT } else { ABOUT };
    let has_example = screen.graph.atlas.strategies.find(EXAMPLE).is_some();
    let follow = screen.keymap.key_of(Action::Follow).unwrap_or_else(|| "A click".to_owned());
    Block::Paragraph(vec![
        Span::strong("Welcome to stratlas. "),
        Span::plain(format!("{about} Try ")),
        Span::strong(format!("{search}{}", if has_example { EXAMPLE } else { "" })),
        Span::quiet(format!(". {follow} closes this.")),
    ])
}

/// Returns `area` without its first row, in which the rule is drawn.
fn line_area(area: Rect) -> Rect {
    Rect { y: area.y.saturating_add(1), height: area.height.saturating_sub(1), ..area }.intersection(area)
}
