//! What a merge leaves behind where two sides changed the same lines: marks that have to go before anything else in the
//! file can be told.

use crate::diagnostic::{Code, PendingDiagnostic, SourceFile, Span};

/// What marks where one side starts, where the other does, and where it ends.
const MARKS: [&str; 3] = ["<<<<<<< ", "=======", ">>>>>>> "];

/// The conflicts in text number `file` that have not been settled.
pub(super) fn conflicts(file: u32, source: &SourceFile) -> Vec<PendingDiagnostic> {
    // Most texts have none, and looking for this costs next to nothing.
    if !source.text.contains(MARKS[0]) {
        return Vec::new();
    }
    let mut diagnostics = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut halves = false;
    let mut at = 0;
    for line in source.text.split_inclusive('\n') {
        let text = line.trim_end();
        match open {
            _ if text.starts_with(MARKS[0]) => (open, halves) = (Some((at, text)), false),
            Some(_) if text == MARKS[1] => halves = true,
            Some((start, first)) if halves && text.starts_with(MARKS[2]) => {
                diagnostics.push(fault(file, source, start, first, at));
                open = None;
            }
            _ => {}
        }
        at += line.len();
    }
    diagnostics
}

fn fault(file: u32, source: &SourceFile, start: usize, first: &str, end: usize) -> PendingDiagnostic {
    let last = source.line(u32::try_from(end).unwrap_or(u32::MAX));
    let message = format!("two sides of a merge meet here, down to line {last}, and nobody has chosen between them");
    let help = "keep what is right of both and remove the three lines of marks; the rest of the file is checked then";
    PendingDiagnostic::new(Code::MergeConflict, Span::new(file, &(start..start + first.len())), message).help(help)
}
