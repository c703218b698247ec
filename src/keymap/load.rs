//! Loading of key maps from TOML: a preset, and the user's changes to the preset. A mistake is reported with its
//! position, and the faulty entry is ignored.

use std::borrow::Cow;
use toml::Spanned;

use crate::action::{Action, KeyNames, KeyScope};
use crate::diagnostic::{
    Code, FieldSchema, FromToml, PendingDiagnostic, Reader, Span, SpannedEnum, TableSchema, TomlTable, TomlValue,
    ValueType, truncate,
};

use super::key::{Code as KeyCode, Key, UnknownKey};
use super::preset::Preset;
use super::trie::{BindError, Keymap};

/// Actions that require a key, because without one a view could not be closed.
const REQUIRED_ACTIONS: [Action; 4] = [Action::Quit, Action::SearchClose, Action::HelpClose, Action::InputCancel];
/// Maximum number of key sequences that a message about a conflict names.
const NAMED: usize = 3;

const PRESET: FieldSchema = FieldSchema {
    key: "preset",
    required: false,
    kind: <SpannedEnum<Preset> as FromToml>::TYPE,
    doc: "The keys to start from.",
};

/// Schema of a section of a key map; without a list of fields, since any key sequence can be a TOML key.
const SECTION: TableSchema = TableSchema { name: "a section of keys", about: "", fields: &[] };

/// Schemas of the sections of a key map, one per scope (part of the program in which keys have their own meaning).
pub(super) const SECTIONS: [FieldSchema; KeyScope::ALL.len()] = {
    let doc = "Keys, each with the action that it stands for.";
    let mut sections =
        [FieldSchema { key: "", required: false, kind: ValueType::Table(&SECTION), doc }; KeyScope::ALL.len()];
    let mut n = 0;
    while n < sections.len() {
        sections[n].key = KeyScope::ALL[n].as_str();
        n += 1;
    }
    sections
};

const FIELDS: [FieldSchema; SECTIONS.len() + 1] = {
    let mut fields = [PRESET; SECTIONS.len() + 1];
    let mut n = 0;
    while n < SECTIONS.len() {
        fields[n + 1] = SECTIONS[n];
        n += 1;
    }
    fields
};

/// Section `keys` of a configuration: a preset and the user's changes to the preset.
#[derive(Clone, Debug)]
pub(crate) struct Keys {
    /// Preset that the changes apply to.
    pub(crate) preset: Preset,
    /// Whether the configuration names the preset; false if the default applies.
    pub(crate) preset_written: bool,
    /// Key map after the changes.
    pub(crate) map: Keymap,
}

impl Default for Keys {
    fn default() -> Self {
        Self { preset: Preset::default(), preset_written: false, map: Preset::default().keymap().clone() }
    }
}

impl<'t> FromToml<'t> for Keys {
    const TYPE: ValueType = ValueType::Table(&TableSchema { name: "the section of keys", about: "", fields: &FIELDS });
    const REQUIRED: bool = false;

    fn read(value: Spanned<TomlValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        let mut table = match value.into_inner() {
            TomlValue::Table(table) => table,
            other => {
                reader.wrong_type::<Self>(span, &other);
                return Self::default();
            }
        };
        let named = table.remove(PRESET.key);
        let preset_written = named.is_some();
        let preset = named.map(|value| SpannedEnum::<Preset>::read(value, reader).value).unwrap_or_default();
        let map = merge(preset.keymap().clone(), &mut table, span, reader);
        reader.unknown_keys(table, &[&FIELDS]);
        Self { preset, preset_written, map }
    }
}

/// Change of one key sequence that the configuration requests.
struct Change {
    scope: KeyScope,
    keys: Vec<Key>,
    /// Action to bind the key sequence to; `None` removes the binding.
    action: Option<Action>,
    span: Span,
}

/// Returns `map` with the changes in the sections of `table`; reports mistakes. `span` is the position of `table` in
/// the file.
pub(super) fn merge(mut map: Keymap, table: &mut TomlTable<'_>, span: Span, reader: &mut Reader) -> Keymap {
    let mut changes = Vec::new();
    for scope in KeyScope::ALL {
        if let Some(section) = table.remove(scope.as_str()) {
            read_section(scope, section, &mut changes, reader);
        }
    }
    changes.sort_by_key(|change| change.span.start);
    // Bindings are removed before others are added, so that the order of entries in the file does not matter.
    let (bound, unbound): (Vec<_>, Vec<_>) = changes.into_iter().partition(|change| change.action.is_some());
    for change in unbound {
        if !map.unbind(change.scope, &change.keys) {
            let message = format!("`{}` is not bound here, so there is nothing to unbind", written(&change.keys));
            reader.report(PendingDiagnostic::new(Code::NothingToUnbind, change.span, message));
        }
    }
    let mut own = Keymap::default();
    for change in bound {
        apply(&mut map, &mut own, &change, reader);
    }
    for action in REQUIRED_ACTIONS.into_iter().filter(|&action| map.keys_of(action).is_empty()) {
        let message = format!("no key is left for `{}`", action.info().id);
        let help = format!("give it one in the section `{}`", action.info().scope.as_str());
        reader.report(PendingDiagnostic::new(Code::NoWayOut, span, message).help(help));
    }
    map
}

/// Binds the key sequence of `change` in `map`. Conflicting bindings of the preset are removed; a conflict with another
/// binding of the user (`own`) is reported and leaves `map` unchanged.
fn apply(map: &mut Keymap, own: &mut Keymap, change: &Change, reader: &mut Reader) {
    let Change { scope, keys, action: Some(action), span } = change else { return };
    if let Err(clash) = own.bind(*scope, keys, *action) {
        let sequence = written(keys);
        let message = match clash {
            BindError::Same(before) => format!("`{sequence}` is already bound to `{}`", before.info().id),
            BindError::Prefix => format!(
                "`{sequence}` and another sequence cannot both be bound: one is the start of the other; change or remove one"
            ),
        };
        reader.report(PendingDiagnostic::new(Code::KeyClash, *span, message));
        return;
    }
    let displaced = map.remove_conflicts(*scope, keys);
    if !displaced.is_empty() {
        report_shadowed(&written(keys), &displaced, *span, reader);
    }
    // This cannot fail: all conflicting bindings were removed above.
    let _ = map.bind(*scope, keys, *action);
}

/// Reports the bindings in `displaced` that are no longer reachable, except one of `sequence` itself.
fn report_shadowed(sequence: &str, displaced: &[(String, Action)], span: Span, reader: &mut Reader) {
    let shadowed: Vec<&str> =
        displaced.iter().map(|(keys, _)| keys.as_str()).filter(|keys| *keys != sequence).collect();
    if !shadowed.is_empty() {
        reader.report(PendingDiagnostic::new(Code::KeyShadowed, span, shadows(sequence, &shadowed)));
    }
}

fn shadows(sequence: &str, shadowed: &[&str]) -> String {
    let named: Vec<String> = shadowed.iter().take(NAMED).map(|keys| format!("`{keys}`")).collect();
    let more = match shadowed.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("`{sequence}` replaces {}{more}, since they start alike", named.join(", "))
}

fn read_section(scope: KeyScope, section: Spanned<TomlValue<'_>>, changes: &mut Vec<Change>, reader: &mut Reader) {
    let span = reader.span(&section);
    let TomlValue::Table(bindings) = section.into_inner() else {
        let message = format!("expected a table of keys and actions in `{}`", scope.as_str());
        reader.report(
            PendingDiagnostic::new(Code::WrongType, span, message)
                .help("as in `[keys.browse]` and, below it, `\"j\" = \"cursor-down\"`"),
        );
        return;
    };
    for (keys, value) in bindings {
        let action = read_action(scope, &value, reader);
        let sequence = read_sequence(scope, &keys, reader);
        if let (Ok(action), Some(sequence)) = (action, sequence) {
            changes.push(Change { scope, keys: sequence, action, span: reader.span(&keys) });
        }
    }
}

/// Parses the action in `value`; `Ok(None)` requests to remove the binding. Reports anything else and returns an error.
fn read_action(scope: KeyScope, value: &Spanned<TomlValue<'_>>, reader: &mut Reader) -> Result<Option<Action>, ()> {
    let span = reader.span(value);
    let id = match value.get_ref() {
        TomlValue::Boolean(false) => return Ok(None),
        TomlValue::String(id) if id.is_empty() => return Ok(None),
        TomlValue::String(id) => id.as_ref(),
        _ => {
            let diagnostic = PendingDiagnostic::new(Code::WrongType, span, "expected the id of an action");
            reader.report(diagnostic.help("`false` or an empty string unbinds the keys"));
            return Err(());
        }
    };
    let action = Action::parse(id);
    match action.map(|action| action.info().scope) {
        Some(home) if home == scope => Ok(action),
        Some(home) => {
            let message = format!("`{id}` does not work in `{}`", scope.as_str());
            let help = format!("it belongs in the section `{}`", home.as_str());
            reader.report(PendingDiagnostic::new(Code::UnknownAction, span, message).help(help));
            Err(())
        }
        None => {
            let here = Action::all().iter().map(|action| action.info()).filter(|info| info.scope == scope);
            let diagnostic = PendingDiagnostic::new(
                Code::UnknownAction,
                span,
                format!("there is no action `{}` here", truncate(id)),
            );
            reader.report(diagnostic.did_you_mean(id, here.map(|info| info.id)));
            Err(())
        }
    }
}

fn read_sequence(scope: KeyScope, keys: &Spanned<Cow<'_, str>>, reader: &mut Reader) -> Option<Vec<Key>> {
    let mut refuse = |message: String, help: &str| {
        let diagnostic = PendingDiagnostic::new(Code::BadKey, reader.span(keys), message);
        reader.report(if help.is_empty() { diagnostic } else { diagnostic.help(help) });
    };
    let read: Result<Vec<Key>, UnknownKey> = keys.get_ref().split(' ').map(str::parse).collect();
    let sequence = match read {
        Ok(sequence) => sequence,
        Err(UnknownKey(text)) if text.is_empty() => {
            refuse("keys are separated by one space each".to_owned(), "the space bar is written `Space`");
            return None;
        }
        Err(UnknownKey(text)) => {
            refuse(format!("`{}` is not a key", truncate(&text)), WRITTEN);
            return None;
        }
    };
    let first = sequence.first()?;
    let (text, digit) = (first.typed(), matches!(first.code, KeyCode::Char('1'..='9')));
    match scope {
        KeyScope::Input | KeyScope::Search | KeyScope::Choice if text.is_some() => {
            refuse(format!("`{first}` is text here and cannot be bound"), "start with Ctrl, Alt or a named key");
            None
        }
        KeyScope::Browse | KeyScope::Review | KeyScope::Help if text.is_some() && digit => {
            refuse(format!("`{first}` starts a count and cannot be bound"), "");
            None
        }
        _ => Some(sequence),
    }
}

/// Help of messages about invalid keys: the notation of keys, with examples.
const WRITTEN: &str = "write keys like `j`, `G`, `C-d`, `A-Left`, `S-Tab`, `F1`, `Space`";

fn written(keys: &[Key]) -> String {
    keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}
