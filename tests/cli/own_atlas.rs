//! An atlas of one's own: how it is started, changed, and compared with what it was, by the real program.
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use stratlas::data::{self, load_folder};

use crate::command::Home;

/// A home in which an atlas is made.
struct Desk(Home);

impl Desk {
    fn new() -> Self {
        Self(Home::new())
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.0.stratlas(arguments).output().expect("the program runs")
    }

    /// What the program prints if all goes well.
    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}{}", text(&output.stdout), text(&output.stderr));
        text(&output.stdout).to_owned()
    }

    /// What the program complains of if it cannot do what it is asked.
    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", text(&output.stdout));
        assert!(output.stdout.is_empty(), "{}", text(&output.stdout));
        text(&output.stderr).to_owned()
    }

    fn path(&self, below: &str) -> PathBuf {
        self.0.path(below)
    }

    fn write(&self, below: &str, text: &str) {
        self.0.write(below, text);
    }

    fn read(&self, below: &str) -> String {
        self.0.read(below)
    }
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("output is UTF-8")
}

fn entries(folder: &Path) -> usize {
    fs::read_dir(folder).expect("it is there").count()
}

#[test]
fn init_writes_the_embedded_atlas() {
    let desk = Desk::new();
    let message = desk.done(&["init", "mine"]);
    assert!(message.starts_with("mine: ") && message.contains(" files written\n"), "{message}");
    let written = load_folder(&desk.path("mine")).expect("it is a folder");
    let embedded = data::embedded_report().expect("it was built");
    assert!(written.atlas == embedded.atlas, "the atlas written is another");
    assert_eq!((written.diagnostics, written.origins), (embedded.diagnostics, embedded.origins));
}

#[test]
fn init_empty_writes_an_example_without_a_fault() {
    let desk = Desk::new();
    desk.done(&["init", "new/mine", "--empty"]);
    assert!(desk.done(&["check", "--strict", "new/mine"]).ends_with("new/mine: no errors, no warnings\n"));
    assert!(desk.done(&["show", "--atlas", "new/mine", "person/ada-example"]).contains("Writes about engines"));
}

#[test]
fn init_never_touches_what_is_there() {
    let desk = Desk::new();
    desk.write("mine/notes.txt", "mine");
    assert_eq!(desk.refused(&["init", "mine"]), "stratlas: mine is not empty; nothing was written\n");
    assert_eq!(
        desk.refused(&["init", "mine/notes.txt"]),
        "stratlas: mine/notes.txt is not a folder; nothing was written\n"
    );
    assert_eq!((desk.read("mine/notes.txt").as_str(), entries(&desk.path("mine"))), ("mine", 1));
    desk.done(&["init", "mine2"]);
    desk.refused(&["init", "mine2"]);
    fs::create_dir(desk.path("there")).expect("a folder can be made");
    desk.done(&["init", "there", "--empty"]);
    assert_eq!(entries(&desk.path("there")), 11, "nine files and two folders, and nothing besides");
}

const OVERLAY: &str = "data/stratlas/overlay";

#[test]
fn an_overlay_goes_over_the_embedded_atlas_and_over_a_folder() {
    let desk = Desk::new();
    desk.done(&["init", "mine", "--empty"]);
    let bob = "[[person]]\nid = \"bob\"\nname = \"Bob Overlaid\"\ntagline = \"T\"\nsummary = \"S.\"\n";
    desk.write(
        &format!("{OVERLAY}/mine.toml"),
        &format!("[[strategy]]\nid = \"pause\"\nthesis = \"My own thesis.\"\n{bob}"),
    );
    for atlas in [&[][..], &["--atlas", "mine"]] {
        let show = |place| desk.done(&[atlas, &["show", place]].concat());
        assert!(show("strategy/pause").contains("My own thesis."));
        assert!(show("person/bob").contains("Bob Overlaid"));
        let plain = desk.done(&[atlas, &["--no-overlay", "show", "strategy/pause"]].concat());
        assert!(!plain.contains("My own thesis."));
    }
    assert!(!desk.run(&["--no-overlay", "show", "person/bob"]).status.success());
    assert!(desk.done(&["list", "people", "--where", "overlaid"]).contains("Bob Overlaid"));
}

#[test]
fn pages_say_what_is_from_the_overlay_and_what_differs() {
    let desk = Desk::new();
    assert!(desk.done(&["show", "overlay"]).contains("No file of yours adds or changes a record."));
    assert!(desk.done(&["show", "changes"]).contains("The editions do not differ."));
    let bob = "[[person]]\nid = \"bob\"\nname = \"Bob Overlaid\"\ntagline = \"T\"\nsummary = \"S.\"\n";
    desk.write(&format!("{OVERLAY}/o.toml"), &format!("[[strategy]]\nid = \"pause\"\nname = \"Mine\"\n{bob}"));
    let file = desk.path(OVERLAY).join("o.toml").display().to_string();
    // Wherever lines are broken.
    let shown = |place| desk.done(&["show", place]).split_whitespace().collect::<Vec<_>>().join(" ");
    let overlay = shown("overlay");
    assert!(overlay.contains(&format!("Changed 1 Mine name · {file}:2")), "{overlay}");
    assert!(overlay.contains(&format!("Added 1 Bob Overlaid {file}:5")), "{overlay}");
    assert!(shown("strategy/pause").contains(&format!("From your overlay: name ({file}:2)")));
    assert!(shown("changes").contains("[-Pause-]{+Mine+}"));
    let json: serde_json::Value =
        serde_json::from_str(&desk.done(&["show", "changes", "--format", "json"])).expect("it is JSON");
    assert_eq!((json["place"].as_str(), json["title"].as_str()), (Some("changes"), Some("Changes")));
    assert!(!desk.done(&["--no-overlay", "show", "strategy/pause"]).contains("overlay"));
}

#[test]
fn check_tells_of_the_overlay_what_is_wrong_with_it() {
    let desk = Desk::new();
    desk.write(&format!("{OVERLAY}/mine.toml"), "[[strategy]]\nid = \"pause\"\nthesiss = \"T\"\n");
    let path = desk.path(OVERLAY);
    let output = desk.run(&["check"]);
    assert_eq!(output.status.code(), Some(1));
    let expected = format!("error[unknown-key]: {}:3:1: unknown key `thesiss`", path.join("mine.toml").display());
    assert!(text(&output.stdout).contains(&expected), "{}", text(&output.stdout));
    assert!(
        text(&output.stdout).contains(&format!("the embedded atlas with the overlay in {}: 1 error, ", path.display()))
    );
    assert!(text(&output.stdout).starts_with(&expected), "before what is told of the atlas");
    let way_out = "1 error; `stratlas check` lists all of them, `--no-overlay` leaves the overlay out";
    for command in [&["show", "home"][..], &["review", "report"]] {
        assert!(desk.refused(command).trim_end().ends_with(way_out), "{command:?}");
    }
    desk.done(&["--no-overlay", "show", "home"]);
    desk.done(&["--no-overlay", "check"]);
    desk.done(&["init", "mine", "--empty"]);
    desk.done(&["check", "mine"]);
}

#[test]
fn leaving_the_overlay_out_is_advised_only_where_it_helps() {
    let desk = Desk::new();
    desk.done(&["init", "mine", "--empty"]);
    desk.write(&format!("{OVERLAY}/o.toml"), "[[strategy]]\nid = \"pause\"\nthesiss = \"T\"\n");
    let show = || desk.refused(&["--atlas", "mine", "show", "home"]);
    assert!(show().contains("`--no-overlay` leaves the overlay out"));
    desk.write("mine/more.toml", "nothing = 1\n");
    let reported = show();
    assert!(
        reported.contains("2 errors; `stratlas check` lists all of them") && !reported.contains("--no-overlay"),
        "{reported}"
    );
    assert!(reported.find("thesiss") < reported.find("nothing"), "the overlay first: {reported}");
}

#[test]
fn the_doctor_says_how_many_files_of_the_overlay_are_broken() {
    let desk = Desk::new();
    let record = |id: &str| format!("[[person]]\nid = \"{id}\"\nname = \"N\"\ntagline = \"T\"\nsummary = \"S.\"\n");
    desk.write(&format!("{OVERLAY}/a.toml"), &record("zz-a"));
    let doctor = || {
        let output = desk.run(&["doctor"]);
        text(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(doctor().contains("(1 record added, 0 changed)"), "{}", doctor());
    desk.write(&format!("{OVERLAY}/b.toml"), &format!("{}= broken\nbroken\n", record("zz-b")));
    assert!(
        doctor().contains("(1 record added, 0 changed; records of 1 file with errors may be missing)"),
        "{}",
        doctor()
    );
}

#[test]
fn what_is_exported_has_the_overlay_in_it_and_says_so() {
    let desk = Desk::new();
    let bob = "[[person]]\nid = \"bob\"\nname = \"Bob Overlaid\"\ntagline = \"T\"\nsummary = \"S.\"\n";
    desk.write(&format!("{OVERLAY}/o.toml"), &format!("[[strategy]]\nid = \"pause\"\nname = \"Mine\"\n{bob}"));
    let reported = |arguments: &[&str]| {
        let output = desk.run(&[&["export"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
        text(&output.stderr).to_owned()
    };
    let in_it = |records| {
        format!(
            "stratlas: the export includes your overlay ({records} new or changed); `--no-overlay` leaves the overlay out\n"
        )
    };
    for form in ["html", "markdown", "csv", "json", "graphml"] {
        assert_eq!(reported(&[form, "--out", form]), in_it("2 records"), "{form}");
    }
    assert_eq!(reported(&["dot", "--out", "dot"]), in_it("1 record"), "nobody is in it");
    assert!(desk.read("html/strategy/pause.html").contains("Mine"));
    assert!(desk.read("html/person/bob.html").contains("Bob Overlaid"));
    assert_eq!(reported(&["json", "--out", "part.json", "--where", "tag:pause kind:strategy"]), in_it("1 record"));
    assert_eq!(reported(&["json", "--out", "other.json", "--where", "lever:speed pull:up"]), "");
    assert_eq!(reported(&["html", "--out", "plain", "--no-overlay"]), "");
    assert!(!desk.path("plain/person/bob.html").exists());
}

#[test]
fn where_tells_file_and_line_of_the_atlas_and_of_the_overlay() {
    let desk = Desk::new();
    desk.done(&["init", "mine", "--empty"]);
    let embedded = desk.done(&["where", "strategy/pause"]);
    assert_eq!(embedded, "data/strategies/pause.toml:1  the atlas that comes with the program\n");
    let ada = Home::printed("mine/people/a.toml");
    assert_eq!(desk.done(&["where", "--atlas", "mine", "person/ada-example"]), format!("{ada}:2  the atlas\n"));
    let bob = "[[person]]\nid = \"bob\"\nname = \"Bob\"\ntagline = \"T\"\nsummary = \"S.\"\n";
    desk.write(
        &format!("{OVERLAY}/o.toml"),
        &format!("[[strategy]]\nid = \"pause\"\nname = \"Mine\"\nthesis = \"T.\"\n{bob}"),
    );
    let over = desk.path(OVERLAY).join("o.toml");
    let over = over.display();
    let both = desk.done(&["where", "strategy/pause", "--atlas", "mine"]);
    let lines: Vec<&str> = both.lines().collect();
    let pause = format!("{}:3 ", Home::printed("mine/strategies/pause.toml"));
    assert!(lines[0].starts_with(&pause) && lines[0].ends_with("  the atlas"), "{both}");
    assert_eq!(lines[1], format!("{over}:2  your overlay: name, thesis"));
    assert_eq!(desk.done(&["where", "bob"]), format!("{over}:6  your overlay: new\n"));
    assert!(desk.refused(&["where", "levers"]).contains("generated by the program"));
    assert!(desk.refused(&["where", "strategy/puase"]).contains("pause"));
}

#[test]
fn new_begins_records_of_every_kind_that_pass_check() {
    let desk = Desk::new();
    desk.done(&["init", "mine", "--empty"]);
    let new = |what, id| desk.done(&["--atlas", "mine", "new", what, id]);
    let template = |file, line, what: &str| {
        format!("{}:{line}: a template of the {what}; replace its texts\n", Home::printed(file))
    };
    assert_eq!(new("strategy", "slow-down"), template("mine/strategies/slow-down.toml", 1, "strategy `slow-down`"));
    let tags = desk.read("mine/tags.toml");
    let line = tags.lines().count() + 2;
    assert_eq!(new("tag", "slow"), template("mine/tags.toml", line, "tag `slow`"));
    assert!(desk.read("mine/tags.toml").starts_with(&tags), "what was there stays");
    assert_eq!(new("person", "bob-hope"), template("mine/people/b.toml", 1, "person `bob-hope`"));
    assert!(new("person", "alan").starts_with(&Home::printed("mine/people/a.toml")));
    new("lever", "scope");
    new("scenario", "flood");
    new("portfolio", "all");
    desk.done(&["--atlas", "mine", "check"]);
    for place in ["strategy/slow-down", "tag/slow", "person/bob-hope", "lever/scope", "scenario/flood", "portfolio/all"]
    {
        desk.done(&["--atlas", "mine", "show", place]);
        let reported = desk.done(&["--atlas", "mine", "where", place]);
        assert!(reported.starts_with(&Home::printed("mine/")), "{reported}");
    }
    assert!(desk.done(&["--atlas", "mine", "show", "person/bob-hope"]).contains("Bob Hope"));
}

#[test]
fn new_goes_into_the_overlay_where_the_atlas_cannot_be_changed() {
    let desk = Desk::new();
    let reported = desk.done(&["new", "person", "zz-top"]);
    assert_eq!(
        reported,
        format!(
            "{}:1: a template of the person `zz-top`; replace its texts\n",
            desk.path(&format!("{OVERLAY}/people/z.toml")).display()
        )
    );
    desk.done(&["new", "strategy", "slow-down"]);
    desk.done(&["new", "tag", "slow"]);
    desk.done(&["check"]);
    desk.done(&["show", "person/zz-top"]);
    assert!(
        desk.refused(&["--no-overlay", "new", "tag", "x"])
            .contains("the atlas that comes with the program cannot be changed")
    );
}

#[test]
fn new_refuses_ids_that_are_taken_or_none_and_writes_nothing_then() {
    let desk = Desk::new();
    desk.done(&["init", "mine", "--empty"]);
    let before = desk.read("mine/tags.toml");
    for (id, reported) in [
        ("pause", "there is a tag `pause` already"),
        ("PAUSE", "there is a tag `pause` already"),
        ("../../x", "`../../x` is not a valid id"),
        ("a b", "`a b` is not a valid id"),
    ] {
        assert!(desk.refused(&["--atlas", "mine", "new", "tag", id]).contains(reported), "{id}");
    }
    desk.write("mine/strategies/slow.toml", "# Mine.\n");
    assert!(desk.refused(&["--atlas", "mine", "new", "strategy", "slow"]).contains("exists already"));
    assert_eq!((desk.read("mine/tags.toml"), desk.read("mine/strategies/slow.toml").as_str()), (before, "# Mine.\n"));
    desk.write("mine/portfolios.toml", "portfolio = [{ id = \"p\", name = \"P\", description = \"P.\" }]\n");
    let reported = desk.refused(&["--atlas", "mine", "new", "portfolio", "q"]);
    assert!(reported.contains("would have an error") && reported.contains("nothing was written"), "{reported}");
    desk.write("mine/tags.toml", "[[tag]]\n");
    assert!(desk.refused(&["--atlas", "mine", "new", "tag", "y"]).contains("has errors; fix them first"));
}

#[test]
fn diff_tells_what_two_atlases_differ_in() {
    let desk = Desk::new();
    desk.done(&["init", "before", "--empty"]);
    desk.done(&["init", "after", "--empty"]);
    assert!(desk.done(&["diff", "before", "after"]).contains("The editions do not differ."));
    let pause = desk.read("after/strategies/pause.toml");
    let pause =
        pause.replace("Time is what is missing.", "Time is what we lack.").replace("pull = \"down\"", "pull = \"up\"");
    // Pulled the same way, what sets the two apart is the frame that one of them rejects.
    let pause = pause.replace("rejects_frame = false", "rejects_frame = true");
    desk.write("after/strategies/pause.toml", &pause);
    desk.done(&["--atlas", "after", "new", "person", "bob-hope"]);
    let output = desk.run(&["diff", "before", "after", "--width", "100"]);
    assert_eq!(output.status.code(), Some(1), "something differs");
    let reported = text(&output.stdout);
    for line in
        ["[-is missing.-]{+we lack.+}", "[-down-]{+up+}", "Bob Hope", "Related for another reason", "(coordinates of"]
    {
        assert!(reported.contains(line), "{line}: {reported}");
    }
    let output = desk.run(&["diff", "before", "after", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!((json["before"].as_str(), json["after"].as_str()), (Some("before"), Some("after")));
    assert_eq!(
        (json["records"][0]["id"].as_str(), json["records"][0]["change"].as_str()),
        (Some("pause"), Some("changed"))
    );
    assert_eq!(
        (json["records"][1]["id"].as_str(), json["records"][1]["change"].as_str()),
        (Some("bob-hope"), Some("added"))
    );
    let relation = &json["relations"][0];
    assert_eq!(relation["before"]["mechanism"].as_str(), Some("lever-opposition"));
    assert_eq!(relation["between"][1]["moved"].as_bool(), Some(true));
    let output = desk.run(&["diff", "before", "after", "--format", "markdown"]);
    assert!(text(&output.stdout).starts_with("# Changes\n"), "{}", text(&output.stdout));
}

#[test]
fn diff_without_names_tells_what_is_ones_own() {
    let desk = Desk::new();
    desk.done(&["diff"]);
    desk.done(&["diff", "embedded", "embedded"]);
    desk.done(&["init", "mine"]);
    desk.done(&["diff", "mine"]);
    desk.write(&format!("{OVERLAY}/o.toml"), "[[strategy]]\nid = \"pause\"\nname = \"My pause\"\n");
    let output = desk.run(&["diff"]);
    assert!(text(&output.stdout).contains("[-Pause-]{+My pause+}"), "{}", text(&output.stdout));
    assert_eq!(output.status.code(), Some(1));
    desk.done(&["diff", "mine"]);
    desk.done(&["--no-overlay", "diff"]);
    desk.done(&["--no-overlay", "export", "json", "--out", "all.json"]);
    desk.done(&["diff", "all.json"]);
    desk.done(&["diff", "mine", "all.json"]);
    assert!(desk.refused(&["diff", "nowhere"]).contains("nowhere is neither a folder nor a file"));
}

#[test]
fn an_own_atlas_starts_from_the_atlas_in_use() {
    let desk = Desk::new();
    desk.done(&["init", "mine", "--empty"]);
    desk.write("config/stratlas/config.toml", &format!("atlas = '{}'\n", desk.path("mine").display()));
    desk.done(&["init", "copy"]);
    desk.done(&["--atlas", "mine", "init", "other"]);
    assert_eq!(desk.read("copy/tags.toml"), desk.read("other/tags.toml"));
    assert_eq!(desk.run(&["diff", "copy", "mine"]).status.code(), Some(0), "the configured atlas was copied");
}

#[test]
fn verdicts_have_only_the_parts_of_their_subject_and_no_blank_texts() {
    let desk = Desk::new();
    let position = desk.done(&["list", "people", "--where", "tag:pause stance:endorses tentative:no"]);
    let person = position.split_whitespace().next().and_then(|place| place.strip_prefix("person/")).expect("a person");
    let position = format!("position/{person}/pause");
    for option in [
        &["--stance", "back"][..],
        &["--confidence", "7"],
        &["--signal", "landed"],
        &["--threshold", "near"],
        &["--answer", "1=bet"],
    ] {
        let refused = desk.refused(&[&["review", "verdict", &position], option].concat());
        assert!(refused.contains("does not apply to position/"), "{option:?}: {refused}");
    }
    assert!(
        desk.refused(&["review", "verdict", "pause", "--record", "agree"]).contains("does not apply to strategy/pause")
    );
    let both = ["review", "verdict", "pause", &position, "--stance", "back"];
    assert!(desk.refused(&both).contains("does not apply to position/"), "the strategy is not judged either");
    for option in [
        &["--tag", ""][..],
        &["--tag", " "],
        &["--note", ""],
        &["--note", "\n"],
        &["--evidence", " ", "--signal", "landed"],
    ] {
        let refused = desk.refused(&[&["review", "verdict", "pause"], option].concat());
        assert!(refused.contains("expected a text that is not blank"), "{option:?}: {refused}");
    }
    assert!(!desk.path("data/stratlas/reviews").exists(), "nothing was recorded");
    desk.done(&["review", "verdict", &position, "--record", "agree", "--note", "Seen."]);
    let forecast = ["review", "forecast", "pause", "--until", "2099-01-01"];
    desk.done(&[&forecast[..], &["--probability", "30"]].concat());
    desk.done(&[&forecast[..], &["--resolve", "void"]].concat());
    assert!(desk.refused(&[&forecast[..], &["--probability", "40"]].concat()).contains("has an outcome already"));
}
