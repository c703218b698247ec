//! Where facts come from: said on the home page and on every page that shows facts without a source of their own.

use crate::model::{Atlas, Provenance, Strategy};

use super::draft::Draft;
use super::inline::{dotted, fact, plain, web};
use crate::document::{Heading, Inline, Item};

/// Adds the section on where the atlas comes from.
pub(super) fn of_atlas(draft: &mut Draft, atlas: &Atlas) {
    if atlas.about.provenance.is_empty() {
        return;
    }
    draft.heading(Heading::section("Where the facts come from"));
    draft.list(atlas.about.provenance.iter().map(|origin| {
        let note = plain(origin.note.as_deref().unwrap_or_default());
        Item { text: title(origin), badges: Vec::new(), note: dotted([retrieved(origin), note]) }
    }));
}

/// Adds the section on where a strategy comes from.
pub(super) fn of_strategy(draft: &mut Draft, atlas: &Atlas, strategy: &Strategy) {
    let mut facts = Vec::new();
    if let Some(note) = &strategy.source_note {
        facts.push(fact("Source note", plain(note)));
    }
    for origin in &atlas.about.provenance {
        facts.push(fact("Facts from", dotted([title(origin), retrieved(origin)])));
    }
    if !facts.is_empty() {
        draft.heading(Heading::section("Source"));
        draft.facts(facts);
    }
}

fn title(origin: &Provenance) -> Inline {
    match &origin.url {
        Some(url) => web(&origin.title, url),
        None => plain(&origin.title),
    }
}

fn retrieved(origin: &Provenance) -> Inline {
    plain(origin.retrieved.as_ref().map(|date| format!("retrieved {date}")).unwrap_or_default())
}
