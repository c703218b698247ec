//! Disks as they are: full, read-only, torn, shared, gone.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::process::Stdio;

use super::{Home, text, words};

const BACK: [&str; 5] = ["review", "verdict", "strategy/pause", "--stance", "back"];

#[test]
fn a_verdict_is_confirmed_and_read_back() {
    let home = Home::new();
    let reported = home.done(&BACK);
    assert!(reported.starts_with("recorded 0") && reported.ends_with(" strategy/pause: back\n"), "{reported}");
    assert_eq!(home.judged(), ["strategy/pause"]);
    let again = home.run(&BACK);
    assert_eq!((again.status.code(), text(&again.stdout).as_str()), (Some(1), "unchanged strategy/pause: back\n"));
    home.done(&["review", "undo"]);
    assert_eq!(home.run(&["review", "report"]).status.code(), Some(1), "nothing is left to report");
    home.done(&["review", "redo"]);
    assert!(words(&home.done(&["review", "report"])).contains("Pause back · "));
    assert_eq!(home.judged(), ["strategy/pause"], "undo and redo append");
}

#[test]
fn a_torn_line_is_reported_when_read_and_moved_away_when_something_is_recorded() {
    let home = Home::new();
    home.done(&BACK);
    let whole = fs::read(home.journal()).expect("a journal");
    let mut file = OpenOptions::new().append(true).open(home.journal()).expect("a journal");
    file.write_all(br#"{"v":1,"id":"01K"#).expect("it can be written");
    let checked = home.run(&["review", "check"]);
    assert_eq!(checked.status.code(), Some(1));
    let incomplete = "ada.jsonl:3: the last line is incomplete and does not count yet";
    assert!(text(&checked.stdout).contains(incomplete), "{}", text(&checked.stdout));
    let before = fs::read(home.journal()).expect("a journal");
    let output = home.run(&["review", "report"]);
    assert!(text(&output.stderr).contains(incomplete), "{}", text(&output.stderr));
    assert!(words(&text(&output.stdout)).contains("Pause back · "));
    assert_eq!(fs::read(home.journal()).expect("a journal"), before, "reading changes nothing");
    let reported = text(&home.run(&["review", "undo"]).stderr);
    assert!(
        reported.contains("was torn and has been moved to") && reported.contains("everything before it stands"),
        "{reported}"
    );
    assert!(fs::read(home.journal()).expect("a journal").starts_with(&whole));
    let torn = fs::read_to_string(home.reviews().join("ada.torn")).expect("what was torn");
    assert_eq!(torn, "{\"v\":1,\"id\":\"01K\n");
}

/// A limit on the length of files is met like a full disk: in the middle of a write.
#[cfg(unix)]
#[test]
fn a_disk_that_fills_up_amid_a_line_leaves_no_half_of_it() {
    let home = Home::new();
    home.done(&BACK);
    let before = fs::read(home.journal()).expect("a journal");
    let note = "n".repeat(4000);
    // In blocks of 512 bytes or of a kibibyte, as shells have it: the journal has room for a part of the line.
    let blocks = before.len() / 1024 + 2;
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let program = env!("CARGO_BIN_EXE_stratlas");
    let words = ["-c", &script, program, "review", "verdict", "strategy/pause", "--note", &note];
    let output = home.wrapped("sh", &words).output().expect("a shell runs");
    let reported = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{reported}");
    assert!(
        reported.contains("nothing was recorded") && reported.contains("raise the limit and try again"),
        "{reported}"
    );
    assert!(output.stdout.is_empty(), "nothing is confirmed");
    assert_eq!(fs::read(home.journal()).expect("a journal"), before, "nothing is half-written");
    home.done(&["review", "verdict", "strategy/pause", "--note", &note]);
    assert_eq!(home.judged().len(), 2, "it can be tried again");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt;

    let home = Home::new();
    home.done(&BACK);
    let mode = |mode: u32| {
        for (path, bits) in
            [(home.journal(), mode & 0o666), (home.reviews().join("ada.lock"), mode & 0o666), (home.reviews(), mode)]
        {
            fs::set_permissions(path, fs::Permissions::from_mode(bits)).expect("it is ours");
        }
    };
    mode(0o555);
    let words = ["review", "verdict", "strategy/pause", "--stance", "doubt"];
    let mut command = home.command(&words);
    // Whoever may write everywhere has to be someone else to see this.
    if OpenOptions::new().append(true).open(home.journal()).is_ok() {
        fs::set_permissions(home.0.path(""), fs::Permissions::from_mode(0o755)).expect("it is ours");
        let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups", env!("CARGO_BIN_EXE_stratlas")];
        command = home.wrapped("setpriv", &[nobody.as_slice(), words.as_slice()].concat());
    }
    let output = command.output().expect("the program runs");
    mode(0o755);
    let reported = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{reported}");
    assert!(reported.contains("nothing was recorded") && reported.contains("see who may use the file"), "{reported}");
    assert_eq!(home.judged().len(), 1);
    home.done(&words);
    assert_eq!(home.judged().len(), 2, "it can be tried again");
}

#[test]
fn a_file_in_place_of_the_folder_is_told_and_left_alone() {
    let home = Home::new();
    fs::create_dir_all(home.reviews().parent().expect("a folder")).expect("a folder");
    fs::write(home.reviews(), "mine").expect("a file");
    let output = home.run(&BACK);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("reviews"), "{}", text(&output.stderr));
    assert_eq!(fs::read_to_string(home.reviews()).expect("a file"), "mine");
}

#[test]
fn two_programs_at_once_both_succeed() {
    let home = Home::new();
    let places = ["strategy/pause", "strategy/acceleration", "strategy/ai-skeptic", "strategy/alignment-first"];
    let programs: Vec<_> = (0..6)
        .map(|n| {
            let sure = (n * 10).to_string();
            let mut words = vec!["review", "verdict", "--confidence", &sure];
            words.extend(places);
            home.command(&words).stdout(Stdio::piped()).spawn().expect("it runs")
        })
        .collect();
    let mut reported = 0;
    for program in programs {
        let output = program.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0));
        reported += text(&output.stdout).lines().filter(|line| line.starts_with("recorded ")).count();
    }
    assert_eq!((reported, home.judged().len()), (24, 24));
    assert_eq!(home.run(&["review", "check"]).status.code(), Some(0));
}

#[test]
fn what_cannot_be_judged_is_refused_before_anything_is_recorded() {
    let home = Home::new();
    let output = home.run(&["review", "verdict", "strategy/pause", "strategy/puase", "--stance", "back"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("did you mean strategy/pause"), "{}", text(&output.stderr));
    assert!(!home.journal().exists());
    let output = home.run(&["review", "verdict", "strategy/pause", "--stance", "love"]);
    assert!(text(&output.stderr).contains("expected one of back, doubt, reject, undecided"));
}

#[test]
fn what_cannot_be_is_refused_with_a_reason() {
    let home = Home::new();
    let refused = |words: &[&str], reported: &str| {
        let output = home.run(&[&["review"], words].concat());
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        assert!(text(&output.stderr).contains(reported), "{}", text(&output.stderr));
    };
    let pause = ["verdict", "strategy/pause"];
    let landed = [&pause[..], &["--signal", "landed", "--date", "2999-01-01"]].concat();
    refused(&landed, "2999-01-01 is yet to come: give the date when the signal was seen");
    refused(
        &[&pause[..], &["--next", "2020-01-01"]].concat(),
        "2020-01-01 has passed: choose today or a later review date",
    );
    let forecast = ["forecast", "strategy/pause", "--probability", "30", "--until"];
    refused(&[&forecast[..], &["2020-01-01"]].concat(), "2020-01-01 has passed: a forecast ends today or later");
    assert!(!home.journal().exists(), "nothing is recorded");
    home.done(&["review", "verdict", "strategy/pause", "--signal", "landed", "--next", "today"]);
    refused(&[&forecast[..], &["2999-01-01"]].concat(), "you have marked the signal as landed");
    // What was said is mended by saying something else.
    home.done(&["review", "verdict", "strategy/pause", "--signal", "watching"]);
    home.done(&[&["review"], &forecast[..], &["2999-01-01"]].concat());
}

#[test]
fn a_part_of_another_subject_and_an_empty_part_are_refused_and_nothing_is_recorded() {
    let home = Home::new();
    let position = "position/yann-lecun/open-source-maximalism";
    for (words, reported) in [
        (&[position, "--signal", "landed"][..], "does not apply to"),
        (&[position, "--stance", "back"], "does not apply to"),
        (&[position, "--threshold", "near"], "does not apply to"),
        (&[position, "--answer", "1=bet"], "does not apply to"),
        (&["strategy/pause", "--record", "agree"], "does not apply to"),
        // The first place could be judged, but a verdict of several places is recorded as a whole or not at all.
        (&["strategy/pause", position, "--stance", "back"], "does not apply to"),
        (&["strategy/pause", "--tag", ""], "expected a text that is not blank"),
        (&["strategy/pause", "--note", " "], "expected a text that is not blank"),
        (&["strategy/pause", "--signal", "landed", "--evidence", ""], "expected a text that is not blank"),
        (&["strategy/pause", "--next", "20000y"], "`20000y` is"),
        (&["strategy/pause", "--next", "99999999999999999999d"], "`99999999999999999999d` is"),
    ] {
        let output = home.run(&[&["review", "verdict"], words].concat());
        assert_eq!(output.status.code(), Some(2), "{words:?}: {}", text(&output.stderr));
        assert!(text(&output.stderr).contains(reported), "{words:?}: {}", text(&output.stderr));
        assert!(!home.journal().exists(), "{words:?}");
    }
    home.done(&["review", "verdict", position, "--record", "agree"]);
}

#[test]
fn a_forecast_whose_outcome_is_recorded_takes_no_further_estimate() {
    let home = Home::new();
    let forecast = ["review", "forecast", "strategy/pause", "--until", "2999-01-01"];
    home.done(&[&forecast[..], &["--probability", "30"]].concat());
    home.done(&[&forecast[..], &["--resolve", "void"]].concat());
    let output = home.run(&[&forecast[..], &["--probability", "90"]].concat());
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("until 2999-01-01 has an outcome already"), "{}", text(&output.stderr));
    home.done(&["review", "undo"]);
    home.done(&[&forecast[..], &["--probability", "90"]].concat());
}

/// Every file and folder below `folder`, with its time and content. `doctor` tries out a temporary file, which only Linux
/// can create without a name, so elsewhere the times of folders are left out.
fn tree(folder: &std::path::Path) -> Vec<(std::path::PathBuf, Option<std::time::SystemTime>, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")) {
        let (path, about) = (entry.path(), entry.metadata().expect("it is there"));
        let is_timed = about.is_file() || cfg!(target_os = "linux");
        let time = is_timed.then(|| about.modified().expect("a time"));
        all.push((path.clone(), time, fs::read(&path).unwrap_or_default()));
        if about.is_dir() {
            all.extend(tree(&path));
        }
    }
    all.sort();
    all
}

#[test]
fn no_command_that_reads_changes_anything_on_disk() {
    let home = Home::new();
    home.done(&BACK);
    assert!(home.command(&BACK).env("STRATLAS_REVIEWER", "bob").status().expect("it runs").success());
    for name in ["ada", "bob"] {
        // A sync that is half-way, or a crash.
        let path = home.reviews().join(format!("{name}.jsonl"));
        let journal = fs::read(&path).expect("a journal");
        fs::write(&path, &journal[..journal.len() - 30]).expect("it can be written");
    }
    let broken = ["data/stratlas/trails/x.json", "state/stratlas/trails/x.json", "state/stratlas/memory.json"];
    for file in broken.map(|file| home.0.path(file)) {
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, "{\"half").expect("it can be written");
    }
    let before = tree(&home.0.path(""));
    for words in [
        "list strategies --where verdict:back",
        "search pause",
        "show home",
        "show reviews",
        "review report",
        "review check",
        "doctor",
        "trails",
        "trails show x",
        "config show",
        "config check",
        "check",
        "suggest",
        "export json",
        "review merge",
        "locate strategy/pause",
        "diff embedded embedded",
    ] {
        home.run(&words.split(' ').collect::<Vec<_>>());
        assert_eq!(tree(&home.0.path("")), before, "{words}");
    }
}

/// A journal with everything that `review check --fix` mends: a byte order mark, a conflict, and a torn last line.
fn damaged(whole: &str) -> Vec<u8> {
    let (text, verdict) = whole.trim_end().split_once('\n').expect("a text and a verdict");
    let conflict = format!("<<<<<<< HEAD\n{verdict}\n||||||| 1f2e3d4\n=======\r\n{text}\n>>>>>>> bob's branch\n");
    format!("\u{feff}{text}\n{conflict}<<<<<<<is no marker without a space\n{{\"v\":1,\"id\":\"01K").into_bytes()
}

#[test]
fn a_journal_is_mended_and_the_mends_are_named_by_line() {
    let home = Home::new();
    home.done(&BACK);
    let whole = fs::read_to_string(home.journal()).expect("a journal");
    let damaged = damaged(&whole);
    fs::write(home.journal(), &damaged).expect("it can be written");
    let unmended = home.run(&["review", "check"]);
    assert_eq!(fs::read(home.journal()).expect("a journal"), damaged, "a check without --fix changes nothing");
    assert_eq!(unmended.status.code(), Some(1));

    let mended = home.run(&["review", "check", "--fix"]);
    let reported = text(&mended.stdout);
    let journal = home.journal().display().to_string();
    let expected = [
        (1, "removed the byte order mark"),
        (2, "removed the conflict marker `<<<<<<< HEAD`"),
        (4, "removed the conflict marker `||||||| 1f2e3d4`"),
        (5, "removed the conflict marker `=======`"),
        (7, "removed the conflict marker `>>>>>>> bob's branch`"),
        (9, &format!("moved the torn last line to {}", home.reviews().join("ada.torn").display())),
    ];
    let expected: Vec<String> =
        expected.iter().map(|(line, done)| format!("fixed: {journal}:{line}: {done}")).collect();
    let fixed: Vec<&str> = reported.lines().filter(|line| line.starts_with("fixed")).collect();
    assert_eq!(fixed, expected);
    assert_eq!(mended.status.code(), Some(1), "a line that nobody can mend is still an error");
    assert!(reported.contains(&format!("error: {journal}:4: expected value")), "{reported}");

    let lines: Vec<&str> = whole.lines().collect();
    let unknown = "<<<<<<<is no marker without a space";
    let after = format!("{}\n{}\n{}\n{unknown}\n", lines[0], lines[1], lines[0]);
    assert_eq!(fs::read_to_string(home.journal()).expect("a journal"), after);
    assert_eq!(fs::read_to_string(home.reviews().join("ada.torn")).expect("a file"), "{\"v\":1,\"id\":\"01K\n");
    assert!(words(&text(&home.run(&["review", "report"]).stdout)).contains("Pause back · "));

    let again: serde_json::Value =
        serde_json::from_slice(&home.run(&["review", "check", "--fix", "--format", "json"]).stdout).expect("JSON");
    assert_eq!(again["fixed"], serde_json::json!([]));
    assert_eq!(fs::read_to_string(home.journal()).expect("a journal"), after, "once more changes nothing");
}

#[test]
fn a_complete_last_line_gets_its_line_feed_and_nobody_elses_journal_is_mended() {
    let home = Home::new();
    home.done(&BACK);
    let whole = fs::read_to_string(home.journal()).expect("a journal");
    fs::write(home.journal(), whole.trim_end()).expect("it can be written");
    let other = home.reviews().join("bob.jsonl");
    let damaged = damaged(&whole);
    fs::write(&other, &damaged).expect("it can be written");
    let reported = text(&home.run(&["review", "check", "--fix"]).stdout);
    assert_eq!(reported.lines().filter(|line| line.starts_with("fixed")).count(), 1, "{reported}");
    assert!(reported.contains("ada.jsonl:2: ended the last line\n"), "{reported}");
    assert_eq!(fs::read_to_string(home.journal()).expect("a journal"), whole);
    let refused = home.run(&["review", "check", "--fix", &other.display().to_string()]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("`--fix` mends only your own journal"), "{}", text(&refused.stderr));
    assert_eq!(fs::read(&other).expect("a journal"), damaged);
    assert!(!home.reviews().join("bob.torn").exists());
}
