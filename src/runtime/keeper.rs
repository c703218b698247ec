//! The thread that keeps what is to be remembered between runs, so that no key waits for a disk.

use std::io;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

use crate::app::{History, Keeping, KeptTrail, Marks, Message, Preferences};
use crate::model::PortfolioChange;
use crate::store::{AtHand, Memory, MemoryFile, PortfolioFile, Trails};

use super::events::Event;
use super::remembered;

/// Something to remember.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// The places under letters.
    Marks(Marks),
    /// How the panes are arranged.
    Layout(Preferences),
    /// The place on screen at the end.
    Last(String),
    /// The portfolio at hand.
    AtHand(AtHand),
    /// A query of the search.
    Search(String),
    /// That the hint of the first run has been put away.
    HintSeen,
}

impl Change {
    fn apply(self, memory: &mut Memory) {
        match self {
            // Marks that another program has set meanwhile stay.
            Self::Marks(marks) => {
                memory.marks.extend(marks.into_iter().map(|(letter, mark)| (letter, remembered::kept(mark))));
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
    /// Keep a change.
    Keep(Change),
    /// Keep a trail.
    Trail(KeptTrail, Keeping),
    /// Tell which trails are kept.
    List,
    /// Read the trail of this name.
    Open(String),
    /// Change the portfolios kept.
    Own(PortfolioChange, String),
}

/// Keeps changes, in the order they are given.
#[derive(Debug)]
pub(super) struct Keeper {
    tasks: Option<Sender<Task>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Starts keeping changes in `file`, trails in `trails` and portfolios in `portfolios`; what comes of it is told to `events`. Without a place to
    /// keep them nothing is kept.
    pub(super) fn start(
        file: Option<MemoryFile>,
        (mut trails, mut portfolios): (Option<Trails>, Option<PortfolioFile>),
        events: Sender<Event>,
    ) -> io::Result<Self> {
        let (tasks, given) = mpsc::channel::<Task>();
        let thread = thread::Builder::new().name("keeper".to_owned()).spawn(move || {
            let mut at_hand = None;
            while let Ok(first) = given.recv() {
                // All that has been given meanwhile goes into one write.
                let mut changes = Vec::new();
                let mut told = Vec::new();
                for task in std::iter::once(first).chain(given.try_iter()) {
                    match task {
                        Task::Keep(change) => {
                            if let Change::AtHand(changed) = &change {
                                at_hand = Some(changed.clone());
                            }
                            changes.push(change);
                        }
                        Task::Trail(trail, keeping) => told.extend(remembered::keep(trails.as_mut(), trail, keeping)),
                        Task::List => told.push(remembered::list(trails.as_ref())),
                        Task::Open(name) => told.push(remembered::open(trails.as_mut(), &name)),
                        Task::Own(change, done) => {
                            told.push(Message::Tell(keep_own(portfolios.as_mut(), &change, done)));
                            // The portfolio at hand may belong to one that has another id now.
                            changes.extend(at_hand.clone().map(Change::AtHand));
                        }
                    }
                }
                if let Some(file) = file.as_ref().filter(|_| !changes.is_empty()) {
                    let changes = changes.into_iter().map(|change| with_saved_id(portfolios.as_ref(), change));
                    match file.update(|memory| changes.for_each(|change| change.apply(memory))) {
                        Ok(read) => told.extend(read.notice.map(Message::Tell)),
                        Err(error) => told.push(Message::Tell(format!("Not kept for the next run: {error}"))),
                    }
                }
                for message in told {
                    // If nobody listens, the program is ending anyway.
                    let _ = events.send(Event::Message(message));
                }
            }
        })?;
        Ok(Self { tasks: Some(tasks), thread: Some(thread) })
    }

    /// Keeps `change`, soon.
    pub(super) fn keep(&self, change: Change) {
        self.give(Task::Keep(change));
    }

    /// Keeps a trail, soon, and tells what came of it.
    pub(super) fn keep_trail(&self, trail: KeptTrail, keeping: Keeping) {
        self.give(Task::Trail(trail, keeping));
    }

    /// Has the names of the trails that are kept told.
    pub(super) fn list_trails(&self) {
        self.give(Task::List);
    }

    /// Has a trail read, and taken up.
    pub(super) fn open_trail(&self, name: String) {
        self.give(Task::Open(name));
    }

    /// Changes the portfolios kept, soon, and tells so.
    pub(super) fn keep_own(&self, change: PortfolioChange, told: String) {
        self.give(Task::Own(change, told));
    }

    fn give(&self, task: Task) {
        // The thread lives as long as this does.
        let _ = self.tasks.as_ref().map(|tasks| tasks.send(task));
    }
}

/// Keeps a change to the portfolios kept and says how that went; `done` if well.
fn keep_own(file: Option<&mut PortfolioFile>, change: &PortfolioChange, done: String) -> String {
    match (file.map(|file| file.update(change)), change) {
        (None, _) => "Portfolios cannot be kept here".to_owned(),
        (Some(Err(error)), _) => format!("Not kept for the next run: {error}"),
        (Some(Ok(Some(saved))), PortfolioChange::Save(asked)) if saved.name != asked.name => {
            format!("Saved as {}: another window has saved {} too", saved.name, asked.name)
        }
        (Some(Ok(_)), _) => done,
    }
}

/// A change in which the portfolio at hand has the id under which the portfolio that it belongs to is saved.
fn with_saved_id(file: Option<&PortfolioFile>, mut change: Change) -> Change {
    if let (Change::AtHand(AtHand { kept_as: Some(id), .. }), Some(file)) = (&mut change, file) {
        *id = file.saved_id(id).to_owned();
    }
    change
}

impl Drop for Keeper {
    /// Waits until everything is on disk.
    fn drop(&mut self) {
        self.tasks = None;
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Focus;
    use crate::app::{Mark, PaneState, TrailNews};
    use crate::model::{CurrentPortfolio, SavedPortfolio};
    use crate::store;

    #[test]
    fn what_was_given_is_on_disk_once_the_keeper_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let file = MemoryFile::new(folder.path());
        file.update(|memory| drop(memory.marks.insert('z', store::SavedMark::new("home")))).unwrap();
        let keeper = Keeper::start(Some(file.clone()), (None, None), mpsc::channel().0).unwrap();
        let stood = PaneState { row: 9, link: Some(1), scroll: 4 };
        let mark = Mark { place: "tags".to_owned(), focus: Focus::People, panes: [stood; 3] };
        keeper.keep(Change::Marks(Marks::from([('a', mark.clone())])));
        keeper.keep(Change::Layout(Preferences { zoom: true, index: -3, ..Preferences::default() }));
        keeper.keep(Change::Last("people".to_owned()));
        keeper.keep(Change::HintSeen);
        for query in ["a", "b", "a"] {
            keeper.keep(Change::Search(query.to_owned()));
        }
        drop(keeper);
        let memory = file.read().unwrap().memory;
        assert_eq!(remembered::mark(&memory.marks[&'a']), mark, "it comes back as it was given");
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
        let keeper = Keeper::start(Some(file.clone()), (None, Some(own.clone())), sender).unwrap();
        let portfolio =
            SavedPortfolio { slug: "mine".to_owned(), name: "Mine".to_owned(), strategies: vec!["pause".to_owned()] };
        keeper.keep_own(PortfolioChange::Save(portfolio.clone()), "Kept Mine".to_owned());
        let current = CurrentPortfolio { saved_as: Some("mine".to_owned()), strategies: vec!["pause".to_owned()] };
        keeper.keep(Change::AtHand(current.into()));
        drop(keeper);
        assert_eq!(own.read().unwrap(), [portfolio]);
        let at_hand = file.read().unwrap().memory.at_hand.unwrap();
        assert_eq!(
            (at_hand.kept_as.as_deref(), at_hand.strategies.as_slice()),
            (Some("mine"), ["pause".to_owned()].as_slice())
        );
        let Ok(Event::Message(Message::Tell(told))) = events.recv() else { panic!("nothing was told") };
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
            let own = PortfolioFile::new(folder.path(), folder.path());
            let (sender, events) = mpsc::channel();
            let keeper = Keeper::start(Some(file.clone()), (None, Some(own)), sender).unwrap();
            let current = CurrentPortfolio { saved_as: Some("mine".to_owned()), strategies: vec![strategy.to_owned()] };
            keeper.keep(Change::AtHand(current.into()));
            keeper.keep_own(PortfolioChange::Save(portfolio(strategy)), "Kept Mine".to_owned());
            drop(keeper);
            let Ok(Event::Message(Message::Tell(told))) = events.recv() else { panic!("nothing was told") };
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
        let keeper = Keeper::start(Some(MemoryFile::new(&folder.path().join("state"))), (None, None), sender).unwrap();
        keeper.keep(Change::HintSeen);
        keeper.list_trails();
        drop(keeper);
        let told: Vec<String> = events
            .iter()
            .map(|event| match event {
                Event::Message(Message::Tell(told)) => told,
                other => panic!("{other:?}"),
            })
            .collect();
        assert!(told.iter().any(|told| told.starts_with("Not kept for the next run: cannot lock")), "{told:?}");
        assert!(told.iter().any(|told| told == remembered::NO_TRAILS), "{told:?}");
    }

    #[test]
    fn trails_are_kept_listed_and_read() {
        let folder = tempfile::tempdir().unwrap();
        let (sender, events) = mpsc::channel();
        let keeper = Keeper::start(None, (Some(Trails::new(folder.path())), None), sender).unwrap();
        let steps = vec![("home".to_owned(), None), ("tags".to_owned(), Some(0))];
        let trail = KeptTrail { name: "Mine".to_owned(), steps, current: 1 };
        keeper.keep_trail(trail.clone(), Keeping::Anew);
        keeper.keep_trail(KeptTrail { current: 0, ..trail.clone() }, Keeping::Anew);
        keeper.list_trails();
        keeper.open_trail("Mine".to_owned());
        keeper.open_trail("Yours".to_owned());
        keeper.keep_trail(KeptTrail { current: 0, ..trail.clone() }, Keeping::Aside);
        keeper.open_trail("Mine".to_owned());
        keeper.keep_trail(trail.clone(), Keeping::Over);
        keeper.keep_trail(KeptTrail { name: "Bad".to_owned(), steps: Vec::new(), current: 0 }, Keeping::Aside);
        drop(keeper);
        let mut messages = events.iter().map(|event| match event {
            Event::Message(message) => message,
            other => panic!("{other:?}"),
        });
        let Some(Message::Trail(TrailNews::Kept(name))) = messages.next() else { panic!("it is told") };
        assert_eq!(name, "Mine");
        let Some(Message::Trail(TrailNews::Taken(name))) = messages.next() else { panic!("it is told") };
        assert_eq!(name, "Mine", "what is kept under a name stays");
        let Some(Message::Trail(TrailNews::Listed(names))) = messages.next() else { panic!("they are listed") };
        assert_eq!(names, ["Mine"]);
        let Some(Message::Trail(TrailNews::Opened(read))) = messages.next() else { panic!("it is read") };
        assert_eq!(read, trail);
        let Some(Message::Tell(told)) = messages.next() else { panic!("it is told") };
        assert_eq!(told, "no trail is called `Yours`");
        let Some(Message::Tell(told)) = messages.next() else { panic!("it is told") };
        assert_eq!(told, "The trail before it is saved as Mine-2");
        let Some(Message::Trail(TrailNews::Opened(read))) = messages.next() else { panic!("it is read") };
        assert_eq!(read, trail, "a copy replaces nothing");
        assert!(matches!(messages.next(), Some(Message::Trail(TrailNews::Kept(_)))));
        let Some(Message::Tell(told)) = messages.next() else { panic!("it is told") };
        assert_eq!(told, "The trail is not kept: it has no step");
    }
}
