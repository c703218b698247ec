//! Context of a query: the atlas, the reviews, and the current day.

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::graph::Graph;
use crate::review::Reviews;

/// Context for parsing a query, on which the meaning of its fields depends.
#[derive(Clone, Copy)]
pub struct QueryContext<'a> {
    /// Graph of the atlas.
    pub graph: &'a Graph,
    /// Reviews that queries can filter by.
    pub reviews: &'a Reviews,
    /// Current day.
    pub today: Date,
    /// Categories of people in the atlas; `None` if they have not been collected.
    pub(super) categories: Option<&'a [String]>,
}

impl<'a> QueryContext<'a> {
    /// Creates a context without reviews.
    pub fn new(graph: &'a Graph) -> Self {
        static NOTHING: LazyLock<Reviews> = LazyLock::new(Reviews::default);
        Self { graph, reviews: &NOTHING, today: Date::ZERO, categories: None }
    }

    /// Adds the categories of people. Without them, each query that filters by a category collects them.
    #[must_use]
    pub fn with_categories(self, categories: &'a [String]) -> Self {
        Self { categories: Some(categories), ..self }
    }

    /// Adds the reviews that queries can filter by, and the current day.
    #[must_use]
    pub fn reviewed(self, reviews: &'a Reviews, today: Date) -> Self {
        Self { reviews, today, ..self }
    }
}
