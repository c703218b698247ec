//! Sets of small numbers.

/// A set of numbers below a bound that all sets used together share.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// The empty set of numbers below `bound`.
    pub(super) fn new(bound: usize) -> Self {
        Self(vec![0; bound.div_ceil(64)])
    }

    /// All numbers below `bound`.
    pub(super) fn all(bound: usize) -> Self {
        let mut bits = Self::new(bound);
        (0..bound).for_each(|at| bits.insert(at));
        bits
    }

    pub(super) fn insert(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    pub(super) fn remove(&mut self, at: usize) {
        self.0[at / 64] &= !(1 << (at % 64));
    }

    pub(super) fn contains(&self, at: usize) -> bool {
        self.0[at / 64] & (1 << (at % 64)) != 0
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|&word| word == 0)
    }

    pub(super) fn is_subset(&self, of: &Self) -> bool {
        self.0.iter().zip(&of.0).all(|(own, other)| own & !other == 0)
    }

    /// How many numbers both sets have.
    pub(super) fn shared(&self, other: &Self) -> usize {
        self.0.iter().zip(&other.0).map(|(own, other)| (own & other).count_ones() as usize).sum()
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(own, other)| own & other != 0)
    }

    /// Takes away what `other` has.
    pub(super) fn subtract(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own &= !other);
    }

    /// Takes away what `other` has not.
    pub(super) fn keep(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own &= other);
    }

    /// Adds what `other` has.
    pub(super) fn extend(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own |= other);
    }

    /// The numbers, smallest first.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(at, &word)| {
            std::iter::successors((word != 0).then_some(word), |left| {
                let left = left & (left - 1);
                (left != 0).then_some(left)
            })
            .map(move |left| at * 64 + left.trailing_zeros() as usize)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn bits(numbers: &BTreeSet<usize>) -> Bits {
        let mut bits = Bits::new(200);
        for &at in numbers {
            bits.insert(at);
        }
        bits
    }

    proptest! {
        #[test]
        fn they_are_sets(a in prop::collection::btree_set(0..200usize, 0..40), b in prop::collection::btree_set(0..200usize, 0..40)) {
            let (own, other) = (bits(&a), bits(&b));
            prop_assert_eq!(own.iter().collect::<BTreeSet<_>>(), a.clone());
            prop_assert_eq!(own.is_empty(), a.is_empty());
            prop_assert_eq!(own.is_subset(&other), a.is_subset(&b));
            prop_assert_eq!(own.shared(&other), a.intersection(&b).count());
            prop_assert_eq!(own.meets(&other), !a.is_disjoint(&b));
            let (mut less, mut both, mut more) = (own.clone(), own.clone(), own);
            both.keep(&other);
            prop_assert_eq!(both.iter().collect::<BTreeSet<_>>(), &a & &b);
            less.subtract(&other);
            more.extend(&other);
            prop_assert_eq!(less.iter().collect::<BTreeSet<_>>(), &a - &b);
            prop_assert_eq!(more.iter().collect::<BTreeSet<_>>(), &a | &b);
        }
    }
}
