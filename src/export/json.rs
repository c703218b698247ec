//! Pages as JSON, for programs. The format is stable: keys may be added, but no key is removed or changes its meaning.
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
//! A `BLOCK` has a `type`:
//!
//! | type | keys |
//! |---|---|
//! | `heading` | `level` (1 section, 2 group, 3 single item), `text`, `part` (`main`, `relations`, `people`), `count` and `mark` if present, `aside` if not empty |
//! | `paragraph`, `caption`, `notice`, `warning` | `text` |
//! | `facts` | `facts`: `label`, `value` and `tone` if present |
//! | `list` | `items`: `text`, `badges` (`kind`, `short`, `label`), `note`, `aside` and `flag` if not empty |
//! | `bars` | `full`, the value of a full bar, and `bars`: `label`, `value`, `shown`, and `parts` (`tone`, `value`) if the value has parts |
//! | `intervals` | `ticks`, the marks on the scale, its ends first and last: `at`, `shown`; and `intervals`: `label`, `low`, `high` (equal for a point), `shown`, `note` |
//! | `grid` | `corner`, the heading of the rows; `columns`: `label`; `rows` and, if it has them, `totals`, a row below all others: `label`, `cells` (one for each column: `text`, and `shade` from 0 to 1 if present), `total` |
//! | `neighbourhood` | `centre`, the name in the middle, and `groups`: `title`, `count`, and the `members` shown: `name`, `further` |
//! | `code` | `language`, as Markdown names it, and `text`, with its line breaks |
//! | `pairs` | `names` in order, `bands` of neighbours (`text`, `count`), and the related `pairs`: positions `from` and `to` in `names`, from 0, `kind` and `mechanism` |
//! | `paths` | the paths between two records: `start` and `end`, names, and `branches`: `edge`, `branches`, and `stop`, a name, unless the step leads to the end |
//! | `strip` | `ticks` as above, and `points`: `name`, `at` on the scale, `shown` |
//! | `panels` | `panels`: `title`, `aside` if not empty, and `blocks` |
//!
//! `text` (but that of a `SPAN`), `value` of a fact, `note`, `flag`, `kicker`, `total` and `label` of a bar, of an
//! interval, of a column and of a row are lists of `SPAN`s: `{"text": "Pause"}`, with `place` or `url` if it is a link and `weight`
//! (`strong`, `quiet`, `code`) if it is not plain. A `tone` is the meaning that screens give a colour: `conflict`,
//! `complement`, `twin`, `for`, `mixed`, `against`, `caution`, `down`,
//! `neutral` or `up`. Empty lists are written. The `kind` of a badge is
//! `expertise`, `recognition`, `vintage`, `for`, `mixed`, `against` (stances), `tentative`, `verdict` or `plain`. The
//! `part` of a group is that of the section above it.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::document::{
    Badge, Bar, BarPart, Block, Fact, Grid, GridCell, GridColumn, GridRow, Heading, Interval, Item, Member,
    NeighbourGroup, Page, PagePanel, Pair, PairGrid, Part, PathBranch, PathPicture, Span, StripPoint, Target, Tick,
    Tone, Weight,
};
use crate::model::Atlas;
use crate::text;

use super::InAtlas;

/// Formats `page` as one line of JSON.
///
/// # Errors
/// If a value cannot be represented in JSON, which does not occur for pages.
pub fn page(atlas: &Atlas, page: &Page) -> serde_json::Result<String> {
    serde_json::to_string(&InAtlas(atlas, page)).map(|json| text::escape_json(&json).into_owned())
}

/// Serializes an object with the given entries; an entry after `=>` is omitted if it is `None`.
macro_rules! object {
    ($serializer:expr, $($key:literal $(: $value:expr)? $(=> $optional:expr)?),* $(,)?) => {{
        let mut object = $serializer.serialize_map(None)?;
        $(
            $(object.serialize_entry($key, &$value)?;)?
            $(if let Some(value) = &$optional {
                object.serialize_entry($key, value)?;
            })?
        )*
        object.end()
    }};
}

/// Implements `Serialize` for parts of pages, each as an object with the given entries.
macro_rules! objects {
    ($($atlas:ident, $part:ident: $type:ty => { $($entries:tt)* })*) => {
        $(impl Serialize for InAtlas<'_, &$type> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let &Self($atlas, $part) = self;
                object!(serializer, $($entries)*)
            }
        })*
    };
}

objects! {
    atlas, page: Page => {
        "place" => page.place.map(|place| place.path(atlas)),
        "title": page.title,
        "kicker": each(atlas, &page.kicker),
        "blocks": blocks(atlas, page),
    }
    atlas, fact: Fact => {
        "label": fact.label,
        "value": each(atlas, &fact.value),
        "tone" => fact.tone.map(Tone::as_str),
    }
    atlas, item: Item => {
        "text": each(atlas, &item.text),
        "badges": each(atlas, &item.badges),
        "note": each(atlas, &item.note),
        "aside" => some(atlas, &item.aside),
        "flag" => some(atlas, &item.flag),
    }
    _atlas, badge: Badge => { "kind": badge.kind.as_str(), "short": badge.short, "label": badge.label }
    atlas, bar: Bar => {
        "label": each(atlas, &bar.label),
        "value": bar.value,
        "shown": bar.shown,
        "parts" => (!bar.parts.is_empty()).then(|| each(atlas, &bar.parts)),
    }
    _atlas, part: BarPart => { "tone": part.tone.as_str(), "value": part.value }
    atlas, point: StripPoint => { "name": [InAtlas(atlas, &point.name)], "at": point.at, "shown": point.shown }
    atlas, panel: PagePanel => {
        "title": [InAtlas(atlas, &panel.title)],
        "aside" => (!panel.aside.is_empty()).then(|| each(atlas, &panel.aside)),
        "blocks": panel.blocks.iter().map(|block| InAtlas(atlas, (Part::Main, block))).collect::<Vec<_>>(),
    }
    _atlas, tick: Tick => { "at": tick.at, "shown": tick.shown }
    atlas, interval: Interval => {
        "label": each(atlas, &interval.label),
        "low": interval.low,
        "high": interval.high,
        "shown": interval.shown,
        "note": each(atlas, &interval.note),
    }
    atlas, column: GridColumn => { "label": each(atlas, &column.label) }
    atlas, row: GridRow => {
        "label": each(atlas, &row.label),
        "cells": each(atlas, &row.cells),
        "total": each(atlas, &row.total),
    }
    atlas, cell: GridCell => { "text": each(atlas, &cell.text), "shade" => cell.shade }
    atlas, branch: PathBranch => {
        "edge": each(atlas, &branch.edge),
        "stop" => branch.stop.as_ref().map(|stop| [InAtlas(atlas, stop)]),
        "branches": each(atlas, &branch.branches),
    }
    atlas, group: NeighbourGroup => {
        "title": each(atlas, &group.title),
        "count": group.count,
        "members": each(atlas, &group.members),
    }
    atlas, member: Member => { "name": [InAtlas(atlas, &member.name)], "further": each(atlas, &member.further) }
    _atlas, band: (Span, usize) => { "text": band.0.text, "count": band.1 }
    _atlas, pair: Pair => { "from": pair.from, "to": pair.to, "kind": pair.kind, "mechanism": pair.mechanism }
    atlas, span: Span => {
        "text": span.text,
        "weight" => match span.weight {
            Weight::Plain | Weight::Tone(_) => None,
            Weight::Strong => Some("strong"),
            Weight::Quiet => Some("quiet"),
            Weight::Code => Some("code"),
        },
        "tone" => match span.weight {
            Weight::Tone(tone) => Some(tone.as_str()),
            _ => None,
        },
        "place" => match &span.to {
            Some(Target::Place(place)) => Some(place.path(atlas)),
            _ => None,
        },
        "url" => match &span.to {
            Some(Target::Url(url)) => Some(url),
            _ => None,
        },
    }
}

fn each<'a, T>(atlas: &'a Atlas, parts: &'a [T]) -> Vec<InAtlas<'a, &'a T>> {
    parts.iter().map(|part| InAtlas(atlas, part)).collect()
}

/// Returns `parts` for serialization with their atlas; `None` if there are none.
fn some<'a, T>(atlas: &'a Atlas, parts: &'a [T]) -> Option<Vec<InAtlas<'a, &'a T>>> {
    (!parts.is_empty()).then(|| each(atlas, parts))
}

/// Returns the blocks of a page, each with the part of the page that its section belongs to.
fn blocks<'a>(atlas: &'a Atlas, page: &'a Page) -> Vec<InAtlas<'a, (Part, &'a Block)>> {
    let mut part = Part::Main;
    let in_part = |block: &'a Block| {
        if let Block::Heading(heading) = block
            && heading.level == 1
        {
            part = heading.part;
        }
        InAtlas(atlas, (part, block))
    };
    page.blocks.iter().map(in_part).collect()
}

impl Serialize for InAtlas<'_, (Part, &Block)> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let &Self(atlas, (part, block)) = self;
        match block {
            Block::Heading(heading) => heading_object(atlas, part, heading, to),
            Block::Paragraph(text) => object!(to, "type": "paragraph", "text": each(atlas, text)),
            Block::Caption(text) | Block::Explanation(text) => {
                object!(to, "type": "caption", "text": each(atlas, text))
            }
            Block::Notice(text) => object!(to, "type": "notice", "text": each(atlas, text)),
            Block::Warning(text) => object!(to, "type": "warning", "text": each(atlas, text)),
            Block::Facts(facts) => object!(to, "type": "facts", "facts": each(atlas, facts)),
            Block::List(items) => object!(to, "type": "list", "items": each(atlas, items)),
            Block::Bars(bars) => object!(to, "type": "bars", "full": bars.full, "bars": each(atlas, &bars.bars)),
            Block::Intervals(scale) => object!(
                to,
                "type": "intervals",
                "ticks": each(atlas, &scale.ticks),
                "intervals": each(atlas, &scale.intervals),
            ),
            Block::Grid(grid) => grid_object(atlas, grid, to),
            Block::Neighbourhood(around) => object!(
                to,
                "type": "neighbourhood",
                "centre": around.centre.text,
                "groups": each(atlas, &around.groups),
            ),
            Block::Code(code) => object!(to, "type": "code", "language": code.language, "text": code.text),
            Block::Pairs(grid) => pairs_object(atlas, grid, to),
            Block::Paths(picture) => paths_object(atlas, picture, to),
            Block::Strip(plot) => object!(
                to,
                "type": "strip",
                "ticks": each(atlas, &plot.ticks),
                "points": each(atlas, &plot.points),
            ),
            Block::Panels(panels) => object!(to, "type": "panels", "panels": each(atlas, &panels.panels)),
        }
    }
}

fn heading_object<S: Serializer>(atlas: &Atlas, part: Part, heading: &Heading, to: S) -> Result<S::Ok, S::Error> {
    object!(
        to,
        "type": "heading",
        "level": heading.level,
        "text": each(atlas, &heading.text),
        "part": match part {
            Part::Main => "main",
            Part::Relations => "relations",
            Part::People => "people",
        },
        "count" => heading.count,
        "mark" => heading.mark,
        "aside" => some(atlas, &heading.aside),
    )
}

fn paths_object<S: Serializer>(atlas: &Atlas, picture: &PathPicture, to: S) -> Result<S::Ok, S::Error> {
    object!(
        to,
        "type": "paths",
        "start": [InAtlas(atlas, &picture.start)],
        "end": [InAtlas(atlas, &picture.end)],
        "branches": each(atlas, &picture.branches),
    )
}

fn pairs_object<S: Serializer>(atlas: &Atlas, grid: &PairGrid, to: S) -> Result<S::Ok, S::Error> {
    object!(
        to,
        "type": "pairs",
        "names": each(atlas, &grid.names),
        "bands": each(atlas, &grid.bands),
        "pairs": each(atlas, &grid.pairs),
    )
}

fn grid_object<S: Serializer>(atlas: &Atlas, grid: &Grid, to: S) -> Result<S::Ok, S::Error> {
    object!(
        to,
        "type": "grid",
        "corner": grid.corner,
        "columns": each(atlas, &grid.columns),
        "rows": each(atlas, &grid.rows),
        "totals" => grid.totals.as_ref().map(|row| InAtlas(atlas, row)),
    )
}
