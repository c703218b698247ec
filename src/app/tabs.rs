//! The tabs of a narrow screen, where one pane is shown at a time.

use crate::action::Focus;
use crate::model::Kind;

use super::layout::{Area, Arrangement};
use super::state::State;

/// A tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// The pane it shows.
    pub focus: Focus,
    /// What it says.
    pub label: &'static str,
    /// Where it stands.
    pub area: Area,
}

/// The tabs on screen; none where panes stand side by side.
pub fn tabs(state: &State) -> Vec<Tab> {
    let layout = &state.view.layout;
    let Some(header) = layout.panes.first().map(|pane| pane.header) else { return Vec::new() };
    if layout.arrangement != Arrangement::Tabs {
        return Vec::new();
    }
    let mut x = header.x + 2;
    layout
        .reachable
        .iter()
        .map(|&focus| {
            let label = label(state, focus);
            // Labels are plain words, one column a letter.
            let width = u16::try_from(label.len()).unwrap_or(u16::MAX);
            let area = Area { x, width, ..header };
            x = x.saturating_add(width + 2);
            Tab { focus, label, area }
        })
        .collect()
}

fn label(state: &State, focus: Focus) -> &'static str {
    match focus {
        Focus::Index => match state.index.kind {
            Kind::Strategy => "Strategies",
            Kind::Person => "People",
            Kind::Tag => "Tags",
            Kind::Lever => "Levers",
            Kind::Scenario => "Scenarios",
            Kind::Portfolio => "Portfolios",
            Kind::Mechanism => "Mechanisms",
        },
        Focus::Main => "Page",
        Focus::Relations => "Relations",
        Focus::People => "Record",
    }
}
