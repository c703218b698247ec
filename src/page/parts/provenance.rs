//! Sections on where the facts of an atlas come from, for the home page and for pages whose facts have no sources of
//! their own.

use crate::document::{Heading, Inline, Item, PageBuilder, fact, join_dots, plain, web};
use crate::model::{Atlas, Provenance, Strategy};

/// Adds the section on the provenance of the atlas.
pub(in crate::page) fn of_atlas(page: &mut PageBuilder, atlas: &Atlas) {
    let origins = &atlas.about.provenance;
    if !origins.is_empty() {
        page.heading(Heading::section("Provenance of the facts"));
    }
    page.list(
        origins
            .iter()
            .map(|origin| Item::new(title(origin), join_dots([retrieved(origin), plain(origin.note.as_ref())]))),
    );
}

/// Adds the section on the provenance of a strategy.
pub(in crate::page) fn of_strategy(page: &mut PageBuilder, atlas: &Atlas, strategy: &Strategy) {
    if strategy.source_note.is_none() && atlas.about.provenance.is_empty() {
        return;
    }
    let origins = &atlas.about.provenance;
    let facts = origins.iter().map(|origin| fact("Facts from", join_dots([title(origin), retrieved(origin)])));
    page.heading(Heading::section("Source"));
    page.facts(std::iter::once(fact("Source note", strategy.source_note.as_ref())).chain(facts));
}

fn title(origin: &Provenance) -> Inline {
    match &origin.url {
        Some(url) => web(&origin.title, url),
        None => plain(&origin.title),
    }
}

fn retrieved(origin: &Provenance) -> Inline {
    plain(origin.retrieved.as_ref().map(|date| format!("retrieved {date}")))
}
