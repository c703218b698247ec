//! Classifies relations by mechanism, that is, by the reason why two strategies relate. The result depends on the kind of
//! the relation, the coordinates of the two and the sides of their levers, not on their order; the first rule of the
//! public catalogue that matches decides.

use crate::model::{Atlas, Axis, AxisValueId, Coordinates, Mechanism, Pull, RelationKind, Side};

/// Value on the axis of time horizons for strategies without a specific time.
const NEUTRAL_HORIZON: &str = "horizon-neutral";
/// Value on the axis of legitimacy sources for strategies without a single source of authority.
pub(super) const MIXED_LEGITIMACY: &str = "mixed";

/// Classifier of the relations in one atlas, with the axis values that its rules need.
#[derive(Clone, Copy, Debug)]
pub(super) struct Classifier {
    neutral_horizon: Option<AxisValueId>,
    mixed_legitimacy: Option<AxisValueId>,
}

impl Classifier {
    pub(super) fn new(atlas: &Atlas) -> Self {
        Self {
            neutral_horizon: atlas.values_on(Axis::TimeHorizon).find(NEUTRAL_HORIZON),
            mixed_legitimacy: atlas.values_on(Axis::LegitimacySource).find(MIXED_LEGITIMACY),
        }
    }

    /// Returns the mechanism of a relation of `kind` between two strategies with the coordinates `a` and `b`.
    pub(super) fn mechanism(self, atlas: &Atlas, kind: RelationKind, a: &Coordinates, b: &Coordinates) -> Mechanism {
        match kind {
            RelationKind::Conflict => conflict(a, b),
            RelationKind::Complement => self.complement(atlas, a, b),
            RelationKind::Twin => Mechanism::SameLeverTwin,
        }
    }

    fn complement(self, atlas: &Atlas, a: &Coordinates, b: &Coordinates) -> Mechanism {
        if a.lever == b.lever && a.pull == b.pull {
            return Mechanism::SameLeverReinforce;
        }
        let sides = (atlas.levers[a.lever].side, atlas.levers[b.lever].side);
        if matches!(sides, (Side::Ai, Side::World) | (Side::World, Side::Ai)) {
            return Mechanism::CrossSideBridge;
        }
        let horizons = (a.on(Axis::TimeHorizon), b.on(Axis::TimeHorizon));
        let specific = |horizon| Some(horizon) != self.neutral_horizon;
        if specific(horizons.0) && specific(horizons.1) {
            return if horizons.0 == horizons.1 {
                Mechanism::SamePhaseDifferentLayer
            } else {
                Mechanism::StageSequenced
            };
        }
        if sides.0 == sides.1 {
            return Mechanism::SameSideDiversify;
        }
        let authority = a.on(Axis::LegitimacySource);
        if authority == b.on(Axis::LegitimacySource) && Some(authority) != self.mixed_legitimacy {
            return Mechanism::SharedAuthority;
        }
        Mechanism::AdjacentBet
    }
}

fn conflict(a: &Coordinates, b: &Coordinates) -> Mechanism {
    let same_lever = a.lever == b.lever;
    if same_lever && matches!((a.pull, b.pull), (Pull::Up, Pull::Down) | (Pull::Down, Pull::Up)) {
        return if a.forecloses_scope || b.forecloses_scope {
            Mechanism::ScopeOpposition
        } else {
            Mechanism::LeverOpposition
        };
    }
    if a.rejects_frame || b.rejects_frame || !same_lever {
        return Mechanism::FrameOpposition;
    }
    Mechanism::LeverOpposition
}
