//! Pages and their blocks, independent of colours and widths. All renderers draw the same page.

use crate::model::{Mechanism, RelationKind};
use crate::place::Place;

use super::grid::Grid;
use super::inline::{Inline, IntoInline, Span, Tone};
use super::intervals::Intervals;
use super::neighbourhood::Neighbourhood;
use super::panels::Panels;
use super::path_picture::PathPicture;
use super::sort::Sorting;
use super::strip::StripPlot;

/// Content of a place as a document.
///
/// ```
/// use stratlas::graph::Graph;
/// use stratlas::page::{self, PageContext};
/// use stratlas::place::Place;
///
/// let graph = Graph::new(stratlas::data::embedded()?);
/// let place = Place::parse(&graph.atlas, "strategy/pause")?;
/// let page = page::build(place, &PageContext::new(&graph));
/// assert_eq!(page.title, "Pause");
/// assert!(page.spans().any(|span| span.text == "Speed"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Address; `None` for reports such as an audit.
    pub place: Option<Place>,
    /// Line below the title that classifies the page: `Information flow ↑ · institutional`.
    pub kicker: Inline,
    /// The title.
    pub title: String,
    /// The content, top to bottom.
    pub blocks: Vec<Block>,
}

/// Part of a page, the side pane to which a section belongs. Wide screens show the parts side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Part {
    /// The text of the page.
    #[default]
    Main,
    /// Relations to other records.
    Relations,
    /// People on the record.
    People,
}

/// One unit of a page, such as a heading, a list, a table or a chart; every renderer draws all kinds.
///
/// ```
/// use stratlas::document::{Block, Heading, Span};
///
/// let heading = Block::Heading(Heading::section("Conflicts").counting(3));
/// assert_eq!(heading.spans().collect::<Vec<_>>(), [&Span::plain("Conflicts")]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The heading of a section, or of a group within a section.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Inline),
    /// A remark on the block above or below.
    Caption(Inline),
    /// An explanation common to many pages. The explorer hides it unless the user turns explanations on.
    Explanation(Inline),
    /// A state of the page, or the reason why a section is empty.
    Notice(Inline),
    /// A caveat or a warning.
    Warning(Inline),
    /// Labelled values.
    Facts(Vec<Fact>),
    /// A list.
    List(Vec<Item>),
    /// A bar chart.
    Bars(Bars),
    /// Points and ranges on a common scale.
    Intervals(Intervals),
    /// A table with labelled rows and columns.
    Grid(Grid),
    /// All pairs of some records in a grid.
    Pairs(PairGrid),
    /// A record and its neighbours.
    Neighbourhood(Neighbourhood),
    /// The paths between two records.
    Paths(PathPicture),
    /// Dots on a common scale.
    Strip(StripPlot),
    /// Small boxes with blocks, side by side.
    Panels(Panels),
    /// Preformatted text.
    Code(CodeBlock),
}

/// Preformatted lines: commands, or the content of a file.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CodeBlock {
    /// Name of the language in Markdown: `sh`, `toml`.
    pub language: String,
    /// The lines.
    pub text: String,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Heading {
    /// 0 for the title of a page, 1 for a section, 2 for a group within it, 3 for a group within a group.
    pub level: u8,
    /// Text; may be a link.
    pub text: Inline,
    /// Number of entries below the heading.
    pub count: Option<u32>,
    /// Short remark beside the heading: `overshoot risk`.
    pub mark: Option<String>,
    /// Whether the remark is a warning.
    pub warns: bool,
    /// Summary or link at the end of the line.
    pub aside: Inline,
    /// Whether the section is an explanation, hidden like [`Block::Explanation`].
    pub explains: bool,
    /// Part of the page that the section belongs to; groups belong to the part of their section.
    pub part: Part,
}

/// Labelled value.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// The label.
    pub label: String,
    /// The value.
    pub value: Inline,
    /// Meaning of the sign at the start of the label.
    pub tone: Option<Tone>,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Item {
    /// Text. Following the item opens its first link.
    pub text: Inline,
    /// Badges of tiers and stances.
    pub badges: Vec<Badge>,
    /// Few words after the badges, shortened if they do not fit.
    pub aside: Inline,
    /// One-line note.
    pub note: Inline,
}

/// Badge: a few letters for a tier, a stance or a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// Meaning of the badge.
    pub kind: BadgeKind,
    /// A few letters.
    pub short: String,
    /// The words abbreviated by the letters.
    pub label: String,
}

/// Meaning of a badge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum BadgeKind {
    /// A tier of expertise.
    Expertise,
    /// A tier of recognition.
    Recognition,
    /// A vintage.
    Vintage,
    /// An endorsing stance.
    For,
    /// A stance partly or conditionally in favour.
    Mixed,
    /// An opposing stance.
    Against,
    /// A position that is inferred, not stated.
    Tentative,
    /// The reviewer's verdict.
    Verdict,
    /// Any other meaning.
    Plain,
}

/// A bar chart.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Bars {
    /// The bars, top to bottom.
    pub bars: Vec<Bar>,
    /// Value of a full-length bar; at least the largest value.
    pub full: f64,
    /// How the bars are sorted, if they can be.
    pub sorting: Option<Sorting>,
}

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The label.
    pub label: Inline,
    /// The value.
    pub value: f64,
    /// The value as text.
    pub shown: String,
    /// Parts of the value by meaning; empty if the value is not divided.
    pub parts: Vec<BarPart>,
}

/// A part of the value of a bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BarPart {
    /// The meaning.
    pub tone: Tone,
    /// The value.
    pub value: f64,
}

/// Symmetric grid of all pairs of some records: rows and columns are the same records.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct PairGrid {
    /// The records, in order.
    pub names: Vec<Span>,
    /// Labels of runs of adjacent records, with the length of each run.
    pub bands: Vec<(Span, usize)>,
    /// Related pairs, in order.
    pub pairs: Vec<Pair>,
    /// Whether the grid is a miniature that only shows the pattern.
    pub is_small: bool,
}

/// Related pair, by positions in the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The lower position.
    pub from: usize,
    /// The higher position.
    pub to: usize,
    /// The kind of the relation.
    pub kind: RelationKind,
    /// The mechanism of the relation.
    pub mechanism: Mechanism,
}

impl BadgeKind {
    /// Returns whether the badge is a stance, whose sign lists show before the name.
    pub fn is_stance(self) -> bool {
        matches!(self, Self::For | Self::Mixed | Self::Against)
    }

    /// Returns the name in JSON and HTML.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// Creates a fact.
pub fn fact(label: impl Into<String>, value: impl IntoInline) -> Fact {
    Fact { label: label.into(), value: value.into_inline(), tone: None }
}

impl Fact {
    /// Sets the tone of the label.
    #[must_use]
    pub fn toned(self, tone: impl Into<Tone>) -> Self {
        Self { tone: Some(tone.into()), ..self }
    }
}

impl Item {
    /// Creates an item without badges.
    pub fn new(text: impl IntoInline, note: impl IntoInline) -> Self {
        Self { text: text.into_inline(), note: note.into_inline(), ..Self::default() }
    }

    /// Sets a few words after the badges.
    #[must_use]
    pub fn beside(self, aside: impl IntoInline) -> Self {
        Self { aside: aside.into_inline(), ..self }
    }

    /// Sets the badges.
    #[must_use]
    pub fn badged(self, badges: impl IntoIterator<Item = Badge>) -> Self {
        Self { badges: badges.into_iter().collect(), ..self }
    }
}

impl Bar {
    /// Creates the bar of a count.
    pub fn of_count(label: impl IntoInline, count: usize) -> Self {
        Self::new(label, f64::from(u32::try_from(count).unwrap_or(u32::MAX)), count.to_string())
    }

    /// Creates a bar.
    pub fn new(label: impl IntoInline, value: f64, shown: impl Into<String>) -> Self {
        Self { label: label.into_inline(), value, shown: shown.into(), parts: Vec::new() }
    }
}

impl Bars {
    /// Creates a chart whose longest bar has full length, unless its value is below `min_full`.
    pub fn scaled(min_full: f64, bars: impl IntoIterator<Item = Bar>) -> Self {
        let bars: Vec<Bar> = bars.into_iter().collect();
        Self { full: bars.iter().map(|bar| bar.value).fold(min_full, f64::max), bars, sorting: None }
    }

    /// Creates a chart of counts. Its longest bar has full length.
    pub fn of_counts(bars: impl IntoIterator<Item = Bar>) -> Self {
        Self::scaled(1.0, bars)
    }
}

impl Heading {
    /// Creates the heading of a section.
    pub fn section(text: impl IntoInline) -> Self {
        Self { level: 1, text: text.into_inline(), ..Self::default() }
    }

    /// Creates the heading of a group in a section.
    pub fn group(text: impl IntoInline) -> Self {
        Self { level: 2, ..Self::section(text) }
    }

    /// Sets the number of entries below the heading.
    #[must_use]
    pub fn counting(self, count: usize) -> Self {
        Self { count: Some(u32::try_from(count).unwrap_or(u32::MAX)), ..self }
    }

    /// Sets the remark.
    #[must_use]
    pub fn marked(self, mark: impl Into<String>) -> Self {
        Self { mark: Some(mark.into()), ..self }
    }

    /// Sets the remark beside the heading to `mark`, as a warning.
    #[must_use]
    pub fn warning(self, mark: impl Into<String>) -> Self {
        Self { warns: true, ..self.marked(mark) }
    }

    /// Sets the summary or link at the end of the line.
    #[must_use]
    pub fn beside(self, aside: impl IntoInline) -> Self {
        Self { aside: aside.into_inline(), ..self }
    }

    /// Marks the section as an explanation.
    #[must_use]
    pub fn explaining(self) -> Self {
        Self { explains: true, ..self }
    }

    /// Sets the part of the page.
    #[must_use]
    pub fn within(self, part: Part) -> Self {
        Self { part, ..self }
    }
}

impl Block {
    /// Returns all spans of the block, in reading order.
    pub fn spans(&self) -> Box<dyn Iterator<Item = &Span> + '_> {
        match self {
            Self::Heading(heading) => Box::new(heading.text.iter().chain(&heading.aside)),
            Self::Paragraph(text)
            | Self::Caption(text)
            | Self::Explanation(text)
            | Self::Notice(text)
            | Self::Warning(text) => Box::new(text.iter()),
            Self::Facts(facts) => Box::new(facts.iter().flat_map(|fact| &fact.value)),
            Self::List(items) => {
                Box::new(items.iter().flat_map(|item| item.text.iter().chain(&item.aside).chain(&item.note)))
            }
            Self::Bars(bars) => Box::new(bars.bars.iter().flat_map(|bar| &bar.label)),
            Self::Intervals(content) => {
                Box::new(content.intervals.iter().flat_map(|interval| interval.label.iter().chain(&interval.note)))
            }
            Self::Grid(grid) => Box::new(grid.spans()),
            Self::Neighbourhood(neighbourhood) => Box::new(neighbourhood.spans()),
            Self::Pairs(grid) => Box::new(grid.names.iter()),
            Self::Paths(picture) => Box::new(picture.spans()),
            Self::Strip(plot) => Box::new(plot.points.iter().map(|point| &point.name)),
            Self::Panels(panels) => Box::new(panels.spans()),
            Self::Code(_) => Box::new(std::iter::empty()),
        }
    }
}

impl Page {
    /// Returns the title and the kicker as blocks.
    pub fn head(&self) -> Vec<Block> {
        let title = Heading { level: 0, ..Heading::section(self.title.as_str()) };
        let kicker = (!self.kicker.is_empty()).then(|| Block::Paragraph(self.kicker.clone()));
        std::iter::once(Block::Heading(title)).chain(kicker).collect()
    }

    /// Returns all spans of the page, in reading order.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        self.kicker.iter().chain(self.blocks.iter().flat_map(Block::spans))
    }

    /// Returns the blocks of one part of the page, in order.
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

    /// Returns `blocks` without the explanations.
    pub fn folded<'a>(blocks: impl Iterator<Item = &'a Block>) -> impl Iterator<Item = &'a Block> {
        let mut is_explaining = false;
        blocks.filter(move |block| match block {
            Block::Heading(heading) => {
                if heading.level <= 1 {
                    is_explaining = heading.explains;
                }
                !is_explaining
            }
            Block::Explanation(_) => false,
            _ => !is_explaining,
        })
    }

    /// Returns whether the page has explanations.
    pub fn explains(&self) -> bool {
        Self::folded(self.blocks.iter()).count() < self.blocks.len()
    }

    /// Returns whether one part of the page has blocks.
    pub fn has(&self, part: Part) -> bool {
        self.part(part).next().is_some()
    }
}
