//! Adjacency lists in two allocations.

use std::marker::PhantomData;

use crate::model::Id;

/// Lists of values by key of a dense id space, in two vectors however many lists there are.
#[derive(Clone, Debug)]
pub(super) struct Adjacency<K, V> {
    /// Start of each key's list in `values`, with one more entry than there are keys.
    starts: Vec<u32>,
    values: Vec<V>,
    key: PhantomData<K>,
}

impl<K: Id, V> Adjacency<K, V> {
    /// Groups `pairs` by key in `O(n log n)`; values of one key keep their order.
    pub(super) fn new(keys: usize, mut pairs: Vec<(K, V)>) -> Self {
        pairs.sort_by_key(|&(key, _)| key);
        let mut starts = vec![0u32; keys + 1];
        for (key, _) in &pairs {
            starts[key.index() + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Self { starts, values: pairs.into_iter().map(|(_, value)| value).collect(), key: PhantomData }
    }

    /// Returns the values of `key`.
    pub(super) fn of(&self, key: K) -> &[V] {
        &self.values[self.starts[key.index()] as usize..self.starts[key.index() + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LeverId;

    #[test]
    fn groups_by_key_and_keeps_order() {
        let id = LeverId::from_index;
        let lists = Adjacency::new(3, vec![(id(2), 'a'), (id(0), 'b'), (id(2), 'c')]);
        assert_eq!(lists.of(id(0)), ['b']);
        assert!(lists.of(id(1)).is_empty());
        assert_eq!(lists.of(id(2)), ['a', 'c']);
    }
}
