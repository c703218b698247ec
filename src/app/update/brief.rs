//! Briefs (summaries of records for readers): shown as a page, or copied as Markdown.

use crate::action::Action;
use crate::app::browse::trail::Visit;
use crate::app::effect::{Copied, Effect};
use crate::app::state::{Context, State};
use crate::model::Entity;
use crate::page::{brief_subjects, is_briefed};
use crate::place::Place;

/// Shows the brief of the record under the cursor or of the page, or copies a brief.
pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) {
    let subjects = match action {
        Action::CopyTrailBrief => of_trail(state),
        _ if !state.browse.selection.is_empty() => state.browse.selection.entities().collect(),
        Action::CopyBrief if state.browse.pinned.len() > 1 => state.browse.pinned.clone(),
        _ => of_page(state),
    };
    let subjects: Vec<Entity> = subjects.into_iter().filter(|subject| is_briefed(*subject)).collect();
    match (action, subjects.as_slice()) {
        (_, []) => state.notify("Briefs are of strategies, tags, people and portfolios; none is here."),
        (Action::Brief, [subject]) => state.go(context.graph, Visit::new(Place::Brief(*subject))),
        _ => state.emit(Effect::Copy(Copied::Brief(subjects))),
    }
}

/// Returns the record under the cursor, or else the records of the page; on a comparison, all compared records.
fn of_page(state: &State) -> Vec<Entity> {
    let here = brief_subjects(state.browse.place());
    let subject = state.browse.target_place().and_then(Place::entity);
    match subject.filter(|subject| is_briefed(*subject)) {
        Some(subject) if here.len() < 2 => vec![subject],
        _ => here,
    }
}

/// Returns the records of the places from the start of the trail to the current place, each record once.
fn of_trail(state: &State) -> Vec<Entity> {
    let mut subjects = Vec::new();
    for subject in state.browse.trail.backwards().flat_map(brief_subjects) {
        if !subjects.contains(&subject) {
            subjects.push(subject);
        }
    }
    subjects.reverse();
    subjects
}
