//! The index: everything of one kind, with what is most worth knowing beside each name.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::action::{Action, KeyNames};
use crate::app::{IndexRow, PaneArea};
use crate::model::Entity;
use crate::page::{IN_PORTFOLIO_MARK, verdict_glyph};
use crate::place::Place;
use crate::text;

use super::screen::{Screen, rect};
use super::text::{line, put, put_right, scrollbar};
use super::theme::Chrome;

/// The heading of the index: its kind, or the filter while there is one.
pub(super) fn title(screen: &Screen<'_>) -> String {
    let index = &screen.state.browse.index;
    if index.typing || index.is_filtered() {
        format!("{}: {}", index.kind.plural(), index.filter.text())
    } else {
        index.kind.plural().to_owned()
    }
}

/// Where the cursor is among the entries.
pub(super) fn position(screen: &Screen<'_>) -> String {
    let index = &screen.state.browse.index;
    let (all, shown) = index.counts();
    if index.is_filtered() { format!("{shown} of {all}") } else { format!("{} of {all}", index.position()) }
}

/// Draws the index and returns where its cursor is.
pub(super) fn render(screen: &Screen<'_>, pane: PaneArea, buffer: &mut Buffer) -> Option<Position> {
    let index = &screen.state.browse.index;
    let area = rect(pane.text(), buffer);
    let body = rect(pane.body, buffer);
    let focused = screen.state.browse.focus() == pane.focus;
    let rows = index.rows();
    if rows.is_empty() {
        let clears = screen.keymap.key_of(Action::Close).map(|key| format!("; {key} clears")).unwrap_or_default();
        let text = if index.is_filtered() { format!("nothing matches{clears}") } else { "nothing here".to_owned() };
        put(buffer, line(area, 0), area.x, &text, screen.theme.chrome(Chrome::Quiet));
    }
    for (offset, row) in rows.iter().skip(index.scroll).take(usize::from(area.height)).enumerate() {
        let at = line(area, u16::try_from(offset).unwrap_or(u16::MAX));
        match row {
            IndexRow::Lever(lever) => {
                let name = &screen.graph.atlas.levers[*lever].name;
                put(buffer, at, at.x.saturating_sub(1), name, screen.theme.chrome(Chrome::Quiet));
            }
            IndexRow::Entry(place) => {
                let chosen = index.scroll + offset == index.row;
                entry(screen, *place, chosen, focused, (buffer, at));
            }
        }
    }
    scrollbar(buffer, body, (index.scroll, rows.len()), screen.theme);
    let row = u16::try_from(index.row.checked_sub(index.scroll)?).ok().filter(|row| *row < area.height)?;
    let gutter = line(body, row);
    if focused && !rows.is_empty() {
        put(buffer, gutter, gutter.x, "▌", screen.theme.chrome(Chrome::Accent));
    }
    Some(Position::new(gutter.x, gutter.y))
}

fn entry(screen: &Screen<'_>, place: Place, chosen: bool, focused: bool, (buffer, at): (&mut Buffer, Rect)) {
    let here = place == screen.state.browse.place();
    let style = match (chosen && focused, chosen || here) {
        (true, _) => screen.theme.chrome(Chrome::Cursor),
        (false, true) => screen.theme.chrome(Chrome::CursorAside),
        (false, false) => Style::new(),
    };
    let mark = mark(screen, place);
    let left = put_right(buffer, at, &mark, screen.theme.chrome(Chrome::Quiet));
    let room = usize::from(left.saturating_sub(at.x).saturating_sub(u16::from(!mark.is_empty())));
    let name = place.name(&screen.graph.atlas);
    let name = text::truncate_to_width(&name, room);
    put(buffer, at, at.x, &name, style);
}

/// What stands at the right of an entry: the reviewer's verdict on a strategy and its pull, the tiers of a person, how many hold a tag.
fn mark(screen: &Screen<'_>, place: Place) -> String {
    let graph = screen.graph;
    let atlas = &graph.atlas;
    match place {
        Place::Entity(Entity::Strategy(id)) => {
            let strategy = &atlas.strategies[id];
            let held = screen.state.model.portfolios.current.has(&strategy.slug).then_some(IN_PORTFOLIO_MARK);
            let verdict = screen.state.model.page_context(graph).verdict_on(id).map(verdict_glyph);
            let marks = [held, verdict, Some(strategy.coordinates.pull.arrow())];
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
