//! Comparisons of editions of a small atlas, with differences computed by hand.

use super::*;
use crate::data;
use crate::model::{Mechanism, RelationKind};
use crate::text::work::assert_near_linear;

const BASE: &str = include_str!("../../page/tests/fixture.toml");

fn graph(toml: &str) -> Graph {
    Graph::new(data::fixture(toml))
}

/// Returns the difference after replacing `from` by `to` in the atlas.
fn differing_by(from: &str, to: &str) -> Diff {
    assert!(BASE.contains(from), "{from}");
    compare(&graph(BASE), &graph(&BASE.replacen(from, to, 1)))
}

fn fields(diff: &Diff) -> Vec<String> {
    let mut shown = Vec::new();
    for record in &diff.records {
        match &record.change {
            ChangeKind::Changed { fields } => {
                shown.extend(fields.iter().map(|field| format!("{}/{}: {}", record.kind, record.id, field.field)));
            }
            other => shown.push(format!("{}/{} {other:?}", record.kind, record.id)),
        }
    }
    shown
}

#[test]
fn an_edition_does_not_differ_from_itself() {
    assert!(compare(&graph(BASE), &graph(BASE)).is_empty());
    let atlas = Graph::new(data::embedded().expect("it was built"));
    assert!(compare(&atlas, &atlas).is_empty());
}

#[test]
fn what_came_went_the_other_way() {
    let person = "[[person]]\nid = \"new\"\nname = \"New One\"\ntagline = \"T\"\nsummary = \"S.\"\n";
    let (old, new) = (graph(BASE), graph(&format!("{BASE}\n{person}")));
    let came = compare(&old, &new);
    assert_eq!(fields(&came), ["person/new Added"]);
    assert_eq!(fields(&compare(&new, &old)), ["person/new Removed"]);
    assert_eq!(came.relations, []);
}

#[test]
fn a_text_that_changed_is_told_word_by_word() {
    let diff = differing_by("caveat = \"Do not rely on it.\"", "caveat = \"Do rely on it.\"");
    let [RecordChange { kind: "person", change: ChangeKind::Changed { fields }, .. }] = diff.records.as_slice() else {
        panic!("{:?}", diff.records)
    };
    let piece = |mark, text: &str| DiffSpan { mark, text: text.to_owned() };
    let words = vec![piece(DiffTag::Kept, "Do "), piece(DiffTag::Removed, "not "), piece(DiffTag::Kept, "rely on it.")];
    let caveat = FieldChange { field: "caveat".to_owned(), coordinate: false, difference: Difference::Words(words) };
    assert_eq!(fields, &[caveat]);
}

#[test]
fn every_change_of_a_source_and_of_an_order_is_told() {
    assert_eq!(fields(&differing_by("order = 1", "order = 2")), ["person/zed: order"]);
    let words = |from: &str, to: &str| {
        let diff = differing_by(from, to);
        let ChangeKind::Changed { fields } = &diff.records[0].change else { panic!("{diff:?}") };
        assert_eq!((fields.len(), fields[0].field.as_str()), (1, "position on free"));
        let Difference::Words(words) = &fields[0].difference else { panic!("{:?}", fields[0].difference) };
        let of = |mark| words.iter().filter(|span| span.mark == mark).map(|span| span.text.trim()).collect::<String>();
        (of(DiffTag::Removed), of(DiffTag::Added))
    };
    let shown = |removed: &str, added: &str| (removed.to_owned(), added.to_owned());
    assert_eq!(words("stated = \"2019\"", "stated = \"2018\""), shown("2019,", "2018,"));
    assert_eq!(words("caveat = \"Has moved.\"", "caveat = \"Has gone.\""), shown("moved.]", "gone.]"));
    assert_eq!(words("caveat = \"A slogan.\"", "caveat = \"A joke.\""), shown("slogan.)", "joke.)"));
}

#[test]
fn a_list_tells_what_came_and_went() {
    let diff = differing_by("aka = [\"a-first\"]", "aka = [\"first-a\", \"a\"]");
    let ChangeKind::Changed { fields } = &diff.records[0].change else { panic!("{diff:?}") };
    let list = Difference::List {
        added: vec!["first-a".to_owned(), "a".to_owned()],
        removed: vec!["a-first".to_owned()],
        reordered: false,
    };
    assert_eq!(fields[0].difference, list);
}

#[test]
fn a_repeated_item_that_goes_is_removed_and_nothing_is_reordered() {
    let list = |items: &[&str]| DiffContent::List(items.iter().map(|&item| item.to_owned()).collect());
    let found = difference(&list(&["a", "b", "a"]), &list(&["a", "b"]));
    assert_eq!(found, Some(Difference::List { added: vec![], removed: vec!["a".to_owned()], reordered: false }));
    let found = difference(&list(&["a", "b"]), &list(&["b", "a"]));
    assert_eq!(found, Some(Difference::List { added: vec![], removed: vec![], reordered: true }));
}

/// Returns an atlas with two conflicting strategies on one lever, and one that complements the first.
fn three(pull: &str) -> String {
    let strategy = |id: &str, pull: &str, relations: &str| {
        format!(
            "[[strategy]]\nid = \"{id}\"\nname = \"{id}\"\nthesis = \"T.\"\nmechanism = \"M.\"\ncoordinates = {{ lever = \"speed\", pull = \"{pull}\", acts_on = \"x\", coercion = \"x\", actor_in_control = \"x\", time_horizon = \"x\", legitimacy_source = \"x\" }}\nrelations = {{ {relations} }}\n"
        )
    };
    let axis = |id: &str| {
        format!(
            "[[axis]]\nid = \"{id}\"\nname = \"A\"\ndescription = \"D.\"\nvalue = [{{ id = \"x\", name = \"X\", description = \"X.\" }}]\n"
        )
    };
    let axes: String =
        ["acts-on", "coercion", "actor-in-control", "time-horizon", "legitimacy-source"].map(axis).concat();
    let lever = "[[lever]]\nid = \"speed\"\nname = \"Speed\"\nside = \"ai\"\nup = \"Up\"\ndown = \"Down\"\ndescription = \"D.\"\n";
    let pause = strategy("pause", "down", "conflicts = [\"go\"], complements = [\"rest\"]");
    let rest = strategy("rest", pull, "complements = [\"pause\"]");
    format!("{lever}{axes}{pause}{}{rest}", strategy("go", "up", "conflicts = [\"pause\"]"))
}

#[test]
fn a_relation_whose_mechanism_changed_is_called_out_with_who_moved() {
    let diff = compare(&graph(&three("down")), &graph(&three("up")));
    assert_eq!(fields(&diff), ["strategy/rest: pull"]);
    let shown: Vec<_> = diff
        .relations
        .iter()
        .map(|row| {
            let [a, b] = &row.between;
            (
                a.id.as_str(),
                b.id.as_str(),
                row.before.map(|state| state.mechanism),
                row.after.map(|state| state.mechanism),
            )
        })
        .collect();
    // With the same pull a pair reinforces itself; with opposite pulls it does not, and rest becomes the twin of go.
    assert_eq!(shown.len(), 2, "{shown:?}");
    assert_eq!(shown[0], ("go", "rest", None, Some(Mechanism::SameLeverTwin)));
    assert_eq!((shown[1].0, shown[1].1, shown[1].2), ("pause", "rest", Some(Mechanism::SameLeverReinforce)));
    assert!(diff.relations[1].is_due_to_coordinates() && !diff.relations[0].is_due_to_coordinates());
    assert_eq!(diff.relations[1].between.each_ref().map(|side| side.moved), [false, true]);
}

#[test]
fn a_relation_that_only_one_side_still_declares_differs() {
    let before = three("down");
    let after = before.replacen("conflicts = [\"pause\"]", "", 1);
    let diff = compare(&graph(&before), &graph(&after));
    assert_eq!(diff.records, []);
    let [row] = diff.relations.as_slice() else { panic!("{:?}", diff.relations) };
    let mutual = |state: Option<RelationState>| state.map(|state| (state.kind, state.mutual));
    assert_eq!(mutual(row.before), Some((RelationKind::Conflict, true)));
    assert_eq!(mutual(row.after), Some((RelationKind::Conflict, false)));
}

#[test]
fn contents_tell_what_came_went_and_changed_since() {
    let person = "\n[[person]]\nid = \"new\"\nname = \"New One\"\ntagline = \"T\"\nsummary = \"S.\"\n";
    let old = format!("{BASE}{person}");
    let new = BASE.replacen("caveat = \"Do not rely on it.\"", "caveat = \"Do rely on it.\"", 1);
    let contents = |toml: &str| Fingerprints::of(&data::fixture(toml));
    let forth = contents(&new).since("1", &contents(&old));
    let back = contents(&old).since("2", &contents(&new));
    let changed =
        compare(&graph(&old), &graph(&new)).records.into_iter().find(|record| record.change != ChangeKind::Removed);
    let changed = changed.map(|record| vec![format!("person/{}", record.id)]).expect("one changed");
    let came = vec!["person/new".to_owned()];
    let since = |edition: &str, added: &[String], removed: &[String]| ChangesSince {
        edition: edition.to_owned(),
        added: added.to_vec(),
        removed: removed.to_vec(),
        changed: changed.clone(),
    };
    assert_eq!(forth, since("1", &[], &came));
    assert_eq!(back, since("2", &came, &[]));
    assert!(contents(BASE).since("1", &contents(BASE)).is_empty());
}

#[test]
fn contents_are_records_with_pages_strategies_first() {
    let contents = Fingerprints::of(&data::fixture(BASE));
    let all = contents.since("", &Fingerprints::default()).added;
    assert_eq!(all.len(), contents.0.len());
    assert!(
        all[0].starts_with("strategy/") && all.last().is_some_and(|last| last.starts_with("mechanism/")),
        "{all:?}"
    );
    assert!(!all.iter().any(|address| address.starts_with("term/") || address.starts_with("atlas/")), "{all:?}");
}

/// `count` strategies on one lever after those of the fixture, each in conflict with the next; the first has the given
/// thesis.
fn crowd(count: usize, thesis: &str) -> Graph {
    let coordinates = "lever = \"idle\"\npull = \"up\"\nacts_on = \"institutional\"\ncoercion = \"consent\"\n\
                       actor_in_control = \"humans\"\ntime_horizon = \"horizon-neutral\"\nlegitimacy_source = \"state\"\n";
    let strategies = (0..count).map(|at| {
        let thesis = if at == 0 { thesis } else { "One of many." };
        let next = if at + 1 < count { format!("conflicts = [\"crowd-{}\"]\n", at + 1) } else { String::new() };
        format!(
            "[[strategy]]\nid = \"crowd-{at}\"\nname = \"Crowd {at}\"\nthesis = \"{thesis}\"\nmechanism = \"So.\"\n\
             falsification = \"None.\"\n[strategy.coordinates]\n{coordinates}[strategy.relations]\n{next}",
        )
    });
    graph(&[BASE.to_owned()].into_iter().chain(strategies).collect::<Vec<_>>().concat())
}

#[test]
fn one_changed_thesis_among_many_twins_costs_no_pairs() {
    let editions = |count| (crowd(count, "Before."), crowd(count, "After."));
    assert_near_linear(60, editions, |(before, after)| assert_eq!(compare(&before, &after).records.len(), 1));
}
