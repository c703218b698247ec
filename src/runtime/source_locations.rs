//! Files and lines at which the records of the current atlas can be edited.

use std::path::PathBuf;

use crate::data::{self, Origins};
use crate::model::{Entity, OverlayEntry};

use super::reload::AtlasSource;

/// Folder of the current atlas, and the files and lines of its records.
#[derive(Clone, Debug, Default)]
pub(super) struct SourceLocations {
    /// Folder of the atlas; `None` for the embedded atlas, whose files cannot be edited.
    pub(super) folder: Option<PathBuf>,
    pub(super) origins: Origins,
}

impl SourceLocations {
    pub(super) fn of(atlas: &AtlasSource) -> Self {
        Self { folder: atlas.folder.clone(), origins: atlas.origins.clone() }
    }

    /// Returns whether any record of the atlas or the overlay is in a file that can be edited.
    pub(super) fn is_somewhere(&self) -> bool {
        self.folder.is_some() || !self.origins.overlay().is_empty()
    }

    /// Returns the path of the file that a diagnostic calls `name`: in the folder of the atlas if `name` is relative,
    /// or `name` itself if it is absolute, as for the overlay.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.as_ref().map_or_else(|| PathBuf::from(name), |folder| data::path_in(folder, name))
    }

    /// Returns the file and line of `record`, whose page has the address `path`; `None` if there are none. If the atlas
    /// is embedded, only an entry for the record in the overlay counts.
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::place::Place;

    const ATLAS: &str = include_str!("../page/tests/fixture.toml");

    /// Returns the number of the line that consists of `text`.
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
        let with = |folder| SourceLocations { folder, origins: loaded.origins.clone() };
        let place = |locations: &SourceLocations, path: &str| {
            let place = Place::parse(&atlas, path).unwrap();
            locations.line(place.entity()?, path)
        };
        let mine = overlay.join("mine.toml");
        let edited = with(Some(folder.clone()));
        let alpha = line_of(ATLAS, "id = \"alpha\"");
        assert_eq!(place(&edited, "strategy/alpha"), Some((folder.join("atlas.toml"), alpha)));
        assert_eq!(place(&edited, "person/gus"), Some((mine.clone(), 5)));
        // Same as the embedded atlas.
        let embedded = with(None);
        assert_eq!(place(&embedded, "strategy/alpha"), Some((mine.clone(), 2)));
        assert_eq!(place(&embedded, "person/gus"), Some((mine, 5)));
        assert_eq!(place(&embedded, "strategy/beta"), None);
        assert!(embedded.is_somewhere() && !SourceLocations::default().is_somewhere());
    }
}
