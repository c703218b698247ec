//! Neighbourhoods: a record with lines to its neighbours.

use super::inline::{Inline, Span, Tone};

/// A record and its neighbours.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbourhood {
    /// The record in the middle.
    pub centre: Span,
    /// Neighbours of the centre, grouped by their relation to it.
    pub groups: Vec<NeighbourGroup>,
    /// Whether the neighbours of the neighbours are shown as well.
    pub is_deep: bool,
}

/// Neighbours that relate to the centre in the same way.
#[derive(Clone, Debug, PartialEq)]
pub struct NeighbourGroup {
    /// Relation of the neighbours to the centre, in words.
    pub title: Inline,
    /// Meaning of the relation, which gives the edges their colour; `None` if it has none.
    pub tone: Option<Tone>,
    /// Number of neighbours in the group, including those that are not shown.
    pub count: usize,
    /// Neighbours that are shown.
    pub members: Vec<Member>,
}

/// Neighbour of the record in the centre.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Name of the neighbour; may be a link.
    pub name: Span,
    /// Neighbours of the neighbour; empty if they are not shown.
    pub further: Inline,
}

impl Neighbourhood {
    /// Returns all spans of the neighbourhood, in reading order.
    pub(super) fn spans(&self) -> impl Iterator<Item = &Span> {
        std::iter::once(&self.centre).chain(self.groups.iter().flat_map(NeighbourGroup::spans))
    }
}

impl NeighbourGroup {
    fn spans(&self) -> impl Iterator<Item = &Span> {
        self.title.iter().chain(self.members.iter().flat_map(|one| std::iter::once(&one.name).chain(&one.further)))
    }
}
