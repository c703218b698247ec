//! Neighbourhoods: one thing with everything around it, drawn as a picture of lines.

use super::block::{Inline, Span};

/// One thing with everything around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbourhood {
    /// The thing in the middle.
    pub centre: Span,
    /// What is around it, by what connects the two.
    pub groups: Vec<NeighbourGroup>,
    /// Whether what is around the neighbours is shown too.
    pub is_deep: bool,
}

/// Neighbours that are connected in the same way.
#[derive(Clone, Debug, PartialEq)]
pub struct NeighbourGroup {
    /// What connects them.
    pub title: Inline,
    /// How many there are.
    pub count: usize,
    /// Those that are shown.
    pub members: Vec<Member>,
}

/// A neighbour.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its name.
    pub name: Span,
    /// What is around it in turn; empty if that is not shown.
    pub further: Inline,
}

impl Neighbourhood {
    /// All text that can hold a link, in reading order.
    pub(super) fn spans(&self) -> impl Iterator<Item = &Span> {
        std::iter::once(&self.centre).chain(self.groups.iter().flat_map(NeighbourGroup::spans))
    }
}

impl NeighbourGroup {
    fn spans(&self) -> impl Iterator<Item = &Span> {
        self.title.iter().chain(self.members.iter().flat_map(|one| std::iter::once(&one.name).chain(&one.further)))
    }
}
