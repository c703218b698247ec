//! What has changed since the last visit: compared on a thread of its own, sent to the app, and the edition on screen
//! remembered once its changes have been seen.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

use crate::app::Message;
use crate::graph::Graph;
use crate::graph::diff::Fingerprints;
use crate::store::{VisitedEdition, VisitsFile};

use super::events::Event;

/// An edition that is not the one remembered.
#[derive(Debug)]
struct New {
    title: String,
    visited: VisitedEdition,
    /// Whether there was an earlier one to compare it with, so that there is something to see.
    is_compared: bool,
}

/// The current visit.
#[derive(Debug)]
pub(super) struct VisitTracker {
    file: Option<VisitsFile>,
    events: Sender<Event>,
    looking: Option<JoinHandle<Option<New>>>,
}

impl VisitTracker {
    /// A visit that is remembered in `file`; what has changed is sent to `events`.
    pub(super) fn new(file: Option<VisitsFile>, events: Sender<Event>) -> Self {
        Self { file, events, looking: None }
    }

    /// Starts comparing `graph` with the edition of the last visit.
    pub(super) fn look(&mut self, graph: Arc<Graph>) {
        let Some(file) = self.file.clone() else { return };
        let events = self.events.clone();
        // Without a thread nothing is told or remembered, which breaks nothing else.
        self.looking = thread::Builder::new().name("visit".to_owned()).spawn(move || look(&file, &graph, &events)).ok();
    }

    /// Remembers the edition, if it is a new one and its changes were `seen`. Waits for the comparison.
    pub(super) fn leave(self, seen: bool) {
        let new = self.looking.and_then(|looking| looking.join().ok()).flatten();
        if let (Some(file), Some(new)) = (self.file, new.filter(|new| seen || !new.is_compared)) {
            // What could not be written is told once more at the next visit.
            let _ = file.remember(&new.title, new.visited);
        }
    }
}

fn look(file: &VisitsFile, graph: &Graph, events: &Sender<Event>) -> Option<New> {
    let about = &graph.atlas.about;
    if about.title.is_empty() || about.edition.is_empty() {
        return None;
    }
    // What cannot be read is not written over either.
    let last = file.last(&about.title).ok()?;
    if last.as_ref().is_some_and(|last| last.edition == about.edition) {
        return None;
    }
    let contents = Fingerprints::of(&graph.atlas);
    let is_compared = last.is_some();
    if let Some(last) = last {
        let since = contents.since(&last.edition, &Fingerprints(last.records));
        // If nobody listens, the program is ending anyway.
        let _ = events.send(Event::Message(Message::ChangesSince(Arc::new(since))));
    }
    let visited = VisitedEdition { edition: about.edition.clone(), records: contents.0 };
    Some(New { title: about.title.clone(), visited, is_compared })
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::data;
    use crate::graph::diff::ChangesSince;

    const ATLAS: &str = include_str!("../page/tests/fixture.toml");

    /// Visits an edition and leaves again. Returns what was told.
    fn visit(file: &VisitsFile, toml: &str, edition: &str, seen: bool) -> Option<Arc<ChangesSince>> {
        let mut atlas = data::fixture(toml);
        atlas.about.edition = edition.to_owned();
        let (sender, events) = mpsc::channel();
        let mut visits = VisitTracker::new(Some(file.clone()), sender);
        visits.look(Arc::new(Graph::new(atlas)));
        visits.leave(seen);
        events.iter().find_map(|event| match event {
            Event::Message(Message::ChangesSince(since)) => Some(since),
            _ => None,
        })
    }

    #[test]
    fn a_newer_edition_is_told_until_it_was_seen() {
        let folder = tempfile::tempdir().unwrap();
        let file = VisitsFile::new(folder.path());
        let newer = format!("{ATLAS}\n[[person]]\nid = \"new\"\nname = \"New\"\ntagline = \"T\"\nsummary = \"S.\"\n");
        assert_eq!(visit(&file, ATLAS, "1", false), None, "the first visit has nothing before it");
        assert_eq!(visit(&file, &newer, "1", true), None, "the edition is the same");
        let told = visit(&file, &newer, "2", false).unwrap();
        assert_eq!((told.edition.as_str(), told.added.as_slice()), ("1", ["person/new".to_owned()].as_slice()));
        assert!(told.removed.is_empty() && told.changed.is_empty(), "{told:?}");
        assert_eq!(visit(&file, &newer, "2", true), Some(told), "it was not seen");
        assert_eq!(visit(&file, &newer, "2", true), None);
    }

    #[test]
    fn an_atlas_without_an_edition_is_not_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let file = VisitsFile::new(folder.path());
        assert_eq!(visit(&file, ATLAS, "", true), None);
        assert_eq!(visit(&file, ATLAS, "2", true), None);
    }
}
