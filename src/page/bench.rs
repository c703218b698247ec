//! The workbench: the portfolio that someone is putting together, and those they have kept. Strategies are known by what
//! they are written as, so that what is at hand outlives the edition of the atlas that it was taken from.

use crate::graph::{Constraints, SizeBounds, SolveOutcome};
use crate::model::{Atlas, StrategyId};

/// What marks a strategy that is at hand.
pub const HELD: &str = "●";

/// A bench with nothing on it.
pub(super) static EMPTY: Bench = Bench { at_hand: Vec::new(), kept_as: None, own: Vec::new(), search: Search::None };

/// The portfolio that someone is putting together, and those they have kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bench {
    /// The strategies at hand, in the order they were taken up, each once.
    pub at_hand: Vec<String>,
    /// Which of the portfolios kept it is.
    pub kept_as: Option<String>,
    /// The portfolios kept, oldest first.
    pub own: Vec<Kept>,
    /// The search for the smallest portfolios that hold what is at hand.
    pub search: Search,
}

/// A portfolio that someone has kept under a name of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What it is written under.
    pub slug: String,
    /// What they call it.
    pub name: String,
    /// What is in it, as written.
    pub strategies: Vec<String>,
}

/// The search for the smallest portfolios that hold what is at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Search {
    /// Nobody has asked for it.
    #[default]
    None,
    /// It goes on, and has come so far.
    Running(Option<SizeBounds>),
    /// It is done.
    Done(Constraints, SolveOutcome),
}

impl Search {
    /// Whether it goes on.
    pub fn is_running(&self) -> bool {
        matches!(self, Self::Running(_))
    }
}

impl Bench {
    /// The portfolio kept under `slug`.
    pub fn kept(&self, slug: &str) -> Option<&Kept> {
        self.own.iter().find(|kept| kept.slug == slug)
    }

    /// The portfolio that is at hand, if it is kept.
    pub fn current(&self) -> Option<&Kept> {
        self.kept(self.kept_as.as_deref()?)
    }

    /// Whether what is at hand is not what is kept of it.
    pub fn is_changed(&self) -> bool {
        self.current().is_some_and(|kept| {
            let is_in = |all: &[String], slug: &String| all.contains(slug);
            kept.strategies.len() != self.at_hand.len()
                || !self.at_hand.iter().all(|slug| is_in(&kept.strategies, slug))
        })
    }

    /// The strategies at hand, as far as the atlas has them, in name order.
    pub fn strategies(&self, atlas: &Atlas) -> Vec<StrategyId> {
        resolve(atlas, &self.at_hand)
    }

    /// Whether a strategy is at hand.
    pub fn holds(&self, slug: &str) -> bool {
        self.at_hand.iter().any(|held| held == slug)
    }

    /// Takes a strategy up, or puts it away if it is at hand. Returns whether it is at hand now.
    pub fn toggle(&mut self, slug: &str) -> bool {
        let before = self.at_hand.len();
        self.at_hand.retain(|held| held != slug);
        let taken = self.at_hand.len() == before;
        if taken {
            self.at_hand.push(slug.to_owned());
        }
        taken
    }
}

/// The strategies written as `slugs`, as far as the atlas has them, in name order.
pub(super) fn resolve(atlas: &Atlas, slugs: &[String]) -> Vec<StrategyId> {
    let mut strategies: Vec<StrategyId> = slugs.iter().filter_map(|slug| atlas.strategies.find(slug)).collect();
    strategies.sort_unstable();
    strategies.dedup();
    strategies
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toggling_twice_changes_nothing() {
        let mut bench = Bench { at_hand: vec!["b".to_owned(), "a".to_owned()], ..Bench::default() };
        assert!(bench.toggle("c"));
        assert_eq!(bench.at_hand, ["b", "a", "c"]);
        assert!(bench.holds("c"));
        assert!(!bench.toggle("c"));
        assert_eq!(bench.at_hand, ["b", "a"]);
    }

    #[test]
    fn what_is_kept_tells_whether_it_was_changed() {
        let kept =
            Kept { slug: "mine".to_owned(), name: "Mine".to_owned(), strategies: vec!["a".to_owned(), "b".to_owned()] };
        let mut bench = Bench { at_hand: vec!["b".to_owned(), "a".to_owned()], own: vec![kept], ..Bench::default() };
        assert!(!bench.is_changed(), "nothing is kept of it");
        bench.kept_as = Some("mine".to_owned());
        assert!(!bench.is_changed());
        bench.toggle("a");
        assert!(bench.is_changed());
        bench.toggle("c");
        assert!(bench.is_changed());
        bench.kept_as = Some("gone".to_owned());
        assert!(bench.current().is_none() && !bench.is_changed());
    }
}
