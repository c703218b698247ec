//! The list of what is wrong with the files of the atlas, while an earlier edition of them is shown.

use std::ops::Range;

use crate::action::{Action, KeyNames};
use crate::diagnostic::Diagnostic;
use crate::search::rank_titles;

use super::layout::{Area, Size};
use super::list::{ListAreas, ListState};
use super::message::{Effect, Passage};
use super::state::{Overlay, State};

/// The most rows that tell of the fault under the cursor.
const DETAIL: u16 = 9;

/// A fault that what was typed lets through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultEntry {
    /// The fault, as an index into those of the state.
    pub fault: usize,
    /// Where it is and what it is, in a line.
    pub title: String,
    /// The bytes of the title that match what was typed.
    pub matched: Vec<Range<usize>>,
}

/// The list of faults on screen.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    /// The line to type and the cursor.
    pub list: ListState,
    /// The faults in sight, in order of files and lines; best first while something is typed.
    pub entries: Vec<FaultEntry>,
}

/// Where the parts of the list of faults stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FaultAreas {
    /// The list.
    pub list: ListAreas,
    /// What there is to tell of the fault under the cursor.
    pub detail: Area,
}

impl FaultAreas {
    /// Arranges the list on a screen of `size`.
    pub fn new(size: Size) -> Self {
        let list = ListAreas::new(size);
        let below = (list.entries.height / 2).min(DETAIL);
        let entries = Area { height: list.entries.height - below, ..list.entries };
        let detail = Area { y: entries.y + entries.height, height: below, ..entries };
        Self { list: ListAreas { entries, ..list }, detail }
    }
}

impl Faults {
    /// The number of the entry at a cell.
    pub(super) fn entry_at(&self, x: u16, y: u16, size: Size) -> Option<usize> {
        self.list.entry_in(FaultAreas::new(size).list.entries, x, y, self.entries.len())
    }

    fn move_by(&mut self, by: isize, size: Size) {
        self.list.move_within(by, self.entries.len(), FaultAreas::new(size).list.entries.height);
    }
}

/// Opens the list.
pub(super) fn open(state: &mut State) {
    if state.faults.is_empty() {
        state.notice = Some("The files of the atlas have no faults.".to_owned());
    } else {
        let faults = Faults { entries: entries("", &state.faults), ..Faults::default() };
        state.overlays.push(Overlay::Faults(faults));
    }
}

fn entries(query: &str, faults: &[Diagnostic]) -> Vec<FaultEntry> {
    let title = |fault: &Diagnostic| format!("{}:{}:{}  {}", fault.file, fault.line, fault.column, fault.message);
    let titles: Vec<String> = faults.iter().map(title).collect();
    rank_titles(query, titles.iter().map(String::as_str))
        .into_iter()
        .map(|ranked| FaultEntry { fault: ranked.index, title: titles[ranked.index].clone(), matched: ranked.matched })
        .collect()
}

fn top(state: &mut State) -> Option<&mut Faults> {
    match state.overlays.last_mut() {
        Some(Overlay::Faults(faults)) => Some(faults),
        _ => None,
    }
}

/// The line was edited.
pub(super) fn edited(state: &mut State) {
    let query = top(state).map(|faults| faults.list.input.text().to_owned()).unwrap_or_default();
    let entries = entries(&query, &state.faults);
    if let Some(faults) = top(state) {
        faults.entries = entries;
        faults.list.reset();
    }
}

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let size = state.size;
    let Some(faults) = top(state) else { return Vec::new() };
    match action {
        Action::SearchDown => faults.move_by(1, size),
        Action::SearchUp => faults.move_by(-1, size),
        Action::SearchPageDown => faults.move_by(10, size),
        Action::SearchPageUp => faults.move_by(-10, size),
        Action::SearchAccept => return choose(state),
        Action::SearchClose => {
            state.overlays.pop();
        }
        edit => {
            let before = faults.list.input.text().to_owned();
            if faults.list.input.act(edit) && faults.list.input.text() != before {
                edited(state);
            }
        }
    }
    Vec::new()
}

/// Opens the fault under the cursor in the editor. The list stays, for the next one.
fn choose(state: &mut State) -> Vec<Effect> {
    let Some(faults) = top(state) else { return Vec::new() };
    let chosen = faults.entries.get(faults.list.selected).map(|entry| entry.fault);
    let fault = chosen.and_then(|fault| state.faults.get(fault));
    fault.map(|fault| Effect::Edit(Passage::Line { file: fault.file.clone(), line: fault.line })).into_iter().collect()
}

/// Tells of the faults of a new edition, which is not shown. They are listed by themselves only where that is what comes
/// next: someone is back from the editor and has not typed anything since, which the list would take.
pub(super) fn found(state: &mut State, faults: Vec<Diagnostic>, keys: &dyn KeyNames) {
    let count = faults.len();
    state.faults = faults;
    let size = state.size;
    if let Some(before) = top(state).map(|faults| faults.list.clone()) {
        edited(state);
        if let Some(faults) = top(state) {
            faults.list = before;
            faults.move_by(0, size);
        }
    } else if state.was_editing && state.overlays.is_empty() && !state.index.typing {
        open(state);
    }
    let errors = if count == 1 { "1 fault".to_owned() } else { format!("{count} faults") };
    let listed = matches!(state.overlays.last(), Some(Overlay::Faults(_)));
    let lists = keys.keys_of(Action::Faults).into_iter().next().filter(|_| !listed);
    let lists = lists.map(|keys| format!(", {keys} lists them")).unwrap_or_default();
    state.notice = Some(format!("{errors} in its files{lists}: the atlas stays as it was"));
}
