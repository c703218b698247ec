//! The page of a strategy: its thesis and falsification signal, the people on record, and its relations.

use crate::document::{
    Fact, Heading, Inline, Item, Page, PageBuilder, Part, Span, Tone, fact, join_dots, plain, sentence,
};
use crate::graph::{Graph, PeopleOrder, RelationGroup};
use crate::model::{Atlas, Axis, RelationKind, Strategy, StrategyId};
use crate::page::PageContext;
use crate::page::commitments::{WRONG_IF, wrong_if};
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::{coordinates, direction, links, to};
use crate::page::parts::people_list::PeopleList;
use crate::page::parts::{provenance, relations, tier_distribution, tiers, verdict};
use crate::place::{Overview, Place};

/// Maximum number of related strategies that a line of the summary names.
const MAX_NAMED: usize = 3;

/// Builds the page of a strategy.
pub(super) fn build(id: StrategyId, context: &PageContext<'_>) -> Page {
    let graph = context.graph;
    let atlas = &graph.atlas;
    let strategy = &atlas.strategies[id];
    let mut page = PageBuilder::default();
    page.paragraph(&strategy.thesis);
    page.paragraph(coordinates(atlas, id));
    answers(&mut page, context, id);
    page.prose(Heading::section("Mechanism"), &strategy.mechanism, "");
    limits(&mut page, atlas, id);
    verdict::sections(&mut page, context, id);
    relations::sections(&mut page, graph, id);
    people(&mut page, context, id);
    analogue(&mut page, atlas, strategy);
    meanings(&mut page, atlas, strategy);
    commitments(&mut page, atlas, strategy);
    mentions(&mut page, graph, id);
    axes(&mut page, atlas, id);
    provenance::of_strategy(&mut page, atlas, strategy);
    page.finish()
}

/// Adds a summary of one line each: falsification signal, relations, people on record, and the reader's own verdict.
fn answers(page: &mut PageBuilder, context: &PageContext<'_>, id: StrategyId) {
    let atlas = &context.graph.atlas;
    page.facts(summary(context, id).into_iter().chain([fact("● yours", verdict::summary(context, id))]));
    if atlas.strategies[id].falsification.is_some() {
        page.explanation(atlas.about.captions.falsification.as_ref());
    }
}

/// Returns the falsification signal, the relations and the people on record, in one line each.
pub(super) fn summary(context: &PageContext<'_>, id: StrategyId) -> Vec<Fact> {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let signal = atlas.strategies[id].falsification.as_ref().map_or_else(Inline::new, |text| {
        join_dots([plain(text), plain(Span::link(Overview::Identity.name(), Overview::Identity))])
    });
    let mut facts = vec![fact(WRONG_IF, signal).toned(Tone::Against)];
    facts.extend(RelationKind::ALL.iter().filter_map(|&kind| related(graph, id, kind)));
    let people = graph.on_record(id);
    if !people.is_empty() {
        let list = PeopleList::new(context, graph.tags_of(id), PeopleOrder::ProfiledFirst);
        facts.push(fact(format!("◆ {} on record", people.len()), list.stances(people)));
    }
    facts
}

/// Returns a fact with the strategies that have a relation of `kind` with the strategy `id`, those last whose relation only
/// they declare; `None` without any.
fn related(graph: &Graph, id: StrategyId, kind: RelationKind) -> Option<Fact> {
    let flat = |groups: Vec<RelationGroup>| -> Vec<StrategyId> {
        groups.into_iter().flat_map(|group| group.relations).map(|relation| relation.other).collect()
    };
    let (mut own, incoming) = match kind {
        RelationKind::Twin => (graph.twins(id).map(|twin| twin.other).collect(), Vec::new()),
        kind => (flat(graph.own_groups(id, kind)), flat(graph.incoming_groups(id, kind))),
    };
    own.sort_unstable();
    own.extend(&incoming);
    let label = format!("{} {}", kind.sign(), pluralize(own.len(), kind.as_str(), &format!("{}s", kind.as_str())));
    let left = own.len().saturating_sub(MAX_NAMED);
    let more = (left > 0).then(|| Span::quiet(format!("{left} more")));
    let by_others = (!incoming.is_empty()).then(|| Span::quiet(format!("{} declared only by others", incoming.len())));
    let names = own.iter().take(MAX_NAMED).map(|&other| to(&graph.atlas, other)).chain(more).chain(by_others);
    (!own.is_empty()).then(|| fact(label, join_dots(names)).toned(kind))
}

fn meanings(page: &mut PageBuilder, atlas: &Atlas, strategy: &Strategy) {
    if !strategy.meanings.is_empty() {
        page.heading(Heading::section("What the name has meant").counting(strategy.meanings.len()));
        page.facts(strategy.meanings.iter().map(|entry| fact(&entry.period, &entry.meaning)));
        page.explanation(atlas.about.captions.vintages.as_ref());
    }
}

/// Adds the sections on the next problem, the strategy as an identity, and the self-undermining threshold.
fn limits(page: &mut PageBuilder, atlas: &Atlas, id: StrategyId) {
    let strategy = &atlas.strategies[id];
    let captions = &atlas.about.captions;
    if let Some(text) = &strategy.next_problem {
        page.prose(Heading::section("If it succeeds: what binds next"), text, captions.next_problem.as_ref());
    }
    for binding in atlas.identity.bindings.iter().filter(|binding| binding.strategy == id) {
        page.prose(Heading::section("Held as an identity").warning(&binding.marker), &binding.note, "");
    }
    if let Some(overshoot) = &strategy.overshoot {
        page.heading(Heading::section("Self-undermining threshold").warning("overshoot risk"));
        page.paragraph(Span::strong(sentence(&overshoot.threshold)));
        page.paragraph(&overshoot.why);
        page.explanation(captions.threshold.as_ref());
    }
}

fn analogue(page: &mut PageBuilder, atlas: &Atlas, strategy: &Strategy) {
    let Some(analogue) = &strategy.analogue else { return };
    page.heading(Heading::section("Precedent in another field").marked(&atlas.domains[analogue.domain].name));
    page.facts([
        fact("Regime", &analogue.regime),
        fact("Produced", &analogue.produced),
        fact("Did not produce", &analogue.did_not_produce),
    ]);
    page.explanation(atlas.about.captions.analogue.as_ref());
}

/// Adds the scenarios that the strategy responds to, the portfolios that contain it, and the tags that lead to it.
fn mentions(page: &mut PageBuilder, graph: &Graph, id: StrategyId) {
    let atlas = &graph.atlas;
    let scenarios = graph.scenarios_of(id).iter().map(|&id| Item::new(to(atlas, id), &atlas.scenarios[id].gloss));
    page.section(Heading::section("Scenarios it responds to"), scenarios);
    let portfolios = graph.portfolios_of(id);
    if !portfolios.is_empty() {
        page.heading(Heading::section("Portfolios that contain it").counting(portfolios.len()));
        page.paragraph(links(atlas, portfolios.iter().copied()));
    }
    let tags = graph.tags_of(id).iter().map(|&id| Item::new(to(atlas, id), &atlas.tags[id].gloss));
    page.section(Heading::section("Tags that lead here"), tags);
}

fn people(page: &mut PageBuilder, context: &PageContext<'_>, id: StrategyId) {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let captions = &atlas.about.captions;
    let people = graph.on_record(id);
    if people.is_empty() {
        return;
    }
    let list = PeopleList::new(context, graph.tags_of(id), PeopleOrder::ProfiledFirst);
    let profiled = tiers::profiled(atlas, people.iter().copied()).len();
    if profiled >= tier_distribution::MIN_PROFILED {
        let heading = Heading::section("Expertise and recognition").counting(profiled).within(Part::People);
        page.heading(heading.beside(Span::link(Overview::Board.name(), Overview::Board)));
        tier_distribution::in_lines(page, atlas, people);
        page.explanation(tier_distribution::scope(profiled, people.len(), "whatever their stance"));
        page.explanation(captions.mixes.as_ref());
    }
    let heading = Heading::section("People on the record").counting(people.len()).within(Part::People);
    page.heading(heading.beside(list.stances(people)));
    // The caption explains the default order; it would be wrong if the view options name another.
    if context.options.order == PeopleOrder::default() {
        page.explanation(captions.people.as_ref());
    }
    list.with_affiliations().list(page, people, |person| list.source(person));
}

fn commitments(page: &mut PageBuilder, atlas: &Atlas, strategy: &Strategy) {
    if !strategy.commitments.is_empty() {
        page.heading(Heading::section("Commitments").counting(strategy.commitments.len()));
    }
    for commitment in &strategy.commitments {
        page.heading(Heading::group(&atlas.topics[commitment.topic].name));
        page.paragraph(&commitment.claim);
        page.paragraph(wrong_if(&commitment.failure));
    }
}

/// Adds the coordinates of the strategy, and the meanings of its values on the axes.
fn axes(page: &mut PageBuilder, atlas: &Atlas, id: StrategyId) {
    let coordinates = &atlas.strategies[id].coordinates;
    let lever = &atlas.levers[coordinates.lever];
    let pull = match lever.pull_name(coordinates.pull) {
        Some(name) => format!("{} {name}", coordinates.pull.arrow()),
        None => direction(coordinates.pull).to_owned(),
    };
    let value = |axis| to(atlas, Place::Axis(axis, Some(coordinates.on(axis))));
    let mut facts = vec![
        fact("Lever", join_dots([plain(to(atlas, coordinates.lever)), plain(lever.side.label())])),
        fact("Pull", pull),
    ];
    facts.extend(Axis::ALL.map(|axis| fact(&atlas.axis(axis).name, value(axis))));
    facts.push(fact("Frame", coordinates.rejects_frame.then_some("rejects the one that the others share")));
    facts.push(fact("Scope", coordinates.forecloses_scope.then_some("rules one out for good")));
    page.heading(Heading::section("Coordinates"));
    page.facts(facts);
    page.heading(Heading::section("Position on the axes").explaining());
    page.facts(Axis::ALL.map(|axis| {
        let description = &atlas.value_of(id, axis).description;
        let mut text: Inline = vec![value(axis)];
        text.extend((!description.is_empty()).then(|| Span::plain(format!(": {description}"))));
        fact(&atlas.axis(axis).name, text)
    }));
}
