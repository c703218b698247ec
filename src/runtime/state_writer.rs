//! Writing of the state that outlives a run, on a separate thread.

use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{Receiver, Sender};

use crate::app::{History, LayoutPreferences, Marks, Message, TrailSaveMode, TrailSnapshot};
use crate::document::TableOrder;
use crate::model::{CurrentPortfolio, PortfolioChange};
use crate::store::{Memory, MemoryFile, PortfolioFile, Trails};

use super::events::LoopEvent;
use super::jobs::panic_message;
use super::persist;
use super::writer::{TaskWriter, error_chain};

/// Change of the state that is stored between runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum StateChange {
    /// Marked places by letter.
    Marks(Marks),
    /// The layout of the panes.
    Layout(LayoutPreferences),
    /// The order of a table on pages of this kind; none for the order of the page.
    TableOrder(String, Option<TableOrder>),
    /// The last place of the run.
    Last(String),
    /// The current portfolio.
    Current(CurrentPortfolio),
    /// A query that the user has searched for.
    Search(String),
    /// The welcome hint was dismissed.
    WelcomeDismissed,
}

impl StateChange {
    fn apply(self, memory: &mut Memory) {
        match self {
            // Marks that other instances of the program have set in the meantime are preserved.
            Self::Marks(marks) => {
                memory.marks.extend(marks.into_iter().map(|(letter, mark)| (letter, persist::saved_mark(mark))));
            }
            Self::Search(query) => {
                let mut searches = History::new(std::mem::take(&mut memory.searches));
                searches.remember(&query);
                memory.searches = searches.into_lines();
            }
            Self::Layout(LayoutPreferences { zoom, index_shown, hide_sides, index, sides, explanations, .. }) => {
                let panes = memory.panes.get_or_insert_default();
                (panes.zoomed, panes.hide_sides) = (zoom, hide_sides);
                (panes.hide_index, panes.show_index) = (index_shown == Some(false), index_shown == Some(true));
                (panes.index, panes.sides, panes.explanations) = (index, sides, explanations);
            }
            Self::TableOrder(kind, order) => match order {
                Some(order) => drop(memory.table_orders.insert(kind, persist::saved_order(order))),
                None => drop(memory.table_orders.remove(&kind)),
            },
            // Merging requires the previous value of this window.
            Self::Current(_) => {}
            Self::Last(place) => memory.last = Some(place),
            Self::WelcomeDismissed => memory.hint_dismissed = true,
        }
    }
}

/// Task of the writing thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum StateTask {
    /// Stores a change.
    Remember(StateChange),
    /// Saves a trail, and sends a message about the result.
    SaveTrail(TrailSnapshot, TrailSaveMode),
    /// Sends a message with the names of the saved trails.
    ListTrails,
    /// Loads the trail of this name, and sends it as a message.
    OpenTrail(String),
    /// Applies a change to the saved portfolios, and sends the given text as a notice on success.
    ChangePortfolios(PortfolioChange, String),
}

/// Files of the stored state. A file is `None` if the folder for it is unknown.
#[derive(Clone, Debug, Default)]
pub(super) struct StateFiles {
    pub(super) memory: Option<MemoryFile>,
    /// Current portfolio of this window, as it was last stored or loaded.
    pub(super) current: CurrentPortfolio,
    pub(super) trails: Option<Trails>,
    pub(super) portfolios: Option<PortfolioFile>,
}

/// Handle to the thread that writes state. At its end, the thread returns the reason why a requested change is not
/// saved, if any.
pub(super) type StateWriter = TaskWriter<StateTask, String>;

/// Starts the thread that writes to `files`; it sends messages to `events`.
///
/// # Errors
/// If the thread cannot be started.
pub(super) fn start(files: StateFiles, events: Sender<LoopEvent>) -> io::Result<StateWriter> {
    let mut work = Work { files, events, unsaved: None };
    TaskWriter::start("state-writer", move |tasks| work.run(tasks))
}

struct Work {
    files: StateFiles,
    events: Sender<LoopEvent>,
    /// Reason why a requested change was not saved; `None` if all were saved.
    unsaved: Option<String>,
}

impl Work {
    fn run(&mut self, tasks: &Receiver<StateTask>) -> Option<String> {
        while let Ok(first) = tasks.recv() {
            let mut changes = Vec::new();
            for task in std::iter::once(first).chain(tasks.try_iter()) {
                match task {
                    StateTask::Remember(change) => changes.push(change),
                    other => self.guarded(|work| work.carry_out(other)),
                }
            }
            // All changes that are waiting are combined into one write.
            if !changes.is_empty() {
                self.guarded(|work| work.remember(changes));
            }
        }
        self.unsaved.take()
    }

    /// Runs `work`; a panic in it is reported like any other failure.
    fn guarded(&mut self, work: impl FnOnce(&mut Self)) {
        if let Err(panic) = panic::catch_unwind(AssertUnwindSafe(|| work(self))) {
            self.failed(format!("Not saved: {}", panic_message(&*panic)));
        }
    }

    fn carry_out(&mut self, task: StateTask) {
        let trails = self.files.trails.as_mut();
        match task {
            StateTask::Remember(change) => self.remember(vec![change]),
            StateTask::SaveTrail(trail, mode) => match persist::save(trails, trail, mode) {
                Ok(message) => message.into_iter().for_each(|message| self.send(message)),
                Err(why) => self.failed(why),
            },
            StateTask::ListTrails => {
                let message = persist::list(trails);
                self.send(message);
            }
            StateTask::OpenTrail(name) => {
                let message = persist::open(trails, &name);
                self.send(message);
            }
            StateTask::ChangePortfolios(change, notice) => {
                self.change_portfolios(&change, notice);
                // The current portfolio may belong to a saved portfolio whose id has just changed, so it is stored
                // again.
                self.remember(vec![StateChange::Current(self.files.current.clone())]);
            }
        }
    }

    fn change_portfolios(&mut self, change: &PortfolioChange, notice: String) {
        let Some(file) = &mut self.files.portfolios else {
            return self.failed("Portfolios cannot be saved here: there is no home directory".to_owned());
        };
        match (file.update(change), change) {
            (Err(error), _) => self.failed(format!("Not saved for the next run: {}", error_chain(&error))),
            (Ok(Some(saved)), PortfolioChange::Save(wanted)) if saved.name != wanted.name => {
                self.notify(format!("Saved as {}: another window has saved {} too", saved.name, wanted.name));
            }
            (Ok(_), _) => self.notify(notice),
        }
    }

    fn remember(&mut self, changes: Vec<StateChange>) {
        let Some(file) = &self.files.memory else { return };
        // The last place is saved without a request of the user, so a failure to save only that is not reported.
        let is_missed = changes.iter().any(|change| !matches!(change, StateChange::Last(_)));
        let (mut current, portfolios) = (self.files.current.clone(), self.files.portfolios.as_ref());
        let updated = file.update(|memory| {
            for change in changes {
                let StateChange::Current(now) = change else {
                    change.apply(memory);
                    continue;
                };
                let mut stored = merged(&now, &current, memory.current.take().unwrap_or_default());
                // The portfolio may be saved under another id, if another window took the id first.
                if let (Some(id), Some(file)) = (&mut stored.saved_as, portfolios) {
                    *id = file.saved_id(id).to_owned();
                }
                (memory.current, current) = (Some(stored), now);
            }
        });
        match updated {
            Ok(loaded) => {
                self.files.current = current;
                loaded.notice.into_iter().for_each(|notice| self.notify(notice));
            }
            Err(error) if is_missed => self.failed(format!("Not saved for the next run: {}", error_chain(&error))),
            Err(_) => {}
        }
    }

    fn failed(&mut self, why: String) {
        self.notify(why.clone());
        self.unsaved.get_or_insert(why);
    }

    fn notify(&self, text: String) {
        self.send(Message::Notice(text));
    }

    fn send(&self, message: Message) {
        // If there is no receiver, the program is ending, so an error is ignored.
        let _ = self.events.send(LoopEvent::Message(message));
    }
}

/// Returns the current portfolio that is to be stored: `stored`, which another window may have changed, with the
/// changes that this window made from `before` to `now`.
fn merged(now: &CurrentPortfolio, before: &CurrentPortfolio, mut stored: CurrentPortfolio) -> CurrentPortfolio {
    if stored.strategies == before.strategies {
        return now.clone();
    }
    let has = |portfolio: &CurrentPortfolio, id: &String| portfolio.strategies.contains(id);
    stored.strategies.retain(|id| has(now, id) || !has(before, id));
    let added = now.strategies.iter().filter(|id| !has(before, id) && !has(&stored, id));
    let added: Vec<String> = added.cloned().collect();
    stored.strategies.extend(added);
    CurrentPortfolio { saved_as: now.saved_as.clone(), ..stored }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::action::Focus;
    use crate::app::{PaneState, PlaceMark, TrailEvent};
    use crate::document::ColumnOrder;
    use crate::model::{CurrentPortfolio, SavedPortfolio};
    use crate::store;

    fn remember(writer: &StateWriter, change: StateChange) {
        writer.send(StateTask::Remember(change));
    }

    #[test]
    fn what_was_given_is_on_disk_once_the_writer_has_finished() {
        let folder = tempfile::tempdir().unwrap();
        let file = MemoryFile::new(folder.path());
        file.update(|memory| drop(memory.marks.insert('z', store::SavedMark::new("home")))).unwrap();
        let files = StateFiles { memory: Some(file.clone()), ..StateFiles::default() };
        let writer = start(files, mpsc::channel().0).unwrap();
        let stood = PaneState { row: 9, link: Some(1), scroll: 4 };
        let mark = PlaceMark { place: "tags".to_owned(), focus: Focus::People, panes: [stood; 3] };
        remember(&writer, StateChange::Marks(Marks::from([('a', mark.clone())])));
        remember(
            &writer,
            StateChange::Layout(LayoutPreferences { zoom: true, index: -3, ..LayoutPreferences::default() }),
        );
        remember(&writer, StateChange::Last("people".to_owned()));
        let order = TableOrder { table: 1, by: ColumnOrder { column: 2, is_descending: true } };
        remember(&writer, StateChange::TableOrder("portfolios".to_owned(), Some(order)));
        remember(&writer, StateChange::TableOrder("tags".to_owned(), Some(order)));
        remember(&writer, StateChange::TableOrder("tags".to_owned(), None));
        remember(&writer, StateChange::WelcomeDismissed);
        for query in ["a", "b", "a"] {
            remember(&writer, StateChange::Search(query.to_owned()));
        }
        assert_eq!(writer.finish(), None);
        let memory = file.read().unwrap().value;
        assert_eq!(persist::restored_mark(&memory.marks[&'a']), mark, "it comes back as it was given");
        let orders: Vec<_> =
            memory.table_orders.iter().map(|(kind, by)| (&**kind, persist::restored_order(by))).collect();
        assert_eq!(orders, [("portfolios", order)], "an order that was taken back is forgotten");
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
        let writer = start(files, sender).unwrap();
        let portfolio =
            SavedPortfolio { slug: "mine".to_owned(), name: "Mine".to_owned(), strategies: vec!["pause".to_owned()] };
        writer.send(StateTask::ChangePortfolios(PortfolioChange::Save(portfolio.clone()), "Kept Mine".to_owned()));
        let current = CurrentPortfolio { saved_as: Some("mine".to_owned()), strategies: vec!["pause".to_owned()] };
        remember(&writer, StateChange::Current(current));
        assert_eq!(writer.finish(), None);
        assert_eq!(own.read().unwrap(), [portfolio]);
        let current = file.read().unwrap().value.current.unwrap();
        assert_eq!(
            (current.saved_as.as_deref(), current.strategies.as_slice()),
            (Some("mine"), ["pause".to_owned()].as_slice())
        );
        let Ok(LoopEvent::Message(Message::Notice(notice_text))) = events.recv() else { panic!("an event is sent") };
        assert_eq!(notice_text, "Kept Mine");
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
        let notice_text = ["pause", "go"].map(|strategy| {
            let portfolios = Some(PortfolioFile::new(folder.path(), folder.path()));
            let files = StateFiles { memory: Some(file.clone()), portfolios, ..StateFiles::default() };
            let (sender, events) = mpsc::channel();
            let writer = start(files, sender).unwrap();
            let current = CurrentPortfolio { saved_as: Some("mine".to_owned()), strategies: vec![strategy.to_owned()] };
            remember(&writer, StateChange::Current(current));
            writer
                .send(StateTask::ChangePortfolios(PortfolioChange::Save(portfolio(strategy)), "Kept Mine".to_owned()));
            assert_eq!(writer.finish(), None);
            let Ok(LoopEvent::Message(Message::Notice(notice_text))) = events.recv() else {
                panic!("an event is sent")
            };
            notice_text
        });
        assert_eq!(notice_text, ["Kept Mine", "Saved as Mine 2: another window has saved Mine too"]);
        let names: Vec<String> = own.read().unwrap().into_iter().map(|saved| saved.name).collect();
        assert_eq!(names, ["Mine", "Mine 2"]);
        let current = file.read().unwrap().value.current.unwrap();
        assert_eq!(current.saved_as.as_deref(), Some("mine-2"));
    }

    #[test]
    fn two_windows_that_collect_strategies_lose_none_of_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let file = MemoryFile::new(folder.path());
        let portfolio = |ids: &[&str]| CurrentPortfolio {
            saved_as: None,
            strategies: ids.iter().map(|id| (*id).to_owned()).collect(),
        };
        let window = |start: &[&str]| {
            let files = StateFiles { memory: Some(file.clone()), current: portfolio(start), ..StateFiles::default() };
            start_writer(files)
        };
        let stored = || file.read().unwrap().value.current.unwrap().strategies.join(" ");
        let both = || [window(&[]), window(&[])];
        let [mine, other] = both();
        remember(&mine, StateChange::Current(portfolio(&["a"])));
        assert_eq!(mine.finish(), None);
        remember(&other, StateChange::Current(portfolio(&["b"])));
        remember(&other, StateChange::Current(portfolio(&["b", "c"])));
        remember(&other, StateChange::Current(portfolio(&["c"])));
        assert_eq!(other.finish(), None);
        assert_eq!(stored(), "a c");
        let [mine, other] = [window(&["a", "c"]), window(&["a", "c"])];
        remember(&mine, StateChange::Current(portfolio(&["c"])));
        assert_eq!(mine.finish(), None);
        remember(&other, StateChange::Current(portfolio(&["d", "a", "c"])));
        assert_eq!(other.finish(), None);
        assert_eq!(stored(), "c d", "what one window has removed stays removed");
    }

    fn start_writer(files: StateFiles) -> StateWriter {
        start(files, mpsc::channel().0).unwrap()
    }

    #[test]
    fn what_cannot_be_kept_is_told() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("state"), "a file").unwrap();
        let (sender, events) = mpsc::channel();
        let memory = Some(MemoryFile::new(&folder.path().join("state")));
        let writer = start(StateFiles { memory, ..StateFiles::default() }, sender).unwrap();
        remember(&writer, StateChange::WelcomeDismissed);
        writer.send(StateTask::ListTrails);
        let why = writer.finish().unwrap();
        assert!(why.starts_with("Not saved for the next run: cannot lock"), "{why}");
        let notice_text: Vec<String> = events
            .iter()
            .map(|event| match event {
                LoopEvent::Message(Message::Notice(notice_text)) => notice_text,
                other => panic!("{other:?}"),
            })
            .collect();
        assert!(
            notice_text.iter().any(|notice_text| notice_text.starts_with("Not saved for the next run: cannot lock")),
            "{notice_text:?}"
        );
        assert!(notice_text.iter().any(|notice_text| notice_text == persist::NO_TRAILS), "{notice_text:?}");
    }

    #[test]
    fn trails_are_kept_listed_and_read() {
        let folder = tempfile::tempdir().unwrap();
        let (sender, events) = mpsc::channel();
        let files = StateFiles { trails: Some(Trails::new(folder.path())), ..StateFiles::default() };
        let writer = start(files, sender).unwrap();
        let steps = vec![("home".to_owned(), None), ("tags".to_owned(), Some(0))];
        let trail = TrailSnapshot { name: "Mine".to_owned(), steps, current: 1, ..TrailSnapshot::default() };
        writer.send(StateTask::SaveTrail(trail.clone(), TrailSaveMode::Create));
        writer.send(StateTask::SaveTrail(TrailSnapshot { current: 0, ..trail.clone() }, TrailSaveMode::Create));
        writer.send(StateTask::ListTrails);
        writer.send(StateTask::OpenTrail("Mine".to_owned()));
        writer.send(StateTask::OpenTrail("Yours".to_owned()));
        writer.send(StateTask::SaveTrail(TrailSnapshot { current: 0, ..trail.clone() }, TrailSaveMode::Backup));
        writer.send(StateTask::OpenTrail("Mine".to_owned()));
        writer.send(StateTask::SaveTrail(trail.clone(), TrailSaveMode::Overwrite));
        writer.send(StateTask::SaveTrail(
            TrailSnapshot { name: "Bad".to_owned(), ..TrailSnapshot::default() },
            TrailSaveMode::Backup,
        ));
        assert_eq!(writer.finish().as_deref(), Some("The trail is not saved: it has no step"));
        let mut messages = events.iter().map(|event| match event {
            LoopEvent::Message(message) => message,
            other => panic!("{other:?}"),
        });
        let Some(Message::Trail(TrailEvent::Saved(name))) = messages.next() else { panic!("an event is sent") };
        assert_eq!(name, "Mine");
        let Some(Message::Trail(TrailEvent::NameTaken(name))) = messages.next() else { panic!("an event is sent") };
        assert_eq!(name, "Mine", "what is kept under a name stays");
        let Some(Message::Trail(TrailEvent::Listed(names))) = messages.next() else { panic!("they are listed") };
        assert_eq!(names, ["Mine"]);
        let Some(Message::Trail(TrailEvent::Opened(read))) = messages.next() else { panic!("it is read") };
        assert_eq!(read, trail);
        let Some(Message::Notice(notice_text)) = messages.next() else { panic!("an event is sent") };
        assert_eq!(notice_text, "no trail is called `Yours`");
        let Some(Message::Notice(notice_text)) = messages.next() else { panic!("an event is sent") };
        assert_eq!(notice_text, "The trail before it is saved as Mine-2");
        let Some(Message::Trail(TrailEvent::Opened(read))) = messages.next() else { panic!("it is read") };
        assert_eq!(read, trail, "a copy replaces nothing");
        assert!(matches!(messages.next(), Some(Message::Trail(TrailEvent::Saved(_)))));
        let Some(Message::Notice(notice_text)) = messages.next() else { panic!("an event is sent") };
        assert_eq!(notice_text, "The trail is not saved: it has no step");
    }

    #[test]
    fn only_what_was_asked_for_is_missed() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("state"), "a file").unwrap();
        let memory = Some(MemoryFile::new(&folder.path().join("state")));
        let writer = start(StateFiles { memory, ..StateFiles::default() }, mpsc::channel().0).unwrap();
        remember(&writer, StateChange::Last("people".to_owned()));
        assert_eq!(writer.finish(), None);
    }
}
