use std::sync::LazyLock;

use super::*;

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| crate::data::embedded().expect("the embedded atlas"));

fn suggestions(text: &str) -> Vec<String> {
    Place::parse(&ATLAS, text).expect_err("no such place").nearest
}

#[test]
fn every_address_reads_back_as_its_place() {
    let whole = Place::all(&ATLAS);
    let centres = Kind::ALL.into_iter().flat_map(|kind| kind.entities(&ATLAS).take(5));
    let around = centres.flat_map(|entity| [Place::Around(entity, Steps::One), Place::Around(entity, Steps::Two)]);
    let compared = ["compare/tag/pause/tag/evals-driven", "compare/portfolio/uk-aisi/portfolio/eu-ai-act"];
    let compared = compared.map(|address| Place::find(&ATLAS, address).expect(address));
    for place in whole.chain(around).chain(compared) {
        assert_eq!(Place::find(&ATLAS, &place.path(&ATLAS)), Some(place), "{}", place.path(&ATLAS));
    }
}

#[test]
fn a_bare_slug_is_an_entity() {
    let strategy = ATLAS.strategies.find("pause").expect("it is there");
    assert_eq!(Place::find(&ATLAS, " pause "), Some(strategy.into()));
    assert_eq!(Place::find(&ATLAS, "strategies/pause"), Some(strategy.into()));
    assert_eq!(Place::find(&ATLAS, "around/pause/2"), Some(Place::Around(strategy.into(), Steps::Two)));
}

#[test]
fn nesting_has_no_depth() {
    for prefix in ["around/", "path/", "compare/", "compare/tag/", "axis/"] {
        assert_eq!(Place::find(&ATLAS, &format!("{}strategy/pause", prefix.repeat(100_000))), None);
    }
    let error = Place::parse(&ATLAS, &format!("{}pause", "around/".repeat(100_000))).expect_err("no such place");
    assert!(error.to_string().len() < 200, "{error}");
}

#[test]
fn a_suggestion_is_a_place_other_than_what_was_typed() {
    for wrong in [
        "around/people",
        "around/axis/acts-on",
        "around/around/pause",
        "around/strategy/puase/2",
        "axis/time-horizn",
        "compare/pause/gradualsm",
        "compare/pause",
        "path/pause/gradualsm",
        "path/pause/mechanism/negation",
        "strategy/puase",
        "densty",
    ] {
        for suggestion in suggestions(wrong) {
            assert_ne!(suggestion, wrong);
            assert!(Place::find(&ATLAS, &suggestion).is_some(), "{wrong} suggests {suggestion}");
        }
    }
    assert_eq!(suggestions("around/strategy/puase/2")[0], "around/strategy/pause/2");
    assert_eq!(suggestions("compare/pause/gradualsm"), ["compare/pause/gradualism"]);
    assert_eq!(suggestions("compare/paus/gradualsm"), ["compare/pause/gradualism"]);
    assert_eq!(suggestions("compare/tag/paus/tag/evals"), ["compare/tag/pause/tag/evals-driven"]);
    assert_eq!(suggestions("compare/tag/pause/portfolio/pause"), [""; 0], "two kinds are no comparison");
    assert_eq!(suggestions("compare/gradualsm"), [""; 0], "one strategy is no comparison");
}

#[test]
fn every_strategy_is_in_one_cell() {
    for (id, strategy) in ATLAS.strategies.iter() {
        let cells: Vec<Cell> = Cell::all(&ATLAS).filter(|cell| cell.has_strategy(&ATLAS, id)).collect();
        assert_eq!(cells.len(), 1, "{}", strategy.slug);
    }
}
