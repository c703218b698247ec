//! What to add to a portfolio and what to drop, and the smallest portfolios that meet demands, in words.

use crate::graph::{Advice, Constraint, Constraints, Graph, SmallestPortfolios, SolveOutcome, StrategyEffect};
use crate::model::{Axis, StrategyId};

use super::draft::Draft;
use super::figures::counted;
use super::home;
use super::inline::{dotted, listed, plain, to};
use crate::document::{Heading, Inline, Item, Span};

/// How many things to add or to drop are shown.
const ADVICE: usize = 10;

/// Describes a page of its own: what to change about `held`, if something is, and the smallest portfolios, if they were
/// asked for.
pub(super) fn draft(
    graph: &Graph,
    held: Option<&[StrategyId]>,
    demands: &Constraints,
    outcome: Option<&SolveOutcome>,
) -> Draft {
    let mut draft = Draft::new(home::link(graph));
    draft.title = Some("Suggestions".to_owned());
    if let Some(held) = held {
        advice(&mut draft, graph, &graph.advice(held, demands));
    }
    if let Some(outcome) = outcome {
        smallest(&mut draft, graph, demands, outcome);
    }
    draft
}

/// Adds what to add and what to drop.
pub(super) fn advice(draft: &mut Draft, graph: &Graph, advice: &Advice) {
    draft.heading(Heading::section("What to add").counting(advice.add.len()));
    draft.caption(
        "Each counts one: for it levers, scenarios and sides that nothing else covers; against it declared conflicts, \
         other opposite pulls, and what pulls its lever the same way.",
    );
    if advice.add.is_empty() {
        draft.notice("Nothing that may be added gains more than it costs.");
    }
    changes(draft, graph, &advice.add, ("gains ", "costs "));
    draft.heading(Heading::section("What to drop").counting(advice.drop.len()));
    if advice.drop.is_empty() {
        draft.notice("Everything that may be dropped covers more than it costs.");
    }
    changes(draft, graph, &advice.drop, ("gives up ", "frees it of "));
}

fn changes(draft: &mut Draft, graph: &Graph, changes: &[StrategyEffect], (gain, cost): (&str, &str)) {
    draft.list(changes.iter().take(ADVICE).map(|change| {
        let note = dotted([told(gain, gains(graph, change)), told(cost, costs(graph, change))]);
        let note = if note.is_empty() { plain("covers nothing that the rest does not") } else { note };
        Item { text: vec![to(&graph.atlas, change.strategy)], badges: Vec::new(), note }
    }));
    draft.more_of(changes.len().saturating_sub(ADVICE));
}

fn told(verb: &str, what: Inline) -> Inline {
    if what.is_empty() { what } else { std::iter::once(Span::plain(verb)).chain(what).collect() }
}

fn gains(graph: &Graph, change: &StrategyEffect) -> Inline {
    let levers = change.levers.iter().map(|&id| to(&graph.atlas, id));
    let scenarios = change.scenarios.iter().map(|&id| to(&graph.atlas, id));
    let sides =
        change.sides.iter().map(|side| Span::plain(format!("the {} side", side.label().trim_end_matches("-side"))));
    listed(levers.chain(scenarios).chain(sides))
}

fn costs(graph: &Graph, change: &StrategyEffect) -> Inline {
    let groups =
        [("conflict with ", &change.conflicts), ("pull against ", &change.opposite), ("double of ", &change.redundant)];
    let group = |(what, strategies): (&str, &Vec<StrategyId>)| {
        told(what, listed(strategies.iter().map(|&id| to(&graph.atlas, id))))
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
pub(super) fn smallest(draft: &mut Draft, graph: &Graph, demands: &Constraints, outcome: &SolveOutcome) {
    match outcome {
        SolveOutcome::Found(found) => {
            let title = Heading::section(format!("Smallest portfolios that {}", covering(demands)));
            portfolios(draft, graph, title, found);
            draft.caption_inline(limits(graph, demands));
        }
        SolveOutcome::Impossible { clash, uncoverable, relaxed } => {
            draft.heading(Heading::section("What cannot be had together").counting(clash.len()));
            draft.notice(&format!("No portfolio that meets every demand can {}.", covering(demands)));
            draft.caption(match clash.len() {
                0 | 1 => "This cannot be met at all:",
                _ => "These demands clash; without any one of them the others could be met:",
            });
            draft.list(clash.iter().map(|&demand| Item { text: words(graph, demands, demand), ..Item::default() }));
            if !uncoverable.is_empty() {
                draft.heading(Heading::section("Covered by nothing that is let in").counting(uncoverable.len()));
                draft.list(
                    uncoverable.iter().map(|&demand| Item { text: words(graph, demands, demand), ..Item::default() }),
                );
            }
            if let Some(found) = relaxed {
                portfolios(draft, graph, Heading::section("Smallest portfolios that cover the rest"), found);
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

fn portfolios(draft: &mut Draft, graph: &Graph, title: Heading, found: &SmallestPortfolios) {
    let size = found.portfolios.first().map_or(0, Vec::len);
    draft.heading(title.counting(found.portfolios.len()));
    draft.paragraph(&format!(
        "{} at the least: an exact search has ruled out fewer. No two of them declare a conflict.",
        counted(size, "strategy", "strategies")
    ));
    for (at, strategies) in found.portfolios.iter().enumerate() {
        let audit = graph.audit(strategies);
        let figures = [
            format!("{} of {} levers", audit.pulled(), audit.levers.len()),
            format!("{} of {} scenarios", audit.answered(), audit.scenarios.len()),
            counted(audit.opposite.len(), "opposite pull", "opposite pulls"),
        ];
        draft.heading(Heading::group(plain(format!("{}. {}", at + 1, figures.join(" · ")))));
        draft.inline(listed(strategies.iter().map(|&id| to(&graph.atlas, id))));
    }
    draft.caption(if found.are_all {
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
    let asked = dotted(each.map(|demand| words(graph, demands, demand)));
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
        Constraint::MaxSize(most) => plain(format!("It holds at most {}", counted(most, "strategy", "strategies"))),
        Constraint::Values(axis) => plain(values(graph, demands, axis)),
    }
}

fn values(graph: &Graph, demands: &Constraints, axis: Axis) -> String {
    let atlas = &graph.atlas;
    let wanted = demands.values.iter().filter(|(on, _)| *on == axis);
    let names: Vec<&str> = wanted.map(|&(_, value)| atlas.values_on(axis)[value].name.as_str()).collect();
    format!("{} is nothing but {}", atlas.axis(axis).name, names.join(" or "))
}
