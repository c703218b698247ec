//! Tests of pages with panels that fill the window.

use super::*;

/// Returns a page with key figures, panels of lists with these numbers of items, and a section below.
fn page(items: &[usize]) -> Vec<Block> {
    let item = |at: usize| Item::new(Span::link(format!("item {at}"), Place::Home), "");
    let list = |count: &usize| Block::List((0..*count).map(item).collect());
    let panel = |count| PagePanel::new("Title", Place::Home, vec![list(count)]);
    let panels = Panels { panels: items.iter().map(panel).collect(), fit: PanelFit::Overview };
    let below = Block::List(vec![Item::new(Span::link("below", Place::Home), "")]);
    vec![Block::Paragraph(plain("76 strategies")), Block::Panels(panels), heading(1, "Section"), below]
}

#[test]
fn panels_fill_the_window_with_rows_that_they_otherwise_leave_out() {
    let flow = Flow::edge_to_edge(&page(&[40, 20]), (100, 30));
    let rows = lines(&flow);
    assert_eq!(rows[0], "  76 strategies");
    assert!(rows[1].starts_with("╭─ Title") && rows[1].ends_with("─╮"), "{rows:?}");
    assert!(rows[29].starts_with('╰') && rows[29].ends_with('╯'), "{rows:?}");
    assert!(flow.rows[1..30].iter().all(|row| text::width(&row.text()) == 100), "{rows:?}");
    assert!(rows[28].starts_with("│ 14 more") && rows[21].contains("│ item 19"), "{rows:?}");
    assert_eq!(rows[31..], ["  Section", "  below"]);
    let last = flow.links.last().expect("a link");
    assert_eq!((last.row(), last.pieces[0].column), (32, 2));
    // Without a window, panels have their usual height.
    assert!(lines(&Flow::new(&page(&[40, 20]), 100)).iter().any(|row| row.contains("26 more")));
}

#[test]
fn panels_are_in_as_few_columns_as_fit_into_the_window() {
    let beside = |height| {
        let flow = Flow::edge_to_edge(&page(&[12, 12, 12, 12]), (200, height));
        flow.panels.iter().filter(|panel| panel.rows.start == 1).count()
    };
    assert_eq!([15, 29, 40].map(beside), [4, 2, 2]);
    assert_eq!(beside(10), 4, "a window that is too low scrolls");
}

#[test]
fn lists_of_panels_are_in_different_columns_so_that_each_column_can_grow() {
    let flow = Flow::edge_to_edge(&page(&[40, 3, 30]), (100, 30));
    let columns: Vec<usize> = flow.panels.iter().map(|panel| panel.columns.start).collect();
    assert_eq!(columns, [0, 50, 50]);
    let ends: Vec<usize> = flow.panels.iter().map(|panel| panel.rows.end).collect();
    assert_eq!(ends, [30, 6, 30], "{:?}", lines(&flow));
}

#[test]
fn a_miniature_fills_the_height_up_to_a_square() {
    let names = (0..80).map(|at| Span::plain(at.to_string())).collect();
    let grid = Block::Pairs(PairGrid { names, is_small: true, ..PairGrid::default() });
    let panel = |block| PagePanel::new("Title", Place::Home, vec![block]);
    let text = Block::Paragraph(plain("text"));
    let panels = Panels { panels: vec![panel(grid), panel(text)], fit: PanelFit::Overview };
    let height = |window| Flow::edge_to_edge([&Block::Panels(panels.clone())], (100, window)).rows.len();
    assert_eq!([10, 20, 40].map(height), [18, 20, 25]);
}

#[test]
fn names_of_bars_that_are_left_out_take_no_width() {
    let bars = (0..30).map(|at| Bar::of_count(if at == 20 { "a very long name" } else { "short" }, 30 - at));
    let panel = |block| PagePanel::new("Title", Place::Home, vec![block]);
    let panels = vec![panel(Block::Bars(Bars::of_counts(bars))), panel(Block::Paragraph(plain("text")))];
    let flow = Flow::new([&Block::Panels(Panels { panels, fit: PanelFit::Overview })], 100);
    assert!(lines(&flow)[1].starts_with("│ short  30  ▄"), "{:?}", lines(&flow));
}
