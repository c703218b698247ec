//! Dates and periods as people type them.

use jiff::Span;
use jiff::civil::Date;

use crate::text;

/// Text that is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{}` is not a date: dates are written 2027-06-01, 2027-06, 2027, 30d, 2w, 6m or 1y", text::sanitize(.0))]
pub struct BadDate(pub String);

/// Parses a date: `2027-06-01`, `2027-06` and `2027` (the last day of each), `today`, or a period from `today` in days,
/// weeks, months or years: `30d`, `2w`, `6m`, `1y`.
///
/// # Errors
/// Returns an error for any other text, and for days that do not exist.
pub fn read_date(text: &str, today: Date) -> Result<Date, BadDate> {
    let text = text.trim();
    if text.eq_ignore_ascii_case("today") {
        return Ok(today);
    }
    let numbers: Option<Vec<i16>> = text.split('-').map(|part| part.parse().ok()).collect();
    let day = match (numbers.as_deref(), text.len()) {
        (Some(&[year, month, day]), 10) => date(year, month, day),
        (Some(&[year, month]), 7) => date(year, month, 1).map(Date::last_of_month),
        (Some(&[year]), 4) => date(year, 12, 31),
        _ => after(text, today),
    };
    day.ok_or_else(|| BadDate(text.to_owned()))
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Adds the period `text` (`30d`, `2w`, `6m`, `1y`) to `today`; `None` if the text is not a period or the day is beyond
/// the calendar.
pub fn after(text: &str, today: Date) -> Option<Date> {
    let unit = text.chars().next_back().filter(char::is_ascii_alphabetic)?;
    let count: i32 = text[..text.len() - 1].trim().parse().ok().filter(|count| (0..100_000).contains(count))?;
    let span = Span::new();
    let span = match unit.to_ascii_lowercase() {
        'd' => span.try_days(count),
        'w' => span.try_weeks(count),
        'm' => span.try_months(count),
        'y' => span.try_years(count),
        _ => return None,
    };
    today.checked_add(span.ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_are_read_as_people_type_them() {
        let today = date(2026, 11, 30);
        let cases = [
            ("2027-06-01", date(2027, 6, 1)),
            ("2027-02", date(2027, 2, 28)),
            ("2027", date(2027, 12, 31)),
            ("today", today),
            ("30d", date(2026, 12, 30)),
            (" 2w ", date(2026, 12, 14)),
            ("3m", date(2027, 2, 28)),
            ("1Y", date(2027, 11, 30)),
        ];
        for (text, expected) in cases {
            assert_eq!(read_date(text, today), Ok(expected), "{text}");
        }
        for text in [
            "",
            "tomorrow",
            "2027-13-01",
            "2027-02-30",
            "12",
            "-3d",
            "d",
            "999999y",
            "20000y",
            "99999y",
            "2027-6-1",
            "1é",
            "300-1-01",
        ] {
            assert!(read_date(text, today).is_err(), "{text}");
        }
    }
}
