//! Checks of `stratlas review check`: errors and warnings of journals, line by line, within each journal and across
//! journals.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::diagnostic::Severity;
use crate::model::{Atlas, SharedSort};
use crate::review::{Consensus, Digest, JournalEvent, Line, LineId, OthersPolicy, Reviews, Subject, VERSION};
use crate::store::journal::{NOT_A_JOURNAL, check_name};
use crate::text;

use super::journal_file;

/// Result of reading and checking journals.
pub(in crate::cli) struct Examined {
    /// Errors and warnings, sorted by file and line.
    pub(in crate::cli) findings: Vec<JournalFinding>,
    /// Lines that can be read, in the order of the journals.
    pub(in crate::cli) lines: Vec<PlacedLine>,
}

/// Error or warning about a line of a journal. A line with an error has no effect, or another effect than intended.
#[derive(Serialize)]
pub(in crate::cli) struct JournalFinding {
    /// Whether this is an error or a warning.
    pub(in crate::cli) severity: Severity,
    /// Path of the journal.
    pub(in crate::cli) file: String,
    /// Line number, from 1; `None` if the journal cannot be read at all.
    pub(in crate::cli) line: Option<usize>,
    /// What is wrong, in words.
    pub(in crate::cli) message: String,
    /// Index of the journal among those that were checked.
    #[serde(skip)]
    pub(in crate::cli) index: usize,
}

impl JournalFinding {
    /// Creates a warning that the file `path` was not read. `index` is the number of journals, so that it is sorted
    /// last.
    pub(in crate::cli) fn unread(path: &Path, index: usize) -> Self {
        let file = text::sanitize(&path.display().to_string()).into_owned();
        Self { severity: Severity::Warning, file, line: None, message: NOT_A_JOURNAL.to_owned(), index }
    }
}

/// Line of a journal with its position.
pub(in crate::cli) struct PlacedLine {
    /// Index of the journal among those that were checked.
    pub(in crate::cli) index: usize,
    /// Number of the line in the journal, from 1.
    number: usize,
    /// Content of the line.
    pub(in crate::cli) line: Line,
}

/// Reads and checks the journals `files`; subjects are looked up in `atlas`, if given. A journal that cannot be read is
/// reported as an error.
pub(in crate::cli) fn examine(files: &[PathBuf], atlas: Option<&Atlas>) -> Examined {
    let mut checker = Checker { files, atlas, findings: Vec::new() };
    let lines: Vec<PlacedLine> = (0..files.len()).flat_map(|index| checker.read(index)).collect();
    checker.check(&lines);
    checker.findings.shared_sort_by_key(|finding| (finding.index, finding.line));
    Examined { findings: checker.findings, lines }
}

/// Check of journals that is in progress.
struct Checker<'a> {
    files: &'a [PathBuf],
    atlas: Option<&'a Atlas>,
    findings: Vec<JournalFinding>,
}

impl Checker<'_> {
    fn add(&mut self, index: usize, line: Option<usize>, severity: Severity, message: &str) {
        let file = text::sanitize(&self.files[index].display().to_string()).into_owned();
        let message = text::sanitize(message).into_owned();
        self.findings.push(JournalFinding { severity, file, line, message, index });
    }

    fn read(&mut self, index: usize) -> Vec<PlacedLine> {
        let lines = journal_file::lines(&self.files[index]).unwrap_or_else(|error| {
            self.add(index, None, Severity::Error, &format!("{error:#}"));
            Vec::new()
        });
        let mut readable = Vec::new();
        for (number, line) in lines {
            match line {
                Ok(line) => readable.push(PlacedLine { index, number, line }),
                Err(message) => self.add(index, Some(number), Severity::Error, &message),
            }
        }
        readable
    }

    fn check(&mut self, lines: &[PlacedLine]) {
        let mut ids: BTreeMap<LineId, &Line> = BTreeMap::new();
        let mut texts: BTreeSet<Digest> = BTreeSet::new();
        let mut starts: BTreeSet<LineId> = BTreeSet::new();
        for PlacedLine { line, .. } in lines {
            match &line.event {
                JournalEvent::Text { digest, .. } => drop(texts.insert(*digest)),
                JournalEvent::Start(_) => drop(starts.insert(line.head.id)),
                _ => {}
            }
            ids.entry(line.head.id).or_insert(line);
        }
        for &PlacedLine { index, number, ref line } in lines {
            let mut add = |severity, message: String| self.add(index, Some(number), severity, &message);
            if ids.get(&line.head.id).is_some_and(|first| *first != line) {
                add(Severity::Error, format!("another line has the id {}", line.head.id));
            }
            if line.head.session.is_some_and(|session| !starts.contains(&session)) {
                add(Severity::Warning, "no line starts the session that the line belongs to".to_owned());
            }
            if let JournalEvent::Undo { line: other } | JournalEvent::Redo { line: other } = &line.event
                && !ids.get(other).is_some_and(|undone| undone.is_undoable() && undone.head.by == line.head.by)
            {
                let message = format!("there is no line {other} of {} that could be undone", line.head.by);
                add(Severity::Warning, message);
            }
            if line.version > VERSION {
                let message =
                    format!("a later version wrote this line (version {}): what is new in it is ignored", line.version);
                add(Severity::Warning, message);
            }
            if let Err(invalid) = check_name(&line.head.by) {
                add(Severity::Warning, invalid.to_string());
            }
            let found = of_event(line, self.atlas, &texts);
            for (severity, message) in found {
                self.add(index, Some(number), severity, &message);
            }
        }
        self.check_consensus(lines);
        let late = late_estimates(lines);
        for placed in lines.iter().filter(|placed| late.contains(&placed.line.head.id)) {
            let message = "the forecast was made after its outcome was recorded, so it does not count";
            self.add(placed.index, Some(placed.number), Severity::Warning, message);
        }
    }

    /// Adds a warning for each consensus that differs from a later one of the same reviewers, if the writer of the
    /// later one did not know the earlier one.
    fn check_consensus(&mut self, lines: &[PlacedLine]) {
        let all = lines.iter().map(|placed| placed.line.clone());
        let reviews = Reviews::fold("", all).with_others(OthersPolicy::Open);
        let groups = reviews.settled_subjects().flat_map(|(subject, _)| reviews.settled(subject));
        let pairs = groups.flat_map(|settled| {
            let latest = settled.record.id;
            settled.differing.into_iter().map(move |(_, record)| (record.id, latest))
        });
        for (earlier, latest) in pairs {
            let message = format!(
                "another consensus of the same reviewers says something else and is later, so it counts: {latest}"
            );
            for placed in lines.iter().filter(|placed| placed.line.head.id == earlier) {
                self.add(placed.index, Some(placed.number), Severity::Warning, &message);
            }
        }
    }
}

/// Returns the error or warning about the content of a consensus, disregarding its subject and text; `None` if there is
/// none.
fn of_consensus(consensus: &Consensus) -> Option<(Severity, String)> {
    if !consensus.set.unknown.is_empty() {
        let keys: Vec<&str> = consensus.set.unknown.keys().map(String::as_str).collect();
        return Some((Severity::Warning, format!("this version does not understand {}", keys.join(", "))));
    }
    let is_team = consensus.between.len() > 1;
    (!is_team).then(|| (Severity::Warning, "a consensus is between two reviewers or more".to_owned()))
}

/// Returns the ids of forecasts that were recorded after their outcome was.
fn late_estimates(lines: &[PlacedLine]) -> BTreeSet<LineId> {
    let is_meant = |line: &&Line| {
        let event = &line.event;
        matches!(
            event,
            JournalEvent::Forecast { .. }
                | JournalEvent::Resolve { .. }
                | JournalEvent::Undo { .. }
                | JournalEvent::Redo { .. }
        )
    };
    let reviews = Reviews::fold("", lines.iter().map(|placed| &placed.line).filter(is_meant).cloned());
    let forecasts = reviews.all().flat_map(|(_, history)| history.forecasts());
    let late = forecasts.flat_map(|forecast| {
        let outcome = forecast.resolution.as_ref().map(|resolution| resolution.id);
        let ids = forecast.estimates.iter().map(|estimate| estimate.id);
        ids.filter(move |id| outcome.is_some_and(|outcome| *id > outcome))
    });
    late.collect()
}

/// Returns the errors and warnings about the event of a line. `texts` are the digests of texts that the journals
/// contain.
fn of_event(line: &Line, atlas: Option<&Atlas>, texts: &BTreeSet<Digest>) -> Vec<(Severity, String)> {
    let mut found = Vec::new();
    match &line.event {
        JournalEvent::Text { digest, body } if !body.is_of(*digest) => {
            let found_digest = Digest::of(&body.read().unwrap_or_default());
            found.push((Severity::Error, format!("the text has the digest {found_digest}, not {digest}")));
        }
        JournalEvent::Unknown => {
            let message = format!("this version does not know this kind of line (version {})", line.version);
            found.push((Severity::Warning, message));
        }
        JournalEvent::Verdict { set, .. } if !set.unknown.is_empty() => {
            let keys: Vec<&str> = set.unknown.keys().map(String::as_str).collect();
            let severity = if line.version <= VERSION { Severity::Error } else { Severity::Warning };
            found.push((severity, format!("this version does not understand {}", keys.join(", "))));
        }
        JournalEvent::Consensus(consensus) => found.extend(of_consensus(consensus)),
        _ => {}
    }
    let text = match &line.event {
        JournalEvent::Verdict { text, .. } | JournalEvent::Forecast { text, .. } => *text,
        JournalEvent::Consensus(consensus) => consensus.text,
        _ => None,
    };
    if let Some(text) = text.filter(|text| !texts.contains(text)) {
        found.push((Severity::Warning, format!("no journal has the text {text}, which was judged")));
    }
    if let (Some(path), Some(atlas)) = (line.subject(), atlas) {
        let message = match (Subject::find(atlas, path), &line.event) {
            (None, _) => Some(format!("the atlas has no {path}")),
            (Some(subject), JournalEvent::Verdict { set, .. }) => {
                set.check_subject(subject, atlas).err().map(|invalid| invalid.to_string())
            }
            (Some(subject), JournalEvent::Consensus(consensus)) => {
                consensus.set.check_subject(subject, atlas).err().map(|invalid| invalid.to_string())
            }
            (Some(subject), JournalEvent::Forecast { .. }) if !subject.has_signal(atlas) => {
                Some(format!("{path} has no falsification signal to make a forecast on"))
            }
            _ => None,
        };
        found.extend(message.map(|message| (Severity::Warning, message)));
    }
    found
}
