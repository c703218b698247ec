//! Short texts about records for use within lines: linked names, levers, coordinates, declarations.

use crate::document::{Inline, Span, join_commas, join_dots, plain, quiet, sentence};
use crate::graph::diff::DiffTag;
use crate::graph::{Declared, Relation};
use crate::model::{Atlas, Axis, Lever, MechanismText, Pull, StrategyId};
use crate::place::Place;

/// Slug of the axis value of strategies to which an axis does not apply.
const NOT_APPLICABLE: &str = "n-a";

/// Returns the name of a place as a link to the place.
pub(in crate::page) fn to(atlas: &Atlas, place: impl Into<Place>) -> Span {
    let place = place.into();
    Span::link(place.name(atlas), place)
}

/// Returns the names of places as links, separated by commas.
pub(in crate::page) fn links<P: Into<Place>>(atlas: &Atlas, places: impl IntoIterator<Item = P>) -> Inline {
    join_commas(places.into_iter().map(|place| to(atlas, place)))
}

/// Returns `text` with the parts between backticks as code: in "`tag:pause` finds them" the query is code.
pub(in crate::page) fn with_code(text: &str) -> Inline {
    let parts = text.split('`').enumerate().filter(|(_, part)| !part.is_empty());
    parts.map(|(at, part)| if at % 2 == 1 { Span::code(part) } else { Span::plain(part) }).collect()
}

/// Returns a part of a compared text. Signs mark removals and additions, so that they are visible without colour.
pub(in crate::page) fn marked(mark: DiffTag, text: &str) -> Span {
    // The sign goes before the trailing space, which is not part of the marked text.
    let (words, space) = text.split_at(text.trim_end().len());
    match mark {
        DiffTag::Kept => Span::plain(text),
        DiffTag::Removed => Span::quiet(format!("[-{words}-]{space}")),
        DiffTag::Added => Span::strong(format!("{{+{words}+}}{space}")),
    }
}

/// Returns the lever of a strategy and the direction of the pull: `Information flow ↑`, `Scope (neutral)`.
pub(in crate::page) fn lever(atlas: &Atlas, strategy: StrategyId) -> Inline {
    let coordinates = &atlas.strategies[strategy].coordinates;
    let pull = match coordinates.pull {
        Pull::Neutral => format!(" ({})", direction(Pull::Neutral)),
        pull => format!(" {}", direction(pull)),
    };
    vec![to(atlas, coordinates.lever), Span::plain(pull)]
}

/// Returns an arrow for a pull, or the word `neutral`, since a lone dot among words looks like punctuation.
pub(in crate::page) fn direction(pull: Pull) -> &'static str {
    if pull == Pull::Neutral { pull.as_str() } else { pull.arrow() }
}

/// Returns a pull with its effect on a lever: `↑ Accelerate`.
pub(in crate::page) fn pull_title(lever: &Lever, pull: Pull) -> String {
    match lever.pull_name(pull) {
        Some(name) => format!("{} {name}", pull.arrow()),
        None => sentence(pull.as_str()).trim_end_matches('.').to_owned(),
    }
}

/// Returns the name of a strategy's value on an axis, in lower case for running text; empty if the axis does not apply.
pub(in crate::page) fn axis_words(atlas: &Atlas, strategy: StrategyId, axis: Axis) -> Inline {
    let value = atlas.value_of(strategy, axis);
    if value.slug == NOT_APPLICABLE { Inline::new() } else { plain(lower_first(&value.name)) }
}

/// Returns the pull and lever of a strategy and its values on all axes: `↓ Speed · market · humans`.
pub(in crate::page) fn coordinates(atlas: &Atlas, strategy: StrategyId) -> Inline {
    let words = Axis::ALL.map(|axis| quiet(axis_words(atlas, strategy, axis)));
    join_dots(std::iter::once(pull_first(atlas, strategy)).chain(words))
}

/// Returns the lever of a strategy with the pull first, for columns: `↑ Information flow`.
pub(in crate::page) fn pull_first(atlas: &Atlas, strategy: StrategyId) -> Inline {
    let coordinates = &atlas.strategies[strategy].coordinates;
    match coordinates.pull {
        Pull::Neutral => lever(atlas, strategy),
        pull => vec![Span::strong(format!("{} ", pull.arrow())), to(atlas, coordinates.lever)],
    }
}

/// Returns a name with a small first letter for running text: `Market / economic` becomes `market / economic`; `AI
/// artefact` stays.
pub(in crate::page) fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    match chars.next() {
        Some(first) if !chars.clone().next().is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => name.to_owned(),
    }
}

/// Returns the meaning of a mechanism followed by its explanation.
pub(in crate::page) fn explanation(text: &MechanismText) -> String {
    format!("{} {}", sentence(&text.gloss), text.explain).trim().to_owned()
}

/// Describes which side declares `relation`, a relation of `strategy`.
pub(in crate::page) fn declared_by(atlas: &Atlas, strategy: StrategyId, relation: Relation) -> String {
    match relation.declared {
        Declared::Here => format!("declared by {}", atlas.strategies[strategy].name),
        Declared::There => format!("declared by {}", atlas.strategies[relation.other].name),
        Declared::Both => "declared by both".to_owned(),
        Declared::Derived => "follows from their coordinates".to_owned(),
    }
}
