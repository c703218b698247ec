//! Access to the bound keys for modules that must not depend on the key map.

use super::context::KeyScope;
use super::table::Action;

/// Key bindings by action.
pub trait KeyNames {
    /// Returns the sequences bound to `action`, easiest first, in the notation of key maps.
    fn keys_of(&self, action: Action) -> Vec<String>;

    /// Returns the easiest sequence bound to `action`, if there is one.
    fn key_of(&self, action: Action) -> Option<String> {
        self.keys_of(action).into_iter().next()
    }

    /// Returns the sequences bound to `action` in `scope`. On a review card, these are the bindings of the panes,
    /// except those whose first key the card itself binds.
    fn keys_in(&self, action: Action, scope: KeyScope) -> Vec<String> {
        let mut sequences = self.keys_of(action);
        if scope == KeyScope::Review && action.info().scope == KeyScope::Browse {
            let first = |sequence: &str| sequence.split(' ').next().map(str::to_owned);
            let of_card = Action::all().iter().filter(|action| action.info().scope == KeyScope::Review);
            let taken: Vec<_> = of_card.flat_map(|&action| self.keys_of(action)).map(|keys| first(&keys)).collect();
            sequences.retain(|sequence| !taken.contains(&first(sequence)));
        }
        sequences
    }
}
