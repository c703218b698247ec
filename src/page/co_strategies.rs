//! The page of what people hold together: pairs of tags by the people who are on the record for both, beside what
//! the strategies that the tags lead to declare of each other.

use std::cmp::Reverse;

use crate::graph::{CoEndorsement, ConflictedEndorser, Graph};
use crate::model::{Atlas, RelationKind, TagId};

use crate::document::{Grid, GridCell, GridColumn, GridRow, Heading, Inline, Item, PageBuilder, Span, fact, plain};
use crate::page::home;
use crate::page::parts::badges;
use crate::page::parts::figures::{self, pluralize};
use crate::page::parts::inline::to;
use crate::place::{Comparison, Place};

/// The fewest people who make a pair.
const LEAST: u32 = 3;
/// The fewest people who make a pair that nobody has declared worth a look.
const UNDECLARED: u32 = 4;
/// How many pairs are shown of those most held, those that overlap most, those not declared, and the conflicts.
const SHOWN: [usize; 4] = [20, 20, 12, 8];

/// Builds the page.
pub(super) fn build(graph: &Graph) -> PageBuilder {
    let mut page = PageBuilder::new(home::link(graph));
    let pairs = graph.co_endorsements(LEAST);
    let torn = graph.conflicted_endorsers();
    summary(&mut page, &pairs, &torn);
    page.caption(
        "A pair is two tags with at least three people in common. Only stated endorsers count, not tentative ones. \
         Conflict and complement are what either strategy declares, not what their levers would say.",
    );
    if pairs.is_empty() {
        page.notice("No two tags have three stated endorsers in common.");
    }
    let mut by_people = pairs.clone();
    by_people.sort_by(|a, b| b.both.cmp(&a.both).then(b.jaccard().total_cmp(&a.jaccard())));
    let mut by_overlap = pairs;
    by_overlap.sort_by(|a, b| b.jaccard().total_cmp(&a.jaccard()));
    let undeclared = by_people.iter().filter(|pair| is_undeclared(&graph.atlas, pair)).copied().collect();
    let conflicts = by_people.iter().filter(|pair| pair.declared == Some(RelationKind::Conflict)).copied().collect();
    let lists: [(&str, &str, Vec<CoEndorsement>); 4] = [
        ("Held together most", "By people in common.", by_people),
        ("Overlapping most", "By the share of people in common among all who hold either (Jaccard index).", by_overlap),
        (
            "Held together, yet not declared",
            "At least four people in common, and neither strategy declares the other.",
            undeclared,
        ),
        ("Held together although declared conflicts", "By people in common.", conflicts),
    ];
    for ((title, caption, mut pairs), most) in lists.into_iter().zip(SHOWN) {
        if !pairs.is_empty() {
            page.heading(Heading::section(title).counting(pairs.len()));
            page.caption(caption);
            pairs.truncate(most);
            page.grid(grid(graph, &pairs));
        }
    }
    people(&mut page, graph, torn);
    page
}

fn summary(page: &mut PageBuilder, pairs: &[CoEndorsement], torn: &[ConflictedEndorser]) {
    let declared = |kind| pairs.iter().filter(|pair| pair.declared == Some(kind)).count();
    page.facts(vec![
        fact("Pairs", plain(pairs.len().to_string())),
        fact("Declared complements", plain(declared(RelationKind::Complement).to_string())),
        fact("Declared conflicts", plain(declared(RelationKind::Conflict).to_string())),
        fact("Hold a conflict", plain(pluralize(torn.len(), "person", "people"))),
    ]);
}

/// Whether many hold a pair of which both strategies are known and neither says a word about the other.
fn is_undeclared(atlas: &Atlas, pair: &CoEndorsement) -> bool {
    let leads_somewhere = |tag: TagId| atlas.tags[tag].strategy.is_some();
    pair.both >= UNDECLARED && pair.declared.is_none() && leads_somewhere(pair.a) && leads_somewhere(pair.b)
}

fn grid(graph: &Graph, pairs: &[CoEndorsement]) -> Grid {
    let cell = |text: String| GridCell { text: plain(text), ..GridCell::default() };
    let row = |pair: &CoEndorsement| GridRow {
        label: tags(graph, pair.a, pair.b),
        cells: vec![
            cell(pair.both.to_string()),
            cell(pair.only_a.to_string()),
            cell(pair.only_b.to_string()),
            cell(figures::format_fixed(pair.jaccard(), 2)),
            GridCell { text: vec![declared(&graph.atlas, pair)], ..GridCell::default() },
        ],
        total: Inline::new(),
    };
    let figures = ["Both", "1st only", "2nd only", "Jaccard"];
    let figures = figures.map(|label| GridColumn::of_figures(plain(label)));
    let declared = GridColumn { label: plain("Declared"), ..GridColumn::default() };
    Grid {
        corner: "Pair".to_owned(),
        columns: figures.into_iter().chain([declared]).collect(),
        rows: pairs.iter().map(row).collect(),
        totals: None,
    }
}

/// What the strategies of a pair are declared to be, leading to the two side by side; a dot where a tag has none.
fn declared(atlas: &Atlas, pair: &CoEndorsement) -> Span {
    let [a, b] = [pair.a, pair.b].map(|tag| atlas.tags[tag].strategy);
    match a.zip(b).and_then(|(a, b)| Comparison::new(&[a, b])) {
        Some(sides) => Span::link(pair.declared.map_or("none", RelationKind::as_str), Place::Compare(sides)),
        None => Span::quiet("·"),
    }
}

fn tags(graph: &Graph, a: TagId, b: TagId) -> Inline {
    vec![to(&graph.atlas, a), Span::quiet(" + "), to(&graph.atlas, b)]
}

/// Who holds both sides of a declared conflict: those with more of them first, then by name.
fn people(page: &mut PageBuilder, graph: &Graph, mut torn: Vec<ConflictedEndorser>) {
    if torn.is_empty() {
        return;
    }
    torn.sort_by_key(|person| Reverse(person.pairs.len()));
    page.heading(Heading::section("People who hold a declared conflict").counting(torn.len()));
    page.caption("Stated endorsers of both sides. It need be no contradiction: read each position before you say so.");
    page.list(torn.into_iter().map(|ConflictedEndorser { person, pairs }| {
        let mut note = Inline::new();
        for (a, b) in pairs {
            if !note.is_empty() {
                note.push(Span::plain("; "));
            }
            note.extend(tags(graph, a, b));
        }
        let atlas = &graph.atlas;
        Item { text: vec![to(atlas, person)], badges: badges::tiers(atlas, person), note }
    }));
}
