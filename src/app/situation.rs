//! What could be done in the panes: the part of the program that decides which actions apply.

use crate::action::{ActionContext, KeyScope};
use crate::document::Part;
use crate::model::Kind;
use crate::page::ViewOptions;
use crate::place::{Overview, Place};

use super::browse::Browse;
use super::model::Model;

/// The place of the current card of a review.
pub(super) const CARD: Place = Place::Overview(Overview::Review);

/// Whether the current card of a review is on screen.
pub(super) fn is_on_card(model: &Model, browse: &Browse) -> bool {
    browse.place() == CARD && model.session().is_some()
}

/// What could be done in the panes, whatever layer is open above them.
pub(super) fn in_panes(model: &Model, browse: &Browse) -> ActionContext {
    let focus = browse.focus();
    ActionContext {
        scope: if is_on_card(model, browse) { KeyScope::Review } else { KeyScope::Browse },
        focus,
        can_go_back: browse.trail.can_go_back(),
        can_go_forward: browse.trail.can_go_forward(),
        can_follow: browse.target().is_some(),
        can_open: browse.url().is_some(),
        can_edit: model.is_editable,
        has_diagnostics: !model.diagnostics.is_empty(),
        has_links: browse.view.flow(focus).is_none_or(|flow| !flow.links.is_empty()),
        has_people: browse.view.page.has(Part::People)
            || matches!(browse.place(), Place::List(Kind::Person) | Place::Overview(Overview::Board)),
        has_results: browse.searched.is_some(),
        has_matrix: browse.view.matrix.is_some(),
        has_subject: browse.thing().is_some(),
        has_pins: !browse.pinned.is_empty(),
        is_narrowed: browse.index.is_narrowed() || browse.trail.here().options != ViewOptions::default(),
        ..on_card(model, browse)
    }
}

/// What could be done about the current card; nothing while it is not on screen.
fn on_card(model: &Model, browse: &Browse) -> ActionContext {
    let card = model.session().and_then(|session| session.current()).filter(|_| is_on_card(model, browse));
    let path = card.map(|card| card.subject.as_str());
    let is_open = |path| model.reviews.mine().forecasts_on(path).any(|forecast| forecast.resolution.is_none());
    ActionContext {
        has_signal: browse.view.panel().is_some_and(|panel| panel.has_signal),
        is_strategy: path.is_some_and(|path| path.starts_with("strategy/")),
        has_forecasts: path.is_some_and(is_open),
        ..ActionContext::default()
    }
}
