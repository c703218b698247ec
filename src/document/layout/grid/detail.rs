//! How much of a grid is shown, from everything to the least.

/// Columns between columns, unless they have to stand close.
pub(super) const GAP: usize = 2;

/// How much of a grid is shown.
#[derive(Clone, Copy)]
pub(super) struct Detail {
    /// Columns between columns.
    pub(super) gap: usize,
    /// How wide a shade is.
    pub(super) shade: usize,
    /// Whether cells have their words.
    pub(super) word: bool,
    /// How much of a heading stands in one row.
    pub(super) heading: HeadingWidth,
}

/// How wide the headings make their columns.
#[derive(Clone, Copy)]
pub(super) enum HeadingWidth {
    /// As wide as they are.
    Whole,
    /// As wide as their longest words.
    Word,
    /// So much of each, and more where there is room.
    Cut(usize),
}

/// From everything to the least that cuts nothing.
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
/// From there to the least that still is a grid.
pub(super) const CUT: [Detail; 5] = [
    // A heading that is cut is wider than most cells: there is room for their shades after all.
    detail(1, 2, false, HeadingWidth::Cut(8)),
    detail(1, 1, false, HeadingWidth::Cut(8)),
    detail(1, 0, false, HeadingWidth::Cut(8)),
    detail(1, 1, false, HeadingWidth::Cut(4)),
    LEAST,
];
/// The least that still is a grid.
pub(super) const LEAST: Detail = detail(1, 0, false, HeadingWidth::Cut(4));

const fn detail(gap: usize, shade: usize, word: bool, heading: HeadingWidth) -> Detail {
    Detail { gap, shade, word, heading }
}
