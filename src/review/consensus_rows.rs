//! Rows of a report on the consensus that reviewers settled on together.

use jiff::civil::Date;
use serde::Serialize;

use crate::model::Atlas;

use super::fold::Reviews;
use super::id::LineId;
use super::settled::Settled;
use super::subject::Subject;
use super::timestamp::ZonedTimestamp;
use super::verdict::{Judgment, Percent};

/// Row of a report on the consensus on one subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConsensusRow {
    /// Address of the subject.
    #[serde(rename = "on")]
    pub subject: String,
    /// Name of the subject.
    pub name: String,
    /// Date on which the consensus was recorded.
    pub date: Date,
    /// Names of the reviewers who settled on the answer, in name order.
    pub between: Vec<String>,
    /// Answer that the reviewers settled on; `None` if they left the subject open.
    pub answer: Option<Judgment>,
    /// Confidence of the reviewers in percent, if stated.
    pub confidence: Option<u8>,
    /// Reason that the reviewers gave, if any.
    pub note: Option<String>,
    /// Names of the participants who have changed their stance or confidence since.
    pub changed: Vec<String>,
    /// Whether the text of the subject has changed since the consensus.
    pub stale: bool,
    /// Answer, participants and state of the consensus in one line.
    pub words: String,
    /// Session in which the consensus was recorded, if any.
    pub session: Option<LineId>,
    /// Time when the consensus was recorded.
    pub time: ZonedTimestamp,
}

impl ConsensusRow {
    /// Returns a row for every subject with a consensus that is not hidden and whose session and date pass `is_inside`,
    /// in the order of addresses.
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
