//! Counts of work, by which tests check how the work grows with the size of an atlas, instead of measuring time. Only
//! tests of this crate count; in other builds counting has no effect.

/// Adds `steps` to the count of work of this thread.
#[inline]
pub(crate) fn count(steps: usize) {
    #[cfg(test)]
    counted::STEPS.set(counted::STEPS.get().saturating_add(steps));
    #[cfg(not(test))]
    let _ = steps;
}

#[cfg(test)]
pub(crate) use counted::{assert_near_linear, steps};

#[cfg(test)]
mod counted {
    use std::cell::Cell;

    thread_local! {
        pub(super) static STEPS: Cell<usize> = const { Cell::new(0) };
    }

    /// Number of times the size is doubled.
    const DOUBLINGS: u32 = 4;
    /// Maximum growth of the work at each doubling, relative to that of `n log n`. Constant work and the last chunk of
    /// a parallel loop shift it slightly; quadratic work is close to 2.
    const TOLERANCE: f64 = 1.25;

    /// Runs `work` on a single thread, including parallel loops, and returns the number of counted steps.
    pub(crate) fn steps(work: impl FnOnce() + Send) -> usize {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can be started");
        pool.install(|| {
            STEPS.set(0);
            work();
            STEPS.get()
        })
    }

    /// Doubles the size `first` four times, and asserts that the steps of `work` grow no faster than `n log n`.
    /// `prepare` creates the input of `work`, and is not counted.
    pub(crate) fn assert_near_linear<T: Send>(first: usize, prepare: impl Fn(usize) -> T, work: impl Fn(T) + Sync) {
        let sizes = (0..=DOUBLINGS).map(|doubling| first << doubling);
        let counts: Vec<(usize, usize)> = sizes
            .map(|size| {
                let input = prepare(size);
                (size, steps(|| work(input)))
            })
            .collect();
        #[expect(clippy::cast_precision_loss, reason = "a few million steps")]
        let n_log_n = |size: usize| size as f64 * (size as f64).ln();
        for pair in counts.windows(2) {
            let [(size, few), (double, many)] = [pair[0], pair[1]];
            assert!(few >= size, "fewer steps than records: {counts:?}");
            #[expect(clippy::cast_precision_loss, reason = "a few million steps")]
            let growth = many as f64 / few as f64;
            let allowed = n_log_n(double) / n_log_n(size) * TOLERANCE;
            assert!(
                growth <= allowed,
                "work grows by {growth:.2} from {size} to {double}, by {allowed:.2} at most: {counts:?}"
            );
        }
    }

    #[test]
    fn quadratic_work_is_told_from_linear_work() {
        assert_near_linear(100, |size| size, |size| super::count(3 * size + 50));
        let quadratic =
            std::panic::catch_unwind(|| assert_near_linear(100, |size| size, |size| super::count(size * size)));
        assert!(quadratic.is_err());
    }
}
