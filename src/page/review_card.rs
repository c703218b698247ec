//! The card of the open review session: all information for judging a strategy, a position, a commitment or a shared
//! claim.

use crate::document::{
    Fact, Heading, Inline, Item, Page, PageBuilder, Span, fact, join_dots, plain, sentence, truncated_list,
};
use crate::graph::Graph;
use crate::graph::diff::{DiffSpan, DiffTag, diff_words};
use crate::model::{Axis, PersonId, RelationKind, SharedClaimId, StrategyId};
use crate::page::parts::caveat::caveat;
use crate::page::parts::inline::{axis_words, lever, marked, to};
use crate::page::parts::invitation::invite;
use crate::page::parts::verdict::{STILL_BACKED, hidden_notice, history, of_others};
use crate::page::parts::{sightings, sources, team, tier_distribution, tiers};
use crate::page::reviews::reason;
use crate::page::{PageContext, commitment};
use crate::place::Place;
use crate::review::{Card, Subject, due, is_identity};

/// Maximum number of names in a line of the card.
const MAX_NAMES: usize = 12;

/// Builds the page of the current card. Without an open session, the page explains how to start one.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let atlas = &context.graph.atlas;
    let mut page = context.page_below_home();
    let record = context.reviews.mine();
    let Some(card) = record.open_session().and_then(|session| session.current()) else {
        invite(&mut page, context, "No review is open. This page will show its cards, one subject at a time.");
        return page.finish();
    };
    let Some(subject) = Subject::find(atlas, &card.subject) else {
        page.title.clone_from(&card.subject);
        page.notice("The atlas no longer has this record. Its verdicts stay in the journal; go on with the next card.");
        return page.finish();
    };
    page.title = subject.name(atlas);
    match subject {
        Subject::Strategy(id) => strategy(&mut page, context, card, id),
        Subject::Position(person, _) => position(&mut page, context, card, (person, subject)),
        Subject::Claim(id) => claim(&mut page, context, card, (id, subject)),
        Subject::Commitment(id, _) => commitment(&mut page, context, card, (id, subject)),
    }
    if is_consensus(context) {
        return page.finish();
    }
    if !context.reviews.is_hidden(&card.subject) {
        of_others(&mut page, context, &card.subject);
    }
    if let Some(judged) = context.judged(&card.subject) {
        history(&mut page, context, (&card.subject, judged));
    }
    page.finish()
}

/// Returns whether the cards of the open session record a consensus.
fn is_consensus(context: &PageContext<'_>) -> bool {
    context.reviews.mine().open_session().is_some_and(|session| session.is_consensus)
}

/// Adds the reasons why the card is in the queue and due, or, if the session records a consensus, the verdicts of
/// everyone. A blind session hides the reasons, since they can reveal the earlier verdict.
fn opening(page: &mut PageBuilder, context: &PageContext<'_>, card: &Card) {
    if context.reviews.is_hidden(&card.subject) {
        page.caption(hidden_notice(context, &card.subject));
        return;
    }
    if is_consensus(context) {
        if let Some(subject) = Subject::find(&context.graph.atlas, &card.subject) {
            team::comparison(page, context, subject);
        }
        return;
    }
    let order = context.reviews.mine().open_session().map(|session| session.order.as_str());
    // If the queue is ordered by due date, this reason would only repeat the due date, which is added below.
    if let Some(why) = card.why.as_ref().filter(|_| order != Some("due")) {
        page.caption(format!("In the queue because: {why}"));
    }
    if is_identity(&context.reviews.visible_verdict(&card.subject)) {
        page.warning(STILL_BACKED);
    }
    let due = due(context.reviews.mine(), &context.graph.atlas, context.today);
    if let Some(item) = due.into_iter().find(|item| item.subject == card.subject) {
        let reasons: Vec<String> = item.why.into_iter().map(|why| reason(why, context.today)).collect();
        page.caption(sentence(&reasons.join("; ")));
    }
}

fn strategy(page: &mut PageBuilder, context: &PageContext<'_>, card: &Card, id: StrategyId) {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let strategy = &atlas.strategies[id];
    let words = |axis| axis_words(atlas, id, axis);
    let whole = plain(Span::link("the whole page", id));
    page.kicker = join_dots([lever(atlas, id), words(Axis::ActsOn), words(Axis::Coercion), whole]);
    opening(page, context, card);
    page.paragraph(&strategy.thesis);
    changed(page, context, card, Subject::Strategy(id));
    page.prose(Heading::section("Mechanism"), &strategy.mechanism, "");
    page.heading(Heading::section("Falsification signal"));
    match &strategy.falsification {
        Some(text) => page.paragraph(text),
        None => page.caption("The strategy names none."),
    }
    if let Some(judged) = context.judged(&card.subject) {
        sightings::section(page, judged);
    }
    if let Some(overshoot) = &strategy.overshoot {
        page.heading(Heading::section("Self-undermining threshold"));
        page.paragraph([Span::strong(sentence(&overshoot.threshold)), Span::plain(format!(" {}", overshoot.why))]);
    }
    for binding in atlas.identity.bindings.iter().filter(|binding| binding.strategy == id) {
        page.prose(Heading::section("Held as an identity").warning(&binding.marker), &binding.note, "");
    }
    let mut relations = relations(graph, id);
    relations.retain(|fact| !fact.value.is_empty());
    if !relations.is_empty() {
        page.heading(Heading::section("Relations"));
        page.facts(relations);
    }
    people(page, graph, id);
}

/// Returns facts on the conflicts, complements, twins, scenarios and portfolios of the strategy.
fn relations(graph: &Graph, id: StrategyId) -> Vec<Fact> {
    let related = |kind| {
        let others = graph.relations_of_kind(id, kind).map(|relation| Place::from(relation.other));
        names(graph, others.collect())
    };
    vec![
        fact("Conflicts with", related(RelationKind::Conflict)),
        fact("Complements", related(RelationKind::Complement)),
        fact("Twins", related(RelationKind::Twin)),
        fact("Responds to", names(graph, graph.scenarios_of(id).to_vec())),
        fact("Part of", names(graph, graph.portfolios_of(id).to_vec())),
    ]
}

/// Returns the first few of `places` as links, and the number of further ones.
fn names<P: Into<Place>>(graph: &Graph, places: Vec<P>) -> Inline {
    truncated_list(places.into_iter().map(|place| to(&graph.atlas, place)), MAX_NAMES)
}

fn people(page: &mut PageBuilder, graph: &Graph, id: StrategyId) {
    let people = graph.on_record(id);
    if people.is_empty() {
        return;
    }
    page.heading(Heading::section("People on the record").counting(people.len()));
    page.paragraph(names(graph, people.to_vec()));
    let profiled = tiers::profiled(&graph.atlas, people.iter().copied()).len();
    if profiled >= tier_distribution::MIN_PROFILED {
        page.caption(tier_distribution::scope(profiled, people.len(), "whatever their stance"));
        tier_distribution::by_tier(page, &graph.atlas, people);
    }
}

fn position(page: &mut PageBuilder, context: &PageContext<'_>, card: &Card, (id, subject): (PersonId, Subject)) {
    let atlas = &context.graph.atlas;
    let person = &atlas.people[id];
    let tagline = (!person.tagline.is_empty()).then(|| Span::plain(format!(", {}", person.tagline)));
    page.kicker = std::iter::once(Span::link(&person.name, id)).chain(tagline).collect();
    opening(page, context, card);
    let Some(position) = subject.position(atlas) else { return };
    let badges = tiers::badges(atlas, id).chain(position.tentative.then(tiers::tentative));
    let text = [to(atlas, position.tag), Span::plain(format!("  {}", position.stance.label()))];
    page.list([Item::new(text, &atlas.tags[position.tag].gloss).badged(badges)]);
    page.prose(Heading::section("Claim"), &position.claim, "");
    page.warning(caveat(position.caveat.as_ref()));
    changed(page, context, card, subject);
    page.heading(Heading::section("Sources").counting(position.sources.len()));
    page.list_or("The position has no source.", position.best_sources().into_iter().map(sources::item));
}

fn commitment(page: &mut PageBuilder, context: &PageContext<'_>, card: &Card, (id, subject): (StrategyId, Subject)) {
    let atlas = &context.graph.atlas;
    let Some(commitment) = subject.commitment(atlas) else { return };
    page.kicker = commitment::kicker(context, id, commitment);
    opening(page, context, card);
    commitment::text(page, commitment);
    changed(page, context, card, subject);
    page.heading(Heading::section("The strategy that rests on it"));
    page.list([Item::new(to(atlas, id), &atlas.strategies[id].thesis)]);
}

fn claim(page: &mut PageBuilder, context: &PageContext<'_>, card: &Card, (id, subject): (SharedClaimId, Subject)) {
    opening(page, context, card);
    page.paragraph(sentence(&context.graph.atlas.claims[id].statement));
    changed(page, context, card, subject);
    commitment::sharing(page, &context.graph.atlas, id);
}

/// Adds the changes of the subject's text since the reviewer's verdict; adds nothing if the text is the same.
fn changed(page: &mut PageBuilder, context: &PageContext<'_>, card: &Card, subject: Subject) {
    let atlas = &context.graph.atlas;
    let Some(judged) = context.reviews.mine().judged(&card.subject) else { return };
    if !judged.is_stale(subject.digest(atlas)) {
        return;
    }
    page.heading(Heading::section("Changes since your verdict").warning("of an earlier text"));
    let Some(earlier) = judged.text().and_then(|digest| context.reviews.text(digest)) else {
        page.caption("The earlier text is in none of the journals, so the changes cannot be shown.");
        return;
    };
    page.caption("Removed text is [-in brackets with hyphens-], added text {+in braces with plus signs+}.");
    for line in changed_lines(diff_words(&earlier, &subject.text(atlas))) {
        page.paragraph(line);
    }
}

/// Returns the lines of a compared text that contain changes, with the changes marked.
fn changed_lines(spans: Vec<DiffSpan>) -> Vec<Inline> {
    let mut lines: Vec<(bool, Inline)> = vec![(false, Inline::new())];
    for span in spans {
        for (at, part) in span.text.split('\n').enumerate() {
            if at > 0 {
                lines.push((false, Inline::new()));
            }
            if let Some((is_changed, line)) = lines.last_mut().filter(|_| !part.is_empty()) {
                *is_changed |= span.mark != DiffTag::Kept;
                line.push(marked(span.mark, part));
            }
        }
    }
    lines.into_iter().filter(|(is_changed, _)| *is_changed).map(|(_, line)| line).collect()
}
