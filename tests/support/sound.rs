//! What holds of the explorer at any time, whatever has happened in it.

use stratlas::action::{Focus, KeyScope};
use stratlas::app::{Arrangement, GUTTER, Layer, PickerView, TextInput, help_height};
use stratlas::text;

use crate::driver::Driver;

/// What holds at any time.
pub(crate) fn assert_sound(driver: &Driver) {
    let state = &driver.session.state;
    let layout = &state.browse.view.layout;
    assert_eq!(state.browse.trail.backwards().next(), Some(state.browse.place()), "the trail ends where one is");
    assert!(layout.reachable.contains(&state.browse.focus()), "the focus is on a pane that can be reached");
    assert!(state.scopes() != [KeyScope::Browse] || state.layer.is_none());
    for pane in &layout.panes {
        let height = usize::from(pane.text().height);
        let Some(flow) = state.browse.view.flow(pane.focus) else { continue };
        let at = state.browse.pane(pane.focus);
        if flow.rows.is_empty() {
            continue;
        }
        assert!(at.row < flow.rows.len(), "{:?}: the cursor is past the end", pane.focus);
        assert!((at.scroll..at.scroll + height).contains(&at.row), "{:?}: the cursor is out of sight", pane.focus);
        assert!(at.scroll == 0 || at.scroll + height <= flow.rows.len(), "{:?}: scrolled past the end", pane.focus);
        assert!(at.link.is_none_or(|link| link < flow.links.len()), "{:?}: no such link", pane.focus);
    }
    if let Some(pane) = layout.pane(Focus::Index)
        && !state.browse.index.rows().is_empty()
    {
        let (row, scroll) = (state.browse.index.row, state.browse.index.scroll);
        assert!(row < state.browse.index.rows().len(), "the cursor is past the end of the index");
        assert!((scroll..scroll + usize::from(pane.text().height)).contains(&row), "the cursor is out of sight");
    }
    if let Some(Layer::Search(search)) = &state.layer {
        assert!(search.entries.is_empty() || search.list.selected < search.entries.len(), "no such result");
        assert!(search.list.input.text().is_char_boundary(search.list.input.cursor()));
    }
    assert_cursor(driver);
}

/// The terminal's cursor is on the row that is selected or where the next letter goes: that is what screen readers read.
fn assert_cursor(driver: &Driver) {
    let state = &driver.session.state;
    let size = state.browse.size;
    let mut buffer = driver.buffer().clone();
    buffer.reset();
    let cursor = driver.session.screen().render(&mut buffer);
    if state.browse.view.layout.arrangement == Arrangement::TooSmall {
        assert_eq!(cursor, None, "there is nothing to be on");
        return;
    }
    let cursor = cursor.expect("the cursor is shown in every frame");
    assert!(cursor.x < size.width && cursor.y < size.height, "the cursor {cursor} is off the screen");
    let footer = state.browse.view.layout.footer.y;
    let typed_at = |input: &TextInput, start: u16, y: u16, end: u16| {
        let before = u16::try_from(text::width(&input.text()[..input.cursor()])).unwrap_or(u16::MAX);
        assert_eq!(cursor.y, y, "the cursor is in the line that is typed");
        let expected = start.saturating_add(before);
        // A wide letter that does not fit at the start of a scrolled line leaves a column free.
        let is_next = if expected <= end { cursor.x == expected } else { (end - 1..=end).contains(&cursor.x) };
        assert!(is_next, "the cursor at {} is not where the next letter goes: {expected}, at most {end}", cursor.x);
    };
    let list_at = |picker: PickerView<'_>| {
        let input = picker.areas(size).input;
        typed_at(&picker.list.input, input.x + 2, input.y, input.x + input.width - 1);
    };
    match &state.layer {
        Some(Layer::Search(search)) => typed_at(&search.list.input, 2, 0, size.width - 1),
        Some(layer) if layer.picker().is_some() => list_at(layer.picker().expect("a list")),
        // Nothing is typed in a choice, and a part of a verdict has rows above its line.
        Some(Layer::Choice(_)) => {}
        Some(Layer::Prompt(_)) => assert_eq!(cursor.y, footer, "a prompt is the last line"),
        Some(Layer::Help(help)) if help.typing => assert_eq!(cursor.y, 2, "the help is narrowed in its heading"),
        Some(Layer::Help(help)) => {
            let seen = help.scroll..help.scroll + help_height(size);
            let is_seen = help.row().is_some_and(|row| seen.contains(&row));
            assert!(!is_seen || buffer[cursor].symbol() == "▌", "it is on the action that is selected");
        }
        None if state.browse.index.typing => assert_eq!(cursor.y, footer, "the filter is typed in the last line"),
        Some(_) | None => {
            let pane =
                state.browse.view.layout.pane(state.browse.focus()).expect("the pane with the focus is in sight");
            if let Some(areas) = state.browse.matrix_areas().filter(|_| pane.focus == Focus::Main) {
                let beside = cursor.x == areas.pane.x && areas.cells.contains(areas.cells.x, cursor.y);
                assert!(beside || areas.cells.width == 0 || areas.cells.height == 0, "{cursor} is off {areas:?}");
                return;
            }
            let (row, scroll) = match pane.focus {
                Focus::Index => (state.browse.index.row, state.browse.index.scroll),
                focus => (state.browse.pane(focus).row, state.browse.pane(focus).scroll),
            };
            let y = usize::from(pane.body.y) + row - scroll;
            // Beside others, a part of a page has the mark on its own frame or in the gap before it.
            let panels =
                state.browse.view.flow(pane.focus).map(|flow| (flow, state.browse.pane(pane.focus).panel(flow)));
            let panel = panels.and_then(|(flow, panel)| flow.panels.get(panel?)).filter(|panel| panel.is_beside);
            let x = panel.map_or(usize::from(pane.body.x), |panel| {
                usize::from(pane.text().x) + panel.columns.start - if panel.is_framed { 0 } else { usize::from(GUTTER) }
            });
            assert_eq!((usize::from(cursor.x), usize::from(cursor.y)), (x, y), "{:?}", pane.focus);
        }
    }
}
