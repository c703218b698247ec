//! The page of the overlay: the records of the user's own files.

use crate::document::{Heading, Item, PageBuilder, join_dots, plain, quiet};

use super::PageContext;
use super::parts::editions::Brought;

/// Builds the page of everything that files of the user's own bring.
pub(super) fn build(context: PageContext<'_>) -> PageBuilder {
    let PageContext { graph, editions, .. } = context;
    let mut page = PageBuilder::new(plain("What files of your own bring to the atlas"));
    let (new, changed): (Vec<&Brought>, Vec<&Brought>) =
        editions.overlay.iter().partition(|part| part.fields.is_empty());
    if editions.overlay.is_empty() {
        page.notice("No file of your own goes over this atlas.");
        page.paragraph(
            "TOML files in your overlay folder, which `stratlas doctor` names, add records or override those of the \
             atlas field by field; `stratlas new` begins one.",
        );
    }
    for (title, parts) in [("Changed", changed), ("Added", new)] {
        if parts.is_empty() {
            continue;
        }
        page.heading(Heading::section(title).counting(parts.len()));
        page.list(parts.into_iter().map(|part| Item {
            text: vec![part.record(&graph.atlas)],
            badges: Vec::new(),
            note: join_dots([plain(part.fields.join(", ")), quiet(plain(part.place()))]),
        }));
    }
    page
}
