//! Search page of the site. It lists all pages for browsers without scripts.

use maud::{Markup, html};

use crate::document::{Block, Page, Span};
use crate::export::paths::between;
use crate::model::Kind;
use crate::place::Place;
use crate::search::Facet;
use crate::text;

use super::Site;
use super::block::anchor;
use super::shell::{Described, document};

/// Maximum length of the summary of a page in a search result, in characters.
const MAX_SUMMARY_CHARS: usize = 400;

/// Example queries that demonstrate fields.
const EXAMPLES: [&str; 4] =
    ["kind:person moratorium", "lever:speed", "tag:pause stance:endorses", "\"compute governance\""];

/// The most values of a field that the page names.
const MAX_VALUES: usize = 6;

/// A page in the index.
#[derive(Clone, Debug)]
pub(super) struct ListedPage {
    pub(super) place: Place,
    pub(super) name: String,
    /// Summary: the kicker and the first paragraph.
    pub(super) summary: String,
    /// The other sentences of a page that is no record, whose texts the index takes from the page.
    prose: Vec<String>,
}

impl ListedPage {
    /// Creates the entry for the page of `place`.
    pub(super) fn new(name: String, place: Place, page: &Page) -> Self {
        let first = page.blocks.iter().find_map(|block| match block {
            Block::Paragraph(text) => Some(text),
            _ => None,
        });
        let mut parts = vec![plain(&page.kicker), first.map(|text| plain(text)).unwrap_or_default()];
        parts.retain(|part| !part.is_empty());
        let summary = parts.join(" · ").trim().chars().take(MAX_SUMMARY_CHARS).collect();
        let prose = if place.is_entity() { Vec::new() } else { page.blocks.iter().filter_map(prose).collect() };
        Self { place, name, summary, prose }
    }

    /// The sentences of the page.
    pub(super) fn prose(&self) -> Vec<&str> {
        self.prose.iter().map(String::as_str).collect()
    }
}

/// The text of a heading or of a paragraph. Lists and tables name records, which have pages of their own.
fn prose(block: &Block) -> Option<String> {
    match block {
        Block::Heading(heading) => Some(plain(&heading.text)),
        Block::Paragraph(text)
        | Block::Caption(text)
        | Block::Explanation(text)
        | Block::Notice(text)
        | Block::Warning(text) => Some(plain(text)),
        _ => None,
    }
}

fn plain(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// The fields of queries with examples of their values, and those that filter by reviews, which a site has none of.
fn fields(site: &Site<'_>) -> Markup {
    let (on_reviews, others): (Vec<Facet>, Vec<Facet>) = Facet::all().partition(|facet| facet.is_on_reviews());
    let values = |facet: Facet| match facet.values(site.context.graph) {
        Some(values) => {
            let shown: Vec<&str> = values.iter().filter_map(|names| names.first().copied()).take(MAX_VALUES).collect();
            format!("{}{}", shown.join(", "), if shown.len() < values.len() { ", …" } else { "" })
        }
        None if matches!(facet, Facet::Updated | Facet::Stated) => "2026, 2026-05, <2026, >2026-05".to_owned(),
        None => "part of a name".to_owned(),
    };
    html! {
        details class="fields" { "\n"
            summary { "All fields" } "\n"
            dl class="facts" { "\n"
                @for facet in others { div { dt { code { (facet.as_str()) ":" } } dd { (values(facet)) } } "\n" }
            } "\n"
            p class="caption" {
                "Also: " code { "'exact" } ", " code { "^start" } ", " code { "end$" } ", " code { "!not" } ", and commas between values. "
                "Case and accents make no difference here. Fields that do not work in a site, which has no reviews: "
                @for (at, facet) in on_reviews.into_iter().enumerate() {
                    @if at > 0 { ", " }
                    code { (facet.as_str()) ":" }
                }
                "; " code { "stratlas search" } " takes them." } "\n"
        }
    }
}

/// Formats the list of all pages: the overviews, then each kind.
pub(super) fn page(site: &Site<'_>, entries: &[ListedPage]) -> String {
    let groups = std::iter::once(None).chain(Kind::ALL.map(Some)).map(|kind| {
        let title = kind.map_or("Overviews".into(), |kind| Place::List(kind).name(site.atlas()));
        let mut listed: Vec<&ListedPage> = entries.iter().filter(|entry| entry.place.kind() == kind).collect();
        listed.sort_by_cached_key(|entry| (entry.place.is_entity(), text::fold(&entry.name)));
        (title, listed)
    });
    let content = html! {
        article { "\n"
            h1 { "Search" } "\n"
            p id="status" role="status" { "All pages, by name." } "\n"
            noscript { p class="notice" { "The search needs scripts. Without them, this page lists every page by name." } } "\n"
            p class="caption" {
                "Words are searched in all texts. Fields filter: "
                @for (at, example) in EXAMPLES.iter().enumerate() {
                    @if at > 0 { ", " }
                    a href={ "#q=" (example.replace(' ', "%20").replace('"', "%22")) } { code { (example) } }
                }
                "."
            } "\n"
            (fields(site)) "\n"
            ul id="results" class="list" hidden {} "\n"
            div id="all" { "\n"
                @for (title, listed) in groups {
                    h2 { (title) } "\n"
                    ul class="columns" { "\n"
                        @for entry in listed {
                            li { (anchor(&between(&site.search, site.file(entry.place)), &entry.name)) } "\n"
                        }
                    } "\n"
                }
            } "\n"
        } "\n"
    };
    let about = Described { place: None, title: "Search", description: "Search in all pages.".to_owned() };
    document(site, &site.search, &about, &content)
}
