//! Titles of actions that depend on what they act on: on a review card on the kind of its subject, for a link on what it
//! leads to.

use crate::action::Action;
use crate::app::state::State;
use crate::app::update::starts_review;
use crate::document::Target;
use crate::graph::Graph;
use crate::model::Kind;
use crate::place::Place;
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
        if action == Action::Follow && self.layer.is_none() {
            return self.browse.target().map_or(action.info().title, |target| follow_title(self, &target));
        }
        let path = card_path(&self.model).filter(|_| self.is_on_card());
        if path.is_some() && action == Action::JudgeUndecided && settle::is_on(self) {
            return "Leave open";
        }
        let subject = path.and_then(|path| Subject::find(&graph.atlas, path));
        subject.map_or(action.info().title, |subject| title(action, subject.kind()))
    }
}

/// Returns what following a link to `target` does.
fn follow_title(state: &State, target: &Target) -> &'static str {
    let Target::Place(place) = target else { return "Open in browser" };
    match place {
        _ if starts_review(state, *place) => "Start review",
        Place::Entity(entity) => match entity.kind() {
            Kind::Strategy => "Open strategy",
            Kind::Person => "Open person",
            Kind::Tag => "Open tag",
            Kind::Lever => "Open lever",
            Kind::Scenario => "Open scenario",
            Kind::Portfolio => "Open portfolio",
            Kind::Mechanism => "Open mechanism",
        },
        Place::List(_) => "Open list",
        Place::Compare(_) => "Open comparison",
        Place::Commitment(..) => "Open commitment",
        Place::Claim(_) => "Open claim",
        Place::Cell(_) => "Open cell",
        Place::Path(..) => "Open path",
        Place::Topic(_) => "Open help",
        Place::Home => "Open home",
        _ => "Open page",
    }
}
