//! The page of a tag: its meaning, the stances on it, and everyone with a position on it.

use std::cmp::Reverse;

use crate::document::{
    Bar, Bars, Heading, Inline, Page, PageBuilder, Part, Span, StripPlot, StripPoint, Tick, fact, join, join_dots,
    plain, quiet, sentence,
};
use crate::graph::{Graph, PeopleOrder};
use crate::model::{Atlas, Kind, PersonId, Position, SharedSort, Stance, TagId};
use crate::page::PageContext;
use crate::page::board;
use crate::page::parts::caveat::caveat;
use crate::page::parts::figures::{self, key_count, percent, pluralize, to_f64};
use crate::page::parts::inline::{lever, to, with_code};
use crate::page::parts::people_list::PeopleList;
use crate::page::parts::tag_support::{TagSupport, also_endorsed, p_dooms};
use crate::page::parts::tier_distribution::{self, MIN_PROFILED};
use crate::page::parts::tiers::{person_item, profiled, prominence};
use crate::place::{Comparison, Place};

/// Minimum number of people for the sections Snapshot and Principal voices.
const MIN_PEOPLE: usize = 3;
/// Number of years before the last year that have separate bands (columns of the plot); earlier years share a band.
const MAX_YEARS: i32 = 9;
/// Maximum number of positions for which the plot by year is drawn.
const MAX_DOTS: usize = 1500;
/// Maximum number of people listed as principal voices.
const MAX_VOICES: usize = 5;
/// Maximum number of suggested comparisons with other tags.
const MAX_COMPARED: usize = 5;
/// Title of the group of people with only tentative positions.
const TENTATIVE: &str = "Tentative only";
/// Maximum number of other tags listed as also endorsed.
const MAX_TAGS: usize = 8;

/// Builds the page of a tag.
pub(super) fn build(id: TagId, context: &PageContext<'_>) -> Page {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let tag = &atlas.tags[id];
    let support = TagSupport::new(graph, id);
    let contested = plain(support.is_contested().then_some("contested"));
    let about = [id];
    let holders = support.holders.len();
    let list = PeopleList::new(context, &about, PeopleOrder::Name);
    let stances = if holders > 0 { list.stances(&support.holders) } else { Inline::new() };
    let on_record = key_count(holders, "person on the record", "people on the record");
    let on_record = [on_record, plain((holders > 0).then_some(": ")), stances].concat();
    let mut page = PageBuilder::new(join_dots([plain(Span::link("Tag", Kind::Tag)), contested, on_record]));
    page.paragraph(sentence(&tag.gloss));
    page.facts([
        fact("Also called", tag.aka.join(", ")),
        fact("Leads to", tag.strategy.map(|id| join_dots([plain(to(atlas, id)), lever(atlas, id)]))),
        fact("Compare with", compared(graph, id, &support)),
    ]);
    let endorsers = profiled(atlas, support.stated.iter().copied());
    snapshot(&mut page, graph, id, &support, endorsers.len());
    debate(&mut page, graph, id);
    if endorsers.len() >= MIN_PEOPLE {
        voices(&mut page, graph, endorsers.clone());
        board(&mut page, atlas, &endorsers, &support.opposers);
    }
    also(&mut page, graph, id, &support.stated);
    if endorsers.len() >= MIN_PROFILED {
        page.heading(Heading::section("Tiers of the stated endorsers").counting(endorsers.len()));
        page.caption(tier_distribution::scope(endorsers.len(), support.stated.len(), "stated endorsers only"));
        tier_distribution::by_tier(&mut page, atlas, &support.stated);
        tier_distribution::by_vintage(&mut page, atlas, &support.stated);
    }
    people(&mut page, context, id, &support);
    page.finish()
}

/// Returns links to comparisons with the tags that share most stated endorsers with the tag `id`, or with the most
/// endorsed tags if none are shared; empty without stated endorsers.
fn compared(graph: &Graph, id: TagId, support: &TagSupport) -> Inline {
    if support.stated.is_empty() {
        return Inline::new();
    }
    let mut others: Vec<TagId> = also_endorsed(graph, id, &support.stated).into_iter().map(|(tag, _)| tag).collect();
    if others.is_empty() {
        let stated = |tag: TagId| graph.holdings(tag).iter().filter(|holding| holding.is_stated_support()).count();
        others = graph.atlas.tags.ids().filter(|&tag| tag != id && stated(tag) > 0).collect();
        others.sort_by_cached_key(|&tag| Reverse(stated(tag)));
    }
    let link = |tag: TagId| {
        let comparison = Comparison::of_tags(id, tag)?;
        Some(Span::link(&graph.atlas.tags[tag].name, Place::Compare(comparison)))
    };
    join_dots(others.into_iter().take(MAX_COMPARED).filter_map(link))
}

fn snapshot(page: &mut PageBuilder, graph: &Graph, id: TagId, support: &TagSupport, endorsers: usize) {
    let atlas = &graph.atlas;
    let stated = &support.stated;
    let dooms = p_dooms(graph, stated);
    if stated.len() < MIN_PEOPLE && dooms.len() < MIN_PEOPLE {
        return;
    }
    let on_tag = |&person: &PersonId| atlas.people.view(person).positions.into_iter().filter(|row| row.tag == id);
    let passages: usize = stated.iter().flat_map(on_tag).map(|position| position.passages() as usize).sum();
    let others = [(support.tentative, "tentative"), (support.opposers.len(), "opposed")];
    let others = others.map(|(count, words)| quiet((count > 0).then(|| format!("{count} {words}"))));
    let doom = figures::mean(&dooms).zip(figures::median(&dooms)).map(|(mean, median)| {
        let count = pluralize(dooms.len(), "endorser", "endorsers");
        format!("{}, median {}, over {count}", percent(mean), percent(median))
    });
    page.heading(Heading::section("Snapshot"));
    page.facts([
        fact("Stated endorsers", join_dots(std::iter::once(plain(stated.len())).chain(others))),
        fact("With a profile", format!("{endorsers} of them, {} in all", profiled(atlas, atlas.people.ids()).len())),
        fact("Mean p(doom)", doom),
        fact("Passages", format!("{passages} on this tag by stated endorsers")),
    ]);
}

/// Adds the best known of `endorsers`, who have a profile; ties are in order of the number of passages.
fn voices(page: &mut PageBuilder, graph: &Graph, mut endorsers: Vec<PersonId>) {
    let atlas = &graph.atlas;
    endorsers.shared_sort_by_key(|&person| prominence(graph, person));
    endorsers.truncate(MAX_VOICES);
    page.heading(Heading::section("Principal voices").counting(endorsers.len()));
    page.explanation("The best known of the stated endorsers with a profile, then those with the most passages.");
    page.list(endorsers.into_iter().map(|person| person_item(atlas, person, atlas.people.tagline(person))));
}

/// Adds the board (grid by expertise and recognition) of the endorsers with a profile, with the opposers.
fn board(page: &mut PageBuilder, atlas: &Atlas, endorsers: &[PersonId], opposers: &[PersonId]) {
    let share = to_f64(endorsers.len()) / to_f64(profiled(atlas, atlas.people.ids()).len());
    page.heading(Heading::section("Board").counting(endorsers.len()));
    page.caption(format!(
        "The tag's stated endorsers with a profile, {} of all people with one, by tier; × counts those opposed.",
        percent(share)
    ));
    page.grid(board::small_grid(atlas, endorsers, opposers));
}

/// Adds a plot of the positions by year, each as the sign of its stance; adds nothing for too few or too many.
fn debate(page: &mut PageBuilder, graph: &Graph, id: TagId) {
    let dated =
        |position: &Position<&str>| position.sources.iter().filter_map(|source| year(source.stated_by()?)).min();
    let people = graph.holdings(id).chunk_by(|a, b| a.person == b.person).map(|holdings| holdings[0].person);
    let mut points: Vec<(i32, Stance, PersonId)> = people
        .flat_map(|person| {
            graph.atlas.people.view(person).positions.into_iter().map(move |position| (person, position))
        })
        .filter(|(_, position)| position.tag == id)
        .filter_map(|(person, position)| Some((dated(&position)?, position.stance, person)))
        .collect();
    points.sort_unstable();
    let (Some(&(first, ..)), Some(&(last, ..))) = (points.first(), points.last()) else { return };
    // A single early position would compress all later years, so early years share a band.
    let start = first.max(last - MAX_YEARS);
    let band = |year: i32| year.max(start);
    points.shared_sort_by_key(|&(year, stance, person)| (band(year), stance, person));
    if points.len() < MIN_PEOPLE || points.len() > MAX_DOTS {
        return;
    }
    let name = |year: i32| if year == start && first < start { format!("to {year}") } else { year.to_string() };
    let ticks =
        (start..=last + 1).map(|year| Tick::new(f64::from(year), if year > last { String::new() } else { name(year) }));
    let ticks = ticks.collect();
    let point = |&(year, stance, person): &(i32, Stance, PersonId)| StripPoint {
        sign: Some(Span::toned(stance.sign(), stance)),
        ..StripPoint::new(to(&graph.atlas, person), f64::from(band(year)), format!("{year}, {}", stance.label()))
    };
    let stances = Stance::ALL.into_iter().filter(|stance| points.iter().any(|(_, other, _)| other == stance));
    let signs = stances.map(|stance| [Span::toned(stance.sign(), stance), Span::plain(format!(" {}", stance.label()))]);
    page.heading(Heading::section("The debate by year").counting(points.len()));
    page.caption(join(&Span::plain("   "), signs));
    page.strip(StripPlot::new(ticks, points.iter().map(point)).in_bands(1.0));
}

/// Returns the year of an ISO date; `None` if the text does not start with a year.
fn year(date: &str) -> Option<i32> {
    date.get(..4)?.parse().ok()
}

fn also(page: &mut PageBuilder, graph: &Graph, id: TagId, stated: &[PersonId]) {
    let mut shared = also_endorsed(graph, id, stated);
    shared.truncate(MAX_TAGS);
    if shared.is_empty() {
        return;
    }
    page.heading(Heading::section("Also endorsed").counting(shared.len()));
    page.caption("Other tags with at least two of the stated endorsers, with the share of them who endorse it.");
    page.bars(Bars::of_counts(shared.into_iter().map(|(tag, count)| {
        let shown = format!("{count} · {}", percent(to_f64(count) / to_f64(stated.len())));
        Bar { shown, ..Bar::of_count(to(&graph.atlas, tag), count) }
    })));
}

fn people(page: &mut PageBuilder, context: &PageContext<'_>, id: TagId, support: &TagSupport) {
    let TagSupport { holders, endorsers, opposers, unstated, tentative, .. } = support;
    let about = [id];
    let list = PeopleList::new(context, &about, PeopleOrder::Name);
    let heading = Heading::section("People on the record").counting(holders.len()).within(Part::People);
    page.heading(heading.beside(list.stances(holders)));
    if holders.is_empty() {
        page.notice("Nobody is on the record for it.");
    }
    if !holders.is_empty() {
        let slug = &context.graph.atlas.tags[id].slug;
        page.explanation(with_code(&format!(
            "{} it, {} it, tentative positions included: `tag:{slug} stance:endorsing` and `tag:{slug} \
             stance:opposing` find them.",
            pluralize(endorsers.len(), "endorses", "endorse"),
            pluralize(opposers.len(), "opposes", "oppose"),
        )));
    }
    if !unstated.is_empty() {
        let people = pluralize(unstated.len(), "person is tentative", "people are tentative");
        if context.options.stated {
            page.caption(format!("“Stated only” is on: {people} only and hidden."));
        } else {
            page.explanation(format!(
                "“Stated only” is off: {people} only and listed last; {tentative} of them for it."
            ));
        }
    }
    let (tentative, stated): (Vec<PersonId>, Vec<PersonId>) =
        holders.iter().partition(|person| unstated.binary_search(person).is_ok());
    let has_groups = !tentative.is_empty();
    for (title, group) in [("Stated", stated), (TENTATIVE, tentative)] {
        let is_hidden = context.options.stated && title == TENTATIVE;
        if !group.is_empty() && !is_hidden {
            if has_groups {
                page.heading(Heading::group(title).counting(group.len()));
            }
            list.with_sources().list(page, &group, |person| claims(&list, person));
        }
    }
}

/// Returns a person's claims on the tag.
fn claims(list: &PeopleList, person: PersonId) -> Inline {
    join_dots(
        list.positions(person).map(|position| join_dots([plain(&position.claim), caveat(position.caveat.as_ref())])),
    )
}
