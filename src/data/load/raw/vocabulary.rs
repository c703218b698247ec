//! The vocabulary of an atlas as written.

use super::number::PercentShare;
use super::value::{Date, Reference, Slug, WebLink};
use crate::diagnostic::{SpannedEnum, Text, table};
use crate::model::{RelationKind, Side};

table! {
    /// What an atlas is and where it comes from.
    Header = "an atlas" {
        /// The title of the atlas.
        title: Option<Text<'t>>,
        /// Its edition.
        edition: Option<Text<'t>>,
        /// What it holds, in a sentence.
        about: Option<Text<'t>>,
        /// Where its facts come from.
        provenance: Vec<Provenance<'t>>,
        /// How to read the sections of a strategy page.
        captions: Option<Captions<'t>>,
    }

    /// Where facts come from.
    Provenance = "an origin" {
        /// The name of the origin.
        title: Text<'t>,
        /// Where it is.
        url: Option<WebLink<'t>>,
        /// When it was read.
        retrieved: Option<Date<'t>>,
        /// A remark.
        note: Option<Text<'t>>,
    }

    /// How to read each section of a strategy page.
    Captions = "the table of captions" {
        /// On what binds next.
        next_problem: Option<Text<'t>>,
        /// On the falsification signal.
        falsification: Option<Text<'t>>,
        /// On the self-undermining threshold.
        threshold: Option<Text<'t>>,
        /// On the people on the record.
        people: Option<Text<'t>>,
        /// On the mixes of tiers.
        mixes: Option<Text<'t>>,
        /// On the analogue.
        analogue: Option<Text<'t>>,
        /// On the meanings by period.
        vintages: Option<Text<'t>>,
    }

    /// The identity diagnostic.
    Identity = "the identity diagnostic" {
        /// Why the difference between a bet and an identity matters.
        why_it_matters: Option<Text<'t>>,
        /// What would help.
        what_would_help: Option<Text<'t>>,
        /// The questions to ask.
        question: Vec<Question<'t>>,
        /// Strategies that are bound to identities.
        binding: Vec<Binding<'t>>,
    }

    /// Question that distinguishes a bet from an identity.
    Question = "a question" {
        /// The question.
        ask: Text<'t>,
        /// Answer of someone to whom the strategy is a bet.
        bet: Text<'t>,
        /// Answer of someone to whom it is an identity.
        identity: Text<'t>,
    }

    /// Binding of a strategy to the identity of its endorsers.
    Binding = "a binding" {
        /// The id of the strategy.
        strategy: Reference<'t>,
        /// What shows it, in a word or two.
        marker: Text<'t>,
        /// How the strategy binds.
        note: Text<'t>,
    }

    /// A name for something that is no more than named: a topic, a domain, a class of adversary.
    Term = "an entry" {
        /// Its id.
        id: Slug<'t>,
        /// Its name.
        name: Text<'t>,
    }

    /// A claim that several commitments share.
    Claim = "a claim" {
        /// Its id.
        id: Slug<'t>,
        /// Its name.
        name: Text<'t>,
        /// What has to be true.
        statement: Text<'t>,
    }

    /// A predefined reason for verdicts: a tag with a criterion.
    Reason = "a reason" {
        /// Its id, which is the tag.
        id: Slug<'t>,
        /// When it applies.
        about: Text<'t>,
    }

    /// What a strategy can pull.
    Lever = "a lever" {
        /// Its id.
        id: Slug<'t>,
        /// Its name.
        name: Text<'t>,
        /// Side of the problem it works on.
        side: SpannedEnum<Side>,
        /// What pulling it up does, in a word or two.
        up: Text<'t>,
        /// What pulling it down does.
        down: Text<'t>,
        /// What it is.
        description: Text<'t>,
    }

    /// One of the five axes.
    AxisRow = "an axis" {
        /// Its id.
        id: Reference<'t>,
        /// Its name.
        name: Text<'t>,
        /// What the axis distinguishes.
        description: Text<'t>,
        /// The values on it, in order.
        value: Vec<AxisValue<'t>>,
    }

    /// A value on an axis.
    AxisValue = "a value of an axis" {
        /// Its id, unique on its axis.
        id: Slug<'t>,
        /// Its name.
        name: Text<'t>,
        /// What it means.
        description: Text<'t>,
    }

    /// What one mechanism is called and means.
    MechanismRow = "a mechanism" {
        /// Its id.
        id: Reference<'t>,
        /// The kind of relation it explains.
        kind: SpannedEnum<RelationKind>,
        /// Its name.
        label: Text<'t>,
        /// The meaning in a few words.
        gloss: Text<'t>,
        /// What it means for those who endorse both.
        explain: Text<'t>,
    }

    /// A tier of expertise, recognition or vintage.
    Tier = "a tier" {
        /// Its id.
        id: Slug<'t>,
        /// Its name.
        label: Text<'t>,
        /// Description of the people on the tier, in a few words.
        short: Text<'t>,
        /// Two to four letters for a badge; made from the label if left out.
        badge: Option<Text<'t>>,
        /// What puts a person on it.
        criterion: Text<'t>,
    }

    /// A position tag.
    Tag = "a tag" {
        /// Its id.
        id: Slug<'t>,
        /// Its name.
        name: Text<'t>,
        /// The position in one line.
        gloss: Text<'t>,
        /// Other names it goes by.
        aka: Vec<Text<'t>>,
        /// The id of the strategy it leads to.
        strategy: Option<Reference<'t>>,
    }

    /// A failure scenario.
    Scenario = "a scenario" {
        /// Its id.
        id: Slug<'t>,
        /// Its title.
        title: Text<'t>,
        /// The id of the class of adversary.
        adversary: Reference<'t>,
        /// The scenario in one line.
        gloss: Text<'t>,
        /// What happens.
        description: Text<'t>,
        /// The ids of the strategies that respond to it.
        responsive: Vec<Reference<'t>>,
        /// A remark.
        note: Option<Text<'t>>,
    }

    /// Strategies that someone visibly endorses together.
    Portfolio = "a portfolio" {
        /// Its id.
        id: Slug<'t>,
        /// Its name.
        name: Text<'t>,
        /// Whose it is and what marks it.
        description: Text<'t>,
        /// The ids of its members.
        strategies: Vec<Reference<'t>>,
        /// Members with their share of the money.
        member: Vec<PortfolioMember<'t>>,
    }

    /// Share of the money of a portfolio that is on one of its members.
    PortfolioMember = "a member of a portfolio" {
        /// The id of the strategy.
        strategy: Reference<'t>,
        /// Its share in percent; members without one share the rest equally.
        share: Option<PercentShare>,
    }
}
