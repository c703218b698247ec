//! Formats the home page of the site: the size of the atlas, pictures of all of it, and sections beside each other.

use maud::{Markup, html};

use crate::document::{Block, Heading, Page, PagePanel, Panels};
use crate::export::paths::between;
use crate::page;
use crate::place::{Overview, Place};

use super::Site;
use super::block::BlockHtml;

/// Formats the content of the home page.
pub(super) fn article(site: &Site<'_>, blocks: &mut BlockHtml<'_>, page: &Page) -> Markup {
    let pictures = pictures(site, blocks, page);
    let sections = sections(blocks, page);
    html! {
        article class="home-page" { "\n"
            div class="head" { "\n" h1 { (page.title) } "\n" (introduction(site, blocks, page)) } "\n"
            (pictures)
            div class="part" { "\n" (sections) } "\n"
        } "\n"
    }
}

/// Formats what follows the title: what the atlas is, in a sentence, figures on its size, and the first line of the page.
/// A site with a part of the atlas lacks the sentence, which describes the whole atlas.
fn introduction(site: &Site<'_>, blocks: &BlockHtml<'_>, page: &Page) -> Markup {
    let about = &site.atlas().about.about;
    let figures = page::atlas_size(site.context.graph);
    html! {
        @if site.part.is_none() && !about.is_empty() { p class="lead" { (about) } "\n" }
        ul class="figures" { "\n" @for figure in figures { li { (blocks.line(&figure)) } "\n" } } "\n"
        p class="kicker" { (blocks.line(&page.kicker)) } "\n"
    }
}

/// Formats the sections of the home page, each in an element of its own, and within it each part below a heading, so that
/// no column of the page starts in the middle of one.
fn sections(blocks: &mut BlockHtml<'_>, page: &Page) -> Markup {
    let mut sections: Vec<Vec<Vec<Markup>>> = vec![vec![Vec::new()]];
    for block in &page.blocks {
        match (block, sections.last_mut()) {
            (Block::Heading(heading), _) if heading.level == 1 => sections.push(vec![Vec::new()]),
            (Block::Heading(_), Some(section)) => section.push(Vec::new()),
            _ => {}
        }
        let markup = blocks.block(block);
        if let Some(part) = sections.last_mut().and_then(|section| section.last_mut()) {
            part.push(markup);
        }
    }
    html! {
        @for section in sections.iter().skip(1) {
            section { "\n" @for part in section { div { "\n" @for block in part { (block) } } "\n" } } "\n"
        }
    }
}

/// Formats the pictures of the home page: the graph of all strategies, the grid of the field, and the panels of the
/// page.
fn pictures(site: &Site<'_>, blocks: &mut BlockHtml<'_>, page: &Page) -> Markup {
    let file = site.file(Place::Home);
    let field = page::build(Place::Overview(Overview::Field), &site.context);
    let grid = field.blocks.into_iter().find(|block| matches!(block, Block::Grid(_)));
    let heading = |blocks: &mut BlockHtml<'_>, text: &str| blocks.block(&Block::Heading(Heading::section(text)));
    let [p_doom, others] = panels(page);
    html! {
        div class="pictures" { "\n"
            section class="wide" { "\n"
                (heading(blocks, "Strategies and their relations"))
                (blocks.whole_graph())
                p { a href=(between(file, &site.graph_file)) { "The graph on a page of its own" } } "\n"
            } "\n"
            div { "\n"
                @if let Some(grid) = grid {
                    section { "\n"
                        (heading(blocks, "The field: each dot is a strategy, by lever and pull"))
                        (blocks.block(&grid))
                        p { a href=(between(file, site.file(Place::Overview(Overview::Field)))) { "More on the field" } } "\n"
                    } "\n"
                }
                (blocks.panels(&p_doom))
            } "\n"
        } "\n"
        (blocks.panels(&others))
    }
}

/// Returns the panel on p(doom), and all others except the panel on the field, which is shown as a picture.
fn panels(page: &Page) -> [Panels; 2] {
    let all = page.blocks.iter().filter_map(|block| match block {
        Block::Panels(panels) => Some(&panels.panels),
        _ => None,
    });
    let is_about = |panel: &PagePanel, overview| panel.more == Some(Place::Overview(overview));
    let all = all.flatten().filter(|panel| !is_about(panel, Overview::Field)).cloned();
    let (p_doom, others) = all.partition(|panel| is_about(panel, Overview::PDoom));
    [p_doom, others].map(|panels| Panels { panels, ..Panels::default() })
}
