//! Briefs: one page about a record with its supporters and opponents, relations, falsification signal, commitments and
//! portfolios, and numbered sources. Briefs are intended for forwarding, so they include the reader's own verdicts only
//! on request.

mod citations;
mod people;
mod strategy;

use crate::document::{Heading, Inline, IntoInline, Item, Page, PageBuilder, Span, join_dots, plain};
use crate::graph::Graph;
use crate::model::{Entity, PersonId, PortfolioId, RelationKind, TagId};
use crate::page::PageContext;
use crate::page::parts::figures;
use crate::page::parts::inline::{declared_by, links, to};
use crate::page::parts::{audit, strategy_items};
use crate::place::Place;

use citations::Citations;

/// Maximum number of relations of one kind, or of backers of a portfolio, that a brief lists.
const MAX_RELATIONS: usize = 12;

/// Builder of a brief.
struct BriefBuilder<'a> {
    page: PageBuilder,
    context: &'a PageContext<'a>,
    graph: &'a Graph,
    citations: Citations<'a>,
    /// Heading level of sections: 1 in a brief of one record, 2 in a brief of several records, whose names have level
    /// 1.
    level: u8,
    /// Whether the reader's own verdicts are shown.
    is_mine: bool,
}

/// Returns the records that a brief of `place` covers; empty if `place` has no brief.
pub fn brief_subjects(place: Place) -> Vec<Entity> {
    match place {
        Place::Entity(entity) | Place::Brief(entity) | Place::Around(entity, _) => vec![entity],
        Place::Commitment(strategy, _) => vec![strategy.into()],
        Place::Compare(comparison) => comparison.entities(),
        Place::Path(from, to) => vec![from, to],
        _ => Vec::new(),
    }
    .into_iter()
    .filter(|entity| is_briefed(*entity))
    .collect()
}

/// Returns whether an entity can have a brief.
pub fn is_briefed(entity: Entity) -> bool {
    matches!(entity, Entity::Strategy(_) | Entity::Tag(_) | Entity::Person(_) | Entity::Portfolio(_))
}

/// Builds the brief of `subjects`, a page without a place of its own. The reader's own verdicts are included if
/// `is_mine` is set.
pub fn build_brief(subjects: &[Entity], context: &PageContext<'_>, is_mine: bool) -> Page {
    let graph = context.graph;
    let mut brief = BriefBuilder {
        page: PageBuilder::new(""),
        context,
        graph,
        citations: Citations::default(),
        level: if subjects.len() == 1 { 1 } else { 2 },
        is_mine,
    };
    let names: Vec<_> = subjects.iter().map(|subject| subject.name(&graph.atlas)).collect();
    let title = match names.as_slice() {
        [first, second, rest @ ..] if !rest.is_empty() => format!("{first}, {second} and {} more", rest.len()),
        names => names.join(" and "),
    };
    brief.page.title = format!("Brief: {title}");
    let about = &graph.atlas.about;
    let edition = format!("{} {}", about.title, about.edition);
    let date = (context.today != jiff::civil::Date::ZERO).then(|| context.today.to_string());
    brief.page.kicker = join_dots([plain(edition.trim()), plain(date)]);
    brief.between(subjects);
    for &subject in subjects {
        if subjects.len() > 1 {
            brief.page.heading(Heading::section(to(&graph.atlas, subject)));
        }
        brief.add(subject);
    }
    brief.sources();
    brief.page.finish()
}

/// Builds the brief of one entity, without the reader's verdicts.
pub(super) fn build(entity: Entity, context: &PageContext<'_>) -> Page {
    build_brief(&[entity], context, false)
}

impl BriefBuilder<'_> {
    fn heading(&self, text: impl IntoInline) -> Heading {
        Heading { level: self.level, ..Heading::section(text) }
    }

    fn add(&mut self, subject: Entity) {
        match subject {
            Entity::Strategy(id) => self.strategy(id),
            Entity::Tag(id) => self.tag(id),
            Entity::Person(id) => self.person(id),
            Entity::Portfolio(id) => self.portfolio(id),
            _ => {}
        }
    }

    /// Adds the relations between the strategies among `subjects`; adds nothing for fewer than two strategies.
    fn between(&mut self, subjects: &[Entity]) {
        let strategies: Vec<_> = subjects
            .iter()
            .filter_map(|subject| if let Entity::Strategy(id) = subject { Some(*id) } else { None })
            .collect();
        if strategies.len() < 2 {
            return;
        }
        let atlas = &self.graph.atlas;
        let pairs =
            strategies.iter().enumerate().flat_map(|(at, &a)| strategies[at + 1..].iter().map(move |&b| (a, b)));
        let related = pairs.filter_map(|(a, b)| {
            let relation = self.graph.relation(a, b)?;
            let kind = relation.mechanism.kind();
            let sign = Span::toned(format!("{} ", kind.sign()), kind);
            let text = [vec![sign, to(atlas, a)], plain(" and "), plain(to(atlas, b))].concat();
            Some(Item::new(
                text,
                join_dots([plain(to(atlas, relation.mechanism)), plain(declared_by(atlas, a, relation))]),
            ))
        });
        let items: Vec<Item> = related.collect();
        self.page.heading(Heading::section("How they relate"));
        self.page.list_or(
            "None of them declares a relation to another, and no relation follows from their coordinates.",
            items,
        );
    }

    fn tag(&mut self, id: TagId) {
        let tag = &self.graph.atlas.tags[id];
        self.page.paragraph(&tag.gloss);
        self.people(&[id]);
        if let Some(strategy) = tag.strategy {
            let name = to(&self.graph.atlas, strategy);
            self.page.heading(self.heading([Span::plain("The strategy it leads to: "), name]));
            self.page.paragraph(&self.graph.atlas.strategies[strategy].thesis);
            self.arguments(strategy);
        }
    }

    fn portfolio(&mut self, id: PortfolioId) {
        let (graph, atlas) = (self.graph, &self.graph.atlas);
        self.page.paragraph(&atlas.portfolios[id].description);
        let audit = graph.audit_portfolio(id);
        let strategies = audit.strategies.clone();
        self.page.paragraph(audit::answer(&audit));
        audit::headline(&mut self.page, graph, &audit);
        self.page.heading(self.heading("Strategies").counting(strategies.len()));
        self.page.list(strategies.iter().map(|&strategy| strategy_items::full(graph, strategy)));
        self.page.heading(self.heading("Conflicts and complements inside"));
        let inside: Vec<Item> = audit
            .declared
            .iter()
            .filter(|(_, relation)| relation.mechanism.kind() != RelationKind::Twin)
            .map(|&(from, relation)| {
                let kind = relation.mechanism.kind();
                let sign = Span::toned(format!("{} ", kind.sign()), kind);
                let names = [vec![sign, to(atlas, from)], plain(" and "), plain(to(atlas, relation.other))].concat();
                Item::new(names, to(atlas, relation.mechanism))
            })
            .collect();
        self.page.list_or("Its strategies declare no relation to each other.", inside);
        self.page.heading(self.heading("What would prove its strategies wrong"));
        let signals = strategies.iter().map(|&strategy| self.wrong_if(strategy)).collect::<Vec<_>>();
        self.page.list(signals);
        let backing = graph.backing(&strategies, MAX_RELATIONS);
        self.page.heading(self.heading("Who backs most of it").counting(backing.people));
        let backers = backing.top.iter().map(|backer| {
            let count = format!("{} of {}", backer.strategies.len(), backing.endorsable);
            Item::new(
                to(atlas, backer.person),
                join_dots([plain(count), links(atlas, backer.strategies.iter().copied())]),
            )
        });
        self.page.list_or("Nobody endorses a tag that leads to one of its strategies.", backers.collect::<Vec<_>>());
    }

    fn person(&mut self, id: PersonId) {
        let atlas = &self.graph.atlas;
        let person = &atlas.people[id];
        self.page.paragraph(Span::strong(&person.tagline));
        self.page.heading(self.heading("Positions").counting(person.positions.len()));
        let positions: Vec<Item> =
            person.positions.iter().map(|position| people::position(atlas, position, &mut self.citations)).collect();
        self.page.list_or("No position is on the record.", positions);
        let dooms: Vec<Item> = person
            .p_doom
            .iter()
            .map(|claim| {
                let cited = self.citations.cite(claim.source.as_ref());
                let date = claim.date.as_ref().map(|date| format!("stated {date}"));
                Item::new(
                    Span::strong(figures::p_doom(claim)),
                    join_dots([plain(date), plain(claim.definition.as_ref()), cited]),
                )
            })
            .collect();
        let heading = self.heading("p(doom)");
        self.page.section(heading, dooms);
        let strategies =
            person.positions.iter().filter_map(|position| Some((position, atlas.tags[position.tag].strategy?)));
        let leads: Vec<Item> =
            strategies.map(|(position, strategy)| Item::new(to(atlas, strategy), position.stance.label())).collect();
        let heading = self.heading("Strategies their tags lead to");
        self.page.section(heading, leads);
    }

    /// Adds the list of numbered sources.
    fn sources(&mut self) {
        let items = self.citations.items();
        self.page.section(Heading::section("Sources"), items);
    }
}

/// Returns `name` preceded by the sign of its relation, such as `+` for a complement.
fn signed(kind: RelationKind, name: Span) -> Inline {
    vec![Span::toned(format!("{} ", kind.sign()), kind), name]
}
