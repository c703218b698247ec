//! The palette: every action and every place, found by a few letters, each with the keys that lead to it.

use crate::action::{Action, KeyScope};
use crate::app::command::StateCommand;
use crate::app::effect::SearchQuestion;
use crate::app::history::LineKind;
use crate::app::situation;
use crate::model::Kind;
use crate::place::Place;
use crate::search::Hit;

use super::behavior::{LayerContext, LayerReply};
use super::list::PickerRow;
use super::picker::PickerItem;

/// How many places are looked up.
const MAX_PLACES: usize = 50;

/// An entry of the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaletteItem {
    /// Carries an action out.
    Act(Action),
    /// Goes to a place.
    Go(Place),
}

impl PickerItem for PaletteItem {
    const HEADING: &'static str = "actions and places";
    const LINE: LineKind = LineKind::Palette;

    /// Every action of the panes and of cards: first those that apply, then the others with the reason.
    fn all(context: &LayerContext<'_>) -> Option<Vec<(PickerRow, Self)>> {
        let in_panes = situation::in_panes(context.model, context.browse);
        let is_listed = |action: &Action| {
            matches!(action.info().scope, KeyScope::Browse | KeyScope::Review) && *action != Action::Palette
        };
        let row = |action: Action| {
            let refusal = action.refusal(&in_panes);
            let row = PickerRow {
                title: action.info().id.replace('-', " "),
                detail: refusal.unwrap_or(action.info().help).to_owned(),
                keys: context.keys.keys_in(action, in_panes.scope).into_iter().next().unwrap_or_default(),
                is_disabled: refusal.is_some(),
                ..PickerRow::default()
            };
            (row, Self::Act(action))
        };
        let (applicable, others): (Vec<_>, Vec<_>) =
            Action::all().iter().copied().filter(is_listed).map(row).partition(|(row, _)| !row.is_disabled);
        Some(applicable.into_iter().chain(others).collect())
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

    /// The place whose name was found; one that was found by its text is left to the search.
    fn of_hit(hit: Hit, context: &LayerContext<'_>) -> Option<(PickerRow, Self)> {
        let row = PickerRow {
            title: hit.place.name(&context.graph.atlas).into_owned(),
            detail: hit.place.kind().map_or("", Kind::singular).to_owned(),
            matched: hit.matched,
            ..PickerRow::default()
        };
        hit.snippet.is_none().then_some((row, Self::Go(hit.place)))
    }
}
