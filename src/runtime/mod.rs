//! The explorer in a terminal: events come in, the session changes, frames and effects go out. The only room that
//! knows both the terminal and the app.

mod answer;
mod appearance;
mod browser;
mod capabilities;
mod clipboard;
mod comparer;
mod editor;
mod events;
mod finder;
mod gate;
mod interrupt;
mod keeper;
mod live;
mod outside;
mod pace;
pub mod probe;
mod queue;
mod recorder;
mod remembered;
mod reviewing;
mod session;
mod settings;
mod solver;
mod terminal;
mod visiting;
mod watch;
mod written;

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use crate::app::{Effect, History, LineKind, Message, Size};
use crate::graph::Graph;

use answer::Answer;
use comparer::Comparer;
use events::Event;
use finder::FinderThread;
use gate::Gate;
use keeper::{Change, Keeper};
use live::LiveAtlas;
use pace::{Pace, Waited};
use reviewing::Reviewer;
use solver::Solver;
use terminal::Screen;
use visiting::Visiting;
use watch::Watch;
use written::Written;

pub use appearance::{Appearance, ThemeChoice};
pub use capabilities::{Capabilities, ColourChoice};
pub use comparer::LoadEdition;
pub use finder::{Asked, Finder};
pub use interrupt::Interrupt;
pub use live::{AtlasSource, LoadAtlas, Stamp};
pub use queue::queue;
pub use recorder::Unrecorded;
pub use reviewing::{Reviewing, now, today};
pub use session::Session;
pub use settings::{Recall, Reload, Settings, Start};
pub use written::brought;

/// Why the explorer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The user left.
    Quit,
    /// A signal asked it to end.
    Signal(i32),
}

/// How the explorer ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// Why.
    pub ending: Ending,
    /// What was judged and could not be written.
    pub unrecorded: Option<Unrecorded>,
}

/// How long after it was asked a terminal may still answer when the explorer ends: what is not read by then would be
/// read by the shell.
const LATE_ANSWER: Duration = Duration::from_millis(200);

/// Explores `graph` until the user leaves.
///
/// # Errors
/// If the terminal cannot be taken, drawn on or read any more. It has been given back by then.
pub fn explore(graph: impl Into<Arc<Graph>>, start: Start) -> io::Result<End> {
    let graph = graph.into();
    let (sender, events) = mpsc::channel();
    let gate = Arc::new(Gate::default());
    // From the moment the terminal is taken, no signal may end the program before it is given back.
    #[cfg(unix)]
    events::listen_for_signals(sender.clone(), Arc::clone(&gate))?;
    let mut screen = Screen::take(start.settings.mouse)?;
    let asked = start.settings.appearance.asks().then(|| screen.ask_for_ground()).transpose()?;
    let (session, effects) = session(&graph, &start, screen.size()?);
    screen.draw(&session)?;
    events::listen(sender.clone(), asked.map(Answer::expected).unwrap_or_default(), Arc::clone(&gate))?;
    let Start { settings, program, recall, reload, atlas, reviewing, .. } = start;
    let keeper = Keeper::start(recall.file, (recall.trails, recall.portfolios), sender.clone())?;
    let _watch = reload.and_then(|reload| Watch::start(reload, sender.clone()));
    let finder = FinderThread::start(Arc::clone(&graph), sender.clone())?;
    let written = atlas.as_ref().map(Written::of).unwrap_or_default();
    let load = atlas.as_ref().map(|atlas| Arc::clone(&atlas.edition));
    let comparer = Comparer { start: Arc::clone(&graph), load };
    let mut visiting = Visiting::new(recall.visits, sender.clone());
    visiting.look(Arc::clone(&graph));
    let live = atlas.map(|atlas| LiveAtlas::start(atlas, graph, sender.clone())).transpose()?;
    let pace = Pace::default();
    let reviewer = Reviewer::start(reviewing.journal, sender.clone())?;
    let mut explorer = Explorer {
        session,
        screen,
        finder,
        solver: Solver::default(),
        comparer,
        keeper,
        reviewer,
        program,
        settings,
        asked,
        gate,
        live,
        written,
        visiting,
        sender,
        pace,
    };
    let ending = explorer.begin(effects, reviewing.begin).and_then(|()| explorer.run(&events));
    let place = explorer.session.state.browse.place().path(&explorer.session.graph.atlas);
    explorer.keeper.keep(Change::Last(place));
    let seen = explorer.session.state.has_seen_changes();
    let Explorer { reviewer, screen, visiting, .. } = explorer;
    // What can still be written is, before the terminal is given back.
    let unrecorded = reviewer.finish();
    drop(screen);
    visiting.leave(seen);
    ending.map(|ending| End { ending, unrecorded })
}

/// A session that stands where it starts, with what is remembered, and what is to be done about it.
fn session(graph: &Arc<Graph>, start: &Start, size: Size) -> (Session, Vec<Effect>) {
    let Settings { keymap, appearance, .. } = &start.settings;
    let mut session = Session::new(Arc::clone(graph), start.place, size, keymap.clone(), appearance.theme.clone());
    session.symbols = appearance.symbols;
    let memory = &start.recall.memory;
    session.state.browse.marks = memory.marks.iter().map(|(&letter, mark)| (letter, remembered::mark(mark))).collect();
    *session.state.histories.of(LineKind::Search) = History::new(memory.searches.clone());
    session.state.status.is_welcome = !memory.hint_dismissed && start.recall.file.is_some();
    session.state.browse.preferences = start.preferences();
    let written = start.atlas.as_ref().map(Written::of).unwrap_or_default();
    session.state.model.is_editable = written.is_somewhere();
    session.state.model.editions.overlay = brought(&written.origins);
    session.state.model.portfolios = start.recall.portfolios();
    session.state.refresh(graph);
    session.state.model.now = Some(now());
    session.set_reviews(Arc::clone(&start.reviewing.reviews));
    let mut effects = session.send(Message::Resize(size));
    if let Some(told) = start.reviewing.notice.clone().or_else(|| start.recall.notice.clone()) {
        effects.extend(session.send(Message::Tell(told)));
    }
    (session, effects)
}

/// Ends the process as `signal` would have ended it, now that the terminal has been given back.
///
/// # Errors
/// If the signal cannot be raised.
#[cfg(unix)]
pub fn die_of(signal: i32) -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(signal)
}

struct Explorer {
    session: Session,
    screen: Screen,
    finder: FinderThread,
    solver: Solver,
    comparer: Comparer,
    keeper: Keeper,
    reviewer: Reviewer,
    /// The words that start this program with the same atlas.
    program: Vec<String>,
    settings: Settings,
    /// When the terminal was asked for its ground, until it answers.
    asked: Option<Instant>,
    /// Keeps the input's thread away while another program has the terminal.
    gate: Arc<Gate>,
    live: Option<LiveAtlas>,
    written: Written,
    visiting: Visiting,
    sender: Sender<Event>,
    pace: Pace,
}

/// What an event leads to.
enum Outcome {
    Continue,
    End(Ending),
}

impl Explorer {
    fn run(&mut self, events: &Receiver<Event>) -> io::Result<Ending> {
        // Without an event nothing is done and nothing is drawn, unless something is to be shown after a while.
        loop {
            let first = match self.pace.wait(events, &self.session, self.settings.motion) {
                Waited::Event(event) => event,
                Waited::Long => {
                    self.pace.act(&mut self.session, self.settings.motion);
                    self.screen.draw(&self.session)?;
                    continue;
                }
                Waited::ForNothing => return Ok(Ending::Quit),
            };
            // All that has happened meanwhile goes into one frame.
            for event in std::iter::once(first).chain(events.try_iter()) {
                if let Outcome::End(ending) = self.take(event)? {
                    self.wait_for_answer(events);
                    return Ok(ending);
                }
            }
            self.screen.draw(&self.session)?;
        }
    }

    /// Does what the start asks for, and begins a review if one was asked for on the command line.
    fn begin(&mut self, mut effects: Vec<Effect>, start: Option<crate::review::Start>) -> io::Result<()> {
        effects.extend(start.map(|start| self.session.send(Message::Queued(Ok(start)))).unwrap_or_default());
        effects.into_iter().try_for_each(|effect| self.carry_out(effect).map(drop))
    }

    fn take(&mut self, event: Event) -> io::Result<Outcome> {
        self.session.state.model.now = Some(now());
        let effects = match event {
            Event::Key(key) => self.session.key(key),
            Event::Message(message) => {
                let message = self.pace.sort(message);
                self.session.send(message)
            }
            Event::Ground(ground) => {
                self.asked = None;
                if let Some(theme) = ground.and_then(|ground| self.settings.appearance.on(ground)) {
                    self.session.theme = theme;
                }
                Vec::new()
            }
            Event::Configured(settings) => {
                self.configure(settings)?;
                Vec::new()
            }
            Event::Atlas(edition) => self.renew(*edition)?,
            Event::Found(found) => self.session.send(Message::Found(found)),
            #[cfg(unix)]
            Event::Signal(signal_hook::consts::SIGTSTP) => vec![Effect::Suspend],
            #[cfg(unix)]
            Event::Signal(signal) => return Ok(Outcome::End(Ending::Signal(signal))),
            Event::Lost(error) => return Err(error),
        };
        for effect in effects {
            if let Outcome::End(ending) = self.carry_out(effect)? {
                return Ok(Outcome::End(ending));
            }
        }
        Ok(Outcome::Continue)
    }

    /// Goes on with the settings of a configuration that has changed, or with the old ones where it has faults.
    fn configure(&mut self, settings: Result<Box<Settings>, String>) -> io::Result<()> {
        let told = match settings {
            Ok(settings) => {
                // The terminal is asked for its ground once; a theme that follows it goes on with what it answered.
                if !(settings.appearance.asks() && self.settings.appearance.asks()) {
                    self.session.theme = settings.appearance.theme.clone();
                }
                self.session.symbols = settings.appearance.symbols;
                self.session.set_keymap(settings.keymap.clone());
                self.screen.use_mouse(settings.mouse)?;
                self.rearrange(settings.widths);
                if let Some(live) = self.live.as_ref().filter(|_| settings.atlas != self.settings.atlas) {
                    live.follow(settings.atlas.clone());
                }
                self.settings = *settings;
                "The configuration has been read again".to_owned()
            }
            Err(fault) => format!("The configuration stays as it was: {fault}"),
        };
        self.send(Message::Tell(told))?;
        Ok(())
    }

    /// Has the session take a message, and carries out what comes of it.
    fn send(&mut self, message: Message) -> io::Result<()> {
        let effects = self.session.send(message);
        effects.into_iter().try_for_each(|effect| self.carry_out(effect).map(drop))
    }

    /// Takes a late answer off the terminal, so that the shell does not.
    fn wait_for_answer(&self, events: &Receiver<Event>) {
        let Some(asked) = self.asked else { return };
        let left = || LATE_ANSWER.checked_sub(asked.elapsed());
        while let Some(left) = left()
            && let Ok(event) = events.recv_timeout(left)
        {
            if matches!(event, Event::Ground(_)) {
                return;
            }
        }
    }

    fn carry_out(&mut self, effect: Effect) -> io::Result<Outcome> {
        match effect {
            Effect::Quit => return Ok(Outcome::End(Ending::Quit)),
            Effect::Redraw => self.screen.forget()?,
            Effect::Suspend => self.suspend()?,
            Effect::Edit(passage) => self.edit(&passage)?,
            Effect::Compose(text) => {
                for effect in self.compose(&text)? {
                    self.carry_out(effect)?;
                }
            }
            Effect::OpenUrl(url) => {
                let told = self.open(url);
                self.send(Message::Tell(told))?;
            }
            Effect::Copy(copied) => {
                let told = self.copy(copied);
                self.send(Message::Tell(told))?;
            }
            Effect::KeepMarks(marks) => self.keeper.keep(Change::Marks(marks)),
            Effect::KeepSearch(query) => self.keeper.keep(Change::Search(query)),
            Effect::KeepWelcome => self.keeper.keep(Change::HintSeen),
            Effect::KeepTrail(trail, keeping) => self.keeper.keep_trail(trail, keeping),
            Effect::ListTrails => self.keeper.list_trails(),
            Effect::OpenTrail(name) => self.keeper.open_trail(name),
            Effect::KeepLayout(preferences) => self.keeper.keep(Change::Layout(preferences)),
            Effect::KeepAtHand(current) => {
                self.keeper.keep(Change::AtHand(current.into()));
            }
            Effect::KeepOwn { change, told } => self.keeper.keep_own(change, told),
            Effect::Suggest(demands) => {
                self.solver.start(Arc::clone(&self.session.graph), demands, self.sender.clone());
            }
            Effect::GiveUp => self.solver.give_up(),
            Effect::Compare(with) => {
                self.comparer.start(Arc::clone(&self.session.graph), with, self.sender.clone());
            }
            Effect::Begin(wish) => self.reviewer.begin(&self.session.graph, &self.session.state, wish),
            Effect::Record { ticket, session, events } => {
                self.reviewer.record(&self.session.graph, (ticket, session), events);
            }
            Effect::Find { ticket, question } => {
                let asked = Asked {
                    question,
                    reviews: Arc::clone(&self.session.state.model.reviews),
                    today: self.session.state.model.today(),
                };
                self.finder.ask(ticket, asked);
            }
        }
        Ok(Outcome::Continue)
    }
}
