//! Typed ids and the tables they index.
//!
//! Every record of an atlas is named twice: in TOML by a slug (`open-source-maximalism`), in memory by a dense
//! `u32` id. Only [`Table`] creates ids, so every id refers to an existing record.

use std::marker::PhantomData;
use std::ops::Index;

use serde::{Deserialize, Serialize};

use super::shared_sort::sorted_order;

/// Dense index into the [`Table`] of one kind of record.
pub trait Id: Copy + Eq + Ord {
    /// Creates the id of the record at `index`.
    fn from_index(index: usize) -> Self;
    /// Returns the index of the record in its table.
    fn index(self) -> usize;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(u32);

        impl Id for $name {
            fn from_index(index: usize) -> Self {
                // Tables have at most `u32::MAX` rows, so the cast is lossless.
                #[expect(clippy::cast_possible_truncation, reason = "Table::new bounds the index")]
                Self(index as u32)
            }
            fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// Id of a strategy.
    StrategyId;
    /// Id of a person.
    PersonId;
    /// Id of a tag, which names a position that people take.
    TagId;
    /// Id of a lever, which strategies pull.
    LeverId;
    /// Id of a failure scenario.
    ScenarioId;
    /// Id of a named portfolio of strategies.
    PortfolioId;
    /// Id of a class of adversary in a scenario.
    AdversaryId;
    /// Id of a topic of commitments.
    TopicId;
    /// Id of a claim that several commitments share.
    SharedClaimId;
    /// Id of a predefined reason for verdicts.
    ReasonId;
    /// Id of a domain that historical analogues come from.
    DomainId;
    /// Id of a value on one axis; every axis has its own table, so the id has a meaning only together with the
    /// [`Axis`](super::Axis).
    AxisValueId;
    /// Id of an expertise tier; ids are ordered best tier first.
    ExpertiseId;
    /// Id of a recognition tier; ids are ordered best known first.
    RecognitionId;
    /// Id of a vintage, the period in which a person entered the field; ids are ordered earliest first.
    VintageId;
}

/// Record of an atlas that has a slug and a name.
pub trait Named {
    /// Returns the slug of the record, which is unique among the records of its kind.
    fn slug(&self) -> &str;
    /// Returns the name of the record as shown to users.
    fn name(&self) -> &str;
}

/// All records of one kind, indexed by typed id and found by slug.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table<I, T> {
    rows: Vec<T>,
    /// Row numbers in slug order, so that finding a slug takes `O(log n)` and no slug is stored twice.
    by_slug: Vec<u32>,
    id: PhantomData<I>,
}

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Self { rows: Vec::new(), by_slug: Vec::new(), id: PhantomData }
    }
}

impl<I: Id, T: Named> Table<I, T> {
    /// Creates a table of `rows`, whose ids follow the given order.
    ///
    /// Rows past `u32::MAX` are dropped. If several rows have the same slug, [`Table::find`] finds any of them; loading
    /// refuses duplicates.
    pub fn new(mut rows: Vec<T>) -> Self {
        rows.truncate(u32::MAX as usize);
        let order = sorted_order(rows.len(), &mut |a, b| rows[a].slug().cmp(rows[b].slug()));
        // The conversion never fails, because there are at most `u32::MAX` rows.
        let by_slug = order.into_iter().map(|row| u32::try_from(row).unwrap_or(u32::MAX)).collect();
        Self { rows, by_slug, id: PhantomData }
    }

    /// Finds the id of the record with `slug`, in `O(log n)`; `None` if there is none.
    pub fn find(&self, slug: &str) -> Option<I> {
        self.by_slug
            .binary_search_by(|&row| self.rows[row as usize].slug().cmp(slug))
            .ok()
            .map(|at| I::from_index(self.by_slug[at] as usize))
    }

    /// Returns the ids of the records whose slug starts with `prefix`, in slug order.
    pub fn starting_with<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = I> + 'a {
        let from = self.by_slug.partition_point(|&row| self.rows[row as usize].slug() < prefix);
        self.by_slug[from..]
            .iter()
            .map(|&row| row as usize)
            .take_while(move |&row| self.rows[row].slug().starts_with(prefix))
            .map(I::from_index)
    }
}

impl<I: Id, T> Table<I, T> {
    /// Returns the number of records.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns whether the table has no records.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns all ids, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.rows.len()).map(I::from_index)
    }

    /// Returns all records with their ids, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.rows.iter().enumerate().map(|(index, row)| (I::from_index(index), row))
    }

    /// Returns all records, in order.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }
}

impl<I: Id, T> Index<I> for Table<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.rows[id.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Word(&'static str);

    impl Named for Word {
        fn slug(&self) -> &str {
            self.0
        }
        fn name(&self) -> &str {
            self.0
        }
    }

    fn words() -> Table<StrategyId, Word> {
        Table::new(vec![Word("pause"), Word("acceleration"), Word("pauses"), Word("zoo")])
    }

    #[test]
    fn find_returns_the_row_with_that_slug() {
        let table = words();
        let id = table.find("acceleration").expect("it is there");
        assert_eq!(id.index(), 1);
        assert_eq!(table[id].0, "acceleration");
        assert_eq!(table.find("accel"), None);
    }

    #[test]
    fn starting_with_is_in_slug_order() {
        let table = words();
        let found: Vec<_> = table.starting_with("pause").map(|id| table[id].0).collect();
        assert_eq!(found, ["pause", "pauses"]);
        assert_eq!(table.starting_with("x").count(), 0);
        assert_eq!(table.starting_with("").count(), 4);
    }
}
