//! The explorer goes on with what has changed on disk: another edition of the atlas, another configuration.

use std::io;
use std::sync::Arc;

use crate::app::{Effect, LayoutPreferences, Message};
use crate::store::config::Widths;

use super::Settings;
use super::explorer::Explorer;
use super::file_watcher::FileTopic;
use super::reload::Reloaded;
use super::search_worker::SharedSearch;
use super::source_locations::SourceLocations;
use super::state_writer::StateChange;

impl Explorer {
    /// Goes on with another edition of the atlas, or says why not.
    pub(super) fn reload(&mut self, reloaded: Reloaded) -> Vec<Effect> {
        match reloaded {
            Reloaded::Good { graph, origins, folder } => {
                self.parts.locations = SourceLocations { folder, origins: *origins };
                let state = &mut self.session.state;
                state.model.is_editable = self.parts.locations.is_somewhere();
                let overlay = self.parts.locations.origins.overlay().to_vec();
                let is_other = overlay != state.model.editions.overlay;
                state.model.editions.overlay = overlay;
                if Arc::ptr_eq(&graph, &self.session.graph) && state.model.diagnostics.is_empty() {
                    if is_other {
                        state.refresh(&graph);
                    }
                    return Vec::new();
                }
                self.set_graph(graph)
            }
            Reloaded::Faulty(faults) => self.session.send(Message::InvalidAtlas(faults)),
            Reloaded::Failed(why) => self.session.send(Message::Notice(format!("The atlas stays as it was: {why}"))),
        }
    }

    fn set_graph(&mut self, graph: Arc<crate::graph::Graph>) -> Vec<Effect> {
        self.parts.search = SharedSearch::new(Arc::clone(&graph));
        self.parts.build_index();
        // What was just done here may be what has changed the files, and has been told.
        let told = self.session.state.status.notice.take().filter(|_| self.session.state.model.diagnostics.is_empty());
        self.parts.visits.look(Arc::clone(&graph));
        let mut effects = self.session.set_graph(graph);
        if self.session.state.status.notice.is_none() {
            let told = told.unwrap_or_else(|| "The atlas has been read again".to_owned());
            effects.extend(self.session.send(Message::Notice(told)));
        }
        effects
    }

    /// Goes on with the settings of a configuration that has changed, or with the old ones where it has errors.
    pub(super) fn configure(&mut self, settings: Result<Box<Settings>, String>) -> io::Result<()> {
        let told = match settings {
            Ok(settings) => {
                self.apply(*settings)?;
                "The configuration has been read again".to_owned()
            }
            Err(fault) => format!("The configuration stays as it was: {fault}"),
        };
        self.tell(told)
    }

    fn apply(&mut self, settings: Settings) -> io::Result<()> {
        let parts = &mut self.parts;
        // The terminal is asked for its background once; a theme that follows it goes on with what was answered.
        if !(settings.appearance.asks() && parts.settings.appearance.asks()) {
            self.session.theme = settings.appearance.theme.clone();
        }
        self.session.symbols = settings.appearance.symbols;
        self.session.set_keymap(settings.keymap.clone());
        self.screen.use_mouse(settings.mouse)?;
        if settings.atlas != parts.settings.atlas {
            parts.locations.folder.clone_from(&settings.atlas);
            parts.watcher.follow(FileTopic::Atlas, parts.reloader.atlas_roots(settings.atlas.as_deref()));
        }
        let before = std::mem::replace(&mut parts.settings, settings);
        if parts.settings.widths != before.widths {
            self.rearrange(self.parts.settings.widths);
        }
        Ok(())
    }

    /// Gives the panes the widths of the configuration.
    fn rearrange(&mut self, Widths { index, sides }: Widths) {
        let before = self.session.state.browse.preferences;
        let preferences = LayoutPreferences { index: index.unwrap_or(0), sides: sides.unwrap_or(0), ..before };
        for effect in self.session.send(Message::Arrange(preferences)) {
            if let Effect::SaveLayout(preferences) = effect {
                self.parts.writer.remember(StateChange::Layout(preferences));
            }
        }
    }
}
