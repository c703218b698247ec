//! Log of a falsification signal: all recorded observations, of which the last one counts.

use crate::document::{Heading, Item, PageBuilder};
use crate::review::Judged;

/// Adds the observations of the signal, earliest first, if there are several.
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
