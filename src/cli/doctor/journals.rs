//! State of the journals, the files with recorded reviews.

use std::fmt::Display;
use std::path::PathBuf;

use serde::Serialize;

use crate::diagnostic::Severity;
use crate::model::Atlas;
use crate::store::journal::{Journal, Journals};
use crate::text;

use super::super::review::{JournalFinding, examine};
use super::health::shown;

/// State of all journals.
#[derive(Default, Serialize)]
pub(super) struct JournalsHealth {
    /// Folder of the journals; `None` if the user has no home folder.
    pub(super) folder: Option<String>,
    /// Reason why nothing can be written to the folder; `None` if it can be written to or does not exist yet.
    pub(super) unwritable: Option<String>,
    /// The journals, sorted by file.
    pub(super) journals: Vec<JournalHealth>,
    /// Reason why the folder cannot be read; `None` if it can.
    pub(super) unreadable: Option<String>,
}

/// State of one journal.
#[derive(Serialize)]
pub(super) struct JournalHealth {
    /// Name of the file.
    pub(super) file: String,
    /// Name of the reviewer whose journal this is.
    pub(super) reviewer: String,
    /// Number of readable lines.
    pub(super) lines: usize,
    /// Time of the last entry; `None` without an entry.
    pub(super) last: Option<String>,
    /// Number of errors.
    pub(super) errors: usize,
    /// Number of warnings.
    pub(super) warnings: usize,
}

impl JournalsHealth {
    /// Examines the user's journals. `atlas`, if given, is used to look up the subjects of entries.
    pub(super) fn new(journals: Option<Journals>, atlas: Option<&Atlas>) -> Self {
        let Some(journals) = journals else { return Self::default() };
        let sanitized = |error: &dyn Display| text::sanitize(&format!("{error:#}")).into_owned();
        let files = journals.files();
        Self {
            folder: Some(shown(journals.folder())),
            unwritable: journals.try_writing().err().map(|error| sanitized(&error)),
            unreadable: files.as_ref().err().map(|error| sanitized(&error)),
            journals: examined(&files.unwrap_or_default(), atlas),
        }
    }

    /// Returns the number of errors in all journals.
    pub(super) fn errors(&self) -> usize {
        self.journals.iter().map(|journal| journal.errors).sum()
    }

    /// Returns the number of warnings in all journals.
    pub(super) fn warnings(&self) -> usize {
        self.journals.iter().map(|journal| journal.warnings).sum()
    }

    /// Returns whether the journals can be read and appended to.
    pub(super) fn is_sound(&self) -> bool {
        self.unreadable.is_none() && self.unwritable.is_none() && self.errors() == 0
    }
}

fn examined(files: &[PathBuf], atlas: Option<&Atlas>) -> Vec<JournalHealth> {
    let examined = examine(files, atlas);
    let health = |(index, path): (usize, &PathBuf)| {
        let lines = || examined.lines.iter().filter(move |line| line.index == index).map(|placed| &placed.line.head);
        let count = |severity| {
            let is_counted = |finding: &&JournalFinding| finding.index == index && finding.severity == severity;
            examined.findings.iter().filter(is_counted).count()
        };
        JournalHealth {
            file: shown(path),
            reviewer: text::sanitize(Journal::at(path).reviewer()).into_owned(),
            lines: lines().count(),
            last: lines().max_by_key(|head| head.id).map(|head| head.at.to_string()),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
        }
    };
    files.iter().enumerate().map(health).collect()
}
