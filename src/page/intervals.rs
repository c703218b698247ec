//! Intervals: what people said a number is, as points and ranges on one scale.

use super::block::Inline;

/// Points and ranges on a common scale, one below the other.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Intervals {
    /// The marks on the scale, lowest first; the first and the last are its ends.
    pub ticks: Vec<Tick>,
    /// What stands on it, top to bottom.
    pub intervals: Vec<Interval>,
}

/// A mark on a scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where it stands.
    pub at: f64,
    /// What is written there.
    pub shown: String,
}

/// A point or a range.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Interval {
    /// What it belongs to; may be a link.
    pub label: Inline,
    /// The lower end.
    pub low: f64,
    /// The upper end; equal to `low` for a point.
    pub high: f64,
    /// The value as stated.
    pub shown: String,
    /// What there is to say about it, in a line.
    pub note: Inline,
}

impl Interval {
    /// The middle of it.
    pub fn middle(&self) -> f64 {
        f64::midpoint(self.low, self.high)
    }
}

impl Intervals {
    /// How far along the scale a value stands, from 0 to 1; what is beyond an end stands at that end.
    pub fn share(&self, value: f64) -> f64 {
        let (Some(first), Some(last)) = (self.ticks.first(), self.ticks.last()) else { return 0.0 };
        let length = last.at - first.at;
        if length > 0.0 { ((value - first.at) / length).clamp(0.0, 1.0) } else { 0.5 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stands_between_the_ends_of_the_scale() {
        let shares = |ticks: &[f64], values: &[f64]| -> Vec<String> {
            let ticks = ticks.iter().map(|&at| Tick { at, shown: String::new() }).collect();
            let scale = Intervals { ticks, intervals: Vec::new() };
            values.iter().map(|&value| scale.share(value).to_string()).collect()
        };
        assert_eq!(shares(&[2020.0, 2030.0, 2060.0], &[2020.0, 2030.0, 2060.0]), ["0", "0.25", "1"]);
        assert_eq!(shares(&[2020.0, 2060.0], &[1999.0, 9999.0]), ["0", "1"]);
        assert_eq!(shares(&[2020.0], &[2020.0]), ["0.5"]);
    }
}
