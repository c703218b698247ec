//! The explorer: its parts are started, its main loop takes events until one ends it, and its parts are finished.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use crate::app::{Effect, History, LineKind, Message, Size};
use crate::graph::Graph;
use crate::review::Line;

use super::edition_differ::EditionDiffer;
use super::events::Event;
use super::file_watcher::{FileTopic, FileWatcher, WatchedFiles};
use super::input::{self, InputGate};
use super::jobs::{Jobs, Slot};
use super::reload::Reloader;
use super::reviewing::VerdictRecorder;
use super::search_worker::SharedSearch;
use super::source_locations::{SourceLocations, brought};
use super::state_writer::{StateChange, StateFiles, StateWriter};
use super::terminal::Screen;
use super::timers::{Timers, Wakeup};
use super::visit_tracker::VisitTracker;
use super::{End, Ending, Recall, Reviewing, Session, Settings, Start, now, persist};

/// How long after it was asked a terminal may still answer when the explorer ends: what is not read by then would be
/// read by the shell.
const ANSWER_TIMEOUT: Duration = Duration::from_millis(200);

/// Explores `graph` until the user quits, a signal ends the program or the terminal fails.
///
/// # Errors
/// If the terminal cannot be taken or a part cannot be started. The terminal has been given back by then.
pub fn explore(graph: impl Into<Arc<Graph>>, start: Start) -> io::Result<End> {
    let graph = graph.into();
    let (sender, events) = mpsc::channel();
    let gate = Arc::new(InputGate::new()?);
    // From the moment the terminal is taken, no signal may end the program before it is given back.
    #[cfg(unix)]
    super::signals::listen(sender.clone(), Arc::clone(&gate))?;
    let mut screen = Screen::take(start.settings.mouse)?;
    let asked = start.settings.appearance.asks().then(|| screen.ask_for_background()).transpose()?;
    let (session, effects) = session(&graph, &start, screen.size()?);
    screen.draw(&session)?;
    input::listen(sender.clone(), Arc::clone(&gate))?;
    let (parts, begin) = Parts::start(graph, start, sender)?;
    let mut explorer = Explorer { session, screen, parts, asked, gate, timers: Timers::default() };
    let ending = explorer.begin(effects, begin).and_then(|()| explorer.run(&events));
    Ok(explorer.finish(ending.unwrap_or_else(Ending::TerminalFailed)))
}

/// A session at its first place, with what is remembered, and what is to be done about it.
fn session(graph: &Arc<Graph>, start: &Start, size: Size) -> (Session, Vec<Effect>) {
    let Settings { keymap, appearance, .. } = &start.settings;
    let mut session = Session::new(Arc::clone(graph), start.place, size, keymap.clone(), appearance.theme.clone());
    session.symbols = appearance.symbols;
    let memory = &start.recall.memory;
    session.state.browse.marks = memory.marks.iter().map(|(&letter, mark)| (letter, persist::mark(mark))).collect();
    *session.state.histories.of(LineKind::Search) = History::new(memory.searches.clone());
    session.state.status.is_welcome = !memory.hint_dismissed && start.recall.file.is_some();
    session.state.browse.preferences = start.preferences();
    let locations = start.atlas.as_ref().map(SourceLocations::of).unwrap_or_default();
    session.state.model.is_editable = locations.is_somewhere();
    session.state.model.editions.overlay = brought(&locations.origins);
    session.state.model.portfolios = start.recall.portfolios();
    session.state.refresh(graph);
    session.state.model.now = Some(now());
    session.set_reviews(Arc::clone(&start.reviewing.reviews));
    let mut effects = session.send(Message::Resize(size));
    if let Some(notice) = start.reviewing.notice.clone().or_else(|| start.recall.notice.clone()) {
        effects.extend(session.send(Message::Notice(notice)));
    }
    (session, effects)
}

/// The explorer with all its parts.
pub(super) struct Explorer {
    pub(super) session: Session,
    pub(super) screen: Screen,
    pub(super) parts: Parts,
    /// When the terminal was asked for its background, until it answers.
    asked: Option<Instant>,
    /// Keeps the input's thread away while another program has the terminal.
    pub(super) gate: Arc<InputGate>,
    timers: Timers,
}

/// What works beside the session and the screen.
pub(super) struct Parts {
    pub(super) jobs: Jobs,
    pub(super) search: Arc<SharedSearch>,
    pub(super) differ: EditionDiffer,
    pub(super) writer: StateWriter,
    pub(super) recorder: VerdictRecorder,
    pub(super) visits: VisitTracker,
    pub(super) watcher: FileWatcher,
    pub(super) reloader: Reloader,
    pub(super) locations: SourceLocations,
    pub(super) settings: Settings,
    /// The words that start this program with the same atlas.
    pub(super) program: Vec<String>,
}

impl Parts {
    /// Starts all parts. Also returns the review to begin, if one was asked for.
    fn start(
        graph: Arc<Graph>,
        start: Start,
        sender: Sender<Event>,
    ) -> io::Result<(Self, Option<crate::review::SessionStart>)> {
        let Start { settings, program, recall, reload, atlas, reviewing, .. } = start;
        let Recall { file: memory, trails, portfolios, visits, .. } = recall;
        let Reviewing { journal, journals, begin, .. } = reviewing;
        let locations = atlas.as_ref().map(SourceLocations::of).unwrap_or_default();
        let load = atlas.as_ref().map(|atlas| Arc::clone(&atlas.edition));
        let mut reloader = Reloader::default();
        let own = journal.as_ref().map(|journal| journal.path().to_owned());
        let files: Vec<WatchedFiles> = [
            atlas.map(|atlas| reloader.atlas(atlas)),
            reload.map(|reload| reloader.settings(reload)),
            journals.zip(own).map(|((journals, stamp), own)| reloader.journals(journals, &own, stamp)),
        ]
        .into_iter()
        .flatten()
        .collect();
        let mut parts = Self {
            jobs: Jobs::new(sender.clone()),
            search: SharedSearch::new(Arc::clone(&graph)),
            differ: EditionDiffer { start: Arc::clone(&graph), load },
            writer: StateWriter::start(StateFiles { memory, trails, portfolios }, sender.clone())?,
            recorder: VerdictRecorder::start(journal, sender.clone())?,
            visits: VisitTracker::new(visits, sender.clone()),
            watcher: FileWatcher::start(files, sender)?,
            reloader,
            locations,
            settings,
            program,
        };
        parts.visits.look(graph);
        parts.build_index();
        Ok((parts, begin))
    }

    /// Has the index of the search built before the first question.
    pub(super) fn build_index(&mut self) {
        let search = Arc::clone(&self.search);
        let failed = |why| Message::Notice(format!("The search failed: {why}"));
        self.jobs.start(Slot::Search, failed, move |_, _| {
            search.with(|_| ());
            None
        });
    }
}

/// What an event leads to.
pub(super) enum LoopControl {
    Continue,
    End(Ending),
}

impl Explorer {
    fn run(&mut self, events: &Receiver<Event>) -> io::Result<Ending> {
        // Without an event nothing is done and nothing is drawn, unless something is to be shown after a while.
        loop {
            let first = match self.timers.wait(events, &self.session, self.parts.settings.motion) {
                Wakeup::Event(event) => event,
                Wakeup::Timer => {
                    self.timers.act(&mut self.session, self.parts.settings.motion);
                    self.screen.draw(&self.session)?;
                    continue;
                }
                Wakeup::Disconnected => return Ok(Ending::Quit),
            };
            // All that has happened meanwhile goes into one frame.
            for event in std::iter::once(first).chain(events.try_iter()) {
                if let LoopControl::End(ending) = self.take(event)? {
                    self.wait_for_answer(events);
                    return Ok(ending);
                }
            }
            self.screen.draw(&self.session)?;
        }
    }

    /// Does what the start asks for, and begins a review if one was asked for on the command line.
    fn begin(&mut self, mut effects: Vec<Effect>, start: Option<crate::review::SessionStart>) -> io::Result<()> {
        effects.extend(start.map(|start| self.session.send(Message::Queued(Ok(start)))).unwrap_or_default());
        effects.into_iter().try_for_each(|effect| self.carry_out(effect).map(drop))
    }

    /// Finishes all parts. What can still be written is, before the terminal is given back.
    fn finish(self, ending: Ending) -> End {
        let Self { session, screen, parts, .. } = self;
        let Parts { writer, recorder, visits, .. } = parts;
        writer.remember(StateChange::Last(session.state.browse.place().path(&session.graph.atlas)));
        let unsaved = writer.finish();
        let unrecorded = recorder.finish();
        drop(screen);
        visits.leave(session.state.has_seen_changes());
        End { ending, unrecorded, unsaved }
    }

    fn take(&mut self, event: Event) -> io::Result<LoopControl> {
        self.session.state.model.now = Some(now());
        let effects = match event {
            Event::Key(key) => self.session.key(key),
            Event::Message(message) => {
                let message = self.timers.sort(message);
                self.session.send(message)
            }
            Event::Job(ticket, event) if self.parts.jobs.is_current(ticket) => return self.take(*event),
            // Another job has taken the place of that one.
            Event::Job(..) => Vec::new(),
            Event::Background(background) => {
                self.asked = None;
                if let Some(theme) = background.and_then(|colour| self.parts.settings.appearance.on(colour)) {
                    self.session.theme = theme;
                }
                Vec::new()
            }
            Event::FilesChanged(topic) => {
                self.read_again(topic);
                Vec::new()
            }
            Event::Configured(settings) => {
                self.configure(settings)?;
                Vec::new()
            }
            Event::Atlas(reloaded) => self.reload(*reloaded),
            Event::Journals(lines) => {
                self.add_lines(lines);
                Vec::new()
            }
            #[cfg(unix)]
            Event::Signal(signal) => return self.signal(signal),
            Event::InputEnded(error) => return input_ended(error),
        };
        for effect in effects {
            if let LoopControl::End(ending) = self.carry_out(effect)? {
                return Ok(LoopControl::End(ending));
            }
        }
        Ok(LoopControl::Continue)
    }

    /// Has the session take a message, and carries out what comes of it.
    pub(super) fn send(&mut self, message: Message) -> io::Result<()> {
        let effects = self.session.send(message);
        effects.into_iter().try_for_each(|effect| self.carry_out(effect).map(drop))
    }

    #[cfg(unix)]
    fn signal(&mut self, signal: i32) -> io::Result<LoopControl> {
        use signal_hook::consts::{SIGCONT, SIGTSTP};

        match signal {
            SIGTSTP => self.suspend()?,
            SIGCONT => self.resume()?,
            _ => return Ok(LoopControl::End(Ending::Signal(signal))),
        }
        Ok(LoopControl::Continue)
    }

    /// Starts reading files again, on behalf of the watcher.
    fn read_again(&mut self, topic: FileTopic) {
        let Parts { reloader, jobs, locations, .. } = &mut self.parts;
        reloader.start(jobs, topic, locations.folder.clone(), Arc::clone(&self.session.graph));
    }

    /// Adds lines of journals, as far as they are new.
    fn add_lines(&mut self, lines: Vec<Line>) {
        let reviews = &self.session.state.model.reviews;
        let new: Vec<Line> = lines.into_iter().filter(|line| !reviews.holds(line)).collect();
        if new.is_empty() {
            return;
        }
        let mut reviews = Arc::clone(reviews);
        Arc::make_mut(&mut reviews).add(new);
        self.session.set_reviews(reviews);
    }

    /// Takes a late answer off the terminal, so that the shell does not.
    fn wait_for_answer(&self, events: &Receiver<Event>) {
        let Some(asked) = self.asked else { return };
        let left = || ANSWER_TIMEOUT.checked_sub(asked.elapsed());
        while let Some(left) = left()
            && let Ok(event) = events.recv_timeout(left)
        {
            if matches!(event, Event::Background(_)) {
                return;
            }
        }
    }
}

/// What the end of input leads to. A terminal that is gone has hung up, even where the signal that tells so is ignored.
fn input_ended(error: io::Error) -> io::Result<LoopControl> {
    #[cfg(unix)]
    if error.kind() == io::ErrorKind::UnexpectedEof {
        return Ok(LoopControl::End(Ending::Signal(signal_hook::consts::SIGHUP)));
    }
    Err(error)
}
