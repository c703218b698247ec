//! The events of the main loop: all of them come through one channel.

use std::io;

use crate::app::Message;
use crate::keymap::Key;
use crate::review::Line;
use crate::ui::Rgb;

use super::file_watcher::FileTopic;
use super::jobs::Ticket;
use super::reload::Reloaded;
use super::settings::Settings;

/// Something that happened.
#[derive(Debug)]
pub(super) enum Event {
    /// A key was pressed.
    Key(Key),
    /// Something else for the session.
    Message(Message),
    /// The terminal has answered what its background is; nothing if the answer cannot be read.
    Background(Option<Rgb>),
    /// What has come of a job, or how far it is.
    Job(Ticket, Box<Self>),
    /// Files have changed on disk.
    FilesChanged(FileTopic),
    /// The configuration was read again: the settings that follow from it, or what is wrong with it.
    Configured(Result<Box<Settings>, String>),
    /// The atlas was loaded again.
    Atlas(Box<Reloaded>),
    /// Journals were read again.
    Journals(Vec<Line>),
    /// A signal arrived.
    #[cfg(unix)]
    Signal(i32),
    /// The terminal cannot be read any more, or is gone (`UnexpectedEof`).
    InputEnded(io::Error),
}
