//! The matrix, comparisons, and what is around something.

use stratlas::app::{CellSize, Layer, Message};
use stratlas::document::Target;
use stratlas::document::layout::Row;
use stratlas::model::{Mechanism, RelationKind};
use stratlas::place::{Comparison, Place};

use super::driver::Driver;
use super::{assert_screen, at, here, rows, says, step_to, visit};

/// The pair under the matrix's cursor, as it is written.
fn target(driver: &Driver) -> String {
    let Some(Target::Place(place)) = driver.session.state.browse.target() else { return "nothing".to_owned() };
    place.path(&driver.session.graph.atlas)
}

#[test]
fn the_matrix_names_the_pair_under_the_cursor_and_compares_it() {
    let mut driver = at("home", (140, 40));
    driver.keys("g x");
    assert_eq!(here(&driver), "matrix");
    // The first strategy meets itself, then the second of its lever.
    assert_eq!(target(&driver), "strategy/acceleration");
    driver.keys("l");
    assert_eq!(target(&driver), "compare/acceleration/race-to-aligned-superintelligence");
    driver.keys("w");
    assert_eq!(target(&driver), "compare/acceleration/bureaucratic-slowdown");
    assert!(says(&driver, "conflict · Lever opposition"));
    driver.keys("<Enter>");
    assert_eq!(here(&driver), "compare/acceleration/bureaucratic-slowdown");
    driver.keys("<Backspace>");
    assert_eq!(target(&driver), "compare/acceleration/bureaucratic-slowdown", "the cursor is where it was");
}

#[test]
fn bands_and_edges_of_the_matrix_are_reached_by_keys() {
    let mut driver = at("matrix", (140, 40));
    driver.keys("]");
    assert_eq!(visit(&driver).matrix.row, 7, "seven strategies pull the first lever");
    driver.keys("[");
    assert_eq!(visit(&driver).matrix.row, 0);
    driver.keys("G");
    assert_eq!(visit(&driver).matrix.row, 75);
    driver.keys("g g 5 l 3 j");
    assert_eq!((visit(&driver).matrix.row, visit(&driver).matrix.column), (3, 5));
    driver.keys("1 0 0 h v i h");
    assert_eq!(
        driver.session.state.browse.focus(),
        stratlas::action::Focus::Index,
        "past the left edge stands the index"
    );
}

#[test]
fn the_matrix_is_filtered_by_kind_and_mechanism_and_drawn_larger() {
    let mut driver = at("matrix", (140, 40));
    driver.keys("x");
    assert!(says(&driver, "only conflicts"));
    driver.keys("w w w");
    let is_conflict = |driver: &Driver| {
        let graph = &driver.session.graph;
        let Some(Target::Place(Place::Compare(Comparison::Strategies(pair)))) = driver.session.state.browse.target()
        else {
            return false;
        };
        let pair: Vec<_> = pair.iter().collect();
        graph.relation(pair[0], pair[1]).is_some_and(|relation| relation.mechanism.as_str() == "lever-opposition")
    };
    assert!(is_conflict(&driver));
    driver.keys("X");
    assert!(says(&driver, "only Lever opposition"));
    for _ in 0..20 {
        driver.keys("w");
        assert!(is_conflict(&driver), "{}", target(&driver));
    }
    driver.keys("+ +");
    assert_eq!(visit(&driver).matrix.size, CellSize::Codes);
    assert!(says(&driver, "LO"));
    driver.keys("- -");
    assert_eq!(visit(&driver).matrix.size, CellSize::Halves);
    driver.keys("<Esc>");
    assert!(!says(&driver, "only Lever opposition"));
}

#[test]
fn the_cursor_of_the_matrix_is_in_sight_at_every_size() {
    let mut driver = at("matrix", (140, 40));
    for (width, height) in [(140, 40), (100, 30), (60, 20), (40, 12)] {
        driver.resize(width, height);
        for keys in ["G", "9 9 l", "-", "-", "g g", "+", "+", "9 9 h", "9 9 j"] {
            driver.keys(keys);
            let at = visit(&driver).matrix;
            let (rows, columns) = driver.session.state.browse.matrix_areas().expect("the matrix").window(at.size);
            assert!((at.top..at.top + rows).contains(&at.row), "{width}x{height} {keys} {at:?}");
            assert!((at.left..at.left + columns).contains(&at.column), "{width}x{height} {keys} {at:?}");
        }
    }
}

#[test]
fn half_blocks_are_drawn_as_soon_as_rows_do_not_fit_and_where_colours_tell_them_apart() {
    let mut driver = at("matrix", (140, 40));
    let size = |driver: &Driver| visit(driver).matrix.size;
    assert_eq!(size(&driver), CellSize::Halves);
    assert!(says(&driver, "76 strategies, 2 a line") && says(&driver, "Bureaucratic slowdown"), "whole names");
    assert!(!says(&driver, "Compute governance"), "the second name of a line, unless the cursor is there");
    driver.resize(200, 50);
    assert!(says(&driver, "Bureaucratic slowdown") && says(&driver, "Compute governance"), "both names of a line");
    driver.resize(140, 90);
    assert_eq!(size(&driver), CellSize::Signs, "all rows fit");
    driver.resize(140, 40);
    driver.session.set_symbols(stratlas::ui::Symbols::Ascii);
    assert_eq!(size(&driver), CellSize::Signs);
    driver.session.set_symbols(stratlas::ui::Symbols::Unicode);
    assert_eq!(size(&driver), CellSize::Halves);
    driver.session.set_theme(stratlas::ui::Theme::monochrome());
    assert_eq!(size(&driver), CellSize::Signs);
    driver.keys("-");
    assert_eq!(size(&driver), CellSize::Halves, "unless the user asks for it");
}

#[test]
fn the_matrix_on_the_first_page_has_signs_where_half_blocks_cannot_be_drawn() {
    let mut driver = at("home", (140, 40));
    assert!(says(&driver, "▀▄") && !says(&driver, "×××"), "{:#?}", rows(&driver));
    driver.session.set_symbols(stratlas::ui::Symbols::Ascii);
    driver.resize(140, 39);
    driver.resize(140, 40);
    assert!(says(&driver, "xxx") && !says(&driver, "##"), "{:#?}", rows(&driver));
}

#[test]
fn lines_lead_from_a_half_block_to_its_row_and_its_column() {
    let mut driver = at("matrix", (140, 40));
    driver.keys("8j 3l");
    let matrix = driver.session.state.browse.matrix_areas().expect("the matrix");
    let symbol = |x: u16, y: u16| driver.buffer()[(matrix.cells.x + x, matrix.cells.y + y)].symbol().to_owned();
    assert_eq!(symbol(75, 4), "─", "the row with the cursor");
    assert_eq!(symbol(3, 5), "│", "the column of the cursor");
    assert_eq!(symbol(75, 5), " ");
}

#[test]
fn the_smallest_matrix_names_its_rows_and_describes_a_single_strategy() {
    let mut driver = at("matrix", (40, 12));
    assert!(says(&driver, "Accelerat…"), "{:#?}", rows(&driver));
    assert!(says(&driver, "Acceleration ↑ Speed"), "{:#?}", rows(&driver));
    assert!(says(&driver, "Going faster is itself what"), "{:#?}", rows(&driver));
    driver.keys("j");
    assert!(says(&driver, "▌ Race to"), "the second name of a line, if the cursor is there: {:#?}", rows(&driver));
}

#[test]
fn the_matrix_explains_the_pair_and_its_letters_beside_it_and_offers_its_keys() {
    let mut driver = at("matrix", (140, 40));
    driver.keys("l w");
    let cells = driver.session.state.browse.matrix_areas().expect("the matrix");
    assert!(cells.is_beside);
    let graph = std::sync::Arc::clone(&driver.session.graph);
    for mechanism in Mechanism::ALL.into_iter().filter(|&mechanism| graph.pair_count(mechanism) > 0) {
        assert!(says(&driver, &format!("{}  ", mechanism.code())), "{}", mechanism.code());
    }
    assert!(says(&driver, "conflict · Lever opposition"));
    let footer = rows(&driver).pop().expect("a row");
    for hint in ["x Filter by relation", "X Filter by mechanism", "+ Larger cells", "- Smaller cells"] {
        assert!(footer.contains(hint), "{footer}");
    }
    driver.resize(100, 30);
    assert!(!driver.session.state.browse.matrix_areas().expect("the matrix").is_beside);
}

#[test]
fn a_click_puts_the_cursor_of_the_matrix_there() {
    let mut driver = at("matrix", (140, 40));
    let cells = driver.session.state.browse.matrix_areas().expect("the matrix").cells;
    driver.send(Message::Click(cells.x + 9, cells.y + 4));
    assert_eq!((visit(&driver).matrix.row, visit(&driver).matrix.column), (8, 9), "two rows share a line");
    driver.keys("+ g g");
    let cells = driver.session.state.browse.matrix_areas().expect("the matrix").cells;
    driver.send(Message::Click(cells.x + 9, cells.y + 4));
    assert_eq!((visit(&driver).matrix.row, visit(&driver).matrix.column), (4, 9));
    assert_eq!(here(&driver), "matrix");
}

#[test]
fn the_matrix_says_how_far_down_one_is() {
    let mut driver = at("matrix", (140, 40));
    let header = |driver: &Driver| rows(driver)[1].clone();
    let bar = |driver: &Driver| rows(driver).iter().filter(|row| row.ends_with('┃')).count();
    assert!(header(&driver).contains(" 0% "), "{}", header(&driver));
    assert!(bar(&driver) > 0);
    driver.keys("G");
    assert!(header(&driver).contains(" 100% "), "{}", header(&driver));
    // Two rows to a line, and they are all in sight.
    driver.resize(140, 60);
    driver.keys("-");
    assert!(!header(&driver).contains('%'), "{}", header(&driver));
    assert_eq!(bar(&driver), 0);
}

#[test]
fn all_kinds_of_pairs_are_counted_on_every_screen() {
    let mut driver = at("matrix", (140, 40));
    let counts = driver.session.graph.pair_counts();
    for (width, height) in [(140, 40), (100, 30), (60, 20), (40, 12)] {
        driver.resize(width, height);
        for (sign, count) in
            [("×", counts.conflicts), ("+", counts.complements), ("=", counts.twins), ("·", counts.none())]
        {
            assert!(says(&driver, &format!("{sign} {count}")), "{width}x{height} {sign}");
        }
    }
}

#[test]
fn the_help_of_the_matrix_tells_its_signs() {
    let mut driver = at("matrix", (140, 40));
    driver.keys("?");
    let Some(Layer::Help(help)) = &driver.session.state.layer else { panic!("no help") };
    let reported: Vec<String> = help.flow.rows.iter().map(Row::text).collect();
    for mechanism in Mechanism::ALL {
        let line = format!("{}  {}", mechanism.code(), driver.session.graph.atlas.mechanism(mechanism).label);
        assert!(reported.iter().any(|row| row.starts_with(&line)), "{line}");
    }
    for sign in RelationKind::ALL.map(RelationKind::sign).into_iter().chain(["●"]) {
        assert!(reported.iter().any(|row| row.starts_with(&format!("{sign} "))), "{sign}");
    }
    // Elsewhere nothing has these letters.
    driver.keys("<Esc> g s ?");
    let Some(Layer::Help(help)) = &driver.session.state.layer else { panic!("no help") };
    assert!(!help.flow.rows.iter().any(|row| row.text().starts_with("LO ")));
}

#[test]
fn a_message_says_what_to_do_and_is_seen_to_be_cut() {
    let mut driver = at("trust", (140, 40));
    driver.keys("g g a");
    assert!(says(&driver, "Around: no strategy, person or tag is under the cursor."));
    driver.keys("W");
    assert!(says(&driver, "No path can start here; press W on a person, strategy or tag."));
    driver.resize(40, 12);
    let footer = rows(&driver).pop().expect("a row");
    assert_eq!(footer, " No path can start here; press W on a p…");
}

#[test]
fn the_matrix_looks_as_on_record() {
    let mut driver = at("matrix", (100, 30));
    driver.keys("5 j 2 l");
    assert_screen!(driver, "matrix");
}

#[test]
fn pinned_strategies_are_compared_up_to_four() {
    let mut driver = at("strategy/pause", (140, 40));
    driver.keys("c");
    assert!(says(&driver, "Pinned Pause; press c on another strategy to compare the two."));
    driver.keys("g s : acceleration <Enter> c");
    assert_eq!(here(&driver), "compare/pause/acceleration");
    driver.keys(": sabotage <Enter> c");
    assert_eq!(here(&driver), "compare/pause/acceleration/sabotage");
    driver.keys(": gradualism <Enter> c");
    assert_eq!(here(&driver), "compare/pause/acceleration/sabotage/gradualism");
    driver.keys(": public-ai <Enter> c");
    assert!(says(&driver, "At most four strategies can be compared."));
    driver.keys("C : pause <Enter> c");
    assert!(says(&driver, "Pinned Pause;"), "nothing was pinned any more");
    driver.keys("c");
    assert!(says(&driver, "Pause is no longer pinned."));
}

#[test]
fn two_tags_and_two_portfolios_are_compared_by_the_same_key() {
    let mut driver = at("tag/pause", (140, 40));
    driver.keys("c");
    assert!(says(&driver, "press c on another tag"));
    driver.keys(": evals-driven <Enter>");
    let evals = here(&driver);
    driver.keys("c");
    assert_eq!((evals.as_str(), here(&driver).as_str()), ("tag/evals-driven", "compare/tag/pause/tag/evals-driven"));
    let mut driver = at("portfolio/uk-aisi", (140, 40));
    driver.keys("c g o c");
    assert_eq!(here(&driver), "compare/portfolio/uk-aisi/portfolio/forethought");
}

#[test]
fn what_is_around_something_is_walked_by_keys() {
    let mut driver = at("strategy/pause", (140, 40));
    driver.keys("a");
    assert_eq!(here(&driver), "around/strategy/pause");
    assert!(says(&driver, "─ Pause ─"));
    super::step_to(&mut driver, "strategy/acceleration");
    driver.keys("a");
    assert_eq!(here(&driver), "around/strategy/acceleration");
    driver.keys("<Backspace>");
    assert_eq!(here(&driver), "around/strategy/pause");
    assert_screen!(driver, "around");
}

#[test]
fn the_dot_under_the_cursor_is_named() {
    let mut driver = at("field", (140, 40));
    step_to(&mut driver, "strategy/pause");
    let footer = rows(&driver).pop().expect("a row");
    assert!(footer.contains("Pause: Speed ↓ down"), "{footer}");
    assert!(footer.contains("q Quit"), "{footer}");
    // A name that is a link says itself where it leads.
    step_to(&mut driver, "lever/concentration");
    assert!(!rows(&driver).pop().expect("a row").contains("lever/concentration"));
    // So do figures of other grids.
    let mut driver = at("board", (140, 40));
    step_to(&mut driver, "board/frontier-builder/household-name");
    assert!(rows(&driver).pop().expect("a row").contains("Frontier builder"));
}
