//! Stable sorting through one shared function. The sort of the standard library is compiled anew for each type and each
//! comparison, at seven kilobytes each; for the lists of a page that is more code than the speed is worth.

use std::cmp::Ordering;

/// Stable sorts that share their code: indices are sorted, then the items are moved to their places.
pub trait SortByIndex<T> {
    /// Sorts by `compare`; equal items keep their order. `O(n log n)`.
    fn sort_indexed_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Sorts by a key, which is computed for each comparison; equal items keep their order. `O(n log n)`.
    fn sort_indexed_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.sort_indexed_by(|a, b| key(a).cmp(&key(b)));
    }

    /// Sorts by a key, which is computed once for each item; equal items keep their order. `O(n log n)`.
    fn sort_indexed_by_cached_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);
}

impl<T> SortByIndex<T> for [T] {
    fn sort_indexed_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let mut order = sorted_order(self.len(), &mut |a, b| compare(&self[a], &self[b]));
        move_to(&mut order, &mut |a, b| self.swap(a, b));
    }

    fn sort_indexed_by_cached_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K) {
        let keys: Vec<K> = self.iter().map(key).collect();
        let mut order = sorted_order(self.len(), &mut |a, b| keys[a].cmp(&keys[b]));
        move_to(&mut order, &mut |a, b| self.swap(a, b));
    }
}

/// Returns the indices of `count` items in order.
fn sorted_order(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&a, &b| compare(a, b));
    order
}

/// Moves the item at index `order[at]` to index `at`, for all indices. `O(n)`: each cycle of the permutation is followed
/// once, and an index that is done refers to itself.
fn move_to(order: &mut [usize], swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..order.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut order[at], at);
            if from == start {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn items_are_in_the_order_of_the_sort_of_the_standard_library(
            items in prop::collection::vec((0_u8..6, any::<u16>()), 0..40),
        ) {
            let (mut by, mut by_key, mut cached, mut expected) =
                (items.clone(), items.clone(), items.clone(), items);
            expected.sort_by_key(|(key, _)| *key);
            by.sort_indexed_by(|(a, _), (b, _)| a.cmp(b));
            by_key.sort_indexed_by_key(|(key, _)| *key);
            cached.sort_indexed_by_cached_key(|(key, _)| *key);
            prop_assert_eq!(&by, &expected);
            prop_assert_eq!(&by_key, &expected);
            prop_assert_eq!(&cached, &expected);
        }
    }
}
