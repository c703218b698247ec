//! Numbers and booleans in TOML files.

use toml::Spanned;

use super::code::Code;
use super::pending::PendingDiagnostic;
use super::reader::{FromToml, Reader};
use super::schema::ValueType;
use super::source::Span;
use super::toml_table::TomlValue;

/// Number that was read from a TOML file, with its span.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Number<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

impl<T> Number<T> {
    /// Returns whether this is a placeholder for a number that is missing or invalid and has been reported.
    pub(crate) fn is_missing(&self) -> bool {
        self.span == Span::DUMMY
    }
}

/// Reads an integer within `range`, whose bounds are included; reports a value that is not such an integer.
pub(crate) fn read_integer<'t, T: FromToml<'t>, N: TryFrom<i64>>(
    value: &Spanned<TomlValue<'t>>,
    range: (i64, i64),
    reader: &mut Reader,
) -> Option<N> {
    let span = reader.span(value);
    let TomlValue::Integer(integer) = value.get_ref() else {
        reader.wrong_type::<T>(span, value.get_ref());
        return None;
    };
    let number = integer.value();
    let fitting = number.filter(|number| (range.0..=range.1).contains(number)).and_then(|n| N::try_from(n).ok());
    if fitting.is_none() {
        let message = format!("expected a whole number from {} to {}", range.0, range.1);
        reader.report(PendingDiagnostic::new(Code::OutOfRange, span, message));
    }
    fitting
}

impl<'t> FromToml<'t> for bool {
    const TYPE: ValueType = ValueType::Boolean;
    const REQUIRED: bool = false;

    fn read(value: Spanned<TomlValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        match value.into_inner() {
            TomlValue::Boolean(value) => value,
            other => {
                reader.wrong_type::<Self>(span, &other);
                false
            }
        }
    }
}
