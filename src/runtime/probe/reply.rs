//! Replies of terminals to queries. Keys typed between the replies are ignored.

use crate::text;

use super::super::background;
use super::super::input::{Decoder, Token};

/// Reply of a terminal. Its texts are sanitized.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reply {
    /// Attributes of the terminal (DA1): `CSI ? attributes c`.
    Attributes(String),
    /// Name and version of the terminal (XTVERSION): `DCS > | name ST`.
    Name(String),
    /// Background colour (OSC 11): `OSC 11 ; colour`, ended by BEL or ST.
    Background(String),
    /// Active flags of kitty's keyboard protocol: `CSI ? flags u`.
    Keyboard(u32),
    /// Mode and its state (DECRPM): `CSI ? mode ; state $ y`.
    Mode(u32, u32),
    /// Column of the cursor, from 1 (CPR): `CSI row ; column R`.
    Cursor(usize),
}

/// Returns the complete replies in the bytes read so far; an unfinished reply at the end is ignored.
pub(super) fn parse(received: &[u8]) -> Vec<Reply> {
    Decoder::default().feed(received).into_iter().filter_map(reply).collect()
}

fn reply(token: Token) -> Option<Reply> {
    if let Some(colour) = background::answer(&token) {
        return Some(Reply::Background(text::sanitize(&colour).into_owned()));
    }
    match token {
        Token::String { kind: 'P', content } => {
            let content = String::from_utf8_lossy(&content);
            content.strip_prefix(">|").map(|name| Reply::Name(text::sanitize(name).into_owned()))
        }
        Token::Sequence { introducer: '[', params, last, .. } => control(&params, last),
        _ => None,
    }
}

/// Returns the reply in a control sequence with these parameters and this last character; `None` if it is no such
/// reply.
fn control(parameters: &str, last: char) -> Option<Reply> {
    let pair = |text: &str| {
        let (first, second) = text.split_once(';')?;
        Some((first.parse::<u32>().ok()?, second.parse::<u32>().ok()?))
    };
    match (last, parameters.strip_prefix('?')) {
        ('c', Some(attributes)) => Some(Reply::Attributes(attributes.to_owned())),
        ('u', Some(flags)) => flags.parse().ok().map(Reply::Keyboard),
        ('y', Some(mode)) => pair(mode.strip_suffix('$')?).map(|(mode, state)| Reply::Mode(mode, state)),
        ('R', None) => pair(parameters).and_then(|(_, column)| Some(Reply::Cursor(usize::try_from(column).ok()?))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_kind_of_answer_is_read() {
        assert_eq!(parse(b"\x1b[?64;1;9c"), [Reply::Attributes("64;1;9".to_owned())]);
        assert_eq!(parse(b"\x1b[?c"), [Reply::Attributes(String::new())]);
        assert_eq!(parse(b"\x1b[?0u"), [Reply::Keyboard(0)]);
        assert_eq!(parse(b"\x1b[?2026;1$y"), [Reply::Mode(2026, 1)]);
        assert_eq!(parse(b"\x1b[24;80R"), [Reply::Cursor(80)]);
        assert_eq!(parse(b"\x1b]11;rgb:0/0/0\x1b\\"), [Reply::Background("rgb:0/0/0".to_owned())]);
        assert_eq!(parse(b"\x1bP>|tmux 3.5\x1b\\"), [Reply::Name("tmux 3.5".to_owned())]);
    }

    #[test]
    fn keys_in_between_are_passed_over() {
        let bytes = b"j\x1b[A\x1bx\x1b[?1uq\x1bOP\x1b\x1b[?6c\x1b[<0;1;2M";
        assert_eq!(parse(bytes), [Reply::Keyboard(1), Reply::Attributes("6".to_owned())]);
    }

    #[test]
    fn an_answer_cut_short_is_none_yet() {
        for cut in ["\x1b", "\x1b[", "\x1b[?62;", "\x1b]11;rgb", "\x1bP>|name"] {
            assert_eq!(parse(cut.as_bytes()), [], "{cut:?}");
        }
        assert_eq!(parse(b"\x1b[?1;2$y\x1b[x;yR\x1b[?99999999999u"), [Reply::Mode(1, 2)]);
    }

    #[test]
    fn a_hostile_name_is_made_safe() {
        let name = "a\u{202e}b";
        let safe = text::sanitize(name).into_owned();
        assert_ne!(safe, name);
        assert_eq!(parse(format!("\x1bP>|{name}\x1b\\").as_bytes()), [Reply::Name(safe)]);
    }

    proptest! {
        #[test]
        fn any_reply_is_parsed(bytes: Vec<u8>) {
            parse(&bytes);
        }

        #[test]
        fn answers_are_found_wherever_they_stand(before in "[a-z0-9 ]*", column in 1..10_000usize, after in "[a-z0-9 ]*") {
            let bytes = format!("{before}\x1b[1;{column}R{after}");
            prop_assert_eq!(parse(bytes.as_bytes()), [Reply::Cursor(column)]);
        }
    }
}
