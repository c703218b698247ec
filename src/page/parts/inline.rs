//! Lines that name records of the atlas.

use crate::graph::diff::DiffTag;
use crate::model::{Atlas, Axis, Pull, StrategyId};

use crate::document::{Inline, Span, plain};
use crate::place::Place;

/// The value on the axis of coercion that says nothing about coercion.
const NOT_APPLICABLE: &str = "n-a";

/// The name of a place, leading there.
pub(in crate::page) fn to(atlas: &Atlas, place: impl Into<Place>) -> Span {
    let place = place.into();
    Span::link(place.name(atlas), place)
}

/// A piece of a text that was compared; what became of it is told in signs, so that it is plain without colours too.
pub(in crate::page) fn marked(mark: DiffTag, text: &str) -> Span {
    // The space after the last word stays outside.
    let (words, space) = text.split_at(text.trim_end().len());
    match mark {
        DiffTag::Kept => Span::plain(text),
        DiffTag::Removed => Span::quiet(format!("[-{words}-]{space}")),
        DiffTag::Added => Span::strong(format!("{{+{words}+}}{space}")),
    }
}

/// The lever a strategy pulls and which way: `Information flow ↑`, `Scope (neutral)`.
pub(in crate::page) fn lever(atlas: &Atlas, strategy: StrategyId) -> Inline {
    let coordinates = &atlas.strategies[strategy].coordinates;
    let way = match coordinates.pull {
        Pull::Neutral => format!(" ({})", direction(Pull::Neutral)),
        pull => format!(" {}", direction(pull)),
    };
    vec![to(atlas, coordinates.lever), Span::plain(way)]
}

/// A pull where it stands among words: an arrow, or `neutral`, as a lone dot would read as punctuation there.
pub(in crate::page) fn direction(pull: Pull) -> &'static str {
    if pull == Pull::Neutral { pull.as_str() } else { pull.arrow() }
}

/// The value a strategy has on an axis, in words; nothing where the axis does not apply.
pub(in crate::page) fn axis_words(atlas: &Atlas, strategy: StrategyId, axis: Axis) -> Inline {
    let slug = &atlas.value_of(strategy, axis).slug;
    if slug == NOT_APPLICABLE { Inline::new() } else { plain(slug.replace('-', " ")) }
}
