//! The bytes of a terminal. The decoder is private to the library, so its two files are compiled here too.

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

use super::decoder::{Decoder, Token};
use super::sequence::events;
use crate::chance::Chance;
use crate::harness::fuzz;

/// What a terminal may send, together with the keys that it stands for; `None` where these are not checked.
const PIECES: [(&[u8], Option<&str>); 26] = [
    (b"j", Some("j")),
    (b"q", Some("q")),
    ("é".as_bytes(), Some("é")),
    ("日".as_bytes(), Some("日")),
    (b"\r", Some("\r")),
    (b"\x1b[A", Some("")),
    (b"\x1bOP", Some("")),
    (b"\x1b[1;5D", Some("")),
    (b"\x1b[?2026;2$y", Some("")),
    (b"\x1b]11;rgb:0000/1111/2222\x1b\\", Some("")),
    (b"\x1b]11;rgb:0/0/0\x07", Some("")),
    (b"\x1bP>|term 1.0\x1b\\", Some("")),
    (b"\x1b[<0;12;3M", Some("")),
    (b"\x1b[105;5u", Some("")),
    (b"\x1b[I", Some("")),
    (b"\x1b[200~a\x1b[31mb\r\x1b[201~", Some("")),
    (b"\x1b[?62;22c", Some("")),
    (b"\x1b", None),
    (b"\x1b[", None),
    (b"\x1b]", None),
    (b"\x1bO", None),
    (b"\xc3", None),
    (b"\xff", None),
    (b"\x1b[200~", None),
    (b"\x03", None),
    (b"\x9b31m", None),
];

/// Bytes in chunks, as they are read.
fn chunks(chance: &mut Chance) -> Vec<Vec<u8>> {
    let mut chunks = Vec::new();
    for _ in 0..chance.below(12) {
        let mut chunk = Vec::new();
        for _ in 0..=chance.below(4) {
            match chance.below(8) {
                0 => chunk.push(u8::try_from(chance.below(256)).expect("a byte")),
                1 => chunk.extend(chance.text(2).into_bytes()),
                2 => chunk.extend(
                    format!("\x1b[{}{}", chance.bits() % 70_000, chance.pick(&["u", "~", ";", "M", "R"])).bytes(),
                ),
                _ => chunk.extend(chance.pick(&PIECES).0),
            }
        }
        let at = chance.below(chunk.len() + 1);
        let rest = chunk.split_off(at);
        chunks.extend([chunk, rest]);
    }
    chunks
}

/// All tokens of `chunks` when nothing follows them.
fn tokens<'a>(chunks: impl IntoIterator<Item = &'a [u8]>) -> Vec<Token> {
    let mut decoder = Decoder::default();
    let mut tokens: Vec<Token> = chunks.into_iter().flat_map(|chunk| decoder.feed(chunk)).collect();
    let is_waiting = decoder.timeout();
    tokens.extend(decoder.expire());
    assert_eq!(decoder.timeout(), None, "something is waited for after {is_waiting:?} for nothing");
    let after = decoder.feed(b"q");
    assert_eq!(after, [Token::Char { c: 'q', alt: false }], "the next key is swallowed");
    tokens
}

fn size(token: &Token) -> usize {
    match token {
        Token::Char { c, .. } => c.len_utf8(),
        Token::Sequence { params, .. } => params.len() + 1,
        Token::String { content, .. } => content.len(),
        Token::Paste(text) => text.len(),
    }
}

#[test]
fn terminal_bytes() {
    fuzz("terminal_bytes", 5_000, chunks, |input: &Vec<Vec<u8>>| {
        let whole = input.concat();
        let once = tokens([whole.as_slice()]);
        assert_eq!(once, tokens(input.iter().map(Vec::as_slice)), "the reads make a difference");
        assert_eq!(once, tokens(whole.chunks(1)), "reading byte by byte makes a difference");
        // A byte that is no text becomes a replacement character, which is three times as long.
        assert!(once.iter().map(size).sum::<usize>() <= 3 * whole.len(), "there is more than came in: {once:?}");
        let text = |token: &Token| match token {
            Token::Char { c, .. } => Some(*c),
            _ => None,
        };
        assert!(
            once.iter().filter_map(text).all(|c| whole.contains(&(c as u32 as u8)) || !c.is_ascii()),
            "a key is made up"
        );
        for token in once {
            let is_char = matches!(token, Token::Char { .. });
            let events = events(token);
            assert!(events.len() <= 2, "one token is {events:?}");
            assert!(!is_char || events.len() <= 1, "one key is {events:?}");
        }
    });
}

#[test]
fn terminal_keys() {
    let generate = |chance: &mut Chance| {
        let known: Vec<usize> = (0..PIECES.len()).filter(|&at| PIECES[at].1.is_some()).collect();
        (0..chance.below(30)).map(|_| chance.pick(&known)).collect()
    };
    fuzz("terminal_keys", 10_000, generate, |input: &Vec<usize>| {
        let bytes: Vec<u8> = input.iter().flat_map(|&at| PIECES[at].0).copied().collect();
        let expected: String = input.iter().filter_map(|&at| PIECES[at].1).collect();
        let mut decoder = Decoder::default();
        let tokens = decoder.feed(&bytes);
        assert_eq!(decoder.timeout(), None, "whole sequences leave nothing to wait for");
        let keys: String = tokens.into_iter().flat_map(events).filter_map(typed).collect();
        assert_eq!(keys, expected, "of the bytes {:?}", bytes.escape_ascii().to_string());
    });
}

/// The character that an event types.
fn typed(event: Event) -> Option<char> {
    match event {
        Event::Key(KeyEvent { code: KeyCode::Char(c), modifiers: KeyModifiers::NONE, .. }) => Some(c),
        Event::Key(KeyEvent { code: KeyCode::Enter, modifiers: KeyModifiers::NONE, .. }) => Some('\r'),
        _ => None,
    }
}

#[test]
fn terminal_timeouts_end() {
    let generate = |chance: &mut Chance| chunks(chance).concat();
    fuzz("terminal_timeouts_end", 5_000, generate, |input: &Vec<u8>| {
        let mut decoder = Decoder::default();
        for &byte in input {
            decoder.feed(&[byte]);
            let timeout = decoder.timeout().unwrap_or_default();
            assert!(timeout <= Duration::from_secs(3), "an answer is waited for for {timeout:?}");
        }
    });
}
