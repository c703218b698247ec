//! From keys to actions: a trie per scope, filled from TOML: that of a preset, changed by that of the user.

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
