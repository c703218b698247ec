//! The errors and warnings of journals, line by line, on their own and beside each other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::model::Atlas;
use crate::review::{Digest, JournalEvent, Line, LineId, Reviews, Subject, VERSION};

use super::journal_file;

/// Journals that were read and checked.
pub(in crate::cli) struct Examined {
    /// The errors and warnings, in the order of files and lines.
    pub(in crate::cli) findings: Vec<Finding>,
    /// Every line that can be read.
    pub(in crate::cli) lines: Vec<PlacedLine>,
}

/// An error or a warning.
pub(in crate::cli) struct Finding {
    /// The index of the file.
    pub(in crate::cli) file: usize,
    /// The number of the line, from 1; none if the file cannot be read at all.
    pub(in crate::cli) line: Option<usize>,
    /// Whether the line counts for nothing, or counts otherwise than its writer meant.
    pub(in crate::cli) is_error: bool,
    /// What is wrong.
    pub(in crate::cli) message: String,
}

/// A line that can be read, with its place.
pub(in crate::cli) struct PlacedLine {
    /// The index of the file.
    pub(in crate::cli) file: usize,
    /// Its number, from 1.
    pub(in crate::cli) number: usize,
    /// The line.
    pub(in crate::cli) line: Line,
}

/// Reads the journals `files` and checks them; their subjects are looked up in `atlas`, if there is one. A journal that
/// cannot be read is an error like any other.
pub(in crate::cli) fn examine(files: &[PathBuf], atlas: Option<&Atlas>) -> Examined {
    let mut checker = Checker { atlas, findings: Vec::new(), lines: Vec::new() };
    for (file, path) in files.iter().enumerate() {
        checker.read(file, path);
    }
    checker.check();
    checker.findings.sort_by_key(|finding| (finding.file, finding.line));
    Examined { findings: checker.findings, lines: checker.lines }
}

/// The state of a check.
struct Checker<'a> {
    atlas: Option<&'a Atlas>,
    findings: Vec<Finding>,
    lines: Vec<PlacedLine>,
}

impl Checker<'_> {
    fn read(&mut self, file: usize, path: &Path) {
        let lines = journal_file::lines(path).unwrap_or_else(|error| {
            self.findings.push(Finding { file, line: None, is_error: true, message: format!("{error:#}") });
            Vec::new()
        });
        for (number, line) in lines {
            match line {
                Ok(line) => self.lines.push(PlacedLine { file, number, line }),
                Err(message) => self.findings.push(Finding { file, line: Some(number), is_error: true, message }),
            }
        }
    }

    fn check(&mut self) {
        let mut ids: BTreeMap<LineId, &Line> = BTreeMap::new();
        let mut texts: BTreeSet<Digest> = BTreeSet::new();
        let mut starts: BTreeSet<LineId> = BTreeSet::new();
        for PlacedLine { line, .. } in &self.lines {
            match &line.event {
                JournalEvent::Text { digest, .. } => drop(texts.insert(*digest)),
                JournalEvent::Start(_) => drop(starts.insert(line.head.id)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        for PlacedLine { file, number, line } in &self.lines {
            let mut tell = |is_error: bool, message: String| {
                found.push(Finding { file: *file, line: Some(*number), is_error, message });
            };
            match ids.get(&line.head.id) {
                Some(known) if *known != line => tell(true, format!("another line has the id {}", line.head.id)),
                Some(_) => {}
                None => drop(ids.insert(line.head.id, line)),
            }
            if line.head.session.is_some_and(|session| !starts.contains(&session)) {
                tell(false, "it is of a session that no line begins".to_owned());
            }
            for (is_error, what) in of_event(line, self.atlas, &texts) {
                tell(is_error, what);
            }
        }
        for PlacedLine { file, number, line } in &self.lines {
            if let JournalEvent::Undo { line: other } | JournalEvent::Redo { line: other } = &line.event
                && !ids.get(other).is_some_and(|known| known.is_act() && known.head.by == line.head.by)
            {
                let message = format!("there is no line {other} of {} that could be taken back", line.head.by);
                found.push(Finding { file: *file, line: Some(*number), is_error: false, message });
            }
        }
        found.extend(self.late_estimates());
        self.findings.append(&mut found);
    }

    /// Warnings about forecasts that were made after their outcome was recorded.
    fn late_estimates(&self) -> Vec<Finding> {
        let reviews = Reviews::fold("", self.lines.iter().map(|placed| placed.line.clone()));
        let mut late = BTreeSet::new();
        for forecast in reviews.all().flat_map(|(_, history)| history.forecasts()) {
            let outcome = forecast.resolution.as_ref().map(|resolution| resolution.id);
            let is_late = |id: &LineId| outcome.is_some_and(|outcome| *id > outcome);
            late.extend(forecast.estimates.iter().map(|estimate| estimate.id).filter(is_late));
        }
        let placed = self.lines.iter().filter(|placed| late.contains(&placed.line.head.id));
        let message = || "the forecast was made after its outcome was recorded, so it does not count".to_owned();
        let finding = |placed: &PlacedLine| Finding {
            file: placed.file,
            line: Some(placed.number),
            is_error: false,
            message: message(),
        };
        placed.map(finding).collect()
    }
}

/// The errors and warnings of the event of a line.
fn of_event(line: &Line, atlas: Option<&Atlas>, texts: &BTreeSet<Digest>) -> Vec<(bool, String)> {
    let mut found = Vec::new();
    match &line.event {
        JournalEvent::Text { digest, body } if Digest::of(body) != *digest => {
            found.push((true, format!("the text has the digest {}, not {digest}", Digest::of(body))));
        }
        JournalEvent::Unknown => {
            found.push((false, format!("this version does not know its kind (version {})", line.version)));
        }
        JournalEvent::Verdict { set, .. } if !set.unknown.is_empty() => {
            let keys: Vec<&str> = set.unknown.keys().map(String::as_str).collect();
            found.push((line.version <= VERSION, format!("this version does not understand {}", keys.join(", "))));
        }
        _ => {}
    }
    if let JournalEvent::Verdict { text: Some(text), .. } | JournalEvent::Forecast { text: Some(text), .. } =
        &line.event
        && !texts.contains(text)
    {
        found.push((false, format!("no journal has the text {text} that it is of")));
    }
    if let (Some(path), Some(atlas)) = (line.subject(), atlas) {
        match (Subject::find(atlas, path), &line.event) {
            (None, _) => found.push((false, format!("the atlas has no {path}"))),
            (Some(subject), JournalEvent::Verdict { set, .. }) => {
                found.extend(set.check_subject(subject, atlas).err().map(|invalid| (false, invalid.to_string())));
            }
            (Some(subject), JournalEvent::Forecast { .. }) if !subject.has_signal(atlas) => {
                found.push((false, format!("{path} has no falsification signal to make a forecast on")));
            }
            _ => {}
        }
    }
    found
}
