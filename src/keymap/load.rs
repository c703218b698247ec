//! Reading key maps from TOML: everything that is wrong with one is reported at once.

use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::action::{Action, Scope};
use crate::text;

use super::key::{Key, UnknownKey};
use super::trie::{Clash, Keymap};

const DEFAULT: &str = include_str!("default.toml");

/// Something wrong with a key map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeymapFault {
    /// The bytes of the text that it is about.
    pub span: Range<usize>,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for KeymapFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// The keys that the program starts with.
pub fn default_keymap() -> &'static Keymap {
    static MAP: LazyLock<Keymap> = LazyLock::new(|| {
        // A fault in the default map fails a test; here the rest of it still works.
        read(DEFAULT).0
    });
    &MAP
}

/// Reads a key map; what is at fault in it is left out.
pub(super) fn read(toml: &str) -> (Keymap, Vec<KeymapFault>) {
    let (table, errors) = DeTable::parse_recoverable(toml);
    let mut faults: Vec<_> = errors
        .into_iter()
        .map(|error| KeymapFault { span: error.span().unwrap_or_default(), message: error.message().to_owned() })
        .collect();
    let mut map = Keymap::default();
    for (name, section) in table.get_ref() {
        match (Scope::parse(name.get_ref()), section.get_ref()) {
            (Some(scope), DeValue::Table(bindings)) => {
                for (keys, action) in bindings {
                    if let Err(message) = bind(&mut map, scope, keys.get_ref(), action) {
                        faults.push(KeymapFault { span: keys.span(), message });
                    }
                }
            }
            (Some(_), _) => faults.push(fault(name, "expected a table of keys and actions".to_owned())),
            (None, _) => {
                let known = Scope::ALL.map(Scope::as_str);
                faults.push(fault(name, unknown("section", name.get_ref(), known)));
            }
        }
    }
    faults.sort_by_key(|fault| fault.span.start);
    (map, faults)
}

fn bind(map: &mut Keymap, scope: Scope, keys: &str, action: &Spanned<DeValue<'_>>) -> Result<(), String> {
    let Some(id) = action.get_ref().as_str() else {
        return Err("expected the id of an action".to_owned());
    };
    let sequence: Vec<Key> =
        keys.split(' ').map(str::parse).collect::<Result<_, UnknownKey>>().map_err(|error| error.to_string())?;
    let action = Action::parse(id)
        .filter(|action| action.info().scope == scope)
        .ok_or_else(|| unknown("action", id, actions(scope)))?;
    map.bind(scope, &sequence, action).map_err(|clash| match clash {
        Clash::Same(before) => format!("`{keys}` already stands for `{}`", before.info().id),
        Clash::Prefix => format!("`{keys}` and another sequence start alike, and one of them ends there"),
    })
}

fn actions(scope: Scope) -> impl Iterator<Item = &'static str> {
    Action::ALL.iter().map(|action| action.info()).filter(move |info| info.scope == scope).map(|info| info.id)
}

fn unknown(what: &str, found: &str, known: impl IntoIterator<Item = &'static str>) -> String {
    match text::nearest(found, known) {
        Some(near) => format!("there is no {what} `{found}` here; did you mean `{near}`?"),
        None => format!("there is no {what} `{found}` here"),
    }
}

fn fault(name: &Spanned<std::borrow::Cow<'_, str>>, message: String) -> KeymapFault {
    KeymapFault { span: name.span(), message }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::KeyNames;

    #[test]
    fn the_default_map_has_no_fault_and_reaches_every_action() {
        let (map, faults) = read(DEFAULT);
        assert_eq!(faults, []);
        for action in Action::ALL {
            assert_ne!(map.keys_of(*action), Vec::<String>::new(), "{} has no key", action.info().id);
        }
    }

    #[test]
    fn every_fault_is_reported_at_its_place() {
        let text = "[browse]\n\"j\" = \"cursor-dwn\"\n\"jj\" = \"quit\"\n\"g\" = \"first\"\n\"g g\" = \"last\"\nx = 1\n[brows]\n";
        let (_, faults) = read(text);
        let told: Vec<_> = faults.iter().map(|fault| (&text[fault.span.clone()], fault.message.as_str())).collect();
        assert_eq!(
            told,
            [
                ("\"j\"", "there is no action `cursor-dwn` here; did you mean `cursor-down`?"),
                ("\"jj\"", "`jj` is no key; keys are written like `j`, `G`, `C-d`, `A-Left`, `S-Tab`, `F1`, `Space`"),
                ("\"g g\"", "`g g` and another sequence start alike, and one of them ends there"),
                ("x", "expected the id of an action"),
                ("brows", "there is no section `brows` here; did you mean `browse`?"),
            ]
        );
    }
}
