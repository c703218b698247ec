//! Looking sequences of keys up.

use std::collections::BTreeMap;

use crate::action::{Action, KeyNames, Scope};

use super::key::Key;

/// The actions of every scope by the keys that ask for them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keymap {
    roots: BTreeMap<Scope, Node>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Node {
    action: Option<Action>,
    next: BTreeMap<Key, Node>,
}

/// What a sequence of keys leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// To an action.
    Found(Action),
    /// To an action once more keys follow.
    Pending,
    /// To nothing.
    Nothing,
}

/// Why a sequence cannot be bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clash {
    /// It is bound already.
    Same(Action),
    /// It starts with a sequence that is bound, or another starts with it.
    Prefix,
}

impl Keymap {
    /// Binds `keys` to `action`.
    pub(super) fn bind(&mut self, scope: Scope, keys: &[Key], action: Action) -> Result<(), Clash> {
        let mut node = self.roots.entry(scope).or_default();
        for key in keys {
            if node.action.is_some() {
                return Err(Clash::Prefix);
            }
            node = node.next.entry(*key).or_default();
        }
        if !node.next.is_empty() {
            return Err(Clash::Prefix);
        }
        match node.action.replace(action) {
            None => Ok(()),
            Some(before) => {
                node.action = Some(before);
                Err(Clash::Same(before))
            }
        }
    }

    /// What `keys` lead to in `scope`.
    pub fn look_up(&self, scope: Scope, keys: &[Key]) -> Lookup {
        match self.node(scope, keys) {
            None => Lookup::Nothing,
            Some(Node { action: Some(action), .. }) => Lookup::Found(*action),
            Some(_) => Lookup::Pending,
        }
    }

    /// What can follow `keys` in `scope`: each key with its action, or with none where more keys follow.
    pub fn following(&self, scope: Scope, keys: &[Key]) -> Vec<(Key, Option<Action>)> {
        self.node(scope, keys)
            .map(|node| node.next.iter().map(|(key, next)| (*key, next.action)).collect())
            .unwrap_or_default()
    }

    fn node(&self, scope: Scope, keys: &[Key]) -> Option<&Node> {
        keys.iter().try_fold(self.roots.get(&scope)?, |node, key| node.next.get(key))
    }
}

impl KeyNames for Keymap {
    fn keys_of(&self, action: Action) -> Vec<String> {
        let mut found = Vec::new();
        if let Some(root) = self.roots.get(&action.info().scope) {
            collect(root, action, &mut Vec::new(), &mut found);
        }
        // Keys without modifiers are the easiest to type, and short sequences easier than long ones.
        found.sort_by_key(|keys: &String| {
            let modified = ["C-", "A-", "S-"].iter().any(|prefix| keys.starts_with(prefix));
            (modified, keys.split(' ').count(), keys.chars().count(), keys.clone())
        });
        found
    }
}

fn collect(node: &Node, action: Action, path: &mut Vec<String>, found: &mut Vec<String>) {
    if node.action == Some(action) {
        found.push(path.join(" "));
    }
    for (key, next) in &node.next {
        path.push(key.to_string());
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
        map.bind(Scope::Browse, &keys("g g"), Action::First).unwrap();
        map.bind(Scope::Browse, &keys("g h"), Action::GoHome).unwrap();
        map.bind(Scope::Browse, &keys("Home"), Action::First).unwrap();
        map
    }

    #[test]
    fn sequences_are_pending_until_complete() {
        let map = map();
        assert_eq!(map.look_up(Scope::Browse, &keys("g")), Lookup::Pending);
        assert_eq!(map.look_up(Scope::Browse, &keys("g g")), Lookup::Found(Action::First));
        assert_eq!(map.look_up(Scope::Browse, &keys("g x")), Lookup::Nothing);
        assert_eq!(map.look_up(Scope::Help, &keys("g g")), Lookup::Nothing);
    }

    #[test]
    fn clashes_are_refused_and_change_nothing() {
        let mut map = map();
        let before = map.clone();
        assert_eq!(map.bind(Scope::Browse, &keys("g h"), Action::Quit), Err(Clash::Same(Action::GoHome)));
        assert_eq!(map.bind(Scope::Browse, &keys("g"), Action::Quit), Err(Clash::Prefix));
        assert_eq!(map.bind(Scope::Browse, &keys("Home x"), Action::Quit), Err(Clash::Prefix));
        assert_eq!(map, before);
    }

    #[test]
    fn keys_are_found_by_action() {
        assert_eq!(map().keys_of(Action::First), ["Home", "g g"]);
        assert_eq!(map().keys_of(Action::Quit), Vec::<String>::new());
        assert_eq!(
            map().following(Scope::Browse, &keys("g")),
            [("g".parse().unwrap(), Some(Action::First)), ("h".parse().unwrap(), Some(Action::GoHome))]
        );
    }
}
