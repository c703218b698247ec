//! Results of queries in a small atlas, with expectations written by hand, and laws of every query.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;

use super::fixture::{crowd, searcher};
use super::*;
use crate::data;
use crate::graph::{Graph, PeopleOrder};
use crate::model::{Id, Kind, People, Person};
use crate::record::SearchField;

fn found(query: &str) -> Vec<String> {
    searcher().paths(query)
}

/// Returns the best hit of `query`: address, name and snippet, with the marks in brackets.
fn marked(query: &str) -> (String, String, Option<String>) {
    let searcher = searcher();
    let hit = searcher.find(query).hits.into_iter().next().expect("something is found");
    let bracketed = |text: &str, ranges: &[std::ops::Range<usize>]| {
        let mut shown = String::new();
        let mut from = 0;
        for range in ranges {
            shown.extend([&text[from..range.start], "[", &text[range.clone()], "]"]);
            from = range.end;
        }
        shown + &text[from..]
    };
    let atlas = &searcher.graph().atlas;
    let snippet = hit.snippet.map(|snippet| bracketed(&snippet.text, &snippet.ranges));
    (hit.place.path(atlas), bracketed(&hit.place.name(atlas), &hit.matched), snippet)
}

#[test]
fn names_come_first_and_kinds_break_ties() {
    // The name itself (strategy before tag), a word of a name, then the letters of `PAUl SEre`.
    assert_eq!(
        found("pause"),
        ["strategy/pause", "tag/pause", "strategy/gradual-pause", "person/zoe-pause", "person/paul-sere",]
    );
    // The start of a name: the shorter one first.
    assert_eq!(found("yan"), ["person/yann-lecun", "person/yanis-varoufakis"]);
}

#[test]
fn other_names_come_before_short_texts_and_those_before_long_ones() {
    assert_eq!(found("moratorium"), ["tag/pause", "person/yann-lecun"]);
    // In taglines and organisations, the shorter name first; then scattered letters: `saME phase differenT lAyer`.
    assert_eq!(found("meta"), ["person/paul-sere", "person/yann-lecun", "mechanism/same-phase-different-layer"]);
    // Names, an organisation and the pull of a lever, then a summary and a claim.
    assert_eq!(
        found("'open"),
        [
            "strategy/open-source-maximalism",
            "tag/open-source",
            "portfolio/slow-and-open",
            "person/elodie-renee",
            "lever/information-flow",
            "person/yann-lecun",
            "person/yanis-varoufakis",
        ]
    );
}

#[test]
fn a_query_that_is_a_name_finds_it_first() {
    assert_eq!(found("open source")[0], "tag/open-source");
    assert_eq!(found("source open")[0], "strategy/open-source-maximalism");
}

#[test]
fn letters_may_be_left_out_of_names_and_short_texts() {
    assert_eq!(found("osm")[0], "strategy/open-source-maximalism");
    assert_eq!(found("infoflow"), ["lever/information-flow"]);
    assert_eq!(found("campigner"), ["person/zoe-pause"]);
    assert_eq!(found("capaign"), ["person/zoe-pause"]);
    assert_eq!(found("cmpgnr"), ["person/zoe-pause"]);
    assert_eq!(found("cagr"), [""; 0], "gaps of more than two letters are no match in a tagline");
    assert_eq!(found("cloouds"), [""; 0], "long texts are searched for what is typed");
}

#[test]
fn short_words_are_looked_for_in_names_alone() {
    assert_eq!(found("at"), found("at kind:strategy,person,tag,lever,scenario,portfolio,mechanism"));
    assert!(!found("at").contains(&"person/yann-lecun".to_owned()), "`at Meta` is a tagline");
    assert!(found("'at").contains(&"person/yann-lecun".to_owned()));
}

#[test]
fn case_and_accents_count_when_they_are_typed() {
    for query in ["elodie", "élodie", "Élodie", "Elodie", "ouverte", "École"] {
        assert_eq!(found(query)[0], "person/elodie-renee", "{query}");
    }
    for query in ["ELODIE", "èlodie", "'éCole", "ÉLODIE", "MetA"] {
        assert_eq!(found(query), [""; 0], "{query}");
    }
    assert_eq!(found("zoë"), ["person/zoe-pause"]);
    assert_eq!(found("zoe\u{308}"), ["person/zoe-pause"], "however it is encoded");
    assert_eq!(found("o'pause"), ["person/zoe-pause"], "whatever the apostrophe");
}

#[test]
fn letters_without_an_accent_are_found_by_what_people_type_for_them() {
    let mut atlas = data::fixture(include_str!("fixture.toml"));
    let someone = atlas.people.unpack(Id::from_index(0));
    let person = |slug: &str, name: &str| Person { slug: slug.to_owned(), name: name.to_owned(), ..someone.clone() };
    let people = [("z", "Zoe Grosse"), ("l", "Łukasz Große"), ("o", "Åse Ørsted"), ("t", "Þór Sæther")];
    atlas.people = People::new(&people.map(|(slug, name)| person(slug, name)));
    let graph = Arc::new(Graph::new(atlas));
    let searcher = Searcher::new(Arc::clone(&graph), Arc::new(SearchIndex::new(&graph)));
    for (query, found) in [
        ("^lukasz", &["person/l"][..]),
        ("^Lukasz", &["person/l"]),
        ("^łukasz", &["person/l"]),
        ("'orsted", &["person/o"]),
        ("'grosse", &["person/z", "person/l"]),
        ("'große", &["person/l"]),
        ("'saether", &["person/t"]),
        ("^thor", &["person/t"]),
    ] {
        assert_eq!(searcher.paths(&format!("kind:person {query}")), found, "{query}");
    }
    let by_name: Vec<&str> = graph.people_by_name().iter().map(|&id| graph.atlas.people[id].slug.as_str()).collect();
    assert_eq!(by_name, ["o", "l", "t", "z"], "Łukasz is not sorted after Zoe");
    let marked = &searcher.find("kind:person 'grosse").hits[1];
    assert_eq!(&marked.place.name(&graph.atlas)[marked.matched[0].clone()], "Große");
}

#[test]
fn hyphens_count_as_spaces() {
    assert_eq!(found("yann-lecun"), ["person/yann-lecun"]);
    assert_eq!(found("stop-ai"), ["tag/pause"]);
    assert_eq!(found("\"stop ai\""), ["tag/pause"]);
}

#[test]
fn operators_anchor_and_exclude() {
    assert_eq!(found("^yan"), ["person/yann-lecun", "person/yanis-varoufakis"]);
    assert_eq!(found("lecun$"), ["person/yann-lecun"]);
    assert_eq!(found("^pause$"), ["strategy/pause", "tag/pause"]);
    assert_eq!(found("^speed"), ["lever/speed"]);
    assert_eq!(found("'pause"), ["strategy/pause", "tag/pause", "strategy/gradual-pause", "person/zoe-pause"]);
    assert_eq!(found("'pause !gradual !zoe"), ["strategy/pause", "tag/pause"]);
    assert_eq!(found("kind:tag !pause"), ["tag/open-source"]);
    assert_eq!(found("kind:person !open"), ["person/paul-sere", "person/zoe-pause"]);
    assert_eq!(found("kind:person !^y !e$").len(), 0);
    assert_eq!(found("\"open weights serve\""), ["person/yanis-varoufakis"]);
}

#[test]
fn filters_alone_list_in_name_order() {
    assert_eq!(
        found("kind:person"),
        ["person/elodie-renee", "person/paul-sere", "person/yanis-varoufakis", "person/yann-lecun", "person/zoe-pause",]
    );
    assert_eq!(found("kind:lever,tag"), ["tag/open-source", "tag/pause", "lever/information-flow", "lever/speed"]);
    assert_eq!(found(""), [""; 0]);
    assert_eq!(found("kind:nothing"), [""; 0], "a query of nothing but faults asks for nothing");
}

#[test]
fn filters_of_strategies() {
    assert_eq!(found("lever:speed"), ["strategy/gradual-pause", "strategy/pause", "lever/speed"]);
    assert_eq!(found("lever:speed acts-on:institutional"), ["strategy/gradual-pause"]);
    assert_eq!(found("pull:up"), ["strategy/open-source-maximalism"]);
    assert_eq!(found("side:world"), ["strategy/open-source-maximalism", "lever/information-flow"]);
    assert_eq!(found("scenario:race-collapse"), ["strategy/pause", "scenario/race-collapse"]);
    assert_eq!(found("portfolio:slow-and-open kind:strategy"), ["strategy/open-source-maximalism", "strategy/pause"]);
    assert_eq!(found("kind:strategy !pull:down"), ["strategy/open-source-maximalism"]);
    assert_eq!(found("coercion:consent actor:humans horizon:pre legitimacy:democratic").len(), 3);
}

#[test]
fn filters_of_people() {
    assert_eq!(found("expertise:frontier-builder"), ["person/yann-lecun"]);
    assert_eq!(found("recognition:household-name").len(), 2);
    assert_eq!(found("vintage:pioneer"), ["person/yann-lecun"]);
    assert_eq!(found("org:meta"), ["person/yann-lecun"], "a critic of metaphysics is not at Meta");
    assert_eq!(found("org:york,\"open phil\""), ["person/elodie-renee", "person/yann-lecun"]);
    assert_eq!(found("profiled:yes"), ["person/yanis-varoufakis", "person/yann-lecun"]);
    assert_eq!(found("profiled:no"), ["person/elodie-renee", "person/paul-sere", "person/zoe-pause"]);
    assert_eq!(found("p-doom:yes"), ["person/elodie-renee"]);
}

#[test]
fn a_tag_and_a_stance_mean_one_position() {
    assert_eq!(found("tag:pause"), ["strategy/pause", "person/elodie-renee", "person/yann-lecun", "tag/pause"]);
    assert_eq!(found("stance:opposes"), ["person/yanis-varoufakis", "person/yann-lecun"]);
    assert_eq!(found("tag:pause stance:opposes"), ["person/yann-lecun"]);
    assert_eq!(found("stance:opposes tag:open-source"), ["person/yanis-varoufakis"]);
    assert_eq!(found("tag:pause kind:person !stance:opposes"), ["person/elodie-renee"]);
    assert_eq!(found("stance:endorses !tag:pause"), [""; 0]);
    assert_eq!(found("stance:opposes !tag:pause"), ["person/yanis-varoufakis"]);
    assert_eq!(found("tag:pause tag:open-source"), ["person/yann-lecun"]);
    assert_eq!(found("tag:pause,open-source stance:opposes"), ["person/yanis-varoufakis", "person/yann-lecun"]);
}

#[test]
fn a_position_is_a_kind_and_finds_people_who_have_one() {
    assert_eq!(found("kind:position"), found("kind:positions"));
    assert_eq!(found("kind:position").len() + found("kind:person !kind:position").len(), found("kind:person").len());
    assert_eq!(found("kind:position tag:pause"), ["person/elodie-renee", "person/yann-lecun"]);
    assert_eq!(found("kind:position tag:pause stance:opposes"), ["person/yann-lecun"]);
    assert_eq!(found("kind:tag,position tag:pause"), ["person/elodie-renee", "person/yann-lecun", "tag/pause"]);
}

#[test]
fn a_commitment_is_a_kind_and_finds_strategies_that_rest_on_one() {
    let all = found("kind:commitment");
    assert_eq!((all.as_slice(), found("kind:commitments")), (&["strategy/pause".to_owned()][..], all.clone()));
    assert_eq!(found("kind:commitment claim:none"), all, "nothing is judged yet");
    assert_eq!(found("kind:commitment !claim:none"), [""; 0]);
    assert_eq!(found("claim:fails"), [""; 0]);
}

#[test]
fn stances_in_favour_and_against_are_groups() {
    let favour = "stance:endorses,mixed,conditional,evolved-toward";
    assert_eq!(found("stance:endorsing"), found(favour));
    assert_eq!(found("tag:pause stance:endorsing"), found(&format!("tag:pause {favour}")));
    assert_eq!(found("stance:opposing"), found("stance:opposes,evolved-away"));
    assert!(!found("stance:endorsing").is_empty() && !found("stance:opposing").is_empty());
}

#[test]
fn a_hyphen_alone_is_not_in_every_name() {
    for query in ["-", "'-", "'\u{301}", "org:-"] {
        assert_eq!(found(query), [""; 0], "{query}");
    }
    assert_eq!(found("yann - lecun"), found("yann lecun"));
    assert_eq!(found("org:meta,-"), ["person/yann-lecun"]);
}

#[test]
fn matched_letters_are_marked() {
    assert_eq!(marked("lecun").1, "Yann [LeCun]");
    assert_eq!(marked("yann cun").1, "[Yann] Le[Cun]");
    assert_eq!(marked("osm").1, "[O]pen [s]ource [m]aximalism");
    assert_eq!(marked("elodie ree").1, "[Élodie] [Re]n[é]e");
    assert_eq!(marked("^open maximalism$").1, "[Open] source [maximalism]");
    assert_eq!(marked("kind:tag").1, "Open source");
}

#[test]
fn what_is_not_in_the_name_is_shown() {
    let (path, name, snippet) = marked("ouverte");
    assert_eq!((path.as_str(), name.as_str()), ("person/elodie-renee", "Élodie Renée"));
    assert_eq!(snippet.as_deref(), Some("Founder of École [Ouverte]"));
    assert_eq!(marked("ylecun").2.as_deref(), Some("[ylecun]"));
    assert_eq!(marked("\"owners of\"").2.as_deref(), Some("Open weights serve the [owners of] clouds."));
    // Matches in the name are marked there, the others in the snippet.
    let (_, name, snippet) = marked("yann pausing");
    assert_eq!((name.as_str(), snippet.as_deref()), ("[Yann] LeCun", Some("On [pausing]")));
    assert_eq!(marked("yann").2, None);
}

#[test]
fn hits_know_their_field() {
    let field = |query: &str| searcher().find(query).hits[0].field;
    assert_eq!(field("yann"), Some(SearchField::Name));
    assert_eq!(field("moratorium"), Some(SearchField::Alias));
    assert_eq!(field("\"new york\""), Some(SearchField::Organisation));
    assert_eq!(field("binds"), Some(SearchField::Thesis));
    assert_eq!(field("pausing"), Some(SearchField::Source));
    assert_eq!(field("yann pausing"), Some(SearchField::Source));
    assert_eq!(field("kind:person"), None);
}

#[test]
fn a_cancelled_search_has_no_results() {
    let searcher = searcher();
    let query = Query::parse("pause", searcher.graph());
    assert!(searcher.run(&query, None, 10, &AtomicBool::new(true)).is_none());
}

#[test]
fn a_narrowing_of_another_index_does_no_harm() {
    let (here, there) = (searcher(), searcher());
    let query = Query::parse("yann", here.graph());
    let mut earlier = there.find("yan").narrowing;
    earlier.entries_mut().retain(|&entry| entry > 100);
    let results = here.run(&query, Some(&earlier), 10, &AtomicBool::new(false)).expect("nobody cancels");
    assert_eq!(results.total, 1);
}

#[test]
fn only_people_among_the_hits_are_kept_unpacked() {
    let crowd = crowd(9_000);
    assert_eq!(crowd.graph().atlas.people.kept(), 0, "neither the graph nor the index keeps anyone");
    let queries = ["ada", "Ada", "stance:endorses", "source:page ada", "caveat:no ada", "category:researcher ada"];
    for (nth, query) in queries.into_iter().enumerate() {
        let query = Query::parse(query, crowd.graph());
        crowd.run(&query, None, 3, &AtomicBool::new(false)).expect("nobody cancels");
        let kept = crowd.graph().atlas.people.kept();
        assert!(kept <= 3 * (nth + 1), "{kept} people after {:?}", queries[nth]);
    }
}

#[test]
fn a_crowd_is_searched_in_parts_and_put_together_in_order() {
    let crowd = crowd(21_000);
    let run = |text: &str, previous: Option<&Narrowing>| {
        let query = Query::parse(text, crowd.graph());
        crowd.run(&query, previous, 3, &AtomicBool::new(false)).expect("nobody cancels")
    };
    let names = |results: &Results| -> Vec<String> {
        results.hits.iter().map(|hit| hit.place.name(&crowd.graph().atlas).into_owned()).collect()
    };
    let ada = run("kind:person ada", None);
    assert_eq!((ada.total, names(&ada)), (21_000, vec!["Ada 00000".into(), "Ada 00001".into(), "Ada 00002".into()]));
    // Exact digits come before the same digits with others between them.
    let digits = run("kind:person ada 2099", Some(&ada.narrowing));
    assert_eq!(digits.hits, run("kind:person ada 2099", None).hits);
    assert_eq!(names(&digits), ["Ada 20990", "Ada 20991", "Ada 20992"]);
    let last = run("ada 20999$", None);
    assert_eq!((last.total, names(&last)), (1, vec!["Ada 20999".into()]));
    assert_eq!(run("kind:person", None).total, 21_000);
    let query = Query::parse("ada", crowd.graph());
    assert!(crowd.run(&query, None, 3, &AtomicBool::new(true)).is_none());
}

/// Searcher of the embedded atlas.
static EMBEDDED: LazyLock<Searcher> = LazyLock::new(|| {
    let graph = Arc::new(Graph::new(data::embedded().expect("it was built")));
    let index = Arc::new(SearchIndex::new(&graph));
    Searcher::new(graph, index)
});

#[test]
fn everyday_queries_find_what_they_mean() {
    let best = |query: &str| EMBEDDED.paths(query).into_iter().take(3).collect::<Vec<_>>();
    assert_eq!(best("yan")[0], "person/yann-lecun");
    assert_eq!(best("pause")[..2], ["strategy/pause", "tag/pause"]);
    assert_eq!(best("open")[0], "strategy/open-source-maximalism");
    assert_eq!(best("osm")[2], "strategy/open-source-maximalism");
    assert_eq!(best("kind:person eliezer")[0], "person/eliezer-yudkowsky");
    assert_eq!(best("yoshua")[0], "person/yoshua-bengio");
}

/// Generates queries as typed: words of the atlas truncated or with omitted letters, operators, fields.
fn queries() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-e]{1,4}",
        "(open|source|pause|yann|safety|speed|École|Meta|agi|govern|race)".prop_flat_map(|word| {
            let most = word.chars().count();
            (1..=most).prop_map(move |length| word.chars().take(length).collect::<String>())
        }),
    ];
    let operator = prop_oneof![6 => Just(""), 1 => Just("'"), 1 => Just("^"), 1 => Just("!")];
    let clause = prop_oneof![
        5 => (operator, word).prop_map(|(operator, word)| format!("{operator}{word}")),
        1 => "!?(kind:person|tag:pause|stance:opposes|pull:down|profiled:yes|org:meta)",
    ];
    prop::collection::vec(clause, 1..4).prop_map(|clauses| clauses.join(" "))
}

fn run(text: &str, previous: Option<&Narrowing>, limit: usize) -> Results {
    let query = Query::parse(text, EMBEDDED.graph());
    EMBEDDED.run(&query, previous, limit, &AtomicBool::new(false)).expect("nobody cancels")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_query_gives_the_same_hits_whatever_came_before(query in queries(), others in prop::collection::vec(queries(), 1..4)) {
        let before = run(&query, None, 40);
        for other in &others {
            run(other, None, 40);
        }
        prop_assert_eq!(before.hits, run(&query, None, 40).hits);
    }

    #[test]
    fn narrowing_changes_nothing(query in queries()) {
        let mut narrowing = Narrowing::default();
        let ends = query.char_indices().map(|(at, _)| at).skip(1).chain([query.len()]);
        for end in ends {
            let (fresh, narrowed) = (run(&query[..end], None, 30), run(&query[..end], Some(&narrowing), 30));
            prop_assert_eq!(fresh.total, narrowed.total, "{}", &query[..end]);
            prop_assert_eq!(fresh.hits, narrowed.hits, "{}", &query[..end]);
            narrowing = narrowed.narrowing;
        }
    }

    #[test]
    fn a_limit_only_cuts(query in queries(), limit in 1usize..60) {
        let (all, few) = (run(&query, None, usize::MAX), run(&query, None, limit));
        prop_assert_eq!(all.hits.len(), all.total);
        prop_assert_eq!(few.total, all.total);
        prop_assert_eq!(&few.hits[..], &all.hits[..limit.min(all.total)]);
    }

    #[test]
    fn hits_are_in_order_and_marks_on_letters(query in queries()) {
        let results = run(&query, None, usize::MAX);
        for pair in results.hits.windows(2) {
            prop_assert!(pair[0].score >= pair[1].score);
            prop_assert!(pair[0].score > pair[1].score || pair[0].place.kind() <= pair[1].place.kind());
        }
        for hit in &results.hits {
            let name = hit.place.name(&EMBEDDED.graph().atlas);
            prop_assert!(hit.matched.iter().all(|range| name.get(range.clone()).is_some_and(|part| !part.is_empty())));
            if let Some(Snippet { text, ranges }) = &hit.snippet {
                prop_assert!(ranges.iter().all(|range| text.get(range.clone()).is_some_and(|part| !part.is_empty())));
            }
        }
    }
}

#[test]
fn what_people_are_can_be_asked_for() {
    let graph = Arc::new(Graph::new(crate::data::fixture(include_str!("../page/tests/claims.toml"))));
    let searcher = Searcher::new(Arc::clone(&graph), Arc::new(SearchIndex::new(&graph)));
    let people = |query: &str| {
        let query = Query::parse(query, &graph);
        assert_eq!(query.faults(), []);
        let found = searcher.run(&query.of_kind(Kind::Person), None, usize::MAX, &AtomicBool::new(false)).unwrap();
        let names: Vec<String> = found.hits.iter().map(|hit| hit.place.name(&graph.atlas).into_owned()).collect();
        names.join(" ")
    };
    assert_eq!(people("category:researcher"), "Ada Bea Kim");
    assert_eq!(people("category:researcher category:founder"), "Bea");
    assert_eq!(people("video:yes"), "Ada Jon");
    assert_eq!(people("tentative:yes"), "Eli Lou");
    assert_eq!(people("updated:2026"), "Ada Bea Cal Eli");
    assert_eq!(people("updated:2026-01-03 !tentative:yes"), "Bea");
    assert_eq!(people("updated:>2025-12"), "Ada Bea Cal Eli");
    assert_eq!(people("updated:>2026"), "");
    // Only positions on the tag count: Ivy states something else.
    assert_eq!(people("tag:go tentative:yes"), "Ivy Lou");
    assert_eq!(people("tag:go tentative:no"), "Ada Bea Fox Gus");
    assert_eq!(people("sort:p-doom-high"), "Gus Ada Bea Hal Cal Dov Jon Eli Ivy Fox Kim Lou");
    assert_eq!(people("vintage:new,old sort:vintage-new"), "Cal Fox Ivy Ada Dov Gus");
    assert_eq!(Query::parse("tag:go sort:name", &graph).order(), Some(PeopleOrder::Name));
    let tag = |query: &str| Query::parse(query, &graph).tag().map(|id| graph.atlas.tags[id].slug.as_str());
    assert_eq!(
        [tag("tag:go a"), tag("tag:go,stop"), tag("!tag:go"), tag("tag:go tag:stop")],
        [Some("go"), None, None, None]
    );
}

#[test]
fn sources_can_be_asked_for() {
    let graph = Arc::new(Graph::new(crate::data::fixture(include_str!("../page/tests/fixture.toml"))));
    let searcher = Searcher::new(Arc::clone(&graph), Arc::new(SearchIndex::new(&graph)));
    let people = |query: &str| {
        let query = Query::parse(query, &graph);
        assert_eq!(query.faults(), []);
        let found = searcher.run(&query.of_kind(Kind::Person), None, usize::MAX, &AtomicBool::new(false)).unwrap();
        let names: Vec<String> = found.hits.iter().map(|hit| hit.place.name(&graph.atlas).into_owned()).collect();
        names.join(" ")
    };
    assert_eq!(people("source:home"), "Zed");
    assert_eq!(people("source:page"), "Bob Dan Zed");
    assert_eq!(people("source:passage"), "Ann Cyd Eve Zed");
    assert_eq!(people("source:home,page !source:passage"), "Bob Dan");
    assert_eq!(people("tag:free source:home"), "Zed");
    assert_eq!(people("tag:alpha-tag source:home"), "", "the home page is a source for another tag");
    assert_eq!(people("stated:2021"), "Zed");
    assert_eq!(people("stated:<2020"), "Zed", "what was published in 2020 was written in 2019");
    assert_eq!(people("stated:2020-02"), "Zed", "without a date of its own, a remark is of the day of its source");
    assert_eq!(people("stated:>2021"), "");
    assert_eq!(people("tag:alpha-tag stated:2021"), "");
    assert_eq!(people("caveat:yes"), "Zed");
    assert_eq!(people("caveat:no"), "Ann Bob Cyd Dan Eve Fay");
}
