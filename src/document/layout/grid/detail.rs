//! Levels of detail at which grids are drawn. A grid gets the most detailed level at which it fits the screen.

/// Gap between columns unless the grid has to be narrowed, in terminal columns.
pub(super) const GAP: usize = 2;

/// How much of a grid is shown, and in which widths.
#[derive(Clone, Copy)]
pub(super) struct Detail {
    /// Gap between columns of the grid, in terminal columns.
    pub(super) gap: usize,
    /// Width of the shade of a cell, in terminal columns; 0 if shades are not drawn beside the text.
    pub(super) shade: usize,
    /// Width that headings of columns take.
    pub(super) heading: HeadingWidth,
    /// Whether the blanks between the signs in a strip of signs are removed.
    pub(super) tight: bool,
}

/// Width that headings of columns take.
#[derive(Clone, Copy)]
pub(super) enum HeadingWidth {
    /// The whole heading on one line.
    Whole,
    /// The longest word of the heading; the heading is wrapped.
    Word,
    /// The first word of the heading, which is all that is shown of it.
    First,
    /// The given number of columns, or more if there is space; longer words are truncated.
    Cut(usize),
}

/// Levels at which no heading is truncated, most detailed first.
pub(super) const WHOLE: [Detail; 7] = [
    detail(GAP, 2, HeadingWidth::Whole),
    detail(GAP, 2, HeadingWidth::Word),
    detail(GAP, 1, HeadingWidth::Word),
    detail(GAP, 0, HeadingWidth::Word),
    detail(1, 2, HeadingWidth::Word),
    detail(1, 1, HeadingWidth::Word),
    detail(1, 0, HeadingWidth::Word),
];
/// Levels at which only the first words of the headings are shown, most detailed first.
pub(super) const FIRST: [Detail; 3] =
    [detail(GAP, 2, HeadingWidth::First), detail(1, 1, HeadingWidth::First), detail(1, 0, HeadingWidth::First)];
/// Levels at which headings are truncated, most detailed first.
pub(super) const CUT: [Detail; 5] = [
    // A truncated heading is still wider than most cells, so the cells have space for shades.
    detail(1, 2, HeadingWidth::Cut(8)),
    detail(1, 1, HeadingWidth::Cut(8)),
    detail(1, 0, HeadingWidth::Cut(8)),
    detail(1, 1, HeadingWidth::Cut(4)),
    LEAST,
];
/// Lowest level of detail, for grids that fit at no other level.
pub(super) const LEAST: Detail = detail(1, 0, HeadingWidth::Cut(4));

/// Level of detail for grids with columns of prose, which are wrapped.
pub(super) const PROSE: Detail = detail(GAP, 0, HeadingWidth::Word);

const fn detail(gap: usize, shade: usize, heading: HeadingWidth) -> Detail {
    Detail { gap, shade, heading, tight: gap < GAP }
}
