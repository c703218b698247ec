//! The health of the journals.

use std::path::PathBuf;

use anyhow::Result;
use serde::Serialize;

use crate::model::Atlas;
use crate::store::journal::{Journal, Journals};
use crate::text;

use super::super::review::examine;
use super::health::shown;

/// The health of the journals.
#[derive(Serialize)]
pub(super) struct JournalsHealth {
    /// The folder; none if the user has no home.
    pub(super) folder: Option<String>,
    /// Why nothing can be recorded in it; none if it can, or does not exist yet.
    pub(super) unwritable: Option<String>,
    /// The journals, sorted by file.
    pub(super) journals: Vec<JournalHealth>,
    /// Why they could not be read.
    pub(super) unreadable: Option<String>,
}

/// The health of one journal.
#[derive(Serialize)]
pub(super) struct JournalHealth {
    /// The file.
    pub(super) file: String,
    /// The name of the reviewer.
    pub(super) reviewer: String,
    /// The number of lines that can be read.
    pub(super) lines: usize,
    /// The time of the last entry.
    pub(super) last: Option<String>,
    /// The number of errors.
    pub(super) errors: usize,
    /// The number of warnings.
    pub(super) warnings: usize,
}

impl JournalsHealth {
    /// The health of the user's journals, whose subjects are in `atlas`.
    pub(super) fn new(journals: Option<Journals>, atlas: Option<&Atlas>) -> Self {
        let Some(journals) = journals else {
            return Self { folder: None, unwritable: None, journals: Vec::new(), unreadable: None };
        };
        let examined = examined(&journals, atlas);
        Self {
            folder: Some(shown(journals.folder())),
            unwritable: journals.try_writing().err().map(|error| text::sanitize(&error.to_string()).into_owned()),
            unreadable: examined.as_ref().err().map(|error| text::sanitize(&format!("{error:#}")).into_owned()),
            journals: examined.unwrap_or_default(),
        }
    }

    /// The number of errors in all of them.
    pub(super) fn errors(&self) -> usize {
        self.journals.iter().map(|journal| journal.errors).sum()
    }

    /// The number of warnings in all of them.
    pub(super) fn warnings(&self) -> usize {
        self.journals.iter().map(|journal| journal.warnings).sum()
    }

    /// Returns whether they can be read and appended to.
    pub(super) fn is_sound(&self) -> bool {
        self.unreadable.is_none() && self.unwritable.is_none() && self.errors() == 0
    }
}

fn examined(journals: &Journals, atlas: Option<&Atlas>) -> Result<Vec<JournalHealth>> {
    let files = journals.files()?;
    let examined = examine(&files, atlas);
    let one = |(number, path): (usize, &PathBuf)| {
        let lines = || examined.lines.iter().filter(move |seen| seen.file == number);
        let found = |is_error: bool| {
            let findings = examined.findings.iter();
            findings.filter(|finding| finding.file == number && finding.is_error == is_error).count()
        };
        JournalHealth {
            file: shown(path),
            reviewer: text::sanitize(Journal::at(path).reviewer()).into_owned(),
            lines: lines().count(),
            last: lines().map(|seen| &seen.line.head).max_by_key(|head| head.id).map(|head| head.at.to_string()),
            errors: found(true),
            warnings: found(false),
        }
    };
    Ok(files.iter().enumerate().map(one).collect())
}
