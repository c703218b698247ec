//! Generated inputs, sound and hostile, for everything that reads something: files, queries, addresses, journals, keys
//! and the bytes of a terminal.
//!
//! `cargo test --test fuzz` checks the same inputs every time and takes half a minute. Two variables change that:
//!
//! - `STRATLAS_FUZZ_SECONDS=600` checks other inputs every time, for so many seconds on each target.
//! - `STRATLAS_FUZZ_SEED=0x2a` checks the one input with this seed. A failure prints its seed, together with the
//!   smallest input that fails in the same way.
//!
//! Each target is a test, so that `cargo test --test fuzz query` runs one of them. The number of inputs goes to standard
//! error, past the capture of the test runner.
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    clippy::cast_possible_truncation,
    clippy::format_push_string,
    clippy::needless_pass_by_value,
    clippy::ptr_arg,
    reason = "generators and invariants are called by type, with small inputs"
)]
#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod chance;
mod harness;
mod invariants;
mod node;
mod sample;
mod spelling;

mod diff;
mod explorer;
mod import;
mod journal;
mod loading;
mod overlay;
mod place;
mod query;
mod settings;

#[path = "../support/driver.rs"]
#[allow(dead_code, reason = "not every test needs all of it")]
mod driver;
#[path = "../journeys/screen.rs"]
#[allow(dead_code, reason = "not every test needs all of it")]
mod screen;
#[path = "../support/sound.rs"]
mod sound;

/// The private files that decode what a terminal sends, under the names that they have in the library, and their test.
#[cfg(unix)]
#[path = "../../src/runtime"]
mod runtime {
    mod input {
        mod decoder;
        mod sequence;
        #[path = "../../../tests/fuzz/terminal.rs"]
        mod terminal;
    }
}
