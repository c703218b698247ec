//! Out of the program and back: the browser, the clipboard, the editor, the background.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::action::Action;
use crate::app::{self, Copied, Effect, Message, Passage, Preferences, Size};
use crate::export::{self, trail::TrailLine};
use crate::store::EditorFile;
use crate::store::config::Widths;

use super::finder::FinderThread;
use super::live::Edition;
use super::written::{Written, brought};
use super::{Explorer, Session, browser, clipboard, editor, gate};

impl Explorer {
    /// Opens an address and says how that went. Over ssh it is copied instead: a browser would open where nobody sits.
    pub(super) fn open(&mut self, url: String) -> String {
        let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        if browser::is_out_of_sight(&self.settings.browser, is_set) {
            return self.copy(Copied::Text(url, "the link, since a browser over ssh would open elsewhere"));
        }
        let copy = self.session.keys_of(Action::CopyLink);
        browser::open_url(&url, &self.settings.browser, copy.as_deref())
    }

    /// Puts something on the clipboard and says how that went.
    pub(super) fn copy(&mut self, copied: Copied) -> String {
        let (text, what) = match copied {
            Copied::Text(text, what) => (text, what),
            Copied::Page => {
                let state = &self.session.state;
                (export::markdown::page(&self.session.graph.atlas, &state.browse.view.page), "the page")
            }
            Copied::Trail => (self.trail(), "the trail"),
            Copied::Command(words) => {
                let program = [self.program.clone(), words].concat();
                (clipboard::command_line(&program), "the command")
            }
        };
        let shown = if ["the page", "the trail"].contains(&what) { String::new() } else { format!(": {text}") };
        match clipboard::copy(&text, &mut io::stdout()) {
            Ok(()) => format!("Copied {what}{shown}"),
            Err(error) => format!("Could not copy {what}: {error}"),
        }
    }

    /// The trail as Markdown.
    fn trail(&self) -> String {
        let Session { graph, state, .. } = &self.session;
        let line = |line: app::TrailLine| TrailLine {
            depth: line.depth,
            path: line.place.path(&graph.atlas),
            name: Some(line.place.name(&graph.atlas).into_owned()),
            is_here: line.is_here,
        };
        let lines: Vec<TrailLine> = state.browse.trail.lines().into_iter().map(line).collect();
        export::trail::markdown(state.browse.trail_name.as_deref().unwrap_or("A trail"), &lines)
    }

    /// Opens a passage of the atlas in the user's editor, which has the terminal until it ends.
    pub(super) fn edit(&mut self, passage: &Passage) -> io::Result<()> {
        let told = match self.passage(passage) {
            None => "This page is not written in any one place.".to_owned(),
            Some((file, line)) => {
                let variable = |name: &str| env::var(name).ok();
                match editor::words(&self.settings.editor, variable) {
                    Err(told) => told,
                    Ok(words) => return self.edit_with(&words, &file, line),
                }
            }
        };
        self.send(Message::Tell(told))
    }

    /// Has the user's editor work on `text` and returns what is to be done about what it comes to. What cannot be edited is
    /// told, and stays as it is.
    pub(super) fn compose(&mut self, text: &str) -> io::Result<Vec<Effect>> {
        let words = editor::words(&self.settings.editor, |name| env::var(name).ok());
        let begun = words.and_then(|words| match EditorFile::new(text) {
            Ok(sheet) => Ok((words, sheet)),
            Err(error) => Err(format!("There is no room for a note on its way to the editor: {error}")),
        });
        let (words, sheet) = match begun {
            Ok(begun) => begun,
            Err(told) => return Ok(self.session.send(Message::NotComposed(told))),
        };
        if let Err(told) = self.run_editor(&words, sheet.path(), 1)? {
            return Ok(self.session.send(Message::NotComposed(told)));
        }
        Ok(self.session.send(match sheet.text() {
            Ok(text) => Message::Composed(text),
            Err(error) => Message::Tell(format!("The note stays as it was: {error}")),
        }))
    }

    fn edit_with(&mut self, words: &[String], file: &Path, line: u32) -> io::Result<()> {
        if let Err(told) = self.run_editor(words, file, line)? {
            self.send(Message::Tell(told))?;
        }
        if let Some(live) = &self.live {
            live.read_again();
        }
        Ok(())
    }

    /// Runs the editor, which has the terminal until it ends. Returns what there is to tell if it did not end well.
    fn run_editor(&mut self, words: &[String], file: &Path, line: u32) -> io::Result<Result<(), String>> {
        let mut ended = Ok(None);
        let screen = &mut self.screen;
        let paused = self.gate.closed(gate::wake, || screen.pause(|| ended = editor::run(words, file, line).map(Some)));
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

    /// The file and line of a passage.
    fn passage(&self, passage: &Passage) -> Option<(PathBuf, u32)> {
        match passage {
            Passage::Line { file, line } => Some((self.written.file(file), *line)),
            Passage::Places(places) => places
                .iter()
                .find_map(|&place| self.written.line(place.entity()?, &place.path(&self.session.graph.atlas))),
        }
    }

    /// Goes on with another edition of the atlas, or with the one there is.
    pub(super) fn renew(&mut self, edition: Edition) -> io::Result<Vec<Effect>> {
        match edition {
            Edition::Good { graph, origins, folder } => {
                self.written = Written { folder, origins: *origins };
                let state = &mut self.session.state;
                state.model.is_editable = self.written.is_somewhere();
                let overlay = brought(&self.written.origins);
                let is_other = overlay != state.model.editions.overlay;
                state.model.editions.overlay = overlay;
                if Arc::ptr_eq(&graph, &self.session.graph) && state.model.diagnostics.is_empty() {
                    if is_other {
                        state.refresh(&graph);
                    }
                    return Ok(Vec::new());
                }
                self.finder = FinderThread::start(Arc::clone(&graph), self.sender.clone())?;
                // What was just done here may be what has changed the files, and has been told.
                let told =
                    self.session.state.status.notice.take().filter(|_| self.session.state.model.diagnostics.is_empty());
                self.visiting.look(Arc::clone(&graph));
                let mut effects = self.session.set_graph(graph);
                if self.session.state.status.notice.is_none() {
                    let told = told.unwrap_or_else(|| "The atlas has been read again".to_owned());
                    effects.extend(self.session.send(Message::Tell(told)));
                }
                Ok(effects)
            }
            Edition::Faulty(faults) => Ok(self.session.send(Message::Faulty(faults))),
            Edition::None(why) => Ok(self.session.send(Message::Tell(format!("The atlas stays as it was: {why}")))),
        }
    }

    /// Gives the panes the widths of a configuration that has changed, where it has others than before.
    pub(super) fn rearrange(&mut self, widths: Widths) {
        if widths == self.settings.widths {
            return;
        }
        let Widths { index, sides } = widths;
        let before = self.session.state.browse.preferences;
        let preferences = Preferences { index: index.unwrap_or(0), sides: sides.unwrap_or(0), ..before };
        for effect in self.session.send(Message::Arrange(preferences)) {
            if let Effect::KeepLayout(preferences) = effect {
                self.keeper.keep(super::Change::Layout(preferences));
            }
        }
    }

    #[cfg(unix)]
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        let mut raised = Ok(());
        self.screen.pause(|| raised = signal_hook::low_level::raise(signal_hook::consts::SIGSTOP))?;
        raised?;
        let Size { width, height } = self.screen.size()?;
        self.send(Message::Resize(Size { width, height }))
    }

    #[cfg(not(unix))]
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        self.send(Message::Tell("This system cannot suspend programs.".to_owned()))
    }
}
