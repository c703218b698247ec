//! People as written.

use super::number::{PassageCount, PersonOrder, Probability, Year};
use super::value::{Date, Reference, Slug, WebLink};
use crate::diagnostic::{SpannedEnum, Text, table};
use crate::model::{Fidelity, Medium, Stance};

table! {
    /// A person on the record.
    Person = "a person" {
        /// Their id.
        id: Slug<'t>,
        /// Their name.
        name: Text<'t>,
        /// Who they are in a few words.
        tagline: Text<'t>,
        /// Who they are in a sentence or two.
        summary: Text<'t>,
        /// What they do, each in a word.
        categories: Vec<Text<'t>>,
        /// Their own page.
        homepage: Option<WebLink<'t>>,
        /// Their Wikipedia page.
        wikipedia: Option<WebLink<'t>>,
        /// Their handle on X, without the `@`.
        handle: Option<Text<'t>>,
        /// When the entry was last updated.
        updated: Option<Date<'t>>,
        /// Their rank among the people, smallest first; people without one come after, by name.
        order: Option<PersonOrder>,
        /// What to beware of when relying on the entry.
        caveat: Option<Text<'t>>,
        /// A remark.
        note: Option<Text<'t>>,
        /// Where they work or have worked.
        affiliations: Vec<Affiliation<'t>>,
        /// Their tiers.
        profile: Option<Profile<'t>>,
        /// Their positions.
        position: Vec<Position<'t>>,
        /// Probabilities of doom they gave.
        p_doom: Vec<DoomClaim<'t>>,
        /// Dates by which they expect something.
        timeline: Vec<TimelineClaim<'t>>,
    }

    /// Present or past post of a person.
    Affiliation = "an affiliation" {
        /// The organisation.
        org: Text<'t>,
        /// The role there.
        role: Option<Text<'t>>,
        /// When it began.
        start: Option<Date<'t>>,
        /// When it ended.
        end: Option<Date<'t>>,
        /// Whether they have the post now.
        current: bool,
    }

    /// Tiers of a person.
    Profile = "a profile" {
        /// The id of how close to the work they are.
        expertise: Reference<'t>,
        /// Evidence for the tier.
        expertise_note: Option<Text<'t>>,
        /// The id of how widely they are known.
        recognition: Reference<'t>,
        /// Evidence for the tier.
        recognition_note: Option<Text<'t>>,
        /// The id of when they came to the subject.
        vintage: Option<Reference<'t>>,
        /// Evidence for the tier.
        vintage_note: Option<Text<'t>>,
    }

    /// A person's stance on a tag.
    Position = "a position" {
        /// The id of the tag.
        tag: Reference<'t>,
        /// The stance.
        stance: SpannedEnum<Stance>,
        /// Whether it is inferred and not stated.
        tentative: bool,
        /// The claim, in the atlas's own words.
        claim: Text<'t>,
        /// What to beware of when relying on the position.
        caveat: Option<Text<'t>>,
        /// Sources of the claim.
        source: Vec<Source<'t>>,
    }

    /// Published source of a claim.
    Source = "a source" {
        /// Title.
        title: Text<'t>,
        /// Web address.
        url: Option<WebLink<'t>>,
        /// Medium.
        medium: SpannedEnum<Medium>,
        /// Publisher.
        publisher: Option<Text<'t>>,
        /// Date of the remark, if it is known.
        stated: Option<Date<'t>>,
        /// Date of publication of the source itself. Without `stated`, the remark counts as made by then.
        date: Option<Date<'t>>,
        /// Fidelity of the claim to the source.
        fidelity: Option<SpannedEnum<Fidelity>>,
        /// How many passages of it back the claim; 1 if left out.
        passages: Option<PassageCount>,
        /// What to beware of when relying on the source.
        caveat: Option<Text<'t>>,
    }

    /// Probability of doom that a person gave.
    DoomClaim = "a p(doom) claim" {
        /// The lower end.
        low: Probability,
        /// The upper end; equal to `low` for a single number.
        high: Probability,
        /// When it was given.
        date: Option<Date<'t>>,
        /// What was meant by doom.
        definition: Option<Text<'t>>,
        /// Source.
        source: Option<Source<'t>>,
    }

    /// Date by which a person expects something.
    TimelineClaim = "a timeline claim" {
        /// What is expected.
        milestone: Text<'t>,
        /// The first year of the range.
        from: Option<Year>,
        /// The last year of the range; equal to `from` for a single year.
        to: Option<Year>,
        /// How likely they think it.
        probability: Option<Probability>,
        /// When it was said.
        date: Option<Date<'t>>,
        /// Source.
        source: Option<Source<'t>>,
    }
}
