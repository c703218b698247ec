//! Calibration of forecasts: the Brier score, and how often signals landed by forecast probability.
//!
//! G. W. Brier, *Verification of forecasts expressed in terms of probability* (Monthly Weather Review 78, 1950). The
//! original score sums over both outcomes and ranges from 0 to 2; here, as is usual for binary outcomes, it is half of
//! that and ranges from 0 to 1.

use serde::Serialize;

use crate::review::verdict::Percent;

use super::to_f64;

/// Number of bins of probabilities, one for each ten percent.
const BINS: u8 = 10;

/// Calibration of scored forecasts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Calibration {
    /// Brier score: the mean squared difference of probability and outcome. 0 is perfect; always forecasting 50% gives
    /// 0.25.
    pub brier: f64,
    /// Share of the forecasts whose signal landed, from 0 to 1.
    pub base_rate: f64,
    /// Number of forecasts.
    pub count: usize,
    /// Bins of forecasts by probability; bins without forecasts are left out.
    pub bins: Vec<Bin>,
}

/// Bin of forecasts with similar probabilities.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bin {
    /// Lowest probability of the bin, in percent.
    pub from: u8,
    /// Highest probability of the bin, in percent.
    pub to: u8,
    /// Number of forecasts.
    pub count: usize,
    /// Mean forecast probability, from 0 to 1.
    pub forecast: f64,
    /// Share of the forecasts whose signal landed, from 0 to 1.
    pub observed: f64,
}

/// Computes the calibration of `scored`: pairs of a probability and whether the signal landed; returns `None` without
/// pairs.
pub fn calibration(scored: &[(Percent, bool)]) -> Option<Calibration> {
    if scored.is_empty() {
        return None;
    }
    let count = to_f64(scored.len());
    let outcome = |came_true: bool| f64::from(u8::from(came_true));
    let brier =
        scored.iter().map(|&(probability, came_true)| (probability.share() - outcome(came_true)).powi(2)).sum::<f64>()
            / count;
    let base_rate = scored.iter().map(|&(_, came_true)| outcome(came_true)).sum::<f64>() / count;
    let bins = (0..BINS).filter_map(|bin| {
        let inside: Vec<_> = scored.iter().filter(|(probability, _)| bin_of(*probability) == bin).collect();
        let size = to_f64(inside.len());
        (!inside.is_empty()).then(|| Bin {
            from: bin * 10,
            to: if bin + 1 == BINS { 100 } else { bin * 10 + 9 },
            count: inside.len(),
            forecast: inside.iter().map(|(probability, _)| probability.share()).sum::<f64>() / size,
            observed: inside.iter().map(|&&(_, came_true)| outcome(came_true)).sum::<f64>() / size,
        })
    });
    Some(Calibration { brier, base_rate, count: scored.len(), bins: bins.collect() })
}

/// Returns the index of the bin of `probability`; 100% is in the last bin.
fn bin_of(probability: Percent) -> u8 {
    (probability.get() / 10).min(BINS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored(forecasts: &[(u8, u8)]) -> Vec<(Percent, bool)> {
        forecasts.iter().map(|&(probability, came_true)| (Percent::new(probability).unwrap(), came_true == 1)).collect()
    }

    #[test]
    fn brier_1950_table_1() {
        // Brier's ten forecasts of rain; the published score is 0.19.
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
