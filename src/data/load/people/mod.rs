//! The people of each file while an atlas is loaded. Each person is packed as soon as its file is read, because a
//! million unpacked records with the spans of all their values take gigabytes. Only what resolving, warnings and
//! origins need is stored in addition.
//!
//! In packed people, a reference is the number of the referenced name among the names in their file, until the ids of
//! all records are known.

mod packed;

use std::collections::HashMap;

use super::lint::PersonLints;
use super::raw;
use super::record_line::{LineCounter, RecordLine};
use crate::diagnostic::{PendingDiagnostic, SourceMap, Span};
use crate::model::{Id, PeopleBlock};
use crate::text;

/// The people of one file, packed, with what later steps need to know about them.
#[derive(Debug, Default)]
pub(super) struct FilePeople {
    /// All people of the file, packed, in the order of the file.
    pub(super) block: PeopleBlock,
    rows: Vec<PersonRow>,
    /// Names of all people without case and accents, joined without separators; `rows` has the end of each.
    folded: String,
    /// Spans of the references of all people, one person after the other; `rows` has the end of each person's.
    places: Vec<Span>,
    pub(super) names: ReferenceNames,
    /// Errors and warnings that each concern one person alone.
    pub(super) diagnostics: Vec<PendingDiagnostic>,
    pub(super) lints: PersonLints,
}

/// What is stored about a person in addition to the packed record.
#[derive(Clone, Copy, Debug)]
pub(super) struct PersonRow {
    /// Span of the id.
    pub(super) id: Span,
    /// File and line of the id.
    pub(super) line: RecordLine,
    /// Rank of the person under the key `order`; the maximum without one, so that the person comes last.
    pub(super) order: i64,
    /// End of the person's name in [`FilePeople::folded`].
    folded_end: usize,
    places_end: usize,
}

/// Names that references in one file give, by the kind of the referenced record.
#[derive(Debug, Default)]
pub(super) struct ReferenceNames {
    pub(super) tags: NumberedNames,
    pub(super) expertise: NumberedNames,
    pub(super) recognition: NumberedNames,
    pub(super) vintages: NumberedNames,
}

/// Names without repetition, each with a number; numbers count from 0 in the order in which the names were added.
#[derive(Debug, Default)]
pub(super) struct NumberedNames(HashMap<Box<str>, usize>);

impl NumberedNames {
    /// Returns the number of `name`, which is added if it is new.
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

    /// Returns the different names, in any order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(AsRef::as_ref)
    }
}

impl FilePeople {
    /// Packs `people` of the file, and reports the problems that each of them has alone. `lines` counts the lines of
    /// the file in the order of its people.
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

    /// Returns the name of the person at `row` without case and accents.
    pub(super) fn folded_name(&self, row: usize) -> &str {
        let start = row.checked_sub(1).map_or(0, |before| self.rows[before].folded_end);
        &self.folded[start..self.rows[row].folded_end]
    }

    /// Returns the spans of the references of the person at `row`.
    pub(super) fn places(&self, row: usize) -> &[Span] {
        let start = row.checked_sub(1).map_or(0, |before| self.rows[before].places_end);
        &self.places[start..self.rows[row].places_end]
    }
}

/// Returns the id with the index of `name` in `names`. It stands for the referenced record until references are
/// resolved.
fn numbered<I: Id>(names: &mut NumberedNames, name: &str) -> I {
    I::from_index(names.number(name))
}
