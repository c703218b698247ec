//! Formats the search page of the site. Browsers without scripts show its list of all pages.

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

/// Example queries that show how fields are used.
const EXAMPLES: [&str; 4] =
    ["kind:person moratorium", "lever:speed", "tag:pause stance:endorses", "\"compute governance\""];

/// Maximum number of values that the page names for a field.
const MAX_VALUES: usize = 6;

/// Page of the site as it is listed and searched.
#[derive(Clone, Debug)]
pub(super) struct ListedPage {
    pub(super) place: Place,
    pub(super) name: String,
    /// Start of the page: its kicker, that is, the line below the title, and its first paragraph.
    pub(super) summary: String,
    /// Headings and paragraphs of the page; empty for the page of a record, whose texts the index takes from the atlas.
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

    /// Returns the headings and paragraphs that the index has for the page.
    pub(super) fn prose(&self) -> Vec<&str> {
        self.prose.iter().map(String::as_str).collect()
    }
}

/// Returns the text of `block` if it is a heading or a paragraph. Lists and tables have none, since they name records
/// that have pages of their own.
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

/// Formats the fields of queries with examples of their values, and names the fields on reviews, which do not work in a
/// site.
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

/// Formats the search page, with a list of all pages: first the overviews, then the pages of each kind of record.
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
