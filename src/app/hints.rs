//! Link hints: letters on every link in sight, to jump to one by typing.

use crate::action::Focus;

use super::index::IndexRow;
use super::state::State;

/// The letters hints are made of: those under the fingers first.
const LETTERS: &[u8] = b"asdfghjklqwertyuiopzxcvbnm";

/// What a hint leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HintTarget {
    /// A link of a pane, as an index into its flow's links.
    Link(Focus, usize),
    /// A row of the index.
    Index(usize),
}

/// A hint on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What has to be typed.
    pub label: String,
    /// What it leads to.
    pub target: HintTarget,
}

/// What has been typed of a hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// The start of a label.
    Incomplete,
    /// A whole label.
    Complete(HintTarget),
    /// What no label starts with.
    Nothing,
}

/// The hints in sight and what has been typed of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hints {
    /// Every hint.
    pub all: Vec<Hint>,
    /// What has been typed.
    pub typed: String,
}

impl Hints {
    /// Hints on everything in sight that leads somewhere; none if nothing does.
    pub(super) fn new(state: &State) -> Option<Self> {
        let mut targets = Vec::new();
        for pane in &state.view.layout.panes {
            let height = usize::from(pane.text().height);
            match state.view.flow(pane.focus) {
                Some(flow) => {
                    let scroll = state.pane(pane.focus).scroll;
                    let seen = scroll..scroll + height;
                    let links = flow.links.iter().enumerate().filter(|(_, link)| seen.contains(&link.row()));
                    targets.extend(links.map(|(link, _)| HintTarget::Link(pane.focus, link)));
                }
                None => {
                    let rows = state.index.rows().iter().enumerate().skip(state.index.scroll).take(height);
                    let entries = rows.filter(|(_, row)| matches!(row, IndexRow::Entry(_)));
                    targets.extend(entries.map(|(row, _)| HintTarget::Index(row)));
                }
            }
        }
        // The page itself comes first, so that its links get the shortest labels.
        targets.sort_by_key(|target| match target {
            HintTarget::Link(Focus::Main, _) => 0,
            HintTarget::Link(..) => 1,
            HintTarget::Index(_) => 2,
        });
        let labels = labels(targets.len());
        let all: Vec<_> = targets.into_iter().zip(labels).map(|(target, label)| Hint { label, target }).collect();
        (!all.is_empty()).then_some(Self { all, typed: String::new() })
    }

    /// Adds a letter.
    pub(super) fn type_letter(&mut self, letter: char) -> Typed {
        self.typed.extend(letter.to_lowercase());
        if let Some(hint) = self.all.iter().find(|hint| hint.label == self.typed) {
            return Typed::Complete(hint.target);
        }
        let possible = self.all.iter().any(|hint| hint.label.starts_with(&self.typed));
        if possible { Typed::Incomplete } else { Typed::Nothing }
    }
}

/// `count` labels, none of which starts another: as many of one letter as leave room for the rest.
fn labels(count: usize) -> Vec<String> {
    let letters = LETTERS.len();
    // Each letter given up as a label of its own starts as many labels of two letters.
    let starters = if count <= letters { 0 } else { (count - letters).div_ceil(letters - 1).min(letters) };
    let single = LETTERS[..letters - starters].iter().map(|&letter| char::from(letter).to_string());
    let double = LETTERS[letters - starters..].iter().flat_map(|&first| {
        LETTERS.iter().map(move |&second| [char::from(first), char::from(second)].into_iter().collect())
    });
    single.chain(double).take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_label_starts_another() {
        for count in [0, 1, 25, 26, 27, 52, 200, 676] {
            let labels = labels(count);
            assert_eq!(labels.len(), count);
            for (n, label) in labels.iter().enumerate() {
                assert!(labels.iter().enumerate().all(|(m, other)| n == m || !other.starts_with(label.as_str())));
            }
        }
    }
}
