//! Link hints: letters on every link in sight, to jump to one by typing.

use crate::action::{Focus, KeyScope};
use crate::app::browse::Browse;
use crate::app::browse::index::IndexRow;
use crate::app::browse::layout::Size;
use crate::app::command::{HintTarget, StateCommand};
use crate::document::Target;

use super::behavior::{LayerAreas, LayerBehavior, LayerContext, LayerEvent, LayerReply, Why};

/// The letters of hints, the easiest to reach first.
const LETTERS: &[u8] = b"asdfghjklqwertyuiopzxcvbnm";

/// A hint on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The letters to type.
    pub label: String,
    /// What it leads to.
    pub target: HintTarget,
}

/// What a letter has led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Typed {
    /// The start of a label.
    Incomplete,
    /// A whole label.
    Complete(HintTarget),
    /// What no label starts with.
    Nothing,
}

/// The hints in sight, and what has been typed of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hints {
    /// Every hint.
    pub all: Vec<Hint>,
    /// What has been typed.
    pub typed: String,
    /// Where each hint leads.
    destinations: Vec<Option<Target>>,
}

impl LayerBehavior for Hints {
    fn scopes(&self) -> &'static [KeyScope] {
        &[]
    }

    fn areas(&self, _: Size) -> LayerAreas {
        LayerAreas::default()
    }

    fn handle(&mut self, event: LayerEvent<'_>, _: &LayerContext<'_>) -> LayerReply {
        match event {
            LayerEvent::Typed(text) => {
                let typed = text.chars().map(|letter| self.type_letter(letter));
                match typed.into_iter().find(|typed| *typed != Typed::Incomplete) {
                    None | Some(Typed::Incomplete) => LayerReply::Stay,
                    Some(Typed::Complete(target)) => LayerReply::CloseThen(StateCommand::Follow(target)),
                    Some(Typed::Nothing) => LayerReply::Close,
                }
            }
            LayerEvent::Act(_) => LayerReply::Close,
            _ => LayerReply::Stay,
        }
    }

    /// Closes the hints once they would point at something else.
    fn refresh(&mut self, context: &LayerContext<'_>, why: Why<'_>) -> LayerReply {
        let now = Self::new(context.browse);
        let is_same = now.is_some_and(|now| now.all == self.all && now.destinations == self.destinations);
        if matches!(why, Why::Changed) && is_same { LayerReply::Stay } else { LayerReply::Close }
    }
}

impl Hints {
    /// Hints on every link and entry in sight; none if there is nothing to follow.
    pub(in crate::app) fn new(browse: &Browse) -> Option<Self> {
        let mut targets = Vec::new();
        for pane in &browse.view.layout.panes {
            let height = usize::from(pane.text().height);
            match browse.view.flow(pane.focus) {
                Some(flow) => {
                    let scroll = browse.pane(pane.focus).scroll;
                    let seen = scroll..scroll + height;
                    let links = flow.links.iter().enumerate().filter(|(_, link)| seen.contains(&link.row()));
                    targets.extend(links.map(|(link, _)| HintTarget::Link(pane.focus, link)));
                }
                None => {
                    let rows = browse.index.rows().iter().enumerate().skip(browse.index.scroll).take(height);
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
        let destinations = all.iter().map(|hint| destination(browse, hint.target)).collect();
        (!all.is_empty()).then_some(Self { all, typed: String::new(), destinations })
    }

    /// Adds a letter.
    fn type_letter(&mut self, letter: char) -> Typed {
        self.typed.extend(letter.to_lowercase());
        if let Some(hint) = self.all.iter().find(|hint| hint.label == self.typed) {
            return Typed::Complete(hint.target);
        }
        let possible = self.all.iter().any(|hint| hint.label.starts_with(&self.typed));
        if possible { Typed::Incomplete } else { Typed::Nothing }
    }
}

/// Where a hint leads.
fn destination(browse: &Browse, target: HintTarget) -> Option<Target> {
    match target {
        HintTarget::Link(focus, link) => Some(browse.view.flow(focus)?.links.get(link)?.target.clone()),
        HintTarget::Index(row) => match browse.index.rows().get(row)? {
            IndexRow::Entry(place) => Some(Target::Place(*place)),
            IndexRow::Lever(_) => None,
        },
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
