//! Grids on narrow screens.

use super::*;

#[test]
fn labels_are_wrapped_before_headings_are_cut() {
    let cell = |text: &str| GridCell { text: vec![Span::plain(text)], ..GridCell::default() };
    let column = |label: &str| GridColumn::of_figures(vec![Span::plain(label)]);
    let grid = |cells: [&str; 2]| {
        Block::Grid(Grid {
            columns: vec![column("Stated endorsers"), column("Opposers")],
            rows: vec![GridRow {
                label: vec![Span::plain("Governance first")],
                cells: cells.map(cell).into(),
                ..GridRow::default()
            }],
            ..Grid::default()
        })
    };
    let at = |cells, width| lines(&Flow::new([&grid(cells)], width));
    assert_eq!(
        at(["5", "12"], 37),
        [
            "                     Stated",
            "                  endorsers  Opposers",
            "Governance first          5        12"
        ]
    );
    // Figures may be closer together.
    assert_eq!(
        at(["5", "12"], 35),
        ["                    Stated", "                 endorsers Opposers", "Governance first         5       12"]
    );
    assert_eq!(
        at(["5", "12"], 29),
        ["              Stated", "           endorsers Opposers", "Governance         5       12", "  first"]
    );
    assert_eq!(
        at(["5", "12"], 25),
        ["            Stated", "           endors… Oppos…", "Governance       5     12", "  first"]
    );
    // Words would be hard to separate.
    assert_eq!(
        at(["5 of 6", "12"], 35),
        [
            "                   Stated",
            "                endorsers  Opposers",
            "Governance         5 of 6        12",
            "  first"
        ]
    );
}

#[test]
fn optional_columns_are_left_out_and_named_where_they_do_not_fit() {
    let columns = vec![
        GridColumn::of_figures("Size"),
        GridColumn::of_figures("Scenarios").optional(),
        GridColumn::of_figures("Largest bet").optional(),
    ];
    let row = GridRow::new("Governance first", ["5", "3 of 9", "20% Co"].map(GridCell::new));
    let grid = Block::Grid(Grid { columns, rows: vec![row], ..Grid::default() });
    let at = |width| lines(&Flow::new([&grid], width));
    assert_eq!(
        at(46),
        ["                  Size  Scenarios  Largest bet", "Governance first     5     3 of 9       20% Co"]
    );
    assert_eq!(
        at(34),
        ["                  Size  Scenarios", "Governance first     5     3 of 9", "On a wider screen: Largest bet"]
    );
    let without = "On a wider screen: Scenarios, Largest bet";
    assert_eq!(at(24)[..2], ["                  Size", "Governance first     5"]);
    assert_eq!(at(24)[2..].join(" "), without);
    // A list has room for all columns.
    assert_eq!(at(14)[4..], ["  3 of 9", "  Largest bet", "  20% Co"]);
}

#[test]
fn optional_columns_are_left_out_before_the_letters_above_strips_and_before_long_labels_are_wrapped() {
    let columns = vec![
        GridColumn::of_strips("Levers", "Sp\u{a0}Co\u{a0}CM"),
        GridColumn::of_figures("Coverage"),
        GridColumn::of_figures("Scenarios").optional(),
    ];
    let row = GridRow::new(
        "A portfolio with some long name",
        ["↑\u{a0}\u{a0}·\u{a0}\u{a0}↓", "5 of 15", "3 of 9"].map(GridCell::new),
    );
    let grid = Block::Grid(Grid { columns, rows: vec![row], ..Grid::default() });
    let heading = |width| lines(&Flow::new([&grid], width))[0].split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(heading(62), "Sp Co CM Coverage Scenarios");
    assert_eq!(heading(61), "Sp Co CM Coverage");
    assert_eq!(heading(50), "Levers Coverage");
    let narrow = lines(&Flow::new([&grid], 50));
    assert!(narrow[1].starts_with("A portfolio with some long name  ↑·↓"), "{narrow:?}");
}
