//! Ids of journal lines, which are unique and sort by time. They are ULIDs: 48 bits of milliseconds and 80 random bits,
//! in text form as 26 characters that sort like the numbers.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;

/// Digits of Crockford's base 32, which omits easily confused letters.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Number of characters of an id.
const LENGTH: usize = 26;
/// Number of random bits in an id.
const RANDOM_BITS: u32 = 80;

/// Id of a journal line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineId([u8; 16]);

/// Error for a text that is not an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{}` is not a valid id: it takes 26 digits and capital letters without I, L, O and U", crate::text::sanitize(.0))]
pub struct BadId(pub String);

impl LineId {
    /// Creates an id for the time `now` with the random bits `chance`. The id is greater than `last` even if the clock
    /// was set back.
    pub fn next(last: Option<Self>, now: Timestamp, chance: [u8; 10]) -> Self {
        let milliseconds = u128::try_from(now.as_millisecond().max(0)).unwrap_or_default();
        let chance = chance.iter().fold(0, |bits, &byte| (bits << 8) | u128::from(byte));
        let fresh = Self::from_bits((milliseconds << RANDOM_BITS) | chance);
        match last {
            Some(last) if fresh <= last => Self::from_bits(last.bits().saturating_add(1)),
            _ => fresh,
        }
    }

    /// Creates an id from its number. The big-endian bytes sort like the number, and need no alignment within an
    /// optional id.
    fn from_bits(bits: u128) -> Self {
        Self(bits.to_be_bytes())
    }

    fn bits(self) -> u128 {
        u128::from_be_bytes(self.0)
    }

    /// Returns the time when the id was created, or a later time if the clock had been set back.
    pub fn time(self) -> Timestamp {
        let milliseconds = i64::try_from(self.bits() >> RANDOM_BITS).unwrap_or(i64::MAX);
        Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::MAX)
    }
}

/// Returns the value of a base-32 digit; `None` if the byte is no such digit.
fn value(digit: u8) -> Option<u128> {
    const NONE: u8 = u8::MAX;
    const VALUES: [u8; 256] = {
        let mut values = [NONE; 256];
        let mut value: u8 = 0;
        while (value as usize) < DIGITS.len() {
            values[DIGITS[value as usize] as usize] = value;
            value += 1;
        }
        values
    };
    let value = VALUES[usize::from(digit)];
    (value != NONE).then_some(u128::from(value))
}

impl fmt::Display for LineId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bits = self.bits();
        let digit = |at: usize| DIGITS[((bits >> (5 * (LENGTH - 1 - at))) & 31) as usize];
        let text: String = (0..LENGTH).map(|at| char::from(digit(at))).collect();
        f.pad(&text)
    }
}

impl FromStr for LineId {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad = || BadId(text.to_owned());
        // The first of the 26 digits has only three bits, since an id has 128.
        if text.len() != LENGTH || !matches!(text.as_bytes()[0], b'0'..=b'7') {
            return Err(bad());
        }
        let bits = text.bytes().try_fold(0_u128, |bits, byte| Some((bits << 5) | value(byte)?)).ok_or_else(bad)?;
        // An id at the end of the calendar is refused, since no later id could follow.
        let id = Self::from_bits(bits);
        if id.time() == Timestamp::MAX { Err(bad()) } else { Ok(id) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: i64) -> Timestamp {
        Timestamp::from_millisecond(milliseconds).unwrap()
    }

    #[test]
    fn an_id_reads_back_as_written() {
        // Example of the ULID specification: the time of 01ARZ3NDEKTSV4RRFFQ69G5FAV.
        let id: LineId = "01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap();
        assert_eq!(id.to_string(), "01ARZ3NDEKTSV4RRFFQ69G5FAV");
        assert_eq!(id.time(), at(1_469_922_850_259));
    }

    #[test]
    fn later_ids_sort_after_earlier_ones_also_as_text() {
        let mut last = None;
        for now in [5, 5, 5, 9, 3, 3, 10] {
            let id = LineId::next(last, at(now), [0xff; 10]);
            assert!(last.is_none_or(|last: LineId| last < id && last.to_string() < id.to_string()));
            last = Some(id);
        }
        assert_eq!(last.map(LineId::time), Some(at(10)));
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in ["", "01ARZ3NDEKTSV4RRFFQ69G5FA", "81ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEKTSV4RRFFQ69G5FAI"] {
            assert!(text.parse::<LineId>().is_err(), "{text}");
        }
        assert!("7ZZZZZZZZZZZZZZZZZZZZZZZZZ".parse::<LineId>().is_err(), "no calendar has this time");
    }
}
