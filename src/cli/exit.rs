//! The exit codes.

/// Exit code of success.
pub(super) const DONE: u8 = 0;
/// Exit code of success with findings: errors were found, or nothing matched.
pub(super) const FINDINGS: u8 = 1;
/// Exit code of a failure: invalid arguments, or an impossible operation.
pub(super) const FAILED: u8 = 2;
/// Exit code after a signal, by the convention of shells.
pub(super) const INTERRUPTED: u8 = 130;
