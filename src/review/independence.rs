//! Independence of stances: whether a reviewer took a stance before the verdicts of others were shown.
//!
//! The verdicts of others on a subject are shown to a reviewer after a reveal (a `seen` line), or after both the
//! reviewer and another reviewer have taken a first stance on it, whichever comes first. Undone and outdated stances
//! count as taken. Every stance recorded later is a stance after seeing. Agreement between reviewers is computed from
//! the verdict before the first stance after seeing, so neither a discussion nor a consensus raises it.

use super::fold::Reviews;
use super::history::{ReviewerHistory, VerdictStep};
use super::id::LineId;
use super::stance_changes::StanceSnapshot;

/// Choice of the verdicts from which agreement is computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RatingBasis {
    /// Verdicts recorded before those of others were shown.
    #[default]
    BeforeSeeing,
    /// Current verdicts.
    Current,
}

impl Reviews {
    /// Returns whether `step` of the reviewer `name` is a stance on `subject` that was recorded after the verdicts of
    /// others were shown.
    pub fn is_after_seeing(&self, name: &str, subject: &str, step: &VerdictStep) -> bool {
        step.change.is_judgment() && self.shown_since(name, subject).is_some_and(|since| step.id > since)
    }

    /// Returns whether the current stance of the reviewer `name` on `subject` was recorded after the verdicts of others
    /// were shown.
    pub fn has_judged_after_seeing(&self, name: &str, subject: &str) -> bool {
        let Some(judged) = self.of(name).judged(subject).filter(|judged| judged.verdict.judgment().is_some()) else {
            return false;
        };
        let last = judged.counted().rev().find(|step| step.change.is_judgment());
        last.is_some_and(|step| self.is_after_seeing(name, subject, step))
    }

    /// Returns the stance and confidence of the reviewer `name` on `subject` from which agreement is computed by
    /// `basis`; `None` without a stance.
    pub(super) fn rated(&self, name: &str, subject: &str, basis: RatingBasis) -> Option<StanceSnapshot> {
        let judged = self.of(name).judged(subject)?;
        let stance = match basis {
            RatingBasis::Current => StanceSnapshot::of(&judged.verdict),
            RatingBasis::BeforeSeeing => {
                let since = self.shown_since(name, subject);
                let mut visit = None;
                // A confidence typed after the stance, in its session and on its day, is that of the stance.
                let is_before = |step: &&VerdictStep| {
                    let (is_before, of_step) =
                        (since.is_none_or(|since| step.id <= since), (step.session, step.at.date()));
                    if is_before && step.change.is_judgment() {
                        visit = Some(of_step);
                    }
                    is_before || !step.change.is_judgment() && visit == Some(of_step)
                };
                judged.counted().take_while(is_before).last().map(|step| step.stance).unwrap_or_default()
            }
        };
        stance.judgment.is_some().then_some(stance)
    }

    /// Returns the id of the line after which the verdicts of others on `subject` are shown to the reviewer `name`;
    /// `None` if they are not shown.
    fn shown_since(&self, name: &str, subject: &str) -> Option<LineId> {
        let history = self.of(name);
        let others =
            self.all().filter(|(other, _)| *other != name).filter_map(|(_, other)| first_stance(other, subject));
        let both = first_stance(history, subject).zip(others.min()).map(|(own, other)| own.max(other));
        [history.revealed_by(subject), both].into_iter().flatten().min()
    }
}

fn first_stance(history: &ReviewerHistory, subject: &str) -> Option<LineId> {
    let steps = &history.judged(subject)?.steps;
    steps.iter().find(|step| step.change.is_judgment()).map(|step| step.id)
}
