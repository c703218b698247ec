//! Queries: the grammar of `/`, `stratlas search` and `--where`.
//!
//! All words have to match. A plain word is fuzzy; `'word` (or `"two words"`) is looked for as it is, `^word` starts a name,
//! `word$` ends one, `^word$` is one, and `!` turns any of them around. `field:value` asks for what a thing is, with
//! commas between alternatives and quotation marks around values with spaces. Capitals and accents count in a word
//! that has them.

mod complete;
mod facet;
mod filter;
mod judged;
mod resolve;
mod syntax;
#[cfg(test)]
mod tests;
mod when;

use std::fmt;
use std::ops::Range;

use crate::graph::{Graph, PeopleOrder};
use crate::model::{Atlas, Kind, TagId};
use crate::review::Subject;

use super::fold::Strictness;
use super::given::Given;

pub use complete::{Completions, complete};
pub use facet::Facet;
pub(super) use filter::Filters;
use filter::{Filter, Is};
use syntax::Clause;

/// A query, understood as far as it can be.
#[derive(Clone, Debug, Default)]
pub struct Query {
    clauses: Vec<Clause>,
    terms: Vec<Term>,
    filters: Filters,
    order: Option<PeopleOrder>,
    faults: Vec<Fault>,
}

/// A text to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// How it has to match.
    pub how: Match,
    /// The text, as typed.
    pub text: String,
    /// Whether it must not match.
    pub negated: bool,
}

/// How a text has to match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// Its letters come in that order.
    Fuzzy,
    /// It is there as it is.
    Exact,
    /// A name starts with it.
    Prefix,
    /// A name ends with it.
    Suffix,
    /// A name is it.
    Whole,
}

/// A part of a query that means nothing. The rest of the query still counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The bytes of the query it is about.
    pub range: Range<usize>,
    /// What is wrong with it.
    pub message: String,
    /// What could stand there instead.
    pub suggestion: Option<String>,
}

impl Query {
    /// The query written as `text`, for the atlas of `graph`. What means nothing there is among the
    /// [faults](Self::faults).
    pub fn parse(text: &str, graph: &Graph) -> Self {
        Self::parse_given(text, Given::new(graph))
    }

    /// The same, with what reviewers have recorded to filter by.
    pub fn parse_given(text: &str, given: Given<'_>) -> Self {
        resolve::resolve(given, syntax::parse(text))
    }

    /// Whether `subject` is among the positions that the query asks of a person it finds; what is no position is.
    pub fn admits_position(&self, subject: Subject, atlas: &Atlas) -> bool {
        self.filters.admit_position(subject, atlas)
    }

    /// The same query for things of one kind only.
    #[must_use]
    pub fn of_kind(mut self, kind: Kind) -> Self {
        self.filters.push(Filter { negated: false, is: Is::Kind(vec![kind]) });
        self
    }

    /// What of it means nothing, in the order it was written.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The texts it looks for.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Whether it asks for nothing; such a query finds nothing.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.filters.is_empty()
    }

    /// Whether it asks for what the reviewer has said.
    pub fn asks_for_verdicts(&self) -> bool {
        self.filters.ask_for_verdicts()
    }

    /// The order it asks for; without one the best match comes first.
    pub fn order(&self) -> Option<PeopleOrder> {
        self.order
    }

    /// The tag it asks for, if it asks for exactly one.
    pub fn tag(&self) -> Option<TagId> {
        self.filters.tag()
    }

    pub(super) fn filters(&self) -> &Filters {
        &self.filters
    }

    /// Whether everything this query finds is among what `earlier` finds, as far as that can be told from how they are
    /// written: the same filters, and every text still there or longer.
    pub(super) fn narrows(&self, earlier: &Self) -> bool {
        self.filters == earlier.filters
            && !earlier.is_empty()
            && earlier.terms.iter().all(|term| self.terms.iter().any(|longer| longer.narrows(term)))
    }
}

impl Term {
    /// Whether every text this term matches is matched by `earlier` too.
    fn narrows(&self, earlier: &Self) -> bool {
        if self == earlier {
            return true;
        }
        if self.negated || earlier.negated || Strictness::of(&self.text) != Strictness::of(&earlier.text) {
            return false;
        }
        match (earlier.how, self.how) {
            // A text too short to be looked for beyond names finds more once it is long enough.
            (Match::Fuzzy, Match::Fuzzy) => {
                self.text.starts_with(&earlier.text)
                    && self.is_searched_everywhere() == earlier.is_searched_everywhere()
            }
            (Match::Exact, Match::Exact) | (Match::Prefix, Match::Prefix) => self.text.starts_with(&earlier.text),
            (Match::Suffix, Match::Suffix) => self.text.ends_with(&earlier.text),
            _ => false,
        }
    }

    /// Whether it is looked for beyond names: one or two letters are in nearly every text, so they are only if that is
    /// asked for by `'`.
    pub(super) fn is_searched_everywhere(&self) -> bool {
        match self.how {
            Match::Fuzzy => self.text.len() >= LEAST_EVERYWHERE,
            Match::Exact => true,
            Match::Prefix | Match::Suffix | Match::Whole => false,
        }
    }
}

/// The bytes a fuzzy text needs to be looked for beyond names: three letters, or one ideograph.
const LEAST_EVERYWHERE: usize = 3;

/// Prints the query so that it is read back as the same query.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, clause) in self.clauses.iter().enumerate() {
            write!(f, "{}{clause}", if at == 0 { "" } else { " " })?;
        }
        Ok(())
    }
}
