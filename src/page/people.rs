//! The page of all people: the list, filtered by the view options and a query, and its comparison with all people.

use crate::document::{
    Heading, Inline, Page, PageBuilder, Part, Span, fact, join_dots, plain, quiet, sentence, truncated_list,
};
use crate::graph::Graph;
use crate::model::{PersonId, TagId};
use crate::page::PageContext;
use crate::page::p_doom;
use crate::page::parts::answer::{self, clause, figure};
use crate::page::parts::figures::{median, percent, pluralize};
use crate::page::parts::group_comparison;
use crate::page::parts::inline::{to, with_code};
use crate::page::parts::people_list::PeopleList;
use crate::page::parts::tiers::profiled;
use crate::page::view_options::ViewOptions;
use crate::place::Overview;

/// Filter in a query for people with a video among their sources.
const VIDEO: &str = "video:";
/// Maximum number of tags that the list names for each person.
const MAX_TAGS: usize = 4;

/// Builds the page that lists people.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let mut page = context.page_below_home();
    page.kicker = answer(graph);
    let everyone: Vec<PersonId> = atlas.people.ids().collect();
    let about = context.options.tags();
    let shown = PeopleList::new(context, &about, graph.default_order()).filter(&everyone);
    browser(&mut page, context, &shown, everyone.len());
    let tag = context.options.tags().first().copied();
    if (shown.len() < everyone.len() || tag.is_some()) && !shown.is_empty() {
        group_comparison::sections(&mut page, graph, &shown, tag);
    }
    page.finish()
}

/// Returns a sentence on how many people have a profile, and on the median of the p(doom)s that they stated.
fn answer(graph: &Graph) -> Inline {
    let atlas = &graph.atlas;
    let profiles = [profiled(atlas, atlas.people.ids()).len(), atlas.people.len()];
    if atlas.people.is_empty() {
        return answer::sentence([plain("nobody is on the record")]);
    }
    let have = if profiles[0] == 1 { "has" } else { "have" };
    let values: Vec<f64> = p_doom::latest(graph).into_iter().map(|(_, value)| value).collect();
    let dooms = median(&values).map(|median| {
        let template = if values.len() == 1 { "{} states a {}, {}" } else { "{} state a {}, with a median of {}" };
        let name = plain(Span::link(Overview::PDoom.name(), Overview::PDoom));
        clause(template, [figure(values.len()), name, figure(percent(median))])
    });
    answer::sentence([clause(&format!("{{}} of {{}} people {have} a profile"), profiles.map(figure)), plain(dooms)])
}

/// Returns the numbers of passages, timelines and tags of all people.
fn figures(graph: &Graph) -> Inline {
    let passages: usize = graph.atlas.people.ids().map(|person| graph.passages(person)).sum();
    let tags = graph.atlas.tags.ids().filter(|&tag| !graph.holdings(tag).is_empty()).count();
    let figures = [
        (passages, ["passage", "passages"]),
        (graph.count_with_timeline(), ["timeline", "timelines"]),
        (tags, ["tag", "tags"]),
    ];
    let figures = figures.into_iter().filter(|(count, _)| *count > 0);
    quiet(join_dots(figures.map(|(count, [one, many])| pluralize(count, one, many))))
}

/// Adds the people in `shown`, of `all` people: first those with a stated position or no position, then those with only
/// tentative positions.
fn browser(page: &mut PageBuilder, context: &PageContext<'_>, shown: &[PersonId], all: usize) {
    let PageContext { graph, options, .. } = context;
    let list = PeopleList::new(context, &[], graph.default_order()).in_rows().with_p_doom();
    let heading = if options.is_narrowed() {
        Heading::section("People found")
    } else {
        Heading::section("Everyone").beside(figures(graph))
    };
    page.heading(heading.counting(shown.len()).within(Part::Main));
    if let Some(found) = &options.found {
        page.facts([fact("Filter", Span::strong(found.query.trim()))]);
        if found.query.contains(VIDEO) {
            page.caption("People with a video are those with a position that has a source whose medium is video.");
        }
        page.caption(found.tag.map(|tag| with_code(&tentative_caption(context, tag, shown))));
    }
    let options_without_query = ViewOptions { found: None, ..(*options).clone() };
    let unfiltered = PageContext { options: &options_without_query, ..*context };
    let caption = PeopleList::new(&unfiltered, &[], graph.default_order()).caption(shown.len(), all);
    let caption = match &options.found {
        _ if !caption.is_empty() => caption,
        Some(_) => format!("{} of {all}.", shown.len()),
        None => sentence(graph.default_order().label()),
    };
    let badges = if shown.is_empty() { "" } else { " Exp. expertise, Rec. recognition." };
    page.caption(format!("{caption}{badges}"));
    if shown.is_empty() && all > 0 {
        page.notice("Nobody matches the filter.");
    }
    let (unclear, stated): (Vec<PersonId>, Vec<PersonId>) =
        shown.iter().copied().partition(|&person| list.is_tentative(person));
    list.items(page, stated, |person| note(graph, person));
    if !unclear.is_empty() {
        page.heading(Heading::group("Position unclear").counting(unclear.len()));
        page.caption("All their positions are tentative: inferred, not stated.");
        list.items(page, unclear, |person| note(graph, person));
    }
}

/// Describes how a query for `tag` treats people with only tentative positions on the tag, and how the user can change
/// that.
fn tentative_caption(context: &PageContext<'_>, tag: TagId, shown: &[PersonId]) -> String {
    let about = [tag];
    let list = PeopleList::new(context, &about, context.graph.default_order());
    let slug = &context.graph.atlas.tags[tag].slug;
    match shown.iter().filter(|&&person| list.is_tentative(person)).count() {
        0 => format!(
            "None of them has tentative positions on the tag only; `tag:{slug} tentative:yes` finds such people."
        ),
        count => format!(
            "Tentative positions count too unless the filter “stated only” is on: {} no other on the tag. `tag:{slug} \
             tentative:no` leaves such people out.",
            pluralize(count, "of them has", "of them have")
        ),
    }
}

/// Returns the tags, tagline and summary of a person.
fn note(graph: &Graph, id: PersonId) -> Inline {
    let person = &graph.atlas.people[id];
    join_dots([tags(graph, id), plain(&person.tagline), plain(&person.summary)])
}

/// Returns the first tags of a person, tentative ones with a question mark, and the number of further tags.
fn tags(graph: &Graph, id: PersonId) -> Inline {
    let tags = graph.tags_of_person(id);
    let positions = &graph.atlas.people[id].positions;
    let names = tags.iter().map(|&tag| {
        let is_stated = positions.iter().any(|position| position.tag == tag && !position.tentative);
        let mut name = to(&graph.atlas, tag);
        name.text.push_str(if is_stated { "" } else { "?" });
        name
    });
    truncated_list(names, MAX_TAGS)
}
