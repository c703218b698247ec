//! Compiled atlases: a loaded atlas as sections of bytes. The people in them stay packed, so little is decoded.

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
    /// A section is no block of people.
    #[error("a section of the compiled atlas is not whole")]
    Block,
    /// The people are not in the order that the first section gives.
    #[error("the compiled atlas is not in order")]
    Order,
}

/// The first section: everything except the people.
#[derive(Serialize, Deserialize)]
struct Head {
    atlas: Atlas,
    origins: Origins,
    /// Row numbers of the people in slug order.
    slug_order: Vec<u32>,
}

/// Encodes an atlas and the origins of its records section by section; the whole encoding is never in memory.
///
/// # Errors
/// If `write` fails.
pub fn compile(
    atlas: &Atlas,
    origins: &Origins,
    mut write: impl FnMut(&[u8]) -> io::Result<()>,
) -> Result<(), CompiledError> {
    let head = Head {
        atlas: atlas.without_people(),
        origins: origins.clone(),
        slug_order: atlas.people.slug_order().to_vec(),
    };
    write(&postcard::to_stdvec(&head)?)?;
    drop(head);
    atlas.people.blocks().iter().try_for_each(|block| write(&block.to_bytes()))?;
    Ok(())
}

/// Decodes the atlas that [`compile`] has written as `sections` sections; `read` returns the section with a given
/// index.
///
/// # Errors
/// If a section cannot be read or decoded.
pub fn decode(
    sections: usize,
    read: impl Fn(usize) -> io::Result<Vec<u8>> + Sync,
) -> Result<(Atlas, Origins), CompiledError> {
    let Head { mut atlas, origins, slug_order } = postcard::from_bytes(&read(0)?)?;
    let block = |at| PeopleBlock::from_bytes(read(at)?).ok_or(CompiledError::Block);
    let blocks: Vec<PeopleBlock> = (1..sections).into_par_iter().map(block).collect::<Result<_, _>>()?;
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
        assert_eq!(sections.len(), 3, "the rest, and two of people");
        let (again, its_origins) = decode(sections.len(), |at| Ok(sections[at].clone())).unwrap();
        assert!(again == atlas && its_origins == origins);
    }

    #[test]
    fn damage_is_an_error() {
        let loaded = load_texts([("a.toml", many().as_str())]);
        let sections = sections(&loaded.atlas.unwrap(), &loaded.origins);
        let swapped = |at: usize| Ok(sections[[0, 2, 1][at]].clone());
        assert!(matches!(decode(3, swapped), Err(CompiledError::Order)));
        assert!(matches!(decode(2, |at| Ok(sections[at].clone())), Err(CompiledError::Order)));
        assert!(matches!(decode(3, |at| Ok(sections[at][..9].to_vec())), Err(CompiledError::Block)));
    }
}
