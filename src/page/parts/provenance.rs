//! Where facts come from: said on the home page and on every page that shows facts without a source of their own.

use crate::model::{Atlas, Provenance, Strategy};

use crate::document::{Heading, Inline, Item, PageBuilder, fact, join_dots, plain, web};

/// Adds the section on where the atlas comes from.
pub(in crate::page) fn of_atlas(page: &mut PageBuilder, atlas: &Atlas) {
    if atlas.about.provenance.is_empty() {
        return;
    }
    page.heading(Heading::section("Where the facts come from"));
    page.list(atlas.about.provenance.iter().map(|origin| {
        let note = plain(origin.note.as_deref().unwrap_or_default());
        Item { text: title(origin), badges: Vec::new(), note: join_dots([retrieved(origin), note]) }
    }));
}

/// Adds the section on where a strategy comes from.
pub(in crate::page) fn of_strategy(page: &mut PageBuilder, atlas: &Atlas, strategy: &Strategy) {
    let mut facts = Vec::new();
    if let Some(note) = &strategy.source_note {
        facts.push(fact("Source note", plain(note)));
    }
    for origin in &atlas.about.provenance {
        facts.push(fact("Facts from", join_dots([title(origin), retrieved(origin)])));
    }
    if !facts.is_empty() {
        page.heading(Heading::section("Source"));
        page.facts(facts);
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
