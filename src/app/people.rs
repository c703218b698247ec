//! How people on a page are ordered and which of them are shown, as actions change it.

use crate::action::Action;
use crate::graph::Graph;
use crate::model::{Id, Stance, Table};
use crate::page::{Lens, PeopleOrder, lists_anyone};

use super::pane::PaneState;
use super::state::{Context, State};

/// Changes how people are ordered, or which of them are shown.
pub(super) fn change_lens(state: &mut State, action: Action, context: Context<'_>) {
    let atlas = &context.graph.atlas;
    let place = state.place();
    // What nobody on the page would be left for is passed over.
    let finds = |lens: &Lens| lists_anyone(context.graph, place, lens);
    let mut lens = state.trail.here().lens;
    match action {
        Action::PeopleOrder => {
            let at = PeopleOrder::ALL.iter().position(|&order| order == lens.order).unwrap_or(0);
            lens.order = PeopleOrder::ALL[(at + 1) % PeopleOrder::ALL.len()];
        }
        Action::PeopleExpertise => {
            lens.expertise =
                next_tier(&atlas.expertise, lens.expertise, |expertise| finds(&Lens { expertise, ..lens }));
        }
        Action::PeopleRecognition => {
            let finds = |recognition| finds(&Lens { recognition, ..lens });
            lens.recognition = next_tier(&atlas.recognition, lens.recognition, finds);
        }
        Action::PeopleStance => {
            let next =
                lens.stance.and_then(|now| Stance::ALL.iter().position(|&stance| stance == now)).map_or(0, |at| at + 1);
            let mut others = Stance::ALL.iter().copied().skip(next);
            lens.stance = others.find(|&stance| finds(&Lens { stance: Some(stance), ..lens }));
        }
        _ => lens = Lens::default(),
    }
    set_lens(state, lens, context);
}

/// The next tier that `finds` finds someone on; after the last comes none.
fn next_tier<I: Id, T>(tiers: &Table<I, T>, now: Option<I>, finds: impl Fn(Option<I>) -> bool) -> Option<I> {
    let next = now.map_or(0, |tier| tier.index() + 1);
    (next..tiers.len()).map(I::from_index).find(|&tier| finds(Some(tier)))
}

/// Shows people through `lens`.
pub(super) fn set_lens(state: &mut State, lens: Lens, context: Context<'_>) {
    let here = state.trail.here_mut();
    here.lens = lens;
    here.panes[2] = PaneState::default();
    state.arrive(context.graph);
    state.notice = Some(format!("People {}{}", lens.order.label(), describe(&lens, context.graph)));
}

/// What a lens leaves out, in words: `, only Frontier builder`. Empty if nothing.
fn describe(lens: &Lens, graph: &Graph) -> String {
    let expertise = lens.expertise.map(|tier| graph.atlas.expertise[tier].label.as_str());
    let recognition = lens.recognition.map(|tier| graph.atlas.recognition[tier].label.as_str());
    let stance = lens.stance.map(Stance::label);
    [expertise, recognition, stance].into_iter().flatten().flat_map(|only| [", only ", only]).collect()
}
