//! What the audit of a portfolio shows, on whatever page it stands: headline figures, how the portfolio spreads, what
//! it answers and rests on, where it repeats or works against itself, and who holds most of it.

mod ground;
mod spread;
mod tension;

use crate::graph::{Audit, Graph};
use crate::model::{Mechanism, PersonId, RelationKind};

use crate::document::{Fact, Heading, Inline, Item, PageBuilder, Part, Span, fact, join_commas, join_dots, plain};
use crate::page::parts::badges;
use crate::page::parts::figures::{percent, pluralize};
use crate::page::parts::inline::to;

/// How many of those who hold most of a portfolio are shown.
const BACKERS: usize = 12;
/// What stands for a figure that nothing has.
const NONE: &str = "·";

/// The headline figures; dots where nothing is held.
pub(in crate::page) fn headline(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    let atlas = &graph.atlas;
    if audit.strategies.is_empty() {
        page.facts(FIGURES.map(|label| fact(label, plain(NONE))).to_vec());
        return;
    }
    let concentration = match audit.dominant() {
        Some(load) => vec![
            Span::plain(format!("{} on ", percent(audit.concentration()))),
            to(atlas, load.lever),
            Span::quiet(format!("  {} of {}", load.total(), audit.strategies.len())),
        ],
        None => Inline::new(),
    };
    let values = [
        plain(format!("{} of {}", audit.pulled(), audit.levers.len())),
        plain(percent(audit.coverage())),
        concentration,
        opposite(audit),
        conflicts(audit),
        plain(format!("{} of {}", audit.answered(), audit.scenarios.len())),
        bets(audit),
    ];
    page.facts(FIGURES.into_iter().zip(values).map(|(label, value)| fact(label, value)).collect());
}

const FIGURES: [&str; 7] = [
    "Levers pulled",
    "Coverage",
    "Concentration",
    "Opposite pulls",
    "Declared conflicts",
    "Scenarios answered",
    "Separate bets",
];

fn opposite(audit: &Audit) -> Inline {
    let declared = audit
        .related(RelationKind::Conflict)
        .filter(|(id, relation)| audit.opposite.binary_search(&(*id, relation.other)).is_ok())
        .count();
    let told = match (declared, audit.opposite.len()) {
        (0, _) => None,
        (1, 1) => Some("a declared conflict".to_owned()),
        (1, _) => Some("1 of them a declared conflict".to_owned()),
        (some, all) if some == all => Some("all declared conflicts".to_owned()),
        (some, _) => Some(format!("{some} of them declared conflicts")),
    };
    match audit.opposite.len() {
        0 => plain("0"),
        count => counted_with(&pluralize(count, "pair of strategies", "pairs of strategies"), told),
    }
}

fn conflicts(audit: &Audit) -> Inline {
    let all = audit.related(RelationKind::Conflict).count();
    let frames = audit.declared.iter().filter(|(_, to)| to.mechanism == Mechanism::FrameOpposition).count();
    counted_with(&all.to_string(), (frames > 0).then(|| pluralize(frames, "frame opposition", "frame oppositions")))
}

/// What is left of the figures if strategies that pull one lever the same way count once.
fn bets(audit: &Audit) -> Inline {
    let (bets, all) = (audit.bets(), audit.strategies.len());
    let told = if bets == all {
        "no two strategies pull one lever the same way".to_owned()
    } else {
        let once = percent(audit.concentration_once());
        format!("strategies that pull one lever the same way count as one; concentration is then {once}")
    };
    counted_with(&format!("{bets} of {all}"), Some(told))
}

fn counted_with(count: &str, more: Option<String>) -> Inline {
    let mut line = plain(count);
    line.extend(more.map(|more| Span::quiet(format!("  {more}"))));
    line
}

/// Everything below the headline figures; nothing where nothing is held.
pub(in crate::page) fn sections(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    if audit.strategies.is_empty() {
        return;
    }
    spread::sections(page, graph, audit);
    ground::sections(page, graph, audit);
    tension::sections(page, graph, audit);
    people(page, graph, audit);
}

/// The figures of a portfolio in a line, for lists of portfolios.
pub(in crate::page) fn summary(graph: &Graph, audit: &Audit) -> Inline {
    let parts = [
        pluralize(audit.strategies.len(), "strategy", "strategies"),
        format!("{} of {} levers", audit.pulled(), audit.levers.len()),
        format!("{} of {} scenarios", audit.answered(), audit.scenarios.len()),
        pluralize(audit.related(RelationKind::Conflict).count(), "declared conflict", "declared conflicts"),
        pluralize(audit.opposite.len(), "opposite pull", "opposite pulls"),
    ];
    let known = usize::from(!graph.atlas.scenarios.is_empty());
    let shown = parts.into_iter().enumerate().filter(|(at, _)| *at != 2 || known == 1);
    join_dots(shown.map(|(_, part)| plain(part)))
}

fn people(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    let backing = graph.backing(&audit.strategies, BACKERS);
    if backing.people == 0 {
        return;
    }
    let atlas = &graph.atlas;
    page.heading(Heading::section("Who holds most of it").counting(backing.people).within(Part::People));
    page.caption(&format!(
        "Stated endorsers of tags that lead to its strategies; tags lead to {} of {}.",
        backing.holdable,
        audit.strategies.len()
    ));
    let shown = backing.top.len();
    page.list(backing.top.iter().map(|backer| {
        let names = join_commas(backer.strategies.iter().map(|&id| to(atlas, id)));
        let count = format!("{} of {}", backer.strategies.len(), backing.holdable);
        person(graph, backer.person, join_dots([plain(count), names]))
    }));
    let left = backing.people - shown;
    if left > 0 {
        page.caption(&format!("And {left} more, who hold as much or less."));
    }
}

fn person(graph: &Graph, person: PersonId, note: Inline) -> Item {
    let atlas = &graph.atlas;
    Item { text: vec![to(atlas, person)], badges: badges::tiers(atlas, person), note }
}

/// A label with counts of named things.
fn counts(label: &str, counts: impl IntoIterator<Item = (String, usize)>) -> Fact {
    fact(label, join_dots(counts.into_iter().map(|(name, count)| plain(format!("{name} {count}")))))
}
