use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::Theme;
use super::text::{RowLooks, frame, line, print, print_right, print_row, scrollbar};
use super::theme::StyleRole;
use crate::app::{CellSize, Size};
use crate::document::BadgeKind;
use crate::document::layout::{Fragment, Role, Row};
use crate::graph::Graph;
use crate::keymap::default_keymap;
use crate::place::Place;
use crate::runtime::ExplorerSession;

fn row(fragments: &[(&str, Role, Option<usize>)]) -> Row {
    let fragments =
        fragments.iter().map(|&(text, role, link)| Fragment { text: text.to_owned(), role, link }).collect();
    Row { fragments }
}

#[test]
fn text_is_cut_at_the_edge_of_its_area() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
    let area = Rect::new(1, 0, 4, 1);
    assert_eq!(print(&mut buffer, area, 1, "abcdef", Style::new()), 5);
    assert_eq!(print(&mut buffer, area, 5, "x", Style::new()), 5);
    assert_eq!(buffer, Buffer::with_lines([" abcd   "]));
}

#[test]
fn a_wide_character_is_never_halved() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
    print(&mut buffer, Rect::new(0, 0, 3, 1), 0, "日本", Style::new());
    assert_eq!(buffer, Buffer::with_lines(["日  "]));
}

#[test]
fn text_at_the_right_is_left_out_where_it_does_not_fit() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
    assert_eq!(print_right(&mut buffer, Rect::new(0, 0, 6, 1), "12%", Style::new()), 3);
    assert_eq!(print_right(&mut buffer, Rect::new(0, 0, 2, 1), "12%", Style::new()), 2);
    assert_eq!(buffer, Buffer::with_lines(["   12%"]));
}

#[test]
fn the_link_under_the_cursor_is_told_from_the_others() {
    let theme = Theme::terminal();
    let cursor = Style::new().add_modifier(Modifier::REVERSED);
    let row = row(&[("ab", Role::Link, Some(0)), (" ", Role::Text, None), ("cd", Role::Link, Some(1))]);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 5, 1));
    print_row(&mut buffer, Rect::new(0, 0, 5, 1), &row, RowLooks { cursor: Some((1, cursor)), ..(&theme).into() });
    let mut expected = Buffer::with_lines(["ab cd"]);
    expected.set_style(Rect::new(0, 0, 2, 1), Style::new().fg(Color::Cyan));
    expected.set_style(Rect::new(3, 0, 2, 1), cursor);
    assert_eq!(buffer, expected);
}

#[test]
fn links_that_are_symbols_are_not_underlined() {
    let row = row(&[("ab", Role::Link, Some(0)), ("●", Role::Link, Some(1))]);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
    print_row(&mut buffer, Rect::new(0, 0, 3, 1), &row, (&Theme::monochrome()).into());
    let is_underlined = |x| buffer[(x, 0)].modifier.contains(Modifier::UNDERLINED);
    assert_eq!([0, 1, 2].map(is_underlined), [true, true, false]);
}

#[test]
fn the_cell_under_the_cursor_of_the_matrix_stands_out_in_every_theme() {
    let graph = Arc::new(Graph::new(crate::data::embedded().expect("the embedded atlas")));
    let size = Size { width: 100, height: 30 };
    let place = Place::parse(&graph.atlas, "matrix").expect("a place");
    for name in Theme::names() {
        let theme = Theme::named(name).expect("a theme");
        let mut session = ExplorerSession::new(Arc::clone(&graph), place, size, default_keymap().clone(), theme);
        for cells in [CellSize::Signs, CellSize::Codes, CellSize::Halves] {
            session.state.browse.trail.here_mut().matrix.size = cells;
            let mut buffer = Buffer::empty(Rect::new(0, 0, 100, 30));
            let cursor = session.screen().render(&mut buffer).expect("a cursor");
            let areas = session.state.browse.matrix_areas().expect("the matrix").cells;
            let modifiers = |x: u16| buffer[(areas.x + x, areas.y)].modifier;
            let width = cells.width();
            for x in 0..width {
                assert!(modifiers(x).contains(Modifier::REVERSED), "{name} {cells:?}: column {x} is as any other");
                assert!(!modifiers(x).contains(Modifier::DIM), "{name} {cells:?}: column {x} is faint");
            }
            assert!(!modifiers(width).contains(Modifier::REVERSED), "{name} {cells:?}: the next cell is marked too");
            assert!(cursor.x < areas.x, "{name} {cells:?}: the cursor of the terminal hides the mark");
        }
    }
}

#[test]
fn a_scrollbar_shows_what_part_is_in_sight() {
    let theme = Theme::monochrome();
    let drawn = |scroll, total| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 1, 4));
        scrollbar(&mut buffer, Rect::new(0, 0, 1, 4), (scroll, total), &theme);
        (0..4).map(|y| buffer[(0, y)].symbol().to_owned()).collect::<String>()
    };
    assert_eq!(drawn(0, 4), "    ");
    assert_eq!(drawn(0, 8), "┃┃  ");
    assert_eq!(drawn(2, 8), " ┃┃ ");
    assert_eq!(drawn(4, 8), "  ┃┃");
    assert_eq!(drawn(0, 4000), "┃   ");
    assert_eq!(drawn(3996, 4000), "   ┃");
}

#[test]
fn areas_of_no_size_are_left_exact() {
    let theme = Theme::terminal();
    let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
    let nothing = Rect::new(0, 0, 0, 0);
    print(&mut buffer, nothing, 0, "abc", Style::new());
    print_row(&mut buffer, nothing, &row(&[("abc", Role::Text, None)]), (&theme).into());
    scrollbar(&mut buffer, nothing, (0, 100), &theme);
    print(&mut buffer, line(Rect::new(0, 0, 3, 1), 7), 0, "abc", Style::new());
    assert_eq!(buffer, Buffer::empty(Rect::new(0, 0, 3, 1)));
}

#[test]
fn the_monochrome_theme_has_no_colour_anywhere() {
    let atlas = crate::data::embedded().unwrap();
    let graph = Arc::new(Graph::new(atlas));
    let place = Place::parse(&graph.atlas, "strategy/open-source-maximalism").unwrap();
    let size = Size { width: 140, height: 40 };
    let mut session = ExplorerSession::new(graph, place, size, default_keymap().clone(), Theme::monochrome());
    for keys in ["", "?", "Esc", "f", "Esc", "/"] {
        if let Ok(key) = keys.parse() {
            drop(session.key(key));
        }
        let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
        session.screen().render(&mut buffer);
        let coloured = buffer.content().iter().filter(|cell| cell.fg != Color::Reset || cell.bg != Color::Reset);
        assert_eq!(coloured.count(), 0, "after {keys:?}");
    }
}

#[test]
fn without_colour_every_meaning_still_has_its_look() {
    let theme = Theme::monochrome();
    let looks = [Role::Text, Role::Strong, Role::Quiet, Role::Link, Role::Caption].map(|role| theme.style(role));
    for (n, look) in looks.iter().enumerate() {
        assert!(!looks[..n].contains(look), "{look:?}");
    }
    // Stances are distinguished by words; their badges may look the same.
    assert_ne!(theme.style(Role::Badge(BadgeKind::Against)), theme.style(Role::Badge(BadgeKind::For)));
}

#[test]
fn what_is_behind_a_layer_is_fainter_in_every_theme() {
    let graph = Arc::new(Graph::new(crate::data::embedded().expect("the embedded atlas")));
    let size = Size { width: 100, height: 30 };
    let place = Place::parse(&graph.atlas, "strategy/pause").expect("a place");
    for name in Theme::names() {
        let theme = Theme::named(name).expect("a theme");
        let mut session = ExplorerSession::new(Arc::clone(&graph), place, size, default_keymap().clone(), theme);
        let mut drawn = |keys: &str| {
            for key in keys.split_whitespace() {
                drop(session.key(key.parse().expect("a key")));
            }
            session.show_key_hints();
            let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
            session.screen().render(&mut buffer);
            buffer
        };
        let before = drawn("");
        for keys in ["?", "Esc :", "Esc R", "Esc g"] {
            let behind = drawn(keys);
            // The name of the program is at the left of the top line, which no layer covers.
            for x in 1..9 {
                let (bright, faint) = (&before[(x, 0)], &behind[(x, 0)]);
                assert_eq!(bright.symbol(), faint.symbol(), "{name}: {keys}");
                let is_dimmed = faint.modifier.contains(Modifier::DIM) || faint.fg != bright.fg;
                assert!(is_dimmed && !faint.modifier.contains(Modifier::BOLD), "{name}: {keys}: {faint:?}");
            }
        }
    }
}

#[test]
fn the_footer_starts_with_what_the_thing_under_the_cursor_can_do() {
    let graph = Arc::new(Graph::new(crate::data::embedded().expect("the embedded atlas")));
    let size = Size { width: 140, height: 30 };
    let footer = |path: &str, keys: &str| {
        let place = Place::parse(&graph.atlas, path).expect("a place");
        let theme = Theme::monochrome();
        let mut session = ExplorerSession::new(Arc::clone(&graph), place, size, default_keymap().clone(), theme);
        for key in keys.split_whitespace() {
            drop(session.key(key.parse().expect("a key")));
        }
        let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
        session.screen().render(&mut buffer);
        (0..size.width).map(|x| buffer[(x, size.height - 1)].symbol()).collect::<String>()
    };
    let list = footer("portfolios", "");
    assert!(list.starts_with(" Enter Open portfolio  s Sort  c Compare"), "{list}");
    let person = footer("tag/pause", "Tab");
    assert!(person.starts_with(" Enter Open person"), "{person}");
    let axes = footer("axes", "");
    assert!(!axes.contains("Open in browser") && !axes.contains("Filter index"), "{axes}");
}

#[test]
fn panels_that_fill_the_screen_have_no_frame_around_them() {
    let graph = Arc::new(Graph::new(crate::data::embedded().expect("the embedded atlas")));
    for (width, height) in [(200, 50), (140, 40), (100, 30)] {
        let size = Size { width, height };
        let (keymap, theme) = (default_keymap().clone(), Theme::named("dark").expect("a theme"));
        let session = ExplorerSession::new(Arc::clone(&graph), Place::Home, size, keymap, theme);
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let mark = session.screen().render(&mut buffer);
        let row = |y: u16| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        assert!(row(1).starts_with("  Governance first has"), "{}", row(1));
        // On the narrowest of these screens, the first line takes two rows.
        let top = if width == 100 { 3 } else { 2 };
        assert!(row(top).starts_with("╭─ Most endorsed"), "{}", row(top));
        let right: Vec<&str> = (1..height - 1).map(|y| buffer[(width - 1, y)].symbol()).collect();
        assert!(
            right.contains(&"┃") && right.contains(&"│"),
            "the scroll position is in the edge of the panels: {right:?}"
        );
        let accent = session.screen().theme.style(StyleRole::BorderFocus).fg;
        assert_eq!(Some(buffer[(0, top)].fg), accent, "the panel with the cursor has the frame of the focus");
        assert_eq!(buffer[mark.expect("a cursor")].symbol(), "▌", "the mark is on the frame");
        if height > 30 {
            assert!(row(height - 2).starts_with('╰') && row(height - 2).ends_with(['╯', '┃']), "{}", row(height - 2));
        }
    }
}

#[test]
fn without_colours_a_blank_column_sets_a_frame_apart_from_what_is_behind_it() {
    let drawn = |theme: &Theme, x: u16| {
        let mut buffer = Buffer::with_lines(["xxxxxxxxxx"; 3]);
        frame(&mut buffer, Rect::new(x, 0, 6, 3), "", theme);
        (0..10).map(|x| buffer[(x, 1)].symbol()).collect::<String>()
    };
    assert_eq!(drawn(&Theme::terminal(), 2), "xx│    │xx");
    assert_eq!(drawn(&Theme::monochrome(), 2), "x │    │ x");
    assert_eq!(drawn(&Theme::monochrome(), 0), "│    │ xxx");
    assert_eq!(drawn(&Theme::monochrome(), 4), "xxx │    │");
}
