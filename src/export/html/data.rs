//! Formats the data files beside a page: the page as JSON, and its table as CSV.

use crate::document::{Block, Grid, GridRow, Inline, Page, PairGrid};
use crate::export::{csv, json};
use crate::model::{Atlas, Entity};
use crate::place::Place;

/// Returns whether the page of `place` has a table as a file: pages about many records have one, except the home page.
pub(super) fn has_table(place: Place) -> bool {
    !place.is_entity() && place != Place::Home
}

/// Returns the file name `page_file` with another extension.
pub(super) fn file(page_file: &str, extension: &str) -> String {
    format!("{}.{extension}", page_file.strip_suffix(".html").unwrap_or(page_file))
}

/// Formats a page as JSON. The text is empty if serialization fails, which does not occur for pages.
pub(super) fn json(atlas: &Atlas, page: &Page) -> String {
    json::page(atlas, page).unwrap_or_default() + "\n"
}

/// Formats the main table of a page as CSV: the pairs of records, or else the first grid, or the claims on scales, or
/// the lists and bars.
pub(super) fn csv(atlas: &Atlas, page: &Page) -> String {
    let rows = page.blocks.iter().find_map(|block| match block {
        Block::Pairs(grid) => Some(pairs(atlas, grid)),
        _ => None,
    });
    let rows = rows.or_else(|| {
        page.blocks.iter().find_map(|block| match block {
            Block::Grid(found) if !found.rows.is_empty() => Some(grid(found)),
            _ => None,
        })
    });
    let is_scale = page.blocks.iter().any(|block| matches!(block, Block::Intervals(_)));
    let rows = rows.unwrap_or_else(|| if is_scale { claims(page) } else { lists(page) });
    rows.iter().map(|cells| csv::row(cells.iter().map(String::as_str))).collect()
}

fn pairs(atlas: &Atlas, grid: &PairGrid) -> Vec<Vec<String>> {
    let name = |at: usize| grid.names.get(at).map(|span| span.text.clone()).unwrap_or_default();
    let mut rows = vec![header(&["from", "to", "relation", "mechanism"])];
    rows.extend(grid.pairs.iter().map(|pair| {
        let mechanism = Entity::Mechanism(pair.mechanism).name(atlas).to_owned();
        vec![name(pair.from), name(pair.to), pair.kind.as_str().to_owned(), mechanism]
    }));
    rows
}

fn grid(grid: &Grid) -> Vec<Vec<String>> {
    let total = grid.has_totals().then(|| "Total".to_owned());
    let columns = grid.columns.iter().map(|column| text(&column.label));
    let head = std::iter::once(grid.corner.clone()).chain(columns).chain(total.clone()).collect();
    let row = |row: &GridRow| {
        // In a cell of dots, each dot links to a record, so the number of these links is written instead of the dots.
        let cells = row.cells.iter().map(|cell| {
            let words = text(&cell.text);
            let dots = cell.text.iter().filter(|span| span.to.is_some()).count();
            if words.contains(char::is_alphanumeric) || dots == 0 { words } else { dots.to_string() }
        });
        std::iter::once(text(&row.label)).chain(cells).chain(total.as_ref().map(|_| text(&row.total))).collect()
    };
    std::iter::once(head).chain(grid.rows.iter().chain(&grid.totals).map(row)).collect()
}

fn claims(page: &Page) -> Vec<Vec<String>> {
    let mut rows = vec![header(&["section", "name", "low", "high", "stated", "note"])];
    for (section, block) in in_sections(page) {
        if let Block::Intervals(scale) = block {
            rows.extend(scale.intervals.iter().map(|one| {
                let [low, high] = [one.low, one.high].map(|number| number.to_string());
                vec![section.clone(), text(&one.label), low, high, one.shown.clone(), text(&one.note)]
            }));
        }
    }
    rows
}

fn lists(page: &Page) -> Vec<Vec<String>> {
    let mut rows = vec![header(&["section", "name", "value", "note"])];
    for (section, block) in in_sections(page) {
        match block {
            Block::List(items) => rows.extend(items.iter().map(|item| {
                let badges = item.badges.iter().map(|badge| badge.label.clone());
                let value: Vec<String> = badges.chain([text(&item.aside)]).filter(|value| !value.is_empty()).collect();
                vec![
                    section.clone(),
                    text(&item.text),
                    value.join("; "),
                    text(&[&item.note[..], &item.flag[..]].concat()),
                ]
            })),
            Block::Bars(bars) => rows.extend(
                bars.bars.iter().map(|bar| vec![section.clone(), text(&bar.label), bar.shown.clone(), String::new()]),
            ),
            _ => {}
        }
    }
    rows
}

/// Returns the blocks of a page, each with the text of the last heading before it.
fn in_sections(page: &Page) -> impl Iterator<Item = (String, &Block)> {
    let mut section = String::new();
    page.blocks.iter().map(move |block| {
        if let Block::Heading(heading) = block {
            section = text(&heading.text);
        }
        (section.clone(), block)
    })
}

fn header(columns: &[&str]) -> Vec<String> {
    columns.iter().map(|&column| column.to_owned()).collect()
}

fn text(line: &Inline) -> String {
    let text: String = line.iter().map(|span| span.text.as_str()).collect();
    text.trim().to_owned()
}
