//! From keys to actions: a trie per scope, filled from TOML.

mod key;
mod load;
mod trie;

pub use key::{Code, Key, UnknownKey};
pub use load::{KeymapFault, default_keymap};
pub use trie::{Keymap, Lookup};
