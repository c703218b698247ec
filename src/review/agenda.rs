//! The agenda of a reviewer: due and coming reviews.

use jiff::civil::Date;
use serde::Serialize;

use crate::model::Atlas;

use super::due::{Due, due, schedule};
use super::history::ReviewerHistory;
use super::subject::Subject;

/// Agenda of a reviewer: due and coming reviews.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Agenda {
    /// Name of the reviewer.
    pub reviewer: String,
    /// Day for which the agenda was made.
    pub made: Date,
    /// Due reviews, most urgent first.
    pub due: Vec<AgendaItem>,
    /// Coming reviews, soonest first.
    pub coming: Vec<AgendaItem>,
}

/// Review on an agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgendaItem {
    /// Address of the subject.
    #[serde(rename = "on")]
    pub subject: String,
    /// Name of the subject.
    pub name: String,
    /// Date when the review became or becomes due; the day of the agenda if only the text has changed.
    pub date: Date,
    /// Reasons why the review is due; empty for a coming review.
    pub why: Vec<String>,
}

/// Summarizes the due reviews and waiting cards of the reviewer with the history `record`: `2 due · 13 of 30 waiting`;
/// `None` if there are none.
pub fn waiting_words(record: &ReviewerHistory, atlas: &Atlas, today: Date) -> Option<String> {
    let due = due(record, atlas, today).len();
    let open = record.open_sessions();
    let session = open.first().map(|session| session.progress());
    let parts = [
        (due > 0).then(|| format!("{due} due")),
        session.map(|progress| format!("{} of {} waiting", progress.waiting, progress.total)),
        (open.len() > 1).then(|| format!("{} open sessions", open.len())),
    ];
    let words = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    (!words.is_empty()).then_some(words)
}

impl Agenda {
    /// Creates the agenda of `reviewer`, whose history is `record`, on the day `today`. Subjects missing from the atlas
    /// are left out.
    pub fn new(reviewer: &str, record: &ReviewerHistory, atlas: &Atlas, today: Date) -> Self {
        let item = |subject: &str, date, why| {
            let name = Subject::find(atlas, subject)?.name(atlas);
            Some(AgendaItem { subject: subject.to_owned(), name, date, why })
        };
        let due = due(record, atlas, today).into_iter().filter_map(|found| {
            let date = found.why.iter().filter_map(|why| Due::since(*why)).min().unwrap_or(today);
            item(&found.subject, date, found.why.iter().map(ToString::to_string).collect())
        });
        let coming = schedule(record).into_iter().filter(|(date, _)| *date > today);
        Self {
            reviewer: reviewer.to_owned(),
            made: today,
            due: due.collect(),
            coming: coming.filter_map(|(date, subject)| item(subject, date, Vec::new())).collect(),
        }
    }
}
