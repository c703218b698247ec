//! What has changed since the last visit: a few rows on the page where one starts.

use crate::graph::Graph;
use crate::graph::diff::ChangesSince;
use crate::model::Kind;

use crate::document::{Heading, Inline, PageBuilder, Span, fact, join_commas, plain};
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::to;
use crate::place::Place;

/// How many records of a row are named.
const NAMED: usize = 5;

/// Adds what has changed `since` the last visit.
pub(in crate::page) fn section(page: &mut PageBuilder, graph: &Graph, since: &ChangesSince) {
    page.heading(Heading::section("Since your last visit"));
    page.caption(&format!("Your last visit was to edition {}.", since.edition));
    if since.is_empty() {
        page.notice("No record has come, gone or changed.");
        return;
    }
    let rows = [("Added", &since.added), ("Changed", &since.changed), ("Removed", &since.removed)];
    let rows = rows.into_iter().filter(|(_, addresses)| !addresses.is_empty());
    page.facts(rows.map(|(label, addresses)| fact(label, row(graph, addresses))).collect());
}

/// How many of each kind there are, and the first of them.
fn row(graph: &Graph, addresses: &[String]) -> Inline {
    let kind_of = |address: &String| Kind::parse(address.split('/').next().unwrap_or_default());
    let of_kind = |kind| addresses.iter().filter(|address| kind_of(address) == Some(kind)).count();
    let counts = Kind::ALL.into_iter().map(|kind| (kind, of_kind(kind))).filter(|&(_, count)| count > 0);
    let counts: Vec<String> = counts.map(|(kind, count)| pluralize(count, kind.singular(), kind.plural())).collect();
    let named = addresses.iter().take(NAMED).map(|address| match Place::find(&graph.atlas, address) {
        Some(place) => to(&graph.atlas, place),
        None => Span::plain(address),
    });
    let mut line = plain(format!("{}: ", counts.join(", ")));
    line.extend(join_commas(named));
    if addresses.len() > NAMED {
        line.push(Span::quiet(format!(" +{}", addresses.len() - NAMED)));
    }
    line
}
