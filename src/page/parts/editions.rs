//! How the atlas on screen came about: what files of the user's own bring to it, and what it differs in from another
//! edition.

use crate::graph::diff::Diff;
use crate::model::Atlas;

use crate::document::{Block, Inline, Span};
use crate::page::PageContext;
use crate::place::{Overview, Place};

/// An atlas that nothing goes over, and that nobody has compared with another.
pub(in crate::page) static ALONE: Editions =
    Editions { overlay: Vec::new(), comparison: Compared { with: Edition::Embedded, found: None, asked: false } };

/// How an atlas came about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Editions {
    /// What the files that go over it bring, in order.
    pub overlay: Vec<Brought>,
    /// What it differs in from another edition.
    pub comparison: Compared,
}

/// Something that a file of the user's own brings to the atlas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// What kind of record it is, as in places (`strategy`); `atlas` for what says something of the whole atlas.
    pub kind: String,
    /// The id of the record; empty for the whole atlas.
    pub id: String,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The fields that go before those of the atlas; none if the record is new.
    pub fields: Vec<String>,
}

/// An edition that an atlas can be compared with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Edition {
    /// The atlas that comes with the program.
    #[default]
    Embedded,
    /// The atlas as it was when the explorer started.
    Start,
    /// What is in a folder of TOML files, or in a file that `stratlas export json` has written.
    At(String),
}

/// A comparison of the atlas on screen with another edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// The other edition.
    pub with: Edition,
    /// What differs, or why that cannot be told. It may be of an atlas that has been read again since.
    pub found: Option<Result<Diff, String>>,
    /// Whether an answer about the atlas as it is now is there or on its way.
    pub asked: bool,
}

impl Edition {
    /// The edition that someone calls so.
    pub fn called(name: &str) -> Self {
        match name.trim() {
            "" | "embedded" => Self::Embedded,
            "start" => Self::Start,
            path => Self::At(path.to_owned()),
        }
    }

    /// What it is called in sentences.
    pub fn name(&self) -> &str {
        match self {
            Self::Embedded => "the atlas that comes with the program",
            Self::Start => "the atlas as it was at the start",
            Self::At(path) => path,
        }
    }
}

impl Brought {
    /// Whether it is of the record whose page is at `path`.
    fn is_of(&self, path: &str) -> bool {
        path.split_once('/') == Some((&self.kind, &self.id))
    }

    /// Where it is written, as compilers say it.
    pub(in crate::page) fn place(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }

    /// The record, leading to its page if it has one.
    pub(in crate::page) fn record(&self, atlas: &Atlas) -> Span {
        match Place::find(atlas, &format!("{}/{}", self.kind, self.id)) {
            Some(place) => Span::link(place.name(atlas), place),
            None if self.id.is_empty() => Span::plain("The atlas"),
            None => Span::plain(format!("{} {}", self.kind, self.id)),
        }
    }
}

/// Says above the page of a record what of it files of the user's own bring.
pub(in crate::page) fn mark(context: PageContext<'_>, place: Place, blocks: &mut Vec<Block>) {
    if context.editions.overlay.is_empty() || !place.is_entity() {
        return;
    }
    let path = place.path(&context.graph.atlas);
    let parts = context.editions.overlay.iter().filter(|part| part.is_of(&path));
    blocks.splice(0..0, parts.map(|part| Block::Caption(told(part))));
}

fn told(part: &Brought) -> Inline {
    let what = if part.fields.is_empty() { "all of it".to_owned() } else { part.fields.join(", ") };
    let overlay = Span::link("your overlay", Place::Overview(Overview::Overlay));
    vec![Span::plain("From "), overlay, Span::plain(format!(": {what} ({})", part.place()))]
}
