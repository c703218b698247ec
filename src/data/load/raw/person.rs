//! People as written.

use super::number::{Count, Probability, Year};
use super::value::{Date, Link, Reference, Slug};
use crate::diagnostic::{SpannedEnum, Text, table};
use crate::model::{Fidelity, Medium, Stance};

table! {
    /// Someone on the record.
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
        homepage: Option<Link<'t>>,
        /// Their Wikipedia page.
        wikipedia: Option<Link<'t>>,
        /// Their handle on X, without the `@`.
        handle: Option<Text<'t>>,
        /// When the entry was last updated.
        updated: Option<Date<'t>>,
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
        /// Dates they expect something by.
        timeline: Vec<TimelineClaim<'t>>,
    }

    /// A post someone holds or held.
    Affiliation = "an affiliation" {
        /// The organisation.
        org: Text<'t>,
        /// The role there.
        role: Option<Text<'t>>,
        /// When it began.
        start: Option<Date<'t>>,
        /// When it ended.
        end: Option<Date<'t>>,
        /// Whether they hold it now.
        current: bool,
    }

    /// The tiers someone stands on.
    Profile = "a profile" {
        /// The id of how close to the work they are.
        expertise: Reference<'t>,
        /// What speaks for it.
        expertise_note: Option<Text<'t>>,
        /// The id of how widely they are known.
        recognition: Reference<'t>,
        /// What speaks for it.
        recognition_note: Option<Text<'t>>,
        /// The id of when they came to the subject.
        vintage: Option<Reference<'t>>,
        /// What speaks for it.
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
        /// What they hold, in the atlas's own words.
        claim: Text<'t>,
        /// Where they said so.
        source: Vec<Source<'t>>,
    }

    /// Where something was said.
    Source = "a source" {
        /// What it is called.
        title: Text<'t>,
        /// Where it is.
        url: Option<Link<'t>>,
        /// What it is.
        medium: SpannedEnum<Medium>,
        /// Who published it.
        publisher: Option<Text<'t>>,
        /// When.
        date: Option<Date<'t>>,
        /// How close the claim is to what was said.
        fidelity: Option<SpannedEnum<Fidelity>>,
        /// How many passages of it back the claim; 1 if left out.
        passages: Option<Count>,
    }

    /// A probability of doom someone gave.
    DoomClaim = "a p(doom) claim" {
        /// The lower end.
        low: Probability,
        /// The upper end; equal to `low` for a single number.
        high: Probability,
        /// When it was given.
        date: Option<Date<'t>>,
        /// What was meant by doom.
        definition: Option<Text<'t>>,
        /// Where.
        source: Option<Source<'t>>,
    }

    /// A date someone expects something by.
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
        /// Where.
        source: Option<Source<'t>>,
    }
}
