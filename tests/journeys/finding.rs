//! Finding: names first, then the rows of the page, then everything else; the palette, the grid of keys and the footer.

use stratlas::app::{Layer, SearchEntry};

use super::*;

/// The entries of the search: headings in brackets, places of results, and the texts of rows of the page.
fn entries(driver: &Driver) -> Vec<String> {
    let Some(Layer::Search(search)) = &driver.session.state.layer else { panic!("no search is open") };
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
fn an_empty_result_says_why() {
    let mut driver = at("home", (140, 40));
    driver.keys("/tag:pause <Space> stance:opposes");
    let endorsers = rows(&driver).join("\n");
    assert!(endorsers.contains("none opposes") || !entries(&driver).is_empty(), "{endorsers}");
    driver.keys("<C-u> kind:person <Space> xyzzy");
    assert!(says(&driver, "people, none with xyzzy"), "{:#?}", rows(&driver));
}
