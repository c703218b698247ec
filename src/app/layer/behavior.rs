//! What every layer does: it takes keys, the mouse and answers, and replies with what is to happen.

use crate::action::{Action, ActionContext, KeyNames, KeyScope};
use crate::app::browse::Browse;
use crate::app::browse::layout::{Area, Size};
use crate::app::command::StateCommand;
use crate::app::history::LineKind;
use crate::app::message::SearchAnswer;
use crate::app::model::Model;
use crate::app::review::state::ReviewState;
use crate::app::text_input::TextInput;
use crate::graph::Graph;
use crate::model::Atlas;

use super::list::PickerView;

/// What a layer may look at. Nothing of it can be changed.
#[derive(Clone, Copy)]
pub struct LayerContext<'a> {
    /// The graph on screen.
    pub graph: &'a Graph,
    /// The keys in use.
    pub keys: &'a dyn KeyNames,
    /// What pages are made of.
    pub model: &'a Model,
    /// What is browsed below the layer.
    pub browse: &'a Browse,
    /// The review that is going on.
    pub review: &'a ReviewState,
}

/// Something that happens to a layer.
#[derive(Clone, Debug)]
pub(in crate::app) enum LayerEvent<'a> {
    /// An action was asked for; actions that edit the line arrive as [`LayerEvent::Edited`].
    Act(Action),
    /// The text of its line has changed.
    Edited,
    /// Text was typed, and the layer has no line.
    Typed(&'a str),
    /// The entry with this index was clicked.
    Choose(usize),
    /// The wheel was turned by so many rows over the region with this index.
    Wheel(usize, isize),
    /// The scrollbar of the region with this index was dragged so that this row is the first in sight.
    ScrollTo(usize, usize),
    /// The answer to what it has looked up.
    Answer(SearchAnswer),
}

/// What is to happen after an event.
#[derive(Clone, Debug)]
pub enum LayerReply {
    /// The layer stays open.
    Stay,
    /// The layer closes.
    Close,
    /// The layer stays open, and the command is carried out below it.
    Then(StateCommand),
    /// The layer closes, then the command is carried out.
    CloseThen(StateCommand),
}

/// Why a layer has to look at its context again.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) enum Why<'a> {
    /// The screen has another size.
    Resized,
    /// Something below the layer has changed.
    Changed,
    /// Another edition of the atlas is on screen; this was the one before.
    Reloaded(&'a Atlas),
}

/// A part of a layer that scrolls. Its scrollbar is in the column to the right of its area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScrollRegion {
    /// The rows in sight.
    pub area: Area,
    /// The number of rows in all.
    pub rows: usize,
    /// The first row in sight.
    pub first: usize,
    /// Whether its rows are entries that a click chooses.
    pub has_entries: bool,
}

/// The areas of a layer: drawing, clicks, the wheel and dragging all go by them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LayerAreas {
    /// The cells in which a click never closes the layer.
    pub frame: Area,
    /// The parts that scroll.
    pub regions: [Option<ScrollRegion>; 2],
}

/// What every layer does.
pub(in crate::app) trait LayerBehavior {
    /// The scopes that take keys, the first to take them first.
    fn scopes(&self) -> &'static [KeyScope];

    /// Whether characters are text here rather than keys.
    fn takes_text(&self) -> bool {
        true
    }

    /// The line being typed, and the kind of lines among which it is remembered.
    fn line(&mut self) -> Option<(&mut TextInput, LineKind)> {
        None
    }

    /// Its areas on a screen of `size`.
    fn areas(&self, size: Size) -> LayerAreas;

    /// Takes an event.
    #[must_use]
    fn handle(&mut self, event: LayerEvent<'_>, context: &LayerContext<'_>) -> LayerReply;

    /// Looks at its context again.
    #[must_use]
    fn refresh(&mut self, context: &LayerContext<'_>, why: Why<'_>) -> LayerReply;

    /// What could be done about the layer itself on a screen of `size`; everything else is as in the panes.
    fn situation(&self, size: Size) -> ActionContext {
        let _ = size;
        ActionContext::default()
    }

    /// Its list with a line above it, if that is what it is.
    fn picker(&self) -> Option<PickerView<'_>> {
        None
    }
}

impl ScrollRegion {
    /// The number of rows out of sight.
    fn hidden(self) -> usize {
        self.rows.saturating_sub(self.area.height.into())
    }

    /// Whether a cell is on its scrollbar.
    fn is_on_bar(self, x: u16, y: u16) -> bool {
        let bar = Area { x: self.area.x + self.area.width, width: 1, ..self.area };
        self.hidden() > 0 && bar.contains(x, y)
    }

    /// The first row in sight after its scrollbar was dragged to the row `y` of the screen.
    pub(in crate::app) fn first_at(self, y: u16) -> usize {
        let last = usize::from(self.area.height).saturating_sub(1);
        let row = usize::from(y.saturating_sub(self.area.y)).min(last);
        self.hidden() * row / last.max(1)
    }
}

impl LayerAreas {
    fn numbered(&self) -> impl Iterator<Item = (usize, ScrollRegion)> + '_ {
        self.regions.iter().enumerate().filter_map(|(number, region)| Some((number, (*region)?)))
    }

    /// The region whose scrollbar is at a cell.
    pub(in crate::app) fn bar_at(&self, x: u16, y: u16) -> Option<usize> {
        self.numbered().find(|(_, region)| region.is_on_bar(x, y)).map(|(number, _)| number)
    }

    /// The index of the entry at a cell.
    pub(in crate::app) fn entry_at(&self, x: u16, y: u16) -> Option<usize> {
        let (_, region) = self.numbered().find(|(_, region)| region.has_entries && region.area.contains(x, y))?;
        let row = region.first + usize::from(y - region.area.y);
        (row < region.rows).then_some(row)
    }

    /// The region that the wheel scrolls at a cell: the one below it, else the first.
    pub(in crate::app) fn region_at(&self, x: u16, y: u16) -> Option<usize> {
        let under = self.numbered().find(|(_, region)| region.area.contains(x, y));
        under.or_else(|| self.numbered().next()).map(|(number, _)| number)
    }
}
