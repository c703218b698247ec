//! The page of a strategy: what it bets on, what would undo it, who is on record for it, and what it relates to.

use crate::graph::{Graph, PeopleOrder};
use crate::model::{Atlas, Axis, Strategy, StrategyId};

use crate::document::{Heading, Inline, Item, PageBuilder, Part, Span, fact, join_commas, join_dots, plain, sentence};
use crate::page::PageContext;
use crate::page::parts::inline::{axis_words, direction, lever, to};
use crate::page::parts::people_list::PeopleList;
use crate::page::parts::provenance;
use crate::page::parts::relations;
use crate::page::parts::tier_distribution;
use crate::page::parts::verdict;
use crate::page::view_options::ViewOptions;
use crate::place::Place;

/// Builds the page of `id`.
pub(super) fn build(context: PageContext<'_>, id: StrategyId, options: &ViewOptions) -> PageBuilder {
    let graph = context.graph;
    let atlas = &graph.atlas;
    let strategy = &atlas.strategies[id];
    let mut page = PageBuilder::new(join_dots([lever(atlas, id), axis_words(atlas, id, Axis::ActsOn)]));
    page.paragraph(&strategy.thesis);
    page.prose(Heading::section("Mechanism"), &strategy.mechanism, None);
    meanings(&mut page, atlas, strategy);
    signals(&mut page, atlas, id);
    verdict::sections(&mut page, context, id);
    analogue(&mut page, atlas, strategy);
    contexts(&mut page, graph, id);
    people(&mut page, graph, id, options);
    commitments(&mut page, atlas, strategy);
    coordinates(&mut page, atlas, id);
    relations::sections(&mut page, graph, id);
    axes(&mut page, atlas, id);
    provenance::of_strategy(&mut page, atlas, strategy);
    page
}

fn meanings(page: &mut PageBuilder, atlas: &Atlas, strategy: &Strategy) {
    if strategy.meanings.is_empty() {
        return;
    }
    page.heading(Heading::section("What the name has meant").counting(strategy.meanings.len()));
    page.facts(strategy.meanings.iter().map(|entry| fact(&entry.period, plain(&entry.meaning))).collect());
    page.caption(atlas.about.captions.vintages.as_deref().unwrap_or_default());
}

/// What binds next, what would count against the strategy, and where it turns on itself.
fn signals(page: &mut PageBuilder, atlas: &Atlas, id: StrategyId) {
    let strategy = &atlas.strategies[id];
    let captions = &atlas.about.captions;
    if let Some(text) = &strategy.next_problem {
        page.prose(Heading::section("If it succeeds: what binds next"), text, captions.next_problem.as_deref());
    }
    if let Some(text) = &strategy.falsification {
        page.prose(Heading::section("Falsification signal"), text, captions.falsification.as_deref());
    }
    for binding in atlas.identity.bindings.iter().filter(|binding| binding.strategy == id) {
        page.prose(Heading::section("Held as an identity").warning(&binding.marker), &binding.note, None);
    }
    if let Some(overshoot) = &strategy.overshoot {
        page.heading(Heading::section("Self-undermining threshold").warning("overshoot risk"));
        page.inline(vec![Span::strong(sentence(&overshoot.threshold))]);
        page.paragraph(&overshoot.why);
        page.caption(captions.threshold.as_deref().unwrap_or_default());
    }
}

fn analogue(page: &mut PageBuilder, atlas: &Atlas, strategy: &Strategy) {
    let Some(analogue) = &strategy.analogue else { return };
    page.heading(Heading::section("Precedent in another field").marked(&atlas.domains[analogue.domain].name));
    page.facts(vec![
        fact("Regime", plain(&analogue.regime)),
        fact("Produced", plain(&analogue.produced)),
        fact("Did not produce", plain(&analogue.did_not_produce)),
    ]);
    page.caption(atlas.about.captions.analogue.as_deref().unwrap_or_default());
}

/// The scenarios that name the strategy, the portfolios that hold it, the tags that lead to it.
fn contexts(page: &mut PageBuilder, graph: &Graph, id: StrategyId) {
    let atlas = &graph.atlas;
    let item = |place, note: &str| Item { text: vec![to(atlas, place)], badges: Vec::new(), note: plain(note) };
    let scenarios = graph.scenarios_of(id);
    if !scenarios.is_empty() {
        page.heading(Heading::section("Scenarios it responds to").counting(scenarios.len()));
        page.list(scenarios.iter().map(|&id| item(Place::from(id), &atlas.scenarios[id].gloss)));
    }
    let portfolios = graph.portfolios_of(id);
    if !portfolios.is_empty() {
        page.heading(Heading::section("Portfolios that hold it").counting(portfolios.len()));
        page.inline(join_commas(portfolios.iter().map(|&id| to(atlas, id))));
    }
    let tags = graph.tags_of(id);
    if !tags.is_empty() {
        page.heading(Heading::section("Tags that lead here").counting(tags.len()));
        page.list(tags.iter().map(|&id| item(Place::from(id), &atlas.tags[id].gloss)));
    }
}

fn people(page: &mut PageBuilder, graph: &Graph, id: StrategyId, options: &ViewOptions) {
    let atlas = &graph.atlas;
    let captions = &atlas.about.captions;
    let people = graph.on_record(id);
    if people.is_empty() {
        return;
    }
    page.heading(Heading::section("People on the record").counting(people.len()).within(Part::People));
    // The caption explains an order that the view options may have changed.
    if options.order == PeopleOrder::default() {
        page.caption(captions.people.as_deref().unwrap_or_default());
    }
    let roster = PeopleList::new(graph, options, graph.tags_of(id), PeopleOrder::ProfiledFirst);
    roster.list(page, people, |person| plain(&atlas.people[person].tagline));
    let mixes = graph.tier_distributions(people.iter().copied());
    if mixes.expertise.placed >= tier_distribution::LEAST {
        page.heading(
            Heading::section("Expertise and recognition")
                .counting(mixes.expertise.placed as usize)
                .within(Part::People),
        );
        page.caption(&tier_distribution::scope(&mixes, "whatever their stance"));
        page.caption(captions.mixes.as_deref().unwrap_or_default());
        tier_distribution::by_tier(page, atlas, &mixes);
    }
}

fn commitments(page: &mut PageBuilder, atlas: &Atlas, strategy: &Strategy) {
    if strategy.commitments.is_empty() {
        return;
    }
    page.heading(Heading::section("What it commits its holders to").counting(strategy.commitments.len()));
    for commitment in &strategy.commitments {
        page.heading(Heading::group(plain(&atlas.topics[commitment.topic].name)));
        page.paragraph(&commitment.claim);
        page.inline(vec![Span::strong("Failure: "), Span::plain(&commitment.failure)]);
    }
}

/// The coordinates at a glance.
fn coordinates(page: &mut PageBuilder, atlas: &Atlas, id: StrategyId) {
    let coordinates = &atlas.strategies[id].coordinates;
    let lever = &atlas.levers[coordinates.lever];
    let pull = match lever.pull_name(coordinates.pull) {
        Some(name) => format!("{} {name}", coordinates.pull.arrow()),
        None => direction(coordinates.pull).to_owned(),
    };
    let mut facts = vec![
        fact("Lever", join_dots([vec![to(atlas, coordinates.lever)], plain(lever.side.label())])),
        fact("Pull", plain(pull)),
    ];
    for axis in Axis::ALL {
        facts.push(fact(sentence(&axis.as_str().replace('-', " ")).trim_end_matches('.'), {
            vec![to(atlas, value_place(atlas, id, axis))]
        }));
    }
    if coordinates.rejects_frame {
        facts.push(fact("Frame", plain("rejects the one that the others share")));
    }
    if coordinates.forecloses_scope {
        facts.push(fact("Scope", plain("rules one out for good")));
    }
    page.heading(Heading::section("Coordinates"));
    page.facts(facts);
}

/// Where everything stands that has the strategy's value on an axis.
fn value_place(atlas: &Atlas, id: StrategyId, axis: Axis) -> Place {
    Place::Axis(axis, Some(atlas.strategies[id].coordinates.on(axis)))
}

/// Where the strategy stands on each axis, and what that means.
fn axes(page: &mut PageBuilder, atlas: &Atlas, id: StrategyId) {
    page.heading(Heading::section("Position on the axes"));
    page.facts(
        Axis::ALL
            .into_iter()
            .map(|axis| {
                let value = atlas.value_of(id, axis);
                let mut text: Inline = vec![to(atlas, value_place(atlas, id, axis))];
                if !value.description.is_empty() {
                    text.push(Span::plain(format!(": {}", value.description)));
                }
                fact(&atlas.axis(axis).name, text)
            })
            .collect(),
    );
}
