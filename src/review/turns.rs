//! Changes of mind: where a stance gave way to another.

use super::moment::Moment;
use super::record::Judged;
use super::verdict::{Check, Percent, Stance};

/// A change of mind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// When.
    pub at: Moment,
    /// What was held before.
    pub from: Held,
    /// What was held after it.
    pub to: Held,
}

/// What is held of a strategy or a position, and how surely.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Of a strategy.
    pub stance: Option<Stance>,
    /// Of a position.
    pub record: Option<Check>,
    /// How surely.
    pub confidence: Option<Percent>,
}

impl Held {
    /// In a word, and how surely: `back 70%`.
    pub fn words(&self) -> String {
        let word = self.stance.map(Stance::as_str).or(self.record.map(Check::as_str)).unwrap_or("nothing");
        self.confidence.map_or_else(|| word.to_owned(), |sure| format!("{word} {sure}"))
    }
}

/// Every change of mind on the way to a verdict, in the order of time. To take a stance for the first time is none, nor
/// to be surer of it or less; to leave something undecided that was decided is one.
pub fn turns(judged: &Judged) -> Vec<Turn> {
    let mut turns = Vec::new();
    let mut before = Held::default();
    for step in judged.steps.iter().filter(|step| !step.undone) {
        let verdict = &step.verdict;
        let now = Held { stance: verdict.stance, record: verdict.record, confidence: verdict.confidence };
        let has_turned = (before.stance.is_some() && now.stance.is_some() && before.stance != now.stance)
            || (before.record.is_some() && now.record.is_some() && before.record != now.record);
        if has_turned {
            turns.push(Turn { at: step.at.clone(), from: before, to: now });
        }
        // Between two stances one may have said nothing for a while.
        before = Held {
            stance: now.stance.or(before.stance),
            record: now.record.or(before.record),
            confidence: now.confidence,
        };
    }
    turns
}
