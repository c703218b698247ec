//! Index, the pane on the left: all records of one kind, each with its most informative figure.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::action::{Action, KeyNames};
use crate::app::{IndexRow, PaneArea};
use crate::model::Entity;
use crate::page::{IN_PORTFOLIO_MARK, SELECTED_SIGN, verdict_glyph};
use crate::place::Place;

use super::screen::{ScreenView, rect};
use super::text::{cursor_mark, line, print, print_before, print_right, print_truncated, restyle, scrollbar};
use super::theme::StyleRole;

/// Returns the heading of the index: the kind of its entries, or the filter if there is one.
pub(super) fn title(screen: &ScreenView<'_>) -> String {
    let index = &screen.state.browse.index;
    if index.typing || index.is_filtered() {
        format!("{}: {}", index.filter.text(), index.kind.title())
    } else {
        index.kind.title().to_owned()
    }
}

/// Returns the position of the cursor among the entries of the index: `12 of 76`.
pub(super) fn position(screen: &ScreenView<'_>) -> String {
    let index = &screen.state.browse.index;
    let (all, shown) = index.counts();
    if index.is_filtered() { format!("{shown} of {all}") } else { format!("{} of {all}", index.position()) }
}

/// Draws the index. Returns the position of its cursor; `None` if the cursor is not visible.
pub(super) fn render(screen: &ScreenView<'_>, pane: PaneArea, buffer: &mut Buffer) -> Option<Position> {
    let index = &screen.state.browse.index;
    let area = rect(pane.text(), buffer);
    let body = rect(pane.body, buffer);
    let focused = screen.state.browse.focus() == pane.focus;
    let rows = index.rows();
    if rows.is_empty() {
        let clears = screen.keymap.key_of(Action::Close).map(|key| format!("; {key} clears")).unwrap_or_default();
        let text = if index.is_filtered() { format!("nothing matches{clears}") } else { "nothing here".to_owned() };
        print(buffer, line(area, 0), area.x, &text, screen.theme.style(StyleRole::Aside));
    }
    for (offset, (row, at)) in rows.iter().skip(index.scroll).zip(area.rows()).enumerate() {
        match row {
            IndexRow::Lever(lever) => {
                let name = &screen.graph.atlas.levers[*lever].name;
                print_truncated(buffer, at, at.x.saturating_sub(1), name, screen.theme.style(StyleRole::Aside));
            }
            IndexRow::Entry(place) => {
                let chosen = index.scroll + offset == index.row;
                entry(screen, *place, chosen, focused, (buffer, at));
            }
        }
    }
    scrollbar(buffer, rect(pane.with_scrollbar(), buffer), (index.scroll, rows.len()), screen.theme);
    let row = u16::try_from(index.row.checked_sub(index.scroll)?).ok().filter(|row| *row < area.height)?;
    if focused && !rows.is_empty() {
        return Some(cursor_mark(buffer, body, row, screen.theme));
    }
    let row = line(body, row);
    Some(Position::new(row.x, row.y))
}

fn entry(screen: &ScreenView<'_>, place: Place, chosen: bool, focused: bool, (buffer, at): (&mut Buffer, Rect)) {
    let here = place == screen.state.browse.place();
    let is_selected = screen.state.browse.selection.has(place);
    let style = match (chosen && focused, chosen || here) {
        (true, _) => screen.theme.style(StyleRole::Cursor),
        (false, true) => screen.theme.style(StyleRole::CursorAside),
        (false, false) if is_selected => screen.theme.style(StyleRole::Focus),
        (false, false) => Style::new(),
    };
    if is_selected {
        print_before(buffer, at, 1, SELECTED_SIGN, screen.theme);
    }
    let figure = figure(screen, place);
    let end = print_right(buffer, at, &figure, screen.theme.style(StyleRole::Aside));
    let width = end.saturating_sub(at.x).saturating_sub(u16::from(!figure.is_empty()));
    print_truncated(buffer, Rect { width, ..at }, at.x, &place.name(&screen.graph.atlas), style);
    if chosen && focused {
        restyle(buffer, at, style);
    }
}

/// Returns the text at the right of the entry for `place`: for a strategy its verdict and pull, for a person the
/// expertise tier, for other kinds of entries the number of their strategies or people.
fn figure(screen: &ScreenView<'_>, place: Place) -> String {
    let graph = screen.graph;
    let atlas = &graph.atlas;
    match place {
        Place::Entity(Entity::Strategy(id)) => {
            let strategy = &atlas.strategies[id];
            let in_portfolio = screen.state.model.portfolios.current.has(&strategy.slug).then_some(IN_PORTFOLIO_MARK);
            let verdict = screen.state.model.page_context(graph).verdict_on(id).map(verdict_glyph);
            let marks = [in_portfolio, verdict, Some(strategy.coordinates.pull.arrow())];
            marks.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        Place::Entity(Entity::Person(id)) => {
            let profile = atlas.people[id].profile.as_ref();
            profile.map(|profile| atlas.expertise[profile.expertise.tier].badge.clone()).unwrap_or_default()
        }
        Place::Entity(Entity::Tag(id)) => graph.holders(id).len().to_string(),
        Place::Entity(Entity::Lever(id)) => graph.on_lever(id).len().to_string(),
        Place::Entity(Entity::Scenario(id)) => atlas.scenarios[id].responsive.len().to_string(),
        Place::Entity(Entity::Portfolio(id)) => atlas.portfolios[id].strategies.len().to_string(),
        _ => String::new(),
    }
}
