//! The page that compares two portfolios: figures, levers, common members, and conflicts that would arise if the
//! portfolios were combined.

use crate::document::{
    Grid, GridCell, GridColumn, GridRow, Heading, Inline, Item, Page, PageBuilder, Part, Span, fact, join_dots, plain,
};
use crate::graph::{Audit, Graph, LeverLoad};
use crate::model::{Atlas, PortfolioId, Pull, RelationKind, ScenarioId, StrategyId};
use crate::page::PageContext;
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::{declared_by, direction, links, to};
use crate::page::parts::lever_strip::{lever_codes, lever_sign, lever_strip};
use crate::page::parts::portfolio_table;
use crate::page::parts::strategy_items;

use super::sides::{all_title, only_title, or_none};

/// Compared portfolio with its audit.
struct ComparedPortfolio {
    id: PortfolioId,
    audit: Audit,
}

impl ComparedPortfolio {
    fn name<'a>(&self, atlas: &'a Atlas) -> &'a str {
        &atlas.portfolios[self.id].name
    }

    fn has(&self, strategy: StrategyId) -> bool {
        self.audit.strategies.binary_search(&strategy).is_ok()
    }
}

/// Builds the page that compares the two portfolios of `pair`.
pub(super) fn build(pair: [PortfolioId; 2], context: &PageContext<'_>) -> Page {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let sides = pair.map(|id| ComparedPortfolio { id, audit: graph.audit_portfolio(id) });
    let mut page = context.page_below_home();
    page.list(pair.map(|id| Item::new(to(atlas, id), &atlas.portfolios[id].description)));
    figures(&mut page, atlas, &sides);
    levers(&mut page, atlas, &sides);
    members(&mut page, graph, &sides);
    scenarios(&mut page, graph, &sides);
    across(&mut page, graph, &sides);
    page.finish()
}

fn columns(atlas: &Atlas, sides: &[ComparedPortfolio; 2]) -> Vec<GridColumn> {
    sides.iter().map(|side| GridColumn::of_figures(to(atlas, side.id))).collect()
}

fn figures(page: &mut PageBuilder, atlas: &Atlas, sides: &[ComparedPortfolio; 2]) {
    let row = |(label, figure): (&'static str, fn(&Atlas, &Audit) -> String)| {
        GridRow::new(label, sides.iter().map(|side| GridCell::new(figure(atlas, &side.audit))))
    };
    page.heading(Heading::section("Figures"));
    let rows = portfolio_table::FIGURES.into_iter().map(row).collect();
    page.grid(Grid { columns: columns(atlas, sides), rows, ..Grid::default() });
}

/// Adds the levers of both portfolios: first a strip of signs for each portfolio, then a table with a row per lever.
fn levers(page: &mut PageBuilder, atlas: &Atlas, sides: &[ComparedPortfolio; 2]) {
    page.heading(Heading::section("Levers"));
    let strip = |side: &ComparedPortfolio| GridRow::new(to(atlas, side.id), [GridCell::new(lever_strip(&side.audit))]);
    page.grid(Grid {
        columns: vec![GridColumn::of_strips("Levers", lever_codes(atlas))],
        rows: sides.iter().map(strip).collect(),
        ..Grid::default()
    });
    let pulled = sides[0]
        .audit
        .levers
        .iter()
        .enumerate()
        .filter(|(at, _)| sides.iter().any(|side| side.audit.levers[*at].total() > 0));
    let row = |(at, load): (usize, &LeverLoad)| {
        let cell = |side: &ComparedPortfolio| GridCell::new(pulls(&side.audit.levers[at]));
        GridRow::new(to(atlas, load.lever), sides.iter().map(cell))
    };
    let rows: Vec<GridRow> = pulled.map(row).collect();
    let untouched = atlas.levers.len() - rows.len();
    page.grid(Grid { corner: "Lever".to_owned(), columns: columns(atlas, sides), rows, ..Grid::default() });
    if untouched > 0 {
        page.caption(format!(
            "{} by neither. ↕ is pulled both ways.",
            pluralize(untouched, "lever is pulled", "levers are pulled")
        ));
    }
}

/// Returns the sign of the pulls on a lever, followed by the number of strategies on it if greater than one.
fn pulls(load: &LeverLoad) -> Inline {
    let mut line = plain(lever_sign(load));
    line.extend((load.total() > 1).then(|| Span::plain(load.total().to_string())));
    line
}

fn scenarios(page: &mut PageBuilder, graph: &Graph, sides: &[ComparedPortfolio; 2]) {
    let atlas = &graph.atlas;
    let answers = |side: &ComparedPortfolio| -> Vec<ScenarioId> {
        let scenarios = side.audit.scenarios.iter();
        scenarios.filter(|(_, strategies)| !strategies.is_empty()).map(|(scenario, _)| *scenario).collect()
    };
    let [a, b] = [&sides[0], &sides[1]].map(answers);
    let line = |is: &dyn Fn(bool, bool) -> bool| {
        let here = atlas.scenarios.ids().filter(|id| is(a.contains(id), b.contains(id)));
        or_none(links(atlas, here))
    };
    page.heading(Heading::section("Scenarios answered"));
    page.facts([
        fact(all_title(2), line(&|a, b| a && b)),
        fact(only_title(sides[0].name(atlas)), line(&|a, b| a && !b)),
        fact(only_title(sides[1].name(atlas)), line(&|a, b| !a && b)),
        fact("Neither", line(&|a, b| !a && !b)),
    ]);
}

/// Adds the conflicts between a strategy that is only in one portfolio and a strategy that is only in the other.
fn across(page: &mut PageBuilder, graph: &Graph, sides: &[ComparedPortfolio; 2]) {
    let atlas = &graph.atlas;
    let only = |at: usize| sides[at].audit.strategies.iter().copied().filter(move |&id| !sides[1 - at].has(id));
    let pairs: Vec<(StrategyId, StrategyId)> = only(0).flat_map(|a| only(1).map(move |b| (a, b))).collect();
    let conflicts: Vec<Item> = pairs.iter().filter_map(|&(a, b)| conflict(graph, a, b)).collect();
    let opposite: Vec<Item> = pairs.iter().filter_map(|&(a, b)| opposite(atlas, a, b)).collect();
    for (title, notice, items) in [
        ("Conflicts across", "No strategy of one declares a conflict with a strategy of the other.", conflicts),
        ("Opposite pulls across", "No lever is pulled one way by one and the other way by the other.", opposite),
    ] {
        page.heading(Heading::section(title).counting(items.len()).within(Part::Relations));
        page.list_or(notice, items);
    }
}

fn conflict(graph: &Graph, a: StrategyId, b: StrategyId) -> Option<Item> {
    let atlas = &graph.atlas;
    let relation = graph.relation(a, b).filter(|relation| relation.kind == RelationKind::Conflict)?;
    let about = join_dots([plain(to(atlas, relation.mechanism)), plain(declared_by(atlas, a, relation))]);
    Some(Item::new(against(atlas, a, b), about))
}

fn opposite(atlas: &Atlas, a: StrategyId, b: StrategyId) -> Option<Item> {
    let [of_a, of_b] = [a, b].map(|id| &atlas.strategies[id].coordinates);
    let is_opposite =
        of_a.lever == of_b.lever && of_a.pull != of_b.pull && ![of_a.pull, of_b.pull].contains(&Pull::Neutral);
    let pulls = format!(" {} and {}", direction(of_a.pull), direction(of_b.pull));
    is_opposite.then(|| Item::new(against(atlas, a, b), [to(atlas, of_a.lever), Span::plain(pulls)]))
}

fn against(atlas: &Atlas, a: StrategyId, b: StrategyId) -> Inline {
    vec![to(atlas, a), Span::quiet(" × "), to(atlas, b)]
}

/// Adds the strategies in both portfolios, and those in only one.
fn members(page: &mut PageBuilder, graph: &Graph, sides: &[ComparedPortfolio; 2]) {
    let atlas = &graph.atlas;
    let [a, b] = sides;
    let in_side = |side: &ComparedPortfolio, in_both: bool| -> Vec<StrategyId> {
        let other = if side.id == a.id { b } else { a };
        side.audit.strategies.iter().copied().filter(|&id| other.has(id) == in_both).collect()
    };
    let groups = [
        ("In both".to_owned(), in_side(a, true)),
        (only_title(a.name(atlas)), in_side(a, false)),
        (only_title(b.name(atlas)), in_side(b, false)),
    ];
    for (title, strategies) in groups {
        page.heading(Heading::section(title).counting(strategies.len()));
        page.list_or("None.", strategies.into_iter().map(|id| strategy_items::compact(graph, id)));
    }
}
