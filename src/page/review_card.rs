//! The card of the review that is going on: all that is needed to judge without leaving.

use crate::graph::Graph;
use crate::graph::diff::{DiffSpan, DiffTag, diff_words};
use crate::model::{Axis, PersonId, Position, StrategyId};
use crate::review::{Card, Subject, due, is_identity};

use crate::document::{Fact, Heading, Inline, Item, PageBuilder, Span, fact, join_commas, join_dots, plain, sentence};
use crate::page::PageContext;
use crate::page::home;
use crate::page::parts::badges;
use crate::page::parts::inline::{axis_words, lever, marked, to};
use crate::page::parts::sources;
use crate::page::parts::tier_distribution;
use crate::page::parts::verdict::{FLAG, history, is_hidden_notice};
use crate::page::reviews::reason;
use crate::place::Place;

/// How many names stand in a line before the rest is counted.
const NAMES: usize = 12;

/// Builds the card; without a review, how one begins.
pub(super) fn build(context: PageContext<'_>) -> PageBuilder {
    let atlas = &context.graph.atlas;
    let record = context.reviews.mine();
    let Some(card) = record.open_session().and_then(|session| session.current()) else {
        return idle(context);
    };
    let Some(subject) = Subject::find(atlas, &card.subject) else {
        let mut page = PageBuilder::new(home::link(context.graph));
        page.title = Some(card.subject.clone());
        page.notice("This atlas has it no more. What was said of it stays in the journal; the next card goes on.");
        return page;
    };
    let mut page = match subject {
        Subject::Strategy(id) => strategy(context, card, id),
        Subject::Position(person, _) => position(context, card, person, subject.position(atlas)),
    };
    page.title = Some(subject.name(atlas));
    if let Some(judged) = context.judged(&card.subject) {
        history(&mut page, judged);
    }
    page
}

fn idle(context: PageContext<'_>) -> PageBuilder {
    let mut page = PageBuilder::new(home::link(context.graph));
    page.notice("No review is going on: `stratlas review` begins one, and so does R in the explorer.");
    let due = due(context.reviews.mine(), &context.graph.atlas, context.today).len();
    if due > 0 {
        page.inline(vec![
            Span::plain(format!("{due} to look at again: ")),
            Span::link("all reviews", Place::Overview(crate::place::Overview::Reviews)),
        ]);
    }
    page
}

/// What there is to say before the card itself: why it comes here, and what is to be asked of it. A blind session hides
/// why, too: the reason may be what was said before.
fn opening(page: &mut PageBuilder, context: PageContext<'_>, card: &Card) {
    if context.reviews.is_hidden(&card.subject) {
        page.caption(is_hidden_notice(context, &card.subject));
        return;
    }
    let order = context.reviews.mine().open_session().map(|session| session.order.as_str());
    // What is due is told below, as it is now.
    if let Some(why) = card.why.as_ref().filter(|_| order != Some("due")) {
        page.caption(&format!("Why it comes here: {why}"));
    }
    if is_identity(&context.reviews.standing(&card.subject)) {
        page.notice(FLAG);
    }
    let due = due(context.reviews.mine(), &context.graph.atlas, context.today);
    if let Some(item) = due.into_iter().find(|item| item.subject == card.subject) {
        let reasons: Vec<String> = item.why.into_iter().map(|why| reason(why, context)).collect();
        page.caption(&sentence(&reasons.join("; ")));
    }
}

fn strategy(context: PageContext<'_>, card: &Card, id: StrategyId) -> PageBuilder {
    let graph = context.graph;
    let atlas = &graph.atlas;
    let strategy = &atlas.strategies[id];
    let name = vec![Span::link("the whole page", id)];
    let words = |axis| axis_words(atlas, id, axis);
    let mut page = PageBuilder::new(join_dots([lever(atlas, id), words(Axis::ActsOn), words(Axis::Coercion), name]));
    opening(&mut page, context, card);
    page.paragraph(&strategy.thesis);
    changed(&mut page, context, card, Subject::Strategy(id));
    page.prose(Heading::section("Mechanism"), &strategy.mechanism, None);
    page.heading(Heading::section("Falsification signal"));
    match &strategy.falsification {
        Some(text) => page.paragraph(text),
        None => page.caption("It says nothing that would count against it."),
    }
    if let Some(overshoot) = &strategy.overshoot {
        page.heading(Heading::section("Self-undermining threshold"));
        page.inline(vec![Span::strong(sentence(&overshoot.threshold)), Span::plain(format!(" {}", overshoot.why))]);
    }
    for binding in atlas.identity.bindings.iter().filter(|binding| binding.strategy == id) {
        page.prose(Heading::section("Held as an identity").warning(&binding.marker), &binding.note, None);
    }
    let relations = relations(graph, id);
    if !relations.is_empty() {
        page.heading(Heading::section("Relations"));
        page.facts(relations);
    }
    people(&mut page, graph, id);
    page
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
    let mut line = join_commas(names.into_iter().take(NAMES));
    if left > 0 {
        line.push(Span::quiet(format!(" and {left} more")));
    }
    line
}

fn people(page: &mut PageBuilder, graph: &Graph, id: StrategyId) {
    let atlas = &graph.atlas;
    let people = graph.on_record(id);
    if people.is_empty() {
        return;
    }
    page.heading(Heading::section("People on the record").counting(people.len()));
    page.inline(some(people.iter().map(|&id| to(atlas, id)).collect()));
    let mixes = graph.tier_distributions(people.iter().copied());
    if mixes.expertise.placed >= tier_distribution::LEAST {
        page.caption(&tier_distribution::scope(&mixes, "whatever their stance"));
        tier_distribution::by_tier(page, atlas, &mixes);
    }
}

fn position(context: PageContext<'_>, card: &Card, person: PersonId, held: Option<&Position>) -> PageBuilder {
    let atlas = &context.graph.atlas;
    let row = &atlas.people[person];
    let mut kicker = vec![Span::link(&row.name, person)];
    if !row.tagline.is_empty() {
        kicker.push(Span::plain(format!(", {}", row.tagline)));
    }
    let mut page = PageBuilder::new(kicker);
    opening(&mut page, context, card);
    let Some(held) = held else { return page };
    let tag = &atlas.tags[held.tag];
    let mut marks = badges::tiers(atlas, person);
    marks.extend(held.tentative.then(badges::tentative));
    let text = vec![to(atlas, held.tag), Span::plain(format!("  {}", held.stance.label()))];
    page.list(vec![Item { text, badges: marks, note: plain(&tag.gloss) }]);
    page.heading(Heading::section("Claim"));
    page.paragraph(&held.claim);
    if let Some(subject) = Subject::find(atlas, &card.subject) {
        changed(&mut page, context, card, subject);
    }
    page.heading(Heading::section("Sources").counting(held.sources.len()));
    if held.sources.is_empty() {
        page.notice("No source is given for it.");
    }
    page.list(held.sources.iter().map(sources::item));
    page
}

/// What has changed in the text since it was judged.
fn changed(page: &mut PageBuilder, context: PageContext<'_>, card: &Card, subject: Subject) {
    let atlas = &context.graph.atlas;
    let Some(judged) = context.reviews.mine().judged(&card.subject) else { return };
    if !judged.is_stale(subject.digest(atlas)) {
        return;
    }
    page.heading(Heading::section("What has changed since you judged it").warning("of an older text"));
    let Some(older) = judged.text().and_then(|digest| context.reviews.text(digest)) else {
        page.caption("The text that you judged is in none of the journals here, so the difference cannot be shown.");
        return;
    };
    page.caption("Between [- and -] is what was taken away, between {+ and +} what was added.");
    for line in lines(diff_words(older, &subject.text(atlas))) {
        page.inline(line);
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
                *changed |= piece.mark != DiffTag::Kept;
                line.push(marked(piece.mark, part));
            }
        }
    }
    lines.into_iter().filter(|(changed, _)| *changed).map(|(_, line)| line).collect()
}
