//! Bookmarks of a user: single places marked with a letter, and trails, which are sequences of visited places.

use std::collections::BTreeMap;

/// Marks and saved trails of a user. Places are stored as path texts, since bookmarks are used longer than one loaded
/// atlas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bookmarks {
    /// Path of the marked place, by the letter of the mark.
    pub marks: BTreeMap<char, String>,
    /// Summaries of the saved trails, by the name of the trail.
    pub trails: BTreeMap<String, TrailSummary>,
}

/// Summary of a saved trail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrailSummary {
    /// Number of places in the trail.
    pub places: usize,
    /// Path of the place where the user left the trail.
    pub last: String,
}
