//! Text: folding, sanitizing, measuring, truncating, hashing and closest matches.

mod closest;
mod fixed;
mod fold;
mod hash;
mod sanitize;
mod spreadsheet;
mod width;
pub(crate) mod work;

pub use closest::{Candidates, closest_match, distance};
pub use fixed::format_fixed;
pub use fold::{fold, letters_with_plain_form, plain_letters};
pub use hash::{Fnv, checksum};
pub use sanitize::{collapse_whitespace, escape_json, is_unsafe, sanitize, sanitize_lines};
pub use spreadsheet::{escape_formula, guard_cell, join_cell, split_cell, unguard_cell};
pub use width::{Run, graphemes, runs, truncate_to_width, width};
