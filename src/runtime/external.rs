//! Other programs and the terminal: browser, clipboard, editor, suspending and resuming.

use std::env;
use std::io;
use std::path::{Path, PathBuf};

use crate::action::Action;
use crate::app::{self, Copied, Message, Passage};
use crate::export::{self, trail::TrailLine};
use crate::page;
use crate::store::EditorFile;

use super::explorer::Explorer;
use super::file_watcher::FileTopic;
use super::{ExplorerSession, browser, clipboard, editor};

impl Explorer {
    /// Opens an address in the browser. Over ssh it copies the address instead, because the browser would open on
    /// another machine.
    pub(super) fn open(&mut self, url: String) -> io::Result<()> {
        let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        let browser = &self.parts.settings.config.browser;
        if browser::is_out_of_sight(browser, is_set) {
            return self.copy(Copied::Text(url, "the link (a browser over ssh would open elsewhere)"));
        }
        let copy = self.session.key_of(Action::CopyLink);
        let notice = browser::open_url(&url, browser, copy.as_deref());
        self.notify(notice)
    }

    /// Copies `copied` to the clipboard, and shows a notice about the result.
    pub(super) fn copy(&mut self, copied: Copied) -> io::Result<()> {
        let (text, what) = match copied {
            Copied::Text(text, what) => (text, what),
            Copied::Page => {
                let state = &self.session.state;
                (export::markdown::page(&self.session.graph.atlas, &state.browse.view.page), "the page")
            }
            Copied::Trail => (self.trail(), "the trail"),
            Copied::Brief(subjects) => {
                let ExplorerSession { graph, state, .. } = &self.session;
                let brief = page::build_brief(&subjects, &state.model.page_context(graph), false);
                (export::markdown::page(&graph.atlas, &brief), "the brief")
            }
            Copied::Command(words) => {
                let program = [self.parts.program.clone(), words].concat();
                (shell_words::join(&program), "the command")
            }
        };
        let shown =
            if ["the page", "the trail", "the brief"].contains(&what) { String::new() } else { format!(": {text}") };
        let notice = match clipboard::copy(&text, &mut io::stdout()) {
            Ok(reached) => format!("Copied {what} to {reached}{shown}"),
            Err(error) => format!("Could not copy {what}: {error}"),
        };
        self.notify(notice)
    }

    /// Returns the visited places of the trail as Markdown.
    fn trail(&self) -> String {
        let ExplorerSession { graph, state, .. } = &self.session;
        let line = |line: app::TrailEntry| TrailLine {
            depth: line.depth,
            path: line.place.path(&graph.atlas),
            name: Some(line.place.name(&graph.atlas).into_owned()),
            is_here: line.is_here,
            note: state.browse.trail.note(line.step).map(str::to_owned),
        };
        let lines: Vec<TrailLine> = state.browse.trail.lines().into_iter().map(line).collect();
        export::trail::markdown(state.browse.trail_name.as_deref().unwrap_or("A trail"), &lines)
    }

    /// Opens a passage of the atlas at its line in the user's editor, which uses the terminal until the editor exits.
    pub(super) fn edit(&mut self, passage: &Passage) -> io::Result<()> {
        let Some((file, line)) = self.passage(passage) else {
            return self.notify("No file has the source of this page.".to_owned());
        };
        let result = self.run_editor(&file, line)?;
        // The system may not have reported the changes of the editor yet, so the atlas is reloaded in any case.
        self.parts.watcher.report(FileTopic::Atlas);
        result.or_else(|why| self.notify(why))
    }

    /// Opens `text` in the user's editor and sends the edited text to the session. If the editor fails, the text stays
    /// as it was.
    pub(super) fn compose(&mut self, text: &str) -> io::Result<()> {
        let file = match EditorFile::new(text) {
            Ok(file) => file,
            Err(error) => {
                return self.send(Message::NotComposed(format!("There is no room for a temporary file: {error}")));
            }
        };
        let message = match (self.run_editor(file.path(), 1)?, file.text()) {
            (Err(why), _) => Message::NotComposed(why),
            (Ok(()), Ok(text)) => Message::Composed(text),
            (Ok(()), Err(error)) => Message::Notice(format!("The note stays as it was: {error}")),
        };
        self.send(message)
    }

    /// Runs the user's editor on a line of a file; it uses the terminal until it exits. Returns a message for the user
    /// if it failed.
    fn run_editor(&mut self, file: &Path, line: u32) -> io::Result<Result<(), String>> {
        let words = match editor::words(&self.parts.settings.config.editor, |name| env::var(name).ok()) {
            Ok(words) => words,
            Err(why) => return Ok(Err(why)),
        };
        let mut ended = Ok(None);
        let screen = &mut self.screen;
        let paused = self.gate.closed(|| screen.pause(|| ended = editor::run(&words, file, line).map(Some)));
        paused?;
        let size = self.screen.size()?;
        self.send(Message::Resize(size))?;
        let program = words.first().map_or("", String::as_str);
        Ok(match ended {
            Ok(Some(status)) if !status.success() => Err(format!("{program} ended with {status}")),
            Ok(_) => Ok(()),
            Err(error) => Err(format!("Could not start {program}: {error}")),
        })
    }

    /// Returns the file and line of a passage of the atlas; `None` if the passage is in no editable file.
    fn passage(&self, passage: &Passage) -> Option<(PathBuf, u32)> {
        match passage {
            Passage::Line { file, line } => Some((self.parts.locations.file(file), *line)),
            Passage::Places(places) => places
                .iter()
                .find_map(|&place| self.parts.locations.line(place.entity()?, &place.path(&self.session.graph.atlas))),
        }
    }

    /// Suspends the program. The shell continues it with a signal.
    #[cfg(unix)]
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        self.screen.restore();
        signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)?;
        // The first process of a container cannot be stopped, and no signal would continue it, so the terminal is set
        // up again at once.
        self.resume()
    }

    /// Sets up the terminal again after the program was suspended.
    #[cfg(unix)]
    pub(super) fn resume(&mut self) -> io::Result<()> {
        self.screen.set_up_again()?;
        let size = self.screen.size()?;
        self.send(Message::Resize(size))
    }

    #[cfg(not(unix))]
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        self.notify("This system cannot suspend programs.".to_owned())
    }
}
