//! Path pictures: the paths between two records as one picture that branches where the paths part. Steps that paths
//! share at their start, and the end of all paths, are drawn once.

use super::inline::{Inline, Span};

/// The paths between two records.
#[derive(Clone, Debug, PartialEq)]
pub struct PathPicture {
    /// Record at which all paths start.
    pub start: Span,
    /// Record at which all paths end.
    pub end: Span,
    /// First steps of the paths, each with the steps that follow it.
    pub branches: Vec<PathBranch>,
}

/// Step that one or more paths share, with the steps that follow it.
#[derive(Clone, Debug, PartialEq)]
pub struct PathBranch {
    /// Sign and words of the relation that the step follows.
    pub edge: Inline,
    /// Record that the step leads to; `None` if it is the end of the paths.
    pub stop: Option<Span>,
    /// Steps that follow this one; empty if it leads to the end of the paths.
    pub branches: Vec<PathBranch>,
}

/// Step of one path: sign and words of the relation that it follows, and the record that it leads to.
pub type PathStep = (Inline, Span);

impl PathPicture {
    /// Creates the picture of `paths` from `start` to `end`, each path with its steps in order. Steps that paths have
    /// in common at their start become one step.
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

    /// Returns all spans of the picture, in reading order.
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
