//! Signals, on a thread of their own: those that end the program, those that stop and continue it, and the one that
//! reports a new size of the screen.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use crossterm::terminal::disable_raw_mode;
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
/// Further signals that end a program on Linux: SIGSTKFLT, SIGIO, SIGPWR and those of real time.
const LINUX_ENDING: [std::ops::RangeInclusive<i32>; 3] = [16..=16, 29..=30, 34..=64];
/// How long the terminal may block the end of the program.
const END_TIMEOUT: Duration = Duration::from_secs(3);
/// Time between two checks whether the writers are done.
const SAVE_INTERVAL: Duration = Duration::from_millis(50);

/// How far the end of the program has come.
#[derive(Debug, Default)]
pub(super) struct EndProgress {
    /// The main loop has received the signal.
    pub(super) is_received: AtomicBool,
    /// The writers are done.
    pub(super) is_saved: AtomicBool,
}

/// Catches signals from now on.
///
/// # Errors
/// If the system does not let them be caught.
pub(super) fn listen(sender: Sender<LoopEvent>, gate: Arc<InputGate>, progress: Arc<EndProgress>) -> io::Result<()> {
    let mut signals = Signals::new(ENDING.into_iter().chain([SIGTSTP, SIGCONT, SIGWINCH]))?;
    if cfg!(target_os = "linux") {
        // A system without one of them does not send it.
        LINUX_ENDING.into_iter().flatten().for_each(|signal| drop(signals.add_signal(signal)));
    }
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for event in signals.forever().filter_map(|signal| event(signal, &gate)) {
            if let LoopEvent::Signal(signal) = event
                && !matches!(signal, SIGCONT | SIGTSTP)
            {
                let progress = Arc::clone(&progress);
                // Without a thread the program ends as soon as the terminal takes output.
                let _ = thread::Builder::new().name("end".to_owned()).spawn(move || force_end(signal, &progress));
            }
            if sender.send(event).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

/// Returns the event of a signal. Signals that another program has caused while it has the terminal do not concern the
/// explorer; when that program is suspended, the shell expects the explorer to be suspended too.
fn event(signal: i32, gate: &InputGate) -> Option<LoopEvent> {
    match signal {
        SIGWINCH => {
            let (width, height) = crossterm::terminal::size().ok()?;
            Some(LoopEvent::Message(Message::Resize(Size { width, height })))
        }
        SIGINT | SIGQUIT | SIGCONT if gate.is_closed() => None,
        SIGTSTP if gate.is_closed() => {
            // If it cannot be stopped, the shell continues without it.
            let _ = emulate_default_handler(SIGTSTP);
            None
        }
        _ => Some(LoopEvent::Signal(signal)),
    }
}

/// Ends the process if the main loop does not, since it waits for a terminal that takes no output. What is to be saved
/// is saved before, if the main loop got that far.
fn force_end(signal: i32, progress: &EndProgress) {
    thread::sleep(END_TIMEOUT);
    while progress.is_received.load(Ordering::Relaxed) && !progress.is_saved.load(Ordering::Relaxed) {
        thread::sleep(SAVE_INTERVAL);
    }
    if progress.is_saved.load(Ordering::Relaxed) {
        thread::sleep(END_TIMEOUT);
    }
    // The mode of the terminal is set without output.
    let _ = disable_raw_mode();
    super::die_of(signal);
}
