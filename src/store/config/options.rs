//! The schema of the configuration: the type and the meaning of every setting.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{
    ClosedEnum, FieldSchema, FromTable, FromToml, Number, Reader, Span, SpannedEnum, Text, ValueType, field,
    read_integer, table,
};
use crate::keymap::Keys;

/// The symbols to draw with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Icons {
    /// Those that the locale has.
    #[default]
    Auto,
    /// All.
    Unicode,
    /// Those of ASCII alone.
    Ascii,
}

impl Icons {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Unicode, Self::Ascii];

    /// As written in the configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Unicode => "unicode",
            Self::Ascii => "ascii",
        }
    }
}

impl ClosedEnum for Icons {
    const WORDS: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        self.as_str()
    }
}

/// Columns by which a pane is wider than usual; below zero, narrower.
pub type Columns = i16;

/// The bounds of a width: no screen has room for more.
const WIDTHS: (i64, i64) = (-200, 200);

impl<'t> FromToml<'t> for Number<Columns> {
    const TYPE: ValueType = ValueType::Integer(WIDTHS.0, WIDTHS.1);

    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        read_integer::<Self, Columns>(&value, WIDTHS, reader).map_or_else(Self::default, |value| Self { value, span })
    }
}

table! {
    /// A whole configuration.
    Options = "a configuration" {
        /// The theme: what everything is drawn like.
        theme: Option<Text<'t>>,
        /// Which symbols are drawn: `auto` goes by the locale, `ascii` draws nothing but ASCII.
        icons: Option<SpannedEnum<Icons>>,
        /// Whether the mouse is used. Where it is not, the terminal selects text as usual.
        mouse: Option<bool>,
        /// Whether anything on screen may move by itself: what tells that a search takes long then turns.
        motion: Option<bool>,
        /// A folder of TOML files to use in place of the atlas that comes with the program. A path that starts with
        /// neither `/` nor `~` starts at the folder of this file.
        atlas: Option<Text<'t>>,
        /// The command that opens addresses, word by word; the address comes last. Without it the platform decides.
        browser: Option<Vec<Text<'t>>>,
        /// The command that edits files, word by word; the file comes last. Without it `VISUAL` or `EDITOR` decides.
        editor: Option<Vec<Text<'t>>>,
        /// Whether the explorer starts where it was left.
        resume: Option<bool>,
        /// By how many columns panes are wider than usual at first; below 0, narrower.
        layout: Option<LayoutOptions>,
        /// What keys do: a preset (`vim`, `emacs` or `arrows`) and changes to it, by where they work. An empty string or
        /// `false` takes a key away, and with it all sequences that start with it.
        keys: Option<Keys>,
        /// What you are called where you review. Without it, `user.name` of git.
        reviewer: Option<Text<'t>>,
    }
}

/// Every setting at the top of a configuration.
pub(crate) const FIELDS: &[FieldSchema] = Options::FIELDS;

/// The section `layout`.
#[derive(Debug, Default)]
pub(super) struct LayoutOptions {
    pub(super) index: Option<Number<Columns>>,
    pub(super) sides: Option<Number<Columns>>,
}

const WIDTH: ValueType = <Number<Columns> as FromToml>::TYPE;

impl<'t> FromTable<'t> for LayoutOptions {
    const NAME: &'static str = "the section of the layout";
    const ABOUT: &'static str = " The widths of panes.";
    const FIELDS: &'static [FieldSchema] = &[
        FieldSchema { key: "index", required: false, kind: WIDTH, doc: " The list on the left." },
        FieldSchema { key: "sides", required: false, kind: WIDTH, doc: " Relations and people, on the right." },
    ];

    fn take(table: &mut DeTable<'t>, span: Span, reader: &mut Reader) -> Self {
        Self {
            index: field::<Self, _>(table, ("index", ""), span, reader),
            sides: field::<Self, _>(table, ("sides", ""), span, reader),
        }
    }
}
