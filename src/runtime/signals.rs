//! Signals, handled on a separate thread: those that end, stop or continue the program, and the one that reports a new
//! screen size.
//!
//! Three signals that end the program cannot be caught without unsafe code: `SIGSEGV`, `SIGILL` and `SIGFPE`. After a
//! fault they are sent to the instruction that caused it, which repeats until the handler ends the program. The terminal
//! stays in raw mode after them, as after `SIGKILL`; `reset` or `stty sane` restores it.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use crossterm::terminal::disable_raw_mode;
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGBUS, SIGCONT, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGTSTP, SIGUSR1,
    SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU, SIGXFSZ,
};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::app::{Message, Size};

use super::events::LoopEvent;
use super::input::InputGate;

/// Signals that end a program by default and can be caught. `SIGPIPE` is handled as a write error.
const ENDING: [i32; 15] = [
    SIGABRT, SIGALRM, SIGBUS, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGUSR1, SIGUSR2, SIGVTALRM,
    SIGXCPU, SIGXFSZ,
];
/// Further terminating signals on Linux: SIGSTKFLT, SIGIO, SIGPWR and the real-time signals.
const LINUX_ENDING: [std::ops::RangeInclusive<i32>; 3] = [16..=16, 29..=30, 34..=64];
/// Maximum time that a blocked terminal may delay the end of the program.
const END_TIMEOUT: Duration = Duration::from_secs(3);
/// Time between checks whether the writers have finished.
const SAVE_INTERVAL: Duration = Duration::from_millis(50);

/// Progress of the end of the program.
#[derive(Debug, Default)]
pub(super) struct EndProgress {
    /// The main loop has received the signal.
    pub(super) is_received: AtomicBool,
    /// The writers have finished.
    pub(super) is_saved: AtomicBool,
}

/// Starts catching signals.
///
/// # Errors
/// If the signals cannot be caught.
pub(super) fn listen(sender: Sender<LoopEvent>, gate: Arc<InputGate>, progress: Arc<EndProgress>) -> io::Result<()> {
    let mut signals = Signals::new(ENDING.into_iter().chain([SIGTSTP, SIGCONT, SIGWINCH]))?;
    if cfg!(target_os = "linux") {
        // Systems without one of them never send it.
        LINUX_ENDING.into_iter().flatten().for_each(|signal| drop(signals.add_signal(signal)));
    }
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for event in signals.forever().filter_map(|signal| event(signal, &gate)) {
            if let LoopEvent::Signal(signal) = event
                && !matches!(signal, SIGCONT | SIGTSTP)
            {
                let progress = Arc::clone(&progress);
                // Without the thread, the program ends only once the terminal accepts output.
                let _ = thread::Builder::new().name("end".to_owned()).spawn(move || force_end(signal, &progress));
            }
            if sender.send(event).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

/// Returns the event of a signal. Signals caused by another program while it uses the terminal are ignored; if that
/// program is suspended, the shell expects the explorer to be suspended too.
fn event(signal: i32, gate: &InputGate) -> Option<LoopEvent> {
    match signal {
        SIGWINCH => {
            let (width, height) = crossterm::terminal::size().ok()?;
            Some(LoopEvent::Message(Message::Resize(Size { width, height })))
        }
        SIGINT | SIGQUIT | SIGCONT if gate.is_closed() => None,
        SIGTSTP if gate.is_closed() => {
            // An error is ignored: if the explorer cannot be suspended, it continues to run beside the shell.
            let _ = emulate_default_handler(SIGTSTP);
            None
        }
        _ => Some(LoopEvent::Signal(signal)),
    }
}

/// Ends the process if the main loop does not, because it waits for a terminal that accepts no output. Pending writes
/// are completed first, if the main loop has got that far.
fn force_end(signal: i32, progress: &EndProgress) {
    thread::sleep(END_TIMEOUT);
    while progress.is_received.load(Ordering::Relaxed) && !progress.is_saved.load(Ordering::Relaxed) {
        thread::sleep(SAVE_INTERVAL);
    }
    if progress.is_saved.load(Ordering::Relaxed) {
        thread::sleep(END_TIMEOUT);
    }
    // The terminal mode is restored without output.
    let _ = disable_raw_mode();
    super::die_of(signal);
}
