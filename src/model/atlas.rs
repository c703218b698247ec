//! The atlas: one loaded data set, with every reference resolved.

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

/// Loaded data set with every reference resolved. Tables in catalogue order have the order of the TOML files.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Atlas {
    /// Title, edition and origin of the atlas.
    pub about: About,
    /// Topics of commitments, in catalogue order.
    pub topics: Table<TopicId, Topic>,
    /// Claims that several commitments share, in catalogue order.
    pub claims: Table<SharedClaimId, Claim>,
    /// Predefined reasons that a reviewer can give for a verdict, in catalogue order.
    pub reasons: Table<ReasonId, Reason>,
    /// Domains that historical analogues come from, in catalogue order.
    pub domains: Table<DomainId, Domain>,
    /// Levers that strategies pull, in catalogue order.
    pub levers: Table<LeverId, Lever>,
    /// Texts that explain each axis, in the order of [`Axis::ALL`].
    pub axes: [AxisText; 5],
    /// Values that strategies can have on each axis, by axis in the order of [`Axis::ALL`], each table in catalogue
    /// order.
    pub axis_values: [Table<AxisValueId, AxisValue>; 5],
    /// Texts that explain each mechanism, in the order of [`Mechanism::ALL`].
    pub mechanisms: [MechanismText; 11],
    /// Expertise tiers, highest first.
    pub expertise: Table<ExpertiseId, Tier>,
    /// Recognition tiers, highest first.
    pub recognition: Table<RecognitionId, Tier>,
    /// Vintages (periods in which people entered the field), earliest first.
    pub vintages: Table<VintageId, Tier>,
    /// Tags that name the positions of people, in catalogue order.
    pub tags: Table<TagId, Tag>,
    /// Classes of adversary in scenarios, in catalogue order.
    pub adversaries: Table<AdversaryId, Adversary>,
    /// Failure scenarios, in catalogue order.
    pub scenarios: Table<ScenarioId, Scenario>,
    /// Named portfolios of strategies, in catalogue order.
    pub portfolios: Table<PortfolioId, Portfolio>,
    /// Questions of the identity diagnostic, and the strategies that their answers are bound to.
    pub identity: Identity,
    /// Strategies, in name order.
    pub strategies: Table<StrategyId, Strategy>,
    /// People, in the order of the files. They are no part of the serialized form: they are stored as packed blocks.
    #[serde(skip)]
    pub people: People,
}

impl Atlas {
    /// Returns the reasons that a reviewer can choose from: those of the atlas, each replaced by the reason in `own`
    /// with the same slug if there is one, followed by the other reasons in `own`, which are the user's.
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

    /// Returns the texts that explain `axis`.
    pub fn axis(&self, axis: Axis) -> &AxisText {
        &self.axes[axis.index()]
    }

    /// Returns the values that strategies can have on `axis`.
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
    /// Edition of the atlas, as spelled in its TOML.
    pub edition: String,
    /// Language of the texts, as a language tag; empty if the atlas names none.
    pub language: String,
    /// One sentence on what the atlas contains.
    pub about: String,
    /// Sources that the facts of the atlas were taken from.
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

/// Source that facts of an atlas were taken from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// Name of the source.
    pub title: String,
    /// Address of the source on the web.
    pub url: Option<String>,
    /// Date when the facts were retrieved from the source, as an ISO date.
    pub retrieved: Option<String>,
    /// Remark on the source.
    pub note: Option<String>,
}

/// Captions that explain the sections of a strategy page; a section without a caption shows none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Captions {
    /// Caption of the section on the problem that a strategy meets next.
    pub next_problem: Option<String>,
    /// Caption of the section on the signal that would falsify a strategy.
    pub falsification: Option<String>,
    /// Caption of the section on the self-undermining threshold, past which a strategy defeats itself.
    pub threshold: Option<String>,
    /// Caption of the section on the people with documented positions on a strategy.
    pub people: Option<String>,
    /// Caption of the section on the distributions of these people over tiers.
    pub mixes: Option<String>,
    /// Caption of the section on the historical analogue of a strategy.
    pub analogue: Option<String>,
    /// Caption of the section on what a strategy meant in each period.
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
