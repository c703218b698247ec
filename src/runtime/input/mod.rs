//! Terminal input. On Unix this module reads and decodes the bytes; on other systems crossterm reads them. In both
//! cases the result are events of crossterm, which are converted to keys and messages of the app.
//!
//! On Unix crossterm (0.29) does not read: after a report that it does not know (`ESC [ ? 2026 ; 2 $ y`, which an
//! editor may leave behind) it swallows every key up to the next `u` or `c`.

#[cfg_attr(not(any(unix, test)), expect(dead_code, reason = "crossterm reads the consoles of this system"))]
mod decoder;
mod gate;
#[cfg(unix)]
mod sequence;
#[cfg(unix)]
mod tty;

use std::io;
use std::sync::Arc;
#[cfg(not(unix))]
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use crate::app::{Message, Size};
use crate::keymap::{Code, Key};

#[cfg(unix)]
use super::background;
use super::events::LoopEvent;

pub(super) use decoder::{Decoder, Token};
pub(super) use gate::InputGate;
#[cfg(unix)]
pub(super) use tty::open_tty;

/// Number of rows that one notch of the mouse wheel scrolls.
const WHEEL_ROWS: isize = 3;

/// Starts the thread that reads the terminal and sends events to `sender`, until the terminal is closed or the receiver
/// is dropped. The thread stops reading while `gate` is closed.
///
/// # Errors
/// If there is no terminal or the thread cannot be started.
pub(super) fn listen(sender: Sender<LoopEvent>, gate: Arc<InputGate>) -> io::Result<()> {
    let mut source = Source::new()?;
    thread::Builder::new().name("input".to_owned()).spawn(move || {
        loop {
            gate.pass();
            let events = source.read(&gate).unwrap_or_else(|error| vec![LoopEvent::InputEnded(error)]);
            for event in events {
                let is_over = matches!(event, LoopEvent::InputEnded(_));
                // If the receiver was dropped, the program is ending, and so does this thread.
                if sender.send(event).is_err() || is_over {
                    return;
                }
            }
        }
    })?;
    Ok(())
}

/// Source of input: on Unix the reader of the terminal.
#[cfg(unix)]
struct Source(tty::TtyReader);

#[cfg(unix)]
impl Source {
    fn new() -> io::Result<Self> {
        tty::TtyReader::new().map(Self)
    }

    /// Waits for the next events; returns none if the gate was closed in the meantime.
    fn read(&mut self, gate: &InputGate) -> io::Result<Vec<LoopEvent>> {
        Ok(self.0.read(gate)?.into_iter().flat_map(token_events).collect())
    }
}

/// Returns the events of the main loop for a token of terminal input.
#[cfg(unix)]
fn token_events(token: Token) -> Vec<LoopEvent> {
    match background::answer(&token) {
        Some(colour) => vec![LoopEvent::Background(background::rgb(&colour))],
        None => sequence::events(token).into_iter().filter_map(translate).collect(),
    }
}

/// Source of input: on other systems crossterm.
#[cfg(not(unix))]
struct Source {
    /// Whether Ctrl-Break was pressed, which arrives as a signal and not as a key.
    is_broken_off: Arc<AtomicBool>,
}

#[cfg(not(unix))]
impl Source {
    /// Time between checks of the gate.
    const GATE_INTERVAL: std::time::Duration = std::time::Duration::from_millis(100);

    fn new() -> io::Result<Self> {
        // Ctrl-c is a key while the explorer controls the terminal. While an editor controls it, Ctrl-c is meant for the
        // editor and must not end the explorer, so the signal is caught and ignored.
        signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::default())?;
        let is_broken_off = Arc::default();
        signal_hook::flag::register(signal_hook::consts::SIGBREAK, Arc::clone(&is_broken_off))?;
        Ok(Self { is_broken_off })
    }

    /// Waits for the next event, at most until the next check of the gate; returns no events if there is none by then.
    fn read(&mut self, _gate: &InputGate) -> io::Result<Vec<LoopEvent>> {
        if self.is_broken_off.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if !event::poll(Self::GATE_INTERVAL)? {
            return Ok(Vec::new());
        }
        Ok(translate(event::read()?).into_iter().collect())
    }
}

fn translate(event: event::Event) -> Option<LoopEvent> {
    match event {
        event::Event::Key(event) => key(event).map(LoopEvent::Key),
        event::Event::Mouse(event) => mouse(event).map(LoopEvent::Message),
        event::Event::Resize(width, height) => Some(LoopEvent::Message(Message::Resize(Size { width, height }))),
        event::Event::Paste(text) => Some(LoopEvent::Message(Message::Text(text))),
        event::Event::FocusGained | event::Event::FocusLost => None,
    }
}

fn mouse(event: MouseEvent) -> Option<Message> {
    let (x, y) = (event.column, event.row);
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Message::Click(x, y)),
        MouseEventKind::Drag(MouseButton::Left) => Some(Message::Drag(x, y)),
        MouseEventKind::Up(MouseButton::Left) => Some(Message::Release),
        MouseEventKind::ScrollDown => Some(Message::Wheel(x, y, WHEEL_ROWS)),
        MouseEventKind::ScrollUp => Some(Message::Wheel(x, y, -WHEEL_ROWS)),
        _ => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    // Keys with these modifiers are meant for the desktop, though some terminals report them, so they are ignored.
    if event.modifiers.intersects(KeyModifiers::SUPER | KeyModifiers::HYPER | KeyModifiers::META) {
        return None;
    }
    let is_alt_gr = is_alt_gr(&event);
    let mut ctrl = event.modifiers.contains(KeyModifiers::CONTROL) && !is_alt_gr;
    let alt = event.modifiers.contains(KeyModifiers::ALT) && !is_alt_gr;
    let shift = event.code == KeyCode::BackTab || event.modifiers.contains(KeyModifiers::SHIFT);
    let code = match event.code {
        // Most terminals send the same byte for Ctrl with `_`, `7`, `/` or `-`; crossterm reports that byte as Ctrl and
        // 7.
        KeyCode::Char('7' | '/') if ctrl => Code::Char('_'),
        KeyCode::Char('-') if ctrl && shift => Code::Char('_'),
        // Terminals that distinguish Ctrl-i from Tab also distinguish Ctrl-[ from Esc and Ctrl-m from Enter; the keys
        // of each pair have the same meaning.
        KeyCode::Char('[') if ctrl => {
            ctrl = false;
            Code::Esc
        }
        KeyCode::Char('m') if ctrl => {
            ctrl = false;
            Code::Enter
        }
        // Terminals that distinguish these keys may send the unshifted letter with Shift as a modifier.
        KeyCode::Char(c) if shift && alt && !ctrl => Code::Char(c.to_ascii_uppercase()),
        // Most terminals cannot distinguish Ctrl-Shift-a from Ctrl-a, so Shift is dropped.
        KeyCode::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::F(n) => Code::Function(n),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab | KeyCode::BackTab => Code::Tab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    };
    Some(Key { code, ctrl, alt, shift: shift && !matches!(code, Code::Char(_)) })
}

/// Returns whether `AltGr` typed the character of a key. Consoles of Windows report `AltGr` as Ctrl with Alt. No keyboard
/// has ASCII letters or digits on `AltGr`, so these are keys with Ctrl and Alt.
fn is_alt_gr(event: &KeyEvent) -> bool {
    let is_typed = matches!(event.code, KeyCode::Char(c) if !c.is_ascii_alphanumeric());
    cfg!(windows) && is_typed && event.modifiers.contains(KeyModifiers::CONTROL | KeyModifiers::ALT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> String {
        key(KeyEvent::new(code, modifiers)).map(|key| key.to_string()).unwrap_or_default()
    }

    #[test]
    fn terminal_keys_are_written_like_those_of_the_key_map() {
        assert_eq!(pressed(KeyCode::Char('G'), KeyModifiers::SHIFT), "G");
        assert_eq!(pressed(KeyCode::BackTab, KeyModifiers::SHIFT), "S-Tab");
        assert_eq!(pressed(KeyCode::BackTab, KeyModifiers::NONE), "S-Tab");
        assert_eq!(pressed(KeyCode::Char('d'), KeyModifiers::CONTROL), "C-d");
        assert_eq!(pressed(KeyCode::Char('7'), KeyModifiers::CONTROL), "C-_");
        assert_eq!(pressed(KeyCode::Char(' '), KeyModifiers::NONE), "Space");
        assert_eq!(pressed(KeyCode::CapsLock, KeyModifiers::NONE), "");
    }

    #[cfg(windows)]
    #[test]
    fn characters_on_alt_gr_are_typed() {
        let alt_gr = KeyModifiers::CONTROL | KeyModifiers::ALT;
        assert_eq!(pressed(KeyCode::Char('@'), alt_gr), "@");
        assert_eq!(pressed(KeyCode::Char('ł'), alt_gr), "ł");
        assert_eq!(pressed(KeyCode::Char('x'), alt_gr), "C-A-x");
    }

    #[test]
    fn terminals_that_tell_more_keys_apart_type_the_same_keys() {
        let (ctrl, shift, alt) = (KeyModifiers::CONTROL, KeyModifiers::SHIFT, KeyModifiers::ALT);
        assert_eq!(pressed(KeyCode::Char('i'), ctrl), "C-i");
        assert_eq!(pressed(KeyCode::Tab, KeyModifiers::NONE), "Tab");
        assert_eq!(pressed(KeyCode::Char('['), ctrl), "Esc");
        assert_eq!(pressed(KeyCode::Char('m'), ctrl), "Enter");
        assert_eq!(pressed(KeyCode::Char('/'), ctrl), "C-_");
        assert_eq!(pressed(KeyCode::Char('-'), ctrl | shift), "C-_");
        assert_eq!(pressed(KeyCode::Char('d'), ctrl | shift), "C-d");
        assert_eq!(pressed(KeyCode::Char('D'), ctrl), "C-d");
        assert_eq!(pressed(KeyCode::Char('g'), alt | shift), "A-G");
        assert_eq!(pressed(KeyCode::Char('q'), KeyModifiers::SUPER), "");
    }

    #[test]
    fn a_key_let_go_is_no_key() {
        let event = KeyEvent::new_with_kind(KeyCode::Char('j'), KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(key(event), None);
    }
}
