//! Neighbourhoods: a record and its neighbours, drawn as a line graph.

use super::inline::{Inline, Span, Tone};

/// A record and its neighbours.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbourhood {
    /// The record in the middle.
    pub centre: Span,
    /// Neighbours, grouped by relation.
    pub groups: Vec<NeighbourGroup>,
    /// Whether the neighbours of the neighbours are shown too.
    pub is_deep: bool,
}

/// Neighbours that relate to the centre in the same way.
#[derive(Clone, Debug, PartialEq)]
pub struct NeighbourGroup {
    /// The relation.
    pub title: Inline,
    /// The meaning of the relation, which the edges show.
    pub tone: Option<Tone>,
    /// The number of neighbours.
    pub count: usize,
    /// Displayed neighbours.
    pub members: Vec<Member>,
}

/// A neighbour.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The name.
    pub name: Span,
    /// Neighbours of the neighbour; empty if they are not shown.
    pub further: Inline,
}

impl Neighbourhood {
    /// Returns all spans, in reading order.
    pub(super) fn spans(&self) -> impl Iterator<Item = &Span> {
        std::iter::once(&self.centre).chain(self.groups.iter().flat_map(NeighbourGroup::spans))
    }
}

impl NeighbourGroup {
    fn spans(&self) -> impl Iterator<Item = &Span> {
        self.title.iter().chain(self.members.iter().flat_map(|one| std::iter::once(&one.name).chain(&one.further)))
    }
}
