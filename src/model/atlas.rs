//! The atlas: one loaded and resolved data set.

use serde::{Deserialize, Serialize};

use super::id::{
    AdversaryId, AxisValueId, DomainId, ExpertiseId, LeverId, PortfolioId, ReasonId, RecognitionId, ScenarioId,
    SharedClaimId, StrategyId, Table, TagId, TopicId, VintageId,
};
use super::mechanism::{Mechanism, MechanismText};
use super::people::People;
use super::strategy::Strategy;
use super::vocabulary::{
    Adversary, Axis, AxisText, AxisValue, Claim, Domain, Identity, Lever, Portfolio, Reason, Scenario, Tag, Tier, Topic,
};

/// Loaded and resolved data set.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Atlas {
    /// Title, edition and origin of the data.
    pub about: About,
    /// Commitment topics, as catalogued.
    pub topics: Table<TopicId, Topic>,
    /// Claims that several commitments share, as catalogued.
    pub claims: Table<SharedClaimId, Claim>,
    /// Predefined reasons for verdicts, as catalogued.
    pub reasons: Table<ReasonId, Reason>,
    /// Domains of analogues, as catalogued.
    pub domains: Table<DomainId, Domain>,
    /// Levers, as catalogued.
    pub levers: Table<LeverId, Lever>,
    /// Texts on each axis, in the order of [`Axis::ALL`].
    pub axes: [AxisText; 5],
    /// Values on each axis, in catalogue order.
    pub axis_values: [Table<AxisValueId, AxisValue>; 5],
    /// Texts on each mechanism, in the order of [`Mechanism::ALL`].
    pub mechanisms: [MechanismText; 11],
    /// Expertise tiers, highest first.
    pub expertise: Table<ExpertiseId, Tier>,
    /// Recognition tiers, highest first.
    pub recognition: Table<RecognitionId, Tier>,
    /// Vintages, earliest first.
    pub vintages: Table<VintageId, Tier>,
    /// Position tags, as catalogued.
    pub tags: Table<TagId, Tag>,
    /// Classes of adversary, as catalogued.
    pub adversaries: Table<AdversaryId, Adversary>,
    /// Scenarios, as catalogued.
    pub scenarios: Table<ScenarioId, Scenario>,
    /// Portfolios, as catalogued.
    pub portfolios: Table<PortfolioId, Portfolio>,
    /// Questions and bindings of the identity diagnostic.
    pub identity: Identity,
    /// Strategies, in name order.
    pub strategies: Table<StrategyId, Strategy>,
    /// People, in file order.
    pub people: People,
}

impl Atlas {
    /// Returns a copy of everything but the people.
    pub(crate) fn without_people(&self) -> Self {
        Self {
            about: self.about.clone(),
            topics: self.topics.clone(),
            domains: self.domains.clone(),
            levers: self.levers.clone(),
            axes: self.axes.clone(),
            axis_values: self.axis_values.clone(),
            mechanisms: self.mechanisms.clone(),
            expertise: self.expertise.clone(),
            recognition: self.recognition.clone(),
            vintages: self.vintages.clone(),
            tags: self.tags.clone(),
            adversaries: self.adversaries.clone(),
            scenarios: self.scenarios.clone(),
            portfolios: self.portfolios.clone(),
            identity: self.identity.clone(),
            claims: self.claims.clone(),
            reasons: self.reasons.clone(),
            strategies: self.strategies.clone(),
            people: People::default(),
        }
    }

    /// Returns the reasons that a reviewer can choose from: those of the atlas, in the user's words where `own` has the same
    /// one, and then the other ones of `own`.
    pub fn reasons_with<'a>(&'a self, own: &'a [Reason]) -> Vec<&'a Reason> {
        let find = |list: &'a [Reason], slug: &str| list.iter().find(|reason| reason.slug == slug);
        let of_atlas = self.reasons.rows();
        let more = own.iter().filter(|reason| find(of_atlas, &reason.slug).is_none());
        of_atlas.iter().map(|reason| find(own, &reason.slug).unwrap_or(reason)).chain(more).collect()
    }

    /// Returns the name and description of `mechanism`.
    pub fn mechanism(&self, mechanism: Mechanism) -> &MechanismText {
        &self.mechanisms[mechanism.index()]
    }

    /// Returns the texts on `axis`.
    pub fn axis(&self, axis: Axis) -> &AxisText {
        &self.axes[axis.index()]
    }

    /// Returns the values on `axis`.
    pub fn values_on(&self, axis: Axis) -> &Table<AxisValueId, AxisValue> {
        &self.axis_values[axis.index()]
    }

    /// Returns the value of `strategy` on `axis`.
    pub fn value_of(&self, strategy: StrategyId, axis: Axis) -> &AxisValue {
        &self.values_on(axis)[self.strategies[strategy].coordinates.on(axis)]
    }
}

/// Title, edition and origin of an atlas.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// Title of the atlas.
    pub title: String,
    /// Edition, as written.
    pub edition: String,
    /// Language of the texts, as a language tag; empty if the atlas names none.
    pub language: String,
    /// Contents of the atlas, in a sentence.
    pub about: String,
    /// Origins of the facts.
    pub provenance: Vec<Provenance>,
    /// Captions of the sections of a strategy page.
    pub captions: Captions,
}

impl About {
    /// Returns the language of the texts as a language tag; English if the atlas names none.
    pub fn language_tag(&self) -> &str {
        if self.language.is_empty() { "en" } else { &self.language }
    }
}

/// Origin of facts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// Name of the origin.
    pub title: String,
    /// Address on the web.
    pub url: Option<String>,
    /// Date of retrieval, as an ISO date.
    pub retrieved: Option<String>,
    /// Remark on the origin.
    pub note: Option<String>,
}

/// Captions that explain the sections of a strategy page; a section without a caption shows none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Captions {
    /// Caption of what binds next.
    pub next_problem: Option<String>,
    /// Caption of the falsification signal.
    pub falsification: Option<String>,
    /// Caption of the self-undermining threshold, past which a strategy defeats itself.
    pub threshold: Option<String>,
    /// Caption of the people on the record.
    pub people: Option<String>,
    /// Caption of the tier distributions.
    pub mixes: Option<String>,
    /// Caption of the analogue.
    pub analogue: Option<String>,
    /// Caption of the meanings by period.
    pub vintages: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(slug: &str, about: &str) -> Reason {
        Reason { slug: slug.to_owned(), about: about.to_owned() }
    }

    #[test]
    fn reasons_of_the_atlas_come_first_in_the_words_of_the_user() {
        let reasons = Table::new(vec![reason("vague", "It says little."), reason("untested", "Nobody tried it.")]);
        let atlas = Atlas { reasons, ..Atlas::default() };
        let own = [reason("mine", "I care."), reason("vague", "It says nothing at all.")];
        let expected = [("vague", "It says nothing at all."), ("untested", "Nobody tried it."), ("mine", "I care.")];
        let found: Vec<_> =
            atlas.reasons_with(&own).iter().map(|one| (one.slug.as_str(), one.about.as_str())).collect();
        assert_eq!(found, expected);
        assert_eq!(atlas.reasons_with(&[]).len(), 2);
    }
}
