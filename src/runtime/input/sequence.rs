//! Conversion of tokens of terminal input to events of crossterm.
//!
//! Terminals encode keys in three ways: that of xterm (`CSI 1 ; modifiers A`, `CSI 3 ~`), that of xterm's
//! `modifyOtherKeys` (`CSI 27 ; modifiers ; character ~`) and that of kitty (`CSI code : shifted : base ; modifiers :
//! type u`).

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::decoder::Token;

/// Returns the events of a token; none if the token is a reply of the terminal, which is not input.
pub(super) fn events(token: Token) -> Vec<Event> {
    let (event, alt) = match token {
        Token::Char { c, alt } => (character(c), alt),
        Token::Sequence { introducer: 'O', params, last, alt } => {
            (keypad(&params, last).or_else(|| function_key(&params, last)), alt)
        }
        Token::Sequence { params, last, alt, .. } => (control_sequence(&params, last), alt),
        Token::Paste(text) => (Some(Event::Paste(text)), false),
        Token::String { .. } => (None, false),
    };
    match event {
        Some(Event::Key(mut key)) if alt => {
            key.modifiers |= KeyModifiers::ALT;
            vec![Event::Key(key)]
        }
        // The event cannot be combined with Alt, so the Esc before it was a key of its own.
        event if alt => [character('\x1b'), event].into_iter().flatten().collect(),
        event => event.into_iter().collect(),
    }
}

/// Returns the key event of a character as terminals without a keyboard protocol send it; `None` if it stands for no
/// key.
fn character(c: char) -> Option<Event> {
    let (none, ctrl) = (KeyModifiers::NONE, KeyModifiers::CONTROL);
    let (code, modifiers) = match c {
        '\r' => (KeyCode::Enter, none),
        '\t' => (KeyCode::Tab, none),
        '\x1b' => (KeyCode::Esc, none),
        '\x7f' => (KeyCode::Backspace, none),
        '\0' => (KeyCode::Char(' '), ctrl),
        '\x01'..='\x1a' => (KeyCode::Char(shifted(c, '\x01', 'a')?), ctrl),
        '\x1c'..='\x1f' => (KeyCode::Char(shifted(c, '\x1c', '4')?), ctrl),
        c if c.is_control() => return None,
        c if c.is_uppercase() => (KeyCode::Char(c), KeyModifiers::SHIFT),
        c => (KeyCode::Char(c), none),
    };
    Some(Event::Key(KeyEvent::new(code, modifiers)))
}

/// Maps `c` from the range of characters that starts at `from` to the range that starts at `to`.
fn shifted(c: char, from: char, to: char) -> Option<char> {
    char::from_u32(u32::from(c) - u32::from(from) + u32::from(to))
}

fn control_sequence(params: &str, last: char) -> Option<Event> {
    if let Some(params) = params.strip_prefix('<') {
        return mouse(params, last);
    }
    match (params, last) {
        ("", 'I') => Some(Event::FocusGained),
        ("", 'O') => Some(Event::FocusLost),
        ("", 'Z') => Some(key(KeyCode::BackTab, Modifiers::from_param("2"))),
        ("[", 'A'..='E') => {
            Some(key(KeyCode::F(u8::try_from(shifted(last, 'A', '\x01')?).ok()?), Modifiers::from_param("")))
        }
        (_, '~') => numbered_key(params),
        (_, 'u') => kitty_key(params),
        _ => function_key(params, last),
    }
}

/// Modifiers of a key and the kind of its event (press, repeat or release), parsed from a parameter such as `5` or
/// `5:3`.
#[derive(Clone, Copy, Debug)]
struct Modifiers {
    keys: KeyModifiers,
    kind: KeyEventKind,
}

impl Modifiers {
    fn from_param(param: &str) -> Self {
        let (modifier_bits, kind) = param.split_once(':').unwrap_or((param, ""));
        let bits = modifier_bits.parse::<u16>().map_or(0, |modifier_bits| modifier_bits.saturating_sub(1));
        let flags = [
            (1, KeyModifiers::SHIFT),
            (2, KeyModifiers::ALT),
            (4, KeyModifiers::CONTROL),
            (8, KeyModifiers::SUPER),
            (16, KeyModifiers::HYPER),
            (32, KeyModifiers::META),
        ];
        let keys = flags.into_iter().filter(|(bit, _)| bits & bit != 0).map(|(_, flag)| flag).collect();
        let kind = match kind {
            "2" => KeyEventKind::Repeat,
            "3" => KeyEventKind::Release,
            _ => KeyEventKind::Press,
        };
        Self { keys, kind }
    }
}

fn key(code: KeyCode, Modifiers { keys, kind }: Modifiers) -> Event {
    // Shift with Tab has a key code of its own.
    let code = if code == KeyCode::Tab && keys.contains(KeyModifiers::SHIFT) { KeyCode::BackTab } else { code };
    Event::Key(KeyEvent::new_with_kind(code, keys, kind))
}

/// Returns the event of a key that is identified by a letter: `CSI A`, `CSI 1 ; 5 A`, `ESC O A`, `ESC O 5 A`; `None`
/// for other sequences.
fn function_key(params: &str, last: char) -> Option<Event> {
    // A report of the terminal may end in the same letter, but its parameters are not the modifiers of a key.
    let modifiers = params.strip_prefix("1;").unwrap_or(params);
    let is_modifiers = modifiers.chars().all(|c| c.is_ascii_digit() || c == ':');
    code_of_letter(last).filter(|_| is_modifiers).map(|code| key(code, Modifiers::from_param(modifiers)))
}

/// Returns the key whose xterm sequence ends in `letter`; `None` if there is none.
fn code_of_letter(letter: char) -> Option<KeyCode> {
    Some(match letter {
        'A' => KeyCode::Up,
        'B' => KeyCode::Down,
        'C' => KeyCode::Right,
        'D' => KeyCode::Left,
        'F' => KeyCode::End,
        'H' => KeyCode::Home,
        'P'..='S' => KeyCode::F(u8::try_from(shifted(letter, 'P', '\x01')?).ok()?),
        _ => return None,
    })
}

/// Returns the event of a key of the keypad in application mode: `ESC O M`, `ESC O j`; `None` for other sequences.
fn keypad(params: &str, last: char) -> Option<Event> {
    let code = match last {
        'M' => KeyCode::Enter,
        'j'..='y' => KeyCode::Char(shifted(last, 'j', '*')?),
        _ => return None,
    };
    Some(key(code, Modifiers::from_param(params)))
}

/// Returns the event of a key that is identified by a number (`CSI 3 ~`, `CSI 3 ; 5 ~`) or a character (`CSI 27 ; 5 ;
/// 109 ~`); `None` for other sequences.
fn numbered_key(params: &str) -> Option<Event> {
    let mut params = params.split(';');
    let number = params.next()?.parse().ok()?;
    let modifiers = Modifiers::from_param(params.next().unwrap_or_default());
    let code = match number {
        27 => kitty_code(params.next()?.parse().ok()?)?,
        number => code_of_number(number)?,
    };
    Some(key(code, modifiers))
}

/// Returns the key with this number in sequences of xterm; `None` if there is none.
fn code_of_number(number: u8) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number - 10),
        17..=21 => KeyCode::F(number - 11),
        23..=26 => KeyCode::F(number - 12),
        28 | 29 => KeyCode::F(number - 15),
        31..=34 => KeyCode::F(number - 17),
        _ => return None,
    })
}

/// Returns the event of a key in kitty's protocol: `CSI 106 u`, `CSI 1089 : : 99 ; 5 u`; `None` for other sequences.
fn kitty_key(params: &str) -> Option<Event> {
    let mut params = params.split(';');
    let mut codes = params.next()?.split(':');
    let mut next = || codes.next().and_then(|code| code.parse::<u32>().ok());
    let (own, shifted, base) = (next()?, next(), next());
    let mut modifiers = Modifiers::from_param(params.next().unwrap_or_default());
    let mut code = kitty_code(own)?;
    let (shift, command) = (KeyModifiers::SHIFT, KeyModifiers::CONTROL | KeyModifiers::ALT);
    if let (KeyCode::Char(c), true) = (code, modifiers.keys.intersects(command))
        && let Some(latin) = base.and_then(char::from_u32).filter(|base| !c.is_ascii() && base.is_ascii_graphic())
    {
        // Commands are bound to Latin letters. For a key of a layout with other letters, the Latin letter on it is
        // used.
        code = KeyCode::Char(if modifiers.keys.contains(shift) { latin.to_ascii_uppercase() } else { latin });
    } else if let (KeyCode::Char(_), Some(shifted)) = (code, shifted.and_then(char::from_u32))
        && modifiers.keys.contains(shift)
    {
        code = KeyCode::Char(shifted);
        modifiers.keys -= shift;
    }
    Some(key(code, modifiers))
}

/// Returns the key with this code in kitty's protocol: a code point for characters, a private-use code for some other
/// keys. `None` for keys that the explorer does not use.
fn kitty_code(number: u32) -> Option<KeyCode> {
    /// Characters of the keypad, from code 57409.
    const KEYPAD: [char; 8] = ['.', '/', '*', '-', '+', '\r', '=', ','];
    /// Other keys of the keypad, from code 57417, each by the letter or digit that identifies the key in sequences of
    /// xterm.
    const MOVES: [char; 10] = ['D', 'C', 'A', 'B', '5', '6', 'H', 'F', '2', '3'];
    let nth = |keys: &[char], first: u32| keys.get(usize::try_from(number - first).ok()?).copied();
    match number {
        57376..=57398 => Some(KeyCode::F(u8::try_from(number - 57376 + 13).ok()?)),
        57399..=57408 => char::from_digit(number - 57399, 10).map(KeyCode::Char),
        57409..=57416 => kitty_code(nth(&KEYPAD, 57409)?.into()),
        57417..=57426 => {
            let key = nth(&MOVES, 57417)?;
            key.to_digit(10)
                .and_then(|number| code_of_number(u8::try_from(number).ok()?))
                .or_else(|| code_of_letter(key))
        }
        // These codes are lock, media and modifier keys pressed alone, which do nothing.
        0xe000..=0xf8ff => None,
        8 => Some(KeyCode::Backspace),
        number => match character(char::from_u32(number)?)? {
            Event::Key(KeyEvent { code, modifiers, .. }) if !modifiers.contains(KeyModifiers::CONTROL) => Some(code),
            _ => None,
        },
    }
}

/// Returns the event of the mouse in SGR encoding: `button ; column ; row`, with cells counted from 1; `None` if it
/// cannot be parsed.
fn mouse(params: &str, last: char) -> Option<Event> {
    let mut numbers = params.split(';').map(|number| number.parse::<u16>().ok());
    let (button, column, row) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let pressed = match button & 0b11 {
        0 => Some(MouseButton::Left),
        1 => Some(MouseButton::Middle),
        2 => Some(MouseButton::Right),
        _ => None,
    };
    let is_motion = button & 32 != 0;
    let kind = match (button & 0b1100_0000, last) {
        (0, 'M') if is_motion => pressed.map_or(MouseEventKind::Moved, MouseEventKind::Drag),
        (0, 'M') => MouseEventKind::Down(pressed?),
        (0, 'm') => MouseEventKind::Up(pressed?),
        (64, 'M') => match button & 0b11 {
            0 => MouseEventKind::ScrollUp,
            1 => MouseEventKind::ScrollDown,
            2 => MouseEventKind::ScrollLeft,
            _ => MouseEventKind::ScrollRight,
        },
        _ => return None,
    };
    let modifier_bits = [(4, KeyModifiers::SHIFT), (8, KeyModifiers::ALT), (16, KeyModifiers::CONTROL)];
    let modifiers = modifier_bits.into_iter().filter(|(bit, _)| button & bit != 0).map(|(_, flag)| flag).collect();
    Some(Event::Mouse(MouseEvent { kind, column: column.checked_sub(1)?, row: row.checked_sub(1)?, modifiers }))
}

#[cfg(test)]
mod tests {
    use super::super::decoder::Decoder;
    use super::*;

    const NONE: KeyModifiers = KeyModifiers::NONE;
    const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
    const ALT: KeyModifiers = KeyModifiers::ALT;
    const CTRL: KeyModifiers = KeyModifiers::CONTROL;

    fn read(bytes: &str) -> Vec<Event> {
        let mut decoder = Decoder::default();
        let mut tokens = decoder.feed(bytes.as_bytes());
        tokens.extend(decoder.expire());
        tokens.into_iter().flat_map(events).collect()
    }

    fn press(code: KeyCode, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, modifiers))
    }

    fn char(c: char, modifiers: KeyModifiers) -> Event {
        press(KeyCode::Char(c), modifiers)
    }

    #[test]
    fn plain_keys_are_read() {
        for (bytes, event) in [
            ("j", char('j', NONE)),
            ("G", char('G', SHIFT)),
            ("ж", char('ж', NONE)),
            ("\x1bj", char('j', ALT)),
            ("\x1bG", char('G', ALT | SHIFT)),
            ("\0", char(' ', CTRL)),
            ("\x03", char('c', CTRL)),
            ("\n", char('j', CTRL)),
            ("\x1f", char('7', CTRL)),
            ("\r", press(KeyCode::Enter, NONE)),
            ("\t", press(KeyCode::Tab, NONE)),
            ("\x1b", press(KeyCode::Esc, NONE)),
            ("\x7f", press(KeyCode::Backspace, NONE)),
            ("\x1b\x7f", press(KeyCode::Backspace, ALT)),
        ] {
            assert_eq!(read(bytes), [event], "{bytes:?}");
        }
    }

    #[test]
    fn function_keys_of_every_spelling_are_read() {
        for (bytes, code, modifiers) in [
            ("\x1b[A", KeyCode::Up, NONE),
            ("\x1bOA", KeyCode::Up, NONE),
            ("\x1b\x1b[A", KeyCode::Up, ALT),
            ("\x1b[1;5D", KeyCode::Left, CTRL),
            ("\x1bO5D", KeyCode::Left, CTRL),
            ("\x1b[H", KeyCode::Home, NONE),
            ("\x1b[1~", KeyCode::Home, NONE),
            ("\x1b[4~", KeyCode::End, NONE),
            ("\x1b[3;3~", KeyCode::Delete, ALT),
            ("\x1b[6~", KeyCode::PageDown, NONE),
            ("\x1bOP", KeyCode::F(1), NONE),
            ("\x1b[[E", KeyCode::F(5), NONE),
            ("\x1b[15~", KeyCode::F(5), NONE),
            ("\x1b[24;2~", KeyCode::F(12), SHIFT),
            ("\x1b[1;2R", KeyCode::F(3), SHIFT),
            ("\x1b[57376u", KeyCode::F(13), NONE),
            ("\x1b[Z", KeyCode::BackTab, SHIFT),
            ("\x1bOM", KeyCode::Enter, NONE),
            ("\x1bOq", KeyCode::Char('1'), NONE),
        ] {
            assert_eq!(read(bytes), [press(code, modifiers)], "{bytes:?}");
        }
    }

    #[test]
    fn keys_of_the_kitty_protocol_are_read() {
        for (bytes, code, modifiers) in [
            ("\x1b[105;5u", KeyCode::Char('i'), CTRL),
            ("\x1b[27u", KeyCode::Esc, NONE),
            ("\x1b[9;2u", KeyCode::BackTab, SHIFT),
            ("\x1b[103:71;4u", KeyCode::Char('G'), ALT),
            ("\x1b[57414u", KeyCode::Enter, NONE),
            ("\x1b[57399;129u", KeyCode::Char('0'), NONE),
            ("\x1b[57426;5u", KeyCode::Delete, CTRL),
        ] {
            assert_eq!(read(bytes), [press(code, modifiers)], "{bytes:?}");
        }
        assert_eq!(read("\x1b[57441;2u"), [], "Shift alone is not a key");
    }

    #[test]
    fn commands_go_by_the_latin_letter_of_the_key() {
        assert_eq!(read("\x1b[1089::99;5u"), [char('c', CTRL)]);
        assert_eq!(read("\x1b[1092:1060:97;4u"), [char('A', ALT | SHIFT)]);
        assert_eq!(read("\x1b[1089::99u"), [char('с', NONE)], "text stays as it is written");
        assert_eq!(read("\x1b[106::99;5u"), [char('j', CTRL)], "so do Latin letters of another layout");
    }

    #[test]
    fn keys_held_and_let_go_say_so() {
        let kinds: Vec<KeyEventKind> = read("\x1b[97;1:1u\x1b[97;1:2u\x1b[97;1:3u\x1b[1;1:3A")
            .into_iter()
            .map(|event| event.as_key_event().unwrap().kind)
            .collect();
        assert_eq!(kinds, [KeyEventKind::Press, KeyEventKind::Repeat, KeyEventKind::Release, KeyEventKind::Release]);
    }

    #[test]
    fn other_keys_as_xterm_modifies_them_are_read() {
        assert_eq!(read("\x1b[27;5;105~"), [char('i', CTRL)]);
        assert_eq!(read("\x1b[27;6;9~"), [press(KeyCode::BackTab, CTRL | SHIFT)]);
        assert_eq!(read("\x1b[27;5~"), []);
    }

    #[test]
    fn the_mouse_is_read() {
        let at = |kind, modifiers| Event::Mouse(MouseEvent { kind, column: 11, row: 2, modifiers });
        for (bytes, event) in [
            ("\x1b[<0;12;3M", at(MouseEventKind::Down(MouseButton::Left), NONE)),
            ("\x1b[<0;12;3m", at(MouseEventKind::Up(MouseButton::Left), NONE)),
            ("\x1b[<34;12;3M", at(MouseEventKind::Drag(MouseButton::Right), NONE)),
            ("\x1b[<35;12;3M", at(MouseEventKind::Moved, NONE)),
            ("\x1b[<64;12;3M", at(MouseEventKind::ScrollUp, NONE)),
            ("\x1b[<81;12;3M", at(MouseEventKind::ScrollDown, CTRL)),
        ] {
            assert_eq!(read(bytes), [event], "{bytes:?}");
        }
        for bytes in ["\x1b[<0;0;3M", "\x1b[<0;1M", "\x1b[<128;1;1M", "\x1b[<99999;1;1M"] {
            assert_eq!(read(bytes), [], "{bytes:?}");
        }
    }

    #[test]
    fn focus_and_pastes_are_read() {
        assert_eq!(read("\x1b[I\x1b[O"), [Event::FocusGained, Event::FocusLost]);
        assert_eq!(read("\x1b[200~a\nb\x1b[201~"), [Event::Paste("a\nb".to_owned())]);
    }

    #[test]
    fn reports_are_no_keys() {
        for report in [
            "\x1b[?2026;2$y",
            "\x1b[?62;22c",
            "\x1b[?1u",
            "\x1b[24;80R",
            "\x1b[8;24;80t",
            "\x1b[?997;1n",
            "\x1b[0n",
            "\x1b[?1S",
        ] {
            assert_eq!(read(&format!("{report}q")), [char('q', NONE)], "{report:?}");
        }
    }
}
