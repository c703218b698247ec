//! Pages and the blocks that they consist of, without colours and widths. All renderers draw the same page.

use std::borrow::Cow;

use crate::model::{Mechanism, RelationKind};
use crate::place::Place;

use super::bars::Bars;
use super::grid::Grid;
use super::inline::{Inline, IntoInline, Span, Tone};
use super::intervals::Intervals;
use super::neighbourhood::Neighbourhood;
use super::panels::Panels;
use super::path_picture::PathPicture;
use super::strip::StripPlot;

/// A page as a document: what a place of the atlas, or a report, shows.
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
    /// Place in the atlas that the page shows; `None` for reports such as an audit.
    pub place: Option<Place>,
    /// Line below the title that classifies the page: `Information flow ↑ · institutional`.
    pub kicker: Inline,
    /// Title of the page.
    pub title: String,
    /// Blocks of the page, top to bottom.
    pub blocks: Vec<Block>,
}

/// Part of a page that a section belongs to. Wide screens show the parts side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Part {
    /// The text of the page itself.
    #[default]
    Main,
    /// The relations of the page's record to other records.
    Relations,
    /// The people with a position on the subject of the page.
    People,
}

/// One unit of a page, such as a heading, a list, a table or a chart. Every renderer draws blocks of all kinds.
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
    /// A sentence on the state of the page, or the reason why a section is empty.
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
    /// A table with a label for each row and column.
    Grid(Grid),
    /// A grid with all pairs of some records.
    Pairs(PairGrid),
    /// A record in the middle of its neighbours.
    Neighbourhood(Neighbourhood),
    /// The paths between two records.
    Paths(PathPicture),
    /// Dots on a common scale.
    Strip(StripPlot),
    /// Small boxes side by side that contain blocks.
    Panels(Panels),
    /// Preformatted text.
    Code(CodeBlock),
}

/// Preformatted lines: commands, or the content of a file.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CodeBlock {
    /// Language of the lines, under its name in Markdown: `sh`, `toml`.
    pub language: String,
    /// The lines, with line breaks between them.
    pub text: String,
}

/// Heading of a page, of a section or of a group.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Heading {
    /// Level of the heading: 0 for the title of a page, 1 for a section, 2 for a group in a section, 3 for a group in a
    /// group.
    pub level: u8,
    /// Text of the heading; may be a link.
    pub text: Inline,
    /// Number of entries below the heading; `None` if it is not shown.
    pub count: Option<u32>,
    /// Short remark shown beside the heading, such as `overshoot risk`; `None` if there is none.
    pub mark: Option<String>,
    /// Whether the remark in `mark` is a warning.
    pub warns: bool,
    /// Summary or link at the end of the heading's line.
    pub aside: Inline,
    /// Whether the section is an explanation, which is hidden like [`Block::Explanation`].
    pub explains: bool,
    /// Part of the page that the section belongs to; groups belong to the part of their section.
    pub part: Part,
}

/// Value with a label.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Label shown before the value.
    pub label: String,
    /// Value of the fact; may contain links.
    pub value: Inline,
    /// Meaning of the sign that the label starts with; `None` if it starts with none.
    pub tone: Option<Tone>,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Item {
    /// Text of the item. To follow the item opens the first link in this text.
    pub text: Inline,
    /// Badges of tiers and stances, shown after the text.
    pub badges: Vec<Badge>,
    /// A few words after the badges, shortened if they do not fit.
    pub aside: Inline,
    /// Note of one line on the item.
    pub note: Inline,
    /// Line below the note that starts with a sign, such as what would prove the item wrong.
    pub flag: Inline,
    /// Whether the note is shortened where explanations are hidden.
    pub note_length: NoteLength,
}

/// Length to which the note of a list item is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum NoteLength {
    /// The whole note.
    #[default]
    Whole,
    /// The whole note, or two rows of it where explanations are hidden.
    Foldable,
    /// The whole note, or the part of it that fits in the row of the item where explanations are hidden.
    Inline(RowWidths),
    /// Two rows.
    Folded,
    /// The part that fits in the row of the item.
    InRow(RowWidths),
}

/// Widths of the parts of items that take one row each, in columns; the lists of a page share them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct RowWidths {
    /// Width of the text.
    pub text: usize,
    /// Widths of the details in the aside, which are separated by dots, the most important one first; 0 for a detail
    /// that no item has.
    pub details: [usize; 5],
    /// Word that the first detail of each item starts with, and that is shown once above the details instead if there are
    /// headings of badges; empty if there is none.
    pub head: &'static str,
    /// Whether a note without room in the row of its item takes a row below it; otherwise it is left out.
    pub is_note_below: bool,
}

/// A few letters that stand for a tier, a stance or a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// What the badge stands for.
    pub kind: BadgeKind,
    /// The few letters that are shown.
    pub short: String,
    /// The words that the letters stand for.
    pub label: String,
    /// Meaning that the colour of the badge shows instead of its kind: that of a verdict.
    pub tone: Option<Tone>,
}

/// What a badge stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum BadgeKind {
    /// The tier of a person's expertise.
    Expertise,
    /// The tier of a person's recognition.
    Recognition,
    /// The tier for the time at which a person came to the field.
    Vintage,
    /// A stance in favour of a position.
    For,
    /// A stance partly or conditionally in favour of a position.
    Mixed,
    /// A stance against a position.
    Against,
    /// A position that is inferred, not stated by the person.
    Tentative,
    /// A verdict of the reviewer.
    Verdict,
    /// Any other meaning.
    Plain,
}

/// Symmetric grid of all pairs of some records: its rows and its columns are the same records.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct PairGrid {
    /// Names of the records, in the order of the rows and columns.
    pub names: Vec<Span>,
    /// Labels of groups of adjacent records, each with the number of records.
    pub bands: Vec<(Span, usize)>,
    /// Pairs of records that relate, in order of their positions.
    pub pairs: Vec<Pair>,
    /// Whether the grid is a miniature that shows only the pattern, without names.
    pub is_small: bool,
}

/// Pair of related records, by their positions in the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Lower of the two positions, from 0.
    pub from: usize,
    /// Higher of the two positions, from 0.
    pub to: usize,
    /// Kind of the relation.
    pub kind: RelationKind,
    /// Mechanism of the relation, that is, the reason why the two relate.
    pub mechanism: Mechanism,
}

impl BadgeKind {
    /// Returns whether the badge stands for a stance; lists show the sign of a stance before the name.
    pub fn is_stance(self) -> bool {
        matches!(self, Self::For | Self::Mixed | Self::Against)
    }

    /// Returns the name of the kind in JSON and HTML.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// Creates a fact with a label and a value, without a tone.
pub fn fact(label: impl Into<String>, value: impl IntoInline) -> Fact {
    Fact { label: label.into(), value: value.into_inline(), tone: None }
}

impl Fact {
    /// Sets the meaning of the sign that the label starts with.
    #[must_use]
    pub fn toned(self, tone: impl Into<Tone>) -> Self {
        Self { tone: Some(tone.into()), ..self }
    }
}

impl Item {
    /// Returns all spans of the item, in reading order.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        self.text.iter().chain(&self.aside).chain(&self.note).chain(&self.flag)
    }

    /// Creates an item without badges.
    pub fn new(text: impl IntoInline, note: impl IntoInline) -> Self {
        Self { text: text.into_inline(), note: note.into_inline(), ..Self::default() }
    }

    /// Sets the few words after the badges.
    #[must_use]
    pub fn beside(self, aside: impl IntoInline) -> Self {
        Self { aside: aside.into_inline(), ..self }
    }

    /// Lets the explorer shorten the note to two rows while explanations are hidden.
    #[must_use]
    pub fn foldable(self) -> Self {
        Self { note_length: NoteLength::Foldable, ..self }
    }

    /// Lets the explorer show the item in one row with parts of these widths, with the rest of the row for the note,
    /// while explanations are hidden.
    #[must_use]
    pub fn inlined(self, widths: RowWidths) -> Self {
        Self { note_length: NoteLength::Inline(widths), ..self }
    }

    /// Sets the line below the note, which starts with a sign.
    #[must_use]
    pub fn flagged(self, flag: impl IntoInline) -> Self {
        Self { flag: flag.into_inline(), ..self }
    }

    /// Shortens the note as [`Self::note_length`] allows.
    fn fold(&mut self) {
        let links = self.note.iter_mut().filter(|span| span.to.is_some());
        match self.note_length {
            NoteLength::Whole | NoteLength::Folded | NoteLength::InRow(_) => {}
            NoteLength::Foldable => {
                self.note_length = NoteLength::Folded;
                // Only the first link of a note is in the rows that stay for sure.
                links.skip(1).for_each(|span| span.to = None);
            }
            NoteLength::Inline(widths) => {
                self.note_length = NoteLength::InRow(widths);
                // No link of the note is in the row for sure.
                links.for_each(|span| span.to = None);
            }
        }
    }

    /// Sets the badges of the item.
    #[must_use]
    pub fn badged(self, badges: impl IntoIterator<Item = Badge>) -> Self {
        Self { badges: badges.into_iter().collect(), ..self }
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

    /// Sets the remark beside the heading to `mark`.
    #[must_use]
    pub fn marked(self, mark: impl Into<String>) -> Self {
        Self { mark: Some(mark.into()), ..self }
    }

    /// Sets the remark beside the heading to `mark`, as a warning.
    #[must_use]
    pub fn warning(self, mark: impl Into<String>) -> Self {
        Self { warns: true, ..self.marked(mark) }
    }

    /// Sets the summary or link at the end of the heading's line.
    #[must_use]
    pub fn beside(self, aside: impl IntoInline) -> Self {
        Self { aside: aside.into_inline(), ..self }
    }

    /// Marks the section as an explanation, which the explorer hides by default.
    #[must_use]
    pub fn explaining(self) -> Self {
        Self { explains: true, ..self }
    }

    /// Sets the part of the page that the section belongs to.
    #[must_use]
    pub fn within(self, part: Part) -> Self {
        Self { part, ..self }
    }
}

impl Block {
    /// Returns the block with its foldable notes folded.
    fn folded(&self) -> Cow<'_, Self> {
        let is_foldable = |item: &Item| matches!(item.note_length, NoteLength::Foldable | NoteLength::Inline(_));
        match self {
            Self::List(items) if items.iter().any(is_foldable) => {
                let mut items = items.clone();
                items.iter_mut().for_each(Item::fold);
                Cow::Owned(Self::List(items))
            }
            _ => Cow::Borrowed(self),
        }
    }

    /// Returns the block; a chart has at most its first `max` bars.
    pub(super) fn with_bars(&self, max: usize) -> Cow<'_, Self> {
        match self {
            Self::Bars(content) if content.bars.len() > max => {
                Cow::Owned(Self::Bars(Bars { bars: content.bars[..max].to_vec(), ..content.clone() }))
            }
            _ => Cow::Borrowed(self),
        }
    }

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
            Self::List(items) => Box::new(items.iter().flat_map(Item::spans)),
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
    /// Returns the title of the page and its kicker, the line that classifies the page, as blocks.
    pub fn head(&self) -> Vec<Block> {
        let title = Heading { level: 0, ..Heading::section(self.title.as_str()) };
        let kicker = (!self.kicker.is_empty()).then(|| Block::Paragraph(self.kicker.clone()));
        std::iter::once(Block::Heading(title)).chain(kicker).collect()
    }

    /// Returns all spans of the page, in reading order.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        self.kicker.iter().chain(self.blocks.iter().flat_map(Block::spans))
    }

    /// Returns the blocks of the sections that belong to `part`, in order.
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

    /// Returns `blocks` without explanations and without sections that are explanations, and with foldable notes folded.
    pub fn folded<'a>(blocks: impl Iterator<Item = &'a Block>) -> impl Iterator<Item = Cow<'a, Block>> {
        let mut is_explaining = false;
        let shown = blocks.filter(move |block| match block {
            Block::Heading(heading) => {
                if heading.level <= 1 {
                    is_explaining = heading.explains;
                }
                !is_explaining
            }
            Block::Explanation(_) => false,
            _ => !is_explaining,
        });
        shown.map(Block::folded)
    }

    /// Returns `blocks` as the explorer shows them: all of them if `explanations` are shown, or else folded.
    pub fn shown<'a>(blocks: impl Iterator<Item = &'a Block>, explanations: bool) -> Vec<Cow<'a, Block>> {
        if explanations { blocks.map(Cow::Borrowed).collect() } else { Self::folded(blocks).collect() }
    }

    /// Returns whether the page has explanations, which the explorer hides by default.
    pub fn explains(&self) -> bool {
        let (mut shown, mut is_folded) = (0, false);
        for block in Self::folded(self.blocks.iter()) {
            shown += 1;
            is_folded |= matches!(block, Cow::Owned(_));
        }
        is_folded || shown < self.blocks.len()
    }

    /// Returns whether any block of the page belongs to `part`.
    pub fn has(&self, part: Part) -> bool {
        self.part(part).next().is_some()
    }
}
