//! Document model: pages as blocks, without colours and widths. Every renderer draws the same document.

mod bars;
mod block;
mod builder;
mod grid;
mod inline;
mod intervals;
pub mod layout;
mod neighbourhood;
mod panels;
mod path_picture;
mod sort;
mod strip;

pub use bars::{Bar, BarPart, Bars, Track};
pub use block::{
    Badge, BadgeKind, Block, CodeBlock, Fact, Heading, Item, NoteLength, Page, Pair, PairGrid, Part, RowWidths, fact,
};
pub use builder::{MAX_ITEMS, PageBuilder};
pub use grid::{Align, Grid, GridCell, GridColumn, GridRow, TOTAL};
pub use inline::{
    Inline, IntoInline, Span, Target, Tone, Weight, join, join_commas, join_dots, plain, quiet, sentence,
    truncated_list, web,
};
pub(crate) use intervals::{ChartColumns, round_ticks};
pub use intervals::{Interval, Intervals, Tick};
pub use neighbourhood::{Member, NeighbourGroup, Neighbourhood};
pub use panels::{PagePanel, PanelFit, Panels};
pub use path_picture::{PathBranch, PathPicture, PathStep};
pub use sort::{ColumnOrder, Sorting, TableOrder, sort_tables};
pub use strip::{StripPlot, StripPoint};
