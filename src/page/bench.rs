//! The workbench: the portfolio that someone is putting together, and those they have kept.

use crate::model::StrategyId;

/// A bench with nothing on it.
pub(super) static EMPTY: Bench = Bench { at_hand: Vec::new(), name: None, own: Vec::new() };

/// The portfolio that someone is putting together, and those they have kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bench {
    /// The strategies at hand, in name order, each once.
    pub at_hand: Vec<StrategyId>,
    /// The name it goes by, once it has one.
    pub name: Option<String>,
    /// The portfolios kept, in name order.
    pub own: Vec<Kept>,
}

/// A portfolio that someone has kept under a name of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What it is written under.
    pub slug: String,
    /// What they call it.
    pub name: String,
    /// What is in it, as far as the atlas has it.
    pub strategies: Vec<StrategyId>,
}

impl Bench {
    /// A bench with just these strategies at hand.
    pub fn holding(strategies: impl IntoIterator<Item = StrategyId>) -> Self {
        let mut at_hand: Vec<StrategyId> = strategies.into_iter().collect();
        at_hand.sort_unstable();
        at_hand.dedup();
        Self { at_hand, ..Self::default() }
    }

    /// Whether a strategy is at hand.
    pub fn holds(&self, strategy: StrategyId) -> bool {
        self.at_hand.binary_search(&strategy).is_ok()
    }

    /// Takes a strategy in hand, or puts it away if it is. Returns whether it is at hand now.
    pub fn toggle(&mut self, strategy: StrategyId) -> bool {
        match self.at_hand.binary_search(&strategy) {
            Ok(at) => {
                self.at_hand.remove(at);
                false
            }
            Err(at) => {
                self.at_hand.insert(at, strategy);
                true
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Id;

    #[test]
    fn toggling_twice_changes_nothing() {
        let id = StrategyId::from_index;
        let mut bench = Bench::holding([id(4), id(1), id(4)]);
        assert_eq!(bench.at_hand, [id(1), id(4)]);
        assert!(bench.toggle(id(2)));
        assert_eq!(bench.at_hand, [id(1), id(2), id(4)]);
        assert!(bench.holds(id(2)));
        assert!(!bench.toggle(id(2)));
        assert_eq!(bench.at_hand, [id(1), id(4)]);
    }
}
