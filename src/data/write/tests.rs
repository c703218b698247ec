//! Written files load as the original atlas.

use proptest::prelude::*;
use proptest::strategy::Strategy;

use super::*;
use crate::data::{embedded, example, fixture, load_texts};
use crate::model::{
    Affiliation, Atlas, DoomClaim, Id, Medium, People, Person, Position, Source, Stance, TagId, TimelineClaim,
};
use crate::text;

fn again(atlas: &Atlas) -> Atlas {
    let files = write(atlas);
    let loaded = load_texts(files.iter().map(|file| (file.path.as_str(), file.text.as_str())));
    loaded.atlas.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics))
}

fn paths(atlas: &Atlas) -> Vec<String> {
    write(atlas).into_iter().map(|file| file.path).collect()
}

fn people(ids: &[&str]) -> Atlas {
    let one = |id: &&str| format!("[[person]]\nid = \"{id}\"\nname = \"N\"\ntagline = \"T\"\nsummary = \"S.\"\n");
    fixture(&ids.iter().map(one).collect::<String>())
}

#[test]
fn the_embedded_atlas_is_itself_again() {
    let atlas = embedded().expect("it was built");
    assert!(again(&atlas) == atlas, "something is lost on the way");
}

#[test]
fn an_atlas_with_every_field_is_itself_again() {
    let files = example();
    let loaded = load_texts(files.iter().map(|file| (file.path.as_str(), file.text.as_str())));
    let atlas = loaded.atlas.expect("it is sound");
    assert_eq!(again(&atlas), atlas);
}

#[test]
fn what_is_not_said_is_not_made_up() {
    let atlas = fixture("[[topic]]\nid = \"time\"\nname = \"Time\"\n");
    assert_eq!(paths(&atlas), ["atlas.toml"]);
    assert_eq!(again(&atlas), atlas);
}

#[test]
fn people_stand_in_files_by_letter() {
    let atlas = people(&["ann", "Abe", "bob", "7th"]);
    assert_eq!(paths(&atlas), ["atlas.toml", "people/7.toml", "people/a.toml", "people/b.toml"]);
    assert_eq!(again(&atlas), atlas);
}

/// Returns the ids of the people in `atlas`, in order.
fn ids(atlas: &Atlas) -> Vec<&str> {
    atlas.people.rows().iter().map(|person| person.slug.as_str()).collect()
}

#[test]
fn people_are_in_the_order_of_their_ranks_and_then_by_name() {
    let one = |(id, name, order): (&str, &str, &str)| {
        format!("[[person]]\nid = \"{id}\"\nname = \"{name}\"\ntagline = \"T\"\nsummary = \"S.\"\n{order}\n")
    };
    let rows = [
        ("ann", "Zoe", ""),
        ("bob", "Bob", "order = 20"),
        ("cat", "\u{c9}lan", ""),
        ("dan", "Dan", "order = 3"),
        ("eve", "Abe", "order = 20"),
        ("fay", "Elan", ""),
    ];
    let atlas = fixture(&rows.map(one).concat());
    assert_eq!(ids(&atlas), ["dan", "eve", "bob", "cat", "fay", "ann"]);
    assert_eq!(again(&atlas), atlas, "files by letter do not change the order");
}

#[test]
fn a_letter_with_too_many_people_is_a_folder() {
    let ids: Vec<String> = (0..9_000).map(|n| format!("a{n}")).chain(["b".to_owned()]).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let atlas = people(&ids);
    let files = write(&atlas);
    assert!(files.iter().all(|file| file.text.len() <= MAX_PEOPLE_BYTES));
    assert_eq!(paths(&atlas), ["atlas.toml", "people/a/000001.toml", "people/a/000002.toml", "people/b.toml"]);
    assert!(again(&atlas) == atlas);
}

#[test]
fn names_that_a_system_keeps_for_itself_are_avoided() {
    assert_eq!(
        ["con", "COM1", "lpt9", "com", "com10", "pause"].map(stem),
        ["con_", "COM1_", "lpt9_", "com", "com10", "pause"]
    );
}

/// Generates texts as loading returns them: sanitized and not blank.
fn words() -> impl Strategy<Value = String> {
    any::<String>()
        .prop_map(|text| text::sanitize(&text).into_owned())
        .prop_filter("blank", |text| !text.trim().is_empty())
}

fn date() -> impl Strategy<Value = Option<String>> {
    prop::option::of("[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?")
}

fn doom_claim() -> impl Strategy<Value = DoomClaim> {
    (0.0..=1.0, 0.0..=1.0, date(), prop::option::of(words())).prop_map(|(a, b, date, definition)| DoomClaim {
        low: f64::min(a, b),
        high: f64::max(a, b),
        date,
        definition,
        source: None,
    })
}

fn timeline_claim() -> impl Strategy<Value = TimelineClaim> {
    (words(), prop::option::of(-9999..=9999), prop::option::of(0.0..=1.0)).prop_map(|(milestone, year, probability)| {
        TimelineClaim { milestone, from: year, to: year, probability, date: None, source: None }
    })
}

fn order() -> impl Strategy<Value = Option<i64>> {
    prop::option::of(0..=4_i64)
}

fn source() -> impl Strategy<Value = Source> {
    (words(), date(), date(), prop::option::of(words())).prop_map(|(title, stated, date, caveat)| Source {
        title,
        url: None,
        medium: Medium::Talk,
        publisher: None,
        stated,
        date,
        fidelity: None,
        passages: 1,
        caveat,
    })
}

fn position() -> impl Strategy<Value = Position> {
    let sources = prop::collection::vec(source(), 0..3);
    (words(), prop::option::of(words()), sources).prop_map(|(claim, caveat, sources)| Position {
        tag: TagId::from_index(0),
        stance: Stance::Mixed,
        tentative: false,
        claim,
        caveat,
        sources,
    })
}

fn affiliation() -> impl Strategy<Value = Affiliation> {
    (words(), prop::option::of(words()), date(), any::<bool>()).prop_map(|(org, role, start, current)| Affiliation {
        org,
        role,
        start,
        end: None,
        current,
    })
}

prop_compose! {
    fn someone()(
        slug in "[A-Za-z0-9][A-Za-z0-9-]{0,20}",
        (name, tagline, summary) in (words(), words(), words()),
        categories in prop::collection::vec(words(), 0..4),
        (handle, caveat, note) in (prop::option::of(words()), prop::option::of(words()), prop::option::of(words())),
        (updated, order) in (date(), order()),
        affiliations in prop::collection::vec(affiliation(), 0..3),
        p_doom in prop::collection::vec(doom_claim(), 0..3),
        timelines in prop::collection::vec(timeline_claim(), 0..3),
        positions in prop::collection::vec(position(), 0..3),
    ) -> Person {
        Person {
            slug, name, tagline, summary, categories, handle, updated, order, caveat, note, affiliations, p_doom,
            timelines, positions, homepage: None, wikipedia: None, profile: None,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn people_with_any_text_at_all_are_themselves_again(mut rows in prop::collection::vec(someone(), 0..6)) {
        for (n, row) in rows.iter_mut().enumerate() {
            row.slug.push_str(&n.to_string());
        }
        rows.sort_by_cached_key(|row| (row.order.unwrap_or(i64::MAX), text::fold(&row.name), row.slug.clone()));
        let mut atlas = fixture("title = \"People\"\n[[tag]]\nid = \"pause\"\nname = \"Pause\"\ngloss = \"Stop.\"\n");
        atlas.people = People::new(&rows);
        prop_assert_eq!(again(&atlas), atlas);
    }
}

#[test]
fn no_two_strategies_have_one_file_on_any_system() {
    let whole = crate::data::embedded().expect("it was built");
    let strategies: Vec<_> = whole.strategies.ids().take(9).collect();
    let mut atlas = whole.subset(&strategies, &[]);
    let long = "x".repeat(300);
    let slugs = ["con", "con-strategy", "aux", "com1", "COM2", long.as_str(), &long[1..], "nul-", "conin"];
    let rows = slugs.iter().zip(atlas.strategies.rows()).map(|(slug, row)| {
        let mut row = row.clone();
        (*slug).clone_into(&mut row.slug);
        (row.conflicts, row.complements) = (Vec::new(), Vec::new());
        row
    });
    atlas.strategies = crate::model::Table::new(rows.collect());
    let files = write(&atlas);
    let paths: std::collections::HashSet<String> = files.iter().map(|file| file.path.to_lowercase()).collect();
    assert_eq!(paths.len(), files.len());
    for path in paths.iter().filter_map(|path| path.strip_prefix("strategies/")) {
        let stem = path.strip_suffix(".toml").expect("a file of TOML");
        assert!(path.len() < 255 && !["con", "aux", "com1", "com2", "nul", "conin"].contains(&stem), "{path}");
    }
}
