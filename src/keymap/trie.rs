//! Key maps as tries: lookup, binding and removal of key sequences.

use std::collections::BTreeMap;

use crate::action::{Action, KeyNames, KeyScope};

use super::key::Key;

/// Key map: for each scope, the actions by key sequence.
///
/// ```
/// use stratlas::action::{Action, KeyNames, KeyScope};
/// use stratlas::keymap::{Lookup, Preset};
///
/// let keymap = Preset::Vim.keymap();
/// assert_eq!(keymap.look_up(KeyScope::Browse, &["g".parse()?]), Lookup::Pending);
/// assert_eq!(keymap.look_up(KeyScope::Browse, &["g".parse()?, "h".parse()?]), Lookup::Found(Action::GoHome));
/// assert_eq!(keymap.key_of(Action::Quit).as_deref(), Some("q"));
/// # Ok::<(), stratlas::keymap::UnknownKey>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keymap {
    roots: BTreeMap<KeyScope, Node>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Node {
    action: Option<Action>,
    next: BTreeMap<Key, Node>,
}

/// Result of looking up a key sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// The sequence is bound to an action.
    Found(Action),
    /// The sequence is the start of a longer bound sequence.
    Pending,
    /// The sequence has no binding.
    Nothing,
}

/// Reason why a sequence cannot be bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BindError {
    /// The sequence is already bound.
    Same(Action),
    /// The sequence starts with a bound sequence, or a bound sequence starts with the sequence.
    Prefix,
}

impl Keymap {
    /// Binds `keys` to `action` in `scope`; changes nothing and returns the reason if `keys` conflicts with a binding.
    pub(super) fn bind(&mut self, scope: KeyScope, keys: &[Key], action: Action) -> Result<(), BindError> {
        let mut node = self.roots.entry(scope).or_default();
        for key in keys {
            if node.action.is_some() {
                return Err(BindError::Prefix);
            }
            node = node.next.entry(*key).or_default();
        }
        if !node.next.is_empty() {
            return Err(BindError::Prefix);
        }
        match node.action.replace(action) {
            None => Ok(()),
            Some(before) => {
                node.action = Some(before);
                Err(BindError::Same(before))
            }
        }
    }

    /// Removes every binding of `scope` that conflicts with `keys`: of the sequence itself, of its extensions and of
    /// its prefixes. Returns the key sequences and actions of the removed bindings.
    pub(super) fn remove_conflicts(&mut self, scope: KeyScope, keys: &[Key]) -> Vec<(String, Action)> {
        let mut displaced = Vec::new();
        if let Some(root) = self.roots.get_mut(&scope) {
            root.remove_conflicts(keys, &mut Vec::new(), &mut displaced);
        }
        displaced
    }

    /// Removes the bindings of `keys` and of longer sequences that start with `keys`. Returns whether there were any.
    pub(super) fn unbind(&mut self, scope: KeyScope, keys: &[Key]) -> bool {
        let bound = self.node(scope, keys).is_some();
        if bound {
            self.remove_conflicts(scope, keys);
        }
        bound
    }

    /// Returns what `keys` means in `scope`: an action, the start of a longer sequence, or nothing.
    pub fn look_up(&self, scope: KeyScope, keys: &[Key]) -> Lookup {
        match self.node(scope, keys) {
            None => Lookup::Nothing,
            Some(Node { action: Some(action), .. }) => Lookup::Found(*action),
            Some(_) => Lookup::Pending,
        }
    }

    /// Returns every binding of `scope` as key sequence and action, in the order of the keys.
    pub fn bindings(&self, scope: KeyScope) -> Vec<(String, Action)> {
        self.roots
            .get(&scope)
            .cloned()
            .map(|mut root| {
                let mut bindings = Vec::new();
                root.drain(&mut Vec::new(), &mut bindings);
                bindings
            })
            .unwrap_or_default()
    }

    /// Returns the keys that can follow `keys` in `scope`, each with the action that it completes; `None` as the action
    /// if more keys must follow.
    pub fn following(&self, scope: KeyScope, keys: &[Key]) -> Vec<(Key, Option<Action>)> {
        self.node(scope, keys)
            .map(|node| node.next.iter().map(|(key, next)| (*key, next.action)).collect())
            .unwrap_or_default()
    }

    fn node(&self, scope: KeyScope, keys: &[Key]) -> Option<&Node> {
        keys.iter().try_fold(self.roots.get(&scope)?, |node, key| node.next.get(key))
    }
}

impl Node {
    fn remove_conflicts(&mut self, keys: &[Key], path: &mut Vec<String>, displaced: &mut Vec<(String, Action)>) {
        let Some((key, rest)) = keys.split_first() else {
            self.drain(path, displaced);
            return;
        };
        displaced.extend(self.action.take().map(|action| (path.join(" "), action)));
        let Some(next) = self.next.get_mut(key) else { return };
        path.push(key.to_string());
        next.remove_conflicts(rest, path, displaced);
        path.pop();
        // A node without action and successors is removed; the input would wait forever for a key after it.
        if next.action.is_none() && next.next.is_empty() {
            self.next.remove(key);
        }
    }

    fn drain(&mut self, path: &mut Vec<String>, drained: &mut Vec<(String, Action)>) {
        drained.extend(self.action.take().map(|action| (path.join(" "), action)));
        for (key, mut next) in std::mem::take(&mut self.next) {
            path.push(key.to_string());
            next.drain(path, drained);
            path.pop();
        }
    }
}

impl KeyNames for Keymap {
    fn keys_of(&self, action: Action) -> Vec<String> {
        let mut found = Vec::new();
        if let Some(root) = self.roots.get(&action.info().scope) {
            collect(root, action, &mut Vec::new(), &mut found);
        }
        // Keys without modifiers come first, and short sequences before long ones.
        found.sort_by_key(|keys: &String| {
            let modified = ["C-", "A-", "S-"].iter().any(|prefix| keys.starts_with(prefix));
            (modified, keys.split(' ').count(), keys.chars().count(), keys.clone())
        });
        found
    }
}

fn collect(node: &Node, action: Action, path: &mut Vec<Key>, found: &mut Vec<String>) {
    if node.action == Some(action) {
        found.push(path.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
    }
    for (key, next) in &node.next {
        path.push(*key);
        collect(next, action, path, found);
        path.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        text.split(' ').map(|key| key.parse().unwrap()).collect()
    }

    fn map() -> Keymap {
        let mut map = Keymap::default();
        map.bind(KeyScope::Browse, &keys("g g"), Action::First).unwrap();
        map.bind(KeyScope::Browse, &keys("g h"), Action::GoHome).unwrap();
        map.bind(KeyScope::Browse, &keys("Home"), Action::First).unwrap();
        map
    }

    #[test]
    fn sequences_are_pending_until_complete() {
        let map = map();
        assert_eq!(map.look_up(KeyScope::Browse, &keys("g")), Lookup::Pending);
        assert_eq!(map.look_up(KeyScope::Browse, &keys("g g")), Lookup::Found(Action::First));
        assert_eq!(map.look_up(KeyScope::Browse, &keys("g x")), Lookup::Nothing);
        assert_eq!(map.look_up(KeyScope::Help, &keys("g g")), Lookup::Nothing);
    }

    #[test]
    fn clashes_are_refused_and_change_nothing() {
        let mut map = map();
        let before = map.clone();
        assert_eq!(map.bind(KeyScope::Browse, &keys("g h"), Action::Quit), Err(BindError::Same(Action::GoHome)));
        assert_eq!(map.bind(KeyScope::Browse, &keys("g"), Action::Quit), Err(BindError::Prefix));
        assert_eq!(map.bind(KeyScope::Browse, &keys("Home x"), Action::Quit), Err(BindError::Prefix));
        assert_eq!(map, before);
    }

    #[test]
    fn what_clashes_is_displaced_and_nothing_is_left_pending() {
        let mut shorter = map();
        let gone = [("g g".to_owned(), Action::First), ("g h".to_owned(), Action::GoHome)];
        assert_eq!(shorter.remove_conflicts(KeyScope::Browse, &keys("g")), gone);
        assert_eq!(shorter.look_up(KeyScope::Browse, &keys("g")), Lookup::Nothing);
        let mut longer = map();
        assert_eq!(longer.remove_conflicts(KeyScope::Browse, &keys("Home x")), [("Home".to_owned(), Action::First)]);
        assert_eq!(longer.look_up(KeyScope::Browse, &keys("Home")), Lookup::Nothing);
        assert_eq!(longer.look_up(KeyScope::Browse, &keys("g h")), Lookup::Found(Action::GoHome));
    }

    #[test]
    fn the_last_sequence_unbound_takes_its_prefix_along() {
        let mut map = map();
        assert!(map.unbind(KeyScope::Browse, &keys("g g")));
        assert_eq!(map.look_up(KeyScope::Browse, &keys("g")), Lookup::Pending);
        assert!(map.unbind(KeyScope::Browse, &keys("g h")));
        assert_eq!(map.look_up(KeyScope::Browse, &keys("g")), Lookup::Nothing);
        assert!(!map.unbind(KeyScope::Browse, &keys("g h")));
        assert!(!map.unbind(KeyScope::Browse, &keys("Home x")), "no sequence starts so");
        assert_eq!(map.look_up(KeyScope::Browse, &keys("Home")), Lookup::Found(Action::First));
    }

    #[test]
    fn keys_are_found_by_action() {
        assert_eq!(map().keys_of(Action::First), ["Home", "g g"]);
        assert_eq!(map().keys_of(Action::Quit), Vec::<String>::new());
        assert_eq!(
            map().following(KeyScope::Browse, &keys("g")),
            [("g".parse().unwrap(), Some(Action::First)), ("h".parse().unwrap(), Some(Action::GoHome))]
        );
    }
}
