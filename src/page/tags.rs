//! The page of all tags: how much each is held, and how people stand to it.

use crate::graph::Graph;
use crate::model::{Tag, TagId};

use super::draft::Draft;
use super::figures::{mean, percent};
use super::home;
use super::inline::{dotted, fact, plain, quiet, sentence, to};
use super::standing::{CROWD, Standing, p_dooms};
use crate::document::{Heading, Inline, Item, Span};

/// The blocks that tags are shown in: their title and the fewest holders of a tag in them.
const BLOCKS: [(&str, usize); 4] =
    [("Held by 20 or more", 20), ("Held by 5 to 19", 5), ("Held by 1 to 4", 1), ("Held by nobody", 0)];

/// Describes the page.
pub(super) fn draft(graph: &Graph) -> Draft {
    let mut draft = Draft::new(home::link(graph));
    let mut standings: Vec<(TagId, Standing)> =
        graph.atlas.tags.ids().map(|tag| (tag, Standing::new(graph, tag))).collect();
    summary(&mut draft, &standings);
    standings.sort_by_key(|(_, standing)| std::cmp::Reverse(standing.holders.len()));
    let mut rest = standings.as_slice();
    for (title, least) in BLOCKS {
        let (block, below) = rest.split_at(rest.partition_point(|(_, standing)| standing.holders.len() >= least));
        rest = below;
        if !block.is_empty() {
            draft.heading(Heading::section(title).counting(block.len()));
            draft.list(block.iter().map(|(tag, standing)| card(graph, *tag, standing)));
        }
    }
    draft
}

fn summary(draft: &mut Draft, standings: &[(TagId, Standing)]) {
    let count = |holds: fn(&Standing) -> bool| standings.iter().filter(|(_, standing)| holds(standing)).count();
    let used = count(|standing| !standing.endorsers.is_empty());
    draft.facts(vec![
        fact("Tags", plain(standings.len().to_string())),
        fact("Endorsed", plain(format!("{used}, {} by nobody", standings.len() - used))),
        fact("Crowded", plain(format!("{} with {CROWD} endorsers or more", count(Standing::is_crowded)))),
        fact("Contested", plain(count(Standing::is_contested).to_string())),
    ]);
    draft.caption(
        "Endorsers include tentative ones; how many state it is said beside them. Contested: two or more oppose it, \
         and they are a quarter or more of those who take sides.",
    );
}

fn card(graph: &Graph, id: TagId, standing: &Standing) -> Item {
    let tag = &graph.atlas.tags[id];
    let dooms = p_dooms(graph, &standing.endorsers);
    let doom = mean(&dooms).map(|mean| format!("mean p(doom) {} over {}", percent(mean), dooms.len()));
    let figures = dotted([plain(sides(standing)), plain(doom.unwrap_or_default())]);
    let contested = if standing.is_contested() { vec![Span::strong("contested")] } else { Inline::new() };
    let mut text = vec![to(&graph.atlas, id), Span::plain("  ")];
    text.extend(dotted([quiet(figures), contested]));
    Item { text, badges: Vec::new(), note: plain(described(tag)) }
}

/// What a tag stands for, and its other names.
fn described(tag: &Tag) -> String {
    let gloss = sentence(&tag.gloss);
    if tag.aka.is_empty() { gloss } else { format!("{gloss} Also called {}.", tag.aka.join(", ")) }
}

/// How many hold a tag, and how they stand to it: `83 hold it: 81 endorse, 2 oppose`, or `29 endorse (14 stated, 15
/// tentative)` where every holder does.
fn sides(standing: &Standing) -> String {
    let Standing { holders, endorsers, stated, opposers, tentative, .. } = standing;
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
