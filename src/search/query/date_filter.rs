//! Conditions on dates with the precision of a year, a month or a day: `2026`, `2026-05`, `2026-05-17`.

use std::cmp::Ordering;

use crate::model::is_date;

/// Condition on the date of a record: before, within or after a year, a month or a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DateFilter {
    /// Required order of the record's date relative to the date of this condition; `Equal` means within its year, month
    /// or day.
    ordering: Ordering,
    date: String,
}

impl DateFilter {
    /// Parses `2026-05` (within that month), `<2026-05` (before it) or `>2026-05` (after it); `None` for text without a
    /// date.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (ordering, date) = match (text.strip_prefix('<'), text.strip_prefix('>')) {
            (Some(date), _) => (Ordering::Less, date),
            (_, Some(date)) => (Ordering::Greater, date),
            (None, None) => (Ordering::Equal, text),
        };
        is_date(date).then(|| Self { ordering, date: date.to_owned() })
    }

    /// Returns whether `date` meets the condition. A less precise date may meet none: `2026` is neither before, after
    /// nor within `2026-05`.
    pub(super) fn holds(&self, date: &str) -> bool {
        if self.ordering == Ordering::Equal {
            return date.starts_with(&self.date);
        }
        let known = date.len().min(self.date.len());
        date.as_bytes()[..known].cmp(&self.date.as_bytes()[..known]) == self.ordering
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the sample dates that meet `text`.
    fn meet(text: &str) -> Vec<&'static str> {
        let when = DateFilter::parse(text).unwrap();
        let dates = ["2025", "2025-12-31", "2026", "2026-04", "2026-05-01", "2026-05-17", "2026-06", "2027-01"];
        dates.into_iter().filter(|date| when.holds(date)).collect()
    }

    #[test]
    fn dates_lie_in_before_or_after_another() {
        assert_eq!(meet("2026-05"), ["2026-05-01", "2026-05-17"]);
        assert_eq!(meet("<2026"), ["2025", "2025-12-31"]);
        assert_eq!(meet(">2026"), ["2027-01"]);
        assert_eq!(meet("<2026-05"), ["2025", "2025-12-31", "2026-04"]);
        assert_eq!(meet(">2026-05"), ["2026-06", "2027-01"]);
        assert_eq!(meet(">2026-05-01"), ["2026-05-17", "2026-06", "2027-01"]);
    }

    #[test]
    fn what_is_no_date_is_no_condition() {
        for text in ["", "<", "garbage", "202", "2026-5", "2026-13", "2026-02-30", "<>2026", "=2026", ">2026-", " 2026"]
        {
            assert_eq!(DateFilter::parse(text), None, "{text}");
        }
    }
}
