//! The page on how far to trust the atlas: reasons to doubt positions and sources, with counts by tag and strategy.

use std::cmp::Reverse;

use crate::document::{
    Fact, Grid, GridCell, GridColumn, GridRow, Heading, Inline, Page, PageBuilder, Sorting, fact, plain, quiet,
};
use crate::graph::{Graph, Support};
use crate::model::{SharedSort, StrategyId, TagId};
use crate::page::PageContext;
use crate::page::parts::answer::{self, clause, figure};
use crate::page::parts::figures::{percent, to_f64};
use crate::page::parts::inline::to;

/// Explanation on the page of its terms.
const ABOUT: &str = "Positions are as good as their sources. A passage is a source whose words the claim quotes or \
    paraphrases faithfully. A page is one that the claim sums up or paraphrases loosely. A home page is the address of \
    a whole site, where the passage has to be searched for. A caveat says what does not fit, on a person, a position or \
    a source.";

/// Builds the page on trust.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let mut page = context.page_below_home();
    page.explanation(ABOUT);
    let trust = graph.trust();
    if trust.support.positions == 0 {
        page.notice("Nobody of this atlas is on the record.");
        return page.finish();
    }
    let support = trust.support;
    let [passage, home_page, caveated] =
        [support.passage, support.home_page, support.caveated].map(|count| figure(share(count, support.positions)));
    page.kicker = answer::sentence([
        clause("a passage supports {} of the {} positions", [passage, figure(support.positions)]),
        clause("{} rest on a home page alone, and {} are under a caveat", [home_page, caveated]),
    ]);
    doubts(&mut page, graph);
    let mut tags: Vec<(TagId, Support)> = atlas.tags.ids().map(|tag| (tag, trust.on_tag(tag))).collect();
    tags.retain(|(_, support)| support.positions > 0);
    tags.shared_sort_by_key(|(_, support)| Reverse(support.positions));
    page.heading(Heading::section("By tag").counting(tags.len()));
    page.explanation("Shares of the positions on each tag, most positions first.");
    page.grid(grid("Tag", tags.into_iter().map(|(tag, support)| (vec![to(atlas, tag)], support))));
    let mut strategies: Vec<(StrategyId, Support)> =
        atlas.strategies.ids().map(|id| (id, graph.support_of(id))).collect();
    strategies.retain(|(_, support)| support.positions > 0);
    if strategies.is_empty() {
        return page.finish();
    }
    strategies.shared_sort_by_key(|(_, support)| Reverse(support.positions));
    page.heading(Heading::section("By strategy").counting(strategies.len()));
    page.explanation(
        "Shares of the positions on the tags that lead to each strategy; nobody is on the record for the others.",
    );
    page.grid(grid("Strategy", strategies.into_iter().map(|(id, support)| (vec![to(atlas, id)], support))));
    page.finish()
}

/// Returns a summary of the page in a few facts.
pub(super) fn summary(graph: &Graph) -> Vec<Fact> {
    let trust = graph.trust();
    let support = trust.support;
    let of = |count, all, what| format!("{count} of {all} {what}, {}", share(count, all));
    vec![
        fact("With a passage", of(support.passage, support.positions, "positions")),
        fact("Only a home page", of(support.home_page, support.positions, "positions")),
        fact("Home pages", of(trust.sources.home_pages, trust.sources.all, "sources")),
        fact("Under a caveat", of(support.caveated, support.positions, "positions")),
    ]
}

/// Adds a table of the kinds of doubt that occur, each with its count, largest share first.
fn doubts(page: &mut PageBuilder, graph: &Graph) {
    let trust = graph.trust();
    let (support, sources) = (trust.support, trust.sources);
    let people = graph.atlas.people.len();
    let strategies = graph.atlas.strategies.rows();
    let without_signal = strategies.iter().filter(|row| row.falsification.is_none()).count();
    let kinds = [
        (support.home_page, support.positions, "Positions, home page only", "no source gives the passage"),
        (support.unsourced, support.positions, "Positions without source", "where it was said is unknown"),
        (support.tentative, support.positions, "Tentative positions", "inferred, not stated"),
        (trust.positions_with_caveat, support.positions, "Positions with a caveat", "claim, tag, source do not fit"),
        (trust.people_with_caveat, people, "People with a caveat", "facts of the entry disagree"),
        (sources.caveated, sources.all, "Sources with a caveat", "date or attribution in doubt"),
        (sources.home_pages, sources.all, "Home pages as sources", "passage must be searched for"),
        (sources.unpublished, sources.all, "Without publication date", "at most the remark is dated"),
        (sources.undated, sources.all, "Sources without any date", "when it was said is unknown"),
        (without_signal, strategies.len(), "Strategies without signal", "no evidence against is named"),
    ];
    let mut kinds: Vec<_> = kinds.into_iter().filter(|(count, ..)| *count > 0).collect();
    kinds.shared_sort_by(|a, b| (b.0 * a.1).cmp(&(a.0 * b.1)));
    page.heading(Heading::section("Kinds of doubt").counting(kinds.len()));
    let row = |(count, all, kind, meaning): (usize, usize, &str, &str)| {
        let [count_of, meaning] = [plain(format!("{count} of {all}")), quiet(meaning)].map(GridCell::new);
        GridRow::new(kind, [count_of, shaded(count, all), meaning])
    };
    page.grid(Grid {
        corner: "Doubt".to_owned(),
        columns: vec![
            GridColumn::of_figures("Count"),
            GridColumn::of_figures("Share"),
            GridColumn::new("Why it matters").optional(),
        ],
        rows: kinds.into_iter().map(row).collect(),
        ..Grid::default()
    });
}

/// Returns a table with a row for each of `rows`: the number of positions, and the shares of them that have a passage,
/// have only a home page, have a caveat, and are tentative. Only the doubts are shaded.
fn grid(corner: &str, rows: impl Iterator<Item = (Inline, Support)>) -> Grid {
    let row = |(label, support): (Inline, Support)| {
        let passage = GridCell::new(share(support.passage, support.positions));
        let doubts = [support.home_page, support.caveated, support.tentative];
        let doubts = doubts.map(|count| shaded(count, support.positions));
        GridRow::new(label, [GridCell::new(support.positions), passage].into_iter().chain(doubts))
    };
    let columns = ["Positions", "Passage", "Home page", "Caveat"].map(|label| GridColumn::of_figures(plain(label)));
    let tentative = GridColumn::of_figures("Tentative").optional();
    Grid {
        corner: corner.to_owned(),
        columns: columns.into_iter().chain([tentative]).collect(),
        rows: rows.map(row).collect(),
        ..Grid::default()
    }
    .sortable(Sorting::from(1))
}

/// Returns a cell with `count` as a share of `all`, which is also its shade.
fn shaded(count: usize, all: usize) -> GridCell {
    GridCell { shade: Some(to_f64(count) / to_f64(all.max(1))), ..GridCell::new(share(count, all)) }
}

fn share(count: usize, all: usize) -> String {
    if all == 0 { "none".to_owned() } else { percent(to_f64(count) / to_f64(all)) }
}
