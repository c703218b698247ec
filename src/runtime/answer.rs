//! The terminal's answer to what its ground is. The reader of events knows no such answer and takes it apart into
//! keys: Alt and `]`, then `1`, `1`, `;` and so on. Here the keys are put together again, so that an answer never
//! reaches the key map, and nothing has to wait for a terminal that gives none.

use std::time::{Duration, Instant};

use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers};

use crate::ui::Rgb;

/// Asks for the ground. Ended by BEL, since one terminal answers wrongly to the other end that this may have.
pub(super) const QUESTION: &str = "\x1b]11;?\x07";
/// How long the rest of an answer may take to follow its start.
pub(super) const PATIENCE: Duration = Duration::from_millis(60);
/// How long after the question keys may be an answer.
const WINDOW: Duration = Duration::from_secs(5);
/// What every answer starts with.
const START: &[u8] = b"\x1b]11;";
/// The longest an answer can be: `rgba:` with four parts of four digits.
const LONGEST: usize = START.len() + 26;

/// What becomes of an event.
#[derive(Debug, PartialEq)]
pub(super) enum Sorted {
    /// It may be part of an answer.
    Held,
    /// These are no answer, in the order in which they came.
    Events(Vec<Event>),
    /// It was the end of an answer; nothing if the ground in it cannot be read.
    Answer(Option<Rgb>),
}

/// Puts an answer together.
#[derive(Debug, Default)]
pub(super) struct Answer {
    until: Option<Instant>,
    held: Vec<Event>,
    bytes: Vec<u8>,
}

impl Answer {
    /// Expects the answer to a question asked at `now`.
    pub(super) fn expected(now: Instant) -> Self {
        Self { until: Some(now + WINDOW), ..Self::default() }
    }

    /// Whether the start of an answer is held back.
    pub(super) fn is_begun(&self) -> bool {
        !self.held.is_empty()
    }

    /// Takes an event.
    pub(super) fn take(&mut self, event: Event, now: Instant) -> Sorted {
        let is_awaited = self.until.is_some_and(|until| now < until);
        if !is_awaited && !self.is_begun() || matches!(event, Event::Resize(..)) {
            return Sorted::Events(vec![event]);
        }
        let added = bytes(&event).is_some_and(|(bytes, count)| {
            self.bytes.extend(&bytes[..count]);
            is_start(&self.bytes)
        });
        if !added {
            return self.start_again(event, now);
        }
        self.held.push(event);
        let content = self.bytes.strip_prefix(START);
        match content.and_then(|rest| rest.strip_suffix(b"\x07").or_else(|| rest.strip_suffix(b"\x1b\\"))) {
            Some(colour) => {
                let ground = rgb(colour);
                *self = Self::default();
                Sorted::Answer(ground)
            }
            None => Sorted::Held,
        }
    }

    /// Lets through what was held back and takes an event that does not follow it; an answer may start with that.
    fn start_again(&mut self, event: Event, now: Instant) -> Sorted {
        if !self.is_begun() {
            self.bytes.clear();
            return Sorted::Events(vec![event]);
        }
        let mut through = self.give_up();
        if let Sorted::Events(events) = self.take(event, now) {
            through.extend(events);
        }
        Sorted::Events(through)
    }

    /// What was held back is no answer after all.
    pub(super) fn give_up(&mut self) -> Vec<Event> {
        self.bytes.clear();
        std::mem::take(&mut self.held)
    }
}

/// The bytes that the reader made a key of, and how many.
fn bytes(event: &Event) -> Option<([u8; 2], usize)> {
    const ESC: u8 = 0x1b;
    let Event::Key(key) = event else { return None };
    if key.kind != KeyEventKind::Press {
        return None;
    }
    let typed = |c: char| u8::try_from(c).ok().filter(u8::is_ascii);
    match (key.code, key.modifiers - KeyModifiers::SHIFT) {
        (KeyCode::Esc, KeyModifiers::NONE) => Some(([ESC, 0], 1)),
        (KeyCode::Char('g'), KeyModifiers::CONTROL) => Some(([0x07, 0], 1)),
        (KeyCode::Char(c), KeyModifiers::NONE) => Some(([typed(c)?, 0], 1)),
        (KeyCode::Char(c), KeyModifiers::ALT) => Some(([ESC, typed(c)?], 2)),
        _ => None,
    }
}

/// Whether an answer can start like this, or be this.
fn is_start(bytes: &[u8]) -> bool {
    let common = bytes.len().min(START.len());
    if bytes[..common] != START[..common] || bytes.len() > LONGEST {
        return false;
    }
    let rest = &bytes[common..];
    let end = rest.iter().position(|byte| matches!(byte, 0x07 | 0x1b)).unwrap_or(rest.len());
    let (colour, end) = rest.split_at(end);
    colour.iter().all(|byte| byte.is_ascii_alphanumeric() || b":/#".contains(byte))
        && [&b""[..], b"\x07", b"\x1b", b"\x1b\\"].contains(&end)
}

/// The colour that terminals write like `rgb:1c1c/1c1c/1c1c` or `#1c1c1c`, with one to four digits for each part.
pub(super) fn rgb(colour: &[u8]) -> Option<Rgb> {
    let text = std::str::from_utf8(colour).ok()?;
    if let Some(hex) = text.strip_prefix('#').filter(|hex| !hex.is_empty() && hex.len() % 3 == 0) {
        let digits = hex.len() / 3;
        return Some(Rgb(
            part(hex.get(..digits)?)?,
            part(hex.get(digits..2 * digits)?)?,
            part(hex.get(2 * digits..)?)?,
        ));
    }
    let mut parts = text.strip_prefix("rgba:").or_else(|| text.strip_prefix("rgb:"))?.split('/');
    let mut next = || part(parts.next()?);
    Some(Rgb(next()?, next()?, next()?))
}

/// A part of a colour in up to four hexadecimal digits, as a share of 255.
fn part(digits: &str) -> Option<u8> {
    if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let full = (1u32 << (4 * digits.len())) - 1;
    let value = u32::from_str_radix(digits, 16).ok()?;
    u8::try_from((value * 255 + full / 2) / full).ok()
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyEvent;
    use proptest::prelude::*;

    use super::*;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, modifiers))
    }

    /// The keys that the reader of events makes of bytes.
    fn keys(bytes: &str) -> Vec<Event> {
        let mut events = Vec::new();
        let mut chars = bytes.chars();
        while let Some(c) = chars.next() {
            events.push(match c {
                '\x1b' => match chars.next() {
                    Some(c) => key(KeyCode::Char(c), KeyModifiers::ALT),
                    None => key(KeyCode::Esc, KeyModifiers::NONE),
                },
                '\x07' => key(KeyCode::Char('g'), KeyModifiers::CONTROL),
                'A'..='Z' => key(KeyCode::Char(c), KeyModifiers::SHIFT),
                c => key(KeyCode::Char(c), KeyModifiers::NONE),
            });
        }
        events
    }

    /// What comes through, and the grounds that were answered.
    fn sorted(events: Vec<Event>) -> (Vec<Event>, Vec<Option<Rgb>>) {
        let now = Instant::now();
        let mut answer = Answer::expected(now);
        let (mut through, mut grounds) = (Vec::new(), Vec::new());
        for event in events {
            match answer.take(event, now) {
                Sorted::Held => {}
                Sorted::Events(events) => through.extend(events),
                Sorted::Answer(ground) => grounds.push(ground),
            }
        }
        through.extend(answer.give_up());
        (through, grounds)
    }

    #[test]
    fn an_answer_is_put_together_and_keys_around_it_come_through() {
        let dark = Some(Rgb(0x1c, 0x1c, 0x1c));
        for answer in ["\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\", "\x1b]11;rgb:1C1C/1C1C/1C1C\x07", "\x1b]11;#1c1c1c\x07"] {
            let (through, grounds) = sorted(keys(&format!("j{answer}k")));
            assert_eq!((through, grounds), (keys("jk"), vec![dark]), "{answer:?}");
        }
    }

    #[test]
    fn an_escape_read_on_its_own_is_still_the_start_or_the_end() {
        let escape = || key(KeyCode::Esc, KeyModifiers::NONE);
        let mut events = vec![escape()];
        events.extend(keys("]11;rgb:ff/ff/ff"));
        events.push(escape());
        events.extend(keys("\\"));
        assert_eq!(sorted(events), (vec![], vec![Some(Rgb(255, 255, 255))]));
    }

    #[test]
    fn an_escape_typed_just_before_the_answer_comes_through() {
        let mut events = vec![key(KeyCode::Esc, KeyModifiers::NONE)];
        events.extend(keys("\x1b]11;rgb:0/0/0\x07"));
        let escape = vec![key(KeyCode::Esc, KeyModifiers::NONE)];
        assert_eq!(sorted(events), (escape, vec![Some(Rgb(0, 0, 0))]));
    }

    #[test]
    fn a_resize_may_come_in_between() {
        let mut events = keys("\x1b]11;rgb:0/0/0\x07");
        events.insert(5, Event::Resize(80, 24));
        assert_eq!(sorted(events), (vec![Event::Resize(80, 24)], vec![Some(Rgb(0, 0, 0))]));
    }

    #[test]
    fn an_answer_that_makes_no_sense_is_no_keys_either() {
        assert_eq!(sorted(keys("\x1b]11;red\x07j")), (keys("j"), vec![None]));
    }

    #[test]
    fn after_the_answer_or_its_time_every_key_comes_through() {
        let now = Instant::now();
        let late = now + WINDOW;
        let mut answer = Answer::expected(now);
        for event in keys("\x1b]11;rgb:0/0/0\x07") {
            assert_eq!(answer.take(event.clone(), late), Sorted::Events(vec![event]));
        }
        let typed = keys("\x1b]");
        assert_eq!(Answer::default().take(typed[0].clone(), now), Sorted::Events(typed));
    }

    #[test]
    fn every_width_of_a_part_is_scaled() {
        assert_eq!(rgb(b"rgb:f/8/0"), Some(Rgb(255, 136, 0)));
        assert_eq!(rgb(b"rgb:fff/800/000"), Some(Rgb(255, 128, 0)));
        assert_eq!(rgb(b"rgba:ffff/8080/0000/ffff"), Some(Rgb(255, 128, 0)));
        for text in ["", "rgb:", "rgb:1/2", "rgb:12345/0/0", "rgb:+1/0/0", "#12", "#"] {
            assert_eq!(rgb(text.as_bytes()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn keys_that_are_no_answer_come_through_as_they_came(typed in "([a-z]|\u{1b}[\\[\\]a-z]|\u{1b}\\]11;[g-z]?|\u{7})*") {
            let events = keys(&typed);
            let (through, grounds) = sorted(events.clone());
            if grounds.is_empty() {
                prop_assert_eq!(through, events);
            }
        }

        #[test]
        fn every_ground_is_understood(r: u16, g: u16, b: u16) {
            let (through, grounds) = sorted(keys(&format!("\x1b]11;rgb:{r:04x}/{g:04x}/{b:04x}\x1b\\")));
            prop_assert!(through.is_empty());
            let byte = |part: u16| u8::try_from((u32::from(part) * 255 + 32767) / 65535).unwrap();
            prop_assert_eq!(grounds, vec![Some(Rgb(byte(r), byte(g), byte(b)))]);
        }
    }
}
