//! Finding: names first, then the rows of the page, then everything else; the palette, the grid of keys and the footer.

use stratlas::app::{Help, Layer, SearchEntry};

use super::*;

/// The entries of the search: headings in brackets, places of results, and the texts of rows of the page.
fn entries(driver: &Driver) -> Vec<String> {
    let Some(Layer::Search(search)) = &driver.session.state.layer else { return Vec::new() };
    let atlas = &driver.session.graph.atlas;
    let entry = |entry: &SearchEntry| match entry {
        SearchEntry::Heading(title, count) => format!("[{title} {count}]"),
        SearchEntry::Hit(hit) => hit.place.path(atlas),
        SearchEntry::Row(row) => row.text.clone(),
    };
    search.entries.iter().map(entry).collect()
}

#[test]
fn a_name_typed_after_a_slash_opens_it_from_anywhere() {
    for place in ["home", "strategy/pause", "strategies", "people", "tag/pause", "matrix", "strategy/acceleration"] {
        assert_eq!(here(at(place, (140, 40)).keys("/pause <Enter>")), "strategy/pause", "{place}");
    }
}

#[test]
fn rows_of_the_page_come_between_names_and_everything_else_and_are_walked() {
    let mut driver = at("strategy/compute-governance", (140, 40));
    driver.keys("/chip");
    let listed = entries(&driver);
    let heading = listed.iter().position(|entry| entry.starts_with("[On this page")).expect("rows of the page");
    let other = listed.iter().position(|entry| entry.starts_with("[Everywhere else")).expect("other results");
    assert!(heading < other && listed[heading + 1..other].iter().all(|row| row.to_lowercase().contains("chip")));
    assert!(listed[..heading].iter().all(|entry| entry.contains('/')), "{listed:?}");
    assert_screen!(driver, "search_on_this_page");

    for _ in 0..=heading {
        driver.keys("<Down>");
    }
    driver.keys("<Up> <Enter>");
    assert_eq!(here(&driver), "strategy/compute-governance", "it jumps on the page");
    let row = |driver: &Driver| {
        let browse = &driver.session.state.browse;
        let (focus, pane) = (browse.focus(), browse.pane(browse.focus()));
        (focus, pane.row, browse.view.flow(focus).expect("a page").rows[pane.row].text().to_lowercase())
    };
    let first = row(&driver);
    assert!(first.2.contains("chip"));
    driver.keys("n");
    let second = row(&driver);
    assert!(second.2.contains("chip") && second != first);
    assert!(says(&driver, "on this page for chip"));
    driver.keys("N");
    assert_eq!(row(&driver), first);
    driver.keys("<Esc> n");
    assert_ne!(here(&driver), "strategy/compute-governance", "after Esc the results are walked");
}

#[test]
fn a_preview_of_a_result_shows_what_its_page_shows() {
    let explanation = "Look here for what should count";
    let mut driver = at("home", (140, 40));
    driver.keys("/pause");
    assert!(says(&driver, "Time is what binds") && !says(&driver, explanation));
    driver.keys("<Esc> i /pause");
    assert!(says(&driver, explanation), "explanations are on");
}

#[test]
fn an_empty_result_says_why() {
    let mut driver = at("home", (140, 40));
    driver.keys("/tag:pause <Space> stance:opposes");
    let endorsers = rows(&driver).join("\n");
    assert!(endorsers.contains("none opposes") || !entries(&driver).is_empty(), "{endorsers}");
    driver.keys("<C-u> kind:person <Space> xyzzy");
    assert!(says(&driver, "people, none with xyzzy"), "{:#?}", rows(&driver));
}

/// The rows of the palette: headings in brackets, and the titles of those that do something.
fn offered(driver: &Driver) -> Vec<String> {
    let Some(Layer::Palette(palette)) = &driver.session.state.layer else { return Vec::new() };
    let rows = palette.rows.iter().filter(|row| !row.is_disabled);
    rows.map(|row| if row.is_heading { format!("[{}]", row.title) } else { row.title.clone() }).collect()
}

#[test]
fn the_palette_opens_with_what_is_useful_here_and_where_one_has_been() {
    let mut driver = at("home", (140, 40));
    driver.keys("gt gl /pause <Enter> :");
    let offered = offered(&driver);
    assert_eq!(offered[0], "[This page]");
    assert_eq!(offered[6], "[Recent places]");
    assert_eq!(offered[7..11], ["Levers", "Tags", "Home", "[Actions]"]);
    assert_screen!(driver, "palette_at_first");
    driver.keys("<Down> <Down> <Down> <Down> <Down> <Enter>");
    assert_eq!(here(&driver), "levers");
}

#[test]
fn the_palette_knows_other_words_and_offers_nothing_by_accident() {
    for (word, first) in [
        ("graph", "Around"),
        ("map", "Field"),
        ("bookmark", "Set mark"),
        ("history", "Trail"),
        ("theme", "Next theme"),
        ("export", "Copy page"),
        ("conflicts", "Matrix"),
    ] {
        let mut driver = at("strategy/pause", (140, 40));
        driver.keys(":").keys(word);
        let mut firsts = offered(&driver);
        firsts.truncate(3);
        assert!(firsts.iter().any(|title| title == first), "{word}: {firsts:?}");
    }
    let mut driver = at("strategy/pause", (140, 40));
    driver.keys(": xyzzy");
    assert_eq!(offered(&driver), [""; 0]);
}

#[test]
fn following_keys_stand_in_a_grid_also_on_a_card() {
    let grid = |size| {
        let mut driver = at("strategy/pause", size);
        driver.keys("g").show_key_hints();
        for title in ["Strateg", "Matrix", "Commitm", "Reviews"] {
            assert!(says(&driver, title), "{title} at {size:?}:\n{}", rows(&driver).join("\n"));
        }
        driver
    };
    assert_screen!(grid((140, 40)), "key_grid_wide");
    assert_screen!(grid((80, 24)), "key_grid_narrow");
    assert_screen!(grid((40, 12)), "key_grid_small");
    let data = tempfile::tempdir().expect("a folder");
    let mut driver = review::ada(data.path(), (140, 40));
    driver.keys("R by <Space> name <Enter> g").show_key_hints();
    assert!(says(&driver, "Lists") && says(&driver, "Strategies"), "{:#?}", rows(&driver));
}

#[test]
fn a_search_cuts_long_names_with_an_ellipsis_and_counts_all_that_it_lists() {
    let mut driver = at("strategy/pause", (90, 24));
    driver.keys("/lock");
    assert!(says(&driver, "Value lock-in by a nar") && says(&driver, "… scenario"), "{:#?}", rows(&driver));
    let Some(Layer::Search(search)) = &driver.session.state.layer else { panic!("it is open") };
    let listed = search.entries.iter().filter(|entry| !matches!(entry, SearchEntry::Heading(..))).count();
    let unloaded = search.total - search.entries.iter().filter(|entry| entry.hit().is_some()).count();
    assert!(says(&driver, &format!("1 of {} results", listed + unloaded)), "{:#?}", rows(&driver));
}

#[test]
fn the_palette_lists_an_action_once_and_ends_cut_titles_with_an_ellipsis() {
    let mut driver = at("home", (140, 40));
    driver.keys(":");
    let Some(Layer::Palette(palette)) = &driver.session.state.layer else { panic!("it is open") };
    let jumps = palette.rows.iter().filter(|row| row.title == "Jump").count();
    assert_eq!(jumps, 1);
    let mut driver = at("home", (40, 12));
    driver.keys("R");
    assert!(says(&driver, "Every strategy, most informat…"), "{:#?}", rows(&driver));
}

#[test]
fn the_grid_of_keys_hides_the_cursor_of_the_page_behind_it() {
    let mut driver = at("home", (80, 24));
    driver.keys("/");
    assert!(driver.cursor().is_some(), "where text is typed");
    driver.keys("<Esc> g").show_key_hints();
    assert_eq!(driver.cursor(), None);
}

#[test]
fn letters_of_links_leave_the_dots_of_a_plot_visible() {
    let mut driver = at("home", (140, 40));
    let dots = |driver: &Driver| rows(driver).join("\n").matches('●').count();
    let before = dots(&driver);
    assert!(before > 20, "{before}");
    driver.keys("f");
    assert_eq!(dots(&driver), before, "{:#?}", rows(&driver));
    driver.keys("g");
    assert_eq!(here(&driver), "p-doom", "the title of the plot has letters");
}

#[test]
fn the_footer_offers_what_can_be_done_with_the_thing_under_the_cursor() {
    let mut driver = at("strategy/pause", (140, 40));
    let foot = |driver: &Driver| rows(driver).last().expect("a footer").clone();
    assert!(foot(&driver).contains("c Compare  a Around  p Add or remove  W Path from here"), "{}", foot(&driver));
    let (x, y) = screen::find(driver.buffer(), "a Around").expect("a hint");
    driver.send(stratlas::app::Message::Click(x, y));
    assert_eq!(here(&driver), "around/strategy/pause");
    let driver = at("person/yann-lecun", (140, 40));
    assert!(foot(&driver).contains("W Path from here  o Open in browser"), "{}", foot(&driver));
}

#[test]
fn the_top_line_is_clicked() {
    let mut driver = at("tags", (140, 40));
    driver.keys("/pause <Enter> p");
    for (text, leads_to) in [("in portfolio", "portfolio"), ("stratlas", "home")] {
        let (x, y) = screen::find(driver.buffer(), text).expect("the top line");
        driver.send(stratlas::app::Message::Click(x, y));
        assert_eq!(here(&driver), leads_to);
    }
}

#[test]
fn the_help_opens_with_the_keys_of_the_page_the_keys_to_know_and_the_badges() {
    let mut driver = at("strategy/pause", (100, 40));
    driver.keys("?");
    let help = match &driver.session.state.layer {
        Some(Layer::Help(help)) => help.clone(),
        _ => Help::default(),
    };
    let headings = |text: &str| help.flow.rows.iter().position(|row| row.text().starts_with(text)).expect("a heading");
    assert_eq!(headings("On this page"), 0);
    let (basics, badges) = (headings("The keys to know"), headings("Badges: expertise"));
    let listed = |rows: std::ops::Range<usize>| help.actions.iter().filter(|(row, _)| rows.contains(row)).count();
    assert_eq!(listed(0..basics), 6);
    assert_eq!(listed(basics..badges), 12 - 2, "compare and add are among the keys of the page");
    assert!(badges < headings("Symbols") && headings("Symbols") < headings("Portfolio"));
    driver.keys("/ density <Enter> <Enter>");
    assert_eq!(here(&driver), "density", "the filter finds the rest");
}
