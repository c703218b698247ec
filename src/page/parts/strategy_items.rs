//! Strategies as list items: in rows with shared columns, with their theses, or with only a few details.

use crate::document::{Inline, Item, RowWidths, Span, join_dots, plain, quiet};
use crate::graph::{Audit, Graph};
use crate::model::{Axis, Pull, StrategyId};
use crate::page::parts::figures::percent;
use crate::page::parts::inline::{axis_words, lever, pull_first, to};
use crate::page::parts::item_rows::width;
use crate::text;

/// Maximum width of the names in rows, in columns; longer names are rare.
const MAX_NAME: usize = 40;
/// Stands for a detail that does not apply to a strategy.
const NONE: &str = "–";

/// Strategies in rows with columns that are the same in all lists of a page: name, pull, values on the axes acts-on and
/// coercion, and number of people on record. While explanations are hidden, each takes one row.
pub(in crate::page) struct StrategyRows<'a> {
    graph: &'a Graph,
    has_levers: bool,
    axes: Vec<Axis>,
    /// Shares of the money of a portfolio, in percent; empty if it states none.
    shares: Vec<(StrategyId, f64)>,
    widths: RowWidths,
}

impl<'a> StrategyRows<'a> {
    /// Returns rows without widths; [`Self::measured`] sets them.
    pub(in crate::page) fn new(graph: &'a Graph) -> Self {
        let axes = vec![Axis::ActsOn, Axis::Coercion];
        Self { graph, has_levers: false, axes, shares: Vec::new(), widths: RowWidths::default() }
    }

    /// Shows the lever of each strategy beside the pull, for strategies on several levers.
    pub(in crate::page) fn with_levers(self) -> Self {
        Self { has_levers: true, ..self }
    }

    /// Returns the rows of the strategies of a portfolio, with their shares of the money.
    pub(in crate::page) fn of_portfolio(graph: &'a Graph, audit: &Audit) -> Self {
        let shares = audit.strategies.iter().copied().zip(audit.shares.iter().copied()).collect();
        Self { shares, ..Self::new(graph).with_levers() }.measured(&audit.strategies)
    }

    /// Leaves out the values on `axis`, for strategies that have the same value on it.
    pub(in crate::page) fn without(mut self, axis: Axis) -> Self {
        self.axes.retain(|other| *other != axis);
        self
    }

    /// Shows the thesis of a strategy in a row below it where it does not fit beside it.
    pub(in crate::page) fn with_theses(self) -> Self {
        Self { widths: RowWidths { is_note_below: true, ..self.widths }, ..self }
    }

    /// Makes the columns as wide as the texts of `strategies` need.
    pub(in crate::page) fn measured(mut self, strategies: &[StrategyId]) -> Self {
        let RowWidths { text: mut name, mut details, .. } = self.widths;
        for &strategy in strategies {
            name = name.max(text::width(&self.graph.atlas.strategies[strategy].name)).min(MAX_NAME);
            for (room, detail) in details.iter_mut().zip(self.details(strategy)) {
                *room = (*room).max(width(&detail));
            }
        }
        self.widths = RowWidths { text: name, details, ..self.widths };
        self
    }

    /// Returns the list item of a strategy, with its thesis as note.
    pub(in crate::page) fn item(&self, strategy: StrategyId) -> Item {
        let atlas = &self.graph.atlas;
        let details = join_dots(self.details(strategy));
        Item::new(to(atlas, strategy), &atlas.strategies[strategy].thesis).beside(quiet(details)).inlined(self.widths)
    }

    /// Returns the list items of `strategies`.
    pub(in crate::page) fn items(&self, strategies: &[StrategyId]) -> Vec<Item> {
        strategies.iter().map(|&strategy| self.item(strategy)).collect()
    }

    /// Returns the details of a strategy. Only the last may be empty, since each belongs to a column.
    fn details(&self, strategy: StrategyId) -> Vec<Inline> {
        let atlas = &self.graph.atlas;
        let pull = atlas.strategies[strategy].coordinates.pull;
        let arrow = if pull == Pull::Neutral { NONE } else { pull.arrow() };
        let pull = if self.has_levers {
            let lever = to(atlas, atlas.strategies[strategy].coordinates.lever);
            plain([Span::plain(format!("{arrow} ")), lever])
        } else {
            plain(arrow)
        };
        let words = self.axes.iter().map(|&axis| match axis_words(atlas, strategy, axis) {
            none if none.is_empty() => plain(NONE),
            words => words,
        });
        let count = self.graph.on_record(strategy).len();
        let on_record = plain((count > 0).then(|| format!("◆ {count}")));
        let share = self.shares.iter().find(|(id, _)| *id == strategy);
        let share = share.map(|(_, share)| plain(format!("{} of the money", percent(share / 100.0))));
        std::iter::once(pull).chain(words).chain(share).chain([on_record]).collect()
    }
}

/// Returns a list item for a strategy with its whole thesis: lever, values on the axes acts-on and coercion, and number
/// of people on record.
pub(in crate::page) fn full(graph: &Graph, strategy: StrategyId) -> Item {
    let atlas = &graph.atlas;
    let count = graph.on_record(strategy).len();
    let on_record = plain((count > 0).then(|| format!("{count} on record")));
    let words = |axis| axis_words(atlas, strategy, axis);
    let details = [lever(atlas, strategy), words(Axis::ActsOn), words(Axis::Coercion), on_record];
    let mut text = vec![to(atlas, strategy), Span::plain("  ")];
    text.extend(quiet(join_dots(details)));
    Item::new(text, &atlas.strategies[strategy].thesis)
}

/// Returns a list item for a strategy with only its name, pull and lever.
pub(in crate::page) fn compact(graph: &Graph, strategy: StrategyId) -> Item {
    let coordinates = &graph.atlas.strategies[strategy].coordinates;
    let lever = match coordinates.pull {
        Pull::Neutral => plain([Span::plain(format!("{NONE} ")), to(&graph.atlas, coordinates.lever)]),
        _ => pull_first(&graph.atlas, strategy),
    };
    Item::new(to(&graph.atlas, strategy), "").beside(quiet(lever))
}
