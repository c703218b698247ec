//! Journals on disk: complete, torn, shared, missing.

use std::fs;
use std::thread;

use super::*;
use crate::review::{Change, Digest, Edit, JournalEvent, Line, LineId, ReviewStance, Reviews};

fn stamp() -> Stamp {
    Stamp { at: "2026-03-01T12:00:00+01:00[Europe/Berlin]".parse().unwrap(), session: None, edition: None }
}

fn judge(on: &str) -> JournalEvent {
    let set = Change { stance: Edit::Set(ReviewStance::Back), ..Change::default() };
    JournalEvent::Verdict { subject: on.to_owned(), text: None, set: set.into() }
}

fn journal() -> (tempfile::TempDir, Journals, Journal) {
    let folder = tempfile::tempdir().unwrap();
    let journals = Journals::new(folder.path());
    let journal = journals.of("Ada L").unwrap();
    (folder, journals, journal)
}

fn on(read: &JournalContents) -> Vec<&str> {
    read.lines.iter().filter_map(Line::subject).collect()
}

#[test]
fn what_is_recorded_is_read_back() {
    let (_folder, journals, mut journal) = journal();
    assert_eq!(journals.read().unwrap(), JournalContents::default());
    let first = journal.append(&stamp(), vec![judge("strategy/a"), judge("strategy/b")]).unwrap();
    let second = journal.append(&stamp(), vec![judge("strategy/c")]).unwrap();
    assert!(
        first.lines[0] < first.lines[1] && first.lines[1] < second.lines[0],
        "ids rise though the time is the same"
    );
    let read = journals.read().unwrap();
    assert_eq!(read.lines, [first.lines, second.lines].concat());
    assert_eq!(read.diagnostics, []);
    assert_eq!(read.lines[0].head.by, "Ada L");
    assert_eq!(journal.path().file_name().unwrap(), "%41da%20%4c.jsonl");
    assert_eq!(Journal::at(journal.path()).reviewer(), "Ada L");
}

#[test]
fn files_that_may_be_journals_are_diagnostics_and_the_journals_count() {
    let (folder, journals, mut journal) = journal();
    let reviews = journals.folder().to_owned();
    fs::create_dir_all(reviews.join("sub")).unwrap();
    for name in ["bob.JSONL", "eve.jsonl.txt", "ann.ndjson", "sub/cat.jsonl", "ada.jsonl.bak", "ada.torn", "notes.txt"]
    {
        fs::write(reviews.join(name), "{}").unwrap();
    }
    let unread = ["ann.ndjson", "bob.JSONL", "eve.jsonl.txt", "sub/cat.jsonl"].map(|name| reviews.join(name));
    let named = |read: &JournalContents| read.diagnostics.iter().map(|one| one.path.clone()).collect::<Vec<_>>();
    assert_eq!(named(&journals.read().unwrap()), unread, "also without a journal");
    journal.append(&stamp(), vec![judge("strategy/a")]).unwrap();
    let read = journals.read().unwrap();
    assert_eq!((named(&read), on(&read)), (unread.to_vec(), vec!["strategy/a"]));
    drop(folder);
}

#[test]
fn ids_are_after_those_of_other_programs_and_of_a_clock_that_was_ahead() {
    let (_folder, journals, mut journal) = journal();
    let ahead = Stamp { at: "2030-01-01T00:00:00+00:00".parse().unwrap(), ..stamp() };
    let first = journals.of("Ada L").unwrap().append(&ahead, vec![judge("strategy/a")]).unwrap();
    let second = journal.append(&stamp(), vec![judge("strategy/b")]).unwrap();
    assert!(first.lines[0].head.id < second.lines[0].head.id);
}

#[test]
fn what_another_program_has_recorded_meanwhile_is_handed_over() {
    let (_folder, journals, mut journal) = journal();
    let mut other = journals.of("Ada L").unwrap();
    let first = journal.append(&stamp(), vec![judge("strategy/a")]).unwrap();
    let theirs = other.append(&stamp(), vec![judge("strategy/b")]).unwrap();
    let second = journal.append(&stamp(), vec![judge("strategy/c")]).unwrap();
    assert_eq!((first.before.len(), &theirs.before), (0, &first.lines));
    assert_eq!(second.before, [first.lines, theirs.lines].concat());
    assert!(theirs.before[0] < second.before[1] && second.before[1] < second.lines[0], "the order is that of the file");
    let third = journal.append(&stamp(), vec![judge("strategy/d")]).unwrap();
    assert_eq!(third.before, [], "nobody else has written since");
}

#[test]
fn what_follows_a_start_is_of_that_session() {
    let (_folder, _journals, mut journal) = journal();
    let events = vec![JournalEvent::Start(Box::default()), JournalEvent::End];
    let lines = journal.append(&stamp(), events).unwrap().lines;
    assert_eq!((lines[0].head.session, lines[1].head.session), (None, Some(lines[0].head.id)));
}

#[test]
fn reading_a_torn_line_is_a_diagnostic_and_changes_nothing() {
    let (_folder, journals, mut journal) = journal();
    journal.append(&stamp(), vec![judge("strategy/a"), judge("strategy/b")]).unwrap();
    let whole = fs::read(journal.path()).unwrap();
    let second = whole.iter().position(|&byte| byte == b'\n').unwrap() + 1;
    // The last line is cut at each position.
    for end in second + 1..whole.len() - 1 {
        fs::write(journal.path(), &whole[..end]).unwrap();
        let read = journals.read().unwrap();
        assert_eq!(on(&read), ["strategy/a"], "cut at {end}");
        let diagnostics: Vec<_> = read.diagnostics.iter().map(|found| (found.line, found.message.as_str())).collect();
        assert_eq!(diagnostics, [(Some(2), "the last line is incomplete and does not count yet")]);
        assert_eq!(fs::read(journal.path()).unwrap(), whole[..end]);
    }
    fs::write(journal.path(), &whole).unwrap();
    assert_eq!(on(&journals.read().unwrap()), ["strategy/a", "strategy/b"], "a sync that goes on completes it");
    let files: Vec<_> = fs::read_dir(journals.folder()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(files.iter().all(|name| !name.to_string_lossy().ends_with(TORN)), "{files:?}");
}

#[test]
fn recording_moves_a_torn_line_away_wherever_it_was_cut() {
    let (_folder, journals, mut journal) = journal();
    journal.append(&stamp(), vec![judge("strategy/a"), judge("strategy/b")]).unwrap();
    let whole = fs::read(journal.path()).unwrap();
    let second = whole.iter().position(|&byte| byte == b'\n').unwrap() + 1;
    let mut cut = 0;
    for end in (second + 1..whole.len() - 1).step_by(7) {
        fs::write(journal.path(), &whole[..end]).unwrap();
        journal.append(&stamp(), vec![judge("strategy/c")]).unwrap();
        let read = journals.read().unwrap();
        assert_eq!(on(&read), ["strategy/a", "strategy/c"], "cut at {end}");
        assert_eq!(read.diagnostics, []);
        cut += 1;
    }
    let torn = fs::read_to_string(journal.path().with_extension(TORN)).unwrap();
    assert_eq!(torn.lines().count(), cut);
    assert!(torn.lines().all(|line| line.starts_with('{')));
}

#[test]
fn a_journal_that_cannot_be_read_is_one_diagnostic_and_the_others_count() {
    let (_folder, journals, mut journal) = journal();
    journal.append(&stamp(), vec![judge("strategy/a")]).unwrap();
    fs::create_dir(journals.folder().join("zoe.jsonl")).unwrap();
    let read = journals.read().unwrap();
    assert_eq!(on(&read), ["strategy/a"]);
    let [diagnostic] = read.diagnostics.as_slice() else { panic!("{:?}", read.diagnostics) };
    assert_eq!(diagnostic.line, None);
    assert!(diagnostic.to_string().contains("zoe.jsonl: it cannot be read: "), "{diagnostic}");
    journal.append(&stamp(), vec![judge("strategy/b")]).unwrap();
}

#[cfg(unix)]
#[test]
fn pipes_loops_and_dangling_links_are_diagnostics_and_the_others_count() {
    let (_folder, journals, mut journal) = journal();
    journal.append(&stamp(), vec![judge("strategy/a")]).unwrap();
    let path = |name: &str| journals.folder().join(name);
    std::os::unix::fs::symlink("loop.jsonl", path("loop.jsonl")).unwrap();
    std::os::unix::fs::symlink("nowhere", path("dangling.jsonl")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", path("endless.jsonl")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(path("pipe.jsonl")).status().unwrap().success());
    let read = journals.read().unwrap();
    assert_eq!(on(&read), ["strategy/a"]);
    let named = |found: &JournalDiagnostic| found.path.file_stem().unwrap().to_str().unwrap().to_owned();
    assert_eq!(read.diagnostics.iter().map(named).collect::<Vec<_>>(), ["dangling", "endless", "loop", "pipe"]);
    assert!(read.diagnostics.iter().all(|found| found.line.is_none()));
}

#[test]
fn journals_that_change_are_read_as_far_as_they_are_new() {
    let (_folder, journals, mut journal) = journal();
    let mut follower = JournalFollower::default();
    let mut changes = || {
        let JournalChanges { contents, is_complete } = journals.read_changes(&mut follower).unwrap();
        let found = contents.diagnostics.iter().map(|found| (found.line, found.message.clone())).collect::<Vec<_>>();
        (on(&contents).into_iter().map(str::to_owned).collect::<Vec<_>>(), is_complete, found)
    };
    let named = |names: &[&str]| names.iter().map(|name| format!("strategy/{name}")).collect::<Vec<String>>();
    journal.append(&stamp(), vec![judge("strategy/a")]).unwrap();
    assert_eq!(changes(), (named(&["a"]), true, vec![]), "everything at first");
    journal.append(&stamp(), vec![judge("strategy/b")]).unwrap();
    let mut other = journals.of("bob").unwrap();
    other.append(&stamp(), vec![judge("strategy/c")]).unwrap();
    assert_eq!(changes(), (named(&["b", "c"]), false, vec![]));
    assert_eq!(changes(), (named(&[]), false, vec![]));
    let whole = fs::read(other.path()).unwrap();
    other.append(&stamp(), vec![judge("strategy/d")]).unwrap();
    let longer = fs::read(other.path()).unwrap();
    fs::write(other.path(), &longer[..longer.len() - 9]).unwrap();
    assert_eq!(changes(), (named(&[]), false, vec![]), "the last line is not complete yet");
    fs::write(other.path(), [&longer[..], b"garbage\n"].concat()).unwrap();
    let garbage = vec![(Some(3), "expected value, in column 1".to_owned())];
    assert_eq!(changes(), (named(&["d"]), false, garbage));
    assert_eq!(changes(), (named(&[]), false, vec![]), "a diagnostic is reported once");
    fs::write(other.path(), &whole).unwrap();
    assert_eq!(changes(), (named(&["a", "b", "c"]), true, vec![]), "a line that was read is gone");
    fs::remove_file(other.path()).unwrap();
    assert_eq!(changes(), (named(&["a", "b"]), true, vec![]));
}

#[test]
fn a_journal_of_many_blocks_is_read_as_one_of_a_single_line_is() {
    let (_folder, journals, mut journal) = journal();
    let names: Vec<String> = (0..3000).map(|n| format!("strategy/{n}")).collect();
    journal.append(&stamp(), names.iter().map(|name| judge(name)).collect()).unwrap();
    let whole = fs::read(journal.path()).unwrap();
    let long = "x".repeat(9 * 1024 * 1024);
    fs::write(journal.path(), [&whole[..], long.as_bytes(), b"\n", &whole[..], b"{"].concat()).unwrap();
    let read = journals.read().unwrap();
    let twice: Vec<&str> = names.iter().chain(&names).map(String::as_str).collect();
    assert_eq!(on(&read), twice);
    assert_eq!(read.diagnostics.iter().map(|found| found.line).collect::<Vec<_>>(), [Some(3001), Some(6002)]);
    let mut follower = JournalFollower::default();
    assert_eq!(journals.read_changes(&mut follower).unwrap().contents.lines.len(), 6000);
    assert_eq!(journals.read_changes(&mut follower).unwrap(), JournalChanges::default(), "the start is recognized");
}

#[test]
fn a_text_stays_on_disk_until_it_is_shown() {
    let (_folder, journals, mut journal) = journal();
    let body = "Thesis: a \"quoted\" text, é";
    let digest = Digest::of(body);
    let wrong = JournalEvent::Text { digest: Digest::of("another"), body: body.to_owned().into() };
    let text = JournalEvent::Text { digest, body: body.to_owned().into() };
    journal.append(&stamp(), vec![judge("strategy/a"), wrong, text]).unwrap();
    let reviews = Reviews::fold("Ada L", journals.read().unwrap().lines);
    assert_eq!(reviews.text(digest).as_deref(), Some(body));
    assert!(!reviews.has_text(Digest::of("another")), "a text with a wrong digest is none");
    // A merge moves lines.
    let whole = fs::read_to_string(journal.path()).unwrap();
    let turned: Vec<&str> = whole.lines().rev().collect();
    fs::write(journal.path(), turned.join("\n") + "\n").unwrap();
    assert_eq!(reviews.text(digest), None, "what is in its place now is not the text");
    fs::remove_file(journal.path()).unwrap();
    assert_eq!(reviews.text(digest), None);
}

#[test]
fn a_journal_that_was_just_read_is_not_read_again_to_append_to_it() {
    let (_folder, journals, mut journal) = journal();
    journal.append(&stamp(), vec![judge("strategy/a")]).unwrap();
    let mut follower = JournalFollower::default();
    journals.read_first(&mut follower).unwrap();
    let mut again = journals.of("Ada L").unwrap();
    again.observe(&follower, None);
    assert_eq!(again.append(&stamp(), vec![judge("strategy/b")]).unwrap().before, []);
    let mut third = journals.of("Ada L").unwrap();
    third.observe(&follower, None);
    assert_eq!(third.append(&stamp(), vec![judge("strategy/c")]).unwrap().before.len(), 2, "it has become longer");
}

#[test]
fn journals_that_are_all_gone_change_nothing_until_they_are_back() {
    let (folder, journals, mut journal) = journal();
    let mut follower = JournalFollower::default();
    let none = journals.read_changes(&mut follower).unwrap();
    assert_eq!(none, JournalChanges::default(), "nothing was read, so nothing replaces what the explorer has recorded");
    journal.append(&stamp(), vec![judge("strategy/a")]).unwrap();
    assert_eq!(on(&journals.read_changes(&mut follower).unwrap().contents), ["strategy/a"]);
    let (there, elsewhere) = (journals.folder().to_owned(), folder.path().join("elsewhere"));
    fs::rename(&there, &elsewhere).unwrap();
    assert!(journals.read_changes(&mut follower).unwrap_err().is_missing());
    fs::create_dir(&there).unwrap();
    assert!(journals.read_changes(&mut follower).is_err(), "a folder that nothing is mounted at is no other");
    fs::remove_dir(&there).unwrap();
    fs::rename(&elsewhere, &there).unwrap();
    assert_eq!(journals.read_changes(&mut follower).unwrap(), JournalChanges::default());
}

#[test]
fn a_line_that_lacks_nothing_but_its_end_is_kept() {
    let (_folder, journals, mut journal) = journal();
    journal.append(&stamp(), vec![judge("strategy/a")]).unwrap();
    let whole = fs::read(journal.path()).unwrap();
    fs::write(journal.path(), &whole[..whole.len() - 1]).unwrap();
    assert_eq!(on(&journals.read().unwrap()), ["strategy/a"]);
    journal.append(&stamp(), vec![judge("strategy/b")]).unwrap();
    let read = journals.read().unwrap();
    assert_eq!(on(&read), ["strategy/a", "strategy/b"]);
    assert_eq!(read.diagnostics, []);
}

#[test]
fn recording_after_a_crash_sets_the_torn_line_aside_too() {
    let (_folder, journals, mut journal) = journal();
    journal.append(&stamp(), vec![judge("strategy/a")]).unwrap();
    let mut bytes = fs::read(journal.path()).unwrap();
    bytes.extend_from_slice(&vec![b'x'; 200_000]);
    fs::write(journal.path(), bytes).unwrap();
    let appended = journal.append(&stamp(), vec![judge("strategy/b")]).unwrap();
    assert!(appended.notice.unwrap().contains("everything before it stands"));
    assert_eq!(on(&journals.read().unwrap()), ["strategy/a", "strategy/b"]);
}

#[test]
fn what_cannot_be_read_is_stepped_over_and_told() {
    let (_folder, journals, mut journal) = journal();
    journal.append(&stamp(), vec![judge("strategy/a")]).unwrap();
    let mut bytes = fs::read(journal.path()).unwrap();
    bytes.extend_from_slice(b"<<<<<<< ours\n\n\xff\xfe\n\xef\xbb\xbf{}\nno line\n");
    fs::write(journal.path(), &bytes).unwrap();
    journal.append(&stamp(), vec![judge("strategy/b")]).unwrap();
    let read = journals.read().unwrap();
    assert_eq!(on(&read), ["strategy/a", "strategy/b"]);
    let found: Vec<_> = read.diagnostics.iter().map(|found| (found.line, found.message.as_str())).collect();
    let mended = |what: &str| format!("{what}; `stratlas review check --fix` removes it from your own journal");
    let (marker, mark) = (mended("`<<<<<<< ours` is a conflict marker"), mended("it starts with a byte order mark"));
    let expected = [marker.as_str(), "it is not UTF-8", &mark, "expected ident, in column 2"];
    assert_eq!(found, [Some(2), Some(4), Some(5), Some(6)].into_iter().zip(expected).collect::<Vec<_>>());
    assert!(fs::read(journal.path()).unwrap().starts_with(&bytes), "nothing is rewritten");
}

#[test]
fn a_journal_that_is_gone_is_not_made_anew() {
    let (folder, journals, mut journal) = journal();
    journal.append(&stamp(), vec![judge("strategy/a")]).unwrap();
    let away = folder.path().join("away");
    fs::rename(journals.folder(), &away).unwrap();
    let error = journal.append(&stamp(), vec![judge("strategy/b")]).unwrap_err();
    assert!(error.to_string().ends_with("(it or its folder is gone; bring it back and try again)"), "{error}");
    assert!(!journals.folder().exists());
    fs::rename(&away, journals.folder()).unwrap();
    journal.append(&stamp(), vec![judge("strategy/b")]).unwrap();
    assert_eq!(on(&journals.read().unwrap()), ["strategy/a", "strategy/b"]);
}

#[test]
fn a_file_where_the_folder_should_be_is_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("reviews"), "mine").unwrap();
    let mut journal = Journals::new(folder.path()).of("ada").unwrap();
    let error = journal.append(&stamp(), vec![judge("strategy/a")]).unwrap_err().to_string();
    assert!(error.contains("(a file stands where a folder is needed)"), "{error}");
}

#[test]
fn several_at_once_lose_nothing() {
    let (_folder, journals, _journal) = journal();
    thread::scope(|scope| {
        for writer in 0..4 {
            let journals = &journals;
            scope.spawn(move || {
                let mut journal = journals.of("ada").unwrap();
                for n in 0..25 {
                    journal.append(&stamp(), vec![judge(&format!("strategy/{writer}-{n}"))]).unwrap();
                }
            });
        }
    });
    let read = journals.read().unwrap();
    let ids: std::collections::BTreeSet<LineId> = read.lines.iter().map(|line| line.head.id).collect();
    assert_eq!((read.lines.len(), ids.len(), read.diagnostics.len()), (100, 100, 0));
}

#[test]
fn a_mend_that_was_interrupted_sets_a_torn_line_aside_once() {
    let (_folder, _journals, mut journal) = journal();
    assert_eq!(journal.mend().unwrap(), [], "there is no journal yet");
    journal.append(&stamp(), vec![judge("strategy/a")]).unwrap();
    let whole = fs::read(journal.path()).unwrap();
    let damaged = [&whole[..], b"{\"v\":1"].concat();
    for _ in 0..2 {
        // State after a kill between setting the line aside and replacing the journal.
        fs::write(journal.path(), &damaged).unwrap();
        let torn = journal.path().with_extension(TORN);
        assert_eq!(journal.mend().unwrap(), [Mend { line: 2, action: MendAction::TornLine(torn.clone()) }]);
        assert_eq!(fs::read(torn).unwrap(), b"{\"v\":1\n");
        assert_eq!(fs::read(journal.path()).unwrap(), whole);
    }
    assert_eq!(journal.mend().unwrap(), []);
    assert_eq!(journal.append(&stamp(), vec![judge("strategy/b")]).unwrap().lines.len(), 1);
}

#[test]
fn names_that_say_nothing_are_refused() {
    let journals = Journals::new(Path::new("nowhere"));
    assert!(journals.of(" ").is_err());
    assert!(journals.of(&"x".repeat(201)).is_err());
}
