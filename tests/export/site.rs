//! The web site: every link leads somewhere, every page holds together, nothing comes from elsewhere.

use std::collections::{BTreeMap, HashSet};

use stratlas::export::html::Site;
use stratlas::graph::Graph;
use stratlas::page::PageContext;
use stratlas::place::Place;
use stratlas::search::Facet;

use super::{by_path, graph, markup, pages};

fn site(graph: &Graph) -> BTreeMap<String, String> {
    let site = Site::new(PageContext::new(graph));
    let files = by_path(site.files());
    assert_eq!(files.len(), site.len(), "as many files as were announced");
    files
}

/// How many places are for others to see.
fn shared(graph: &Graph) -> usize {
    Place::all(&graph.atlas).filter(|place| !place.is_private()).count()
}

/// Where a link of `from` leads: a path and a fragment.
fn target(from: &str, link: &str) -> (String, Option<String>) {
    let (path, fragment) = match link.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment.to_owned())),
        None => (link, None),
    };
    if path.is_empty() {
        return (from.to_owned(), fragment);
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        if part == ".." {
            parts.pop().expect("no link leads out of the site");
        } else {
            parts.push(part);
        }
    }
    (parts.join("/"), fragment)
}

#[test]
fn every_link_leads_somewhere_and_every_page_can_be_reached() {
    let graph = graph();
    let files = site(&graph);
    let documents: BTreeMap<&String, markup::Document> =
        pages(&files).map(|(path, text)| (path, markup::read(text))).collect();
    let compared = documents.keys().filter(|path| path.starts_with("compare/")).count();
    assert_eq!(documents.len(), shared(&graph) + compared + 3);
    let mut reached: HashSet<String> = HashSet::new();
    for (path, document) in &documents {
        for link in document.links.iter().filter(|link| !link.starts_with("https://") && !link.starts_with("http://")) {
            let (to, fragment) = target(path, link);
            if matches!(to.rsplit('.').next(), Some("csv" | "json")) {
                assert!(files.contains_key(&to), "{path} links to {link}, which is not there");
                continue;
            }
            let found = documents.get(&to).unwrap_or_else(|| panic!("{path} links to {link}, which is not there"));
            assert!(
                fragment.is_none_or(|id| id.starts_with("q=") || found.ids.contains(&id)),
                "{path} links to {link}, which has no such part"
            );
            reached.insert(to);
        }
        for load in document.loads.iter().filter(|load| *load != "data:,") {
            assert!(files.contains_key(&target(path, load).0), "{path} loads {load}, which is not of the site");
        }
    }
    let is_lost = |path: &&&String| !reached.contains(**path) && path.as_str() != "404.html";
    let lost: Vec<&&String> = documents.keys().filter(is_lost).collect();
    assert!(lost.is_empty(), "nothing links to {lost:?}");
}

#[test]
fn what_is_the_users_own_is_not_in_the_site() {
    let files = site(&graph());
    for (slug, name) in [
        ("portfolio", "Current portfolio"),
        ("card", "Card"),
        ("reviews", "Reviews"),
        ("watch", "Signals"),
        ("overlay", "Overlay"),
        ("changes", "Changes"),
    ] {
        assert!(!files.contains_key(&format!("{slug}.html")), "{slug}");
        assert!(!files["index.html"].contains(&format!(">{name}<")), "home and the menu name {name}");
        assert!(!files["search.html"].contains(&format!(">{name}<")), "the search names {name}");
    }
    let glance = "Overviews <span class=\"count\">11</span>";
    assert!(files["index.html"].contains(glance) && files["index.html"].contains(">Timelines<"));
}

#[test]
fn every_page_can_be_read_by_all() {
    let graph = graph();
    for (path, text) in pages(&site(&graph)) {
        let document = markup::read(text);
        assert_eq!(document.headings.first(), Some(&1), "{path}");
        assert_eq!(document.headings.iter().filter(|level| **level == 1).count(), 1, "{path}");
        assert!(document.headings.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{path}: {:?}", document.headings);
        for landmark in ["header", "nav", "main", "footer"] {
            assert!(document.landmarks.iter().any(|name| name == landmark), "{path} has no {landmark}");
        }
        assert!(document.ids.contains("main") && document.links.first().is_some_and(|link| link == "#main"), "{path}");
        assert!(text.contains("lang=\"en\"") && text.contains("<label for=\"q\">"), "{path}");
    }
}

#[test]
fn a_page_says_what_the_page_says() {
    let graph = graph();
    let files = site(&graph);
    let pause = markup::read(&files["strategy/pause.html"]);
    for said in ["Time is what binds: stop frontier training", "wrong if", "Lever opposition", "2023"] {
        assert!(pause.text.contains(said), "{said}");
    }
    assert!(files["strategy/pause.html"].contains("<a href=\"../lever/speed.html\">Speed</a>"));
    assert!(files["index.html"].contains("<title>AGI Strategies</title>"));
    let bars = files.values().filter(|text| text.contains("<table class=\"bars\">")).count();
    assert!(bars > 5, "only {bars} pages have bars");
}

#[test]
fn the_index_knows_every_page_and_what_fields_filter_by() {
    let graph = graph();
    let files = site(&graph);
    let script = &files["assets/search-index.js"];
    let json = script.strip_prefix("window.stratlasIndex = ").and_then(|text| text.trim_end().strip_suffix(';'));
    let index: serde_json::Value = serde_json::from_str(json.expect("an assignment")).expect("JSON");
    let entries = index["entries"].as_array().expect("a list");
    assert_eq!(entries.len(), shared(&graph));
    for entry in entries {
        assert!(entry[0].as_str().is_some_and(|file| files.contains_key(file)), "{entry}");
        assert!(entry[2].as_str().is_some_and(|start| start.chars().count() <= 400), "{entry}");
        assert!(entry[3][0].as_str().is_some_and(|name| !name.is_empty()), "{entry}");
    }
    let entry = |file: &str| entries.iter().find(|entry| entry[0] == file).expect("an entry").to_string();
    let pause = entry("strategy/pause.html");
    assert!(pause.contains("lever:speed") && pause.contains("national moratoria"), "{pause}");
    let lecun = entry("person/yann-lecun.html");
    assert!(lecun.contains("\"person\"") && lecun.contains("[\"ai-skeptic\",\"endorses\",0,"), "{lecun}");
    assert!(index["fields"]["lever"].as_array().expect("values").contains(&serde_json::json!(["speed", "Speed"])));
    assert_eq!((&index["fields"]["verdict"], &index["fields"]["org"]), (&"reviews".into(), &"text".into()));
    assert!(entry("p-doom.html").contains("Distribution"), "the prose of overviews is searched");
    assert_eq!(index["letters"]["ł"], "l");
}

#[test]
fn a_place_that_is_not_in_the_site_is_no_link() {
    let graph = Graph::new(super::part());
    let files = site(&graph);
    assert!(files.contains_key("strategy/pause.html") && !files.contains_key("strategy/multipolarity.html"));
    // The crawl holds for a part as well.
    for (path, text) in pages(&files) {
        for link in markup::read(text).links.iter().filter(|link| !link.starts_with("http")) {
            assert!(files.contains_key(&target(path, link).0), "{path} links to {link}");
        }
    }
}

#[test]
fn every_picture_has_words() {
    let graph = graph();
    let files = site(&graph);
    let mut pictures = 0;
    for (path, text) in pages(&files) {
        for picture in text.split("<svg ").skip(1).filter_map(|rest| rest.split('>').next()) {
            let is_named = picture.contains("aria-label=\"");
            assert!(is_named || picture.contains("aria-hidden=\"true\""), "{path}: {picture}");
            pictures += 1;
        }
    }
    assert!(pictures > 50, "only {pictures} pictures");
    // Hidden pictures repeat the text beside them: the parts of a bar are in words too.
    assert!(files["index.html"].contains("<span class=\"unseen\">: "), "a figure alone does not name its parts");
    let strips = files.iter().filter(|(_, text)| text.contains("class=\"swarm\""));
    for (path, text) in strips {
        let dots = text.matches("<circle").count();
        assert!(dots > 0 && text.contains("The dots as a list"), "{path}");
    }
    let home = &files["index.html"];
    assert!(home.contains("aria-label=\"The pairs of ") && home.contains("class=\"lead\""), "the matrix and the atlas");
}

#[test]
fn pages_are_in_the_language_of_the_atlas() {
    let mut atlas = super::part();
    atlas.about.language = "pt-BR".to_owned();
    let files = site(&Graph::new(atlas));
    for (path, text) in pages(&files) {
        assert!(text.starts_with("<!DOCTYPE html>\n<html lang=\"pt-BR\">"), "{path}");
    }
}

#[test]
fn the_search_names_every_field_and_those_that_a_site_cannot_have() {
    let files = site(&graph());
    let search = &files["search.html"];
    for facet in Facet::all() {
        assert!(search.contains(&format!("<code>{}:</code>", facet.as_str())), "{}", facet.as_str());
    }
    let (_, not_here) =
        search.split_once("Fields that do not work in a site, which has no reviews: ").expect("a sentence");
    assert!(search.contains("<a href=\"#q=lever:speed\">speed</a>"), "a value leads to what has it");
    assert!(not_here.starts_with("<code>verdict:</code>") && !not_here.contains("<code>org:"), "{not_here}");
}

#[test]
fn no_two_pages_have_one_title_and_each_has_a_description() {
    let files = site(&graph());
    let mut titles = HashSet::new();
    for (path, text) in pages(&files) {
        let between = |start: &str, end: &str| text.split_once(start).and_then(|(_, rest)| rest.split_once(end));
        let (title, _) = between("<title>", "</title>").expect("a title");
        assert!(titles.insert(title.to_owned()), "{path} is called {title}, as another page is");
        let (description, _) = between("<meta name=\"description\" content=\"", "\">").expect("a description");
        assert!(!description.is_empty(), "{path}");
    }
}

#[test]
fn pictures_are_made_of_named_links() {
    let graph = graph();
    let files = site(&graph);
    let strategies = graph.atlas.strategies.len();
    for page in ["graph.html", "index.html"] {
        assert_eq!(files[page].matches("data-node=").count(), strategies, "{page}");
    }
    let relations = graph.related_pairs(&graph.matrix()).len();
    assert_eq!(files["graph.html"].matches("data-ends=").count(), relations);
    assert!(files["strategy/pause.html"].contains("<svg class=\"graph local\""));
    assert!(
        files["field.html"]
            .contains("<a class=\"dot\" href=\"strategy/pause.html\" title=\"Pause\" aria-label=\"Pause\">")
    );
    let named = "aria-label=\"Pause and Acceleration: conflict, Lever opposition\"";
    assert!(files["matrix.html"].contains(named), "a cell says what it stands for");
    let claims =
        files["index.html"].split("<svg class=\"swarm\"").nth(1).expect("the claims").matches("<circle").count();
    assert!(claims > 5, "{claims} claims");
}

#[test]
fn the_table_of_a_page_is_beside_it() {
    let graph = graph();
    let files = site(&graph);
    let matrix = &files["matrix.csv"];
    assert!(matrix.starts_with("from,to,relation,mechanism\r\n"), "{matrix}");
    assert_eq!(matrix.lines().count(), graph.related_pairs(&graph.matrix()).len() + 1);
    assert!(
        files["field.csv"].contains("\r\nSpeed ↔,5,,2,7\r\n") || files["field.csv"].contains("Speed ↔,5,0,2,7"),
        "{}",
        files["field.csv"]
    );
    assert!(files["p-doom.csv"].starts_with("section,name,low,high,stated,note\r\n"));
    assert_eq!(files["people.csv"].lines().filter(|line| line.contains("Yann LeCun")).count(), 1);
    let page: serde_json::Value = serde_json::from_str(&files["matrix.json"]).expect("JSON");
    assert_eq!(page["place"], "matrix");
}

#[test]
fn a_published_site_has_addresses_and_a_part_says_so() {
    let graph = Graph::new(super::part());
    let site = Site::new(PageContext::new(&graph))
        .of_part(Some("lever:<speed>".to_owned()))
        .published_at(Some("https://example.org/atlas".to_owned()));
    let files = by_path(site.files());
    assert_eq!(files.len(), site.len());
    let canonical = "<link rel=\"canonical\" href=\"https://example.org/atlas/strategy/pause.html\">";
    assert!(files["strategy/pause.html"].contains(canonical));
    assert!(files["sitemap.xml"].contains("<loc>https://example.org/atlas/strategy/pause.html</loc>"));
    assert!(files["index.html"].contains("match <code>lever:&lt;speed&gt;</code>"));
}

#[test]
fn the_comparisons_that_a_tag_offers_are_pages() {
    let files = site(&graph());
    let compared = "compare/tag-pause-tag-existential-primacy.html";
    assert!(files["tag/pause.html"].contains(&format!("<a href=\"../{compared}\">Existential primacy</a>")));
    let page = markup::read(&files[compared]);
    assert!(page.text.contains("Pause · Existential primacy") && page.links.contains(&"../tags.html".to_owned()));
    assert!(files.contains_key("compare/tag-pause-tag-existential-primacy.csv"));
    assert!(!files["assets/search-index.js"].contains("compare/"), "the search finds the tags themselves");
}

#[test]
fn a_badge_repeats_neither_the_name_nor_the_note_of_its_item() {
    let files = site(&graph());
    let home = &files["index.html"];
    assert!(home.contains("Frontier builder") && !home.contains(">Frontier builder</span>"));
    assert!(!home.contains(">1980-2005</span>"), "the note of an era has its years");
    assert!(files["board.html"].contains(">1980-2005</span>"), "here the note has something else");
    assert!(files["people.html"].contains(">Frontier builder</span>"));
}
