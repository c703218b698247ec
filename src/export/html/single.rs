//! Formats one page as an HTML file that needs no other files.

use maud::{DOCTYPE, PreEscaped, html};

use crate::document::Page;
use crate::export::paths::PageFiles;
use crate::text;

use super::block::BlockHtml;

/// Formats `page` as a document in `language`, a language tag. Links to other places are left out, since their pages
/// are not part of the file.
pub fn document(page: &Page, language: &str) -> String {
    let paths = PageFiles::default();
    let mut blocks = BlockHtml::new(&paths, "");
    let markup = html! {
        (DOCTYPE) "\n"
        html lang=(language) { "\n"
            head { "\n"
                meta charset="utf-8"; "\n"
                meta name="viewport" content="width=device-width, initial-scale=1"; "\n"
                meta name="color-scheme" content="light dark"; "\n"
                title { (page.title) } "\n"
                style { "\n" (PreEscaped(include_str!("style.css"))) } "\n"
            } "\n"
            body { "\n"
                main id="main" { "\n"
                    article { "\n"
                        h1 { (page.title) } "\n"
                        @if !page.kicker.is_empty() { p class="kicker" { (blocks.line(&page.kicker)) } "\n" }
                        @for block in &page.blocks { (blocks.block(block)) }
                    } "\n"
                } "\n"
            } "\n"
        } "\n"
    };
    markup.into_string().split('\n').map(text::sanitize).collect::<Vec<_>>().join("\n")
}
