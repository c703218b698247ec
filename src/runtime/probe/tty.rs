//! Exchange with the terminal for queries: raw mode, sending, waiting for replies, and blocking of signals meanwhile.

use std::fs::File;
use std::io::{self, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crossterm::cursor::Show;
use crossterm::execute;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::flag;

use crate::runtime::input::open_tty;

use super::Answers;
use super::reply::{self, Reply};

/// Maximum time to wait for the replies in each of the two rounds of queries.
const ANSWER_TIMEOUT: Duration = Duration::from_millis(400);
/// Maximum number of bytes that are read as replies.
const MAX_ANSWER_BYTES: usize = 1 << 14;
/// Queries for the name, the background, the keyboard protocol and synchronized output.
const QUESTIONS: &str = "\x1b[>0q\x1b]11;?\x07\x1b[?u\x1b[?2026$p";
/// Query for the attributes, which every terminal answers.
const ATTRIBUTES: &str = "\x1b[c";
/// Query for the position of the cursor.
const CURSOR: &str = "\x1b[6n";

pub(super) fn ask(samples: &[&str]) -> io::Result<Answers> {
    let signals = Signals::hold()?;
    let answers = RawTerminal::enter().and_then(|terminal| query_terminal(terminal, samples));
    signals.release()?;
    answers
}

/// Asks the terminal what it is and, if it answers, measures how wide it draws each of `samples`. The terminal is
/// restored at the end, when `terminal` is dropped.
fn query_terminal(mut terminal: RawTerminal, samples: &[&str]) -> io::Result<Answers> {
    let mut listener = Listener { tty: open_tty()?, received: Vec::new() };
    write!(terminal.out, "{QUESTIONS}{ATTRIBUTES}")?;
    terminal.out.flush()?;
    listener.wait_for(1)?;
    if !listener.replies().is_empty() {
        for sample in samples {
            write!(terminal.out, "\r{sample}{CURSOR}")?;
        }
        write!(terminal.out, "\r{ATTRIBUTES}")?;
        terminal.out.flush()?;
        listener.wait_for(2)?;
    }
    Ok(Answers::new(&listener.replies()))
}

/// The terminal in raw mode, on its alternate screen, until dropped.
struct RawTerminal {
    out: io::Stdout,
}

impl RawTerminal {
    fn enter() -> io::Result<Self> {
        enable_raw_mode()?;
        // From here on, dropping the terminal restores it, even if the next step fails.
        let mut terminal = Self { out: io::stdout() };
        execute!(terminal.out, EnterAlternateScreen)?;
        Ok(terminal)
    }
}

impl Drop for RawTerminal {
    fn drop(&mut self) {
        // Errors are ignored, because the next step may work even if one has failed.
        let _ = execute!(self.out, LeaveAlternateScreen, Show);
        let _ = disable_raw_mode();
    }
}

/// Bytes of the replies so far, and the terminal they are read from.
struct Listener {
    tty: File,
    received: Vec<u8>,
}

impl Listener {
    fn replies(&self) -> Vec<Reply> {
        reply::parse(&self.received)
    }

    /// Waits until the terminal has reported its attributes `times` times in all, or the time is up.
    fn wait_for(&mut self, times: usize) -> io::Result<()> {
        let deadline = Instant::now() + ANSWER_TIMEOUT;
        let is_attributes = |reply: &Reply| matches!(reply, Reply::Attributes(_));
        while self.replies().into_iter().filter(is_attributes).count() < times && self.received.len() < MAX_ANSWER_BYTES
        {
            let left = deadline.saturating_duration_since(Instant::now());
            let timeout = Timespec::try_from(left).map_err(io::Error::other)?;
            match poll(&mut [PollFd::new(&self.tty, PollFlags::IN)], Some(&timeout)) {
                Ok(0) => break,
                Ok(_) => {}
                // A signal has interrupted the wait, which is repeated.
                Err(Errno::INTR) => continue,
                Err(error) => return Err(error.into()),
            }
            let mut bytes = [0; 1024];
            match self.tty.read(&mut bytes)? {
                0 => break,
                length => self.received.extend(&bytes[..length]),
            }
        }
        Ok(())
    }
}

/// Signals that would end or stop the process and are blocked while the terminal is in raw mode.
struct Signals {
    caught: Arc<AtomicUsize>,
    released: Arc<AtomicBool>,
}

impl Signals {
    fn hold() -> io::Result<Self> {
        let signals = Self { caught: Arc::default(), released: Arc::default() };
        for signal in [SIGHUP, SIGINT, SIGTERM, SIGTSTP] {
            flag::register_conditional_default(signal, Arc::clone(&signals.released))?;
            let number = usize::try_from(signal).unwrap_or_default();
            flag::register_usize(signal, Arc::clone(&signals.caught), number)?;
        }
        Ok(signals)
    }

    /// Unblocks the signals, and repeats a signal that arrived while they were blocked.
    fn release(self) -> io::Result<()> {
        self.released.store(true, Ordering::SeqCst);
        match i32::try_from(self.caught.load(Ordering::SeqCst)) {
            Ok(signal) if signal != 0 => signal_hook::low_level::emulate_default_handler(signal),
            _ => Ok(()),
        }
    }
}
