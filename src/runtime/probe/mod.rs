//! Asking the terminal what it can do, for `stratlas doctor`. The explorer never waits for answers; here waiting is
//! the point, but not for long: every question goes out at once, followed by one that every terminal answers, so that
//! silence tells in the time of one answer that a terminal does not know the others.

mod reply;
#[cfg(unix)]
mod tty;

use std::io;

use serde::Serialize;

use crate::ui::Rgb;

use super::background;
use reply::Reply;

/// What a terminal answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Answers {
    /// What it says it is (DA1): the answer that every terminal gives. Without it nothing was answered in time.
    pub attributes: Option<String>,
    /// Its name and version (XTVERSION).
    pub name: Option<String>,
    /// The colour of its ground (OSC 11), as answered.
    pub ground: Option<String>,
    /// Whether that ground is light, if it could be read.
    pub light: Option<bool>,
    /// The flags of kitty's keyboard protocol that are set; none where the terminal does not offer it.
    pub keyboard: Option<u32>,
    /// Whether it knows synchronized output (mode 2026); none where it does not know what modes are.
    pub synchronized: Option<bool>,
    /// The columns that each sample takes, as far as it said; they mean something beside the samples only.
    #[serde(skip)]
    pub widths: Vec<usize>,
}

impl Answers {
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
                // 0 is a mode that is not known, 4 one that cannot be set.
                Reply::Mode(2026, state) => answers.synchronized = Some(matches!(state, 1..=3)),
                Reply::Mode(..) => {}
                Reply::Cursor(column) => answers.widths.push(column.saturating_sub(1)),
            }
        }
        answers
    }
}

/// Asks the terminal that standard input and output are. Takes less than a second, whatever it answers. Each of the
/// `samples` is written to its alternate screen to see how many columns it takes.
///
/// # Errors
/// If the terminal cannot be written to or read. It has been given back by then.
#[cfg(unix)]
pub fn ask(samples: &[&str]) -> io::Result<Answers> {
    tty::ask(samples)
}

/// Asks nothing: consoles of this system answer in other ways.
///
/// # Errors
/// Always.
#[cfg(not(unix))]
pub fn ask(_samples: &[&str]) -> io::Result<Answers> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "terminals are not asked on this system"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_sorted() {
        let said = b"\x1bP>|term 1.2\x1b\\\x1b]11;rgb:1c1c/1c1c/1c1c\x07\x1b[?1u\x1b[?2026;2$y\x1b[?62;22c\x1b[1;5R\x1b[1;2R\x1b[?62;22c";
        let answers = Answers::new(&reply::parse(said));
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
        let synchronized = |said: &[u8]| Answers::new(&reply::parse(said)).synchronized;
        assert_eq!(synchronized(b"\x1b[?2026;0$y"), Some(false));
        assert_eq!(synchronized(b"\x1b[?2026;4$y"), Some(false));
        assert_eq!(synchronized(b"\x1b[?25;1$y"), None);
        assert_eq!(synchronized(b""), None);
    }
}
