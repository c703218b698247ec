//! The vocabulary of an atlas, such as tags, levers and axes, as it is in the TOML files.

use super::number::PercentShare;
use super::value::{Date, LanguageTag, Reference, Slug, WebLink};
use crate::diagnostic::{SpannedEnum, Text, table};
use crate::model::{RelationKind, Side};

table! {
    /// Title, edition and origin of an atlas.
    Header = "an atlas" {
        /// Title of the atlas.
        title: Option<Text<'t>>,
        /// Edition of the atlas.
        edition: Option<Text<'t>>,
        /// The language of its texts, as a language tag: en, pt-BR.
        language: Option<LanguageTag<'t>>,
        /// Contents of the atlas, in a sentence.
        about: Option<Text<'t>>,
        /// Origins of the facts.
        provenance: Vec<Provenance<'t>>,
        /// Captions of the sections of a strategy page.
        captions: Option<Captions<'t>>,
    }

    /// Origin of facts.
    Provenance = "an origin" {
        /// Name of the origin.
        title: Text<'t>,
        /// Web address of the origin.
        url: Option<WebLink<'t>>,
        /// Date of retrieval.
        retrieved: Option<Date<'t>>,
        /// Remark on the origin.
        note: Option<Text<'t>>,
    }

    /// Captions that explain the sections of a strategy page.
    Captions = "the table of captions" {
        /// Caption of the next problem.
        next_problem: Option<Text<'t>>,
        /// Caption of the falsification signal.
        falsification: Option<Text<'t>>,
        /// Caption of the self-undermining threshold.
        threshold: Option<Text<'t>>,
        /// Caption of the people on the record.
        people: Option<Text<'t>>,
        /// Caption of the tier distributions.
        mixes: Option<Text<'t>>,
        /// Caption of the analogue.
        analogue: Option<Text<'t>>,
        /// Caption of the meanings by period.
        vintages: Option<Text<'t>>,
    }

    /// Identity diagnostic: whether a strategy is a bet or an identity to its endorsers.
    Identity = "the identity diagnostic" {
        /// Reason why the difference between a bet and an identity matters.
        why_it_matters: Option<Text<'t>>,
        /// Remedies that would keep strategies from becoming identities.
        what_would_help: Option<Text<'t>>,
        /// Questions of the diagnostic.
        question: Vec<Question<'t>>,
        /// Strategies that are bound to identities.
        binding: Vec<Binding<'t>>,
    }

    /// Question that distinguishes a bet from an identity.
    Question = "a question" {
        /// Text of the question.
        ask: Text<'t>,
        /// Answer of someone to whom the strategy is a bet.
        bet: Text<'t>,
        /// Answer of someone to whom the strategy is an identity.
        identity: Text<'t>,
    }

    /// Binding of a strategy to the identity of its endorsers.
    Binding = "a binding" {
        /// The id of the strategy.
        strategy: Reference<'t>,
        /// Marker of the binding, in a word or two.
        marker: Text<'t>,
        /// Explanation of how the strategy binds.
        note: Text<'t>,
    }

    /// Term that only has a name: a topic, a domain, or a class of adversary.
    Term = "an entry" {
        /// Id of the term.
        id: Slug<'t>,
        /// Name of the term.
        name: Text<'t>,
    }

    /// Claim that several commitments share.
    Claim = "a claim" {
        /// Id of the claim.
        id: Slug<'t>,
        /// Name of the claim.
        name: Text<'t>,
        /// Statement that has to be true.
        statement: Text<'t>,
    }

    /// Predefined reason for verdicts: a tag with a criterion.
    Reason = "a reason" {
        /// Id of the reason, which is the tag.
        id: Slug<'t>,
        /// Criterion for the reason.
        about: Text<'t>,
    }

    /// Lever that strategies pull.
    Lever = "a lever" {
        /// Id of the lever.
        id: Slug<'t>,
        /// Name of the lever.
        name: Text<'t>,
        /// Side of the problem that the lever works on.
        side: SpannedEnum<Side>,
        /// Effect of an upward pull, in a word or two.
        up: Text<'t>,
        /// Effect of a downward pull, in a word or two.
        down: Text<'t>,
        /// Description of the lever.
        description: Text<'t>,
    }

    /// One of the five axes.
    AxisRow = "an axis" {
        /// Id of the axis.
        id: Reference<'t>,
        /// Name of the axis.
        name: Text<'t>,
        /// Description of what the axis distinguishes.
        description: Text<'t>,
        /// Values on the axis, in order.
        value: Vec<AxisValue<'t>>,
    }

    /// Value on an axis.
    AxisValue = "a value of an axis" {
        /// Id of the value, unique on the axis.
        id: Slug<'t>,
        /// Name of the value.
        name: Text<'t>,
        /// Meaning of the value.
        description: Text<'t>,
    }

    /// Texts on one mechanism.
    MechanismRow = "a mechanism" {
        /// Id of the mechanism.
        id: Reference<'t>,
        /// Kind of relation that the mechanism explains.
        kind: SpannedEnum<RelationKind>,
        /// Name of the mechanism.
        label: Text<'t>,
        /// Meaning of the mechanism in a few words.
        gloss: Text<'t>,
        /// Consequence for those who endorse both strategies.
        explain: Text<'t>,
    }

    /// Tier of expertise, recognition or vintage.
    Tier = "a tier" {
        /// Id of the tier.
        id: Slug<'t>,
        /// Name of the tier.
        label: Text<'t>,
        /// Description of the people on the tier, in a few words.
        short: Text<'t>,
        /// Badge of two to four letters; derived from the label by default.
        badge: Option<Text<'t>>,
        /// Criterion that puts a person on the tier.
        criterion: Text<'t>,
    }

    /// Tag for positions of people.
    Tag = "a tag" {
        /// Id of the tag.
        id: Slug<'t>,
        /// Name of the tag.
        name: Text<'t>,
        /// The position in one line.
        gloss: Text<'t>,
        /// Alternative names.
        aka: Vec<Text<'t>>,
        /// The id of the strategy that the tag leads to.
        strategy: Option<Reference<'t>>,
    }

    /// Failure scenario with the strategies that respond to it.
    Scenario = "a scenario" {
        /// Id of the scenario.
        id: Slug<'t>,
        /// Title of the scenario.
        title: Text<'t>,
        /// The id of the class of adversary behind the failure.
        adversary: Reference<'t>,
        /// The scenario in one line.
        gloss: Text<'t>,
        /// Description of what happens.
        description: Text<'t>,
        /// The ids of the responsive strategies.
        responsive: Vec<Reference<'t>>,
        /// Remark on the scenario.
        note: Option<Text<'t>>,
    }

    /// Strategies that someone visibly endorses together.
    Portfolio = "a portfolio" {
        /// Id of the portfolio.
        id: Slug<'t>,
        /// Name of the portfolio.
        name: Text<'t>,
        /// Owner and character of the portfolio.
        description: Text<'t>,
        /// The ids of the members.
        strategies: Vec<Reference<'t>>,
        /// Members with their shares of the money.
        member: Vec<PortfolioMember<'t>>,
    }

    /// Share of the money of a portfolio that is on one of its members.
    PortfolioMember = "a member of a portfolio" {
        /// The id of the strategy.
        strategy: Reference<'t>,
        /// Share in percent; members without one share the rest equally.
        share: Option<PercentShare>,
    }
}
