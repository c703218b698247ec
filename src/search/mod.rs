//! Search: a query grammar, an index and a ranking over every kind of thing an atlas has.
//!
//! [`Query::parse`] reads what is typed, [`Index::new`] folds what can be found, [`Searcher::run`] brings the two
//! together. Nothing here starts a thread, reads a clock or keeps anything between two queries: the same query on the
//! same atlas always gives the same hits in the same order.
//!
//! Names and other names come first, then short texts (taglines, glosses, organisations), then long ones (theses,
//! claims, titles of sources). Within a name, what is the name beats what starts it, then what starts a word of it,
//! then what is inside a word, then its initials and the like. Letters that are merely there in that order come last
//! of all. Kinds break ties, then shorter names, then name order.

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
