//! Chapters of the manual as pages of the Unix manual, in section 7.

use std::io::{self, Write};

use clap_mangen::roff::{Inline, Roff, bold, roman};

use crate::document::{Block, GridRow, Page, Span, Weight};
use crate::place::Topic;

use super::{NO_DATE, SOURCE};

/// Returns the name of the manual page of a topic, such as `stratlas-tour`.
pub(super) fn name(topic: Topic) -> String {
    format!("stratlas-{}", topic.slug())
}

/// Writes the chapter on `topic`, whose content is `page`.
pub(super) fn write(out: &mut dyn Write, topic: Topic, page: &Page) -> io::Result<()> {
    let mut roff = Roff::new();
    roff.control("TH", [name(topic).to_uppercase().as_str(), "7", NO_DATE, SOURCE, "stratlas manual"]);
    roff.control("SH", ["NAME"]).text([roman(format!("{} - {}", name(topic), topic.about()))]);
    roff.control("SH", [page.title.to_uppercase().as_str()]);
    for block in &page.blocks {
        add(&mut roff, block);
    }
    roff.to_writer(out)
}

fn add(roff: &mut Roff, block: &Block) {
    match block {
        Block::Heading(heading) if heading.level <= 1 => {
            roff.control("SH", [plain(&heading.text).to_uppercase().as_str()]);
        }
        Block::Heading(heading) => {
            roff.control("SS", [plain(&heading.text).as_str()]);
        }
        Block::List(items) => {
            for item in items {
                roff.control("IP", ["*", "2"]).text(inlines(&item.text));
            }
        }
        Block::Code(code) => {
            roff.control("PP", []).control("nf", []);
            for line in code.text.lines() {
                roff.text([roman(format!("    {line}"))]);
            }
            roff.control("fi", []);
        }
        Block::Grid(grid) => grid.rows.iter().for_each(|row| table_row(roff, row)),
        other => {
            let spans: Vec<Span> = other.spans().cloned().collect();
            roff.control("PP", []).text(inlines(&spans));
        }
    }
}

/// Adds a row of a table in the form of a term with its meaning.
fn table_row(roff: &mut Roff, row: &GridRow) {
    let mut cells = Vec::new();
    for cell in row.cells.iter().filter(|cell| !cell.text.is_empty()) {
        if !cells.is_empty() {
            cells.push(roman(" · "));
        }
        cells.extend(inlines(&cell.text));
    }
    roff.control("TP", []).text([bold(plain(&row.label))]).text(cells);
}

fn plain(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

fn inlines(spans: &[Span]) -> Vec<Inline> {
    let inline = |span: &Span| match span.weight {
        Weight::Strong | Weight::Code => bold(&span.text),
        _ => roman(&span.text),
    };
    spans.iter().map(inline).collect()
}
