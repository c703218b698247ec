//! Strategies as list items, in five levels of detail.

use crate::document::{Inline, Item, RowWidths, Span, join, join_dots, plain, quiet};
use crate::graph::Graph;
use crate::model::{Axis, Pull, StrategyId};
use crate::page::parts::inline::{axis_words, direction, lever, pull_first, to};

/// Widths of the row of a strategy: its name, then the details of [`in_row`].
const ROW: RowWidths = RowWidths { text: 34, details: [1, 18, 5] };

/// Returns a list item for a strategy: lever, values on the axes acts-on and coercion, number of people on record, and
/// thesis.
pub(in crate::page) fn full(graph: &Graph, strategy: StrategyId) -> Item {
    with_bet(graph, strategy, lever(&graph.atlas, strategy), " · ")
}

/// Returns the list item of [`full`] with the pull instead of the lever, for lists of strategies on one lever.
pub(in crate::page) fn on_lever(graph: &Graph, strategy: StrategyId) -> Item {
    let pull = graph.atlas.strategies[strategy].coordinates.pull;
    with_bet(graph, strategy, plain(direction(pull)), if pull == Pull::Neutral { " · " } else { " " })
}

/// Returns a list item for a strategy on one lever that takes one row while explanations are hidden: name, pull, value
/// on the axis acts-on, number of people on record, and thesis.
pub(in crate::page) fn in_row(graph: &Graph, strategy: StrategyId) -> Item {
    let atlas = &graph.atlas;
    let row = &atlas.strategies[strategy];
    let count = graph.on_record(strategy).len();
    let on_record = plain((count > 0).then(|| format!("◆ {count}")));
    let pull = plain(if row.coordinates.pull == Pull::Neutral { "–" } else { row.coordinates.pull.arrow() });
    let details = join_dots([pull, axis_words(atlas, strategy, Axis::ActsOn), on_record]);
    Item::new(to(atlas, strategy), &row.thesis).beside(quiet(details)).inlined(ROW)
}

/// Returns the list item of [`on_lever`] without the thesis.
pub(in crate::page) fn brief(graph: &Graph, strategy: StrategyId) -> Item {
    Item { note: Inline::new(), ..on_lever(graph, strategy) }
}

/// Returns a list item for a strategy with only its name, pull and lever.
pub(in crate::page) fn compact(graph: &Graph, strategy: StrategyId) -> Item {
    Item::new(to(&graph.atlas, strategy), "").beside(quiet(pull_first(&graph.atlas, strategy)))
}

/// Returns a list item with `pull` before the first of the details, after `gap`.
fn with_bet(graph: &Graph, strategy: StrategyId, pull: Inline, gap: &str) -> Item {
    let atlas = &graph.atlas;
    let count = graph.on_record(strategy).len();
    let on_record = plain((count > 0).then(|| format!("{count} on record")));
    let words = |axis| axis_words(atlas, strategy, axis);
    let first = join(&Span::quiet(gap), [pull, words(Axis::ActsOn)]);
    let mut text = vec![to(atlas, strategy), Span::plain("  ")];
    text.extend(quiet(join_dots([first, words(Axis::Coercion), on_record])));
    Item::new(text, &atlas.strategies[strategy].thesis)
}
