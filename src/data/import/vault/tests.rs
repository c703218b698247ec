//! Vaults as people write them: what is read, and what is reported as left out.

use super::*;

fn loaded(notes: &[(&str, &str)]) -> Loaded {
    load(notes.iter().map(|(name, text)| SourceFile::new((*name).to_owned(), (*text).to_owned())).collect())
}

fn messages(loaded: &Loaded) -> Vec<String> {
    loaded.diagnostics.iter().map(|f| format!("{}:{}:{} {}", f.file, f.line, f.column, f.message)).collect()
}

const TAG: (&str, &str) = (
    "Tags/Pause.md",
    "---\nstratlas: tag\nid: pause\norder: 2\naka:\n  - halt\n  - \"stop: now\"\n---\n# Pause \\*now\\*\n\n## Gloss\nFor stopping\na while.\n\nAnd more.\n",
);
const OTHER: (&str, &str) =
    ("Tags/Zed.md", "---\nstratlas: tag\nid: zed\norder: 1\naka: [\"é, ü\", b]\n---\n# Zed\n## Gloss\n1\\. `x`\n");

#[test]
fn a_note_that_people_edited_is_read() {
    let ada = "---\r\nstratlas: person\r\nid: ada\r\ntagline: \"Writes: about engines\"\r\nprofile: null\r\n---\r\n# Ada\r\n\r\n\
               ## Summary\r\nSomeone.\r\n## Positions\r\n* **tag:** [[Pause]]\r\n\t* **Stance**: endorses\r\n  - **claim:** Holds\r\n    that it helps.\r\n  \
               - **source:**\r\n    - **title:** A talk\r\n      - **url:** <https://example.org/a_b>\r\n      - **medium:** talk\r\n      - **passages:** 2\r\n";
    let loaded = loaded(&[TAG, OTHER, ("People/Ada.md", ada)]);
    assert_eq!(
        messages(&loaded),
        [
            "Tags/Zed.md:3:5 nobody has a position on the tag `zed`",
            "Tags/Pause.md:15:1 this paragraph is not allowed in this section; it is left out",
        ]
    );
    let atlas = loaded.atlas.expect("an atlas");
    let names: Vec<&str> = atlas.tags.rows().iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(names, ["Zed", "Pause *now*"]);
    assert_eq!(atlas.tags.rows()[0].aka, ["é, ü", "b"]);
    assert_eq!(atlas.tags.rows()[0].gloss, "1. `x`");
    assert_eq!(atlas.tags.rows()[1].gloss, "For stopping a while.");
    assert_eq!(atlas.tags.rows()[1].aka, ["halt", "stop: now"]);
    let position = &atlas.people.rows()[0].positions[0];
    assert_eq!((position.claim.as_str(), position.sources[0].passages), ("Holds that it helps.", 2));
    assert_eq!(position.sources[0].url.as_deref(), Some("https://example.org/a_b"));
}

#[test]
fn what_is_not_understood_is_reported_and_left_out() {
    let notes = [
        ("a.md", "Just a note.\n"),
        ("b.md", "---\ntags: [x]\n---\n"),
        ("c.md", "---\nstratlas: planet\n---\n"),
        (
            "d.md",
            "---\nstratlas: tag\nid: d\ncssclasses: [wide]\nmap: { a: 1 }\n---\nstray\n# D\n## Gloss\ng\n## My own\nx\n## Aka\n- e\n## Aka\n- f\n",
        ),
    ];
    let loaded = loaded(&notes);
    assert_eq!(
        messages(&loaded).into_iter().filter(|line| !line.contains("nobody has a position")).collect::<Vec<_>>(),
        [
            "a.md:1:1 this note has no front matter with the key `stratlas`; it is left out",
            "b.md:1:1 this note has no key `stratlas` with the kind of a record; it is left out",
            "c.md:2:11 the note has no known kind of record, but `planet`: expected `atlas`, `strategy`, `person`, `tag`, `lever`, `scenario`, `portfolio` or `mechanism`",
            "d.md:4:1 unknown key `cssclasses`; it is left out",
            "d.md:5:1 unknown key `map`; it is left out",
            "d.md:7:1 this paragraph is above the first section; it is left out",
            "d.md:11:1 unknown key `My own`; it is left out",
            "d.md:15:1 the key `aka` is given twice; this value is left out",
        ]
    );
    let atlas = loaded.atlas.expect("an atlas in spite of it");
    assert_eq!(atlas.tags.rows()[0].aka, ["e"]);
}

#[test]
fn items_below_a_value_are_reported_and_left_out() {
    let tag = "---\nstratlas: tag\nid: pause\n---\n# Pause\n## Gloss\nG.\n## Aka\n- halt\n  - or stop\n    - at once\n- rest\n";
    let ada = "---\nstratlas: person\nid: ada\ntagline: t\n---\n# Ada\n## Summary\ns\n## Affiliations\n- **org:** Here\n  - **role:** head\n    - of all\n";
    let loaded = loaded(&[("Tags/Pause.md", tag), ("People/Ada.md", ada)]);
    let messages = messages(&loaded);
    let lost: Vec<&str> =
        messages.iter().filter_map(|line| line.strip_suffix(" this item is below a value; it is left out")).collect();
    assert_eq!(lost, ["Tags/Pause.md:10:5", "People/Ada.md:12:7"]);
    assert_eq!(loaded.atlas.expect("an atlas").tags.rows()[0].aka, ["halt", "rest"]);
}

#[test]
fn errors_have_the_places_of_what_is_wrong() {
    let ada = "---\nstratlas: person\nid: ../ada\ntagline: t\n---\n# Ada\n## Summary\ns\n## Positions\n- **tag:** [[Nowhere|x]]\n  - **stance:** loves\n  - what?\n  - **claim:** c\n";
    let loaded = loaded(&[TAG, ("People/Ada.md", ada)]);
    assert!(loaded.atlas.is_none());
    let messages = messages(&loaded);
    for expected in [
        "People/Ada.md:3:5 `../ada` is not a valid id",
        "People/Ada.md:10:3 there is no note `Nowhere` about a tag",
        "People/Ada.md:11:5 `loves` is not allowed here: expected",
        "People/Ada.md:12:5 this item is not written `**key:** value`; it is left out",
    ] {
        assert!(messages.iter().any(|line| line.starts_with(expected)), "{expected}\n{messages:#?}");
    }
}

#[test]
fn hostile_notes_are_refused_not_followed() {
    let deep = format!("---\nstratlas: tag\nx: {}\n---\n", "[".repeat(5_000));
    let nested = (0..5_000).map(|depth| " ".repeat(depth) + "- **a:**\n").collect::<String>();
    let nested = format!("---\nstratlas: tag\nid: n\n---\n# N\n## Gloss\ng\n## Aka\n{nested}");
    let bomb = "---\nstratlas: tag\na: &a [x, x]\nb: [*a, *a]\n---\n";
    for text in [deep.as_str(), nested.as_str(), bomb, "---\n\u{0}\n---\n", "---\nstratlas: tag\n: :\n- x\n---\n"] {
        let loaded = loaded(&[("a.md", text)]);
        assert!(!loaded.diagnostics.is_empty(), "{}", &text[..40.min(text.len())]);
    }
}

#[test]
fn an_order_that_is_no_number_is_reported() {
    let tag = |order: &str| format!("---\nstratlas: tag\nid: pause\norder: {order}\n---\n# Pause\n## Gloss\nG.\n");
    let about_order = |order: &str| {
        let all = messages(&loaded(&[("Tags/Pause.md", &tag(order))]));
        all.into_iter().filter(|line| line.contains("`order`")).collect::<Vec<_>>()
    };
    assert_eq!(about_order("7"), [""; 0]);
    assert_eq!(about_order("\"7\""), [""; 0]);
    assert_eq!(
        about_order("first"),
        ["Tags/Pause.md:4:1 the key `order` takes a whole number; this value is left out"]
    );
}

#[test]
fn a_list_after_a_remark_is_reported_and_left_out() {
    let tag = "---\nstratlas: tag\nid: pause\n---\n# Pause\n## Gloss\nG.\n## Aka\n- halt\n\nA remark.\n\n- stop\n";
    let loaded = loaded(&[("Tags/Pause.md", tag)]);
    let lines: Vec<u32> =
        loaded.diagnostics.iter().filter(|one| one.message.ends_with("left out")).map(|one| one.line).collect();
    assert_eq!(lines, [11, 13]);
    assert_eq!(loaded.atlas.expect("an atlas").tags.rows()[0].aka, ["halt"]);
}

/// A vault of one strategy that conflicts with another, with the note about the first edited.
fn edited(edit: impl Fn(&str) -> String) -> (Option<crate::model::Atlas>, Vec<(&'static str, String)>) {
    let note = |id: &str, other: &str| {
        format!(
            "---\nstratlas: strategy\nid: {id}\nlever: speed\npull: down\nacts_on: a\ncoercion: b\nactor_in_control: c\n\
             time_horizon: d\nlegitimacy_source: e\n---\n# {id}\n## Thesis\nOne sentence.\n## Mechanism\nM.\n## Falsification\n\
             F.\n## Conflicts\n- [[{other}]]\n"
        )
    };
    let values = ["acts-on a", "coercion b", "actor-in-control c", "time-horizon d", "legitimacy-source e"].map(|line| {
        let (axis, value) = line.split_once(' ').unwrap();
        format!("- **id:** {axis}\n  - **name:** N\n  - **description:** D.\n  - **value:**\n    - **id:** {value}\n      - **name:** N\n      - **description:** D.\n")
    });
    let about = format!("---\nstratlas: atlas\n---\n# A\n## Axis\n{}", values.concat());
    let lever = "---\nstratlas: lever\nid: speed\nside: mixed\nup: U\ndown: D\n---\n# Speed\n## Description\nD.\n";
    let go = edit(&note("go", "halt"));
    assert_ne!(go, note("go", "halt"));
    let notes = [("Atlas.md", &*about), ("Speed.md", lever), ("S/go.md", &*go), ("S/halt.md", &*note("halt", "go"))];
    let loaded = loaded(&notes);
    let found = loaded.diagnostics.iter().filter(|one| one.code != Code::OneSided);
    let found = found.map(|one| (one.code.as_str(), format!("{}:{} {}", one.line, one.column, one.message))).collect();
    (loaded.atlas, found)
}

#[test]
fn what_people_write_beside_a_sentence_is_no_part_of_it() {
    for (added, code, message) in [
        (" ^[a remark]", "not-understood", "14:15 a footnote"),
        ("\nrating:: 5", "not-understood", "15:1 an inline field"),
        (" (rating:: 5)", "not-understood", "14:15 an inline field"),
        ("\n\n[page]: https://example.org/ \"Title\"", "not-understood", "16:1 the address of a link"),
        ("\n\n- [ ] later", "left-out", "16:3 this list"),
    ] {
        let (atlas, found) = edited(|note| note.replace("sentence.", &format!("sentence.{added}")));
        assert_eq!(found.len(), 1, "{added}: {found:?}");
        assert!(found[0].0 == code && found[0].1.starts_with(message), "{added}: {found:?}");
        assert_eq!(atlas.unwrap().strategies.rows()[0].thesis, "One sentence.", "{added}");
    }
    let (atlas, found) = edited(|note| note.replace("sentence.", "sentence, a std::vec (see C::D)."));
    assert_eq!(
        (atlas.unwrap().strategies.rows()[0].thesis.as_str(), found.len()),
        ("One sentence, a std::vec (see C::D).", 0)
    );
}

#[test]
fn what_looks_like_a_part_of_a_record_is_left_out_by_name() {
    for (from, to, expected) in [
        ("- [[halt]]", "- [x] [[halt]]", "left-out 20:3 a task does not belong to a record, whatever"),
        ("## Falsification", "### Falsification", "left-out 17:1 the heading of `falsification` has to have two"),
        ("pull: down\n", "pull: down # mine\n", "not-understood 5:12 a comment"),
        ("---\nstratlas", "---\n# mine\nstratlas", "not-understood 2:1 a comment"),
    ] {
        let (_, found) = edited(|note| note.replace(from, to));
        let found: Vec<String> = found.iter().map(|(code, message)| format!("{code} {message}")).collect();
        assert!(found.iter().any(|found| found.starts_with(expected)), "{to}: {found:#?}");
    }
    let hash = "---\nstratlas: tag\nid: x\naka:\n  - 'a # b'\n  - c#d\n  - |\n    # e\n---\n# X\n## Gloss\nG.\n";
    assert!(!messages(&loaded(&[("x.md", hash)])).iter().any(|line| line.contains("a comment")));
    let two = "---\nstratlas: tag\nid: x\n--- a\naka: b\n---\n# X\n## Gloss\nG.\n";
    let found = &loaded(&[("x.md", two)]).diagnostics[0];
    assert_eq!((found.code, found.line, found.column), (Code::Syntax, 4, 1), "{found:?}");
    for text in ["---\nstratlas:\n  - tag\n# mine\n---\n", "---\nstratlas: [tag]\n? [a]\n: b\n---\n"] {
        assert!(loaded(&[("a.md", text)]).diagnostics.iter().any(|one| one.code == Code::LeftOut), "{text}");
    }
    for text in ["\n---\nstratlas: tag\nid: x\n---\n", "---\nstratlas: tag\nid: x\n", "---\nstratlas: [tag]\n---\n"] {
        assert_eq!(loaded(&[("a.md", text)]).diagnostics[0].code, Code::LeftOut, "{text}");
    }
}

#[test]
fn links_of_markdown_are_read_like_wiki_links() {
    for link in ["[halt](halt.md)", "[Stop](../S/halt.md)", "[Stop](<S/halt.md>)", "[x](h%61lt.md#Thesis)"] {
        let (atlas, found) = edited(|note| note.replace("[[halt]]", link));
        assert_eq!(found, [], "{link}");
        assert_eq!(atlas.unwrap().strategies.rows()[0].conflicts.len(), 1, "{link}");
    }
    for link in ["[[halt|Stop [[halt]]", "[[halt|Stop [now]]", "[[halt|Stop]] now]]"] {
        let note = format!("---\nstratlas: tag\nid: x\nstrategy: \"{link}\"\n---\n# X\n## Gloss\nG.\n");
        let found = loaded(&[TAG, ("X.md", &note)]).diagnostics;
        assert!(found.iter().any(|one| one.is_error() && (&*one.file, one.line) == ("X.md", 4)), "{link}: {found:?}");
    }
    let ada = "---\nstratlas: person\nid: ada\ntagline: T\n---\n# Ada\n## Summary\nS.\n## Positions\n- **tag:** [[Pause]]\n  - **stance:** endorses\n  - **claim:** C.\n  - **source:**\n    - **title:** A talk\n      - **url:** [site](https://example.org/a%20b)\n      - **medium:** talk\n";
    let loaded = loaded(&[TAG, ("Ada.md", ada)]);
    let found: Vec<String> = messages(&loaded).into_iter().filter(|line| line.starts_with("Ada.md:")).collect();
    assert_eq!(found, ["Ada.md:15:9 the text of a link does not belong to a record; it is left out"]);
    let atlas = loaded.atlas.unwrap();
    assert_eq!(atlas.people.rows()[0].positions[0].sources[0].url.as_deref(), Some("https://example.org/a%20b"));
}

#[test]
fn a_key_without_a_value_or_with_values_within_is_reported() {
    let front = "---\nstratlas: person\nid: ada\ntagline: T\nhomepage:\ntaglin:\ntags: []\nprofile:\n  expertise: deep\n\
                 ? [a]\n: b\norder: ~\n---\n# Ada\n## Summary\nS.\n";
    let loaded = loaded(&[("People/Ada.md", front)]);
    assert_eq!(
        messages(&loaded),
        [
            "People/Ada.md:6:1 unknown key `taglin`; it is left out",
            "People/Ada.md:7:1 unknown key `tags`; it is left out",
            "People/Ada.md:9:3 `profile` takes a value or a list of values; this one is left out",
            "People/Ada.md:10:3 this key is not a text; it is left out with its value",
        ]
    );
    let left_out: Vec<u32> =
        loaded.diagnostics.iter().filter(|one| one.code == Code::LeftOut).map(|one| one.line).collect();
    assert_eq!(left_out, [6, 9], "what resembles a key of the atlas may belong to it");
}

#[test]
fn the_key_of_the_kind_is_found_however_it_is_written() {
    for front in ["\"stratlas\": Person", "STRATLAS : person", "{ stratlas: person }"] {
        let broken = format!("---\n{front}\nid: [ada\n---\n# Ada\n");
        let found = loaded(&[("Ada.md", &broken)]).diagnostics;
        assert_eq!(found.iter().map(|one| one.code).collect::<Vec<_>>(), [Code::Syntax], "{front}");
    }
    for front in ["+++\nstratlas = \"person\"\n+++\n", "\n---\nStratlas: person\n---\n", "---\n'stratlas': person\n"] {
        let found = loaded(&[("Ada.md", &format!("{front}# Ada\n"))]).diagnostics;
        assert_eq!(found.iter().map(|one| one.code).collect::<Vec<_>>(), [Code::LeftOut], "{front}");
    }
    let note = "---\n'stratlas': Tag\nid: zed\n---\n# Zed\n## Gloss\nG.\n";
    assert_eq!(loaded(&[("Zed.md", note)]).atlas.expect("an atlas").tags.len(), 1);
}

#[test]
fn a_block_in_place_of_the_text_of_a_section_may_belong_to_the_atlas() {
    let code = |section: &str| {
        let note = format!("---\nstratlas: tag\nid: zed\n---\n# Zed\n## Gloss\nG.\n{section}");
        let found = loaded(&[("Zed.md", &note)]).diagnostics;
        found.iter().filter(|one| one.message.contains("left out")).map(|one| one.code).collect::<Vec<_>>()
    };
    for block in ["| a | b |\n|---|---|\n| c | d |\n", "> - quoted\n", "```\ncode\n```\n", "<div>\nx\n</div>\n"] {
        assert_eq!(code(&format!("## Aka\n\n{block}")), [Code::LeftOut], "{block}");
        assert_eq!(code(&format!("## Aka\n\n- zz\n\n{block}")), [Code::NotUnderstood], "{block}");
    }
}

#[test]
fn headings_in_a_section_that_is_left_out_are_named_if_a_reader_takes_them_for_others() {
    let note = "---\nstratlas: person\nid: ada\n---\n# Ada\n## Tagline\nT\n## Summary\nS\n## My own\na\n### Below\nb\n### Summary\nc\n# Another\nd\n";
    let loaded = loaded(&[("Ada.md", note)]);
    let found = messages(&loaded);
    assert_eq!(
        found.iter().filter(|line| line.contains("left out")).collect::<Vec<_>>(),
        [
            "Ada.md:10:1 unknown key `My own`; it is left out",
            "Ada.md:14:1 the heading of `summary` has to have two number signs; it is left out",
            "Ada.md:16:1 a heading does not belong to a record; it is left out",
        ]
    );
}

#[test]
fn an_order_that_goes_on_in_the_next_line_is_reported() {
    let note =
        "---\nstratlas: lever\nid: a\nside: ai\nup: u\ndown: d\norder: 1\n and more\n---\n# A\n## Description\nD\n";
    let loaded = loaded(&[("A.md", note)]);
    assert_eq!(messages(&loaded), ["A.md:7:1 the key `order` takes a whole number; this value is left out"]);
}
