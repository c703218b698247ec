//! The user's own portfolios. These refer to strategies by slug, so they stay valid when the atlas changes.

use serde::{Deserialize, Serialize};

use super::atlas::Atlas;
use super::id::StrategyId;

/// Portfolio that the user is working on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CurrentPortfolio {
    /// Slugs of the strategies in the portfolio, in the order added, without duplicates.
    pub strategies: Vec<String>,
    /// Slug of the saved portfolio that this portfolio was loaded from or last saved as; `None` if it is neither.
    #[serde(rename = "kept_as")]
    pub saved_as: Option<String>,
}

/// A portfolio that the user saved under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedPortfolio {
    /// Slug of the portfolio in the user's file, unique among the saved portfolios.
    #[serde(rename = "id")]
    pub slug: String,
    /// Name of the portfolio as shown to users.
    pub name: String,
    /// Slugs of the strategies in the portfolio.
    pub strategies: Vec<String>,
}

/// A change to the saved portfolios.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PortfolioChange {
    /// Saves a portfolio; replaces the saved portfolio with this slug if there is one.
    Save(SavedPortfolio),
    /// Deletes the portfolio with the given slug.
    Delete(String),
}

/// The current portfolio and the saved portfolios.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserPortfolios {
    /// Portfolio that the user is working on.
    pub current: CurrentPortfolio,
    /// Saved portfolios, oldest first.
    pub saved: Vec<SavedPortfolio>,
}

impl CurrentPortfolio {
    /// Returns whether the portfolio contains the strategy `slug`.
    pub fn has(&self, slug: &str) -> bool {
        self.strategies.iter().any(|strategy| strategy == slug)
    }

    /// Adds the strategy `slug`, or removes it if the portfolio contains it. Returns whether the portfolio contains the
    /// strategy afterwards.
    pub fn toggle(&mut self, slug: &str) -> bool {
        let before = self.strategies.len();
        self.strategies.retain(|strategy| strategy != slug);
        let is_added = self.strategies.len() == before;
        if is_added {
            self.strategies.push(slug.to_owned());
        }
        is_added
    }

    /// Returns the strategies of the portfolio that exist in `atlas`, in name order.
    pub fn resolve(&self, atlas: &Atlas) -> Vec<StrategyId> {
        resolve(atlas, &self.strategies)
    }
}

impl SavedPortfolio {
    /// Returns the strategies of the portfolio that exist in `atlas`, in name order.
    pub fn resolve(&self, atlas: &Atlas) -> Vec<StrategyId> {
        resolve(atlas, &self.strategies)
    }
}

impl UserPortfolios {
    /// Returns the portfolio saved as `slug`; `None` if there is none.
    pub fn find(&self, slug: &str) -> Option<&SavedPortfolio> {
        self.saved.iter().find(|saved| saved.slug == slug)
    }

    /// Returns the saved portfolio that the current portfolio was loaded from or last saved as; `None` if there is
    /// none.
    pub fn saved_current(&self) -> Option<&SavedPortfolio> {
        self.find(self.current.saved_as.as_deref()?)
    }

    /// Returns whether the current portfolio differs from the saved portfolio that it was loaded from or saved as.
    pub fn is_changed(&self) -> bool {
        self.saved_current().is_some_and(|saved| {
            saved.strategies.len() != self.current.strategies.len()
                || !saved.strategies.iter().all(|slug| self.current.has(slug))
        })
    }
}

fn resolve(atlas: &Atlas, slugs: &[String]) -> Vec<StrategyId> {
    let mut strategies: Vec<StrategyId> = slugs.iter().filter_map(|slug| atlas.strategies.find(slug)).collect();
    strategies.sort_unstable();
    strategies.dedup();
    strategies
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toggling_twice_changes_nothing() {
        let mut portfolio = CurrentPortfolio { strategies: vec!["b".to_owned(), "a".to_owned()], saved_as: None };
        assert!(portfolio.toggle("c"));
        assert_eq!(portfolio.strategies, ["b", "a", "c"]);
        assert!(portfolio.has("c"));
        assert!(!portfolio.toggle("c"));
        assert_eq!(portfolio.strategies, ["b", "a"]);
    }

    #[test]
    fn a_saved_portfolio_is_changed_once_its_strategies_differ() {
        let strategies = vec!["a".to_owned(), "b".to_owned()];
        let saved = SavedPortfolio { slug: "mine".to_owned(), name: "Mine".to_owned(), strategies };
        let current = CurrentPortfolio { strategies: vec!["b".to_owned(), "a".to_owned()], saved_as: None };
        let mut portfolios = UserPortfolios { current, saved: vec![saved] };
        assert!(!portfolios.is_changed(), "it is not saved");
        portfolios.current.saved_as = Some("mine".to_owned());
        assert!(!portfolios.is_changed());
        portfolios.current.toggle("a");
        assert!(portfolios.is_changed());
        portfolios.current.toggle("c");
        assert!(portfolios.is_changed());
        portfolios.current.saved_as = Some("gone".to_owned());
        assert!(portfolios.saved_current().is_none() && !portfolios.is_changed());
    }
}
