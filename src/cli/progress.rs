//! The progress of long work, on standard error if that is a terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// The time between two updates; work that takes less shows nothing.
const UPDATE_INTERVAL: Duration = Duration::from_millis(200);
/// The width of what is shown, in columns.
const MAX_WIDTH: usize = 60;
/// The unit in which sizes are shown, in bytes.
const MIB: usize = 1024 * 1024;

/// The progress of work.
#[derive(Debug)]
pub(super) struct Progress {
    what: &'static str,
    /// The number of things; for bytes it is not known.
    total: Option<usize>,
    done: usize,
    last: Option<Instant>,
    shown: bool,
}

impl Progress {
    /// The start of work on `total` things, called `what`; shown only if standard error is a terminal.
    pub(super) fn new(what: &'static str, total: usize) -> Self {
        Self { total: Some(total), ..Self::in_bytes(what) }
    }

    /// The same of work that is counted in bytes.
    pub(super) fn in_bytes(what: &'static str) -> Self {
        let last = io::stderr().is_terminal().then(Instant::now);
        Self { what, total: None, done: 0, last, shown: false }
    }

    /// So many more are done.
    pub(super) fn advance(&mut self, by: usize) {
        self.done += by;
        let Some(last) = self.last.filter(|last| last.elapsed() >= UPDATE_INTERVAL) else { return };
        show(&mut io::stderr(), &self.text());
        self.last = Some(last + last.elapsed());
        self.shown = true;
    }

    fn text(&self) -> String {
        let Self { what, done, .. } = self;
        match self.total {
            Some(total) => format!("{what}: {done} of {total} ({}%)", 100 * done / total.max(1)),
            None => format!("{what}: {} MiB", done / MIB),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            clear(&mut io::stderr());
        }
    }
}

/// Work of unknown length: another thread shows the time since its start.
#[derive(Debug)]
pub(super) struct Busy {
    done: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Busy {
    /// The start of the work called `what`; shown only if standard error is a terminal.
    pub(super) fn start(what: &'static str) -> Self {
        let (done, is_done) = mpsc::channel::<()>();
        let tell = move || tell(&mut io::stderr(), what, &is_done, UPDATE_INTERVAL);
        // Without the thread nothing is told, and the work is done all the same.
        let thread = io::stderr().is_terminal().then(|| thread::Builder::new().spawn(tell).ok()).flatten();
        Self { done: Some(done), thread }
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.done = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Shows the time since the start in seconds, once every interval until the work is done.
fn tell(out: &mut impl Write, what: &str, is_done: &Receiver<()>, every: Duration) {
    let start = Instant::now();
    let mut shown = false;
    while is_done.recv_timeout(every) == Err(RecvTimeoutError::Timeout) {
        show(out, &format!("{what}: {} s", start.elapsed().as_secs()));
        shown = true;
    }
    if shown {
        clear(out);
    }
}

fn show(out: &mut impl Write, text: &str) {
    // Nothing is left to do if standard error is gone.
    let _ = write!(out, "\r{text:<MAX_WIDTH$}");
}

fn clear(out: &mut impl Write) {
    let _ = write!(out, "\r{:MAX_WIDTH$}\r", "");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_told_in_things_or_in_bytes() {
        let mut progress = Progress { done: 30, ..Progress::new("html", 120) };
        progress.advance(10);
        assert_eq!(progress.text(), "html: 40 of 120 (33%)");
        let mut progress = Progress::in_bytes("json");
        progress.advance(5 * MIB + 1);
        assert_eq!(progress.text(), "json: 5 MiB");
        assert_eq!(Progress::new("html", 0).text(), "html: 0 of 0 (0%)");
    }
    /// What is written, until the second time; then the work is over.
    struct Twice {
        written: Vec<String>,
        working: Option<mpsc::Sender<()>>,
    }

    impl Write for Twice {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.written.push(String::from_utf8_lossy(bytes).into_owned());
            if self.written.concat().matches("reading").count() == 2 {
                self.working = None;
            }
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_takes_long_is_told_and_wiped_away() {
        let (working, is_over) = mpsc::channel();
        let mut out = Twice { written: Vec::new(), working: Some(working) };
        tell(&mut out, "reading", &is_over, Duration::from_millis(1));
        let line = format!("\r{:<MAX_WIDTH$}", "reading: 0 s");
        assert_eq!(out.written.concat(), format!("{line}{line}\r{}\r", " ".repeat(MAX_WIDTH)));
    }

    #[test]
    fn nothing_is_said_of_what_is_over_at_once() {
        let (working, is_over) = mpsc::channel();
        drop(working);
        let mut out = Vec::new();
        tell(&mut out, "reading", &is_over, Duration::from_secs(60));
        assert_eq!(out, b"");
    }
}
