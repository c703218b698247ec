//! Editions: the overlay of the atlas on screen, and the comparison with another edition.

use crate::document::{Block, Span};
use crate::graph::diff::Diff;
use crate::model::{Atlas, OverlayEntry};
use crate::page::PageContext;
use crate::place::{Overview, Place};

/// Empty overlay and no comparison, for contexts without user data.
pub(in crate::page) static NO_EDITIONS: Editions = Editions {
    overlay: Vec::new(),
    comparison: EditionComparison { with: Edition::Embedded, result: None, is_requested: false },
};

/// Overlay of the atlas on screen (records that the user's files add or change), and its comparison with another
/// edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Editions {
    /// Entries of the overlay, in display order.
    pub overlay: Vec<OverlayEntry>,
    /// Comparison with another edition.
    pub comparison: EditionComparison,
}

/// Edition that the atlas on screen can be compared with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Edition {
    /// Atlas that is part of the program.
    #[default]
    Embedded,
    /// Atlas as it was when the explorer started.
    Start,
    /// Atlas at a path: a folder of TOML files, or a file written by `stratlas export json`.
    At(String),
}

/// Comparison of the atlas on screen with another edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditionComparison {
    /// Edition that the atlas on screen is compared with.
    pub with: Edition,
    /// Differences, or the reason why the comparison failed; `None` before the first result. The result may be outdated
    /// after the atlas was reloaded.
    pub result: Option<Result<Diff, String>>,
    /// Whether the comparison with the current atlas has been started; stays true after the comparison is finished.
    pub is_requested: bool,
}

impl Edition {
    /// Parses an edition: `embedded` or an empty name, `start`, or a path.
    pub fn parse(name: &str) -> Self {
        match name.trim() {
            "" | "embedded" => Self::Embedded,
            "start" => Self::Start,
            path => Self::At(path.to_owned()),
        }
    }

    /// Returns the name of the edition for use in sentences.
    pub fn name(&self) -> &str {
        match self {
            Self::Embedded => "the embedded atlas",
            Self::Start => "the atlas at the start of the explorer",
            Self::At(path) => path,
        }
    }
}

/// Returns file and line of an overlay entry: `file:line`.
pub(in crate::page) fn location(entry: &OverlayEntry) -> String {
    format!("{}:{}", entry.file, entry.line)
}

/// Returns the name of the record of an overlay entry, as a link if the record has a page.
pub(in crate::page) fn record(atlas: &Atlas, entry: &OverlayEntry) -> Span {
    match Place::find(atlas, &format!("{}/{}", entry.kind, entry.id)) {
        Some(place) => Span::link(place.name(atlas), place),
        None if entry.id.is_empty() => Span::plain("The atlas"),
        None => Span::plain(format!("{} {}", entry.kind, entry.id)),
    }
}

/// Adds captions above the page of a record that name the fields which come from the overlay.
pub(in crate::page) fn mark(context: &PageContext<'_>, place: Place, blocks: &mut Vec<Block>) {
    if context.editions.overlay.is_empty() || !place.is_entity() {
        return;
    }
    let path = place.path(&context.graph.atlas);
    let is_of = |entry: &&OverlayEntry| path.split_once('/') == Some((&entry.kind, &entry.id));
    let captions = context.editions.overlay.iter().filter(is_of).map(|entry| {
        let fields = if entry.is_new() { "all of it".to_owned() } else { entry.fields.join(", ") };
        let overlay = Span::link("your overlay", Overview::Overlay);
        Block::Caption(vec![Span::plain("From "), overlay, Span::plain(format!(": {fields} ({})", location(entry)))])
    });
    blocks.splice(0..0, captions.collect::<Vec<_>>());
}
