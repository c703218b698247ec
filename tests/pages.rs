//! Pages as people read them: goldens of a small atlas that covers every kind of block, goldens of the embedded atlas
//! where figures are the point, and properties of all pages of the embedded atlas.

#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock};

use stratlas::data;
use stratlas::document::{Block, Heading, Item, Page, Part, Span, Target, Weight};
use stratlas::export::text::Style;
use stratlas::export::{json, markdown, text};
use stratlas::graph::{Constraints, Graph, diff};
use stratlas::model::{Entity, Kind, Mechanism, OverlayEntry, RelationKind};
use stratlas::page::{self, EditionComparison, Editions, PageContext, ViewOptions};
use stratlas::place::Place;
use stratlas::search::{Query, SearchIndex, Searcher};

/// The embedded atlas.
static GRAPH: LazyLock<Graph> = LazyLock::new(|| Graph::new(data::embedded().expect("the embedded atlas")));
/// The atlas in `tests/atlas`.
static SMALL: LazyLock<Graph> = LazyLock::new(|| {
    let loaded = data::load_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/atlas")).expect("a folder");
    assert_eq!(loaded.errors(), 0);
    Graph::new(loaded.atlas.expect("an atlas"))
});

const STYLE: Style = Style { width: 100, bold: false, hyperlinks: false };

fn build(graph: &Graph, path: &str) -> Page {
    page::build(Place::parse(&graph.atlas, path).expect("a place"), &PageContext::new(graph))
}

/// The page of the embedded atlas.
fn shown(path: &str) -> Page {
    build(&GRAPH, path)
}

/// Every place of the embedded atlas.
fn places() -> impl Iterator<Item = Place> {
    Place::all(&GRAPH.atlas)
}

macro_rules! golden {
    ($graph:ident, $all:ident; $($name:ident: $path:literal;)*) => {
        /// The paths of the goldens.
        const $all: &[&str] = &[$($path),*];

        $(#[test]
        fn $name() {
            insta::assert_snapshot!(text::page(&build(&$graph, $path), STYLE));
        })*
    };
}

golden! {
    SMALL, SMALL_PATHS;
    home: "home";
    manual: "help";
    consistency: "consistency";
    topic: "help/themes";
    strategies: "strategies";
    strategy: "strategy/closed-gates";
    strategy_with_all_sections: "strategy/open-gates";
    people: "people";
    person: "person/ada-quill";
    person_without_a_profile: "person/edda-rook";
    tags: "tags";
    tag: "tag/open-gates";
    levers: "levers";
    lever: "lever/gates";
    scenarios: "scenarios";
    scenario: "scenario/night-cargo";
    mechanisms: "mechanisms";
    mechanism: "mechanism/lever-opposition";
    portfolios: "portfolios";
    portfolio: "portfolio/council-plan";
    portfolio_with_opposite_pulls: "portfolio/both-ways";
    commitments: "commitments";
    identity: "identity";
    trust: "trust";
    axes: "axes";
    axis: "axis/time-horizon";
    value_on_an_axis: "axis/coercion/town-law";
    cell_of_lever_and_horizon: "density/gates/before-flood";
    cell_of_the_board: "board/frontier-builder/known-to-all";
    matrix: "matrix";
    p_doom: "p-doom";
    timelines: "timelines";
    around: "around/person/ada-quill";
    around_in_two_steps: "around/strategy/closed-gates/2";
    compare_two: "compare/open-gates/closed-gates";
    compare_three: "compare/closed-gates/keepers-guild/bell-law";
    path: "path/person/bram-oster/strategy/bell-law";
    empty_portfolio: "portfolio";
    reviews_without_verdicts: "reviews";
    statistics_without_verdicts: "statistics";
    session_without_an_end: "session";
    signals: "watch";
    card_without_a_session: "card";
    empty_overlay: "overlay";
    changes_not_compared: "changes";
}

golden! {
    GRAPH, EMBEDDED_PATHS;
    embedded_field: "field";
    embedded_board: "board";
    embedded_levers_by_horizon: "density";
    embedded_axes: "axes";
    embedded_co_endorsement: "co-strategies";
    embedded_tags: "tags";
    embedded_strategy: "strategy/open-source-maximalism";
    embedded_tag: "tag/acceleration";
}

#[test]
fn filtered_people() {
    let options = ViewOptions {
        expertise: SMALL.atlas.expertise.find("frontier-builder"),
        stated: true,
        ..ViewOptions::default()
    };
    let page = page::build(Kind::Person.into(), &PageContext { options: &options, ..PageContext::new(&SMALL) });
    insta::assert_snapshot!(text::page(&page, STYLE));
}

#[test]
fn overlay_and_changes() {
    let entry = |id: &str, line, fields: &[&str]| OverlayEntry {
        kind: "strategy".to_owned(),
        id: id.to_owned(),
        file: "mine.toml".to_owned(),
        line,
        fields: fields.iter().map(|&field| field.to_owned()).collect(),
    };
    let mut before = SMALL.atlas.clone();
    "Three hundred and twelve years.".clone_into(&mut before.about.about);
    let comparison = EditionComparison {
        result: Some(Ok(diff::compare(&Graph::new(before), &SMALL))),
        ..EditionComparison::default()
    };
    let overlay = vec![entry("bell-law", 1, &["thesis"]), entry("old-charter", 9, &[])];
    let editions = Editions { overlay, comparison };
    let context = PageContext { editions: &editions, ..PageContext::new(&SMALL) };
    let pages = ["overlay", "changes", "strategy/bell-law"].map(|path| {
        let place = Place::parse(&SMALL.atlas, path).expect("a place");
        text::page(&page::build(place, &context), STYLE).lines().take(14).collect::<Vec<_>>().join("\n")
    });
    insta::assert_snapshot!(pages.join("\n---\n"));
}

#[test]
fn audit_and_suggestions() {
    let ids = ["closed-gates", "open-gates"].map(|slug| SMALL.atlas.strategies.find(slug).expect("a strategy"));
    let constraints = Constraints { scenarios: true, must: ids[..1].to_vec(), ..Constraints::default() };
    let outcome = SMALL.smallest(&constraints, 3, &AtomicBool::new(false));
    let context = PageContext::new(&SMALL);
    let audit = page::build_audit(&ids, &context);
    let suggestions = page::build_suggestions(Some(&ids[..1]), (&constraints, outcome.as_ref()), &context);
    assert_eq!([audit.place, suggestions.place], [None, None]);
    insta::assert_snapshot!([audit, suggestions].map(|page| text::page(&page, STYLE)).join("\n---\n"));
}

#[test]
fn reports_have_no_place_in_json() {
    let ids: Vec<_> = SMALL.atlas.strategies.ids().take(2).collect();
    let context = PageContext::new(&SMALL);
    let constraints = Constraints::default();
    for page in [page::build_audit(&ids, &context), page::build_suggestions(Some(&ids), (&constraints, None), &context)]
    {
        let written = json::page(&SMALL.atlas, &page).expect("it can be written");
        let value: serde_json::Value = serde_json::from_str(&written).expect("it can be read");
        assert!(value["place"].is_null(), "{}", value["place"]);
        assert_eq!(value["title"], page.title.as_str());
    }
}

/// The number of people that `query` finds in the embedded atlas.
fn people_found(searcher: &Searcher, query: &str) -> usize {
    let query = Query::parse(query, &GRAPH).of_kind(Kind::Person);
    assert!(query.faults().is_empty());
    searcher.run(&query, None, usize::MAX, &AtomicBool::new(false)).expect("nobody cancels").hits.len()
}

#[test]
fn tag_pages_count_as_queries_do() {
    let graph = Arc::new(Graph::new(data::embedded().expect("the embedded atlas")));
    let searcher = Searcher::new(Arc::clone(&graph), Arc::new(SearchIndex::new(&graph)));
    let mut checked = 0;
    for tag in GRAPH.atlas.tags.rows() {
        let page = shown(&format!("tag/{}", tag.slug));
        let people: Option<u32> = headings(&page)
            .iter()
            .find(|(_, text, ..)| text == "People on the record")
            .and_then(|(.., count, _)| *count);
        assert_eq!(people, Some(u32::try_from(people_found(&searcher, &format!("tag:{}", tag.slug))).expect("few")));
        let captions = page.blocks.iter().filter_map(|block| match block {
            Block::Caption(text) | Block::Explanation(text) => Some(text),
            _ => None,
        });
        let Some(caption) = captions.into_iter().find(|text| words(text).contains("tentative positions included"))
        else {
            continue;
        };
        let counts: Vec<usize> = words(caption).split([' ', ',']).filter_map(|word| word.parse().ok()).collect();
        let queries = caption.iter().filter(|span| span.weight == Weight::Code);
        let found: Vec<usize> = queries.map(|query| people_found(&searcher, &query.text)).collect();
        assert_eq!((counts.len(), counts), (2, found), "{}", words(caption));
        checked += 1;
    }
    assert_eq!(checked, 41);
}

/// The name of the kind of a block.
fn kind(block: &Block) -> &'static str {
    match block {
        Block::Heading(_) => "heading",
        Block::Paragraph(_) => "paragraph",
        Block::Caption(_) => "caption",
        Block::Explanation(_) => "explanation",
        Block::Notice(_) => "notice",
        Block::Warning(_) => "warning",
        Block::Facts(_) => "facts",
        Block::List(_) => "list",
        Block::Bars(_) => "bars",
        Block::Intervals(_) => "intervals",
        Block::Grid(_) => "grid",
        Block::Pairs(_) => "pairs",
        Block::Neighbourhood(_) => "neighbourhood",
        Block::Strip(_) => "strip",
        Block::Panels(_) => "panels",
        Block::Paths(_) => "paths",
        Block::Code(_) => "code",
    }
}

#[test]
fn the_small_atlas_covers_every_kind_of_block_and_place() {
    let pages: Vec<Page> = SMALL_PATHS.iter().map(|path| build(&SMALL, path)).collect();
    let kinds: BTreeSet<&str> = pages.iter().flat_map(|page| &page.blocks).map(kind).collect();
    assert_eq!(kinds.len(), 17, "{kinds:?}");
    for place in Place::all(&SMALL.atlas) {
        let path = place.path(&SMALL.atlas);
        let start = path.split('/').next().unwrap_or_default();
        let is_covered = |golden: &&&str| golden.split('/').next() == Some(start);
        assert!(SMALL_PATHS.iter().chain(EMBEDDED_PATHS).any(|golden| is_covered(&golden)), "{path}");
    }
}

#[test]
fn a_page_as_markdown() {
    insta::assert_snapshot!(markdown::page(&SMALL.atlas, &build(&SMALL, "strategy/open-gates")));
}

#[test]
fn a_grid_as_markdown() {
    insta::assert_snapshot!(markdown::page(&SMALL.atlas, &build(&SMALL, "density")));
}

#[test]
fn a_grid_as_json() {
    let written = json::page(&GRAPH.atlas, &shown("density")).expect("it can be written");
    let value: serde_json::Value = serde_json::from_str(&written).expect("it can be read");
    let grid = value["blocks"].as_array().and_then(|blocks| blocks.iter().find(|block| block["type"] == "grid"));
    let grid = grid.expect("a grid");
    assert_eq!(grid["columns"][0]["label"][0]["place"], "axis/time-horizon/pre-transition");
    assert_eq!(grid["rows"].as_array().map(Vec::len), Some(15));
    let cell = &grid["rows"][0]["cells"][1];
    assert_eq!(cell["text"][0]["place"], "density/speed/during-transition");
    assert!(cell["shade"].as_f64().is_some_and(|shade| (0.0..=1.0).contains(&shade)));
    assert_eq!(grid["totals"]["total"][0]["text"], "76");
}

/// The bars of an axis as `label count`.
fn counts(axis: &str, value: &str) -> usize {
    let page = shown(axis);
    let bars = page.blocks.iter().find_map(|block| if let Block::Bars(bars) = block { Some(&bars.bars) } else { None });
    let bar = bars.and_then(|bars| bars.iter().find(|bar| words(&bar.label) == value)).expect("the bar");
    bar.shown.split_whitespace().next().and_then(|count| count.parse().ok()).expect("a count")
}

#[test]
fn the_field_agrees_with_the_catalogue() {
    let page = shown("field");
    let answer = "Institutional capacity has the most strategies (11 of 76); 6 of 15 levers are pulled both ways.";
    assert_eq!(words(&page.kicker), answer);
    let figures = "15 of 15 levers · 33% world-side · 51 conflicts";
    assert!(
        page.blocks.iter().any(|block| matches!(block, Block::Heading(heading) if words(&heading.aside) == figures))
    );
    // Spec, section 4, point 1: declared conflicts and opposite pulls are two things.
    assert!(
        page.blocks
            .iter()
            .any(|block| matches!(block, Block::Explanation(text) if words(text).contains("48 pairs pull")))
    );
    let dots: usize = page.spans().filter(|span| span.text == "●").count();
    assert_eq!(dots, 76);
}

#[test]
fn people_and_tags_agree_with_the_catalogue_and_tell_stated_from_tentative() {
    let people = shown("people");
    let answer = "248 of 935 people have a profile; 28 state a p(doom), with a median of 29%.";
    assert_eq!(words(&people.kicker), answer);
    let figures = |page: &Page| {
        page.blocks.iter().find_map(|block| match block {
            Block::Heading(heading) => Some(words(&heading.aside)),
            _ => None,
        })
    };
    assert_eq!(figures(&people).as_deref(), Some("1011 passages · 10 timelines · 41 tags"));
    let tags = shown("tags");
    assert_eq!(figures(&tags).as_deref(), Some("46 tags · 8 with 30 endorsers or more"));
    // The catalogue counts the tentative among the endorsers; here both are told.
    for (tag, sides) in [
        ("Techno-optimism", "96 endorse (47 stated, 49 tentative)"),
        ("Acceleration", "29 endorse (14 stated, 15 tentative)"),
        ("Alignment first", "103 endorse (102 stated, 1 tentative)"),
    ] {
        let cards = items(&tags, "20 people or more");
        let card = cards.iter().map(|item| words(&item.text)).find(|text| text.starts_with(tag)).expect("the tag");
        assert!(card.contains(sides), "{card}");
    }
}

#[test]
fn the_identity_page_has_every_question_and_binding() {
    let page = shown("identity");
    let level = |wanted| headings(&page).into_iter().filter(|(level, ..)| *level == wanted).count();
    assert_eq!(level(2), 5 + 4);
    let signals = items(&page, "Falsification signals").len();
    let named = GRAPH.atlas.strategies.rows().iter().filter(|strategy| strategy.falsification.is_some()).count();
    assert_eq!(signals, named);
}

#[test]
fn most_strategies_bind_before_the_transition() {
    // Spec, section 4, point 6.
    assert_eq!(counts("axis/time-horizon", "Pre-transition"), 33);
    assert_eq!(counts("axis/time-horizon", "During transition"), 17);
}

#[test]
fn a_page_as_json() {
    let written = json::page(&SMALL.atlas, &build(&SMALL, "tag/more-keepers")).expect("it can be written");
    let value: serde_json::Value = serde_json::from_str(&written).expect("it can be read");
    insta::assert_snapshot!(serde_json::to_string_pretty(&value).expect("it can be written"));
}

fn words(line: &[Span]) -> String {
    line.iter().map(|span| span.text.as_str()).collect()
}

/// The headings of a page as `level text count mark`.
fn headings(page: &Page) -> Vec<(u8, String, Option<u32>, Option<&str>)> {
    let row = |heading: &Heading| (heading.level, words(&heading.text), heading.count);
    page.blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(heading) => Some((heading, heading.mark.as_deref())),
            _ => None,
        })
        .map(|(heading, mark)| {
            let (level, text, count) = row(heading);
            (level, text, count, mark)
        })
        .collect()
}

/// The blocks under the first heading called `title`, up to the next heading of any level.
fn under<'a>(page: &'a Page, title: &str) -> &'a [Block] {
    let is_heading = |block: &Block| matches!(block, Block::Heading(_));
    let is = |block: &Block| matches!(block, Block::Heading(heading) if words(&heading.text) == title);
    let start = page.blocks.iter().position(is).expect("the heading") + 1;
    let end = page.blocks[start..].iter().position(is_heading).map_or(page.blocks.len(), |end| start + end);
    &page.blocks[start..end]
}

fn items<'a>(page: &'a Page, title: &str) -> &'a [Item] {
    let list = under(page, title).iter().find_map(|block| match block {
        Block::List(items) => Some(items.as_slice()),
        _ => None,
    });
    list.expect("a list")
}

#[test]
fn the_relations_of_open_source_maximalism() {
    let page = shown("strategy/open-source-maximalism");
    assert_eq!(
        page.blocks.get(1).map(|block| block.spans().map(|span| span.text.as_str()).collect::<String>()).as_deref(),
        Some("↑ Information flow · institutional · market · humans as principals · horizon-neutral · market")
    );
    let relations: Vec<_> = headings(&page).into_iter().map(|(level, text, count, _)| (level, text, count)).collect();
    let start = relations.iter().position(|(_, text, _)| text == "Conflicts").expect("conflicts");
    let expected = [
        (1, "Conflicts", Some(5)),
        (2, "× Frame opposition", Some(2)),
        (2, "× Lever opposition", Some(1)),
        (2, "Declared by the other side only", Some(2)),
        (3, "× Frame opposition", Some(2)),
        (1, "Complements", Some(5)),
        (2, "+ Same-side diversification", Some(2)),
        (2, "+ Adjacent bet", Some(1)),
        (2, "+ Same-lever reinforce", Some(1)),
        (2, "Declared by the other side only", Some(1)),
        (3, "+ Adjacent bet", Some(1)),
        (1, "Same-lever twins", Some(1)),
    ]
    .map(|(level, text, count)| (level, text.to_owned(), count));
    assert_eq!(relations[start..start + expected.len()], expected);
    for group in ["× Frame opposition", "× Lever opposition", "+ Same-side diversification", "+ Adjacent bet"] {
        let [Block::List(_), Block::Explanation(explanation)] = under(&page, group) else { panic!("{group}") };
        assert!(words(explanation).len() > 60, "{group} is explained");
    }
}

#[test]
fn the_people_of_open_source_maximalism() {
    let page = shown("strategy/open-source-maximalism");
    let headings = headings(&page);
    assert!(headings.contains(&(1, "People on the record".into(), Some(37), None)));
    assert!(headings.contains(&(1, "Self-undermining threshold".into(), None, Some("overshoot risk"))));
    let people = items(&page, "People on the record");
    assert_eq!(people.len(), 37);
    let profiled = people
        .iter()
        .position(|item| item.badges.iter().all(|badge| badge.kind.is_stance()))
        .expect("someone without a profile");
    assert_eq!(profiled, 8);
    for group in [&people[..8], &people[8..]] {
        let names: Vec<String> = group.iter().map(|item| stratlas::text::fold(&words(&item.text))).collect();
        assert!(names.is_sorted(), "{names:?}");
    }
    let [Block::Facts(mix), Block::Explanation(scope), ..] = under(&page, "Expertise and recognition") else {
        panic!("a mix")
    };
    let mix: Vec<String> = mix.iter().map(|fact| words(&fact.value)).collect();
    assert_eq!(
        mix,
        [
            "3 frontier builder · 3 deep technical · 1 policy / meta · 1 commentator",
            "4 household name · 4 field-leading"
        ]
    );
    assert!(words(scope).contains("8 people with a profile") && words(scope).contains("29 without"));
}

#[test]
fn open_source_maximalism_stands_on_every_axis() {
    let page = shown("strategy/open-source-maximalism");
    let [Block::Facts(coordinates)] = under(&page, "Coordinates") else { panic!("facts") };
    assert!(coordinates.iter().any(|fact| fact.label == "Pull" && words(&fact.value) == "↑ Open"));
    let [Block::Facts(axes)] = under(&page, "Position on the axes") else { panic!("facts") };
    assert_eq!(axes.len(), 5);
    let [Block::Facts(source)] = under(&page, "Source") else { panic!("facts") };
    assert_eq!(words(&source[0].value), "Open source maximalism strategy.md");
}

#[test]
fn every_link_leads_to_its_place() {
    let mut links = 0;
    for place in places() {
        let page = page::build(place, &PageContext::new(&GRAPH));
        for span in page.spans() {
            if let Some(Target::Place(to)) = span.to {
                assert_eq!(Place::parse(&GRAPH.atlas, &to.path(&GRAPH.atlas)), Ok(to));
                links += 1;
            }
        }
    }
    assert!(links > 5000, "{links}");
}

#[test]
fn every_place_that_a_page_names_is_a_link() {
    // The items of the indexes are all there is of each kind.
    for kind in Kind::ALL {
        let page = page::build(Place::List(kind), &PageContext::new(&GRAPH));
        let linked: Vec<Place> = page
            .spans()
            .filter_map(|span| match span.to {
                Some(Target::Place(place)) => Some(place),
                _ => None,
            })
            .collect();
        for place in kind.entities(&GRAPH.atlas).map(Place::Entity) {
            assert!(linked.contains(&place), "{} on {}", place.path(&GRAPH.atlas), kind.plural());
        }
    }
}

#[test]
fn every_page_can_be_written_in_every_form() {
    for place in places() {
        let page = page::build(place, &PageContext::new(&GRAPH));
        let path = place.path(&GRAPH.atlas);
        let written = json::page(&GRAPH.atlas, &page).expect("it can be written");
        assert!(!written.contains('\n'), "{path}");
        let value: serde_json::Value = serde_json::from_str(&written).expect("it can be read");
        assert_eq!(value["place"], path.as_str());
        assert_eq!(value["blocks"].as_array().map(Vec::len), Some(page.blocks.len()));
        for written in [markdown::page(&GRAPH.atlas, &page), text::page(&page, STYLE)] {
            assert!(!written.chars().any(|c| c != '\n' && stratlas::text::is_unsafe(c)), "{path}");
            assert!(!written.contains("\n\n\n"), "{path}");
            assert!(written.ends_with('\n') && !written.ends_with("\n\n"), "{path}");
        }
    }
}

#[test]
fn text_fits_its_width() {
    for width in [20, 40, 80, 132] {
        for place in places().filter(|place| !matches!(place, Place::Entity(Entity::Person(_)))) {
            let page = page::build(place, &PageContext::new(&GRAPH));
            let written = text::page(&page, Style { width, bold: false, hyperlinks: false });
            for line in written.lines() {
                assert!(stratlas::text::width(line) <= width, "{line:?} in {width}");
            }
        }
    }
}

#[test]
fn every_section_of_a_page_is_in_one_part() {
    for place in places() {
        let page = page::build(place, &PageContext::new(&GRAPH));
        let parts: usize = [Part::Main, Part::Relations, Part::People].map(|part| page.part(part).count()).iter().sum();
        assert_eq!(parts, page.blocks.len());
    }
}

#[test]
fn pairs_are_counted_without_going_through_them() {
    let count = |kind| {
        let of_kind = Mechanism::ALL.into_iter().filter(|mechanism| mechanism.kind() == kind);
        of_kind.map(|mechanism| GRAPH.pair_count(mechanism)).sum::<usize>()
    };
    for mechanism in Mechanism::ALL {
        assert_eq!(GRAPH.pair_count(mechanism), GRAPH.pairs(mechanism).count(), "{mechanism:?}");
    }
    assert_eq!(RelationKind::ALL.map(count), [51, 221, 82]);
}
