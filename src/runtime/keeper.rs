//! The thread that keeps what is to be remembered between runs, so that no key waits for a disk.

use std::io;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

use crate::app::{Marks, Message, Preferences};
use crate::store::{Memory, MemoryFile};

use super::events::Event;

/// Something to remember.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// The places under letters.
    Marks(Marks),
    /// How the panes are arranged.
    Layout(Preferences),
    /// The place on screen at the end.
    Last(String),
    /// That the hint of the first run has been seen.
    HintSeen,
}

impl Change {
    fn apply(self, memory: &mut Memory) {
        match self {
            // Marks that another program has set meanwhile stay.
            Self::Marks(marks) => memory.marks.extend(marks),
            Self::Layout(wish) => {
                let panes = memory.panes.get_or_insert_default();
                panes.zoomed = wish.zoom;
                panes.hide_index = wish.hide_index;
                panes.hide_sides = wish.hide_sides;
                panes.index = wish.index;
                panes.sides = wish.sides;
            }
            Self::Last(place) => memory.last = Some(place),
            Self::HintSeen => memory.hint_dismissed = true,
        }
    }
}

/// Keeps changes, in the order they are given.
#[derive(Debug)]
pub(super) struct Keeper {
    changes: Option<Sender<Change>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Starts keeping changes in `file`; what goes wrong is told to `events`. Without a file nothing is kept.
    pub(super) fn start(file: Option<MemoryFile>, events: Sender<Event>) -> io::Result<Self> {
        let Some(file) = file else { return Ok(Self { changes: None, thread: None }) };
        let (changes, given) = mpsc::channel::<Change>();
        let thread = thread::Builder::new().name("keeper".to_owned()).spawn(move || {
            while let Ok(first) = given.recv() {
                // All that has been given meanwhile goes into one write.
                let all: Vec<Change> = std::iter::once(first).chain(given.try_iter()).collect();
                let told = match file.update(|memory| all.into_iter().for_each(|change| change.apply(memory))) {
                    Ok(read) => read.notice,
                    Err(error) => Some(format!("Not kept for the next run: {error}")),
                };
                // If nobody listens, the program is ending anyway.
                let _ = told.map(|told| events.send(Event::Message(Message::Tell(told))));
            }
        })?;
        Ok(Self { changes: Some(changes), thread: Some(thread) })
    }

    /// Keeps `change`, soon.
    pub(super) fn keep(&self, change: Change) {
        // The thread lives as long as this does.
        let _ = self.changes.as_ref().map(|changes| changes.send(change));
    }
}

impl Drop for Keeper {
    /// Waits until everything is on disk.
    fn drop(&mut self) {
        self.changes = None;
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_given_is_on_disk_once_the_keeper_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let file = MemoryFile::new(folder.path());
        file.update(|memory| drop(memory.marks.insert('z', "home".to_owned()))).unwrap();
        let keeper = Keeper::start(Some(file.clone()), mpsc::channel().0).unwrap();
        keeper.keep(Change::Marks(Marks::from([('a', "tags".to_owned())])));
        keeper.keep(Change::Layout(Preferences { zoom: true, index: -3, ..Preferences::default() }));
        keeper.keep(Change::Last("people".to_owned()));
        keeper.keep(Change::HintSeen);
        drop(keeper);
        let memory = file.read().unwrap().memory;
        assert_eq!(memory.marks, Marks::from([('a', "tags".to_owned()), ('z', "home".to_owned())]));
        let panes = memory.panes.unwrap();
        assert_eq!((panes.zoomed, panes.index, panes.hide_index), (true, -3, false));
        assert_eq!((memory.last.as_deref(), memory.hint_dismissed), (Some("people"), true));
    }

    #[test]
    fn what_cannot_be_kept_is_told() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("state"), "a file").unwrap();
        let (sender, events) = mpsc::channel();
        let keeper = Keeper::start(Some(MemoryFile::new(&folder.path().join("state"))), sender).unwrap();
        keeper.keep(Change::HintSeen);
        drop(keeper);
        let Ok(Event::Message(Message::Tell(told))) = events.recv() else { panic!("nothing was told") };
        assert!(told.starts_with("Not kept for the next run: cannot lock"), "{told}");
    }
}
