//! Pages: what a place shows, as a document without colours and widths. Every renderer draws the same page.

use crate::model::{Mechanism, RelationKind};

use super::grid::Grid;
use super::intervals::Intervals;
use super::neighbourhood::Neighbourhood;
use crate::place::Place;

/// What a place shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Its address; reports such as an audit have none.
    pub place: Option<Place>,
    /// A line below the title that says what kind of thing this is: `Information flow ↑ · institutional`.
    pub kicker: Inline,
    /// The title.
    pub title: String,
    /// The content, top to bottom.
    pub blocks: Vec<Block>,
}

/// Which part of the page a section belongs to; wide screens show the parts side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Part {
    /// The page itself.
    #[default]
    Main,
    /// What it relates to.
    Relations,
    /// Who is on the record.
    People,
}

/// A piece of a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Starts a section, or a group within one.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Inline),
    /// How to read what is above or below it.
    Caption(Inline),
    /// Something to beware of, or why there is nothing here.
    Notice(Inline),
    /// Labels with values.
    Facts(Vec<Fact>),
    /// Things one below the other.
    List(Vec<Item>),
    /// Counts compared.
    Bars(Bars),
    /// Points and ranges on a common scale.
    Intervals(Intervals),
    /// Cells in labelled rows and columns.
    Grid(Grid),
    /// Every pair of some things in one grid.
    Pairs(PairGrid),
    /// One thing with everything around it.
    Neighbourhood(Neighbourhood),
}

/// Starts a section.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Heading {
    /// 0 for the title of a page, 1 for a section, 2 for a group in it, 3 for one thing in a group.
    pub level: u8,
    /// What it is called; may be a link.
    pub text: Inline,
    /// How many things it holds.
    pub count: Option<u32>,
    /// A word of warning or of kind beside it: `overshoot risk`.
    pub mark: Option<String>,
    /// Whether that word is a warning.
    pub warns: bool,
    /// The part of the page that the section belongs to; groups belong to the part of their section.
    pub part: Part,
}

/// A label with a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// The label.
    pub label: String,
    /// The value.
    pub value: Inline,
}

/// One thing in a list.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Item {
    /// What it is; its link is what following the item follows.
    pub text: Inline,
    /// Tiers and stances.
    pub badges: Vec<Badge>,
    /// What there is to say about it, in a line.
    pub note: Inline,
}

/// A short word that places something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// What it tells.
    pub kind: BadgeKind,
    /// A few letters.
    pub short: String,
    /// What they stand for.
    pub label: String,
}

/// What a badge tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BadgeKind {
    /// A tier of expertise.
    Expertise,
    /// A tier of recognition.
    Recognition,
    /// A vintage.
    Vintage,
    /// A stance for something.
    For,
    /// A stance against something.
    Against,
    /// A position that is inferred, not stated.
    Tentative,
    /// What the reviewer says of it.
    Verdict,
    /// Something else.
    Plain,
}

impl BadgeKind {
    /// As programs read it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Expertise => "expertise",
            Self::Recognition => "recognition",
            Self::Vintage => "vintage",
            Self::For => "for",
            Self::Against => "against",
            Self::Tentative => "tentative",
            Self::Verdict => "verdict",
            Self::Plain => "plain",
        }
    }
}

/// Counts compared.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Bars {
    /// The bars, top to bottom.
    pub bars: Vec<Bar>,
    /// What a full bar stands for; at least the largest value.
    pub full: f64,
}

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What is counted.
    pub label: Inline,
    /// How much.
    pub value: f64,
    /// How much, as shown.
    pub shown: String,
}

/// Every pair of some things in one grid: rows and columns alike, and the same on both sides of the diagonal.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct PairGrid {
    /// The things, in order.
    pub names: Vec<Span>,
    /// What neighbours have in common, each with how many there are.
    pub bands: Vec<(Span, usize)>,
    /// The pairs that relate, in order.
    pub pairs: Vec<Pair>,
}

/// A pair that relates, by positions in the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The position of the first, which is the lower one.
    pub from: usize,
    /// The position of the second.
    pub to: usize,
    /// How they relate.
    pub kind: RelationKind,
    /// Why.
    pub mechanism: Mechanism,
}

/// Text with links in it.
pub type Inline = Vec<Span>;

/// A run of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// How much it matters.
    pub weight: Weight,
    /// Where it leads.
    pub to: Option<Target>,
}

/// How much a run of text matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Weight {
    /// As much as the rest.
    #[default]
    Plain,
    /// More.
    Strong,
    /// Less.
    Quiet,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Within the atlas.
    Place(Place),
    /// Out to the web.
    Url(String),
}

impl Span {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), weight: Weight::Plain, to: None }
    }

    /// Text that matters more.
    pub fn strong(text: impl Into<String>) -> Self {
        Self { text: text.into(), weight: Weight::Strong, to: None }
    }

    /// Text that matters less.
    pub fn quiet(text: impl Into<String>) -> Self {
        Self { text: text.into(), weight: Weight::Quiet, to: None }
    }

    /// A link to a place.
    pub fn link(text: impl Into<String>, to: impl Into<Place>) -> Self {
        Self { text: text.into(), weight: Weight::Plain, to: Some(Target::Place(to.into())) }
    }

    /// A link to the web.
    pub fn web(text: impl Into<String>, url: impl Into<String>) -> Self {
        Self { text: text.into(), weight: Weight::Plain, to: Some(Target::Url(url.into())) }
    }
}

impl Bars {
    /// Bars of which the longest, but at least one of a value of one, fills all the room.
    pub fn scaled(bars: Vec<Bar>) -> Self {
        Self { full: bars.iter().map(|bar| bar.value).fold(1.0, f64::max), bars }
    }
}

impl Heading {
    /// The heading of a section.
    pub fn section(text: impl Into<String>) -> Self {
        Self { level: 1, text: vec![Span::plain(text)], ..Self::default() }
    }

    /// The heading of a group in a section.
    pub fn group(text: Inline) -> Self {
        Self { level: 2, text, ..Self::default() }
    }

    /// The same with a count of what it holds.
    #[must_use]
    pub fn counting(self, count: usize) -> Self {
        Self { count: Some(u32::try_from(count).unwrap_or(u32::MAX)), ..self }
    }

    /// The same with a word beside it.
    #[must_use]
    pub fn marked(self, mark: impl Into<String>) -> Self {
        Self { mark: Some(mark.into()), ..self }
    }

    /// The same with a word of warning beside it.
    #[must_use]
    pub fn warning(self, mark: impl Into<String>) -> Self {
        Self { warns: true, ..self.marked(mark) }
    }

    /// The same in a part of the page.
    #[must_use]
    pub fn within(self, part: Part) -> Self {
        Self { part, ..self }
    }
}

impl Block {
    /// All text of the block that can hold a link, in reading order.
    pub fn spans(&self) -> Box<dyn Iterator<Item = &Span> + '_> {
        match self {
            Self::Heading(heading) => Box::new(heading.text.iter()),
            Self::Paragraph(text) | Self::Caption(text) | Self::Notice(text) => Box::new(text.iter()),
            Self::Facts(facts) => Box::new(facts.iter().flat_map(|fact| &fact.value)),
            Self::List(items) => Box::new(items.iter().flat_map(|item| item.text.iter().chain(&item.note))),
            Self::Bars(bars) => Box::new(bars.bars.iter().flat_map(|bar| &bar.label)),
            Self::Intervals(content) => {
                Box::new(content.intervals.iter().flat_map(|interval| interval.label.iter().chain(&interval.note)))
            }
            Self::Grid(grid) => Box::new(grid.spans()),
            Self::Neighbourhood(around) => Box::new(around.spans()),
            Self::Pairs(grid) => Box::new(grid.names.iter()),
        }
    }
}

impl Page {
    /// The title and what stands below it, as blocks.
    pub fn head(&self) -> Vec<Block> {
        let title = Heading { level: 0, text: vec![Span::plain(self.title.as_str())], ..Heading::default() };
        let kicker = (!self.kicker.is_empty()).then(|| Block::Paragraph(self.kicker.clone()));
        std::iter::once(Block::Heading(title)).chain(kicker).collect()
    }

    /// All text of the page that can hold a link, in reading order.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        self.kicker.iter().chain(self.blocks.iter().flat_map(Block::spans))
    }

    /// The blocks of one part of the page, in order.
    pub fn part(&self, part: Part) -> impl Iterator<Item = &Block> {
        let mut current = Part::Main;
        self.blocks.iter().filter(move |block| {
            if let Block::Heading(heading) = block
                && heading.level == 1
            {
                current = heading.part;
            }
            current == part
        })
    }

    /// Whether one part of the page holds anything.
    pub fn has(&self, part: Part) -> bool {
        self.part(part).next().is_some()
    }
}
