//! Recording of a consensus by single keys, in sessions in which reviewers judge the cards together.

use crate::app::state::{Context, State};
use crate::review::{Change, Consensus, Edit, JournalEvent};

use super::judge::{Judgement, record_on_card};
use super::state::{card_path, current_consensus, current_verdict};

/// Returns whether the open session records a consensus.
pub(super) fn is_on(state: &State) -> bool {
    state.model.session().is_some_and(|session| session.is_consensus)
}

/// Returns the change that leaves the question of the card open instead of recording a common stance.
pub(super) fn leave_open(state: &State) -> Judgement {
    let is_recorded = card_path(&state.model).is_some_and(|path| {
        let is_of_session = state.model.session().is_some_and(|session| session.is_judged(path));
        is_of_session || state.review.unsaved_consensus(path).is_some()
    });
    let is_open = |consensus: &Consensus| consensus.judgment().is_none();
    if is_recorded && current_consensus(&state.model, &state.review).as_ref().is_some_and(is_open) {
        return Err("Recorded already: left open.".to_owned());
    }
    let change = Change { stance: Edit::Clear, record: Edit::Clear, claim: Edit::Clear, ..Change::default() };
    Ok(Change { confidence: Edit::Clear, ..change })
}

/// Applies `change` to the consensus on the current card, between all reviewers who have a stance on its subject, and
/// records the result. If fewer than two reviewers have a stance, shows a notice instead.
pub(super) fn set(state: &mut State, change: &Change, context: Context<'_>) {
    let Some(path) = card_path(&state.model) else { return };
    let between = state.model.reviews.judges_of(path);
    if between.len() < 2 {
        return state.notify("A consensus is between two reviewers or more, and fewer have a stance here.");
    }
    let mut verdict = current_verdict(&state.model, &state.review);
    change.apply(&mut verdict);
    if verdict.judgment().is_none() && change.confidence.is_set() {
        return state.notify("A confidence needs a stance; record that first.");
    }
    let note = verdict.note.take();
    let consensus = state.model.reviews.settle(path, between, Change::of_consensus(&verdict), note);
    record_on_card(state, context, |_, text| JournalEvent::Consensus(Consensus { text, ..consensus }.into()));
    state.review.saved = false;
}
