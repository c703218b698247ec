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

/// Room for a whole screen in bytes, so that a frame goes out in one write.
const BUFFER_LEN: usize = 1 << 16;

/// A terminal that shows the explorer until it is dropped.
pub(super) struct TerminalScreen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    mouse: bool,
    /// Whether the terminal is the explorer's; it is not while the explorer is stopped.
    is_taken: bool,
}

impl TerminalScreen {
    /// Takes the terminal, and with `mouse` its mouse.
    pub(super) fn take(mouse: bool) -> io::Result<Self> {
        restore_on_panic();
        // The theme decides about colours: where the environment wants none, crossterm would write sequences in their
        // place that end bold and reversed text.
        force_color_output(true);
        enter(mouse).inspect_err(|_| leave())?;
        let writer = BufWriter::with_capacity(BUFFER_LEN, io::stdout());
        let terminal = Terminal::new(CrosstermBackend::new(writer)).inspect_err(|_| leave())?;
        Ok(Self { terminal, mouse, is_taken: true })
    }

    /// Asks the terminal for its background and returns when. The answer, if any, comes with the events.
    pub(super) fn ask_for_background(&mut self) -> io::Result<Instant> {
        execute!(self.terminal.backend_mut(), Print(background::QUERY))?;
        Ok(Instant::now())
    }

    /// Has the mouse reported, or leaves it to the terminal.
    pub(super) fn use_mouse(&mut self, mouse: bool) -> io::Result<()> {
        match (self.mouse, mouse) {
            (false, true) => execute!(self.terminal.backend_mut(), EnableMouseCapture)?,
            (true, false) => execute!(self.terminal.backend_mut(), DisableMouseCapture)?,
            _ => {}
        }
        self.mouse = mouse;
        Ok(())
    }

    /// The size of the screen.
    pub(super) fn size(&self) -> io::Result<Size> {
        let size = self.terminal.size()?;
        Ok(Size { width: size.width, height: size.height })
    }

    /// Draws a frame, if the terminal is the explorer's. Terminals that know synchronized updates show it at once.
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
        // `Terminal::clear` would ask the terminal where its cursor is, and the thread that reads input would take
        // the answer away.
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

    /// Takes the terminal again, after it was given back or the explorer was stopped without a word.
    pub(super) fn take_again(&mut self) -> io::Result<()> {
        // The shell has changed the settings of the terminal meanwhile, of which crossterm knows nothing: it would
        // take the terminal for still being in raw mode.
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
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
    if mouse {
        execute!(io::stdout(), EnableMouseCapture)?;
    }
    distinguish_keys(&mut io::stdout())
}

/// Gives the terminal back, as far as that goes: where one step fails, there is nobody left to tell.
fn leave() {
    let mut out = io::stdout();
    let _ = stop_distinguishing_keys(&mut out);
    let _ =
        execute!(out, EndSynchronizedUpdate, DisableBracketedPaste, DisableMouseCapture, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
    let _ = out.flush();
}

/// Has the terminal distinguish Ctrl-i from Tab and name the Latin letter of a key of another layout, by the keyboard
/// protocol of kitty. Terminals that do not know it ignore this, so none is asked first: that would have to wait for
/// the answer. It ends with the alternate screen at the latest.
#[cfg(unix)]
fn distinguish_keys(out: &mut impl Write) -> io::Result<()> {
    const FLAGS: KeyboardEnhancementFlags =
        KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES.union(KeyboardEnhancementFlags::REPORT_ALTERNATE_KEYS);
    execute!(out, PushKeyboardEnhancementFlags(FLAGS))
}

#[cfg(unix)]
fn stop_distinguishing_keys(out: &mut impl Write) -> io::Result<()> {
    execute!(out, PopKeyboardEnhancementFlags)
}

/// Does nothing: the console of Windows distinguishes keys by itself.
#[cfg(not(unix))]
fn distinguish_keys(_: &mut impl Write) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn stop_distinguishing_keys(_: &mut impl Write) -> io::Result<()> {
    Ok(())
}

/// Has a panic of the main thread give the terminal back before its message is printed. Other threads report theirs to
/// the main thread, which shows them; their messages would only scramble the screen.
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
