//! Searched texts of a record. The index, the scores and the marks of a hit visit the same texts in the same order, so
//! the number of a line in the index identifies the original text.

use crate::model::{Atlas, Entity, Person, PersonNames};
use crate::place::Place;
use crate::record::{Record, SearchField, Value};

use super::fold;

/// Weight class of a searched field, which also determines how the field is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Band {
    /// The name of a record; the letters of a term need only be in order.
    Name,
    /// Other names of a record, searched like the name.
    Alias,
    /// Short texts; the letters of a term need only be in order and close together.
    Short,
    /// Long texts; a term must occur in them as it is.
    Long,
}

/// Column of the index: the texts of an entry that are searched together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// The name and other names.
    Names,
    /// Short texts.
    Short,
    /// Long texts.
    Long,
}

impl Column {
    /// Number of columns.
    pub(super) const COUNT: usize = 3;
}

impl Band {
    /// Returns the column of the index that has the texts of this band.
    pub(super) fn column(self) -> Column {
        match self {
            Self::Name | Self::Alias => Column::Names,
            Self::Short => Column::Short,
            Self::Long => Column::Long,
        }
    }
}

/// Returns the weight class of a field: a match in an earlier band ranks before a match in a later one.
pub(super) fn band(field: SearchField) -> Band {
    use SearchField::{Alias, Gloss, Name, Organisation, Pull, Tagline};
    match field {
        Name => Band::Name,
        Alias => Band::Alias,
        Tagline | Gloss | Organisation | Pull => Band::Short,
        _ => Band::Long,
    }
}

/// Returns the column of the index that has the texts of `field`.
pub(super) fn column(field: SearchField) -> Column {
    band(field).column()
}

/// Calls `visit` for every searchable text of `place`, the name first. Leaves out empty texts, and other names that
/// differ from the name only in case, accents or hyphens. A place that is a list of records has no texts.
pub(super) fn visit<'a>(atlas: &'a Atlas, place: Place, visit: impl FnMut(SearchField, &'a str)) {
    let Some(entity) = place.entity() else { return };
    let names = [entity.name(atlas), entity.slug(atlas)];
    visit_to_depth(Record::of(atlas, entity), names, atlas, true, visit);
}

/// Calls `visit` for every searchable text of `person`, in the order of the function [`visit`].
pub(super) fn visit_person(atlas: &Atlas, person: &Person, visit: impl FnMut(SearchField, &str)) {
    visit_to_depth(Record::Person(person), [&person.name, &person.slug], atlas, true, visit);
}

/// Calls `visit` for every text of one column of `place`, in the order of the function [`visit`]. Names are in the
/// record itself, so for names the nested records, such as positions and their sources, are not visited. A person is
/// unpacked for this call only.
pub(super) fn visit_column(atlas: &Atlas, place: Place, wanted: Column, mut visit: impl FnMut(&str)) {
    let Some(entity) = place.entity() else { return };
    if let (Entity::Person(id), Column::Names) = (entity, wanted) {
        let PersonNames { slug, name, handle } = atlas.people.names(id);
        let is_alias = |alias: &&str| !alias.is_empty() && !fold::same(alias, name);
        let aliases = [Some(slug), handle].into_iter().flatten().filter(is_alias);
        return std::iter::once(name).chain(aliases).for_each(visit);
    }
    let in_column = |field, text: &str| {
        if column(field) == wanted {
            visit(text);
        }
    };
    match entity {
        Entity::Person(id) => visit_person(atlas, &atlas.people.unpack(id), in_column),
        entity => {
            let names = [entity.name(atlas), entity.slug(atlas)];
            visit_to_depth(Record::of(atlas, entity), names, atlas, wanted != Column::Names, in_column);
        }
    }
}

/// Returns the searchable texts of `place` in three lists: names, short texts and long texts.
pub fn texts_of(atlas: &Atlas, place: Place) -> [Vec<&str>; 3] {
    let mut texts = [const { Vec::new() }; Column::COUNT];
    visit(atlas, place, |field, text| texts[column(field) as usize].push(text));
    texts
}

/// Calls `visit` for every searchable text of `record` with this name and slug; if `deep`, also for the texts of nested
/// records.
fn visit_to_depth<'a>(
    record: Record<'a>,
    [name, slug]: [&'a str; 2],
    atlas: &'a Atlas,
    deep: bool,
    mut visit: impl FnMut(SearchField, &'a str),
) {
    visit(SearchField::Name, name);
    // Remarks are visited after the roles of a person, which come later in the record, so they are collected first.
    let mut remarks = Vec::new();
    let mut others = |field: SearchField, text: &'a str| match field {
        _ if text.is_empty() || field == SearchField::Name => {}
        SearchField::Alias if fold::same(text, name) => {}
        SearchField::Note => remarks.push(text),
        SearchField::Claim | SearchField::Milestone | SearchField::Source => {
            remarks.drain(..).for_each(|remark| visit(SearchField::Note, remark));
            visit(field, text);
        }
        _ => visit(field, text),
    };
    others(SearchField::Alias, slug);
    texts(record, atlas, deep, &mut others);
    for remark in remarks {
        visit(SearchField::Note, remark);
    }
}

/// Calls `visit` for every searchable text of `record`, including nested records if `deep`.
fn texts<'a>(record: Record<'a>, atlas: &'a Atlas, deep: bool, visit: &mut dyn FnMut(SearchField, &'a str)) {
    record.visit(atlas, &mut |_, value| match value {
        Value::Text(text, Some(field)) => visit(field, text),
        Value::Texts(all, Some(field)) => all.iter().for_each(|text| visit(field, text)),
        Value::Table(Some(inner)) if deep => texts(inner, atlas, deep, visit),
        Value::List(rows) if deep => rows.each(atlas, &mut |row| texts(row, atlas, deep, visit)),
        _ => {}
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data;

    #[test]
    fn a_column_has_the_same_texts_alone_and_among_all() {
        let atlas = data::embedded().expect("it was built");
        for place in Place::all(&atlas) {
            for wanted in [Column::Names, Column::Short, Column::Long] {
                let (mut alone, mut among_all) = (Vec::new(), Vec::new());
                visit_column(&atlas, place, wanted, |text| alone.push(text.to_owned()));
                visit(&atlas, place, |field, text| {
                    among_all.extend((column(field) == wanted).then(|| text.to_owned()));
                });
                assert_eq!(alone, among_all, "{place:?}");
            }
        }
    }
}
