//! Log of a falsification signal: all observations that the reviewer recorded; the last one counts.

use crate::document::{Heading, Item, PageBuilder};
use crate::review::Judged;

/// Adds the recorded observations of the signal, earliest first, if there is more than one.
pub(in crate::page) fn section(page: &mut PageBuilder, judged: &Judged) {
    let sightings: Vec<Item> = judged
        .sightings()
        .map(|(date, signal)| {
            Item::new(format!("{date} {}", signal.status.label()), signal.evidence.as_deref().unwrap_or_default())
        })
        .collect();
    if sightings.len() > 1 {
        page.heading(Heading::group("Sightings of the signal").counting(sightings.len()));
        page.caption("In the order they were recorded; the last one counts.");
        page.list(sightings);
    }
}
