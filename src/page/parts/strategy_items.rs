//! Strategies in lists: with their bet, or with just the lever they pull.

use crate::graph::Graph;
use crate::model::{Axis, StrategyId};

use crate::document::{Inline, Item, Span, join_dots, plain, quiet};
use crate::page::parts::inline::{axis_words, direction, lever, to};

/// A strategy with its lever, what it acts on, how much it coerces, who is on record for it, and its bet.
pub(in crate::page) fn full(graph: &Graph, strategy: StrategyId) -> Item {
    card(graph, strategy, lever(&graph.atlas, strategy))
}

/// The same in a list where the lever goes without saying: only the pull is shown.
pub(in crate::page) fn on_lever(graph: &Graph, strategy: StrategyId) -> Item {
    card(graph, strategy, plain(direction(graph.atlas.strategies[strategy].coordinates.pull)))
}

/// The same without its bet.
pub(in crate::page) fn brief(graph: &Graph, strategy: StrategyId) -> Item {
    Item { note: Inline::new(), ..on_lever(graph, strategy) }
}

/// A strategy with the lever it pulls, and no more.
pub(in crate::page) fn compact(graph: &Graph, strategy: StrategyId) -> Item {
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
    text.extend(quiet(join_dots([pull, words(Axis::ActsOn), words(Axis::Coercion), on_record])));
    Item { text, badges: Vec::new(), note: plain(&atlas.strategies[strategy].thesis) }
}
