//! Sections on the relations of a strategy: its own declarations, those of other strategies, and its twins.

use crate::document::{Heading, Item, PageBuilder, Part, RowWidths, Span, join_dots, plain, quiet};
use crate::graph::{Graph, RelationGroup};
use crate::model::{Pull, RelationKind, StrategyId};
use crate::page::parts::inline::{explanation, to};
use crate::page::parts::item_rows;

/// Sign for a strategy that pulls its lever in neither direction.
const NEUTRAL: &str = "–";

/// Adds the sections on conflicts, complements and twins of `strategy`.
pub(in crate::page) fn sections(page: &mut PageBuilder, graph: &Graph, strategy: StrategyId) {
    let related = Related::new(graph, strategy);
    related.declared(page, RelationKind::Conflict);
    related.declared(page, RelationKind::Complement);
    let twins: Vec<_> = graph.twins(strategy).collect();
    if let Some(first) = twins.first() {
        let heading = Heading::section(to(&graph.atlas, first.mechanism));
        page.heading(heading.counting(twins.len()).within(Part::Relations));
        // Twins pull the lever of the strategy in its direction.
        page.list(twins.iter().map(|twin| Item::new(to(&graph.atlas, twin.other), "").inlined(related.widths)));
        page.explanation(explanation(graph.atlas.mechanism(first.mechanism)));
    }
}

/// Strategies related to a strategy, as list items in rows with columns that all their lists share.
struct Related<'a> {
    graph: &'a Graph,
    strategy: StrategyId,
    widths: RowWidths,
}

impl<'a> Related<'a> {
    fn new(graph: &'a Graph, strategy: StrategyId) -> Self {
        let mut related = Self { graph, strategy, widths: RowWidths::default() };
        let kinds = [RelationKind::Conflict, RelationKind::Complement];
        let groups = kinds.iter().flat_map(|&kind| {
            graph.own_groups(strategy, kind).into_iter().chain(graph.incoming_groups(strategy, kind))
        });
        let items = groups.flat_map(|group| related.items(&group).collect::<Vec<_>>()).collect::<Vec<_>>();
        let twins = graph.twins(strategy).map(|twin| Item::new(to(&graph.atlas, twin.other), ""));
        related.widths = item_rows::widths(&items.into_iter().chain(twins).collect::<Vec<_>>());
        related
    }

    /// Returns an item for each strategy of `group` with its pull, and with its lever unless all pull the one of the
    /// strategy itself.
    fn items(&self, group: &RelationGroup) -> impl ExactSizeIterator<Item = Item> {
        let atlas = &self.graph.atlas;
        let coordinates = |id: StrategyId| &atlas.strategies[id].coordinates;
        let own = coordinates(self.strategy).lever;
        let has_levers = group.relations.iter().any(|one| coordinates(one.other).lever != own);
        group.relations.iter().map(move |relation| {
            let coordinates = coordinates(relation.other);
            let pull = if coordinates.pull == Pull::Neutral { NEUTRAL } else { coordinates.pull.arrow() };
            let lever = plain(has_levers.then(|| to(atlas, coordinates.lever)));
            let details = quiet(join_dots([plain(pull), lever]));
            Item::new(to(atlas, relation.other), "").beside(details).inlined(self.widths)
        })
    }

    fn declared(&self, page: &mut PageBuilder, kind: RelationKind) {
        let (title, notice) = match kind {
            RelationKind::Conflict => ("Conflicts", "It declares no conflicts."),
            _ => ("Complements", "It declares no complements."),
        };
        let own = self.graph.own_groups(self.strategy, kind);
        let incoming = self.graph.incoming_groups(self.strategy, kind);
        page.heading(Heading::section(title).counting(size(&own) + size(&incoming)).within(Part::Relations));
        if own.is_empty() {
            page.notice(notice);
        }
        for group in &own {
            self.add_group(page, group, 2, true);
        }
        if !incoming.is_empty() {
            page.heading(Heading::group("Declared by the other side only").counting(size(&incoming)));
        }
        for group in &incoming {
            // A mechanism that is already explained above in the section is not explained again.
            let is_new = own.iter().all(|above| above.mechanism != group.mechanism);
            self.add_group(page, group, 3, is_new);
        }
    }

    fn add_group(&self, page: &mut PageBuilder, group: &RelationGroup, level: u8, is_explained: bool) {
        let atlas = &self.graph.atlas;
        let kind = group.mechanism.kind();
        let sign = Span::toned(format!("{} ", kind.sign()), kind);
        let heading = Heading { level, ..Heading::group([sign, to(atlas, group.mechanism)]) };
        page.heading(heading.counting(group.relations.len()));
        page.list(self.items(group));
        if is_explained {
            page.explanation(explanation(atlas.mechanism(group.mechanism)));
        }
    }
}

fn size(groups: &[RelationGroup]) -> usize {
    groups.iter().map(|group| group.relations.len()).sum()
}
