//! Spots: places in the space of coordinates. What stands there is counted on the pages of axes and on the map of
//! density, and each count opens the page of its spot.

use std::borrow::Cow;

use crate::model::{Atlas, Axis, AxisValueId, LeverId, Named, StrategyId};

/// A place in the space of coordinates. Written `axis/time-horizon`, `axis/time-horizon/pre-transition` or
/// `density/speed/pre-transition`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Spot {
    /// An axis.
    Axis(Axis),
    /// A value on an axis.
    Value(Axis, AxisValueId),
    /// A lever at a time horizon.
    Crossing(LeverId, AxisValueId),
}

/// The axis that density is counted on.
const HORIZON: Axis = Axis::TimeHorizon;

impl Spot {
    /// Every spot of `atlas`: the axes, each with its values, then the cells of the map of density.
    pub fn all(atlas: &Atlas) -> impl Iterator<Item = Self> + use<'_> {
        let axes = Axis::ALL.into_iter().flat_map(move |axis| {
            std::iter::once(Self::Axis(axis))
                .chain(atlas.values_on(axis).ids().map(move |value| Self::Value(axis, value)))
        });
        let horizons = move |lever| atlas.values_on(HORIZON).ids().map(move |value| Self::Crossing(lever, value));
        axes.chain(atlas.levers.ids().flat_map(horizons))
    }

    /// The spot written as `text`.
    pub fn parse(atlas: &Atlas, text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('/').collect();
        match parts.as_slice() {
            ["axis", axis] => Axis::parse(axis).map(Self::Axis),
            ["axis", axis, value] => {
                let axis = Axis::parse(axis)?;
                Some(Self::Value(axis, atlas.values_on(axis).find(value)?))
            }
            ["density", lever, value] => {
                Some(Self::Crossing(atlas.levers.find(lever)?, atlas.values_on(HORIZON).find(value)?))
            }
            _ => None,
        }
    }

    /// The address as written.
    pub fn path(self, atlas: &Atlas) -> String {
        match self {
            Self::Axis(axis) => format!("axis/{}", axis.as_str()),
            Self::Value(axis, value) => format!("axis/{}/{}", axis.as_str(), atlas.values_on(axis)[value].slug),
            Self::Crossing(lever, value) => {
                format!("density/{}/{}", atlas.levers[lever].slug, atlas.values_on(HORIZON)[value].slug)
            }
        }
    }

    /// What the spot is called.
    pub fn name(self, atlas: &Atlas) -> Cow<'_, str> {
        match self {
            Self::Axis(axis) => atlas.axis(axis).name.as_str().into(),
            Self::Value(axis, value) => atlas.values_on(axis)[value].name.as_str().into(),
            Self::Crossing(lever, value) => {
                format!("{}, {}", atlas.levers[lever].name(), atlas.values_on(HORIZON)[value].name).into()
            }
        }
    }

    /// Whether a strategy stands there; every strategy stands somewhere on each axis.
    pub fn holds(self, atlas: &Atlas, strategy: StrategyId) -> bool {
        let coordinates = &atlas.strategies[strategy].coordinates;
        match self {
            Self::Axis(_) => true,
            Self::Value(axis, value) => coordinates.on(axis) == value,
            Self::Crossing(lever, value) => coordinates.lever == lever && coordinates.on(HORIZON) == value,
        }
    }
}
