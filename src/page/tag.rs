//! The page of a tag: what the position is, how people stand to it, and everyone on the record for it.

use crate::graph::{Graph, PeopleOrder};
use crate::model::{Atlas, Id, Kind, PersonId, TagId};

use crate::document::{
    Bar, Bars, Heading, Inline, Item, PageBuilder, Part, Span, fact, join_dots, plain, quiet, sentence,
};
use crate::page::board;
use crate::page::parts::badges;
use crate::page::parts::figures::{self, percent, pluralize};
use crate::page::parts::inline::{lever, to};
use crate::page::parts::people_list::PeopleList;
use crate::page::parts::tag_support::{TagSupport, also_held, p_dooms};
use crate::page::parts::tier_distribution;
use crate::page::view_options::ViewOptions;

/// The fewest people that a snapshot, or a list of voices, says anything about.
const LEAST: usize = 3;
/// How many principal voices are shown.
const VOICES: usize = 5;
/// How many tags held as well are shown.
const ALSO: usize = 8;

/// Builds the page of `id`.
pub(super) fn build(graph: &Graph, id: TagId, options: &ViewOptions) -> PageBuilder {
    let atlas = &graph.atlas;
    let tag = &atlas.tags[id];
    let standing = TagSupport::new(graph, id);
    let contested = plain(if standing.is_contested() { "contested" } else { "" });
    let mut page = PageBuilder::new(join_dots([vec![Span::link("Tag", Kind::Tag)], contested]));
    page.paragraph(&sentence(&tag.gloss));
    let mut facts = Vec::new();
    if !tag.aka.is_empty() {
        facts.push(fact("Also called", plain(tag.aka.join(", "))));
    }
    if let Some(strategy) = tag.strategy {
        facts.push(fact("Leads to", join_dots([vec![to(atlas, strategy)], lever(atlas, strategy)])));
    }
    page.facts(facts);
    let profiled: Vec<PersonId> =
        standing.stated.iter().copied().filter(|&person| atlas.people[person].profile.is_some()).collect();
    snapshot(&mut page, graph, id, &standing, profiled.len());
    voices(&mut page, graph, &profiled);
    board(&mut page, atlas, &profiled, &standing.opposers);
    held_too(&mut page, graph, id, &standing.stated);
    mixes(&mut page, graph, &standing.stated);
    people(&mut page, graph, id, &standing, options);
    page
}

fn snapshot(page: &mut PageBuilder, graph: &Graph, id: TagId, standing: &TagSupport, profiled: usize) {
    let atlas = &graph.atlas;
    let stated = &standing.stated;
    let dooms = p_dooms(graph, stated);
    if stated.len() < LEAST && dooms.len() < LEAST {
        return;
    }
    let all_profiled = atlas.people.rows().iter().filter(|person| person.profile.is_some()).count();
    let backed: usize = stated.iter().map(|&person| passages_on(atlas, person, id)).sum();
    let beside = [(standing.tentative, "tentative"), (standing.opposers.len(), "opposed")];
    let beside = beside.into_iter().filter(|&(count, _)| count > 0).map(|(count, how)| plain(format!("{count} {how}")));
    let endorsers = std::iter::once(plain(stated.len().to_string())).chain(beside.map(quiet));
    let mut facts = vec![
        fact("Stated endorsers", join_dots(endorsers)),
        fact("With a profile", plain(format!("{profiled} of them, {all_profiled} in all"))),
    ];
    if let (Some(mean), Some(median)) = (figures::mean(&dooms), figures::median(&dooms)) {
        let of = pluralize(dooms.len(), "endorser", "endorsers");
        facts.push(fact("Mean p(doom)", plain(format!("{}, median {}, over {of}", percent(mean), percent(median)))));
    }
    facts.push(fact("Passages", plain(format!("{backed} on this tag by stated endorsers"))));
    page.heading(Heading::section("Snapshot"));
    page.facts(facts);
}

fn passages_on(atlas: &Atlas, person: PersonId, tag: TagId) -> usize {
    let positions = atlas.people[person].positions.iter().filter(|position| position.tag == tag);
    positions.map(|position| position.passages() as usize).sum()
}

/// The profiled endorsers that are best known; of those as well known, the ones with more passages.
fn voices(page: &mut PageBuilder, graph: &Graph, profiled: &[PersonId]) {
    let atlas = &graph.atlas;
    if profiled.len() < LEAST {
        return;
    }
    let mut voices = profiled.to_vec();
    voices.sort_by_key(|&person| {
        let rank = atlas.people[person].profile.as_ref().map(|profile| profile.recognition.tier.index());
        (rank, std::cmp::Reverse(graph.passages(person)))
    });
    voices.truncate(VOICES);
    page.heading(Heading::section("Principal voices").counting(voices.len()));
    page.caption("The best known of the stated endorsers with a profile, then those with the most passages.");
    page.list(voices.into_iter().map(|person| Item {
        text: vec![to(atlas, person)],
        badges: badges::tiers(atlas, person),
        note: plain(&atlas.people[person].tagline),
    }));
}

/// Where the profiled endorsers stand, and the opposers among them.
fn board(page: &mut PageBuilder, atlas: &Atlas, profiled: &[PersonId], opposers: &[PersonId]) {
    if profiled.len() < LEAST {
        return;
    }
    let share = figures::to_f64(profiled.len()) / figures::to_f64(board::profiled(atlas).len());
    page.heading(Heading::section("Board").counting(profiled.len()));
    page.caption(&format!(
        "Where its stated endorsers stand, {} of everyone with a profile; a cross counts those who oppose it.",
        percent(share)
    ));
    board::small(page, atlas, profiled, opposers);
}

fn held_too(page: &mut PageBuilder, graph: &Graph, id: TagId, stated: &[PersonId]) {
    let mut shared = also_held(graph, id, stated);
    shared.truncate(ALSO);
    let Some(&(_, most)) = shared.first() else { return };
    page.heading(Heading::section("Also held").counting(shared.len()));
    page.caption("Tags that at least two of the stated endorsers are stated endorsers of too, with their share.");
    let bar = |(tag, count): (TagId, usize)| Bar {
        label: vec![to(&graph.atlas, tag)],
        value: figures::to_f64(count),
        shown: format!("{count} · {}", percent(figures::to_f64(count) / figures::to_f64(stated.len()))),
    };
    page.bars(Bars { bars: shared.into_iter().map(bar).collect(), full: figures::to_f64(most) });
}

fn mixes(page: &mut PageBuilder, graph: &Graph, stated: &[PersonId]) {
    let mixes = graph.tier_distributions(stated.iter().copied());
    if mixes.expertise.placed < tier_distribution::LEAST {
        return;
    }
    page.heading(Heading::section("Mix of the stated endorsers").counting(mixes.expertise.placed as usize));
    page.caption(&tier_distribution::scope(&mixes, "stated endorsers only"));
    tier_distribution::by_tier(page, &graph.atlas, &mixes);
    tier_distribution::by_vintage(page, &graph.atlas, &mixes);
}

fn people(page: &mut PageBuilder, graph: &Graph, id: TagId, standing: &TagSupport, options: &ViewOptions) {
    let TagSupport { holders, unstated, tentative, .. } = standing;
    if holders.is_empty() {
        page.heading(Heading::section("People on the record").counting(0).within(Part::People));
        page.notice("Nobody is on the record for it.");
        return;
    }
    let about = [id];
    let roster = PeopleList::new(graph, options, &about, PeopleOrder::Name);
    let stated: Vec<PersonId> =
        holders.iter().copied().filter(|person| unstated.binary_search(person).is_err()).collect();
    page.heading(Heading::section("People on the record").counting(holders.len()).within(Part::People));
    if !unstated.is_empty() {
        let endorse = pluralize(*tentative, "endorses", "endorse");
        page.caption(&format!("Of the {} who are tentative, {endorse} it.", unstated.len()));
    }
    for (title, group) in [("Stated", &stated), ("Tentative only", unstated)] {
        if !group.is_empty() {
            page.heading(Heading::group(plain(title)).counting(group.len()));
            roster.list(page, group, |person| claims(&roster, person));
        }
    }
}

/// What someone holds on the tag, and how many passages back it.
fn claims(roster: &PeopleList, person: PersonId) -> Inline {
    join_dots(roster.positions(person).map(|position| {
        let passages = pluralize(position.passages() as usize, "passage", "passages");
        join_dots([plain(&position.claim), quiet(plain(passages))])
    }))
}
