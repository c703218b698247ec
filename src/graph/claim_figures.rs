//! Figures of all p(doom)s and timelines in one list, so that a page about all of them unpacks only the people that it
//! shows.

use serde::{Deserialize, Serialize};

use crate::model::{PersonId, PersonView, TimelineClaim};

/// Length of a date that gives the day, in bytes.
const MAX_DATE: usize = "2026-11-30".len();

/// Numbers and date of one claim: of a p(doom) or a timeline of a person.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimFigures {
    /// Person who made the claim.
    pub person: PersonId,
    /// Index of the claim among the person's p(doom)s, or among the person's timelines.
    pub claim: u32,
    /// Lower and upper end of the claim: probabilities from 0 to 1, or years. `None` for a timeline that names no year.
    pub range: Option<[f64; 2]>,
    /// Date at which the claim was made.
    pub date: ClaimDate,
}

/// Date of a claim, in the spelling of the atlas. Dates are compared as texts; a missing date comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ClaimDate([u8; MAX_DATE]);

impl ClaimFigures {
    /// Returns the middle between the ends of the claim; `None` for a timeline that names no year.
    pub fn midpoint(&self) -> Option<f64> {
        self.range.map(|[low, high]| f64::midpoint(low, high))
    }

    /// Returns the figures of the p(doom)s of `person`, whose id is `id`, in the order of the entry.
    pub(super) fn p_dooms(id: PersonId, person: &PersonView<'_>) -> impl Iterator<Item = Self> {
        (0..).zip(&person.p_doom).map(move |(claim, row)| {
            let date = ClaimDate::new(row.date.unwrap_or_default());
            Self { person: id, claim, range: Some([row.low, row.high]), date }
        })
    }

    /// Returns the figures of the timelines of `person`, whose id is `id`, in the order of the entry.
    pub(super) fn timelines(id: PersonId, person: &PersonView<'_>) -> impl Iterator<Item = Self> {
        (0..).zip(&person.timelines).map(move |(claim, row)| {
            let date = ClaimDate::new(row.date.unwrap_or_default());
            Self { person: id, claim, range: years(row), date }
        })
    }
}

/// Returns the first and the last year of a claim; `None` if the claim gives no year. If the claim gives only one of
/// the two years, the result has this year twice.
fn years<S>(claim: &TimelineClaim<S>) -> Option<[f64; 2]> {
    let from = claim.from.or(claim.to)?;
    Some([from, claim.to.unwrap_or(from)].map(f64::from))
}

impl ClaimDate {
    fn new(date: &str) -> Self {
        Self(std::array::from_fn(|at| date.as_bytes().get(at).copied().unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_compared_as_text_and_a_missing_one_is_the_earliest() {
        let dates = ["", "2023", "2023-12", "2023-12-31", "2024", "2024-01"];
        assert!(dates.map(ClaimDate::new).is_sorted_by(|a, b| a < b));
        assert_eq!(ClaimDate::new(""), ClaimDate::default());
    }

    #[test]
    fn a_year_without_the_other_end_is_both() {
        let claim = |from, to| TimelineClaim { milestone: "M", from, to, probability: None, date: None, source: None };
        assert_eq!(years(&claim(Some(2030), None)), Some([2030.0; 2]));
        assert_eq!(years(&claim(None, Some(2031))), Some([2031.0; 2]));
        assert_eq!(years(&claim(Some(2030), Some(2031))), Some([2030.0, 2031.0]));
        assert_eq!(years(&claim(None, None)), None);
    }
}
