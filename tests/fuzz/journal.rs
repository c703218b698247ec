//! Journals: damaged, reordered, repeated, and from a version that is still to come.

use std::collections::BTreeSet;
use std::fs;

use stratlas::review::{JournalEvent, Line, Reviews, WrittenLine, ZonedTimestamp};
use stratlas::store::journal::{Journals, Stamp, merge_into, parse_lines};

use super::chance::Chance;
use super::harness::fuzz;

#[path = "../support/journal.rs"]
mod made_up;

/// Lines of a journal as bytes, some of them damaged; the flag says that a line is as it was written.
type Lines = Vec<(Vec<u8>, bool)>;

fn lines(chance: &mut Chance) -> Lines {
    let text = made_up::journal(if chance.one_in(4) { "Zoë" } else { "Ada" }, chance.bits(), chance.below(24));
    let mut lines: Lines = text.lines().map(|line| (line.as_bytes().to_vec(), true)).collect();
    for _ in 0..chance.below(8) {
        if lines.is_empty() {
            break;
        }
        let at = chance.below(lines.len());
        let other = chance.below(lines.len());
        match chance.below(9) {
            0 => lines.swap(at, other),
            1 => {
                let copy = lines[at].clone();
                lines.insert(other, copy);
            }
            2 => lines.insert(at, (newer(chance), true)),
            3 => lines.insert(at, (Vec::new(), false)),
            4 => lines.insert(at, (chance.hostile().replace('\n', " ").into_bytes(), false)),
            5 => {
                let line = &mut lines[at];
                line.0.truncate(line.0.len() / 2);
                line.1 = false;
            }
            6 => {
                let line = &mut lines[at];
                if !line.0.is_empty() {
                    let place = chance.below(line.0.len());
                    // A line feed would make two lines of one.
                    line.0[place] = chance.pick(&[0, 0xff, b'"', b'{', b'}', b',', b'9', 0x1b]);
                    line.1 = false;
                }
            }
            7 => lines[at].0.push(b'\r'),
            _ => drop(lines.remove(at)),
        }
    }
    lines
}

/// A line of a version that is still to come.
fn newer(chance: &mut Chance) -> Vec<u8> {
    let id: String = (0..26).map(|at| if at == 0 { '0' } else { chance.pick(&['0', '7', 'A', 'Z', 'K']) }).collect();
    let kind = chance.pick(&["dream", "verdict", "show", "end"]);
    format!(
        "{{\"v\":{},\"id\":\"{id}\",\"at\":\"2026-03-01T10:00:00+01:00\",\"by\":\"Ada\",\"kind\":\"{kind}\",\
         \"colour\":[1,{{\"deep\":null}}],\"on\":\"strategy/pause\",\"card\":\"strategy/pause\",\"set\":{{\"mood\":\"blue\"}}}}",
        2 + chance.below(9)
    )
    .into_bytes()
}

fn bytes(lines: &Lines, is_complete: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (at, (line, _)) in lines.iter().enumerate() {
        bytes.extend_from_slice(line);
        if is_complete || at + 1 < lines.len() {
            bytes.push(b'\n');
        }
    }
    bytes
}

/// Holds that every line that is as it was written is read, as it is and under its number, and that every other one is
/// read or told.
fn assert_read(lines: &Lines) -> Vec<Line> {
    for is_complete in [true, false] {
        let parsed = parse_lines(&bytes(lines, is_complete));
        let is_blank = |line: &[u8]| std::str::from_utf8(line).is_ok_and(|line| line.trim().is_empty());
        let numbers: Vec<usize> = parsed.iter().map(|(number, _)| *number).collect();
        let expected = lines.iter().zip(1..).filter(|((line, _), _)| !is_blank(line)).map(|(_, number)| number);
        assert_eq!(numbers, expected.collect::<Vec<usize>>(), "lines are not read or told");
        for (number, result) in parsed {
            let (line, is_sound) = &lines[number - 1];
            match result {
                Ok(read) => {
                    let text = std::str::from_utf8(line).expect("what is read is UTF-8").trim();
                    assert_eq!(read.as_str(), text, "line {number} is read as something else");
                }
                Err(message) => {
                    assert!(!is_sound, "line {number} is sound and was not read: {message}");
                    assert!(!message.is_empty());
                }
            }
        }
    }
    parse_lines(&bytes(lines, true)).into_iter().filter_map(|(_, line)| line.ok().map(WrittenLine::into_line)).collect()
}

#[test]
fn journal_lines() {
    fuzz("journal_lines", 100, lines, |input: &Lines| {
        let read = assert_read(input);
        let folded = Reviews::fold("Ada", read.iter().cloned());
        let backwards = Reviews::fold("Ada", read.iter().rev().cloned());
        assert!(folded == backwards, "the order of the lines makes a difference");
        let twice = Reviews::fold("Ada", read.iter().chain(&read).cloned());
        assert!(folded == twice, "a line that is there twice makes a difference");
        let mut piecemeal = Reviews::fold("Ada", []);
        let (evens, odds): (Vec<_>, Vec<_>) = read.iter().cloned().enumerate().partition(|(at, _)| at % 2 == 0);
        for half in [odds, evens] {
            piecemeal.add(half.into_iter().map(|(_, line)| line));
        }
        assert!(folded == piecemeal, "adding the lines in two parts makes a difference");
        assert_eq!(folded.lines().count(), read.iter().collect::<BTreeSet<_>>().len());
        assert!(read.iter().all(|line| folded.holds(line)));
    });
}

/// Every line of the journal in `bytes` that can be read.
fn readable(bytes: &[u8]) -> BTreeSet<WrittenLine> {
    parse_lines(bytes).into_iter().filter_map(|(_, line)| line.ok()).collect()
}

#[test]
fn journal_files() {
    let generate = |chance: &mut Chance| {
        let mut lines = lines(chance);
        // The last line is torn by a crash at times.
        if let Some(last) = lines.last_mut().filter(|_| chance.one_in(2)) {
            last.0.truncate(chance.below(last.0.len() + 1));
            last.1 = false;
        }
        lines
    };
    let stamp = Stamp {
        at: "2027-01-01T12:00:00+00:00".parse::<ZonedTimestamp>().expect("a time"),
        session: None,
        edition: None,
    };
    fuzz("journal_files", 20, generate, |input: &Lines| {
        let data = tempfile::tempdir().expect("a folder");
        let journals = Journals::new(data.path());
        fs::create_dir_all(journals.folder()).expect("a folder");
        let mut journal = journals.of("Ada").expect("a name");
        let before = bytes(input, input.len().is_multiple_of(2));
        fs::write(journal.path(), &before).expect("a file");
        let mut journal_again = journals.of("Ada").expect("a name");
        for (count, journal) in [&mut journal, &mut journal_again].into_iter().enumerate() {
            let event = JournalEvent::Show { card: "strategy/pause".to_owned() };
            let appended = journal.append(&stamp, vec![event]).expect("the folder can be written to");
            assert_eq!(appended.lines.len(), 1);
            let after = fs::read(journal.path()).expect("the file is there");
            let now = readable(&after);
            assert!(readable(&before).is_subset(&now), "a line that could be read is gone");
            assert!(
                appended.lines.iter().all(|line| now.iter().any(|read| read.line() == line)),
                "what was appended cannot be read"
            );
            assert_eq!(now.len(), readable(&before).len() + count + 1);
            // What could not be read before is still in one of the files.
            let quarantined: Vec<u8> = fs::read_dir(journals.folder())
                .expect("the folder is there")
                .flat_map(|entry| fs::read(entry.expect("an entry").path()).expect("a file"))
                .collect();
            for (line, _) in input.iter().filter(|(line, _)| !line.is_empty()) {
                assert!(
                    quarantined.windows(line.len()).any(|part| part == line),
                    "bytes are gone: {:?}",
                    String::from_utf8_lossy(line)
                );
            }
        }
        let added: BTreeSet<WrittenLine> =
            made_up::journal("Bob", 1, 3).lines().map(|line| WrittenLine::parse(line).expect("a line")).collect();
        let merged = data.path().join("merged.jsonl");
        fs::write(&merged, &before).expect("a file");
        match merge_into(&merged, added.clone()) {
            Ok(()) => {
                let all = readable(&fs::read(&merged).expect("the file is there"));
                assert!(added.is_subset(&all) && readable(&before).is_subset(&all), "merging loses lines");
                assert!(input.iter().all(|(line, is_sound)| *is_sound || is_readable(line)), "a damaged line is lost");
            }
            Err(_) => {
                assert_eq!(fs::read(&merged).expect("the file is there"), before, "a refused merge changes the file");
            }
        }
    });
}

fn is_readable(line: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(line) else { return false };
    text.trim().is_empty() || Line::parse(text).is_ok()
}
