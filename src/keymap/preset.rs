//! Presets: the built-in key maps.

use std::sync::LazyLock;

use crate::action::{Action, KeyNames, KeyScope};
use crate::diagnostic::{ClosedEnum, PendingDiagnostic, Reader, Span, TomlTable};

use super::key::Key;
use super::load;
use super::trie::Keymap;

/// Built-in key map, which a configuration can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Preset {
    /// Letters as in vim, and arrow keys; the default.
    #[default]
    Vim,
    /// Keys as in Emacs.
    Emacs,
    /// No letters: arrow keys, function keys, and keys with Ctrl or Alt.
    Arrows,
}

impl Preset {
    /// Every preset.
    pub const ALL: [Self; 3] = [Self::Vim, Self::Emacs, Self::Arrows];

    /// Returns the name of the preset in a configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Vim => "vim",
            Self::Emacs => "emacs",
            Self::Arrows => "arrows",
        }
    }

    /// Returns the key map of the preset.
    pub fn keymap(self) -> &'static Keymap {
        static VIM: LazyLock<Keymap> = LazyLock::new(|| Preset::Vim.read().0);
        static EMACS: LazyLock<Keymap> = LazyLock::new(|| Preset::Emacs.read().0);
        static ARROWS: LazyLock<Keymap> = LazyLock::new(|| Preset::Arrows.read().0);
        // Mistakes in the TOML of a preset are ignored: a test detects them, and at run time the correct bindings still
        // work.
        match self {
            Self::Vim => &VIM,
            Self::Emacs => &EMACS,
            Self::Arrows => &ARROWS,
        }
    }

    /// Returns the preset as TOML, in the form of the section `keys` of a configuration.
    pub fn toml(self) -> &'static str {
        match self {
            Self::Vim => include_str!("default.toml"),
            Self::Emacs => include_str!("emacs.toml"),
            Self::Arrows => include_str!("arrows.toml"),
        }
    }

    fn read(self) -> (Keymap, Vec<PendingDiagnostic>) {
        self.parse(self.toml())
    }

    fn parse(self, toml: &str) -> (Keymap, Vec<PendingDiagnostic>) {
        let mut reader = Reader::new(0);
        let mut table = TomlTable::parse_recoverable(toml);
        let mut map = load::merge(Keymap::default(), &mut table, Span::at(0), &mut reader);
        reader.unknown_keys(table, &[&load::SECTIONS]);
        if self != Self::Vim {
            self.inherit(&mut map);
        }
        (map, reader.diagnostics)
    }

    /// Binds each overview (page that lists or summarizes many entities) without a key to the equivalent of its key in
    /// the default preset: Emacs has `C-c` for `g`. If no equivalent exists or it is already bound, F5 followed by
    /// Shift and a function key is bound. A new overview therefore needs a binding only in the default preset.
    fn inherit(self, map: &mut Keymap) {
        for &action in Action::all().iter().filter(|action| matches!(action, Action::GoOverview(_))) {
            if !map.keys_of(action).is_empty() {
                continue;
            }
            let mut candidates: Vec<String> = (1..=12).map(|number| format!("F5 S-F{number}")).collect();
            if self == Self::Emacs {
                let inherited = Self::Vim.keymap().keys_of(action).into_iter();
                let letters = inherited.filter_map(|keys| Some(format!("C-c {}", keys.strip_prefix("g ")?)));
                candidates.splice(0..0, letters);
            }
            for sequence in candidates {
                let keys: Result<Vec<Key>, _> = sequence.split(' ').map(str::parse).collect();
                if keys.is_ok_and(|keys| map.bind(KeyScope::Browse, &keys, action).is_ok()) {
                    break;
                }
            }
        }
    }
}

impl ClosedEnum for Preset {
    const WORDS: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        self.as_str()
    }
}

/// Returns the key map of the default preset.
pub fn default_keymap() -> &'static Keymap {
    Preset::Vim.keymap()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::Code;

    #[test]
    fn presets_have_no_fault() {
        for preset in Preset::ALL {
            assert!(TomlTable::parse(preset.toml()).is_ok(), "{}", preset.as_str());
            let diagnostics: Vec<String> = preset.read().1.into_iter().map(|diagnostic| diagnostic.message).collect();
            assert_eq!(diagnostics, Vec::<String>::new(), "{}", preset.as_str());
        }
    }

    #[test]
    fn every_action_has_a_key_in_every_preset() {
        let mut without = Vec::new();
        for preset in Preset::ALL {
            let map = preset.keymap();
            let missing = Action::all().iter().filter(|action| map.keys_of(**action).is_empty());
            without.extend(missing.map(|action| format!("{}: {}", preset.as_str(), action.info().id)));
        }
        assert_eq!(without, Vec::<String>::new());
    }

    #[test]
    fn an_overview_needs_a_row_in_the_default_preset_only() {
        let action = Action::parse("go-density").expect("an action");
        for (preset, inherited) in [(Preset::Emacs, "C-c d"), (Preset::Arrows, "F5 S-F9")] {
            let rows: Vec<&str> = preset.toml().lines().filter(|line| !line.contains("\"go-density\"")).collect();
            assert_eq!(preset.parse(&rows.join("\n")).0.keys_of(action), [inherited], "{}", preset.as_str());
        }
    }

    #[test]
    fn arrows_need_no_letter() {
        for action in Action::all() {
            for sequence in Preset::Arrows.keymap().keys_of(*action) {
                let typed = sequence.split(' ').map(|key| key.parse::<Key>().expect("a preset has no fault"));
                let letters = typed.filter(|key| key.code != Code::Char(' ') && key.typed().is_some());
                assert_eq!(letters.count(), 0, "`{sequence}` for {}", action.info().id);
            }
        }
    }
}
