//! Where events come from: the terminal and the system, each on a thread of its own, into one channel.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Instant;

use crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use crate::app::{Found, Message, Size};
use crate::keymap::{Code, Key};

use crate::ui::Rgb;

use super::answer::{Answer, PATIENCE, Sorted};
use super::gate::Gate;
use super::live::Edition;
use super::settings::Settings;

/// Rows that one notch of the wheel turns by.
const WHEEL: isize = 3;

/// Something that happened outside.
#[derive(Debug)]
pub(super) enum Event {
    /// A key was pressed.
    Key(Key),
    /// Something else for the session.
    Message(Message),
    /// The terminal has answered what its ground is, though perhaps not so that it can be understood.
    Ground(Option<Rgb>),
    /// The configuration has changed: the settings that follow from it, or what is wrong with it.
    Configured(Result<Box<Settings>, String>),
    /// The atlas has been loaded again.
    Atlas(Box<Edition>),
    /// A search has an answer.
    Found(Found),
    /// A signal arrived.
    #[cfg(unix)]
    Signal(i32),
    /// The terminal cannot be read any more.
    Lost(io::Error),
}

/// Reads the terminal until it is lost or nobody listens.
pub(super) fn listen(sender: Sender<Event>, mut answer: Answer, gate: Arc<Gate>) -> io::Result<()> {
    thread::Builder::new().name("input".to_owned()).spawn(move || {
        loop {
            gate.pass();
            let events = read(&mut answer, &gate).unwrap_or_else(|error| vec![Event::Lost(error)]);
            for event in events {
                let is_lost = matches!(event, Event::Lost(_));
                // If nobody listens, the program is ending anyway.
                if sender.send(event).is_err() || is_lost {
                    return;
                }
            }
        }
    })?;
    Ok(())
}

/// Waits for the next event, or for the rest of an answer whose start has been read.
fn read(answer: &mut Answer, gate: &Gate) -> io::Result<Vec<Event>> {
    let through = if answer.is_begun() && !event::poll(PATIENCE)? {
        answer.give_up()
    } else {
        match answer.take(next(gate)?, Instant::now()) {
            Sorted::Held => Vec::new(),
            Sorted::Events(events) => events,
            Sorted::Answer(ground) => return Ok(vec![Event::Ground(ground)]),
        }
    };
    Ok(through.into_iter().filter_map(translate).collect())
}

/// Waits for the next event. Here the gate can have it wake up.
#[cfg(unix)]
fn next(_gate: &Gate) -> io::Result<event::Event> {
    event::read()
}

/// Waits for the next event, and looks at the gate meanwhile.
#[cfg(not(unix))]
fn next(gate: &Gate) -> io::Result<event::Event> {
    while !event::poll(std::time::Duration::from_millis(100))? {
        gate.pass();
    }
    event::read()
}

/// Waits for the signals that end or pause the program.
#[cfg(unix)]
pub(super) fn listen_for_signals(sender: Sender<Event>, gate: Arc<Gate>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    use signal_hook::iterator::Signals;

    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM, SIGTSTP])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            // What is typed while another program has the terminal is meant for that program; when it is suspended, so
            // is this one, which the shell knows of.
            match signal {
                SIGINT if gate.is_closed() => continue,
                SIGTSTP if gate.is_closed() => {
                    // If it cannot be stopped, the shell goes on without.
                    let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
                    continue;
                }
                _ => {}
            }
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
        MouseEventKind::Drag(MouseButton::Left) => Some(Message::Drag(x, y)),
        MouseEventKind::Up(MouseButton::Left) => Some(Message::Release),
        MouseEventKind::ScrollDown => Some(Message::Wheel(x, y, WHEEL)),
        MouseEventKind::ScrollUp => Some(Message::Wheel(x, y, -WHEEL)),
        _ => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    // With these, the key is for the desktop, though some terminals tell of it.
    if event.modifiers.intersects(KeyModifiers::SUPER | KeyModifiers::HYPER | KeyModifiers::META) {
        return None;
    }
    let mut ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    let shift = event.code == KeyCode::BackTab || event.modifiers.contains(KeyModifiers::SHIFT);
    let code = match event.code {
        // Most terminals send the same for Ctrl and any of these, which arrives as Ctrl and 7.
        KeyCode::Char('7' | '/') if ctrl => Code::Char('_'),
        KeyCode::Char('-') if ctrl && shift => Code::Char('_'),
        // Terminals that tell Ctrl-i from Tab tell these apart, too; nobody who types them means anything else.
        KeyCode::Char('[') if ctrl => {
            ctrl = false;
            Code::Esc
        }
        KeyCode::Char('m') if ctrl => {
            ctrl = false;
            Code::Enter
        }
        // The same terminals send the letter as on the key, and Shift beside it.
        KeyCode::Char(c) if shift && alt && !ctrl => Code::Char(c.to_ascii_uppercase()),
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
    fn terminals_that_tell_more_keys_apart_type_the_same_keys() {
        let (ctrl, shift, alt) = (KeyModifiers::CONTROL, KeyModifiers::SHIFT, KeyModifiers::ALT);
        assert_eq!(pressed(KeyCode::Char('i'), ctrl), "C-i");
        assert_eq!(pressed(KeyCode::Tab, KeyModifiers::NONE), "Tab");
        assert_eq!(pressed(KeyCode::Char('['), ctrl), "Esc");
        assert_eq!(pressed(KeyCode::Char('m'), ctrl), "Enter");
        assert_eq!(pressed(KeyCode::Char('/'), ctrl), "C-_");
        assert_eq!(pressed(KeyCode::Char('-'), ctrl | shift), "C-_");
        assert_eq!(pressed(KeyCode::Char('d'), ctrl | shift), "C-d");
        assert_eq!(pressed(KeyCode::Char('g'), alt | shift), "A-G");
        assert_eq!(pressed(KeyCode::Char('q'), KeyModifiers::SUPER), "");
    }

    #[test]
    fn a_key_let_go_is_no_key() {
        let event = KeyEvent::new_with_kind(KeyCode::Char('j'), KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(key(event), None);
    }
}
