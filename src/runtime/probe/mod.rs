//! Queries to the terminal about its capabilities, for `stratlas doctor`. The explorer never waits for replies;
//! `stratlas doctor` does, but not for long: all queries are sent at once, followed by one that every terminal answers,
//! and the reply to that one means that no others will follow.

#[cfg_attr(not(any(unix, test)), expect(dead_code, reason = "consoles of this system are not asked"))]
mod reply;
#[cfg(unix)]
mod tty;

use std::io;

use serde::Serialize;

use crate::ui::Rgb;

use super::background;
use reply::Reply;

/// Replies of a terminal to the queries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Answers {
    /// Attributes (DA1), which every terminal reports; `None` if it did not reply in time.
    pub attributes: Option<String>,
    /// Name and version of the terminal (XTVERSION); `None` if it does not report them.
    pub name: Option<String>,
    /// Background colour (OSC 11) as the terminal spelled it; `None` if it does not report it.
    pub ground: Option<String>,
    /// Whether the background is light; `None` if its colour is unknown or could not be parsed.
    pub light: Option<bool>,
    /// Active flags of kitty's keyboard protocol; `None` if the terminal does not support it.
    pub keyboard: Option<u32>,
    /// Whether synchronized output (mode 2026) is supported; `None` if the terminal does not report modes.
    pub synchronized: Option<bool>,
    /// Measured width of each sample text in columns. It ends early if the terminal did not report all of them.
    #[serde(skip)]
    pub widths: Vec<usize>,
}

impl Answers {
    #[cfg_attr(not(any(unix, test)), expect(dead_code, reason = "consoles of this system are not asked"))]
    fn new(replies: &[Reply]) -> Self {
        let mut answers = Self::default();
        for reply in replies {
            match reply.clone() {
                Reply::Attributes(attributes) => answers.attributes = Some(attributes),
                Reply::Name(name) => answers.name = Some(name),
                Reply::Background(colour) => {
                    answers.light = background::rgb(&colour).map(Rgb::is_light);
                    answers.ground = Some(colour);
                }
                Reply::Keyboard(flags) => answers.keyboard = Some(flags),
                // State 0 stands for an unknown mode, and state 4 for a mode that cannot be set.
                Reply::Mode(2026, state) => answers.synchronized = Some(matches!(state, 1..=3)),
                Reply::Mode(..) => {}
                Reply::Cursor(column) => answers.widths.push(column.saturating_sub(1)),
            }
        }
        answers
    }
}

/// Queries the terminal of standard input and output, which takes less than a second. Each of the texts `samples` is
/// written to the alternate screen to measure its width.
///
/// # Errors
/// If the terminal cannot be written to or read. The terminal is restored in every case.
#[cfg(unix)]
pub fn ask(samples: &[&str]) -> io::Result<Answers> {
    tty::ask(samples)
}

/// Fails without sending queries, because consoles of this system answer in other ways.
///
/// # Errors
/// In all cases.
#[cfg(not(unix))]
pub fn ask(_samples: &[&str]) -> io::Result<Answers> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "terminals are not asked on this system"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_sorted() {
        let sent = b"\x1bP>|term 1.2\x1b\\\x1b]11;rgb:1c1c/1c1c/1c1c\x07\x1b[?1u\x1b[?2026;2$y\x1b[?62;22c\x1b[1;5R\x1b[1;2R\x1b[?62;22c";
        let answers = Answers::new(&reply::parse(sent));
        let expected = Answers {
            attributes: Some("62;22".to_owned()),
            name: Some("term 1.2".to_owned()),
            ground: Some("rgb:1c1c/1c1c/1c1c".to_owned()),
            light: Some(false),
            keyboard: Some(1),
            synchronized: Some(true),
            widths: vec![4, 1],
        };
        assert_eq!(answers, expected);
    }

    #[test]
    fn a_mode_that_is_not_known_is_not_offered() {
        let synchronized = |sent: &[u8]| Answers::new(&reply::parse(sent)).synchronized;
        assert_eq!(synchronized(b"\x1b[?2026;0$y"), Some(false));
        assert_eq!(synchronized(b"\x1b[?2026;4$y"), Some(false));
        assert_eq!(synchronized(b"\x1b[?25;1$y"), None);
        assert_eq!(synchronized(b""), None);
    }
}
