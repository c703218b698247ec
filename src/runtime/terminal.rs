//! Terminal: set up when the explorer starts, and restored however it ends or is stopped.

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

/// Size of the output buffer in bytes, enough to write a whole frame at once.
const BUFFER_LEN: usize = 1 << 16;

/// Requested flags of the keyboard protocol.
#[cfg(unix)]
const KEY_FLAGS: KeyboardEnhancementFlags =
    KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES.union(KeyboardEnhancementFlags::REPORT_ALTERNATE_KEYS);

/// Terminal that shows the explorer until dropped.
pub(super) struct TerminalScreen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    mouse: bool,
    /// Whether the explorer controls the terminal; false while suspended.
    is_active: bool,
}

impl TerminalScreen {
    /// Sets up the terminal, including its mouse if `mouse` is set.
    pub(super) fn set_up(mouse: bool) -> io::Result<Self> {
        restore_on_panic();
        // The theme decides about colours. If the environment disables them, crossterm would replace them by sequences
        // that reset bold and reversed text.
        force_color_output(true);
        enter(mouse).inspect_err(|_| leave())?;
        let writer = BufWriter::with_capacity(BUFFER_LEN, io::stdout());
        let terminal = Terminal::new(CrosstermBackend::new(writer)).inspect_err(|_| leave())?;
        Ok(Self { terminal, mouse, is_active: true })
    }

    /// Queries the terminal for its background. Returns the time; a reply arrives as an event.
    pub(super) fn ask_for_background(&mut self) -> io::Result<Instant> {
        execute!(self.terminal.backend_mut(), Print(background::QUERY))?;
        Ok(Instant::now())
    }

    /// Enables or disables mouse reports of the terminal.
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

    /// Draws a frame, if the explorer controls the terminal. With synchronized updates, terminals show it all at once.
    pub(super) fn draw(&mut self, session: &ExplorerSession) -> io::Result<()> {
        if !self.is_active {
            return Ok(());
        }
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| session.draw(frame))?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Invalidates the screen, so that the next frame draws every cell.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        // `Terminal::clear` would query the position of the cursor, and the input thread would read the reply.
        let size = self.terminal.size()?;
        self.terminal.resize(size.into())
    }

    /// Restores the terminal while `pause` runs, then sets it up again.
    pub(super) fn pause(&mut self, pause: impl FnOnce()) -> io::Result<()> {
        self.restore();
        pause();
        self.set_up_again()
    }

    /// Restores the terminal until it is set up again.
    pub(super) fn restore(&mut self) {
        leave();
        self.is_active = false;
    }

    /// Sets up the terminal again, after it was restored or the explorer was stopped by SIGSTOP.
    pub(super) fn set_up_again(&mut self) -> io::Result<()> {
        // The shell may have changed the terminal mode, but crossterm would assume that it is still raw.
        if self.is_active {
            self.restore();
        }
        enter(self.mouse)?;
        self.is_active = true;
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
    // With kitty's keyboard protocol the terminal distinguishes Ctrl-i from Tab, and reports the Latin letter of
    // another layout's key. Other terminals ignore the request, so no query is necessary. The Windows console
    // distinguishes keys anyway.
    #[cfg(unix)]
    execute!(out, PushKeyboardEnhancementFlags(KEY_FLAGS))?;
    Ok(())
}

/// Restores the terminal as far as possible: if one step fails, the next may still succeed.
fn leave() {
    let mut out = io::stdout();
    #[cfg(unix)]
    let _ = execute!(out, PopKeyboardEnhancementFlags);
    let _ =
        execute!(out, EndSynchronizedUpdate, DisableBracketedPaste, DisableMouseCapture, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
    let _ = out.flush();
}

/// Restores the terminal when the main thread panics, before the message is printed. Panics of other threads are
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
