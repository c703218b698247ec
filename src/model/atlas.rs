//! The atlas: one loaded, resolved data set.

use serde::{Deserialize, Serialize};

use super::id::{
    AdversaryId, AxisValueId, DomainId, ExpertiseId, LeverId, PersonId, PortfolioId, RecognitionId, ScenarioId,
    StrategyId, Table, TagId, TopicId, VintageId,
};
use super::mechanism::{Mechanism, MechanismText};
use super::person::Person;
use super::strategy::Strategy;
use super::vocabulary::{
    Adversary, Axis, AxisText, AxisValue, Domain, Identity, Lever, Portfolio, Scenario, Tag, Tier, Topic,
};

/// One loaded, resolved data set.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Atlas {
    /// What it is and where it comes from.
    pub about: About,
    /// Commitment topics, as catalogued.
    pub topics: Table<TopicId, Topic>,
    /// Domains of analogues, as catalogued.
    pub domains: Table<DomainId, Domain>,
    /// Levers, as catalogued.
    pub levers: Table<LeverId, Lever>,
    /// What is said of each axis, in the order of [`Axis::ALL`].
    pub axes: [AxisText; 5],
    /// The values on each axis, as catalogued.
    pub axis_values: [Table<AxisValueId, AxisValue>; 5],
    /// What is said of each mechanism, in the order of [`Mechanism::ALL`].
    pub mechanisms: [MechanismText; 11],
    /// Expertise tiers, best first.
    pub expertise: Table<ExpertiseId, Tier>,
    /// Recognition tiers, best known first.
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
    /// The identity diagnostic.
    pub identity: Identity,
    /// Strategies, in name order.
    pub strategies: Table<StrategyId, Strategy>,
    /// People, in file order.
    pub people: Table<PersonId, Person>,
}

impl Atlas {
    /// What is said of `mechanism`.
    pub fn mechanism(&self, mechanism: Mechanism) -> &MechanismText {
        &self.mechanisms[mechanism.index()]
    }

    /// What is said of `axis`.
    pub fn axis(&self, axis: Axis) -> &AxisText {
        &self.axes[axis.index()]
    }

    /// The values on `axis`.
    pub fn values_on(&self, axis: Axis) -> &Table<AxisValueId, AxisValue> {
        &self.axis_values[axis.index()]
    }

    /// The value `strategy` has on `axis`.
    pub fn value_of(&self, strategy: StrategyId, axis: Axis) -> &AxisValue {
        &self.values_on(axis)[self.strategies[strategy].coordinates.on(axis)]
    }
}

/// What an atlas is and where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// Its title.
    pub title: String,
    /// Its edition, as written.
    pub edition: String,
    /// What it holds, in a sentence.
    pub about: String,
    /// Where its facts come from.
    pub provenance: Vec<Provenance>,
    /// How to read the sections of a strategy page.
    pub captions: Captions,
}

/// Where facts come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// The name of the origin.
    pub title: String,
    /// Where it is.
    pub url: Option<String>,
    /// When it was read, as an ISO date.
    pub retrieved: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

/// How to read each section of a strategy page; a section without a caption shows none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Captions {
    /// On what binds next.
    pub next_problem: Option<String>,
    /// On the falsification signal.
    pub falsification: Option<String>,
    /// On the self-undermining threshold.
    pub threshold: Option<String>,
    /// On the people on the record.
    pub people: Option<String>,
    /// On the mixes of tiers.
    pub mixes: Option<String>,
    /// On the analogue.
    pub analogue: Option<String>,
    /// On the meanings by period.
    pub vintages: Option<String>,
}
