//! Signals, handled on a separate thread: the signals that end, stop or continue the program, and the signal that
//! reports a new screen size.
//!
//! Three signals that end the program cannot be caught without unsafe code: `SIGSEGV`, `SIGILL` and `SIGFPE`. After a
//! fault they are sent to the instruction that caused it, which repeats until the handler ends the program. The
//! terminal stays in raw mode after them, as after `SIGKILL`; the command `reset` or `stty sane` restores the terminal.

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

/// Signals that end a program by default and can be caught, on all Unix systems. `SIGPIPE` is handled as a write error.
const ENDING: [i32; 15] = [
    SIGABRT, SIGALRM, SIGBUS, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGUSR1, SIGUSR2, SIGVTALRM,
    SIGXCPU, SIGXFSZ,
];
/// Further signals on Linux that end a program by default: SIGSTKFLT, SIGIO, SIGPWR and the real-time signals.
const LINUX_ENDING: [std::ops::RangeInclusive<i32>; 3] = [16..=16, 29..=30, 34..=64];
/// Maximum time that a terminal that accepts no output may delay the end of the program.
const END_TIMEOUT: Duration = Duration::from_secs(3);
/// Time between two checks whether the writers to disk have finished.
const SAVE_INTERVAL: Duration = Duration::from_millis(50);

/// Progress of the program towards its end after a signal.
#[derive(Debug, Default)]
pub(super) struct EndProgress {
    /// Whether the main loop has received the signal.
    pub(super) is_received: AtomicBool,
    /// Whether the threads that write to disk have finished.
    pub(super) is_saved: AtomicBool,
}

/// Starts the thread that catches signals and sends their events to `sender`.
///
/// # Errors
/// If the signals cannot be caught.
pub(super) fn listen(sender: Sender<LoopEvent>, gate: Arc<InputGate>, progress: Arc<EndProgress>) -> io::Result<()> {
    let mut signals = Signals::new(ENDING.into_iter().chain([SIGTSTP, SIGCONT, SIGWINCH]))?;
    if cfg!(target_os = "linux") {
        // An error is ignored: a system that does not have one of these signals never sends it.
        LINUX_ENDING.into_iter().flatten().for_each(|signal| drop(signals.add_signal(signal)));
    }
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for event in signals.forever().filter_map(|signal| event(signal, &gate)) {
            if let LoopEvent::Signal(signal) = event
                && !matches!(signal, SIGCONT | SIGTSTP)
            {
                let progress = Arc::clone(&progress);
                // If this thread cannot be started, the program ends only once the terminal accepts output.
                let _ = thread::Builder::new().name("end".to_owned()).spawn(move || force_end(signal, &progress));
            }
            if sender.send(event).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

/// Returns the event of a signal, if any. While another program uses the terminal, the signals that the terminal sends
/// to both are ignored; but if the other program is suspended, this program is suspended too, as the shell expects.
fn event(signal: i32, gate: &InputGate) -> Option<LoopEvent> {
    match signal {
        SIGWINCH => {
            let (width, height) = crossterm::terminal::size().ok()?;
            Some(LoopEvent::Message(Message::Resize(Size { width, height })))
        }
        SIGINT | SIGQUIT | SIGCONT if gate.is_closed() => None,
        SIGTSTP if gate.is_closed() => {
            // An error is ignored: if the explorer cannot be suspended, it continues to run while the shell is in the
            // foreground.
            let _ = emulate_default_handler(SIGTSTP);
            None
        }
        _ => Some(LoopEvent::Signal(signal)),
    }
}

/// Ends the process if the main loop has not ended by itself, for example because the terminal accepts no output. If the
/// main loop has received the signal, the pending writes to files are completed first.
fn force_end(signal: i32, progress: &EndProgress) {
    thread::sleep(END_TIMEOUT);
    while progress.is_received.load(Ordering::Relaxed) && !progress.is_saved.load(Ordering::Relaxed) {
        thread::sleep(SAVE_INTERVAL);
    }
    if progress.is_saved.load(Ordering::Relaxed) {
        thread::sleep(END_TIMEOUT);
    }
    // The mode of the terminal is restored without output, which the terminal might not accept.
    let _ = disable_raw_mode();
    super::die_of(signal);
}
