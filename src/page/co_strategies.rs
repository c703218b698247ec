//! The page of co-endorsement: pairs of tags by number of common endorsers, with the declared relations of their
//! strategies.

use std::cmp::Reverse;

use crate::document::{
    Grid, GridCell, GridColumn, GridRow, Heading, Inline, Item, Page, Sorting, Span, Tone, join, plain, truncated_list,
};
use crate::graph::{CoEndorsement, Graph};
use crate::model::{Atlas, PersonId, RelationKind, SharedSort, TagId};
use crate::page::PageContext;
use crate::page::parts::figures::partial_percent;
use crate::page::parts::inline::to;
use crate::page::parts::tiers::prominence;
use crate::place::{Comparison, Place};

/// Minimum number of common endorsers of a pair of tags on the page.
const MIN_PEOPLE: u32 = 3;
/// Minimum number of common endorsers of a pair in the list of pairs without a declared relation.
const MIN_PEOPLE_UNDECLARED: u32 = 4;

/// Maximum number of pairs in a table.
const MAX_PAIRS: usize = 20;
/// Maximum share of people in common, in each pair, for which few people endorse two tags, from 0 to 1.
const MAX_FEW: f64 = 0.1;
/// Maximum number of people named for a pair.
const MAX_NAMES: usize = 6;

/// Builds the page of co-endorsement.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let mut page = context.page_below_home();
    let pairs = graph.co_endorsements(MIN_PEOPLE);
    let mut conflicted = graph.conflicted_endorsers();
    page.kicker = answer(atlas, &pairs).unwrap_or_default();
    page.explanation(
        "A pair is two tags with at least three people in common. Only stated endorsers count, not tentative ones. \
         Conflict and complement are what either strategy declares; the direction of their pulls does not matter here. The \
         number of both leads to the comparison of the two tags, the relation to that of their strategies. Shared is the \
         share of people in common among all who endorse either tag (Jaccard index).",
    );
    if pairs.is_empty() {
        page.notice("No two tags have three stated endorsers in common.");
    }
    let mut has_key = false;
    for (title, caption, mut pairs, max) in lists(atlas, pairs) {
        if !pairs.is_empty() {
            page.heading(Heading::section(title).counting(pairs.len()));
            page.explanation(caption);
            if !std::mem::replace(&mut has_key, true) {
                page.caption(
                    "Both: endorse the first and the second tag. Only first, only second: endorse just one of them. \
                     Shared: those in common among all of them.",
                );
            }
            pairs.truncate(max);
            page.grid(grid(graph, &pairs));
        }
    }
    if !conflicted.is_empty() {
        conflicted.shared_sort_by_key(|person| Reverse(person.pairs.len()));
        page.heading(Heading::section("People who endorse a declared conflict").counting(conflicted.len()));
        page.explanation(
            "Stated endorsers of both sides. That need not be a contradiction: read each position before calling it one.",
        );
        page.list(conflicted.into_iter().map(|endorser| {
            let pairs = endorser.pairs.into_iter().map(|(a, b)| tags(atlas, a, b));
            Item::new(to(atlas, endorser.person), join(&Span::plain("; "), pairs))
        }));
    }
    page.finish()
}

/// Returns the pair of tags with most endorsers in common, as a sentence; `None` without pairs.
fn answer(atlas: &Atlas, pairs: &[CoEndorsement]) -> Option<Inline> {
    let by_people =
        |a: &&CoEndorsement, b: &&CoEndorsement| a.both.cmp(&b.both).then(a.jaccard().total_cmp(&b.jaccard()));
    let most = pairs.iter().max_by(by_people)?;
    let are_few = pairs.iter().all(|pair| pair.jaccard() <= MAX_FEW);
    let [start, end] = if are_few {
        ["No two tags have many endorsers in common: ", " have most, "]
    } else {
        ["", " have most endorsers in common, "]
    };
    let (share, either) = (partial_percent(most.jaccard()), most.both + most.only_a + most.only_b);
    Some(vec![
        Span::plain(start),
        to(atlas, most.a),
        Span::plain(" and "),
        to(atlas, most.b),
        Span::plain(end),
        Span::strong(most.both.to_string()),
        Span::plain(format!(" of {either} ({share}).")),
    ])
}

/// List of pairs of tags: title, caption, pairs, and maximum number of pairs shown.
type PairList = (&'static str, &'static str, Vec<CoEndorsement>, usize);

fn lists(atlas: &Atlas, pairs: Vec<CoEndorsement>) -> [PairList; 4] {
    let mut by_people = pairs;
    by_people.shared_sort_by(|a, b| b.both.cmp(&a.both).then(b.jaccard().total_cmp(&a.jaccard())));
    // One table has all pairs of a small atlas, and can be sorted by their overlap.
    let mut by_overlap = if by_people.len() > MAX_PAIRS { by_people.clone() } else { Vec::new() };
    by_overlap.shared_sort_by(|a, b| b.jaccard().total_cmp(&a.jaccard()));
    let has_strategy = |tag: TagId| atlas.tags[tag].strategy.is_some();
    let is_undeclared = |pair: &&CoEndorsement| {
        pair.both >= MIN_PEOPLE_UNDECLARED && pair.declared.is_none() && has_strategy(pair.a) && has_strategy(pair.b)
    };
    let undeclared = by_people.iter().filter(is_undeclared).copied().collect();
    let conflicts = by_people.iter().filter(|pair| pair.declared == Some(RelationKind::Conflict)).copied().collect();
    [
        ("Most people in common", "By people in common.", by_people, MAX_PAIRS),
        ("Largest overlap", "By the share of people in common among all who endorse either.", by_overlap, MAX_PAIRS),
        (
            "Endorsed together without a declared relation",
            "At least four people in common, and neither strategy declares a relation to the other.",
            undeclared,
            12,
        ),
        ("Endorsed together despite a declared conflict", "By people in common.", conflicts, 8),
    ]
}

fn grid(graph: &Graph, pairs: &[CoEndorsement]) -> Grid {
    let atlas = &graph.atlas;
    let names = |pair: &CoEndorsement| {
        let mut people: Vec<PersonId> = graph.stated_endorsers(pair.a).to_vec();
        people.retain(|&person| graph.stated_tags(person).contains(&pair.b));
        people.shared_sort_by_key(|&person| prominence(graph, person));
        truncated_list(people.into_iter().map(|person| to(atlas, person)), MAX_NAMES)
    };
    let has_declared = pairs.iter().any(|pair| strategies(atlas, pair).is_some());
    let row = |pair: &CoEndorsement| {
        let compared = |text: String| match Comparison::of_tags(pair.a, pair.b) {
            Some(comparison) => Span::link(text, Place::Compare(comparison)),
            None => Span::plain(text),
        };
        let alone = [pair.only_a.to_string(), pair.only_b.to_string(), partial_percent(pair.jaccard())];
        let cells = [to(atlas, pair.b), compared(pair.both.to_string())].into_iter().chain(alone.map(Span::plain));
        let cells = cells.chain(has_declared.then(|| declared(atlas, pair))).map(plain).chain([names(pair)]);
        GridRow::new(to(atlas, pair.a), cells.map(GridCell::new))
    };
    let figures = ["Both", "Only first", "Only second", "Shared"].map(GridColumn::of_figures);
    let declared = has_declared.then(|| GridColumn::new("Declared"));
    let names = GridColumn::new("Who endorses both").optional();
    Grid {
        corner: "First tag".to_owned(),
        columns: [GridColumn::new("Second tag")].into_iter().chain(figures).chain(declared).chain([names]).collect(),
        rows: pairs.iter().map(row).collect(),
        ..Grid::default()
    }
    .sortable(Sorting::from(2))
}

/// Returns the relation that the strategies of the two tags declare, as a link to their comparison; a dot if a tag
/// leads to no strategy.
fn declared(atlas: &Atlas, pair: &CoEndorsement) -> Span {
    match strategies(atlas, pair) {
        Some(comparison) => Span::link(pair.declared.map_or("none", RelationKind::as_str), Place::Compare(comparison)),
        None => Span::quiet("·"),
    }
}

/// Returns the comparison of the strategies that the two tags lead to; `None` if a tag leads to no strategy.
fn strategies(atlas: &Atlas, pair: &CoEndorsement) -> Option<Comparison> {
    let [a, b] = [pair.a, pair.b].map(|tag| atlas.tags[tag].strategy);
    Comparison::of_strategies(&[a?, b?])
}

/// Returns the tags of two strategies that are declared to conflict.
fn tags(atlas: &Atlas, a: TagId, b: TagId) -> Inline {
    vec![to(atlas, a), Span::toned(" × ", Tone::Conflict), to(atlas, b)]
}
