//! What the user has saved to come back to: marks and trails.

use std::collections::BTreeMap;

/// Marks and saved trails. Places are paths, since they outlive the atlas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bookmarks {
    /// Place of each mark by its letter.
    pub marks: BTreeMap<char, String>,
    /// Saved trails, by name.
    pub trails: BTreeMap<String, TrailSummary>,
}

/// Saved trail in a few words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrailSummary {
    /// Number of its places.
    pub places: usize,
    /// Place that it was left at.
    pub last: String,
}
