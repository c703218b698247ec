//! Files as editors and merges leave them.

use super::*;
use crate::model::Entity;

#[test]
fn a_merge_that_is_not_settled_is_told_and_nothing_else_of_its_file() {
    let conflict = "[[topic]]\nid = 'a'\n<<<<<<< HEAD\nname = 'A'\n=======\nname = 'B'\n>>>>>>> theirs\noops = 1\n";
    let expected = "unresolved merge conflict, down to line 7 (keep what is right of both and remove the three lines of marks; the rest of the file is checked then)";
    assert_eq!(found(conflict), [format!("3:1 merge-conflict: {expected}")]);
    let twice = format!("{conflict}{conflict}");
    assert_eq!(found(&twice).len(), 2);
    let within_a_text = "[[topic]]\nid = 'a'\nname = '''\n<<<<<<< HEAD\nA\n=======\nB\n>>>>>>> theirs\n'''\n";
    assert!(found(within_a_text)[0].starts_with("4:1 merge-conflict: "), "it is TOML, and is told all the same");
    for whole in ["[[topic]]\nid = 'a'\nname = '<<<<<<< A'\n", "# <<<<<<< A\n# =======\n# >>>>>>> B\n"] {
        assert_eq!(found(whole), [""; 0]);
    }
}

#[test]
fn what_a_merge_has_kept_twice_is_told() {
    let ann = "[[person]]\nid = 'ann'\nname = 'Ann'\ntagline = 'Ann'\nsummary = 'Ann.'\n";
    assert_eq!(
        found(ann),
        [
            "2:6 duplicate-id: this is a second person called `ann` (give one of them another id; if a merge has kept both, put what is right of the two into one) (the first one is at base.toml:67:6)"
        ]
    );
    assert!(found("[[topic]]\nid = 'a'\nname = 'A'\nname = 'A'\n")[0].starts_with("4:1 syntax: "));
}

#[test]
fn files_that_slow_editors_are_told() {
    let line = "# A line of nothing but a comment.\n";
    let large = line.repeat(3 * 1024 * 1024 / line.len());
    assert_eq!(
        found(&large),
        [
            "1:1 large-file: this file is larger than 2 MiB, which slows editors and merges (spread its records over several files)"
        ]
    );
    assert_eq!(found(&large[..1024 * 1024]), [""; 0]);
}

#[test]
fn a_file_whose_name_only_resembles_that_of_the_format_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = ["a.TOML", "b.toml.txt", "c.tml", "d.toml.bak", "e.toml~", "f.toml.orig", "README.md", "g.txt"];
    for name in names {
        let text = if name == "a.TOML" { BASE } else { WAIT };
        std::fs::write(folder.path().join(name), text).expect("it is written");
    }
    let loaded = load_folder(folder.path()).expect("a folder");
    let found = loaded.diagnostics.iter().map(|one| (one.file.as_str(), one.code, one.message.as_str()));
    let message = "this file is not read: its name does not end in `.toml`";
    assert_eq!(
        found.filter(|(.., message)| message.contains("not read")).collect::<Vec<_>>(),
        [("b.toml.txt", Code::LeftOut, message), ("c.tml", Code::LeftOut, message)]
    );
    assert!(loaded.atlas.is_some_and(|atlas| !atlas.strategies.is_empty()));
}

#[test]
fn every_syntax_error_is_reported_and_the_rest_is_still_checked() {
    let lines =
        ["[[topic]]", "id = 'a", "[[topic]]", "id", "nme = 'B'", "[[topic]]", "id = 'c'", "name == 'C'", "nam = 1"];
    assert_eq!(
        found(&lines.join("\n")),
        [
            "2:8 syntax: invalid literal string, expected `'`",
            "4:3 syntax: key with no value, expected `=`",
            "5:1 unknown-key: unknown key `nme` (did you mean `name`?)",
            "8:7 syntax: extra `=`, expected nothing",
            "8:9 syntax: unexpected key or value, expected newline, `#`",
            "9:1 unknown-key: unknown key `nam` (did you mean `name`?)",
        ]
    );
}

#[test]
fn what_follows_from_a_syntax_error_elsewhere_is_not_reported() {
    let broken = format!("{WAIT}oops\n");
    let user = "[[portfolio]]\nid = \"p\"\nname = \"P\"\ndescription = \"P.\"\nstrategies = [\"wait\", \"wai\"]\n";
    let found = found_in(&[("base.toml", BASE), ("broken.toml", &broken), ("user.toml", user)]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("broken.toml:7:"), "{found:?}");
    assert!(found[1].starts_with("user.toml:5:23 dangling-id: there is no strategy `wai`"), "{found:?}");
}

#[test]
fn a_reference_to_a_record_of_an_unreadable_file_is_not_reported() {
    let merged = format!("<<<<<<< ours\n{WAIT}=======\n>>>>>>> theirs\n");
    let user = "[[portfolio]]\nid = \"p\"\nname = \"P\"\ndescription = \"P.\"\nstrategies = [\"wait\"]\n";
    let found = found_in(&[("base.toml", BASE), ("merged.toml", &merged), ("user.toml", user)]);
    assert!(!found.is_empty() && found.iter().all(|line| line.contains("merge-conflict")), "{found:?}");
}

#[test]
fn hidden_files_and_folders_are_not_read() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join(".git")).expect("a folder");
    for (path, text) in [("a.toml", BASE), (".draft.toml", "not TOML"), (".git/b.toml", "not TOML")] {
        std::fs::write(folder.path().join(path), text).expect("a file");
    }
    assert_eq!(load_folder(folder.path()).expect("there is a file").errors(), 0);
}

#[test]
fn byte_order_marks_and_carriage_returns_are_no_fault() {
    let windows = format!("\u{feff}{}", WAIT.replace('\n', "\r\n"));
    assert_eq!(found(&windows), [""; 0]);
    let faulty = windows.replace("name", "nam");
    assert_eq!(found(&faulty)[1], "2:1 unknown-key: unknown key `nam` (did you mean `name`?)");
}

#[test]
fn every_record_knows_where_it_is_written() {
    let loaded = load_texts([("base.toml", BASE), ("x.toml", WAIT)]);
    let atlas = loaded.atlas.expect("it is sound");
    let at = |record| loaded.origins.of(record).map(|origin| (origin.file.to_owned(), origin.line));
    let base = |line| Some(("base.toml".to_owned(), line));
    let strategy = |slug| Entity::Strategy(atlas.strategies.find(slug).expect("it is there"));
    assert_eq!(at(strategy("wait")), Some(("x.toml".to_owned(), 1)));
    assert_eq!((at(strategy("pause")), at(strategy("go"))), (base(51), base(59)));
    assert_eq!(at(Entity::Tag(atlas.tags.find("pause").expect("it is there"))), base(46));
    assert_eq!(at(Entity::Mechanism(crate::model::Mechanism::AdjacentBet)), None);
}

#[test]
fn strategies_and_people_without_a_rank_are_in_name_order() {
    let strategy = |id: &str, name: &str| WAIT.replace("wait", id).replacen("Wait", name, 1);
    let (a, b, c) = (strategy("a", "Zebra"), strategy("b", "École"), strategy("c", "edge"));
    let atlas = load_texts([("base.toml", BASE), ("1.toml", &a), ("2.toml", &b), ("3.toml", &c)]).atlas.expect("sound");
    let names: Vec<_> = atlas.strategies.rows().iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["École", "edge", "Go", "Pause", "Zebra"]);
    assert_eq!(atlas.strategies[atlas.strategies.find("pause").expect("it is there")].conflicts.len(), 1);
    let [zoe, abe] =
        [("zoe", "Zoe"), ("zzz", "Abe")].map(|(id, name)| person("").replace("bob", id).replace("Bob", name));
    let atlas = load_texts([("x.toml", zoe.as_str()), ("base.toml", BASE), ("y.toml", &abe)]).atlas.expect("sound");
    let slugs: Vec<_> = atlas.people.rows().iter().map(|row| row.slug.as_str()).collect();
    assert_eq!((slugs[0], slugs[slugs.len() - 1]), ("zzz", "zoe"), "{slugs:?}");
}

#[test]
fn a_text_that_is_never_closed_is_told_where_it_opens() {
    let basic = "[[topic]]\nid = 'a'\nname = \"\"\"\nA\n\n[[topic]]\nid = 'b'\n";
    assert_eq!(
        found(basic),
        [
            "3:8 syntax: the text that `\"\"\"` opens here is never closed (close it with the same three quotation marks)"
        ]
    );
    let escaped = "about = '''ok'''\nedition = \"\"\"\n\\\"\"\"\n";
    assert!(found(escaped)[0].starts_with("2:11 syntax: the text that `\"\"\"` opens"), "{:?}", found(escaped));
    assert!(found("aka = ['''a")[0].starts_with("1:8 syntax: the text that `'''` opens"));
}

#[test]
fn the_language_of_an_atlas_is_a_language_tag() {
    let language =
        |text: &str| load_texts([("base.toml", BASE), ("x.toml", text)]).atlas.expect("sound").about.language;
    assert_eq!(language("language = \"pt-BR\""), "pt-BR");
    assert_eq!(language(""), "", "no atlas has to name it");
    for wrong in ["English (UK)", "e", "en-", "en_GB", "\\\"><script>"] {
        let reported = found(&format!("language = \"{wrong}\""));
        assert!(
            reported[0].starts_with("1:12 bad-value: ") && reported[0].contains("is not a language tag"),
            "{reported:?}"
        );
    }
}

#[test]
fn a_key_without_a_value_is_named() {
    let reported = found("[[topic]]\nid = 'a'\n  name = # to do\n[[topic]]\nid = \nnme = 'B'\n");
    assert_eq!(
        reported,
        [
            "3:3 syntax: the key `name` has no value",
            "5:1 syntax: the key `id` has no value",
            "6:1 unknown-key: unknown key `nme` (did you mean `name`?)",
        ]
    );
}

#[test]
fn folders_nested_too_deep_are_named_and_the_rest_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("base.toml"), BASE).expect("a file");
    let deep = |levels: usize| folder.path().join(vec!["a"; levels].join("/"));
    std::fs::create_dir_all(deep(65)).expect("folders");
    std::fs::write(deep(64).join("wait.toml"), WAIT).expect("a file");
    std::fs::write(deep(65).join("lost.toml"), WAIT.replace("wait", "lost")).expect("a file");
    let loaded = load_folder(folder.path()).expect("there is a file");
    let found: Vec<_> = loaded.diagnostics.iter().map(|one| (one.code, one.message.as_str())).collect();
    assert_eq!(found, [(Code::Unreadable, "folders are nested more than 64 levels deep")]);
    assert_eq!(loaded.diagnostics[0].file, vec!["a"; 65].join("/"));
}

#[test]
fn a_file_that_is_too_large_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("base.toml"), BASE).expect("a file");
    // The file is one hole, so it takes no place.
    let hole = std::fs::File::create(folder.path().join("x.toml")).expect("a file");
    hole.set_len(64 * 1024 * 1024 + 1).expect("a file can be as long");
    let loaded = load_folder(folder.path()).expect("there is a file");
    let found: Vec<_> = loaded.diagnostics.iter().map(|one| (one.code, one.message.as_str())).collect();
    assert_eq!(found, [(Code::TooLarge, "this file is larger than 64 MiB; split it")]);
}
