//! `stratlas check` on folders as they come: broken, huge, linked in circles, hostile.
use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

#[cfg(unix)]
use crate::command::process;
use crate::command::stratlas;

const TOPIC: &str = "[[topic]]\nid = \"time\"\nname = \"Time\"\n";

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it is below the folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }
    folder
}

fn check(folder: &Path) -> Output {
    stratlas(&[]).arg("check").arg(folder).output().expect("the program runs")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("output is UTF-8")
}

/// The first lines of all findings.
fn heads(output: &Output) -> Vec<&str> {
    text(&output.stdout).lines().filter(|line| line.starts_with("error[") || line.starts_with("warning[")).collect()
}

#[test]
fn a_sound_folder_is_done() {
    let output = check(folder(&[("any/where/a.toml", TOPIC.as_bytes()), ("notes.txt", b"[[")]).path());
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).ends_with(": no errors, no warnings\n"));
    assert!(output.stderr.is_empty());
}

#[test]
fn errors_are_findings_and_warnings_only_if_asked() {
    let warning = folder(&[("a.toml", b"[[tag]]\nid = \"t\"\nname = \"T\"\ngloss = \"T\"\n")]);
    let output = check(warning.path());
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(heads(&output), ["warning[tag-without-people]: a.toml:2:6: nobody has a position on the tag `t`"]);
    stratlas(&[]).arg("check").arg(warning.path()).arg("--strict").assert().code(1);
    let error = folder(&[("a.toml", b"[[tag]]\nid = 1\n")]);
    assert_eq!(check(error.path()).status.code(), Some(1));
}

#[test]
fn what_is_no_atlas_at_all_is_not_possible() {
    let empty = folder(&[("notes.txt", b"")]);
    for (path, message) in [
        (empty.path().to_owned(), "there is no file called *.toml"),
        (empty.path().join("missing"), "cannot read the folder"),
        (empty.path().join("notes.txt"), "is not a folder"),
    ] {
        let output = check(&path);
        assert_eq!(output.status.code(), Some(2), "{}", path.display());
        assert!(text(&output.stderr).contains(message), "{:?}", text(&output.stderr));
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn the_embedded_atlas_has_no_errors() {
    let output = stratlas(&[]).arg("check").output().expect("the program runs");
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("the embedded atlas: no errors, "));
    assert!(heads(&output).iter().all(|head| head.starts_with("warning[")));
}

#[test]
fn the_folder_can_be_given_in_three_ways() {
    let folder = folder(&[("a.toml", TOPIC.as_bytes())]);
    let sound = |command: &mut Command| {
        let output = command.output().expect("the program runs");
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert!(text(&output.stdout).ends_with(": no errors, no warnings\n"), "{}", text(&output.stdout));
    };
    sound(stratlas(&[]).arg("check").arg(folder.path()));
    sound(stratlas(&[]).arg("check").arg(folder.path()).args(["--atlas", "missing"]));
    sound(stratlas(&[]).arg("check").arg("--atlas").arg(folder.path()));
    sound(stratlas(&[]).arg("--atlas").arg(folder.path()).arg("check"));
    sound(stratlas(&[]).arg("check").env("STRATLAS_ATLAS", folder.path()));
}

#[test]
fn a_place_cannot_go_before_a_command() {
    stratlas(&[]).args(["strategy/pause", "check"]).assert().code(2);
}

#[test]
fn json_carries_the_same_findings() {
    let folder = folder(&[("a.toml", b"[[topic]]\nid = \"time\"\nnme = \"Time\"\n")]);
    let output =
        stratlas(&[]).args(["check", "--format", "json"]).arg(folder.path()).output().expect("the program runs");
    assert_eq!(output.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!((report["errors"].as_u64(), report["warnings"].as_u64()), (Some(2), Some(0)));
    let expected = serde_json::json!({
        "severity": "error",
        "code": "unknown-key",
        "file": "a.toml",
        "line": 3,
        "column": 1,
        "message": "unknown key `nme`",
        "help": "did you mean `name`?",
        "note": null,
        "excerpt": { "text": "nme = \"Time\"", "start": 0, "length": 3 },
    });
    assert_eq!(report["findings"][1], expected);
}

#[test]
fn a_warning_is_ignored_by_its_code() {
    let file = "[[tag]]\nid = \"t\"\nname = \"T\"\ngloss = \"TODO\"\n";
    let folder = folder(&[("a.toml", file.as_bytes())]);
    let last = |arguments: &[&str]| {
        let output = stratlas(&[]).arg("check").arg(folder.path()).args(arguments).output().expect("the program runs");
        let last = text(&output.stdout).lines().last().unwrap_or_default().rsplit(": ").next().unwrap_or_default();
        (output.status.code(), last.to_owned())
    };
    assert_eq!(last(&[]), (Some(0), "no errors, 2 warnings".to_owned()));
    assert_eq!(last(&["--ignore", "placeholder", "--strict"]), (Some(1), "no errors, 1 warning, 1 ignored".to_owned()));
    let both = ["--ignore", "placeholder,tag-without-people", "--strict"];
    assert_eq!(last(&both), (Some(0), "no errors, no warnings, 2 ignored".to_owned()));
    let config = folder.path().join("config.conf");
    fs::write(&config, "ignore_warnings = [\"placeholder\"]\n").expect("a file can be written");
    let named = ["--config", config.to_str().expect("UTF-8"), "--strict"];
    assert_eq!(last(&named), (Some(1), "no errors, 1 warning, 1 ignored".to_owned()));
    stratlas(&[]).args(["check", "--ignore", "placeholders"]).assert().code(2);
    stratlas(&[]).args(["check", "--ignore", "dangling-id"]).assert().code(2);
}

#[test]
fn a_hundred_broken_files_are_each_reported() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for number in 0..100 {
        let text = format!("[[topic]]\nid = \"t{number}\nname = \"T\"\n[[topic]]\nid = \"T {number}\"\nname = \"T\"\n");
        fs::write(folder.path().join(format!("{number:03}.toml")), text).expect("a file can be written");
    }
    let output = check(folder.path());
    assert_eq!(output.status.code(), Some(1));
    let heads = heads(&output);
    assert_eq!(heads.len(), 200);
    assert!(heads[0].starts_with("error[syntax]: 000.toml:2:"), "{}", heads[0]);
    assert_eq!(heads[1], "error[bad-id]: 000.toml:5:6: `T 0` is not a valid id");
    assert!(heads[198].starts_with("error[syntax]: 099.toml:2:"), "{}", heads[198]);
    assert!(text(&output.stdout).ends_with(": 200 errors, no warnings\n"));
}

#[test]
fn what_is_not_utf8_is_located() {
    let folder = folder(&[("a.toml", TOPIC.as_bytes()), ("b.toml", b"# caf\xc3\xa9\nx = \"caf\xe9\"\n")]);
    let output = check(folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        heads(&output),
        ["error[not-utf8]: b.toml:2:9: this is not UTF-8: the byte 0xE9; save the file as UTF-8"]
    );
}

#[test]
fn fifty_megabytes_are_read() {
    let mut text = TOPIC.to_owned();
    while text.len() < 50 * 1024 * 1024 {
        text.push_str("# A line of nothing but a comment, as long as lines tend to be in such files.\n");
    }
    text.push_str("oops = 1\n");
    let lines = text.lines().count();
    let output = check(folder(&[("big.toml", text.as_bytes())]).path());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        heads(&output),
        [
            "warning[large-file]: big.toml:1:1: this file is larger than 50 MiB, which slows editors and merges"
                .to_owned(),
            format!("error[unknown-key]: big.toml:{lines}:1: unknown key `oops`"),
        ]
    );
}

#[test]
fn megabytes_of_rubbish_are_refused() {
    let output = check(folder(&[("big.toml", &b"]{\"\n"[..].repeat(10 * 1024 * 1024 / 4))]).path());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(heads(&output).len(), 51, "fifty errors, and that the file is large");
    assert!(text(&output.stdout).contains(" on this file has not been checked"));
}

#[test]
fn a_file_past_the_limit_is_refused_and_the_rest_is_checked() {
    let folder = folder(&[("a.toml", b""), ("b.toml", b"oops = 1\n")]);
    let file = fs::File::options().write(true).open(folder.path().join("a.toml")).expect("it is there");
    file.set_len(65 * 1024 * 1024).expect("it can grow");
    let output = check(folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        heads(&output),
        [
            "error[too-large]: a.toml:1:1: this file is larger than 64 MiB; split it",
            "error[unknown-key]: b.toml:1:1: unknown key `oops`",
        ]
    );
}

#[test]
fn a_folder_in_place_of_a_file_is_an_error_of_its_own() {
    let folder = folder(&[("a.toml/b.toml", TOPIC.as_bytes()), ("c.toml", b"oops = 1\n")]);
    let output = check(folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        heads(&output),
        [
            "error[unreadable]: a.toml:1:1: this is a folder, not a file",
            "error[unknown-key]: c.toml:1:1: unknown key `oops`",
        ]
    );
}

#[test]
fn hostile_text_never_reaches_the_terminal() {
    let toml = "[[topic]]\nid = \"\\e]0;x\\u0007\"\nname = \"\u{202e}evil\\u0000\"\n\"\\e[2J\" = 1\n";
    let folder = folder(&[("a.toml", toml.as_bytes())]);
    for format in ["text", "json"] {
        let output = stratlas(&[]).args(["check", "--format", format]).arg(folder.path()).output().expect("it runs");
        assert_eq!(output.status.code(), Some(1));
        let shown = text(&output.stdout);
        assert!(!shown.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{shown:?}");
    }
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_link_back_to_a_folder_is_reported_once() {
        let folder = folder(&[("people/a.toml", TOPIC.as_bytes())]);
        symlink(folder.path(), folder.path().join("people/loop")).expect("a link can be made");
        let output = check(folder.path());
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(
            heads(&output),
            [
                "error[unreadable]: people/loop:1:1: this folder is reached twice: a link leads to it, or back to one that holds it"
            ]
        );
    }

    #[test]
    fn a_link_to_itself_is_an_error() {
        let folder = folder(&[("a.toml", TOPIC.as_bytes())]);
        symlink("self.toml", folder.path().join("self.toml")).expect("a link can be made");
        symlink("nowhere", folder.path().join("dangling.toml")).expect("a link can be made");
        let output = check(folder.path());
        assert_eq!(output.status.code(), Some(1));
        let heads = heads(&output);
        assert_eq!(heads.len(), 2, "{heads:?}");
        assert!(heads[0].starts_with("error[unreadable]: dangling.toml:1:1: this cannot be read: "), "{}", heads[0]);
        assert!(heads[1].starts_with("error[unreadable]: self.toml:1:1: this cannot be read: "), "{}", heads[1]);
    }

    #[test]
    fn a_link_to_a_file_is_followed() {
        let elsewhere = folder(&[("real", TOPIC.as_bytes())]);
        let folder = folder(&[("b.toml", TOPIC.as_bytes())]);
        symlink(elsewhere.path().join("real"), folder.path().join("a.toml")).expect("a link can be made");
        let output = check(folder.path());
        assert_eq!(heads(&output), ["error[duplicate-id]: b.toml:2:6: this is a second topic called `time`"]);
    }

    #[test]
    fn what_is_no_regular_file_is_not_opened() {
        let folder = folder(&[("a.toml", TOPIC.as_bytes())]);
        symlink("/dev/zero", folder.path().join("zero.toml")).expect("a link can be made");
        let output = check(folder.path());
        assert_eq!(heads(&output), ["error[unreadable]: zero.toml:1:1: this is not a regular file"]);
    }

    #[test]
    fn a_reader_that_goes_is_no_error() {
        use std::io::Read;
        use std::process::Stdio;

        for format in ["text", "json"] {
            let mut child = process(&["check", "--format", format])
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .expect("the program runs");
            let mut byte = [0];
            child.stdout.take().expect("it is piped").read_exact(&mut byte).expect("it prints something");
            let output = child.wait_with_output().expect("the program ends");
            assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
        }
    }
}
