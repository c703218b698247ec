//! The page one starts on: what the atlas holds, where to begin, and where its facts come from.

use std::cmp::Reverse;

use crate::graph::Graph;
use crate::model::{Atlas, Kind, PersonId, TagId, Tier};

use crate::document::{
    Badge, BadgeKind, Bar, Bars, Fact, Heading, Inline, Item, PageBuilder, Span, fact, join_dots, plain,
};
use crate::page::PageContext;
use crate::page::parts::badges;
use crate::page::parts::figures;
use crate::page::parts::inline::to;
use crate::page::parts::provenance;
use crate::page::parts::since;
use crate::place::Place;

/// How many of those updated last are shown.
const RECENT: usize = 6;
/// How many people are shown at each end of the p(doom)s.
const EXTREMES: usize = 3;
/// How many tags are shown.
const TAGS: usize = 8;

/// The way home, as the kicker of the pages one level below.
pub(super) fn link(graph: &Graph) -> Inline {
    let title = &graph.atlas.about.title;
    vec![Span::link(if title.is_empty() { "Home" } else { title }, Place::Home)]
}

/// Builds the page.
pub(super) fn build(context: PageContext<'_>) -> PageBuilder {
    let graph = context.graph;
    let atlas = &graph.atlas;
    let edition = &atlas.about.edition;
    let mut page =
        PageBuilder::new(plain(if edition.is_empty() { String::new() } else { format!("Edition {edition}") }));
    page.title = (!atlas.about.title.is_empty()).then(|| atlas.about.title.clone());
    page.paragraph(&atlas.about.about);
    if let Some(since) = context.since {
        since::section(&mut page, graph, since);
    }
    start(&mut page, context);
    page.heading(Heading::section("On the record"));
    page.facts(record(graph));
    recent(&mut page, graph);
    spread(&mut page, graph);
    tags(&mut page, graph);
    tiers(&mut page, atlas);
    provenance::of_atlas(&mut page, atlas);
    page
}

/// The counts of people and of what they have said.
pub(super) fn record(graph: &Graph) -> Vec<Fact> {
    let atlas = &graph.atlas;
    let people = atlas.people.rows();
    let passages: usize = atlas.people.ids().map(|person| graph.passages(person)).sum();
    let count = |label, count: usize| fact(label, plain(count.to_string()));
    vec![
        count("People", people.len()),
        count("Passages", passages),
        count("With a p(doom)", people.iter().filter(|person| !person.p_doom.is_empty()).count()),
        count("With a timeline", people.iter().filter(|person| !person.timelines.is_empty()).count()),
    ]
}

fn start(page: &mut PageBuilder, context: PageContext<'_>) {
    let atlas = &context.graph.atlas;
    page.heading(Heading::section("Where to start"));
    page.list(Kind::ALL.into_iter().map(|kind| {
        let (count, what) = match kind {
            Kind::Strategy => (atlas.strategies.len(), "named bets, by the lever they pull"),
            Kind::Person => (atlas.people.len(), "who is on the record, for what, and where they said so"),
            Kind::Tag => (atlas.tags.len(), "positions that people are tagged with"),
            Kind::Lever => (atlas.levers.len(), "what a strategy can pull, and which way"),
            Kind::Scenario => (atlas.scenarios.len(), "ways for things to go wrong, and what responds"),
            Kind::Portfolio => (atlas.portfolios.len(), "strategies that someone holds together"),
            Kind::Mechanism => (atlas.mechanisms.len(), "why strategies conflict or compose"),
        };
        Item { text: vec![to(atlas, Place::List(kind))], badges: Vec::new(), note: plain(format!("{count} · {what}")) }
    }));
    let overviews = context.overviews();
    page.heading(Heading::section("All of it at a glance").counting(overviews.len()));
    page.list(overviews.into_iter().map(|overview| Item {
        text: vec![to(atlas, overview)],
        badges: Vec::new(),
        note: plain(overview.about()),
    }));
}

fn recent(page: &mut PageBuilder, graph: &Graph) {
    let atlas = &graph.atlas;
    let mut people: Vec<PersonId> = atlas.people.ids().collect();
    if people.is_empty() {
        return;
    }
    let key = |&id: &PersonId| (Reverse(atlas.people[id].updated.as_deref()), graph.name_rank(id));
    if people.len() > RECENT {
        people.select_nth_unstable_by(RECENT, |a, b| key(a).cmp(&key(b)));
        people.truncate(RECENT);
    }
    people.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
    page.heading(Heading::section("Recently updated").counting(people.len()));
    page.list(people.into_iter().map(|person| person_item(atlas, person, plain(&atlas.people[person].tagline))));
}

/// The highest and the lowest p(doom)s; ties in file order.
fn spread(page: &mut PageBuilder, graph: &Graph) {
    let atlas = &graph.atlas;
    let mut dooms: Vec<(PersonId, f64)> =
        atlas.people.ids().filter_map(|person| graph.p_doom(person).map(|doom| (person, doom))).collect();
    if dooms.is_empty() {
        return;
    }
    page.heading(Heading::section("p(doom), highest and lowest").counting(dooms.len()));
    for (title, sign) in [("Highest", -1.0), ("Lowest", 1.0)] {
        dooms.sort_by(|a, b| (sign * a.1).total_cmp(&(sign * b.1)).then(a.0.cmp(&b.0)));
        page.heading(Heading::group(plain(title)));
        page.list(dooms.iter().take(EXTREMES).map(|&(person, _)| {
            let stated = atlas.people[person].p_doom.first().map(figures::p_doom).unwrap_or_default();
            let note = join_dots([plain(stated), plain(&atlas.people[person].tagline)]);
            person_item(atlas, person, note)
        }));
    }
}

fn person_item(atlas: &Atlas, person: PersonId, note: Inline) -> Item {
    Item { text: vec![to(atlas, person)], badges: badges::tiers(atlas, person), note }
}

/// The tags most held; ties as catalogued.
fn tags(page: &mut PageBuilder, graph: &Graph) {
    let mut usage: Vec<(TagId, usize)> =
        graph.atlas.tags.ids().map(|tag| (tag, graph.holders(tag).len())).filter(|&(_, holders)| holders > 0).collect();
    usage.sort_by_key(|&(_, holders)| Reverse(holders));
    usage.truncate(TAGS);
    let Some(&(_, most)) = usage.first() else { return };
    page.heading(Heading::section("Most held tags").counting(usage.len()));
    page.caption("People who hold the tag, whatever their stance.");
    let bar = |(tag, holders): (TagId, usize)| Bar {
        label: vec![to(&graph.atlas, tag)],
        value: figures::to_f64(holders),
        shown: holders.to_string(),
    };
    page.bars(Bars { bars: usage.into_iter().map(bar).collect(), full: figures::to_f64(most) });
}

/// What the badges beside people mean.
fn tiers(page: &mut PageBuilder, atlas: &Atlas) {
    let scales = [
        ("Expertise", BadgeKind::Expertise, atlas.expertise.rows()),
        ("Recognition", BadgeKind::Recognition, atlas.recognition.rows()),
        ("Vintage", BadgeKind::Vintage, atlas.vintages.rows()),
    ];
    page.heading(Heading::section("Tiers"));
    page.caption("Where a profiled person stands: how close to the work, how widely known, and since when.");
    for (title, kind, tiers) in scales {
        page.heading(Heading::group(plain(title)));
        page.list(tiers.iter().map(|tier| tier_item(tier, badges::tier(kind, tier))));
    }
}

fn tier_item(tier: &Tier, badge: Badge) -> Item {
    Item { text: plain(&tier.label), badges: vec![badge], note: plain(&tier.short) }
}
