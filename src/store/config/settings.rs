//! Table of settings. The parser, `config show`, `config init`, the JSON Schema and the options of the command line are
//! derived from it.

use std::path::Path;

use toml_writer::{TomlStringBuilder, TomlWrite};

use crate::diagnostic::{ClosedEnum, Code, FieldSchema, FromTable, Number, SpannedEnum, Text, table};
use crate::keymap::Keys;
use crate::text;

use super::options::{Icons, LayoutOptions, ReasonOptions, ReviewOptions, WidthChange};
use super::{Config, resolve};
use crate::model::Reason;

/// Setting of the configuration.
#[derive(Debug)]
pub struct Setting {
    /// Key of the setting, with the key of its section before it if it has one: `layout.index`.
    pub key: &'static str,
    /// Id of the command-line argument that overrides the setting, if any.
    pub argument: Option<&'static str>,
    /// Example of a value in TOML, for a setting without a default; otherwise empty.
    pub(super) example: &'static str,
    /// Moves the value of the setting from the parsed options to the configuration. Returns whether the configuration
    /// file has the setting. The path is the folder of that file, at which relative paths start.
    pub(super) read: fn(&mut Options<'_>, &mut Config, &Path) -> bool,
    /// Formats the value as TOML, if there is one.
    pub(super) show: fn(&Config) -> Option<String>,
}

impl Setting {
    /// Returns the key of the section, if the setting is in one, and the key of the setting within it.
    pub(super) fn parts(&self) -> (Option<&'static str>, &'static str) {
        self.key.split_once('.').map_or((None, self.key), |(section, key)| (Some(section), key))
    }
}

/// Defines the table of settings. A row has the documentation of a setting, its key, its TOML type, the id of its
/// command-line argument, an example, a closure that reads its value, and one that formats its value as TOML. After the
/// rows come the sections, each with its documentation.
macro_rules! settings {
    (
        $($(#[doc = $doc:literal])+ $key:ident: $option:ty, $argument:expr, $example:literal,
            |$value:ident, $folder:pat_param| $read:expr, |$shown:ident| $show:expr;)*
        sections: $($(#[doc = $about:literal])+ $section:ident: $options:ty,)*
        rows: $($row:expr,)*
    ) => {
        table! {
            /// A whole configuration.
            Options = "a configuration" {
                $($(#[doc = $doc])+ $key: Option<$option>,)*
                $($(#[doc = $about])+ $section: Option<$options>,)*
            }
        }

        /// Every setting, in the order in which `config show` prints them.
        pub const SETTINGS: &[Setting] = &[
            $(Setting {
                key: stringify!($key),
                argument: $argument,
                example: $example,
                read: |options, config, $folder| set(&mut config.$key, options.$key.take().map(|$value| $read)),
                show: |config| {
                    let $shown = &config.$key;
                    $show
                },
            },)*
            $($row,)*
        ];
    };
}

settings! {
    /// The theme: the style of everything on screen.
    theme: Text<'t>, Some("theme"), "", |name, _| owned(name), |theme| Some(quoted(theme));
    /// Which symbols are drawn: `auto` follows the locale, `ascii` draws nothing but ASCII.
    icons: SpannedEnum<Icons>, Some("icons"), "", |icons, _| icons.value, |icons| Some(quoted(icons.word()));
    /// Whether the mouse is used. Without it, the terminal selects text as usual.
    mouse: bool, None, "", |mouse, _| mouse, |mouse| Some(mouse.to_string());
    /// Whether anything on screen may move by itself: the spinner of a long search then turns.
    motion: bool, None, "", |motion, _| motion, |motion| Some(motion.to_string());
    /// Whether the explorer is linear, for screen readers: one pane at a time, no lines, the cursor on what changed.
    plain: bool, Some("plain"), "", |plain, _| plain, |plain| Some(plain.to_string());
    /// A folder of TOML files to use in place of the atlas that comes with the program. A path that starts with neither
    /// `/` nor `~` starts at the folder of this file.
    atlas: Text<'t>, Some("dir"), "\"~/my-atlas\"", |path, folder| Some(resolve(&path.value, folder)),
        |path| path.as_ref().map(|path| quoted(&path.to_string_lossy()));
    /// The command that opens addresses, word by word; the address comes last. Without it the platform decides.
    browser: Vec<Text<'t>>, None, "[\"firefox\", \"--new-window\"]", |words, _| all_owned(words), |words| list(words);
    /// The command that edits files, word by word; the file comes last. Without it `VISUAL` or `EDITOR` decides.
    editor: Vec<Text<'t>>, None, "[\"vim\"]", |words, _| all_owned(words), |words| list(words);
    /// Whether the explorer starts at the last place of the last run.
    resume: bool, None, "", |resume, _| resume, |resume| Some(resume.to_string());
    /// Codes of warnings, such as `home-page`, that `stratlas check` leaves out.
    ignore_warnings: Vec<SpannedEnum<Code>>, None, "[\"home-page\"]",
        |codes, _| codes.into_iter().map(|code| code.value).collect(),
        |codes| list(&codes.iter().map(|code| code.as_str().to_owned()).collect::<Vec<_>>());
    /// The name you review by. Without it, `user.name` of git.
    reviewer: Text<'t>, None, "\"Ada\"", |name, _| Some(owned(name)),
        |name| name.as_deref().map(quoted);

    sections:
    /// By how many columns panes are wider than usual at first; below 0, narrower.
    layout: LayoutOptions,
    /// How reviews proceed, and how verdicts are shown.
    reviews: ReviewOptions,
    /// What keys do: a preset (`vim`, `emacs` or `arrows`) and changes to it, by where they work. An empty string or
    /// `false` removes a key, and with it all sequences that start with it.
    keys: Keys,

    /// Predefined reasons for verdicts: tags with a criterion each. `x` on a card offers them by number.
    reason: Vec<ReasonOptions<'t>>,

    rows:
    Setting {
        key: "reason",
        argument: None,
        example: "[{ id = \"no-evidence\", about = \"Nothing that is cited supports it.\" }]",
        read: |options, config, _| {
            let reasons = options.reason.take().map(|reasons| reasons.into_iter().map(reason).collect());
            set(&mut config.reasons, reasons)
        },
        show: |config| {
            let shown = |reason: &Reason| format!("{{ id = {}, about = {} }}", quoted(&reason.slug), quoted(&reason.about));
            let reasons: Vec<String> = config.reasons.iter().map(shown).collect();
            (!reasons.is_empty()).then(|| format!("[{}]", reasons.join(", ")))
        },
    },
    Setting {
        key: "layout.index",
        argument: None,
        example: "6",
        read: |options, config, _| set(&mut config.layout.index, width(options, |layout| layout.index.as_ref())),
        show: |config| config.layout.index.map(|columns| columns.to_string()),
    },
    Setting {
        key: "layout.sides",
        argument: None,
        example: "6",
        read: |options, config, _| set(&mut config.layout.sides, width(options, |layout| layout.sides.as_ref())),
        show: |config| config.layout.sides.map(|columns| columns.to_string()),
    },
    Setting {
        key: "reviews.advance",
        argument: None,
        example: "\"confidence\"",
        read: |options, config, _| {
            let advance = options.reviews.as_ref().and_then(|reviews| reviews.advance.as_ref());
            set(&mut config.advance, advance.map(|advance| Some(advance.value)))
        },
        show: |config| config.advance.map(|advance| quoted(advance.as_str())),
    },
    Setting {
        key: "reviews.others",
        argument: None,
        example: "",
        read: |options, config, _| {
            let others = options.reviews.as_ref().and_then(|reviews| reviews.others.as_ref());
            set(&mut config.others, others.map(|others| others.value))
        },
        show: |config| Some(quoted(config.others.word())),
    },
    Setting {
        key: "keys.preset",
        argument: None,
        example: "",
        read: |options, config, _| {
            let Some(keys) = options.keys.take() else { return false };
            (config.preset, config.keymap) = (keys.preset, keys.map);
            keys.preset_written
        },
        show: |config| Some(quoted(config.preset.as_str())),
    },
}

/// Every key at the top level of a configuration, with its type and documentation.
pub(crate) const FIELDS: &[FieldSchema] = Options::FIELDS;

/// Assigns `value` to `slot`; if there is no value, leaves it unchanged. Returns whether there is a value.
fn set<T>(slot: &mut T, value: Option<T>) -> bool {
    value.map(|value| *slot = value).is_some()
}

#[expect(clippy::option_option, reason = "the outer one is whether the setting is there, the inner one its value")]
fn width(options: &Options<'_>, of: fn(&LayoutOptions) -> Option<&Number<WidthChange>>) -> Option<Option<WidthChange>> {
    options.layout.as_ref().and_then(of).map(|columns| Some(columns.value))
}

fn reason(options: ReasonOptions<'_>) -> Reason {
    Reason { slug: owned(options.id), about: options.about.map(owned).unwrap_or_default() }
}

fn owned(text: Text<'_>) -> String {
    text.value.into_owned()
}

fn all_owned(words: Vec<Text<'_>>) -> Vec<String> {
    words.into_iter().map(owned).collect()
}

fn list(words: &[String]) -> Option<String> {
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    (!words.is_empty()).then(|| format!("[{}]", words.join(", ")))
}

/// Formats `text` as a TOML string on one line.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    // An error is ignored, because writing to a string cannot fail.
    let _ = TomlWrite::value(&mut quoted, TomlStringBuilder::new(text).as_basic());
    let escape = |c: char| if text::is_unsafe(c) { format!("\\U{:08X}", u32::from(c)) } else { c.to_string() };
    if quoted.contains(text::is_unsafe) { quoted.chars().map(escape).collect() } else { quoted }
}
