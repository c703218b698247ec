//! The page of everyone on the record.

use crate::graph::Graph;
use crate::model::PersonId;

use super::block::{Heading, Inline, Part};
use super::draft::Draft;
use super::figures;
use super::home;
use super::inline::{dotted, fact, plain};
use super::lens::Lens;
use super::roster::Roster;

/// Describes the page.
pub(super) fn draft(graph: &Graph, lens: &Lens) -> Draft {
    let atlas = &graph.atlas;
    let mut draft = Draft::new(home::link(graph));
    let used = atlas.tags.ids().filter(|&tag| !graph.holdings(tag).is_empty()).count();
    let profiled = atlas.people.rows().iter().filter(|person| person.profile.is_some()).count();
    let mut facts = home::record(atlas);
    facts.insert(1, fact("With a profile", plain(profiled.to_string())));
    facts.push(fact("Tags in use", plain(used.to_string())));
    draft.facts(facts);
    draft.heading(Heading::section("Everyone").counting(atlas.people.len()).within(Part::Main));
    let roster = Roster::new(graph, lens, &[]);
    roster.list(&mut draft, graph.people_by_name(), |person| note(graph, person));
    draft
}

fn note(graph: &Graph, id: PersonId) -> Inline {
    let person = &graph.atlas.people[id];
    let doom = person.p_doom.first().map(|claim| format!("p(doom) {}", figures::p_doom(claim)));
    dotted([plain(&person.tagline), plain(doom.unwrap_or_default())])
}
