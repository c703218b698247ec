//! Gate between the terminal and the thread that reads it. While another program uses the terminal, that thread must
//! not read, and signals for the other program must not end this program.

use std::io;
#[cfg(unix)]
use std::io::{Read, Write};
#[cfg(unix)]
use std::os::unix::net::UnixStream;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Maximum time to wait until the reading thread has stopped.
const READER_TIMEOUT: Duration = Duration::from_secs(1);

/// State of the gate, shared with the reading thread.
#[derive(Debug, Default)]
struct State {
    /// Whether the gate is closed: the reading thread must not read.
    is_closed: bool,
    /// Whether the reading thread has stopped at the closed gate.
    is_reader_stopped: bool,
}

/// Gate that keeps the thread that reads the terminal from reading while the gate is closed.
#[derive(Debug)]
pub(in crate::runtime) struct InputGate {
    state: Mutex<State>,
    changed: Condvar,
    /// Sending end of a pair of sockets; a byte wakes the reading thread while it waits for input.
    #[cfg(unix)]
    waker: UnixStream,
    /// Receiving end of the pair of sockets.
    #[cfg(unix)]
    woken: UnixStream,
}

impl InputGate {
    /// Creates an open gate.
    ///
    /// # Errors
    /// If the sockets cannot be created.
    #[cfg_attr(not(unix), expect(clippy::unnecessary_wraps, reason = "on Unix it can fail"))]
    pub(in crate::runtime) fn new() -> io::Result<Self> {
        #[cfg(unix)]
        let (waker, woken) = UnixStream::pair()?;
        #[cfg(unix)]
        [&waker, &woken].into_iter().try_for_each(|end| end.set_nonblocking(true))?;
        Ok(Self {
            state: Mutex::default(),
            changed: Condvar::new(),
            #[cfg(unix)]
            waker,
            #[cfg(unix)]
            woken,
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // The flags of the state are valid independently of each other, so a panic leaves no inconsistent state.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns whether another program uses the terminal.
    #[cfg_attr(not(any(unix, test)), expect(dead_code, reason = "signals ask for it"))]
    pub(in crate::runtime) fn is_closed(&self) -> bool {
        self.state().is_closed
    }

    /// Waits until the gate is open. Called by the reading thread.
    pub(super) fn pass(&self) {
        let mut state = self.state();
        while state.is_closed {
            state.is_reader_stopped = true;
            self.changed.notify_all();
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.is_reader_stopped = false;
    }

    /// Runs `meanwhile` with the gate closed. Returns its result.
    pub(in crate::runtime) fn closed<T>(&self, meanwhile: impl FnOnce() -> T) -> T {
        self.state().is_closed = true;
        self.wake();
        // A reading thread that has ended never reports that it stopped, so the wait has a limit.
        let away = self.changed.wait_timeout_while(self.state(), READER_TIMEOUT, |state| !state.is_reader_stopped);
        drop(away);
        let result = meanwhile();
        self.state().is_closed = false;
        self.changed.notify_all();
        result
    }

    /// Wakes the reading thread while it waits for input.
    #[cfg(unix)]
    fn wake(&self) {
        // An error is ignored: it means that the socket is full, and a full socket wakes the thread as well.
        let _ = (&self.waker).write(&[0]);
    }

    /// Does nothing, because the reading thread of this system checks the gate periodically.
    #[cfg(not(unix))]
    #[expect(clippy::unused_self, reason = "on Unix it is used")]
    fn wake(&self) {}

    /// Returns a socket that becomes readable when the gate closes.
    #[cfg(unix)]
    pub(super) fn woken(&self) -> &UnixStream {
        &self.woken
    }

    /// Reads the bytes that woke the reading thread, so that it can wait again.
    #[cfg(unix)]
    pub(super) fn settle(&self) {
        // The socket does not block, so reading fails once the socket is empty.
        while matches!((&self.woken).read(&mut [0; 16]), Ok(1..)) {}
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::{sync::Arc, thread};

    use super::*;

    #[test]
    fn a_reader_waits_until_the_gate_is_open_again() {
        let gate = Arc::new(InputGate::new().unwrap());
        gate.pass();
        let (sender, passed) = mpsc::channel();
        let reader = {
            let gate = Arc::clone(&gate);
            thread::spawn(move || {
                while !gate.is_closed() {
                    thread::yield_now();
                }
                gate.pass();
                sender.send(()).unwrap();
            })
        };
        let waits = gate.closed(|| gate.is_closed() && passed.recv_timeout(Duration::from_millis(20)).is_err());
        assert!(waits, "nothing is read meanwhile");
        passed.recv().unwrap();
        reader.join().unwrap();
        assert!(!gate.is_closed());
    }

    #[cfg(unix)]
    #[test]
    fn closing_wakes_the_reader_once() {
        let gate = InputGate::new().unwrap();
        let is_woken = || matches!(gate.woken().read(&mut [0]), Ok(1..));
        assert!(!is_woken());
        gate.closed(|| assert!(is_woken()));
        assert!(!is_woken());
        gate.closed(|| {});
        gate.settle();
        assert!(!is_woken());
    }
}
