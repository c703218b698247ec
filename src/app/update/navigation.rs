//! Navigation: along links and hints, back and forward on the trail, to lists, and through the results of a search.

use crate::action::{Action, Focus};
use crate::app::browse::Searched;
use crate::app::browse::find::PageRow;
use crate::app::browse::index::IndexList;
use crate::app::browse::trail::Visit;
use crate::app::command::HintTarget;
use crate::app::effect::Effect;
use crate::app::review;
use crate::app::state::{Context, State};
use crate::document::Target;
use crate::model::{Entity, Kind};
use crate::page::ViewOptions;
use crate::place::{Cell, Overview, Place};

use super::motion;
use super::typing;

/// Returns the list or overview that an action goes to; `None` if the action does not go to one.
pub(super) fn place_of(action: Action) -> Option<Place> {
    Some(match action {
        Action::GoHome => Place::Home,
        Action::GoStrategies => Place::List(Kind::Strategy),
        Action::GoPeople => Place::List(Kind::Person),
        Action::GoTags => Place::List(Kind::Tag),
        Action::GoLevers => Place::List(Kind::Lever),
        Action::GoScenarios => Place::List(Kind::Scenario),
        Action::GoPortfolios => Place::List(Kind::Portfolio),
        Action::GoMechanisms => Place::List(Kind::Mechanism),
        Action::GoOverview(overview) => Place::Overview(overview),
        _ => return None,
    })
}

/// Goes to a list or overview. If it lists a kind of record, the index lists this kind too, without a filter.
pub(super) fn go_to_list(state: &mut State, place: Place, context: Context<'_>) {
    let index = &mut state.browse.index;
    if let Some(kind) = place.kind().filter(|&kind| index.kind != kind || index.is_filtered()) {
        *index = IndexList::new(context.graph, kind);
    }
    state.go(context.graph, Visit::new(place));
}

/// Follows the link under the cursor.
pub(super) fn follow(state: &mut State, context: Context<'_>) {
    match state.browse.target() {
        Some(Target::Place(place)) if starts_review(state, place) => review::open_card(state, place, context),
        Some(Target::Place(place)) => {
            // A link to a cell of the board counts people with the current filters, so the filters stay.
            let options = match place {
                Place::Cell(Cell::Board(..)) => state.browse.trail.here().options.clone(),
                _ => ViewOptions::default(),
            };
            state.go(context.graph, Visit { options, ..Visit::new(place) });
        }
        Some(Target::Url(url)) => state.emit(Effect::OpenUrl(url)),
        None => {}
    }
}

/// Returns whether following a link to `place` opens review cards, as links to subjects do on the page of Consistency,
/// and links to all subjects of a kind on pages of reviews without verdicts.
pub(in crate::app) fn starts_review(state: &State, place: Place) -> bool {
    let Place::Overview(overview) = state.browse.place() else { return false };
    match place {
        Place::Entity(Entity::Strategy(_)) | Place::Commitment(..) | Place::Claim(_) => {
            overview == Overview::Consistency
        }
        Place::List(Kind::Strategy | Kind::Person) | Place::Overview(Overview::Commitments) => matches!(
            overview,
            Overview::Reviews | Overview::Statistics | Overview::Consistency | Overview::SessionEnd | Overview::Review
        ),
        _ => false,
    }
}

/// Moves the cursor to the link that a hint belongs to, and follows the link.
pub(super) fn follow_hint(state: &mut State, target: HintTarget, context: Context<'_>) {
    match target {
        HintTarget::Link(focus, link) => motion::put_cursor(state, focus, link),
        HintTarget::Index(row) => {
            state.browse.index.move_to(row);
            state.browse.trail.here_mut().focus = Focus::Index;
        }
    }
    follow(state, context);
}

/// Opens the web address that belongs to the cursor in the web browser, if there is one.
pub(super) fn open_url(state: &mut State) {
    if let Some(url) = state.browse.url() {
        state.emit(Effect::OpenUrl(url));
    }
}

/// Goes back or forward along the trail by `steps`, or as far as possible.
pub(super) fn travel(state: &mut State, action: Action, steps: usize, context: Context<'_>) {
    let trail = &mut state.browse.trail;
    let mut step = || if action == Action::Back { trail.back() } else { trail.forward() };
    let _ = (0..steps).all(|_| step());
    state.arrive(context.graph);
}

/// Goes to the search result selected in `searched`, and stores the search, so that its other results can be visited.
pub(super) fn open_result(state: &mut State, searched: Searched, context: Context<'_>) {
    typing::remember_search(state, &searched.query);
    let place = searched.places.get(searched.at).copied();
    state.browse.searched = Some(searched);
    if let Some(place) = place {
        state.go(context.graph, Visit::new(place));
    }
}

/// Moves the cursor to a row of the page that a search has found, and stores the search, so that the other rows can be
/// visited.
pub(super) fn go_to_row(state: &mut State, searched: Searched, row: &PageRow) {
    typing::remember_search(state, &searched.query);
    state.browse.searched = Some(searched);
    put_cursor_on(state, row);
}

fn put_cursor_on(state: &mut State, row: &PageRow) {
    motion::with_pane(state, row.focus, |pane, flow| {
        pane.move_to(flow, row.row);
        pane.link = flow.link_at(row.row, row.column).or(pane.link);
    });
    motion::set_focus(state, row.focus);
}

/// Goes `steps` results of the last search forward or back, or as many matching rows if the page is searched.
pub(super) fn step_result(state: &mut State, steps: usize, forward: bool, context: Context<'_>) {
    let Some(searched) = &mut state.browse.searched else { return };
    if let Some(matcher) = &searched.page {
        let (query, matcher) = (searched.query.trim().to_owned(), matcher.clone());
        let rows = state.browse.matching_rows(&matcher);
        let Some(next) = state.browse.row_from_cursor(&rows, steps, forward) else {
            return state.notify(format!("{query} is not on this page."));
        };
        put_cursor_on(state, &rows[next]);
        return state.notify(format!("Row {} of {} on this page for {query}", next + 1, rows.len()));
    }
    let count = searched.places.len();
    let steps = steps % count.max(1);
    searched.at = if forward { searched.at + steps } else { searched.at + count - steps } % count.max(1);
    let Some(&place) = searched.places.get(searched.at) else { return };
    let notice = format!("Result {} of {count} for {}", searched.at + 1, searched.query);
    state.go(context.graph, Visit::new(place));
    state.notify(notice);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::effect::{ReviewRequest, ReviewScope};
    use crate::app::{Message, Size, update};
    use crate::data::embedded;
    use crate::graph::Graph;
    use crate::keymap::default_keymap;

    #[test]
    fn a_row_of_a_page_without_verdicts_starts_its_review() {
        let graph = Graph::new(embedded().expect("the embedded atlas"));
        let size = Size { width: 100, height: 30 };
        for overview in [Overview::Reviews, Overview::Statistics, Overview::Consistency, Overview::SessionEnd] {
            let mut state = State::new(&graph, Place::Overview(overview), size);
            let act = |state: &mut State, action| {
                update(state, Message::Act(action, None), Context { graph: &graph, keys: default_keymap() })
            };
            let subjects = [Place::List(Kind::Strategy), Place::List(Kind::Person), Overview::Commitments.into()];
            for place in subjects {
                while state.browse.target() != Some(Target::Place(place)) {
                    let before = state.browse.pane(Focus::Main);
                    drop(act(&mut state, Action::LinkNext));
                    assert_ne!(state.browse.pane(Focus::Main), before, "{overview:?} has no link to {place:?}");
                }
                assert_eq!(state.title_of(Action::Follow, &graph), "Start review");
                let request = ReviewRequest::new(ReviewScope::Places(vec![place]));
                assert!(act(&mut state, Action::Follow).contains(&Effect::BuildQueue(request)), "{overview:?}");
            }
        }
    }
}
