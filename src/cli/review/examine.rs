//! What is wrong with journals, line by line, on their own and beside each other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::model::Atlas;
use crate::review::{Digest, Event, Id, Line, Subject, VERSION};
use crate::store::journal;

/// What came of reading journals.
pub(in crate::cli) struct Examined {
    /// What is wrong, in the order of files and lines.
    pub(in crate::cli) findings: Vec<Finding>,
    /// Every line that can be read.
    pub(in crate::cli) lines: Vec<Seen>,
}

/// What is wrong with a line.
pub(in crate::cli) struct Finding {
    /// Which of the files.
    pub(in crate::cli) file: usize,
    /// The number of the line, from 1.
    pub(in crate::cli) line: usize,
    /// Whether the line counts for nothing, or counts otherwise than its writer meant.
    pub(in crate::cli) is_error: bool,
    /// What is wrong.
    pub(in crate::cli) what: String,
}

/// A line that can be read, and where it stands.
pub(in crate::cli) struct Seen {
    /// Which of the files.
    pub(in crate::cli) file: usize,
    /// Its number, from 1.
    pub(in crate::cli) number: usize,
    /// The line.
    pub(in crate::cli) line: Line,
}

/// Reads the journals `files` and tells what is wrong with them. What they speak of is looked up in `atlas`, if there is
/// one to look it up in.
///
/// # Errors
/// If one is missing or cannot be read.
pub(in crate::cli) fn examine(files: &[PathBuf], atlas: Option<&Atlas>) -> Result<Examined> {
    let mut checker = Checker { atlas, findings: Vec::new(), lines: Vec::new() };
    for (file, path) in files.iter().enumerate() {
        checker.read(file, path)?;
    }
    checker.check();
    checker.findings.sort_by_key(|finding| (finding.file, finding.line));
    Ok(Examined { findings: checker.findings, lines: checker.lines })
}

/// What is found in journals.
struct Checker<'a> {
    atlas: Option<&'a Atlas>,
    findings: Vec<Finding>,
    lines: Vec<Seen>,
}

impl Checker<'_> {
    fn read(&mut self, file: usize, path: &Path) -> Result<()> {
        let lines = journal::lines(path)?.with_context(|| format!("there is no journal {}", path.display()))?;
        for (number, line) in lines {
            match line {
                Ok(line) => self.lines.push(Seen { file, number, line }),
                Err(what) => self.findings.push(Finding { file, line: number, is_error: true, what }),
            }
        }
        Ok(())
    }

    fn check(&mut self) {
        let mut ids: BTreeMap<Id, &Line> = BTreeMap::new();
        let mut texts: BTreeSet<Digest> = BTreeSet::new();
        let mut starts: BTreeSet<Id> = BTreeSet::new();
        for Seen { line, .. } in &self.lines {
            match &line.event {
                Event::Text { digest, .. } => drop(texts.insert(*digest)),
                Event::Start(_) => drop(starts.insert(line.head.id)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        for Seen { file, number, line } in &self.lines {
            let mut tell = |is_error: bool, what: String| {
                found.push(Finding { file: *file, line: *number, is_error, what });
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
        for Seen { file, number, line } in &self.lines {
            if let Event::Undo { line: other } | Event::Redo { line: other } = &line.event
                && !ids.get(other).is_some_and(|known| known.is_act() && known.head.by == line.head.by)
            {
                let what = format!("there is no line {other} of {} that could be taken back", line.head.by);
                found.push(Finding { file: *file, line: *number, is_error: false, what });
            }
        }
        self.findings.append(&mut found);
    }
}

/// What is wrong with what a line says.
fn of_event(line: &Line, atlas: Option<&Atlas>, texts: &BTreeSet<Digest>) -> Vec<(bool, String)> {
    let mut found = Vec::new();
    match &line.event {
        Event::Text { digest, body } if Digest::of(body) != *digest => {
            found.push((true, format!("the text has the digest {}, not {digest}", Digest::of(body))));
        }
        Event::Unknown => {
            found.push((false, format!("this version does not know its kind (version {})", line.version)));
        }
        Event::Verdict { set, .. } if !set.unknown.is_empty() => {
            let keys: Vec<&str> = set.unknown.keys().map(String::as_str).collect();
            found.push((line.version <= VERSION, format!("this version does not understand {}", keys.join(", "))));
        }
        _ => {}
    }
    if let Event::Verdict { text: Some(text), .. } | Event::Forecast { text: Some(text), .. } = &line.event
        && !texts.contains(text)
    {
        found.push((false, format!("no journal has the text {text} that it is of")));
    }
    if let (Some(on), Some(atlas)) = (line.on(), atlas)
        && Subject::parse(atlas, on).is_err()
    {
        found.push((false, format!("the atlas has no {on}")));
    }
    found
}
