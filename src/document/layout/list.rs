//! The layout of lists: in aligned columns if every item fits in a row, else with notes below.

use crate::text;

use super::wrap::{space, width};
use super::{Flow, Fragment, Role, TEXT_WIDTH};
use crate::document::{Badge, Item};

/// The columns between name, badges and note.
const GAP: usize = 2;
/// The indent of a note below its item.
const INDENT: usize = 2;

struct LaidItem {
    name: Vec<Fragment>,
    badges: Vec<Fragment>,
    note: Vec<Fragment>,
}

/// Adds the rows of a list.
pub(super) fn lay_out(flow: &mut Flow, items: &[Item], columns: usize) {
    let laid: Vec<LaidItem> = items
        .iter()
        .map(|item| LaidItem {
            name: flow.runs(&item.text, Role::Text),
            badges: badges(&item.badges),
            note: flow.runs(&item.note, Role::Quiet),
        })
        .collect();
    let widest = |part: fn(&LaidItem) -> &[Fragment]| laid.iter().map(|item| width(part(item))).max().unwrap_or(0);
    let (names, badges, notes) = (widest(|item| &item.name), widest(|item| &item.badges), widest(|item| &item.note));
    let gap = |part: usize| if part == 0 { 0 } else { GAP };
    let beside = names + gap(badges) + badges + gap(notes) + notes <= columns.min(TEXT_WIDTH + INDENT);
    let names = names.min(columns.saturating_sub(gap(badges) + badges));
    for item in laid {
        if beside {
            flow.push(0, row(item.name, item.badges, item.note, names, badges));
        } else {
            stacked(flow, item, names, columns);
        }
    }
}

fn row(
    name: Vec<Fragment>,
    badges: Vec<Fragment>,
    note: Vec<Fragment>,
    names: usize,
    badges_width: usize,
) -> Vec<Fragment> {
    let mut runs = name;
    let mut column = width(&runs);
    for (part, start) in [(badges, names), (note, names + if badges_width > 0 { GAP + badges_width } else { 0 })] {
        if !part.is_empty() {
            runs.push(space((start + GAP).saturating_sub(column)));
            column = column.max(start + GAP) + width(&part);
            runs.extend(part);
        }
    }
    runs
}

fn stacked(flow: &mut Flow, item: LaidItem, names: usize, columns: usize) {
    if !item.badges.is_empty() && width(&item.name) <= names {
        flow.push(0, row(item.name, item.badges, Vec::new(), names, 0));
    } else {
        let runs: Vec<Fragment> = if item.badges.is_empty() {
            item.name
        } else {
            item.name.into_iter().chain([space(GAP)]).chain(item.badges).collect()
        };
        flow.wrap(Vec::new(), &runs, 0, columns);
    }
    if !item.note.is_empty() {
        flow.wrap(Vec::new(), &item.note, INDENT.min(columns / 4), columns.min(TEXT_WIDTH));
    }
}

/// Returns badges padded to four letters, the longest that atlases use, so that those of one kind are aligned.
fn badges(badges: &[Badge]) -> Vec<Fragment> {
    let mut runs = Vec::new();
    for (n, badge) in badges.iter().enumerate() {
        if n > 0 {
            runs.push(space(1));
        }
        let pad = 4usize.saturating_sub(text::width(&badge.short));
        runs.push(Fragment::new(badge.short.clone(), Role::Badge(badge.kind)));
        if pad > 0 && n + 1 < badges.len() {
            runs.push(space(pad));
        }
    }
    runs
}
