//! Where events come from: the terminal and the system, each on a thread of its own, into one channel.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use crate::app::{Found, Message, Size};
use crate::keymap::{Code, Key};

/// Rows that one notch of the wheel turns by.
const WHEEL: isize = 3;

/// Something that happened outside.
#[derive(Debug)]
pub(super) enum Event {
    /// A key was pressed.
    Key(Key),
    /// Something else for the session.
    Message(Message),
    /// A search has an answer.
    Found(Found),
    /// A signal arrived.
    #[cfg(unix)]
    Signal(i32),
    /// The terminal cannot be read any more.
    Lost(io::Error),
}

/// Reads the terminal until it is lost or nobody listens.
pub(super) fn listen(sender: Sender<Event>) -> io::Result<()> {
    thread::Builder::new().name("input".to_owned()).spawn(move || {
        loop {
            let event = match event::read() {
                Ok(event) => translate(event),
                Err(error) => {
                    // If nobody listens, the program is ending anyway.
                    let _ = sender.send(Event::Lost(error));
                    return;
                }
            };
            if let Some(event) = event
                && sender.send(event).is_err()
            {
                return;
            }
        }
    })?;
    Ok(())
}

/// Waits for the signals that end or pause the program.
#[cfg(unix)]
pub(super) fn listen_for_signals(sender: Sender<Event>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    use signal_hook::iterator::Signals;

    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM, SIGTSTP])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            if sender.send(Event::Signal(signal)).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

fn translate(event: event::Event) -> Option<Event> {
    match event {
        event::Event::Key(event) => key(event).map(Event::Key),
        event::Event::Mouse(event) => mouse(event).map(Event::Message),
        event::Event::Resize(width, height) => Some(Event::Message(Message::Resize(Size { width, height }))),
        event::Event::Paste(text) => Some(Event::Message(Message::Text(text))),
        event::Event::FocusGained | event::Event::FocusLost => None,
    }
}

fn mouse(event: MouseEvent) -> Option<Message> {
    let (x, y) = (event.column, event.row);
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Message::Click(x, y)),
        MouseEventKind::ScrollDown => Some(Message::Wheel(x, y, WHEEL)),
        MouseEventKind::ScrollUp => Some(Message::Wheel(x, y, -WHEEL)),
        _ => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let code = match event.code {
        // What terminals send for Ctrl and an underscore or a slash arrives as Ctrl and 7.
        KeyCode::Char('7') if event.modifiers == KeyModifiers::CONTROL => Code::Char('_'),
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
    let shift = event.code == KeyCode::BackTab || event.modifiers.contains(KeyModifiers::SHIFT);
    Some(Key {
        code,
        ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
        alt: event.modifiers.contains(KeyModifiers::ALT),
        shift: shift && !matches!(code, Code::Char(_)),
    })
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

    #[test]
    fn a_key_let_go_is_no_key() {
        let event = KeyEvent::new_with_kind(KeyCode::Char('j'), KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(key(event), None);
    }
}
