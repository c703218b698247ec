//! Resolves people: in packed people, numbers of names become ids, and the people are packed again in the order of the
//! atlas. The fields of a person are converted in `../people/packed.rs`.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use rayon::prelude::*;

use super::names::{NameIndex, Names, duplicate, lower};
use crate::data::load::people::{FilePeople, NumberedNames};
use crate::diagnostic::{PendingDiagnostic, SourceMap, Span};
use crate::model::{ExpertiseId, Id, People, PersonView, RecognitionId, TagId, VintageId, first_bytes};

/// Person in one of the files: index of the file, and row in [`FilePeople`].
#[derive(Clone, Copy, Debug)]
pub(in crate::data::load) struct FileRow {
    pub(in crate::data::load) file: u32,
    pub(in crate::data::load) row: u32,
}

/// The people of all files, in the order of the atlas, with the records that they refer to.
#[derive(Debug)]
pub(in crate::data::load) struct ResolvedPeople {
    pub(in crate::data::load) files: Vec<FilePeople>,
    /// For each of `files`, the records that its people refer to.
    pub(in crate::data::load) ids: Vec<FileIds>,
    pub(in crate::data::load) order: Vec<FileRow>,
}

/// Records that the references in one file give, by the number of the name; `None` if there is no such record.
#[derive(Debug)]
pub(in crate::data::load) struct FileIds {
    tags: Vec<Option<TagId>>,
    expertise: Vec<Option<ExpertiseId>>,
    recognition: Vec<Option<RecognitionId>>,
    vintages: Vec<Option<VintageId>>,
}

impl FileIds {
    fn is_complete(&self) -> bool {
        fn all<I>(ids: &[Option<I>]) -> bool {
            ids.iter().all(Option::is_some)
        }
        all(&self.tags) && all(&self.expertise) && all(&self.recognition) && all(&self.vintages)
    }

    /// Replaces each number of a name in `person` by the id of the record. A missing record is replaced by any other
    /// one, since the atlas is not returned.
    fn resolve(&self, person: &mut PersonView<'_>) {
        fn id<I: Id>(ids: &[Option<I>], number: I) -> I {
            ids.get(number.index()).copied().flatten().unwrap_or_else(|| I::from_index(0))
        }
        if let Some(profile) = &mut person.profile {
            profile.expertise.tier = id(&self.expertise, profile.expertise.tier);
            profile.recognition.tier = id(&self.recognition, profile.recognition.tier);
            if let Some(vintage) = &mut profile.vintage {
                vintage.tier = id(&self.vintages, vintage.tier);
            }
        }
        for position in &mut person.positions {
            position.tag = id(&self.tags, position.tag);
        }
    }
}

impl NameIndex<'_> {
    /// Returns the records that the people of `file` refer to. Reports references to missing records, and moves the
    /// diagnostics that were found while the file was read to `diagnostics`.
    pub(super) fn people(&self, file: &mut FilePeople, diagnostics: &mut Vec<PendingDiagnostic>) -> FileIds {
        fn ids<I: Id>(index: &Names<'_, I>, names: &NumberedNames) -> Vec<Option<I>> {
            names.in_order().into_iter().map(|name| index.get(name)).collect()
        }
        diagnostics.append(&mut file.diagnostics);
        let ids = FileIds {
            tags: ids(&self.tags, &file.names.tags),
            expertise: ids(&self.expertise, &file.names.expertise),
            recognition: ids(&self.recognition, &file.names.recognition),
            vintages: ids(&self.vintages, &file.names.vintages),
        };
        if !ids.is_complete() {
            self.report_dangling(file, &ids, diagnostics);
        }
        ids
    }

    fn report_dangling(&self, file: &FilePeople, ids: &FileIds, diagnostics: &mut Vec<PendingDiagnostic>) {
        let names = &file.names;
        let [tags, expertise, recognition, vintages] =
            [&names.tags, &names.expertise, &names.recognition, &names.vintages].map(NumberedNames::in_order);
        for row in 0..file.rows().len() {
            let person = file.block.view(row);
            let mut places = file.places(row).iter().copied();
            if let Some(profile) = &person.profile {
                self.expertise.check(&ids.expertise, &expertise, profile.expertise.tier, places.next(), diagnostics);
                let recognized = profile.recognition.tier;
                self.recognition.check(&ids.recognition, &recognition, recognized, places.next(), diagnostics);
                if let Some(vintage) = &profile.vintage {
                    self.vintages.check(&ids.vintages, &vintages, vintage.tier, places.next(), diagnostics);
                }
            }
            for position in &person.positions {
                self.tags.check(&ids.tags, &tags, position.tag, places.next(), diagnostics);
            }
        }
    }
}

impl<I: Id> Names<'_, I> {
    /// Reports the reference at `place` if the record with the number `number` does not exist.
    fn check(
        &self,
        ids: &[Option<I>],
        names: &[&str],
        number: I,
        place: Option<Span>,
        diagnostics: &mut Vec<PendingDiagnostic>,
    ) {
        if let (Some(None), Some(place)) = (ids.get(number.index()), place) {
            self.report_missing(names[number.index()], place, diagnostics);
        }
    }
}

/// Returns the people of all files in the order of the atlas: by rank, then by name, then by id, then by place.
pub(in crate::data::load) fn order(files: &[FilePeople]) -> Vec<FileRow> {
    let name = |at: FileRow| files[at.file as usize].folded_name(at.row as usize);
    let id = |at: FileRow| files[at.file as usize].id_and_name(at.row as usize).0;
    let key = |at: FileRow| (files[at.file as usize].rows()[at.row as usize].order, first_bytes(name(at)));
    let mut keyed: Vec<((i64, u128), FileRow)> = all_rows(files).into_par_iter().map(|at| (key(at), at)).collect();
    keyed.par_sort_unstable_by(|&(a_key, a), &(b_key, b)| {
        let by_text = || name(a).cmp(name(b)).then_with(|| id(a).cmp(id(b)));
        a_key.cmp(&b_key).then_with(by_text).then_with(|| (a.file, a.row).cmp(&(b.file, b.row)))
    });
    keyed.into_iter().map(|(_, at)| at).collect()
}

fn all_rows(files: &[FilePeople]) -> Vec<FileRow> {
    let of_file =
        |(file, people): (u32, &FilePeople)| (0..).take(people.rows().len()).map(move |row| FileRow { file, row });
    (0..).zip(files).flat_map(of_file).collect()
}

/// Reports each person whose id another person earlier in the files has.
pub(super) fn duplicates(files: &[FilePeople], sources: &SourceMap, diagnostics: &mut Vec<PendingDiagnostic>) {
    let id = |at: FileRow| files[at.file as usize].id_and_name(at.row as usize).0;
    let place = |at: FileRow| files[at.file as usize].rows()[at.row as usize].id;
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    // Equal ids have equal hashes, and sorting numbers takes less time than a hash table with a million ids.
    let mut hashed: Vec<(u64, FileRow)> =
        all_rows(files).into_par_iter().map(|at| (hasher.hash_one(lower(id(at))), at)).collect();
    hashed.par_sort_unstable_by_key(|&(hash, at)| (hash, place(at).start, at.file, at.row));
    for same_hash in hashed.chunk_by(|(a, _), (b, _)| a == b).filter(|group| group.len() > 1) {
        for (nth, &(_, second)) in same_hash.iter().enumerate().skip(1) {
            // A person without an id has been reported where the id is missing.
            let is_first = |&&(_, first): &&(u64, FileRow)| lower(id(first)) == lower(id(second));
            if let Some(&(_, first)) = same_hash[..nth].iter().find(is_first).filter(|_| place(second) != Span::DUMMY) {
                diagnostics.push(duplicate("person", id(second), [place(first), place(second)], sources));
            }
        }
    }
}

impl ResolvedPeople {
    /// Packs everyone with ids as references, on all cores in parallel.
    pub(in crate::data::load) fn pack(self) -> People {
        let Self { files, ids, order } = self;
        People::packed_by(order.len(), |at, block| {
            let FileRow { file, row } = order[at];
            let mut person = files[file as usize].block.view(row as usize);
            ids[file as usize].resolve(&mut person);
            block.push(&person);
        })
    }
}
