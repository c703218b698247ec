//! Writing what is remembered between runs on a thread of its own, so that no key waits for a disk.

use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use crate::app::{History, LayoutPreferences, Marks, Message, TrailSaveMode, TrailSnapshot};
use crate::model::PortfolioChange;
use crate::store::{AtHand, Memory, MemoryFile, PortfolioFile, Trails};

use super::events::Event;
use super::jobs::reason;
use super::persist;

/// Something to remember.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum StateChange {
    /// The places under letters.
    Marks(Marks),
    /// How the panes are arranged.
    Layout(LayoutPreferences),
    /// The place on screen at the end.
    Last(String),
    /// The current portfolio.
    AtHand(AtHand),
    /// A query of the search.
    Search(String),
    /// That the hint of the first run has been put away.
    HintSeen,
}

impl StateChange {
    fn apply(self, memory: &mut Memory) {
        match self {
            // Marks that another program has set meanwhile stay.
            Self::Marks(marks) => {
                memory.marks.extend(marks.into_iter().map(|(letter, mark)| (letter, persist::kept(mark))));
            }
            Self::Search(query) => {
                let mut searches = History::new(std::mem::take(&mut memory.searches));
                searches.remember(&query);
                memory.searches = searches.into_lines();
            }
            Self::Layout(wish) => {
                let panes = memory.panes.get_or_insert_default();
                panes.zoomed = wish.zoom;
                panes.hide_index = wish.hide_index;
                panes.hide_sides = wish.hide_sides;
                panes.index = wish.index;
                panes.sides = wish.sides;
            }
            Self::AtHand(at_hand) => memory.at_hand = Some(at_hand),
            Self::Last(place) => memory.last = Some(place),
            Self::HintSeen => memory.hint_dismissed = true,
        }
    }
}

/// Something for the thread to do.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Task {
    /// Remember a change.
    Remember(StateChange),
    /// Save a trail.
    SaveTrail(TrailSnapshot, TrailSaveMode),
    /// Tell which trails are saved.
    ListTrails,
    /// Read the trail of this name.
    OpenTrail(String),
    /// Change the saved portfolios, and say the text if that goes well.
    Portfolio(PortfolioChange, String),
}

/// Where state is written; nothing is where there is no home for it.
#[derive(Clone, Debug, Default)]
pub(super) struct StateFiles {
    pub(super) memory: Option<MemoryFile>,
    pub(super) trails: Option<Trails>,
    pub(super) portfolios: Option<PortfolioFile>,
}

/// Writes state, in the order it is given changes.
#[derive(Debug)]
pub(super) struct StateWriter {
    tasks: Sender<Task>,
    thread: JoinHandle<Option<String>>,
}

impl StateWriter {
    /// Starts writing to `files`; what comes of it is sent to `events`.
    ///
    /// # Errors
    /// If no thread can be started.
    pub(super) fn start(files: StateFiles, events: Sender<Event>) -> io::Result<Self> {
        let (tasks, given) = mpsc::channel();
        let mut work = Work { files, events, current: None, unsaved: None };
        let thread = thread::Builder::new().name("state-writer".to_owned()).spawn(move || work.run(&given))?;
        Ok(Self { tasks, thread })
    }

    /// Remembers a change, soon.
    pub(super) fn remember(&self, change: StateChange) {
        self.give(Task::Remember(change));
    }

    /// Saves a trail, soon, and tells what came of it.
    pub(super) fn save_trail(&self, trail: TrailSnapshot, keeping: TrailSaveMode) {
        self.give(Task::SaveTrail(trail, keeping));
    }

    /// Has the names of the saved trails sent.
    pub(super) fn list_trails(&self) {
        self.give(Task::ListTrails);
    }

    /// Has a saved trail read and sent.
    pub(super) fn open_trail(&self, name: String) {
        self.give(Task::OpenTrail(name));
    }

    /// Changes the saved portfolios, soon, and sends `done` if that goes well.
    pub(super) fn change_portfolios(&self, change: PortfolioChange, done: String) {
        self.give(Task::Portfolio(change, done));
    }

    fn give(&self, task: Task) {
        // The thread lives as long as this does.
        let _ = self.tasks.send(task);
    }

    /// Waits until everything is on disk. Returns why something is not, if the user had asked for it.
    pub(super) fn finish(self) -> Option<String> {
        drop(self.tasks);
        self.thread.join().unwrap_or_else(|panic| Some(reason(&*panic)))
    }
}

struct Work {
    files: StateFiles,
    events: Sender<Event>,
    /// The current portfolio as it was last given.
    current: Option<AtHand>,
    /// Why something was not saved, if something was not.
    unsaved: Option<String>,
}

impl Work {
    fn run(&mut self, given: &Receiver<Task>) -> Option<String> {
        while let Ok(first) = given.recv() {
            let mut changes = Vec::new();
            for task in std::iter::once(first).chain(given.try_iter()) {
                match task {
                    Task::Remember(change) => changes.push(change),
                    other => self.guarded(|work| work.carry_out(other)),
                }
            }
            // All changes that have been given meanwhile go into one write.
            if !changes.is_empty() {
                self.guarded(|work| work.remember(changes));
            }
        }
        self.unsaved.take()
    }

    /// Does something; a panic is told like any other failure.
    fn guarded(&mut self, work: impl FnOnce(&mut Self)) {
        if let Err(panic) = panic::catch_unwind(AssertUnwindSafe(|| work(self))) {
            self.failed(format!("Not saved: {}", reason(&*panic)));
        }
    }

    fn carry_out(&mut self, task: Task) {
        let trails = &mut self.files.trails;
        match task {
            Task::Remember(change) => self.remember(vec![change]),
            Task::SaveTrail(trail, keeping) => match persist::save(trails.as_mut(), trail, keeping) {
                Ok(message) => message.into_iter().for_each(|message| self.send(message)),
                Err(why) => self.failed(why),
            },
            Task::ListTrails => {
                let message = persist::list(trails.as_ref());
                self.send(message);
            }
            Task::OpenTrail(name) => {
                let message = persist::open(trails.as_mut(), &name);
                self.send(message);
            }
            Task::Portfolio(change, done) => {
                self.change_portfolios(&change, done);
                // The current portfolio may belong to one that has another id now.
                if let Some(current) = self.current.clone() {
                    self.remember(vec![StateChange::AtHand(current)]);
                }
            }
        }
    }

    fn change_portfolios(&mut self, change: &PortfolioChange, done: String) {
        let updated = self.files.portfolios.as_mut().map(|file| file.update(change));
        match (updated, change) {
            (None, _) => self.tell("Portfolios cannot be saved here: there is no home directory".to_owned()),
            (Some(Err(error)), _) => self.failed(format!("Not saved for the next run: {error}")),
            (Some(Ok(Some(saved))), PortfolioChange::Save(asked)) if saved.name != asked.name => {
                self.tell(format!("Saved as {}: another window has saved {} too", saved.name, asked.name));
            }
            (Some(Ok(_)), _) => self.tell(done),
        }
    }

    fn remember(&mut self, changes: Vec<StateChange>) {
        let current = |change: &StateChange| match change {
            StateChange::AtHand(current) => Some(current.clone()),
            _ => None,
        };
        self.current = changes.iter().rev().find_map(current).or(self.current.take());
        let Some(file) = &self.files.memory else { return };
        // The place on screen at the end is remembered without being asked for: nobody misses it.
        let is_missed = changes.iter().any(|change| !matches!(change, StateChange::Last(_)));
        let changes = changes.into_iter().map(|change| with_saved_id(self.files.portfolios.as_ref(), change));
        match file.update(|memory| changes.for_each(|change| change.apply(memory))) {
            Ok(read) => read.notice.into_iter().for_each(|notice| self.tell(notice)),
            Err(error) if is_missed => self.failed(format!("Not saved for the next run: {error}")),
            Err(_) => {}
        }
    }

    fn failed(&mut self, why: String) {
        self.tell(why.clone());
        self.unsaved.get_or_insert(why);
    }

    fn tell(&self, text: String) {
        self.send(Message::Notice(text));
    }

    fn send(&self, message: Message) {
        // If nobody listens, the program is ending anyway.
        let _ = self.events.send(Event::Message(message));
    }
}

/// A change in which the current portfolio has the id under which the portfolio that it belongs to is saved.
fn with_saved_id(file: Option<&PortfolioFile>, mut change: StateChange) -> StateChange {
    if let (StateChange::AtHand(AtHand { kept_as: Some(id), .. }), Some(file)) = (&mut change, file) {
        *id = file.saved_id(id).to_owned();
    }
    change
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Focus;
    use crate::app::{PaneState, PlaceMark, TrailEvent};
    use crate::model::{CurrentPortfolio, SavedPortfolio};
    use crate::store;

    #[test]
    fn what_was_given_is_on_disk_once_the_writer_has_finished() {
        let folder = tempfile::tempdir().unwrap();
        let file = MemoryFile::new(folder.path());
        file.update(|memory| drop(memory.marks.insert('z', store::SavedMark::new("home")))).unwrap();
        let files = StateFiles { memory: Some(file.clone()), ..StateFiles::default() };
        let writer = StateWriter::start(files, mpsc::channel().0).unwrap();
        let stood = PaneState { row: 9, link: Some(1), scroll: 4 };
        let mark = PlaceMark { place: "tags".to_owned(), focus: Focus::People, panes: [stood; 3] };
        writer.remember(StateChange::Marks(Marks::from([('a', mark.clone())])));
        writer.remember(StateChange::Layout(LayoutPreferences {
            zoom: true,
            index: -3,
            ..LayoutPreferences::default()
        }));
        writer.remember(StateChange::Last("people".to_owned()));
        writer.remember(StateChange::HintSeen);
        for query in ["a", "b", "a"] {
            writer.remember(StateChange::Search(query.to_owned()));
        }
        assert_eq!(writer.finish(), None);
        let memory = file.read().unwrap().memory;
        assert_eq!(persist::mark(&memory.marks[&'a']), mark, "it comes back as it was given");
        let panes = memory.panes.unwrap();
        assert_eq!((panes.zoomed, panes.index, panes.hide_index), (true, -3, false));
        assert_eq!((memory.last.as_deref(), memory.hint_dismissed), (Some("people"), true));
        assert_eq!(memory.searches, ["b", "a"]);
        assert_eq!(memory.marks[&'z'], store::SavedMark::new("home"));
    }

    #[test]
    fn portfolios_are_kept_in_their_own_file_and_what_is_at_hand_in_memory() {
        let folder = tempfile::tempdir().unwrap();
        let (file, mut own) = (MemoryFile::new(folder.path()), PortfolioFile::new(folder.path(), folder.path()));
        let (sender, events) = mpsc::channel();
        let files = StateFiles { memory: Some(file.clone()), portfolios: Some(own.clone()), ..StateFiles::default() };
        let writer = StateWriter::start(files, sender).unwrap();
        let portfolio =
            SavedPortfolio { slug: "mine".to_owned(), name: "Mine".to_owned(), strategies: vec!["pause".to_owned()] };
        writer.change_portfolios(PortfolioChange::Save(portfolio.clone()), "Kept Mine".to_owned());
        let current = CurrentPortfolio { saved_as: Some("mine".to_owned()), strategies: vec!["pause".to_owned()] };
        writer.remember(StateChange::AtHand(current.into()));
        assert_eq!(writer.finish(), None);
        assert_eq!(own.read().unwrap(), [portfolio]);
        let at_hand = file.read().unwrap().memory.at_hand.unwrap();
        assert_eq!(
            (at_hand.kept_as.as_deref(), at_hand.strategies.as_slice()),
            (Some("mine"), ["pause".to_owned()].as_slice())
        );
        let Ok(Event::Message(Message::Notice(told))) = events.recv() else { panic!("nothing was told") };
        assert_eq!(told, "Kept Mine");
    }

    #[test]
    fn two_windows_that_save_portfolios_of_one_name_keep_both() {
        let folder = tempfile::tempdir().unwrap();
        let (file, mut own) = (MemoryFile::new(folder.path()), PortfolioFile::new(folder.path(), folder.path()));
        let portfolio = |strategy: &str| SavedPortfolio {
            slug: "mine".to_owned(),
            name: "Mine".to_owned(),
            strategies: vec![strategy.to_owned()],
        };
        let told = ["pause", "go"].map(|strategy| {
            let portfolios = Some(PortfolioFile::new(folder.path(), folder.path()));
            let files = StateFiles { memory: Some(file.clone()), portfolios, ..StateFiles::default() };
            let (sender, events) = mpsc::channel();
            let writer = StateWriter::start(files, sender).unwrap();
            let current = CurrentPortfolio { saved_as: Some("mine".to_owned()), strategies: vec![strategy.to_owned()] };
            writer.remember(StateChange::AtHand(current.into()));
            writer.change_portfolios(PortfolioChange::Save(portfolio(strategy)), "Kept Mine".to_owned());
            assert_eq!(writer.finish(), None);
            let Ok(Event::Message(Message::Notice(told))) = events.recv() else { panic!("nothing was told") };
            told
        });
        assert_eq!(told, ["Kept Mine", "Saved as Mine 2: another window has saved Mine too"]);
        let names: Vec<String> = own.read().unwrap().into_iter().map(|saved| saved.name).collect();
        assert_eq!(names, ["Mine", "Mine 2"]);
        let at_hand = file.read().unwrap().memory.at_hand.unwrap();
        assert_eq!(at_hand.kept_as.as_deref(), Some("mine-2"));
    }

    #[test]
    fn what_cannot_be_kept_is_told() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("state"), "a file").unwrap();
        let (sender, events) = mpsc::channel();
        let memory = Some(MemoryFile::new(&folder.path().join("state")));
        let writer = StateWriter::start(StateFiles { memory, ..StateFiles::default() }, sender).unwrap();
        writer.remember(StateChange::HintSeen);
        writer.list_trails();
        let why = writer.finish().unwrap();
        assert!(why.starts_with("Not saved for the next run: cannot lock"), "{why}");
        let told: Vec<String> = events
            .iter()
            .map(|event| match event {
                Event::Message(Message::Notice(told)) => told,
                other => panic!("{other:?}"),
            })
            .collect();
        assert!(told.iter().any(|told| told.starts_with("Not saved for the next run: cannot lock")), "{told:?}");
        assert!(told.iter().any(|told| told == persist::NO_TRAILS), "{told:?}");
    }

    #[test]
    fn trails_are_kept_listed_and_read() {
        let folder = tempfile::tempdir().unwrap();
        let (sender, events) = mpsc::channel();
        let files = StateFiles { trails: Some(Trails::new(folder.path())), ..StateFiles::default() };
        let writer = StateWriter::start(files, sender).unwrap();
        let steps = vec![("home".to_owned(), None), ("tags".to_owned(), Some(0))];
        let trail = TrailSnapshot { name: "Mine".to_owned(), steps, current: 1 };
        writer.save_trail(trail.clone(), TrailSaveMode::Create);
        writer.save_trail(TrailSnapshot { current: 0, ..trail.clone() }, TrailSaveMode::Create);
        writer.list_trails();
        writer.open_trail("Mine".to_owned());
        writer.open_trail("Yours".to_owned());
        writer.save_trail(TrailSnapshot { current: 0, ..trail.clone() }, TrailSaveMode::Backup);
        writer.open_trail("Mine".to_owned());
        writer.save_trail(trail.clone(), TrailSaveMode::Overwrite);
        writer
            .save_trail(TrailSnapshot { name: "Bad".to_owned(), steps: Vec::new(), current: 0 }, TrailSaveMode::Backup);
        assert_eq!(writer.finish().as_deref(), Some("The trail is not saved: it has no step"));
        let mut messages = events.iter().map(|event| match event {
            Event::Message(message) => message,
            other => panic!("{other:?}"),
        });
        let Some(Message::Trail(TrailEvent::Saved(name))) = messages.next() else { panic!("it is told") };
        assert_eq!(name, "Mine");
        let Some(Message::Trail(TrailEvent::NameTaken(name))) = messages.next() else { panic!("it is told") };
        assert_eq!(name, "Mine", "what is kept under a name stays");
        let Some(Message::Trail(TrailEvent::Listed(names))) = messages.next() else { panic!("they are listed") };
        assert_eq!(names, ["Mine"]);
        let Some(Message::Trail(TrailEvent::Opened(read))) = messages.next() else { panic!("it is read") };
        assert_eq!(read, trail);
        let Some(Message::Notice(told)) = messages.next() else { panic!("it is told") };
        assert_eq!(told, "no trail is called `Yours`");
        let Some(Message::Notice(told)) = messages.next() else { panic!("it is told") };
        assert_eq!(told, "The trail before it is saved as Mine-2");
        let Some(Message::Trail(TrailEvent::Opened(read))) = messages.next() else { panic!("it is read") };
        assert_eq!(read, trail, "a copy replaces nothing");
        assert!(matches!(messages.next(), Some(Message::Trail(TrailEvent::Saved(_)))));
        let Some(Message::Notice(told)) = messages.next() else { panic!("it is told") };
        assert_eq!(told, "The trail is not saved: it has no step");
    }

    #[test]
    fn only_what_was_asked_for_is_missed() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("state"), "a file").unwrap();
        let memory = Some(MemoryFile::new(&folder.path().join("state")));
        let writer = StateWriter::start(StateFiles { memory, ..StateFiles::default() }, mpsc::channel().0).unwrap();
        writer.remember(StateChange::Last("people".to_owned()));
        assert_eq!(writer.finish(), None);
    }
}
