//! Titles of actions on a review card, which depend on the kind of the card's subject.

use crate::action::Action;
use crate::app::state::State;
use crate::graph::Graph;
use crate::review::Subject;

use super::asked::title;
use super::settle;
use super::state::card_path;

impl State {
    /// Returns the title of `action`: on a card for the kind of its subject, and for what it closes.
    pub fn title_of(&self, action: Action, graph: &Graph) -> &'static str {
        if action == Action::Close && self.layer.is_none() && !self.browse.selection.is_empty() {
            return "Clear selection";
        }
        let path = card_path(&self.model).filter(|_| self.is_on_card());
        if path.is_some() && action == Action::JudgeUndecided && settle::is_on(self) {
            return "Leave open";
        }
        let subject = path.and_then(|path| Subject::find(&graph.atlas, path));
        subject.map_or(action.info().title, |subject| title(action, subject.kind()))
    }
}
