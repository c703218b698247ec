//! Fields of queries, and the values that each can have in an atlas.

use std::collections::HashSet;

use crate::graph::PeopleOrder;
use crate::model::{Atlas, Axis, Id, Kind, Named, Pull, Side, Stance, Table};

use super::super::context::QueryContext;
use super::super::fold::Strictness;
use super::judged;

/// Field of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Facet {
    /// Kind of record.
    Kind,
    /// Primary lever of a strategy.
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
    /// Vintage of a person.
    Vintage,
    /// Present or past organisation of a person.
    Org,
    /// Scenario that a strategy responds to.
    Scenario,
    /// Portfolio that contains a strategy.
    Portfolio,
    /// Whether a person has tiers.
    Profiled,
    /// Whether a person has given a probability of doom.
    PDoom,
    /// The reviewer's stance on a strategy.
    Verdict,
    /// Status of a strategy's falsification signal, by the reviewer.
    Signal,
    /// Whether a strategy is a bet or an identity to the reviewer.
    HeldAs,
    /// The reviewer's check of a position against its sources.
    Record,
    /// Tag that the reviewer has given.
    Own,
    /// Time by which a review is due.
    Due,
    /// Occupation of a person.
    Category,
    /// Whether a source of a person is a video.
    Video,
    /// Whether all positions of a person are tentative.
    Tentative,
    /// Date of the last update of a person.
    Updated,
    /// Order of the results.
    Sort,
}

/// Possible value of a field.
#[derive(Clone, Copy, Debug)]
pub(super) struct FieldChoice<'a> {
    /// Spelling in queries.
    pub(super) slug: &'a str,
    /// Name on screen, which is accepted in queries too.
    pub(super) name: &'a str,
    /// Other names.
    pub(super) aka: &'a [String],
}

impl<'a> FieldChoice<'a> {
    fn plain(slug: &'a str) -> Self {
        Self { slug, name: slug, aka: &[] }
    }

    /// Whether `folded` is one of its names, whatever their spelling.
    pub(super) fn is_called(&self, folded: &str) -> bool {
        let is = |name: &str| Strictness::CASE_ACCENT_INSENSITIVE.fold(name) == folded;
        is(self.slug) || is(self.name) || self.aka.iter().any(|name| is(name))
    }
}

impl Facet {
    /// Every field, in display order.
    pub const ALL: [Self; 30] = [
        Self::Kind,
        Self::Lever,
        Self::Pull,
        Self::Side,
        Self::Axis(Axis::ActsOn),
        Self::Axis(Axis::Coercion),
        Self::Axis(Axis::ActorInControl),
        Self::Axis(Axis::TimeHorizon),
        Self::Axis(Axis::LegitimacySource),
        Self::Tag,
        Self::Stance,
        Self::Expertise,
        Self::Recognition,
        Self::Vintage,
        Self::Org,
        Self::Scenario,
        Self::Portfolio,
        Self::Profiled,
        Self::PDoom,
        Self::Verdict,
        Self::Signal,
        Self::HeldAs,
        Self::Record,
        Self::Own,
        Self::Due,
        Self::Category,
        Self::Video,
        Self::Tentative,
        Self::Updated,
        Self::Sort,
    ];

    /// Returns the spelling before the colon.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Lever => "lever",
            Self::Pull => "pull",
            Self::Side => "side",
            Self::Axis(axis) => short_axis(axis),
            Self::Tag => "tag",
            Self::Stance => "stance",
            Self::Expertise => "expertise",
            Self::Recognition => "recognition",
            Self::Vintage => "vintage",
            Self::Org => "org",
            Self::Scenario => "scenario",
            Self::Portfolio => "portfolio",
            Self::Profiled => "profiled",
            Self::PDoom => "p-doom",
            Self::Verdict => "verdict",
            Self::Signal => "signal",
            Self::HeldAs => "held-as",
            Self::Record => "record",
            Self::Own => "own",
            Self::Due => "due",
            Self::Category => "category",
            Self::Video => "video",
            Self::Tentative => "tentative",
            Self::Updated => "updated",
            Self::Sort => "sort",
        }
    }

    /// Parses the name of a field; an axis may be written in full.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.to_ascii_lowercase();
        let axis = Axis::parse(&text).map(Self::Axis);
        axis.or_else(|| Self::ALL.into_iter().find(|facet| facet.as_str() == text))
    }

    /// Whether the field filters by a single word of the reviewer's verdicts.
    pub(super) fn is_judged(self) -> bool {
        matches!(self, Self::Verdict | Self::Signal | Self::HeldAs | Self::Record | Self::Own)
    }

    /// Values of the field in the context, in order; `None` if the field takes any text.
    pub(super) fn choices(self, given: QueryContext<'_>) -> Option<Vec<FieldChoice<'_>>> {
        let atlas = &given.graph.atlas;
        Some(match self {
            Self::Kind => Kind::ALL
                .into_iter()
                .map(|kind| FieldChoice { slug: kind.singular(), name: kind.plural(), aka: &[] })
                .collect(),
            Self::Pull => Pull::ALL.into_iter().map(|pull| FieldChoice::plain(pull.as_str())).collect(),
            Self::Side => Side::ALL
                .into_iter()
                .map(|side| FieldChoice { slug: side.as_str(), name: side.label(), aka: &[] })
                .collect(),
            Self::Stance => Stance::ALL.into_iter().map(|stance| FieldChoice::plain(stance.as_str())).collect(),
            Self::Profiled | Self::PDoom | Self::Video | Self::Tentative => {
                vec![FieldChoice::plain("yes"), FieldChoice::plain("no")]
            }
            Self::Lever => rows(&atlas.levers),
            Self::Axis(axis) => rows(atlas.values_on(axis)),
            Self::Tag => atlas
                .tags
                .rows()
                .iter()
                .map(|tag| FieldChoice { slug: &tag.slug, name: &tag.name, aka: &tag.aka })
                .collect(),
            Self::Expertise => rows(&atlas.expertise),
            Self::Recognition => rows(&atlas.recognition),
            Self::Vintage => rows(&atlas.vintages),
            Self::Scenario => rows(&atlas.scenarios),
            Self::Portfolio => rows(&atlas.portfolios),
            Self::Verdict | Self::Signal | Self::HeldAs | Self::Record | Self::Own => {
                judged::words(self, given)?.into_iter().map(FieldChoice::plain).collect()
            }
            Self::Category => categories(atlas),
            Self::Sort => PeopleOrder::ALL.into_iter().map(|order| FieldChoice::plain(order.as_str())).collect(),
            Self::Org | Self::Updated | Self::Due => return None,
        })
    }
}

/// Occupations of people, in alphabetical order.
fn categories(atlas: &Atlas) -> Vec<FieldChoice<'_>> {
    let all = atlas.people.rows().iter().flat_map(|person| &person.categories);
    let known: HashSet<&str> = all.map(String::as_str).collect();
    let mut known: Vec<&str> = known.into_iter().collect();
    known.sort_unstable();
    known.into_iter().map(FieldChoice::plain).collect()
}

fn rows<I: Id, T: Named>(table: &Table<I, T>) -> Vec<FieldChoice<'_>> {
    table.rows().iter().map(|row| FieldChoice { slug: row.slug(), name: row.name(), aka: &[] }).collect()
}

fn short_axis(axis: Axis) -> &'static str {
    match axis {
        Axis::ActsOn => "acts-on",
        Axis::Coercion => "coercion",
        Axis::ActorInControl => "actor",
        Axis::TimeHorizon => "horizon",
        Axis::LegitimacySource => "legitimacy",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_read_back_and_axes_in_full_too() {
        for facet in Facet::ALL {
            assert_eq!(Facet::parse(facet.as_str()), Some(facet));
        }
        assert_eq!(Facet::parse("Actor-In-Control"), Some(Facet::Axis(Axis::ActorInControl)));
        assert_eq!(Facet::parse("who"), None);
    }
}
