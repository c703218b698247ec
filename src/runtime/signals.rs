//! Signals, on a thread of its own: those that would end the program, those that stop and continue it, and the one that
//! tells of a new size of the screen.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM,
    SIGWINCH, SIGXCPU, SIGXFSZ,
};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::app::{Message, Size};

use super::events::LoopEvent;
use super::input::InputGate;

/// Signals that end a program that does not catch them. Those of a broken program (`SIGSEGV` and the like) cannot be
/// waited for, and `SIGPIPE` is an error of writing.
const ENDING: [i32; 13] = [
    SIGABRT, SIGALRM, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU, SIGXFSZ,
];

/// Waits for signals from now on.
///
/// # Errors
/// If the system does not let them be caught.
pub(super) fn listen(sender: Sender<LoopEvent>, gate: Arc<InputGate>) -> io::Result<()> {
    let mut signals = Signals::new(ENDING.into_iter().chain([SIGTSTP, SIGCONT, SIGWINCH]))?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for event in signals.forever().filter_map(|signal| event(signal, &gate)) {
            if sender.send(event).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

/// What the explorer is told of a signal. Those that another program has caused while it has the terminal are no
/// request to the explorer; when that program is suspended, the shell expects that the explorer is, too.
fn event(signal: i32, gate: &InputGate) -> Option<LoopEvent> {
    match signal {
        SIGWINCH => {
            let (width, height) = crossterm::terminal::size().ok()?;
            Some(LoopEvent::Message(Message::Resize(Size { width, height })))
        }
        SIGINT | SIGQUIT | SIGCONT if gate.is_closed() => None,
        SIGTSTP if gate.is_closed() => {
            // If it cannot be stopped, the shell goes on without.
            let _ = emulate_default_handler(SIGTSTP);
            None
        }
        _ => Some(LoopEvent::Signal(signal)),
    }
}
