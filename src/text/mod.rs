//! Text as data: folded for comparison, made safe to show, measured, cut to a width, hashed.

mod closest;
mod fixed;
mod fold;
mod hash;
mod safe;
mod width;

pub use closest::{Candidates, closest_match, distance, nearest};
pub use fixed::fixed;
pub use fold::{fold, folded_chars};
pub use hash::Fnv;
pub use safe::{in_one_line, is_unsafe, safe, safe_lines};
pub use width::{cut, graphemes, stretches, width};
