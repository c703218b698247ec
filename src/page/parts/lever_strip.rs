//! Lever strip of a portfolio: a line with one sign per lever that shows the directions of the pulls.

use crate::document::{Inline, Span, Tone, join, join_dots, plain};
use crate::graph::{Audit, LeverLoad};
use crate::model::{Atlas, Pull};

/// Sign of a lever that is pulled in both directions.
const BOTH_WAYS: &str = "↕";
/// Sign of a lever on which all strategies are neutral.
pub(in crate::page) const NEUTRAL: &str = "○";
/// Sign of a lever that no strategy acts on.
const UNTOUCHED: &str = "·";

/// No-break space between the signs of a strip; each sign and the blank after it are as wide as the letters of a lever. The
/// layout of grids removes these spaces if the strip is too wide.
const BLANK: &str = "\u{a0}";

/// Returns the strip of a portfolio: one sign per lever, in the order of the atlas.
pub(in crate::page) fn lever_strip(audit: &Audit) -> Inline {
    join(&Span::plain(BLANK.repeat(2)), audit.levers.iter().map(lever_sign))
}

/// Returns the two letters of each lever, as a heading for strips.
pub(in crate::page) fn lever_codes(atlas: &Atlas) -> String {
    atlas.levers.rows().iter().map(|lever| code(&lever.name)).collect::<Vec<_>>().join(BLANK)
}

/// Returns the letters and the name of each lever, and the meaning of the signs that are no arrows.
pub(in crate::page) fn legend(atlas: &Atlas) -> Inline {
    let levers = atlas.levers.iter().map(|(_, lever)| format!("{}{BLANK}{}", code(&lever.name), lever.name));
    let signs = [format!("{NEUTRAL} neutral"), format!("{BOTH_WAYS} pulled both ways")];
    let levers = join_dots(levers.chain(signs));
    [plain("Levers, left to right: "), levers].concat()
}

/// Returns two letters for the name of a lever: the initials of its first two words, or the first two letters of its only
/// word.
fn code(name: &str) -> String {
    let initials: String = name.split_whitespace().take(2).filter_map(|word| word.chars().next()).collect();
    let code = if initials.chars().count() < 2 { name.chars().take(2).collect() } else { initials.to_uppercase() };
    format!("{code:2}")
}

/// Returns the sign of a lever by the directions of its pulls.
pub(in crate::page) fn lever_sign(load: &LeverLoad) -> Span {
    let is_pulled = |pull: Pull| Pull::ALL.into_iter().zip(load.pulls).any(|(of, count)| of == pull && count > 0);
    match [Pull::Up, Pull::Down, Pull::Neutral].map(is_pulled) {
        [true, true, _] => Span::toned(BOTH_WAYS, Tone::Conflict),
        [true, false, _] => Span::strong(Pull::Up.arrow()),
        [false, true, _] => Span::strong(Pull::Down.arrow()),
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
        assert_eq!(strip, format!("↕{}", "\u{a0}\u{a0}·".repeat(atlas.levers.len() - 1)));
    }
}
