//! How good forecasts were: the Brier score, and how often what was held likely to some degree came true.
//!
//! G. W. Brier, *Verification of forecasts expressed in terms of probability* (Monthly Weather Review 78, 1950). His
//! score adds up over both outcomes and runs from 0 to 2; here, as is usual for yes and no, it is half of that and runs
//! from 0 to 1.

use serde::Serialize;

use crate::review::verdict::Percent;

use super::real;

/// How many bins there are: one for each ten percent.
const BINS: u8 = 10;

/// How good forecasts were.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Calibration {
    /// The Brier score: the mean squared distance from what came true. 0 is perfect; always saying 50% gives 0.25.
    pub brier: f64,
    /// The share that came true.
    pub base_rate: f64,
    /// How many there are.
    pub count: usize,
    /// Forecasts by how likely they were held; bins without any are left out.
    pub bins: Vec<Bin>,
}

/// Forecasts that were held about as likely.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bin {
    /// The least likely that falls in.
    pub from: u8,
    /// The most likely that falls in.
    pub to: u8,
    /// How many there are.
    pub count: usize,
    /// How likely they were held on average, from 0 to 1.
    pub forecast: f64,
    /// The share that came true.
    pub observed: f64,
}

/// How good `scored` were: how likely each was held, and whether it came true. Nothing if there is none.
pub fn calibration(scored: &[(Percent, bool)]) -> Option<Calibration> {
    if scored.is_empty() {
        return None;
    }
    let count = real(scored.len());
    let outcome = |came_true: bool| f64::from(u8::from(came_true));
    let brier =
        scored.iter().map(|&(held, came_true)| (held.share() - outcome(came_true)).powi(2)).sum::<f64>() / count;
    let base_rate = scored.iter().map(|&(_, came_true)| outcome(came_true)).sum::<f64>() / count;
    let bins = (0..BINS).filter_map(|bin| {
        let inside: Vec<_> = scored.iter().filter(|(held, _)| bin_of(*held) == bin).collect();
        let size = real(inside.len());
        (!inside.is_empty()).then(|| Bin {
            from: bin * 10,
            to: if bin + 1 == BINS { 100 } else { bin * 10 + 9 },
            count: inside.len(),
            forecast: inside.iter().map(|(held, _)| held.share()).sum::<f64>() / size,
            observed: inside.iter().map(|&&(_, came_true)| outcome(came_true)).sum::<f64>() / size,
        })
    });
    Some(Calibration { brier, base_rate, count: scored.len(), bins: bins.collect() })
}

/// The bin of `held`; 100% falls in the last.
fn bin_of(held: Percent) -> u8 {
    (held.get() / 10).min(BINS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored(forecasts: &[(u8, u8)]) -> Vec<(Percent, bool)> {
        forecasts.iter().map(|&(held, came_true)| (Percent::new(held).unwrap(), came_true == 1)).collect()
    }

    #[test]
    fn brier_1950_table_1() {
        // Ten forecasts of rain; his score is 0.19.
        let rain = [(70, 0), (90, 1), (80, 1), (40, 1), (20, 0), (0, 0), (0, 0), (0, 0), (0, 0), (10, 0)];
        let found = calibration(&scored(&rain)).unwrap();
        assert!((2.0 * found.brier - 0.19).abs() < 1e-12, "{}", found.brier);
        assert!((found.base_rate - 0.3).abs() < 1e-12);
    }

    #[test]
    fn forecasts_fall_in_bins_of_ten_percent() {
        let found = calibration(&scored(&[(0, 0), (9, 1), (10, 0), (95, 1), (100, 1)])).unwrap();
        let bins: Vec<_> = found.bins.iter().map(|bin| (bin.from, bin.to, bin.count, bin.observed)).collect();
        assert_eq!(bins, [(0, 9, 2, 0.5), (10, 19, 1, 0.0), (90, 100, 2, 1.0)]);
        assert!((found.bins[2].forecast - 0.975).abs() < 1e-12);
    }

    #[test]
    fn no_forecast_has_no_score() {
        assert_eq!(calibration(&[]), None);
    }
}
