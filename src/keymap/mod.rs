//! Key maps: for each scope, a trie from key sequences to actions, loaded from a preset and the user's changes in TOML.

mod key;
mod load;
mod preset;
mod trie;

pub use key::{Code, Key, UnknownKey};
pub use preset::{Preset, default_keymap};
pub use trie::{Keymap, Lookup};

pub(crate) use load::Keys;

#[cfg(test)]
mod tests;
