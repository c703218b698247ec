//! Editions: the overlay of the atlas on screen, and the comparison with another edition.

use crate::document::{Block, Span};
use crate::graph::diff::Diff;
use crate::model::{Atlas, OverlayEntry};
use crate::page::PageContext;
use crate::place::{Overview, Place};

/// Editions without an overlay or a comparison.
pub(in crate::page) static NO_EDITIONS: Editions = Editions {
    overlay: Vec::new(),
    comparison: EditionComparison { with: Edition::Embedded, result: None, is_requested: false },
};

/// Overlay and comparison of the atlas on screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Editions {
    /// Records of the overlay, in order.
    pub overlay: Vec<OverlayEntry>,
    /// Comparison with another edition.
    pub comparison: EditionComparison,
}

/// Edition that the atlas on screen can be compared with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Edition {
    /// The embedded atlas.
    #[default]
    Embedded,
    /// The atlas at the start of the explorer.
    Start,
    /// The path of a folder of TOML files, or of a file written by `stratlas export json`.
    At(String),
}

/// Comparison of the atlas on screen with another edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditionComparison {
    /// The other edition.
    pub with: Edition,
    /// The differences, or the reason why there is no result. It may be outdated after a reload.
    pub result: Option<Result<Diff, String>>,
    /// Whether the comparison with the current atlas has been started; stays true once it is finished.
    pub is_requested: bool,
}

impl Edition {
    /// Parses an edition: `embedded` (or nothing), `start`, or a path.
    pub fn parse(name: &str) -> Self {
        match name.trim() {
            "" | "embedded" => Self::Embedded,
            "start" => Self::Start,
            path => Self::At(path.to_owned()),
        }
    }

    /// Returns the name in sentences.
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

/// Returns the record of an overlay entry, as a link if it has a page.
pub(in crate::page) fn record(atlas: &Atlas, entry: &OverlayEntry) -> Span {
    match Place::find(atlas, &format!("{}/{}", entry.kind, entry.id)) {
        Some(place) => Span::link(place.name(atlas), place),
        None if entry.id.is_empty() => Span::plain("The atlas"),
        None => Span::plain(format!("{} {}", entry.kind, entry.id)),
    }
}

/// Adds captions about the overlay entries of a record above its page.
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
