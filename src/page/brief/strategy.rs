//! Sections of the brief of a strategy.

use crate::document::{Item, Span, join_dots, plain, sentence};
use crate::model::{RelationKind, StrategyId};
use crate::page::commitments::wrong_if;
use crate::page::parts::inline::{coordinates, declared_by, links, to};
use crate::page::parts::verdict;
use crate::page::strategy;

use super::{BriefBuilder, MAX_RELATIONS, signed};

impl BriefBuilder<'_> {
    /// Adds the sections on a strategy.
    pub(super) fn strategy(&mut self, id: StrategyId) {
        let graph = self.graph;
        self.page.paragraph(&graph.atlas.strategies[id].thesis);
        self.page.paragraph(coordinates(&graph.atlas, id));
        self.page.facts(strategy::summary(self.context, id));
        if self.is_mine {
            verdict::sections(&mut self.page, self.context, id);
        }
        self.people(graph.tags_of(id));
        self.arguments(id);
    }

    /// Adds the relations, falsification signal, commitments and portfolios of a strategy.
    pub(super) fn arguments(&mut self, id: StrategyId) {
        let atlas = &self.graph.atlas;
        self.relations(id);
        self.page.heading(self.heading("What would prove it wrong"));
        let item = self.wrong_if(id);
        self.page.list([item]);
        let commitments = &atlas.strategies[id].commitments;
        let rests = commitments.iter().map(|commitment| {
            let text =
                [vec![Span::strong(&atlas.topics[commitment.topic].name), Span::plain(": ")], plain(&commitment.claim)];
            Item::new(text.concat(), wrong_if(&commitment.failure))
        });
        self.page.heading(self.heading("What it rests on").counting(commitments.len()));
        self.page.paragraph(&atlas.strategies[id].mechanism);
        self.page.list_or("It states no commitments.", rests);
        let portfolios = self.graph.portfolios_of(id);
        self.page.heading(self.heading("Portfolios that hold it").counting(portfolios.len()));
        if portfolios.is_empty() {
            self.page.notice("No portfolio of this atlas holds it.");
        }
        self.page.paragraph(links(atlas, portfolios.iter().copied()));
    }

    /// Adds the relations of a strategy with their mechanisms.
    fn relations(&mut self, id: StrategyId) {
        let (graph, atlas) = (self.graph, &self.graph.atlas);
        for (kind, title) in [
            (RelationKind::Conflict, "What it conflicts with, and why"),
            (RelationKind::Complement, "What it composes with, and why"),
            (RelationKind::Twin, "What it is a twin of"),
        ] {
            let relations: Vec<_> = graph.relations_of_kind(id, kind).collect();
            if relations.is_empty() && kind == RelationKind::Twin {
                continue;
            }
            let items: Vec<Item> = relations
                .iter()
                .take(MAX_RELATIONS)
                .map(|&relation| {
                    let why =
                        join_dots([plain(to(atlas, relation.mechanism)), plain(declared_by(atlas, id, relation))]);
                    Item::new(signed(kind, to(atlas, relation.other)), why)
                })
                .collect();
            self.page.heading(self.heading(title).counting(relations.len()));
            self.page.list_or("Nothing on the record.", items);
            self.page.more(relations.len().saturating_sub(MAX_RELATIONS));
        }
    }

    /// Returns a list item on what would prove a strategy wrong: its falsification signal, its self-undermining
    /// threshold, and the status of the signal in the reader's verdict if the brief includes verdicts.
    pub(super) fn wrong_if(&self, id: StrategyId) -> Item {
        let atlas = &self.graph.atlas;
        let strategy = &atlas.strategies[id];
        let signal =
            strategy.falsification.as_deref().map_or_else(|| "no falsification signal is stated".into(), sentence);
        let overshoot = strategy.overshoot.as_ref().map(|overshoot| format!("defeats itself: {}", overshoot.threshold));
        let seen = self.seen(id);
        let text = [vec![Span::strong("⚑ "), to(atlas, id), Span::plain(": ")], plain(signal)].concat();
        Item::new(text, join_dots([plain(seen), plain(overshoot)]))
    }

    /// Describes the falsification signal as the reader's verdict marks it: `signal watched, 2026-10-01: a link`.
    fn seen(&self, id: StrategyId) -> String {
        if !self.is_mine {
            return "the atlas does not say whether it has been seen".to_owned();
        }
        let Some(signal) = self.context.verdict_on(id).and_then(|verdict| verdict.signal.as_ref()) else {
            return "you have not marked whether it has been seen".to_owned();
        };
        let date = signal.date.map(|date| format!(", {date}")).unwrap_or_default();
        let evidence = signal.evidence.as_ref().map(|evidence| format!(": {evidence}")).unwrap_or_default();
        format!("you: signal {}{date}{evidence}", signal.status.as_str().replace('-', " "))
    }
}
