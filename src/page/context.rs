//! Context that page builders take their data from.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;

use crate::document::{PageBuilder, Span};
use crate::graph::Graph;
use crate::graph::diff::ChangesSince;
use crate::model::{Bookmarks, UserPortfolios};
use crate::place::{Overview, Place};
use crate::review::Reviews;

use super::parts::editions::{Editions, NO_EDITIONS};
use super::parts::portfolio_search::PortfolioSearch;
use super::view_options::ViewOptions;

/// Default maximum number of paths that the page of paths between two records shows.
pub const MAX_PATHS: usize = 6;

/// Keys of actions that pages name, by the id of the action; empty outside the explorer, where no key can be pressed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageKeys(BTreeMap<&'static str, String>);

impl PageKeys {
    /// Creates the keys of actions, given by their ids.
    pub fn new(keys: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        Self(keys.into_iter().collect())
    }

    /// Returns the keys of the action called `id`; `None` if it has none.
    pub(super) fn get(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(String::as_str)
    }
}

/// Inputs shared by all page builders.
#[derive(Clone, Copy)]
pub struct PageContext<'a> {
    /// Atlas on screen with its relations.
    pub graph: &'a Graph,
    /// Options set by the user: order and filters of people, and filter of pairs.
    pub options: &'a ViewOptions,
    /// Maximum number of paths that the page of paths between two records shows.
    pub max_paths: usize,
    /// Current and saved portfolios of the user.
    pub portfolios: &'a UserPortfolios,
    /// Marks and saved trails of the user.
    pub bookmarks: &'a Bookmarks,
    /// State of the search for the smallest portfolios that contain the current portfolio.
    pub portfolio_search: &'a PortfolioSearch,
    /// Entries of the overlay (the user's additions to the atlas), and the comparison with another edition.
    pub editions: &'a Editions,
    /// Verdicts and sessions of all reviewers.
    pub reviews: &'a Reviews,
    /// Current date; `Date::ZERO` if unknown.
    pub today: Date,
    /// Changes since the user's last visit; `None` if the edition is still the one seen then.
    pub since: Option<&'a ChangesSince>,
    /// Keys of actions that the page names.
    pub keys: &'a PageKeys,
    /// Whether the page is exported for other people, in which case it must not link to private overviews.
    pub for_others: bool,
}

impl<'a> PageContext<'a> {
    /// Creates the context of an atlas without any user data.
    pub fn new(graph: &'a Graph) -> Self {
        static OPTIONS: LazyLock<ViewOptions> = LazyLock::new(ViewOptions::default);
        static REVIEWS: LazyLock<Reviews> = LazyLock::new(Reviews::default);
        static BOOKMARKS: LazyLock<Bookmarks> = LazyLock::new(Bookmarks::default);
        static KEYS: LazyLock<PageKeys> = LazyLock::new(PageKeys::default);
        static PORTFOLIOS: LazyLock<UserPortfolios> = LazyLock::new(UserPortfolios::default);
        Self {
            graph,
            options: &OPTIONS,
            max_paths: MAX_PATHS,
            portfolios: &PORTFOLIOS,
            bookmarks: &BOOKMARKS,
            portfolio_search: &PortfolioSearch::None,
            editions: &NO_EDITIONS,
            reviews: &REVIEWS,
            today: Date::ZERO,
            since: None,
            keys: &KEYS,
            for_others: false,
        }
    }

    /// Returns the overviews that the page may link to: without private ones if the page is for other people.
    pub fn overviews(&self) -> impl Iterator<Item = Overview> {
        let for_others = self.for_others;
        Overview::ALL.iter().copied().filter(move |overview| !(for_others && overview.is_private()))
    }

    /// Creates an empty page whose kicker (line above the title) links to the home page.
    pub(super) fn page_below_home(&self) -> PageBuilder {
        let title = &self.graph.atlas.about.title;
        PageBuilder::new(Span::link(if title.is_empty() { "Home" } else { title }, Place::Home))
    }
}
