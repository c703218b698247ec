//! The context that pages are built from.

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::graph::Graph;
use crate::graph::diff::ChangesSince;
use crate::model::UserPortfolios;
use crate::place::Overview;
use crate::review::Reviews;

use super::parts::editions::{self, Editions};
use super::parts::portfolio_search::PortfolioSearch;

/// Inputs shared by all page builders.
#[derive(Clone, Copy)]
pub struct PageContext<'a> {
    /// The atlas and what follows from it.
    pub graph: &'a Graph,
    /// The user's portfolios.
    pub portfolios: &'a UserPortfolios,
    /// The search for the smallest portfolios that contain the current one.
    pub portfolio_search: &'a PortfolioSearch,
    /// How the atlas came about.
    pub editions: &'a Editions,
    /// What reviewers have recorded.
    pub reviews: &'a Reviews,
    /// The day it is.
    pub today: Date,
    /// What has changed since the last visit, where that was to another edition.
    pub since: Option<&'a ChangesSince>,
    /// Whether pages are made to be handed out, and lead to nothing that is private.
    pub for_others: bool,
}

impl<'a> PageContext<'a> {
    /// An atlas that nobody has brought anything of their own to.
    pub fn new(graph: &'a Graph) -> Self {
        static NOTHING: LazyLock<Reviews> = LazyLock::new(Reviews::default);
        static NO_PORTFOLIOS: LazyLock<UserPortfolios> = LazyLock::new(UserPortfolios::default);
        Self {
            graph,
            portfolios: &NO_PORTFOLIOS,
            portfolio_search: &PortfolioSearch::None,
            editions: &editions::ALONE,
            reviews: &NOTHING,
            today: Date::ZERO,
            since: None,
            for_others: false,
        }
    }

    /// The same with what reviewers have recorded, as it stands on the day `today`.
    #[must_use]
    pub fn reviewed(self, reviews: &'a Reviews, today: Date) -> Self {
        Self { reviews, today, ..self }
    }

    /// The overviews that pages lead to.
    pub fn overviews(self) -> Vec<Overview> {
        let is_led_to = |overview: &Overview| !(self.for_others && overview.is_private());
        Overview::ALL.iter().copied().filter(is_led_to).collect()
    }
}
