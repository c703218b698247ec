//! Search page of the site. It lists all pages for browsers without scripts.

use maud::html;

use crate::document::{Block, Page, Span};
use crate::export::paths::between;
use crate::model::Kind;
use crate::place::Place;
use crate::text;

use super::Site;
use super::block::anchor;
use super::shell::{Described, document};

/// Maximum length of the summary of a page in a search result, in characters.
const MAX_SUMMARY_CHARS: usize = 400;

/// Example queries that demonstrate fields.
const EXAMPLES: [&str; 4] =
    ["kind:person moratorium", "lever:speed", "tag:pause stance:endorses", "\"compute governance\""];

/// Page in the search index.
#[derive(Clone, Debug)]
pub(super) struct ListedPage {
    pub(super) place: Place,
    pub(super) name: String,
    /// Summary: the kicker and the first paragraph.
    pub(super) summary: String,
}

impl ListedPage {
    /// Creates the entry for the page of `place`.
    pub(super) fn new(name: String, place: Place, page: &Page) -> Self {
        let first = page.blocks.iter().find_map(|block| match block {
            Block::Paragraph(text) => Some(text),
            _ => None,
        });
        let plain = |spans: &[Span]| spans.iter().map(|span| span.text.as_str()).collect::<String>();
        let mut parts = vec![plain(&page.kicker), first.map(|text| plain(text)).unwrap_or_default()];
        parts.retain(|part| !part.is_empty());
        Self { place, name, summary: parts.join(" · ").trim().chars().take(MAX_SUMMARY_CHARS).collect() }
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
