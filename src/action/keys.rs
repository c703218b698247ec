//! What the rest of the program may know of the key map.

use super::table::Action;

/// Tells which keys ask for an action.
pub trait KeyNames {
    /// The sequences that ask for `action`, easiest first, as written.
    fn keys_of(&self, action: Action) -> Vec<String>;
}
