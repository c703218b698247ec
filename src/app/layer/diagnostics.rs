//! List of the errors and warnings in the files of the atlas, from which the user opens each in the editor.

use crate::app::command::StateCommand;
use crate::app::effect::{Effect, Passage};
use crate::diagnostic::Diagnostic;

use super::behavior::{LayerContext, LayerReply};
use super::list::PickerRow;
use super::picker::PickerItem;

/// Error or warning in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiagnosticItem(Diagnostic);

impl DiagnosticItem {
    /// Returns the diagnostic.
    pub fn diagnostic(&self) -> &Diagnostic {
        &self.0
    }
}

impl PickerItem for DiagnosticItem {
    const HEADING: &'static str = "Diagnostics of the files of the atlas";
    const MAX_DETAIL_HEIGHT: u16 = 9;

    /// Returns the errors and warnings, sorted by file and line.
    fn all(context: &LayerContext<'_>) -> Option<Vec<(PickerRow, Self)>> {
        let item = |diagnostic: &Diagnostic| {
            let Diagnostic { file, line, column, message, .. } = diagnostic;
            let title = format!("{file}:{line}:{column}  {message}");
            (PickerRow { title, ..PickerRow::default() }, Self(diagnostic.clone()))
        };
        Some(context.model.diagnostics.iter().map(item).collect())
    }

    /// Opens the file at the error or warning in the editor. The list stays open for the next one.
    fn pick(self, _: &LayerContext<'_>) -> LayerReply {
        let passage = Passage::Line { file: self.0.file, line: self.0.line };
        LayerReply::Then(StateCommand::Emit(Effect::Edit(passage)))
    }
}
