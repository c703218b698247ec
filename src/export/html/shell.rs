//! Formats the HTML document around the content of a page: the head, the navigation, and the footer.

use maud::{DOCTYPE, Markup, html};

use crate::document::{Block, Heading, Page, Part, Span, Target};
use crate::export::is_web;
use crate::export::paths::between;
use crate::model::{Entity, Kind};
use crate::page;
use crate::place::{Cell, Overview, Place, Steps};
use crate::text;

use super::block::{BlockHtml, anchor};
use super::{INDEX_FILE, PAGE_SCRIPT_FILE, SCRIPT_FILE, STYLE_FILE, Site, THEME_FILE, data, home};

/// Maximum length of the description of a page for search engines, in columns.
const MAX_DESCRIPTION: usize = 160;

/// Content security policy: only files of the site are loaded, and only its scripts run.
const POLICY: &str = "default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src data:; \
                      base-uri 'none'; form-action 'self' file:";

/// Formats the page of `place` as a document.
pub(super) fn page(site: &Site<'_>, place: Place, page: &Page) -> String {
    let file = site.file(place);
    let mut blocks = BlockHtml::new(&site.paths, file).in_graph(site.context.graph);
    let content = if place == Place::Home {
        home::article(site, &mut blocks, page)
    } else {
        article(site, place, &mut blocks, page)
    };
    let about = Described { place: Some(place), title: page.title.as_str(), description: description(page) };
    document(site, file, &about, &content)
}

/// Formats the content of a page: its title, its parts, the picture of its neighbours, and the links to its data.
fn article(site: &Site<'_>, place: Place, blocks: &mut BlockHtml<'_>, page: &Page) -> Markup {
    let file = site.file(place);
    let main = html! { @for block in page.part(Part::Main) { (blocks.block(block)) } };
    let relations = if matches!(place, Place::Entity(Entity::Person(_))) { "Profile" } else { "Relations" };
    let beside: Vec<(&str, Markup)> = [(Part::Relations, relations), (Part::People, "People")]
        .into_iter()
        .filter(|&(part, _)| page.has(part))
        .map(|(part, label)| (label, html! { @for block in page.part(part) { (blocks.block(block)) } }))
        .collect();
    let local = local_graph(site, place, blocks);
    let contents = blocks.contents();
    let classes = [(!beside.is_empty()).then_some("beside"), contents.is_some().then_some("with-contents")];
    let classes = classes.into_iter().flatten().collect::<Vec<_>>().join(" ");
    html! {
        article class=[Some(classes).filter(|classes| !classes.is_empty())] { "\n"
            div class="head" { "\n"
                (breadcrumb(site, file, place))
                h1 { (page.title) } "\n"
                @if !is_link_home(&page.kicker) { p class="kicker" { (blocks.line(&page.kicker)) } "\n" }
            } "\n"
            @if let Some(contents) = contents { (contents) }
            div class="part" { "\n" (main) } "\n"
            @if !beside.is_empty() {
                div class="parts" { "\n"
                    @for (label, content) in &beside { section class="part" aria-label=(label) { "\n" (content) } "\n" }
                } "\n"
            }
            (local)
            @if data::has_table(place) { (data_links(file)) }
        } "\n"
    }
}

/// Formats the links to the data files of the page in `file`.
fn data_links(file: &str) -> Markup {
    let [csv, json] = ["csv", "json"].map(|extension| between(file, &data::file(file, extension)));
    html! {
        p class="caption data" {
            "Data of this page: " a href=(csv) download { "CSV" } " · " a href=(json) download { "JSON" }
        } "\n"
    }
}

/// Draws the neighbours of the record at `place`; empty if the place is no record or the record has no neighbours.
fn local_graph(site: &Site<'_>, place: Place, blocks: &mut BlockHtml<'_>) -> Markup {
    let Some(entity) = place.entity() else { return html! {} };
    let around = page::build(Place::Around(entity, Steps::One), &site.context);
    let drawn = around.blocks.iter().find_map(|block| match block {
        Block::Neighbourhood(around) if !around.groups.is_empty() => Some(around),
        _ => None,
    });
    html! {
        @if let Some(drawn) = drawn {
            section class="local-graph" { "\n" (blocks.block(&Block::Heading(Heading::section("Local graph")))) (blocks.local_graph(drawn)) } "\n"
        }
    }
}

/// Returns whether a kicker, that is, the line below a title, is empty or just a link to the home page. Such a kicker
/// is left out, because the breadcrumb above the title links to the home page too.
fn is_link_home(kicker: &[Span]) -> bool {
    matches!(kicker, [] | [Span { to: Some(Target::Place(Place::Home)), .. }])
}

/// Formats the breadcrumb: the links from the home page down to the page of `place`.
fn breadcrumb(site: &Site<'_>, file: &str, place: Place) -> Markup {
    let above = match place {
        Place::Home => return html! {},
        Place::Entity(entity) => Some(Place::List(entity.kind())),
        Place::Axis(_, None) => Some(Place::Overview(Overview::Axes)),
        Place::Axis(axis, Some(_)) => Some(Place::Axis(axis, None)),
        Place::Cell(Cell::LeverHorizon(..)) => Some(Place::Overview(Overview::Density)),
        Place::Cell(Cell::Board(..)) => Some(Place::Overview(Overview::Board)),
        Place::Compare(comparison) => comparison.entities().first().map(|entity| Place::List(entity.kind())),
        _ => None,
    };
    breadcrumb_to(site, file, above, &place.name(site.atlas()))
}

/// Returns the breadcrumb from home over the page `above` to the page called `name`.
pub(super) fn breadcrumb_to(site: &Site<'_>, file: &str, above: Option<Place>, name: &str) -> Markup {
    html! {
        nav class="breadcrumb" aria-label="Breadcrumb" { "\n"
            ol { "\n"
                @for to in [Some(Place::Home), above].into_iter().flatten() {
                    li { a href=(between(file, site.file(to))) { (to.name(site.atlas())) } } "\n"
                }
                li aria-current="page" { (name) } "\n"
            } "\n"
        } "\n"
    }
}

/// Returns a description of a page for search engines: its first paragraph, or else its first facts, its kicker, or its
/// title.
fn description(page: &Page) -> String {
    let first = page.blocks.iter().find_map(|block| match block {
        Block::Paragraph(text) | Block::Caption(text) => Some(text),
        _ => None,
    });
    let facts = page.blocks.iter().find_map(|block| match block {
        Block::Facts(facts) => Some(facts),
        _ => None,
    });
    let plain = |line: &[Span]| line.iter().map(|span| span.text.as_str()).collect::<String>();
    let text = match (first, facts) {
        (Some(first), _) => plain(first),
        (None, Some(facts)) => {
            let facts = facts.iter().map(|fact| format!("{}: {}", fact.label, plain(&fact.value)));
            format!("{}. {}", page.title, facts.collect::<Vec<_>>().join(", "))
        }
        (None, None) => plain(&page.kicker),
    };
    let text = text::collapse_whitespace(&text);
    let cut = text::truncate_to_width(&text, MAX_DESCRIPTION);
    if cut.is_empty() { page.title.clone() } else { cut.into_owned() }
}

/// What the head of an HTML document says about its page.
pub(super) struct Described<'a> {
    /// Place that the page shows; `None` for additional pages, such as that for unknown addresses.
    pub(super) place: Option<Place>,
    /// Title of the page, without that of the atlas.
    pub(super) title: &'a str,
    /// Description of the page for search engines.
    pub(super) description: String,
}

/// Formats an HTML document with the given content. Control characters in the data are replaced by visible characters.
pub(super) fn document(site: &Site<'_>, file: &str, about: &Described<'_>, content: &Markup) -> String {
    let place = about.place;
    let is_search = file == site.search;
    let title = site.title(about);
    let markup = html! {
        (DOCTYPE) "\n"
        html lang=(site.language()) { "\n"
            head { "\n"
                meta charset="utf-8"; "\n"
                meta name="viewport" content="width=device-width, initial-scale=1"; "\n"
                meta name="color-scheme" content="light dark"; "\n"
                meta name="referrer" content="no-referrer"; "\n"
                meta name="generator" content="stratlas"; "\n"
                meta http-equiv="Content-Security-Policy" content=(POLICY); "\n"
                title { (title) } "\n"
                meta name="description" content=(about.description); "\n"
                @if let Some(base) = site.base_url() { link rel="canonical" href={ (base) (file) }; "\n" }
                script src=(between(file, THEME_FILE)) {} "\n"
                link rel="icon" href="data:,"; "\n"
                link rel="stylesheet" href=(between(file, STYLE_FILE)); "\n"
                @if is_search { script defer src=(between(file, INDEX_FILE)) {} "\n" }
                script defer src=(between(file, SCRIPT_FILE)) {} "\n"
                script defer src=(between(file, PAGE_SCRIPT_FILE)) {} "\n"
            } "\n"
            body { "\n"
                a class="skip" href="#main" { "Skip to the content" } "\n"
                (header(site, file, place)) "\n"
                (site.part_note())
                main id="main" tabindex="-1" { "\n" (content) } "\n"
                (footer(site)) "\n"
            } "\n"
        } "\n"
    };
    markup.into_string().split('\n').map(text::sanitize).collect::<Vec<_>>().join("\n")
}

/// Formats the header of a page: links to the home page, the lists and the overviews, and a search field.
fn header(site: &Site<'_>, file: &str, place: Option<Place>) -> Markup {
    let link = |to: Place| {
        let current = match place {
            Some(place) if place == to => Some("page"),
            Some(place) if place.kind().is_some_and(|kind| Place::List(kind) == to) => Some("true"),
            _ => None,
        };
        let name = to.name(site.atlas());
        html! { li { a href=(between(file, site.file(to))) aria-current=[current] { (name) } } "\n" }
    };
    let in_overviews =
        matches!(place, Some(Place::Overview(_) | Place::Axis(..) | Place::Cell(_))).then_some("current");
    let at_graph = (file == site.graph_file).then_some("page");
    let at_home = (place == Some(Place::Home)).then_some("page");
    html! {
        header { "\n"
            a class="home" href=(between(file, site.file(Place::Home))) aria-current=[at_home] {
                (site.atlas().about.title)
            } "\n"
            nav aria-label="Atlas" { "\n"
                ul { "\n" @for kind in Kind::ALL { (link(Place::List(kind))) } } "\n"
            } "\n"
            nav aria-label="Overviews" { "\n"
                details { "\n"
                    summary class=[in_overviews] { "Overviews" } "\n"
                    ul { "\n"
                        li { a href=(between(file, &site.graph_file)) aria-current=[at_graph] { "Graph" } } "\n"
                        @for overview in site.context.overviews() { (link(Place::Overview(overview))) }
                    } "\n"
                } "\n"
            } "\n"
            form role="search" action=(between(file, &site.search)) method="get" { "\n"
                label for="q" { "Search" } "\n"
                input id="q" name="q" type="search" placeholder="Search" autocomplete="off" spellcheck="false" aria-keyshortcuts="/"; "\n"
                button type="submit" { "Find" } "\n"
                button type="button" id="theme" hidden { span { "Theme: " } span { "auto" } } "\n"
            } "\n"
            @if file != site.search {
                div id="panel" hidden { "\n" p id="status" role="status" {} "\n" ul class="list" {} "\n" } "\n"
            }
        }
    }
}

/// Formats the footer of a page: the edition of the atlas, and the origins of its facts.
fn footer(site: &Site<'_>) -> Markup {
    let about = &site.atlas().about;
    html! {
        footer { "\n"
            p { (about.title) @if !about.edition.is_empty() { ", edition " (about.edition) } } "\n"
            @for source in &about.provenance {
                p {
                    "Facts: "
                    @match source.url.as_deref().filter(|url| is_web(url)) {
                        Some(url) => (anchor(url, &source.title)),
                        None => (source.title),
                    }
                    @if let Some(date) = &source.retrieved { ", retrieved " (date) }
                } "\n"
            }
        }
    }
}
