//! Overlays on an atlas, field by field.

use super::*;
use crate::model::{Atlas, Entity, Strategy};
use crate::text::work::assert_near_linear;

/// Loads the valid atlas, with a strategy in a separate file, and `over` (names and texts) as its overlay.
fn loaded(over: &[(&str, &str)]) -> Loaded {
    let own = [("base.toml", BASE), ("strategies/wait.toml", WAIT)];
    let texts = own.iter().chain(over);
    let sources: Vec<SourceFile> =
        texts.map(|(name, text)| SourceFile::new((*name).to_owned(), (*text).to_owned())).collect();
    load(SourceMap::new(sources), own.len())
}

fn sound(over: &[(&str, &str)]) -> Loaded {
    let loaded = loaded(over);
    assert_eq!(reported(&loaded), [""; 0]);
    loaded
}

fn reported(loaded: &Loaded) -> Vec<String> {
    let reported = |diagnostic: &Diagnostic| {
        let Diagnostic { file, line, code, message, note, .. } = diagnostic;
        let note = note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
        format!("{file}:{line} {}: {message}{note}", code.as_str())
    };
    loaded.diagnostics.iter().map(reported).collect()
}

fn strategy<'a>(atlas: &'a Atlas, slug: &str) -> &'a Strategy {
    &atlas.strategies[atlas.strategies.find(slug).expect("it is there")]
}

fn parts(loaded: &Loaded) -> Vec<String> {
    let reported = |part: &OverlayEntry| {
        format!("{}:{} {}/{} {}", part.file, part.line, part.kind, part.id, part.fields.join(","))
    };
    loaded.origins.overlay().iter().map(reported).collect()
}

#[test]
fn an_empty_overlay_changes_nothing() {
    let plain = load_texts([("base.toml", BASE), ("strategies/wait.toml", WAIT)]);
    let over = sound(&[("o/a.toml", "# Nothing yet.\n")]);
    assert_eq!(over.atlas, plain.atlas);
    assert_eq!(parts(&over), [""; 0]);
}

#[test]
fn fields_that_are_given_go_before_those_of_the_atlas() {
    let over = "[[strategy]]\nid = \"pause\"\nthesis = \"Mine.\"\ncoordinates.pull = \"neutral\"\n[[person]]\nid = \"ann\"\nhandle = \"ann\"\n";
    let loaded = sound(&[("o/a.toml", over)]);
    let atlas = loaded.atlas.as_ref().expect("it is sound");
    let pause = strategy(atlas, "pause");
    assert_eq!((pause.thesis.as_str(), pause.mechanism.as_str()), ("Mine.", "Stop."));
    assert_eq!(pause.coordinates.pull, crate::model::Pull::Neutral);
    assert_eq!(pause.coordinates.lever, strategy(atlas, "go").coordinates.lever, "the rest of a table stays");
    let ann = &atlas.people.rows()[0];
    assert_eq!((ann.handle.as_deref(), ann.positions.len()), (Some("ann"), 1));
    assert_eq!(parts(&loaded), ["o/a.toml:2 strategy/pause thesis,coordinates", "o/a.toml:6 person/ann handle"]);
}

#[test]
fn a_strategy_goes_over_one_in_whatever_way_both_are_written() {
    let by_list = "[[strategy]]\nid = \"wait\"\nthesis = \"Mine.\"\n";
    let by_file = "id = \"wait\"\nthesis = \"Mine.\"\n[[topic]]\nid = \"time\"\nname = \"Time\"\n";
    let listed_by_file = "id = \"go\"\nthesis = \"Mine.\"\n";
    for (over, slug) in [(by_list, "wait"), (by_file, "wait"), (listed_by_file, "go")] {
        let loaded = sound(&[("o/a.toml", over)]);
        let atlas = loaded.atlas.expect("it is sound");
        assert_eq!((atlas.strategies.len(), strategy(&atlas, slug).thesis.as_str()), (3, "Mine."), "{over}");
    }
}

#[test]
fn records_the_atlas_does_not_have_are_added() {
    let new = WAIT.replace("wait", "rest").replace("Wait", "Rest");
    let loaded = sound(&[
        ("o/rest.toml", &new),
        ("o/people.toml", "[[person]]\nid = \"bob\"\nname = \"Bob\"\ntagline = \"B\"\nsummary = \"B.\"\n"),
    ]);
    let atlas = loaded.atlas.as_ref().expect("it is sound");
    assert_eq!((atlas.strategies.len(), atlas.people.len()), (4, 2));
    assert_eq!(atlas.people.rows()[1].slug, "bob", "after those of the atlas");
    assert_eq!(parts(&loaded), ["o/rest.toml:1 strategy/rest ", "o/people.toml:2 person/bob "]);
    let rest = atlas.strategies.find("rest").expect("it is there");
    let origin = loaded.origins.of(Entity::Strategy(rest)).expect("it is written");
    assert_eq!((origin.file, origin.line, origin.overlay), ("o/rest.toml", 1, true));
    let go = atlas.strategies.find("go").expect("it is there");
    assert!(!loaded.origins.of(Entity::Strategy(go)).expect("it is written").overlay);
}

#[test]
fn values_of_an_axis_go_by_ids_and_other_lists_go_as_a_whole() {
    let over = "[[axis]]\nid = \"coercion\"\nvalue = [{ id = \"force\", name = \"Force\", description = \"All.\" }, { id = \"consent\", name = \"Leave\" }]\n[[person]]\nid = \"ann\"\nposition = [{ tag = \"pause\", stance = \"opposes\", claim = \"Go.\" }]\n";
    let atlas = sound(&[("o/a.toml", over)]).atlas.expect("it is sound");
    let values: Vec<_> =
        atlas.values_on(crate::model::Axis::Coercion).rows().iter().map(|row| row.name.as_str()).collect();
    assert_eq!(values, ["Leave", "Force"]);
    let positions: Vec<_> = atlas.people.rows()[0].positions.iter().map(|row| row.claim.as_str()).collect();
    assert_eq!(positions, ["Go."]);
}

#[test]
fn what_says_something_of_the_whole_atlas_goes_before_it_too() {
    let loaded = sound(&[("o/a.toml", "title = \"Mine\"\n[captions]\npeople = \"Mine.\"\n")]);
    let about = loaded.atlas.as_ref().expect("it is sound").about.clone();
    assert_eq!((about.title.as_str(), about.captions.people.as_deref()), ("Mine", Some("Mine.")));
    assert_eq!(parts(&loaded), ["o/a.toml:1 atlas/ title,captions"]);
}

#[test]
fn faults_are_told_of_the_file_they_are_in() {
    let over = "[[strategy]]\nid = \"pause\"\nthesis = 3\nmechnism = \"M.\"\ncoordinates = { lever = \"sped\" }\n[[person]]\nid = \"bob\"\n";
    assert_eq!(
        reported(&loaded(&[("o/a.toml", over)])),
        [
            "o/a.toml:3 wrong-type: expected a string, found a whole number",
            "o/a.toml:4 unknown-key: unknown key `mechnism`",
            "o/a.toml:5 dangling-id: there is no lever `sped`",
            "o/a.toml:6 missing-key: a person needs the key `name`",
            "o/a.toml:6 missing-key: a person needs the key `summary`",
            "o/a.toml:6 missing-key: a person needs the key `tagline`",
        ]
    );
}

#[test]
fn two_records_of_an_overlay_with_one_id_are_a_fault() {
    let one = "[[tag]]\nid = \"pause\"\nname = \"Mine\"\ngloss = \"G\"\n";
    assert_eq!(
        reported(&loaded(&[("o/a.toml", one), ("o/b.toml", one)])),
        ["o/b.toml:2 duplicate-id: this is a second tag called `pause` (the first one is at base.toml:46:6)"]
    );
    let new = "[[topic]]\nid = \"time\"\nname = \"Time\"\n";
    assert_eq!(
        reported(&loaded(&[("o/a.toml", new), ("o/b.toml", new)])),
        ["o/b.toml:2 duplicate-id: this is a second topic called `time` (the first one is at o/a.toml:2:6)"]
    );
    let two = "title = \"Mine\"";
    assert_eq!(
        reported(&loaded(&[("o/a.toml", two), ("o/b.toml", two)])),
        ["o/b.toml:1 duplicate-key: the atlas already has a `title` (the first one is at o/a.toml:1:9)"]
    );
}

#[test]
fn an_overlay_that_is_not_toml_has_that_fault_alone() {
    let over = "[[strategy]]\nid = \"pause\"\nthesis = \"Mine\n";
    let reported =
        reported(&loaded(&[("o/a.toml", over), ("o/b.toml", "[[strategy]]\nid = \"go\"\nthesis = \"Mine.\"\n")]));
    assert!(reported.len() == 1 && reported[0].starts_with("o/a.toml:3 syntax: "), "{reported:?}");
}

#[test]
fn a_record_goes_over_one_in_a_file_with_a_syntax_error() {
    let texts = [("wait.toml", format!("{WAIT}oops\n")), ("o/a.toml", "id = \"wait\"\nthesis = 3\n".to_owned())];
    let sources = [("base.toml", BASE.to_owned())].into_iter().chain(texts);
    let sources = sources.map(|(name, text)| SourceFile::new(name.to_owned(), text)).collect();
    let reported = reported(&load(SourceMap::new(sources), 2));
    assert_eq!(reported.len(), 2, "{reported:?}");
    assert!(reported[0].starts_with("wait.toml:7 syntax: "), "{reported:?}");
    assert_eq!(reported[1], "o/a.toml:2 wrong-type: expected a string, found a whole number");
}

#[test]
fn an_unknown_key_of_a_strategy_file_is_compared_with_the_keys_of_a_strategy() {
    for id in ["wait", "new"] {
        let loaded = loaded(&[("o/a.toml", &format!("id = \"{id}\"\nthesys = \"Mine.\"\n"))]);
        let unknown = loaded.diagnostics.iter().find(|found| found.code == Code::UnknownKey).expect("it is unknown");
        assert_eq!((unknown.line, unknown.help.as_deref()), (2, Some("did you mean `thesis`?")), "{id}");
    }
}

#[test]
fn many_records_go_over_many() {
    let people = |range: std::ops::Range<u32>, field: &str| {
        range.map(|n| format!("[[person]]\nid = \"p{n}\"\n{field}\n")).collect::<Vec<_>>().concat()
    };
    let whole = "name = \"P\"\ntagline = \"P\"\nsummary = \"P.\"";
    let (base, over) = (people(0..3_000, whole), people(2_000..4_000, "handle = \"h\""));
    let texts = [("base.toml", BASE), ("people.toml", base.as_str()), ("o/a.toml", over.as_str())];
    let sources = texts.map(|(name, text)| SourceFile::new(name.to_owned(), text.to_owned()));
    let loaded = load(SourceMap::new(sources.into()), 2);
    let entries = loaded.origins.overlay();
    assert_eq!(entries.iter().filter(|entry| entry.fields == ["handle"]).count(), 1_000);
    assert_eq!(entries.iter().filter(|entry| entry.is_new()).count(), 1_000);
    assert_eq!(loaded.diagnostics.iter().filter(|found| found.code == Code::MissingKey).count(), 3_000);
}

#[test]
fn many_records_over_many_people_are_each_looked_up_once() {
    let person = |at: usize, rest: &str| format!("[[person]]\nid = \"p-{at}\"\n{rest}");
    let files = |count: usize| {
        let people = (0..5 * count).map(|at| person(at, "name = \"N\"\ntagline = \"T\"\nsummary = \"S.\"\n"));
        let over: String = (0..count).map(|at| person(5 * at, "summary = \"Mine.\"\n")).collect();
        let texts = [("base.toml", BASE.to_owned()), ("people.toml", people.collect()), ("o/mine.toml", over)];
        SourceMap::new(texts.into_iter().map(|(name, text)| SourceFile::new(name.to_owned(), text)).collect())
    };
    assert_near_linear(60, files, |sources| {
        let loaded = load(sources, 2);
        let atlas = loaded.atlas.expect("it is sound");
        assert!(loaded.origins.overlay().len() * 5 + 1 == atlas.people.len());
    });
}
