//! People from tables: a folder of comma-separated values, as `stratlas export csv` writes it or as anyone keeps it,
//! added to an atlas. Which column is taken for what is told before anything is made of it.

mod columns;
mod csv;
mod person;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::{ImportError, read};
use crate::data::load::{Loaded, UnknownKeys, load_tables};
use crate::data::write;
use crate::diagnostic::{
    Code, Diagnostic, FileProblem, PendingDiagnostic, Severity, SourceFile, SourceMap, Span, decode, truncate,
};
use crate::model::{Atlas, PersonId, StrategyId};
use crate::text;
use columns::{CSV_KINDS, ColumnKey, CsvKind};
use csv::CsvText;
use person::{Claim, Claims, Person, Row, strip_formula_quote};

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
    /// How many people take the place of someone who is in the atlas.
    pub replaced: usize,
    /// The atlas with the people added, and everything that is wrong with them.
    pub loaded: Loaded,
}

/// Adds the people in the tables in `folder` to `atlas`: `people.csv`, and `positions.csv`, `p_doom.csv`, `timelines.csv`,
/// `sources.csv` and `affiliations.csv` where they are there. Where all of them are, people take the place of those who
/// are in the atlas under the same ids.
///
/// # Errors
/// If a table is there that cannot be read, or there are no people.
pub fn load_people(atlas: &Atlas, folder: &Path, renames: &[Rename]) -> Result<People, ImportError> {
    let mut texts = Vec::new();
    for kind in &CSV_KINDS {
        let path = folder.join(format!("{}.csv", kind.file));
        if kind.file == "people" || path.exists() {
            texts.push((kind, read(&path)?));
        }
    }
    Ok(added(atlas, texts, renames))
}

/// Adds the people in `tables`, each with its name (`people`, `positions`), to `atlas`.
pub fn load_people_texts(atlas: &Atlas, tables: &[(&str, &str)], renames: &[Rename]) -> People {
    let text = |kind: &'static CsvKind| {
        let (_, text) = tables.iter().find(|(name, _)| *name == kind.file)?;
        Some((kind, text.as_bytes().to_vec()))
    };
    added(atlas, CSV_KINDS.iter().filter_map(text).collect(), renames)
}

/// A table, and the line of the joined text that it starts on, from 0.
#[derive(Debug)]
struct Part {
    kind: &'static CsvKind,
    line: u32,
    csv: CsvText,
    keys: Vec<Option<ColumnKey>>,
}

/// Makes people of tables, and notes what is wrong with these.
#[derive(Debug, Default)]
struct Reader {
    faults: Vec<PendingDiagnostic>,
}

/// `atlas` with the people in `texts`.
fn added(atlas: &Atlas, texts: Vec<(&'static CsvKind, Vec<u8>)>, renames: &[Rename]) -> People {
    let mut reader = Reader::default();
    let (text, parts) = reader.joined(texts, renames);
    let mappings = parts.iter().map(|part| Mapping {
        file: format!("{}.csv", part.kind.file),
        columns: part
            .csv
            .columns
            .iter()
            .map(|(name, _)| text::sanitize(name).into_owned())
            .zip(part.keys.iter().map(|key| key.map(|(name, _)| name)))
            .collect(),
        rows: part.csv.rows.len(),
    });
    let mappings = mappings.collect();
    let people = reader.people(&parts);
    let (replaced, rest) = reader.without(atlas, &people, &parts);
    let table = records(people);
    let mut sources = vec![SourceFile::new("people.csv".to_owned(), text)];
    sources.extend(write(&rest).into_iter().map(|file| SourceFile::new(file.path, file.text)));
    let sources = SourceMap::new(sources);
    let mut tables = vec![table];
    // What was written by this program can be read by it.
    tables.extend(sources.files()[1..].iter().map(|file| DeTable::parse_recoverable(&file.text).0.into_inner()));
    let mut loaded = load_tables(&sources, tables, reader.faults, UnknownKeys::Error);
    for diagnostic in loaded.diagnostics.iter_mut().filter(|diagnostic| diagnostic.file == "people.csv") {
        if let Some(part) = parts.iter().rev().find(|part| diagnostic.line > part.line) {
            diagnostic.file = format!("{}.csv", part.kind.file);
            diagnostic.line -= part.line;
        }
    }
    // The rest of the atlas was there before, and is nobody's news here. What keeps it from being an atlas is.
    let is_of_tables =
        |diagnostic: &Diagnostic| CSV_KINDS.iter().any(|kind| diagnostic.file == format!("{}.csv", kind.file));
    loaded.diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error || is_of_tables(diagnostic));
    People { mappings, replaced, loaded }
}

/// `people` as the table that TOML would be.
fn records(people: Vec<Person<'_>>) -> DeTable<'_> {
    let mut records = DeArray::new();
    for person in people {
        records.push(person.table());
    }
    let mut table = DeTable::new();
    table.insert(Spanned::new(0..0, "person".into()), Spanned::new(0..0, DeValue::Array(records)));
    table
}

impl Reader {
    fn fault(&mut self, code: Code, range: &Range<usize>, message: impl Into<String>) {
        self.faults.push(PendingDiagnostic::new(code, Span::new(0, range), message));
    }

    /// The tables as one text, so that a place in any of them is a place in it.
    fn joined(&mut self, texts: Vec<(&'static CsvKind, Vec<u8>)>, renames: &[Rename]) -> (String, Vec<Part>) {
        let (mut all, mut parts) = (String::new(), Vec::new());
        for (kind, bytes) in texts {
            let (text, fault) = decode(bytes);
            let start = all.len();
            if let Some(FileProblem { code, offset, message }) = fault {
                self.fault(code, &(start + offset..start + offset), message);
            }
            let line = u32::try_from(all.matches('\n').count()).unwrap_or(u32::MAX);
            let text = text.trim_start_matches('\u{feff}');
            all.push_str(text);
            if !text.ends_with('\n') {
                all.push('\n');
            }
            let csv = csv::read(text, start);
            if let Some(range) = &csv.open {
                self.fault(Code::Syntax, range, "this quotation mark is never closed");
            }
            let columns: Vec<&str> = csv.columns.iter().map(|(name, _)| name.as_str()).collect();
            let keys = columns::keys(kind, &columns, renames);
            parts.push(Part { kind, line, csv, keys });
        }
        (all, parts)
    }

    /// The atlas without those whose place `people` take, and how many these are. Tables that are missing would take
    /// away what the atlas says of them.
    fn without(&mut self, atlas: &Atlas, people: &[Person<'_>], parts: &[Part]) -> (usize, Atlas) {
        let missing = CSV_KINDS.iter().filter(|kind| parts.iter().all(|part| part.kind.file != kind.file));
        let missing: Vec<String> = missing.map(|kind| format!("{}.csv", kind.file)).collect();
        let mut replaced = HashSet::new();
        for person in people {
            let Some(id) = atlas.people.find(&person.id) else { continue };
            replaced.insert(id);
            if !missing.is_empty() {
                let message =
                    format!("`{}` is in the atlas already, and would lose what it says there", truncate(&person.id));
                let help = format!(
                    "people are replaced where all tables are there, as `stratlas export csv` writes them; missing: {}",
                    missing.join(", ")
                );
                self.faults
                    .push(PendingDiagnostic::new(Code::DuplicateId, Span::new(0, &person.at), message).help(help));
            }
        }
        let strategies: Vec<StrategyId> = atlas.strategies.ids().collect();
        let others: Vec<PersonId> = atlas.people.ids().filter(|id| !replaced.contains(id)).collect();
        (replaced.len(), atlas.subset(&strategies, &others))
    }

    /// The people with all that belongs to them.
    fn people<'p>(&mut self, parts: &'p [Part]) -> Vec<Person<'p>> {
        let mut people: Vec<Person<'p>> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for Part { kind, csv, keys, .. } in parts {
            for row in csv.rows.iter().map(|row| Row::new(row, keys)) {
                if kind.file == "people" {
                    let person = Person::new(&row);
                    for name in [&person.id, &person.name] {
                        known.entry(name.clone()).or_insert(people.len());
                    }
                    people.push(person);
                } else if let Some(at) =
                    row.get("person").and_then(|(who, _)| known.get(strip_formula_quote(who).trim()))
                {
                    self.add(&mut people[*at], kind.file, &row);
                } else {
                    let (who, range) = row.get("person").cloned().unwrap_or((String::new(), row.at()));
                    let message = format!("nobody in the table of people has the id or the name `{}`", truncate(&who));
                    self.fault(Code::DanglingId, &range, message);
                }
            }
        }
        people
    }

    /// Adds what a row of the table `file` says to its person.
    fn add<'p>(&mut self, person: &mut Person<'p>, file: &str, row: &Row<'p>) {
        let number = row.get("number").and_then(|(number, _)| number.trim().parse::<usize>().ok());
        match file {
            "affiliations" => person.posts.push(Spanned::new(row.at(), DeValue::Table(row.table()))),
            "sources" => self.source(person, number, row),
            claims => {
                if let Some(claims) = Claims::called(claims) {
                    person.claims.entry(claims).or_default().push(Claim::new(number, row));
                }
            }
        }
    }

    /// Adds a source to the claim of `person` that has the `number`, else to the last one there is.
    fn source<'p>(&mut self, person: &mut Person<'p>, number: Option<usize>, row: &Row<'p>) {
        let Some(of) = Claims::called(row.get("of").map_or("position", |(of, _)| of.trim())) else {
            let told = "sources are of a position, a p_doom or a timeline; this one is left out";
            return self.fault(Code::NotUnderstood, &row.at(), told);
        };
        let claims = person.claims.entry(of).or_default();
        let claim = match number {
            Some(_) => claims.iter_mut().find(|claim| claim.number == number),
            None => claims.last_mut(),
        };
        match claim {
            Some(claim) if of == Claims::Positions || claim.sources.is_empty() => {
                claim.sources.push(Spanned::new(row.at(), DeValue::Table(row.table())));
            }
            Some(_) => self.fault(Code::NotUnderstood, &row.at(), "this has a source already; this one is left out"),
            None => self.fault(Code::NotUnderstood, &row.at(), "nothing here has this source; it is left out"),
        }
    }
}
