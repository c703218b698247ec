//! Tables of portfolios side by side: their figures, and the strategies in each of the user's portfolios.

use crate::document::{Align, Grid, GridCell, GridColumn, GridRow, Heading, Inline, PageBuilder, Sorting, Span};
use crate::graph::{Audit, Graph};
use crate::model::{Atlas, RelationKind, StrategyId, UserPortfolios};
use crate::page::parts::figures::percent;
use crate::page::parts::inline::to;
use crate::page::parts::lever_strip::{self, lever_codes, lever_strip};

/// Maximum number of portfolios in the table by strategy.
const MAX_COLUMNS: usize = 8;
/// Sign in the table for a strategy that is in the portfolio.
const MEMBER: &str = "●";
/// Stands for a missing figure.
const NONE: &str = "·";
/// Sign in the table for a strategy that is not in the portfolio.
const NOT_A_MEMBER: &str = "·";

/// Figure of a portfolio: its heading, and the function that formats it.
type Figure = (&'static str, fn(&Atlas, &Audit) -> String);

/// Figures that comparisons of portfolios show.
pub(in crate::page) const FIGURES: [Figure; 6] = [
    ("Size", |_, audit| audit.strategies.len().to_string()),
    ("Coverage", |_, audit| format!("{} of {}", audit.pulled(), audit.levers.len())),
    ("Scenarios", |_, audit| format!("{} of {}", audit.answered(), audit.scenarios.len())),
    ("Conflicts", |_, audit| audit.related(RelationKind::Conflict).count().to_string()),
    ("Opposed", |_, audit| audit.opposite.len().to_string()),
    (LARGEST_BET, largest_bet),
];
/// Index of the column of the coverage, by which the table is sorted when the user sorts it for the first time; column
/// 0 contains the row labels.
const COVERAGE: usize = 3;
/// Heading of the figure for the largest share on one lever.
const LARGEST_BET: &str = "Largest bet";

/// Returns the largest share on one lever: share of the money if the portfolio states shares, otherwise of the
/// strategies.
fn largest_share(atlas: &Atlas, audit: &Audit) -> String {
    match audit.money_concentration(atlas) {
        Some((_, share)) => format!("{} of the money", percent(share)),
        None if audit.strategies.is_empty() => NONE.to_owned(),
        None => percent(audit.concentration()),
    }
}

/// Returns the largest share on one lever as [`largest_share`] does, with the name of the lever.
fn largest_bet(atlas: &Atlas, audit: &Audit) -> String {
    let lever = audit.money_concentration(atlas).map(|(lever, _)| lever).or_else(|| Some(audit.dominant()?.lever));
    let lever = lever.map(|lever| format!(" {}", atlas.levers[lever].name)).unwrap_or_default();
    largest_share(atlas, audit) + &lever
}

/// Name of a portfolio, and its audit.
pub(in crate::page) type NamedAudit = (Inline, Audit);

/// Adds tables that compare the current portfolio, the saved portfolios and those of the atlas.
pub(in crate::page) fn sections(page: &mut PageBuilder, graph: &Graph, portfolios: &UserPortfolios, current: &Audit) {
    let atlas = &graph.atlas;
    let own = own(graph, portfolios, current);
    let has_current = !current.strategies.is_empty();
    if !portfolios.saved.is_empty() || !atlas.portfolios.is_empty() {
        let mut rows = own.clone();
        rows.iter_mut().skip(usize::from(has_current)).for_each(|(name, _)| name.push(Span::quiet(" yours")));
        let presets = atlas.portfolios.iter().filter(|(_, preset)| portfolios.find(&preset.slug).is_none());
        rows.extend(presets.map(|(id, _)| (vec![to(atlas, id)], graph.audit_portfolio(id))));
        let title = if has_current { "Side by side" } else { "Portfolios to start from" };
        page.heading(Heading::section(title).counting(rows.len()));
        page.grid(table(atlas, &rows, has_current.then_some(current)));
        legend(page, atlas);
    }
    by_strategy(page, atlas, &own);
}

/// Returns the current portfolio, unless it is empty, and the saved portfolios, each with name and audit.
fn own(graph: &Graph, portfolios: &UserPortfolios, current: &Audit) -> Vec<NamedAudit> {
    let first = (!current.strategies.is_empty()).then(|| (vec![Span::strong("Current portfolio")], current.clone()));
    let saved = portfolios.saved.iter().map(|saved| {
        let strategies = saved.resolve(&graph.atlas);
        match graph.atlas.portfolios.find(&saved.slug) {
            Some(id) => {
                let audit = graph.audit_shared(&strategies, &graph.atlas.portfolios[id].shares);
                (vec![Span::link(&saved.name, id)], audit)
            }
            None => (vec![Span::plain(&saved.name)], graph.audit(&strategies)),
        }
    });
    first.into_iter().chain(saved).collect()
}

/// Adds the letters and names of the levers, and an explanation of the columns of [`table`].
pub(in crate::page) fn legend(page: &mut PageBuilder, atlas: &Atlas) {
    page.caption(lever_strip::legend(atlas));
    page.explanation(
        "Conflicts are declared by a strategy; opposed are pairs that pull one lever up and down. The largest bet is the \
         largest share on one lever: of the money where a portfolio states shares, else of its strategies.",
    );
}

/// Returns a table with a row per portfolio: levers, figures, and the number of strategies in common with `current`.
/// Columns that would contain only zeros are left out.
pub(in crate::page) fn table(atlas: &Atlas, portfolios: &[NamedAudit], current: Option<&Audit>) -> Grid {
    let [(size, size_of), figures @ ..] = FIGURES;
    let in_common = |audit: &Audit, current: &Audit| {
        audit.strategies.iter().filter(|id| current.strategies.binary_search(id).is_ok()).count()
    };
    let is_shown = |(_, figure): &&Figure| portfolios.iter().any(|(_, audit)| figure(atlas, audit) != "0");
    let figures: Vec<&Figure> = figures.iter().filter(is_shown).collect();
    let row = |(name, audit): &NamedAudit| {
        let strip = [GridCell::new(size_of(atlas, audit)), GridCell::new(lever_strip(audit))];
        let figures = figures.iter().map(|(label, figure)| match *label {
            LARGEST_BET => GridCell::new(largest_share(atlas, audit)),
            _ => GridCell::new(figure(atlas, audit)),
        });
        let common = current.map(|current| GridCell::new(in_common(audit, current)));
        GridRow::new(name.clone(), strip.into_iter().chain(figures).chain(common))
    };
    let first = [GridColumn::of_figures(size), GridColumn::of_strips("Levers", lever_codes(atlas))];
    let column =
        |(at, (label, _)): (usize, &&Figure)| GridColumn { is_optional: at > 0, ..GridColumn::of_figures(*label) };
    let columns = figures.iter().enumerate().map(column);
    let common = current.map(|_| GridColumn::of_figures("In current").optional());
    Grid {
        corner: "Portfolio".to_owned(),
        columns: first.into_iter().chain(columns).chain(common).collect(),
        rows: portfolios.iter().map(row).collect(),
        ..Grid::default()
    }
    .sortable(Sorting::from(COVERAGE))
}

/// Adds a table with a column per portfolio of the user and a row per strategy in at least one of them, followed by
/// rows of figures.
fn by_strategy(page: &mut PageBuilder, atlas: &Atlas, own: &[NamedAudit]) {
    if own.len() < 2 {
        return;
    }
    let shown = &own[..own.len().min(MAX_COLUMNS)];
    let mut strategies: Vec<StrategyId> =
        shown.iter().flat_map(|(_, audit)| audit.strategies.iter().copied()).collect();
    strategies.sort_unstable_by_key(|&id| (atlas.strategies[id].coordinates.lever, id));
    strategies.dedup();
    let strategy = |id: &StrategyId| {
        let is_member = |(_, audit): &NamedAudit| audit.strategies.binary_search(id).is_ok();
        let sign = |named| if is_member(named) { Span::plain(MEMBER) } else { Span::quiet(NOT_A_MEMBER) };
        let count = shown.iter().filter(|named| is_member(named)).count();
        GridRow::new(to(atlas, *id), shown.iter().map(|named| GridCell::new(sign(named)))).totalling(count)
    };
    let figure = |(label, figure): &Figure| {
        GridRow::new(Span::quiet(*label), shown.iter().map(|(_, audit)| GridCell::new(figure(atlas, audit))))
    };
    page.heading(Heading::section("Your portfolios by strategy").counting(strategies.len()));
    page.caption("Sorted by lever, then by name. The figures of each portfolio are below.");
    page.grid(Grid {
        corner: "Strategy".to_owned(),
        columns: shown
            .iter()
            .map(|(name, _)| GridColumn { align: Align::Centre, ..GridColumn::new(name.clone()) })
            .collect(),
        rows: strategies.iter().map(strategy).chain(FIGURES.iter().map(figure)).collect(),
        ..Grid::default()
    });
    page.more(own.len() - shown.len());
}
