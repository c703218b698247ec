//! The page of a person: who they are, how far to trust the entry, what they are on the record for, who is close.

mod record;

use crate::graph::{Graph, Neighbour};
use crate::model::{Affiliation, Atlas, Kind, Person, PersonId, Placement, Stance, StrategyId};

use super::Known;
use super::badges;
use super::draft::Draft;
use super::figures::{counted, fixed};
use super::inline::{dotted, fact, lever, plain, to, web};
use super::verdict;
use crate::document::{BadgeKind, Fact, Heading, Inline, Item, Part, Span};

/// How many neighbours are shown.
const NEIGHBOURS: usize = 6;

/// Describes the page of `id`.
pub(super) fn draft(known: Known<'_>, id: PersonId) -> Draft {
    let graph = known.graph;
    let atlas = &graph.atlas;
    let person = &atlas.people[id];
    let kind = vec![Span::link("Person", Kind::Person)];
    let mut draft = Draft::new(dotted([kind, plain(person.categories.join(", ").replace('-', " "))]));
    draft.inline(if person.tagline.is_empty() { Inline::new() } else { vec![Span::strong(&person.tagline)] });
    draft.paragraph(&person.summary);
    draft.notice(person.caveat.as_deref().unwrap_or_default());
    about(&mut draft, person);
    profile(&mut draft, atlas, person);
    record::p_doom(&mut draft, person);
    record::timelines(&mut draft, person);
    record::positions(&mut draft, atlas, person);
    verdict::on_positions(&mut draft, known, id);
    strategies(&mut draft, graph, id);
    neighbours(&mut draft, graph, id);
    notes(&mut draft, person);
    draft
}

/// Where they work, where they worked, where to read about them.
fn about(draft: &mut Draft, person: &Person) {
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
        draft.heading(Heading::section("About"));
        draft.facts(facts);
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

fn profile(draft: &mut Draft, atlas: &Atlas, person: &Person) {
    let Some(profile) = &person.profile else { return };
    draft.heading(Heading::section("Profile"));
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
        draft.heading(Heading::group(plain(scale)));
        let badges = vec![badges::tier(kind, tier)];
        draft.list([Item { text: plain(&tier.label), badges, note: plain(note) }]);
        draft.caption(&tier.criterion);
    }
}

fn note<T>(placement: &Placement<T>) -> &str {
    placement.note.as_deref().unwrap_or_default()
}

/// The strategies that their tags lead to, each with their first stance on it.
fn strategies(draft: &mut Draft, graph: &Graph, id: PersonId) {
    let atlas = &graph.atlas;
    let mut led: Vec<(StrategyId, Stance, bool)> = Vec::new();
    for position in &atlas.people[id].positions {
        if let Some(strategy) = atlas.tags[position.tag].strategy
            && led.iter().all(|&(known, ..)| known != strategy)
        {
            led.push((strategy, position.stance, position.tentative));
        }
    }
    if led.is_empty() {
        return;
    }
    draft.heading(Heading::section("Strategies their tags lead to").counting(led.len()).within(Part::Relations));
    draft.list(led.into_iter().map(|(strategy, stance, tentative)| Item {
        text: vec![to(atlas, strategy)],
        badges: badges::stance(stance).into_iter().chain(tentative.then(badges::tentative)).collect(),
        note: lever(atlas, strategy),
    }));
}

fn neighbours(draft: &mut Draft, graph: &Graph, id: PersonId) {
    let neighbours = graph.neighbours(id);
    if neighbours.is_empty() {
        return;
    }
    let shown = neighbours.len().min(NEIGHBOURS);
    draft.heading(Heading::section("Neighbours").counting(shown).within(Part::Relations));
    let whole = if neighbours.len() > shown { format!(", the closest of {}", neighbours.len()) } else { String::new() };
    draft.caption(&format!("People who share tags with them, whatever the stance{whole}."));
    draft.list(neighbours.iter().take(NEIGHBOURS).map(|neighbour| neighbour_item(&graph.atlas, neighbour)));
}

fn neighbour_item(atlas: &Atlas, neighbour: &Neighbour) -> Item {
    let shared = counted(neighbour.shared as usize, "shared tag", "shared tags");
    Item {
        text: vec![to(atlas, neighbour.person)],
        badges: badges::tiers(atlas, neighbour.person),
        note: plain(format!("{shared} · overlap {}", fixed(neighbour.jaccard, 2))),
    }
}

fn notes(draft: &mut Draft, person: &Person) {
    if person.note.is_none() && person.updated.is_none() {
        return;
    }
    draft.heading(Heading::section("Entry"));
    draft.paragraph(person.note.as_deref().unwrap_or_default());
    if let Some(date) = &person.updated {
        draft.facts(vec![fact("Last updated", plain(date))]);
    }
}
