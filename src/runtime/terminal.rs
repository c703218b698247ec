//! The terminal: taken when the explorer starts, given back whole however it ends.

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

use super::answer::QUESTION;
use super::session::Session;

/// Room for a whole screen, so that a frame goes out in one write.
const BUFFER: usize = 1 << 16;

/// A terminal that shows the explorer until it is dropped.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal, and with `mouse` its mouse.
    pub(super) fn take(mouse: bool) -> io::Result<Self> {
        restore_on_panic();
        // Whether there are colours is for the theme to say: where the environment wants none, crossterm would write
        // sequences in their place that end bold and reversed text.
        force_color_output(true);
        enter(mouse).inspect_err(|_| leave())?;
        let writer = BufWriter::with_capacity(BUFFER, io::stdout());
        let terminal = Terminal::new(CrosstermBackend::new(writer)).inspect_err(|_| leave())?;
        Ok(Self { terminal, mouse })
    }

    /// Asks the terminal for its ground and returns when. The answer, if any, comes with the events.
    pub(super) fn ask_for_ground(&mut self) -> io::Result<Instant> {
        execute!(self.terminal.backend_mut(), Print(QUESTION))?;
        Ok(Instant::now())
    }

    /// Takes the mouse, or leaves it to the terminal.
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

    /// Draws a frame. Terminals that know synchronized updates show it at once.
    pub(super) fn draw(&mut self, session: &Session) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| session.draw(frame))?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Forgets what is on screen, so that the next frame draws every cell.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        // `Terminal::clear` would ask the terminal where its cursor is, and the thread that reads events would take
        // the answer for input.
        let size = self.terminal.size()?;
        self.terminal.resize(size.into())
    }

    /// Gives the terminal back while `pause` runs, then takes it again.
    pub(super) fn pause(&mut self, pause: impl FnOnce()) -> io::Result<()> {
        leave();
        pause();
        enter(self.mouse)?;
        self.forget()
    }
}

impl Drop for Screen {
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
    tell_keys_apart(&mut io::stdout())
}

/// Gives the terminal back. Done as far as it goes: where one step fails, there is nobody left to tell.
fn leave() {
    let mut out = io::stdout();
    let _ = forget_to_tell_keys_apart(&mut out);
    let _ =
        execute!(out, EndSynchronizedUpdate, DisableBracketedPaste, DisableMouseCapture, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
    let _ = out.flush();
}

/// Has the terminal tell Ctrl-i from Tab, by the keyboard protocol of kitty. Terminals that do not know it ignore this,
/// so none is asked first: that would have to wait for the answer. It ends with the alternate screen at the latest.
#[cfg(unix)]
fn tell_keys_apart(out: &mut impl Write) -> io::Result<()> {
    execute!(out, PushKeyboardEnhancementFlags(KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES))
}

#[cfg(unix)]
fn forget_to_tell_keys_apart(out: &mut impl Write) -> io::Result<()> {
    execute!(out, PopKeyboardEnhancementFlags)
}

/// The console of Windows tells them apart by itself.
#[cfg(not(unix))]
fn tell_keys_apart(_: &mut impl Write) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn forget_to_tell_keys_apart(_: &mut impl Write) -> io::Result<()> {
    Ok(())
}

/// A panic of the main thread gives the terminal back before it prints its message. Other threads report theirs to
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
