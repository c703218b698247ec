//! The search for the smallest portfolios that contain the current one.

use crate::graph::{Constraints, SizeBounds, SolveOutcome};

/// State of the search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PortfolioSearch {
    /// Not requested.
    #[default]
    None,
    /// Running, with the proven bounds so far.
    Running(Option<SizeBounds>),
    /// Finished.
    Done(Constraints, SolveOutcome),
}

impl PortfolioSearch {
    /// Returns whether the search is running.
    pub fn is_running(&self) -> bool {
        matches!(self, Self::Running(_))
    }
}
