//! Audit of a portfolio on a page: headline figures, spread over levers, foundations, tensions, and the people who
//! endorse most of its strategies.

mod ground;
mod spread;
mod tension;

use crate::document::{Heading, Inline, PageBuilder, Span, Tone, fact, join_commas, join_dots, plain};
use crate::graph::{Audit, Graph};
use crate::model::RelationKind;
use crate::page::parts::figures::{percent, pluralize};
use crate::page::parts::inline::{links, to};
use crate::page::parts::item_rows::in_rows;
use crate::page::parts::tiers::person_item;

/// Maximum number of listed endorsers of a portfolio.
const MAX_ENDORSERS: usize = 12;
/// Share of a portfolio on one lever above which it counts as lopsided, from 0 to 1.
const MAX_SHARE: f64 = 0.5;

/// Returns in words how many levers a portfolio pulls, how many scenarios it answers, and whether its strategies conflict;
/// empty for an empty portfolio.
pub(in crate::page) fn answer(audit: &Audit) -> Inline {
    if audit.strategies.is_empty() {
        return Inline::new();
    }
    let count_of = |verb: &str, count: usize, all: usize, what: &str| {
        plain([Span::plain(verb), Span::strong(count.to_string()), Span::plain(format!(" of {all} {what}"))])
    };
    let levers = count_of("pulls ", audit.pulled(), audit.levers.len(), "levers");
    let scenarios = count_of("answers ", audit.answered(), audit.scenarios.len(), "scenarios");
    let scenarios = if audit.scenarios.is_empty() { Inline::new() } else { scenarios };
    let conflicts = match audit.related(RelationKind::Conflict).count() {
        0 => plain("no conflict inside"),
        count => plain(Span::toned(pluralize(count, "conflict inside", "conflicts inside"), Tone::Conflict)),
    };
    join_commas([levers, scenarios, conflicts])
}

/// Adds the figures of the audit that [`answer`] leaves out; adds nothing for an empty portfolio.
pub(in crate::page) fn headline(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    if audit.strategies.is_empty() {
        return;
    }
    let figures = [
        ("Largest bet", concentration(graph, audit)),
        ("Opposite pulls", opposite(audit)),
        ("Separate bets", bets(audit)),
    ];
    page.facts(figures.map(|(label, value)| fact(label, value)));
}

/// Returns the largest share of the portfolio on one lever: share of the money, if the atlas states shares, and share
/// of the strategies.
fn concentration(graph: &Graph, audit: &Audit) -> Inline {
    let Some(load) = audit.dominant() else { return Inline::new() };
    let by_count = percent(audit.concentration());
    let of_all = format!("{} of {}", load.total(), audit.strategies.len());
    let money = audit.money_concentration(&graph.atlas);
    let share = money.map_or(audit.concentration(), |(_, share)| share);
    let is_lopsided = share > MAX_SHARE && audit.strategies.len() > 1;
    let figure = if is_lopsided { Span::toned(percent(share), Tone::Caution) } else { Span::plain(percent(share)) };
    match money {
        Some((lever, _)) => plain([
            figure,
            Span::plain(" of the money on "),
            to(&graph.atlas, lever),
            Span::quiet(format!("  {by_count} of the strategies on {}, {of_all}", graph.atlas.levers[load.lever].name)),
        ]),
        None => match audit.levers.iter().filter(|other| other.total() == load.total()).count() {
            1 => plain([figure, Span::plain(" on "), to(&graph.atlas, load.lever), Span::quiet(format!("  {of_all}"))]),
            levers => {
                plain([figure, Span::plain(format!(" on each of {levers} levers")), Span::quiet(format!("  {of_all}"))])
            }
        },
    }
}

fn opposite(audit: &Audit) -> Inline {
    let all = audit.opposite.len();
    let is_opposite = |a, b| audit.opposite.binary_search(&(a, b)).is_ok();
    let conflicts = audit.related(RelationKind::Conflict);
    let remark = match conflicts.filter(|&&(id, relation)| is_opposite(id, relation.other)).count() {
        0 => None,
        1 if all == 1 => Some("a declared conflict".to_owned()),
        1 => Some("1 of them a declared conflict".to_owned()),
        declared if declared == all => Some("all declared conflicts".to_owned()),
        declared => Some(format!("{declared} of them declared conflicts")),
    };
    match all {
        0 => plain("none"),
        all => with_remark(pluralize(all, "pair of strategies", "pairs of strategies"), remark),
    }
}

/// Returns the number of separate bets of the portfolio: strategies with the same lever and pull count as one bet.
fn bets(audit: &Audit) -> Inline {
    let (bets, all) = (audit.bets(), audit.strategies.len());
    let remark = if bets == all {
        "no two strategies pull one lever the same way".to_owned()
    } else {
        let once = percent(audit.bet_concentration());
        format!("strategies that pull one lever the same way count as one; concentration is then {once}")
    };
    with_remark(format!("{bets} of {all}"), Some(remark))
}

fn with_remark(figure: String, remark: Option<String>) -> Inline {
    let remark = remark.map(|remark| Span::quiet(format!("  {remark}")));
    std::iter::once(Span::plain(figure)).chain(remark).collect()
}

/// Adds the sections of the audit below the headline figures; adds nothing for an empty portfolio.
pub(in crate::page) fn sections(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    if audit.strategies.is_empty() {
        return;
    }
    let mut beside = PageBuilder::default();
    spread::levers(&mut beside, graph, audit);
    spread::sides_and_values(&mut beside, graph, audit);
    page.sections_beside(beside);
    ground::scenarios(page, graph, audit);
    tension::sections(page, graph, audit);
    people(page, graph, audit);
    ground::sections(page, graph, audit);
}

fn people(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    let backing = graph.backing(&audit.strategies, MAX_ENDORSERS);
    if backing.people == 0 {
        return;
    }
    let atlas = &graph.atlas;
    // People with the most strategies come first, so nobody has more than the first.
    let is_one_each = backing.top.first().is_some_and(|first| first.strategies.len() == 1);
    let shown = backing.top.iter().take_while(|backer| is_one_each || backer.strategies.len() > 1).count();
    let title = if is_one_each { "Endorsers of one strategy each" } else { "Endorsers of most of it" };
    page.heading(Heading::section(title).counting(backing.people));
    page.caption(format!(
        "Stated endorsers of tags that lead to its strategies; tags lead to {} of {}.",
        backing.endorsable,
        audit.strategies.len()
    ));
    let left = backing.people - shown;
    let backers = backing.top[..shown].iter().map(|backer| {
        let count = (!is_one_each).then(|| format!("{} of {}", backer.strategies.len(), backing.endorsable));
        let names = links(atlas, backer.strategies.iter().copied());
        person_item(atlas, backer.person, "").beside(join_dots([plain(count), names]))
    });
    page.list(in_rows(backers.collect(), true));
    if left > 0 {
        let of_each = match () {
            () if is_one_each => "one",
            () if backing.top.last().is_some_and(|backer| backer.strategies.len() == 1) => "only one",
            () => "as many or fewer",
        };
        page.caption(format!("And {left} more, who endorse {of_each}."));
    }
}
