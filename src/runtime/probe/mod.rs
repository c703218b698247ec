//! Asking the terminal what it can do, for `stratlas doctor`. The explorer never waits for answers; here waiting is
//! the point, but not for long: every question goes out at once, followed by one that every terminal answers, so that
//! silence tells in the time of one answer that a terminal does not know the others.

mod reply;

use std::io;

use reply::Reply;

/// What a terminal answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// What it says it is (DA1): the answer that every terminal gives. Without it nothing was answered in time.
    pub attributes: Option<String>,
    /// Its name and version (XTVERSION).
    pub name: Option<String>,
    /// The colour of its ground (OSC 11), as answered.
    pub ground: Option<String>,
    /// The flags of kitty's keyboard protocol that are set; none where the terminal does not offer it.
    pub keyboard: Option<u32>,
    /// Whether it knows synchronized output (mode 2026); none where it does not know what modes are.
    pub synchronized: Option<bool>,
    /// The columns that each sample takes, as far as it said.
    pub widths: Vec<usize>,
}

impl Answers {
    fn new(replies: &[Reply]) -> Self {
        let mut answers = Self::default();
        for reply in replies {
            match reply.clone() {
                Reply::Attributes(attributes) => answers.attributes = Some(attributes),
                Reply::Name(name) => answers.name = Some(name),
                Reply::Ground(ground) => answers.ground = Some(ground),
                Reply::Keyboard(flags) => answers.keyboard = Some(flags),
                // 0 is a mode that is not known, 4 one that cannot be set.
                Reply::Mode(2026, state) => answers.synchronized = Some(matches!(state, 1..=3)),
                Reply::Mode(..) => {}
                Reply::Cursor(column) => answers.widths.push(column.saturating_sub(1)),
            }
        }
        answers
    }
}

/// Asks the terminal that standard input and output are. Takes less than a second, whatever it answers. Each of the
/// `samples` is written to its alternate screen to see how many columns it takes.
///
/// # Errors
/// If the terminal cannot be written to or read. It has been given back by then.
#[cfg(unix)]
pub fn ask(samples: &[&str]) -> io::Result<Answers> {
    tty::ask(samples)
}

/// Asks nothing: consoles of this system answer in other ways.
///
/// # Errors
/// Always.
#[cfg(not(unix))]
pub fn ask(_samples: &[&str]) -> io::Result<Answers> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "terminals are not asked on this system"))
}

#[cfg(unix)]
mod tty {
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
    /// More than this no terminal has to say.
    const MOST: usize = 1 << 14;
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
        while ends(&heard) < 2 && heard.len() < MOST {
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_sorted() {
        let said = b"\x1bP>|term 1.2\x1b\\\x1b]11;rgb:1c1c/1c1c/1c1c\x07\x1b[?1u\x1b[?2026;2$y\x1b[?62;22c\x1b[1;5R\x1b[1;2R\x1b[?62;22c";
        let answers = Answers::new(&reply::parse(said));
        let expected = Answers {
            attributes: Some("62;22".to_owned()),
            name: Some("term 1.2".to_owned()),
            ground: Some("rgb:1c1c/1c1c/1c1c".to_owned()),
            keyboard: Some(1),
            synchronized: Some(true),
            widths: vec![4, 1],
        };
        assert_eq!(answers, expected);
    }

    #[test]
    fn a_mode_that_is_not_known_is_not_offered() {
        let synchronized = |said: &[u8]| Answers::new(&reply::parse(said)).synchronized;
        assert_eq!(synchronized(b"\x1b[?2026;0$y"), Some(false));
        assert_eq!(synchronized(b"\x1b[?2026;4$y"), Some(false));
        assert_eq!(synchronized(b"\x1b[?25;1$y"), None);
        assert_eq!(synchronized(b""), None);
    }
}
