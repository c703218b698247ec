//! Inputs of pages besides the graph.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::graph::Graph;
use crate::graph::diff::ChangesSince;
use crate::model::UserPortfolios;
use crate::page::{Editions, PageContext, PortfolioSearch};
use crate::review::{Reason, ReviewSession, Reviews, ZonedTimestamp};

/// Inputs of pages besides the graph.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The user's portfolios.
    pub portfolios: UserPortfolios,
    /// The search for the smallest portfolios that contain the current one.
    pub portfolio_search: PortfolioSearch,
    /// The editions of the atlas and the comparison between them.
    pub editions: Editions,
    /// What has changed since the last visit, if that was to another edition.
    pub since: Option<Arc<ChangesSince>>,
    /// The reviews, as they are on disk.
    pub reviews: Arc<Reviews>,
    /// The predefined reasons for verdicts.
    pub reasons: Vec<Reason>,
    /// The time of the last message, if that is known.
    pub now: Option<ZonedTimestamp>,
    /// Whether the atlas comes from files that can be edited.
    pub is_editable: bool,
    /// The diagnostics of these files while an earlier edition of them is shown.
    pub diagnostics: Vec<Diagnostic>,
}

impl Model {
    /// Returns the inputs shared by all page builders.
    pub fn page_context<'a>(&'a self, graph: &'a Graph) -> PageContext<'a> {
        PageContext {
            portfolios: &self.portfolios,
            portfolio_search: &self.portfolio_search,
            editions: &self.editions,
            reviews: &self.reviews,
            today: self.today(),
            since: self.since.as_deref(),
            ..PageContext::new(graph)
        }
    }

    /// Returns the current day; [`Date::ZERO`] while it is not known.
    pub fn today(&self) -> Date {
        self.now.as_ref().map_or(Date::ZERO, ZonedTimestamp::date)
    }

    /// Returns the open review session, if it has a current card.
    pub fn session(&self) -> Option<&ReviewSession> {
        self.reviews.mine().open_session().filter(|session| session.current().is_some())
    }
}
