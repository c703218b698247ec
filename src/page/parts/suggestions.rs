//! Sections with suggestions for a portfolio: strategies to add and to remove, and the smallest portfolios that meet
//! given constraints.

use crate::document::{Heading, Inline, Item, PageBuilder, Span, join, join_commas, join_dots, plain};
use crate::graph::{Advice, Constraint, Constraints, Graph, SmallestPortfolios, SolveOutcome, StrategyEffect};
use crate::model::{Axis, Side};
use crate::page::parts::figures::{pluralize, strategies};
use crate::page::parts::inline::{links, to};

/// Maximum number of listed strategies to add, and of listed strategies to remove.
const MAX_SUGGESTIONS: usize = 10;

/// Adds the sections on strategies to add to a portfolio and to remove from it.
pub(in crate::page) fn advice(page: &mut PageBuilder, graph: &Graph, advice: &Advice) {
    page.heading(Heading::section("What to add").counting(advice.add.len()));
    page.caption(
        "One point for each lever, scenario and side that nothing else covers; one point less for each declared \
         conflict, other opposite pull, and strategy that pulls its lever the same way.",
    );
    if advice.add.is_empty() {
        page.notice("No strategy that may be added gains more than it costs.");
    }
    effects(page, graph, &advice.add, ["gains ", "costs "]);
    page.heading(Heading::section("What to remove").counting(advice.drop.len()));
    if advice.drop.is_empty() {
        page.notice("Every strategy that may be removed covers more than it costs.");
    }
    effects(page, graph, &advice.drop, ["gives up ", "avoids "]);
}

fn effects(page: &mut PageBuilder, graph: &Graph, effects: &[StrategyEffect], [gain, cost]: [&str; 2]) {
    page.list(effects.iter().take(MAX_SUGGESTIONS).map(|effect| {
        let note = join_dots([prefixed(gain, gains(graph, effect)), prefixed(cost, costs(graph, effect))]);
        let note = if note.is_empty() { plain("covers nothing that the rest does not") } else { note };
        Item::new(to(&graph.atlas, effect.strategy), note)
    }));
    page.more(effects.len().saturating_sub(MAX_SUGGESTIONS));
}

/// Returns `prefix` followed by `line`; empty if `line` is empty.
fn prefixed(prefix: &str, line: Inline) -> Inline {
    if line.is_empty() { line } else { [plain(prefix), line].concat() }
}

fn gains(graph: &Graph, effect: &StrategyEffect) -> Inline {
    let atlas = &graph.atlas;
    let side = |side: &Side| format!("the {} side", side.label().trim_end_matches("-side"));
    join_commas([
        links(atlas, effect.levers.iter().copied()),
        links(atlas, effect.scenarios.iter().copied()),
        join_commas(effect.sides.iter().map(side)),
    ])
}

fn costs(graph: &Graph, effect: &StrategyEffect) -> Inline {
    let groups = [
        ("conflict with ", &effect.conflicts),
        ("pull against ", &effect.opposite),
        ("same pull as ", &effect.redundant),
    ];
    let groups = groups.map(|(words, others)| prefixed(words, links(&graph.atlas, others.iter().copied())));
    join(&Span::plain("; "), groups)
}

/// Adds the smallest portfolios that meet `constraints`, or the reason why there are none.
pub(in crate::page) fn smallest(
    page: &mut PageBuilder,
    graph: &Graph,
    constraints: &Constraints,
    outcome: &SolveOutcome,
) {
    let items = |unmet: &[Constraint]| -> Vec<Item> {
        unmet.iter().map(|&unmet| Item::new(words(graph, constraints, unmet), Inline::new())).collect()
    };
    match outcome {
        SolveOutcome::Found(found) => {
            let title = Heading::section(format!("Smallest portfolios that {}", goal(constraints)));
            portfolios(page, graph, title, found);
            page.caption(limits(graph, constraints));
        }
        SolveOutcome::Impossible { clash, uncoverable, relaxed } => {
            page.heading(Heading::section("Constraints that exclude each other").counting(clash.len()));
            page.notice(format!("No portfolio that meets every constraint can {}.", goal(constraints)));
            page.caption(match clash.len() {
                0 | 1 => "This constraint cannot be met at all:",
                _ => "These constraints exclude each other; without any one the others can be met:",
            });
            page.list(items(clash));
            page.section(Heading::section("Covered by no strategy that the constraints allow"), items(uncoverable));
            if let Some(found) = relaxed {
                portfolios(page, graph, Heading::section("Smallest portfolios that cover the rest"), found);
            }
        }
    }
}

/// Describes what `constraints` require a portfolio to cover, as the end of a sentence.
fn goal(constraints: &Constraints) -> &'static str {
    match (constraints.levers, constraints.scenarios) {
        (true, true) => "cover every lever and scenario",
        (true, false) => "cover every lever",
        (false, true) => "cover every scenario",
        (false, false) => "contain the required strategies",
    }
}

fn portfolios(page: &mut PageBuilder, graph: &Graph, title: Heading, found: &SmallestPortfolios) {
    let size = found.portfolios.first().map_or(0, Vec::len);
    page.heading(title.counting(found.portfolios.len()));
    page.paragraph(format!(
        "It takes at least {}: no smaller portfolio does it, by an exact search. No two of them declare a conflict.",
        strategies(size)
    ));
    for (at, strategies) in found.portfolios.iter().enumerate() {
        let audit = graph.audit(strategies);
        let figures = [
            format!("{} of {} levers", audit.pulled(), audit.levers.len()),
            format!("{} of {} scenarios", audit.answered(), audit.scenarios.len()),
            pluralize(audit.opposite.len(), "opposite pull", "opposite pulls"),
        ];
        page.heading(Heading::group(format!("{}. {}", at + 1, figures.join(" · "))));
        page.paragraph(links(&graph.atlas, strategies.iter().copied()));
    }
    page.caption(if found.are_all {
        "There are no others of that size."
    } else {
        "There are others of that size; of those found, the ones with the fewest opposite pulls come first."
    });
}

/// Describes the constraints other than coverage; empty if there are none.
fn limits(graph: &Graph, constraints: &Constraints) -> Inline {
    let axes = Axis::ALL.into_iter().filter(|axis| constraints.values.iter().any(|(on, _)| on == axis));
    let each = (constraints.must.iter().copied().map(Constraint::Must))
        .chain(constraints.never.iter().copied().map(Constraint::Never))
        .chain(constraints.max.map(Constraint::MaxSize))
        .chain(axes.map(Constraint::Values));
    prefixed("Constraints: ", join_dots(each.map(|constraint| words(graph, constraints, constraint))))
}

/// Describes a constraint.
fn words(graph: &Graph, constraints: &Constraints, constraint: Constraint) -> Inline {
    let atlas = &graph.atlas;
    match constraint {
        Constraint::NoConflicts => plain("No two strategies declare a conflict"),
        Constraint::Lever(id) => plain([to(atlas, id), Span::plain(" is pulled")]),
        Constraint::Scenario(id) => plain([to(atlas, id), Span::plain(" is answered")]),
        Constraint::Never(id) => plain([to(atlas, id), Span::plain(" is excluded")]),
        Constraint::Must(id) => plain([to(atlas, id), Span::plain(" is included")]),
        Constraint::MaxSize(max) => plain(format!("At most {}", strategies(max))),
        Constraint::Values(axis) => {
            let values = constraints.values.iter().filter(|(on, _)| *on == axis);
            let names: Vec<&str> = values.map(|&(_, value)| atlas.values_on(axis)[value].name.as_str()).collect();
            plain(format!("{} is {} only", atlas.axis(axis).name, names.join(" or ")))
        }
    }
}
