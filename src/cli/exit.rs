//! The exit codes.

/// The exit code of a run that is done.
pub(super) const DONE: u8 = 0;
/// The exit code of a run that is done and has findings: errors were found, or nothing matched.
pub(super) const FINDINGS: u8 = 1;
/// The exit code of a run that was not understood or is not possible.
pub(super) const FAILED: u8 = 2;
/// The exit code of a run that a signal has stopped, as shells have it.
pub(super) const INTERRUPTED: u8 = 130;
