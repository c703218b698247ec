//! Conditions on dates that are known as far as they are written: `2026`, `2026-05`, `2026-05-17`.

use std::cmp::Ordering;

use crate::model::is_date;

/// When something has to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct When {
    /// How it lies to the date: in it, before it or after it.
    lies: Ordering,
    date: String,
}

impl When {
    /// The condition written as `text`: `2026-05` for what is in that month, `<2026-05` for what is before and `>2026-05`
    /// for what is after it. `None` if no date is in it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (lies, date) = match (text.strip_prefix('<'), text.strip_prefix('>')) {
            (Some(date), _) => (Ordering::Less, date),
            (_, Some(date)) => (Ordering::Greater, date),
            (None, None) => (Ordering::Equal, text),
        };
        is_date(date).then(|| Self { lies, date: date.to_owned() })
    }

    /// Whether `date` meets it, however much of it is known: `2026` alone is neither before nor after `2026-05`, nor in it.
    pub(super) fn holds(&self, date: &str) -> bool {
        if self.lies == Ordering::Equal {
            return date.starts_with(&self.date);
        }
        let known = date.len().min(self.date.len());
        date.as_bytes()[..known].cmp(&self.date.as_bytes()[..known]) == self.lies
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which of some dates meet `text`.
    fn meet(text: &str) -> Vec<&'static str> {
        let when = When::parse(text).unwrap();
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
            assert_eq!(When::parse(text), None, "{text}");
        }
    }
}
