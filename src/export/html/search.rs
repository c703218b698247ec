//! Formats the search page of the site. Browsers without scripts show its list of all pages.

use std::borrow::Cow;

use maud::{Markup, html};

use crate::document::{Block, Page, Span};
use crate::export::paths::between;
use crate::model::Kind;
use crate::place::Place;
use crate::search::Facet;
use crate::text;

use super::Site;
use super::block::anchor;
use super::shell::{Described, breadcrumb_to, document};

/// Maximum length of the summary of a page in a search result, in characters.
const MAX_SUMMARY_CHARS: usize = 400;

/// Example queries that show how fields are used.
const EXAMPLES: [&str; 4] =
    ["kind:person moratorium", "lever:speed", "tag:pause stance:endorses", "\"compute governance\""];

/// A page in the index.
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

/// The address of a search on the search page.
fn address(query: &str) -> String {
    format!("#q={}", query.replace(' ', "%20").replace('"', "%22"))
}

/// The values of a field as links to their searches, or examples of what it takes.
fn values(site: &Site<'_>, facet: Facet) -> Markup {
    let Some(values) = facet.values(site.context.graph) else {
        let is_date = matches!(facet, Facet::Updated | Facet::Stated);
        return html! { (if is_date { "2026, 2026-05, <2026, >2026-05" } else { "part of a name" }) };
    };
    let slugs = values.iter().filter_map(|names| names.first());
    html! {
        @for (at, slug) in slugs.enumerate() {
            @if at > 0 { ", " }
            a href=(address(&format!("{}:{slug}", facet.as_str()))) { (slug) }
        }
    }
}

/// The fields of queries with their values, and those that filter by reviews, which a site has none of.
fn fields(site: &Site<'_>) -> Markup {
    let (on_reviews, others): (Vec<Facet>, Vec<Facet>) = Facet::all().partition(|facet| facet.is_on_reviews());
    html! {
        details class="fields" { "\n"
            summary { "All fields" } "\n"
            dl class="facts" { "\n"
                @for facet in others { div { dt { code { (facet.as_str()) ":" } } dd { (values(site, facet)) } } "\n" }
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

/// Section of the list of all pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Overviews,
    Kind(Kind),
    AxisValues,
    Cells,
}

impl Section {
    fn all() -> impl Iterator<Item = Self> {
        let kinds = Kind::ALL.into_iter().map(Self::Kind);
        std::iter::once(Self::Overviews).chain(kinds).chain([Self::AxisValues, Self::Cells])
    }

    fn of(place: Place) -> Self {
        match (place.kind(), place) {
            (Some(kind), _) => Self::Kind(kind),
            (None, Place::Axis(..)) => Self::AxisValues,
            (None, Place::Cell(_)) => Self::Cells,
            _ => Self::Overviews,
        }
    }

    fn title<'a>(self, site: &Site<'a>) -> Cow<'a, str> {
        match self {
            Self::Overviews => "Overviews".into(),
            Self::Kind(kind) => Place::List(kind).name(site.atlas()),
            Self::AxisValues => "Axes and their values".into(),
            Self::Cells => "Cells of the board and of lever × horizon".into(),
        }
    }
}

/// Formats the list of all pages, in sections.
pub(super) fn page(site: &Site<'_>, entries: &[ListedPage]) -> String {
    let groups = Section::all().map(|section| {
        let mut listed: Vec<&ListedPage> = entries.iter().filter(|entry| Section::of(entry.place) == section).collect();
        listed.sort_by_cached_key(|entry| (entry.place.is_entity(), text::fold(&entry.name)));
        (section.title(site), listed)
    });
    let groups = groups.filter(|(_, listed)| !listed.is_empty());
    let content = html! {
        article { "\n"
            (breadcrumb_to(site, &site.search, None, "Search"))
            h1 { "Search" } "\n"
            p id="status" role="status" { "All pages, by name." } "\n"
            noscript { p class="notice" { "The search needs scripts. Without them, this page lists every page by name." } } "\n"
            p class="caption" {
                "Words are searched in all texts. Fields filter: "
                @for (at, example) in EXAMPLES.iter().enumerate() {
                    @if at > 0 { ", " }
                    a href=(address(example)) { code { (example) } }
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
