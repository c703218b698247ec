//! What the main loop of the explorer is told: all of it comes through one channel.

use std::io;

use crate::app::{Found, Message};
use crate::keymap::Key;
use crate::ui::Rgb;

use super::live::Edition;
use super::settings::Settings;

/// Something that happened outside.
#[derive(Debug)]
pub(super) enum Event {
    /// A key was pressed.
    Key(Key),
    /// Something else for the session.
    Message(Message),
    /// The terminal has answered what its background is; nothing if the answer cannot be read.
    Background(Option<Rgb>),
    /// The configuration has changed: the settings that follow from it, or what is wrong with it.
    Configured(Result<Box<Settings>, String>),
    /// The atlas has been loaded again.
    Atlas(Box<Edition>),
    /// A search has an answer.
    Found(Found),
    /// A signal arrived.
    #[cfg(unix)]
    Signal(i32),
    /// The terminal cannot be read any more, or is gone (`UnexpectedEof`).
    InputEnded(io::Error),
}
