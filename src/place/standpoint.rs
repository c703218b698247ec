//! Standpoints: the cells of the board, each at an address of its own.

use crate::model::{Atlas, ExpertiseId, RecognitionId};

use super::overview::Overview;

/// Where someone stands on the board. Written `board/frontier-builder/household-name`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Standpoint {
    /// How close to the work.
    pub expertise: ExpertiseId,
    /// How widely known.
    pub recognition: RecognitionId,
}

impl Standpoint {
    /// Every standpoint of `atlas`, in the order of the board.
    pub fn all(atlas: &Atlas) -> impl Iterator<Item = Self> + use<'_> {
        let cells = move |expertise| atlas.recognition.ids().map(move |recognition| Self { expertise, recognition });
        atlas.expertise.ids().flat_map(cells)
    }

    /// The standpoint written as `text`.
    pub fn parse(atlas: &Atlas, text: &str) -> Option<Self> {
        let (expertise, recognition) = text.strip_prefix(Overview::Board.slug())?.strip_prefix('/')?.split_once('/')?;
        Some(Self { expertise: atlas.expertise.find(expertise)?, recognition: atlas.recognition.find(recognition)? })
    }

    /// The address as written.
    pub fn path(self, atlas: &Atlas) -> String {
        let (expertise, recognition) = (&atlas.expertise[self.expertise], &atlas.recognition[self.recognition]);
        format!("{}/{}/{}", Overview::Board.slug(), expertise.slug, recognition.slug)
    }

    /// What it is called.
    pub fn name(self, atlas: &Atlas) -> String {
        format!("{}, {}", atlas.expertise[self.expertise].label, atlas.recognition[self.recognition].label)
    }
}
