//! A static site of every page: relative links only, nothing fetched from elsewhere, readable without scripts. It can
//! be opened from a disk as well as from a server. The same pages as everywhere, drawn with HTML, but for those that
//! are private.

mod block;
pub(super) mod escape;
mod grid;
mod pairs;
mod search;
mod shell;

use std::collections::HashSet;

use crate::model::Atlas;
use crate::page::{self, PageContext};
use crate::place::Place;

use super::File;
use super::paths::{PageFiles, UniqueNames};
use search::Entry;

/// What all pages look like.
const STYLE: &str = include_str!("style.css");
/// What finds pages.
const SCRIPT: &str = include_str!("search.js");

/// Files beside the pages.
const STYLE_FILE: &str = "assets/style.css";
const SCRIPT_FILE: &str = "assets/search.js";
const INDEX_FILE: &str = "assets/search-index.js";

/// A site in the making.
pub struct Site<'a> {
    known: PageContext<'a>,
    places: Vec<Place>,
    paths: PageFiles,
    search: String,
}

impl<'a> Site<'a> {
    /// The site of what is `known`.
    pub fn new(known: PageContext<'a>) -> Self {
        let known = PageContext { for_others: true, ..known };
        let mut seen = HashSet::new();
        let is_private = |place: &Place| matches!(place, Place::Overview(overview) if overview.is_private());
        let places = Place::all(&known.graph.atlas).filter(|place| !is_private(place) && seen.insert(*place));
        let places: Vec<Place> = places.collect();
        let mut names = UniqueNames::default();
        let paths = PageFiles::new(&known.graph.atlas, &places, "index", "html", &mut names);
        let search = names.claim("search", "html");
        Self { known, places, paths, search }
    }

    /// The number of files.
    pub fn len(&self) -> usize {
        // The pages, the search page and what stands beside them.
        self.places.len() + 4
    }

    /// Whether there are no files; there always are.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// Every file, made one after the other as it is asked for.
    pub fn files(&self) -> impl Iterator<Item = File> {
        let mut entries: Vec<Entry> = Vec::with_capacity(self.places.len());
        let mut places = self.places.iter();
        let mut beside = 0;
        std::iter::from_fn(move || {
            if let Some(&place) = places.next() {
                let page = page::build(place, &self.known);
                entries.push(Entry::new(self.atlas(), place, &page));
                return Some(File::new(self.file(place), shell::page(self, place, &page)));
            }
            beside += 1;
            match beside {
                1 => Some(File::new(&self.search, search::page(self, &entries))),
                2 => Some(File::new(INDEX_FILE, search::index(self, &entries))),
                3 => Some(File::new(STYLE_FILE, STYLE.to_owned())),
                4 => Some(File::new(SCRIPT_FILE, SCRIPT.to_owned())),
                _ => None,
            }
        })
    }

    fn atlas(&self) -> &'a Atlas {
        &self.known.graph.atlas
    }

    /// The file of a place of the site.
    fn file(&self, place: Place) -> &str {
        self.paths.of(place).unwrap_or(&self.search)
    }
}
