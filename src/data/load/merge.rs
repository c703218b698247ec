//! What a merge leaves behind where two sides changed the same lines: marks that have to go before anything else in the
//! file can be told.

use crate::diagnostic::{Code, Fault, Source, Span};

/// What marks where one side starts, where the other does, and where it ends.
const MARKS: [&str; 3] = ["<<<<<<< ", "=======", ">>>>>>> "];

/// The conflicts in text number `file` that have not been settled.
pub(super) fn conflicts(file: u32, source: &Source) -> Vec<Fault> {
    // Most texts have none, and looking for this costs next to nothing.
    if !source.text.contains(MARKS[0]) {
        return Vec::new();
    }
    let mut faults = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut halves = false;
    let mut at = 0;
    for line in source.text.split_inclusive('\n') {
        let text = line.trim_end();
        match open {
            _ if text.starts_with(MARKS[0]) => (open, halves) = (Some((at, text)), false),
            Some(_) if text == MARKS[1] => halves = true,
            Some((start, first)) if halves && text.starts_with(MARKS[2]) => {
                faults.push(fault(file, source, start, first, at));
                open = None;
            }
            _ => {}
        }
        at += line.len();
    }
    faults
}

fn fault(file: u32, source: &Source, start: usize, first: &str, end: usize) -> Fault {
    let last = source.line(u32::try_from(end).unwrap_or(u32::MAX));
    let message = format!("two sides of a merge meet here, down to line {last}, and nobody has chosen between them");
    let help = "keep what is right of both and remove the three lines of marks; the rest of the file is checked then";
    Fault::new(Code::MergeConflict, Span::new(file, &(start..start + first.len())), message).help(help)
}
