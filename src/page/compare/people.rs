//! Who stands behind the compared strategies: the stated endorsers of the tags that lead to each.

use std::cmp::Reverse;

use crate::graph::Graph;
use crate::model::{Atlas, Id, PersonId, StrategyId};

use super::{about_people, columns, sides};
use crate::document::{
    Grid, GridCell, GridColumn, GridRow, Heading, Inline, Item, PageBuilder, Span, fact, join_dots, plain,
};
use crate::page::parts::badges;
use crate::page::parts::figures::{self, format_fixed, percent, pluralize};
use crate::page::parts::inline::to;
use crate::page::parts::tag_support::{TagSupport, p_dooms};

/// How many people of a group are shown.
const SHOWN: usize = 12;
/// The fewest profiled people on one side that differences say anything about.
const LEAST: usize = 3;
/// The least difference of shares that is told.
const GAP: f64 = 0.07;
/// How many differences are told for each side.
const GAPS: usize = 5;

/// The people of one strategy.
struct Side {
    strategy: StrategyId,
    /// Stated endorsers of any tag that leads to it, in file order.
    endorsers: Vec<PersonId>,
    /// Those of them with a profile.
    profiled: Vec<PersonId>,
    /// Whoever opposes such a tag.
    opposers: usize,
    p_dooms: Vec<f64>,
}

impl Side {
    fn new(graph: &Graph, strategy: StrategyId) -> Self {
        let standings: Vec<TagSupport> =
            graph.tags_of(strategy).iter().map(|&tag| TagSupport::new(graph, tag)).collect();
        let united = |people: fn(&TagSupport) -> &Vec<PersonId>| {
            let mut all: Vec<PersonId> = standings.iter().flat_map(people).copied().collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let endorsers = united(|standing| &standing.stated);
        let has_profile = |&person: &PersonId| graph.atlas.people[person].profile.is_some();
        Self {
            strategy,
            profiled: endorsers.iter().copied().filter(has_profile).collect(),
            opposers: united(|standing| &standing.opposers).len(),
            p_dooms: p_dooms(graph, &endorsers),
            endorsers,
        }
    }
}

/// Adds the sections on people.
pub(super) fn sections(page: &mut PageBuilder, graph: &Graph, strategies: &[StrategyId]) {
    let atlas = &graph.atlas;
    let sides: Vec<Side> = strategies.iter().map(|&id| Side::new(graph, id)).collect();
    page.heading(about_people("People"));
    page.caption(
        "Stated endorsers of the tags that lead to each strategy: endorsing stances, tentative ones left out.",
    );
    for side in sides.iter().filter(|side| graph.tags_of(side.strategy).is_empty()) {
        page.notice(&format!(
            "No tag leads to {}, so nobody is on record for it.",
            atlas.strategies[side.strategy].name
        ));
    }
    figures_of(page, graph, &sides);
    if let [a, b] = sides.as_slice() {
        differences(page, atlas, a, b);
    }
    groups(page, graph, &sides);
}

fn figures_of(page: &mut PageBuilder, graph: &Graph, sides: &[Side]) {
    let atlas = &graph.atlas;
    let row = |label: &str, figure: &dyn Fn(&Side) -> String| GridRow {
        label: plain(label),
        cells: sides.iter().map(|side| GridCell { text: plain(figure(side)), ..GridCell::default() }).collect(),
        ..GridRow::default()
    };
    let mean = |side: &Side| match figures::mean(&side.p_dooms) {
        Some(mean) => format!("{}% of {}", format_fixed(100.0 * mean, 0), side.p_dooms.len()),
        None => "·".to_owned(),
    };
    let passages = |side: &Side| side.endorsers.iter().map(|&person| graph.passages(person)).sum::<usize>().to_string();
    let rows = vec![
        row("Stated endorsers", &|side| side.endorsers.len().to_string()),
        row("With a profile", &|side| format!("{} of {}", side.profiled.len(), side.endorsers.len())),
        row("Opposers", &|side| side.opposers.to_string()),
        row("Mean p(doom)", &mean),
        row("Passages", &passages),
    ];
    let strategies: Vec<StrategyId> = sides.iter().map(|side| side.strategy).collect();
    let columns: Vec<GridColumn> = columns(atlas, &strategies);
    page.grid(Grid { columns, rows, ..Grid::default() });
}

/// Which tiers one side has more of than the other, and how their p(doom)s differ.
fn differences(page: &mut PageBuilder, atlas: &Atlas, a: &Side, b: &Side) {
    page.heading(Heading::group(plain("Differences")));
    if a.profiled.len() < LEAST && b.profiled.len() < LEAST {
        page.notice("Too few have a profile to tell the two apart.");
        return;
    }
    let gaps = gaps(atlas, a, b);
    let told = |sign: f64| {
        let mut more: Vec<_> = gaps.iter().filter(|(_, gap)| sign * gap > GAP).collect();
        more.sort_by(|x, y| (sign * y.1).total_cmp(&(sign * x.1)));
        let tiers = more
            .into_iter()
            .take(GAPS)
            .map(|(tier, gap)| plain(format!("{tier} +{} pp", percent(gap.abs()).trim_end_matches('%'))));
        match join_dots(tiers) {
            none if none.is_empty() => vec![Span::quiet("nothing")],
            line => line,
        }
    };
    let name = |side: &Side| format!("More behind {}", atlas.strategies[side.strategy].name);
    let mut facts = vec![fact(name(a), told(1.0)), fact(name(b), told(-1.0))];
    if let (Some(mean_a), Some(mean_b)) = (figures::mean(&a.p_dooms), figures::mean(&b.p_dooms)) {
        let [shown_a, shown_b] = [mean_a, mean_b].map(|mean| format!("{}%", format_fixed(100.0 * mean, 0)));
        let gap = format_fixed(100.0 * (mean_a - mean_b), 1);
        let sign = if gap.starts_with('-') { "" } else { "+" };
        facts.push(fact("Mean p(doom)", plain(format!("{shown_a} against {shown_b}, {sign}{gap} pp"))));
    }
    page.facts(facts);
    page.caption("Shares of those with a profile; differences above 7 percentage points, largest first.");
}

/// Each tier with the share it has of the profiled on one side less that on the other.
fn gaps<'a>(atlas: &'a Atlas, a: &Side, b: &Side) -> Vec<(&'a str, f64)> {
    let share = |side: &Side, stands: &dyn Fn(PersonId) -> bool| {
        let on_tier = side.profiled.iter().filter(|&&person| stands(person)).count();
        figures::to_f64(on_tier) / figures::to_f64(side.profiled.len().max(1))
    };
    let expertise = atlas.expertise.iter().map(|(tier, row)| {
        let stands = |person: PersonId| atlas.people[person].profile.as_ref().is_some_and(|p| p.expertise.tier == tier);
        (row.label.as_str(), share(a, &stands) - share(b, &stands))
    });
    let recognition = atlas.recognition.iter().map(|(tier, row)| {
        let stands =
            |person: PersonId| atlas.people[person].profile.as_ref().is_some_and(|p| p.recognition.tier == tier);
        (row.label.as_str(), share(a, &stands) - share(b, &stands))
    });
    expertise.chain(recognition).collect()
}

/// Who stands behind all of them, and who behind one alone.
fn groups(page: &mut PageBuilder, graph: &Graph, sides: &[Side]) {
    let behind = |person: PersonId| sides.iter().filter(|side| side.endorsers.binary_search(&person).is_ok()).count();
    let strategies: Vec<StrategyId> = sides.iter().map(|side| side.strategy).collect();
    let together = sides[0].endorsers.iter().copied().filter(|&person| behind(person) == sides.len()).collect();
    group(page, graph, about_people(sides::together(&strategies)), together);
    for side in sides {
        let alone = side.endorsers.iter().copied().filter(|&person| behind(person) == 1).collect();
        group(page, graph, about_people(&sides::only(&graph.atlas, side.strategy)), alone);
    }
}

/// The best known first, then those with the most passages, then by name.
fn group(page: &mut PageBuilder, graph: &Graph, heading: Heading, mut people: Vec<PersonId>) {
    let atlas = &graph.atlas;
    page.heading(heading.counting(people.len()));
    if people.is_empty() {
        page.notice("Nobody.");
        return;
    }
    people.sort_by_cached_key(|&person| {
        let rank = atlas.people[person].profile.as_ref().map_or(usize::MAX, |profile| profile.recognition.tier.index());
        (rank, Reverse(graph.passages(person)), graph.name_rank(person))
    });
    let left = people.len().saturating_sub(SHOWN);
    people.truncate(SHOWN);
    let note = |person: PersonId| -> Inline { plain(&atlas.people[person].tagline) };
    page.list(people.into_iter().map(|person| Item {
        text: vec![to(atlas, person)],
        badges: badges::tiers(atlas, person),
        note: note(person),
    }));
    if left > 0 {
        page.caption(&format!("And {} more.", pluralize(left, "person", "people")));
    }
}
