//! Strategies in lists: with their bet, or with just the lever they pull.

use crate::graph::Graph;
use crate::model::{Axis, StrategyId};

use super::inline::{axis_words, direction, dotted, lever, plain, quiet, to};
use crate::document::{Inline, Item, Span};

/// A strategy with its lever, what it acts on, how much it coerces, who is on record for it, and its bet.
pub(super) fn full(graph: &Graph, strategy: StrategyId) -> Item {
    card(graph, strategy, lever(&graph.atlas, strategy))
}

/// The same in a list where the lever goes without saying: only the pull is shown.
pub(super) fn on_lever(graph: &Graph, strategy: StrategyId) -> Item {
    card(graph, strategy, plain(direction(graph.atlas.strategies[strategy].coordinates.pull)))
}

/// The same without its bet.
pub(super) fn brief(graph: &Graph, strategy: StrategyId) -> Item {
    Item { note: Inline::new(), ..on_lever(graph, strategy) }
}

/// A strategy with the lever it pulls, and no more.
pub(super) fn compact(graph: &Graph, strategy: StrategyId) -> Item {
    let atlas = &graph.atlas;
    Item { text: vec![to(atlas, strategy)], badges: Vec::new(), note: lever(atlas, strategy) }
}

fn card(graph: &Graph, strategy: StrategyId, pull: Inline) -> Item {
    let atlas = &graph.atlas;
    let on_record = match graph.on_record(strategy).len() {
        0 => Inline::new(),
        count => plain(format!("{count} on record")),
    };
    let words = |axis| axis_words(atlas, strategy, axis);
    let mut text = vec![to(atlas, strategy), Span::plain("  ")];
    text.extend(quiet(dotted([pull, words(Axis::ActsOn), words(Axis::Coercion), on_record])));
    Item { text, badges: Vec::new(), note: plain(&atlas.strategies[strategy].thesis) }
}
