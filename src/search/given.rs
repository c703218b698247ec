//! What a query is read against: the atlas, and what the reviewer has recorded on a day.

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::graph::Graph;
use crate::review::Reviews;

/// What a query is read against.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    /// The atlas and what follows from it.
    pub graph: &'a Graph,
    /// What reviewers have recorded.
    pub reviews: &'a Reviews,
    /// The day it is.
    pub today: Date,
}

impl<'a> Given<'a> {
    /// An atlas that nobody has judged.
    pub fn new(graph: &'a Graph) -> Self {
        static NOTHING: LazyLock<Reviews> = LazyLock::new(Reviews::default);
        Self { graph, reviews: &NOTHING, today: Date::ZERO }
    }

    /// The same with what reviewers have recorded, as it stands on the day `today`.
    #[must_use]
    pub fn reviewed(self, reviews: &'a Reviews, today: Date) -> Self {
        Self { reviews, today, ..self }
    }
}
