//! The gate before the terminal's input. While another program has the terminal, nothing here may read what is typed,
//! and signals that are meant for that program are no request to end.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long the reader may take to let go of the terminal.
const PATIENCE: Duration = Duration::from_secs(1);

/// Where the reader of the terminal stands.
#[derive(Debug, Default)]
struct State {
    /// Whether it is to stay away.
    closed: bool,
    /// Whether it does.
    away: bool,
}

/// Keeps the reader of the terminal away from it for a while.
#[derive(Debug, Default)]
pub(super) struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

impl Gate {
    fn state(&self) -> MutexGuard<'_, State> {
        // Whoever panicked has changed a flag or has not; either is whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether another program has the terminal.
    pub(super) fn is_closed(&self) -> bool {
        self.state().closed
    }

    /// Stands for the reader: returns at once, or once the gate is open again.
    pub(super) fn pass(&self) {
        let mut state = self.state();
        while state.closed {
            state.away = true;
            self.changed.notify_all();
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.away = false;
    }

    /// Runs `meanwhile` with the reader kept away. It is woken by `wake` if it waits for input.
    pub(super) fn closed<T>(&self, wake: impl FnOnce(), meanwhile: impl FnOnce() -> T) -> T {
        self.state().closed = true;
        wake();
        // A reader that has ended never answers.
        let away = self.changed.wait_timeout_while(self.state(), PATIENCE, |state| !state.away);
        drop(away);
        let result = meanwhile();
        self.state().closed = false;
        self.changed.notify_all();
        result
    }
}

/// Wakes a reader that waits for input: it takes a new size of the screen, true or not, for something to read.
#[cfg(unix)]
pub(super) fn wake() {
    // Where it fails, the reader goes on waiting; the first key of the other program is then lost to it.
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGWINCH);
}

/// There the reader looks at the gate by itself every now and then.
#[cfg(not(unix))]
pub(super) fn wake() {}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::{sync::Arc, thread};

    use super::*;

    #[test]
    fn a_reader_waits_until_the_gate_is_open_again() {
        let gate = Arc::new(Gate::default());
        gate.pass();
        let (wake, woken) = mpsc::channel();
        let (sender, passed) = mpsc::channel();
        let reader = {
            let gate = Arc::clone(&gate);
            thread::spawn(move || {
                woken.recv().unwrap();
                gate.pass();
                sender.send(()).unwrap();
            })
        };
        let held = gate.closed(
            || wake.send(()).unwrap(),
            || gate.is_closed() && passed.recv_timeout(Duration::from_millis(20)).is_err(),
        );
        assert!(held, "nothing is read meanwhile");
        passed.recv().unwrap();
        reader.join().unwrap();
        assert!(!gate.is_closed());
    }
}
