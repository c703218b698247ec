//! Reading TOML values into typed records. Nothing stops at a diagnostic: it is noted, a placeholder takes the value's
//! place, and reading goes on, so that one run reports everything.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::code::Code;
use super::layers::{ID, Layers, Override, id_of};
use super::report::PendingDiagnostic;
use super::source::Span;
use super::spanned_enum::one_of;
use super::text_value::truncate;

/// For how many unknown keys of one table the nearest known one is looked up: nobody mistypes more, and it takes time.
const HELPED: usize = 100;

/// What is being read, and the diagnostics found so far.
#[derive(Debug)]
pub(crate) struct Reader {
    pub(crate) file: u32,
    pub(crate) diagnostics: Vec<PendingDiagnostic>,
}

impl Reader {
    /// Reads something of text number `file`.
    pub(crate) fn in_file<T>(&mut self, file: u32, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.file, file);
        let value = read(self);
        self.file = outer;
        value
    }

    pub(crate) fn report(&mut self, diagnostic: PendingDiagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn span<T>(&self, spanned: &Spanned<T>) -> Span {
        Span::new(self.file, &spanned.span())
    }

    /// Notes that the value at `span` is `found` and not what a `T` needs.
    pub(crate) fn wrong_type<'t, T: FromToml<'t>>(&mut self, span: Span, found: &DeValue<'_>) {
        let message = format!("expected {}, found {}", T::TYPE.describe(), kind_of(found));
        let diagnostic = PendingDiagnostic::new(Code::WrongType, span, message);
        self.report(match T::TYPE {
            ValueType::Table(form) | ValueType::List(&ValueType::Table(form)) => {
                diagnostic.help(keys(form.fields.iter()))
            }
            _ => diagnostic,
        });
    }

    /// Notes every key left in `table` as unknown; the known ones are those of `fields`.
    pub(crate) fn unknown_keys(&mut self, table: DeTable<'_>, fields: &[&'static [FieldSchema]]) {
        for (at, (key, _)) in table.into_iter().enumerate() {
            let name = key.get_ref();
            let known = fields.iter().copied().flatten();
            let diagnostic =
                PendingDiagnostic::new(Code::UnknownKey, self.span(&key), format!("unknown key `{}`", truncate(name)));
            if at >= HELPED {
                self.report(diagnostic);
                continue;
            }
            let diagnostic = diagnostic.did_you_mean(name, known.clone().map(|field| field.key));
            self.report(if diagnostic.help.is_some() { diagnostic } else { diagnostic.help(keys(known)) });
        }
    }
}

/// The keys of a table, for people.
fn keys(fields: impl Iterator<Item = &'static FieldSchema>) -> String {
    let (needed, optional): (Vec<&FieldSchema>, Vec<&FieldSchema>) = fields.partition(|field| field.required);
    let list = |fields: Vec<&FieldSchema>| {
        fields.iter().map(|field| format!("`{}`", field.key)).collect::<Vec<_>>().join(", ")
    };
    match (needed.is_empty(), optional.is_empty()) {
        (true, true) => "there are no keys here yet".to_owned(),
        (true, _) => format!("the keys here are {}", list(optional)),
        (false, true) => format!("the keys here are {}", list(needed)),
        (false, false) => format!("the keys needed here are {}; there can be {}", list(needed), list(optional)),
    }
}

/// A type that a TOML value can be read as.
pub(crate) trait FromToml<'t>: Sized + Default {
    /// What kind of value it takes.
    const TYPE: ValueType;
    /// Whether a table that has such a field must give it.
    const REQUIRED: bool = true;

    /// Reads `value`; what is wrong with it goes to the reader, and a placeholder is returned.
    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self;

    /// Reads `value` with others `over` it, the last on top. Unless they have parts that go by themselves, that is the
    /// top one.
    fn read_layers(value: Spanned<DeValue<'t>>, over: Vec<Override<'t>>, reader: &mut Reader) -> Self {
        read_top(value, over, reader)
    }
}

/// Reads the top one of a value and those over it.
fn read_top<'t, T: FromToml<'t>>(value: Spanned<DeValue<'t>>, mut over: Vec<Override<'t>>, reader: &mut Reader) -> T {
    match over.pop() {
        Some((file, top)) => reader.in_file(file, |reader| T::read(top, reader)),
        None => T::read(value, reader),
    }
}

/// A type read from a TOML table.
pub(crate) trait FromTable<'t>: Sized + Default {
    /// What it is, to say what it needs: `a lever`.
    const NAME: &'static str;
    /// What it is for, as documentation lines run together.
    const ABOUT: &'static str;
    /// Its keys.
    const FIELDS: &'static [FieldSchema];
    /// All three.
    const SCHEMA: TableSchema = TableSchema { name: Self::NAME, about: Self::ABOUT, fields: Self::FIELDS };

    /// Takes its keys out of `layers`, the lowest of which is at `span`.
    fn take(layers: &mut Layers<'t>, span: Span, reader: &mut Reader) -> Self;
}

/// A kind of table: what a schema and a reference are made of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TableSchema {
    /// What such a table is, to say what it needs: `a lever`.
    pub(crate) name: &'static str,
    /// What it is for, as documentation lines run together.
    pub(crate) about: &'static str,
    pub(crate) fields: &'static [FieldSchema],
}

/// A key of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FieldSchema {
    pub(crate) key: &'static str,
    pub(crate) required: bool,
    pub(crate) kind: ValueType,
    /// What it means, as documentation lines run together.
    pub(crate) doc: &'static str,
}

impl FieldSchema {
    /// Which value it takes and what it means, for people.
    fn meaning(&self) -> String {
        let value = match self.kind {
            ValueType::Enum(words) => one_of(&words()),
            kind => kind.describe().to_owned(),
        };
        let meaning = self.doc.trim().trim_end_matches('.');
        format!("`{}` takes {value}: {meaning}", self.key)
    }
}

/// What kind of value a key takes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ValueType {
    Text,
    Slug,
    /// The id of another record.
    Reference,
    Link,
    Date,
    Boolean,
    /// A whole number from the first to the second.
    Integer(i64, i64),
    /// A number from the first to the second.
    Number(f64, f64),
    /// One of these words.
    Enum(fn() -> Vec<&'static str>),
    List(&'static ValueType),
    Table(&'static TableSchema),
}

impl ValueType {
    /// As in "expected …".
    pub(crate) fn describe(&self) -> &'static str {
        match self {
            Self::Text | Self::Slug | Self::Reference | Self::Link | Self::Enum(_) => "a string",
            Self::Date => "a date, written \"2024\", \"2024-05\" or \"2024-05-17\"",
            Self::Boolean => "true or false",
            Self::Integer(..) => "a whole number",
            Self::Number(..) => "a number",
            Self::List(Self::Table(_)) => "a list of tables",
            Self::List(_) => "a list of strings",
            Self::Table(_) => "a table",
        }
    }
}

fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// Takes the field `key` of an `R` at `span` out of its layers: a placeholder if it is missing or faulty.
pub(crate) fn field<'t, R: FromTable<'t>, T: FromToml<'t>>(
    layers: &mut Layers<'t>,
    key: &'static str,
    span: Span,
    reader: &mut Reader,
) -> T {
    let (under, mut over) = layers.remove(key);
    match under {
        Some(value) if over.is_empty() => T::read(value, reader),
        Some(value) => T::read_layers(value, over, reader),
        None if !over.is_empty() => {
            let (file, value) = over.remove(0);
            reader.in_file(file, |reader| T::read_layers(value, over, reader))
        }
        None if T::REQUIRED => {
            let diagnostic =
                PendingDiagnostic::new(Code::MissingKey, span, format!("{} needs the key `{key}`", R::NAME));
            let meaning = R::FIELDS.iter().find(|field| field.key == key).map(FieldSchema::meaning);
            reader.report(PendingDiagnostic { help: meaning, ..diagnostic });
            T::default()
        }
        None => T::default(),
    }
}

impl<'t, T: FromToml<'t>> FromToml<'t> for Option<T> {
    const TYPE: ValueType = T::TYPE;
    const REQUIRED: bool = false;

    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self {
        Some(T::read(value, reader))
    }

    fn read_layers(value: Spanned<DeValue<'t>>, over: Vec<Override<'t>>, reader: &mut Reader) -> Self {
        Some(T::read_layers(value, over, reader))
    }
}

impl<'t, T: FromToml<'t>> FromToml<'t> for Vec<T> {
    const TYPE: ValueType = ValueType::List(&T::TYPE);
    const REQUIRED: bool = false;

    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        match value.into_inner() {
            DeValue::Array(items) => items.into_iter().map(|item| T::read(item, reader)).collect(),
            other => {
                reader.wrong_type::<Self>(span, &other);
                Self::default()
            }
        }
    }

    /// Records that go by ids are laid over each other one by one, and new ones come last; other lists go as a whole.
    fn read_layers(value: Spanned<DeValue<'t>>, over: Vec<Override<'t>>, reader: &mut Reader) -> Self {
        let by_id = matches!(T::TYPE, ValueType::Table(form) if form.fields.iter().any(|field| field.key == ID));
        let lists = value.get_ref().is_array() && over.iter().all(|(_, value)| value.get_ref().is_array());
        if !by_id || !lists {
            return read_top(value, over, reader);
        }
        let mut waiting: Vec<Override<'t>> =
            over.into_iter().flat_map(|(file, list)| items(list).into_iter().map(move |item| (file, item))).collect();
        let mut records = Self::new();
        for item in items(value) {
            let same =
                |(_, other): &Override<'_>| id_of(item.get_ref()).is_some_and(|id| id_of(other.get_ref()) == Some(id));
            records.push(match waiting.iter().position(same) {
                Some(at) => {
                    let layer = waiting.remove(at);
                    T::read_layers(item, vec![layer], reader)
                }
                None => T::read(item, reader),
            });
        }
        records.extend(waiting.into_iter().map(|(file, item)| reader.in_file(file, |reader| T::read(item, reader))));
        records
    }
}

fn items(list: Spanned<DeValue<'_>>) -> Vec<Spanned<DeValue<'_>>> {
    match list.into_inner() {
        DeValue::Array(items) => items.into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Reads a read_string, or notes that `value` is none.
pub(crate) fn read_string<'t, T: FromToml<'t>>(
    value: Spanned<DeValue<'t>>,
    reader: &mut Reader,
) -> Option<(DeString<'t>, Span)> {
    let span = reader.span(&value);
    match value.into_inner() {
        DeValue::String(text) => Some((text, span)),
        other => {
            reader.wrong_type::<T>(span, &other);
            None
        }
    }
}

impl<'t, T: FromTable<'t>> FromToml<'t> for T {
    const TYPE: ValueType = ValueType::Table(&T::SCHEMA);

    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        match value.into_inner() {
            DeValue::Table(table) => whole_table(table.into(), span, reader),
            other => {
                reader.wrong_type::<T>(span, &other);
                T::default()
            }
        }
    }

    /// Tables are laid over each other field by field.
    fn read_layers(value: Spanned<DeValue<'t>>, over: Vec<Override<'t>>, reader: &mut Reader) -> Self {
        let tables = value.get_ref().is_table() && over.iter().all(|(_, value)| value.get_ref().is_table());
        if !tables {
            return read_top(value, over, reader);
        }
        let span = reader.span(&value);
        let over = over.into_iter().map(|(file, value)| (file, table_in(value))).collect();
        whole_table(Layers::new(table_in(value), over), span, reader)
    }
}

fn table_in(value: Spanned<DeValue<'_>>) -> DeTable<'_> {
    match value.into_inner() {
        DeValue::Table(table) => table,
        _ => DeTable::new(),
    }
}

/// Reads a table that holds a `T` and nothing else.
fn whole_table<'t, T: FromTable<'t>>(mut layers: Layers<'t>, span: Span, reader: &mut Reader) -> T {
    let record = T::take(&mut layers, span, reader);
    layers.unknown_keys(&[T::FIELDS], reader);
    record
}

/// Defines a record read from a TOML table: the struct, how it is read, and the list of its keys.
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
                layers: &mut $crate::diagnostic::Layers<'t>,
                span: $crate::diagnostic::Span,
                reader: &mut $crate::diagnostic::Reader,
            ) -> Self {
                Self { $($field: $crate::diagnostic::field::<Self, _>(layers, stringify!($field), span, reader),)* }
            }
        }
    )*};
}
pub(crate) use table;
