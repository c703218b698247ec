//! The home page: the size of the atlas, where to start, and where its facts come from.

use std::cmp::Reverse;

use crate::document::{Bar, Bars, Fact, Heading, Item, Page, PageBuilder, Span, fact, join_dots, plain};
use crate::graph::{Graph, PeopleOrder, order_people};
use crate::model::{Kind, PersonId, TagId};
use crate::page::PageContext;
use crate::page::parts::figures::{self, pluralize};
use crate::page::parts::inline::to;
use crate::page::parts::tiers::{Scale, person_item};
use crate::page::parts::{provenance, since};
use crate::page::trust;
use crate::place::{Overview, Place};
use crate::review::waiting_words;

/// The most people that are shown of the first in the default order.
const MAX_RECENT: usize = 6;
/// The most people that are shown at each end of the p(doom)s.
const MAX_EXTREMES: usize = 3;
/// The most tags that are shown.
const MAX_TAGS: usize = 8;

/// Builds the page.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let graph = context.graph;
    let about = &graph.atlas.about;
    let edition = (!about.edition.is_empty()).then(|| format!("Edition {}", about.edition));
    let mut page = PageBuilder::new(edition);
    page.title.clone_from(&about.title);
    page.paragraph(&about.about);
    let waiting = waiting_words(context.reviews.mine(), &graph.atlas, context.today).filter(|_| !context.for_others);
    if let Some(words) = waiting {
        page.paragraph([Span::plain("Your reviews: "), Span::link(words, Overview::Reviews)]);
    }
    if let Some(since) = context.since {
        since::section(&mut page, graph, since);
    }
    start(&mut page, context);
    page.heading(Heading::section("On the record"));
    page.facts(record(graph));
    page.heading(Heading::section(Overview::Trust.name()));
    page.facts(trust::summary(graph));
    page.caption([Span::plain("By tag and by strategy: "), to(&graph.atlas, Overview::Trust)]);
    recent(&mut page, graph);
    extremes(&mut page, graph);
    tags(&mut page, graph);
    page.heading(Heading::section("Tiers"));
    page.caption("The tiers of a person with a profile: how close to the work, how widely known, and since when.");
    for scale in Scale::ALL {
        let tiers = scale.tiers(&graph.atlas).iter();
        page.heading(Heading::group(scale.name()));
        page.list(tiers.map(|tier| Item::new(&tier.label, &tier.short).badged([scale.badge(tier)])));
    }
    provenance::of_atlas(&mut page, &graph.atlas);
    page.finish()
}

/// Returns the numbers of people and of their claims.
pub(super) fn record(graph: &Graph) -> Vec<Fact> {
    let people = graph.atlas.people.rows();
    let passages: usize = graph.atlas.people.ids().map(|person| graph.passages(person)).sum();
    vec![
        fact("People", people.len()),
        fact("Passages", passages),
        fact("With a p(doom)", people.iter().filter(|person| !person.p_doom.is_empty()).count()),
        fact("With a timeline", people.iter().filter(|person| !person.timelines.is_empty()).count()),
    ]
}

fn start(page: &mut PageBuilder, context: &PageContext<'_>) {
    let atlas = &context.graph.atlas;
    page.heading(Heading::section("Where to start"));
    page.list(Kind::ALL.into_iter().map(|kind| {
        let (count, about) = match kind {
            Kind::Strategy => (atlas.strategies.len(), "named bets, by the lever they pull"),
            Kind::Person => (atlas.people.len(), "people on the record, with their positions and sources"),
            Kind::Tag => (atlas.tags.len(), "the tags of positions"),
            Kind::Lever => (atlas.levers.len(), "what strategies pull, and in which direction"),
            Kind::Scenario => (atlas.scenarios.len(), "ways for things to go wrong, and what responds"),
            Kind::Portfolio => (atlas.portfolios.len(), "strategies combined"),
            Kind::Mechanism => (atlas.mechanisms.len(), "why strategies conflict or compose"),
        };
        Item::new(to(atlas, Place::List(kind)), format!("{count} · {about}"))
    }));
    let overviews: Vec<Item> =
        context.overviews().map(|overview| Item::new(to(atlas, overview), overview.about())).collect();
    page.section(Heading::section("Overviews"), overviews);
}

/// Adds the first people in the default order, each with the reason.
fn recent(page: &mut PageBuilder, graph: &Graph) {
    let atlas = &graph.atlas;
    let mut people: Vec<PersonId> = atlas.people.ids().collect();
    let by_update = graph.default_order() == PeopleOrder::Recent;
    if by_update {
        let key = |&id: &PersonId| (Reverse(atlas.people[id].updated.as_deref()), graph.name_rank(id));
        // Sorting all people takes too long in a large atlas.
        if people.len() > MAX_RECENT {
            people.select_nth_unstable_by(MAX_RECENT, |a, b| key(a).cmp(&key(b)));
            people.truncate(MAX_RECENT);
        }
        people.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
    } else {
        order_people(graph, PeopleOrder::Passages, &mut people, MAX_RECENT);
        people.truncate(MAX_RECENT);
    }
    let items = people.into_iter().map(|id| {
        let person = &atlas.people[id];
        let passages = (!by_update).then(|| pluralize(graph.passages(id), "passage", "passages"));
        let reason = if by_update { person.updated.clone() } else { passages };
        person_item(atlas, id, join_dots([plain(reason), plain(&person.tagline)]))
    });
    page.section(Heading::section(if by_update { "Recently updated" } else { "Most passages" }), items);
}

/// Adds the highest and the lowest p(doom)s; ties in file order.
fn extremes(page: &mut PageBuilder, graph: &Graph) {
    let atlas = &graph.atlas;
    let people = atlas.people.ids();
    let mut dooms: Vec<(PersonId, f64)> = people.filter_map(|person| Some((person, graph.p_doom(person)?))).collect();
    if dooms.is_empty() {
        return;
    }
    page.heading(Heading::section("p(doom), highest and lowest").counting(dooms.len()));
    for (title, sign) in [("Highest", -1.0), ("Lowest", 1.0)] {
        dooms.sort_by(|a, b| (sign * a.1).total_cmp(&(sign * b.1)).then(a.0.cmp(&b.0)));
        page.heading(Heading::group(title));
        page.list(dooms.iter().take(MAX_EXTREMES).map(|&(id, _)| {
            let person = &atlas.people[id];
            let stated = person.p_doom.first().map(figures::p_doom);
            person_item(atlas, id, join_dots([plain(stated), plain(&person.tagline)]))
        }));
    }
}

/// Adds the tags of the most people; ties in the order of the atlas.
fn tags(page: &mut PageBuilder, graph: &Graph) {
    let tags = graph.atlas.tags.ids().map(|tag| (tag, graph.holders(tag).len()));
    let mut usage: Vec<(TagId, usize)> = tags.filter(|&(_, people)| people > 0).collect();
    usage.sort_by_key(|&(_, people)| Reverse(people));
    usage.truncate(MAX_TAGS);
    if usage.is_empty() {
        return;
    }
    page.heading(Heading::section("Most used tags").counting(usage.len()));
    page.caption("People with a position on the tag, whatever their stance.");
    page.bars(Bars::of_counts(usage.into_iter().map(|(tag, people)| Bar::of_count(to(&graph.atlas, tag), people))));
}
