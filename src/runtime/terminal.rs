//! The terminal: taken when the explorer starts, given back whole however it ends or is stopped.

use std::io::{self, BufWriter, Stdout, Write};
use std::panic;
use std::thread;
use std::time::Instant;

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
#[cfg(unix)]
use crossterm::event::{KeyboardEnhancementFlags, PopKeyboardEnhancementFlags, PushKeyboardEnhancementFlags};
use crossterm::style::{Print, force_color_output};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use crate::app::Size;

use super::background;
use super::session::ExplorerSession;

/// Size of the buffer in bytes: a whole frame is written at once.
const BUFFER_LEN: usize = 1 << 16;

/// What the terminal is asked to distinguish.
#[cfg(unix)]
const KEY_FLAGS: KeyboardEnhancementFlags =
    KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES.union(KeyboardEnhancementFlags::REPORT_ALTERNATE_KEYS);

/// A terminal that shows the explorer until it is dropped.
pub(super) struct TerminalScreen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    mouse: bool,
    /// Whether the explorer has the terminal; it has not while it is suspended.
    is_taken: bool,
}

impl TerminalScreen {
    /// Takes the terminal, and with `mouse` its mouse.
    pub(super) fn take(mouse: bool) -> io::Result<Self> {
        restore_on_panic();
        // The theme decides about colours. Where the environment wants none, crossterm would replace them by sequences that
        // end bold and reversed text.
        force_color_output(true);
        enter(mouse).inspect_err(|_| leave())?;
        let writer = BufWriter::with_capacity(BUFFER_LEN, io::stdout());
        let terminal = Terminal::new(CrosstermBackend::new(writer)).inspect_err(|_| leave())?;
        Ok(Self { terminal, mouse, is_taken: true })
    }

    /// Asks the terminal for its background. Returns the time; the answer, if any, comes with the events.
    pub(super) fn ask_for_background(&mut self) -> io::Result<Instant> {
        execute!(self.terminal.backend_mut(), Print(background::QUERY))?;
        Ok(Instant::now())
    }

    /// Has the terminal report the mouse, or leaves the mouse to the terminal.
    pub(super) fn use_mouse(&mut self, mouse: bool) -> io::Result<()> {
        match (self.mouse, mouse) {
            (false, true) => execute!(self.terminal.backend_mut(), EnableMouseCapture)?,
            (true, false) => execute!(self.terminal.backend_mut(), DisableMouseCapture)?,
            _ => {}
        }
        self.mouse = mouse;
        Ok(())
    }

    /// Returns the size of the screen.
    pub(super) fn size(&self) -> io::Result<Size> {
        let size = self.terminal.size()?;
        Ok(Size { width: size.width, height: size.height })
    }

    /// Draws a frame, if the explorer has the terminal. Terminals with synchronized updates show it all at once.
    pub(super) fn draw(&mut self, session: &ExplorerSession) -> io::Result<()> {
        if !self.is_taken {
            return Ok(());
        }
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| session.draw(frame))?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Forgets what is on screen, so that the next frame draws every cell.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        // `Terminal::clear` would ask the terminal for the position of its cursor, and the input thread would read the
        // answer.
        let size = self.terminal.size()?;
        self.terminal.resize(size.into())
    }

    /// Gives the terminal back while `pause` runs, then takes it again.
    pub(super) fn pause(&mut self, pause: impl FnOnce()) -> io::Result<()> {
        self.give_back();
        pause();
        self.take_again()
    }

    /// Gives the terminal back until it is taken again.
    pub(super) fn give_back(&mut self) {
        leave();
        self.is_taken = false;
    }

    /// Takes the terminal again, after it was given back or the explorer was stopped by SIGSTOP.
    pub(super) fn take_again(&mut self) -> io::Result<()> {
        // The shell may have changed the settings of the terminal meanwhile, and crossterm would assume that it is still in
        // raw mode.
        if self.is_taken {
            self.give_back();
        }
        enter(self.mouse)?;
        self.is_taken = true;
        self.forget()
    }
}

impl Drop for TerminalScreen {
    fn drop(&mut self) {
        leave();
    }
}

fn enter(mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    let mut out = io::stdout();
    execute!(out, EnterAlternateScreen, EnableBracketedPaste)?;
    if mouse {
        execute!(out, EnableMouseCapture)?;
    }
    // By the keyboard protocol of kitty the terminal distinguishes Ctrl-i from Tab, and names the Latin letter of a key
    // of another layout. Terminals that do not know the protocol ignore this, so that none has to be asked first. The
    // console of Windows distinguishes keys by itself.
    #[cfg(unix)]
    execute!(out, PushKeyboardEnhancementFlags(KEY_FLAGS))?;
    Ok(())
}

/// Gives the terminal back as far as possible: if one step fails, the next may still work.
fn leave() {
    let mut out = io::stdout();
    #[cfg(unix)]
    let _ = execute!(out, PopKeyboardEnhancementFlags);
    let _ =
        execute!(out, EndSynchronizedUpdate, DisableBracketedPaste, DisableMouseCapture, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
    let _ = out.flush();
}

/// Gives the terminal back when the main thread panics, before the message is printed. Panics of other threads are
/// reported by the main thread; their messages would only garble the screen.
fn restore_on_panic() {
    let main = thread::current().id();
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == main {
            leave();
            print(info);
        }
    }));
}
