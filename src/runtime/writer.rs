//! Threads that write to disk, so that keys never wait for the disk. The program ends only after these threads have
//! finished.

use std::error::Error;
use std::io;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use super::jobs::panic_message;

/// Formats an error and its causes as one text.
pub(super) fn error_chain(error: &dyn Error) -> String {
    let (mut message, mut cause) = (error.to_string(), error.source());
    while let Some(error) = cause {
        message = format!("{message}: {error}");
        cause = error.source();
    }
    message
}

/// Handle to a thread that carries out write tasks `T` in order. `U` describes what could not be written.
#[derive(Debug)]
pub(super) struct TaskWriter<T, U> {
    tasks: Sender<T>,
    thread: JoinHandle<Option<U>>,
}

impl<T: Send + 'static, U: From<String> + Send + 'static> TaskWriter<T, U> {
    /// Starts a thread called `name` that runs `run`, which carries out tasks until the sender is dropped.
    ///
    /// # Errors
    /// If the thread cannot be started.
    pub(super) fn start(name: &str, run: impl FnOnce(&Receiver<T>) -> Option<U> + Send + 'static) -> io::Result<Self> {
        let (tasks, given) = mpsc::channel();
        let thread = thread::Builder::new().name(name.to_owned()).spawn(move || run(&given))?;
        Ok(Self { tasks, thread })
    }

    /// Sends a task to the thread.
    pub(super) fn send(&self, task: T) {
        // Sending cannot fail, because the thread runs as long as its sender exists.
        let _ = self.tasks.send(task);
    }

    /// Waits until all tasks are done. Returns a description of what could not be written, or the message of a panic;
    /// `None` if all is written.
    pub(super) fn finish(self) -> Option<U> {
        drop(self.tasks);
        self.thread.join().unwrap_or_else(|panic| Some(panic_message(&*panic).into()))
    }
}
