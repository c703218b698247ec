//! Relations between records: ids, references, relations.

use super::*;
use crate::diagnostic::ValueType;
use crate::text::work::assert_near_linear;

#[test]
fn a_second_record_of_one_id_names_the_first() {
    assert_eq!(
        found("[[topic]]\nid = 'a'\nname = 'A'\n[[topic]]\nid = 'b'\nname = 'B'\n[[topic]]\nid = 'a'\nname = 'C'"),
        ["8:6 duplicate-id: this is a second topic called `a` (the first one is at x.toml:2:6)"]
    );
    assert_eq!(
        found("[[topic]]\nid = 'a'\nname = 'A'\n[[topic]]\nid = 'A'\nname = 'B'"),
        ["5:6 duplicate-id: this is a second topic called `A` (the first one is at x.toml:2:6)"]
    );
    let twice = WAIT.replace("wait", "go");
    assert_eq!(
        found(&twice),
        [
            "1:6 duplicate-id: this is a second strategy called `go` (give one of them another id; if a merge has kept both, put what is right of the two into one) (the first one is at base.toml:59:6)"
        ]
    );
    assert_eq!(
        found("[[axis]]\nid = 'coercion'\nname = 'C'\ndescription = 'C.'"),
        ["2:6 duplicate-id: this is a second axis called `coercion` (the first one is at base.toml:16:6)"]
    );
}

#[test]
fn references_that_lead_nowhere_come_with_the_nearest() {
    let profile = "profile = { expertise = \"bilder\", recognition = \"x\" }\nposition = [{ tag = \"pauze\", stance = \"mixed\", claim = \"C.\" }]";
    assert_eq!(
        found(&person(profile)),
        [
            "6:25 dangling-id: there is no expertise tier `bilder` (did you mean `builder`?)",
            "6:49 dangling-id: there is no recognition tier `x`",
            "7:21 dangling-id: there is no tag `pauze` (did you mean `pause`?)",
        ]
    );
    assert_eq!(
        found(
            "[[portfolio]]\nid = \"p\"\nname = \"P\"\ndescription = \"P.\"\nstrategies = [\n  \"go\",\n  \"paus\",\n]\n"
        ),
        ["7:3 dangling-id: there is no strategy `paus` (did you mean `pause`?)"]
    );
    assert_eq!(
        found(
            "[[scenario]]\nid = 's'\ntitle = 'S'\nadversary = 'x'\ngloss = 'S'\ndescription = 'S.'\nresponsive = ['g0']\n"
        ),
        [
            "4:13 dangling-id: there is no class of adversary `x` (the atlas has no class of adversary at all)",
            "7:15 dangling-id: there is no strategy `g0` (did you mean `go`?)",
        ]
    );
    assert_eq!(
        found("[[binding]]\nstrategy = 'pase'\nmarker = 'M'\nnote = 'N'"),
        ["2:12 dangling-id: there is no strategy `pase` (did you mean `pause`?)"]
    );
    assert_eq!(
        found("[[tag]]\nid = 't'\nname = 'T'\ngloss = 'T'\nstrategy = 'pause '"),
        [
            "2:6 tag-without-people: nobody has a position on the tag `t`",
            "5:12 dangling-id: there is no strategy `pause ` (did you mean `pause`?)"
        ]
    );
}

#[test]
fn coordinates_that_lead_nowhere_name_their_axis() {
    let strategy = WAIT.replace("\"consent\"", "\"consnt\"").replace("\"speed\"", "\"sped\"");
    assert_eq!(
        found(&strategy),
        [
            "5:25 dangling-id: there is no lever `sped` (did you mean `speed`?)",
            "5:78 dangling-id: there is no value of the axis coercion `consnt` (did you mean `consent`?)",
        ]
    );
    let strategy = format!(
        "{WAIT}[[commitment]]\ntopic = 'x'\nclaim = 'C.'\nfailure = 'F.'\n[analogue]\ndomain = 'y'\nregime = 'R'\nproduced = 'P.'\ndid_not_produce = 'D.'\n"
    );
    assert_eq!(
        found(&strategy),
        [
            "8:9 dangling-id: there is no topic `x` (the atlas has no topic at all)",
            "12:10 dangling-id: there is no domain `y` (the atlas has no domain at all)",
        ]
    );
}

#[test]
fn relations_make_sense() {
    let with = |relations: &str| found(&format!("{WAIT}[relations]\n{relations}"));
    assert_eq!(with("conflicts = [\"wait\"]"), ["8:14 self-relation: `wait` cannot conflict with itself"]);
    assert_eq!(
        with("complements = [\"go\", \"go\"]")[1],
        "8:22 duplicate-entry: `go` is listed twice (it is first listed at x.toml:8:16)"
    );
    assert_eq!(
        with("conflicts = [\"go\"]\ncomplements = [\"go\"]")[1],
        "9:16 contradiction: `wait` and `go` are declared both to conflict and to complement each other \
         (the opposite is declared at x.toml:8:14)"
    );
    assert_eq!(with("conflicts = [\"go\"]"), ["8:14 one-sided: `go` does not list `wait` as a conflict"]);
    let nobody = with("conflicts = [\"gone\"]");
    assert!(nobody.len() == 1 && nobody[0].starts_with("8:14 dangling-id: there is no strategy `gone`"), "{nobody:?}");
}

#[test]
fn two_sides_that_disagree_contradict_each_other_once() {
    let (one, two) = (
        WAIT.to_owned() + "relations.conflicts = ['rest']",
        WAIT.replace("wait", "rest").replace("Wait", "Yield") + "relations.complements = ['wait']",
    );
    let found = found_in(&[("base.toml", BASE), ("a.toml", &one), ("b.toml", &two)]);
    let contradictions: Vec<_> = found.iter().filter(|line| line.contains("contradiction")).collect();
    assert_eq!(
        contradictions,
        [
            "b.toml:7:26 contradiction: `rest` and `wait` are declared both to conflict and to complement each other (the opposite is declared at a.toml:7:24)"
        ]
    );
}

#[test]
fn lint_warns_of_what_is_sound_but_odd() {
    let loaded = load_texts([("base.toml", BASE), ("x.toml", "[[tag]]\nid = 't'\nname = 'T'\ngloss = 'T'\n")]);
    assert_eq!((loaded.errors(), loaded.warnings()), (0, 1));
    assert!(loaded.atlas.is_some(), "a warning keeps no atlas from use");
    let silent = WAIT.replace("falsification = \"None.\"\n", "");
    assert_eq!(
        found(&silent),
        ["1:6 no-falsification: `wait` does not say what would count against it (add the key `falsification`)"]
    );
    for link in ["ftp://a.b", "www.a.b", "https://", "https:// a.b", "javascript:alert(1)", "http:///x"] {
        let found = found(&person(&format!("homepage = '{link}'")));
        assert_eq!(found.len(), 1, "{link}");
        assert!(found[0].starts_with("6:12 bad-link: "), "{found:?}");
    }
}

#[test]
fn every_kind_of_record_refuses_a_second_one_of_an_id() {
    let example = crate::data::example();
    let texts: Vec<(&str, &str)> = example.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    assert_eq!(found_in(&texts), [""; 0]);
    let lists = ANY_FILE[2].fields.iter().map(|list| (list.key, list.kind.item()));
    for (key, item) in lists {
        let ValueType::Table(schema) = item else { panic!("`{key}` is a list of records") };
        assert!(schema.has_id(), "{key}");
        // The first record of the kind again, in a separate file and without its references.
        let id = first_id(&texts, key);
        let second = format!("[[{key}]]\nid = \"{id}\"\n");
        let found = found_in(&[texts.as_slice(), &[("x.toml", second.as_str())]].concat());
        let duplicate = found.iter().find(|message| message.contains("duplicate-id"));
        assert!(duplicate.is_some_and(|message| message.contains(&format!("called `{id}`"))), "{key}: {found:?}");
    }
    let value = "[[axis]]\nid = \"coercion\"\nname = \"C\"\ndescription = \"C.\"\nvalue = [{ id = \"a\", name = \"A\", description = \"A.\" }, { id = \"a\", name = \"A\", description = \"A.\" }]";
    let found = found_in(&[("x.toml", value)]);
    assert!(found.iter().any(|message| message.contains("duplicate-id")), "{found:?}");
}

/// Returns the id of a record in the list `key`; in the example, each strategy is in a separate file.
fn first_id(texts: &[(&str, &str)], key: &str) -> String {
    let (start, is_wanted) = match key {
        "strategy" => (String::new(), true),
        _ => (format!("[[{key}]]\n"), false),
    };
    let mut files = texts.iter().filter(|(path, _)| path.starts_with("strategies/") == is_wanted);
    let after = files.find_map(|(_, text)| Some(text.split_once(&start)?.1));
    let id = after.and_then(|text| Some(text.split_once("id = \"")?.1));
    id.and_then(|id| id.split('"').next()).unwrap_or_else(|| panic!("no {key} has an id")).to_owned()
}

#[test]
fn suggestions_are_made_only_up_to_a_bounded_amount_of_work() {
    let topics = (0..4_000).map(|n| format!("[[topic]]\nid = 'topic-{n}'\nname = 'T'\n")).collect::<Vec<_>>().concat();
    let commitments = (0..300).map(|n| format!("[[commitment]]\ntopic = 'topik-{n}'\nclaim = 'C.'\nfailure = 'F.'\n"));
    let strategy = format!("{WAIT}{}", commitments.collect::<Vec<_>>().concat());
    let found = found_in(&[("base.toml", BASE), ("topics.toml", &topics), ("x.toml", &strategy)]);
    assert_eq!(found.len(), 300);
    assert!(found[299].ends_with("there is no topic `topik-299` (did you mean `topic-299`?)"), "{}", found[299]);
}

#[test]
fn suggestions_for_many_references_that_lead_nowhere_are_bounded_by_the_atlas() {
    let name = |at: usize| format!("{:08x}-tag", at.wrapping_mul(2_654_435_761) & 0xffff_ffff);
    let texts = |count: usize| {
        let tags = (0..count).map(|at| format!("[[tag]]\nid = \"{}\"\nname = \"T\"\ngloss = \"G\"\n", name(at)));
        let position =
            |at: usize| format!("{{ tag = \"{}\", stance = \"mixed\", claim = \"C.\" }}", name(at).replace("-t", "-q"));
        let positions: Vec<String> = (0..count / 2).map(position).collect();
        format!("{BASE}{}{}", tags.collect::<String>(), person(&format!("position = [{}]", positions.join(", "))))
    };
    // In smaller atlases all names are looked up.
    assert_near_linear(2_000, texts, |text| {
        let loaded = load_texts([("many.toml", text.as_str())]);
        assert!(
            loaded.diagnostics.iter().any(|one| one.help.as_deref().is_some_and(|help| help.contains("did you mean")))
        );
    });
}
