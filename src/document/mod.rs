//! The document model: what a page is made of, without colours and widths. Every renderer draws the same document.

mod block;
mod builder;
mod grid;
mod inline;
mod intervals;
pub mod layout;
mod neighbourhood;

pub use block::{
    Badge, BadgeKind, Bar, Bars, Block, Fact, Heading, Inline, Item, Page, Pair, PairGrid, Part, Span, Target, Weight,
};
pub use builder::{MAX_ITEMS, PageBuilder};
pub use grid::{Align, Grid, GridCell, GridColumn, GridRow};
pub use inline::{fact, join_commas, join_dots, plain, quiet, sentence, web};
pub(crate) use intervals::{Columns, line_up, round_marks};
pub use intervals::{Interval, Intervals, Tick};
pub use neighbourhood::{Member, NeighbourGroup, Neighbourhood};
