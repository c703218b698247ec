//! Path pictures: the paths between two records as one chain that branches where they part. Shared starts, and the end,
//! are drawn once.

use super::inline::{Inline, Span};

/// The paths between two records.
#[derive(Clone, Debug, PartialEq)]
pub struct PathPicture {
    /// The record that all paths start at.
    pub start: Span,
    /// The record that all paths end at.
    pub end: Span,
    /// The first steps of the paths.
    pub branches: Vec<PathBranch>,
}

/// Step of one or more paths, with the steps that follow.
#[derive(Clone, Debug, PartialEq)]
pub struct PathBranch {
    /// The sign and the words of the step.
    pub edge: Inline,
    /// The record that it leads to; none for the end of the paths.
    pub stop: Option<Span>,
    /// The steps that follow; none after the end.
    pub branches: Vec<PathBranch>,
}

/// A step of a path: its edge, and the record that it leads to.
pub type PathStep = (Inline, Span);

impl PathPicture {
    /// Merges paths from `start` to `end`, each with its steps in order. The steps that paths have in common at their
    /// start become one.
    pub fn new(start: Span, end: Span, paths: impl IntoIterator<Item = Vec<PathStep>>) -> Self {
        let mut picture = Self { start, end, branches: Vec::new() };
        for path in paths {
            let count = path.len();
            let mut branches = &mut picture.branches;
            for (at, (edge, stop)) in path.into_iter().enumerate() {
                let stop = (at + 1 < count).then_some(stop);
                let index = branches.iter().position(|branch| branch.edge == edge && branch.stop == stop);
                let index = index.unwrap_or_else(|| {
                    branches.push(PathBranch { edge, stop, branches: Vec::new() });
                    branches.len() - 1
                });
                branches = &mut branches[index].branches;
            }
        }
        picture
    }

    /// Returns all text that can be a link, in reading order.
    pub(super) fn spans(&self) -> impl Iterator<Item = &Span> {
        let mut spans = vec![&self.start];
        self.branches.iter().for_each(|branch| branch.add_spans(&mut spans));
        spans.push(&self.end);
        spans.into_iter()
    }
}

impl PathBranch {
    fn add_spans<'a>(&'a self, spans: &mut Vec<&'a Span>) {
        spans.extend(self.edge.iter().chain(&self.stop));
        self.branches.iter().for_each(|branch| branch.add_spans(spans));
    }
}
