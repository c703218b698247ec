//! Local times with offset and time zone.
//!
//! The name of a zone may be unknown on another machine, so parsing uses only the offset.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime};
use jiff::fmt::temporal::{DateTimeParser, PiecesOffset};
use jiff::tz::Offset;
use jiff::{Timestamp, ZonedDateTime};

use super::name::{NamePool, SharedName};

/// Local time of a journal entry with its offset and, if known, its time zone:
/// `2026-11-25T23:01:02+01:00[Europe/Berlin]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ZonedTimestamp {
    civil: DateTime,
    offset: Offset,
    zone: Option<SharedName>,
}

/// Error for a text that is not a timestamp like `2026-11-25T23:01:02+01:00[Europe/Berlin]`; it has the text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{}` is not a timestamp like 2026-11-25T23:01:02+01:00[Europe/Berlin]", crate::text::sanitize(.0))]
pub struct BadTimestamp(pub String);

impl ZonedTimestamp {
    /// Creates the timestamp of `time`, cut to whole milliseconds.
    pub fn new(time: &ZonedDateTime) -> Self {
        let civil = time.datetime();
        let milliseconds = civil.subsec_nanosecond() / 1_000_000 * 1_000_000;
        let civil = civil.with().subsec_nanosecond(milliseconds).build().unwrap_or(civil);
        Self { civil, offset: time.offset(), zone: time.time_zone().iana_name().map(SharedName::from) }
    }

    /// Replaces the name of the zone by the shared copy in `names`.
    pub(super) fn share(&mut self, names: &mut NamePool) {
        self.zone = self.zone.take().map(|zone| names.share(&zone));
    }

    /// Returns the instant, independent of the zone.
    pub fn timestamp(&self) -> Timestamp {
        self.offset.to_timestamp(self.civil).unwrap_or(Timestamp::MAX)
    }

    /// Returns the local date.
    pub fn date(&self) -> Date {
        self.civil.date()
    }

    /// Returns local date and time to the minute: `2026-11-25 23:01`.
    pub fn short(&self) -> String {
        self.civil.strftime("%Y-%m-%d %H:%M").to_string()
    }
}

impl fmt::Display for ZonedTimestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.offset.seconds();
        let sign = if seconds < 0 { '-' } else { '+' };
        let (hours, minutes) = (seconds.abs() / 3600, seconds.abs() / 60 % 60);
        write!(f, "{}{sign}{hours:02}:{minutes:02}", self.civil)?;
        self.zone.as_ref().map_or(Ok(()), |zone| write!(f, "[{zone}]"))
    }
}

impl FromStr for ZonedTimestamp {
    type Err = BadTimestamp;

    fn from_str(text: &str) -> Result<Self, BadTimestamp> {
        let bad = || BadTimestamp(text.to_owned());
        let pieces = DateTimeParser::new().parse_pieces(text).map_err(|_| bad())?;
        let offset = match pieces.offset().ok_or_else(bad)? {
            PiecesOffset::Numeric(offset) => offset.offset(),
            _ => Offset::UTC,
        };
        let civil = pieces.date().to_datetime(pieces.time().ok_or_else(bad)?);
        offset.to_timestamp(civil).map_err(|_| bad())?;
        let zone = text.split_once('[').and_then(|(_, rest)| rest.strip_suffix(']')).map(SharedName::from);
        Ok(Self { civil, offset, zone })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_moment_reads_back_as_written_also_in_a_zone_nobody_knows() {
        for text in
            ["2026-11-25T23:01:02.5+01:00[Moon/Tranquility]", "2026-01-01T00:00:00-09:30", "2026-01-01T00:00:00+00:00"]
        {
            let moment: ZonedTimestamp = text.parse().unwrap();
            assert_eq!(moment.to_string(), text);
        }
        let moment: ZonedTimestamp = "2026-11-25T23:01:02Z".parse().unwrap();
        assert_eq!(moment.to_string(), "2026-11-25T23:01:02+00:00");
    }

    #[test]
    fn the_date_is_that_of_the_place() {
        let moment: ZonedTimestamp = "2026-11-25T23:30:00-02:00[America/Noronha]".parse().unwrap();
        assert_eq!(moment.date(), date(2026, 11, 25));
        assert_eq!(moment.timestamp().to_string(), "2026-11-26T01:30:00Z");
        assert_eq!(moment.short(), "2026-11-25 23:30");
    }

    #[test]
    fn a_time_without_an_offset_is_no_moment() {
        for text in ["2026-11-25T23:01:02", "2026-11-25", "yesterday", ""] {
            assert!(text.parse::<ZonedTimestamp>().is_err(), "{text}");
        }
    }
}
