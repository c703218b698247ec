//! People as they are read. Each is packed as soon as its file is read, since a million raw records with the places of
//! everything in them take gigabytes: what is kept beside is what resolving, warnings and origins need.
//!
//! The references of packed people are numbers of the names in their file until all names are known.

mod packed;

use std::collections::HashMap;

use super::lint::PersonLints;
use super::raw;
use super::record_line::{LineCounter, RecordLine};
use crate::diagnostic::{PendingDiagnostic, SourceMap, Span};
use crate::model::{Id, PeopleBlock};
use crate::text;

/// The people of one file.
#[derive(Debug, Default)]
pub(super) struct FilePeople {
    /// Everyone, in the order of the file.
    pub(super) block: PeopleBlock,
    rows: Vec<PersonRow>,
    /// The names without case and accents, one after the other.
    folded: String,
    /// The places of all references.
    places: Vec<Span>,
    pub(super) names: ReferenceNames,
    /// Breaches of rules about a single person.
    pub(super) diagnostics: Vec<PendingDiagnostic>,
    pub(super) lints: PersonLints,
}

/// What is kept of a person beside the packed record.
#[derive(Clone, Copy, Debug)]
pub(super) struct PersonRow {
    /// Where the id is written.
    pub(super) id: Span,
    /// The line of the id.
    pub(super) line: RecordLine,
    /// The rank; people without one come last.
    pub(super) order: i64,
    /// Ends of the folded name and of the places.
    folded_end: usize,
    places_end: usize,
}

/// The names that the references of a file give, of each kind of record.
#[derive(Debug, Default)]
pub(super) struct ReferenceNames {
    pub(super) tags: NumberedNames,
    pub(super) expertise: NumberedNames,
    pub(super) recognition: NumberedNames,
    pub(super) vintages: NumberedNames,
}

/// Different names, numbered in the order in which they come.
#[derive(Debug, Default)]
pub(super) struct NumberedNames(HashMap<Box<str>, usize>);

impl NumberedNames {
    /// Returns the number of `name`, which may be a new one.
    pub(super) fn number(&mut self, name: &str) -> usize {
        if let Some(&known) = self.0.get(name) {
            return known;
        }
        let next = self.0.len();
        self.0.insert(name.into(), next);
        next
    }

    /// Returns the names in the order of their numbers.
    pub(super) fn in_order(&self) -> Vec<&str> {
        let mut names = vec![""; self.0.len()];
        self.0.iter().for_each(|(name, &number)| names[number] = name);
        names
    }

    /// Returns the names in any order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(AsRef::as_ref)
    }
}

impl FilePeople {
    /// Packs people of the file, and finds what is wrong with each by itself. `lines` has counted those before.
    pub(super) fn extend(&mut self, sources: &SourceMap, people: Vec<raw::Person<'_>>, lines: &mut LineCounter) {
        self.rows.reserve(people.len());
        for person in people {
            self.add(&person, lines.line(sources, person.id.span));
        }
    }

    fn add(&mut self, person: &raw::Person<'_>, line: RecordLine) {
        self.lints.add(person);
        let packed = packed::person(person, &mut self.names, &mut self.diagnostics);
        self.block.push(&packed);
        self.folded.push_str(&text::fold(&packed.name));
        packed::visit_references(person, |span| self.places.push(span));
        let order = person.order.map_or(i64::MAX, |order| order.value);
        let (folded_end, places_end) = (self.folded.len(), self.places.len());
        self.rows.push(PersonRow { id: person.id.span, line, order, folded_end, places_end });
    }

    pub(super) fn rows(&self) -> &[PersonRow] {
        &self.rows
    }

    /// Returns the id and the name of the person at `row`.
    pub(super) fn id_and_name(&self, row: usize) -> (&str, &str) {
        self.block.slug_and_name(row)
    }

    /// Returns what people of one rank are sorted by.
    pub(super) fn sort_key(&self, row: usize) -> (&str, &str) {
        let start = row.checked_sub(1).map_or(0, |before| self.rows[before].folded_end);
        (&self.folded[start..self.rows[row].folded_end], self.id_and_name(row).0)
    }

    /// Returns the places of the references of the person at `row`.
    pub(super) fn places(&self, row: usize) -> &[Span] {
        let start = row.checked_sub(1).map_or(0, |before| self.rows[before].places_end);
        &self.places[start..self.rows[row].places_end]
    }
}

/// Returns the id that stands for a number until the names are resolved.
fn numbered<I: Id>(names: &mut NumberedNames, name: &str) -> I {
    I::from_index(names.number(name))
}
