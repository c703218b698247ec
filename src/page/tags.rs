//! The page that lists all tags, by number of people with a position, with their stances.

use std::cmp::Reverse;

use crate::document::{Bars, Heading, Inline, Item, Page, Span, join_dots, plain, quiet, sentence};
use crate::graph::Graph;
use crate::model::{SharedSort, TagId};
use crate::page::PageContext;
use crate::page::parts::answer::{self, Extreme, clause, figure};
use crate::page::parts::claims::MIN_FIGURES;
use crate::page::parts::figures::{mean, percent, pluralize};
use crate::page::parts::inline::{to, with_code};
use crate::page::parts::tag_support::{self, MIN_CROWD, TagSupport, bar_legend, most_endorsed, p_dooms};

/// Groups of the list: title, and minimum and maximum number of people with a position on the tag.
const BLOCKS: [(&str, usize, usize); 4] = [
    ("20 people or more", 20, usize::MAX),
    ("5 to 19 people", 5, 19),
    ("1 to 4 people", 1, 4),
    ("Nobody on the record", 0, 0),
];

/// Builds the page that lists all tags.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let graph = context.graph;
    let mut page = context.page_below_home();
    let mut tags: Vec<(TagId, TagSupport)> =
        graph.atlas.tags.ids().map(|tag| (tag, TagSupport::new(graph, tag))).collect();
    let count = |is: fn(&TagSupport) -> bool| tags.iter().filter(|(_, support)| is(support)).count();
    let endorsed = count(|support| !support.endorsers.is_empty());
    let all = [
        pluralize(tags.len(), "tag", "tags"),
        format!("{} with {MIN_CROWD} endorsers or more", count(TagSupport::is_crowded)),
    ];
    page.kicker = answer::sentence([most_endorsed(graph, &tags), contested(graph, &tags)]);
    page.explanation(with_code(
        "Endorsers include tentative ones, as in the query `stance:endorsing`; the stated ones are counted beside them. A \
         contested tag has two opposers or more, who are a quarter or more of those who take sides.",
    ));
    tags.shared_sort_by_key(|(_, support)| Reverse(support.holders.len()));
    let used = tags.iter().filter(|(_, support)| !support.holders.is_empty());
    page.heading(Heading::section("For and against").counting(endorsed).beside(quiet(join_dots(all))));
    page.caption(bar_legend());
    let bars = used.map(|(tag, support)| tag_support::bar(graph, *tag, support, figures(support)));
    page.bars(Bars::of_counts(bars).sortable());
    for (title, min, max) in BLOCKS {
        let block = tags.iter().filter(|(_, support)| (min..=max).contains(&support.holders.len()));
        let items: Vec<Item> = block.map(|(tag, support)| item(graph, *tag, support)).collect();
        page.section(Heading::section(title), items);
    }
    page.finish()
}

/// Describes which of the contested tags has the largest share of opposers.
fn contested(graph: &Graph, tags: &[(TagId, TagSupport)]) -> Inline {
    let contested = || tags.iter().filter(|(_, support)| support.is_contested());
    let shares = contested().map(|(tag, support)| (to(&graph.atlas, *tag), support.opposed_share()));
    let Some(most) = Extreme::highest(shares) else { return plain("no tag is contested") };
    let names = most.names("tags");
    match contested().count() {
        1 => {
            let sides = contested().flat_map(|(_, support)| [support.endorsers.len(), support.opposers.len()]);
            clause(
                "only {} is opposed by a quarter or more of those who take sides, {} for and {} against",
                std::iter::once(names).chain(sides.map(figure)),
            )
        }
        all if all == most.count() => clause("{} are contested", [names]),
        all => clause(&format!("{{}} {} the most contested of {{}}", most.choose("is", "are")), [names, figure(all)]),
    }
}

/// Returns the figures beside the bar of a tag, in the order of the legend: `81 · 3 · 2`.
fn figures(support: &TagSupport) -> String {
    let TagSupport { endorsers, mixed, opposers, .. } = support;
    format!("{} · {mixed} · {}", endorsers.len() - mixed, opposers.len())
}

fn item(graph: &Graph, id: TagId, support: &TagSupport) -> Item {
    let tag = &graph.atlas.tags[id];
    let dooms = p_dooms(graph, &support.endorsers);
    let doom = mean(&dooms)
        .filter(|_| dooms.len() >= MIN_FIGURES)
        .map(|mean| format!("mean p(doom) {} over {}", percent(mean), dooms.len()));
    let contested = support.is_contested().then(|| Span::strong("contested"));
    let mut text = vec![to(&graph.atlas, id), Span::plain("  ")];
    text.extend(join_dots([quiet(sides(support)), quiet(doom), plain(contested)]));
    let also = (!tag.aka.is_empty()).then(|| format!(" Also called {}.", tag.aka.join(", ")));
    Item::new(text, format!("{}{}", sentence(&tag.gloss), also.unwrap_or_default()).trim())
}

/// Describes the numbers of people by stance: `83 people: 81 endorse, 2 oppose`, or `29 endorse (14 stated, 15
/// tentative)` if everyone with a position on the tag endorses it.
fn sides(support: &TagSupport) -> String {
    let TagSupport { holders, endorsers, stated, opposers, tentative, .. } = support;
    if holders.is_empty() {
        return String::new();
    }
    let all = if endorsers.len() == holders.len() { String::new() } else { format!("{} people: ", holders.len()) };
    let detail = if *tentative > 0 || stated.len() != endorsers.len() {
        format!(" ({} stated, {tentative} tentative)", stated.len())
    } else {
        String::new()
    };
    let against = if opposers.is_empty() { String::new() } else { format!(", {} oppose", opposers.len()) };
    format!("{all}{} endorse{detail}{against}", endorsers.len())
}
