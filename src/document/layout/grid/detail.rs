//! Levels of detail of a grid, from full to least.

/// Default gap between columns, in columns.
pub(super) const GAP: usize = 2;

/// Level of detail.
#[derive(Clone, Copy)]
pub(super) struct Detail {
    /// Gap between columns, in columns.
    pub(super) gap: usize,
    /// Width of a shade, in columns.
    pub(super) shade: usize,
    /// Whether cells show the word that classifies their value.
    pub(super) word: bool,
    /// The width of headings.
    pub(super) heading: HeadingWidth,
    /// Whether the blanks between the signs of a strip are removed.
    pub(super) tight: bool,
}

/// The width of headings.
#[derive(Clone, Copy)]
pub(super) enum HeadingWidth {
    /// The whole heading.
    Whole,
    /// The longest word.
    Word,
    /// The given number of columns, or more if there is space.
    Cut(usize),
}

/// Levels without truncation, most detailed first.
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
/// Levels with truncated headings, most detailed first.
pub(super) const CUT: [Detail; 5] = [
    // A truncated heading is wider than most cells, which leaves space for their shades.
    detail(1, 2, false, HeadingWidth::Cut(8)),
    detail(1, 1, false, HeadingWidth::Cut(8)),
    detail(1, 0, false, HeadingWidth::Cut(8)),
    detail(1, 1, false, HeadingWidth::Cut(4)),
    LEAST,
];
/// Lowest level of detail of a grid.
pub(super) const LEAST: Detail = detail(1, 0, false, HeadingWidth::Cut(4));

const fn detail(gap: usize, shade: usize, word: bool, heading: HeadingWidth) -> Detail {
    Detail { gap, shade, word, heading, tight: gap < GAP }
}
