//! Formats an atlas as a static website with all pages except private ones. Links are relative, nothing is loaded from
//! other servers, and every page is readable without scripts. The site works from a disk and from a server.

mod block;
mod data;
mod extra;
mod home;
mod index;
mod picture;
mod plot;
mod search;
mod shell;
mod single;
mod table;

use std::collections::{HashMap, HashSet};

use maud::{Markup, html};

use crate::data::TextFile;
use crate::document::{Block, Target};
use crate::model::{Atlas, Entity};
use crate::page::{self, PageContext};
use crate::place::{Overview, Place};

use super::paths::{PageFiles, UniqueNames};
use search::ListedPage;

pub use single::document;

// Files that the pages load: the style sheet, the scripts and the search index.

const STYLE_FILE: &str = "assets/style.css";
const SCRIPT_FILE: &str = "assets/search.js";
const INDEX_FILE: &str = "assets/search-index.js";
const THEME_FILE: &str = "assets/theme.js";
const PAGE_SCRIPT_FILE: &str = "assets/page.js";
/// Page that servers show for unknown addresses.
const NOT_FOUND_FILE: &str = "404.html";
/// File with the list of all pages for search engines.
const SITEMAP_FILE: &str = "sitemap.xml";

/// Website of an atlas, or of a part of an atlas.
pub struct Site<'a> {
    context: PageContext<'a>,
    places: Vec<Place>,
    paths: PageFiles,
    /// Name of the file of the search page.
    search: String,
    /// Name of the file of the page with the graph of all strategies.
    graph_file: String,
    /// How many pages have each name; a page whose name others have gets a longer title.
    names: HashMap<String, usize>,
    /// Query that selected the exported part of the atlas; `None` if the whole atlas is exported.
    part: Option<String>,
    /// Web address at which the site is published, with a slash at its end; `None` if it is not known.
    base_url: Option<String>,
}

impl<'a> Site<'a> {
    /// Creates the site with all pages of `context` that are not private.
    pub fn new(context: PageContext<'a>) -> Self {
        let context = PageContext { for_others: true, ..context };
        let mut seen = HashSet::new();
        let places = Place::all(&context.graph.atlas).filter(|place| !place.is_private() && seen.insert(*place));
        let mut places: Vec<Place> = places.collect();
        let offered = offered_comparisons(&context, &places);
        places.extend(offered.into_iter().filter(|place| seen.insert(*place)));
        let mut names = UniqueNames::default();
        let paths = PageFiles::new(&context.graph.atlas, &places, &mut names);
        let [search, graph_file] = ["search", "graph"].map(|stem| names.claim(stem, "html"));
        let mut names = HashMap::new();
        for place in &places {
            *names.entry(place.name(&context.graph.atlas).into_owned()).or_default() += 1;
        }
        Self { context, places, paths, search, graph_file, names, part: None, base_url: None }
    }

    /// If there is a `query`, marks every page of the site as part of the atlas: the part that the query selected.
    #[must_use]
    pub fn of_part(self, query: Option<String>) -> Self {
        Self { part: query, ..self }
    }

    /// If there is a `base_url`, adds a sitemap and the addresses of all pages below `base_url`.
    #[must_use]
    pub fn published_at(self, base_url: Option<String>) -> Self {
        Self { base_url: base_url.map(|url| url.trim_end_matches('/').to_owned() + "/"), ..self }
    }

    /// Returns the number of files: the pages, the files with their data, the additional pages, and the assets.
    #[expect(clippy::len_without_is_empty, reason = "a site always has files")]
    pub fn len(&self) -> usize {
        let tables = self.places.iter().filter(|&&place| data::has_table(place)).count();
        self.places.len() + 2 * tables + 8 + usize::from(self.base_url.is_some())
    }

    /// Formats the files of the site, each when the iterator reaches it.
    pub fn files(&self) -> impl Iterator<Item = TextFile> {
        let mut entries: Vec<ListedPage> = Vec::with_capacity(self.places.len());
        let mut places = self.places.iter();
        let mut tables = Vec::new();
        let mut beside = 0;
        std::iter::from_fn(move || {
            if let Some(table) = tables.pop() {
                return Some(table);
            }
            if let Some(&place) = places.next() {
                let page = page::build(place, &self.context);
                // A comparison repeats what the pages of its records say, so the search finds these instead.
                if !matches!(place, Place::Compare(_)) {
                    entries.push(ListedPage::new(place.name(self.atlas()).into_owned(), place, &page));
                }
                if data::has_table(place) {
                    tables.push(TextFile::new(data::file(self.file(place), "json"), data::json(self.atlas(), &page)));
                    tables.push(TextFile::new(data::file(self.file(place), "csv"), data::csv(self.atlas(), &page)));
                }
                return Some(TextFile::new(self.file(place), shell::page(self, place, &page)));
            }
            beside += 1;
            match beside {
                1 => Some(TextFile::new(&self.search, search::page(self, &entries))),
                2 => Some(TextFile::new(INDEX_FILE, index::format(self, &entries))),
                3 => Some(TextFile::new(STYLE_FILE, include_str!("style.css").to_owned())),
                4 => Some(TextFile::new(SCRIPT_FILE, include_str!("search.js").to_owned())),
                5 => Some(TextFile::new(THEME_FILE, include_str!("theme.js").to_owned())),
                6 => Some(TextFile::new(PAGE_SCRIPT_FILE, include_str!("page.js").to_owned())),
                7 => Some(TextFile::new(&self.graph_file, extra::graph(self))),
                8 => Some(TextFile::new(NOT_FOUND_FILE, extra::not_found(self))),
                9 => self.base_url().map(|base| TextFile::new(SITEMAP_FILE, extra::sitemap(self, base))),
                _ => None,
            }
        })
    }

    fn atlas(&self) -> &'a Atlas {
        &self.context.graph.atlas
    }

    /// Returns the language of the pages, as a language tag.
    fn language(&self) -> &'a str {
        self.atlas().about.language_tag()
    }

    fn base_url(&self) -> Option<&str> {
        self.base_url.as_deref()
    }

    /// Returns the title of an HTML document: the name of the page and that of the atlas. If several pages have the
    /// name, the kind or the address of the page is added.
    fn title(&self, about: &shell::Described<'_>) -> String {
        let atlas = &self.atlas().about.title;
        match about.place {
            Some(Place::Home) => atlas.clone(),
            Some(place) if self.names.get(place.name(self.atlas()).as_ref()).is_some_and(|&count| count > 1) => {
                let which = match place {
                    Place::Entity(entity) => entity.kind().singular().to_owned(),
                    Place::List(_) => "list".to_owned(),
                    _ => place.path(self.atlas()).replace(['/', '-'], " "),
                };
                format!("{} ({which}) · {atlas}", about.title)
            }
            _ => format!("{} · {atlas}", about.title),
        }
    }

    /// Formats the note on every page of a site with a part of the atlas: the query, and the size of the part.
    fn part_note(&self) -> Markup {
        html! {
            @if let Some(query) = &self.part {
                p class="part-note" role="note" {
                    "A part of the atlas: the strategies and people that match " code { (query) } ", "
                    (self.atlas().strategies.len()) " and " (self.atlas().people.len()) " in number."
                } "\n"
            }
        }
    }

    /// Returns the file of the page of `place`; if it has no page, that of the search page.
    fn file(&self, place: Place) -> &str {
        self.paths.of(place).unwrap_or(&self.search)
    }
}

/// Returns the comparisons that the pages of tags and of co-endorsement link to.
fn offered_comparisons(context: &PageContext<'_>, places: &[Place]) -> Vec<Place> {
    let offers =
        |place: &Place| matches!(place, Place::Entity(Entity::Tag(_)) | Place::Overview(Overview::CoStrategies));
    let mut found = Vec::new();
    for &place in places.iter().filter(|place| offers(place)) {
        let page = page::build(place, context);
        found.extend(page.blocks.iter().flat_map(Block::spans).filter_map(|span| match span.to {
            Some(Target::Place(to @ Place::Compare(_))) => Some(to),
            _ => None,
        }));
    }
    found
}
