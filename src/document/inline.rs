//! Helpers for lines of spans that need no atlas.

use super::{Fact, Inline, Span, Weight};

/// A link to a web address. Any other address is shown as plain text, since only the web may be opened.
pub fn web(text: &str, url: &str) -> Inline {
    if url.starts_with("https://") || url.starts_with("http://") {
        vec![Span::web(text, url)]
    } else {
        vec![Span::plain(text), Span::quiet(format!(" ({url})"))]
    }
}

/// Joins the non-empty `parts` with middle dots.
pub fn join_dots(parts: impl IntoIterator<Item = Inline>) -> Inline {
    let mut line = Inline::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !line.is_empty() {
            line.push(Span::quiet(" · "));
        }
        line.extend(part);
    }
    line
}

/// A line of one plain span; empty for an empty text.
pub fn plain(text: impl Into<String>) -> Inline {
    let text = text.into();
    if text.is_empty() { Inline::new() } else { vec![Span::plain(text)] }
}

/// Joins spans with commas.
pub fn join_commas(names: impl IntoIterator<Item = Span>) -> Inline {
    let mut line = Inline::new();
    for name in names {
        if !line.is_empty() {
            line.push(Span::plain(", "));
        }
        line.push(name);
    }
    line
}

/// A phrase as a sentence, with a capital and a full stop.
pub fn sentence(phrase: &str) -> String {
    let phrase = phrase.trim();
    let mut chars = phrase.chars();
    let Some(first) = chars.next() else { return String::new() };
    let stop = if phrase.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    format!("{}{}{stop}", first.to_uppercase(), chars.as_str())
}

/// A label with a value.
pub fn fact(label: impl Into<String>, value: Inline) -> Fact {
    Fact { label: label.into(), value }
}

/// The same line in the quiet weight, links excepted.
pub fn quiet(mut line: Inline) -> Inline {
    for span in line.iter_mut().filter(|span| span.to.is_none()) {
        span.weight = Weight::Quiet;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(line: &Inline) -> String {
        line.iter().map(|span| span.text.as_str()).collect()
    }

    #[test]
    fn phrases_become_sentences() {
        assert_eq!(sentence("one lever, pulled both ways"), "One lever, pulled both ways.");
        assert_eq!(sentence("Éa?"), "Éa?");
        assert_eq!(sentence("  "), "");
    }

    #[test]
    fn dots_stand_only_between_parts() {
        assert_eq!(text(&join_dots([plain("a"), plain(""), plain("b")])), "a · b");
        assert_eq!(text(&join_dots([plain(""), plain("")])), "");
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert!(web("a", "https://example.org")[0].to.is_some());
        for address in ["javascript:alert(1)", "file:///etc/passwd", ""] {
            assert!(web("a", address).iter().all(|span| span.to.is_none()), "{address}");
        }
    }
}
