//! Panes of the screen: their headings and visible rows.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::action::Focus;
use crate::app::{GUTTER, PaneArea, PaneState, TAB_LINE, part_title, tabs};
use crate::document::Target;
use crate::document::layout::{Flow, PanelArea};
use crate::model::Entity;
use crate::page::{IN_PORTFOLIO_MARK, SELECTED_SIGN};
use crate::place::Place;
use crate::text;

use super::screen::{ScreenView, rect};
use super::text::{
    RowLooks, border, cursor_mark, highlight, indented, line, print, print_before, print_right, print_row, print_rows,
    print_truncated, restyle, rule, scrollbar,
};
use super::theme::{StyleRole, Theme};
use super::{index, matrix, verdict};

/// Draws every visible pane. Returns the position of the cursor, if it is visible.
pub(super) fn render(screen: &ScreenView<'_>, buffer: &mut Buffer) -> Option<Position> {
    let layout = &screen.state.browse.view.layout;
    let is_framed = layout.panes.iter().any(|pane| pane.is_framed);
    for area in layout.separators.iter().filter(|_| !is_framed) {
        for (at, row) in rect(*area, buffer).rows().enumerate() {
            let symbol = if at == 0 { "┬" } else { "│" };
            print(buffer, row, row.x, symbol, screen.theme.style(StyleRole::Border));
        }
    }
    if let Some(pane) = layout.preview {
        preview(screen, pane, buffer);
    }
    if let Some(pane) = layout.verdict {
        edge(screen, pane, false, buffer);
        verdict::render(screen, pane, buffer);
    }
    let mut cursor = None;
    for pane in &layout.panes {
        header(screen, *pane, buffer);
        let at = match pane.focus {
            Focus::Index => index::render(screen, *pane, buffer),
            Focus::Main if screen.state.browse.view.matrix.is_some() => matrix::render(screen, buffer),
            _ => page(screen, *pane, buffer),
        };
        if pane.focus == screen.state.browse.focus() {
            cursor = at;
        }
    }
    cursor
}

/// Draws the frame of a pane, or the rule above it, with the title or tabs at the left and the scroll position at the
/// right.
fn header(screen: &ScreenView<'_>, pane: PaneArea, buffer: &mut Buffer) {
    let focused = pane.focus == screen.state.browse.focus();
    edge(screen, pane, focused, buffer);
    let area = rect(pane.header, buffer);
    let inner = Rect { width: area.width.saturating_sub(2), ..area };
    let position = position(screen, pane);
    let has_tabs = is_tabbed(screen, pane);
    let tabs = if has_tabs { tabs(&screen.state.browse) } else { Vec::new() };
    let start = tabs.last().map_or(inner.x, |tab| tab.area.x + tab.area.width + 1);
    if !position.is_empty() && text::width(&position) + 2 <= usize::from(inner.right().saturating_sub(start)) {
        print_right(buffer, inner, &format!(" {position} "), screen.theme.style(StyleRole::Aside));
    }
    if !tabs.is_empty() {
        let mut end = inner.right();
        for tab in &tabs {
            let chosen = tab.focus == pane.focus;
            let style = screen.theme.style(if chosen { StyleRole::Focus } else { StyleRole::Aside });
            if tab.area.x == end.saturating_add(TAB_LINE) {
                print(buffer, inner, tab.area.x - 2, "│", screen.theme.style(StyleRole::Border));
            }
            let label = format!("{}{} ", if chosen { "▸" } else { " " }, tab.label);
            print(buffer, inner, tab.area.x - 1, &label, style);
            end = tab.area.x + tab.area.width;
        }
        return;
    }
    let title = title(screen, pane.focus);
    let browse = &screen.state.browse;
    let is_repeated = title == browse.place().name(&screen.graph.atlas) && browse.view.layout.panes.len() == 1;
    if is_repeated && !pane.is_framed && !screen.symbols.is_plain() {
        return;
    }
    let reserved = if position.is_empty() { 3 } else { text::width(&position) + 5 };
    heading(screen, (pane, focused), &title, reserved, buffer);
}

/// Returns whether the header of `pane` has tabs; that of an index beside other panes has none.
fn is_tabbed(screen: &ScreenView<'_>, pane: PaneArea) -> bool {
    let layout = &screen.state.browse.view.layout;
    layout.panes.last().is_some_and(|last| last.focus == pane.focus)
}

/// Draws the frame of a pane or, if it has none, the rule above it.
fn edge(screen: &ScreenView<'_>, pane: PaneArea, focused: bool, buffer: &mut Buffer) {
    if pane.is_framed {
        let role = if focused { StyleRole::BorderFocus } else { StyleRole::Border };
        border(buffer, rect(pane.outer(), buffer), screen.theme.style(role));
    } else {
        rule(buffer, rect(pane.header, buffer), screen.theme);
    }
}

/// Draws `title` as the title of a pane, truncated so that `reserved` columns of the line stay free.
fn heading(
    screen: &ScreenView<'_>,
    (pane, focused): (PaneArea, bool),
    title: &str,
    reserved: usize,
    buffer: &mut Buffer,
) {
    let area = rect(pane.header, buffer);
    let (x, style) = match (pane.is_framed, focused) {
        (framed, true) => (area.x + 2 * u16::from(framed), StyleRole::Focus),
        (true, false) => (area.x + 2, StyleRole::Group),
        (false, false) => (area.x, StyleRole::Aside),
    };
    let room = usize::from(area.right().saturating_sub(x)).saturating_sub(reserved + 2);
    // The mark also shows the focus on terminals without colours.
    let mark = if focused { "▸ " } else { " " };
    print(buffer, area, x, &format!("{mark}{} ", text::truncate_to_width(title, room)), screen.theme.style(style));
}

/// Draws the preview of the link under the cursor.
fn preview(screen: &ScreenView<'_>, pane: PaneArea, buffer: &mut Buffer) {
    edge(screen, pane, false, buffer);
    let area = rect(pane.text(), buffer);
    match &screen.state.browse.preview {
        Some(preview) => {
            heading(screen, (pane, false), &preview.place().name(&screen.graph.atlas), 3, buffer);
            print_rows(buffer, area, &preview.flow.rows, screen.row_looks());
        }
        None => {
            heading(screen, (pane, false), "Preview", 3, buffer);
            let is_awaited = screen.state.browse.awaits_preview();
            let hint = if is_awaited { "Loading…" } else { "The link under the cursor is shown here." };
            print(buffer, area, area.x, hint, screen.theme.style(StyleRole::Aside));
        }
    }
}

fn title(screen: &ScreenView<'_>, focus: Focus) -> String {
    let state = screen.state;
    match focus {
        Focus::Index => index::title(screen),
        Focus::Main => match state.model.session().filter(|_| state.is_on_card()) {
            Some(session) => {
                let name = &state.browse.view.page.title;
                format!("{name} · card {} of {}", session.position() + 1, session.queue().len())
            }
            None => state.browse.view.page.title.clone(),
        },
        Focus::Relations | Focus::People => part_title(&state.browse.view.page, focus),
    }
}

/// Returns the scroll position of a pane: `12 of 76` in the index, `40%` in a page; empty if everything is visible.
fn position(screen: &ScreenView<'_>, pane: PaneArea) -> String {
    if pane.focus == Focus::Index {
        return index::position(screen);
    }
    if let (Focus::Main, Some(areas), Some(matrix)) =
        (pane.focus, screen.state.browse.matrix_areas(), &screen.state.browse.view.matrix)
    {
        let down = areas.percentage(screen.state.browse.trail.here().matrix, matrix.order.len());
        return down.map(|down| format!("{down}%")).unwrap_or_default();
    }
    let rows = screen.state.browse.view.flow(pane.focus).map_or(0, |flow| flow.rows.len());
    let height = usize::from(pane.text().height);
    let scroll = screen.state.browse.pane(pane.focus).scroll;
    match rows.saturating_sub(height) {
        0 => String::new(),
        bottom => format!("{}%", 100 * scroll / bottom),
    }
}

fn page(screen: &ScreenView<'_>, pane: PaneArea, buffer: &mut Buffer) -> Option<Position> {
    let flow = screen.state.browse.view.flow(pane.focus)?;
    let at = screen.state.browse.pane(pane.focus);
    let focused = pane.focus == screen.state.browse.focus();
    let area = rect(pane.text(), buffer);
    let chosen = focused.then(|| at.link.map(|link| (link, screen.theme.style(StyleRole::Cursor)))).flatten();
    for ((index, content), row) in flow.rows.iter().enumerate().skip(at.scroll).zip(area.rows()) {
        print_row(buffer, row, content, RowLooks { cursor: chosen, ..screen.row_looks() });
        if let Some(ranges) = screen.state.browse.searched_page().and_then(|matcher| matcher.find(&content.text())) {
            highlight(buffer, row, &content.text(), &ranges, screen.theme.style(StyleRole::Match));
        }
        if let Some(link) = portfolio_link(screen, (flow, pane), index) {
            // Beside the mark of the cursor, and in the frame of a panel, the sign moves next to the name.
            let is_close = focused && index == at.row || framed_panel(flow, link).is_some();
            let row = indented(row, text_start(flow, pane, link));
            print_before(buffer, row, if is_close { 1 } else { GUTTER }, IN_PORTFOLIO_MARK, screen.theme);
        }
        show_selected(screen, (flow, pane, index), chosen.map(|(link, _)| link), row, buffer);
    }
    if focused {
        frame_of_panel(buffer, area, flow, at, screen.theme);
    }
    scrollbar(buffer, rect(pane.with_scrollbar(), buffer), (at.scroll, flow.rows.len()), screen.theme);
    if let Some(words) = screen.state.browse.badge_words().filter(|_| pane.is_framed && focused) {
        let outer = rect(pane.outer(), buffer);
        let edge = Rect { width: outer.width.saturating_sub(2), ..line(outer, outer.height.saturating_sub(1)) };
        print_truncated(buffer, edge, edge.x + 2, &format!(" {words} "), screen.theme.style(StyleRole::Focus));
    }
    let row = u16::try_from(at.row.checked_sub(at.scroll)?).ok().filter(|row| *row < area.height)?;
    let mut body = rect(pane.body, buffer);
    if let Some(panel) = at.panel(flow).map(|panel| &flow.panels[panel]).filter(|panel| panel.is_beside) {
        // The mark is beside the part of the page that has the cursor: on its frame, or in the gap before it.
        let start = u16::try_from(panel.columns.start).unwrap_or(u16::MAX);
        let margin = if panel.is_framed { 0 } else { GUTTER };
        body = Rect { x: area.x.saturating_add(start).saturating_sub(margin), ..body };
    }
    if focused {
        let mark = cursor_mark(buffer, body, row, screen.theme);
        let is_plain = screen.symbols.is_plain();
        return Some(link_start(flow, &at, area).filter(|_| is_plain).unwrap_or(mark));
    }
    let row = line(body, row);
    Some(Position::new(row.x, row.y))
}

/// Gives the frame of the panel (a framed part of a page) that has the cursor the style of the focus.
fn frame_of_panel(buffer: &mut Buffer, area: Rect, flow: &Flow, at: PaneState, theme: &Theme) {
    let Some(panel) = at.panel(flow).map(|panel| &flow.panels[panel]).filter(|panel| panel.is_framed) else { return };
    let column = |column: usize| u16::try_from(column).map_or(area.right(), |column| area.x.saturating_add(column));
    let (left, right) = (column(panel.columns.start), column(panel.columns.end.saturating_sub(1)));
    for (row, line) in (at.scroll..).zip(area.rows()).filter(|(row, _)| panel.rows.contains(row)) {
        let is_edge = row == panel.rows.start || row + 1 == panel.rows.end;
        for x in (left..=right).filter(|&x| x < area.right() && (is_edge || x == left || x == right)) {
            let is_line = |symbol: &str| symbol.chars().all(|c| ('\u{2500}'..='\u{257f}').contains(&c));
            if is_line(buffer[(x, line.y)].symbol()) {
                buffer[(x, line.y)].set_style(theme.style(StyleRole::Focus));
            }
        }
    }
}

/// Returns the cell of the first letter of the link under the cursor; `None` if there is none or it is not visible.
fn link_start(flow: &Flow, at: &PaneState, area: Rect) -> Option<Position> {
    let piece = flow.links.get(at.link?)?.pieces.first()?;
    let row = u16::try_from(piece.row.checked_sub(at.scroll)?).ok().filter(|row| *row < area.height)?;
    Some(Position::new(area.x.saturating_add(u16::try_from(piece.column).ok()?), area.y + row))
}

/// Shows the selected records among the links in a row, except the link `cursor`, which has the style of the cursor.
fn show_selected(
    screen: &ScreenView<'_>,
    (flow, pane, index): (&Flow, PaneArea, usize),
    cursor: Option<usize>,
    row: Rect,
    buffer: &mut Buffer,
) {
    let selection = &screen.state.browse.selection;
    if selection.is_empty() {
        return;
    }
    for link in flow.links_in(index).filter(|&link| selection.has_target(&flow.links[link].target)) {
        for piece in flow.links[link].pieces.iter().filter(|piece| piece.row == index) {
            print_before(buffer, indented(row, text_start(flow, pane, link)), 1, SELECTED_SIGN, screen.theme);
            let start = indented(row, u16::try_from(piece.column).unwrap_or(u16::MAX));
            let width = u16::try_from(piece.width).unwrap_or(u16::MAX).min(start.width);
            if cursor != Some(link) {
                restyle(buffer, Rect { width, ..start }, screen.theme.style(StyleRole::Focus));
            }
        }
    }
}

/// Width of a sign before a name, in columns.
const SIGN_WIDTH: usize = 2;

/// Returns the panel with a frame that contains the link with the index `link`; `None` if there is none.
fn framed_panel(flow: &Flow, link: usize) -> Option<&PanelArea> {
    let piece = flow.links.get(link)?.pieces.first()?;
    let contains = |panel: &&PanelArea| panel.rows.contains(&piece.row) && panel.columns.contains(&piece.column);
    flow.panels.iter().filter(|panel| panel.is_framed).find(contains)
}

/// Returns the column at which the text that contains the link with the index `link` starts: after the frame of its panel, or
/// after the margin of the pane.
fn text_start(flow: &Flow, pane: PaneArea, link: usize) -> u16 {
    match framed_panel(flow, link) {
        Some(panel) => u16::try_from(panel.columns.start).unwrap_or(u16::MAX).saturating_add(GUTTER),
        None if pane.is_edge_to_edge => GUTTER,
        None => 0,
    }
}

/// Returns the first link of a row of a page if the row starts with it and it leads to a strategy in the current portfolio.
fn portfolio_link(screen: &ScreenView<'_>, (flow, pane): (&Flow, PaneArea), row: usize) -> Option<usize> {
    let link = flow.links_in(row).next()?;
    let Target::Place(Place::Entity(Entity::Strategy(id))) = flow.links[link].target else { return None };
    // A note that is wrapped may also have a row that starts with a link, but only an item's first row is its name.
    let is_first = flow.unit_at(row).is_none_or(|unit| unit.start == row);
    let before_name = usize::from(text_start(flow, pane, link)) + SIGN_WIDTH;
    let starts = flow.links[link].pieces.first().is_some_and(|piece| piece.row == row && piece.column <= before_name);
    let is_in_portfolio = screen.state.model.portfolios.current.has(&screen.graph.atlas.strategies[id].slug);
    (is_first && starts && is_in_portfolio).then_some(link)
}
