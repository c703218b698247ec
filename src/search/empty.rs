//! Explains why a query finds nothing: the clause after which no results are left.

use std::sync::atomic::AtomicBool;

use crate::model::Kind;

use super::context::QueryContext;
use super::engine::{Results, Searcher};
use super::query::Query;

/// Maximum number of results for which an explanation counts each kind; of more, it gives only the total.
const MAX_COUNTED: usize = 5000;

/// Explains why the query `text` finds nothing: `tag:pause: 23 people, 1 strategy, none opposes`. Returns `None` if the
/// query has only one clause or has faults, if its first clause finds nothing, or if `cancel` was set. Runs `O(log n)`
/// of `n` clauses.
pub fn explain_empty(
    searcher: &Searcher,
    text: &str,
    context: QueryContext<'_>,
    cancel: &AtomicBool,
) -> Option<String> {
    let query = Query::parse_given(text, context);
    if !query.faults().is_empty() {
        return None;
    }
    // A further clause never adds results, so a binary search finds the longest start of the query that has results.
    let (mut finds, mut nothing) = (0, query.len());
    while nothing - finds > 1 {
        let middle = usize::midpoint(finds, nothing);
        let start = query.starting(text, middle, context);
        if start.is_empty() || searcher.run(&start, None, 0, cancel)?.total > 0 {
            finds = middle;
        } else {
            nothing = middle;
        }
    }
    let start = query.starting(text, finds, context);
    let found = searcher.run(&start, None, MAX_COUNTED, cancel)?;
    (found.total > 0).then_some(())?;
    Some(format!("{start}: {}, {}", counts(&found), none_with(&query.clause(finds)?)))
}

/// Formats the number of results of each kind: `23 people, 1 strategy`.
fn counts(found: &Results) -> String {
    let noun = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    if found.total > found.hits.len() {
        return noun(found.total, "result", "results");
    }
    let of_kind = Kind::ALL.into_iter().filter_map(|kind| {
        let count = found.hits.iter().filter(|hit| hit.place.kind() == Some(kind)).count();
        (count > 0).then(|| noun(count, kind.singular(), kind.plural()))
    });
    of_kind.collect::<Vec<_>>().join(", ")
}

/// Returns the statement that no record matches `clause`: `none opposes`, `none with …`, `none without …`.
fn none_with(clause: &str) -> String {
    match (clause.strip_prefix("stance:"), clause.strip_prefix('!')) {
        (Some("endorses" | "endorse" | "endorsing"), _) => "none endorses".to_owned(),
        (Some("opposes" | "oppose" | "opposing"), _) => "none opposes".to_owned(),
        (_, Some(clause)) => format!("none without {clause}"),
        _ => format!("none with {clause}"),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::search::{SearchIndex, fixture};

    fn explain(text: &str) -> Option<String> {
        let graph = fixture::graph();
        let searcher = Searcher::new(Arc::clone(&graph), Arc::new(SearchIndex::new(&graph)));
        explain_empty(&searcher, text, QueryContext::new(&graph), &AtomicBool::new(false))
    }

    #[test]
    fn the_clause_that_leaves_nothing_is_named() {
        let all = fixture::graph().atlas.people.len();
        assert_eq!(explain("kind:person xyzzy"), Some(format!("kind:person: {all} people, none with xyzzy")));
        assert_eq!(
            explain("kind:person !kind:person xyzzy"),
            Some(format!("kind:person: {all} people, none without kind:person"))
        );
        assert_eq!(explain("xyzzy"), None);
        assert_eq!(explain("xyzzy kind:person"), None, "the first clause finds nothing already");
        assert_eq!(explain("nofield:x xyzzy"), None, "a fault is reported instead");
    }
}
