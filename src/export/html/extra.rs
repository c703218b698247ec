//! Formats pages and files that are no pages of the atlas: the graph of all strategies, the page for unknown addresses,
//! and the sitemap.

use std::fmt::Write;

use maud::html;

use crate::export::paths::between;
use crate::place::Place;

use super::Site;
use super::block::BlockHtml;
use super::shell::{Described, breadcrumb_to, document};

/// Formats the page with the graph of all strategies.
pub(super) fn graph(site: &Site<'_>) -> String {
    let blocks = BlockHtml::new(&site.paths, &site.graph_file).in_graph(site.context.graph);
    let content = html! {
        article { "\n"
            (breadcrumb_to(site, &site.graph_file, None, "Graph"))
            h1 { "Graph" } "\n"
            p class="caption" {
                "Every strategy, in the order of levers, with its conflicts, complements and twins. A name leads to its page."
            } "\n"
            div class="frame" role="group" aria-label="Graph" tabindex="0" { "\n" (blocks.whole_graph()) } "\n"
        } "\n"
    };
    let description = "Every strategy with its conflicts, complements and twins.".to_owned();
    document(site, &site.graph_file, &Described { place: None, title: "Graph", description }, &content)
}

/// Formats the page that servers show for unknown addresses.
pub(super) fn not_found(site: &Site<'_>) -> String {
    let file = super::NOT_FOUND_FILE;
    let content = html! {
        article { "\n"
            h1 { "Page not found" } "\n"
            p { "There is no page at this address. The record may have another name in this edition." } "\n"
            p {
                a href=(between(file, site.file(Place::Home))) { "Home" } " · "
                a href=(between(file, &site.search)) { "All pages, by name" }
            } "\n"
        } "\n"
    };
    let description = "There is no page at this address.".to_owned();
    document(site, file, &Described { place: None, title: "Page not found", description }, &content)
}

/// Formats the sitemap, a list of all pages for search engines, with addresses below `base`.
pub(super) fn sitemap(site: &Site<'_>, base: &str) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let files = site.places.iter().map(|&place| site.file(place)).chain([site.graph_file.as_str()]);
    for file in files {
        let address = html! { (base) (file) }.into_string();
        // Writing to a string does not fail.
        let _ = writeln!(out, "<url><loc>{address}</loc></url>");
    }
    out.push_str("</urlset>\n");
    out
}
