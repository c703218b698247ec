//! Cells of the two grids in which each count links to a page: lever by time horizon, and expertise by recognition.

use crate::model::{Atlas, Axis, AxisValueId, ExpertiseId, LeverId, RecognitionId, StrategyId};

use super::overview::Overview;

/// Axis whose values are the columns of the grid of levers.
const HORIZON: Axis = Axis::TimeHorizon;

/// Cell of a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cell {
    /// Strategies on a lever at a time horizon. The address is such as `density/speed/pre-transition`.
    LeverHorizon(LeverId, AxisValueId),
    /// People on an expertise and a recognition tier. The address is such as `board/frontier-builder/household-name`.
    Board(ExpertiseId, RecognitionId),
}

impl Cell {
    /// Returns every cell of the grid of levers by time horizon, row by row.
    pub fn all_lever_horizon(atlas: &Atlas) -> impl Iterator<Item = Self> + use<'_> {
        let row = move |lever| atlas.values_on(HORIZON).ids().map(move |value| Self::LeverHorizon(lever, value));
        atlas.levers.ids().flat_map(row)
    }

    /// Returns every cell of the board, row by row.
    pub fn all_board(atlas: &Atlas) -> impl Iterator<Item = Self> + use<'_> {
        let row = move |expertise| atlas.recognition.ids().map(move |recognition| Self::Board(expertise, recognition));
        atlas.expertise.ids().flat_map(row)
    }

    /// Returns every cell of the grid of levers by time horizon, then every cell of the board.
    pub fn all(atlas: &Atlas) -> impl Iterator<Item = Self> + use<'_> {
        Self::all_lever_horizon(atlas).chain(Self::all_board(atlas))
    }

    /// Returns the overview that shows the grid of the cell.
    pub fn overview(self) -> Overview {
        match self {
            Self::LeverHorizon(..) => Overview::Density,
            Self::Board(..) => Overview::Board,
        }
    }

    /// Finds the cell of `overview` by the slugs of its row and column; `None` if there is no such cell.
    pub(super) fn find(atlas: &Atlas, overview: Overview, row: &str, column: &str) -> Option<Self> {
        Some(match overview {
            Overview::Density => Self::LeverHorizon(atlas.levers.find(row)?, atlas.values_on(HORIZON).find(column)?),
            Overview::Board => Self::Board(atlas.expertise.find(row)?, atlas.recognition.find(column)?),
            _ => return None,
        })
    }

    /// Returns the address of the cell.
    pub(super) fn path(self, atlas: &Atlas) -> String {
        let (row, column) = match self {
            Self::LeverHorizon(lever, value) => (&atlas.levers[lever].slug, &atlas.values_on(HORIZON)[value].slug),
            Self::Board(expertise, recognition) => {
                (&atlas.expertise[expertise].slug, &atlas.recognition[recognition].slug)
            }
        };
        format!("{}/{row}/{column}", self.overview().slug())
    }

    /// Returns the name of the cell as shown to users: row and column.
    pub(super) fn name(self, atlas: &Atlas) -> String {
        let (row, column) = match self {
            Self::LeverHorizon(lever, value) => (&atlas.levers[lever].name, &atlas.values_on(HORIZON)[value].name),
            Self::Board(expertise, recognition) => {
                (&atlas.expertise[expertise].label, &atlas.recognition[recognition].label)
            }
        };
        format!("{row}, {column}")
    }

    /// Returns whether a strategy belongs to the cell; false for cells of the board, which contain only people.
    pub fn has_strategy(self, atlas: &Atlas, strategy: StrategyId) -> bool {
        let coordinates = &atlas.strategies[strategy].coordinates;
        matches!(self, Self::LeverHorizon(lever, value)
            if coordinates.lever == lever && coordinates.on(HORIZON) == value)
    }
}
