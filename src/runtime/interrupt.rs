//! Interruption of long commands: they look now and then whether to stop, so that they can clean up after themselves.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the program was asked to stop.
#[derive(Clone, Debug, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Catches Ctrl-c and other signals that end a program. The second of them ends it.
    ///
    /// # Errors
    /// If the system does not let signals be caught.
    pub fn listen() -> io::Result<Self> {
        #[cfg(unix)]
        use signal_hook::consts::SIGHUP;
        use signal_hook::consts::{SIGINT, SIGTERM};

        let interrupt = Self::default();
        let signals = [
            SIGINT,
            SIGTERM,
            #[cfg(unix)]
            SIGHUP,
        ];
        for signal in signals {
            // In this order: the handler registered first runs first, and looks whether there was an earlier signal.
            signal_hook::flag::register_conditional_default(signal, Arc::clone(&interrupt.0))?;
            signal_hook::flag::register(signal, Arc::clone(&interrupt.0))?;
        }
        Ok(interrupt)
    }

    /// Returns whether the program was asked to stop.
    pub fn is_wanted(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
