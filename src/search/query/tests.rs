//! The grammar, with expectations written by hand, and its round trip.

use proptest::prelude::*;

use super::super::fixture::graph;
use super::*;

fn term(mode: MatchMode, text: &str) -> Term {
    Term { mode, text: text.to_owned(), negated: false }
}

fn not(mode: MatchMode, text: &str) -> Term {
    Term { negated: true, ..term(mode, text) }
}

fn terms(text: &str) -> Vec<Term> {
    let query = Query::parse(text, &graph());
    assert_eq!(query.faults(), [], "{text}");
    query.terms().to_vec()
}

/// Returns the fault of `text`: the faulty part, the message and the suggestion.
fn fault(text: &str) -> (String, String, Option<String>) {
    let query = Query::parse(text, &graph());
    let [fault] = query.faults() else { panic!("{text} has {:?}", query.faults()) };
    (text[fault.range.clone()].to_owned(), fault.message.clone(), fault.suggestion.clone())
}

#[test]
fn words_are_terms_and_operators_say_how() {
    assert_eq!(terms("open  pause"), [term(MatchMode::Fuzzy, "open"), term(MatchMode::Fuzzy, "pause")]);
    assert_eq!(
        terms("'open ^open open$ ^open$"),
        [
            term(MatchMode::Exact, "open"),
            term(MatchMode::Prefix, "open"),
            term(MatchMode::Suffix, "open"),
            term(MatchMode::Whole, "open"),
        ]
    );
    assert_eq!(
        terms("!open !^open !'open"),
        [not(MatchMode::Exact, "open"), not(MatchMode::Prefix, "open"), not(MatchMode::Exact, "open"),]
    );
}

#[test]
fn quotation_marks_hold_words_together_and_take_meanings_away() {
    assert_eq!(terms(r#""open source""#), [term(MatchMode::Exact, "open source")]);
    assert_eq!(terms(r#"^"open s" "source$""#), [term(MatchMode::Prefix, "open s"), term(MatchMode::Exact, "source$")]);
    assert_eq!(terms(r#""kind:x" "!x""#), [term(MatchMode::Exact, "kind:x"), term(MatchMode::Exact, "!x")]);
    assert_eq!(terms(r#""say \"so\" \\o/""#), [term(MatchMode::Exact, r#"say "so" \o/"#)]);
    assert_eq!(terms(r#""half an idea"#), [term(MatchMode::Exact, "half an idea")]);
}

#[test]
fn operators_still_being_typed_ask_for_nothing() {
    for text in ["", "  ", "!", "^", "'", "$", "!^", "\"", "\"\"", "! ^ '"] {
        assert!(Query::parse(text, &graph()).is_empty(), "{text}");
    }
}

#[test]
fn numbers_and_punctuation_are_no_fields() {
    assert_eq!(
        terms("10:30 e/acc :"),
        [term(MatchMode::Fuzzy, "10:30"), term(MatchMode::Fuzzy, "e/acc"), term(MatchMode::Fuzzy, ":"),]
    );
}

#[test]
fn values_are_known_by_slug_name_other_name_or_start() {
    let graph = graph();
    let same = |a: &str, b: &str| {
        let (a, b) = (Query::parse(a, &graph), Query::parse(b, &graph));
        assert!(a.faults().is_empty() && b.faults().is_empty(), "{:?} {:?}", a.faults(), b.faults());
        assert!(!a.filters.is_empty());
        assert_eq!(a.filters, b.filters);
    };
    same("kind:person", "kind:people");
    same("tag:pause", "tag:Moratorium");
    same("tag:open-source", r#"tag:"open source""#);
    same("lever:information-flow", "LEVER:info");
    same("actor:humans", "actor-in-control:h");
    same("pull:up,neutral", "pull:u,n");
    same("stance:evolved-toward", "stance:evolved-t");
}

#[test]
fn a_wrong_field_says_so_in_place() {
    let (part, message, suggestion) = fault("yann lver:speed");
    assert_eq!((part.as_str(), suggestion.as_deref()), ("lver", Some("lever")));
    assert!(message.starts_with("there is no field `lver`; did you mean `lever:`?"), "{message}");
    let (part, message, suggestion) = fault("https://example.org");
    assert_eq!((part.as_str(), suggestion), ("https", None));
    assert!(message.contains("the fields are kind, lever, pull"), "{message}");
}

#[test]
fn a_wrong_value_says_so_in_place() {
    let (part, message, suggestion) = fault("lever:sped yann");
    assert_eq!((part.as_str(), suggestion.as_deref()), ("sped", Some("speed")));
    assert_eq!(message, "`lever:` has no value `sped`; did you mean `speed`?");
    let (part, message, _) = fault("pull:up,\"side ways\"");
    assert_eq!(part, "\"side ways\"");
    assert_eq!(message, "`pull:` has no value `side ways`; the values are up, neutral, down");
    let (part, message, _) = fault("!kind:p");
    assert_eq!((part.as_str(), message.as_str()), ("p", "`kind:p` could be person, portfolio, position"));
    let (part, message, _) = fault("stance: x");
    assert_eq!(part, "stance:");
    assert!(message.starts_with("`stance:` needs a value: endorses, mixed"), "{message}");
    assert_eq!(fault("org:").1, "`org:` needs a value: part of a name");
}

#[test]
fn the_first_order_counts_and_every_other_is_a_fault() {
    let graph = graph();
    for text in ["sort:name sort:recent", "sort:name,recent", "sort:name lever:speed sort:recent"] {
        let query = Query::parse(text, &graph);
        assert_eq!(query.order(), Some(PeopleOrder::Name), "{text}");
        let [fault] = query.faults() else { panic!("{text} has {:?}", query.faults()) };
        assert_eq!(
            (&text[fault.range.clone()], fault.message.as_str()),
            ("recent", "`sort:` takes one order, and `sort:name` comes before this one")
        );
    }
    assert_eq!(Query::parse("sort:name", &graph).faults(), []);
}

#[test]
fn an_organisation_of_hyphens_alone_is_a_fault() {
    assert_eq!(fault("org:-").1, "`org:` needs a letter or a digit, not only `-`");
    assert_eq!(fault("org:meta,-").0, "-");
}

#[test]
fn the_rest_of_a_faulty_query_still_counts() {
    let query = Query::parse("lever:sped,speed kind:nothing yann", &graph());
    assert_eq!(query.faults().len(), 2);
    assert_eq!(query.terms(), [term(MatchMode::Fuzzy, "yann")]);
    assert_eq!(query.filters, Query::parse("lever:speed", &graph()).filters);
}

#[test]
fn queries_narrow_when_they_only_grow() {
    let graph = graph();
    let narrows = |longer: &str, earlier: &str| Query::parse(longer, &graph).narrows(&Query::parse(earlier, &graph));
    for (longer, earlier) in [
        ("paus", "pau"),
        ("pau speed", "pau"),
        ("pau !x", "pau"),
        ("'paus", "'pau"),
        ("^paus", "^pau"),
        ("ause$", "use$"),
        ("pa", "p"),
        ("kind:person paus", "kind:person pau"),
        ("YanN", "Yan"),
    ] {
        assert!(narrows(longer, earlier), "{longer} after {earlier}");
    }
    for (longer, earlier) in [
        ("pau", "pa"),   // from three letters on more than names are searched
        ("pau", "paus"), // shorter
        ("xpau", "pau"), // a scattered match of `xpau` need not start where one of `pau` does
        ("!paus", "!pau"),
        ("kind:person pau", "pau"),
        ("pau", ""),
        ("paU", "pa"), // a capital changes what counts as a match
        ("pauSe", "pau"),
        ("pau$", "pau"),
    ] {
        assert!(!narrows(longer, earlier), "{longer} after {earlier}");
    }
}

#[test]
fn completions_replace_what_is_half_typed() {
    let graph = graph();
    let complete = |query: &str| {
        let Completions { range, candidates } = complete(query, query.len(), QueryContext::new(&graph));
        (query[range].to_owned(), candidates)
    };
    assert_eq!(complete("yann le"), ("le".to_owned(), vec!["lever:".to_owned(), "legitimacy:".to_owned()]));
    assert_eq!(complete("!ki"), ("ki".to_owned(), vec!["kind:".to_owned()]));
    assert_eq!(complete("lever:inf"), ("inf".to_owned(), vec!["information-flow".to_owned()]));
    assert_eq!(complete("pull:up,d"), ("d".to_owned(), vec!["down".to_owned()]));
    assert_eq!(complete("pull:up,").1, ["up", "neutral", "down"]);
    assert_eq!(complete("org:op"), ("op".to_owned(), vec!["\"Open Phil\"".to_owned()]));
    assert_eq!(complete("org:\"Open"), ("\"Open".to_owned(), vec!["\"Open Phil\"".to_owned()]));
    for query in ["", "yann ", "nosuch:x", "'exact", "lever:zzz", "updated:2", "own:"] {
        assert_eq!(complete(query).1, [""; 0], "{query}");
    }
}

#[test]
fn what_is_no_date_is_told() {
    let graph = graph();
    let faults = |query: &str| {
        Query::parse(query, &graph).faults().iter().map(|fault| (fault.range.clone(), fault.message.clone())).collect()
    };
    let reported: Vec<(std::ops::Range<usize>, String)> = faults("updated:2026,garbage");
    let message = "`updated:` has no value `garbage`; write 2026, 2026-05, 2026-05-17, <2026-05 or >2026-05";
    assert_eq!(reported, [(13..20, message.to_owned())]);
    let reported = faults("updated:");
    assert_eq!(
        reported,
        [(0..8, "`updated:` needs a value: a date such as 2026-05, or <2026-05 for before it".to_owned())]
    );
    assert!(Query::parse("updated:garbage", &graph).filters().is_empty());
}

#[test]
fn completions_look_at_the_cursor() {
    let graph = graph();
    let found = complete("lev yann", 3, QueryContext::new(&graph));
    assert_eq!((found.range, found.candidates), (0..3, vec!["lever:".to_owned()]));
    // A cursor within a character counts as the end.
    assert_eq!(complete("é lev", 1, QueryContext::new(&graph)).range, 3..6);
}

#[test]
fn a_character_that_is_no_operator_is_printed_in_quotation_marks() {
    let graph = graph();
    for text in [r#""pause$""#, r#"!"pause$""#, r#"^"pause$""#] {
        assert_eq!(Query::parse(text, &graph).to_string(), text);
    }
}

proptest! {
    #[test]
    fn a_query_is_read_back_as_it_is_printed(text in r#"([!^'$"\\:, a-bé]|kind|lever|tag:|pause|speed|open){0,12}"#) {
        let graph = graph();
        let once = Query::parse(&text, &graph);
        let again = Query::parse(&once.to_string(), &graph);
        prop_assert_eq!(once.terms(), again.terms(), "{:?} printed as {}", text, once);
        prop_assert_eq!(once.filters(), again.filters());
        prop_assert_eq!(once.to_string(), again.to_string());
    }

    #[test]
    fn faults_and_completions_stay_within_the_query(text in r#"([!^'$"\\:, a-bé日]|kind:|org:|tag:|pa|😀){0,12}"#, at in 0usize..20) {
        let graph = graph();
        for fault in Query::parse(&text, &graph).faults() {
            prop_assert!(text.get(fault.range.clone()).is_some(), "{:?}", fault);
        }
        prop_assert!(text.get(complete(&text, at, QueryContext::new(&graph)).range).is_some());
    }
}
