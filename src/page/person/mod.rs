//! The page of a person: who they are, how far to trust the entry, what they are on the record for, who is close.

mod record;

use crate::graph::{Graph, Neighbour};
use crate::model::{Affiliation, Atlas, Kind, Person, PersonId, Placement, Stance, StrategyId};

use crate::document::{BadgeKind, Fact, Heading, Inline, Item, PageBuilder, Part, Span, fact, join_dots, plain, web};
use crate::page::PageContext;
use crate::page::parts::badges;
use crate::page::parts::figures::{format_fixed, pluralize};
use crate::page::parts::inline::{lever, to};
use crate::page::parts::verdict;

/// How many neighbours are shown.
const NEIGHBOURS: usize = 6;

/// Builds the page of `id`.
pub(super) fn build(context: PageContext<'_>, id: PersonId) -> PageBuilder {
    let graph = context.graph;
    let atlas = &graph.atlas;
    let person = &atlas.people[id];
    let kind = vec![Span::link("Person", Kind::Person)];
    let mut page = PageBuilder::new(join_dots([kind, plain(person.categories.join(", ").replace('-', " "))]));
    page.inline(if person.tagline.is_empty() { Inline::new() } else { vec![Span::strong(&person.tagline)] });
    page.paragraph(&person.summary);
    page.notice(person.caveat.as_deref().unwrap_or_default());
    about(&mut page, person);
    profile(&mut page, atlas, person);
    record::p_doom(&mut page, person);
    record::timelines(&mut page, person);
    record::positions(&mut page, atlas, person);
    verdict::on_positions(&mut page, context, id);
    strategies(&mut page, graph, id);
    neighbours(&mut page, graph, id);
    notes(&mut page, person);
    page
}

/// Where they work, where they worked, where to read about them.
fn about(page: &mut PageBuilder, person: &Person) {
    let mut facts: Vec<Fact> = Vec::new();
    for (label, current) in [("Now", true), ("Before", false)] {
        let held = person.affiliations.iter().filter(|affiliation| affiliation.current == current);
        facts.extend(held.map(|affiliation| fact(label, plain(post(affiliation)))));
    }
    if let Some(url) = &person.homepage {
        facts.push(fact("Homepage", web(url, url)));
    }
    if let Some(url) = &person.wikipedia {
        facts.push(fact("Wikipedia", web(url, url)));
    }
    if let Some(handle) = &person.handle {
        facts.push(fact("X", account(handle)));
    }
    if !facts.is_empty() {
        page.heading(Heading::section("About"));
        page.facts(facts);
    }
}

/// `role, org (years)`, as far as they are known.
fn post(affiliation: &Affiliation) -> String {
    let Affiliation { org, role, start, end, current } = affiliation;
    let post = match role {
        Some(role) => format!("{role}, {org}"),
        None => org.clone(),
    };
    match (start, end) {
        (Some(start), Some(end)) => format!("{post} ({start}–{end})"),
        (Some(start), None) if *current => format!("{post} (since {start})"),
        (Some(start), None) => format!("{post} (from {start})"),
        (None, Some(end)) => format!("{post} (until {end})"),
        (None, None) => post,
    }
}

/// An account on X. A handle that cannot be one stays text.
fn account(handle: &str) -> Inline {
    let name = format!("@{handle}");
    if handle.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        vec![Span::web(name, format!("https://x.com/{handle}"))]
    } else {
        vec![Span::plain(name)]
    }
}

fn profile(page: &mut PageBuilder, atlas: &Atlas, person: &Person) {
    let Some(profile) = &person.profile else { return };
    page.heading(Heading::section("Profile"));
    let tiers = [
        ("Expertise", BadgeKind::Expertise, &atlas.expertise[profile.expertise.tier], note(&profile.expertise)),
        (
            "Recognition",
            BadgeKind::Recognition,
            &atlas.recognition[profile.recognition.tier],
            note(&profile.recognition),
        ),
    ];
    let vintage = profile
        .vintage
        .as_ref()
        .map(|placement| ("Vintage", BadgeKind::Vintage, &atlas.vintages[placement.tier], note(placement)));
    for (scale, kind, tier, note) in tiers.into_iter().chain(vintage) {
        page.heading(Heading::group(plain(scale)));
        let badges = vec![badges::tier(kind, tier)];
        page.list([Item { text: plain(&tier.label), badges, note: plain(note) }]);
        page.caption(&tier.criterion);
    }
}

fn note<T>(placement: &Placement<T>) -> &str {
    placement.note.as_deref().unwrap_or_default()
}

/// The strategies that their tags lead to, each with their first stance on it.
fn strategies(page: &mut PageBuilder, graph: &Graph, id: PersonId) {
    let atlas = &graph.atlas;
    let mut led: Vec<(StrategyId, Stance, bool)> = Vec::new();
    for position in &atlas.people[id].positions {
        if let Some(strategy) = atlas.tags[position.tag].strategy
            && led.iter().all(|&(context, ..)| context != strategy)
        {
            led.push((strategy, position.stance, position.tentative));
        }
    }
    if led.is_empty() {
        return;
    }
    page.heading(Heading::section("Strategies their tags lead to").counting(led.len()).within(Part::Relations));
    page.list(led.into_iter().map(|(strategy, stance, tentative)| Item {
        text: vec![to(atlas, strategy)],
        badges: badges::stance(stance).into_iter().chain(tentative.then(badges::tentative)).collect(),
        note: lever(atlas, strategy),
    }));
}

fn neighbours(page: &mut PageBuilder, graph: &Graph, id: PersonId) {
    let neighbours = graph.neighbours(id);
    if neighbours.is_empty() {
        return;
    }
    let shown = neighbours.len().min(NEIGHBOURS);
    page.heading(Heading::section("Neighbours").counting(shown).within(Part::Relations));
    let whole = if neighbours.len() > shown { format!(", the closest of {}", neighbours.len()) } else { String::new() };
    page.caption(&format!("People who share tags with them, whatever the stance{whole}."));
    page.list(neighbours.iter().take(NEIGHBOURS).map(|neighbour| neighbour_item(&graph.atlas, neighbour)));
}

fn neighbour_item(atlas: &Atlas, neighbour: &Neighbour) -> Item {
    let shared = pluralize(neighbour.shared as usize, "shared tag", "shared tags");
    Item {
        text: vec![to(atlas, neighbour.person)],
        badges: badges::tiers(atlas, neighbour.person),
        note: plain(format!("{shared} · overlap {}", format_fixed(neighbour.jaccard, 2))),
    }
}

fn notes(page: &mut PageBuilder, person: &Person) {
    if person.note.is_none() && person.updated.is_none() {
        return;
    }
    page.heading(Heading::section("Entry"));
    page.paragraph(person.note.as_deref().unwrap_or_default());
    if let Some(date) = &person.updated {
        page.facts(vec![fact("Last updated", plain(date))]);
    }
}
