//! An atlas as CSV tables (RFC 4180) for a spreadsheet: one file per kind of record, one row per record.
//!
//! | file | a row is |
//! |---|---|
//! | `strategies.csv` | a strategy: `id`, `name`, its coordinates by id, its texts and its `exclusive` conflicts |
//! | `relations.csv` | a pair as one of the two declares it: `from`, `to`, `kind`, `mechanism` |
//! | `commitments.csv`, `meanings.csv` | a commitment, or an earlier meaning, of a strategy |
//! | `people.csv` | a person: `id`, `name`, texts, links, tiers with their evidence |
//! | `affiliations.csv` | an affiliation of a person |
//! | `positions.csv` | a stance of a person on a tag: `person`, and `position`, its number from 1 |
//! | `sources.csv` | a source of a position, a p(doom) or a timeline: `of` is the kind, `number` its number from 1 |
//! | `p_doom.csv`, `timelines.csv` | a number that a person stated |
//! | `portfolio_shares.csv` | the share of the money of a portfolio that is on one of its strategies |
//! | `tags.csv`, `levers.csv`, `claims.csv`, `reasons.csv`, `axis_values.csv`, `tiers.csv`, `scenarios.csv`, `portfolios.csv` | a record of the vocabulary |
//!
//! The first row names the columns. Several values in a cell are separated by `; `. Yes is `true`, no is `false`. A
//! text that a spreadsheet would read as a formula, a number or a date is guarded by a leading apostrophe, so that the
//! spreadsheet saves the same text; so is a text that starts with an apostrophe. Values of numeric and boolean columns
//! are not guarded.

mod table;

use crate::data::TextFile;
use crate::graph::Graph;
use crate::model::{Atlas, Axis, Named, RelationKind, SharedSort, StrategyId};
use crate::record::{Record, Value, list};

use table::{CsvTable, columns};

pub use table::row;

/// Returns the CSV tables of the atlas of `graph`.
pub fn files(graph: &Graph) -> Vec<TextFile> {
    let atlas = &graph.atlas;
    let mut tables = strategies(atlas);
    tables.insert(1, relations(graph));
    tables.extend(people(atlas));
    tables.push(of_list(atlas, "tags.csv", "tag"));
    tables.push(of_list(atlas, "levers.csv", "lever"));
    tables.push(of_list(atlas, "claims.csv", "claim"));
    tables.push(of_list(atlas, "reasons.csv", "reason"));
    tables.push(axis_values(atlas));
    tables.push(tiers(atlas));
    tables.push(of_list(atlas, "scenarios.csv", "scenario"));
    tables.extend(portfolios(atlas));
    tables.into_iter().map(|table| TextFile::new(table.file, table.text)).collect()
}

/// Returns the table `file` with the records in the list of the atlas under `key`.
fn of_list(atlas: &Atlas, file: &'static str, key: &str) -> CsvTable {
    let mut table = CsvTable::new(file, &[], key);
    list(atlas, key).each(atlas, &mut |record| table.row(atlas, &[], record));
    table
}

/// Returns the tables of strategies, commitments and earlier meanings.
fn strategies(atlas: &Atlas) -> Vec<CsvTable> {
    let mut strategies = CsvTable::with_columns("strategies.csv", &[], strategy_columns());
    let mut commitments = CsvTable::new("commitments.csv", &["strategy"], "strategy.commitment");
    let mut meanings = CsvTable::new("meanings.csv", &["strategy"], "strategy.vintage");
    for strategy in atlas.strategies.rows() {
        let record = Record::Strategy(strategy);
        strategies.row(atlas, &[], record);
        record.visit(atlas, &mut |key, value| match (key, value) {
            ("commitment", Value::List(rows)) => {
                rows.each(atlas, &mut |row| commitments.row(atlas, &[&strategy.slug], row));
            }
            ("vintage", Value::List(rows)) => {
                rows.each(atlas, &mut |row| meanings.row(atlas, &[&strategy.slug], row));
            }
            _ => {}
        });
    }
    vec![strategies, commitments, meanings]
}

/// Returns the tables of portfolios and of the shares of their strategies.
fn portfolios(atlas: &Atlas) -> [CsvTable; 2] {
    let mut portfolios = CsvTable::new("portfolios.csv", &[], "portfolio");
    let mut shares = CsvTable::new("portfolio_shares.csv", &["portfolio"], "portfolio.member");
    for portfolio in atlas.portfolios.rows() {
        portfolios.row(atlas, &[], Record::Portfolio(portfolio));
        for &share in &portfolio.shares {
            shares.row(atlas, &[&portfolio.slug], Record::PortfolioShare(share));
        }
    }
    [portfolios, shares]
}

/// Returns the columns of a strategy: coordinates, then texts, then the source note.
fn strategy_columns() -> Vec<String> {
    let coordinates = columns("strategy.coordinates");
    let mut all = columns("strategy");
    all.shared_sort_by_key(|column| match column.as_str() {
        "id" | "name" => 0,
        _ if coordinates.contains(column) => 1,
        "source_note" => 3,
        _ => 2,
    });
    all
}

/// Returns the table of relations. A pair of strategies has a row for each of the two that declares the relation.
fn relations(graph: &Graph) -> CsvTable {
    let atlas = &graph.atlas;
    let mut table = CsvTable::new("relations.csv", &["from", "to", "kind", "mechanism"], "");
    let mut pair = |from: StrategyId, to: StrategyId, kind: RelationKind| {
        let mechanism = graph.relation(from, to).map_or("", |relation| relation.mechanism.as_str());
        let [from, to] = [from, to].map(|id| atlas.strategies[id].slug());
        table.cells([from, to, kind.as_str(), mechanism]);
    };
    for (id, row) in atlas.strategies.iter() {
        for &to in &row.conflicts {
            pair(id, to, RelationKind::Conflict);
        }
        for &to in &row.complements {
            pair(id, to, RelationKind::Complement);
        }
        // Neither of the twins declares the relation, so each pair has one row.
        for twin in graph.twins(id).filter(|twin| id < twin.other) {
            pair(id, twin.other, RelationKind::Twin);
        }
    }
    table
}

/// Returns the tables of people, of the lists within people, such as positions, and of the sources in these lists.
fn people(atlas: &Atlas) -> Vec<CsvTable> {
    let mut people = CsvTable::new("people.csv", &[], "person");
    let mut lists = [
        ("affiliations", CsvTable::new("affiliations.csv", &["person"], "person.affiliations")),
        ("position", CsvTable::new("positions.csv", &["person", "position"], "person.position")),
        ("p_doom", CsvTable::new("p_doom.csv", &["person", "number"], "person.p_doom")),
        ("timeline", CsvTable::new("timelines.csv", &["person", "number"], "person.timeline")),
    ];
    let mut sources = CsvTable::new("sources.csv", &["person", "of", "number"], "person.position.source");
    for id in atlas.people.ids() {
        let person = atlas.people.unpack(id);
        people.row(atlas, &[], Record::Person(&person));
        Record::Person(&person).visit(atlas, &mut |key, value| {
            let Some((_, table)) = lists.iter_mut().find(|(of, _)| *of == key) else { return };
            let mut number = 0_usize;
            records(atlas, value, &mut |row| {
                number += 1;
                table.row(atlas, &[&person.slug, &number.to_string()], row);
                row.visit(atlas, &mut |within, value| {
                    if within == "source" {
                        let lead = [person.slug.as_str(), key, &number.to_string()];
                        records(atlas, value, &mut |row| sources.row(atlas, &lead, row));
                    }
                });
            });
        });
    }
    let mut tables = vec![people];
    tables.extend(lists.map(|(_, table)| table));
    tables.push(sources);
    tables
}

/// Calls `row` for the record or for each of the records that `value` is; not at all for any other value.
fn records<'a>(atlas: &'a Atlas, value: Value<'a>, row: &mut dyn FnMut(Record<'a>)) {
    match value {
        Value::Table(Some(record)) => row(record),
        Value::List(rows) => rows.each(atlas, row),
        _ => {}
    }
}

fn axis_values(atlas: &Atlas) -> CsvTable {
    let mut table = CsvTable::new("axis_values.csv", &["axis"], "axis.value");
    for axis in Axis::ALL {
        for row in atlas.values_on(axis).rows() {
            table.row(atlas, &[axis.as_str()], Record::AxisValue(row));
        }
    }
    table
}

fn tiers(atlas: &Atlas) -> CsvTable {
    let mut table = CsvTable::new("tiers.csv", &["kind"], "expertise");
    for kind in ["expertise", "recognition", "vintage"] {
        list(atlas, kind).each(atlas, &mut |row| table.row(atlas, &[kind], row));
    }
    table
}
