//! Numbers in raw records, and truth values.

use toml::Spanned;
use toml::de::DeValue;

use super::read::{FromToml, Kind, Reader};
use crate::data::load::code::Code;
use crate::data::load::finding::Fault;
use crate::data::load::source::Span;

/// A number of a type that a TOML number fits in, and where it stands.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Number<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

impl<T> Number<T> {
    /// Whether it is a placeholder for one that has been reported.
    pub(crate) fn is_missing(&self) -> bool {
        self.span == Span::NOWHERE
    }
}

/// A probability, from 0 to 1.
pub(crate) type Probability = Number<f64>;
/// A year.
pub(crate) type Year = Number<i32>;
/// A count, at least 1.
pub(crate) type Count = Number<u32>;

impl<'t> FromToml<'t> for Probability {
    const KIND: Kind = Kind::Number;

    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        let number: Option<f64> = match value.get_ref() {
            DeValue::Float(float) => float.as_str().parse().ok(),
            DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix())
                .ok()
                .map(|whole| if (0..=1).contains(&whole) { f64::from(whole == 1) } else { f64::INFINITY }),
            other => {
                reader.wrong_type::<Self>(span, other);
                return Self::default();
            }
        };
        if let Some(number) = number.filter(|number| (0.0..=1.0).contains(number)) {
            // Adding 0 turns a negative zero into zero.
            return Self { value: number + 0.0, span };
        }
        reader.fault(Fault::new(Code::OutOfRange, span, "a probability is from 0 to 1"));
        Self::default()
    }
}

fn whole<'t, T: FromToml<'t>, N: TryFrom<i64>>(
    value: &Spanned<DeValue<'t>>,
    range: (i64, i64),
    reader: &mut Reader,
) -> Option<N> {
    let span = reader.span(value);
    let DeValue::Integer(integer) = value.get_ref() else {
        reader.wrong_type::<T>(span, value.get_ref());
        return None;
    };
    let number = i64::from_str_radix(integer.as_str(), integer.radix()).ok();
    let fitting = number.filter(|number| (range.0..=range.1).contains(number)).and_then(|n| N::try_from(n).ok());
    if fitting.is_none() {
        let message = format!("expected a whole number from {} to {}", range.0, range.1);
        reader.fault(Fault::new(Code::OutOfRange, span, message));
    }
    fitting
}

impl<'t> FromToml<'t> for Year {
    const KIND: Kind = Kind::Integer;

    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        whole::<Self, i32>(&value, (-9999, 9999), reader).map_or_else(Self::default, |value| Self { value, span })
    }
}

impl<'t> FromToml<'t> for Count {
    const KIND: Kind = Kind::Integer;

    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        whole::<Self, u32>(&value, (1, 9999), reader).map_or_else(Self::default, |value| Self { value, span })
    }
}

impl<'t> FromToml<'t> for bool {
    const KIND: Kind = Kind::Boolean;
    const REQUIRED: bool = false;

    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        match value.into_inner() {
            DeValue::Boolean(value) => value,
            other => {
                reader.wrong_type::<Self>(span, &other);
                false
            }
        }
    }
}
