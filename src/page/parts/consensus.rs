//! Who stands behind strategies: those with enough endorsers whose place is known, in columns by whose voices weigh
//! most. One strategy may stand in several columns.

use std::cmp::Reverse;

use crate::graph::Graph;
use crate::model::{ExpertiseId, Id, PersonId, StrategyId};

use crate::document::{Heading, Item, PageBuilder, Span, join_commas, plain};
use crate::page::parts::figures::{self, percent};
use crate::page::parts::inline::to;

/// The fewest endorsers with a profile that say anything.
const LEAST: usize = 4;
/// How many strategies a column shows.
const ROWS: usize = 6;
/// How many people are named beside a strategy.
const FACES: usize = 6;

/// A column: its title, the tiers of expertise whose voices it weighs, and what share of all voices they need.
struct Column {
    title: &'static str,
    tiers: &'static [&'static str],
    least: f64,
}

const COLUMNS: [Column; 3] = [
    Column { title: "Builder-heavy", tiers: &["frontier-builder", "deep-technical"], least: 0.6 },
    Column { title: "Policy-heavy", tiers: &["policy-meta"], least: 0.4 },
    Column { title: "Commentary-heavy", tiers: &["commentator", "external-domain"], least: 0.5 },
];

/// A strategy with its stated endorsers who have a profile.
struct Backing {
    strategy: StrategyId,
    people: Vec<PersonId>,
    /// How many of them stand on each tier of expertise.
    tiers: Vec<usize>,
}

impl Backing {
    /// The tier that most stand on; of tiers with equally many the first.
    fn dominant(&self) -> Option<(ExpertiseId, usize)> {
        let tiers = self.tiers.iter().copied().enumerate().rev();
        tiers.max_by_key(|&(_, count)| count).map(|(tier, count)| (ExpertiseId::from_index(tier), count))
    }

    fn share(&self, count: usize) -> f64 {
        figures::to_f64(count) / figures::to_f64(self.people.len())
    }
}

/// Builds the columns.
pub(in crate::page) fn sections(page: &mut PageBuilder, graph: &Graph) {
    let mut backings: Vec<Backing> = graph.atlas.strategies.ids().map(|strategy| backing(graph, strategy)).collect();
    backings.retain(|backing| backing.people.len() >= LEAST);
    backings.sort_by_key(|backing| Reverse(backing.people.len()));
    page.heading(Heading::section("Who stands behind it"));
    page.caption(
        "Strategies with at least four stated endorsers who have a profile; tentative ones do not count. Beside each, \
         the tier that most of them stand on, its share and how many they are.",
    );
    for column in &COLUMNS {
        let rows: Vec<&Backing> = backings.iter().filter(|backing| column.holds(graph, backing)).collect();
        page.heading(Heading::group(plain(column.title)).counting(rows.len()));
        if rows.is_empty() {
            page.notice("No strategy qualifies.");
        }
        page.list(rows.into_iter().take(ROWS).map(|backing| item(graph, backing)));
    }
}

impl Column {
    fn holds(&self, graph: &Graph, backing: &Backing) -> bool {
        let tiers = self.tiers.iter().filter_map(|slug| graph.atlas.expertise.find(slug));
        let voices: usize = tiers.map(|tier| backing.tiers[tier.index()]).sum();
        voices > 0 && backing.share(voices) >= self.least
    }
}

/// The stated endorsers, with a profile, of any tag that leads to a strategy, each once.
fn backing(graph: &Graph, strategy: StrategyId) -> Backing {
    let atlas = &graph.atlas;
    let stated = graph.tags_of(strategy).iter().flat_map(|&tag| graph.stated_endorsers(tag));
    let mut people: Vec<PersonId> = stated.copied().filter(|&person| atlas.people[person].profile.is_some()).collect();
    people.sort_unstable();
    people.dedup();
    let mut tiers = vec![0; atlas.expertise.len()];
    for profile in people.iter().filter_map(|&person| atlas.people[person].profile.as_ref()) {
        tiers[profile.expertise.tier.index()] += 1;
    }
    Backing { strategy, people, tiers }
}

fn item(graph: &Graph, backing: &Backing) -> Item {
    let atlas = &graph.atlas;
    let mut text = vec![to(atlas, backing.strategy)];
    if let Some((tier, count)) = backing.dominant() {
        let (label, share) = (&atlas.expertise[tier].label, percent(backing.share(count)));
        text.push(Span::quiet(format!("  {label} {share} of {}", backing.people.len())));
    }
    let mut faces = backing.people.clone();
    faces.sort_by_key(|&person| {
        let rank = atlas.people[person].profile.as_ref().map(|profile| profile.recognition.tier.index());
        (rank, Reverse(graph.passages(person)))
    });
    let left = faces.len().saturating_sub(FACES);
    faces.truncate(FACES);
    let mut note = join_commas(faces.into_iter().map(|person| to(atlas, person)));
    if left > 0 {
        note.push(Span::quiet(format!(" +{left}")));
    }
    Item { text, badges: Vec::new(), note }
}
