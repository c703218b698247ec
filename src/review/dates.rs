//! Dates and periods in the forms that users type.

use jiff::Span;
use jiff::civil::Date;

use crate::text;

/// Error for a text that is not a date; contains the text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{}` is not a date: dates are written 2027-06-01, 2027-06, 2027, 30d, 2w, 6m or 1y", text::sanitize(.0))]
pub struct BadDate(pub String);

/// Parses a date: `2027-06-01`; `2027-06` or `2027`, which mean the last day of the month or year; `today`; or a period
/// after `today` in days, weeks, months or years: `30d`, `2w`, `6m`, `1y`.
///
/// # Errors
/// Returns [`BadDate`] if the text has another form, or the day does not exist.
pub fn read_date(text: &str, today: Date) -> Result<Date, BadDate> {
    let text = text.trim();
    if text.eq_ignore_ascii_case("today") {
        return Ok(today);
    }
    let number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten();
    let numbers: Option<Vec<i16>> = text.split('-').map(number).collect();
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

/// Returns the date after the period `text` (`30d`, `2w`, `6m`, `1y`) from `today`; `None` if the text is not a period
/// or the result is outside the calendar.
pub fn after(text: &str, today: Date) -> Option<Date> {
    let unit = text.chars().next_back().filter(char::is_ascii_alphabetic)?;
    let count: i64 = text[..text.len() - 1].trim().parse().ok().filter(|count| *count >= 0)?;
    let span = match unit.to_ascii_lowercase() {
        'd' => Span::new().try_days(count),
        'w' => Span::new().try_weeks(count),
        'm' => Span::new().try_months(count),
        'y' => Span::new().try_years(count),
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
            "+001-01-01",
            "2027-+6-01",
        ] {
            assert!(read_date(text, today).is_err(), "{text}");
        }
    }

    #[test]
    fn no_number_of_days_to_years_panics() {
        let today = date(2026, 11, 30);
        for count in ["7973", "7974", "19998", "19999", "20000", "99999", "7304484", "7304485", "9223372036854775808"] {
            for unit in ["d", "w", "m", "y"] {
                let found = read_date(&format!("{count}{unit}"), today);
                assert_eq!(found.is_ok(), after(&format!("{count}{unit}"), today).is_some(), "{count}{unit}");
            }
        }
        assert_eq!(read_date("7972y", today), Ok(date(9998, 11, 30)));
        assert_eq!(read_date("20000y", today), Err(BadDate("20000y".to_owned())));
        assert_eq!(after("0d", Date::MAX), Some(Date::MAX));
        assert_eq!(after("1d", Date::MAX), None);
    }
}
