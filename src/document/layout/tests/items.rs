//! Tests of lists, facts and rows of tables as items that the cursor goes to.

use super::*;

#[test]
fn a_note_that_is_folded_has_two_rows() {
    let words = "one two three four five six seven eight nine ten";
    let page = [Block::List(vec![Item::new("Ada", words).foldable()])];
    assert_eq!(lines(&Flow::new(&page, 20)).len(), 4, "only the explorer folds");
    let folded: Vec<_> = Page::folded(page.iter()).collect();
    let flow = Flow::new(folded.iter().map(AsRef::as_ref), 20);
    assert_eq!(lines(&flow), ["Ada", "  one two three four", "  five six seven…"]);
    let short = [Block::List(vec![Item::new("Ada", "one two three four five six").foldable()])];
    let folded: Vec<_> = Page::folded(short.iter()).collect();
    assert_eq!(Flow::new(folded.iter().map(AsRef::as_ref), 20), Flow::new(&short, 20));
}

#[test]
fn rows_of_a_table_and_facts_are_units() {
    let grid = Grid {
        columns: vec![GridColumn::new("words")],
        rows: ["a", "b"].map(|label| GridRow::new(label, [GridCell::new("some words that wrap")])).into(),
        ..Grid::default()
    };
    let flow = Flow::new(&[Block::Grid(grid), Block::Facts(vec![fact("Label", "value")])], 16);
    assert_eq!(flow.units.len(), 3, "{flow:?}");
    assert!(flow.units.windows(2).all(|pair| pair[0].end <= pair[1].start));
    let text = |unit: &std::ops::Range<usize>| flow.rows[unit.start].text();
    assert!(text(&flow.units[0]).starts_with('a') && text(&flow.units[1]).starts_with('b'), "{flow:?}");
    assert!(flow.units[0].len() > 1, "a wrapped row is one unit");
}

#[test]
fn an_affiliation_without_room_is_below_and_the_source_beside_it_only_if_both_fit() {
    let item = |aside: &str, note: &str| Item {
        text: plain("Ada Lovelace"),
        badges: vec![Badge { kind: BadgeKind::Expertise, short: "DEEP".into(), label: String::new(), tone: None }],
        aside: plain(aside),
        note: plain(note),
        ..Item::default()
    };
    let list = |note: &str| Block::List(vec![item("Center for Humane Technology", note)]);
    assert_eq!(lines(&Flow::new([&list("blog")], 40))[1..], ["  Center for Humane Technology · blog"]);
    let both = lines(&Flow::new([&list("blog 2023")], 30));
    assert_eq!(both[1..], ["  Center for Humane Technology", "  blog 2023"], "nothing is cut");
    let long = lines(&Flow::new([&list("testimony, Parliament 2023")], 30));
    assert_eq!(long[1..], ["  Center for Humane Technology", "  testimony, Parliament 2023"]);
}

#[test]
fn a_note_that_is_inlined_is_in_the_row_of_its_item() {
    let link = Span::link("Speed", Place::Home);
    let widths = RowWidths { text: 8, ..RowWidths::default() };
    let note = vec![link, Span::plain(" and many more words than fit here")];
    let page = [Block::List(vec![Item::new("Ada", note).inlined(widths)])];
    assert_eq!(lines(&Flow::new(&page, 40)).len(), 3, "only the explorer moves the note");
    let folded: Vec<_> = Page::folded(page.iter()).collect();
    let flow = Flow::new(folded.iter().map(AsRef::as_ref), 40);
    assert_eq!(lines(&flow), ["Ada       Speed and many more words tha…"]);
    assert!(flow.links.is_empty(), "a link may be in the part that is cut");
}

#[test]
fn items_in_one_row_have_the_same_columns_whatever_their_names() {
    let widths = RowWidths { text: 22, details: [1, 10, 5, 0, 0], head: "", is_note_below: false };
    let item = |name: &str| Item::new(name, "A thesis").beside(join_dots(["↑", "timing", "◆ 12"])).inlined(widths);
    let rows = |name: &str, columns| {
        let page = [Block::List(vec![item(name)])];
        let folded: Vec<_> = Page::folded(page.iter()).collect();
        lines(&Flow::new(folded.iter().map(AsRef::as_ref), columns))
    };
    assert_eq!(rows("Ada", 46), ["Ada                     ↑  timing      ◆ 12"]);
    assert_eq!(rows("A name that is too long for it", 46), ["A name that is too lo…  ↑  timing      ◆ 12"]);
    assert_eq!(rows("Ada", 32), ["Ada                     ↑  ◆ 12"], "figures are left out last");
    assert!(rows("Ada", 80)[0].ends_with("◆ 12   A thesis"));
    let unread = Item::new("Ada", "A thesis").beside(join_dots(["↑", "timing"])).inlined(widths);
    let folded: Vec<_> = Page::folded([Block::List(vec![unread])].iter()).map(std::borrow::Cow::into_owned).collect();
    let row = lines(&Flow::new(&folded, 80))[0].clone();
    assert_eq!(row.find("A thesis"), Some("Ada".len() + 21 + "↑".len() + 2 + 10 + 2 + 5 + 2), "{row}");
}

#[test]
fn notes_below_the_rows_of_a_short_list_have_two_rows() {
    let widths = RowWidths { text: 22, details: [0; 5], head: "", is_note_below: true };
    let rows = |count| {
        let item = || Item::new("Ada", "one two three four five six seven eight nine ten").inlined(widths);
        let page = [Block::List((0..count).map(|_| item()).collect())];
        let folded: Vec<_> = Page::folded(page.iter()).collect();
        lines(&Flow::new(folded.iter().map(AsRef::as_ref), 30))
    };
    assert_eq!(rows(1), ["Ada", "  one two three four five six", "  seven eight nine ten"]);
    assert_eq!(rows(20)[..3], ["Ada", "  one two three four five six…", "Ada"], "rows of a long list are short");
}

#[test]
fn notes_of_a_short_list_are_whole_beside_their_items_or_below_these() {
    let widths = RowWidths { text: 4, details: [0; 5], head: "", is_note_below: true };
    let note = "Those who bind themselves by agreement with one another do so of their own accord.";
    let rows = |count, columns| {
        let page = [Block::List((0..count).map(|_| Item::new("Ada", note).inlined(widths)).collect())];
        let folded: Vec<_> = Page::folded(page.iter()).collect();
        lines(&Flow::new(folded.iter().map(AsRef::as_ref), columns))
    };
    let beside = ["Ada   Those who bind themselves by agreement with one another do", "      so of their own accord."];
    assert_eq!(rows(1, 64), beside, "a wide column");
    let below =
        ["Ada", "  Those who bind themselves by", "  agreement with one another do so", "  of their own accord."];
    assert_eq!(rows(1, 36), below, "a narrow column");
    assert_eq!(rows(13, 64).len(), 13, "rows of a long list are short");
}

#[test]
fn the_first_detail_of_a_row_stays_longest() {
    let long = Item::new("Ada", "").beside(join_dots(["↑ Institutional capacity", "◆ 12"]));
    let widths = RowWidths { text: 22, details: [24, 5, 0, 0, 0], head: "", is_note_below: false };
    let page = [Block::List(vec![long.inlined(widths)])];
    let folded: Vec<_> = Page::folded(page.iter()).collect();
    let row = |columns| lines(&Flow::new(folded.iter().map(AsRef::as_ref), columns))[0].clone();
    assert_eq!(row(50), "Ada                     ↑ Institutional capacity", "the first detail stays");
    assert_eq!(row(40), "Ada                     ↑ Institutional…", "it is cut if it is the only one");
}

#[test]
fn a_verdict_is_after_the_details_of_its_row() {
    let verdict = Badge { kind: BadgeKind::Verdict, short: "back".into(), label: String::new(), tone: None };
    let widths = RowWidths { text: 5, details: [1, 0, 0, 0, 0], head: "", is_note_below: false };
    let item = |name: &str| Item::new(name, "").beside("↑").inlined(widths);
    let page = [Block::List(vec![item("Ada").badged([verdict]), item("Alan")])];
    let folded: Vec<_> = Page::folded(page.iter()).collect();
    assert_eq!(lines(&Flow::new(folded.iter().map(AsRef::as_ref), 40)), ["Ada    ↑  back", "Alan   ↑"]);
    // A list without verdicts leaves their column free, so that the columns of both lists are below each other.
    let widths = RowWidths { text: 20, ..widths };
    let item = |name: &str| Item::new(name, "").beside("↑").inlined(widths);
    let verdict = Badge { kind: BadgeKind::Verdict, short: "back".into(), label: String::new(), tone: None };
    let page = [Block::List(vec![item("Ada").badged([verdict])]), Block::List(vec![item("Alan")])];
    let folded: Vec<_> = Page::folded(page.iter()).collect();
    let rows = lines(&Flow::new(folded.iter().map(AsRef::as_ref), 24));
    assert_eq!(rows.join("|"), "Ada              ↑  back||Alan             ↑");
}

#[test]
fn badges_in_rows_have_headings_and_one_column_each() {
    let label = "a name that is too long for a row ".repeat(4);
    let badge = |kind, short: &str| Badge { kind, short: short.into(), label: label.clone(), tone: None };
    let widths = RowWidths { text: 10, is_note_below: true, ..RowWidths::default() };
    let items = [
        Item::new("Ada", "A note").badged([badge(BadgeKind::Vintage, "SYM")]).inlined(widths),
        Item::new("Alan", "A note").badged([badge(BadgeKind::Expertise, "DEEP")]).inlined(widths),
    ];
    let page = [Block::List(items.into())];
    let folded: Vec<_> = Page::folded(page.iter()).collect();
    let rows = |columns| lines(&Flow::new(folded.iter().map(AsRef::as_ref), columns));
    assert_eq!(
        rows(60),
        ["Name        Exp. Era", "Ada              SYM   A note", "Alan        DEEP       A note"],
        "a scale without badges has no column"
    );
    assert_eq!(rows(40)[1..3], ["Ada              SYM", "  A note"], "a note without room is below");
    assert!(rows(120)[0].ends_with("Expertise Era"));
}

#[test]
fn the_second_row_of_an_item_is_indented() {
    let page = [Block::List(vec![Item::new("Race to superintelligence state coercion", "A note on it that is long.")])];
    let flow = Flow::new(&page, 30);
    assert_eq!(lines(&flow)[..2], ["Race to superintelligence", "  state coercion"]);
}

#[test]
fn long_notes_stand_beside_the_items_of_a_wide_list() {
    let note = "word ".repeat(20);
    let item =
        |name: &str| Item::new([Span::link(name, Place::Home), Span::plain("  "), Span::plain("detail")], &note[..]);
    let block = Block::List(vec![item("A first item"), item("A second one")]);
    let flow = Flow::new([&block], 100);
    let rows = lines(&flow);
    assert!(rows[0].starts_with("A first item") && rows[0].ends_with("word"), "{rows:#?}");
    assert!(rows[1].starts_with("  detail") && rows[1].ends_with("word"), "{rows:#?}");
    assert_eq!(flow.items, [0..2, 2..4]);
    assert_eq!(flow.links.iter().map(Link::row).collect::<Vec<_>>(), [0, 2]);
    let narrow = lines(&Flow::new([&block], 80));
    assert_eq!(narrow[0], "A first item  detail", "below the item");
}

#[test]
fn bars_of_small_counts_are_short() {
    let bars = |count| Block::Bars(Bars::of_counts([Bar::of_count("a", count)]));
    let length = |count| lines(&Flow::new([&bars(count)], 100))[0].matches('▄').count();
    assert_eq!([length(1), length(3)], [4, 12]);
    assert!(length(50) > 80, "larger counts take the whole width");
}

#[test]
fn notes_beside_items_start_in_one_column_after_the_widest_item_of_the_page() {
    let list = |name: &str| Block::List(vec![Item::new(name, "word ".repeat(30).trim())]);
    let names = |flow: &Flow| {
        let rows = lines(flow).into_iter().filter(|row| !row.starts_with(' ') && row.contains("word"));
        rows.map(|row| row.find("word").unwrap_or(0)).collect::<Vec<_>>()
    };
    let page = [list("Pause"), heading(1, "Section"), list("Compute governance")];
    assert_eq!(names(&Flow::new(&page, 140)), [21, 21]);
    assert_eq!(names(&Flow::in_columns(&page, 140)), [21, 21]);
    let wide = [list(&"x".repeat(57))];
    assert!(names(&Flow::new(&wide, 140)).is_empty(), "the note is below a name that is wider than two fifths");
}

#[test]
fn badges_in_rows_are_words_where_notes_have_room_beside_them() {
    let badge = |kind, short: &str, label: &str| Badge { kind, short: short.into(), label: label.into(), tone: None };
    let widths = RowWidths { text: 10, details: [14, 0, 0, 0, 0], head: "p(doom)", is_note_below: true };
    let badges =
        |era: &str| [badge(BadgeKind::Expertise, "DEEP", "Deep technical"), badge(BadgeKind::Vintage, "SYM", era)];
    let items = [
        Item::new("Ada", "A note").badged(badges("Symbolic era, 1980-2005")).beside("p(doom) 10%").inlined(widths),
        Item::new("Alan", "A note").badged(badges("Symbolic era, 1980-2005")).beside("p(doom) 5%").inlined(widths),
    ];
    let page = [Block::List(items.into())];
    let folded: Vec<_> = Page::folded(page.iter()).collect();
    let rows = |columns| lines(&Flow::new(folded.iter().map(AsRef::as_ref), columns));
    let words = [
        "Name        Expertise      Era           p(doom)",
        "Ada         Deep technical Symbolic era  10%      A note",
    ];
    assert_eq!(rows(72)[..2], words, "without the years, and with the word of all details above them");
    assert!(rows(77)[1].starts_with("Ada         Deep technical  Symbolic era "), "with a wider gap if there is room");
    assert_eq!(rows(71)[..2], ["Name        Exp. Era   p(doom)", "Ada         DEEP SYM   10%      A note"]);
}

#[test]
fn words_that_details_happen_to_share_stay_in_their_rows() {
    let label = "a name that is too long for a row ".repeat(4);
    let badge = Badge { kind: BadgeKind::Expertise, short: "DEEP".into(), label, tone: None };
    let widths = RowWidths { text: 4, details: [6, 14, 0, 0, 0], head: "", is_note_below: true };
    let item = |name: &str| {
        Item::new(name, "").badged([badge.clone()]).beside(join_dots(["2 of 4", "Governance too"])).inlined(widths)
    };
    let page = [Block::List(vec![item("Ada"), item("Alan")])];
    let folded: Vec<_> = Page::folded(page.iter()).collect();
    let rows = lines(&Flow::new(folded.iter().map(AsRef::as_ref), 60));
    assert_eq!(rows, ["Name  Exp.", "Ada   DEEP  2 of 4  Governance too", "Alan  DEEP  2 of 4  Governance too"]);
}

#[test]
fn of_names_in_a_row_those_that_fit_are_whole_and_the_others_are_counted() {
    let widths = RowWidths { text: 5, ..RowWidths::default() };
    let row = |names: &[&str], columns| {
        let tags = crate::document::truncated_list(names.iter().map(|&name| Span::plain(name)), 3);
        let page =
            [Block::List(vec![Item::new("Ada", join_dots([tags, plain("builder of machines")])).inlined(widths)])];
        let folded: Vec<_> = Page::folded(page.iter()).collect();
        lines(&Flow::new(folded.iter().map(AsRef::as_ref), columns))[0].clone()
    };
    let names = ["Governance first", "Evals driven", "Pause", "Openness"];
    assert_eq!(row(&names, 70), "Ada    Governance first, Evals driven, Pause +1 · builder of machines");
    assert_eq!(row(&names, 54), "Ada    Governance first, Evals driven, Pause +1", "a few letters say nothing");
    assert_eq!(row(&names, 40), "Ada    Governance first, Evals driven +2");
    assert_eq!(row(&names, 39), "Ada    Governance first +3");
    assert_eq!(row(&["A very long name of a tag", "Openness"], 35), "Ada    A very long name of a tag +1");
    assert_eq!(row(&["A very long name of a tag", "Openness"], 34), "Ada    A very long name of a tag…");
    assert_eq!(row(&["A very long name of a tag", "Openness"], 30), "Ada    A very long name of a…");
}

#[test]
fn a_long_name_without_a_note_is_wrapped_and_hidden_details_have_no_links() {
    let widths = RowWidths { text: 33, details: [1, 20, 0, 0, 0], head: "", is_note_below: false };
    let details = join_dots([Span::plain("↑"), Span::link("Institutional lever", Place::Home)]);
    let item = Item::new("Race to aligned superintelligence", "").beside(details).inlined(widths);
    let page = [Block::List(vec![item])];
    let folded: Vec<_> = Page::folded(page.iter()).collect();
    let flow = |columns| Flow::new(folded.iter().map(AsRef::as_ref), columns);
    assert_eq!(lines(&flow(30)), ["Race to aligned              ↑", "  superintelligence"]);
    assert!(flow(30).links.is_empty());
    assert_eq!(flow(60).links.len(), 1, "{:?}", lines(&flow(60)));
}

#[test]
fn verdicts_have_the_same_column_in_all_lists_of_a_page() {
    let badge = |short: &str| Badge { kind: BadgeKind::Verdict, short: short.into(), label: String::new(), tone: None };
    let note = "A long note. ".repeat(12);
    let list = |name: &str, verdict: &str| Block::List(vec![Item::new(name, note.as_str()).badged([badge(verdict)])]);
    let page = [list("Ada", "back"), Block::Heading(Heading::section("More")), list("Grace Hopper", "undecided")];
    let columns = |width: usize| {
        let rows = lines(&Flow::in_columns(&page, width));
        let column = |verdict: &str| rows.iter().find_map(|row| row.find(verdict)).map(|at| [at, at + verdict.len()]);
        (column("back").expect("a verdict"), column("undecided").expect("a verdict"))
    };
    let (back, undecided) = columns(100);
    assert_eq!(back[1], undecided[1], "before the notes");
    let (back, undecided) = columns(60);
    assert_eq!(back[0], undecided[0], "above the notes");
}
