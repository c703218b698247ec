//! Answers to questions of the search. The index is built once per edition of the atlas, and a query that narrows the
//! one before searches only the results of that one.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use jiff::civil::Date;

use crate::app::{SearchAnswer, SearchQuestion};
use crate::graph::Graph;
use crate::model::Kind;
use crate::review::Reviews;
use crate::search::{
    EntitySet, Matches, Narrowing, Query, QueryContext, Results, SearchIndex, Searcher, collect_categories,
    explain_empty,
};

/// Question to the search, with what the filters of its query need.
#[derive(Clone, Debug)]
pub struct SearchRequest {
    /// Question to answer.
    pub question: SearchQuestion,
    /// Verdicts that the filters of the query may ask for.
    pub reviews: Arc<Reviews>,
    /// Current day, for filters that compare dates with it.
    pub today: Date,
}

/// Answers questions one after the other, and keeps the results of the last one for a query that narrows it.
#[derive(Debug)]
pub struct SearchWorker {
    searcher: Searcher,
    /// Categories of people in the atlas, collected once for all queries.
    categories: Vec<String>,
    narrowing: Option<Narrowing>,
}

impl SearchWorker {
    /// Creates a worker, which includes building the search index of `graph`.
    pub fn new(graph: Arc<Graph>) -> Self {
        let index = Arc::new(SearchIndex::new(&graph));
        let categories = collect_categories(&graph);
        Self { searcher: Searcher::new(graph, index), categories, narrowing: None }
    }

    /// Answers a question; `None` if `cancel` was set.
    pub fn answer(&mut self, ticket: u64, request: &SearchRequest, cancel: &AtomicBool) -> Option<SearchAnswer> {
        match &request.question {
            SearchQuestion::Search { query, limit } => self.search(ticket, (query, *limit), request, cancel),
            SearchQuestion::Filter { query, kind } => self.filter(ticket, (query, *kind), request, cancel),
        }
    }

    fn search(
        &mut self,
        ticket: u64,
        (text, limit): (&str, usize),
        request: &SearchRequest,
        cancel: &AtomicBool,
    ) -> Option<SearchAnswer> {
        let known = QueryContext::new(self.searcher.graph()).reviewed(&request.reviews, request.today);
        let known = known.with_categories(&self.categories);
        let query = Query::parse_given(text, known);
        let Results { hits, total, narrowing } = self.searcher.run(&query, self.narrowing.as_ref(), limit, cancel)?;
        self.narrowing = Some(narrowing);
        let reason = if total == 0 { explain_empty(&self.searcher, text, known, cancel) } else { None };
        Some(SearchAnswer { hits, total, reason, ..answer(ticket, &query) })
    }

    fn filter(
        &mut self,
        ticket: u64,
        (text, kind): (&str, Kind),
        request: &SearchRequest,
        cancel: &AtomicBool,
    ) -> Option<SearchAnswer> {
        let known = QueryContext::new(self.searcher.graph()).reviewed(&request.reviews, request.today);
        let known = known.with_categories(&self.categories);
        let query = Query::parse_given(text, known).of_kind(kind);
        let Matches { places, narrowing } = self.searcher.matches(&query, self.narrowing.as_ref(), cancel)?;
        self.narrowing = Some(narrowing);
        let (total, filtered) = (places.len(), Some(EntitySet::new(kind, places)));
        Some(SearchAnswer { filtered, total, ..answer(ticket, &query) })
    }
}

/// Returns the answer to `query` without results, but with the invalid parts of the query.
fn answer(ticket: u64, query: &Query) -> SearchAnswer {
    let errors = query.faults().to_vec();
    SearchAnswer { ticket, errors, tag: query.tag(), order: query.order(), ..SearchAnswer::default() }
}

/// Search worker of one edition of the atlas, shared by the jobs. It is created on first use, and again after a panic.
#[derive(Debug)]
pub(super) struct SharedSearch {
    graph: Arc<Graph>,
    worker: Mutex<Option<SearchWorker>>,
}

impl SharedSearch {
    pub(super) fn new(graph: Arc<Graph>) -> Arc<Self> {
        Arc::new(Self { graph, worker: Mutex::new(None) })
    }

    /// Runs `work` on the worker, which is created first if necessary. Returns the result of `work`.
    pub(super) fn with<T>(&self, work: impl FnOnce(&mut SearchWorker) -> T) -> T {
        let mut worker = self.worker.lock().unwrap_or_else(|poisoned| {
            self.worker.clear_poison();
            let mut worker = poisoned.into_inner();
            *worker = None;
            worker
        });
        work(worker.get_or_insert_with(|| SearchWorker::new(Arc::clone(&self.graph))))
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{self, AssertUnwindSafe};

    use super::*;
    use crate::data::fixture;

    #[test]
    fn a_worker_that_panics_is_replaced() {
        let graph = Arc::new(Graph::new(fixture(include_str!("../page/tests/fixture.toml"))));
        let search = SharedSearch::new(graph);
        let panicked = panic::catch_unwind(AssertUnwindSafe(|| search.with(|_| panic!("half-way"))));
        assert!(panicked.is_err());
        let request = SearchRequest {
            question: SearchQuestion::Search { query: "alpha".to_owned(), limit: 9 },
            reviews: Arc::default(),
            today: jiff::civil::date(2026, 11, 29),
        };
        let found = search.with(|worker| worker.answer(7, &request, &AtomicBool::new(false))).unwrap();
        assert_eq!((found.ticket, found.hits.is_empty()), (7, false));
    }
}
