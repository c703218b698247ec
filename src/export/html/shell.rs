//! The document around the content of a page: the head, the links to other pages, and the footer.

use maud::{DOCTYPE, Markup, html};

use crate::document::{Page, Part};
use crate::export::is_web;
use crate::export::paths::between;
use crate::model::Kind;
use crate::place::Place;
use crate::text;

use super::block::{BlockHtml, anchor};
use super::{INDEX_FILE, SCRIPT_FILE, STYLE_FILE, Site};

/// The content security policy: nothing is loaded but the files of the site, and no other script runs.
const POLICY: &str = "default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src data:; \
                      base-uri 'none'; form-action 'self' file:";

/// Formats the page of `place` as a document.
pub(super) fn page(site: &Site<'_>, place: Place, page: &Page) -> String {
    let file = site.file(place);
    let mut blocks = BlockHtml::new(&site.paths, file);
    let has_aside = page.has(Part::Relations) || page.has(Part::People);
    let content = html! {
        article class=[has_aside.then_some("beside")] { "\n"
            div class="part" { "\n"
                h1 { (page.title) } "\n"
                @if !page.kicker.is_empty() { p class="kicker" { (blocks.line(&page.kicker)) } "\n" }
                @for block in page.part(Part::Main) { (blocks.block(block)) }
            } "\n"
            @if has_aside {
                div class="parts" { "\n"
                    @for (part, label) in [(Part::Relations, "Relations"), (Part::People, "People")] {
                        @if page.has(part) {
                            section class="part" aria-label=(label) { "\n"
                                @for block in page.part(part) { (blocks.block(block)) }
                            } "\n"
                        }
                    }
                } "\n"
            }
        } "\n"
    };
    document(site, file, Some(place), &page.title, &content)
}

/// Formats a whole document; `place` is `None` for the search page. Control characters of the data are made visible,
/// wherever in the document they are.
pub(super) fn document(site: &Site<'_>, file: &str, place: Option<Place>, title: &str, content: &Markup) -> String {
    let atlas = &site.atlas().about.title;
    let title = if place == Some(Place::Home) { atlas.clone() } else { format!("{title} · {atlas}") };
    let markup = html! {
        (DOCTYPE) "\n"
        html lang="en" { "\n"
            head { "\n"
                meta charset="utf-8"; "\n"
                meta name="viewport" content="width=device-width, initial-scale=1"; "\n"
                meta name="color-scheme" content="light dark"; "\n"
                meta name="referrer" content="no-referrer"; "\n"
                meta name="generator" content="stratlas"; "\n"
                meta http-equiv="Content-Security-Policy" content=(POLICY); "\n"
                title { (title) } "\n"
                link rel="icon" href="data:,"; "\n"
                link rel="stylesheet" href=(between(file, STYLE_FILE)); "\n"
                @if place.is_none() { script defer src=(between(file, INDEX_FILE)) {} "\n" }
                script defer src=(between(file, SCRIPT_FILE)) {} "\n"
            } "\n"
            body { "\n"
                a class="skip" href="#main" { "Skip to the content" } "\n"
                (header(site, file, place)) "\n"
                main id="main" tabindex="-1" { "\n" (content) } "\n"
                (footer(site)) "\n"
            } "\n"
        } "\n"
    };
    markup.into_string().split('\n').map(text::sanitize).collect::<Vec<_>>().join("\n")
}

/// The header of a page: links to home, to the list of each kind and to the overviews, and the search.
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
                    summary { "Overviews" } "\n"
                    ul { "\n" @for overview in site.context.overviews() { (link(Place::Overview(overview))) } } "\n"
                } "\n"
            } "\n"
            form role="search" action=(between(file, &site.search)) method="get" { "\n"
                label for="q" { "Search" } "\n"
                input id="q" name="q" type="search" autocomplete="off" spellcheck="false" aria-keyshortcuts="/"; "\n"
                button type="submit" { "Find" } "\n"
            } "\n"
            @if place.is_some() {
                div id="panel" hidden { "\n" p id="status" role="status" {} "\n" ul class="list" {} "\n" } "\n"
            }
        }
    }
}

/// The footer of a page: the edition of the atlas and the sources of its facts.
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
