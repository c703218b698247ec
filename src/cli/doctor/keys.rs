//! State of a key map: actions without a key, and pairs of keys that some terminals cannot distinguish.

use serde::Serialize;

use crate::action::{Action, KeyNames, KeyScope};
use crate::keymap::{Code, Key, Keymap};

/// Pairs of keys that terminals without kitty's keyboard protocol cannot distinguish: a letter that is pressed with
/// Ctrl, and the key that the terminal reports instead.
const TWINS: [(char, Code); 3] = [('i', Code::Tab), ('m', Code::Enter), ('[', Code::Esc)];

/// State of a key map.
#[derive(Serialize)]
pub(super) struct KeysHealth {
    /// Number of key sequences that are bound to an action.
    pub(super) bindings: usize,
    /// Ids of the actions without a key.
    pub(super) without_key: Vec<&'static str>,
    /// Pairs of bound sequences that some terminals cannot distinguish.
    pub(super) clashes: Vec<Clash>,
    /// Whether this terminal distinguishes such pairs; `None` if it did not answer.
    pub(super) told_apart: Option<bool>,
}

/// Pair of bound sequences that some terminals cannot distinguish.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Clash {
    /// Scope in which both sequences are bound.
    pub(super) scope: &'static str,
    /// Sequence that such a terminal reports as `wins`, so that it has no effect.
    pub(super) lost: BoundKeys,
    /// Sequence that such a terminal reports for both.
    pub(super) wins: BoundKeys,
}

/// Key sequence and the action that it is bound to.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct BoundKeys {
    /// Key sequence in the notation of key maps.
    pub(super) keys: String,
    /// Id of the action; `None` if the sequence only starts longer ones.
    pub(super) action: Option<&'static str>,
}

impl KeysHealth {
    /// Examines `keymap`. `told_apart` is whether the terminal distinguishes the keys of a pair, if known.
    pub(super) fn of(keymap: &Keymap, told_apart: Option<bool>) -> Self {
        let mut walk = Walk { keymap, bindings: 0, clashes: Vec::new() };
        for scope in KeyScope::ALL {
            walk.visit(scope, &mut Vec::new());
        }
        let without_key = Action::all().iter().filter(|action| keymap.keys_of(**action).is_empty());
        Self {
            bindings: walk.bindings,
            without_key: without_key.map(|action| action.info().id).collect(),
            clashes: walk.clashes,
            told_apart,
        }
    }
}

struct Walk<'a> {
    keymap: &'a Keymap,
    bindings: usize,
    clashes: Vec<Clash>,
}

impl Walk<'_> {
    fn visit(&mut self, scope: KeyScope, typed: &mut Vec<Key>) {
        let following = self.keymap.following(scope, typed);
        let find = |wanted: Key| following.iter().find(|(key, _)| *key == wanted);
        for (letter, twin) in TWINS {
            let with_ctrl = Key { ctrl: true, ..Key::plain(Code::Char(letter)) };
            if let (Some(lost), Some(wins)) = (find(with_ctrl), find(Key::plain(twin)))
                && (lost.1.is_none() || lost.1 != wins.1)
            {
                let bound = |(key, action): &(Key, Option<Action>)| BoundKeys {
                    keys: typed.iter().chain([key]).map(ToString::to_string).collect::<Vec<_>>().join(" "),
                    action: action.map(|action| action.info().id),
                };
                self.clashes.push(Clash { scope: scope.as_str(), lost: bound(lost), wins: bound(wins) });
            }
        }
        for (key, action) in following {
            if action.is_some() {
                self.bindings += 1;
                continue;
            }
            typed.push(key);
            self.visit(scope, typed);
            typed.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::default_keymap;

    #[test]
    fn every_binding_is_counted_and_every_action_has_one() {
        let health = KeysHealth::of(default_keymap(), None);
        let bindings: usize = Action::all().iter().map(|action| default_keymap().keys_of(*action).len()).sum();
        assert_eq!(health.bindings, bindings);
        assert_eq!(health.without_key, Vec::<&str>::new());
        assert_eq!(KeysHealth::of(&Keymap::default(), None).without_key.len(), Action::all().len());
    }

    #[test]
    fn keys_that_arrive_alike_clash() {
        let health = KeysHealth::of(default_keymap(), Some(false));
        let clash = Clash {
            scope: "browse",
            lost: BoundKeys { keys: "C-i".to_owned(), action: Some("forward") },
            wins: BoundKeys { keys: "Tab".to_owned(), action: Some("pane-next") },
        };
        assert_eq!(health.clashes, [clash]);
    }
}
