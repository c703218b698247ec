//! Tables of a spreadsheet: a folder of CSV files, such as `stratlas export csv` writes, merged into an atlas. Rows
//! change the records that they name and add new ones; records without a row stay as they are. The mapping of columns
//! to keys is reported before anything is imported.

mod base;
mod cell;
mod columns;
mod computed;
mod csv;
mod keys;
mod merge;
mod numbering;
mod rows;
mod table;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use super::{ImportError, read};
use crate::data::load::{Loaded, load_tables};
use crate::data::schema::TableColumn;
use crate::diagnostic::{
    Code, Diagnostic, FileProblem, PendingDiagnostic, Severity, SourceFile, SourceMap, Span, ValueType,
    into_diagnostics, truncate,
};
use crate::model::{Atlas, Axis};
use crate::text::{self, Fnv, fold, unguard_cell};
use base::Numbers;
use cell::NameLookup;
use columns::{TABLES, TableKind};
use csv::CsvCell;
use rows::{Changes, tier_list};
use table::ImportedTable;

pub use columns::TableChoice;
pub use computed::MechanismsOf;

/// File name that diagnostics give for records of the current atlas, which are not in a table.
const ATLAS: &str = "the atlas";

/// How the columns of one table map to keys of records, for the report to the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// Name of the table's file.
    pub file: String,
    /// Headers of the columns, each with the key that the column sets; `None` if the column is not imported.
    pub columns: Vec<(String, Option<String>)>,
    /// Number of rows below the header.
    pub rows: usize,
}

/// Result of a CSV import.
#[derive(Clone, Debug)]
pub struct CsvImport {
    /// How the columns of each table map to keys.
    pub mappings: Vec<Mapping>,
    /// Number of records of the atlas that the tables change.
    pub changed: usize,
    /// Number of records that the tables add.
    pub added: usize,
    /// The atlas with the changes, and the diagnostics of the tables.
    pub loaded: Loaded,
}

/// Options of a CSV import: which columns map to which keys, and values for keys without a column.
#[derive(Clone, Copy, Debug, Default)]
pub struct CsvChoices<'a> {
    /// Mappings from columns to keys (`--map`).
    pub renames: &'a [TableChoice],
    /// Values for keys without a column (`--set`).
    pub defaults: &'a [TableChoice],
}

/// Merges the tables in `folder` into `atlas`. `mechanisms` computes the mechanism of each of some pairs of strategies,
/// to check the mechanisms in the tables.
///
/// # Errors
/// If there is no table, one cannot be read, or an option names a missing column.
pub fn import_csv(
    atlas: &Atlas,
    folder: &Path,
    choices: CsvChoices<'_>,
    mechanisms: MechanismsOf<'_>,
) -> Result<CsvImport, ImportError> {
    let unreadable = |source| ImportError::Unreadable { path: folder.to_owned(), source };
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            names.push(name);
        }
    }
    names.sort();
    let mut files = Vec::new();
    for name in names {
        let path = folder.join(&name);
        files.push(match (kind_of(&name), path.metadata()) {
            (Some(_), Ok(about)) if about.is_file() => SourceFile::decode(name, read(&path)?),
            (Some(_), Ok(_)) => SourceFile::unreadable(name, FileProblem::new(Code::Unreadable, "this is no file")),
            (Some(_), Err(error)) => {
                let problem = FileProblem::new(Code::Unreadable, format!("this cannot be read: {error}"));
                SourceFile::unreadable(name, problem)
            }
            (None, Ok(about)) if about.is_dir() && has_table(&path) => {
                let message = "the tables in this folder are not read: import it on its own";
                SourceFile::unreadable(name, FileProblem::new(Code::LeftOut, message))
            }
            (None, Ok(about)) if about.is_dir() => continue,
            (None, _) => SourceFile::new(name, String::new()),
        });
    }
    merge_files(atlas, files, choices, mechanisms)?.ok_or_else(|| ImportError::NoTables(folder.to_owned()))
}

/// Merges `tables`, each with the name of its file and its text, into `atlas`, as [`import_csv`] does.
///
/// # Errors
/// If there is no table, or an option names a missing column.
pub fn import_csv_texts(
    atlas: &Atlas,
    tables: &[(&str, &str)],
    choices: CsvChoices<'_>,
    mechanisms: MechanismsOf<'_>,
) -> Result<CsvImport, ImportError> {
    let file = |(name, text): &(&str, &str)| SourceFile::decode((*name).to_owned(), text.as_bytes().to_vec());
    let files = tables.iter().map(file).collect();
    merge_files(atlas, files, choices, mechanisms)?.ok_or_else(|| ImportError::NoTables("memory".into()))
}

/// Extensions of files that are read as tables.
const EXTENSIONS: [&str; 3] = ["csv", "tsv", "tab"];
/// Extensions of the files of spreadsheets, which are not read.
const SPREADSHEETS: [&str; 8] = ["xlsx", "xlsm", "xlsb", "xls", "ods", "fods", "numbers", "gsheet"];

fn is_extension(text: &str, known: &[&str]) -> bool {
    known.iter().any(|known| known.eq_ignore_ascii_case(text))
}

/// Returns the kind of table that a file called `name` contains; `None` if the name is not that of a table.
fn kind_of(name: &str) -> Option<&'static TableKind> {
    let (stem, extension) = name.rsplit_once('.')?;
    TableKind::find(stem).filter(|_| is_extension(extension, &EXTENSIONS))
}

/// Returns whether `folder` itself, without its subfolders, contains a table.
fn has_table(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.into_iter().any(|entry| kind_of(&entry.file_name().to_string_lossy()).is_some())
}

fn merge_files(
    atlas: &Atlas,
    files: Vec<SourceFile>,
    choices: CsvChoices<'_>,
    mechanisms: MechanismsOf<'_>,
) -> Result<Option<CsvImport>, ImportError> {
    let atlas_file = SourceFile::new(ATLAS.to_owned(), String::new());
    let files = files.into_iter().map(SourceFile::with_line_feeds);
    let sources = SourceMap::new(std::iter::once(atlas_file).chain(files).collect());
    let mut diagnostics = PendingDiagnostic::unreadable_files(&sources);
    let mut tables = read_tables(&sources, choices, &mut diagnostics);
    if tables.is_empty() {
        return Ok(None);
    }
    check_choices(&tables, choices)?;
    let mappings = tables.iter().map(mapping).collect();
    let mut names = NameLookup::new(atlas);
    for axis in Axis::ALL {
        names.add("axis", axis.as_str(), &atlas.axis(axis).name);
    }
    identify(&mut tables, &mut names, &mut diagnostics);
    rows::normalize(&mut tables, &names, &mut diagnostics);
    let numbers = Numbers::new(atlas);
    let mut changes = Changes::new(atlas, &tables);
    diagnostics.append(&mut changes.diagnostics);
    let mut count = merge::ChangeCount::default();
    let mut loaded = load_tables(&sources, diagnostics, |add| count = merge::merge(atlas, &numbers, &changes, add));
    // Warnings about other parts of the atlas have nothing to do with the imported tables.
    loaded.diagnostics.retain(|one| one.severity == Severity::Error || one.file != ATLAS);
    merge_missing(&mut loaded.diagnostics);
    if let Some(atlas) = &loaded.atlas {
        let computed = computed::compare(&changes.computed, atlas, mechanisms);
        loaded.diagnostics.extend(into_diagnostics(computed, &sources));
    }
    Ok(Some(CsvImport { mappings, changed: count.changed, added: count.added, loaded }))
}

/// Nouns for the kinds of records that no table has, as they occur in diagnostics.
const WITHOUT_TABLE: [&str; 3] = ["topic", "domain", "class of adversary"];

/// Replaces the errors about one missing record by the first of them, with their number. If no table has records of the
/// missing kind, the error says where to add the record.
fn merge_missing(diagnostics: &mut Vec<Diagnostic>) {
    let mut counts: HashMap<(String, String), usize> = HashMap::new();
    diagnostics.retain(|one| {
        let count = counts.entry((one.file.clone(), one.message.clone())).or_default();
        *count += 1;
        one.code != Code::DanglingId || *count == 1
    });
    for one in diagnostics.iter_mut().filter(|one| one.code == Code::DanglingId) {
        let key = (one.file.clone(), one.message.clone());
        if WITHOUT_TABLE.iter().any(|kind| one.message.starts_with(&format!("there is no {kind} `"))) {
            one.help = Some("no table has such records: add this one to the TOML files of the atlas".to_owned());
        }
        match counts.get(&key).map_or(0, |count| count - 1) {
            0 => {}
            1 => one.message.push_str(", and one more cell of this table names it"),
            more => one.message = format!("{}, and {more} more cells of this table name it", one.message),
        }
    }
}

/// Reads the tables among `sources`, in the order of [`TABLES`], and warns about other files that look like tables.
fn read_tables(
    sources: &SourceMap,
    choices: CsvChoices<'_>,
    diagnostics: &mut Vec<PendingDiagnostic>,
) -> Vec<ImportedTable> {
    let mut tables: Vec<ImportedTable> = Vec::new();
    let is_read = |file: &SourceFile| file.problem.is_none() || !file.text.is_empty();
    for (base, file) in sources.with_starts().skip(1).filter(|(_, file)| is_read(file)) {
        let kind = kind_of(&file.name).filter(|kind| !tables.iter().any(|table| table.kind.file == kind.file));
        match kind {
            Some(kind) => {
                let choices = [choices.renames, choices.defaults];
                tables.push(ImportedTable::read(kind, (&file.name, &file.text), base as usize, choices, diagnostics));
            }
            None => diagnostics.extend(unread_file(base, &file.name)),
        }
    }
    let order = |table: &ImportedTable| TABLES.iter().position(|kind| kind.file == table.kind.file);
    tables.sort_by_key(order);
    tables
}

/// Returns a warning about the file `name` at the offset `base`, which is not read, if it looks like a table; otherwise
/// `None`.
fn unread_file(base: u32, name: &str) -> Option<PendingDiagnostic> {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = stem.to_lowercase();
    let is_table = TableKind::find(&stem).is_some();
    let is_csv = is_extension(extension, &EXTENSIONS);
    let is_spreadsheet = is_extension(extension, &SPREADSHEETS);
    if !is_csv && !is_table && !is_spreadsheet && !stem.contains(".csv") {
        return None;
    }
    let near = table_in(&stem).or_else(|| text::closest_match(&stem, TABLES.iter().map(|kind| kind.file)));
    let code = if near.is_some() || is_spreadsheet { Code::LeftOut } else { Code::NotUnderstood };
    let diagnostic = PendingDiagnostic::new(code, Span::at(base), format!("the file `{}` is not read", truncate(name)));
    Some(match near {
        _ if is_spreadsheet => diagnostic.help("save each of its tables as CSV, under the name of the table"),
        Some(near) if is_csv && is_table => diagnostic.help(format!("there is another file for the table `{near}`")),
        Some(near) => diagnostic.help(format!("the file of that table is called `{near}.csv`")),
        None => diagnostic.help(format!("tables are called {}", TABLES.map(|kind| kind.file).join(", "))),
    })
}

/// Returns the name of the table that the file name `stem` contains; `None` if it contains none. Copies and downloads
/// have such names: `Copy of people (1)`.
fn table_in(stem: &str) -> Option<&'static str> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let names = TABLES.iter().map(|kind| kind.file).filter(|name| {
        stem.match_indices(name).any(|(at, _)| {
            let (before, after) = (&stem[..at], &stem[at + name.len()..]);
            !before.ends_with(is_part) && !after.starts_with(|c: char| c.is_alphanumeric())
        })
    });
    names.max_by_key(|name| name.len())
}

/// Checks the options of the user: returns an error if one of `choices` matches no table or no column.
fn check_choices(tables: &[ImportedTable], choices: CsvChoices<'_>) -> Result<(), ImportError> {
    let all = || choices.renames.iter().chain(choices.defaults);
    for (at, choice) in all().enumerate() {
        if all().skip(at + 1).any(|other| other.kind == choice.kind && other.left.trim() == choice.left.trim()) {
            let message = format!("`{}:{}` is given twice", choice.kind, choice.left.trim());
            return Err(ImportError::NoColumn(message));
        }
        let Some(table) = tables.iter().find(|table| table.kind.file == choice.kind) else {
            return Err(ImportError::NoColumn(format!("there is no file {}.csv", choice.kind)));
        };
        let is_default = choices.defaults.contains(choice);
        let names = table.names.join(", ");
        if !is_default && !table.names.iter().any(|name| name.trim() == choice.left.trim()) {
            let message = format!("{}.csv has no column `{}`; its columns are {names}", choice.kind, choice.left);
            return Err(ImportError::NoColumn(message));
        }
        let given = table.columns[..table.names.len()].iter().flatten();
        if is_default && given.into_iter().any(|column| column.name == choice.left) {
            let message =
                format!("{}.csv has a column for `{}`; `--set` is for keys without one", choice.kind, choice.left);
            return Err(ImportError::NoColumn(message));
        }
    }
    Ok(())
}

fn mapping(table: &ImportedTable) -> Mapping {
    let names = table.names.iter().map(|name| text::sanitize(name).into_owned());
    let keys = table.columns.iter().map(|column| column.as_ref().map(|column| column.name.clone()));
    Mapping {
        file: text::sanitize(&table.file).into_owned(),
        columns: names.zip(keys).collect(),
        rows: table.rows.len(),
    }
}

/// Sets the id of the record that each row describes, and registers the records in `names`. A row without an id gets
/// the id of the record with its name, or else an id derived from the name.
fn identify(tables: &mut [ImportedTable], names: &mut NameLookup, diagnostics: &mut Vec<PendingDiagnostic>) {
    for table in tables.iter_mut().filter(|table| table.kind.columns().iter().any(|column| column.name == "id")) {
        let id_at = table.position("id").unwrap_or_else(|| {
            let path = vec!["id"];
            table.columns.push(Some(TableColumn { name: "id".to_owned(), path, kind: ValueType::Slug }));
            table.rows.iter_mut().for_each(|row| row.cells.push(CsvCell { text: String::new(), at: row.at.clone() }));
            table.columns.len() - 1
        });
        let name_at = ["name", "title", "label"].into_iter().find_map(|name| table.position(name));
        let lead_at = table.kind.lead.first().and_then(|lead| table.position(lead));
        let mut made: HashMap<String, String> = HashMap::new();
        for row in &mut table.rows {
            let cell =
                |at: Option<usize>| at.map_or("", |at| unguard_cell(row.cells[at].text.trim()).trim()).to_owned();
            let (id, name, lead) = (cell(Some(id_at)), cell(name_at), cell(lead_at));
            let list = match table.kind.file {
                "axis_values" => Axis::ALL
                    .into_iter()
                    .find(|axis| [axis.key(), axis.as_str()].contains(&&*lead))
                    .map_or("", Axis::key),
                "tiers" => tier_list(&lead).unwrap_or_default(),
                _ => table.kind.path_list(),
            };
            let known = names.find(list, if id.is_empty() { &name } else { &id });
            let id = match (known, id.is_empty()) {
                // The row spells the id of a record in upper or lower case unlike the atlas: the spelling of the atlas
                // is used.
                (Ok(Some(known)), false) if known.eq_ignore_ascii_case(&id) => known.to_owned(),
                (_, false) => id,
                (Ok(Some(known)), true) if !made.contains_key(known) => known.to_owned(),
                (Err(message), true) => {
                    diagnostics.push(PendingDiagnostic::new(Code::DanglingId, Span::new(0, &row.at), message));
                    continue;
                }
                (_, true) => {
                    let id = id_of_name(&name);
                    if names.has_id(list, &id) && !made.contains_key(&id) {
                        let message = format!("`{id}` is another record of the atlas: give this row an id");
                        diagnostics.push(PendingDiagnostic::new(Code::DuplicateId, Span::new(0, &row.at), message));
                    }
                    made.insert(id.clone(), name.clone());
                    row.cells[id_at].at = name_at.map_or(row.at.clone(), |at| row.cells[at].at.clone());
                    id
                }
            };
            names.add(list, &id, &name);
            row.cells[id_at].text = id;
        }
    }
}

/// Derives an id from the name of a record. Letters without a Latin form are written as their Unicode code points.
fn id_of_name(name: &str) -> String {
    let mut id = String::new();
    for c in fold(name).chars() {
        match c {
            c if c.is_ascii_alphanumeric() => id.push(c),
            '\'' | '’' | '.' => id.push('-'),
            c if c.is_alphanumeric() => id.extend(["-u", &format!("{:x}", u32::from(c)), "-"]),
            _ => id.push('-'),
        }
    }
    let words: Vec<&str> = id.split('-').filter(|word| !word.is_empty()).collect();
    let id = words.join("-");
    if id.len() <= MAX_ID { id } else { format!("{}-{:x}", &id[..MAX_ID], Fnv::default().with(name.bytes()).get()) }
}

/// Maximum length of an id derived from a name, in characters.
const MAX_ID: usize = 60;
