//! Events of the main loop. Every source of events sends them on the same channel.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use crate::app::Message;
use crate::data::Origins;
use crate::diagnostic::Diagnostic;
use crate::graph::Graph;
use crate::keymap::Key;
use crate::store::journal::JournalChanges;
use crate::ui::Rgb;

use super::file_watcher::FileTopic;
use super::jobs::Ticket;
use super::settings::Settings;
use super::visit_tracker::EditionVisit;

/// Result of reloading the atlas.
#[derive(Debug)]
pub(super) enum Reloaded {
    /// The atlas has no errors and replaces the current one.
    Good {
        /// Graph of the reloaded atlas.
        graph: Arc<Graph>,
        /// Files and lines of the records of the atlas.
        origins: Box<Origins>,
        /// Folder of the atlas; `None` for the embedded atlas.
        folder: Option<PathBuf>,
    },
    /// The atlas has these errors or warnings, so the current one stays.
    Faulty(Vec<Diagnostic>),
    /// The atlas cannot be loaded, for this reason, so the current one stays.
    Failed(String),
}

/// Event of the main loop.
#[derive(Debug)]
pub(super) enum LoopEvent {
    /// A key was pressed.
    Key(Key),
    /// A message for the session, from any part of the explorer.
    Message(Message),
    /// The terminal reported its background; `None` if the report cannot be parsed.
    #[cfg_attr(not(unix), expect(dead_code, reason = "consoles of this system are not asked"))]
    Background(Option<Rgb>),
    /// A job has sent this event, as its result or as progress.
    Job(Ticket, Box<Self>),
    /// Files of this topic have changed on disk.
    FilesChanged(FileTopic),
    /// The configuration was reloaded: the new settings, or its first error.
    Configured(Result<Box<Settings>, String>),
    /// The atlas was reloaded.
    Atlas(Box<Reloaded>),
    /// The explorer shows a part of the atlas, and the whole of it cannot be loaded.
    AtlasFailed,
    /// Journals were reloaded, with these changes.
    Journals(JournalChanges),
    /// The atlas was compared with the edition of the last visit; `None` if the two are the same or that edition is
    /// unknown.
    Visit(Option<EditionVisit>),
    /// The operating system has sent this signal.
    #[cfg(unix)]
    Signal(i32),
    /// The terminal can no longer be read; the kind is `UnexpectedEof` if it was closed.
    InputEnded(io::Error),
}
