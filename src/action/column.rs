//! Columns of the grid of keys shown after the prefix key for going to places.

use crate::place::Overview;

use super::table::Action;

/// Column of the grid of keys that go to places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyColumn {
    /// Lists of records.
    Lists,
    /// Graphical overviews.
    Pictures,
    /// Overviews of arguments.
    Arguments,
    /// Pages of the user's own data.
    Yours,
    /// Pages about the atlas and its files, and anything else.
    Atlas,
}

impl KeyColumn {
    /// Every column, left to right.
    pub const ALL: [Self; 5] = [Self::Lists, Self::Pictures, Self::Arguments, Self::Yours, Self::Atlas];

    /// Returns the heading above the column.
    pub fn label(self) -> &'static str {
        match self {
            Self::Lists => "Lists",
            Self::Pictures => "Pictures",
            Self::Arguments => "Arguments",
            Self::Yours => "Yours",
            Self::Atlas => "The atlas",
        }
    }
}

impl Action {
    /// Returns the column in which the grid lists an action that goes to a place; `Atlas` for any other action.
    pub fn column(self) -> KeyColumn {
        match self {
            Self::GoStrategies
            | Self::GoPeople
            | Self::GoTags
            | Self::GoLevers
            | Self::GoScenarios
            | Self::GoPortfolios
            | Self::GoMechanisms => KeyColumn::Lists,
            Self::GoOverview(overview) => match overview {
                Overview::Field
                | Overview::Axes
                | Overview::Density
                | Overview::Matrix
                | Overview::Board
                | Overview::PDoom
                | Overview::Timelines => KeyColumn::Pictures,
                Overview::Help | Overview::Changes | Overview::Overlay | Overview::Trust => KeyColumn::Atlas,
                overview if overview.is_private() && overview != Overview::Watch => KeyColumn::Yours,
                _ => KeyColumn::Arguments,
            },
            Self::GoHome => KeyColumn::Yours,
            _ => KeyColumn::Atlas,
        }
    }
}
