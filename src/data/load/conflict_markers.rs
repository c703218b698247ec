//! Conflict markers, which version control leaves in a file if both sides of a merge changed the same lines. Nothing
//! else in such a file can be checked until the conflict is resolved.

use crate::diagnostic::{Code, PendingDiagnostic, SourceFile, Span};

/// Starts of the three marker lines of a conflict: before one side, between the sides, and after the other side.
const MARKERS: [&str; 3] = ["<<<<<<< ", "=======", ">>>>>>> "];

/// Returns an error for each unresolved merge conflict in `source`, the file that starts at the offset `base`.
pub(super) fn unresolved_conflicts(base: u32, source: &SourceFile) -> Vec<PendingDiagnostic> {
    // Most files have no markers, and the search for the first marker is much faster than a look at every line.
    if !source.text.contains(MARKERS[0]) {
        return Vec::new();
    }
    let mut diagnostics = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut is_second_half = false;
    let mut at = 0;
    for line in source.text.split_inclusive('\n') {
        let text = line.trim_end();
        match open {
            _ if text.starts_with(MARKERS[0]) => (open, is_second_half) = (Some((at, text)), false),
            Some(_) if text == MARKERS[1] => is_second_half = true,
            Some((start, first)) if is_second_half && text.starts_with(MARKERS[2]) => {
                let last = source.line(u32::try_from(at).unwrap_or(u32::MAX));
                diagnostics.push(conflict(Span::new(base, &(start..start + first.len())), last));
                open = None;
            }
            _ => {}
        }
        at += line.len();
    }
    diagnostics
}

fn conflict(span: Span, last: u32) -> PendingDiagnostic {
    let message = format!("unresolved merge conflict, down to line {last}");
    let help = "keep what is right of both and remove the three lines of marks; the rest of the file is checked then";
    PendingDiagnostic::new(Code::MergeConflict, span, message).help(help)
}
