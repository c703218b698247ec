//! Filters: conditions on a record other than its texts.

use std::collections::BTreeSet;

use crate::graph::Graph;
use crate::model::{Atlas, Entity, Id, Kind, PersonId, Side, Source, Stance, StrategyId, TagId};
use crate::review::{Subject, SubjectKind};

use super::super::field::Column;
use super::super::filter_data::{PersonFilterData, PositionKey, Tiers};
use super::super::fold::Strictness;
use super::super::index::IndexEntry;
use super::Query;
use super::date_filter::DateFilter;
use super::facet::Facet;

/// Index of the value `position` among the values of [`Facet::Kind`]; it follows the kinds of records.
const POSITIONS: usize = Kind::ALL.len();
/// Index of the value `commitment` among the values of [`Facet::Kind`]; it follows `position`.
const COMMITMENTS: usize = POSITIONS + 1;

/// Condition of a query on a record, which may be negated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) struct Filter {
    /// Whether a record must not meet the condition.
    pub(super) negated: bool,
    /// Condition without the negation.
    pub(super) predicate: Predicate,
}

/// Condition that a record meets if one of several values applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Predicate {
    /// Values of a field, as indexes into the values that [`Facet`] lists for the field.
    Choice(Facet, Vec<usize>),
    /// Parts of the names of organisations, folded.
    Org(Vec<String>),
    Category(Vec<String>),
    Updated(Vec<DateFilter>),
    Stated(Vec<DateFilter>),
    /// Subjects whose verdicts meet a condition; a strategy, position or commitment must be among them.
    Judged(BTreeSet<Subject>),
}

impl Predicate {
    /// Returns the indexes of the chosen values of `facet`; `None` if the condition is on another field.
    fn chosen(&self, facet: Facet) -> Option<&[usize]> {
        match self {
            Self::Choice(own, chosen) if *own == facet => Some(chosen),
            _ => None,
        }
    }

    /// Returns whether the condition is on sources and `source` meets it.
    fn is_on_source<S: AsRef<str>>(&self, source: &Source<S>) -> bool {
        match self {
            Self::Choice(Facet::Source, depths) => depths.contains(&(source.depth() as usize)),
            Self::Stated(dates) => source.stated_by().is_some_and(|stated| dates.iter().any(|when| when.holds(stated))),
            _ => false,
        }
    }
}

impl Query {
    /// Returns whether `subject` matches: a position must match the filters by tag, stance and verdict, a commitment
    /// the filters by verdict. A strategy always matches.
    pub fn admits_subject(&self, subject: Subject, atlas: &Atlas) -> bool {
        let Some(position) = subject.position(atlas) else {
            return subject.kind() == SubjectKind::Strategy || self.filters.admit_commitment(subject);
        };
        self.filters.0.iter().all(|filter| match &filter.predicate {
            Predicate::Choice(Facet::Tag, tags) => tags.contains(&position.tag.index()) != filter.negated,
            Predicate::Choice(Facet::Stance, stances) => is_stance(stances, position.stance) != filter.negated,
            Predicate::Judged(subjects) => subjects.contains(&subject) != filter.negated,
            predicate @ (Predicate::Choice(Facet::Source, _) | Predicate::Stated(_)) => {
                let mut sources = position.sources.iter();
                sources.any(|source| predicate.is_on_source(source)) != filter.negated
            }
            _ => true,
        })
    }

    /// Returns whether the query filters by verdicts of the reviewer.
    pub fn asks_for_verdicts(&self) -> bool {
        self.filters.0.iter().any(|filter| matches!(filter.predicate, Predicate::Judged(_)))
    }

    /// Returns whether the query asks for positions of people.
    pub fn asks_for_positions(&self) -> bool {
        self.filters.asks_for(POSITIONS)
    }

    /// Returns whether the query asks for commitments of strategies.
    pub fn asks_for_commitments(&self) -> bool {
        self.filters.asks_for(COMMITMENTS)
    }

    /// Returns the tag that the query asks for; `None` if it asks for none or for several.
    pub fn tag(&self) -> Option<TagId> {
        let mut wanted = self.filters.wanted(Facet::Tag);
        match (wanted.next(), wanted.next()) {
            (Some(&[tag]), None) => Some(TagId::from_index(tag)),
            _ => None,
        }
    }
}

/// All filters of a query. They are tested together, because some depend on others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::search) struct Filters(Vec<Filter>);

impl Filters {
    pub(super) fn extend(&mut self, filters: impl IntoIterator<Item = Filter>) {
        self.0.extend(filters);
    }

    #[cfg(test)]
    pub(super) fn all(&self) -> impl Iterator<Item = &Filter> {
        self.0.iter()
    }

    pub(in crate::search) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns whether `entry` passes all filters.
    pub(in crate::search) fn admit(&self, graph: &Graph, entry: IndexEntry<'_>) -> bool {
        self.0.iter().all(|filter| self.holds(filter, graph, entry) != filter.negated)
    }

    fn holds(&self, filter: &Filter, graph: &Graph, entry: IndexEntry<'_>) -> bool {
        let Some(entity) = entry.place().entity() else { return false };
        let is_chosen = |facet, at: usize| filter.predicate.chosen(facet).is_some_and(|chosen| chosen.contains(&at));
        if is_chosen(Facet::Kind, entity.kind() as usize) {
            return true;
        }
        match entity {
            Entity::Strategy(id) => self.on_strategy(filter, graph, id),
            Entity::Person(id) => self.on_person(filter, graph, id, entry),
            Entity::Tag(id) => is_chosen(Facet::Tag, id.index()),
            Entity::Lever(id) => {
                is_chosen(Facet::Lever, id.index()) || is_chosen(Facet::Side, side(graph.atlas.levers[id].side))
            }
            Entity::Scenario(id) => is_chosen(Facet::Scenario, id.index()),
            Entity::Portfolio(id) => is_chosen(Facet::Portfolio, id.index()),
            Entity::Mechanism(_) => false,
        }
    }

    fn on_person(&self, filter: &Filter, graph: &Graph, id: PersonId, entry: IndexEntry<'_>) -> bool {
        let facts = entry.facts();
        match &filter.predicate {
            Predicate::Choice(Facet::Caveat, chosen) => {
                chosen.contains(&usize::from(!graph.atlas.people.view(id).has_caveat()))
            }
            predicate @ (Predicate::Choice(Facet::Source, _) | Predicate::Stated(_)) => {
                let positions = graph.atlas.people.view(id).positions.into_iter().zip(facts.position_keys);
                let mut asked = positions.filter(|(_, key)| self.of_stance(**key) && self.on_tags(**key));
                asked.any(|(position, _)| position.sources.iter().any(|source| predicate.is_on_source(source)))
            }
            Predicate::Choice(facet, chosen) => self.is_person_chosen(*facet, chosen, filter.negated, facts),
            Predicate::Judged(subjects) if filter.negated => {
                positions(id, facts.position_keys).any(|(on, _)| subjects.contains(&on))
            }
            Predicate::Judged(_) => positions(id, facts.position_keys)
                .any(|(on, key)| self.of_verdicts(on) && self.of_stance(key) && self.on_tags(key)),
            Predicate::Org(wanted) => wanted.iter().any(|wanted| {
                // The short texts of an entry contain its organisations. They are searched first, so that few people
                // must be read from the atlas.
                let fold = |org: &str| Strictness::CASE_ACCENT_INSENSITIVE.fold(org);
                entry.text(Column::Short).contains(wanted)
                    && graph.atlas.people.view(id).affiliations.iter().any(|row| fold(row.org).contains(wanted))
            }),
            Predicate::Category(wanted) => {
                let categories = graph.atlas.people.view(id).categories;
                categories.iter().any(|category| wanted.iter().any(|wanted| wanted == category))
            }
            Predicate::Updated(wanted) => {
                graph.updated(id).is_some_and(|date| wanted.iter().any(|when| when.holds(date)))
            }
        }
    }

    /// Returns whether the value of `facet` that a person with the filter data `facts` has is among the `chosen` ones.
    fn is_person_chosen(&self, facet: Facet, chosen: &[usize], negated: bool, facts: PersonFilterData<'_>) -> bool {
        let is = |index: usize| chosen.contains(&index);
        let is_answer = |yes: bool| is(usize::from(!yes));
        let is_tier = |tier: fn(Tiers) -> Option<usize>| facts.tiers.and_then(tier).is_some_and(is);
        let mut keys = facts.position_keys.iter().copied();
        match facet {
            Facet::Kind => is(POSITIONS) && keys.any(|key| self.of_stance(key) && self.on_tags(key)),
            Facet::Tag => keys.any(|key| is(key.tag.index()) && (negated || self.of_stance(key))),
            Facet::Stance => keys.any(|key| is_stance(chosen, key.stance) && self.on_tags(key)),
            Facet::Expertise => is_tier(|tiers| Some(tiers.expertise.index())),
            Facet::Recognition => is_tier(|tiers| Some(tiers.recognition.index())),
            Facet::Vintage => is_tier(|tiers| tiers.vintage.map(Id::index)),
            Facet::Profiled => is_answer(facts.tiers.is_some()),
            Facet::PDoom => is_answer(facts.has_p_doom),
            Facet::Video => is_answer(facts.has_video),
            Facet::Tentative => is_answer(self.is_tentative(facts.position_keys)),
            _ => false,
        }
    }

    /// Returns the chosen values of `facet` in each filter that is not negated.
    fn wanted(&self, facet: Facet) -> impl Iterator<Item = &[usize]> {
        let wanted = self.0.iter().filter(|filter| !filter.negated);
        wanted.filter_map(move |filter| filter.predicate.chosen(facet))
    }

    /// Returns whether a position has a stance that the query asks for, or the query asks for none. The tag and the
    /// stance in a query refer to the same position.
    fn of_stance(&self, key: PositionKey) -> bool {
        self.wanted(Facet::Stance).all(|stances| is_stance(stances, key.stance))
    }

    /// Returns whether the query asks for the kind with this index among the values of [`Facet::Kind`], in a filter
    /// that is not negated.
    fn asks_for(&self, index: usize) -> bool {
        self.wanted(Facet::Kind).any(|kinds| kinds.contains(&index))
    }

    fn on_strategy(&self, filter: &Filter, graph: &Graph, id: StrategyId) -> bool {
        let atlas = &graph.atlas;
        match &filter.predicate {
            Predicate::Choice(Facet::Kind, kinds) => {
                kinds.contains(&COMMITMENTS) && Subject::commitments_of(atlas, id).any(|on| self.admit_commitment(on))
            }
            // If the query asks for commitments, the verdict on the commitment counts, not the verdict on the strategy.
            Predicate::Judged(subjects) if self.asks_for(COMMITMENTS) => {
                let is_admitted = |on| subjects.contains(&on) != filter.negated;
                Subject::commitments_of(atlas, id).any(is_admitted) != filter.negated
            }
            predicate => on_strategy(predicate, graph, id),
        }
    }

    /// Returns whether the verdicts on a commitment pass every filter by verdict: all such fields of a query refer to
    /// the same commitment.
    fn admit_commitment(&self, on: Subject) -> bool {
        self.0.iter().all(|filter| match &filter.predicate {
            Predicate::Judged(subjects) => subjects.contains(&on) != filter.negated,
            _ => true,
        })
    }

    /// Returns whether the verdicts on a position pass every filter by verdict that is not negated: all such fields of
    /// a query refer to the same position.
    fn of_verdicts(&self, on: Subject) -> bool {
        self.0.iter().all(|filter| match &filter.predicate {
            Predicate::Judged(subjects) if !filter.negated => subjects.contains(&on),
            _ => true,
        })
    }

    /// Returns whether all positions on the tags that the query asks for are tentative; all positions of the person
    /// count if it asks for no tag. False if there is no such position.
    fn is_tentative(&self, keys: &[PositionKey]) -> bool {
        let mut asked = keys.iter().filter(|key| self.on_tags(**key)).peekable();
        asked.peek().is_some() && asked.all(|key| key.tentative)
    }

    /// Returns whether a position is on a tag that the query asks for, or the query asks for no tag.
    fn on_tags(&self, key: PositionKey) -> bool {
        let mut wanted = self.wanted(Facet::Tag).map(|tags| tags.contains(&key.tag.index())).peekable();
        wanted.peek().is_none() || wanted.any(|is_on_tag| is_on_tag)
    }
}

/// Returns whether `stance` is among the `chosen` indexes of values: single stances, all stances in favour, or all
/// against.
fn is_stance(chosen: &[usize], stance: Stance) -> bool {
    let group = Stance::ALL.len() + usize::from(stance.is_opposing());
    chosen.iter().any(|&at| at == stance as usize || at == group)
}

/// Returns the index of `side` in [`Side::ALL`].
fn side(side: Side) -> usize {
    Side::ALL.iter().position(|&known| known == side).unwrap_or(usize::MAX)
}

/// Returns the positions of a person, each as a subject of review and as filter data.
fn positions(person: PersonId, keys: &[PositionKey]) -> impl Iterator<Item = (Subject, PositionKey)> {
    (0..).zip(keys).map(move |(at, key)| (Subject::Position(person, at), *key))
}

fn on_strategy(predicate: &Predicate, graph: &Graph, id: StrategyId) -> bool {
    let (facet, chosen) = match predicate {
        Predicate::Choice(facet, chosen) => (*facet, chosen),
        Predicate::Judged(subjects) => return subjects.contains(&Subject::Strategy(id)),
        _ => return false,
    };
    let coordinates = &graph.atlas.strategies[id].coordinates;
    let is = |index: usize| chosen.contains(&index);
    match facet {
        Facet::Lever => is(coordinates.lever.index()),
        Facet::Pull => is(coordinates.pull as usize),
        Facet::Side => is(side(graph.atlas.levers[coordinates.lever].side)),
        Facet::Axis(axis) => is(coordinates.on(axis).index()),
        Facet::Tag => graph.tags_of(id).iter().any(|tag| is(tag.index())),
        Facet::Scenario => graph.scenarios_of(id).iter().any(|scenario| is(scenario.index())),
        Facet::Portfolio => graph.portfolios_of(id).iter().any(|portfolio| is(portfolio.index())),
        _ => false,
    }
}
