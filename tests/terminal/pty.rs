//! A pseudo-terminal with a program in it: what a person would see of it, what they would type, and what state the
//! terminal is left in. Everything is waited for with a deadline, nothing by sleeping.

use std::ffi::OsStr;
use std::fs;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};
use vt100::{MouseProtocolMode, Parser, Screen};

/// How long anything may take on a machine that is busy with something else.
const DEADLINE: Duration = Duration::from_secs(20);
/// How often something that tells nothing of itself is looked at.
const POLL: Duration = Duration::from_millis(10);

/// A terminal with a program in it.
pub(crate) struct Pty {
    /// Every byte that the program has written.
    pub(crate) raw: Vec<u8>,
    parser: Parser,
    output: Receiver<Vec<u8>>,
    /// Whether the terminal takes no output.
    is_stalled: Arc<AtomicBool>,
    input: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    /// Kept open so that the settings of the terminal outlive the program.
    slave: Option<Box<dyn SlavePty + Send>>,
    settings_before: String,
}

/// The home of whoever runs the program in these tests: someone who has run it before.
static HOME: LazyLock<PathBuf> = LazyLock::new(|| {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("terminal-{}", std::process::id()));
    let state = home.join("stratlas");
    fs::create_dir_all(&state).expect("a folder for the tests");
    fs::write(state.join("memory.json"), r#"{"hint_dismissed": true}"#).expect("a file for the tests");
    home
});

/// A command that starts `program` in a terminal of 256 colours.
pub(crate) fn command(program: impl AsRef<Path>, args: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(program.as_ref());
    command.args(args.iter().map(OsStr::new));
    command.env("TERM", "xterm-256color");
    for name in ["NO_COLOR", "STRATLAS_ATLAS", "STRATLAS_CONFIG", "RUST_BACKTRACE", "COLUMNS", "LINES", "TMUX"] {
        command.env_remove(name);
    }
    for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
        command.env(name, &*HOME);
    }
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    command
}

/// A command that starts the explorer.
pub(crate) fn stratlas(args: &[&str]) -> CommandBuilder {
    command(env!("CARGO_BIN_EXE_stratlas"), args)
}

impl Pty {
    /// Runs `command` in a terminal of `columns` by `rows`.
    pub(crate) fn start(command: CommandBuilder, (columns, rows): (u16, u16)) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).expect("a pseudo-terminal");
        let settings_before = settings(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let input = pair.master.take_writer().expect("a way to type");
        let mut reader = pair.master.try_clone_reader().expect("a way to see");
        let (sender, output) = mpsc::channel();
        let is_stalled = Arc::<AtomicBool>::default();
        let stalled = Arc::clone(&is_stalled);
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                while stalled.load(Ordering::Relaxed) {
                    thread::sleep(POLL);
                }
                if sender.send(buffer[..length].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            raw: Vec::new(),
            parser: Parser::new(cells(rows), cells(columns), 0),
            output,
            is_stalled,
            input,
            child,
            master: pair.master,
            slave: Some(pair.slave),
            settings_before,
        }
    }

    /// What is on the screen.
    pub(crate) fn screen(&self) -> &Screen {
        self.parser.screen()
    }

    /// Types `text`, escape sequences of keys included.
    pub(crate) fn type_keys(&mut self, text: &str) {
        self.input.write_all(text.as_bytes()).expect("the terminal takes keys");
        self.input.flush().expect("the terminal takes keys");
    }

    /// Makes the terminal take no more output.
    pub(crate) fn stall(&self) {
        self.is_stalled.store(true, Ordering::Relaxed);
    }

    /// Waits for the end of the program, whether the terminal takes its output or not.
    pub(crate) fn wait_for_end(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a status") {
                return status;
            }
            assert!(start.elapsed() < DEADLINE, "the program does not end");
            thread::sleep(POLL);
        }
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.parser.screen_mut().set_size(cells(rows), cells(columns));
        self.master.resize(size(columns, rows)).expect("a new size");
    }

    /// Gives the terminal the settings that a shell gives it.
    pub(crate) fn cook(&self) {
        let path = self.master.tty_name().expect("a terminal has a name");
        let cooked = Command::new("stty").arg("-F").arg(path).arg("sane").status();
        assert!(cooked.expect("stty").success());
    }

    /// Sends a signal by its name.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.process_id().expect("it runs");
        let sent = Command::new("sh").args(["-c", &format!("kill -s {name} {id}")]).status();
        assert!(sent.expect("a shell").success(), "the signal {name} is sent");
    }

    /// Sends a signal to the program and all that it has started.
    pub(crate) fn signal_job(&self, name: &str) {
        let id = self.child.process_id().expect("it runs");
        let sent = Command::new("sh").args(["-c", &format!("kill -s {name} -- -{id}")]).status();
        assert!(sent.expect("a shell").success(), "the signal {name} is sent");
    }

    /// Waits until `text` is on the screen.
    pub(crate) fn wait_for(&mut self, text: &str) {
        self.wait_until(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the screen is as it should be; `what` says how that is.
    pub(crate) fn wait_until(&mut self, what: &str, is: impl Fn(&Screen) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        while !is(self.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(error) => panic!("{error} before `{what}`; on the screen is\n{}", self.screen().contents()),
            }
        }
    }

    /// Whether the program writes nothing for `time`.
    pub(crate) fn is_quiet_for(&mut self, time: Duration) -> bool {
        match self.output.recv_timeout(time) {
            Ok(bytes) => {
                self.take(&bytes);
                false
            }
            Err(error) => error == RecvTimeoutError::Timeout,
        }
    }

    /// Waits until the program has been stopped, as `fg` in a shell would find it.
    #[cfg(target_os = "linux")]
    pub(crate) fn wait_until_stopped(&mut self) {
        let id = self.child.process_id().expect("it runs");
        let deadline = Instant::now() + DEADLINE;
        loop {
            let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).expect("it runs");
            // The state follows the name of the program, which stands in parentheses.
            let state = stat.rsplit_once(") ").map(|(_, rest)| &rest[..1]);
            if state == Some("T") {
                return;
            }
            assert!(Instant::now() < deadline, "the program is not stopped but {state:?}");
            self.is_quiet_for(POLL);
        }
    }

    /// Waits until the program has ended, and for everything it has written.
    pub(crate) fn finish(mut self) -> Finished {
        let deadline = Instant::now() + DEADLINE;
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("its end is known") {
                break status;
            }
            assert!(Instant::now() < deadline, "the program goes on; on the screen is\n{}", self.screen().contents());
            self.is_quiet_for(POLL);
        };
        let settings_restored = settings(self.master.as_ref()) == self.settings_before;
        // With the last holder of the other side gone, the output ends.
        drop(self.slave.take());
        while let Ok(bytes) = self.output.recv_timeout(DEADLINE) {
            self.take(&bytes);
        }
        Finished { status, settings_restored, screen: self.screen().clone(), raw: std::mem::take(&mut self.raw) }
    }

    /// Holds that the terminal is as it was before the program came.
    pub(crate) fn assert_given_back(&self) {
        assert_modes_given_back(self.screen());
        assert_eq!(settings(self.master.as_ref()), self.settings_before, "the settings of the terminal are as before");
    }

    fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        self.parser.process(bytes);
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // A test that has failed leaves nothing running; a program that has ended needs no end.
        let _ = self.child.kill();
    }
}

/// A program that has ended, and the terminal it leaves.
pub(crate) struct Finished {
    pub(crate) status: ExitStatus,
    pub(crate) screen: Screen,
    pub(crate) raw: Vec<u8>,
    settings_restored: bool,
}

impl Finished {
    /// Holds that the terminal is as it was before the program came.
    pub(crate) fn assert_given_back(&self) {
        assert_modes_given_back(&self.screen);
        assert!(self.settings_restored, "the settings of the terminal are as before");
    }
}

fn assert_modes_given_back(screen: &Screen) {
    assert!(!screen.alternate_screen(), "the alternate screen is left");
    assert!(!screen.hide_cursor(), "the cursor is shown");
    assert!(!screen.bracketed_paste(), "bracketed paste is off");
    assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None, "the mouse is off");
}

/// The settings of a terminal: raw or not, what echoes, which characters mean what.
fn settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().expect("a terminal has settings"))
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn cells(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).expect("a screen has cells")
}
