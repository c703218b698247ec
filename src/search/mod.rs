//! Search: a query grammar, an index and a ranking over every kind of record in an atlas.
//!
//! [`Query::parse`] parses a query, [`SearchIndex::new`] indexes the records, and [`Searcher::run`] finds the hits. The
//! room starts no thread, reads no clock and stores nothing between queries: the same query on the same atlas always
//! returns the same hits in the same order.
//!
//! Names and aliases rank first, then short texts (taglines, glosses, organisations), then long ones (theses, claims,
//! titles of sources). In a name, a whole match ranks above a prefix, a prefix above the start of a word, that above
//! the inside of a word, and that above initials and abbreviations. Scattered letters in the right order rank last.
//! Ties are broken by kind, then by length of the name, then by name.

mod char_mask;
mod context;
mod empty;
mod engine;
mod entity_set;
mod field;
mod filter_data;
mod fit;
#[cfg(test)]
mod fixture;
mod fold;
mod hit;
mod index;
mod needle;
mod query;
mod score;
#[cfg(test)]
mod tests;
mod text_matcher;
mod title;

pub use context::QueryContext;
pub use empty::explain_empty;
pub use engine::{Matches, Narrowing, Results, Searcher};
pub use entity_set::EntitySet;
pub use field::texts_of;
pub use hit::{Hit, Snippet};
pub use index::{SearchIndex, ordered_records};
pub use query::{Completions, Facet, Fault, MatchMode, Query, Term, collect_categories, complete};
pub use text_matcher::TextMatcher;
pub use title::{RankedTitle, rank_titles};
