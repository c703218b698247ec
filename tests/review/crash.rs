//! The program is killed while it records. What it confirmed has to be there.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::io::{BufRead, BufReader, Lines};
use std::process::{ChildStdout, Stdio};
use std::thread;
use std::time::Duration;

use stratlas::review::Line;

use super::{Home, confirmed, text};

/// How often the program is killed, unless the variable `STRATLAS_KILLS` says otherwise.
const KILLS: usize = 300;
/// How many strategies it would judge if it were left alone.
const STRATEGIES: usize = 60;

/// The vocabulary of a small atlas, which loads faster than the one that comes with the program, with many strategies.
fn atlas(home: &Home) -> String {
    let small = include_str!("../../src/review/tests/atlas.toml");
    let mut toml = small.split("[[strategy]]").next().unwrap_or_default().to_owned();
    let one = small.split("[[strategy]]").nth(1).unwrap_or_default();
    let one = one.split("relations").next().unwrap_or_default();
    for n in 0..STRATEGIES {
        let one = one.replace("\"pause\"", &format!("\"s{n}\"")).replace("\"Pause\"", &format!("\"S{n}\""));
        write!(toml, "[[strategy]]{one}relations = {{ conflicts = [], complements = [] }}\n\n").expect("a string");
    }
    let folder = home.0.path("atlas");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("atlas.toml"), toml).expect("a file");
    folder.display().to_string()
}

/// The ids that the next lines confirm, `most` of them at most.
fn confirmations(lines: &mut Lines<BufReader<ChildStdout>>, most: usize) -> Vec<String> {
    let whole = lines.map_while(Result::ok).filter_map(|line| confirmed(&line).map(str::to_owned));
    // The last word may have been cut off by the death of who said it.
    whole.filter(|id| id.len() == 26).take(most).collect()
}

#[test]
fn what_was_confirmed_survives_any_death() {
    let home = Home::new();
    let atlas = atlas(&home);
    let places: Vec<String> = (0..STRATEGIES).map(|n| format!("strategy/s{n}")).collect();
    let mut reported: BTreeSet<String> = BTreeSet::new();
    let mut kills_amid = 0;
    let kills = std::env::var("STRATLAS_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    for round in 0..kills {
        let sure = (round % 101).to_string();
        let mut words = vec!["--atlas", &atlas, "review", "verdict", "--confidence", &sure];
        words.extend(places.iter().map(String::as_str));
        let mut child = home.command(&words).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it runs");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        // After any number of verdicts, and then at any moment of the next ones.
        let mut ids = confirmations(&mut lines, round % 5);
        thread::sleep(Duration::from_micros((round * 7919 % 4000) as u64));
        child.kill().expect("it can be killed");
        child.wait().expect("it has ended");
        ids.extend(confirmations(&mut lines, usize::MAX));
        kills_amid += usize::from(ids.len() < STRATEGIES);
        reported.extend(ids);
    }
    assert!(kills_amid > kills * 2 / 3, "only {kills_amid} of {kills} kills came while it recorded");
    // One more run sets a torn line aside, if there is one.
    let last = ["--atlas", &atlas, "review", "verdict", "strategy/s0", "--note", "after all that"];
    home.done(&last);
    let journal = fs::read_to_string(home.journal()).expect("a journal");
    let there: BTreeSet<String> =
        journal.lines().map(|line| Line::parse(line).expect("a whole line").head.id.to_string()).collect();
    let lost = |there: &BTreeSet<String>| reported.difference(there).cloned().collect::<Vec<String>>();
    assert_eq!(lost(&there), Vec::<String>::new(), "of {} confirmed verdicts", reported.len());
    // A control: that one confirmed line is missing would be seen.
    let missing = reported.first().expect("a confirmed verdict").clone();
    assert_eq!(lost(&there.iter().filter(|id| **id != missing).cloned().collect()), [missing]);
    assert!(reported.len() > kills, "only {} verdicts were confirmed", reported.len());
    let checked = home.run(&["--atlas", &atlas, "review", "check"]);
    assert_eq!(checked.status.code(), Some(0), "{}", text(&checked.stdout));
}
