//! Resolves strategies: converts raw strategies to those of the model.

use super::names::NameIndex;
use super::vocabulary::shown;
use crate::data::load::raw;
use crate::diagnostic::PendingDiagnostic;
use crate::model::{Analogue, Commitment, Coordinates, Meaning, Overshoot, Strategy};

impl NameIndex<'_> {
    pub(super) fn strategy(&self, row: &raw::Strategy<'_>, diagnostics: &mut Vec<PendingDiagnostic>) -> Strategy {
        let relations = row.relations.as_ref();
        let conflicts = relations.map(|row| row.conflicts.as_slice()).unwrap_or_default();
        let exclusive = relations.map(|row| row.exclusive.as_slice()).unwrap_or_default();
        let complements = relations.map(|row| row.complements.as_slice()).unwrap_or_default();
        Strategy {
            slug: row.id.shown(),
            name: row.name.shown(),
            thesis: row.thesis.shown(),
            mechanism: row.mechanism.shown(),
            next_problem: shown(row.next_problem.as_ref()),
            falsification: shown(row.falsification.as_ref()),
            source_note: shown(row.source_note.as_ref()),
            coordinates: self.coordinates(&row.coordinates, diagnostics),
            conflicts: self.strategies.find_all(conflicts, diagnostics),
            exclusive: self.strategies.find_all(exclusive, diagnostics),
            complements: self.strategies.find_all(complements, diagnostics),
            overshoot: row.overshoot.as_ref().map(overshoot),
            analogue: row.analogue.as_ref().map(|row| self.analogue(row, diagnostics)),
            commitments: row.commitment.iter().map(|row| self.commitment(row, diagnostics)).collect(),
            meanings: row.vintage.iter().map(meaning).collect(),
        }
    }

    fn coordinates(&self, row: &raw::Coordinates<'_>, diagnostics: &mut Vec<PendingDiagnostic>) -> Coordinates {
        let written = [&row.acts_on, &row.coercion, &row.actor_in_control, &row.time_horizon, &row.legitimacy_source];
        Coordinates {
            lever: self.levers.find(&row.lever, diagnostics),
            pull: row.pull.value,
            axes: std::array::from_fn(|axis| self.axis_values[axis].find(written[axis], diagnostics)),
            rejects_frame: row.rejects_frame,
            forecloses_scope: row.forecloses_scope,
        }
    }

    fn analogue(&self, row: &raw::Analogue<'_>, diagnostics: &mut Vec<PendingDiagnostic>) -> Analogue {
        Analogue {
            domain: self.domains.find(&row.domain, diagnostics),
            regime: row.regime.shown(),
            produced: row.produced.shown(),
            did_not_produce: row.did_not_produce.shown(),
        }
    }

    fn commitment(&self, row: &raw::Commitment<'_>, diagnostics: &mut Vec<PendingDiagnostic>) -> Commitment {
        Commitment {
            topic: self.topics.find(&row.topic, diagnostics),
            claim: row.claim.shown(),
            failure: row.failure.shown(),
            shared_claim: row.shared_claim.as_ref().map(|claim| self.claims.find(claim, diagnostics)),
        }
    }
}

fn overshoot(row: &raw::Overshoot<'_>) -> Overshoot {
    Overshoot { threshold: row.threshold.shown(), why: row.why.shown() }
}

fn meaning(row: &raw::Meaning<'_>) -> Meaning {
    Meaning { period: row.period.shown(), meaning: row.meaning.shown() }
}
