//! Compiled atlases: a loaded atlas encoded as sections of bytes. People stay packed when it is read, so decoding takes
//! little time.

use std::io;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

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

/// Number of sections before those with people: the atlas without people, and the index with origins and the order of
/// people.
const HEAD_SECTIONS: usize = 2;

/// Content of the second section.
#[derive(Serialize, Deserialize)]
struct PeopleIndex {
    origins: Origins,
    /// Row numbers of the people, in the order of their slugs.
    slug_order: Vec<u32>,
}

/// Encodes an atlas and the origins of its records, and passes each section to `write`, so that the whole encoding is
/// never in memory.
///
/// # Errors
/// If `write` fails.
pub fn compile(
    atlas: &Atlas,
    origins: &Origins,
    mut write: impl FnMut(&[u8]) -> io::Result<()>,
) -> Result<(), CompiledError> {
    write(&postcard::to_stdvec(&atlas.without_people())?)?;
    write(&postcard::to_stdvec(&(origins, atlas.people.slug_order()))?)?;
    atlas.people.blocks().iter().try_for_each(|block| write(&block.to_bytes()))?;
    Ok(())
}

/// Decodes the first section of an atlas that [`compile`] has encoded: the atlas without its people. `read` returns the
/// section with a given index.
///
/// # Errors
/// If the section cannot be read or decoded.
pub fn decode_without_people(read: impl Fn(usize) -> io::Result<Vec<u8>>) -> Result<Atlas, CompiledError> {
    Ok(postcard::from_bytes(&read(0)?)?)
}

/// Decodes an atlas that [`compile`] has encoded as `sections` sections, and the origins of its records. `read` returns
/// the section with a given index.
///
/// # Errors
/// If a section cannot be read or decoded.
pub fn decode(
    sections: usize,
    read: impl Fn(usize) -> io::Result<Vec<u8>> + Sync,
) -> Result<(Atlas, Origins), CompiledError> {
    let mut atlas = decode_without_people(&read)?;
    let PeopleIndex { origins, slug_order } = postcard::from_bytes(&read(1)?)?;
    let block = |at| PeopleBlock::from_bytes(read(at)?).ok_or(CompiledError::Block);
    let blocks: Vec<PeopleBlock> = (HEAD_SECTIONS..sections).into_par_iter().map(block).collect::<Result<_, _>>()?;
    atlas.people = People::from_blocks(blocks, slug_order).ok_or(CompiledError::Order)?;
    Ok((atlas, origins))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::load_texts;

    fn sections(atlas: &Atlas, origins: &Origins) -> Vec<Vec<u8>> {
        let mut sections = Vec::new();
        let written = compile(atlas, origins, |section| {
            sections.push(section.to_vec());
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
        assert_eq!(sections.len(), 4, "the rest, the index, and two of people");
        let first = decode_without_people(|at| Ok(sections[at].clone())).unwrap();
        assert_eq!((first.about, first.people.len()), (atlas.about.clone(), 0));
        let (again, its_origins) = decode(sections.len(), |at| Ok(sections[at].clone())).unwrap();
        assert!(again == atlas && its_origins == origins);
    }

    #[test]
    fn damage_is_an_error() {
        let loaded = load_texts([("a.toml", many().as_str())]);
        let sections = sections(&loaded.atlas.unwrap(), &loaded.origins);
        let swapped = |at: usize| Ok(sections[[0, 1, 3, 2][at]].clone());
        assert!(matches!(decode(4, swapped), Err(CompiledError::Order)));
        assert!(matches!(decode(3, |at| Ok(sections[at].clone())), Err(CompiledError::Order)));
        let cut = |from: usize, at: usize| {
            let end = if at < from { sections[at].len() } else { 9 };
            Ok(sections[at][..end].to_vec())
        };
        assert!(matches!(decode(4, |at| cut(2, at)), Err(CompiledError::Block)));
        assert!(matches!(decode(4, |at| cut(1, at)), Err(CompiledError::Decode(_))));
    }
}
