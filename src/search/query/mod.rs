//! Queries: the grammar of the search in the explorer (`/`), of `stratlas search` and of `--where`.
//!
//! All words must match. A plain word is fuzzy; `'word` (or `"two words"`) is exact, `^word` starts a name, `word$`
//! ends one, `^word$` is a whole name, and `!` negates any of them. `field:value` filters records, with commas between
//! alternatives and quotation marks around values with spaces. Search uses smart case and smart accents.

mod complete;
mod date_filter;
mod facet;
mod filter;
mod judged;
mod resolve;
mod syntax;
#[cfg(test)]
mod tests;

use std::fmt;
use std::ops::Range;

use crate::graph::{Graph, PeopleOrder};
use crate::model::Kind;

use super::context::QueryContext;
use super::fold::Strictness;

pub use complete::{Completions, complete};
pub use facet::{Facet, collect_categories};
pub(super) use filter::Filters;
use filter::{Filter, Predicate};
use syntax::{Clause, ClauseKind};

/// Parsed query. Invalid parts become faults; the rest of the query applies.
///
/// ```
/// use stratlas::graph::Graph;
/// use stratlas::search::Query;
///
/// let graph = Graph::new(stratlas::data::embedded()?);
/// let query = Query::parse("yann kind:person stance:oppose", &graph);
/// assert_eq!(query.terms()[0].text, "yann");
/// assert!(query.faults().is_empty());
///
/// let query = Query::parse("lever:sped", &graph);
/// assert_eq!(query.faults()[0].suggestion.as_deref(), Some("speed"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Query {
    clauses: Vec<Clause>,
    terms: Vec<Term>,
    filters: Filters,
    order: Option<PeopleOrder>,
    /// Whether the meaning of the query depends on what other reviewers recorded.
    reads_others: bool,
    faults: Vec<Fault>,
}

/// Word or phrase of a query to search for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Kind of match that the term requires.
    pub mode: MatchMode,
    /// Text of the term as the user typed it, without operators.
    pub text: String,
    /// Whether an entry must not match the term.
    pub negated: bool,
}

/// Kind of match that a term requires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchMode {
    /// A text contains the letters of the term in order.
    Fuzzy,
    /// A text contains the term as it is.
    Exact,
    /// A name starts with the term.
    Prefix,
    /// A name ends with the term.
    Suffix,
    /// A name equals the term.
    Whole,
}

/// Invalid part of a query. The rest of the query applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Byte range of the invalid part in the query.
    pub range: Range<usize>,
    /// Description of the problem, for the user.
    pub message: String,
    /// Replacement for the invalid part that may have been meant, if any.
    pub suggestion: Option<String>,
}

impl Query {
    /// Parses `text` for the atlas of `graph`. Invalid parts become [faults](Self::faults).
    pub fn parse(text: &str, graph: &Graph) -> Self {
        Self::parse_given(text, QueryContext::new(graph))
    }

    /// Parses `text` in `context`, which may have reviews to filter by.
    pub fn parse_given(text: &str, context: QueryContext<'_>) -> Self {
        resolve::resolve(context, syntax::parse(text))
    }

    /// Returns the words of `text`; `None` if it has fields. Unlike other parsing, this needs no atlas.
    pub(super) fn words(text: &str) -> Option<Vec<Term>> {
        let word = |clause: Clause| match clause.kind {
            ClauseKind::Term(term) => Some(term),
            ClauseKind::Field { .. } => None,
        };
        syntax::parse(text).into_iter().map(word).collect()
    }

    /// Restricts the query to records of one kind.
    #[must_use]
    pub fn of_kind(mut self, kind: Kind) -> Self {
        self.filters
            .extend([Filter { negated: false, predicate: Predicate::Choice(Facet::Kind, vec![kind as usize]) }]);
        self
    }

    /// Returns the invalid parts of the query, in the order of the text.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Returns the words and phrases to search for.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Returns whether the query has neither terms nor filters; such a query finds nothing.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.filters.is_empty()
    }

    /// Returns the order of people that the query asks for; `None` if the best match comes first.
    pub fn order(&self) -> Option<PeopleOrder> {
        self.order
    }

    /// Returns whether the meaning of the query depends on what other reviewers recorded.
    pub fn asks_for_others(&self) -> bool {
        self.reads_others
    }

    /// Returns the number of clauses: terms and fields.
    pub(super) fn len(&self) -> usize {
        self.clauses.len()
    }

    /// Returns a query of the first `count` clauses of `text`, from which this query was parsed.
    pub(super) fn starting(&self, text: &str, count: usize, context: QueryContext<'_>) -> Self {
        let end = count.checked_sub(1).and_then(|last| self.clauses.get(last)).map_or(0, |clause| clause.range.end);
        Self::parse_given(&text[..end], context)
    }

    /// Returns the text of the clause with this index; `None` if there are fewer clauses.
    pub(super) fn clause(&self, index: usize) -> Option<String> {
        self.clauses.get(index).map(ToString::to_string)
    }

    pub(super) fn filters(&self) -> &Filters {
        &self.filters
    }

    /// Returns whether all results are certainly among those of `earlier`: the filters are equal, and every term of
    /// `earlier` is still there or has become longer.
    pub(super) fn narrows(&self, earlier: &Self) -> bool {
        self.filters == earlier.filters
            && !earlier.is_empty()
            && earlier.terms.iter().all(|term| self.terms.iter().any(|longer| longer.narrows(term)))
    }
}

impl Term {
    /// Returns whether `earlier` matches every text that this term matches.
    fn narrows(&self, earlier: &Self) -> bool {
        if self == earlier {
            return true;
        }
        if self.negated || earlier.negated || Strictness::of(&self.text) != Strictness::of(&earlier.text) {
            return false;
        }
        match (earlier.mode, self.mode) {
            // A fuzzy term that is too short to be searched outside names may match more entries when it gets longer.
            (MatchMode::Fuzzy, MatchMode::Fuzzy) => {
                self.text.starts_with(&earlier.text)
                    && self.is_searched_everywhere() == earlier.is_searched_everywhere()
            }
            (MatchMode::Exact, MatchMode::Exact) | (MatchMode::Prefix, MatchMode::Prefix) => {
                self.text.starts_with(&earlier.text)
            }
            (MatchMode::Suffix, MatchMode::Suffix) => self.text.ends_with(&earlier.text),
            _ => false,
        }
    }

    /// Returns whether the term is also searched outside names. Nearly every text contains fuzzy terms of one or two
    /// letters, so there they need `'` before them.
    pub(super) fn is_searched_everywhere(&self) -> bool {
        match self.mode {
            MatchMode::Fuzzy => self.text.len() >= MIN_EVERYWHERE,
            MatchMode::Exact => true,
            MatchMode::Prefix | MatchMode::Suffix | MatchMode::Whole => false,
        }
    }
}

/// Minimum length in bytes of a fuzzy term that is searched outside names: three letters, or one ideograph.
const MIN_EVERYWHERE: usize = 3;

/// Prints the query in a form that parses to the same query.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, clause) in self.clauses.iter().enumerate() {
            write!(f, "{}{clause}", if at == 0 { "" } else { " " })?;
        }
        Ok(())
    }
}
