//! Changes of the atlas since the last visit: the atlas is compared with the edition of that visit, and the new edition
//! is stored once the user has seen the changes.

use std::sync::Arc;

use crate::app::Message;
use crate::graph::Graph;
use crate::graph::diff::{ChangesSince, Fingerprints};
use crate::store::{VisitedEdition, VisitsFile};

use super::events::LoopEvent;
use super::jobs::{Jobs, Slot};

/// Visit of an edition of the atlas that is not the edition of the last visit.
#[derive(Debug)]
pub(super) struct EditionVisit {
    title: String,
    visited: VisitedEdition,
    /// Changes since the last visit; `None` at the first visit.
    changes: Option<Arc<ChangesSince>>,
}

/// Tracks which edition of the atlas is visited.
#[derive(Debug, Default)]
pub(super) struct VisitTracker {
    /// File that stores visits; `None` if nothing is compared and stored.
    file: Option<VisitsFile>,
    /// Visit of the current atlas; `None` until it has been compared, or if the last visit was of the same edition.
    visit: Option<EditionVisit>,
    /// Whether the job that compares the atlas is running.
    pub(super) is_pending: bool,
}

impl VisitTracker {
    /// Creates a tracker that stores visits in `file`.
    pub(super) fn new(file: Option<VisitsFile>) -> Self {
        Self { file, ..Self::default() }
    }

    /// Handles the result of the comparison. Returns the message about changes since the last visit, if any.
    pub(super) fn handle_comparison(&mut self, visit: Option<EditionVisit>) -> Option<Message> {
        (self.visit, self.is_pending) = (visit, false);
        self.visit.as_ref()?.changes.clone().map(Message::ChangesSince)
    }

    /// Handles an event at the end of the program: the result of the comparison is taken, other events are dropped.
    pub(super) fn handle_event(&mut self, event: LoopEvent) {
        if let LoopEvent::Job(_, event) = event
            && let LoopEvent::Visit(visit) = *event
        {
            self.handle_comparison(visit);
        }
    }

    /// Starts a job that compares `graph` with the edition of the last visit.
    pub(super) fn start_comparison(&mut self, jobs: &mut Jobs, graph: Arc<Graph>) {
        let Some(file) = self.file.clone() else { return };
        (self.visit, self.is_pending) = (None, true);
        let failed = |why| Message::Notice(format!("The changes since the last visit are unknown: {why}"));
        jobs.start(Slot::Visit, failed, move |_, _| Some(LoopEvent::Visit(visit(&file, &graph))));
    }

    /// Stores the edition of the visit if its changes were `seen`, or at the first visit.
    pub(super) fn finish(self, seen: bool) {
        if let (Some(file), Some(visit)) = (self.file, self.visit.filter(|visit| seen || visit.changes.is_none())) {
            // An error is ignored: the changes are then reported again at the next visit.
            let _ = file.remember(&visit.title, visit.visited);
        }
    }
}

/// Compares `graph` with the edition of the last visit; `None` if the two are the same or the last visit is unknown.
fn visit(file: &VisitsFile, graph: &Graph) -> Option<EditionVisit> {
    let about = &graph.atlas.about;
    if about.title.is_empty() || about.edition.is_empty() {
        return None;
    }
    // If the file cannot be read, nothing is compared, so that the file is not replaced.
    let last = file.last(&about.title).ok()?;
    if last.as_ref().is_some_and(|last| last.edition == about.edition) {
        return None;
    }
    let contents = Fingerprints::of(&graph.atlas);
    let changes = last.map(|last| Arc::new(contents.since(&last.edition, &Fingerprints(last.records))));
    let visited = VisitedEdition { edition: about.edition.clone(), records: contents.0 };
    Some(EditionVisit { title: about.title.clone(), visited, changes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data;

    const ATLAS: &str = include_str!("../page/tests/fixture.toml");

    /// Visits an edition and leaves. Returns the reported changes.
    fn visited(file: &VisitsFile, toml: &str, edition: &str, seen: bool) -> Option<Arc<ChangesSince>> {
        let mut atlas = data::fixture(toml);
        atlas.about.edition = edition.to_owned();
        let visit = visit(file, &Graph::new(atlas));
        let changes = visit.as_ref().and_then(|visit| visit.changes.clone());
        VisitTracker { file: Some(file.clone()), visit, is_pending: false }.finish(seen);
        changes
    }

    #[test]
    fn a_newer_edition_is_told_until_it_was_seen() {
        let folder = tempfile::tempdir().unwrap();
        let file = VisitsFile::new(folder.path());
        let newer = format!("{ATLAS}\n[[person]]\nid = \"new\"\nname = \"New\"\ntagline = \"T\"\nsummary = \"S.\"\n");
        assert_eq!(visited(&file, ATLAS, "1", false), None, "the first visit has nothing before it");
        assert_eq!(visited(&file, &newer, "1", true), None, "the edition is the same");
        let changes = visited(&file, &newer, "2", false).unwrap();
        assert_eq!((changes.edition.as_str(), changes.added.as_slice()), ("1", ["person/new".to_owned()].as_slice()));
        assert!(changes.removed.is_empty() && changes.changed.is_empty(), "{changes:?}");
        assert_eq!(visited(&file, &newer, "2", true), Some(changes), "it was not seen");
        assert_eq!(visited(&file, &newer, "2", true), None);
    }

    #[test]
    fn an_atlas_without_an_edition_is_not_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let file = VisitsFile::new(folder.path());
        assert_eq!(visited(&file, ATLAS, "", true), None);
        assert_eq!(visited(&file, ATLAS, "2", true), None);
    }
}
