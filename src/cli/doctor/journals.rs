//! The health of the journals.

use std::path::PathBuf;

use anyhow::Result;
use serde::Serialize;

use crate::model::Atlas;
use crate::store::journal::{Journal, Journals};
use crate::text;

use super::super::review::examine;
use super::health::shown;

/// How the journals of reviews are.
#[derive(Serialize)]
pub(super) struct JournalsHealth {
    /// Their folder; none where the system has no home for its user.
    pub(super) folder: Option<String>,
    /// Why nothing could be recorded in it as it is; none if it is not there yet.
    pub(super) unwritable: Option<String>,
    /// The journals in the order of their files.
    pub(super) journals: Vec<JournalHealth>,
    /// Why they could not be read.
    pub(super) unreadable: Option<String>,
}

/// How one journal is.
#[derive(Serialize)]
pub(super) struct JournalHealth {
    /// Its file.
    pub(super) file: String,
    /// Whose it is.
    pub(super) reviewer: String,
    /// How many of its lines can be read.
    pub(super) lines: usize,
    /// When something was recorded in it last.
    pub(super) last: Option<String>,
    /// How many errors were found.
    pub(super) errors: usize,
    /// How many warnings were found.
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

    /// How many errors there are in all of them.
    pub(super) fn errors(&self) -> usize {
        self.journals.iter().map(|journal| journal.errors).sum()
    }

    /// How many warnings there are in all of them.
    pub(super) fn warnings(&self) -> usize {
        self.journals.iter().map(|journal| journal.warnings).sum()
    }

    /// Whether they can be read and added to.
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
