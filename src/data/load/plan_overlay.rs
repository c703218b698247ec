//! The plan of an overlay, that is, of the user's files that change and extend an atlas. The overlay is parsed first,
//! and its records are indexed by kind and id. While a file of the atlas is read, the records that change one of its
//! records are merged into it; records that were merged into no file are new.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use toml::Spanned;

use super::raw::{Header, Identity, Records, Strategy, is_strategy};
use crate::diagnostic::{
    FieldSchema, FromTable, ID, SourceFile, SourceMap, TomlTable, TomlValue, id_of, merge_table, merge_value, rebase,
};
use crate::model::OverlayEntry;

/// Key of the list of strategies. A file can also be one strategy without such a list.
const STRATEGY: &str = "strategy";

/// Parsed file: its index among the sources, and its table.
pub(super) type ParsedFile<'t> = (usize, TomlTable<'t>);

/// Records of an overlay, to be merged into the files of the atlas that they change.
#[derive(Debug)]
pub(super) struct OverlayPlan<'t> {
    sources: &'t SourceMap,
    records: Vec<OverlayRecord<'t>>,
    /// Index in `records` of the first record with each kind and id.
    by_id: HashMap<&'static str, HashMap<String, usize>>,
    /// Files of the overlay without their records, which are in `records` in the order of the files.
    files: Vec<ParsedFile<'t>>,
}

/// Record of an overlay, with its state: waiting or merged.
#[derive(Debug)]
struct OverlayRecord<'t> {
    /// Index of the record's file among the sources.
    file: usize,
    kind: &'static str,
    /// Whether the file as a whole is the record, as with a file that is one strategy.
    is_file: bool,
    /// Id of the record, and the offset of the id in the file; `None` if the record has no id.
    id: Option<(String, usize)>,
    state: Mutex<RecordState<'t>>,
}

#[derive(Debug)]
enum RecordState<'t> {
    /// Record that has not been merged into a file of the atlas.
    Waiting(Spanned<TomlValue<'t>>),
    /// Record that has been merged into a record in the atlas file at the index `into`. The value is stored in case
    /// [`OverlayPlan::release`] undoes this.
    Merged { into: usize, value: Spanned<TomlValue<'t>> },
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

    fn add_file(&mut self, file: usize, mut table: TomlTable<'t>) {
        let is_file = is_strategy(|key| table.get(key));
        let mut rest = TomlTable::new();
        for list in record_lists(is_file) {
            let Some((key, value)) = table.remove_entry(list.key) else { continue };
            let span = value.span();
            let left = match value.into_inner() {
                TomlValue::Array(records) => {
                    for record in records {
                        self.add_record(file, list.key, false, record);
                    }
                    TomlValue::Array(Vec::new())
                }
                other => other,
            };
            rest.insert(key, Spanned::new(span, left));
        }
        if is_file {
            self.add_record(file, STRATEGY, true, Spanned::new(0..0, TomlValue::Table(table)));
        } else {
            rest.extend(table);
        }
        self.files.push((file, rest));
    }

    fn add_record(&mut self, file: usize, kind: &'static str, is_file: bool, record: Spanned<TomlValue<'t>>) {
        let id = record.get_ref().as_table().and_then(|table| table.get(ID));
        let id = id.and_then(|id| Some((id.get_ref().as_str()?.to_owned(), id.span().start)));
        if let Some((id, _)) = &id {
            // If two records have one id, the second is not merged; it is reported as a duplicate when ids are
            // resolved.
            self.by_id.entry(kind).or_default().entry(id.clone()).or_insert(self.records.len());
        }
        let state = Mutex::new(RecordState::Waiting(record));
        self.records.push(OverlayRecord { file, kind, is_file, id, state });
    }

    /// Merges records of the overlay into `table`, the content of the atlas file at the index `file`, if they change
    /// one of its records. Spans in `table` count from the offset `base`. Files can be merged in parallel: each overlay
    /// record is merged once. `O(records of the file)`.
    pub(super) fn merge_into<'b>(&self, file: usize, base: u32, table: &mut TomlTable<'b>)
    where
        't: 'b,
    {
        if self.by_id.is_empty() {
            return;
        }
        let is_file = is_strategy(|key| table.get(key));
        let id = table.get(ID).and_then(|id| id.get_ref().as_str());
        let over = id.filter(|_| is_file).and_then(|id| self.take(STRATEGY, id, file, base));
        if let Some(TomlValue::Table(over)) = over.map(Spanned::into_inner) {
            merge_table(table, over, Strategy::FIELDS);
        }
        for list in record_lists(is_file) {
            let Some(TomlValue::Array(records)) = table.get_mut(list.key).map(Spanned::get_mut) else { continue };
            for record in records.iter_mut() {
                if let Some(over) = id_of(record.get_ref()).and_then(|id| self.take(list.key, id, file, base)) {
                    merge_value(record, over, list.kind.item());
                }
            }
        }
    }

    /// Marks the overlay record with this kind and id as merged into the file at the index `into`, and returns it with
    /// spans relative to the offset `base`; `None` if there is no such record, or if it has been merged already.
    fn take(&self, kind: &'static str, id: &str, into: usize, base: u32) -> Option<Spanned<TomlValue<'t>>> {
        let record = &self.records[*self.by_id.get(kind)?.get(id)?];
        let mut state = record.state.lock().unwrap_or_else(PoisonError::into_inner);
        let RecordState::Waiting(value) = &*state else { return None };
        let value = value.clone();
        // The original is left for `release`, and what is merged is a copy of it.
        *state = RecordState::Merged { into, value: value.clone() };
        // Files of an overlay come after those of the atlas, so the distance between their offsets is not negative.
        let distance = self.sources.start(record.file).saturating_sub(base);
        Some(rebase(value, distance as usize))
    }

    /// Undoes the merging of records into the file at the index `file`, so that they can be merged again. `O(records of
    /// the overlay)`.
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

    /// Returns the overlay's files with the records that were not merged, and an entry for everything that the overlay
    /// adds or changes; both are in the order of the overlay.
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
    /// Moves the record back into the `table` of its file if it was not merged. Returns the entry for what the record
    /// adds or changes.
    fn finish(self, source: &SourceFile, table: &mut TomlTable<'t>) -> Option<OverlayEntry> {
        let fields = match self.state.into_inner().unwrap_or_else(PoisonError::into_inner) {
            RecordState::Merged { value, .. } => given_fields(value.get_ref()),
            RecordState::Waiting(record) => {
                let span = record.span();
                match (self.is_file, table.get_mut(self.kind).map(Spanned::get_mut), record.into_inner()) {
                    (true, _, TomlValue::Table(fields)) => table.extend(fields),
                    (_, Some(TomlValue::Array(list)), value) => list.push(Spanned::new(span, value)),
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

/// Returns the entry for the keys of the whole atlas, such as the title, that an overlay file sets; `None` if it sets
/// none.
fn atlas_entry(source: &SourceFile, table: &TomlTable<'_>) -> Option<OverlayEntry> {
    let fields = Header::FIELDS.iter().chain(Identity::FIELDS);
    let given: Vec<_> = fields.filter_map(|field| Some((field.key, table.get(field.key)?.span().start))).collect();
    let line = line(source, given.first()?.1);
    let fields = given.into_iter().map(|(key, _)| key.to_owned()).collect();
    Some(OverlayEntry { kind: "atlas".to_owned(), id: String::new(), file: source.name.clone(), line, fields })
}

fn line(source: &SourceFile, offset: usize) -> u32 {
    source.line(u32::try_from(offset).unwrap_or(u32::MAX))
}

/// Returns the lists of records that a file can contain. If the file is one strategy (`is_strategy`), keys that are
/// fields of a strategy are left out.
fn record_lists(is_strategy: bool) -> impl Iterator<Item = &'static FieldSchema> {
    let is_field = move |key: &str| is_strategy && Strategy::FIELDS.iter().any(|field| field.key == key);
    Records::FIELDS.iter().filter(move |field| !is_field(field.key))
}

/// Returns the keys that `record` sets except the id, in the order of the file.
fn given_fields(record: &TomlValue<'_>) -> Vec<String> {
    let mut keys: Vec<(usize, String)> = record.as_table().map_or_else(Vec::new, |table| {
        let keys = table.keys().filter(|key| key.get_ref() != ID);
        keys.map(|key| (key.span().start, key.get_ref().to_string())).collect()
    });
    keys.sort();
    keys.into_iter().map(|(_, key)| key).collect()
}
