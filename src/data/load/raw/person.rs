//! People as they are in the TOML files.

use super::number::{PassageCount, PersonOrder, Probability, Year};
use super::value::{Date, Reference, Slug, WebLink};
use crate::diagnostic::{SpannedEnum, Text, table};
use crate::model::{Fidelity, Medium, Stance};

table! {
    /// A person on the record.
    Person = "a person" {
        /// Id of the person.
        id: Slug<'t>,
        /// Name of the person.
        name: Text<'t>,
        /// Description of the person in a few words.
        tagline: Text<'t>,
        /// Description of the person in a sentence or two.
        summary: Text<'t>,
        /// Occupations, one word each.
        categories: Vec<Text<'t>>,
        /// Home page of the person.
        homepage: Option<WebLink<'t>>,
        /// Wikipedia page about the person.
        wikipedia: Option<WebLink<'t>>,
        /// Handle on X, without the `@`.
        handle: Option<Text<'t>>,
        /// Date of the last update of the entry.
        updated: Option<Date<'t>>,
        /// Sort rank among the people, smallest first; people without one come last, by name.
        order: Option<PersonOrder>,
        /// Warning to those who rely on the entry.
        caveat: Option<Text<'t>>,
        /// Remark on the person.
        note: Option<Text<'t>>,
        /// Present and past affiliations.
        affiliations: Vec<Affiliation<'t>>,
        /// Tiers of the person.
        profile: Option<Profile<'t>>,
        /// Positions of the person on tags.
        position: Vec<Position<'t>>,
        /// Probabilities of doom that the person gave.
        p_doom: Vec<DoomClaim<'t>>,
        /// Dates by which the person expects a milestone.
        timeline: Vec<TimelineClaim<'t>>,
    }

    /// Present or past post of a person.
    Affiliation = "an affiliation" {
        /// Name of the organisation.
        org: Text<'t>,
        /// Role in the organisation.
        role: Option<Text<'t>>,
        /// Date of the start.
        start: Option<Date<'t>>,
        /// Date of the end.
        end: Option<Date<'t>>,
        /// Whether the affiliation is current.
        current: bool,
    }

    /// Tiers of a person.
    Profile = "a profile" {
        /// The id of the expertise tier: closeness to the work.
        expertise: Reference<'t>,
        /// Evidence for the tier.
        expertise_note: Option<Text<'t>>,
        /// The id of the recognition tier: reach of the name.
        recognition: Reference<'t>,
        /// Evidence for the tier.
        recognition_note: Option<Text<'t>>,
        /// The id of the vintage: time of arrival in the field.
        vintage: Option<Reference<'t>>,
        /// Evidence for the tier.
        vintage_note: Option<Text<'t>>,
    }

    /// Stance of a person on a tag.
    Position = "a position" {
        /// The id of the tag.
        tag: Reference<'t>,
        /// Stance on the tag.
        stance: SpannedEnum<Stance>,
        /// Whether the position is inferred, not stated.
        tentative: bool,
        /// Claim, in the atlas's own words.
        claim: Text<'t>,
        /// Warning to those who rely on the position.
        caveat: Option<Text<'t>>,
        /// Sources of the claim.
        source: Vec<Source<'t>>,
    }

    /// Published source of a claim.
    Source = "a source" {
        /// Title of the source.
        title: Text<'t>,
        /// Web address of the source.
        url: Option<WebLink<'t>>,
        /// Medium of the source.
        medium: SpannedEnum<Medium>,
        /// Publisher of the source.
        publisher: Option<Text<'t>>,
        /// Date of the remark, if known.
        stated: Option<Date<'t>>,
        /// Date of publication of the source itself. Without `stated`, it is the latest possible date of the remark.
        date: Option<Date<'t>>,
        /// Fidelity of the claim to the source.
        fidelity: Option<SpannedEnum<Fidelity>>,
        /// Number of passages that support the claim; 1 by default.
        passages: Option<PassageCount>,
        /// Warning to those who rely on the source.
        caveat: Option<Text<'t>>,
    }

    /// Probability of doom that a person gave.
    DoomClaim = "a p(doom) claim" {
        /// Lower end, from 0 to 1.
        low: Probability,
        /// Upper end, from 0 to 1; equal to `low` for a single number.
        high: Probability,
        /// Date of the claim.
        date: Option<Date<'t>>,
        /// Definition of doom.
        definition: Option<Text<'t>>,
        /// Source of the claim.
        source: Option<Source<'t>>,
    }

    /// Date by which a person expects a milestone.
    TimelineClaim = "a timeline claim" {
        /// Expected milestone.
        milestone: Text<'t>,
        /// First year of the range.
        from: Option<Year>,
        /// Last year of the range; equal to `from` for a single year.
        to: Option<Year>,
        /// Probability that the person gives the milestone, from 0 to 1.
        probability: Option<Probability>,
        /// Date of the claim.
        date: Option<Date<'t>>,
        /// Source of the claim.
        source: Option<Source<'t>>,
    }
}
