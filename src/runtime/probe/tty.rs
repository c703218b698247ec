//! The conversation itself: raw mode, the questions, a thread that listens, and the signals that have to wait.

use std::fs::File;
use std::io::{self, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::cursor::Show;
use crossterm::execute;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::flag;

use super::Answers;
use super::reply::{self, Reply};

/// How long each of the two rounds of questions may take.
const PATIENCE: Duration = Duration::from_millis(400);
/// The most bytes that are read of answers.
const MAX_HEARD_BYTES: usize = 1 << 14;
/// The name, the ground, the keyboard protocol and synchronized output.
const QUESTIONS: &str = "\x1b[>0q\x1b]11;?\x07\x1b[?u\x1b[?2026$p";
/// What every terminal answers, and where its cursor is.
const ATTRIBUTES: &str = "\x1b[c";
const CURSOR: &str = "\x1b[6n";

pub(super) fn ask(samples: &[&str]) -> io::Result<Answers> {
    let signals = Signals::hold()?;
    let answers = Raw::enter().and_then(|raw| converse(raw, samples));
    signals.release()?;
    answers
}

/// Asks both rounds of questions; the second only of a terminal that answered the first. The terminal is given
/// back when `raw` is dropped, at the end.
fn converse(mut raw: Raw, samples: &[&str]) -> io::Result<Answers> {
    let mut listener = Listener::start()?;
    write!(raw.out, "{QUESTIONS}{ATTRIBUTES}")?;
    raw.out.flush()?;
    listener.wait_for(1);
    if !listener.replies().is_empty() {
        for sample in samples {
            write!(raw.out, "\r{sample}{CURSOR}")?;
        }
        write!(raw.out, "\r{ATTRIBUTES}")?;
        raw.out.flush()?;
        listener.wait_for(2);
    }
    Ok(Answers::new(&listener.replies()))
}

/// The terminal in raw mode, on its alternate screen, until dropped.
struct Raw {
    out: io::Stdout,
}

impl Raw {
    fn enter() -> io::Result<Self> {
        enable_raw_mode()?;
        // From here on dropping it gives the terminal back.
        let mut raw = Self { out: io::stdout() };
        execute!(raw.out, EnterAlternateScreen)?;
        Ok(raw)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // Where one step fails, there is nobody left to tell, but the next may still work.
        let _ = execute!(self.out, LeaveAlternateScreen, Show);
        let _ = disable_raw_mode();
    }
}

/// What the terminal says, read by a thread of its own, since a read of a silent terminal does not end. The thread
/// ends with the second answer that every terminal gives, or with the process.
struct Listener {
    heard: Vec<u8>,
    chunks: Receiver<Vec<u8>>,
}

impl Listener {
    fn start() -> io::Result<Self> {
        let terminal = File::open("/dev/tty")?;
        let (sender, chunks) = mpsc::channel();
        thread::Builder::new().name("answers".to_owned()).spawn(move || listen(terminal, &sender))?;
        Ok(Self { heard: Vec::new(), chunks })
    }

    fn replies(&self) -> Vec<Reply> {
        reply::parse(&self.heard)
    }

    /// Waits until the terminal has said `times` what it is, or its time is up.
    fn wait_for(&mut self, times: usize) {
        let deadline = Instant::now() + PATIENCE;
        while ends(&self.heard) < times {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.chunks.recv_timeout(left) {
                Ok(chunk) => self.heard.extend(chunk),
                Err(_) => return,
            }
        }
    }
}

fn listen(mut terminal: File, sender: &Sender<Vec<u8>>) {
    let mut heard = Vec::new();
    let mut chunk = [0; 1024];
    while ends(&heard) < 2 && heard.len() < MAX_HEARD_BYTES {
        match terminal.read(&mut chunk) {
            Ok(0) => return,
            Ok(length) => {
                heard.extend(&chunk[..length]);
                if sender.send(chunk[..length].to_vec()).is_err() {
                    return;
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return,
        }
    }
}

/// How often the terminal has said what it is.
fn ends(heard: &[u8]) -> usize {
    reply::parse(heard).iter().filter(|reply| matches!(reply, Reply::Attributes(_))).count()
}

/// Keeps signals from ending or stopping the process while the terminal is not as it was.
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

    /// Lets signals do again what they do, and does what one that came meanwhile would have done.
    fn release(self) -> io::Result<()> {
        self.released.store(true, Ordering::SeqCst);
        match i32::try_from(self.caught.load(Ordering::SeqCst)) {
            Ok(signal) if signal != 0 => signal_hook::low_level::emulate_default_handler(signal),
            _ => Ok(()),
        }
    }
}
