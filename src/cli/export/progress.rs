//! How far long work has come, on standard error while someone watches.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// Work that takes less shows nothing, and so often it is shown how far it is.
const PAUSE: Duration = Duration::from_millis(200);

/// How far work has come.
#[derive(Debug)]
pub(super) struct Progress {
    what: &'static str,
    total: usize,
    done: usize,
    last: Option<Instant>,
    shown: bool,
}

impl Progress {
    /// The start of work on `total` things, called `what`; shown only if standard error is a terminal.
    pub(super) fn new(what: &'static str, total: usize) -> Self {
        let last = io::stderr().is_terminal().then(Instant::now);
        Self { what, total, done: 0, last, shown: false }
    }

    /// One more is done.
    pub(super) fn step(&mut self) {
        self.done += 1;
        let Some(last) = self.last.filter(|last| last.elapsed() >= PAUSE) else { return };
        let percent = 100 * self.done / self.total.max(1);
        // Nothing is left to do if standard error is gone.
        let _ = write!(io::stderr(), "\r{}: {} of {} ({percent}%)", self.what, self.done, self.total);
        self.last = Some(last + last.elapsed());
        self.shown = true;
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r{:1$}\r", "", self.what.len() + 40);
        }
    }
}
