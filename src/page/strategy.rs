//! The page of a strategy: what it bets on, what would undo it, who is on record for it, and what it relates to.

use crate::graph::{Graph, PeopleOrder};
use crate::model::{Atlas, Axis, Strategy, StrategyId};

use super::draft::Draft;
use super::inline::{axis_words, direction, dotted, fact, lever, listed, plain, sentence, to};
use super::lens::Lens;
use super::roster::Roster;
use super::{Known, mix, provenance, relations, verdict};
use crate::document::{Heading, Inline, Item, Part, Span};
use crate::place::Place;

/// Describes the page of `id`.
pub(super) fn draft(known: Known<'_>, id: StrategyId, lens: &Lens) -> Draft {
    let graph = known.graph;
    let atlas = &graph.atlas;
    let strategy = &atlas.strategies[id];
    let mut draft = Draft::new(dotted([lever(atlas, id), axis_words(atlas, id, Axis::ActsOn)]));
    draft.paragraph(&strategy.thesis);
    draft.prose(Heading::section("Mechanism"), &strategy.mechanism, None);
    meanings(&mut draft, atlas, strategy);
    signals(&mut draft, atlas, id);
    verdict::sections(&mut draft, known, id);
    analogue(&mut draft, atlas, strategy);
    contexts(&mut draft, graph, id);
    people(&mut draft, graph, id, lens);
    commitments(&mut draft, atlas, strategy);
    coordinates(&mut draft, atlas, id);
    relations::sections(&mut draft, graph, id);
    axes(&mut draft, atlas, id);
    provenance::of_strategy(&mut draft, atlas, strategy);
    draft
}

fn meanings(draft: &mut Draft, atlas: &Atlas, strategy: &Strategy) {
    if strategy.meanings.is_empty() {
        return;
    }
    draft.heading(Heading::section("What the name has meant").counting(strategy.meanings.len()));
    draft.facts(strategy.meanings.iter().map(|entry| fact(&entry.period, plain(&entry.meaning))).collect());
    draft.caption(atlas.about.captions.vintages.as_deref().unwrap_or_default());
}

/// What binds next, what would count against the strategy, and where it turns on itself.
fn signals(draft: &mut Draft, atlas: &Atlas, id: StrategyId) {
    let strategy = &atlas.strategies[id];
    let captions = &atlas.about.captions;
    if let Some(text) = &strategy.next_problem {
        draft.prose(Heading::section("If it succeeds: what binds next"), text, captions.next_problem.as_deref());
    }
    if let Some(text) = &strategy.falsification {
        draft.prose(Heading::section("Falsification signal"), text, captions.falsification.as_deref());
    }
    for binding in atlas.identity.bindings.iter().filter(|binding| binding.strategy == id) {
        draft.prose(Heading::section("Held as an identity").warning(&binding.marker), &binding.note, None);
    }
    if let Some(overshoot) = &strategy.overshoot {
        draft.heading(Heading::section("Self-undermining threshold").warning("overshoot risk"));
        draft.inline(vec![Span::strong(sentence(&overshoot.threshold))]);
        draft.paragraph(&overshoot.why);
        draft.caption(captions.threshold.as_deref().unwrap_or_default());
    }
}

fn analogue(draft: &mut Draft, atlas: &Atlas, strategy: &Strategy) {
    let Some(analogue) = &strategy.analogue else { return };
    draft.heading(Heading::section("Precedent in another field").marked(&atlas.domains[analogue.domain].name));
    draft.facts(vec![
        fact("Regime", plain(&analogue.regime)),
        fact("Produced", plain(&analogue.produced)),
        fact("Did not produce", plain(&analogue.did_not_produce)),
    ]);
    draft.caption(atlas.about.captions.analogue.as_deref().unwrap_or_default());
}

/// The scenarios that name the strategy, the portfolios that hold it, the tags that lead to it.
fn contexts(draft: &mut Draft, graph: &Graph, id: StrategyId) {
    let atlas = &graph.atlas;
    let item = |place, note: &str| Item { text: vec![to(atlas, place)], badges: Vec::new(), note: plain(note) };
    let scenarios = graph.scenarios_of(id);
    if !scenarios.is_empty() {
        draft.heading(Heading::section("Scenarios it responds to").counting(scenarios.len()));
        draft.list(scenarios.iter().map(|&id| item(Place::from(id), &atlas.scenarios[id].gloss)));
    }
    let portfolios = graph.portfolios_of(id);
    if !portfolios.is_empty() {
        draft.heading(Heading::section("Portfolios that hold it").counting(portfolios.len()));
        draft.inline(listed(portfolios.iter().map(|&id| to(atlas, id))));
    }
    let tags = graph.tags_of(id);
    if !tags.is_empty() {
        draft.heading(Heading::section("Tags that lead here").counting(tags.len()));
        draft.list(tags.iter().map(|&id| item(Place::from(id), &atlas.tags[id].gloss)));
    }
}

fn people(draft: &mut Draft, graph: &Graph, id: StrategyId, lens: &Lens) {
    let atlas = &graph.atlas;
    let captions = &atlas.about.captions;
    let people = graph.on_record(id);
    if people.is_empty() {
        return;
    }
    draft.heading(Heading::section("People on the record").counting(people.len()).within(Part::People));
    // The caption explains the order that the lens may have changed.
    if lens.order == PeopleOrder::default() {
        draft.caption(captions.people.as_deref().unwrap_or_default());
    }
    let roster = Roster::new(graph, lens, graph.tags_of(id), PeopleOrder::ProfiledFirst);
    roster.list(draft, people, |person| plain(&atlas.people[person].tagline));
    let mixes = graph.tier_distributions(people.iter().copied());
    if mixes.expertise.placed >= mix::LEAST {
        draft.heading(
            Heading::section("Expertise and recognition")
                .counting(mixes.expertise.placed as usize)
                .within(Part::People),
        );
        draft.caption(&mix::scope(&mixes, "whatever their stance"));
        draft.caption(captions.mixes.as_deref().unwrap_or_default());
        mix::by_tier(draft, atlas, &mixes);
    }
}

fn commitments(draft: &mut Draft, atlas: &Atlas, strategy: &Strategy) {
    if strategy.commitments.is_empty() {
        return;
    }
    draft.heading(Heading::section("What it commits its holders to").counting(strategy.commitments.len()));
    for commitment in &strategy.commitments {
        draft.heading(Heading::group(plain(&atlas.topics[commitment.topic].name)));
        draft.paragraph(&commitment.claim);
        draft.inline(vec![Span::strong("Failure: "), Span::plain(&commitment.failure)]);
    }
}

/// The coordinates at a glance.
fn coordinates(draft: &mut Draft, atlas: &Atlas, id: StrategyId) {
    let coordinates = &atlas.strategies[id].coordinates;
    let lever = &atlas.levers[coordinates.lever];
    let pull = match lever.pull_name(coordinates.pull) {
        Some(name) => format!("{} {name}", coordinates.pull.arrow()),
        None => direction(coordinates.pull).to_owned(),
    };
    let mut facts = vec![
        fact("Lever", dotted([vec![to(atlas, coordinates.lever)], plain(lever.side.label())])),
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
    draft.heading(Heading::section("Coordinates"));
    draft.facts(facts);
}

/// Where everything stands that has the strategy's value on an axis.
fn value_place(atlas: &Atlas, id: StrategyId, axis: Axis) -> Place {
    Place::Axis(axis, Some(atlas.strategies[id].coordinates.on(axis)))
}

/// Where the strategy stands on each axis, and what that means.
fn axes(draft: &mut Draft, atlas: &Atlas, id: StrategyId) {
    draft.heading(Heading::section("Position on the axes"));
    draft.facts(
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
