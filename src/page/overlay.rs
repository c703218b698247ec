//! The page of the overlay: the records of the atlas that the user's files add or change.

use crate::document::{Heading, Item, Page, PageBuilder, join_dots, plain, quiet};
use crate::model::OverlayEntry;

use super::PageContext;
use super::parts::editions::{location, record};
use super::parts::inline::with_code;

/// Builds the page of the overlay.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let mut page = PageBuilder::new("The records that your files add or change");
    let entries = &context.editions.overlay;
    if entries.is_empty() {
        page.notice(
            "Your overlay is empty. It is for your own records and corrections, which stay when the atlas changes.",
        );
        page.paragraph(with_code(
            "TOML files in your overlay folder, which `stratlas doctor` names, add records to the atlas or override \
             its records field by field; `stratlas new` creates such a file.",
        ));
        if let Some(key) = context.keys.get("edit") {
            page.paragraph(format!(
                "{key} on a record of your own opens its file in your editor; the explorer reloads it."
            ));
        }
    }
    let (added, changed): (Vec<&OverlayEntry>, Vec<&OverlayEntry>) = entries.iter().partition(|entry| entry.is_new());
    for (title, entries) in [("Changed", changed), ("Added", added)] {
        page.section(
            Heading::section(title),
            entries.into_iter().map(|entry| {
                let note = join_dots([plain(entry.fields.join(", ")), quiet(location(entry))]);
                Item::new(record(&context.graph.atlas, entry), note)
            }),
        );
    }
    page.finish()
}
