//! Statistics of verdicts and forecasts, each tested against a published example.

mod alpha;
mod calibration;
mod kappa;
mod pair;
mod quantile;

pub use alpha::{alpha_interval, alpha_nominal, raw_agreement};
pub use calibration::{Bin, Calibration, calibration};
pub use kappa::{Kappa, cohen_kappa};
pub(super) use pair::{RatingPair, bootstrap, confusion, gwet_ac1, weighted_kappa};
pub use quantile::{Share, median};

/// Converts a count to a float, exact for counts below 2^52.
#[expect(clippy::cast_precision_loss, reason = "counts of verdicts are small")]
fn to_f64(number: usize) -> f64 {
    number as f64
}
