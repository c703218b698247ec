//! Bit sets of small numbers for the portfolio search. A set has only a few machine words; with the crate
//! `fixedbitset`, the search executes a fifth more instructions.

/// Set of numbers below a bound, one bit per number. Operations on two sets require that both have the same bound.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct BitSet(Vec<u64>);

impl BitSet {
    /// Creates the set of `members`, which are below `bound`.
    pub(super) fn new(bound: usize, members: impl IntoIterator<Item = usize>) -> Self {
        let mut words = vec![0; bound.div_ceil(64)];
        members.into_iter().for_each(|at| words[at / 64] |= 1 << (at % 64));
        Self(words)
    }

    pub(super) fn remove(&mut self, at: usize) {
        self.0[at / 64] &= !(1 << (at % 64));
    }

    pub(super) fn contains(&self, at: usize) -> bool {
        self.0[at / 64] & (1 << (at % 64)) != 0
    }

    pub(super) fn is_clear(&self) -> bool {
        self.0.iter().all(|&word| word == 0)
    }

    pub(super) fn is_subset(&self, of: &Self) -> bool {
        self.0.iter().zip(&of.0).all(|(own, other)| own & !other == 0)
    }

    pub(super) fn is_disjoint(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(own, other)| own & other == 0)
    }

    /// Returns how many numbers are members of this set and of `other`.
    pub(super) fn intersection_count(&self, other: &Self) -> usize {
        self.0.iter().zip(&other.0).map(|(own, other)| (own & other).count_ones() as usize).sum()
    }

    /// Removes the members of `other` from this set.
    pub(super) fn difference_with(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own &= !other);
    }

    /// Removes the numbers that are not members of `other` from this set.
    pub(super) fn intersect_with(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own &= other);
    }

    /// Adds the members of `other` to this set.
    pub(super) fn union_with(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own |= other);
    }

    /// Returns the members of the set, smallest first.
    pub(super) fn ones(&self) -> impl Iterator<Item = usize> + '_ {
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

    fn bits(numbers: &BTreeSet<usize>) -> BitSet {
        BitSet::new(200, numbers.iter().copied())
    }

    proptest! {
        #[test]
        fn operations_equal_those_of_ordered_sets(a in prop::collection::btree_set(0..200usize, 0..40), b in prop::collection::btree_set(0..200usize, 0..40)) {
            let (own, other) = (bits(&a), bits(&b));
            prop_assert_eq!(own.ones().collect::<BTreeSet<_>>(), a.clone());
            prop_assert_eq!(own.is_clear(), a.is_empty());
            prop_assert_eq!(own.is_subset(&other), a.is_subset(&b));
            prop_assert_eq!(own.intersection_count(&other), a.intersection(&b).count());
            prop_assert_eq!(own.is_disjoint(&other), a.is_disjoint(&b));
            let (mut less, mut both, mut more) = (own.clone(), own.clone(), own);
            both.intersect_with(&other);
            prop_assert_eq!(both.ones().collect::<BTreeSet<_>>(), &a & &b);
            less.difference_with(&other);
            more.union_with(&other);
            prop_assert_eq!(less.ones().collect::<BTreeSet<_>>(), &a - &b);
            prop_assert_eq!(more.ones().collect::<BTreeSet<_>>(), &a | &b);
        }
    }
}
