//! Converts rows of tables to changes of records: the record of each row is found and checked against the atlas.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::cell::NameLookup;
use super::columns::TableKind;
use super::computed::ComputedRow;
use super::csv::CsvCell;
use super::table::ImportedTable;
use crate::data::schema::TableColumn;
use crate::diagnostic::{Code, PendingDiagnostic, Span, truncate};
use crate::model::{Atlas, RelationKind};

/// Cell of a row with the column that it is in.
pub(super) type Field<'t> = (&'t TableColumn, &'t CsvCell);

/// Changes that the rows of all tables make to one record.
#[derive(Debug, Default)]
pub(super) struct RowChange<'t> {
    pub(super) fields: Vec<Field<'t>>,
    pub(super) at: Range<usize>,
    /// Rows of the lists within the record, such as the positions of a person, by the key of the list.
    pub(super) children: BTreeMap<&'static str, Vec<Child<'t>>>,
    /// Relations that rows declare for this strategy: id of the other strategy, kind, and span of the cell that names
    /// the strategy.
    pub(super) relations: Vec<(&'t str, RelationKind, Range<usize>)>,
}

/// Changes that rows make to one record in a list within a record, such as a position of a person.
#[derive(Debug, Default)]
pub(super) struct Child<'t> {
    /// Position in the list, from 1; `None` if the row does not give it.
    pub(super) number: Option<usize>,
    /// Id of the record, in lists of records with ids; otherwise `None`.
    pub(super) id: Option<&'t str>,
    pub(super) fields: Vec<Field<'t>>,
    pub(super) at: Range<usize>,
    pub(super) sources: Vec<(Vec<Field<'t>>, Range<usize>)>,
}

/// Key of the list that a record is in, and id of the record.
pub(super) type RecordKey<'t> = (&'static str, &'t str);

/// Changes that all imported tables make to the records of an atlas.
pub(super) struct Changes<'t> {
    pub(super) atlas: &'t Atlas,
    pub(super) records: HashMap<RecordKey<'t>, RowChange<'t>>,
    /// Keys of the changed records, in the order of their first rows.
    pub(super) order: Vec<RecordKey<'t>>,
    /// Rows of sources, each with the key of its person. They are applied after the claims that they support.
    pub(super) sources: Vec<(RecordKey<'t>, SourceRow<'t>)>,
    /// Pairs of strategies that rows call twins; the two ids of each pair are sorted.
    twins: HashSet<[&'t str; 2]>,
    /// Values in the rows of relations that the atlas computes, checked after the import.
    pub(super) computed: Vec<ComputedRow<'t>>,
    pub(super) diagnostics: Vec<PendingDiagnostic>,
}

/// Row of a source. It may give the list and the position of the claim that the source supports.
pub(super) struct SourceRow<'t> {
    pub(super) list: Option<&'static str>,
    pub(super) number: Option<usize>,
    pub(super) fields: Vec<Field<'t>>,
    pub(super) at: Range<usize>,
}

/// Row of a table, with the table that it is in.
struct Row<'t> {
    table: &'t ImportedTable,
    cells: &'t [CsvCell],
    at: Range<usize>,
}

impl<'t> Row<'t> {
    /// Returns the cell of the row in the column `name`; `None` if the column is missing or the cell is empty.
    fn get(&self, name: &str) -> Option<&'t CsvCell> {
        self.cells.get(self.table.position(name)?).filter(|cell| !cell.text.is_empty())
    }

    /// Returns the cells that set keys of the record; cells that only identify the record are left out.
    fn fields(&self) -> Vec<Field<'t>> {
        let columns = self.table.columns.iter().zip(self.cells);
        columns
            .filter_map(|(column, cell)| Some((column.as_ref()?, cell)))
            .filter(|(column, _)| !column.path.is_empty())
            .collect()
    }
}

impl<'t> Changes<'t> {
    /// Collects the changes that `tables` make to `atlas`.
    pub(super) fn new(atlas: &'t Atlas, tables: &'t [ImportedTable]) -> Self {
        let mut changes = Self {
            atlas,
            records: HashMap::new(),
            order: Vec::new(),
            sources: Vec::new(),
            twins: HashSet::new(),
            computed: Vec::new(),
            diagnostics: Vec::new(),
        };
        for table in tables {
            for row in &table.rows {
                changes.add(&Row { table, cells: &row.cells, at: row.at.clone() });
            }
        }
        changes.number_children();
        changes.add_sources();
        for table in tables {
            changes.check_keys(table);
        }
        changes
    }

    pub(super) fn error(&mut self, code: Code, at: &Range<usize>, message: impl Into<String>) {
        self.diagnostics.push(PendingDiagnostic::new(code, Span::new(0, at), message));
    }

    pub(super) fn record(&mut self, key: RecordKey<'t>) -> &mut RowChange<'t> {
        let order = &mut self.order;
        self.records.entry(key).or_insert_with(|| {
            order.push(key);
            RowChange::default()
        })
    }

    /// Adds `row` to the changes of the record that it describes.
    fn add(&mut self, row: &Row<'t>) {
        let kind = row.table.kind;
        let lead = |name: &str| row.get(name).map(|cell| cell.text.as_str());
        match kind.file {
            "relations" => self.add_relation(row),
            "tiers" => match lead("kind").and_then(tier_list) {
                Some(list) => self.add_record(list, row),
                None => {
                    self.error(
                        Code::BadValue,
                        &row.at,
                        "the kind of a tier is `expertise`, `recognition` or `vintage`",
                    );
                }
            },
            "sources" => {
                let Some(person) = lead("person") else { return self.missing(row, "person") };
                let list = lead("of").map(claim_list);
                if list == Some(None) {
                    let message = "the column `of` is `position`, `p_doom` or `timeline`";
                    return self.error(Code::BadValue, &row.at, message);
                }
                let list = list.flatten();
                let number = self.number(row, "number");
                let source = SourceRow { list, number, fields: row.fields(), at: row.at.clone() };
                self.sources.push((("person", person), source));
            }
            _ => match kind.owner() {
                None => self.add_record(kind.path_list(), row),
                Some((list, column)) => {
                    let Some(owner) = lead(column) else { return self.missing(row, column) };
                    let number = kind.number_column().and_then(|column| self.number(row, column));
                    let id = row.get("id").map(|cell| cell.text.as_str()).filter(|_| kind.file == "axis_values");
                    let child = Child { number, id, fields: row.fields(), at: row.at.clone(), sources: Vec::new() };
                    self.record((list, owner)).children.entry(kind.child_list()).or_default().push(child);
                }
            },
        }
    }

    fn missing(&mut self, row: &Row<'t>, column: &str) {
        self.error(
            Code::MissingKey,
            &row.at,
            format!("a row of {}.csv needs the column `{column}`", row.table.kind.file),
        );
    }

    /// Returns the whole number in the column `name` of `row`; `None` if the cell is empty, or if it is not such a
    /// number, which is reported.
    fn number(&mut self, row: &Row<'t>, name: &str) -> Option<usize> {
        let cell = row.get(name)?;
        let number = cell.text.parse().ok().filter(|&number| number > 0);
        if number.is_none() {
            let message = format!("`{}` is not a whole number of at least 1", truncate(&cell.text));
            self.error(Code::BadValue, &cell.at, message);
        }
        number
    }

    fn add_record(&mut self, list: &'static str, row: &Row<'t>) {
        let Some(id) = row.get("id") else { return self.missing(row, "id") };
        let key = (list, id.text.as_str());
        let at = row.at.clone();
        let change = self.record(key);
        if !change.fields.is_empty() {
            let first = change.at.clone();
            let message = format!("this is a second row with the id `{}`", truncate(&id.text));
            let diagnostic = PendingDiagnostic::new(Code::DuplicateId, Span::new(0, &id.at), message);
            self.diagnostics.push(diagnostic.note("the first one is at", Span::new(0, &first)));
            return;
        }
        (change.fields, change.at) = (row.fields(), at);
    }

    /// Adds the relation that a row declares. A row of twins declares nothing, since twins and mechanisms are computed;
    /// these values are compared with those of the atlas after the import.
    fn add_relation(&mut self, row: &Row<'t>) {
        let (Some(from), Some(to)) = (row.get("from"), row.get("to")) else {
            return self.missing(row, if row.get("from").is_some() { "to" } else { "from" });
        };
        let Some(kind) = row.get("kind") else { return self.missing(row, "kind") };
        let Some(known) = RelationKind::ALL.into_iter().find(|known| known.as_str() == kind.text) else {
            return self.error(Code::BadValue, &kind.at, "a relation is a `conflict` or a `complement`");
        };
        let pair = [from.text.as_str(), to.text.as_str()];
        let twin = (known == RelationKind::Twin).then(|| kind.at.clone());
        let is_repeated = if twin.is_some() {
            !self.twins.insert(if pair[0] < pair[1] { pair } else { [pair[1], pair[0]] })
        } else {
            let relations = &mut self.record(("strategy", pair[0])).relations;
            relations.push((pair[1], known, to.at.clone()));
            relations[..relations.len() - 1].iter().any(|(other, ..)| *other == pair[1])
        };
        if is_repeated {
            let message = format!("this is a second row for `{}` and `{}`", truncate(pair[0]), truncate(pair[1]));
            self.error(Code::DuplicateEntry, &row.at, message);
        }
        self.computed.push(ComputedRow { pair, twin, mechanism: row.get("mechanism") });
    }
}

/// Returns the key of the list of tiers called `kind`, whatever its case; `None` if there is no such kind of tier.
pub(super) fn tier_list(kind: &str) -> Option<&'static str> {
    ["expertise", "recognition", "vintage"].into_iter().find(|list| list.eq_ignore_ascii_case(kind))
}

/// Returns the key of the list of claims called `name`, which is the key itself or the name of a table of claims;
/// `None` if there is none.
fn claim_list(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    Some(match name.as_str() {
        "position" | "positions" => "position",
        "p_doom" | "p(doom)" => "p_doom",
        "timeline" | "timelines" => "timeline",
        _ => return None,
    })
}

/// Replaces names of records in the cells of `tables` by ids, and converts every cell to the spelling of its value in
/// TOML. Cells that cannot be converted are reported.
pub(super) fn normalize(tables: &mut [ImportedTable], names: &NameLookup, diagnostics: &mut Vec<PendingDiagnostic>) {
    for table in tables {
        let (kind, columns) = (table.kind, &table.columns);
        table.rows.retain_mut(|row| {
            let mut is_known = true;
            for (column, cell) in columns.iter().zip(&mut row.cells) {
                let Some(column) = column else { continue };
                let text = if column.path.is_empty() {
                    lead(kind, &column.name, &cell.text, names)
                } else {
                    let key = column.path.last().copied().unwrap_or_default();
                    names.normalize(key, column.kind, &cell.text).map_err(|message| (Code::BadValue, message))
                };
                match text {
                    Ok(text) => cell.text = text,
                    Err((code, message)) => {
                        is_known &= !column.path.is_empty();
                        cell.text = String::new();
                        diagnostics.push(PendingDiagnostic::new(code, Span::new(0, &cell.at), message));
                    }
                }
            }
            is_known
        });
    }
}

/// Converts a cell that identifies the record of a row, such as the name of a person, to the id of that record.
fn lead(kind: &TableKind, column: &str, text: &str, names: &NameLookup) -> Result<String, (Code, String)> {
    let text = crate::text::unguard_cell(text.trim()).trim();
    let list = match (kind.file, column) {
        (_, "person") => "person",
        (_, "portfolio") => "portfolio",
        (_, "strategy") | ("relations", "from" | "to") => "strategy",
        (_, "axis") => "axis",
        (_, "number" | "position") => {
            return Ok(text.strip_suffix(".0").unwrap_or(text).to_owned());
        }
        _ => return Ok(text.to_lowercase()),
    };
    if text.is_empty() {
        return Ok(String::new());
    }
    match names.find(list, text) {
        Ok(Some(id)) => Ok(id.to_owned()),
        Ok(None) => {
            let text = truncate(text);
            let message = match list {
                "person" => format!("nobody in the atlas or in people.csv has the id or the name `{text}`"),
                list => format!("there is no {list} with the id or the name `{text}`"),
            };
            Err((Code::DanglingId, message))
        }
        Err(message) => Err((Code::DanglingId, message)),
    }
}
