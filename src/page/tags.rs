//! The page of all tags: how much each is held, and how people stand to it.

use crate::graph::Graph;
use crate::model::{Tag, TagId};

use crate::document::{Heading, Inline, Item, PageBuilder, Span, fact, join_dots, plain, quiet, sentence};
use crate::page::home;
use crate::page::parts::figures::{mean, percent};
use crate::page::parts::inline::to;
use crate::page::parts::tag_support::{CROWD, TagSupport, p_dooms};

/// The blocks that tags are shown in: their title and the fewest holders of a tag in them.
const BLOCKS: [(&str, usize); 4] =
    [("Held by 20 or more", 20), ("Held by 5 to 19", 5), ("Held by 1 to 4", 1), ("Held by nobody", 0)];

/// Builds the page.
pub(super) fn build(graph: &Graph) -> PageBuilder {
    let mut page = PageBuilder::new(home::link(graph));
    let mut standings: Vec<(TagId, TagSupport)> =
        graph.atlas.tags.ids().map(|tag| (tag, TagSupport::new(graph, tag))).collect();
    summary(&mut page, &standings);
    standings.sort_by_key(|(_, standing)| std::cmp::Reverse(standing.holders.len()));
    let mut rest = standings.as_slice();
    for (title, least) in BLOCKS {
        let (block, below) = rest.split_at(rest.partition_point(|(_, standing)| standing.holders.len() >= least));
        rest = below;
        if !block.is_empty() {
            page.heading(Heading::section(title).counting(block.len()));
            page.list(block.iter().map(|(tag, standing)| card(graph, *tag, standing)));
        }
    }
    page
}

fn summary(page: &mut PageBuilder, standings: &[(TagId, TagSupport)]) {
    let count = |holds: fn(&TagSupport) -> bool| standings.iter().filter(|(_, standing)| holds(standing)).count();
    let used = count(|standing| !standing.endorsers.is_empty());
    page.facts(vec![
        fact("Tags", plain(standings.len().to_string())),
        fact("Endorsed", plain(format!("{used}, {} by nobody", standings.len() - used))),
        fact("Crowded", plain(format!("{} with {CROWD} endorsers or more", count(TagSupport::is_crowded)))),
        fact("Contested", plain(count(TagSupport::is_contested).to_string())),
    ]);
    page.caption(
        "Endorsers include tentative ones; how many state it is said beside them. Contested: two or more oppose it, \
         and they are a quarter or more of those who take sides.",
    );
}

fn card(graph: &Graph, id: TagId, standing: &TagSupport) -> Item {
    let tag = &graph.atlas.tags[id];
    let dooms = p_dooms(graph, &standing.endorsers);
    let doom = mean(&dooms).map(|mean| format!("mean p(doom) {} over {}", percent(mean), dooms.len()));
    let figures = join_dots([plain(sides(standing)), plain(doom.unwrap_or_default())]);
    let contested = if standing.is_contested() { vec![Span::strong("contested")] } else { Inline::new() };
    let mut text = vec![to(&graph.atlas, id), Span::plain("  ")];
    text.extend(join_dots([quiet(figures), contested]));
    Item { text, badges: Vec::new(), note: plain(described(tag)) }
}

/// What a tag stands for, and its other names.
fn described(tag: &Tag) -> String {
    let gloss = sentence(&tag.gloss);
    if tag.aka.is_empty() { gloss } else { format!("{gloss} Also called {}.", tag.aka.join(", ")) }
}

/// How many hold a tag, and how they stand to it: `83 hold it: 81 endorse, 2 oppose`, or `29 endorse (14 stated, 15
/// tentative)` where every holder does.
fn sides(standing: &TagSupport) -> String {
    let TagSupport { holders, endorsers, stated, opposers, tentative, .. } = standing;
    if holders.is_empty() {
        return String::new();
    }
    let all = if endorsers.len() == holders.len() { String::new() } else { format!("{} hold it: ", holders.len()) };
    let detail = if *tentative > 0 || stated.len() != endorsers.len() {
        format!(" ({} stated, {tentative} tentative)", stated.len())
    } else {
        String::new()
    };
    let against = if opposers.is_empty() { String::new() } else { format!(", {} oppose", opposers.len()) };
    format!("{all}{} endorse{detail}{against}", endorsers.len())
}
