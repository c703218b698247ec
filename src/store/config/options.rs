//! Types of the settings that are used only by the configuration.

use strum::{IntoStaticStr, VariantArray};
use toml::Spanned;

use crate::diagnostic::{
    ClosedEnum, FieldSchema, FromTable, FromToml, Number, Reader, Span, SpannedEnum, Text, TomlTable, TomlValue,
    ValueType, field, read_integer, table,
};
use crate::review::{Advance, OthersPolicy};

/// Choice of the symbols that the screen is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Icons {
    /// Symbols that the locale allows.
    #[default]
    Auto,
    /// All symbols.
    Unicode,
    /// Only ASCII symbols.
    Ascii,
}

impl ClosedEnum for Icons {
    const WORDS: &'static [Self] = Self::VARIANTS;

    fn word(self) -> &'static str {
        self.into()
    }
}

/// Number of columns by which a pane is wider than usual; narrower if below zero.
pub type WidthChange = i16;

/// Minimum and maximum change of a width, in columns; no screen has room for more.
const WIDTHS: (i64, i64) = (-200, 200);

impl<'t> FromToml<'t> for Number<WidthChange> {
    const TYPE: ValueType = ValueType::Integer(WIDTHS.0, WIDTHS.1);

    fn read(value: Spanned<TomlValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        read_integer::<Self, _>(&value, WIDTHS, reader).map_or_else(Self::default, |value| Self { value, span })
    }
}

table! {
    /// A predefined reason for verdicts: a tag with a criterion. `x` on a card offers the reasons by number.
    ReasonOptions = "a reason" {
        /// The tag.
        id: Text<'t>,
        /// When it applies.
        about: Option<Text<'t>>,
    }
}

impl ClosedEnum for OthersPolicy {
    const WORDS: &'static [Self] = &[Self::Open, Self::Reviewers, Self::Strict];

    fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Reviewers => "hidden",
            Self::Strict => "strict",
        }
    }
}

impl ClosedEnum for Advance {
    const WORDS: &'static [Self] = Self::ALL;

    fn word(self) -> &'static str {
        self.as_str()
    }
}

/// The section `reviews`.
#[derive(Debug, Default)]
pub(super) struct ReviewOptions {
    pub(super) advance: Option<SpannedEnum<Advance>>,
    pub(super) others: Option<SpannedEnum<OthersPolicy>>,
}

impl<'t> FromTable<'t> for ReviewOptions {
    const NAME: &'static str = "the section of reviews";
    const ABOUT: &'static str = " How reviews proceed, and how verdicts are shown.";
    const FIELDS: &'static [FieldSchema] = &[
        FieldSchema {
            key: "advance",
            required: false,
            kind: <SpannedEnum<Advance> as FromToml>::TYPE,
            doc: " When a new review shows the next card by itself: after a `stance`, or after a `confidence` typed after \
                  it. Without it, `n` does.",
        },
        FieldSchema {
            key: "others",
            required: false,
            kind: <SpannedEnum<OthersPolicy> as FromToml>::TYPE,
            doc: " Whether verdicts of others are shown before you have judged a subject: `hidden` hides them from \
                  reviewers, `strict` from readers without verdicts too, `open` shows them.",
        },
    ];

    fn take(table: &mut TomlTable<'t>, span: Span, reader: &mut Reader) -> Self {
        Self {
            advance: field::<Self, _>(table, ("advance", ""), span, reader),
            others: field::<Self, _>(table, ("others", ""), span, reader),
        }
    }
}

/// Settings in the section `layout` of the configuration.
#[derive(Debug, Default)]
pub(super) struct LayoutOptions {
    pub(super) index: Option<Number<WidthChange>>,
    pub(super) sides: Option<Number<WidthChange>>,
}

const WIDTH: ValueType = <Number<WidthChange> as FromToml>::TYPE;

impl<'t> FromTable<'t> for LayoutOptions {
    const NAME: &'static str = "the section of the layout";
    const ABOUT: &'static str = " The widths of panes.";
    const FIELDS: &'static [FieldSchema] = &[
        FieldSchema { key: "index", required: false, kind: WIDTH, doc: " The list on the left." },
        FieldSchema { key: "sides", required: false, kind: WIDTH, doc: " Relations and people, on the right." },
    ];

    fn take(table: &mut TomlTable<'t>, span: Span, reader: &mut Reader) -> Self {
        Self {
            index: field::<Self, _>(table, ("index", ""), span, reader),
            sides: field::<Self, _>(table, ("sides", ""), span, reader),
        }
    }
}
