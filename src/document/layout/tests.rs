use proptest::prelude::*;

use super::*;
use crate::document::{
    Align, Badge, Bar, BarPart, Bars, Block, Grid, GridCell, GridColumn, GridRow, Heading, Interval, Intervals, Item,
    Page, PagePanel, PairGrid, PanelFit, Panels, RowWidths, Span, Tick, Tone, Track, fact, join_dots, plain,
};
use crate::place::Place;
use crate::text;

mod grids;
mod items;
mod panels;

fn lines(flow: &Flow) -> Vec<String> {
    flow.rows.iter().map(|row| row.text().trim_end().to_owned()).collect()
}

fn heading(level: u8, name: &str) -> Block {
    Block::Heading(Heading { level, text: vec![Span::plain(name)], ..Heading::default() })
}

#[test]
fn a_link_in_a_heading_looks_like_the_heading() {
    let text = vec![Span::plain("+ "), Span::link("Speed", Place::Home)];
    for level in 1..=3 {
        let flow = Flow::new(&[Block::Heading(Heading { level, text: text.clone(), ..Heading::default() })], 40);
        let role = |words: &str| flow.rows[0].fragments.iter().find(|part| part.text == words).map(|part| part.role);
        assert_eq!(role("Speed"), Some(Role::Heading(level)));
        assert_eq!(role("+ "), Some(Role::Heading(level)));
        assert_eq!(flow.links.len(), 1);
    }
}

#[test]
fn a_legend_has_fills_only_if_bars_are_drawn() {
    let legend = vec![Span::toned(Tone::For.fill(), Tone::For), Span::plain(" for   ")];
    let against = [Span::toned(Tone::Against.fill(), Tone::Against), Span::plain(" against")];
    let legend = Block::Caption(legend.into_iter().chain(against).collect());
    let bars = Block::Bars(Bars::of_counts([Bar::new(vec![Span::plain("Governance first")], 8.0, "8 · 0")]));
    let first = |width| lines(&Flow::new([&legend, &bars], width))[0].clone();
    assert_eq!(first(60), "▄ for   ▒ against");
    assert_eq!(first(24), "for · against");
}

#[test]
fn a_paragraph_is_wrapped_at_words() {
    let flow = Flow::new(&[Block::Paragraph(vec![Span::plain("one two three")])], 8);
    assert_eq!(lines(&flow), ["one two", "three"]);
}

#[test]
fn a_word_wider_than_the_page_is_broken() {
    let flow = Flow::new(&[Block::Paragraph(vec![Span::plain("abcdefgh")])], 3);
    assert_eq!(lines(&flow), ["abc", "def", "gh"]);
}

#[test]
fn wide_characters_break_without_spaces() {
    let flow = Flow::new(&[Block::Paragraph(vec![Span::plain("日本語です")])], 5);
    assert_eq!(lines(&flow), ["日本", "語で", "す"]);
}

#[test]
fn a_wrapped_link_is_one_link_in_two_pieces() {
    let link = Span::link("alpha beta", Place::Home);
    let flow = Flow::new(&[Block::Paragraph(vec![Span::plain("see "), link])], 9);
    assert_eq!(lines(&flow), ["see alpha", "beta"]);
    let pieces = &flow.links[0].pieces;
    assert_eq!(*pieces, [Piece { row: 0, column: 4, width: 5 }, Piece { row: 1, column: 0, width: 4 }]);
    assert_eq!(flow.link_at(0, 4), Some(0));
    assert_eq!(flow.link_at(0, 3), None);
    assert_eq!(flow.link_at(1, 3), Some(0));
    assert_eq!(flow.link_at(1, 4), None);
}

#[test]
fn headings_start_sections_after_a_blank_row() {
    let blocks =
        [heading(1, "A"), Block::Paragraph(vec![Span::plain("x")]), heading(1, "B"), heading(2, "b"), heading(2, "c")];
    let flow = Flow::new(&blocks, 20);
    assert_eq!(lines(&flow), ["A", "x", "", "B", "b", "", "c"]);
    assert_eq!(flow.sections, [0, 3]);
}

#[test]
fn facts_align_their_values() {
    let facts = Block::Facts(vec![fact("Lever", "Speed"), fact("Coercion", "State coercion and more")]);
    assert_eq!(
        lines(&Flow::new([&facts], 36)),
        ["Lever     Speed", "Coercion  State coercion and more"],
        "values in one row stay beside their labels"
    );
    assert_eq!(lines(&Flow::new([&facts], 30)), ["Lever", "  Speed", "Coercion", "  State coercion and more"]);
    assert_eq!(lines(&Flow::new([&facts], 20)), ["Lever", "  Speed", "Coercion", "  State coercion and", "  more"]);
}

#[test]
fn compared_panels_are_whole_and_side_by_side_where_their_facts_have_room() {
    let panel = |name: &str| PagePanel {
        title: Span::strong(name),
        aside: Vec::new(),
        blocks: vec![Block::Facts((0..30).map(|at| fact("Threshold", format!("{name} {at}"))).collect())],
        left: 0,
        more: None,
        is_urgent: false,
    };
    let panels = Block::Panels(Panels { panels: vec![panel("ada"), panel("bob")], fit: PanelFit::Comparison });
    let rows = |width| lines(&Flow::new([&panels], width));
    let beside = rows(56);
    assert_eq!(beside[1], "│ Threshold  ada 0         ││ Threshold  bob 0         │");
    assert_eq!(beside.len(), 32, "thirty facts and both edges");
    let stacked = rows(55);
    assert!(stacked.iter().any(|row| row == "Threshold  bob 29"), "{stacked:?}");
}

#[test]
fn lists_stand_in_columns_where_everything_fits_and_stack_where_not() {
    let badge =
        |short: &str| Badge { kind: BadgeKind::Expertise, short: short.into(), label: String::new(), tone: None };
    let item = |name: &str, badges: Vec<Badge>, note: &str| Item {
        text: vec![Span::link(name, Place::Home)],
        badges,
        note: vec![Span::plain(note)],
        ..Item::default()
    };
    let list = Block::List(vec![
        item("Ada", vec![badge("BLD"), badge("FLD")], "builder"),
        item("Grace Hopper", vec![badge("DEEP"), badge("MASS")], "pioneer"),
        item("Tim", vec![], ""),
    ]);
    assert_eq!(
        lines(&Flow::new([&list], 40)),
        ["Ada           BLD  FLD   builder", "Grace Hopper  DEEP MASS  pioneer", "Tim"]
    );
    assert_eq!(
        lines(&Flow::new([&list], 24)),
        ["Ada           BLD  FLD", "  builder", "Grace Hopper  DEEP MASS", "  pioneer", "Tim"]
    );
}

#[test]
fn a_number_stays_with_its_noun() {
    let line = |text: &str| Block::Paragraph(plain(text));
    let at = |text: &str, width| lines(&Flow::new([&line(text)], width));
    assert_eq!(at("mixed · 11 strategies", 13), ["mixed", "11 strategies"]);
    assert_eq!(at("in 2030, 45% of people", 12), ["in 2030,", "45% of", "people"]);
    assert_eq!(at("12 extraordinarily", 15), ["12", "extraordinarily"], "only if both fit");
    let parts = Block::Paragraph(vec![Span::plain("about "), Span::strong("28"), Span::plain(" people")]);
    assert_eq!(lines(&Flow::new([&parts], 10)), ["about", "28 people"], "in two styles as well");
}

#[test]
fn a_flag_has_a_line_of_its_own() {
    let item = Item::new("Pause", "A halt holds.").flagged("⚑ wrong if  One defects.");
    assert_eq!(
        lines(&Flow::new([&Block::List(vec![item])], 60)),
        ["Pause", "  A halt holds.", "  ⚑ wrong if  One defects."]
    );
}

#[test]
fn shaded_columns_are_equally_wide_and_their_figures_aligned() {
    let cell = |text: &str| GridCell { shade: Some(1.0), ..GridCell::new(text) };
    let grid = Block::Grid(Grid {
        corner: "Tier".into(),
        columns: ["Household name", "Emerging"].map(GridColumn::of_figures).into(),
        rows: vec![GridRow::new("A", ["8", "12"].map(cell)), GridRow::new("B", ["37", "1"].map(cell))],
        ..Grid::default()
    });
    assert_eq!(
        lines(&Flow::new([&grid], 60)),
        [
            "Tier  Household name        Emerging",
            "A             ██  8           ██ 12",
            "B             ██ 37           ██  1"
        ]
    );
}

#[test]
fn a_column_of_prose_is_wrapped_before_labels_and_headings() {
    let row = |label: &str, text: &str| GridRow::new(label, ["7", text].map(GridCell::new));
    let grid = Block::Grid(Grid {
        corner: "Mechanism".into(),
        columns: vec![GridColumn::of_figures("Pairs"), GridColumn::new("Why")],
        rows: vec![row("Lever opposition", "One lever is pulled both ways at one time."), row("Twin", "Same pull.")],
        ..Grid::default()
    });
    assert_eq!(
        lines(&Flow::new([&grid], 54)),
        [
            "Mechanism         Pairs  Why",
            "Lever opposition      7  One lever is pulled both ways",
            "                         at one time.",
            "Twin                  7  Same pull.",
        ]
    );
    assert_eq!(
        lines(&Flow::new([&grid], 46))[..2],
        ["Lever opposition", "  Pairs 7"],
        "a list where the prose has too little room"
    );
}

#[test]
fn shades_stay_while_headings_that_are_cut_leave_room_for_them() {
    let cell = |text: &str| GridCell { text: vec![Span::plain(text)], shade: Some(0.5) };
    let column = |label: &str| GridColumn::of_figures(vec![Span::plain(label)]);
    let row = GridRow { label: vec![Span::plain("Speed")], cells: vec![cell("5"), cell("12")], total: Vec::new() };
    let block = Block::Grid(Grid {
        corner: String::new(),
        columns: vec![column("Pretransitional"), column("Posttransitional")],
        rows: vec![row],
        ..Grid::default()
    });
    assert_eq!(lines(&Flow::new([&block], 26)), ["      Pretransi… Posttran…", "Speed      ▆▆ 5     ▆▆ 12"]);
    assert_eq!(lines(&Flow::new([&block], 19)), ["      Pretr… Postt…", "Speed   ▆ 5   ▆ 12"]);
}

fn grid() -> Block {
    let figure = |text: &str, shade: f64| GridCell { text: vec![Span::link(text, Place::Home)], shade: Some(shade) };
    let row = |label: &str, cells: Vec<GridCell>, total: &str| GridRow {
        label: vec![Span::plain(label)],
        cells,
        total: vec![Span::plain(total)],
    };
    let column = |label: &str| GridColumn::of_figures(vec![Span::plain(label)]);
    Block::Grid(Grid {
        corner: "Lever".into(),
        columns: vec![column("Ahead of it"), column("After")],
        rows: vec![
            row("Speed", vec![figure("12", 1.0), figure("3", 0.3)], "15"),
            row("Openness", vec![figure("0", 0.0), figure("1", 0.1)], "1"),
        ],
        totals: Some(row("All", vec![figure("12", 0.0), figure("4", 0.0)], "16")),
        sorting: None,
    })
}

#[test]
fn a_grid_shows_what_there_is_room_for() {
    let at = |width| lines(&Flow::new([&grid()], width));
    assert_eq!(
        at(80),
        [
            "Lever     Ahead of it        After  All",
            "Speed          ██ 12         ▅▅ 3    15",
            "Openness           0         ▃▃ 1     1",
            "All               12            4    16",
        ]
    );
    assert_eq!(
        at(27),
        [
            "          Ahead",
            "Lever     of it  After  All",
            "Speed     ██ 12  ▅▅ 3    15",
            "Openness      0  ▃▃ 1     1",
            "All          12     4    16",
        ]
    );
    assert_eq!(
        at(20),
        [
            "Speed  15",
            "  Ahead of it 12",
            "  After 3",
            "Openness  1",
            "  Ahead of it 0",
            "  After 1",
            "All  16",
            "  Ahead of it 12",
            "  After 4",
        ]
    );
}

#[test]
fn cells_of_dots_meet_in_the_middle_and_wrap() {
    let dots = |count: usize| GridCell {
        text: (0..count)
            .flat_map(|_| [Span::link("●", Place::Home), Span::plain(" ")])
            .take((2 * count).max(1) - 1)
            .collect(),
        ..GridCell::default()
    };
    let column = |label: &str, align| GridColumn { align, ..GridColumn::new(label) };
    let block = Block::Grid(Grid {
        corner: String::new(),
        columns: vec![column("Down", Align::Right), column("Up", Align::Left)],
        rows: vec![GridRow { label: vec![Span::plain("Speed")], cells: vec![dots(2), dots(6)], total: vec![] }],
        ..Grid::default()
    });
    assert_eq!(lines(&Flow::new([&block], 40)), ["       Down  Up", "Speed   ● ●  ● ● ● ● ● ●"]);
    let flow = Flow::new([&block], 18);
    assert_eq!(lines(&flow), ["       Down  Up", "Speed   ● ●  ● ● ●", "             ● ● ●"]);
    // Links are numbered in reading order, row by row.
    let rows: Vec<usize> = flow.links.iter().map(Link::row).collect();
    assert_eq!(rows, [1, 1, 1, 1, 1, 2, 2, 2]);
    assert_eq!(flow.link_at(2, 13), Some(5));
}

fn grids() -> impl Strategy<Value = Block> {
    let cell = (spans(), prop::option::of(0.0..1.0f64));
    let cell = cell.prop_map(|(text, shade)| GridCell { text, shade });
    let rows = prop::collection::vec((spans(), prop::collection::vec(cell, 3), spans()), 0..4);
    (rows, prop::collection::vec(spans(), 3), any::<bool>()).prop_map(|(rows, heads, totals)| {
        let row = |(label, cells, total)| GridRow { label, cells, total };
        let mut rows: Vec<GridRow> = rows.into_iter().map(row).collect();
        let totals = if totals { rows.pop() } else { None };
        let edges = [Align::Left, Align::Centre, Align::Right];
        let columns =
            heads.into_iter().zip(edges).map(|(label, align)| GridColumn { label, align, ..GridColumn::default() });
        Block::Grid(Grid { corner: "Corner".into(), columns: columns.collect(), rows, totals, sorting: None })
    })
}

fn spans() -> impl Strategy<Value = Vec<Span>> {
    let text = "[a-c日é\u{301} \u{200b}👩]{0,24}";
    prop::collection::vec(
        (text, any::<bool>())
            .prop_map(|(text, link)| if link { Span::link(text, Place::Home) } else { Span::plain(text) }),
        0..6,
    )
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let item = (spans(), spans(), spans(), 0..3usize).prop_map(|(text, aside, note, badges)| Item {
        text,
        aside,
        flag: note.clone(),
        note,
        badges: vec![Badge { kind: BadgeKind::Plain, short: "ABC".into(), label: String::new(), tone: None }; badges],
        ..Item::default()
    });
    let block = prop_oneof![
        spans().prop_map(Block::Paragraph),
        spans().prop_map(Block::Caption),
        (1..4u8, spans()).prop_map(|(level, text)| Block::Heading(Heading {
            level,
            text,
            count: Some(3),
            ..Heading::default()
        })),
        prop::collection::vec(item, 0..5).prop_map(Block::List),
        prop::collection::vec(("[a-z]{0,12}", spans()), 0..4)
            .prop_map(|facts| Block::Facts(facts.into_iter().map(|(label, value)| fact(label, value)).collect())),
        prop::collection::vec((spans(), 0.0..9.0f64, any::<bool>()), 0..4).prop_map(|bars| {
            let part = |tone| BarPart { tone, value: 2.0 };
            let bar = |(label, value, has_sides): (Vec<Span>, f64, bool)| Bar {
                parts: if has_sides { [Tone::Down, Tone::Neutral, Tone::Up].map(part).into() } else { Vec::new() },
                ..Bar::new(label, value, "9")
            };
            Block::Bars(Bars::scaled(9.0, bars.into_iter().map(bar)).with_track(Track::Labelled))
        }),
        prop::collection::vec((spans(), spans(), -9.0..9.0f64, 0.0..9.0f64), 0..4).prop_map(|intervals| {
            let tick = |at| Tick { at, shown: "9 日".into() };
            let interval =
                |(label, note, low, wide)| Interval { label, low, high: low + wide, shown: "9".into(), note };
            Block::Intervals(Intervals {
                ticks: vec![tick(0.0), tick(3.0), tick(9.0)],
                intervals: intervals.into_iter().map(interval).collect(),
                ..Intervals::default()
            })
        }),
        grids(),
    ];
    prop::collection::vec(block, 0..6)
}

proptest! {
    #[test]
    fn rows_fit_and_links_point_at_their_text(blocks in blocks(), width in 1..60usize) {
        let flow = Flow::new(&blocks, width);
        for row in &flow.rows {
            // Only a wide character in a single column, or a row of badges that cannot be broken, exceeds the width.
            prop_assert!(text::width(&row.text()) <= width.max(11), "{:?} in {width}", row.text());
        }
        for (n, link) in flow.links.iter().enumerate() {
            for piece in &link.pieces {
                prop_assert_eq!(flow.link_at(piece.row, piece.column), Some(n).filter(|_| piece.width > 0));
                let row = &flow.rows[piece.row];
                let linked: usize =
                    row.fragments.iter().filter(|part| part.link == Some(n)).map(|part| text::width(&part.text)).sum();
                prop_assert!(linked >= piece.width);
            }
        }
    }
}

#[test]
fn a_neighbourhood_has_two_sides_where_names_have_room() {
    use crate::document::{Member, NeighbourGroup, Neighbourhood};

    let member = |name: &str| Member { name: Span::plain(name), further: Vec::new() };
    let group = |title: &str, name: &str| NeighbourGroup {
        title: vec![Span::plain(title)],
        tone: None,
        count: 1,
        members: vec![member(name)],
    };
    let around = |is_deep| {
        let groups = vec![group("conflicts", "Left"), group("complements", "Right")];
        Block::Neighbourhood(Neighbourhood { centre: Span::plain("A"), groups, is_deep })
    };
    // One column of the centre, six on each side of it, and twice 24.
    let has_two_sides = |columns, is_deep| {
        let shown = lines(&Flow::new(&[around(is_deep)], columns));
        shown.iter().any(|row| row.find("Left").is_some_and(|left| row.find("Right").is_some_and(|right| left < right)))
    };
    assert!(has_two_sides(61, false) && !has_two_sides(60, false));
    assert!(!has_two_sides(200, true), "two steps make a tree");
    let more = NeighbourGroup { count: 3, ..group("conflicts", "Left") };
    let tree = Neighbourhood { centre: Span::plain("A"), groups: vec![more], is_deep: true };
    let shown = lines(&Flow::new(&[Block::Neighbourhood(tree)], 60));
    assert_eq!(shown, ["A", "└─ conflicts 3", "   ├─ Left", "   └─ and 2 more"]);
}

/// Returns a table of portfolios with a strip of eight signs and a figure.
fn portfolio_table() -> Block {
    let strip = "↑\u{a0}·\u{a0}↓\u{a0}·\u{a0}·\u{a0}·\u{a0}·\u{a0}·";
    let row = |name: &str| GridRow::new(name, [strip, "5 of 15", "20% Scope"].map(GridCell::new));
    let letters = "A\u{a0}B\u{a0}C\u{a0}D\u{a0}E\u{a0}F\u{a0}G\u{a0}H";
    let columns =
        vec![GridColumn::of_strips("Levers", letters), GridColumn::new("Coverage"), GridColumn::new("Largest bet")];
    let rows = vec![row("Grand challenges of the world"), row("Race")];
    Block::Grid(Grid { corner: "Portfolio".to_owned(), columns, rows, ..Grid::default() })
}

#[test]
fn a_tight_strip_leaves_its_room_to_the_labels() {
    let rows = lines(&Flow::new([&portfolio_table()], 46));
    assert_eq!(rows[1], "Portfolio        Levers    Coverage  bet", "{rows:#?}");
    assert_eq!(rows[2..5], ["Grand            ↑·↓·····  5 of 15   20% Scope", "  challenges of", "  the world"]);
}

#[test]
fn a_table_without_room_lists_as_many_cells_in_a_line_as_fit() {
    let rows = lines(&Flow::new([&portfolio_table()], 32));
    let wanted = [
        "Grand challenges of the world",
        "  Levers ↑·↓·····",
        "  Coverage 5 of 15",
        "  Largest bet 20% Scope",
        "Race",
        "  Levers ↑·↓·····",
        "  Coverage 5 of 15",
        "  Largest bet 20% Scope",
    ];
    assert_eq!(rows, wanted);
}

#[test]
fn prose_in_the_last_column_of_a_folded_table_has_no_heading() {
    let cells = ["Humans", "Evaluation and deployment diverge."].map(GridCell::new);
    let columns = ["Adversary", "What happens"].map(GridColumn::new).into();
    let grid = Grid { columns, rows: vec![GridRow::new("Deception", cells)], ..Grid::default() };
    let rows = lines(&Flow::new(&[Block::Grid(grid)], 40));
    assert_eq!(rows, ["Deception", "  Adversary Humans", "  Evaluation and deployment diverge."]);
}
