//! Comparisons: two to four strategies side by side.

use crate::model::{Atlas, StrategyId};

/// The most strategies that one comparison takes.
pub(super) const MAX_STRATEGIES: usize = 4;

/// Two to four different strategies, in the order given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Comparison {
    first: StrategyId,
    second: StrategyId,
    more: [Option<StrategyId>; MAX_STRATEGIES - 2],
}

impl Comparison {
    /// The comparison of `strategies`, if they are two to four and all different.
    pub fn new(strategies: &[StrategyId]) -> Option<Self> {
        let (&[first, second], more) = strategies.split_first_chunk::<2>()?;
        let distinct = (1..strategies.len()).all(|at| !strategies[..at].contains(&strategies[at]));
        (distinct && more.len() <= MAX_STRATEGIES - 2).then(|| Self {
            first,
            second,
            more: std::array::from_fn(|at| more.get(at).copied()),
        })
    }

    /// The strategies, in order.
    pub fn strategies(&self) -> impl Iterator<Item = StrategyId> + use<> {
        [Some(self.first), Some(self.second)].into_iter().chain(self.more).flatten()
    }

    /// The comparison written as slugs with slashes between them.
    pub(super) fn find(atlas: &Atlas, text: &str) -> Option<Self> {
        // One slug more than fits is enough to refuse the comparison, however long `text` is.
        let slugs = text.split('/').take(MAX_STRATEGIES + 1);
        let strategies: Option<Vec<StrategyId>> = slugs.map(|slug| atlas.strategies.find(slug)).collect();
        Self::new(&strategies?)
    }

    /// The slugs as written in the address.
    pub(super) fn slugs(&self, atlas: &Atlas) -> String {
        joined(self.strategies().map(|id| atlas.strategies[id].slug.as_str()), "/")
    }

    /// The name that people read.
    pub(super) fn name(&self, atlas: &Atlas) -> String {
        joined(self.strategies().map(|id| atlas.strategies[id].name.as_str()), " · ")
    }
}

fn joined<'a>(parts: impl Iterator<Item = &'a str>, between: &str) -> String {
    parts.collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Id;

    #[test]
    fn two_to_four_different_strategies_make_a_comparison() {
        let ids: Vec<StrategyId> = (0..5).map(StrategyId::from_index).collect();
        for count in 2..=4 {
            let comparison = Comparison::new(&ids[..count]).expect("enough");
            assert!(comparison.strategies().eq(ids[..count].iter().copied()));
        }
        assert_eq!(Comparison::new(&ids[..1]), None);
        assert_eq!(Comparison::new(&ids), None);
        assert_eq!(Comparison::new(&[ids[0], ids[1], ids[0]]), None);
    }
}
