//! The card of the review that is going on: all that is needed to judge without leaving.

use crate::graph::Graph;
use crate::graph::diff::{DiffSpan, Mark, diff_words};
use crate::model::{Axis, PersonId, Position, StrategyId};
use crate::review::{Card, Subject, due, is_identity};

use super::Known;
use super::draft::Draft;
use super::home;
use super::inline::{axis_words, dotted, fact, lever, listed, marked, plain, sentence, to};
use super::reviews::reason;
use super::sources;
use super::verdict::{FLAG, history, is_hidden_notice};
use super::{badges, mix};
use crate::document::{Fact, Heading, Inline, Item, Span};
use crate::place::Place;

/// How many names stand in a line before the rest is counted.
const NAMES: usize = 12;

/// Describes the card; without a review, how one begins.
pub(super) fn draft(known: Known<'_>) -> Draft {
    let atlas = &known.graph.atlas;
    let record = known.reviews.mine();
    let Some(card) = record.open_session().and_then(|session| session.current()) else {
        return idle(known);
    };
    let Ok(subject) = Subject::parse(atlas, &card.on) else {
        let mut draft = Draft::new(home::link(known.graph));
        draft.title = Some(card.on.clone());
        draft.notice("This atlas has it no more. What was said of it stays in the journal; the next card goes on.");
        return draft;
    };
    let mut draft = match subject {
        Subject::Strategy(id) => strategy(known, card, id),
        Subject::Position(person, _) => position(known, card, person, subject.position(atlas)),
    };
    draft.title = Some(subject.name(atlas));
    if let Some(judged) = known.judged(&card.on) {
        history(&mut draft, judged);
    }
    draft
}

fn idle(known: Known<'_>) -> Draft {
    let mut draft = Draft::new(home::link(known.graph));
    draft.notice("No review is going on: `stratlas review` begins one, and so does R in the explorer.");
    let due = due(known.reviews.mine(), &known.graph.atlas, known.today).len();
    if due > 0 {
        draft.inline(vec![
            Span::plain(format!("{due} to look at again: ")),
            Span::link("all reviews", Place::Overview(crate::place::Overview::Reviews)),
        ]);
    }
    draft
}

/// What there is to say before the card itself: why it comes here, and what is to be asked of it. A blind session hides
/// why, too: the reason may be what was said before.
fn opening(draft: &mut Draft, known: Known<'_>, card: &Card) {
    if known.reviews.is_hidden(&card.on) {
        draft.caption(is_hidden_notice(known, &card.on));
        return;
    }
    let order = known.reviews.mine().open_session().map(|session| session.order.as_str());
    // What is due is told below, as it is now.
    if let Some(why) = card.why.as_ref().filter(|_| order != Some("due")) {
        draft.caption(&format!("Why it comes here: {why}"));
    }
    if is_identity(&known.reviews.standing(&card.on)) {
        draft.notice(FLAG);
    }
    let due = due(known.reviews.mine(), &known.graph.atlas, known.today);
    if let Some(item) = due.into_iter().find(|item| item.on == card.on) {
        let reasons: Vec<String> = item.why.into_iter().map(|why| reason(why, known)).collect();
        draft.caption(&sentence(&reasons.join("; ")));
    }
}

fn strategy(known: Known<'_>, card: &Card, id: StrategyId) -> Draft {
    let graph = known.graph;
    let atlas = &graph.atlas;
    let strategy = &atlas.strategies[id];
    let name = vec![Span::link("the whole page", id)];
    let words = |axis| axis_words(atlas, id, axis);
    let mut draft = Draft::new(dotted([lever(atlas, id), words(Axis::ActsOn), words(Axis::Coercion), name]));
    opening(&mut draft, known, card);
    draft.paragraph(&strategy.thesis);
    changed(&mut draft, known, card, Subject::Strategy(id));
    draft.prose(Heading::section("Mechanism"), &strategy.mechanism, None);
    draft.heading(Heading::section("Falsification signal"));
    match &strategy.falsification {
        Some(text) => draft.paragraph(text),
        None => draft.caption("It says nothing that would count against it."),
    }
    if let Some(overshoot) = &strategy.overshoot {
        draft.heading(Heading::section("Self-undermining threshold"));
        draft.inline(vec![Span::strong(sentence(&overshoot.threshold)), Span::plain(format!(" {}", overshoot.why))]);
    }
    for binding in atlas.identity.bindings.iter().filter(|binding| binding.strategy == id) {
        draft.prose(Heading::section("Held as an identity").warning(&binding.marker), &binding.note, None);
    }
    let relations = relations(graph, id);
    if !relations.is_empty() {
        draft.heading(Heading::section("Relations"));
        draft.facts(relations);
    }
    people(&mut draft, graph, id);
    draft
}

/// What the strategy conflicts with, goes with and stands beside, and where it is named.
fn relations(graph: &Graph, id: StrategyId) -> Vec<Fact> {
    use crate::model::RelationKind;
    let atlas = &graph.atlas;
    let names = |kind| {
        let related = graph.relations_of_kind(id, kind);
        some(related.map(|relation| to(atlas, relation.other)).collect())
    };
    let scenarios = graph.scenarios_of(id).iter().map(|&id| to(atlas, id)).collect();
    let portfolios = graph.portfolios_of(id).iter().map(|&id| to(atlas, id)).collect();
    let mut facts = vec![
        fact("Conflicts with", names(RelationKind::Conflict)),
        fact("Goes with", names(RelationKind::Complement)),
        fact("Twins", names(RelationKind::Twin)),
        fact("Responds to", some(scenarios)),
        fact("Held in", some(portfolios)),
    ];
    facts.retain(|fact| !fact.value.is_empty());
    facts
}

/// The first of these names, and how many more there are.
fn some(names: Vec<Span>) -> Inline {
    let left = names.len().saturating_sub(NAMES);
    let mut line = listed(names.into_iter().take(NAMES));
    if left > 0 {
        line.push(Span::quiet(format!(" and {left} more")));
    }
    line
}

fn people(draft: &mut Draft, graph: &Graph, id: StrategyId) {
    let atlas = &graph.atlas;
    let people = graph.on_record(id);
    if people.is_empty() {
        return;
    }
    draft.heading(Heading::section("People on the record").counting(people.len()));
    draft.inline(some(people.iter().map(|&id| to(atlas, id)).collect()));
    let mixes = graph.tier_distributions(people.iter().copied());
    if mixes.expertise.placed >= mix::LEAST {
        draft.caption(&mix::scope(&mixes, "whatever their stance"));
        mix::by_tier(draft, atlas, &mixes);
    }
}

fn position(known: Known<'_>, card: &Card, person: PersonId, held: Option<&Position>) -> Draft {
    let atlas = &known.graph.atlas;
    let row = &atlas.people[person];
    let mut kicker = vec![Span::link(&row.name, person)];
    if !row.tagline.is_empty() {
        kicker.push(Span::plain(format!(", {}", row.tagline)));
    }
    let mut draft = Draft::new(kicker);
    opening(&mut draft, known, card);
    let Some(held) = held else { return draft };
    let tag = &atlas.tags[held.tag];
    let mut marks = badges::tiers(atlas, person);
    marks.extend(held.tentative.then(badges::tentative));
    let text = vec![to(atlas, held.tag), Span::plain(format!("  {}", held.stance.label()))];
    draft.list(vec![Item { text, badges: marks, note: plain(&tag.gloss) }]);
    draft.heading(Heading::section("Claim"));
    draft.paragraph(&held.claim);
    if let Ok(subject) = Subject::parse(atlas, &card.on) {
        changed(&mut draft, known, card, subject);
    }
    draft.heading(Heading::section("Sources").counting(held.sources.len()));
    if held.sources.is_empty() {
        draft.notice("No source is given for it.");
    }
    draft.list(held.sources.iter().map(sources::item));
    draft
}

/// What has changed in the text since it was judged.
fn changed(draft: &mut Draft, known: Known<'_>, card: &Card, subject: Subject) {
    let atlas = &known.graph.atlas;
    let Some(judged) = known.reviews.mine().judged(&card.on) else { return };
    if !judged.is_stale(subject.digest(atlas)) {
        return;
    }
    draft.heading(Heading::section("What has changed since you judged it").warning("of an older text"));
    let Some(older) = judged.text().and_then(|digest| known.reviews.text(digest)) else {
        draft.caption("The text that you judged is in none of the journals here, so the difference cannot be shown.");
        return;
    };
    draft.caption("Between [- and -] is what was taken away, between {+ and +} what was added.");
    for line in lines(diff_words(older, &subject.text(atlas))) {
        draft.inline(line);
    }
}

/// The lines of a difference that something has changed in.
fn lines(pieces: Vec<DiffSpan>) -> Vec<Inline> {
    let mut lines: Vec<(bool, Inline)> = vec![(false, Inline::new())];
    for piece in pieces {
        for (at, part) in piece.text.split('\n').enumerate() {
            if at > 0 {
                lines.push((false, Inline::new()));
            }
            if part.is_empty() {
                continue;
            }
            if let Some((changed, line)) = lines.last_mut() {
                *changed |= piece.mark != Mark::Kept;
                line.push(marked(piece.mark, part));
            }
        }
    }
    lines.into_iter().filter(|(changed, _)| *changed).map(|(_, line)| line).collect()
}
