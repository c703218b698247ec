//! The lists of records that a TOML file of an atlas can contain.

use super::person::Person;
use super::strategy::Strategy;
use super::vocabulary::{AxisRow, Claim, Lever, MechanismRow, Portfolio, Reason, Scenario, Tag, Term, Tier};
use crate::diagnostic::table;

table! {
    /// Records of every kind; any file can contain lists of them.
    Records = "a file" {
        /// Topics of commitments.
        topic: Vec<Term<'t>>,
        /// Claims that several commitments share.
        claim: Vec<Claim<'t>>,
        /// Predefined reasons for verdicts.
        reason: Vec<Reason<'t>>,
        /// Domains of analogues.
        domain: Vec<Term<'t>>,
        /// Levers.
        lever: Vec<Lever<'t>>,
        /// Axes.
        axis: Vec<AxisRow<'t>>,
        /// Texts on mechanisms.
        mechanism: Vec<MechanismRow<'t>>,
        /// Expertise tiers, best first.
        expertise: Vec<Tier<'t>>,
        /// Recognition tiers, best known first.
        recognition: Vec<Tier<'t>>,
        /// Vintages, earliest first.
        vintage: Vec<Tier<'t>>,
        /// Position tags.
        tag: Vec<Tag<'t>>,
        /// Classes of adversary.
        adversary: Vec<Term<'t>>,
        /// Scenarios.
        scenario: Vec<Scenario<'t>>,
        /// Portfolios.
        portfolio: Vec<Portfolio<'t>>,
        /// Strategies; a file can also be one strategy.
        strategy: Vec<Strategy<'t>>,
        /// People.
        person: Vec<Person<'t>>,
    }
}
