//! List of verdicts to record on all selected rows, with what each would change.

use crate::action::Action;
use crate::app::command::StateCommand;
use crate::app::review::asked::title;
use crate::app::review::bulk;

use super::behavior::{LayerContext, LayerReply};
use super::list::PickerRow;
use super::picker::PickerItem;

/// The judging actions.
const ACTIONS: [Action; 4] = [Action::JudgeBack, Action::JudgeDoubt, Action::JudgeReject, Action::JudgeUndecided];

/// Verdict to record on all selected rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkVerdictItem {
    action: Action,
    /// The changes, one per row that changes.
    pub changes: Vec<String>,
}

impl PickerItem for BulkVerdictItem {
    const HEADING: &'static str = "One verdict on all selected rows";
    const MAX_DETAIL_HEIGHT: u16 = 14;

    fn all(context: &LayerContext<'_>) -> Option<Vec<(PickerRow, Self)>> {
        let subjects = bulk::subjects(context.browse, context.graph);
        let others = context.browse.selection.places().len() - subjects.len();
        let others = match others {
            0 => String::new(),
            1 => "; 1 row has to be judged card by card".to_owned(),
            _ => format!("; {others} rows have to be judged card by card"),
        };
        let item = |action: Action| {
            let mut titles: Vec<&str> = subjects.iter().map(|subject| title(action, subject.kind())).collect();
            titles.sort_unstable();
            titles.dedup();
            let entries = bulk::entries(action, context.model, context.browse, context.graph);
            let changes: Vec<String> = entries.into_iter().map(|entry| entry.change).collect();
            let detail = match changes.len() {
                0 => format!("recorded already{others}"),
                count => format!("records {count} of {}{others}", subjects.len()),
            };
            let is_disabled = changes.is_empty();
            let row = PickerRow { title: titles.join(" or "), detail, is_disabled, ..PickerRow::default() };
            (row, Self { action, changes })
        };
        (!subjects.is_empty()).then(|| ACTIONS.map(item).into())
    }

    fn pick(self, _: &LayerContext<'_>) -> LayerReply {
        LayerReply::CloseThen(StateCommand::JudgeSelected(self.action))
    }
}
