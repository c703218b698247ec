//! Rows of a report on what reviewers settled on together.

use jiff::civil::Date;
use serde::Serialize;

use crate::model::Atlas;

use super::fold::Reviews;
use super::id::LineId;
use super::settled::Settled;
use super::subject::Subject;
use super::timestamp::ZonedTimestamp;
use super::verdict::{Judgment, Percent};

/// Consensus on a subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConsensusRow {
    /// Address of the subject.
    #[serde(rename = "on")]
    pub subject: String,
    /// Name of the subject.
    pub name: String,
    /// Date of the record.
    pub date: Date,
    /// Reviewers who settled it, in name order.
    pub between: Vec<String>,
    /// Main answer; `None` if the subject was left open.
    pub answer: Option<Judgment>,
    /// Confidence in percent.
    pub confidence: Option<u8>,
    /// Reason.
    pub note: Option<String>,
    /// Participants whose stance or confidence is another one since.
    pub changed: Vec<String>,
    /// Whether the text has changed since.
    pub stale: bool,
    /// The consensus in one line.
    pub words: String,
    /// Session of the record.
    pub session: Option<LineId>,
    /// Time of the record.
    pub time: ZonedTimestamp,
}

impl ConsensusRow {
    /// Lists the consensus on every subject where it is not hidden and its session and date pass `is_inside`, in the order of
    /// addresses.
    pub(super) fn all(reviews: &Reviews, atlas: &Atlas, is_inside: impl Fn(Option<LineId>, Date) -> bool) -> Vec<Self> {
        let inside = reviews.settled_subjects().filter(|(_, settled)| {
            let record = settled.record;
            is_inside(record.session, record.at.date())
        });
        let row = |(path, settled): (&str, Settled<'_>)| {
            let subject = Subject::find(atlas, path);
            let text = subject.map(|subject| subject.digest(atlas));
            let record = settled.record;
            let verdict = record.consensus.verdict();
            Self {
                subject: path.to_owned(),
                name: subject.map_or_else(|| path.to_owned(), |subject| subject.name(atlas)),
                date: record.at.date(),
                between: record.consensus.between.clone(),
                answer: verdict.judgment(),
                confidence: verdict.confidence.map(Percent::get),
                note: record.consensus.note.clone(),
                changed: settled.changed.iter().map(|name| (*name).to_owned()).collect(),
                stale: settled.is_stale(text),
                words: format!(
                    "{} by {}, {}",
                    record.consensus.describe(),
                    record.consensus.participants(),
                    settled.state(text)
                ),
                session: record.session,
                time: record.at.clone(),
            }
        };
        inside.map(row).collect()
    }
}
