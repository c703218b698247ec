//! Text as it may stand in HTML, in an attribute in quotation marks, and in XML.

use std::fmt::Write;

use crate::text::sanitize;

/// Adds `text` to `out`: nothing in it is markup, and nothing in it is a control character.
pub(in crate::export) fn push(out: &mut String, text: &str) {
    for c in sanitize(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // XML has no place for these, and HTML none for some of them.
            '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            other => out.push(other),
        }
    }
}

/// `text` as it may stand in markup.
pub(in crate::export) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push(&mut out, text);
    out
}

/// Whether `url` is a web address: nothing else may be followed.
pub(super) fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// `text` as JSON that may stand anywhere in a script.
pub(super) fn script(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in sanitize(text).chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '<' | '>' | '&' | '\'' | '\u{2028}' | '\u{2029}' => {
                // Writing to a string does not fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(escaped("<a href=\"x\" on='y'>&\u{0}\u{1b}"), "&lt;a href=&quot;x&quot; on=&#39;y&#39;&gt;&amp;␀␛");
        assert_eq!(script("</script>\"\\\u{1b}"), r#""\u003c/script\u003e\"\\␛""#);
    }

    proptest! {
        #[test]
        fn nothing_escaped_is_markup(text in "\\PC*[<>&\"'\u{0}-\u{9f}]*\\PC*") {
            prop_assert!(!escaped(&text).contains(['<', '>', '"', '\'']));
            let read: String = serde_json::from_str(&script(&text)).unwrap();
            prop_assert_eq!(read, sanitize(&text).into_owned());
        }
    }
}
