//! Progress of work that takes long, displayed on standard error if that is a terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Time between updates of the display. Work that takes less time displays nothing.
const UPDATE_INTERVAL: Duration = Duration::from_millis(200);
/// Maximum width of the displayed text, in columns.
const MAX_WIDTH: usize = 60;
/// Unit of displayed sizes, in bytes.
const MIB: usize = 1024 * 1024;

/// Work whose progress a thread displays until this value is dropped.
#[derive(Debug)]
pub(super) struct Progress {
    done: Arc<AtomicUsize>,
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Starts displaying the progress of work that handles `total` items called `what`.
    pub(super) fn in_steps(what: &'static str, total: usize) -> Self {
        Self::start(move |done, _| format!("{what}: {done} of {total} ({}%)", 100 * done / total.max(1)))
    }

    /// Starts displaying the progress of work called `what`, in bytes of an unknown total.
    pub(super) fn in_bytes(what: &'static str) -> Self {
        Self::start(move |done, _| format!("{what}: {} MiB", done / MIB))
    }

    /// Starts displaying the elapsed time of work called `what`.
    pub(super) fn in_seconds(what: &'static str) -> Self {
        Self::start(move |_, time| format!("{what}: {} s", time.as_secs()))
    }

    /// Starts the display; `text` returns its content for the amount done and the elapsed time.
    fn start(text: impl Fn(usize, Duration) -> String + Send + 'static) -> Self {
        let done = Arc::new(AtomicUsize::new(0));
        let (end, has_ended) = mpsc::channel();
        let (counter, start) = (Arc::clone(&done), Instant::now());
        let text = move || text(counter.load(Ordering::Relaxed), start.elapsed());
        let update = move || show_updates(&mut io::stderr(), text, &has_ended, UPDATE_INTERVAL);
        // If the thread cannot be started, no progress is displayed, but the work continues.
        let thread = io::stderr().is_terminal().then(|| thread::Builder::new().spawn(update).ok()).flatten();
        Self { done, end: Some(end), thread }
    }

    /// Adds `by` to the amount of work done.
    pub(super) fn advance(&self, by: usize) {
        self.done.fetch_add(by, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Prints `text` once per `interval` until the work has ended, then clears the line.
fn show_updates(out: &mut impl Write, text: impl Fn() -> String, has_ended: &Receiver<()>, interval: Duration) {
    let mut is_shown = false;
    while has_ended.recv_timeout(interval) == Err(RecvTimeoutError::Timeout) {
        // If standard error is closed, the failure to print cannot be reported.
        let _ = write!(out, "\r{:<MAX_WIDTH$}", text());
        is_shown = true;
    }
    if is_shown {
        let _ = write!(out, "\r{:MAX_WIDTH$}\r", "");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Output that ends the work at the second write.
    struct Twice {
        written: Vec<String>,
        end: Option<mpsc::Sender<()>>,
    }

    impl Write for Twice {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.written.push(String::from_utf8_lossy(bytes).into_owned());
            if self.written.concat().matches("reading").count() == 2 {
                self.end = None;
            }
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn the_progress_of_long_work_is_shown_and_cleared() {
        let (end, has_ended) = mpsc::channel();
        let mut out = Twice { written: Vec::new(), end: Some(end) };
        show_updates(&mut out, || "reading: 0 s".to_owned(), &has_ended, Duration::from_millis(1));
        let line = format!("\r{:<MAX_WIDTH$}", "reading: 0 s");
        assert_eq!(out.written.concat(), format!("{line}{line}\r{}\r", " ".repeat(MAX_WIDTH)));
    }

    #[test]
    fn short_work_shows_nothing() {
        let (end, has_ended) = mpsc::channel();
        drop(end);
        let mut out = Vec::new();
        show_updates(&mut out, String::new, &has_ended, Duration::from_secs(60));
        assert_eq!(out, b"");
    }
}
