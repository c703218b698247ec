//! Where the atlas on screen is written, as far as its files can be edited.

use std::path::PathBuf;

use crate::data::{Origins, OverlayEntry};
use crate::model::Entity;
use crate::page::Brought;

use super::live::AtlasSource;

/// Where an atlas is written.
#[derive(Clone, Debug, Default)]
pub(super) struct Written {
    /// Its folder; the one that comes with the program has none.
    pub(super) folder: Option<PathBuf>,
    pub(super) origins: Origins,
}

impl Written {
    pub(super) fn of(atlas: &AtlasSource) -> Self {
        Self { folder: atlas.folder.clone(), origins: atlas.origins.clone() }
    }

    /// Whether any of it is in files that can be edited.
    pub(super) fn is_somewhere(&self) -> bool {
        self.folder.is_some() || !self.origins.overlay().is_empty()
    }

    /// The path of a file as reports name it: below the folder of the atlas, or whole where it goes over the atlas.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.as_ref().map_or_else(|| PathBuf::from(name), |folder| folder.join(name))
    }

    /// The file and line where `record` is written, whose page is at `path`. Where the atlas itself cannot be edited, that
    /// is where something goes over it.
    pub(super) fn line(&self, record: Entity, path: &str) -> Option<(PathBuf, u32)> {
        let own = self.origins.of(record).filter(|origin| self.folder.is_some() || origin.overlay);
        let own = own.map(|origin| (origin.file, origin.line));
        let over = || {
            let is_it = |part: &&OverlayEntry| path.split_once('/') == Some((&part.kind, &part.id));
            self.origins.overlay().iter().find(is_it).map(|part| (part.file.as_str(), part.line))
        };
        own.or_else(over).map(|(file, line)| (self.file(file), line))
    }
}

/// What the files that go over an atlas bring to it, for its pages.
pub fn brought(origins: &Origins) -> Vec<Brought> {
    let part = |part: &OverlayEntry| Brought {
        kind: part.kind.clone(),
        id: part.id.clone(),
        file: part.file.clone(),
        line: part.line,
        fields: part.fields.clone(),
    };
    origins.overlay().iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::data;
    use crate::place::Place;

    const ATLAS: &str = include_str!("../page/tests/fixture.toml");

    /// The line on which `text` stands alone.
    fn line_of(toml: &str, text: &str) -> u32 {
        let at = toml.lines().position(|line| line == text).unwrap();
        u32::try_from(at).unwrap() + 1
    }

    #[test]
    fn records_are_opened_where_they_can_be_edited() {
        let home = tempfile::tempdir().unwrap();
        let (folder, overlay) = (home.path().join("atlas"), home.path().join("overlay"));
        fs::create_dir(&folder).unwrap();
        fs::create_dir(&overlay).unwrap();
        fs::write(folder.join("atlas.toml"), ATLAS).unwrap();
        let gus = "[[person]]\nid = \"gus\"\nname = \"Gus\"\ntagline = \"T\"\nsummary = \"S.\"\n";
        fs::write(overlay.join("mine.toml"), format!("[[strategy]]\nid = \"alpha\"\nname = \"Mine\"\n{gus}")).unwrap();
        let loaded = data::load_with_overlay(Some(&folder), &overlay).unwrap();
        let atlas = loaded.atlas.unwrap();
        let with = |folder| Written { folder, origins: loaded.origins.clone() };
        let place = |written: &Written, path: &str| {
            let place = Place::parse(&atlas, path).unwrap();
            written.line(place.entity()?, path)
        };
        let mine = overlay.join("mine.toml");
        let edited = with(Some(folder.clone()));
        let alpha = line_of(ATLAS, "id = \"alpha\"");
        assert_eq!(place(&edited, "strategy/alpha"), Some((folder.join("atlas.toml"), alpha)));
        assert_eq!(place(&edited, "person/gus"), Some((mine.clone(), 5)));
        // As if the atlas came with the program.
        let embedded = with(None);
        assert_eq!(place(&embedded, "strategy/alpha"), Some((mine.clone(), 2)));
        assert_eq!(place(&embedded, "person/gus"), Some((mine, 5)));
        assert_eq!(place(&embedded, "strategy/beta"), None);
        assert!(embedded.is_somewhere() && !Written::default().is_somewhere());
    }
}
