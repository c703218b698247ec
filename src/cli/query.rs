//! Queries on the command line: parsing and running them, and reporting errors with a caret below the faulty part.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::graph::Graph;
use crate::search::{Fault, Query, QueryContext, Results, SearchIndex, Searcher, explain_empty};
use crate::text;

use super::{output, reviewer};

/// Warning that a blind review hides verdicts from a query.
const HIDDEN: &str = "an unfinished blind review hides your earlier verdicts from queries; `stratlas review resume` \
                      continues it, `stratlas review report` shows all verdicts";

/// Parses the query `text`. If it has errors, reports them and returns `None`.
pub(super) fn parse_or_report(context: QueryContext<'_>, text: &str) -> Option<Query> {
    let query = Query::parse_given(text, context);
    if query.faults().is_empty() {
        if query.asks_for_verdicts() && context.reviews.hides_verdicts() {
            output::warn(HIDDEN);
        }
        if query.asks_for_others() {
            reviewer::report_hidden(context.reviews.hidden_subjects());
        }
        return Some(query);
    }
    let mut err = io::stderr().lock();
    for fault in query.faults() {
        // If standard error is closed too, the failure to print cannot be reported.
        let _ = complain(&mut err, text, fault);
    }
    None
}

/// Returns the matches of `query`, at most `limit`, best first.
pub(super) fn run(graph: &Arc<Graph>, query: &Query, limit: usize) -> Results {
    run_with(&searcher(graph), query, limit)
}

fn searcher(graph: &Arc<Graph>) -> Searcher {
    Searcher::new(Arc::clone(graph), Arc::new(SearchIndex::new(graph)))
}

fn run_with(searcher: &Searcher, query: &Query, limit: usize) -> Results {
    // Nothing cancels this search, so there are results.
    searcher.run(query, None, limit, &AtomicBool::new(false)).unwrap_or_default()
}

/// Returns the matches of the query `text`, at most `limit`, best first. If there are none, reports the reason.
pub(super) fn run_or_explain(
    context: QueryContext<'_>,
    (graph, limit): (&Arc<Graph>, usize),
    text: &str,
) -> Option<(Query, Results)> {
    let query = parse_or_report(context, text)?;
    let searcher = searcher(graph);
    let results = run_with(&searcher, &query, limit);
    if results.total == 0
        && let Some(reason) = explain_empty(&searcher, text, context, &AtomicBool::new(false))
    {
        output::warn(&reason);
    }
    Some((query, results))
}

fn complain(err: &mut impl Write, query: &str, fault: &Fault) -> io::Result<()> {
    // Control characters are replaced one by one before printing, so that the caret stays below the faulty part.
    let width = |part: &str| text::width(&text::sanitize(part));
    let before = width(&query[..fault.range.start]);
    let marked = width(&query[fault.range.clone()]).max(1);
    writeln!(err, "stratlas: {}", text::sanitize(&fault.message))?;
    writeln!(err, "  {}", text::sanitize(query))?;
    writeln!(err, "  {:before$}{}", "", "^".repeat(marked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caret_stands_under_what_is_wrong() {
        let fault = Fault { range: 7..11, message: "no\u{1b}".to_owned(), suggestion: None };
        let mut said = Vec::new();
        complain(&mut said, "日本 sped\n", &fault).expect("a vector takes everything");
        assert_eq!(String::from_utf8_lossy(&said), "stratlas: no␛\n  日本 sped \n       ^^^^\n");
    }
}
