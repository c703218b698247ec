//! Behaviour of layers: how a layer handles keys, mouse and search answers, and the commands with which it replies.

use crate::action::{Action, KeyNames, KeyScope, Need};
use crate::app::browse::Browse;
use crate::app::browse::layout::{Area, Size};
use crate::app::browse::scroll::ScrollRegion;
use crate::app::command::StateCommand;
use crate::app::history::LineKind;
use crate::app::message::SearchAnswer;
use crate::app::model::Model;
use crate::app::review::state::ReviewState;
use crate::app::text_input::TextInput;
use crate::graph::Graph;
use crate::model::Atlas;

use super::list::PickerView;

/// What a layer can read besides its own state.
#[derive(Clone, Copy)]
pub struct LayerContext<'a> {
    /// Current graph of the atlas.
    pub graph: &'a Graph,
    /// Current key bindings.
    pub keys: &'a dyn KeyNames,
    /// Inputs of pages besides the graph.
    pub model: &'a Model,
    /// Panes below the layer.
    pub browse: &'a Browse,
    /// State of the review that is not in the journal.
    pub review: &'a ReviewState,
}

/// Event sent to a layer.
#[derive(Clone, Debug)]
pub(in crate::app) enum LayerEvent<'a> {
    /// An action to carry out. After an action that edits the layer's text line, [`LayerEvent::Edited`] is sent
    /// instead.
    Act(Action),
    /// The text of the layer's line was edited.
    Edited,
    /// Text was typed into a layer that has no line.
    Typed(&'a str),
    /// The entry with this index was clicked.
    Choose(usize),
    /// The wheel was turned by a number of rows over the region with this index.
    Wheel(usize, isize),
    /// The scrollbar of the region with this index was dragged; this row becomes the first visible one.
    ScrollTo(usize, usize),
    /// The answer arrived to the search that the layer requested.
    Answer(SearchAnswer),
}

/// Reply of a layer to an event.
#[derive(Clone, Debug)]
pub enum LayerReply {
    /// The layer stays open.
    Stay,
    /// The layer closes.
    Close,
    /// The layer stays open, and this command is carried out.
    Then(StateCommand),
    /// The layer closes, and then this command is carried out.
    CloseThen(StateCommand),
}

/// Reason for refreshing a layer.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) enum RefreshReason<'a> {
    /// The screen was resized.
    Resized,
    /// The state outside the layer has changed.
    Changed,
    /// The atlas was reloaded; the value is the atlas before the reload.
    Reloaded(&'a Atlas),
}

/// Areas of a layer on the screen, used by both drawing and mouse handling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LayerAreas {
    /// Area in which a click does not close the layer.
    pub frame: Area,
    /// Parts of the layer that scroll; unused entries are `None`.
    pub regions: [Option<ScrollRegion>; 2],
}

/// Behaviour of layers.
pub(in crate::app) trait LayerBehavior {
    /// Returns the scopes of keys that the layer handles, in order of precedence.
    fn scopes(&self) -> &'static [KeyScope] {
        &[]
    }

    /// Returns whether typed characters are text for the layer instead of keys.
    fn takes_text(&self) -> bool {
        true
    }

    /// Returns the text line of the layer and the history of the line; `None` if the layer has no line.
    fn line(&mut self) -> Option<(&mut TextInput, LineKind)> {
        None
    }

    /// Returns the areas of the layer on a screen of `size`.
    fn areas(&self, size: Size) -> LayerAreas {
        let _ = size;
        LayerAreas::default()
    }

    /// Handles an event.
    #[must_use]
    fn handle(&mut self, event: LayerEvent<'_>, context: &LayerContext<'_>) -> LayerReply;

    /// Updates the layer after the state outside of it has changed for the reason `why`.
    #[must_use]
    fn refresh(&mut self, context: &LayerContext<'_>, why: RefreshReason<'_>) -> LayerReply {
        let _ = (context, why);
        LayerReply::Stay
    }

    /// Returns the needs (requirements of actions) that the layer itself meets on a screen of `size`.
    fn needs_met(&self, size: Size) -> Vec<Need> {
        let _ = size;
        Vec::new()
    }

    /// Returns the layer as a list with a filter line; `None` if it is of another kind.
    fn picker(&self) -> Option<PickerView<'_>> {
        None
    }
}

impl LayerAreas {
    fn numbered(&self) -> impl Iterator<Item = (usize, ScrollRegion)> + '_ {
        self.regions.iter().enumerate().filter_map(|(number, region)| Some((number, (*region)?)))
    }

    /// Returns the index of the region whose scrollbar is at a cell; `None` if there is none.
    pub(in crate::app) fn bar_at(&self, (x, y): (u16, u16)) -> Option<usize> {
        self.numbered().find(|(_, region)| region.is_on_bar(x, y)).map(|(number, _)| number)
    }

    /// Returns the index of the entry at a cell; `None` if there is no entry.
    pub(in crate::app) fn entry_at(&self, (x, y): (u16, u16)) -> Option<usize> {
        let (_, region) = self.numbered().find(|(_, region)| region.has_entries && region.area.contains(x, y))?;
        let row = region.first + usize::from(y - region.area.y);
        (row < region.rows).then_some(row)
    }

    /// Returns the index of the region that the wheel scrolls at a cell: the region at the cell, or else the first
    /// region; `None` if nothing scrolls.
    pub(in crate::app) fn region_at(&self, (x, y): (u16, u16)) -> Option<usize> {
        let under = self.numbered().find(|(_, region)| region.area.contains(x, y));
        under.or_else(|| self.numbered().next()).map(|(number, _)| number)
    }
}
