//! Layers that take single letters: hints, which follow visible links, and marks, which save places.

use crate::action::Focus;
use crate::app::browse::Browse;
use crate::app::command::{HintTarget, StateCommand};
use crate::document::Target;
use crate::model::SharedSort;

use super::behavior::{LayerBehavior, LayerContext, LayerEvent, LayerReply, RefreshReason};

/// Letters of hints, the easiest to reach first.
const LETTERS: &[u8] = b"asdfghjklqwertyuiopzxcvbnm";

/// Letters displayed on a visible link or entry; typing them follows the link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Letters to type.
    pub label: String,
    /// Link or entry that the letters follow.
    pub target: HintTarget,
}

/// Visible hints, and the letters typed so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hints {
    /// Every visible hint.
    pub all: Vec<Hint>,
    /// Letters typed so far.
    pub typed: String,
    /// Where the link of each hint in `all` leads; `None` if the link no longer exists.
    destinations: Vec<Option<Target>>,
}

/// What the next typed letters do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Letters {
    /// The letters follow the link with this hint.
    Hints(Hints),
    /// The letter saves the current place.
    SetMark,
    /// The letter goes to the place that is saved under this letter.
    GoToMark,
}

impl LayerBehavior for Letters {
    fn handle(&mut self, event: LayerEvent<'_>, _: &LayerContext<'_>) -> LayerReply {
        let text = match event {
            LayerEvent::Typed(text) => text,
            LayerEvent::Act(_) => return LayerReply::Close,
            _ => return LayerReply::Stay,
        };
        let mark = text.chars().next().filter(|letter| letter.is_alphanumeric());
        match self {
            Self::Hints(hints) => hints.type_letters(text),
            Self::SetMark => mark.map_or(LayerReply::Close, |mark| LayerReply::CloseThen(StateCommand::SetMark(mark))),
            Self::GoToMark => {
                mark.map_or(LayerReply::Close, |mark| LayerReply::CloseThen(StateCommand::GoToMark(mark)))
            }
        }
    }

    /// Closes the hints if the visible links have changed.
    fn refresh(&mut self, context: &LayerContext<'_>, why: RefreshReason<'_>) -> LayerReply {
        let is_same = match self {
            Self::Hints(hints) => Hints::new(context.browse).is_some_and(|new| {
                matches!(why, RefreshReason::Changed) && new.all == hints.all && new.destinations == hints.destinations
            }),
            Self::SetMark | Self::GoToMark => !matches!(why, RefreshReason::Resized),
        };
        if is_same { LayerReply::Stay } else { LayerReply::Close }
    }
}

impl Letters {
    /// Creates hints for all visible links and entries; `None` if nothing is visible to follow.
    pub(in crate::app) fn hints(browse: &Browse) -> Option<Self> {
        Hints::new(browse).map(Self::Hints)
    }
}

impl Hints {
    fn new(browse: &Browse) -> Option<Self> {
        let mut targets = Vec::new();
        for pane in &browse.view.layout.panes {
            let height = usize::from(pane.text().height);
            if let Some(flow) = browse.view.flow(pane.focus) {
                let scroll = browse.pane(pane.focus).scroll;
                let in_sight = scroll..scroll + height;
                let links = flow.links.iter().enumerate().filter(|(_, link)| in_sight.contains(&link.row()));
                // Letters on the dots of a plot would hide the plot and run together.
                let named = links.filter(|&(link, _)| flow.is_named(link));
                targets.extend(named.map(|(link, _)| HintTarget::Link(pane.focus, link)));
            } else {
                let rows = browse.index.rows().iter().enumerate().skip(browse.index.scroll).take(height);
                let entries = rows.filter(|(_, row)| row.place().is_some());
                targets.extend(entries.map(|(row, _)| HintTarget::Index(row)));
            }
        }
        // Targets in the page come first, so that their hints get the shortest labels.
        targets.shared_sort_by_key(|target| match target {
            HintTarget::Link(Focus::Main, _) => 0,
            HintTarget::Link(..) => 1,
            HintTarget::Index(_) => 2,
        });
        let labels = labels(targets.len());
        let all: Vec<_> = targets.into_iter().zip(labels).map(|(target, label)| Hint { label, target }).collect();
        let destinations = all.iter().map(|hint| destination(browse, hint.target)).collect();
        (!all.is_empty()).then_some(Self { all, typed: String::new(), destinations })
    }

    /// Adds typed letters. Follows a link as soon as its hint is complete; closes the hints if no hint matches.
    fn type_letters(&mut self, letters: &str) -> LayerReply {
        for letter in letters.chars() {
            self.typed.extend(letter.to_lowercase());
            if let Some(hint) = self.all.iter().find(|hint| hint.label == self.typed) {
                return LayerReply::CloseThen(StateCommand::Follow(hint.target));
            }
            if !self.all.iter().any(|hint| hint.label.starts_with(&self.typed)) {
                return LayerReply::Close;
            }
        }
        LayerReply::Stay
    }
}

/// Returns where the link of a hint leads; `None` if the link does not exist.
fn destination(browse: &Browse, target: HintTarget) -> Option<Target> {
    match target {
        HintTarget::Link(focus, link) => Some(browse.view.flow(focus)?.links.get(link)?.target.clone()),
        HintTarget::Index(row) => browse.index.rows().get(row)?.place().map(Target::Place),
    }
}

/// Returns `count` labels of one or two letters, as few of two letters as possible. No label is a prefix of another.
fn labels(count: usize) -> Vec<String> {
    let letters = LETTERS.len();
    // A letter that is not a label by itself starts as many two-letter labels as there are letters.
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
