//! The document model: what a page is made of, without colours and widths. Every renderer draws the same document.

mod block;
mod grid;
mod intervals;
pub mod layout;
mod neighbourhood;

pub use block::{
    Badge, BadgeKind, Bar, Bars, Block, Fact, Heading, Inline, Item, Page, Pair, PairGrid, Part, Span, Target, Weight,
};
pub use grid::{Align, Grid, GridCell, GridColumn, GridRow};
pub(crate) use intervals::{Columns, line_up, round_marks};
pub use intervals::{Interval, Intervals, Tick};
pub use neighbourhood::{Member, NeighbourGroup, Neighbourhood};
