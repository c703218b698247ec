//! Dates with the precision of a year, a month or a day, in ISO 8601.

/// Returns whether `text` is an existing year, month or day: `2024`, `2024-05`, `2024-05-17`.
pub fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut number = |digits: usize| match parts.next() {
        None => Some(None),
        Some(part) if part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()) => part.parse().ok().map(Some),
        Some(_) => None,
    };
    let (Some(Some(year)), Some(month), Some(day)) = (number(4), number(2), number(2)) else { return false };
    parts.next().is_none()
        && month.is_none_or(|month| {
            (1..=12).contains(&month) && day.is_none_or(|day| (1..=days(year, month)).contains(&day))
        })
}

/// Returns the number of days of `month` (from 1) in `year`.
fn days(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar_as_far_as_they_go() {
        for text in ["2024", "2024-05", "2024-05-31", "2024-02-29", "2000-02-29"] {
            assert!(is_date(text), "{text}");
        }
        for text in ["", "24", "2024-5", "2024-13", "2024-00", "2024-04-31", "2023-02-29", "1900-02-29", "2024-05-17-1"]
        {
            assert!(!is_date(text), "{text}");
        }
    }
}
