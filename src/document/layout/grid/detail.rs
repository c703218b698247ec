//! Levels of detail of a grid, from everything to the least.

/// The columns between columns, unless they have to be closer.
pub(super) const GAP: usize = 2;

/// A level of detail.
#[derive(Clone, Copy)]
pub(super) struct Detail {
    /// The columns between columns.
    pub(super) gap: usize,
    /// The width of a shade.
    pub(super) shade: usize,
    /// Whether the words of cells are shown.
    pub(super) word: bool,
    /// The width of headings.
    pub(super) heading: HeadingWidth,
    /// Whether the blanks between the signs of a strip are left out.
    pub(super) tight: bool,
}

/// The width of headings.
#[derive(Clone, Copy)]
pub(super) enum HeadingWidth {
    /// The whole heading.
    Whole,
    /// The longest word.
    Word,
    /// This many columns, and more if there is room.
    Cut(usize),
}

/// The levels that truncate nothing, from everything to the least.
pub(super) const WHOLE: [Detail; 9] = [
    detail(GAP, 2, true, HeadingWidth::Whole),
    detail(GAP, 2, true, HeadingWidth::Word),
    detail(GAP, 1, true, HeadingWidth::Word),
    detail(GAP, 2, false, HeadingWidth::Word),
    detail(GAP, 1, false, HeadingWidth::Word),
    detail(GAP, 0, false, HeadingWidth::Word),
    detail(1, 2, false, HeadingWidth::Word),
    detail(1, 1, false, HeadingWidth::Word),
    detail(1, 0, false, HeadingWidth::Word),
];
/// The levels that truncate headings.
pub(super) const CUT: [Detail; 5] = [
    // A truncated heading is wider than most cells, so that there is room for their shades.
    detail(1, 2, false, HeadingWidth::Cut(8)),
    detail(1, 1, false, HeadingWidth::Cut(8)),
    detail(1, 0, false, HeadingWidth::Cut(8)),
    detail(1, 1, false, HeadingWidth::Cut(4)),
    LEAST,
];
/// The least detail of a grid.
pub(super) const LEAST: Detail = detail(1, 0, false, HeadingWidth::Cut(4));

const fn detail(gap: usize, shade: usize, word: bool, heading: HeadingWidth) -> Detail {
    Detail { gap, shade, word, heading, tight: gap < GAP }
}
