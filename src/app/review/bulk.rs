//! One verdict on all selected rows, recorded as one action that can be undone.

use crate::action::Action;
use crate::app::browse::Browse;
use crate::app::model::Model;
use crate::graph::Graph;
use crate::review::{JournalEvent, Subject};

use super::asked::asked;

/// Verdict on one of the selected rows that would be recorded.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct BulkEntry {
    /// The subject.
    pub(super) subject: Subject,
    /// The verdict.
    pub(super) event: JournalEvent,
    /// The subject with its verdict before and after: `Pause: back 80% → doubt 80%`.
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
        let wanted = asked(action, subject);
        let mut after = mine.verdict(&path).cloned().unwrap_or_default();
        wanted.apply(&mut after);
        let set = mine.change_to(&path, text, &after, wanted, model.today());
        // A blind session hides the earlier verdict here too.
        let mut shown = model.reviews.visible_verdict(&path);
        let before = if shown.is_empty() { "no verdict".to_owned() } else { shown.describe() };
        set.apply(&mut shown);
        let change = format!("{}: {before} → {}", subject.name(atlas), shown.describe());
        let is_changed = !set.is_empty();
        let event = JournalEvent::Verdict { subject: path, text: Some(text), set: set.into() };
        is_changed.then_some(BulkEntry { subject, event, change })
    };
    subjects(browse, graph).into_iter().filter_map(entry).collect()
}
