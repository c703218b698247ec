//! File names made from data. They cannot lead out of their folder, are reserved by no operating system, and never
//! differ only in case.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use crate::model::Atlas;
use crate::place::Place;

/// Maximum length of a file name without its extension, in bytes.
const MAX_NAME_BYTES: usize = 100;
/// Names that Windows reserves for devices, with any extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
/// Names that Windows reserves for devices if a digit follows, which may be superscript.
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// File names in use. Names that differ only in case, or in how accents are encoded, count as one name, as they do on
/// some systems.
#[derive(Debug, Default)]
pub(super) struct UniqueNames(HashSet<String>);

impl UniqueNames {
    /// Returns the file name with `stem` and `extension`, with a number if this name is in use, and marks it as in use.
    pub(super) fn claim(&mut self, stem: &str, extension: &str) -> String {
        let numbered = |number: u32| match number {
            1 => format!("{stem}.{extension}"),
            number => format!("{stem}_{number}.{extension}"),
        };
        let free =
            (1..=u32::MAX).map(numbered).find(|path| self.0.insert(path.to_uppercase().to_lowercase().nfc().collect()));
        free.unwrap_or_default()
    }
}

/// File of each page of a website, by its place.
#[derive(Debug, Default)]
pub(super) struct PageFiles(HashMap<Place, String>);

impl PageFiles {
    /// Assigns a file to the page of each of `places`, for example `strategy/pause.html`, or `index.html` for the home
    /// page.
    pub(super) fn new(atlas: &Atlas, places: &[Place], names: &mut UniqueNames) -> Self {
        let mut file = |place: Place| {
            let address = place.path(atlas);
            let stem = match address.split_once('/') {
                _ if place == Place::Home => "index".to_owned(),
                Some((kind, rest)) => format!("{}/{}", name(kind), name(rest)),
                None => name(&address),
            };
            (place, names.claim(&stem, "html"))
        };
        Self(places.iter().map(|&place| file(place)).collect())
    }

    /// Returns the file of the page of `place`; `None` if it has no page.
    pub(super) fn of(&self, place: Place) -> Option<&str> {
        self.0.get(&place).map(String::as_str)
    }
}

/// Returns the relative path from the file `from` to the file `to`, which are given relative to one folder.
pub(super) fn between(from: &str, to: &str) -> String {
    "../".repeat(from.matches('/').count()) + to
}

/// Converts `text` to a file name that needs no escaping in paths and addresses: it has only ASCII letters, digits,
/// hyphens and underscores.
fn name(text: &str) -> String {
    let allowed = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '-' };
    avoid_reserved_name(text.chars().map(allowed).take(MAX_NAME_BYTES).collect())
}

/// Returns `stem`, with an underscore at its end if it is empty, or if the part before its first dot is a reserved
/// device name.
pub(super) fn avoid_reserved_name(mut stem: String) -> String {
    let base_length = stem.split('.').next().unwrap_or_default().trim_end().len();
    let base = stem[..base_length].to_lowercase();
    let is_device = DEVICES.contains(&base.as_str())
        || NUMBERED_DEVICES.iter().any(|device| {
            let number = base.strip_prefix(device).map(|rest| rest.chars().collect::<Vec<_>>());
            matches!(number.as_deref(), Some([digit]) if digit.is_numeric())
        });
    if stem.is_empty() || is_device {
        stem.insert(base_length, '_');
    }
    stem
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reserved_names_are_avoided() {
        assert_eq!(name("open-source"), "open-source");
        assert_eq!(name("../../x"), "------x");
        assert_eq!(name("C:\\x"), "C--x");
        assert_eq!(name(""), "_");
        for device in ["con", "NUL", "Com1", "lpt9", "aux"] {
            assert_eq!(name(device), format!("{device}_"));
        }
        for (reserved, free) in [("con.air", "con_.air"), ("COM¹", "COM¹_"), ("aux .x.md", "aux_ .x.md")] {
            assert_eq!(avoid_reserved_name(reserved.to_owned()), free);
        }
        assert_eq!((name("con-sent"), name("commons")), ("con-sent".to_owned(), "commons".to_owned()));
    }

    #[test]
    fn names_that_systems_take_for_the_same_get_a_number() {
        let mut unique = UniqueNames::default();
        let names = ["a", "A", "a", "é", "e\u{301}", "ß", "SS"].map(|stem| unique.claim(stem, "md"));
        assert_eq!(names, ["a.md", "A_2.md", "a_3.md", "é.md", "e\u{301}_2.md", "ß.md", "SS_2.md"]);
    }

    #[test]
    fn ways_lead_up_first() {
        assert_eq!(between("strategy/pause.html", "index.html"), "../index.html");
        assert_eq!(between("index.html", "strategy/pause.html"), "strategy/pause.html");
    }

    proptest! {
        #[test]
        fn every_name_is_one_part_of_a_path(text in "\\PC{0,200}") {
            let name = name(&text);
            prop_assert!(!name.is_empty() && name.len() <= MAX_NAME_BYTES + 1);
            prop_assert!(name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
        }
    }
}
