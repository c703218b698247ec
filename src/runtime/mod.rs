//! Explorer in a terminal: events arrive, the session changes, frames and effects result. This is the only room that
//! uses both the terminal and the app.

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

/// Reason why the explorer ended.
#[derive(Debug)]
pub enum Ending {
    /// The user quit.
    Quit,
    /// A signal arrived, or the terminal has hung up.
    Signal(i32),
    /// The terminal could not be drawn on or read.
    TerminalFailed(io::Error),
    /// The atlas, of which a part was shown, could not be loaded.
    AtlasFailed,
}

/// Result of the explorer.
#[derive(Debug)]
pub struct End {
    /// The reason.
    pub ending: Ending,
    /// Events that could not be written to the journal.
    pub unrecorded: Option<Unrecorded>,
    /// Reason why other state is not saved, if it is not.
    pub unsaved: Option<String>,
}

/// Ends the process with the default effect of `signal`, after the terminal was restored.
#[cfg(unix)]
pub fn die_of(signal: i32) -> ! {
    // The system ignores signals that the first process of a container sends to itself.
    if std::process::id() != 1 {
        let _ = signal_hook::low_level::emulate_default_handler(signal);
    }
    // For a signal without a known default effect, the exit code follows the convention of shells.
    std::process::exit(128 + signal);
}
