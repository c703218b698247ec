//! The page of a strategy: its bet and falsification signal, the people on record for it, and its relations.

use crate::document::{Heading, Inline, Item, Page, PageBuilder, Part, Span, fact, join_dots, plain, sentence};
use crate::graph::{Graph, PeopleOrder};
use crate::model::{Atlas, Axis, Strategy, StrategyId};
use crate::page::PageContext;
use crate::page::parts::inline::{axis_words, direction, lever, links, to};
use crate::page::parts::people_list::PeopleList;
use crate::page::parts::{provenance, relations, tier_distribution, tiers, verdict};
use crate::place::Place;

/// Builds the page.
pub(super) fn build(id: StrategyId, context: &PageContext<'_>) -> Page {
    let graph = context.graph;
    let atlas = &graph.atlas;
    let strategy = &atlas.strategies[id];
    let mut page = PageBuilder::new(join_dots([lever(atlas, id), axis_words(atlas, id, Axis::ActsOn)]));
    page.paragraph(&strategy.thesis);
    page.prose(Heading::section("Mechanism"), &strategy.mechanism, "");
    meanings(&mut page, atlas, strategy);
    signals(&mut page, atlas, id);
    verdict::sections(&mut page, context, id);
    analogue(&mut page, atlas, strategy);
    mentions(&mut page, graph, id);
    people(&mut page, context, id);
    commitments(&mut page, atlas, strategy);
    coordinates(&mut page, atlas, id);
    relations::sections(&mut page, graph, id);
    axes(&mut page, atlas, id);
    provenance::of_strategy(&mut page, atlas, strategy);
    page.finish()
}

fn meanings(page: &mut PageBuilder, atlas: &Atlas, strategy: &Strategy) {
    if !strategy.meanings.is_empty() {
        page.heading(Heading::section("What the name has meant").counting(strategy.meanings.len()));
        page.facts(strategy.meanings.iter().map(|entry| fact(&entry.period, &entry.meaning)));
        page.caption(atlas.about.captions.vintages.as_ref());
    }
}

/// Adds what binds next, the falsification signal, and the self-undermining threshold.
fn signals(page: &mut PageBuilder, atlas: &Atlas, id: StrategyId) {
    let strategy = &atlas.strategies[id];
    let captions = &atlas.about.captions;
    if let Some(text) = &strategy.next_problem {
        page.prose(Heading::section("If it succeeds: what binds next"), text, captions.next_problem.as_ref());
    }
    if let Some(text) = &strategy.falsification {
        page.prose(Heading::section("Falsification signal"), text, captions.falsification.as_ref());
    }
    for binding in atlas.identity.bindings.iter().filter(|binding| binding.strategy == id) {
        page.prose(Heading::section("Held as an identity").warning(&binding.marker), &binding.note, "");
    }
    if let Some(overshoot) = &strategy.overshoot {
        page.heading(Heading::section("Self-undermining threshold").warning("overshoot risk"));
        page.paragraph(Span::strong(sentence(&overshoot.threshold)));
        page.paragraph(&overshoot.why);
        page.caption(captions.threshold.as_ref());
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
    page.caption(atlas.about.captions.analogue.as_ref());
}

/// Adds the scenarios, portfolios and tags that name the strategy.
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
    page.heading(Heading::section("People on the record").counting(people.len()).within(Part::People));
    // The caption explains an order that the view options may have changed.
    if context.options.order == PeopleOrder::default() {
        page.caption(captions.people.as_ref());
    }
    let list = PeopleList::new(context, graph.tags_of(id), PeopleOrder::ProfiledFirst);
    list.list(page, people, |person| plain(&atlas.people[person].tagline));
    let profiled = tiers::profiled(atlas, people.iter().copied()).len();
    if profiled >= tier_distribution::MIN_PROFILED {
        page.heading(Heading::section("Expertise and recognition").counting(profiled).within(Part::People));
        page.caption(tier_distribution::scope(profiled, people.len(), "whatever their stance"));
        page.caption(captions.mixes.as_ref());
        tier_distribution::by_tier(page, atlas, people);
    }
}

fn commitments(page: &mut PageBuilder, atlas: &Atlas, strategy: &Strategy) {
    if !strategy.commitments.is_empty() {
        page.heading(Heading::section("Commitments").counting(strategy.commitments.len()));
    }
    for commitment in &strategy.commitments {
        page.heading(Heading::group(&atlas.topics[commitment.topic].name));
        page.paragraph(&commitment.claim);
        page.paragraph([Span::strong("Fails if: "), Span::plain(&commitment.failure)]);
    }
}

/// Adds the coordinates without explanations.
fn coordinates(page: &mut PageBuilder, atlas: &Atlas, id: StrategyId) {
    let coordinates = &atlas.strategies[id].coordinates;
    let lever = &atlas.levers[coordinates.lever];
    let pull = match lever.pull_name(coordinates.pull) {
        Some(name) => format!("{} {name}", coordinates.pull.arrow()),
        None => direction(coordinates.pull).to_owned(),
    };
    let mut facts = vec![
        fact("Lever", join_dots([plain(to(atlas, coordinates.lever)), plain(lever.side.label())])),
        fact("Pull", pull),
    ];
    facts.extend(Axis::ALL.map(|axis| {
        let label = sentence(&axis.as_str().replace('-', " "));
        fact(label.trim_end_matches('.'), to(atlas, value_place(atlas, id, axis)))
    }));
    facts.push(fact("Frame", coordinates.rejects_frame.then_some("rejects the one that the others share")));
    facts.push(fact("Scope", coordinates.forecloses_scope.then_some("rules one out for good")));
    page.heading(Heading::section("Coordinates"));
    page.facts(facts);
}

/// Returns the place of the strategy's value on an axis.
fn value_place(atlas: &Atlas, id: StrategyId, axis: Axis) -> Place {
    Place::Axis(axis, Some(atlas.strategies[id].coordinates.on(axis)))
}

/// Adds the value on each axis with its description.
fn axes(page: &mut PageBuilder, atlas: &Atlas, id: StrategyId) {
    page.heading(Heading::section("Position on the axes"));
    page.facts(Axis::ALL.map(|axis| {
        let description = &atlas.value_of(id, axis).description;
        let mut text: Inline = vec![to(atlas, value_place(atlas, id, axis))];
        text.extend((!description.is_empty()).then(|| Span::plain(format!(": {description}"))));
        fact(&atlas.axis(axis).name, text)
    }));
}
