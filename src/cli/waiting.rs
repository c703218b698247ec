//! Saying that something takes long, while it does.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// How long nothing is said, and how often something is from then on.
const EVERY: Duration = Duration::from_secs(1);

/// Does `work`, called `what`. If it takes more than a second and standard error is a terminal, a line there tells for
/// how long it has been going on, and is wiped away in the end.
pub(super) fn telling<T>(what: &str, work: impl FnOnce() -> T) -> T {
    if !io::stderr().is_terminal() {
        return work();
    }
    let (working, is_over) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || tell(&mut io::stderr(), what, &is_over, EVERY));
        let result = work();
        drop(working);
        result
    })
}

/// Tells `what` takes how long, in seconds, each time that `every` has passed without an end of it.
fn tell(out: &mut impl Write, what: &str, is_over: &Receiver<()>, every: Duration) {
    let start = Instant::now();
    let mut columns = 0;
    while is_over.recv_timeout(every) == Err(RecvTimeoutError::Timeout) {
        let line = format!("{what}: {} s; Ctrl-c gives up", start.elapsed().as_secs());
        // Nothing is left to do if standard error is gone.
        let _ = write!(out, "\r{line}");
        columns = line.chars().count();
    }
    if columns > 0 {
        let _ = write!(out, "\r{:columns$}\r", "");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written, until the second time; then the work is over.
    struct Twice {
        written: Vec<String>,
        working: Option<mpsc::Sender<()>>,
    }

    impl Write for Twice {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.written.push(String::from_utf8_lossy(bytes).into_owned());
            if self.written.concat().matches("gives up").count() == 2 {
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
        let line = "reading: 0 s; Ctrl-c gives up";
        assert_eq!(out.written.concat(), format!("\r{line}\r{line}\r{}\r", " ".repeat(line.len())));
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
