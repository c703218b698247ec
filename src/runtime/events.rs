//! Events of the main loop, which arrive on one channel.

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

/// The result of reloading the atlas.
#[derive(Debug)]
pub(super) enum Reloaded {
    /// The atlas has no errors.
    Good {
        /// New graph.
        graph: Arc<Graph>,
        /// The files and lines of its records.
        origins: Box<Origins>,
        /// Folder of the atlas.
        folder: Option<PathBuf>,
    },
    /// The atlas has errors; the current one stays.
    Faulty(Vec<Diagnostic>),
    /// The reason why the atlas could not be loaded; the current one stays.
    Failed(String),
}

/// Event of the main loop.
#[derive(Debug)]
pub(super) enum LoopEvent {
    /// A key was pressed.
    Key(Key),
    /// A message for the session.
    Message(Message),
    /// The terminal reported its background; `None` if the report cannot be parsed.
    #[cfg_attr(not(unix), expect(dead_code, reason = "consoles of this system are not asked"))]
    Background(Option<Rgb>),
    /// A job has a result or progress.
    Job(Ticket, Box<Self>),
    /// Files changed on disk.
    FilesChanged(FileTopic),
    /// The configuration was reloaded: the new settings, or its first error.
    Configured(Result<Box<Settings>, String>),
    /// The atlas was reloaded.
    Atlas(Box<Reloaded>),
    /// The atlas, of which a part is shown, cannot be loaded.
    AtlasFailed,
    /// Journals were reloaded.
    Journals(JournalChanges),
    /// The atlas was compared with the edition of the last visit; `None` if that is the same or unknown.
    Visit(Option<EditionVisit>),
    /// A signal arrived.
    #[cfg(unix)]
    Signal(i32),
    /// The terminal can no longer be read; the kind is `UnexpectedEof` if it was closed.
    InputEnded(io::Error),
}
