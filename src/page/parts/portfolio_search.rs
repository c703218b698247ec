//! State of the search for the smallest portfolios that contain the current portfolio.

use crate::graph::{Constraints, SizeBounds, SolveOutcome};

/// State of the search for the smallest portfolios.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PortfolioSearch {
    /// No search was requested.
    #[default]
    None,
    /// The search is running; the bounds on the size proven so far, if any.
    Running(Option<SizeBounds>),
    /// The search is finished: its constraints and its result.
    Done(Constraints, SolveOutcome),
}

impl PortfolioSearch {
    /// Returns whether the search is running.
    pub fn is_running(&self) -> bool {
        matches!(self, Self::Running(_))
    }
}
