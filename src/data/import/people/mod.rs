//! People from tables: a folder of comma-separated values, as `stratlas export csv` writes it or as anyone keeps it,
//! added to an atlas. Which column is taken for what is told before anything is made of it.

mod columns;
mod sheet;

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::{ImportError, read};
use crate::data::load::{Loaded, Unknown, load_tables};
use crate::data::write;
use crate::diagnose::{Code, Fault, Source, Span, brief, decode};
use crate::model::Atlas;
use crate::text;
use columns::{KINDS, Kind};
use sheet::{Cell, Sheet};

pub use columns::Rename;

/// Which key each column of a table is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The file.
    pub file: String,
    /// Its columns, each with its key, if it has one.
    pub columns: Vec<(String, Option<&'static str>)>,
    /// The number of rows.
    pub rows: usize,
}

/// What tables of people come to.
#[derive(Clone, Debug)]
pub struct People {
    /// How the tables were understood.
    pub mappings: Vec<Mapping>,
    /// The atlas with the people added, and everything that is wrong with them.
    pub loaded: Loaded,
}

/// Adds the people in the tables in `folder` to `atlas`: `people.csv`, and `positions.csv`, `sources.csv` and
/// `affiliations.csv` where they are there.
///
/// # Errors
/// If a table is there that cannot be read, or there are no people.
pub fn load_people(atlas: &Atlas, folder: &Path, renames: &[Rename]) -> Result<People, ImportError> {
    let mut texts = Vec::new();
    for kind in &KINDS {
        let path = folder.join(format!("{}.csv", kind.file));
        if kind.file == "people" || path.exists() {
            texts.push((kind, read(&path)?));
        }
    }
    Ok(added(atlas, texts, renames))
}

/// Adds the people in `tables`, each with its name (`people`, `positions`), to `atlas`.
pub fn load_people_texts(atlas: &Atlas, tables: &[(&str, &str)], renames: &[Rename]) -> People {
    let text = |kind: &'static Kind| {
        let (_, text) = tables.iter().find(|(name, _)| *name == kind.file)?;
        Some((kind, text.as_bytes().to_vec()))
    };
    added(atlas, KINDS.iter().filter_map(text).collect(), renames)
}

/// A table, and the line of the joined text that it starts on, from 0.
#[derive(Debug)]
struct Part {
    kind: &'static Kind,
    line: u32,
    sheet: Sheet,
    keys: Vec<Option<&'static str>>,
}

/// Makes people of tables, and notes what is wrong with these.
#[derive(Debug, Default)]
struct Reader {
    faults: Vec<Fault>,
}

/// `atlas` with the people in `texts`.
fn added(atlas: &Atlas, texts: Vec<(&'static Kind, Vec<u8>)>, renames: &[Rename]) -> People {
    let mut reader = Reader::default();
    let (text, parts) = reader.joined(texts, renames);
    let mappings = parts.iter().map(|part| Mapping {
        file: format!("{}.csv", part.kind.file),
        columns: part
            .sheet
            .columns
            .iter()
            .map(|(name, _)| text::safe(name).into_owned())
            .zip(part.keys.iter().copied())
            .collect(),
        rows: part.sheet.rows.len(),
    });
    let mappings = mappings.collect();
    let table = reader.people(&parts);
    let mut sources = vec![Source::new("people.csv".to_owned(), text)];
    sources.extend(write(atlas).into_iter().map(|file| Source::new(file.path, file.text)));
    let mut tables = vec![table];
    // What was written by this program can be read by it.
    tables.extend(sources[1..].iter().map(|file| DeTable::parse_recoverable(&file.text).0.into_inner()));
    let mut loaded = load_tables(&sources, tables, reader.faults, Unknown::Refused);
    for finding in loaded.findings.iter_mut().filter(|finding| finding.file == "people.csv") {
        if let Some(part) = parts.iter().rev().find(|part| finding.line > part.line) {
            finding.file = format!("{}.csv", part.kind.file);
            finding.line -= part.line;
        }
    }
    // The rest of the atlas was there before, and is nobody's news here.
    loaded.findings.retain(|finding| KINDS.iter().any(|kind| finding.file == format!("{}.csv", kind.file)));
    People { mappings, loaded }
}

impl Reader {
    fn fault(&mut self, code: Code, range: &Range<usize>, message: impl Into<String>) {
        self.faults.push(Fault::new(code, Span::new(0, range), message));
    }

    /// The tables as one text, so that a place in any of them is a place in it.
    fn joined(&mut self, texts: Vec<(&'static Kind, Vec<u8>)>, renames: &[Rename]) -> (String, Vec<Part>) {
        let (mut all, mut parts) = (String::new(), Vec::new());
        for (kind, bytes) in texts {
            let (text, fault) = decode(bytes);
            let start = all.len();
            if let Some((code, offset, message)) = fault {
                self.fault(code, &(start + offset..start + offset), message);
            }
            let line = u32::try_from(all.matches('\n').count()).unwrap_or(u32::MAX);
            let text = text.trim_start_matches('\u{feff}');
            all.push_str(text);
            if !text.ends_with('\n') {
                all.push('\n');
            }
            let sheet = sheet::read(text, start);
            if let Some(range) = &sheet.open {
                self.fault(Code::Syntax, range, "this quotation mark is never closed");
            }
            let columns: Vec<&str> = sheet.columns.iter().map(|(name, _)| name.as_str()).collect();
            let keys = columns::keys(kind, &columns, renames);
            parts.push(Part { kind, line, sheet, keys });
        }
        (all, parts)
    }

    /// The people with all that belongs to them, as the table that TOML would be.
    fn people<'p>(&mut self, parts: &'p [Part]) -> DeTable<'p> {
        let mut people: Vec<Person<'p>> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for Part { kind, sheet, keys, .. } in parts {
            for row in sheet.rows.iter().map(|row| Row::new(row, keys)) {
                if kind.file == "people" {
                    let person = Person::new(&row);
                    for name in [&person.id, &person.name] {
                        known.entry(name.clone()).or_insert(people.len());
                    }
                    people.push(person);
                } else if let Some(at) = row.get("person").and_then(|(who, _)| known.get(plain(who).trim())) {
                    self.add(&mut people[*at], kind.file, &row);
                } else {
                    let (who, range) = row.get("person").cloned().unwrap_or((String::new(), row.at()));
                    let message = format!("nobody in the table of people has the id or the name `{}`", brief(&who));
                    self.fault(Code::DanglingId, &range, message);
                }
            }
        }
        let mut records = DeArray::new();
        for person in people {
            records.push(person.table());
        }
        let mut table = DeTable::new();
        table.insert(Spanned::new(0..0, "person".into()), Spanned::new(0..0, DeValue::Array(records)));
        table
    }

    /// Adds what a row of the table `file` says to its person.
    fn add<'p>(&mut self, person: &mut Person<'p>, file: &str, row: &Row<'p>) {
        let number = row.get("number").and_then(|(number, _)| number.trim().parse::<usize>().ok());
        match file {
            "positions" => {
                let position = Position { number, table: row.table(), sources: DeArray::new(), at: row.at() };
                person.positions.push(position);
            }
            "affiliations" => person.posts.push(Spanned::new(row.at(), DeValue::Table(row.table()))),
            _ if row.get("of").is_none_or(|(of, _)| matches!(of.trim(), "" | "position")) => {
                let position = match number {
                    Some(_) => person.positions.iter_mut().find(|position| position.number == number),
                    None => person.positions.last_mut(),
                };
                match position {
                    Some(position) => position.sources.push(Spanned::new(row.at(), DeValue::Table(row.table()))),
                    None => self.fault(Code::NotUnderstood, &row.at(), "there is no such position; this is left out"),
                }
            }
            _ => self.fault(Code::NotUnderstood, &row.at(), "only sources of positions are read; this is left out"),
        }
    }
}

/// A row with the keys of its cells.
struct Row<'s> {
    cells: Vec<(&'static str, &'s Cell)>,
    at: Range<usize>,
}

impl<'s> Row<'s> {
    fn new(row: &'s [Cell], keys: &[Option<&'static str>]) -> Self {
        let cells = keys.iter().zip(row).filter_map(|(key, cell)| Some(((*key)?, cell)));
        let cells = cells.filter(|(_, (text, _))| !text.trim().is_empty()).collect();
        Self { cells, at: row.first().map_or(0..0, |(_, range)| range.clone()) }
    }

    fn at(&self) -> Range<usize> {
        self.at.clone()
    }

    fn get(&self, key: &str) -> Option<&'s Cell> {
        self.cells.iter().find(|(known, _)| *known == key).map(|(_, cell)| *cell)
    }

    /// What it says, without what says to whom it belongs.
    fn table(&self) -> DeTable<'s> {
        let mut table = DeTable::new();
        for (key, (text, range)) in self.cells.iter().filter(|(key, _)| !matches!(*key, "person" | "number" | "of")) {
            if let Some(value) = value(key, text) {
                table.insert(Spanned::new(range.clone(), (*key).into()), Spanned::new(range.clone(), value));
            }
        }
        table
    }
}

/// Someone in the making.
struct Person<'p> {
    id: String,
    name: String,
    at: Range<usize>,
    table: DeTable<'p>,
    positions: Vec<Position<'p>>,
    posts: DeArray<'p>,
}

/// A position in the making.
struct Position<'p> {
    /// What its sources call it.
    number: Option<usize>,
    table: DeTable<'p>,
    sources: DeArray<'p>,
    at: Range<usize>,
}

impl<'p> Person<'p> {
    fn new(row: &Row<'p>) -> Self {
        let mut table = row.table();
        let mut profile = DeTable::new();
        for key in ["expertise", "expertise_note", "recognition", "recognition_note", "vintage", "vintage_note"] {
            if let Some(value) = table.remove(key) {
                profile.insert(Spanned::new(value.span(), key.into()), value);
            }
        }
        if !profile.is_empty() {
            let profile = Spanned::new(row.at(), DeValue::Table(profile));
            table.insert(Spanned::new(row.at(), "profile".into()), profile);
        }
        let name = row.get("name").map(|(name, _)| plain(name).trim().to_owned()).unwrap_or_default();
        let id = row.get("id").map_or_else(|| slug(&name), |(id, _)| id.trim().to_owned());
        if !table.contains_key("id") && !id.is_empty() {
            let range = row.get("name").map_or(row.at(), |(_, range)| range.clone());
            let value = Spanned::new(range.clone(), DeValue::String(id.clone().into()));
            table.insert(Spanned::new(range, "id".into()), value);
        }
        Self { id, name, at: row.at(), table, positions: Vec::new(), posts: DeArray::new() }
    }

    fn table(mut self) -> Spanned<DeValue<'p>> {
        let mut positions = DeArray::new();
        for Position { mut table, sources, at, .. } in self.positions {
            table.insert(Spanned::new(at.clone(), "source".into()), Spanned::new(at.clone(), DeValue::Array(sources)));
            positions.push(Spanned::new(at, DeValue::Table(table)));
        }
        for (key, list) in [("position", positions), ("affiliations", self.posts)] {
            let list = Spanned::new(self.at.clone(), DeValue::Array(list));
            self.table.insert(Spanned::new(self.at.clone(), key.into()), list);
        }
        Spanned::new(self.at, DeValue::Table(self.table))
    }
}

/// The value of a cell: a list, a yes or no, a number or a text. No says nothing.
fn value<'p>(key: &str, text: &'p str) -> Option<DeValue<'p>> {
    let text = plain(text).trim();
    Some(match key {
        "categories" => {
            let mut list = DeArray::new();
            for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
                list.push(Spanned::new(0..0, DeValue::String(part.into())));
            }
            DeValue::Array(list)
        }
        "tentative" | "current" => match text.to_lowercase().as_str() {
            "true" | "yes" | "y" | "x" | "1" => DeValue::Boolean(true),
            "false" | "no" | "n" | "0" => return None,
            // Whoever reads it says what is expected.
            _ => DeValue::String(text.into()),
        },
        "passages" => match DeValue::parse(text).map(Spanned::into_inner) {
            Ok(number @ DeValue::Integer(_)) => number,
            _ => DeValue::String(text.into()),
        },
        _ => DeValue::String(text.into()),
    })
}

/// A cell without the apostrophe that keeps a spreadsheet from taking it for a formula.
fn plain(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\'']) => rest,
        _ => cell,
    }
}

/// An id made of a name.
fn slug(name: &str) -> String {
    let words: Vec<String> = text::fold(name)
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.join("-")
}
