//! What stands around the content of a page: the head of the document, ways to other pages, and a foot.

use std::fmt::Write;

use crate::document::{Block, Page, Part};
use crate::export::paths::between;
use crate::model::Kind;
use crate::place::Place;

use super::block::Writer;
use super::escape::{escaped, is_web};
use super::{INDEX_FILE, SCRIPT_FILE, STYLE_FILE, Site};

/// Nothing is loaded but what belongs to the site, and no script runs but its own.
const POLICY: &str = "default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src data:; \
                      base-uri 'none'; form-action 'self' file:";

/// What a document is about.
pub(super) struct Document<'a> {
    /// Its file.
    pub(super) file: &'a str,
    /// Its title.
    pub(super) title: &'a str,
    /// The place that it shows; the search shows none.
    pub(super) place: Option<Place>,
    /// What stands in it, as HTML.
    pub(super) content: &'a str,
}

/// A page as a document.
pub(super) fn page(site: &Site<'_>, place: Place, page: &Page) -> String {
    let file = site.file(place);
    let mut writer = Writer::new(&site.paths, file);
    let aside = [Part::Relations, Part::People].into_iter().filter(|&part| page.has(part)).count();
    writer.out.push_str(if aside > 0 { "<article class=\"beside\">\n" } else { "<article>\n" });
    writer.out.push_str("<div class=\"part\">\n");
    let _ = write!(writer.out, "<h1>{}</h1>\n<p class=\"kicker\">", escaped(&page.title));
    writer.line(&page.kicker);
    writer.out.push_str("</p>\n");
    page.part(Part::Main).for_each(|block| writer.block(block));
    writer.out.push_str("</div>\n");
    if aside > 0 {
        writer.out.push_str("<div class=\"parts\">\n");
        for (part, label) in [(Part::Relations, "Relations"), (Part::People, "People")] {
            let blocks: Vec<&Block> = page.part(part).collect();
            if !blocks.is_empty() {
                let _ = writeln!(writer.out, "<section class=\"part\" aria-label=\"{label}\">");
                for block in blocks {
                    writer.block(block);
                }
                writer.out.push_str("</section>\n");
            }
        }
        writer.out.push_str("</div>\n");
    }
    writer.out.push_str("</article>\n");
    let content = writer.out.replace("<p class=\"kicker\"></p>\n", "");
    document(site, &Document { file, title: &page.title, place: Some(place), content: &content })
}

/// A whole document.
pub(super) fn document(site: &Site<'_>, document: &Document<'_>) -> String {
    let Document { file, title, place, content } = *document;
    let way = |to: &str| between(file, to);
    let atlas = &site.atlas().about.title;
    let title =
        if place == Some(Place::Home) { escaped(atlas) } else { format!("{} · {}", escaped(title), escaped(atlas)) };
    let index = match place {
        None => format!("<script defer src=\"{}\"></script>\n", way(INDEX_FILE)),
        Some(_) => String::new(),
    };
    format!(
        "<!DOCTYPE html>\n\
         <html lang=\"en\">\n\
         <head>\n\
         <meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"generator\" content=\"stratlas\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>{title}</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n\
         <link rel=\"stylesheet\" href=\"{style}\">\n\
         {index}<script defer src=\"{script}\"></script>\n\
         </head>\n\
         <body>\n\
         <a class=\"skip\" href=\"#main\">Skip to the content</a>\n\
         {header}\
         <main id=\"main\" tabindex=\"-1\">\n{content}</main>\n\
         {footer}\
         </body>\n\
         </html>\n",
        style = way(STYLE_FILE),
        script = way(SCRIPT_FILE),
        header = header(site, file, place),
        footer = footer(site),
    )
}

/// The head of a page: home, everything of a kind, overviews, and the search.
fn header(site: &Site<'_>, file: &str, place: Option<Place>) -> String {
    let mut out = String::from("<header>\n");
    let home = between(file, site.file(Place::Home));
    let current = if place == Some(Place::Home) { " aria-current=\"page\"" } else { "" };
    let _ = writeln!(out, "<a class=\"home\" href=\"{home}\"{current}>{}</a>", escaped(&site.atlas().about.title));
    let link = |out: &mut String, to: Place| {
        let current = match place {
            Some(place) if place == to => " aria-current=\"page\"",
            Some(place) if place.kind().is_some_and(|kind| Place::List(kind) == to) => " aria-current=\"true\"",
            _ => "",
        };
        let (way, name) = (between(file, site.file(to)), escaped(&to.name(site.atlas())));
        let _ = writeln!(out, "<li><a href=\"{way}\"{current}>{name}</a></li>");
    };
    out.push_str("<nav aria-label=\"Atlas\">\n<ul>\n");
    for kind in Kind::ALL {
        link(&mut out, Place::List(kind));
    }
    out.push_str("</ul>\n</nav>\n<nav aria-label=\"Overviews\">\n<details>\n<summary>Overviews</summary>\n<ul>\n");
    for overview in site.known.overviews() {
        link(&mut out, Place::Overview(overview));
    }
    out.push_str("</ul>\n</details>\n</nav>\n");
    let _ = write!(
        out,
        "<form role=\"search\" action=\"{}\" method=\"get\">\n\
         <label for=\"q\">Search</label>\n\
         <input id=\"q\" name=\"q\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" aria-keyshortcuts=\"/\">\n\
         <button type=\"submit\">Find</button>\n\
         </form>\n\
         </header>\n",
        between(file, &site.search)
    );
    out
}

/// Where the facts are from.
fn footer(site: &Site<'_>) -> String {
    let about = &site.atlas().about;
    let mut out = format!("<footer>\n<p>{}", escaped(&about.title));
    if !about.edition.is_empty() {
        let _ = write!(out, ", edition {}", escaped(&about.edition));
    }
    out.push_str("</p>\n");
    for origin in &about.provenance {
        let title = escaped(&origin.title);
        let _ = match origin.url.as_deref().filter(|url| is_web(url)) {
            Some(url) => {
                let url = escaped(url);
                write!(out, "<p>Facts: <a href=\"{url}\" rel=\"external noopener noreferrer\">{title}</a>")
            }
            None => write!(out, "<p>Facts: {title}"),
        };
        if let Some(retrieved) = &origin.retrieved {
            let _ = write!(out, ", retrieved {}", escaped(retrieved));
        }
        out.push_str("</p>\n");
    }
    out.push_str("</footer>\n");
    out
}
