//! The plan of an overlay: the user's files that change and extend an atlas. The overlay is parsed first, and its
//! records are indexed by kind and id. Each file of the atlas then takes the records that change records in it; a
//! record that no file takes is new.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::raw::{Header, Identity, Records, Strategy, is_strategy};
use crate::diagnostic::{FieldSchema, FromTable, ID, SourceFile, SourceMap, id_of, merge_table, merge_value, rebase};
use crate::model::OverlayEntry;

/// Key of the list of strategies; a file can also be a single strategy.
const STRATEGY: &str = "strategy";

/// Index of the source and table of a parsed file.
pub(super) type ParsedFile<'t> = (usize, DeTable<'t>);

/// Records of an overlay, ready to be merged into files of the atlas.
#[derive(Debug)]
pub(super) struct OverlayPlan<'t> {
    sources: &'t SourceMap,
    records: Vec<OverlayRecord<'t>>,
    /// Index of the first record with each kind and id.
    by_id: HashMap<&'static str, HashMap<String, usize>>,
    /// Files without their records; `records` has them in the same order.
    files: Vec<ParsedFile<'t>>,
}

/// Record of an overlay.
#[derive(Debug)]
struct OverlayRecord<'t> {
    /// Index of its source.
    file: usize,
    kind: &'static str,
    /// Whether the record is a whole file.
    is_file: bool,
    /// Its id and the offset of the id; `None` if it has none.
    id: Option<(String, usize)>,
    state: Mutex<RecordState<'t>>,
}

#[derive(Debug)]
enum RecordState<'t> {
    /// Not merged into any file of the atlas yet.
    Waiting(Spanned<DeValue<'t>>),
    /// Merged into a record of the atlas, whose file has the index `into`. The value is there for
    /// [`OverlayPlan::release`], which makes the record wait again.
    Merged { into: usize, value: Spanned<DeValue<'t>> },
}

impl<'t> OverlayPlan<'t> {
    /// Creates the plan for the overlay in `files`. `O(records)`.
    pub(super) fn new(sources: &'t SourceMap, files: Vec<ParsedFile<'t>>) -> Self {
        let mut plan = Self { sources, records: Vec::new(), by_id: HashMap::new(), files: Vec::new() };
        for (file, table) in files {
            plan.add_file(file, table);
        }
        plan
    }

    fn add_file(&mut self, file: usize, mut table: DeTable<'t>) {
        let is_file = is_strategy(|key| table.get(key));
        let mut rest = DeTable::new();
        for list in record_lists(is_file) {
            let Some((key, value)) = table.remove_entry(list.key) else { continue };
            let span = value.span();
            let left = match value.into_inner() {
                DeValue::Array(records) => {
                    records.into_iter().for_each(|record| self.add_record(file, list.key, false, record));
                    DeValue::Array(DeArray::default())
                }
                other => other,
            };
            rest.insert(key, Spanned::new(span, left));
        }
        if is_file {
            self.add_record(file, STRATEGY, true, Spanned::new(0..0, DeValue::Table(table)));
        } else {
            rest.extend(table);
        }
        self.files.push((file, rest));
    }

    fn add_record(&mut self, file: usize, kind: &'static str, is_file: bool, record: Spanned<DeValue<'t>>) {
        let id = record.get_ref().as_table().and_then(|table| table.get(ID));
        let id = id.and_then(|id| Some((id.get_ref().as_str()?.to_owned(), id.span().start)));
        if let Some((id, _)) = &id {
            // A second record with an id stays unmerged, and is reported as a duplicate when ids are resolved.
            self.by_id.entry(kind).or_default().entry(id.clone()).or_insert(self.records.len());
        }
        let state = Mutex::new(RecordState::Waiting(record));
        self.records.push(OverlayRecord { file, kind, is_file, id, state });
    }

    /// Merges the records that change `table`, which is in the file at index `file` of the atlas; the spans in it count
    /// from the offset `base`. Files can be merged in parallel: each record is merged once. `O(records of the file)`.
    pub(super) fn merge_into<'b>(&self, file: usize, base: u32, table: &mut DeTable<'b>)
    where
        't: 'b,
    {
        if self.by_id.is_empty() {
            return;
        }
        let is_file = is_strategy(|key| table.get(key));
        let id = table.get(ID).and_then(|id| id.get_ref().as_str());
        let over = id.filter(|_| is_file).and_then(|id| self.take(STRATEGY, id, file, base));
        if let Some(DeValue::Table(over)) = over.map(Spanned::into_inner) {
            merge_table(table, over, Strategy::FIELDS);
        }
        for list in record_lists(is_file) {
            let Some(DeValue::Array(records)) = table.get_mut(list.key).map(Spanned::get_mut) else { continue };
            for record in records.iter_mut() {
                if let Some(over) = id_of(record.get_ref()).and_then(|id| self.take(list.key, id, file, base)) {
                    merge_value(record, over, list.kind.item());
                }
            }
        }
    }

    /// Takes the record of this kind and id for the file at index `into`; its spans then count from the offset `base`.
    fn take(&self, kind: &'static str, id: &str, into: usize, base: u32) -> Option<Spanned<DeValue<'t>>> {
        let record = &self.records[*self.by_id.get(kind)?.get(id)?];
        let mut state = record.state.lock().unwrap_or_else(PoisonError::into_inner);
        let RecordState::Waiting(value) = &*state else { return None };
        let value = value.clone();
        *state = RecordState::Merged { into, value: value.clone() };
        // The files of an overlay come after those of the atlas.
        let distance = self.sources.start(record.file).saturating_sub(base);
        Some(rebase(value, distance as usize))
    }

    /// Makes the records that have been merged into the file at index `file` wait again. `O(records of the overlay)`.
    pub(super) fn release(&self, file: usize) {
        for record in &self.records {
            let mut state = record.state.lock().unwrap_or_else(PoisonError::into_inner);
            if let RecordState::Merged { into, value } = &*state
                && *into == file
            {
                *state = RecordState::Waiting(value.clone());
            }
        }
    }

    /// Returns the files of the overlay with the unmerged records, and an entry for everything that the overlay adds or
    /// changes, both in order.
    pub(super) fn finish(self) -> (Vec<ParsedFile<'t>>, Vec<OverlayEntry>) {
        let Self { sources, records, mut files, .. } = self;
        let mut records = records.into_iter().peekable();
        let mut entries = Vec::new();
        for (file, table) in &mut files {
            let source = &sources.files()[*file];
            let atlas_keys = atlas_entry(source, table);
            while let Some(record) = records.next_if(|record| record.file == *file) {
                entries.extend(record.finish(source, table));
            }
            entries.extend(atlas_keys);
        }
        (files, entries)
    }
}

impl<'t> OverlayRecord<'t> {
    /// Moves an unmerged record back into the `table` of its file. Returns the entry of what the record adds or
    /// changes.
    fn finish(self, source: &SourceFile, table: &mut DeTable<'t>) -> Option<OverlayEntry> {
        let fields = match self.state.into_inner().unwrap_or_else(PoisonError::into_inner) {
            RecordState::Merged { value, .. } => given_fields(value.get_ref()),
            RecordState::Waiting(record) => {
                let span = record.span();
                match (self.is_file, table.get_mut(self.kind).map(Spanned::get_mut), record.into_inner()) {
                    (true, _, DeValue::Table(fields)) => table.extend(fields),
                    (_, Some(DeValue::Array(list)), value) => list.push(Spanned::new(span, value)),
                    _ => {}
                }
                Vec::new()
            }
        };
        let (id, offset) = self.id?;
        Some(OverlayEntry {
            kind: self.kind.to_owned(),
            id,
            file: source.name.clone(),
            line: line(source, offset),
            fields,
        })
    }
}

/// Returns the entry for the keys of the whole atlas in an overlay file.
fn atlas_entry(source: &SourceFile, table: &DeTable<'_>) -> Option<OverlayEntry> {
    let fields = Header::FIELDS.iter().chain(Identity::FIELDS);
    let given: Vec<_> = fields.filter_map(|field| Some((field.key, table.get(field.key)?.span().start))).collect();
    let line = line(source, given.first()?.1);
    let fields = given.into_iter().map(|(key, _)| key.to_owned()).collect();
    Some(OverlayEntry { kind: "atlas".to_owned(), id: String::new(), file: source.name.clone(), line, fields })
}

fn line(source: &SourceFile, offset: usize) -> u32 {
    source.line(u32::try_from(offset).unwrap_or(u32::MAX))
}

/// Returns the lists of records that a file can contain. In a file that is one strategy (`is_strategy`), some of these
/// keys are fields of the strategy.
fn record_lists(is_strategy: bool) -> impl Iterator<Item = &'static FieldSchema> {
    let is_field = move |key: &str| is_strategy && Strategy::FIELDS.iter().any(|field| field.key == key);
    Records::FIELDS.iter().filter(move |field| !is_field(field.key))
}

/// Returns the fields of a record except the id, in the order written.
fn given_fields(record: &DeValue<'_>) -> Vec<String> {
    let mut keys: Vec<(usize, String)> = record.as_table().map_or_else(Vec::new, |table| {
        let keys = table.keys().filter(|key| key.get_ref() != ID);
        keys.map(|key| (key.span().start, key.get_ref().to_string())).collect()
    });
    keys.sort();
    keys.into_iter().map(|(_, key)| key).collect()
}
