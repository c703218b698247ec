//! What to add to a portfolio and what to drop, and the smallest portfolios that meet demands, in words.

use crate::graph::{Advice, Constraint, Constraints, Graph, SmallestPortfolios, SolveOutcome, StrategyEffect};
use crate::model::{Axis, StrategyId};

use crate::document::{Heading, Inline, Item, PageBuilder, Span, join_commas, join_dots, plain};
use crate::page::home;
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::to;

/// How many things to add or to drop are shown.
const ADVICE: usize = 10;

/// Builds a page of its own: what to change about `held`, if something is, and the smallest portfolios, if they were
/// asked for.
pub(super) fn build(
    graph: &Graph,
    held: Option<&[StrategyId]>,
    demands: &Constraints,
    outcome: Option<&SolveOutcome>,
) -> PageBuilder {
    let mut page = PageBuilder::new(home::link(graph));
    page.title = Some("Suggestions".to_owned());
    if let Some(held) = held {
        advice(&mut page, graph, &graph.advice(held, demands));
    }
    if let Some(outcome) = outcome {
        smallest(&mut page, graph, demands, outcome);
    }
    page
}

/// Adds what to add and what to drop.
pub(super) fn advice(page: &mut PageBuilder, graph: &Graph, advice: &Advice) {
    page.heading(Heading::section("What to add").counting(advice.add.len()));
    page.caption(
        "Each counts one: for it levers, scenarios and sides that nothing else covers; against it declared conflicts, \
         other opposite pulls, and what pulls its lever the same way.",
    );
    if advice.add.is_empty() {
        page.notice("Nothing that may be added gains more than it costs.");
    }
    changes(page, graph, &advice.add, ("gains ", "costs "));
    page.heading(Heading::section("What to drop").counting(advice.drop.len()));
    if advice.drop.is_empty() {
        page.notice("Everything that may be dropped covers more than it costs.");
    }
    changes(page, graph, &advice.drop, ("gives up ", "frees it of "));
}

fn changes(page: &mut PageBuilder, graph: &Graph, changes: &[StrategyEffect], (gain, cost): (&str, &str)) {
    page.list(changes.iter().take(ADVICE).map(|change| {
        let note = join_dots([told(gain, gains(graph, change)), told(cost, costs(graph, change))]);
        let note = if note.is_empty() { plain("covers nothing that the rest does not") } else { note };
        Item { text: vec![to(&graph.atlas, change.strategy)], badges: Vec::new(), note }
    }));
    page.more_of(changes.len().saturating_sub(ADVICE));
}

fn told(verb: &str, what: Inline) -> Inline {
    if what.is_empty() { what } else { std::iter::once(Span::plain(verb)).chain(what).collect() }
}

fn gains(graph: &Graph, change: &StrategyEffect) -> Inline {
    let levers = change.levers.iter().map(|&id| to(&graph.atlas, id));
    let scenarios = change.scenarios.iter().map(|&id| to(&graph.atlas, id));
    let sides =
        change.sides.iter().map(|side| Span::plain(format!("the {} side", side.label().trim_end_matches("-side"))));
    join_commas(levers.chain(scenarios).chain(sides))
}

fn costs(graph: &Graph, change: &StrategyEffect) -> Inline {
    let groups =
        [("conflict with ", &change.conflicts), ("pull against ", &change.opposite), ("double of ", &change.redundant)];
    let group = |(what, strategies): (&str, &Vec<StrategyId>)| {
        told(what, join_commas(strategies.iter().map(|&id| to(&graph.atlas, id))))
    };
    let mut line = Inline::new();
    for part in groups.into_iter().map(group).filter(|part| !part.is_empty()) {
        if !line.is_empty() {
            line.push(Span::plain("; "));
        }
        line.extend(part);
    }
    line
}

/// Adds the smallest portfolios that meet `demands`, or why there are none.
pub(super) fn smallest(page: &mut PageBuilder, graph: &Graph, demands: &Constraints, outcome: &SolveOutcome) {
    match outcome {
        SolveOutcome::Found(found) => {
            let title = Heading::section(format!("Smallest portfolios that {}", covering(demands)));
            portfolios(page, graph, title, found);
            page.caption_inline(limits(graph, demands));
        }
        SolveOutcome::Impossible { clash, uncoverable, relaxed } => {
            page.heading(Heading::section("What cannot be had together").counting(clash.len()));
            page.notice(&format!("No portfolio that meets every demand can {}.", covering(demands)));
            page.caption(match clash.len() {
                0 | 1 => "This cannot be met at all:",
                _ => "These demands clash; without any one of them the others could be met:",
            });
            page.list(clash.iter().map(|&demand| Item { text: words(graph, demands, demand), ..Item::default() }));
            if !uncoverable.is_empty() {
                page.heading(Heading::section("Covered by nothing that is let in").counting(uncoverable.len()));
                page.list(
                    uncoverable.iter().map(|&demand| Item { text: words(graph, demands, demand), ..Item::default() }),
                );
            }
            if let Some(found) = relaxed {
                portfolios(page, graph, Heading::section("Smallest portfolios that cover the rest"), found);
            }
        }
    }
}

/// What a portfolio is to cover.
fn covering(demands: &Constraints) -> &'static str {
    match (demands.levers, demands.scenarios) {
        (true, true) => "cover every lever and scenario",
        (true, false) => "cover every lever",
        (false, true) => "cover every scenario",
        (false, false) => "hold what they must",
    }
}

fn portfolios(page: &mut PageBuilder, graph: &Graph, title: Heading, found: &SmallestPortfolios) {
    let size = found.portfolios.first().map_or(0, Vec::len);
    page.heading(title.counting(found.portfolios.len()));
    page.paragraph(&format!(
        "{} at the least: an exact search has ruled out fewer. No two of them declare a conflict.",
        pluralize(size, "strategy", "strategies")
    ));
    for (at, strategies) in found.portfolios.iter().enumerate() {
        let audit = graph.audit(strategies);
        let figures = [
            format!("{} of {} levers", audit.pulled(), audit.levers.len()),
            format!("{} of {} scenarios", audit.answered(), audit.scenarios.len()),
            pluralize(audit.opposite.len(), "opposite pull", "opposite pulls"),
        ];
        page.heading(Heading::group(plain(format!("{}. {}", at + 1, figures.join(" · ")))));
        page.inline(join_commas(strategies.iter().map(|&id| to(&graph.atlas, id))));
    }
    page.caption(if found.are_all {
        "There are no others of that size."
    } else {
        "There are others of that size; these come first, the fewest opposite pulls among them on top."
    });
}

/// What is asked for besides covering things, in words; nothing if nothing is.
fn limits(graph: &Graph, demands: &Constraints) -> Inline {
    let axes = Axis::ALL.into_iter().filter(|axis| demands.values.iter().any(|(on, _)| on == axis));
    let each = (demands.must.iter().copied().map(Constraint::Must))
        .chain(demands.never.iter().copied().map(Constraint::Never))
        .chain(demands.max.map(Constraint::MaxSize))
        .chain(axes.map(Constraint::Values));
    let asked = join_dots(each.map(|demand| words(graph, demands, demand)));
    if asked.is_empty() { asked } else { [plain("Asked for: "), asked].concat() }
}

/// A demand in words.
fn words(graph: &Graph, demands: &Constraints, demand: Constraint) -> Inline {
    let atlas = &graph.atlas;
    let strategy = |id, said: &str| vec![to(atlas, id), Span::plain(said)];
    match demand {
        Constraint::NoConflicts => plain("No two strategies declare a conflict"),
        Constraint::Lever(id) => vec![to(atlas, id), Span::plain(" is pulled")],
        Constraint::Scenario(id) => vec![to(atlas, id), Span::plain(" is answered")],
        Constraint::Never(id) => strategy(id, " is left out"),
        Constraint::Must(id) => strategy(id, " is in it"),
        Constraint::MaxSize(most) => plain(format!("It holds at most {}", pluralize(most, "strategy", "strategies"))),
        Constraint::Values(axis) => plain(values(graph, demands, axis)),
    }
}

fn values(graph: &Graph, demands: &Constraints, axis: Axis) -> String {
    let atlas = &graph.atlas;
    let wanted = demands.values.iter().filter(|(on, _)| *on == axis);
    let names: Vec<&str> = wanted.map(|&(_, value)| atlas.values_on(axis)[value].name.as_str()).collect();
    format!("{} is nothing but {}", atlas.axis(axis).name, names.join(" or "))
}
