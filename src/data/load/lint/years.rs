//! Finds years in prose.

/// Returns the years in `text`: separate four-digit numbers that start with 1 or 2.
pub(super) fn years(text: &str) -> impl Iterator<Item = i32> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() == 4 && word.starts_with(['1', '2']))
        .filter_map(|word| word.parse().ok())
}

/// Returns the first and the last year of a span such as `1980-2005`, `Pre-1980` or `2023 and after`; `None` if `text`
/// names no year.
pub(super) fn span(text: &str) -> Option<(i32, i32)> {
    let (first, last) = years(text).fold(None, |span: Option<(i32, i32)>, year| {
        Some(span.map_or((year, year), |(first, last)| (first.min(year), last.max(year))))
    })?;
    let lower = text.to_lowercase();
    let has = |words: &[&str]| lower.split(|c: char| !c.is_alphabetic()).any(|word| words.contains(&word));
    Some(if first < last {
        (first, last)
    } else if has(&["pre", "before", "until", "earlier"]) {
        (i32::MIN, last)
    } else if has(&["post", "after", "since", "from", "later", "on", "onwards"]) {
        (first, i32::MAX)
    } else {
        (first, last)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_numbers_of_four_digits_that_stand_alone() {
        let text = "Born 1950, in (1968–2004); GPT2020, the 1980s, 12345, 3000 and 999 do not count. 2023.";
        assert_eq!(years(text).collect::<Vec<_>>(), [1950, 1968, 2004, 2023]);
    }

    #[test]
    fn spans_have_one_end_or_two() {
        assert_eq!(span("1980-2005"), Some((1980, 2005)));
        assert_eq!(span("2005 to 2012"), Some((2005, 2012)));
        assert_eq!(span("Pre-1980 foundations"), Some((i32::MIN, 1980)));
        assert_eq!(span("before 2000"), Some((i32::MIN, 2000)));
        assert_eq!(span("2023 and after"), Some((2023, i32::MAX)));
        assert_eq!(span("since 2020"), Some((2020, i32::MAX)));
        assert_eq!(span("2017"), Some((2017, 2017)));
        assert_eq!(span("Long ago"), None);
    }
}
