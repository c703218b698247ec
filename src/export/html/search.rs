//! The search of the site: a page that lists every page, which works without scripts, and the index for a script.

use std::fmt::Write;

use maud::html;

use crate::document::{Block, Page, Span};
use crate::export::paths::between;
use crate::model::Kind;
use crate::place::Place;
use crate::text;

use super::Site;
use super::block::anchor;
use super::shell::document;

/// The most characters of a page that the search looks at.
const MAX_SUMMARY_CHARS: usize = 400;

/// A page in the index.
#[derive(Clone, Debug)]
pub(super) struct ListedPage {
    place: Place,
    name: String,
    /// The start of the page: its kicker and its first paragraph.
    summary: String,
}

impl ListedPage {
    /// The entry of the page of `place`.
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

/// Formats the page that lists every page: the overviews, then each kind.
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
    document(site, &site.search, None, "Search", &content)
}

/// Formats the index as a script: for each page its file, its kind, its name and its start.
pub(super) fn index(site: &Site<'_>, entries: &[ListedPage]) -> String {
    let mut out = String::from("window.stratlasIndex = [\n");
    for entry in entries {
        let texts = [site.file(entry.place), entry.place.noun(), &entry.name, &entry.summary].map(script_string);
        // Writing to a string does not fail.
        let _ = writeln!(out, "[{}],", texts.join(","));
    }
    out.push_str("];\n");
    out
}

/// `text` as a JSON string that is safe anywhere in a script: nothing in it ends the script or the line.
fn script_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text::sanitize(text).chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '<' | '>' | '&' | '\'' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_does_not_end_the_script_that_it_is_in() {
        assert_eq!(script_string("</script>\"\\\u{1b}"), r#""\u003c/script\u003e\"\\␛""#);
    }

    proptest! {
        #[test]
        fn a_script_reads_the_text_that_was_written(text in "\\PC*[<>&\"'\u{0}-\u{9f}]*\\PC*") {
            let read: String = serde_json::from_str(&script_string(&text)).unwrap();
            prop_assert_eq!(read, text::sanitize(&text).into_owned());
        }
    }
}
