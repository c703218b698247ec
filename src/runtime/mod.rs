//! Explorer in a terminal: events arrive, the session changes, and frames and effects result. Only this part of the
//! crate uses both the terminal and the app.

mod appearance;
mod background;
mod browser;
mod capabilities;
mod clipboard;
mod edition_differ;
mod editor;
mod effects;
mod events;
mod explorer;
mod external;
mod file_watcher;
mod input;
mod interrupt;
mod jobs;
mod journal_writer;
mod persist;
mod portfolio_solver;
pub mod probe;
mod queue;
mod reload;
mod reviewing;
mod scan;
mod search_worker;
mod session;
mod settings;
#[cfg(unix)]
mod signals;
mod source_locations;
mod start;
mod state_writer;
mod terminal;
mod timers;
mod updates;
mod visit_tracker;
mod writer;

use std::io;

pub use appearance::{Appearance, ThemeChoice};
pub use capabilities::{Capabilities, ColourChoice};
pub use edition_differ::LoadEdition;
pub use explorer::explore;
pub use interrupt::Interrupt;
pub use journal_writer::Unrecorded;
pub use queue::{matches, queue};
pub use reload::{AtlasSource, LoadAtlas, LoadRest, WholeAtlas};
pub use reviewing::{JournalsSource, ReviewBegin, Reviewing, now, today};
pub use scan::FilesStamp;
pub use search_worker::{SearchRequest, SearchWorker};
pub use session::ExplorerSession;
pub use settings::{LoadSettings, Settings, SettingsSource};
pub use start::{Recall, StartOptions};

/// Reason why the explorer has ended.
#[derive(Debug)]
pub enum Ending {
    /// The user quit.
    Quit,
    /// This signal arrived, or the terminal has hung up, which counts as one.
    Signal(i32),
    /// The terminal could not be drawn on or read.
    TerminalFailed(io::Error),
    /// The explorer showed a part of the atlas, and the whole of it could not be loaded.
    AtlasFailed,
}

/// Result of the explorer when it has ended.
#[derive(Debug)]
pub struct End {
    /// Reason why the explorer has ended.
    pub ending: Ending,
    /// Events that could not be written to the journal, if any.
    pub unrecorded: Option<Unrecorded>,
    /// Reason why marks, portfolios or other state is not saved; `None` if all of it is saved.
    pub unsaved: Option<String>,
}

/// Ends the process with the default effect of `signal`. The caller must have restored the terminal.
#[cfg(unix)]
pub fn die_of(signal: i32) -> ! {
    // The system ignores signals that the first process of a container sends to itself, so this is left out there.
    if std::process::id() != 1 {
        let _ = signal_hook::low_level::emulate_default_handler(signal);
    }
    // If the signal has not ended the process, the process exits with the exit code that shells use for a signal.
    std::process::exit(128 + signal);
}
