//! What subcommands need to record reviews without the explorer.

use std::collections::BTreeSet;
use std::mem::ManuallyDrop;
use std::sync::Arc;

use anyhow::{Context, Result};

use crate::graph::Graph;
use crate::review::{Digest, JournalEvent, LineId, Reviews, Subject};
use crate::runtime::now;
use crate::store::journal::{Journal, JournalContents, JournalFollower, Stamp};

use super::super::{context::CliContext, output, reviewer};

/// The atlas, the reviews, and the journal of the reviewer.
pub(super) struct ReviewContext {
    pub(super) graph: Arc<Graph>,
    /// The reviews. The program ends after the command, so the memory of a long journal is not freed piece by piece.
    pub(super) reviews: ManuallyDrop<Reviews>,
    journal: Journal,
}

impl ReviewContext {
    /// Reads the atlas and the journals. Lines that cannot be read are reported and skipped.
    ///
    /// # Errors
    /// If the atlas, the configuration or the folder of the journals cannot be read.
    pub(super) fn open(context: &CliContext) -> Result<Self> {
        let graph = context.graph()?;
        let journals = context.journals()?;
        let mut follower = JournalFollower::default();
        let JournalContents { lines, diagnostics } = journals.read_first(&mut follower)?;
        let others = context.args.reviewer.others(context.config()?);
        let reviews = Reviews::fold(context.reviewer()?, lines).with_others(others);
        reviewer::report(&diagnostics);
        let mut journal = journals.of(reviews.me())?;
        journal.observe(&follower, reviews.last_id());
        Ok(Self { graph, reviews: ManuallyDrop::new(reviews), journal })
    }

    /// Reports on standard error on how many subjects verdicts of other reviewers are hidden.
    pub(super) fn report_hidden(&self) {
        reviewer::report_hidden(self.reviews.hidden_subjects());
    }

    /// Records `events` on `subject`, preceded by the text of the subject unless a journal has that text. Returns the
    /// id of the last line written.
    pub(super) fn record(&mut self, subject: Subject, events: Vec<JournalEvent>) -> Result<LineId> {
        let body = subject.text(&self.graph.atlas);
        let digest = Digest::of(&body);
        let text = (!self.reviews.has_text(digest)).then(|| JournalEvent::Text { digest, body: body.into() });
        self.append(text.into_iter().chain(events).collect())
    }

    /// Records events on several subjects in one step, each preceded by the text of its subject unless a journal has
    /// that text. Returns the id of the last line written.
    pub(super) fn record_all(&mut self, entries: Vec<(Subject, JournalEvent)>) -> Result<LineId> {
        let mut written = BTreeSet::new();
        let mut events = Vec::new();
        for (subject, event) in entries {
            let body = subject.text(&self.graph.atlas);
            let digest = Digest::of(&body);
            if !self.reviews.has_text(digest) && written.insert(digest) {
                events.push(JournalEvent::Text { digest, body: body.into() });
            }
            events.push(event);
        }
        self.append(events)
    }

    /// Writes `events` to the reviewer's journal. Returns the id of the last line written.
    pub(super) fn append(&mut self, events: Vec<JournalEvent>) -> Result<LineId> {
        let edition = Some(self.graph.atlas.about.edition.clone()).filter(|edition| !edition.is_empty());
        let stamp = Stamp { at: now(), session: None, edition };
        let appended = self.journal.append(&stamp, events).context("nothing was recorded")?;
        appended.notice.iter().for_each(|notice| output::warn(notice));
        let id = appended.lines.last().map(|line| line.head.id).context("there is nothing to record")?;
        self.reviews.add(appended.before.into_iter().chain(appended.lines));
        Ok(id)
    }
}
