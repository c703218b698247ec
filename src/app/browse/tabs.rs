//! Tabs of a narrow screen, which shows one pane at a time.

use crate::action::Focus;
use crate::model::Kind;

use super::Browse;
use super::layout::{Area, Arrangement};

/// Tab of a narrow screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Pane that the tab shows.
    pub focus: Focus,
    /// Word on the tab.
    pub label: &'static str,
    /// Area of the label on the screen.
    pub area: Area,
}

/// Returns the tabs; empty if panes are side by side, so that no tabs are needed.
pub fn tabs(browse: &Browse) -> Vec<Tab> {
    let layout = &browse.view.layout;
    let Some(header) = layout.panes.first().map(|pane| pane.header) else { return Vec::new() };
    if layout.arrangement != Arrangement::Tabs {
        return Vec::new();
    }
    let mut x = header.x + 2;
    layout
        .reachable
        .iter()
        .map(|&focus| {
            let label = label(browse, focus);
            // Labels are ASCII words, so the number of bytes is the width in columns.
            let width = u16::try_from(label.len()).unwrap_or(u16::MAX);
            let area = Area { x, width, ..header };
            x = x.saturating_add(width + 2);
            Tab { focus, label, area }
        })
        .collect()
}

fn label(browse: &Browse, focus: Focus) -> &'static str {
    match focus {
        Focus::Index => match browse.index.kind {
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
