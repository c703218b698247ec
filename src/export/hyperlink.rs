//! Hyperlinks in terminals (OSC 8). The address comes from data, so it is escaped and cannot end the control sequence.

use std::fmt::Write;

/// Control sequence that ends a hyperlink.
pub(super) const END: &str = "\x1b]8;;\x1b\\";

/// Returns the control sequence that starts a hyperlink to `url`; `None` if `url` is not a web address. Each line of a
/// wrapped hyperlink has the same `id`, so that terminals highlight all of them together.
pub(super) fn start(url: &str, id: usize) -> Option<String> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| url.starts_with(scheme))?;
    let mut start = format!("\x1b]8;id={id};{scheme}");
    for c in url[scheme.len()..].chars() {
        // The sequence may only contain printable ASCII, so other characters are percent-encoded.
        match c {
            '!'..='~' => start.push(c),
            c if c.is_control() => {}
            c => {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    // Writing to a string does not fail.
                    let _ = write!(start, "%{byte:02X}");
                }
            }
        }
    }
    start.push_str("\x1b\\");
    Some(start)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_web_addresses_are_links() {
        assert_eq!(start("https://a.org/b?c=d", 7).unwrap(), "\x1b]8;id=7;https://a.org/b?c=d\x1b\\");
        for url in ["javascript:alert(1)", "file:///etc/passwd", "", "strategy/pause"] {
            assert_eq!(start(url, 0), None, "{url}");
        }
    }

    #[test]
    fn what_has_no_place_in_an_address_is_encoded_or_dropped() {
        assert_eq!(start("http://a/é b", 0).unwrap(), "\x1b]8;id=0;http://a/%C3%A9%20b\x1b\\");
        assert_eq!(start("http://a/\x1b]0;x\x07\u{9c}", 0).unwrap(), "\x1b]8;id=0;http://a/]0;x\x1b\\");
    }

    proptest! {
        #[test]
        fn no_address_ends_its_sequence(url in "https?://\\PC*[\u{0}-\u{9f}]*\\PC*") {
            let start = start(&url, 1).unwrap();
            let inner = start.strip_prefix("\x1b]8;id=1;").unwrap().strip_suffix("\x1b\\").unwrap();
            prop_assert!(inner.bytes().all(|byte| (b'!'..=b'~').contains(&byte)));
        }
    }
}
