//! Inputs of pages besides the graph.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::document::Page;
use crate::graph::Graph;
use crate::graph::diff::ChangesSince;
use crate::model::{Bookmarks, Reason, UserPortfolios};
use crate::page::{self, Editions, PageContext, PageKeys, PortfolioSearch, ViewOptions};
use crate::place::Place;
use crate::review::{Advance, ReviewSession, Reviews, ZonedTimestamp};

/// Inputs of pages besides the graph.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The user's portfolios.
    pub portfolios: UserPortfolios,
    /// The places that the user marked, and the saved trails.
    pub bookmarks: Bookmarks,
    /// Search for the smallest portfolios that contain the current one.
    pub portfolio_search: PortfolioSearch,
    /// Other editions (versions) of the atlas, and the comparison of the atlas with one of them.
    pub editions: Arc<Editions>,
    /// What has changed in the atlas since the user's last visit; `None` if that was to the same edition.
    pub since: Option<Arc<ChangesSince>>,
    /// Verdicts and sessions recorded in the journals.
    pub reviews: Arc<Reviews>,
    /// Entry after which a new review shows the next card automatically.
    pub advance: Option<Advance>,
    /// Predefined reasons for verdicts of the user, besides those of the atlas.
    pub reasons: Vec<Reason>,
    /// Time of the last message, if known.
    pub now: Option<ZonedTimestamp>,
    /// Keys of actions that pages name.
    pub keys: PageKeys,
    /// Whether the atlas is loaded from editable files.
    pub is_editable: bool,
    /// Errors in the files of the atlas that prevented loading them; an earlier version is shown then.
    pub diagnostics: Vec<Diagnostic>,
}

impl Model {
    /// Returns the inputs shared by all page builders.
    pub fn page_context<'a>(&'a self, graph: &'a Graph) -> PageContext<'a> {
        PageContext {
            portfolios: &self.portfolios,
            bookmarks: &self.bookmarks,
            portfolio_search: &self.portfolio_search,
            editions: &self.editions,
            reviews: &self.reviews,
            today: self.today(),
            since: self.since.as_deref(),
            keys: &self.keys,
            ..PageContext::new(graph)
        }
    }

    /// Builds the page of a place.
    pub fn page(&self, graph: &Graph, place: Place, options: &ViewOptions) -> Page {
        page::build(place, &PageContext { options, ..self.page_context(graph) })
    }

    /// Returns the current day, from the time of the last message; [`Date::ZERO`] if unknown.
    pub fn today(&self) -> Date {
        self.now.as_ref().map_or(Date::ZERO, ZonedTimestamp::date)
    }

    /// Returns the open review session, if it has a current card.
    pub fn session(&self) -> Option<&ReviewSession> {
        self.reviews.mine().open_session().filter(|session| session.current().is_some())
    }
}
