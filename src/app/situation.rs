//! Needs (requirements of actions) that the panes meet in the current situation.

use crate::action::{ActionContext, KeyScope, Need};
use crate::document::Part;
use crate::model::Kind;
use crate::page::ViewOptions;
use crate::place::{Overview, Place};

use super::browse::Browse;
use super::model::Model;

/// Place that shows the current review card.
pub(super) const CARD: Place = Place::Overview(Overview::Review);

/// Returns whether the current review card is on screen.
pub(super) fn is_on_card(model: &Model, browse: &Browse) -> bool {
    browse.place() == CARD && model.session().is_some()
}

/// Returns which actions apply in the panes, as if no layer were open.
pub(super) fn in_panes(model: &Model, browse: &Browse) -> ActionContext {
    let Browse { view, trail, index, .. } = browse;
    let has_link = |focus| view.flow(focus).map_or(!index.rows().is_empty(), |flow| !flow.links.is_empty());
    let lists_people = view.page.has(Part::People)
        || matches!(browse.place(), Place::List(Kind::Person) | Place::Overview(Overview::Board));
    let is_filtered = index.is_filtered() || trail.here().options != ViewOptions::default();
    let is_filtered = is_filtered || browse.searched_page().is_some() || !browse.selection.is_empty();
    let is_on_card = is_on_card(model, browse);
    let path = model.session().and_then(|session| session.current()).filter(|_| is_on_card).map(|card| &card.subject);
    let has_forecast =
        |path: &String| model.reviews.mine().forecasts_on(path).any(|forecast| forecast.resolution.is_none());
    let needs = [
        (Need::Panes, view.layout.reachable.len() > 1),
        (Need::Link, browse.target().is_some()),
        (Need::Url, browse.url().is_some()),
        (Need::Files, model.is_editable),
        (Need::Diagnostics, !model.diagnostics.is_empty()),
        (Need::PreviousPlace, trail.can_go_back()),
        (Need::NextPlace, trail.can_go_forward()),
        (Need::LinkInSight, view.layout.panes.iter().any(|pane| has_link(pane.focus))),
        (Need::Results, browse.searched.is_some()),
        (Need::People, lists_people),
        (Need::Table, lists_people || view.page.blocks.iter().any(|block| block.sorting().is_some())),
        (Need::Matrix, view.matrix.is_some()),
        (Need::Subject, browse.subject().is_some()),
        (Need::Pins, !browse.pinned.is_empty()),
        (Need::Filter, is_filtered || model.portfolio_search.is_running()),
        (Need::Verdict, path.is_some() && model.session().is_some_and(|session| !session.is_consensus)),
        (Need::Signal, path.is_some() && view.panel().is_some_and(|panel| panel.has_signal)),
        (Need::Strategy, path.is_some_and(|path| path.starts_with("strategy/"))),
        (Need::Inconsistency, browse.place() == Place::Overview(Overview::Consistency)),
        (Need::Confidence, path.is_some_and(|path| !path.starts_with("position/"))),
        (Need::Forecast, path.is_some_and(has_forecast)),
    ];
    let met = needs.into_iter().filter(|(_, is_met)| *is_met).map(|(need, _)| need).collect();
    ActionContext { scope: if is_on_card { KeyScope::Review } else { KeyScope::Browse }, met }
}
