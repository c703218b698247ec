//! What the rest of the program may know of the key map.

use super::situation::KeyScope;
use super::table::Action;

/// Tells which keys ask for an action.
pub trait KeyNames {
    /// The sequences that ask for `action`, easiest first, as written.
    fn keys_of(&self, action: Action) -> Vec<String>;
}

/// The sequences that ask for `action` where `scope` takes keys: on a card, those of the panes below it that the card
/// does not take for itself.
pub fn keys_in(keys: &dyn KeyNames, action: Action, scope: KeyScope) -> Vec<String> {
    let mut sequences = keys.keys_of(action);
    if scope == KeyScope::Review && action.info().scope == KeyScope::Browse {
        let first = |sequence: &str| sequence.split(' ').next().map(str::to_owned);
        let of_card = Action::ALL.iter().filter(|action| action.info().scope == KeyScope::Review);
        let taken: Vec<_> = of_card.flat_map(|&action| keys.keys_of(action)).map(|keys| first(&keys)).collect();
        sequences.retain(|sequence| !taken.contains(&first(sequence)));
    }
    sequences
}
