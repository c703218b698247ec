//! The page of a person: affiliations, profile, claims and positions, and people with positions on the same tags.

pub(super) mod record;

use crate::document::{
    Heading, Inline, Item, Page, PageBuilder, Part, Span, fact, join_commas, join_dots, plain, quiet, sentence,
    truncated_list, web,
};
use crate::graph::{Graph, Neighbour};
use crate::model::{Affiliation, Atlas, Kind, Person, PersonId, Position, Stance, StrategyId, TagId};
use crate::page::PageContext;
use crate::page::parts::caveat::caveat;
use crate::page::parts::figures::{format_fixed, key_count, key_value, p_doom};
use crate::page::parts::inline::{pull_first, to};
use crate::page::parts::tiers::{Scale, stance, tentative};
use crate::page::parts::verdict;

/// Maximum number of tags that the first lines name for each stance.
const MAX_TAGS: usize = 4;
/// Maximum number of named tags that two people share.
const MAX_SHARED: usize = 3;
/// Maximum number of displayed people with similar positions.
const MAX_NEIGHBOURS: usize = 6;

/// Builds the page of a person.
pub(super) fn build(id: PersonId, context: &PageContext<'_>) -> Page {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let person = &atlas.people[id];
    let who = [&person.tagline, &person.summary].into_iter().find(|text| !text.is_empty());
    let mut page = PageBuilder::new(match who {
        Some(who) => Span::strong(who),
        None => Span::link("Person", Kind::Person),
    });
    page.paragraph(answer(graph, id));
    page.warning(caveat(person.caveat.as_ref()));
    record::positions(&mut page, atlas, person);
    record::p_doom(&mut page, person);
    record::timelines(&mut page, person);
    verdict::on_positions(&mut page, context, id);
    strategies(&mut page, atlas, person);
    neighbours(&mut page, graph, id);
    profile(&mut page, atlas, person);
    about(&mut page, person);
    if person.note.is_some() || person.updated.is_some() {
        page.prose(Heading::section("Entry"), person.note.as_ref(), "");
        page.facts([fact("Last updated", person.updated.as_ref())]);
    }
    page.finish()
}

/// Returns the positions of a person, the first p(doom) and the first timeline, and the number of passages:
/// `Endorses Pause · p(doom) 95% · 3 passages`.
fn answer(graph: &Graph, id: PersonId) -> Inline {
    let person = &graph.atlas.people[id];
    let passages = graph.passages(id);
    join_dots([
        positions(&graph.atlas, person),
        person.p_doom.first().map(|claim| key_value("p(doom)", p_doom(claim))).unwrap_or_default(),
        person.timelines.iter().find_map(record::years).map(|years| key_value("timeline", years)).unwrap_or_default(),
        if passages > 0 { key_count(passages, "passage", "passages") } else { Inline::new() },
    ])
}

/// Returns the positions of a person in words, grouped by stance: `Endorses Pause, opposes Acceleration`.
fn positions(atlas: &Atlas, person: &Person) -> Inline {
    let mut groups: Vec<((Stance, bool), Vec<TagId>)> = Vec::new();
    for Position { tag, stance, tentative, .. } in &person.positions {
        match groups.iter_mut().find(|(key, _)| *key == (*stance, *tentative)) {
            Some((_, tags)) if tags.contains(tag) => {}
            Some((_, tags)) => tags.push(*tag),
            None => groups.push(((*stance, *tentative), vec![*tag])),
        }
    }
    let mut line = join_commas(groups.iter().map(|((stance, is_tentative), tags)| {
        let doubt = if *is_tentative { "tentatively " } else { "" };
        let mut part = plain(format!("{doubt}{} ", stance.verb()));
        part.extend(truncated_list(tags.iter().map(|&tag| to(atlas, tag)), MAX_TAGS));
        part
    }));
    if let Some(first) = line.first_mut() {
        first.text = format!("{} ", sentence(&first.text).trim_end_matches('.'));
    }
    line
}

/// Adds the section with the summary, which repeats the tagline at more length, and with affiliations and web addresses;
/// adds nothing if none are known.
fn about(page: &mut PageBuilder, person: &Person) {
    let label = |is_current| if is_current { "Now" } else { "Before" };
    let affiliations = [true, false].into_iter().flat_map(|is_current| {
        let affiliations = person.affiliations.iter().filter(move |affiliation| affiliation.current == is_current);
        affiliations.map(move |affiliation| fact(label(is_current), position_held(affiliation)))
    });
    let links = [
        fact("Homepage", person.homepage.as_ref().map(|url| web(url, url))),
        fact("Wikipedia", person.wikipedia.as_ref().map(|url| web(url, url))),
        fact("X", person.handle.as_deref().map(account)),
    ];
    let roles = fact("Known as", person.categories.join(", ").replace('-', " "));
    let facts: Vec<_> =
        std::iter::once(roles).chain(affiliations).chain(links).filter(|fact| !fact.value.is_empty()).collect();
    let summary = if person.tagline.is_empty() { "" } else { person.summary.as_str() };
    if !facts.is_empty() || !summary.is_empty() {
        page.heading(Heading::section("About").within(Part::Relations));
        page.paragraph(summary);
        page.facts(facts);
    }
}

/// Describes a post as `role, organisation (years)`, without the unknown parts.
fn position_held(affiliation: &Affiliation) -> String {
    let Affiliation { org, role, start, end, current } = affiliation;
    let role = role.as_ref().map(|role| format!("{role}, ")).unwrap_or_default();
    let years = match (start, end) {
        (Some(start), Some(end)) => format!(" ({start}–{end})"),
        (Some(start), None) if *current => format!(" (since {start})"),
        (Some(start), None) => format!(" (from {start})"),
        (None, Some(end)) => format!(" (until {end})"),
        (None, None) => String::new(),
    };
    format!("{role}{org}{years}")
}

/// Returns the name of an account on X as a link, or as plain text if the handle is not valid.
fn account(handle: &str) -> Span {
    let name = format!("@{handle}");
    if handle.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        Span::web(name, format!("https://x.com/{handle}"))
    } else {
        Span::plain(name)
    }
}

fn profile(page: &mut PageBuilder, atlas: &Atlas, person: &Person) {
    let Some(profile) = &person.profile else { return };
    page.heading(Heading::section("Expertise and recognition").within(Part::Relations));
    let placed: Vec<_> = Scale::ALL.into_iter().filter_map(|scale| Some((scale, scale.placement(profile)?))).collect();
    let widest = placed.iter().map(|(scale, _)| scale.name().len()).max().unwrap_or(0);
    page.list(placed.iter().map(|&(scale, (tier, note))| {
        let tier = &scale.tiers(atlas)[tier];
        let name = [Span::quiet(format!("{:<widest$}  ", scale.name())), Span::plain(&tier.label)];
        Item::new(name, note).badged([scale.badge(tier)])
    }));
    for (scale, (tier, _)) in placed {
        page.explanation(format!("{}: {}", scale.name(), scale.tiers(atlas)[tier].criterion));
    }
}

/// Adds the strategies that the person's tags lead to, each with the stance of the first position that leads to it.
fn strategies(page: &mut PageBuilder, atlas: &Atlas, person: &Person) {
    let mut strategies: Vec<(StrategyId, &Position)> = Vec::new();
    for position in &person.positions {
        if let Some(strategy) = atlas.tags[position.tag].strategy
            && strategies.iter().all(|&(known, _)| known != strategy)
        {
            strategies.push((strategy, position));
        }
    }
    let heading = Heading::section("Strategies their tags lead to").within(Part::Relations);
    page.section(
        heading,
        strategies.into_iter().map(|(strategy, position)| {
            let badges = std::iter::once(stance(position.stance)).chain(position.tentative.then(tentative));
            Item::new(to(atlas, strategy), "").beside(quiet(pull_first(atlas, strategy))).badged(badges)
        }),
    );
}

/// Adds people with positions on the same tags, each with these tags. The overlap is among the explanations.
fn neighbours(page: &mut PageBuilder, graph: &Graph, id: PersonId) {
    let neighbours = graph.neighbours(id);
    let Some(shown) = neighbours.get(..neighbours.len().min(MAX_NEIGHBOURS)).filter(|shown| !shown.is_empty()) else {
        return;
    };
    let atlas = &graph.atlas;
    let own = graph.tags_of_person(id);
    let heading = Heading::section("People on the same tags").counting(shown.len()).within(Part::Relations);
    page.heading(heading.beside(quiet("shared tags")));
    page.list(shown.iter().map(|neighbour| {
        let theirs = graph.tags_of_person(neighbour.person);
        let shared: Vec<TagId> = own.iter().copied().filter(|tag| theirs.contains(tag)).collect();
        let shared = truncated_list(shared.into_iter().map(|tag| to(atlas, tag)), MAX_SHARED);
        Item::new(to(atlas, neighbour.person), quiet(shared))
    }));
    let whole =
        if neighbours.len() > shown.len() { format!(", the closest of {}", neighbours.len()) } else { String::new() };
    let overlap = |&Neighbour { person, shared, jaccard }: &Neighbour| {
        format!("{} {shared} shared, {}", atlas.people[person].name, format_fixed(jaccard, 2))
    };
    let overlaps: Vec<String> = shown.iter().map(overlap).collect();
    page.explanation(format!(
        "People who share tags with them, whatever the stance{whole}. Of equally close people, the best known come first. \
         Shared tags, and overlap (shared tags among all tags of the two): {}.",
        overlaps.join("; ")
    ));
}
