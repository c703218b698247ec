//! Palette: a list of every action and place, found by a few letters, with the bound keys.

use crate::action::{Action, ActionContext, Group, KeyScope};
use crate::app::command::StateCommand;
use crate::app::effect::SearchQuestion;
use crate::app::history::LineKind;
use crate::app::{situation, useful};
use crate::model::SharedSort;
use crate::place::Place;
use crate::search::Hit;

use super::behavior::{LayerContext, LayerReply};
use super::list::PickerRow;
use super::picker::PickerItem;

/// Maximum number of places found by a query.
const MAX_PLACES: usize = 50;
/// Maximum number of actions listed first because they are useful on the page.
const MAX_USEFUL: usize = 5;
/// Maximum number of recently visited places.
const MAX_RECENT: usize = 5;

/// Entry of the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaletteItem {
    /// An action to carry out.
    Act(Action),
    /// A place to go to.
    Go(Place),
}

impl PickerItem for PaletteItem {
    const HEADING: &'static str = "Actions and places";
    const LINE: LineKind = LineKind::Palette;
    // Its descriptions are whole sentences.
    const MIN_DETAIL_WIDTH: usize = 60;

    /// Returns the most useful actions of the page and recent places, then every action of the panes and of review
    /// cards: first those that apply, then the others with the reason why they do not apply.
    fn all(context: &LayerContext<'_>) -> Option<Vec<(PickerRow, Self)>> {
        let in_panes = situation::in_panes(context.model, context.browse);
        let useful = useful::of_page(context.browse).iter().filter(|action| action.applies(&in_panes));
        let useful = useful.take(MAX_USEFUL).map(|&action| {
            let (row, item) = action_row(action, &in_panes, context);
            (PickerRow { group: "This page", is_featured: true, ..row }, item)
        });
        let recent = recent(context).into_iter().map(|place| {
            let row = PickerRow { group: "Recent places", is_featured: true, ..place_row(place, context) };
            (row, Self::Go(place))
        });
        let is_listed = |action: &Action| {
            matches!(action.info().scope, KeyScope::Browse | KeyScope::Review) && *action != Action::Palette
        };
        let mut listed: Vec<Action> = Action::all().iter().copied().filter(is_listed).collect();
        // Motions are listed last, because users of the palette already know how to move.
        listed.shared_sort_by_key(|action| action.info().group == Group::Move);
        let (applicable, others): (Vec<_>, Vec<_>) = listed
            .into_iter()
            .map(|action| action_row(action, &in_panes, context))
            .partition(|(row, _)| !row.is_disabled);
        Some(useful.chain(recent).chain(applicable).chain(others).collect())
    }

    fn pick(self, _: &LayerContext<'_>) -> LayerReply {
        LayerReply::CloseThen(match self {
            Self::Act(action) => StateCommand::Act(action),
            Self::Go(place) => StateCommand::Go(place),
        })
    }

    fn question(query: &str) -> Option<SearchQuestion> {
        Some(SearchQuestion::Search { query: query.to_owned(), limit: MAX_PLACES })
    }

    /// Returns the row of a search result found by its name; `None` for one found by its text, which only the search
    /// lists.
    fn of_hit(hit: Hit, context: &LayerContext<'_>) -> Option<(PickerRow, Self)> {
        let row = PickerRow { matched: hit.matched, ..place_row(hit.place, context) };
        hit.snippet.is_none().then_some((row, Self::Go(hit.place)))
    }
}

/// Returns the row of an action, with its description or the reason why it does not apply.
fn action_row(action: Action, in_panes: &ActionContext, context: &LayerContext<'_>) -> (PickerRow, PaletteItem) {
    let refusal = action.refusal(in_panes);
    let row = PickerRow {
        title: action.info().title.to_owned(),
        keywords: action.keywords(),
        detail: refusal.unwrap_or(action.info().help).to_owned(),
        keys: context.keys.keys_in(action, in_panes.scope).into_iter().next().unwrap_or_default(),
        is_disabled: refusal.is_some(),
        group: if refusal.is_some() { "Not here" } else { "Actions" },
        ..PickerRow::default()
    };
    (row, PaletteItem::Act(action))
}

fn place_row(place: Place, context: &LayerContext<'_>) -> PickerRow {
    let atlas = &context.graph.atlas;
    let kind = place.noun();
    let detail = match place.entity().map(|entity| entity.gloss(atlas)) {
        Some(gloss) if !gloss.is_empty() => format!("{kind} · {gloss}"),
        _ => kind.to_owned(),
    };
    PickerRow { title: place.name(atlas).into_owned(), detail, ..PickerRow::default() }
}

/// Returns the places visited most recently, without the current place and repetitions.
fn recent(context: &LayerContext<'_>) -> Vec<Place> {
    let mut entries = context.browse.trail.lines();
    entries.shared_sort_by_key(|entry| std::cmp::Reverse(entry.step));
    let mut places: Vec<Place> = Vec::new();
    for place in entries.into_iter().map(|entry| entry.place) {
        if places.len() < MAX_RECENT && place != context.browse.place() && !places.contains(&place) {
            places.push(place);
        }
    }
    places
}
