//! Home page of the site: its sections side by side, and pictures of the whole atlas.

use maud::{Markup, html};

use crate::document::{Block, Heading, Intervals, Page};
use crate::export::paths::between;
use crate::page;
use crate::place::{Overview, Place};

use super::Site;
use super::block::BlockHtml;

/// Formats the content above the first section of the home page.
pub(super) fn introduction(blocks: &mut BlockHtml<'_>, page: &Page) -> Markup {
    let first = page.blocks.iter().take_while(|block| !matches!(block, Block::Heading(_)));
    html! { @for block in first { (blocks.block(block)) } }
}

/// Formats the sections of the home page, each as a separate element.
pub(super) fn sections(blocks: &mut BlockHtml<'_>, page: &Page) -> Markup {
    let mut sections: Vec<Vec<Markup>> = vec![Vec::new()];
    for block in &page.blocks {
        if matches!(block, Block::Heading(heading) if heading.level == 1) {
            sections.push(Vec::new());
        }
        let markup = blocks.block(block);
        if let Some(section) = sections.last_mut() {
            section.push(markup);
        }
    }
    html! {
        @for section in sections.iter().skip(1).filter(|section| !section.is_empty()) {
            section { "\n" @for block in section { (block) } } "\n"
        }
    }
}

/// Returns the pictures: all strategies and their relations, the field, and every probability of doom.
pub(super) fn pictures(site: &Site<'_>, blocks: &mut BlockHtml<'_>) -> Markup {
    let context = &site.context;
    let file = site.file(Place::Home);
    let field = page::build(Place::Overview(Overview::Field), context);
    let grid = field.blocks.into_iter().find(|block| matches!(block, Block::Grid(_)));
    let claims = all_claims(&page::build(Place::Overview(Overview::PDoom), context));
    let heading = |blocks: &mut BlockHtml<'_>, text: &str| blocks.block(&Block::Heading(Heading::section(text)));
    html! {
        div class="pictures" { "\n"
            section class="wide" { "\n"
                (heading(blocks, "Strategies and their relations"))
                (blocks.whole_graph())
                p { a href=(between(file, &site.graph_file)) { "The graph on a page of its own" } } "\n"
            } "\n"
            @if let Some(grid) = grid {
                section { "\n"
                    (heading(blocks, "The field: each dot is a strategy, by lever and pull"))
                    (blocks.block(&grid))
                    p { a href=(between(file, site.file(Place::Overview(Overview::Field)))) { "More on the field" } } "\n"
                } "\n"
            }
            @if !claims.intervals.is_empty() {
                section { "\n"
                    (heading(blocks, "Every p(doom) on record"))
                    (blocks.swarm(&claims))
                    p { a href=(between(file, site.file(Place::Overview(Overview::PDoom)))) { "All with their sources" } } "\n"
                } "\n"
            }
        } "\n"
    }
}

/// Returns the claims of all sections of a page on one scale.
fn all_claims(page: &Page) -> Intervals {
    let mut all = Intervals::default();
    for block in &page.blocks {
        if let Block::Intervals(scale) = block {
            all.ticks.clone_from(&scale.ticks);
            all.intervals.extend(scale.intervals.iter().cloned());
        }
    }
    all
}
