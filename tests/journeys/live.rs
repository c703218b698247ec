//! The atlas changes while it is explored: everything stays where it was, under whatever ids it has now.

use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use stratlas::app::{Effect, Layer, Message, Passage};
use stratlas::data;
use stratlas::diagnostic::{Diagnostic, Severity};
use stratlas::graph::Graph;
use stratlas::graph::diff::Fingerprints;
use stratlas::place::Place;

use super::*;

/// The files of the atlas that comes with the program, by name.
static FILES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/data"));
    let mut folders = vec![root.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).expect("below it").to_string_lossy().into_owned();
                files.push((name, fs::read_to_string(&path).expect("a file")));
            }
        }
    }
    files.sort();
    files
});

/// The atlas with each file as `edit` makes it; files that it makes nothing of are left out.
fn loaded(edit: impl Fn(&str, &str) -> Option<String>) -> data::Loaded {
    let files: Vec<(&str, String)> =
        FILES.iter().filter_map(|(name, text)| Some((name.as_str(), edit(name, text)?))).collect();
    data::load_texts(files.iter().map(|(name, text)| (*name, text.as_str())))
}

/// A strategy that sorts before all others, so that every id after it is another one.
const FIRST: &str = r#"
[[strategy]]
id = "aaa"
name = "Aaa first"
thesis = "It comes first."
mechanism = "By its name."
falsification = "It comes second."
coordinates = { lever = "speed", pull = "down", acts_on = "institutional", coercion = "consent", actor_in_control = "humans", time_horizon = "horizon-neutral", legitimacy_source = "mixed" }
relations = { conflicts = [], complements = [] }
"#;

/// An edition in which every strategy has another id.
pub(super) static SHIFTED: LazyLock<Arc<Graph>> = LazyLock::new(|| {
    let edition = loaded(|name, text| {
        let levers = name == "levers.toml";
        Some(if levers { format!("{text}\n{FIRST}") } else { text.to_owned() })
    });
    let atlas = edition.atlas.expect("a sound edition");
    let before = &embedded().atlas;
    let id = |atlas: &stratlas::model::Atlas| Place::parse(atlas, "strategy/pause").expect("it is in both");
    assert_ne!(id(before), id(&atlas), "ids are others");
    Arc::new(Graph::new(atlas))
});

/// An edition without the person called so.
fn without(person: &str) -> Arc<Graph> {
    let start = format!("id = \"{person}\"");
    let edition = loaded(|_, text| {
        let records: Vec<&str> = text.split("\n[[person]]\n").filter(|record| !record.starts_with(&start)).collect();
        Some(records.join("\n[[person]]\n"))
    });
    Arc::new(Graph::new(edition.atlas.expect("nothing refers to people")))
}

#[test]
fn place_cursor_and_scroll_stay_when_every_id_changes() {
    let mut driver = at("strategy/open-source-maximalism", (140, 40));
    driver.keys("m a 5j l wwww");
    let (target, scroll) = (target(&driver), visit(&driver).panes.map(|pane| pane.scroll));
    let index = driver.session.state.browse.index.selected().map(|place| place.path(&embedded().atlas));
    let before = rows(&driver);
    driver.renew(Arc::clone(&SHIFTED));
    assert_eq!(here(&driver), "strategy/open-source-maximalism");
    assert_eq!(self::target(&driver), target);
    assert_eq!(visit(&driver).panes.map(|pane| pane.scroll), scroll);
    assert_eq!(driver.session.state.browse.index.selected().map(|place| place.path(&SHIFTED.atlas)), index);
    assert!(driver.session.state.status.notice.is_none());
    let middle = |rows: &[String]| {
        rows[3..38].iter().map(|row| row.chars().skip(31).take(60).collect()).collect::<Vec<String>>()
    };
    assert_eq!(middle(&rows(&driver)), middle(&before), "the page stands as it stood");
    driver.keys("<Tab> <Tab> gh ' a");
    assert_eq!(here(&driver), "strategy/open-source-maximalism", "marks are kept by path");
}

/// Where the link under the cursor leads, as written.
fn target(driver: &Driver) -> String {
    match driver.session.state.browse.target() {
        Some(Target::Place(place)) => place.path(&driver.session.graph.atlas),
        other => format!("{other:?}"),
    }
}

#[test]
fn the_way_back_leads_to_the_same_places() {
    let mut driver = at("strategy/pause", (140, 40));
    driver.keys("gp /yann <Enter> gt ? <Esc>");
    driver.renew(Arc::clone(&SHIFTED));
    let mut seen = vec![here(&driver)];
    for _ in 0..3 {
        driver.keys("<Backspace>");
        seen.push(here(&driver));
    }
    assert_eq!(seen, ["tags", "person/yann-lecun", "people", "strategy/pause"]);
    driver.keys("n");
    assert!(says(&driver, "Result 2 of"), "the results of the last search can be stepped through");
}

#[test]
fn what_is_gone_gives_way_to_its_list_and_that_is_said() {
    let mut driver = at("strategy/pause", (140, 40));
    driver.keys("/yann <Enter>");
    driver.renew(without("yann-lecun"));
    assert_eq!(here(&driver), "people");
    assert!(says(&driver, "Yann LeCun is gone from the atlas"));
    driver.keys("<Backspace>");
    assert_eq!(here(&driver), "strategy/pause");
    driver.keys("'y");
    assert!(says(&driver, "No place is marked y."));
}

#[test]
fn a_search_that_is_open_answers_for_the_new_edition() {
    let mut driver = at("home", (140, 40));
    driver.keys("/e <Down> <Down> <Down>");
    let chosen = |driver: &Driver| match &driver.session.state.layer {
        Some(Layer::Search(search)) => {
            let hit = search.entries[search.list.selected].hit().expect("a result");
            (hit.place.path(&driver.session.graph.atlas), search.list.input.text().to_owned())
        }
        other => panic!("{other:?}"),
    };
    let before = chosen(&driver);
    driver.renew(Arc::clone(&SHIFTED));
    assert_eq!(chosen(&driver), before);
    driver.keys("<Enter>");
    assert_eq!(here(&driver), before.0);
}

#[test]
fn a_filter_stays_and_lets_the_new_edition_through() {
    let mut driver = at("home", (140, 40));
    driver.keys("F gov <Enter>");
    let listed = |driver: &Driver| {
        let index = &driver.session.state.browse.index;
        (index.counts().1, index.filter.text().to_owned(), index.is_filtered())
    };
    let before = listed(&driver);
    driver.renew(Arc::clone(&SHIFTED));
    assert_eq!(listed(&driver), before);
}

#[test]
fn palette_trail_and_hints_outlive_an_edition() {
    for keys in [":pau", "T", "f", "?", "m", "v"] {
        let mut driver = at("strategy/pause", (140, 40));
        driver.keys("gt").keys(keys).renew(Arc::clone(&SHIFTED)).renew(embedded());
        driver.keys("<Down> <Enter> <Esc> <Esc>");
        assert!(driver.session.state.layer.is_none(), "after {keys}");
    }
}

fn faults() -> Vec<Diagnostic> {
    let edition = loaded(|name, text| {
        let breaks = name == "strategies/pause.toml" || name == "tags.toml";
        Some(if breaks { text.replace("\nname = ", "\nnam = ") } else { text.to_owned() })
    });
    assert!(edition.atlas.is_none());
    edition.diagnostics.into_iter().filter(|finding| finding.severity == Severity::Error).collect()
}

#[test]
fn faults_are_walked_and_opened_while_the_last_good_edition_stays() {
    let mut driver = at("strategy/pause", (140, 40));
    driver.session.state.model.is_editable = true;
    let faults = faults();
    let wanted = faults.iter().rposition(|fault| fault.file == "strategies/pause.toml").expect("a fault");
    driver.send(Message::InvalidAtlas(faults.clone()));
    assert_eq!(here(&driver), "strategy/pause");
    assert!(says(&driver, &format!("{} errors, g e lists them: the atlas stays as it was", faults.len())));
    driver.keys("ge");
    assert!(says(&driver, "errors in the files of the atlas") && says(&driver, "unknown key `nam`"));
    driver.keys("pause <Down> <Up> <Enter>");
    let opened = Passage::Line { file: faults[wanted - 1].file.clone(), line: faults[wanted - 1].line };
    assert_eq!(driver.effects.pop(), Some(Effect::Edit(opened)), "{:#?}", driver.session.state.layer);
    driver.keys("<Esc>");
    assert!(says(&driver, &format!("{} errors in the files of the atlas: g e lists them", faults.len())), "still told");
    driver.keys("ge");
    assert!(matches!(driver.session.state.layer, Some(Layer::Diagnostics(_))));
    driver.renew(Arc::clone(&SHIFTED));
    assert!(driver.session.state.layer.is_none() && driver.session.state.model.diagnostics.is_empty());
    assert!(!says(&driver, " errors"));
}

#[test]
fn faults_do_not_take_the_keys_from_what_is_open() {
    let mut driver = at("strategy/pause", (140, 40));
    driver.keys("/ya").send(Message::InvalidAtlas(faults())).keys("nn");
    assert!(matches!(driver.session.state.layer, Some(Layer::Search(_))));
    assert!(says(&driver, "Yann LeCun"));
    driver.keys("<Esc>");
    assert!(says(&driver, "in the files of the atlas: g e lists them"));
}

#[test]
fn faults_are_listed_by_themselves_only_right_after_the_editor() {
    let lists = |driver: &Driver| matches!(driver.session.state.layer, Some(Layer::Diagnostics(_)));
    let mut driver = at("strategy/pause", (140, 40));
    driver.session.state.model.is_editable = true;
    driver.send(Message::InvalidAtlas(faults()));
    assert!(!lists(&driver), "someone reads");
    let before = visit(&driver);
    driver.keys("j");
    assert_ne!(visit(&driver), before, "the keys are still those of the page");
    driver.keys("e").send(Message::InvalidAtlas(faults()));
    assert!(lists(&driver), "the editor was at it");
    driver.keys("<Esc> e j").send(Message::InvalidAtlas(faults()));
    assert!(!lists(&driver), "someone reads again");
}

#[test]
fn the_smallest_screen_still_tells_a_fault() {
    let mut driver = at("strategy/pause", (40, 12));
    driver.keys("ge");
    assert!(says(&driver, "Diagnostics: the files of the atlas ha"), "{:#?}", rows(&driver));
    driver.send(Message::InvalidAtlas(faults()));
    assert!(says(&driver, "errors: g e ") && says(&driver, ", g e lists them"), "{:#?}", rows(&driver));
    driver.keys("ge pause");
    assert!(says(&driver, "a strategy needs the key `name`"), "{:#?}", rows(&driver));
}

#[test]
fn editing_asks_for_what_is_under_the_cursor_and_then_for_the_page() {
    let mut driver = at("strategy/open-source-maximalism", (140, 40));
    driver.keys("e");
    assert!(says(&driver, "came with the program") && driver.effects.is_empty());
    driver.session.state.model.is_editable = true;
    driver.keys("e");
    let page = place(&driver, "strategy/open-source-maximalism");
    driver.keys("l w");
    let Some(Target::Place(link)) = driver.session.state.browse.target() else {
        panic!("a conflict is under the cursor")
    };
    driver.keys("e");
    let [Effect::Edit(Passage::Places(first)), Effect::Edit(Passage::Places(second))] = &driver.effects[..] else {
        panic!("{:?}", driver.effects)
    };
    assert_eq!(first.last(), Some(&page));
    assert_eq!(second[..], [link, page]);
}

/// The shifted edition, under the name of `edition`.
fn shifted(edition: &str) -> Arc<Graph> {
    let mut atlas = SHIFTED.atlas.clone();
    edition.clone_into(&mut atlas.about.edition);
    Arc::new(Graph::new(atlas))
}

#[test]
fn home_tells_what_a_newer_edition_has_and_leads_there() {
    let mut driver = Driver::new(shifted("next"), "strategies", (140, 40));
    let (before, now) = (embedded(), Arc::clone(&driver.session.graph));
    let since = Fingerprints::of(&now.atlas).since("last", &Fingerprints::of(&before.atlas));
    driver.send(Message::ChangesSince(Arc::new(since)));
    assert!(!driver.session.state.has_seen_changes(), "home has not been on screen");
    driver.keys("g h");
    assert!(driver.session.state.has_seen_changes());
    assert!(says(&driver, "Your last visit was to edition last."));
    assert!(says(&driver, "1 strategy: Aaa first"));
    step_to(&mut driver, "strategy/aaa");
    driver.keys("<Enter>");
    assert_eq!(here(&driver), "strategy/aaa");
    // It is told of the edition that it is about, and of no other.
    driver.renew(shifted("next")).keys("g h");
    assert!(says(&driver, "Since your last visit"));
    driver.renew(shifted("another"));
    assert!(!says(&driver, "Since your last visit"));
}
