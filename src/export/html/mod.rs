//! A static web site of all pages but the private ones. All links are relative, nothing is loaded from elsewhere, and
//! every page can be read without scripts. The site works from a disk as well as from a server.

mod block;
mod index;
mod search;
mod shell;
mod single;
mod table;

use std::collections::HashSet;

use crate::data::TextFile;
use crate::model::Atlas;
use crate::page::{self, PageContext};
use crate::place::Place;

use super::paths::{PageFiles, UniqueNames};
use search::ListedPage;

pub use single::document;

/// The files beside the pages.
const STYLE_FILE: &str = "assets/style.css";
const SCRIPT_FILE: &str = "assets/search.js";
const INDEX_FILE: &str = "assets/search-index.js";

/// The site of an atlas.
pub struct Site<'a> {
    context: PageContext<'a>,
    places: Vec<Place>,
    paths: PageFiles,
    /// The file of the search page.
    search: String,
}

impl<'a> Site<'a> {
    /// The site of the pages that `context` leads to.
    pub fn new(context: PageContext<'a>) -> Self {
        let context = PageContext { for_others: true, ..context };
        let mut seen = HashSet::new();
        let places = Place::all(&context.graph.atlas).filter(|place| !place.is_private() && seen.insert(*place));
        let places: Vec<Place> = places.collect();
        let mut names = UniqueNames::default();
        let paths = PageFiles::new(&context.graph.atlas, &places, &mut names);
        let search = names.claim("search", "html");
        Self { context, places, paths, search }
    }

    /// The number of files: the pages, the search page and the three files beside them.
    #[expect(clippy::len_without_is_empty, reason = "a site always has files")]
    pub fn len(&self) -> usize {
        self.places.len() + 4
    }

    /// Formats every file; each is made when the iterator reaches it.
    pub fn files(&self) -> impl Iterator<Item = TextFile> {
        let mut entries: Vec<ListedPage> = Vec::with_capacity(self.places.len());
        let mut places = self.places.iter();
        let mut beside = 0;
        std::iter::from_fn(move || {
            if let Some(&place) = places.next() {
                let page = page::build(place, &self.context);
                entries.push(ListedPage::new(place.name(self.atlas()).into_owned(), place, &page));
                return Some(TextFile::new(self.file(place), shell::page(self, place, &page)));
            }
            beside += 1;
            match beside {
                1 => Some(TextFile::new(&self.search, search::page(self, &entries))),
                2 => Some(TextFile::new(INDEX_FILE, index::format(self, &entries))),
                3 => Some(TextFile::new(STYLE_FILE, include_str!("style.css").to_owned())),
                4 => Some(TextFile::new(SCRIPT_FILE, include_str!("search.js").to_owned())),
                _ => None,
            }
        })
    }

    fn atlas(&self) -> &'a Atlas {
        &self.context.graph.atlas
    }

    /// The file of a place; a place without a page leads to the search.
    fn file(&self, place: Place) -> &str {
        self.paths.of(place).unwrap_or(&self.search)
    }
}
