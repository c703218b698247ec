//! The page of changes: the differences between the atlas on screen and another edition.

use crate::document::{PageBuilder, plain};

use super::parts::editions::Compared;
use super::{PageContext, diff_page};

/// Builds the page of what differs from another edition.
pub(super) fn build(context: PageContext<'_>) -> PageBuilder {
    let Compared { with, found, asked } = &context.editions.comparison;
    match found {
        Some(Ok(diff)) => {
            let mut page = diff_page::build(diff, context.graph, [with.name(), "the atlas on screen"]);
            if diff.is_empty() {
                page.paragraph(
                    "What your overlay changes stands here, or a folder of your own (`--atlas DIR`). The action \
                     `compare editions` asks for something else to compare with; `stratlas diff OLD NEW` compares any two.",
                );
            }
            page
        }
        Some(Err(why)) => {
            let mut page = PageBuilder::new(plain(format!("from {}", with.name())));
            page.notice(&format!("That cannot be told: {why}"));
            page
        }
        None => {
            let mut page = PageBuilder::new(plain(format!("from {}", with.name())));
            page.notice(if *asked { "The two are being compared." } else { "Nothing has been compared yet." });
            page
        }
    }
}
