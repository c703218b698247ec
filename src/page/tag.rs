//! The page of a tag: what the position is, how people stand to it, and everyone on the record for it.

use crate::graph::{Graph, PeopleOrder};
use crate::model::{Atlas, Id, Kind, PersonId, TagId};

use super::badges;
use super::board;
use super::draft::Draft;
use super::figures::{self, counted, percent};
use super::inline::{dotted, fact, lever, plain, quiet, sentence, to};
use super::lens::Lens;
use super::mix;
use super::roster::Roster;
use super::standing::{Standing, also_held, p_dooms};
use crate::document::{Bar, Bars, Heading, Inline, Item, Part, Span};

/// The fewest people that a snapshot, or a list of voices, says anything about.
const LEAST: usize = 3;
/// How many principal voices are shown.
const VOICES: usize = 5;
/// How many tags held as well are shown.
const ALSO: usize = 8;

/// Describes the page of `id`.
pub(super) fn draft(graph: &Graph, id: TagId, lens: &Lens) -> Draft {
    let atlas = &graph.atlas;
    let tag = &atlas.tags[id];
    let standing = Standing::new(graph, id);
    let contested = plain(if standing.is_contested() { "contested" } else { "" });
    let mut draft = Draft::new(dotted([vec![Span::link("Tag", Kind::Tag)], contested]));
    draft.paragraph(&sentence(&tag.gloss));
    let mut facts = Vec::new();
    if !tag.aka.is_empty() {
        facts.push(fact("Also called", plain(tag.aka.join(", "))));
    }
    if let Some(strategy) = tag.strategy {
        facts.push(fact("Leads to", dotted([vec![to(atlas, strategy)], lever(atlas, strategy)])));
    }
    draft.facts(facts);
    let profiled: Vec<PersonId> =
        standing.stated.iter().copied().filter(|&person| atlas.people[person].profile.is_some()).collect();
    snapshot(&mut draft, graph, id, &standing, profiled.len());
    voices(&mut draft, graph, &profiled);
    board(&mut draft, atlas, &profiled, &standing.opposers);
    held_too(&mut draft, graph, id, &standing.stated);
    mixes(&mut draft, graph, &standing.stated);
    people(&mut draft, graph, id, &standing, lens);
    draft
}

fn snapshot(draft: &mut Draft, graph: &Graph, id: TagId, standing: &Standing, profiled: usize) {
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
        fact("Stated endorsers", dotted(endorsers)),
        fact("With a profile", plain(format!("{profiled} of them, {all_profiled} in all"))),
    ];
    if let (Some(mean), Some(median)) = (figures::mean(&dooms), figures::median(&dooms)) {
        let of = counted(dooms.len(), "endorser", "endorsers");
        facts.push(fact("Mean p(doom)", plain(format!("{}, median {}, over {of}", percent(mean), percent(median)))));
    }
    facts.push(fact("Passages", plain(format!("{backed} on this tag by stated endorsers"))));
    draft.heading(Heading::section("Snapshot"));
    draft.facts(facts);
}

fn passages_on(atlas: &Atlas, person: PersonId, tag: TagId) -> usize {
    let positions = atlas.people[person].positions.iter().filter(|position| position.tag == tag);
    positions.map(|position| position.passages() as usize).sum()
}

/// The profiled endorsers that are best known; of those as well known, the ones with more passages.
fn voices(draft: &mut Draft, graph: &Graph, profiled: &[PersonId]) {
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
    draft.heading(Heading::section("Principal voices").counting(voices.len()));
    draft.caption("The best known of the stated endorsers with a profile, then those with the most passages.");
    draft.list(voices.into_iter().map(|person| Item {
        text: vec![to(atlas, person)],
        badges: badges::tiers(atlas, person),
        note: plain(&atlas.people[person].tagline),
    }));
}

/// Where the profiled endorsers stand, and the opposers among them.
fn board(draft: &mut Draft, atlas: &Atlas, profiled: &[PersonId], opposers: &[PersonId]) {
    if profiled.len() < LEAST {
        return;
    }
    let share = figures::count(profiled.len()) / figures::count(board::profiled(atlas).len());
    draft.heading(Heading::section("Board").counting(profiled.len()));
    draft.caption(&format!(
        "Where its stated endorsers stand, {} of everyone with a profile; a cross counts those who oppose it.",
        percent(share)
    ));
    board::small(draft, atlas, profiled, opposers);
}

fn held_too(draft: &mut Draft, graph: &Graph, id: TagId, stated: &[PersonId]) {
    let mut shared = also_held(graph, id, stated);
    shared.truncate(ALSO);
    let Some(&(_, most)) = shared.first() else { return };
    draft.heading(Heading::section("Also held").counting(shared.len()));
    draft.caption("Tags that at least two of the stated endorsers are stated endorsers of too, with their share.");
    let bar = |(tag, count): (TagId, usize)| Bar {
        label: vec![to(&graph.atlas, tag)],
        value: figures::count(count),
        shown: format!("{count} · {}", percent(figures::count(count) / figures::count(stated.len()))),
    };
    draft.bars(Bars { bars: shared.into_iter().map(bar).collect(), full: figures::count(most) });
}

fn mixes(draft: &mut Draft, graph: &Graph, stated: &[PersonId]) {
    let mixes = graph.tier_distributions(stated.iter().copied());
    if mixes.expertise.placed < mix::LEAST {
        return;
    }
    draft.heading(Heading::section("Mix of the stated endorsers").counting(mixes.expertise.placed as usize));
    draft.caption(&mix::scope(&mixes, "stated endorsers only"));
    mix::by_tier(draft, &graph.atlas, &mixes);
    mix::by_vintage(draft, &graph.atlas, &mixes);
}

fn people(draft: &mut Draft, graph: &Graph, id: TagId, standing: &Standing, lens: &Lens) {
    let Standing { holders, unstated, tentative, .. } = standing;
    if holders.is_empty() {
        draft.heading(Heading::section("People on the record").counting(0).within(Part::People));
        draft.notice("Nobody is on the record for it.");
        return;
    }
    let about = [id];
    let roster = Roster::new(graph, lens, &about, PeopleOrder::Name);
    let stated: Vec<PersonId> =
        holders.iter().copied().filter(|person| unstated.binary_search(person).is_err()).collect();
    draft.heading(Heading::section("People on the record").counting(holders.len()).within(Part::People));
    if !unstated.is_empty() {
        let endorse = counted(*tentative, "endorses", "endorse");
        draft.caption(&format!("Of the {} who are tentative, {endorse} it.", unstated.len()));
    }
    for (title, group) in [("Stated", &stated), ("Tentative only", unstated)] {
        if !group.is_empty() {
            draft.heading(Heading::group(plain(title)).counting(group.len()));
            roster.list(draft, group, |person| claims(&roster, person));
        }
    }
}

/// What someone holds on the tag, and how many passages back it.
fn claims(roster: &Roster, person: PersonId) -> Inline {
    dotted(roster.positions(person).map(|position| {
        let passages = counted(position.passages() as usize, "passage", "passages");
        dotted([plain(&position.claim), quiet(plain(passages))])
    }))
}
