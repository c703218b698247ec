//! Interruption of long commands by the user. They check periodically whether they are to stop, so that they can clean
//! up.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Flag that a signal sets to ask the program to stop.
#[derive(Clone, Debug, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Catches Ctrl-c and other terminating signals. A second signal ends the program immediately.
    ///
    /// # Errors
    /// If the signals cannot be caught.
    pub fn listen() -> io::Result<Self> {
        #[cfg(windows)]
        use signal_hook::consts::SIGBREAK as SIGHUP;
        #[cfg(unix)]
        use signal_hook::consts::SIGHUP;
        use signal_hook::consts::{SIGINT, SIGTERM};

        let interrupt = Self::default();
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            // The order matters: the first handler ends the program if the flag is already set by an earlier signal,
            // and the second one sets the flag.
            end_if(signal, &interrupt.0)?;
            signal_hook::flag::register(signal, Arc::clone(&interrupt.0))?;
        }
        Ok(interrupt)
    }

    /// Returns whether a signal has asked the program to stop.
    pub fn is_wanted(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Makes `signal` end the program with its default effect while `flag` is set.
#[cfg(unix)]
fn end_if(signal: i32, flag: &Arc<AtomicBool>) -> io::Result<()> {
    signal_hook::flag::register_conditional_default(signal, Arc::clone(flag)).map(drop)
}

/// Makes `signal` end the program while `flag` is set. The default effect of `SIGBREAK`, the signal of Ctrl-Break, is
/// not available here, so the program exits with the code that shells use for an interruption.
#[cfg(windows)]
fn end_if(signal: i32, flag: &Arc<AtomicBool>) -> io::Result<()> {
    const EXIT_CODE: i32 = 130;
    signal_hook::flag::register_conditional_shutdown(signal, EXIT_CODE, Arc::clone(flag)).map(drop)
}
