//! The events of the main loop, which come through one channel.

use std::io;

use crate::app::Message;
use crate::keymap::Key;
use crate::store::journal::JournalChanges;
use crate::ui::Rgb;

use super::file_watcher::FileTopic;
use super::jobs::Ticket;
use super::reload::Reloaded;
use super::settings::Settings;
use super::visit_tracker::EditionVisit;

/// An event of the main loop.
#[derive(Debug)]
pub(super) enum LoopEvent {
    /// A key was pressed.
    Key(Key),
    /// A message for the session.
    Message(Message),
    /// The terminal reported its background; `None` if the report cannot be parsed.
    Background(Option<Rgb>),
    /// A job has a result or progress.
    Job(Ticket, Box<Self>),
    /// Files changed on disk.
    FilesChanged(FileTopic),
    /// The configuration was reloaded: the new settings, or its first error.
    Configured(Result<Box<Settings>, String>),
    /// The atlas was reloaded.
    Atlas(Box<Reloaded>),
    /// Journals were reloaded.
    Journals(JournalChanges),
    /// The atlas was compared with the edition of the last visit; `None` if that is the same or unknown.
    Visit(Option<EditionVisit>),
    /// A signal arrived.
    #[cfg(unix)]
    Signal(i32),
    /// The terminal cannot be read any more; the kind is `UnexpectedEof` if it is gone.
    InputEnded(io::Error),
}
