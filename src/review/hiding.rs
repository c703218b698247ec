//! Hiding: the verdicts of others on a subject are hidden from a reviewer until the reviewer has judged it.

use super::fold::Reviews;
use super::verdict::Verdict;

/// Setting that determines from whom the verdicts of others are hidden until they judge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OthersPolicy {
    /// They are hidden from reviewers, that is, users with a verdict or an open session.
    #[default]
    Reviewers,
    /// They are hidden from everyone, including users who only read.
    Strict,
    /// They are hidden from nobody.
    Open,
}

impl Reviews {
    /// Returns the reviews with the given policy for hiding the verdicts of others.
    #[must_use]
    pub fn with_others(mut self, policy: OthersPolicy) -> Self {
        self.set_others(policy);
        self
    }

    /// Sets the policy for hiding the verdicts of others.
    pub fn set_others(&mut self, policy: OthersPolicy) {
        self.others = policy;
    }

    /// Returns the policy for hiding the verdicts of others.
    pub fn others(&self) -> OthersPolicy {
        self.others
    }

    /// Returns whether the verdicts of others on `subject` are hidden from the current reviewer: others have judged it,
    /// the policy applies to the reviewer, and the reviewer has neither judged it (undone and outdated judgments count)
    /// nor asked to see the verdicts.
    pub fn hides_others(&self, subject: &str) -> bool {
        let mine = self.mine();
        let takes_part = match self.others {
            OthersPolicy::Open => return false,
            OthersPolicy::Strict => true,
            OthersPolicy::Reviewers => mine.all().next().is_some() || mine.open_session().is_some(),
        };
        let has_judged =
            || mine.judged(subject).is_some_and(|judged| judged.steps.iter().any(|step| step.change.is_judgment()));
        takes_part && !has_judged() && !mine.has_revealed(subject) && self.others_on(subject).next().is_some()
    }

    /// Returns the other reviewers who have judged `subject`, each with the verdict, in name order. Hidden verdicts are
    /// included.
    pub fn others_on<'a>(&'a self, subject: &'a str) -> impl Iterator<Item = (&'a str, &'a Verdict)> {
        let others = self.all().filter(|(name, _)| *name != self.me());
        others.filter_map(move |(name, history)| {
            Some((name, history.verdict(subject).filter(|verdict| verdict.judgment().is_some())?))
        })
    }

    /// Returns the number of subjects on which verdicts of others are hidden.
    pub fn hidden_subjects(&self) -> usize {
        let others = self.all().filter(|(name, _)| *name != self.me());
        let subjects: std::collections::BTreeSet<&str> =
            others.flat_map(|(_, history)| history.verdicts().map(|(subject, _)| subject)).collect();
        subjects.into_iter().filter(|subject| self.hides_others(subject)).count()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::agreement::{Agreement, disputes};
    use super::super::event::JournalEvent;
    use super::super::independence::RatingBasis;
    use super::super::test_journal::JournalBuilder;
    use super::super::verdict::ReviewStance;
    use super::*;

    const ON: &str = "strategy/pause";

    fn judged(by: &str, on: &str, stance: ReviewStance) -> JournalBuilder {
        let mut journal = JournalBuilder::new(by, date(2026, 3, 1));
        journal.judge(on, |verdict| verdict.stance = Some(stance));
        journal
    }

    fn seen_by_ada(ada: &JournalBuilder, bob: &JournalBuilder) -> Reviews {
        Reviews::fold("ada", ada.lines.iter().chain(&bob.lines).cloned())
    }

    #[test]
    fn others_are_hidden_until_one_has_judged_and_then_for_good() {
        let bob = judged("bob", ON, ReviewStance::Reject);
        let reader = JournalBuilder::new("ada", date(2026, 3, 1));
        assert!(!seen_by_ada(&reader, &bob).hides_others(ON), "a reader without verdicts sees everything");
        assert!(seen_by_ada(&reader, &bob).with_others(OthersPolicy::Strict).hides_others(ON));
        let mut ada = judged("ada", "strategy/go", ReviewStance::Back);
        let hidden = seen_by_ada(&ada, &bob);
        assert!(hidden.hides_others(ON) && !hidden.hides_others("strategy/go"));
        assert_eq!((hidden.hidden_subjects(), hidden.others_on(ON).count()), (1, 1), "how many judged is not hidden");
        assert!(!hidden.with_others(OthersPolicy::Open).hides_others(ON));
        ada.judge(ON, |verdict| verdict.note = Some("to do".to_owned()));
        assert!(seen_by_ada(&ada, &bob).hides_others(ON), "a note is no stance");
        let line = ada.judge(ON, |verdict| verdict.stance = Some(ReviewStance::Back));
        assert!(!seen_by_ada(&ada, &bob).hides_others(ON));
        ada.write(JournalEvent::Undo { line });
        assert!(!seen_by_ada(&ada, &bob).hides_others(ON), "an undone stance counts as recorded");
    }

    #[test]
    fn what_is_revealed_stays_so_and_disputes_and_agreement_say_nothing_before() {
        let mut bob = judged("bob", ON, ReviewStance::Reject);
        bob.judge("strategy/go", |verdict| verdict.stance = Some(ReviewStance::Doubt));
        let cyd = judged("cyd", ON, ReviewStance::Back);
        let mut ada = judged("ada", "strategy/go", ReviewStance::Back);
        let fold = |ada: &JournalBuilder| {
            Reviews::fold("ada", [ada, &bob, &cyd].into_iter().flat_map(|journal| journal.lines.clone()))
        };
        let atlas = crate::data::fixture(include_str!("tests/atlas.toml"));
        let found =
            |reviews: &Reviews| disputes(reviews, &atlas).into_iter().map(|one| one.subject).collect::<Vec<_>>();
        assert_eq!(found(&fold(&ada)), ["strategy/go"], "bob and cyd differ on a strategy that ada has not judged");
        let agreement = Agreement::of(&fold(&ada), &atlas, RatingBasis::BeforeSeeing);
        assert_eq!(agreement.spreads.len(), 1);
        ada.write(JournalEvent::Seen { subject: ON.to_owned() });
        assert!(!fold(&ada).hides_others(ON));
        assert_eq!(found(&fold(&ada)).len(), 2);
    }
}
