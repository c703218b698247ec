//! Search: a query grammar, an index and a ranking over every kind of record in an atlas.
//!
//! [`Query::parse`] parses what is typed, [`Index::new`] folds what can be found, and [`Searcher::run`] combines the
//! two. The room starts no thread, reads no clock and stores nothing between queries: the same query on the same atlas
//! always returns the same hits in the same order.
//!
//! Names and aliases rank first, then short texts (taglines, glosses, organisations), then long ones (theses, claims,
//! titles of sources). In a name, a whole match ranks above a prefix, a prefix above the start of a word, that above
//! the inside of a word, and that above initials and the like. Scattered letters in the right order rank last. Ties are
//! broken by kind, then by length of the name, then by name.

mod engine;
mod facts;
mod field;
mod fit;
#[cfg(test)]
mod fixture;
mod fold;
mod given;
mod hit;
mod index;
mod letters;
mod needle;
mod query;
mod score;
#[cfg(test)]
mod tests;
mod title;

pub use engine::{Narrowing, Results, Searcher};
pub use given::Given;
pub use hit::{Hit, Snippet};
pub use index::Index;
pub use query::{Completions, Facet, Fault, Match, Query, Term, complete};
pub use title::{RankedTitle, rank_titles};
