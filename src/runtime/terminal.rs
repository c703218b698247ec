//! Screen of the terminal: set up when the explorer starts, and restored however the explorer ends or is stopped.

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

/// Size of the output buffer in bytes, large enough for a whole frame.
const BUFFER_LEN: usize = 1 << 16;

/// Flags of kitty's keyboard protocol that the terminal is asked to set.
#[cfg(unix)]
const KEY_FLAGS: KeyboardEnhancementFlags =
    KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES.union(KeyboardEnhancementFlags::REPORT_ALTERNATE_KEYS);

/// Terminal that shows the explorer until this value is dropped.
pub(super) struct TerminalScreen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    mouse: bool,
    /// Whether the explorer controls the terminal; false while it is suspended or another program uses the terminal.
    is_active: bool,
}

impl TerminalScreen {
    /// Sets up the terminal, with reports of the mouse if `mouse` is set.
    pub(super) fn set_up(mouse: bool) -> io::Result<Self> {
        restore_on_panic();
        // The theme decides about colours, so crossterm must write them even if the environment disables them: it would
        // otherwise replace them by sequences that reset bold and reversed text.
        force_color_output(true);
        enter(mouse).inspect_err(|_| leave())?;
        let writer = BufWriter::with_capacity(BUFFER_LEN, io::stdout());
        let terminal = Terminal::new(CrosstermBackend::new(writer)).inspect_err(|_| leave())?;
        Ok(Self { terminal, mouse, is_active: true })
    }

    /// Queries the terminal for its background colour. Returns the time of the query; the reply arrives as an event.
    pub(super) fn ask_for_background(&mut self) -> io::Result<Instant> {
        execute!(self.terminal.backend_mut(), Print(background::QUERY))?;
        Ok(Instant::now())
    }

    /// Starts or stops reports of the mouse by the terminal.
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

    /// Draws a frame, if the explorer controls the terminal. Terminals with synchronized updates show the whole frame
    /// at once.
    pub(super) fn draw(&mut self, session: &ExplorerSession) -> io::Result<()> {
        if !self.is_active {
            return Ok(());
        }
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| session.draw(frame))?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Forgets what is on screen, so that the next frame draws every cell.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        // `Terminal::clear` is not used: it would query the position of the cursor, and the input thread would read the
        // reply.
        let size = self.terminal.size()?;
        self.terminal.resize(size.into())
    }

    /// Restores the terminal while `pause` runs, and sets it up again afterwards.
    pub(super) fn pause(&mut self, pause: impl FnOnce()) -> io::Result<()> {
        self.restore();
        pause();
        self.set_up_again()
    }

    /// Restores the terminal, which then belongs to other programs until it is set up again.
    pub(super) fn restore(&mut self) {
        leave();
        self.is_active = false;
    }

    /// Sets up the terminal again, after it was restored or after SIGSTOP stopped the explorer.
    pub(super) fn set_up_again(&mut self) -> io::Result<()> {
        // After SIGSTOP the shell may have changed the terminal mode, but crossterm would assume that it is still raw.
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
    // With kitty's keyboard protocol the terminal distinguishes Ctrl-i from Tab, and reports the Latin letter on the
    // key of another layout. Terminals without the protocol ignore the request, so no query is necessary. The Windows
    // console distinguishes these keys without the request.
    #[cfg(unix)]
    execute!(out, PushKeyboardEnhancementFlags(KEY_FLAGS))?;
    Ok(())
}

/// Restores the terminal as far as possible. If one step fails, the next steps are still tried.
fn leave() {
    let mut out = io::stdout();
    #[cfg(unix)]
    let _ = execute!(out, PopKeyboardEnhancementFlags);
    let _ =
        execute!(out, EndSynchronizedUpdate, DisableBracketedPaste, DisableMouseCapture, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
    let _ = out.flush();
}

/// Makes a panic of the main thread restore the terminal before the message is printed. Panics of other threads print
/// nothing, because the main thread reports them and their messages would garble the screen.
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
