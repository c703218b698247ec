//! The explorer in a terminal: events come in, the session changes, frames and effects go out. The only room that
//! knows both the terminal and the app.

mod answer;
mod appearance;
mod capabilities;
mod clipboard;
mod events;
mod finder;
pub mod probe;
mod session;
mod terminal;

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use crate::app::{Copied, Effect, Message, Size};
use crate::export;
use crate::graph::Graph;
use crate::keymap::default_keymap;
use crate::page::Place;

use answer::Answer;
use events::Event;
use finder::FinderThread;
use terminal::Screen;

pub use appearance::{Appearance, ThemeChoice};
pub use capabilities::{Capabilities, ColourChoice};
pub use finder::Finder;
pub use session::Session;

/// Why the explorer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The user left.
    Quit,
    /// A signal asked it to end.
    Signal(i32),
}

/// How long after it was asked a terminal may still answer when the explorer ends: what is not read by then would be
/// read by the shell.
const LATE_ANSWER: Duration = Duration::from_millis(200);

/// Explores `graph`, starting at `place`, until the user leaves. `program` is how to start it with the same atlas.
///
/// # Errors
/// If the terminal cannot be taken, drawn on or read any more. It has been given back by then.
pub fn explore(graph: Graph, place: Place, appearance: Appearance, program: Vec<String>) -> io::Result<Ending> {
    let graph = Arc::new(graph);
    let mut screen = Screen::take()?;
    let asked = appearance.asks().then(|| screen.ask_for_ground()).transpose()?;
    let size = screen.size()?;
    let theme = appearance.theme.clone();
    let mut session = Session::new(Arc::clone(&graph), place, size, default_keymap().clone(), theme);
    session.symbols = appearance.symbols;
    screen.draw(&session)?;
    let (sender, events) = mpsc::channel();
    #[cfg(unix)]
    events::listen_for_signals(sender.clone())?;
    events::listen(sender.clone(), asked.map(Answer::expected).unwrap_or_default())?;
    let finder = FinderThread::start(graph, sender)?;
    Explorer { session, screen, finder, program, appearance, asked }.run(&events)
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
    /// The words that start this program with the same atlas.
    program: Vec<String>,
    appearance: Appearance,
    /// When the terminal was asked for its ground, until it answers.
    asked: Option<Instant>,
}

/// What an event leads to.
enum Outcome {
    Continue,
    End(Ending),
}

impl Explorer {
    fn run(mut self, events: &Receiver<Event>) -> io::Result<Ending> {
        // Without an event nothing is done and nothing is drawn.
        while let Ok(first) = events.recv() {
            // All that has happened meanwhile goes into one frame.
            for event in std::iter::once(first).chain(events.try_iter()) {
                if let Outcome::End(ending) = self.take(event)? {
                    self.wait_for_answer(events);
                    return Ok(ending);
                }
            }
            self.screen.draw(&self.session)?;
        }
        Ok(Ending::Quit)
    }

    fn take(&mut self, event: Event) -> io::Result<Outcome> {
        let effects = match event {
            Event::Key(key) => self.session.key(key),
            Event::Message(message) => self.session.send(message),
            Event::Ground(ground) => {
                self.asked = None;
                if let Some(theme) = ground.and_then(|ground| self.appearance.on(ground)) {
                    self.session.theme = theme;
                }
                Vec::new()
            }
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
            Effect::OpenUrl(url) => {
                let told = open_url(&url);
                self.session.send(Message::Tell(told));
            }
            Effect::Copy(copied) => {
                let told = self.copy(copied);
                self.session.send(Message::Tell(told));
            }
            Effect::KeepMarks(_) | Effect::KeepLayout(_) => {}
            Effect::Find { ticket, question } => self.finder.ask(ticket, question),
        }
        Ok(Outcome::Continue)
    }

    /// Puts something on the clipboard and says how that went.
    fn copy(&mut self, copied: Copied) -> String {
        let (text, what) = match copied {
            Copied::Text(text, what) => (text, what),
            Copied::Page => {
                let state = &self.session.state;
                (export::markdown::page(&self.session.graph.atlas, &state.view.page), "the page")
            }
            Copied::Command(words) => {
                let program = [self.program.clone(), words].concat();
                (clipboard::command_line(&program), "the command")
            }
        };
        let shown = if what == "the page" { String::new() } else { format!(": {text}") };
        match clipboard::copy(&text, &mut io::stdout()) {
            Ok(()) => format!("Copied {what}{shown}"),
            Err(error) => format!("Could not copy {what}: {error}"),
        }
    }

    #[cfg(unix)]
    fn suspend(&mut self) -> io::Result<()> {
        let mut raised = Ok(());
        self.screen.pause(|| raised = signal_hook::low_level::raise(signal_hook::consts::SIGSTOP))?;
        raised?;
        let Size { width, height } = self.screen.size()?;
        self.session.send(Message::Resize(Size { width, height }));
        Ok(())
    }

    #[cfg(not(unix))]
    fn suspend(&mut self) -> io::Result<()> {
        self.session.send(Message::Tell("This system cannot suspend programs.".to_owned()));
        Ok(())
    }
}

/// Opens an address in the browser and says how that went. Only web addresses are opened: an atlas is not trusted to
/// start anything else.
fn open_url(url: &str) -> String {
    if !(url.starts_with("https://") || url.starts_with("http://")) {
        return format!("Not opened, since it is no web address: {url}");
    }
    match open::that_detached(url) {
        Ok(()) => format!("Opened {url}"),
        Err(error) => format!("Could not open {url}: {error}"),
    }
}
