//! One verdict on all selected rows, recorded as one action that can be undone.

use std::collections::BTreeSet;

use crate::action::Action;
use crate::app::browse::Browse;
use crate::app::model::Model;
use crate::app::state::{Context, State};
use crate::graph::Graph;
use crate::review::{Digest, JournalEvent, Subject};

use super::judge;
use super::record::record;

/// Verdict on one of the selected rows that would be recorded.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct BulkEntry {
    subject: Subject,
    event: JournalEvent,
    /// The subject with its verdict before and after: `Pause: backed, 80% → doubted, 80%`.
    pub(in crate::app) change: String,
}

/// Returns the subjects among the selected rows: strategies, commitments and claims. Other records have several
/// subjects or none.
pub(in crate::app) fn subjects(browse: &Browse, graph: &Graph) -> Vec<Subject> {
    let selected = browse.selection.places().iter();
    selected.filter_map(|place| Subject::find(&graph.atlas, &place.path(&graph.atlas))).collect()
}

/// Returns what a judging action would record on the selected rows; those that stay the same are left out.
pub(in crate::app) fn entries(action: Action, model: &Model, browse: &Browse, graph: &Graph) -> Vec<BulkEntry> {
    let (atlas, mine) = (&graph.atlas, model.reviews.mine());
    let entry = |subject: Subject| {
        let (path, text) = (subject.path(atlas), subject.digest(atlas));
        let asked = judge::asked(action, subject);
        let mut after = mine.verdict(&path).cloned().unwrap_or_default();
        asked.apply(&mut after);
        let set = mine.change_to(&path, text, &after, asked, model.today());
        let before = model.reviews.visible_verdict(&path);
        let before = if before.is_empty() { "no verdict".to_owned() } else { before.describe() };
        set.apply(&mut after);
        let change = format!("{}: {before} → {}", subject.name(atlas), after.describe());
        let is_changed = !set.is_empty();
        let event = JournalEvent::Verdict { subject: path, text: Some(text), set: set.into() };
        is_changed.then_some(BulkEntry { subject, event, change })
    };
    subjects(browse, graph).into_iter().filter_map(entry).collect()
}

/// Records the verdict of a judging action on the selected rows, each with its text unless the journal has it.
pub(in crate::app) fn judge_selected(state: &mut State, action: Action, context: Context<'_>) {
    let atlas = &context.graph.atlas;
    let entries = entries(action, &state.model, &state.browse, context.graph);
    let count = entries.len();
    let mut texts: BTreeSet<Digest> = BTreeSet::new();
    let mut events = Vec::new();
    for BulkEntry { subject, event, .. } in entries {
        let body = subject.text(atlas);
        let digest = Digest::of(&body);
        if !state.model.reviews.has_text(digest) && texts.insert(digest) {
            events.push(JournalEvent::Text { digest, body: body.into() });
        }
        events.push(event);
    }
    if events.is_empty() {
        return state.notify("Recorded already on all selected rows.");
    }
    record(state, events);
    let verdicts = if count == 1 { "1 verdict".to_owned() } else { format!("{count} verdicts") };
    state.notify(format!("Recorded {verdicts}; `stratlas review undo` undoes all of them."));
}
