//! Keys of the keyboard and their notation as text, such as `C-d` for Ctrl and d.

use std::fmt;
use std::str::FromStr;

use crate::text;

/// Key with its modifiers. For a character key, Shift is part of the character (`G`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Key itself, without modifiers.
    pub code: Code,
    /// Whether Ctrl is pressed with the key.
    pub ctrl: bool,
    /// Whether Alt is pressed with the key.
    pub alt: bool,
    /// Whether Shift is pressed with the key; always false for a character key.
    pub shift: bool,
}

/// Key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names on the keys")]
pub enum Code {
    Char(char),
    Function(u8),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

const NAMED: [(&str, Code); 15] = [
    ("Space", Code::Char(' ')),
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("Insert", Code::Insert),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PageUp", Code::PageUp),
    ("PageDown", Code::PageDown),
];

/// Error for a text that is not the name of a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{}` is not a key; write keys like `j`, `G`, `C-d`, `A-Left`, `S-Tab`, `F1`, `Space`", text::sanitize(.0))]
pub struct UnknownKey(pub String);

impl Key {
    /// Creates a key without modifiers.
    pub fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// Returns the character that the key types; `None` for a named key and with Ctrl or Alt.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

impl FromStr for Key {
    type Err = UnknownKey;

    fn from_str(text: &str) -> Result<Self, UnknownKey> {
        let unknown = || UnknownKey(text.to_owned());
        let mut key = Self::plain(Code::Esc);
        let mut rest = text;
        loop {
            let flag = match rest.get(..2) {
                Some("C-") => &mut key.ctrl,
                Some("A-") => &mut key.alt,
                Some("S-") => &mut key.shift,
                _ => break,
            };
            // `C--` is Ctrl and a hyphen, so a modifier needs another key after it; a repeated modifier is refused.
            if rest.len() == 2 || std::mem::replace(flag, true) {
                return Err(unknown());
            }
            rest = &rest[2..];
        }
        let mut chars = rest.chars();
        key.code = match (chars.next(), chars.next()) {
            (Some(c), None) if !c.is_whitespace() && !text::is_unsafe(c) => Code::Char(c),
            (Some('F'), Some(_)) => {
                Code::Function(rest[1..].parse().ok().filter(|n| (1..=24).contains(n)).ok_or_else(unknown)?)
            }
            _ => NAMED.into_iter().find(|(name, _)| *name == rest).map(|(_, code)| code).ok_or_else(unknown)?,
        };
        if key.shift && matches!(key.code, Code::Char(_)) {
            return Err(unknown());
        }
        Ok(key)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (is_set, prefix) in [(self.ctrl, "C-"), (self.alt, "A-"), (self.shift, "S-")] {
            if is_set {
                f.write_str(prefix)?;
            }
        }
        match NAMED.into_iter().find(|&(_, code)| code == self.code) {
            Some((name, _)) => f.write_str(name),
            None => match self.code {
                Code::Char(c) => write!(f, "{c}"),
                Code::Function(n) => write!(f, "F{n}"),
                named => write!(f, "{named:?}"),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keys_are_read() {
        assert_eq!("j".parse(), Ok(Key::plain(Code::Char('j'))));
        assert_eq!("C-d".parse(), Ok(Key { ctrl: true, ..Key::plain(Code::Char('d')) }));
        assert_eq!("C--".parse(), Ok(Key { ctrl: true, ..Key::plain(Code::Char('-')) }));
        assert_eq!("A-Left".parse(), Ok(Key { alt: true, ..Key::plain(Code::Left) }));
        assert_eq!("S-Tab".parse(), Ok(Key { shift: true, ..Key::plain(Code::Tab) }));
        assert_eq!("F12".parse(), Ok(Key::plain(Code::Function(12))));
        assert_eq!("F".parse(), Ok(Key::plain(Code::Char('F'))));
        assert_eq!("-".parse(), Ok(Key::plain(Code::Char('-'))));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in ["", " ", "C-", "jj", "S-j", "F0", "F25", "Escape", "C-C-x", "\u{7}", "\u{202e}"] {
            assert!(text.parse::<Key>().is_err(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn keys_read_back_as_written(c in "[!-~é日]", ctrl: bool, alt: bool, named in 0..NAMED.len(), shift: bool) {
            let typed = Key { code: Code::Char(c.chars().next().unwrap()), ctrl, alt, shift: false };
            prop_assert_eq!(typed.to_string().parse(), Ok(typed));
            let code = NAMED[named].1;
            let key = Key { code, ctrl, alt, shift: shift && code != Code::Char(' ') };
            prop_assert_eq!(key.to_string().parse(), Ok(key));
        }
    }
}
