//! What has been typed in a line before, to be taken up again.

use crate::action::Action;

use super::input::Input;
use super::message::Effect;
use super::state::{Context, Overlay, State};
use super::workbench::{Naming, Purpose};
use super::{faults, filter, help, journey, kept, palette, people, search, shelf};

/// The most lines that are remembered.
const MOST: usize = 100;

/// Lines that were typed, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    lines: Vec<String>,
    /// The line that is shown, while one of them is.
    at: Option<usize>,
    /// What stood in the line before one of them was shown.
    draft: String,
}

impl History {
    /// A history of `lines`, the oldest first.
    pub fn new(lines: Vec<String>) -> Self {
        Self { lines, ..Self::default() }
    }

    /// The lines, the oldest first.
    pub fn into_lines(self) -> Vec<String> {
        self.lines
    }

    /// The line that was typed last.
    pub fn last(&self) -> Option<&str> {
        self.lines.last().map(String::as_str)
    }

    /// Remembers a line as the one typed last. One that says nothing is not remembered.
    pub fn remember(&mut self, line: &str) {
        self.at = None;
        if line.trim().is_empty() {
            return;
        }
        self.lines.retain(|known| known != line);
        self.lines.push(line.to_owned());
        let surplus = self.lines.len().saturating_sub(MOST);
        self.lines.drain(..surplus);
    }

    /// The line typed before the one that is shown, or after it; after the last comes what was being typed.
    fn step(&mut self, earlier: bool, shown: &str) -> Option<String> {
        let at = self.at.filter(|&at| self.lines.get(at).is_some_and(|line| line == shown));
        let next = match (at, earlier) {
            (None, true) => {
                shown.clone_into(&mut self.draft);
                // The line typed last is often the one that is shown already.
                (0..self.lines.len()).rev().find(|&at| self.lines[at] != shown)
            }
            (None, false) => return None,
            (Some(at), true) => Some(at.checked_sub(1)?),
            (Some(at), false) => Some(at + 1).filter(|&next| next < self.lines.len()),
        };
        self.at = next;
        match next {
            Some(next) => self.lines.get(next).cloned(),
            None if earlier => None,
            None => Some(std::mem::take(&mut self.draft)),
        }
    }
}

/// What was typed, by what it was typed for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histories {
    /// Queries of the search.
    pub search: History,
    /// What was chosen from the palette by.
    pub palette: History,
    /// Names of trails.
    pub names: History,
    /// What the smallest portfolios were to be like.
    pub demands: History,
    /// What lists were narrowed to.
    pub lists: History,
}

/// The line that takes keys, and what was typed in it before.
pub(super) fn line(state: &mut State) -> Option<(&mut Input, &mut History)> {
    let State { overlays, histories, index, .. } = state;
    Some(match overlays.last_mut() {
        Some(Overlay::Search(search)) => (&mut search.input, &mut histories.search),
        Some(Overlay::Palette(palette)) => (&mut palette.list.input, &mut histories.palette),
        Some(Overlay::Prompt(prompt)) => (&mut prompt.input, &mut histories.names),
        Some(Overlay::Naming(Naming { input, purpose: Purpose::Demand })) => (input, &mut histories.demands),
        Some(Overlay::Naming(Naming { input, .. })) => (input, &mut histories.names),
        Some(Overlay::Narrow(input)) => (input, &mut histories.lists),
        Some(Overlay::Shelf(shelf)) => (&mut shelf.list.input, &mut histories.lists),
        Some(Overlay::Journey(journey)) => (&mut journey.list.input, &mut histories.lists),
        Some(Overlay::Faults(faults)) => (&mut faults.list.input, &mut histories.lists),
        Some(Overlay::Trails(trails)) => (&mut trails.list.input, &mut histories.lists),
        Some(Overlay::Help(help)) if help.typing => (&mut help.filter, &mut histories.lists),
        None if index.typing => (&mut index.filter, &mut histories.lists),
        _ => return None,
    })
}

/// Remembers what stands in the line that takes keys.
pub(super) fn remember(state: &mut State) {
    if let Some((input, history)) = line(state) {
        history.remember(input.text());
    }
}

/// Puts an earlier line, or a later one, in the place of the one that takes keys.
pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) -> Vec<Effect> {
    let Some((input, history)) = line(state) else { return Vec::new() };
    let Some(text) = history.step(action == Action::InputEarlier, input.text()) else { return Vec::new() };
    let end = text.len();
    input.replace(text, end);
    edited(state, context)
}

/// Goes by what now stands in the line that takes keys.
pub(super) fn edited(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    match state.overlays.last() {
        Some(Overlay::Search(_)) => search::edited_query(state),
        Some(Overlay::Palette(_)) => palette::edited(state, context),
        Some(Overlay::Journey(_)) => {
            journey::edited(state, context);
            Vec::new()
        }
        Some(Overlay::Faults(_)) => {
            faults::edited(state);
            Vec::new()
        }
        Some(Overlay::Trails(_)) => {
            kept::edited(state);
            Vec::new()
        }
        Some(Overlay::Help(_)) => {
            help::refill(state, context);
            Vec::new()
        }
        Some(Overlay::Narrow(_)) => people::ask(state, context),
        Some(Overlay::Shelf(_)) => {
            shelf::edited(state, context);
            Vec::new()
        }
        None => filter::ask(state),
        Some(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_back_the_last_one_first_and_the_draft_after_them() {
        let mut history = History::new(vec!["one".to_owned()]);
        history.remember("two");
        history.remember("three");
        assert_eq!(history.step(true, "draft").as_deref(), Some("three"));
        assert_eq!(history.step(true, "three").as_deref(), Some("two"));
        assert_eq!(history.step(true, "two").as_deref(), Some("one"));
        assert_eq!(history.step(true, "one"), None, "there is none before it");
        assert_eq!(history.step(false, "one").as_deref(), Some("two"));
        assert_eq!(history.step(false, "two").as_deref(), Some("three"));
        assert_eq!(history.step(false, "three").as_deref(), Some("draft"));
        assert_eq!(history.step(false, "draft"), None);
    }

    #[test]
    fn a_line_that_was_changed_is_a_new_draft() {
        let mut history = History::new(vec!["one".to_owned(), "two".to_owned()]);
        assert_eq!(history.step(true, "").as_deref(), Some("two"));
        assert_eq!(history.step(true, "two!").as_deref(), Some("two"));
        assert_eq!(history.step(false, "two").as_deref(), Some("two!"));
    }

    #[test]
    fn each_line_is_remembered_once_and_not_for_ever() {
        let mut history = History::default();
        for line in ["a", "b", "a", " ", ""] {
            history.remember(line);
        }
        assert_eq!(history, History::new(vec!["b".to_owned(), "a".to_owned()]));
        (0..200).for_each(|number| history.remember(&number.to_string()));
        assert_eq!(history.lines.len(), MOST);
        assert_eq!(history.last(), Some("199"));
    }

    #[test]
    fn what_is_shown_already_is_not_offered_again() {
        let mut history = History::new(vec!["one".to_owned(), "two".to_owned()]);
        assert_eq!(history.step(true, "two").as_deref(), Some("one"));
    }
}
