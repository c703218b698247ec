//! Compiles `data/` into one file that the program embeds.
fn main() {}
