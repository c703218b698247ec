//! Section of the home page on the changes of the atlas since the user's last visit.

use crate::document::{Heading, Inline, PageBuilder, Span, fact, join, plain, truncated_list};
use crate::graph::Graph;
use crate::graph::diff::ChangesSince;
use crate::model::Kind;
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::to;
use crate::place::Place;

/// Maximum number of records that a row names.
const MAX_NAMES: usize = 5;

/// Adds the section on the changes since the last visit.
pub(in crate::page) fn section(page: &mut PageBuilder, graph: &Graph, since: &ChangesSince) {
    page.heading(Heading::section("Since your last visit"));
    page.caption(format!("Your last visit was to edition {}.", since.edition));
    if since.is_empty() {
        page.notice("No record was added, changed or removed.");
    }
    let rows = [("Added", &since.added), ("Changed", &since.changed), ("Removed", &since.removed)];
    let rows = rows.into_iter().filter(|(_, addresses)| !addresses.is_empty());
    page.facts(rows.map(|(label, addresses)| fact(label, row(graph, addresses))));
}

/// Returns the number of records of each kind among `addresses`, and the names of the first few.
fn row(graph: &Graph, addresses: &[String]) -> Inline {
    let kind_of = |address: &String| Kind::parse(address.split('/').next().unwrap_or_default());
    let of_kind = |kind| addresses.iter().filter(|address| kind_of(address) == Some(kind)).count();
    let counts = Kind::ALL.into_iter().map(|kind| (kind, of_kind(kind))).filter(|&(_, count)| count > 0);
    let counts: Vec<String> = counts.map(|(kind, count)| pluralize(count, kind.singular(), kind.plural())).collect();
    let names = addresses.iter().map(|address| match Place::find(&graph.atlas, address) {
        Some(place) => to(&graph.atlas, place),
        None => Span::plain(address),
    });
    join(&Span::plain(": "), [plain(counts.join(", ")), truncated_list(names, MAX_NAMES)])
}
