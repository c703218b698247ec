//! Finding pages: a page that lists every page, which works without scripts, and the index that a script searches.

use std::fmt::Write;

use crate::document::{Block, Page, Span};
use crate::export::paths::between;
use crate::model::{Atlas, Kind};
use crate::place::Place;

use super::Site;
use super::escape::{escaped, script};
use super::shell::{Document, document};

/// How much of what a page says is searched, in characters.
const SAID: usize = 400;

/// What is known of a page for finding it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    place: Place,
    name: String,
    said: String,
}

impl Entry {
    /// What is known of `page`: its first paragraph says most.
    pub(super) fn new(atlas: &Atlas, place: Place, page: &Page) -> Self {
        let first = page.blocks.iter().find_map(|block| match block {
            Block::Paragraph(text) => Some(text),
            _ => None,
        });
        let kicker = page.kicker.iter();
        let said = [text(kicker), text(first.into_iter().flatten())].into_iter().filter(|text| !text.is_empty());
        let said = said.collect::<Vec<_>>().join(" · ");
        Self { place, name: place.name(atlas).to_string(), said: said.trim().chars().take(SAID).collect() }
    }

    fn kind(&self) -> &'static str {
        self.place.noun()
    }
}

fn text<'a>(spans: impl Iterator<Item = &'a Span>) -> String {
    spans.map(|span| span.text.as_str()).collect()
}

/// The page that lists every page.
pub(super) fn page(site: &Site<'_>, entries: &[Entry]) -> String {
    let mut content = String::from(
        "<article>\n<h1>Search</h1>\n\
         <p id=\"status\" role=\"status\">Everything there is, by name.</p>\n\
         <ul id=\"results\" class=\"list\" hidden></ul>\n\
         <div id=\"all\">\n",
    );
    let groups = std::iter::once(None).chain(Kind::ALL.map(Some));
    for group in groups {
        let title = group.map_or("Overviews".to_owned(), |kind: Kind| Place::List(kind).name(site.atlas()).to_string());
        let _ = write!(content, "<h2>{}</h2>\n<ul class=\"columns\">\n", escaped(&title));
        let mut listed: Vec<&Entry> = entries.iter().filter(|entry| entry.place.kind() == group).collect();
        listed.sort_by_cached_key(|entry| (entry.place.is_entity(), crate::text::fold(&entry.name)));
        for entry in listed {
            let way = between(&site.search, site.file(entry.place));
            let _ = writeln!(content, "<li><a href=\"{way}\">{}</a></li>", escaped(&entry.name));
        }
        content.push_str("</ul>\n");
    }
    content.push_str("</div>\n</article>\n");
    document(site, &Document { file: &site.search, title: "Search", place: None, content: &content })
}

/// The index as a script: for each page its file, its kind, its name, and some of what it says.
pub(super) fn index(site: &Site<'_>, entries: &[Entry]) -> String {
    let mut out = String::from("window.stratlasIndex = [\n");
    for entry in entries {
        let texts = [site.file(entry.place), entry.kind(), &entry.name, &entry.said].map(script);
        let _ = writeln!(out, "[{}],", texts.join(","));
    }
    out.push_str("];\n");
    out
}
