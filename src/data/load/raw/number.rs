//! The types of numbers in raw records, each with the range that is checked when a value is read.

use crate::diagnostic::{Code, FromToml, Number, PendingDiagnostic, Reader, TomlValue, ValueType, read_integer};
use toml::Spanned;

/// A probability, from 0 to 1.
pub(crate) type Probability = Number<f64>;
/// A year.
pub(crate) type Year = Number<i32>;
/// A count, at least 1.
pub(crate) type PassageCount = Number<u32>;
/// A share in whole percent, from 0 to 100.
pub(crate) type PercentShare = Number<u8>;
/// Rank that sorts a person among the people, smallest first.
pub(crate) type PersonOrder = Number<i64>;

const YEARS: (i64, i64) = (-9999, 9999);
const COUNTS: (i64, i64) = (1, 9999);
const SHARES: (i64, i64) = (0, 100);
const ORDERS: (i64, i64) = (0, 999_999_999);

impl<'t> FromToml<'t> for Probability {
    const TYPE: ValueType = ValueType::Number(0.0, 1.0);

    fn read(value: Spanned<TomlValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        let number: Option<f64> = match value.get_ref() {
            TomlValue::Float(float) => float.parse().ok(),
            TomlValue::Integer(integer) => integer
                .value()
                .map(|whole| if (0..=1).contains(&whole) { f64::from(whole == 1) } else { f64::INFINITY }),
            other => {
                reader.wrong_type::<Self>(span, other);
                return Self::default();
            }
        };
        if let Some(number) = number.filter(|number| (0.0..=1.0).contains(number)) {
            // Adding 0 turns a negative zero, which would be printed with its sign, into zero.
            return Self { value: number + 0.0, span };
        }
        reader.report(PendingDiagnostic::new(Code::OutOfRange, span, "a probability is from 0 to 1"));
        Self::default()
    }
}

impl<'t> FromToml<'t> for Year {
    const TYPE: ValueType = ValueType::Integer(YEARS.0, YEARS.1);

    fn read(value: Spanned<TomlValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        read_integer::<Self, i32>(&value, YEARS, reader).map_or_else(Self::default, |value| Self { value, span })
    }
}

impl<'t> FromToml<'t> for PassageCount {
    const TYPE: ValueType = ValueType::Integer(COUNTS.0, COUNTS.1);

    fn read(value: Spanned<TomlValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        read_integer::<Self, u32>(&value, COUNTS, reader).map_or_else(Self::default, |value| Self { value, span })
    }
}

impl<'t> FromToml<'t> for PercentShare {
    const TYPE: ValueType = ValueType::Integer(SHARES.0, SHARES.1);

    fn read(value: Spanned<TomlValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        read_integer::<Self, u8>(&value, SHARES, reader).map_or_else(Self::default, |value| Self { value, span })
    }
}

impl<'t> FromToml<'t> for PersonOrder {
    const TYPE: ValueType = ValueType::Integer(ORDERS.0, ORDERS.1);

    fn read(value: Spanned<TomlValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        read_integer::<Self, i64>(&value, ORDERS, reader).map_or_else(Self::default, |value| Self { value, span })
    }
}
