//! Putting lines of text and links together: names that lead somewhere, parts set apart by dots, phrases made sentences.

use crate::graph::diff::Mark;
use crate::model::{Atlas, Axis, Pull, StrategyId};

use crate::document::{Fact, Inline, Span, Weight};
use crate::place::Place;

/// The value on the axis of coercion that says nothing about coercion.
const NOT_APPLICABLE: &str = "n-a";

/// The name of a place, leading there.
pub(super) fn to(atlas: &Atlas, place: impl Into<Place>) -> Span {
    let place = place.into();
    Span::link(place.name(atlas), place)
}

/// Text that leads to the web, or plain text if the address is no web address: nothing else may be opened.
pub(super) fn web(text: &str, url: &str) -> Inline {
    if url.starts_with("https://") || url.starts_with("http://") {
        vec![Span::web(text, url)]
    } else {
        vec![Span::plain(text), Span::quiet(format!(" ({url})"))]
    }
}

/// `parts` with dots between them; empty ones are left out.
pub(super) fn dotted(parts: impl IntoIterator<Item = Inline>) -> Inline {
    let mut line = Inline::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !line.is_empty() {
            line.push(Span::quiet(" · "));
        }
        line.extend(part);
    }
    line
}

/// Plain text as a line; nothing if there is none.
pub(super) fn plain(text: impl Into<String>) -> Inline {
    let text = text.into();
    if text.is_empty() { Inline::new() } else { vec![Span::plain(text)] }
}

/// Names that lead somewhere, with commas between them.
pub(super) fn listed(names: impl IntoIterator<Item = Span>) -> Inline {
    let mut line = Inline::new();
    for name in names {
        if !line.is_empty() {
            line.push(Span::plain(", "));
        }
        line.push(name);
    }
    line
}

/// A phrase as a sentence: with a capital and a full stop.
pub fn sentence(phrase: &str) -> String {
    let phrase = phrase.trim();
    let mut chars = phrase.chars();
    let Some(first) = chars.next() else { return String::new() };
    let stop = if phrase.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    format!("{}{}{stop}", first.to_uppercase(), chars.as_str())
}

/// A piece of a text that was compared; what became of it is told in signs, so that it is plain without colours too.
pub(super) fn marked(mark: Mark, text: &str) -> Span {
    // The space after the last word stays outside.
    let (words, space) = text.split_at(text.trim_end().len());
    match mark {
        Mark::Kept => Span::plain(text),
        Mark::Removed => Span::quiet(format!("[-{words}-]{space}")),
        Mark::Added => Span::strong(format!("{{+{words}+}}{space}")),
    }
}

/// A label with a value.
pub(super) fn fact(label: impl Into<String>, value: Inline) -> Fact {
    Fact { label: label.into(), value }
}

/// The same text, mattering less.
pub(super) fn quiet(mut line: Inline) -> Inline {
    for span in line.iter_mut().filter(|span| span.to.is_none()) {
        span.weight = Weight::Quiet;
    }
    line
}

/// The lever a strategy pulls and which way: `Information flow ↑`, `Scope (neutral)`.
pub(super) fn lever(atlas: &Atlas, strategy: StrategyId) -> Inline {
    let coordinates = &atlas.strategies[strategy].coordinates;
    let way = match coordinates.pull {
        Pull::Neutral => format!(" ({})", direction(Pull::Neutral)),
        pull => format!(" {}", direction(pull)),
    };
    vec![to(atlas, coordinates.lever), Span::plain(way)]
}

/// A pull where it stands among words: an arrow, or `neutral`, as a lone dot would read as punctuation there.
pub(super) fn direction(pull: Pull) -> &'static str {
    if pull == Pull::Neutral { pull.as_str() } else { pull.arrow() }
}

/// The value a strategy has on an axis, in words; nothing where the axis does not apply.
pub(super) fn axis_words(atlas: &Atlas, strategy: StrategyId, axis: Axis) -> Inline {
    let slug = &atlas.value_of(strategy, axis).slug;
    if slug == NOT_APPLICABLE { Inline::new() } else { plain(slug.replace('-', " ")) }
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
        assert_eq!(text(&dotted([plain("a"), plain(""), plain("b")])), "a · b");
        assert_eq!(text(&dotted([plain(""), plain("")])), "");
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert!(web("a", "https://example.org")[0].to.is_some());
        for address in ["javascript:alert(1)", "file:///etc/passwd", ""] {
            assert!(web("a", address).iter().all(|span| span.to.is_none()), "{address}");
        }
    }
}
