//! Small atlas for tests of search.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::data;
use crate::graph::Graph;
use crate::model::{Id, People, Person};

use super::{Query, Results, SearchIndex, Searcher};

/// Text of an atlas with a few records of every kind, some of them with names that are easily confused.
const ATLAS: &str = include_str!("fixture.toml");

/// Returns the graph of the small atlas.
pub(super) fn graph() -> Arc<Graph> {
    Arc::new(Graph::new(data::fixture(ATLAS)))
}

/// Returns a searcher of `count` people called `Ada 00000`, `Ada 00001` and so on, stored in an order other than that
/// of the names.
pub(super) fn crowd(count: usize) -> Searcher {
    let mut atlas = data::fixture(ATLAS);
    let someone = atlas.people.unpack(Id::from_index(0));
    let person = |n: usize| Person { slug: format!("p-{n}"), name: format!("Ada {n:05}"), ..someone.clone() };
    atlas.people = People::new(&(0..count).rev().map(person).collect::<Vec<_>>());
    let graph = Arc::new(Graph::new(atlas));
    let index = Arc::new(SearchIndex::new(&graph));
    Searcher::new(graph, index)
}

/// Returns a searcher of the small atlas.
pub(super) fn searcher() -> Searcher {
    let graph = graph();
    let index = Arc::new(SearchIndex::new(&graph));
    Searcher::new(graph, index)
}

impl Searcher {
    /// Returns the results of `query`.
    pub(super) fn find(&self, query: &str) -> Results {
        let query = Query::parse(query, self.graph());
        self.run(&query, None, usize::MAX, &AtomicBool::new(false)).expect("nobody cancels")
    }

    /// Returns the addresses of the results of `query`, best first.
    pub(super) fn paths(&self, query: &str) -> Vec<String> {
        self.find(query).hits.iter().map(|hit| hit.place.path(&self.graph().atlas)).collect()
    }
}
