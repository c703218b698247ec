//! Handling of changed files while the explorer runs: the atlas, the configuration, journals.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use crate::action::Action;
use crate::app::{Effect, Message};
use crate::graph::Graph;
use crate::review::{Line, Reviews};
use crate::store::journal::{JournalChanges, JournalContents};

use super::Settings;
use super::events::Reloaded;
use super::explorer::{Explorer, Parts, READING};
use super::file_watcher::FileTopic;
use super::reviewing::waiting_notice;
use super::search_worker::SharedSearch;
use super::source_locations::SourceLocations;
use super::start::configured;

impl Explorer {
    /// Starts a job that reloads the files of a topic.
    pub(super) fn start_reload(&mut self, topic: FileTopic) {
        let Parts { reloader, jobs, locations, .. } = &mut self.parts;
        reloader.start(jobs, topic, locations.folder.clone(), Arc::clone(&self.session.graph));
    }

    /// Replaces the atlas by the reloaded one, or reports why it stays. Returns the effects to carry out.
    pub(super) fn reload(&mut self, reloaded: Reloaded) -> Vec<Effect> {
        match reloaded {
            Reloaded::Good { graph, origins, folder } => {
                self.parts.locations = SourceLocations { folder, origins: *origins };
                if std::mem::take(&mut self.parts.is_partial) {
                    return self.complete(graph);
                }
                let state = &mut self.session.state;
                state.model.is_editable = self.parts.locations.is_somewhere();
                let overlay = self.parts.locations.origins.overlay().to_vec();
                let has_changed = overlay != state.model.editions.overlay;
                Arc::make_mut(&mut state.model.editions).overlay = overlay;
                if Arc::ptr_eq(&graph, &self.session.graph) && state.model.diagnostics.is_empty() {
                    return if has_changed { self.session.refresh() } else { Vec::new() };
                }
                self.set_graph(graph)
            }
            Reloaded::Faulty(diagnostics) => self.session.send(Message::InvalidAtlas(diagnostics)),
            Reloaded::Failed(why) => self.session.send(Message::Notice(format!("The atlas is not reloaded: {why}"))),
        }
    }

    /// Replaces the part of the atlas that is shown by the whole. Returns the effects to carry out.
    fn complete(&mut self, graph: Arc<Graph>) -> Vec<Effect> {
        self.parts.differ.start = Arc::clone(&graph);
        let state = &mut self.session.state;
        Arc::make_mut(&mut state.model.editions).overlay = self.parts.locations.origins.overlay().to_vec();
        let reading = state.status.notice.take_if(|notice| notice == READING);
        let key = self.session.key_of(Action::Review);
        let reading = reading.filter(|_| !self.session.state.is_on_card());
        let waiting = reading.and_then(|_| waiting_notice(&self.session.state.model.reviews, &graph.atlas, key));
        let mut effects = self.replace_graph(graph);
        effects.extend(waiting.into_iter().flat_map(|waiting| self.session.send(Message::Notice(waiting))));
        effects
    }

    /// Replaces the atlas in all parts of the explorer. Returns the effects to carry out.
    fn replace_graph(&mut self, graph: Arc<Graph>) -> Vec<Effect> {
        self.parts.search = SharedSearch::new(Arc::clone(&graph));
        self.parts.build_index();
        self.parts.visits.start_comparison(&mut self.parts.jobs, Arc::clone(&graph));
        self.session.set_graph(graph)
    }

    fn set_graph(&mut self, graph: Arc<Graph>) -> Vec<Effect> {
        // The notice on screen may report the action that has changed the files, so it stays instead of a notice of the
        // reload.
        let notice =
            self.session.state.status.notice.take().filter(|_| self.session.state.model.diagnostics.is_empty());
        let mut effects = self.replace_graph(graph);
        if self.session.state.status.notice.is_none() {
            let notice = notice.unwrap_or_else(|| "The atlas has been reloaded".to_owned());
            effects.extend(self.session.send(Message::Notice(notice)));
        }
        effects
    }

    /// Applies reloaded settings. If they have an error, reports it and keeps the old settings.
    pub(super) fn configure(&mut self, settings: Result<Box<Settings>, String>) -> io::Result<()> {
        let notice = match settings {
            Ok(settings) => {
                self.apply(*settings)?;
                "The configuration has been reloaded".to_owned()
            }
            Err(error) => format!("The configuration is not reloaded: {error}"),
        };
        self.notify(notice)
    }

    /// Shows the next built-in theme, which stays until the program ends or the configuration is reloaded.
    pub(super) fn next_theme(&mut self) -> io::Result<()> {
        let notice = match self.parts.settings.appearance.after(self.session.theme()) {
            Some((name, theme)) => {
                self.session.set_theme(theme);
                format!("Theme {name}; `theme = \"{name}\"` in the configuration keeps it")
            }
            None => "The terminal shows no colours, so there is one theme.".to_owned(),
        };
        self.notify(notice)
    }

    fn apply(&mut self, settings: Settings) -> io::Result<()> {
        let parts = &mut self.parts;
        let (appearance, config) = (&settings.appearance, &settings.config);
        // The terminal is queried for its background only once, so a theme based on the reply stays if the setting is
        // unchanged.
        if !(appearance.asks() && parts.settings.appearance.asks()) {
            self.session.set_theme(appearance.theme.clone());
        }
        self.session.set_symbols(appearance.symbols);
        self.session.set_keymap(config.keymap.clone());
        self.session.state.model.reasons.clone_from(&config.reasons);
        self.session.state.model.advance = config.advance;
        self.screen.use_mouse(config.mouse)?;
        if config.atlas != parts.settings.config.atlas {
            parts.locations.folder.clone_from(&config.atlas);
            parts.watcher.follow(FileTopic::Atlas, parts.reloader.atlas_roots(config.atlas.as_deref()));
        }
        let before = std::mem::replace(&mut parts.settings, settings).config;
        let config = &parts.settings.config;
        let mut effects = Vec::new();
        if config.others != before.others {
            let mut reviews = Arc::clone(&self.session.state.model.reviews);
            Arc::make_mut(&mut reviews).set_others(config.others);
            effects = self.session.set_reviews(reviews);
        }
        if (config.layout, config.plain) != (before.layout, before.plain) {
            let arranged = configured(self.session.state.browse.preferences, config);
            effects.extend(self.session.send(Message::Arrange(arranged)));
        }
        self.carry_out_all(effects).map(drop)
    }

    /// Updates the reviews by changes of journals. Returns the effects to carry out.
    pub(super) fn update_reviews(&mut self, changes: JournalChanges) -> Vec<Effect> {
        let JournalContents { lines, diagnostics } = changes.contents;
        // The reviews are taken out of the model, so that they can be changed in place unless another part uses them.
        let mut reviews = std::mem::take(&mut self.session.state.model.reviews);
        let news = if changes.is_complete { None } else { news_of_others(&reviews, &lines) };
        let mut effects = Vec::new();
        if changes.is_complete {
            effects =
                self.session.set_reviews(Arc::new(Reviews::fold(reviews.me(), lines).with_others(reviews.others())));
        } else if lines.iter().any(|line| !reviews.holds(line)) {
            Arc::make_mut(&mut reviews).add(lines);
            effects = self.session.set_reviews(reviews);
        } else {
            self.session.state.model.reviews = reviews;
        }
        let Some(first) = diagnostics.first() else {
            effects.extend(news.into_iter().flat_map(|news| self.session.send(Message::Notice(news))));
            return effects;
        };
        let others = diagnostics.len() - 1;
        let more = if others > 0 {
            format!("; {others} more, `stratlas review check` shows everything")
        } else {
            String::new()
        };
        effects.extend(self.session.send(Message::Notice(format!("{first}{more}"))));
        effects
    }
}

/// Describes the entries of other reviewers in `lines` that are not in `reviews`, such as `bob recorded 3`; `None` if
/// there are none.
fn news_of_others(reviews: &Reviews, lines: &[Line]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.is_undoable() && line.head.by != reviews.me() && !reviews.holds(line)) {
        *counts.entry(&line.head.by).or_default() += 1;
    }
    let words: Vec<String> = counts.into_iter().map(|(name, count)| format!("{name} recorded {count}")).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::review::test_journal::JournalBuilder;
    use crate::review::{JournalEvent, ReviewStance};

    #[test]
    fn what_others_have_recorded_is_counted_by_reviewer() {
        let journal = |by: &str, count: usize| {
            let mut journal = JournalBuilder::new(by, date(2026, 3, 1));
            journal.write(JournalEvent::Show { card: "strategy/pause".to_owned() });
            for _ in 0..count {
                journal.judge("strategy/pause", |verdict| verdict.stance = Some(ReviewStance::Back));
            }
            journal.lines
        };
        let (ada, bob, cyd) = (journal("ada", 2), journal("bob", 1), journal("cyd", 3));
        let reviews = Reviews::fold("ada", cyd[..2].to_vec());
        let all = [ada.clone(), bob, cyd].concat();
        assert_eq!(news_of_others(&reviews, &all).as_deref(), Some("bob recorded 1, cyd recorded 2"));
        assert_eq!(news_of_others(&reviews, &ada), None, "what the reviewer has recorded is no news");
        assert_eq!(news_of_others(&Reviews::fold("ada", all.clone()), &all), None);
    }
}
