//! Reads TOML values into typed records. An error never stops the reader: the value is reported and replaced by a
//! placeholder, so one run reports all problems.

use std::borrow::Cow;
use toml::Spanned;

use super::code::Code;
use super::pending::PendingDiagnostic;
use super::schema::{FieldSchema, TableSchema, ValueType, describe_keys};
use super::source::Span;
use super::text_value::Text;
use super::toml_table::{TomlTable, TomlValue};
use super::wording::truncate;

/// Maximum number of unknown keys per table for which a similar known key is suggested, since each search takes time.
const MAX_KEYS_WITH_HELP: usize = 100;

/// Reader of one file, with the diagnostics of the values read so far.
#[derive(Debug)]
pub(crate) struct Reader {
    /// Offset that the spans in the file count from.
    base: u32,
    /// Diagnostics of the values that have been read.
    pub(crate) diagnostics: Vec<PendingDiagnostic>,
}

impl Reader {
    /// Returns a reader of the file that starts at the offset `base`.
    pub(crate) fn new(base: u32) -> Self {
        Self { base, diagnostics: Vec::new() }
    }

    pub(crate) fn report(&mut self, diagnostic: PendingDiagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn span<T>(&self, spanned: &Spanned<T>) -> Span {
        Span::new(self.base, &spanned.span())
    }

    /// Reports that the value `found` at `span` does not have the type of `T`.
    pub(crate) fn wrong_type<'t, T: FromToml<'t>>(&mut self, span: Span, found: &TomlValue<'_>) {
        let message = format!("expected {}, found {}", T::TYPE.describe(), describe(found));
        let diagnostic = PendingDiagnostic::new(Code::WrongType, span, message);
        self.report(match T::TYPE {
            ValueType::Table(schema) | ValueType::List(&ValueType::Table(schema)) => {
                diagnostic.help(describe_keys(schema.fields.iter()))
            }
            _ => diagnostic,
        });
    }

    /// Reports every key that is left in `table` as unknown; `fields` are the known keys, from which similar ones are
    /// suggested.
    pub(crate) fn unknown_keys(&mut self, table: TomlTable<'_>, fields: &[&'static [FieldSchema]]) {
        for (index, (key, _)) in table.into_iter().enumerate() {
            let name = key.get_ref();
            let known = fields.iter().copied().flatten();
            let message = format!("unknown key `{}`", truncate(name));
            let diagnostic = PendingDiagnostic::new(Code::UnknownKey, self.span(&key), message);
            if index >= MAX_KEYS_WITH_HELP {
                self.report(diagnostic);
                continue;
            }
            let diagnostic = diagnostic.did_you_mean(name, known.clone().map(|field| field.key));
            let has_help = diagnostic.help.is_some();
            self.report(if has_help { diagnostic } else { diagnostic.help(describe_keys(known)) });
        }
    }
}

fn describe(value: &TomlValue<'_>) -> &'static str {
    match value {
        TomlValue::String(_) => "a string",
        TomlValue::Integer(_) => "a whole number",
        TomlValue::Float(_) => "a number with a fraction",
        TomlValue::Boolean(_) => "a boolean",
        TomlValue::Datetime(_) => "a date or time",
        TomlValue::Array(_) => "a list",
        TomlValue::Table(_) => "a table",
    }
}

/// Type that can be read from a TOML value.
pub(crate) trait FromToml<'t>: Sized + Default {
    /// Type that the schema gives to values of this Rust type.
    const TYPE: ValueType;
    /// Whether the schema requires a field of this type in its table.
    const REQUIRED: bool = true;

    /// Reads `value`. If it is invalid, reports that to `reader` and returns a placeholder.
    fn read(value: Spanned<TomlValue<'t>>, reader: &mut Reader) -> Self;

    /// Calls `visit` for each text in the value that is prose for readers; by default for none.
    fn visit_texts<'a>(&'a self, _visit: &mut dyn FnMut(&'a Text<'t>)) {}
}

/// Type that can be read from a TOML table.
pub(crate) trait FromTable<'t>: Sized + Default {
    /// Name of the table in messages, with its article: `a lever`.
    const NAME: &'static str;
    /// What the table describes: the documentation of the Rust struct, joined to one line.
    const ABOUT: &'static str;
    /// Schemas of the fields of the table.
    const FIELDS: &'static [FieldSchema];
    /// Schema of the table: name, purpose and fields.
    const SCHEMA: TableSchema = TableSchema { name: Self::NAME, about: Self::ABOUT, fields: Self::FIELDS };

    /// Removes the fields of this type from `table`, whose span is `span`, and returns the record read from them.
    fn take(table: &mut TomlTable<'t>, span: Span, reader: &mut Reader) -> Self;

    /// Calls `visit` for each text in the fields that is prose for readers; by default for none.
    fn visit_texts<'a>(&'a self, _visit: &mut dyn FnMut(&'a Text<'t>)) {}
}

/// Takes the required field `key` out of `table` and reads its value. If the field is missing or invalid, reports this
/// and returns a placeholder. `span` is the span of the table, and `doc` describes the field of the record type `R`.
pub(crate) fn field<'t, R: FromTable<'t>, T: FromToml<'t>>(
    table: &mut TomlTable<'t>,
    (key, doc): (&'static str, &'static str),
    span: Span,
    reader: &mut Reader,
) -> T {
    if let Some(value) = table.remove(key) {
        warn_of_placeholder(&value, (key, doc), reader);
        return T::read(value, reader);
    }
    if T::REQUIRED {
        let message = format!("{} needs the key `{key}`", R::NAME);
        let help = R::FIELDS.iter().find(|field| field.key == key).map(FieldSchema::meaning);
        reader.report(PendingDiagnostic { help, ..PendingDiagnostic::new(Code::MissingKey, span, message) });
    }
    T::default()
}

/// Warns if `value` equals the documentation of its key, because templates of new records have this documentation in
/// place of texts.
fn warn_of_placeholder(value: &Spanned<TomlValue<'_>>, (key, doc): (&str, &str), reader: &mut Reader) {
    let Some(text) = value.get_ref().as_str() else { return };
    let sentence = |text: &str| text.trim().trim_end_matches('.').len();
    let (text, doc) = (text.trim(), doc.trim());
    let is_template = !text.is_empty() && text[..sentence(text)] == doc[..sentence(doc)];
    if is_template || is_stand_in(text) {
        let message = if is_template {
            format!("`{key}` is still the placeholder of a new record")
        } else {
            format!("`{key}` holds a placeholder, not a text")
        };
        let diagnostic = PendingDiagnostic::new(Code::Placeholder, reader.span(value), message);
        reader.report(diagnostic.help("replace it by a text of your own"));
    }
}

/// Returns whether `text` is a common stand-in for a text that is still to be written, such as `TODO`.
fn is_stand_in(text: &str) -> bool {
    const WORDS: [&str; 10] = ["todo", "tbd", "tba", "fixme", "xxx", "placeholder", "lorem", "...", "…", "???"];
    let first = text.split([' ', ':']).next().unwrap_or_default();
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
        || ["TODO", "TBD", "FIXME", "XXX"].contains(&first)
        || text.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("lorem ipsum"))
}

impl<'t, T: FromToml<'t>> FromToml<'t> for Option<T> {
    const TYPE: ValueType = T::TYPE;
    const REQUIRED: bool = false;

    fn read(value: Spanned<TomlValue<'t>>, reader: &mut Reader) -> Self {
        Some(T::read(value, reader))
    }

    fn visit_texts<'a>(&'a self, visit: &mut dyn FnMut(&'a Text<'t>)) {
        if let Some(value) = self {
            value.visit_texts(visit);
        }
    }
}

impl<'t, T: FromToml<'t>> FromToml<'t> for Vec<T> {
    const TYPE: ValueType = ValueType::List(&T::TYPE);
    const REQUIRED: bool = false;

    fn read(value: Spanned<TomlValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        match value.into_inner() {
            TomlValue::Array(items) => items.into_iter().map(|item| T::read(item, reader)).collect(),
            other => {
                reader.wrong_type::<Self>(span, &other);
                Self::default()
            }
        }
    }

    fn visit_texts<'a>(&'a self, visit: &mut dyn FnMut(&'a Text<'t>)) {
        for value in self {
            value.visit_texts(visit);
        }
    }
}

impl<'t, T: FromTable<'t>> FromToml<'t> for T {
    const TYPE: ValueType = ValueType::Table(&T::SCHEMA);

    fn read(value: Spanned<TomlValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        match value.into_inner() {
            TomlValue::Table(mut table) => {
                let record = T::take(&mut table, span, reader);
                reader.unknown_keys(table, &[T::FIELDS]);
                record
            }
            other => {
                reader.wrong_type::<T>(span, &other);
                T::default()
            }
        }
    }

    fn visit_texts<'a>(&'a self, visit: &mut dyn FnMut(&'a Text<'t>)) {
        FromTable::visit_texts(self, visit);
    }
}

/// Returns the string `value` with its span, or `None` if it is no string, which is reported.
pub(crate) fn read_string<'t, T: FromToml<'t>>(
    value: Spanned<TomlValue<'t>>,
    reader: &mut Reader,
) -> Option<(Cow<'t, str>, Span)> {
    let span = reader.span(&value);
    match value.into_inner() {
        TomlValue::String(text) => Some((text, span)),
        other => {
            reader.wrong_type::<T>(span, &other);
            None
        }
    }
}

/// Defines a record that is read from a TOML table: the struct, its reader, and its schema.
macro_rules! table {
    ($($(#[doc = $about:literal])+ $name:ident = $title:literal {
        $($(#[doc = $doc:literal])+ $field:ident: $type:ty,)*
    })*) => {$(
        $(#[doc = $about])+
        #[derive(Debug, Default)]
        pub(crate) struct $name<'t> {
            $($(#[doc = $doc])+ pub(crate) $field: $type,)*
        }

        impl<'t> $crate::diagnostic::FromTable<'t> for $name<'t> {
            const NAME: &'static str = $title;
            const ABOUT: &'static str = concat!($($about),+);
            const FIELDS: &'static [$crate::diagnostic::FieldSchema] = &[
                $($crate::diagnostic::FieldSchema {
                    key: stringify!($field),
                    required: <$type as $crate::diagnostic::FromToml<'t>>::REQUIRED,
                    kind: <$type as $crate::diagnostic::FromToml<'t>>::TYPE,
                    doc: concat!($($doc),+),
                },)*
            ];

            fn take(
                table: &mut $crate::diagnostic::TomlTable<'t>,
                span: $crate::diagnostic::Span,
                reader: &mut $crate::diagnostic::Reader,
            ) -> Self {
                Self {
                    $($field: $crate::diagnostic::field::<Self, _>(
                        table,
                        (stringify!($field), concat!($($doc),+)),
                        span,
                        reader,
                    ),)*
                }
            }

            fn visit_texts<'a>(&'a self, visit: &mut dyn FnMut(&'a $crate::diagnostic::Text<'t>)) {
                $(<$type as $crate::diagnostic::FromToml<'t>>::visit_texts(&self.$field, visit);)*
            }
        }
    )*};
}
pub(crate) use table;
