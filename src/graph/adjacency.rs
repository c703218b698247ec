//! Adjacency lists: the values of each key, stored in two vectors.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use crate::model::Id;

/// A list of values for each id of a kind of records. All lists together take two vectors, however many lists there
/// are.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(serialize = "V: Serialize", deserialize = "V: Deserialize<'de>"))]
pub(super) struct Adjacency<K, V> {
    /// Index in `values` at which the list of each key starts, and at the end the number of values.
    starts: Vec<u32>,
    values: Vec<V>,
    key: PhantomData<K>,
}

impl<K: Id, V: Copy> Adjacency<K, V> {
    /// Groups the values of `pairs` by their keys, of which there are `keys`. The values of one key keep their order.
    /// `O(keys + pairs)`.
    pub(super) fn new(keys: usize, pairs: &[(K, V)]) -> Self {
        let mut starts = vec![0u32; keys + 1];
        for (key, _) in pairs {
            starts[key.index() + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        if pairs.is_sorted_by_key(|&(key, _)| key) {
            return Self { starts, values: pairs.iter().map(|&(_, value)| value).collect(), key: PhantomData };
        }
        // For each key, the place of its next value; for each place, the index of the pair whose value belongs there.
        let mut next = starts.clone();
        let mut order = vec![0u32; pairs.len()];
        for (nth, (key, _)) in (0..).zip(pairs) {
            let place = &mut next[key.index()];
            order[*place as usize] = nth;
            *place += 1;
        }
        let values = order.into_iter().map(|nth| pairs[nth as usize].1).collect();
        Self { starts, values, key: PhantomData }
    }

    /// Returns the number of keys.
    pub(super) fn keys(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Returns the values of `key`, in the order of the pairs.
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
        let lists = Adjacency::new(3, &[(id(2), 'a'), (id(0), 'b'), (id(2), 'c')]);
        assert_eq!(lists.of(id(0)), ['b']);
        assert!(lists.of(id(1)).is_empty());
        assert_eq!(lists.of(id(2)), ['a', 'c']);
    }
}
