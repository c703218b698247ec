//! Compiled atlases: a loaded atlas encoded as sections of bytes. People stay packed when it is read, so decoding takes
//! little time.

use std::borrow::Cow;
use std::io;

use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::load::Origins;
use crate::model::{Atlas, People, PeopleBlock};

/// Reason why a compiled atlas cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CompiledError {
    /// The sections were not written by this version of the program.
    #[error("the compiled atlas cannot be decoded")]
    Decode(#[from] postcard::Error),
    /// A section cannot be read or written.
    #[error("the compiled atlas cannot be read or written")]
    Io(#[from] io::Error),
    /// A section that should contain a block of people does not.
    #[error("a section of the compiled atlas is not whole")]
    Block,
    /// The people are not in the order that the index of people gives.
    #[error("the compiled atlas is not in order")]
    Order,
}

/// Number of sections before those with people: the atlas without people, the row numbers of the people in the order of
/// their slugs, the origins of all records, and the index of people.
const HEAD_SECTIONS: usize = 4;

/// Bytes of one section; those of the embedded atlas are borrowed from the program.
pub type Section = Cow<'static, [u8]>;

/// Encodes an atlas, the origins of its records and the index of its people, and passes each section to `write`, so that
/// the whole encoding is never in memory.
///
/// # Errors
/// If `write` fails.
pub fn compile(
    atlas: &Atlas,
    origins: &Origins,
    index: &impl Serialize,
    mut write: impl FnMut(&[u8]) -> io::Result<()>,
) -> Result<(), CompiledError> {
    write(&postcard::to_stdvec(atlas)?)?;
    write(&postcard::to_stdvec(atlas.people.slug_order())?)?;
    write(&postcard::to_stdvec(origins)?)?;
    write(&postcard::to_stdvec(index)?)?;
    atlas.people.blocks().iter().try_for_each(|block| write(&block.to_bytes()))?;
    Ok(())
}

/// Decodes the first section of an atlas that [`compile`] has encoded: the atlas without its people. `read` returns the
/// section with a given index.
///
/// # Errors
/// If the section cannot be read or decoded.
pub fn decode_without_people(read: impl Fn(usize) -> io::Result<Section>) -> Result<Atlas, CompiledError> {
    Ok(postcard::from_bytes(&read(0)?)?)
}

/// Decodes an atlas that [`compile`] has encoded as `sections` sections. `read` returns the section with a given index.
///
/// # Errors
/// If a section cannot be read or decoded.
pub fn decode(sections: usize, read: impl Fn(usize) -> io::Result<Section> + Sync) -> Result<Atlas, CompiledError> {
    let mut atlas = decode_without_people(&read)?;
    let slug_order = postcard::from_bytes(&read(1)?)?;
    let block = |at| PeopleBlock::from_bytes(read(at)?).ok_or(CompiledError::Block);
    let blocks: Result<Vec<PeopleBlock>, CompiledError> = match sections.saturating_sub(HEAD_SECTIONS) {
        // No thread is started for a single block: the first frame of the embedded atlas would wait for it.
        0 | 1 => (HEAD_SECTIONS..sections).map(block).collect(),
        _ => (HEAD_SECTIONS..sections).into_par_iter().map(block).collect(),
    };
    atlas.people = People::from_blocks(blocks?, slug_order).ok_or(CompiledError::Order)?;
    Ok(atlas)
}

/// Decodes the origins of the records of an atlas that [`compile`] has encoded. `read` returns the section with a given
/// index.
///
/// # Errors
/// If the section cannot be read or decoded.
pub fn decode_origins(read: impl Fn(usize) -> io::Result<Section>) -> Result<Origins, CompiledError> {
    Ok(postcard::from_bytes(&read(2)?)?)
}

/// Decodes the index of people of an atlas that [`compile`] has encoded. `read` returns the section with a given index.
///
/// # Errors
/// If the section cannot be read or decoded.
pub fn decode_index<T: DeserializeOwned>(read: impl Fn(usize) -> io::Result<Section>) -> Result<T, CompiledError> {
    Ok(postcard::from_bytes(&read(3)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::load_texts;

    fn sections(atlas: &Atlas, origins: &Origins) -> Vec<Section> {
        let mut sections = Vec::new();
        let written = compile(atlas, origins, &"the index", |section| {
            sections.push(section.to_vec().into());
            Ok(())
        });
        written.unwrap();
        sections
    }

    fn many() -> String {
        let person =
            |at: usize| format!("[[person]]\nid = \"p{at}\"\nname = \"N {at}\"\ntagline = \"T\"\nsummary = \"S\"\n");
        (0..5000).map(person).collect()
    }

    #[test]
    fn an_atlas_is_itself_again() {
        let loaded = load_texts([("a.toml", many().as_str())]);
        let (atlas, origins) = (loaded.atlas.unwrap(), loaded.origins);
        let sections = sections(&atlas, &origins);
        assert_eq!(sections.len(), 6, "the rest, the order, the origins, the index, and two of people");
        let read = |at: usize| Ok(sections[at].clone());
        let first = decode_without_people(read).unwrap();
        assert_eq!((first.about, first.people.len()), (atlas.about.clone(), 0));
        assert!(decode(sections.len(), read).unwrap() == atlas && decode_origins(read).unwrap() == origins);
        assert_eq!(decode_index::<String>(read).unwrap(), "the index");
    }

    #[test]
    fn damage_is_an_error() {
        let loaded = load_texts([("a.toml", many().as_str())]);
        let sections = sections(&loaded.atlas.unwrap(), &loaded.origins);
        let swapped = |at: usize| Ok(sections[[0, 1, 2, 3, 5, 4][at]].clone());
        assert!(matches!(decode(6, swapped), Err(CompiledError::Order)));
        assert!(matches!(decode(5, |at| Ok(sections[at].clone())), Err(CompiledError::Order)));
        let cut = |from: usize, at: usize| {
            let end = if at < from { sections[at].len() } else { 9 };
            Ok(sections[at][..end].to_vec().into())
        };
        assert!(matches!(decode(6, |at| cut(4, at)), Err(CompiledError::Block)));
        assert!(matches!(decode(6, |at| cut(1, at)), Err(CompiledError::Decode(_))));
        assert!(matches!(decode_origins(|at| cut(2, at)), Err(CompiledError::Decode(_))));
    }
}
