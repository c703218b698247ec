//! Lever strip of a portfolio: a line with one sign per lever that shows the directions of the pulls.

use crate::document::{Inline, Span, join};
use crate::graph::{Audit, LeverLoad};
use crate::model::{Atlas, Pull};

/// Sign of a lever that is pulled in both directions.
const BOTH_WAYS: &str = "↕";
/// Sign of a lever on which all strategies are neutral.
const NEUTRAL: &str = "○";
/// Sign of a lever that no strategy acts on.
const UNTOUCHED: &str = "·";

/// No-break space between the signs of a strip. The layout of grids removes these spaces if the strip is too wide.
const BLANK: &str = "\u{a0}";

/// Returns the strip of a portfolio: one sign per lever, in the order of the atlas.
pub(in crate::page) fn lever_strip(audit: &Audit) -> Inline {
    join(&Span::plain(BLANK), audit.levers.iter().map(lever_sign))
}

/// Returns the first letter of each lever, as a heading for strips.
pub(in crate::page) fn lever_initials(atlas: &Atlas) -> String {
    let initials = atlas.levers.rows().iter().map(|lever| lever.name.chars().next().unwrap_or('?').to_string());
    initials.collect::<Vec<_>>().join(BLANK)
}

/// Returns the sign of a lever by the directions of its pulls.
pub(in crate::page) fn lever_sign(load: &LeverLoad) -> Span {
    let is_pulled = |pull: Pull| Pull::ALL.into_iter().zip(load.pulls).any(|(of, count)| of == pull && count > 0);
    match [Pull::Up, Pull::Down, Pull::Neutral].map(is_pulled) {
        [true, true, _] => Span::strong(BOTH_WAYS),
        [true, false, _] => Span::toned(Pull::Up.arrow(), Pull::Up),
        [false, true, _] => Span::toned(Pull::Down.arrow(), Pull::Down),
        [false, false, true] => Span::plain(NEUTRAL),
        [false, false, false] => Span::quiet(UNTOUCHED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Graph;

    #[test]
    fn each_lever_has_the_sign_of_its_pulls() {
        let graph = Graph::new(crate::data::embedded().expect("the embedded atlas"));
        let atlas = &graph.atlas;
        let members = ["pause", "acceleration"].map(|slug| atlas.strategies.find(slug).expect(slug));
        let audit = graph.audit(&members);
        let strip: String = lever_strip(&audit).iter().map(|span| span.text.as_str()).collect();
        assert_eq!(strip, format!("↕{}", "\u{a0}·".repeat(atlas.levers.len() - 1)));
    }
}
