//! Explorer: starts its parts (session, screen, threads), runs the main loop until an event ends it, and finishes the
//! parts.

use std::io;
use std::sync::Arc;
#[cfg(unix)]
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use crate::action::Action;
use crate::app::{Effect, History, LineKind, Message, Model, Size, Start, State, TrailEvent};
use crate::graph::Graph;
use crate::place::Place;

use super::edition_differ::EditionDiffer;
use super::events::LoopEvent;
use super::file_watcher::FileWatcher;
use super::input::{self, InputGate};
use super::jobs::{Jobs, Slot};
use super::journal_writer::{self, JournalWriter};
use super::reload::{AtlasSource, Reloader};
use super::reviewing::waiting_notice;
use super::search_worker::SharedSearch;
#[cfg(unix)]
use super::signals::EndProgress;
use super::source_locations::SourceLocations;
use super::state_writer::{self, StateChange, StateFiles, StateTask, StateWriter};
use super::terminal::TerminalScreen;
use super::timers::{Timers, Wakeup};
use super::visit_tracker::VisitTracker;
use super::{End, Ending, ExplorerSession, Recall, ReviewBegin, Reviewing, Settings, StartOptions, now, persist};

/// Maximum time between the query for the terminal's background and the reply. A program that ends earlier waits for
/// the reply, because the shell would otherwise read it as typed keys.
const ANSWER_TIMEOUT: Duration = Duration::from_millis(200);

/// Notice while only a part of the atlas is loaded and shown.
pub(super) const READING: &str = "Reading the atlas; pages fill in once it is read";

/// Maximum time that the end of the program waits for the comparison of the atlas with the last visit.
const VISIT_TIMEOUT: Duration = Duration::from_secs(1);

/// Explores `graph` until the user quits, a signal ends the program or the terminal fails.
///
/// The first frame is drawn before `read_reviews` reads the journals, before the saved trails are read, and before the
/// time zone is looked up.
///
/// # Errors
/// If the terminal cannot be set up or a part cannot be started. The terminal is restored in every case.
pub fn explore(
    graph: impl Into<Arc<Graph>>,
    options: StartOptions,
    read_reviews: impl FnOnce() -> Reviewing,
) -> io::Result<End> {
    let graph = graph.into();
    let (sender, events) = mpsc::channel();
    let gate = Arc::new(InputGate::new()?);
    // From now on no signal may end the program before the terminal is restored, so signals are caught before the
    // terminal is set up.
    #[cfg(unix)]
    let end = Arc::<EndProgress>::default();
    #[cfg(unix)]
    super::signals::listen(sender.clone(), Arc::clone(&gate), Arc::clone(&end))?;
    let mut screen = TerminalScreen::set_up(options.settings.config.mouse)?;
    let asked = options.settings.appearance.asks().then(|| screen.ask_for_background()).transpose()?;
    let (mut session, mut effects) = session(&graph, &options, screen.size()?);
    screen.draw(&session)?;
    input::listen(sender.clone(), Arc::clone(&gate))?;
    let reviewing = read_reviews();
    session.state.model.now = Some(now());
    session.state.model.bookmarks.trails = persist::summaries(options.recall.trails.as_ref());
    effects.extend(session.set_reviews(Arc::clone(&reviewing.reviews)));
    let first_notice = || match &options.atlas {
        Some(AtlasSource { rest: Some(_), .. }) => Some(READING.to_owned()),
        // What was asked for is on screen at once, and needs no hint.
        _ if reviewing.begin.is_some() => None,
        _ => waiting_notice(&reviewing.reviews, &graph.atlas, session.key_of(Action::Review)),
    };
    let notice = reviewing.notice.clone().or_else(|| options.recall.notice.clone()).or_else(first_notice);
    if let Some(notice) = notice {
        effects.extend(session.send(Message::Notice(notice)));
    }
    screen.draw(&session)?;
    let (parts, review) = Parts::start(graph, options, reviewing, sender)?;
    let mut explorer = Explorer {
        session,
        screen,
        parts,
        asked,
        gate,
        timers: Timers::default(),
        #[cfg(unix)]
        end,
    };
    let ending = explorer.begin(effects, review).and_then(|()| explorer.run(&events));
    Ok(explorer.finish(ending.unwrap_or_else(Ending::TerminalFailed), &events))
}

/// Creates the session at the first place of the explorer. Also returns the effects of the start.
fn session(graph: &Arc<Graph>, options: &StartOptions, size: Size) -> (ExplorerSession, Vec<Effect>) {
    let StartOptions { place, settings: Settings { config, appearance }, recall, .. } = options;
    let (keymap, theme) = (config.keymap.clone(), appearance.theme.clone());
    let memory = &recall.memory;
    let locations = options.atlas.as_ref().map(SourceLocations::of).unwrap_or_default();
    let mut model = Model {
        is_editable: locations.is_somewhere(),
        advance: config.advance,
        reasons: config.reasons.clone(),
        portfolios: recall.portfolios(),
        ..Model::default()
    };
    Arc::make_mut(&mut model.editions).overlay = locations.origins.overlay().to_vec();
    let marks = memory.marks.iter().map(|(&letter, mark)| (letter, persist::restored_mark(mark))).collect();
    let orders = memory.table_orders.iter().map(|(kind, order)| (kind.clone(), persist::restored_order(order)));
    let start = Start { model, marks, table_orders: orders.collect(), preferences: options.preferences() };
    let mut state = State::starting(graph, start, *place, size);
    *state.histories.of(LineKind::Search) = History::new(memory.searches.clone());
    state.status.is_welcome = *place == Place::Home && !memory.hint_dismissed && recall.file.is_some();
    let mut session = ExplorerSession::of(Arc::clone(graph), state, keymap, theme);
    session.set_symbols(appearance.symbols);
    let mut effects = session.send(Message::Resize(size));
    let played = options.play.clone().map(|trail| TrailEvent::Played(persist::snapshot(trail)));
    effects.extend(played.into_iter().flat_map(|played| session.send(Message::Trail(played))));
    (session, effects)
}

/// Explorer with all its parts.
pub(super) struct Explorer {
    pub(super) session: ExplorerSession,
    pub(super) screen: TerminalScreen,
    pub(super) parts: Parts,
    /// Time of the query for the terminal's background; `None` once the terminal has replied.
    asked: Option<Instant>,
    /// Keeps the input thread from reading the terminal while another program uses it.
    pub(super) gate: Arc<InputGate>,
    timers: Timers,
    #[cfg(unix)]
    end: Arc<EndProgress>,
}

/// Parts of the explorer other than the session and the screen.
pub(super) struct Parts {
    pub(super) jobs: Jobs,
    pub(super) search: Arc<SharedSearch>,
    pub(super) differ: EditionDiffer,
    pub(super) writer: StateWriter,
    pub(super) recorder: JournalWriter,
    pub(super) visits: VisitTracker,
    pub(super) watcher: FileWatcher,
    pub(super) reloader: Reloader,
    pub(super) locations: SourceLocations,
    pub(super) settings: Settings,
    /// Whether only a part of the atlas is shown while the whole is being read.
    pub(super) is_partial: bool,
    /// Command that starts this program with the same atlas, as words.
    pub(super) program: Vec<String>,
}

impl Parts {
    /// Starts all parts. Also returns the review that the command line requests, if any.
    fn start(
        graph: Arc<Graph>,
        options: StartOptions,
        reviewing: Reviewing,
        sender: Sender<LoopEvent>,
    ) -> io::Result<(Self, Option<ReviewBegin>)> {
        let StartOptions { settings, program, recall, reload, mut atlas, .. } = options;
        let rest = atlas.as_mut().and_then(|atlas| atlas.rest.take());
        let current = recall.memory.current.clone().unwrap_or_default();
        let Recall { file: memory, trails, portfolios, visits, .. } = recall;
        let Reviewing { journal, journals, begin, .. } = reviewing;
        let locations = atlas.as_ref().map(SourceLocations::of).unwrap_or_default();
        let load = atlas.as_ref().map(|atlas| Arc::clone(&atlas.edition));
        let mut reloader = Reloader::default();
        let files = [
            atlas.map(|atlas| reloader.atlas(atlas)),
            reload.map(|reload| reloader.settings(reload)),
            journals.map(|journals| reloader.journals(journals)),
        ];
        let mut parts = Self {
            jobs: Jobs::new(sender.clone()),
            search: SharedSearch::new(Arc::clone(&graph)),
            differ: EditionDiffer { start: Arc::clone(&graph), load },
            writer: state_writer::start(StateFiles { memory, current, trails, portfolios }, sender.clone())?,
            recorder: journal_writer::start(journal, sender.clone())?,
            visits: VisitTracker::new(visits),
            watcher: FileWatcher::start(files.into_iter().flatten().collect(), sender)?,
            reloader,
            locations,
            settings,
            is_partial: rest.is_some(),
            program,
        };
        match rest {
            Some(rest) => Reloader::start_rest(&mut parts.jobs, parts.locations.folder.clone(), rest),
            None => parts.visits.start_comparison(&mut parts.jobs, graph),
        }
        parts.build_index();
        Ok((parts, begin))
    }

    /// Starts a job that builds the search index, so that the first query need not wait for it.
    pub(super) fn build_index(&mut self) {
        let search = Arc::clone(&self.search);
        let failed = |why| Message::Notice(format!("The search failed: {why}"));
        self.jobs.start(Slot::Search, failed, move |_, _| {
            search.with(|_| ());
            None
        });
    }
}

/// Whether the main loop continues after an event.
pub(super) enum LoopControl {
    Continue,
    /// The main loop continues, and the screen is unchanged.
    Idle,
    End(Ending),
}

impl Explorer {
    fn run(&mut self, events: &Receiver<LoopEvent>) -> io::Result<Ending> {
        // Nothing is drawn until an event arrives or a timer is due.
        loop {
            match self.timers.wait(events, &self.session, self.parts.settings.config.motion) {
                Wakeup::Event(first) => {
                    // All events that have arrived are handled before one frame is drawn.
                    let mut has_changed = false;
                    for event in std::iter::once(first).chain(events.try_iter()) {
                        match self.handle(event)? {
                            LoopControl::Continue => has_changed = true,
                            LoopControl::Idle => {}
                            LoopControl::End(ending) => {
                                self.wait_for_answer(events);
                                return Ok(ending);
                            }
                        }
                    }
                    if !has_changed {
                        continue;
                    }
                }
                Wakeup::Timer(show) => show(&mut self.session),
                Wakeup::Disconnected => return Ok(Ending::Quit),
            }
            self.screen.draw(&self.session)?;
        }
    }

    /// Carries out the effects of the start, and starts the review that the command line requests, if any.
    fn begin(&mut self, mut effects: Vec<Effect>, review: Option<ReviewBegin>) -> io::Result<()> {
        effects.extend(review.map(|review| self.session.send(review.into())).unwrap_or_default());
        self.carry_out_all(effects).map(drop)
    }

    /// Finishes all parts. Pending writes are completed before the terminal is restored. Returns the result of the
    /// explorer.
    fn finish(self, ending: Ending, events: &Receiver<LoopEvent>) -> End {
        let Self { session, screen, parts, .. } = self;
        let Parts { writer, recorder, mut visits, .. } = parts;
        let last = session.state.browse.place().path(&session.graph.atlas);
        writer.send(StateTask::Remember(StateChange::Last(last)));
        let (unsaved, unrecorded) = (writer.finish(), recorder.finish());
        #[cfg(unix)]
        self.end.is_saved.store(true, Ordering::Relaxed);
        drop(screen);
        while visits.is_pending
            && let Ok(event) = events.recv_timeout(VISIT_TIMEOUT)
        {
            visits.handle_event(event);
        }
        visits.finish(session.state.has_seen_changes());
        End { ending, unrecorded, unsaved }
    }

    fn handle(&mut self, event: LoopEvent) -> io::Result<LoopControl> {
        self.session.state.model.now = Some(now());
        let effects = match event {
            LoopEvent::Key(key) => self.session.key(key),
            LoopEvent::Message(message) => {
                let message = self.timers.count_clicks(message);
                self.session.send(message)
            }
            LoopEvent::Job(ticket, event) if self.parts.jobs.is_current(ticket) => return self.handle(*event),
            // Another job has replaced the job of this event, so the event is dropped.
            LoopEvent::Job(..) => return Ok(LoopControl::Idle),
            LoopEvent::Background(background) => {
                self.asked = None;
                if let Some(theme) = background.and_then(|colour| self.parts.settings.appearance.on(colour)) {
                    self.session.set_theme(theme);
                }
                Vec::new()
            }
            LoopEvent::FilesChanged(topic) => {
                self.start_reload(topic);
                Vec::new()
            }
            LoopEvent::Configured(settings) => {
                self.configure(settings)?;
                Vec::new()
            }
            LoopEvent::Atlas(reloaded) => self.reload(*reloaded),
            LoopEvent::AtlasFailed => return Ok(LoopControl::End(Ending::AtlasFailed)),
            LoopEvent::Journals(changes) => self.update_reviews(changes),
            LoopEvent::Visit(visit) => match self.parts.visits.handle_comparison(visit) {
                Some(message) => self.session.send(message),
                None => return Ok(LoopControl::Idle),
            },
            #[cfg(unix)]
            LoopEvent::Signal(signal) => return self.signal(signal),
            LoopEvent::InputEnded(error) => return input_ended(error),
        };
        self.carry_out_all(effects)
    }

    /// Carries out effects in order. Returns [`LoopControl::End`] if one of them ends the program.
    pub(super) fn carry_out_all(&mut self, effects: Vec<Effect>) -> io::Result<LoopControl> {
        for effect in effects {
            if let LoopControl::End(ending) = self.carry_out(effect)? {
                return Ok(LoopControl::End(ending));
            }
        }
        Ok(LoopControl::Continue)
    }

    /// Sends a message to the session and carries out its effects.
    pub(super) fn send(&mut self, message: Message) -> io::Result<()> {
        let effects = self.session.send(message);
        self.carry_out_all(effects).map(drop)
    }

    /// Shows `text` as a notice in the footer.
    pub(super) fn notify(&mut self, text: String) -> io::Result<()> {
        self.send(Message::Notice(text))
    }

    #[cfg(unix)]
    fn signal(&mut self, signal: i32) -> io::Result<LoopControl> {
        use signal_hook::consts::{SIGCONT, SIGTSTP};

        self.end.is_received.store(!matches!(signal, SIGCONT | SIGTSTP), Ordering::Relaxed);

        match signal {
            SIGTSTP => self.suspend()?,
            SIGCONT => self.resume()?,
            _ => return Ok(LoopControl::End(Ending::Signal(signal))),
        }
        Ok(LoopControl::Continue)
    }

    /// Waits until the terminal has replied to the query for its background, at most [`ANSWER_TIMEOUT`] from the query,
    /// so that the shell does not read the reply.
    fn wait_for_answer(&mut self, events: &Receiver<LoopEvent>) {
        let Some(asked) = self.asked else { return };
        while let Some(left) = ANSWER_TIMEOUT.checked_sub(asked.elapsed())
            && let Ok(event) = events.recv_timeout(left)
            && !matches!(event, LoopEvent::Background(_))
        {
            self.parts.visits.handle_event(event);
        }
    }
}

/// Converts the end of input to the end of the main loop. A closed terminal counts as a hangup, even if the program
/// ignores that signal. On Windows Ctrl-Break ends the input.
fn input_ended(error: io::Error) -> io::Result<LoopControl> {
    #[cfg(windows)]
    use signal_hook::consts::SIGBREAK as SIGHUP;
    #[cfg(unix)]
    use signal_hook::consts::SIGHUP;

    if error.kind() == io::ErrorKind::UnexpectedEof {
        return Ok(LoopControl::End(Ending::Signal(SIGHUP)));
    }
    Err(error)
}
