//! The page of all tags: how much each is held, and how people stand to it.

use crate::graph::Graph;
use crate::model::{Tag, TagId};

use super::badges;
use super::block::{Heading, Item, Span};
use super::draft::Draft;
use super::figures::{counted, mean, percent};
use super::home;
use super::inline::{dotted, fact, plain, sentence, to};
use super::place::Place;
use super::standing::{CROWD, Standing, p_dooms};

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
    let mut text = vec![to(&graph.atlas, Place::Tag(id))];
    text.extend(aliases(tag));
    let dooms = p_dooms(graph, &standing.endorsers);
    let doom = mean(&dooms).map(|mean| format!("mean p(doom) {} of {}", percent(mean), dooms.len()));
    Item {
        text,
        badges: standing.is_contested().then(badges::contested).into_iter().collect(),
        note: dotted([plain(sentence(&tag.gloss)), plain(sides(standing)), plain(doom.unwrap_or_default())]),
    }
}

fn aliases(tag: &Tag) -> Option<Span> {
    (!tag.aka.is_empty()).then(|| Span::quiet(format!("  also {}", tag.aka.join(", "))))
}

/// How many hold the tag, and how they stand to it: `103 holders: 103 endorse (102 stated, 1 tentative), 2 oppose`.
fn sides(standing: &Standing) -> String {
    let Standing { holders, endorsers, stated, opposers, tentative, .. } = standing;
    if holders.is_empty() {
        return String::new();
    }
    let holders = counted(holders.len(), "holder", "holders");
    let detail = if *tentative > 0 || stated.len() != endorsers.len() {
        format!(" ({} stated, {tentative} tentative)", stated.len())
    } else {
        String::new()
    };
    let against = if opposers.is_empty() { String::new() } else { format!(", {} oppose", opposers.len()) };
    format!("{holders}: {} endorse{detail}{against}", endorsers.len())
}
