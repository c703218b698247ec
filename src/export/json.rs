//! Pages as JSON, for programs. The form is stable: keys may be added, none changes its meaning or goes away.
//!
//! ```json
//! {
//!   "place": "strategy/pause",
//!   "title": "Pause",
//!   "kicker": [SPAN],
//!   "blocks": [BLOCK]
//! }
//! ```
//!
//! A `BLOCK` tells its `type`:
//!
//! | type | keys |
//! |---|---|
//! | `heading` | `level` (1 section, 2 group, 3 one thing), `text`, `part` (`main`, `relations`, `people`), `count` and `mark` if there is one |
//! | `paragraph`, `caption`, `notice` | `text` |
//! | `facts` | `facts`: `label`, `value` |
//! | `list` | `items`: `text`, `badges` (`kind`, `short`, `label`), `note` |
//! | `bars` | `full`, what a full bar stands for, and `bars`: `label`, `value`, `shown` |
//! | `intervals` | `ticks`, the marks on the scale, its ends first and last: `at`, `shown`; and `intervals`: `label`, `low`, `high` (equal for a point), `shown`, `note` |
//! | `grid` | `corner`, what the rows are; `columns`: `label`; `rows` and, if it has them, `totals`, a row below all others: `label`, `cells` (one for each column: `text`, `shade` from 0 to 1 and `word` if it has them), `total` |
//! | `neighbourhood` | `centre`, the name in the middle, and `groups`: `title`, `count`, and the `members` shown: `name`, `further` |
//! | `pairs` | `names` in order, `bands` of neighbours (`text`, `count`), and the `pairs` that relate: positions `from` and `to` in `names`, from 0, `kind` and `mechanism` |
//!
//! `text` (but that of a `SPAN`), `value` of a fact, `note`, `kicker`, `total` and `label` of a bar, of an interval, of a
//! column and of a row are lists of `SPAN`s: `{"text": "Pause"}`, with `place` or `url` if it leads somewhere and `weight` (`strong`,
//! `quiet`) if it is not plain. What is empty is an empty list, not left out. The `kind` of a badge is `expertise`,
//! `recognition`, `vintage`, `for`, `against`, `tentative`, `verdict` or `plain`. Groups belong to the part of the section above
//! them, and their headings say so.

mod grid;

use crate::document::{self, Block, Part, Target, Weight};
use serde::Serialize;

use crate::model::{Atlas, Mechanism, RelationKind};
use crate::text;

use grid::Grid;

/// `page` as one line of JSON.
///
/// # Errors
/// If a value cannot be written; pages hold none.
pub fn page(atlas: &Atlas, page: &document::Page) -> serde_json::Result<String> {
    serde_json::to_string(&Page::new(atlas, page)).map(|json| text::escape_json(&json).into_owned())
}

#[derive(Serialize)]
struct Page<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    title: &'a str,
    kicker: Vec<Span<'a>>,
    blocks: Vec<Entry<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Entry<'a> {
    Heading(Heading<'a>),
    Paragraph { text: Vec<Span<'a>> },
    Caption { text: Vec<Span<'a>> },
    Notice { text: Vec<Span<'a>> },
    Facts { facts: Vec<Fact<'a>> },
    List { items: Vec<Item<'a>> },
    Bars { full: f64, bars: Vec<Bar<'a>> },
    Intervals { ticks: Vec<Tick<'a>>, intervals: Vec<Interval<'a>> },
    Grid(Grid<'a>),
    Neighbourhood { centre: &'a str, groups: Vec<Group<'a>> },
    Pairs { names: Vec<Span<'a>>, bands: Vec<Band<'a>>, pairs: Vec<Pair> },
}

#[derive(Serialize)]
struct Heading<'a> {
    level: u8,
    text: Vec<Span<'a>>,
    part: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<&'a str>,
}

#[derive(Serialize)]
struct Group<'a> {
    title: Vec<Span<'a>>,
    count: usize,
    members: Vec<Member<'a>>,
}

#[derive(Serialize)]
struct Member<'a> {
    name: Vec<Span<'a>>,
    further: Vec<Span<'a>>,
}

#[derive(Serialize)]
struct Band<'a> {
    text: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct Pair {
    from: usize,
    to: usize,
    kind: RelationKind,
    mechanism: Mechanism,
}

#[derive(Serialize)]
struct Fact<'a> {
    label: &'a str,
    value: Vec<Span<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    text: Vec<Span<'a>>,
    badges: Vec<Badge<'a>>,
    note: Vec<Span<'a>>,
}

#[derive(Serialize)]
struct Badge<'a> {
    kind: &'static str,
    short: &'a str,
    label: &'a str,
}

#[derive(Serialize)]
struct Bar<'a> {
    label: Vec<Span<'a>>,
    value: f64,
    shown: &'a str,
}

#[derive(Serialize)]
struct Tick<'a> {
    at: f64,
    shown: &'a str,
}

#[derive(Serialize)]
struct Interval<'a> {
    label: Vec<Span<'a>>,
    low: f64,
    high: f64,
    shown: &'a str,
    note: Vec<Span<'a>>,
}

#[derive(Serialize)]
struct Span<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    weight: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

impl<'a> Page<'a> {
    fn new(atlas: &Atlas, page: &'a document::Page) -> Self {
        let mut part = Part::Main;
        let entry = |block: &'a Block| {
            if let Block::Heading(heading) = block
                && heading.level == 1
            {
                part = heading.part;
            }
            Entry::new(atlas, part, block)
        };
        Self {
            place: page.place.map(|place| place.path(atlas)),
            title: &page.title,
            kicker: spans(atlas, &page.kicker),
            blocks: page.blocks.iter().map(entry).collect(),
        }
    }
}

impl<'a> Entry<'a> {
    fn new(atlas: &Atlas, part: Part, block: &'a Block) -> Self {
        match block {
            Block::Heading(heading) => Self::Heading(Heading {
                level: heading.level,
                text: spans(atlas, &heading.text),
                part: part_name(part),
                count: heading.count,
                mark: heading.mark.as_deref(),
            }),
            Block::Paragraph(text) => Self::Paragraph { text: spans(atlas, text) },
            Block::Caption(text) => Self::Caption { text: spans(atlas, text) },
            Block::Notice(text) => Self::Notice { text: spans(atlas, text) },
            Block::Facts(facts) => Self::Facts {
                facts: facts.iter().map(|fact| Fact { label: &fact.label, value: spans(atlas, &fact.value) }).collect(),
            },
            Block::List(items) => Self::List { items: items.iter().map(|item| Item::new(atlas, item)).collect() },
            Block::Neighbourhood(around) => Self::Neighbourhood {
                centre: &around.centre.text,
                groups: around.groups.iter().map(|group| Group::new(atlas, group)).collect(),
            },
            Block::Pairs(grid) => Self::Pairs {
                names: spans(atlas, &grid.names),
                bands: grid.bands.iter().map(|(span, count)| Band { text: &span.text, count: *count }).collect(),
                pairs: grid
                    .pairs
                    .iter()
                    .map(|&document::Pair { from, to, kind, mechanism }| Pair { from, to, kind, mechanism })
                    .collect(),
            },
            Block::Bars(bars) => {
                Self::Bars { full: bars.full, bars: bars.bars.iter().map(|bar| Bar::new(atlas, bar)).collect() }
            }
            Block::Intervals(content) => Self::Intervals {
                ticks: content.ticks.iter().map(|tick| Tick { at: tick.at, shown: &tick.shown }).collect(),
                intervals: content.intervals.iter().map(|interval| Interval::new(atlas, interval)).collect(),
            },
            Block::Grid(grid) => Self::Grid(Grid::new(atlas, grid)),
        }
    }
}

impl<'a> Group<'a> {
    fn new(atlas: &Atlas, group: &'a document::NeighbourGroup) -> Self {
        let member = |member: &'a document::Member| Member {
            name: spans(atlas, std::slice::from_ref(&member.name)),
            further: spans(atlas, &member.further),
        };
        Self {
            title: spans(atlas, &group.title),
            count: group.count,
            members: group.members.iter().map(member).collect(),
        }
    }
}

impl<'a> Item<'a> {
    fn new(atlas: &Atlas, item: &'a document::Item) -> Self {
        let badge =
            |badge: &'a document::Badge| Badge { kind: badge.kind.as_str(), short: &badge.short, label: &badge.label };
        Self {
            text: spans(atlas, &item.text),
            badges: item.badges.iter().map(badge).collect(),
            note: spans(atlas, &item.note),
        }
    }
}

impl<'a> Bar<'a> {
    fn new(atlas: &Atlas, bar: &'a document::Bar) -> Self {
        Self { label: spans(atlas, &bar.label), value: bar.value, shown: &bar.shown }
    }
}

impl<'a> Interval<'a> {
    fn new(atlas: &Atlas, interval: &'a document::Interval) -> Self {
        let document::Interval { label, low, high, shown, note } = interval;
        Self { label: spans(atlas, label), low: *low, high: *high, shown, note: spans(atlas, note) }
    }
}

fn spans<'a>(atlas: &Atlas, line: &'a [document::Span]) -> Vec<Span<'a>> {
    line.iter()
        .map(|span| Span {
            text: &span.text,
            weight: match span.weight {
                Weight::Plain => None,
                Weight::Strong => Some("strong"),
                Weight::Quiet => Some("quiet"),
            },
            place: match &span.to {
                Some(Target::Place(place)) => Some(place.path(atlas)),
                _ => None,
            },
            url: match &span.to {
                Some(Target::Url(url)) => Some(url),
                _ => None,
            },
        })
        .collect()
}

fn part_name(part: Part) -> &'static str {
    match part {
        Part::Main => "main",
        Part::Relations => "relations",
        Part::People => "people",
    }
}
