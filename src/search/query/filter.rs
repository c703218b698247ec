//! Filters: what a record has to be, apart from its texts.

use std::collections::BTreeSet;

use crate::graph::Graph;
use crate::model::{
    Atlas, Axis, AxisValueId, Entity, ExpertiseId, Id, Kind, LeverId, PersonId, PortfolioId, Pull, RecognitionId,
    ScenarioId, Side, Stance, StrategyId, TagId, VintageId,
};
use crate::place::Place;
use crate::review::Subject;

use super::super::field::Column;
use super::super::filter_data::{PositionKey, Tiers};
use super::super::fold::Strictness;
use super::super::index::IndexEntry;
use super::date_filter::DateFilter;
use super::facet::{Facet, FieldChoice};

/// Condition on a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) struct Filter {
    /// Whether the condition is negated.
    pub(super) negated: bool,
    /// The condition; any of its values satisfies it.
    pub(super) predicate: Predicate,
}

/// Kind of condition with its values, of which any satisfies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Predicate {
    Kind(Vec<Kind>),
    Lever(Vec<LeverId>),
    Pull(Vec<Pull>),
    Side(Vec<Side>),
    Axis(Axis, Vec<AxisValueId>),
    Tag(Vec<TagId>),
    Stance(Vec<Stance>),
    Expertise(Vec<ExpertiseId>),
    Recognition(Vec<RecognitionId>),
    Vintage(Vec<VintageId>),
    /// Organisations, folded.
    Org(Vec<String>),
    Scenario(Vec<ScenarioId>),
    Portfolio(Vec<PortfolioId>),
    Profiled(Vec<bool>),
    PDoom(Vec<bool>),
    /// Strategies and positions that satisfy a condition on the reviewer's verdicts.
    Judged(BTreeSet<Subject>),
    Category(Vec<String>),
    Video(Vec<bool>),
    Tentative(Vec<bool>),
    Updated(Vec<DateFilter>),
}

impl Predicate {
    /// Condition that a part of the name of an organisation is one of `values`.
    pub(super) fn org<'v>(values: impl IntoIterator<Item = &'v str>) -> Self {
        Self::Org(values.into_iter().map(|value| Strictness::CASE_ACCENT_INSENSITIVE.fold(value)).collect())
    }

    /// Condition that `facet` is one of the `choices` at the indexes `chosen`.
    pub(super) fn from_choices(facet: Facet, choices: &[FieldChoice<'_>], chosen: &[usize]) -> Self {
        match facet {
            Facet::Kind => Self::Kind(pick(&Kind::ALL, chosen)),
            Facet::Lever => Self::Lever(ids(chosen)),
            Facet::Pull => Self::Pull(pick(&Pull::ALL, chosen)),
            Facet::Side => Self::Side(pick(&Side::ALL, chosen)),
            Facet::Axis(axis) => Self::Axis(axis, ids(chosen)),
            Facet::Tag => Self::Tag(ids(chosen)),
            Facet::Stance => Self::Stance(pick(&Stance::ALL, chosen)),
            Facet::Expertise => Self::Expertise(ids(chosen)),
            Facet::Recognition => Self::Recognition(ids(chosen)),
            Facet::Vintage => Self::Vintage(ids(chosen)),
            Facet::Verdict | Facet::Signal | Facet::HeldAs | Facet::Record | Facet::Own | Facet::Due => {
                Self::Judged(BTreeSet::new())
            }
            Facet::Scenario => Self::Scenario(ids(chosen)),
            Facet::Portfolio => Self::Portfolio(ids(chosen)),
            Facet::Profiled => Self::Profiled(pick(&[true, false], chosen)),
            Facet::PDoom => Self::PDoom(pick(&[true, false], chosen)),
            Facet::Video => Self::Video(pick(&[true, false], chosen)),
            Facet::Tentative => Self::Tentative(pick(&[true, false], chosen)),
            Facet::Category => {
                let slugs = choices.iter().map(|choice| choice.slug.to_owned()).collect::<Vec<_>>();
                Self::Category(chosen.iter().filter_map(|&at| slugs.get(at).cloned()).collect())
            }
            // Free text has no choices, and an order is not a condition.
            Facet::Updated => Self::Updated(Vec::new()),
            Facet::Org | Facet::Sort => Self::Org(Vec::new()),
        }
    }
}

fn pick<T: Copy>(all: &[T], chosen: &[usize]) -> Vec<T> {
    chosen.iter().filter_map(|&at| all.get(at).copied()).collect()
}

fn ids<I: Id>(chosen: &[usize]) -> Vec<I> {
    chosen.iter().map(|&at| I::from_index(at)).collect()
}

/// All filters of a query, with what they mean together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::search) struct Filters(Vec<Filter>);

impl Filters {
    pub(super) fn push(&mut self, filter: Filter) {
        self.0.push(filter);
    }

    #[cfg(test)]
    pub(super) fn all(&self) -> impl Iterator<Item = &Filter> {
        self.0.iter()
    }

    pub(in crate::search) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether any filter depends on the reviewer's verdicts.
    pub(super) fn ask_for_verdicts(&self) -> bool {
        self.0.iter().any(|filter| matches!(filter.predicate, Predicate::Judged(_)))
    }

    /// Whether `entry` passes all filters.
    pub(in crate::search) fn admit(&self, graph: &Graph, entry: IndexEntry<'_>) -> bool {
        self.0.iter().all(|filter| self.holds(filter, graph, entry) != filter.negated)
    }

    /// Whether `subject` is among the positions that the filters by tag, stance and verdict select; anything but a
    /// position is.
    pub(super) fn admit_position(&self, subject: Subject, atlas: &Atlas) -> bool {
        let Some(position) = subject.position(atlas) else { return true };
        self.0.iter().all(|filter| match &filter.predicate {
            Predicate::Tag(tags) => tags.contains(&position.tag) != filter.negated,
            Predicate::Stance(stances) => stances.contains(&position.stance) != filter.negated,
            Predicate::Judged(subjects) => subjects.contains(&subject) != filter.negated,
            _ => true,
        })
    }

    fn holds(&self, filter: &Filter, graph: &Graph, entry: IndexEntry<'_>) -> bool {
        let place = entry.place();
        if let Predicate::Kind(kinds) = &filter.predicate {
            return place.kind().is_some_and(|kind| kinds.contains(&kind));
        }
        match place {
            Place::Entity(Entity::Strategy(id)) => on_strategy(&filter.predicate, graph, id),
            Place::Entity(Entity::Person(id)) => self.on_person(filter, graph, id, entry),
            Place::Entity(Entity::Tag(id)) => matches!(&filter.predicate, Predicate::Tag(tags) if tags.contains(&id)),
            Place::Entity(Entity::Lever(id)) => match &filter.predicate {
                Predicate::Lever(levers) => levers.contains(&id),
                Predicate::Side(sides) => sides.contains(&graph.atlas.levers[id].side),
                _ => false,
            },
            Place::Entity(Entity::Scenario(id)) => {
                matches!(&filter.predicate, Predicate::Scenario(scenarios) if scenarios.contains(&id))
            }
            Place::Entity(Entity::Portfolio(id)) => {
                matches!(&filter.predicate, Predicate::Portfolio(portfolios) if portfolios.contains(&id))
            }
            _ => false,
        }
    }

    fn on_person(&self, filter: &Filter, graph: &Graph, id: PersonId, entry: IndexEntry<'_>) -> bool {
        let facts = entry.facts();
        let tiers = |stands: &dyn Fn(Tiers) -> bool| facts.tiers.is_some_and(stands);
        match &filter.predicate {
            Predicate::Tag(tags) => {
                facts.held.iter().any(|held| tags.contains(&held.tag) && (filter.negated || self.of_stance(*held)))
            }
            Predicate::Stance(stances) => {
                facts.held.iter().any(|held| stances.contains(&held.stance) && self.on_tags(*held))
            }
            Predicate::Judged(subjects) if filter.negated => {
                positions(id, facts.held).any(|(on, _)| subjects.contains(&on))
            }
            Predicate::Judged(_) => positions(id, facts.held)
                .any(|(on, held)| self.of_verdicts(on) && self.of_stance(held) && self.on_tags(held)),
            Predicate::Expertise(wanted) => tiers(&|tiers| wanted.contains(&tiers.expertise)),
            Predicate::Recognition(wanted) => tiers(&|tiers| wanted.contains(&tiers.recognition)),
            Predicate::Vintage(wanted) => {
                tiers(&|tiers| tiers.vintage.is_some_and(|vintage| wanted.contains(&vintage)))
            }
            Predicate::Org(wanted) => wanted.iter().any(|wanted| {
                // Organisations are in the short texts, so few entries need a look at the atlas.
                let mut held = graph.atlas.people[id].affiliations.iter();
                entry.text(Column::Short).contains(wanted)
                    && held.any(|held| Strictness::CASE_ACCENT_INSENSITIVE.fold(&held.org).contains(wanted))
            }),
            Predicate::Profiled(wanted) => wanted.contains(&facts.tiers.is_some()),
            Predicate::PDoom(wanted) => wanted.contains(&facts.has_p_doom),
            Predicate::Video(wanted) => wanted.contains(&facts.has_video),
            Predicate::Tentative(wanted) => wanted.contains(&self.is_tentative(facts.held)),
            Predicate::Category(wanted) => {
                graph.atlas.people[id].categories.iter().any(|category| wanted.contains(category))
            }
            Predicate::Updated(wanted) => {
                graph.atlas.people[id].updated.as_ref().is_some_and(|date| wanted.iter().any(|when| when.holds(date)))
            }
            _ => false,
        }
    }

    /// Whether a position has every requested stance: a tag and a stance in one query mean one position.
    fn of_stance(&self, held: PositionKey) -> bool {
        self.0.iter().all(|filter| match &filter.predicate {
            Predicate::Stance(stances) if !filter.negated => stances.contains(&held.stance),
            _ => true,
        })
    }

    /// Whether the verdict on a position meets every filter by verdict: several such fields in one query mean one
    /// position.
    fn of_verdicts(&self, on: Subject) -> bool {
        self.0.iter().all(|filter| match &filter.predicate {
            Predicate::Judged(subjects) if !filter.negated => subjects.contains(&on),
            _ => true,
        })
    }

    /// Whether all positions on the requested tags, or all positions if none is requested, are tentative; false without
    /// a position.
    fn is_tentative(&self, held: &[PositionKey]) -> bool {
        let mut asked = held.iter().filter(|held| self.on_tags(**held)).peekable();
        asked.peek().is_some() && asked.all(|held| held.tentative)
    }

    /// The requested tag, if exactly one is requested.
    pub(super) fn tag(&self) -> Option<TagId> {
        let mut asked = self.0.iter().filter(|filter| !filter.negated).filter_map(|filter| match &filter.predicate {
            Predicate::Tag(tags) => Some(tags.as_slice()),
            _ => None,
        });
        match (asked.next(), asked.next()) {
            (Some(&[tag]), None) => Some(tag),
            _ => None,
        }
    }

    /// Whether a position is on a requested tag, or no tag is requested.
    fn on_tags(&self, held: PositionKey) -> bool {
        let mut asked = self.0.iter().filter(|filter| !filter.negated).filter_map(|filter| match &filter.predicate {
            Predicate::Tag(tags) => Some(tags),
            _ => None,
        });
        let first = asked.next();
        first.is_none_or(|tags| tags.contains(&held.tag)) || asked.any(|tags| tags.contains(&held.tag))
    }
}

/// Positions of a person, as subjects of review and as filter data.
fn positions(person: PersonId, held: &[PositionKey]) -> impl Iterator<Item = (Subject, PositionKey)> {
    (0..).zip(held).map(move |(at, held)| (Subject::Position(person, at), *held))
}

fn on_strategy(predicate: &Predicate, graph: &Graph, id: StrategyId) -> bool {
    let coordinates = &graph.atlas.strategies[id].coordinates;
    match predicate {
        Predicate::Lever(levers) => levers.contains(&coordinates.lever),
        Predicate::Pull(pulls) => pulls.contains(&coordinates.pull),
        Predicate::Side(sides) => sides.contains(&graph.atlas.levers[coordinates.lever].side),
        Predicate::Axis(axis, values) => values.contains(&coordinates.on(*axis)),
        Predicate::Tag(tags) => graph.tags_of(id).iter().any(|tag| tags.contains(tag)),
        Predicate::Scenario(scenarios) => graph.scenarios_of(id).iter().any(|scenario| scenarios.contains(scenario)),
        Predicate::Judged(subjects) => subjects.contains(&Subject::Strategy(id)),
        Predicate::Portfolio(portfolios) => {
            graph.portfolios_of(id).iter().any(|portfolio| portfolios.contains(portfolio))
        }
        _ => false,
    }
}
