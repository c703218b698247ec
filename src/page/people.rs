//! The page of everyone on the record: as many of them as the view options and a query let through, and what those come to.

use crate::graph::{Graph, PeopleOrder};
use crate::model::{PersonId, TagId};

use crate::document::{Heading, Inline, PageBuilder, Part, Span, fact, join_commas, join_dots, plain, sentence};
use crate::page::home;
use crate::page::parts::figures;
use crate::page::parts::group_comparison;
use crate::page::parts::inline::to;
use crate::page::parts::people_list::PeopleList;
use crate::page::view_options::ViewOptions;

/// How a query asks for people with a video among their sources.
const VIDEO: &str = "video:";
/// How many tags of a person are named.
const TAGS: usize = 4;

/// Builds the page.
pub(super) fn build(graph: &Graph, options: &ViewOptions) -> PageBuilder {
    let atlas = &graph.atlas;
    let mut page = PageBuilder::new(home::link(graph));
    let used = atlas.tags.ids().filter(|&tag| !graph.holdings(tag).is_empty()).count();
    let profiled = atlas.people.rows().iter().filter(|person| person.profile.is_some()).count();
    let mut facts = home::record(graph);
    facts.insert(1, fact("With a profile", plain(profiled.to_string())));
    facts.push(fact("Tags in use", plain(used.to_string())));
    page.facts(facts);
    let everyone: Vec<PersonId> = atlas.people.ids().collect();
    let roster = PeopleList::new(graph, options, &[], PeopleOrder::Recent);
    let shown = roster.select(&everyone);
    browser(&mut page, graph, options, &shown, everyone.len());
    let tag = options.found.as_ref().and_then(|found| found.tag);
    if (shown.len() < everyone.len() || tag.is_some()) && !shown.is_empty() {
        group_comparison::sections(&mut page, graph, &shown, tag);
    }
    page
}

/// Those who state a position or hold none, then those of whom everything is tentative.
fn browser(page: &mut PageBuilder, graph: &Graph, options: &ViewOptions, shown: &[PersonId], all: usize) {
    let roster = PeopleList::new(graph, options, &[], PeopleOrder::Recent);
    let heading = if options.is_narrowed() { "People found" } else { "Everyone" };
    page.heading(Heading::section(heading).counting(shown.len()).within(Part::Main));
    if let Some(found) = &options.found {
        page.facts(vec![fact("Filter", vec![Span::strong(found.query.trim())])]);
    }
    if options.found.as_ref().is_some_and(|found| found.query.contains(VIDEO)) {
        page.caption("With a video are those who hold a position on the strength of a source whose medium is video.");
    }
    let others = ViewOptions { found: None, ..options.clone() };
    let caption = PeopleList::new(graph, &others, &[], PeopleOrder::Recent).caption(shown.len(), all);
    let usual = || match options.found {
        Some(_) => format!("{} of {all}.", shown.len()),
        None => sentence(PeopleOrder::Recent.label()),
    };
    page.caption(&if caption.is_empty() { usual() } else { caption });
    if shown.is_empty() && all > 0 {
        page.notice("Nobody matches the filter.");
    }
    let (unclear, stated): (Vec<PersonId>, Vec<PersonId>) =
        shown.iter().copied().partition(|&person| roster.is_tentative(person));
    roster.items(page, stated, |person| card(graph, person));
    if !unclear.is_empty() {
        page.heading(Heading::group(plain("Position unclear")).counting(unclear.len()));
        page.caption("Every position of theirs is tentative: inferred, not stated.");
        roster.items(page, unclear, |person| card(graph, person));
    }
}

/// Who someone is in a line, their p(doom), who they are in full and what they hold.
fn card(graph: &Graph, id: PersonId) -> Inline {
    let person = &graph.atlas.people[id];
    let doom = person.p_doom.first().map(|claim| format!("p(doom) {}", figures::p_doom(claim)));
    join_dots([plain(&person.tagline), plain(doom.unwrap_or_default()), plain(&person.summary), tags(graph, id)])
}

/// The first tags of someone, those that are only tentative with a question mark, and how many more there are.
fn tags(graph: &Graph, id: PersonId) -> Inline {
    let held = graph.tags_of_person(id);
    let positions = &graph.atlas.people[id].positions;
    let is_stated = |tag: TagId| positions.iter().any(|position| position.tag == tag && !position.tentative);
    let named = held.iter().take(TAGS).map(|&tag| {
        let mut name = to(&graph.atlas, tag);
        if !is_stated(tag) {
            name.text.push('?');
        }
        name
    });
    let mut line = join_commas(named);
    if held.len() > TAGS {
        line.push(Span::quiet(format!(" +{}", held.len() - TAGS)));
    }
    line
}
