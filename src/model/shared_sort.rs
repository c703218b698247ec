//! Two ways to sort: short lists stably with one copy of the algorithm, and long lists of texts by their first bytes. The
//! sort of the standard library is compiled again for each type and each order, at 7 KB each; lists that are sorted once
//! and are not long share one copy instead.

use std::cmp::Ordering;

/// Stable sorting of a list with one copy of the algorithm for all types and orders.
pub trait SharedSort {
    /// Element of the list.
    type Element;

    /// Sorts the list by `compare`, stably. Allocates an index per element and takes `O(n log n)`.
    fn shared_sort_by(&mut self, compare: impl FnMut(&Self::Element, &Self::Element) -> Ordering);

    /// Sorts the list by the keys that `key` returns, stably. `key` is called `O(n log n)` times.
    fn shared_sort_by_key<K: Ord>(&mut self, mut key: impl FnMut(&Self::Element) -> K) {
        self.shared_sort_by(|a, b| key(a).cmp(&key(b)));
    }
}

impl<T> SharedSort for [T] {
    type Element = T;

    fn shared_sort_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let mut order = sorted_order(self.len(), &mut |a, b| compare(&self[a], &self[b]));
        // Each cycle of the permutation is followed once, and every place on it is marked as filled.
        for start in 0..self.len() {
            let mut place = start;
            loop {
                let from = std::mem::replace(&mut order[place], place);
                if from == start {
                    break;
                }
                self.swap(place, from);
                place = from;
            }
        }
    }
}

/// Returns the indexes below `len` in the order that `compare` gives for two of them, stably.
pub(super) fn sorted_order(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by(|&a, &b| compare(a, b));
    order
}

/// Returns the first 16 bytes of `text` as a number. If the numbers of two texts differ, the texts have the same order as
/// the numbers, so a sort by them compares few texts as a whole.
pub fn first_bytes(text: &str) -> u128 {
    u128::from_be_bytes(std::array::from_fn(|at| text.as_bytes().get(at).copied().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn first_bytes_never_contradict_the_order_of_the_texts(a in "[ab\u{0}é]{0,20}", b in "[ab\u{0}é]{0,20}") {
            let by_first_bytes = first_bytes(&a).cmp(&first_bytes(&b));
            prop_assert_eq!(by_first_bytes.then_with(|| a.cmp(&b)), a.cmp(&b));
        }

        #[test]
        fn it_sorts_as_the_standard_library_does(items in proptest::collection::vec((0u8..5, 0u8..200), 0..40)) {
            let (mut shared, mut standard) = (items.clone(), items);
            shared.shared_sort_by_key(|&(key, _)| key);
            standard.sort_by_key(|&(key, _)| key);
            prop_assert_eq!(&shared, &standard);
            shared.shared_sort_by(|a, b| b.cmp(a));
            standard.sort_by(|a, b| b.cmp(a));
            prop_assert_eq!(shared, standard);
        }
    }
}
