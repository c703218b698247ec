//! Text as data: folded for comparison, made safe to show, measured and cut to a width.

mod distance;
mod fixed;
mod fold;
mod safe;
mod width;

pub use distance::{distance, nearest};
pub use fixed::fixed;
pub use fold::{fold, folded_chars};
pub use safe::{in_one_line, is_unsafe, safe, safe_lines};
pub use width::{cut, graphemes, stretches, width};
