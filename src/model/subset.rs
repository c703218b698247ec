//! Subsets of an atlas: some of its strategies and people, with all other records.

use super::atlas::Atlas;
use super::id::{Id, PersonId, StrategyId, Table};
use super::people::People;
use super::vocabulary::PortfolioShare;

impl Atlas {
    /// Returns a copy of the atlas with only the given strategies and people, in atlas order. All other records stay;
    /// references to strategies that are left out are removed.
    #[must_use]
    pub fn subset(&self, strategies: &[StrategyId], people: &[PersonId]) -> Self {
        let mut new_ids: Vec<Option<StrategyId>> = vec![None; self.strategies.len()];
        let mut strategies = strategies.to_vec();
        strategies.sort_unstable();
        strategies.dedup();
        for (at, id) in strategies.iter().enumerate() {
            new_ids[id.index()] = Some(StrategyId::from_index(at));
        }
        let mut people = people.to_vec();
        people.sort_unstable();
        people.dedup();
        let among = |ids: &[StrategyId]| ids.iter().filter_map(|id| new_ids[id.index()]).collect::<Vec<_>>();

        let mut part = self.clone();
        part.strategies = table(strategies.iter().map(|&id| {
            let mut row = self.strategies[id].clone();
            row.conflicts = among(&row.conflicts);
            row.exclusive = among(&row.exclusive);
            row.complements = among(&row.complements);
            row
        }));
        part.people = People::packed_by(people.len(), |at, block| block.push(&self.people.view(people[at])));
        part.tags = table(self.tags.rows().iter().cloned().map(|mut row| {
            row.strategy = row.strategy.and_then(|id| new_ids[id.index()]);
            row
        }));
        part.scenarios = table(self.scenarios.rows().iter().cloned().map(|mut row| {
            row.responsive = among(&row.responsive);
            row
        }));
        part.portfolios = table(self.portfolios.rows().iter().cloned().map(|mut row| {
            row.strategies = among(&row.strategies);
            row.shares = row
                .shares
                .iter()
                .filter_map(|share| Some(PortfolioShare { strategy: new_ids[share.strategy.index()]?, ..*share }))
                .collect();
            row
        }));
        part.identity.bindings.retain_mut(|row| {
            let new = new_ids[row.strategy.index()];
            row.strategy = new.unwrap_or(row.strategy);
            new.is_some()
        });
        part
    }
}

fn table<I: Id, T: super::id::Named>(rows: impl Iterator<Item = T>) -> Table<I, T> {
    Table::new(rows.collect())
}
