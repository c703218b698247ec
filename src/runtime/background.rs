//! Background colour of the terminal: the query for it, and the parsing of replies.

use crate::ui::Rgb;

use super::input::Token;

/// Query for the background colour (OSC 11). It ends with BEL, because one terminal answers incorrectly if it ends with
/// ST.
pub(super) const QUERY: &str = "\x1b]11;?\x07";
/// Start of the content of every reply to [`QUERY`].
const PREFIX: &str = "11;";

/// Returns the background colour as the terminal spelled it; `None` if `token` is not a reply to [`QUERY`].
pub(super) fn answer(token: &Token) -> Option<String> {
    let Token::String { kind: ']', content } = token else { return None };
    String::from_utf8_lossy(content).strip_prefix(PREFIX).map(str::to_owned)
}

/// Parses a colour as terminals spell it, such as `rgb:1c1c/1c1c/1c1c` or `#1c1c1c`, with one to four digits per
/// component; `None` if `colour` has another form.
pub(super) fn rgb(colour: &str) -> Option<Rgb> {
    if let Some(hex) = colour.strip_prefix('#').filter(|hex| !hex.is_empty() && hex.len() % 3 == 0) {
        let digits = hex.len() / 3;
        return Some(Rgb(
            part(hex.get(..digits)?)?,
            part(hex.get(digits..2 * digits)?)?,
            part(hex.get(2 * digits..)?)?,
        ));
    }
    let mut parts = colour.strip_prefix("rgba:").or_else(|| colour.strip_prefix("rgb:"))?.split('/');
    let mut next = || part(parts.next()?);
    Some(Rgb(next()?, next()?, next()?))
}

/// Parses a colour component of one to four hexadecimal digits, scaled to 0 to 255; `None` for other text.
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
    use proptest::prelude::*;

    use super::super::input::Decoder;
    use super::*;

    #[test]
    fn answers_are_known_whatever_ends_them() {
        for (bytes, colour) in [
            ("\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\", Some("rgb:1c1c/1c1c/1c1c")),
            ("\x1b]11;#1c1c1c\x07", Some("#1c1c1c")),
            ("\x1b]10;#1c1c1c\x07", None),
            ("\x1bP11;#1c1c1c\x1b\\", None),
        ] {
            let tokens = Decoder::default().feed(bytes.as_bytes());
            assert_eq!(tokens.iter().find_map(answer).as_deref(), colour, "{bytes:?}");
        }
    }

    #[test]
    fn every_width_of_a_component_is_scaled() {
        assert_eq!(rgb("rgb:f/8/0"), Some(Rgb(255, 136, 0)));
        assert_eq!(rgb("rgb:1C1C/1C1C/1C1C"), Some(Rgb(0x1c, 0x1c, 0x1c)));
        assert_eq!(rgb("rgb:fff/800/000"), Some(Rgb(255, 128, 0)));
        assert_eq!(rgb("rgba:ffff/8080/0000/ffff"), Some(Rgb(255, 128, 0)));
        assert_eq!(rgb("#1c1c1c"), Some(Rgb(0x1c, 0x1c, 0x1c)));
        for text in ["", "red", "rgb:", "rgb:1/2", "rgb:12345/0/0", "rgb:+1/0/0", "#12", "#", "#é1"] {
            assert_eq!(rgb(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_background_is_understood(r: u16, g: u16, b: u16) {
            let byte = |part: u16| u8::try_from((u32::from(part) * 255 + 32767) / 65535).unwrap();
            prop_assert_eq!(rgb(&format!("rgb:{r:04x}/{g:04x}/{b:04x}")), Some(Rgb(byte(r), byte(g), byte(b))));
        }
    }
}
