//! Decoder of terminal input into tokens: characters, complete escape sequences, pastes.
//!
//! The project has its own decoder because no crate suits. The parsers of termina and terminput are derived from
//! crossterm's and share its flaws: an unknown sequence swallows the keys after it or is split into keys. vtparse
//! splits sequences correctly, but is designed for the output of programs: it cannot detect a lone Esc or pass a paste
//! through unchanged.

use std::time::Duration;

/// Maximum delay between an Esc and the rest of its sequence. After that delay the Esc counts as a key.
const ESC_TIMEOUT: Duration = Duration::from_millis(50);
/// Maximum delay between two bytes of a longer sequence, or of a character.
const SEQUENCE_TIMEOUT: Duration = Duration::from_millis(500);
/// Maximum delay between two bytes of a paste.
const PASTE_TIMEOUT: Duration = Duration::from_secs(3);
/// Maximum number of stored parameter bytes of a control sequence. Further parameter bytes are skipped.
const MAX_PARAMS: usize = 256;
/// Maximum number of stored bytes of a control string. Further bytes of the string are skipped.
const MAX_STRING: usize = 1 << 12;
/// Parameters of the control sequence that starts a paste.
const PASTE_START: &str = "200";
const PASTE_END: &[u8] = b"\x1b[201~";
const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;
/// Control character ST (U+009C), which ends a control string, in UTF-8.
const C1_END: [u8; 2] = [0xc2, 0x9c];

/// Token of terminal input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::runtime) enum Token {
    /// A character, preceded by Esc if `alt`. Control characters are keys too.
    Char { c: char, alt: bool },
    /// A control sequence (`ESC [`) or a keypad key (`ESC O`): its parameters and its last character.
    Sequence { introducer: char, params: String, last: char, alt: bool },
    /// A control string, such as OSC (`]`) or DCS (`P`), without its terminator.
    String { kind: char, content: Vec<u8> },
    /// Pasted text.
    Paste(String),
}

/// State of the decoder: the unfinished sequence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Ground,
    /// The first bytes of a UTF-8 character.
    Utf8 { bytes: Vec<u8>, alt: bool },
    /// An Esc, or two if `alt`.
    Esc { alt: bool },
    /// The start of a [`Token::Sequence`].
    Sequence { introducer: u8, params: String, alt: bool },
    /// The start of a control string, perhaps with an Esc that may end it.
    String { kind: u8, content: Vec<u8>, esc: bool },
    /// The start of a paste.
    Paste(Vec<u8>),
}

/// Splits terminal input into tokens, regardless of how it is spread over reads.
#[derive(Debug, Default)]
pub(in crate::runtime) struct Decoder {
    state: State,
    /// Whether the unfinished sequence started with a control character of eight bits (C1), which nobody can type.
    is_c1: bool,
    tokens: Vec<Token>,
}

impl Decoder {
    /// Decodes bytes. Returns the completed tokens.
    pub(in crate::runtime) fn feed(&mut self, bytes: &[u8]) -> Vec<Token> {
        for &byte in bytes {
            self.byte(byte);
        }
        std::mem::take(&mut self.tokens)
    }

    /// Returns the maximum time to wait for more bytes before [`Decoder::expire`]; `None` without an unfinished
    /// sequence.
    pub(in crate::runtime) fn timeout(&self) -> Option<Duration> {
        match &self.state {
            State::Ground => None,
            State::Esc { .. } => Some(ESC_TIMEOUT),
            State::Sequence { params, .. } if params.is_empty() => Some(ESC_TIMEOUT),
            State::String { content, esc: false, .. } if content.is_empty() => Some(ESC_TIMEOUT),
            State::Paste(_) => Some(PASTE_TIMEOUT),
            _ => Some(SEQUENCE_TIMEOUT),
        }
    }

    /// Ends the unfinished sequence after the timeout. Returns the tokens for the bytes of the sequence.
    pub(in crate::runtime) fn expire(&mut self) -> Vec<Token> {
        self.abandon();
        std::mem::take(&mut self.tokens)
    }

    fn byte(&mut self, byte: u8) {
        match std::mem::take(&mut self.state) {
            State::Ground => self.ground(byte, false),
            State::Utf8 { bytes, alt } => self.utf8(bytes, alt, byte),
            State::Esc { alt } => {
                self.is_c1 = false;
                self.esc(alt, byte);
            }
            State::Sequence { introducer, params, alt } => self.sequence(introducer, params, alt, byte),
            State::String { kind, content, esc } => self.string(kind, content, esc, byte),
            State::Paste(content) => self.paste(content, byte),
        }
    }

    fn ground(&mut self, byte: u8, alt: bool) {
        match byte {
            ESC => self.state = State::Esc { alt },
            0..=0x7f => self.char(char::from(byte), alt),
            0xc2..=0xf4 => self.state = State::Utf8 { bytes: vec![byte], alt },
            // The byte cannot start a character and is dropped; an Esc before it was a key.
            _ => self.esc_before(alt),
        }
    }

    fn utf8(&mut self, mut bytes: Vec<u8>, alt: bool, byte: u8) {
        if !(0x80..=0xbf).contains(&byte) {
            self.state = State::Utf8 { bytes, alt };
            return self.again(byte);
        }
        bytes.push(byte);
        match std::str::from_utf8(&bytes) {
            Ok(text) => text.chars().for_each(|c| self.decoded(c, alt)),
            Err(error) if error.error_len().is_none() => self.state = State::Utf8 { bytes, alt },
            Err(_) => self.esc_before(alt),
        }
    }

    fn esc(&mut self, alt: bool, byte: u8) {
        self.state = match byte {
            b'[' | b'O' => State::Sequence { introducer: byte, params: String::new(), alt },
            b']' | b'P' | b'X' | b'^' | b'_' => {
                // A control string is not a key that can be combined with Alt, so an Esc before it was a key.
                self.esc_before(alt);
                State::String { kind: byte, content: Vec::new(), esc: false }
            }
            ESC => {
                self.esc_before(alt);
                State::Esc { alt: true }
            }
            _ => {
                self.esc_before(alt);
                return self.ground(byte, true);
            }
        };
    }

    fn sequence(&mut self, introducer: u8, mut params: String, alt: bool, byte: u8) {
        let is_param = match introducer {
            b'O' => byte.is_ascii_digit(),
            // A second bracket belongs to the sequence: the Linux console sends `ESC [ [` for the first function keys.
            _ => matches!(byte, 0x20..=0x3f) || byte == b'[' && params.is_empty(),
        };
        match byte {
            _ if is_param => {
                // Further parameters are not stored; a sequence with so many parameters is unknown anyway.
                if params.len() <= MAX_PARAMS {
                    params.push(char::from(byte));
                }
                self.state = State::Sequence { introducer, params, alt };
            }
            b'~' if params == PASTE_START => {
                self.esc_before(alt);
                self.state = State::Paste(Vec::new());
            }
            0x40..=0x7e if params.len() > MAX_PARAMS => self.esc_before(alt),
            0x40..=0x7e => {
                let (introducer, last) = (char::from(introducer), char::from(byte));
                self.tokens.push(Token::Sequence { introducer, params, last, alt });
            }
            _ => {
                self.state = State::Sequence { introducer, params, alt };
                self.again(byte);
            }
        }
    }

    fn string(&mut self, kind: u8, mut content: Vec<u8>, esc: bool, byte: u8) {
        let is_c1_end = byte == C1_END[1] && content.last() == Some(&C1_END[0]);
        if is_c1_end {
            content.pop();
        }
        if is_c1_end || byte == BEL && !esc || byte == b'\\' && esc {
            return self.tokens.push(Token::String { kind: char::from(kind), content });
        }
        if esc {
            // This Esc does not end the string but starts another sequence, so the string is abandoned.
            self.state = State::String { kind, content, esc: false };
            self.abandon();
            self.state = State::Esc { alt: false };
            return self.byte(byte);
        }
        match byte {
            ESC => self.state = State::String { kind, content, esc: true },
            0x20..=0x7e | 0x80.. => {
                if content.len() < MAX_STRING {
                    content.push(byte);
                }
                self.state = State::String { kind, content, esc: false };
            }
            // A control string contains no other control characters, so the string is abandoned and this character is a
            // key.
            _ => {
                self.state = State::String { kind, content, esc: false };
                self.again(byte);
            }
        }
    }

    fn paste(&mut self, mut content: Vec<u8>, byte: u8) {
        content.push(byte);
        match content.strip_suffix(PASTE_END) {
            Some(text) => self.tokens.push(Token::Paste(String::from_utf8_lossy(text).into_owned())),
            None => self.state = State::Paste(content),
        }
    }

    /// Adds a decoded character of several bytes. A control character (C1) that starts a sequence stands for Esc and a
    /// letter.
    fn decoded(&mut self, c: char, alt: bool) {
        match c {
            '\u{8f}' | '\u{90}' | '\u{98}' | '\u{9b}' | '\u{9d}'..='\u{9f}' => {
                self.esc_before(alt);
                self.esc(false, u8::try_from(c).unwrap_or_default() - 0x40);
                self.is_c1 = true;
            }
            _ => self.char(c, alt),
        }
    }

    fn char(&mut self, c: char, alt: bool) {
        self.tokens.push(Token::Char { c, alt });
    }

    /// Adds the key Esc if `alt` is set, because what follows the Esc cannot be combined with Alt.
    fn esc_before(&mut self, alt: bool) {
        if alt {
            self.char('\x1b', false);
        }
    }

    /// Abandons the unfinished sequence and decodes `byte` as the first byte of another token.
    fn again(&mut self, byte: u8) {
        self.abandon();
        self.byte(byte);
    }

    /// Abandons the unfinished sequence. Bytes that may have been typed become keys; others are dropped.
    fn abandon(&mut self) {
        match std::mem::take(&mut self.state) {
            State::Ground => {}
            State::Esc { alt } => self.char('\x1b', alt),
            State::Sequence { introducer, params, alt } if params.is_empty() && !self.is_c1 => {
                self.esc_before(alt);
                self.char(char::from(introducer), true);
            }
            State::Utf8 { alt, .. } | State::Sequence { alt, .. } => self.esc_before(alt),
            State::String { kind, content, esc } => {
                self.abandon_string(kind, &content);
                self.esc_before(esc);
            }
            State::Paste(content) => self.tokens.push(Token::Paste(String::from_utf8_lossy(&content).into_owned())),
        }
    }

    /// Abandons a control string. If no terminal sends a string that starts like this, the bytes were typed: Alt and a
    /// key, followed by other keys. After a control character of eight bits, only the other keys were typed.
    fn abandon_string(&mut self, kind: u8, content: &[u8]) {
        let digits = content.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let is_of_terminal = match kind {
            b']' => digits > 0 && content.get(digits) == Some(&b';'),
            b'P' => content.first().is_some_and(|first| !first.is_ascii_alphabetic()),
            _ => false,
        };
        if is_of_terminal {
            return;
        }
        if !self.is_c1 {
            self.char(char::from(kind), true);
        }
        for &byte in content {
            self.byte(byte);
        }
        // The bytes may end within a character or a sequence. The next byte does not belong to the abandoned string and
        // must not complete that character or sequence, so it is abandoned too.
        if self.state != State::Ground {
            self.abandon();
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(c: char) -> Token {
        Token::Char { c, alt: false }
    }

    fn alt(c: char) -> Token {
        Token::Char { c, alt: true }
    }

    fn keys(typed: &str) -> Vec<Token> {
        typed.chars().map(key).collect()
    }

    /// Returns all tokens of `bytes`, including the timeout at the end.
    fn tokens(bytes: &[u8]) -> Vec<Token> {
        let mut decoder = Decoder::default();
        let mut tokens = decoder.feed(bytes);
        tokens.extend(decoder.expire());
        tokens
    }

    fn csi(params: &str, last: char) -> Token {
        Token::Sequence { introducer: '[', params: params.to_owned(), last, alt: false }
    }

    #[test]
    fn sequences_are_cut_whole_and_the_key_after_them_is_one() {
        let string = |kind, content: &str| Token::String { kind, content: content.into() };
        let cases: [(&[u8], Token); 11] = [
            (b"\x1b[?2026;2$y", csi("?2026;2$", 'y')),
            (b"\x1b[A", csi("", 'A')),
            (b"\x1b[[C", csi("[", 'C')),
            (b"\x1b[<0;12;3M", csi("<0;12;3", 'M')),
            (b"\x1b[>85;95;0c", csi(">85;95;0", 'c')),
            (b"\x1bO5P", Token::Sequence { introducer: 'O', params: "5".to_owned(), last: 'P', alt: false }),
            (b"\x1b]11;rgb:0/0/0\x07", string(']', "11;rgb:0/0/0")),
            (b"\x1b]l a title\x1b\\", string(']', "l a title")),
            (b"\x1bP>|term 1.0\x1b\\", string('P', ">|term 1.0")),
            (b"\x1b_Gi=1;OK\x1b\\", string('_', "Gi=1;OK")),
            (b"\x1b[200~a\x1b[31m\r\xff\x1b[201~", Token::Paste("a\x1b[31m\r\u{fffd}".to_owned())),
        ];
        for (bytes, token) in cases {
            assert_eq!(tokens(&[bytes, b"q"].concat()), [token, key('q')], "{:?}", bytes.escape_ascii().to_string());
        }
    }

    #[test]
    fn control_characters_of_eight_bits_start_and_end_sequences() {
        let string = Token::String { kind: ']', content: b"11;rgb:0".to_vec() };
        let cases = [
            ("\u{9b}?62c", csi("?62", 'c')),
            ("\u{9b}<0;12;3M", csi("<0;12;3", 'M')),
            ("\u{8f}P", Token::Sequence { introducer: 'O', params: String::new(), last: 'P', alt: false }),
            ("\u{9d}11;rgb:0\u{9c}", string.clone()),
            ("\x1b]11;rgb:0\u{9c}", string),
            ("\u{9f}Gi=1\x1b\\", Token::String { kind: '_', content: b"Gi=1".to_vec() }),
        ];
        for (sequence, token) in cases {
            assert_eq!(tokens(format!("{sequence}q").as_bytes()), [token, key('q')], "{sequence:?}");
        }
        assert_eq!(tokens("\u{85}q".as_bytes()), keys("\u{85}q"));
        // What is not completed makes up no key.
        assert_eq!(tokens("\u{9d}q".as_bytes()), keys("q"));
        assert_eq!(tokens("\u{9b}\r".as_bytes()), keys("\r"));
    }

    #[test]
    fn an_esc_alone_is_a_key_and_before_a_key_it_is_alt() {
        assert_eq!(tokens(b"\x1b"), keys("\x1b"));
        assert_eq!(tokens(b"\x1bx"), [alt('x')]);
        assert_eq!(tokens("\x1bé".as_bytes()), [alt('é')]);
        assert_eq!(tokens(b"\x1b\x1b"), [alt('\x1b')]);
        assert_eq!(
            tokens(b"\x1b\x1b[A"),
            [Token::Sequence { introducer: '[', params: String::new(), last: 'A', alt: true }]
        );
        assert_eq!(tokens(b"\x1b\x1b]11;red\x07")[0], key('\x1b'));
        for c in ['[', 'O', ']', 'P', '_'] {
            assert_eq!(tokens(format!("\x1b{c}").as_bytes()), [alt(c)]);
        }
    }

    #[test]
    fn what_a_person_typed_is_no_string() {
        assert_eq!(tokens(b"\x1b]11/yann"), [&[alt(']')][..], &keys("11/yann")].concat());
        assert_eq!(tokens(b"\x1bPhi"), [&[alt('P')][..], &keys("hi")].concat());
        assert_eq!(tokens(b"\x1b]11;rgb:0"), [], "the terminal has not ended it");
    }

    #[test]
    fn control_characters_are_keys_wherever_they_come() {
        for start in ["\x1b[?20", "\x1b]11;r", "\x1bP1$r", "\x1bO5", "\x1b[["] {
            assert_eq!(tokens(format!("{start}\x03").as_bytes()), keys("\x03"), "{start:?}");
        }
        assert_eq!(tokens(b"\xc3\x03"), keys("\x03"));
    }

    #[test]
    fn bytes_that_are_no_text_are_dropped() {
        assert_eq!(tokens(b"\xff\x80a\xc3b\xe2\x82c\xed\xa0\x80d"), keys("abcd"));
    }

    #[test]
    fn a_sequence_that_is_too_long_is_skipped_whole() {
        let long = format!("\x1b[{}uq", "1;".repeat(MAX_PARAMS));
        assert_eq!(tokens(long.as_bytes()), keys("q"));
        let long = format!("\x1b]52;c;{}\x07q", "A".repeat(2 * MAX_STRING));
        assert!(
            matches!(&tokens(long.as_bytes())[..], [Token::String { content, .. }, q] if content.len() == MAX_STRING && *q == key('q'))
        );
    }

    #[test]
    fn only_what_has_begun_is_waited_for() {
        let timeout = |bytes: &[u8]| {
            let mut decoder = Decoder::default();
            decoder.feed(bytes);
            decoder.timeout()
        };
        assert_eq!(timeout(b"a"), None);
        assert_eq!(timeout(b"\x1b[A"), None);
        assert_eq!(timeout(b"\x1b"), Some(ESC_TIMEOUT));
        assert_eq!(timeout(b"\x1b["), Some(ESC_TIMEOUT));
        assert_eq!(timeout(b"\x1b[1"), Some(SEQUENCE_TIMEOUT));
        assert_eq!(timeout(b"\x1b[200~a"), Some(PASTE_TIMEOUT));
    }

    /// Generates input with many sequences.
    fn input() -> impl Strategy<Value = Vec<u8>> {
        let part = prop_oneof![
            any::<u8>().prop_map(|byte| vec![byte]),
            "\x1b[\\[\\]OPX_\x1b]?[0-9;:?$]{0,4}[~a-zA-Z\\\\\x07]?".prop_map(String::into_bytes),
            Just(b"\x1b[200~".to_vec()),
            Just(b"\x1b[201~".to_vec()),
            "\\PC".prop_map(String::into_bytes),
        ];
        prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn input_means_the_same_however_it_is_split(bytes in input(), cuts: Vec<prop::sample::Index>) {
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
            cuts.extend([0, bytes.len()]);
            cuts.sort_unstable();
            let mut decoder = Decoder::default();
            let mut split = Vec::new();
            for pair in cuts.windows(2) {
                split.extend(decoder.feed(&bytes[pair[0]..pair[1]]));
            }
            split.extend(decoder.expire());
            prop_assert_eq!(split, tokens(&bytes));
        }

        #[test]
        fn a_key_typed_after_any_input_arrives(bytes in input()) {
            let mut decoder = Decoder::default();
            decoder.feed(&bytes);
            decoder.expire();
            prop_assert_eq!(decoder.timeout(), None);
            prop_assert_eq!(decoder.feed(b"q"), keys("q"));
        }

        #[test]
        fn every_whole_sequence_leaves_the_next_key_alone(
            sequence in "\x1b(\\[[0-?]{0,12}[ -/]{0,2}[@-Z\\\\-~]|O[0-9]{0,2}[@-~]|[\\]PX^_][ -~]{0,12}(\x1b\\\\|\x07))"
        ) {
            prop_assume!(sequence != "\x1b[200~");
            let tokens = tokens(format!("{sequence}q").as_bytes());
            prop_assert_eq!(tokens.len(), 2, "{:?}", tokens);
            prop_assert_eq!(&tokens[1], &key('q'));
        }

        #[test]
        fn any_paste_arrives_whole(text in any::<String>(), size in 1..64_usize) {
            prop_assume!(!text.contains("\x1b[201~"));
            let mut decoder = Decoder::default();
            let bytes = format!("\x1b[200~{text}\x1b[201~");
            let tokens: Vec<Token> = bytes.as_bytes().chunks(size).flat_map(|chunk| decoder.feed(chunk)).collect();
            prop_assert_eq!(tokens, [Token::Paste(text)]);
        }
    }
}
