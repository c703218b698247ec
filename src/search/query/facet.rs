//! Fields of queries, and their possible values in an atlas.

use std::collections::BTreeSet;

use crate::graph::{Graph, PeopleOrder};
use crate::model::{Atlas, Axis, Id, Kind, Named, Pull, Side, SourceDepth, Stance, Table};

use super::super::context::QueryContext;
use super::super::fold::Strictness;
use super::judged;

/// Field of a query, written before a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Facet {
    /// Kind of record.
    Kind,
    /// Primary lever of a strategy: what it pulls up or down.
    Lever,
    /// Direction of a strategy's pull.
    Pull,
    /// Side of the problem that a lever works on.
    Side,
    /// Value of a strategy on an axis.
    Axis(Axis),
    /// Tag that a person has a position on, or that leads to a strategy.
    Tag,
    /// Stance of a person on a tag.
    Stance,
    /// Expertise tier of a person.
    Expertise,
    /// Recognition tier of a person.
    Recognition,
    /// Vintage of a person: the period in which the person entered the field.
    Vintage,
    /// Present or past organisation of a person.
    Org,
    /// Scenario that a strategy responds to.
    Scenario,
    /// Portfolio that contains a strategy.
    Portfolio,
    /// Whether a person has tiers of expertise and recognition.
    Profiled,
    /// Whether a person has given a probability of doom.
    PDoom,
    /// Stance of the current reviewer on a strategy.
    Verdict,
    /// Status of a strategy's falsification signal, as recorded by the current reviewer.
    Signal,
    /// How the current reviewer backs a strategy: as a bet, to be given up if its falsification signal lands, or as an
    /// identity, to be backed whatever happens.
    HeldAs,
    /// Check by the current reviewer whether the sources of a position support it.
    Record,
    /// Verdict of the current reviewer on a commitment.
    Claim,
    /// Tag that the current reviewer has given a subject.
    Own,
    /// What reviewers settled on together for a subject.
    Consensus,
    /// Reviewer whose verdicts the other fields read.
    By,
    /// Time within which a review is due.
    Due,
    /// Occupation of a person.
    Category,
    /// Whether a source of a person is a video.
    Video,
    /// Whether all positions of a person are tentative.
    Tentative,
    /// Date of the last update of a person.
    Updated,
    /// Depth of the sources of a position: how precisely a source locates the words behind the claim.
    Source,
    /// Date of a remark that supports a position.
    Stated,
    /// Whether there is a caveat on a person, or on a position or source of the person.
    Caveat,
    /// Order of the results.
    Sort,
}

/// Possible value of a field in queries.
#[derive(Clone, Copy, Debug)]
pub(super) struct FieldChoice<'a> {
    /// Spelling of the value in queries.
    pub(super) slug: &'a str,
    /// Name of the value on screen, which queries accept too.
    pub(super) name: &'a str,
    /// Other names of the value, which queries accept too.
    pub(super) aka: &'a [String],
}

impl<'a> FieldChoice<'a> {
    fn plain(slug: &'a str) -> Self {
        Self { slug, name: slug, aka: &[] }
    }

    /// Returns the spelling and all names of the value.
    fn names(self) -> Vec<&'a str> {
        [self.slug, self.name].into_iter().chain(self.aka.iter().map(String::as_str)).collect()
    }

    /// Returns whether `folded`, a folded text, is the name or another name of the value.
    pub(super) fn is_called(&self, folded: &str) -> bool {
        let is = |name: &str| Strictness::CASE_ACCENT_INSENSITIVE.fold(name) == folded;
        is(self.slug) || is(self.name) || self.aka.iter().any(|name| is(name))
    }
}

/// Every field with its spelling in queries, in display order.
const FIELDS: [(Facet, &str); 36] = [
    (Facet::Kind, "kind"),
    (Facet::Lever, "lever"),
    (Facet::Pull, "pull"),
    (Facet::Side, "side"),
    (Facet::Axis(Axis::ActsOn), "acts-on"),
    (Facet::Axis(Axis::Coercion), "coercion"),
    (Facet::Axis(Axis::ActorInControl), "actor"),
    (Facet::Axis(Axis::TimeHorizon), "horizon"),
    (Facet::Axis(Axis::LegitimacySource), "legitimacy"),
    (Facet::Tag, "tag"),
    (Facet::Stance, "stance"),
    (Facet::Expertise, "expertise"),
    (Facet::Recognition, "recognition"),
    (Facet::Vintage, "vintage"),
    (Facet::Org, "org"),
    (Facet::Scenario, "scenario"),
    (Facet::Portfolio, "portfolio"),
    (Facet::Profiled, "profiled"),
    (Facet::PDoom, "p-doom"),
    (Facet::Verdict, "verdict"),
    (Facet::Signal, "signal"),
    (Facet::HeldAs, "held-as"),
    (Facet::Record, "record"),
    (Facet::Claim, "claim"),
    (Facet::Own, "own"),
    (Facet::Consensus, "consensus"),
    (Facet::By, "by"),
    (Facet::Due, "due"),
    (Facet::Category, "category"),
    (Facet::Video, "video"),
    (Facet::Tentative, "tentative"),
    (Facet::Updated, "updated"),
    (Facet::Source, "source"),
    (Facet::Stated, "stated"),
    (Facet::Caveat, "caveat"),
    (Facet::Sort, "sort"),
];

impl Facet {
    /// Returns every field, in display order.
    pub fn all() -> impl Iterator<Item = Self> {
        FIELDS.iter().map(|&(facet, _)| facet)
    }

    /// Returns the spelling of every field in queries, in display order.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        FIELDS.iter().map(|&(_, name)| name)
    }

    /// Returns the spelling of the field in queries, without the colon.
    pub fn as_str(self) -> &'static str {
        FIELDS.iter().find(|(facet, _)| *facet == self).map_or("", |(_, name)| name)
    }

    /// Returns the field with this name; `None` if there is none. An axis may be called by its full name.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.to_ascii_lowercase();
        let axis = Axis::parse(&text).map(Self::Axis);
        axis.or_else(|| FIELDS.iter().find(|(_, name)| *name == text).map(|&(facet, _)| facet))
    }

    /// Returns the values that the field has in the atlas of `graph`. Each inner list is one value: first as written in a
    /// query, then its other names. `None` if the field takes any text.
    pub fn values(self, graph: &Graph) -> Option<Vec<Vec<&str>>> {
        let choices = self.choices(QueryContext::new(graph))?;
        Some(choices.into_iter().map(FieldChoice::names).collect())
    }

    /// Returns whether the field filters by the journals of reviewers, which are not part of the atlas.
    pub fn is_on_reviews(self) -> bool {
        self.reads_verdicts() || matches!(self, Self::Consensus | Self::By | Self::Due)
    }

    /// Returns whether the field filters by a single word of a verdict.
    pub(super) fn reads_verdicts(self) -> bool {
        matches!(self, Self::Verdict | Self::Signal | Self::HeldAs | Self::Record | Self::Claim | Self::Own)
    }

    /// Returns the possible values of the field in the context, in order; `None` if the field takes any text.
    pub(super) fn choices(self, context: QueryContext<'_>) -> Option<Vec<FieldChoice<'_>>> {
        let atlas = &context.graph.atlas;
        let words = |words: &[&'static str]| words.iter().copied().map(FieldChoice::plain).collect();
        Some(match self {
            Self::Kind => {
                let kinds = Kind::ALL.map(|kind| (kind.singular(), kind.plural())).into_iter();
                named(kinds.chain([(POSITION, "positions"), (COMMITMENT, "commitments")]))
            }
            Self::Pull => words(&Pull::ALL.map(Pull::as_str)),
            Self::Side => named(Side::ALL.map(|side| (side.as_str(), side.label()))),
            Self::Stance => words(&[&Stance::ALL.map(Stance::as_str)[..], &STANCE_GROUPS].concat()),
            Self::Profiled | Self::PDoom | Self::Video | Self::Tentative | Self::Caveat => words(&["yes", "no"]),
            Self::Lever => rows(&atlas.levers),
            Self::Axis(axis) => rows(atlas.values_on(axis)),
            Self::Tag => {
                let tags = atlas.tags.rows().iter();
                tags.map(|tag| FieldChoice { slug: &tag.slug, name: &tag.name, aka: &tag.aka }).collect()
            }
            Self::Expertise => rows(&atlas.expertise),
            Self::Recognition => rows(&atlas.recognition),
            Self::Vintage => rows(&atlas.vintages),
            Self::Scenario => rows(&atlas.scenarios),
            Self::Portfolio => rows(&atlas.portfolios),
            Self::Verdict
            | Self::Signal
            | Self::HeldAs
            | Self::Record
            | Self::Claim
            | Self::Own
            | Self::Consensus
            | Self::By => judged::words(self, context)?.into_iter().map(FieldChoice::plain).collect(),
            Self::Category => match context.categories {
                Some(known) => known.iter().map(|name| FieldChoice::plain(name)).collect(),
                None => categories(atlas),
            },
            Self::Sort => words(&PeopleOrder::all().map(PeopleOrder::as_str)),
            Self::Source => words(&SourceDepth::ALL.map(SourceDepth::as_str)),
            Self::Org | Self::Updated | Self::Stated | Self::Due => return None,
        })
    }
}

/// Value of [`Facet::Kind`] for people with a position that matches the other fields.
pub(super) const POSITION: &str = "position";
/// Value of [`Facet::Kind`] for strategies with a commitment that matches the other fields.
pub(super) const COMMITMENT: &str = "commitment";
/// Values of [`Facet::Stance`] that stand for all stances in favour and all stances against. As indexes, they follow
/// the stances of [`Stance::ALL`].
const STANCE_GROUPS: [&str; 2] = ["endorsing", "opposing"];

/// Collects the categories of people, in alphabetical order.
pub fn collect_categories(graph: &Graph) -> Vec<String> {
    categories(&graph.atlas).into_iter().map(|category| category.slug.to_owned()).collect()
}

/// Returns the categories (occupations) of people as values, in alphabetical order.
fn categories(atlas: &Atlas) -> Vec<FieldChoice<'_>> {
    let known: BTreeSet<&str> = atlas.people.views().flat_map(|(_, person)| person.categories).collect();
    known.into_iter().map(FieldChoice::plain).collect()
}

fn named<'a>(choices: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<FieldChoice<'a>> {
    choices.into_iter().map(|(slug, name)| FieldChoice { slug, name, aka: &[] }).collect()
}

fn rows<I: Id, T: Named>(table: &Table<I, T>) -> Vec<FieldChoice<'_>> {
    named(table.rows().iter().map(|row| (row.slug(), row.name())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_read_back_and_axes_in_full_too() {
        for facet in Facet::all() {
            assert_eq!(Facet::parse(facet.as_str()), Some(facet));
        }
        assert_eq!(Facet::parse("Actor-In-Control"), Some(Facet::Axis(Axis::ActorInControl)));
        assert_eq!(Facet::parse("who"), None);
    }
}
