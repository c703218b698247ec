//! The page of the overlay: the records of the atlas that the user's files add or change.

use crate::document::{Heading, Inline, Item, Page, PageBuilder, Span, fact, join_dots, plain, quiet};
use crate::model::OverlayEntry;
use crate::place::Overview;

use super::PageContext;
use super::parts::editions::{location, record};
use super::parts::figures::key_count;
use super::parts::inline::with_code;

/// Returns in words how many records the user's files add and change.
fn answer(added: usize, changed: usize) -> Inline {
    let records = |count| key_count(count, "record", "records");
    match (added, changed) {
        (0, 0) => plain("No file of yours adds or changes a record."),
        (_, 0) => [plain("Your files add "), records(added), plain(".")].concat(),
        (0, _) => [plain("Your files change "), records(changed), plain(".")].concat(),
        _ => [
            plain("Your files add "),
            records(added),
            plain(" and change "),
            plain(Span::strong(changed.to_string())),
            plain("."),
        ]
        .concat(),
    }
}

/// Builds the page of the overlay.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let entries = &context.editions.overlay;
    let (added, changed): (Vec<&OverlayEntry>, Vec<&OverlayEntry>) = entries.iter().partition(|entry| entry.is_new());
    let mut page = PageBuilder::new(answer(added.len(), changed.len()));
    if entries.is_empty() {
        page.heading(Heading::section("How to start"));
        page.facts([
            fact("Add", with_code("`stratlas new` writes a file with a new record: a strategy, a person, a tag.")),
            fact(
                "Change",
                with_code("A TOML file with the id of a record and the fields that differ overrides these fields."),
            ),
            fact(
                "Where",
                with_code("`stratlas doctor` names the folder; your files stay when the atlas gets a new edition."),
            ),
            fact(
                "Edit",
                context.keys.get("edit").map(|key| {
                    format!("{key} on a record of your own opens its file in your editor; the explorer reloads it.")
                }),
            ),
            fact(
                "See",
                [
                    Span::link(Overview::Changes.name(), Overview::Changes),
                    Span::plain(" shows what your files change, word by word."),
                ],
            ),
        ]);
    }
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
