//! The audit of a portfolio: what strategies held together pull and cover, where they repeat or work against each
//! other, and what falls with what they stand on.
//!
//! A conflict has two meanings (spec, section 4, point 1), kept apart here: a *declared* one, whatever the levers, and
//! an *opposite pull* on one lever, whoever declares what.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use crate::model::{Atlas, Axis, AxisValueId, Id, LeverId, PersonId, Pull, RelationKind, ScenarioId, Side, StrategyId};

use super::mechanism::MIXED_LEGITIMACY;
use super::{Graph, Relation};

/// What there is to say of strategies that are held together.
#[derive(Clone, Debug, PartialEq)]
pub struct Audit {
    /// The strategies, in name order, each once.
    pub strategies: Vec<StrategyId>,
    /// How every lever is pulled, as catalogued.
    pub levers: Vec<Load>,
    /// How many strategies work on each side, in the order of [`Side::ALL`].
    pub sides: [usize; 3],
    /// How many strategies have each value, for each axis in the order of [`Axis::ALL`]: most first, ties as met.
    pub values: [Vec<(AxisValueId, usize)>; 5],
    /// The pairs that pull one lever against each other, in name order.
    pub opposite: Vec<(StrategyId, StrategyId)>,
    /// The pairs that either side declares to conflict or to complement each other, in name order.
    pub declared: Vec<(StrategyId, Relation)>,
    /// The strategies that pull one lever the same way as another, as catalogued.
    pub doubles: Vec<Double>,
    /// Every scenario with the strategies that respond to it, as catalogued.
    pub scenarios: Vec<(ScenarioId, Vec<StrategyId>)>,
    /// Each source of authority with what rests on it alone, most first.
    pub authorities: Vec<Authority>,
}

/// How one lever is pulled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// The lever.
    pub lever: LeverId,
    /// How many strategies pull it, in the order of [`Pull::ALL`].
    pub pulls: [usize; 3],
}

/// Strategies that pull one lever the same way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Double {
    /// The lever.
    pub lever: LeverId,
    /// The way they pull it.
    pub pull: Pull,
    /// The strategies, at least two, in name order.
    pub strategies: Vec<StrategyId>,
    /// How many of their pairs are twins; either side declares something about the others.
    pub twins: usize,
}

/// What rests on one source of authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// The source, on [`Axis::LegitimacySource`].
    pub source: AxisValueId,
    /// Whether it is several sources: what rests on those does not fall with one.
    pub is_mixed: bool,
    /// The strategies that rest on it.
    pub strategies: Vec<StrategyId>,
    /// The levers that nothing else of the portfolio pulls.
    pub levers: Vec<LeverId>,
    /// The scenarios that nothing else of the portfolio responds to.
    pub scenarios: Vec<ScenarioId>,
}

/// Someone who holds strategies of a portfolio.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backer {
    /// Who.
    pub person: PersonId,
    /// What of it they hold, in name order.
    pub strategies: Vec<StrategyId>,
}

/// Who holds how much of a portfolio.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backing {
    /// How many of its strategies can be held at all: a tag leads to them.
    pub holdable: usize,
    /// How many people hold any of it.
    pub people: usize,
    /// Those who hold most of it, most first; ties as on the page of a strategy.
    pub most: Vec<Backer>,
}

impl Load {
    /// How many strategies pull it.
    pub fn total(&self) -> usize {
        self.pulls.iter().sum()
    }

    /// In how many ways it is pulled.
    pub fn ways(&self) -> usize {
        self.pulls.iter().filter(|&&count| count > 0).count()
    }
}

impl Audit {
    /// How many levers are pulled.
    pub fn pulled(&self) -> usize {
        self.levers.iter().filter(|load| load.total() > 0).count()
    }

    /// The share of the levers that is pulled.
    pub fn coverage(&self) -> f64 {
        share(self.pulled(), self.levers.len())
    }

    /// The lever that most strategies pull, the first of several as catalogued.
    pub fn dominant(&self) -> Option<Load> {
        let most = self.levers.iter().rev().max_by_key(|load| load.total())?;
        (most.total() > 0).then_some(*most)
    }

    /// The share of the strategies that pull the dominant lever.
    pub fn concentration(&self) -> f64 {
        self.dominant().map_or(0.0, |load| share(load.total(), self.strategies.len()))
    }

    /// How many bets it makes if strategies that pull one lever the same way count once.
    pub fn bets(&self) -> usize {
        self.levers.iter().map(Load::ways).sum()
    }

    /// The largest share of those bets that is on one lever.
    pub fn concentration_once(&self) -> f64 {
        share(self.levers.iter().map(Load::ways).max().unwrap_or(0), self.bets())
    }

    /// The levers that nothing pulls, as catalogued.
    pub fn untouched(&self) -> impl Iterator<Item = LeverId> {
        self.levers.iter().filter(|load| load.total() == 0).map(|load| load.lever)
    }

    /// The declared pairs of `kind`.
    pub fn related(&self, kind: RelationKind) -> impl Iterator<Item = &(StrategyId, Relation)> {
        self.declared.iter().filter(move |(_, relation)| relation.kind == kind)
    }

    /// How many scenarios something responds to.
    pub fn answered(&self) -> usize {
        self.scenarios.iter().filter(|(_, strategies)| !strategies.is_empty()).count()
    }

    /// How many strategies work on `side`.
    pub fn on_side(&self, side: Side) -> usize {
        Side::ALL.iter().zip(self.sides).find(|(of, _)| **of == side).map_or(0, |(_, count)| count)
    }
}

/// `part` of `whole`; nothing of nothing.
fn share(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    let share = part as f64 / whole.max(1) as f64;
    share
}

impl Graph {
    /// What there is to say of `strategies` held together. Their order does not matter, nor how often one comes.
    pub fn audit(&self, strategies: &[StrategyId]) -> Audit {
        let mut members = strategies.to_vec();
        members.sort_unstable();
        members.dedup();
        let atlas = &self.atlas;
        let levers = loads(atlas, &members);
        let scenarios = self.answers(&members);
        Audit {
            sides: Side::ALL.map(|side| {
                members.iter().filter(|&&id| atlas.levers[atlas.strategies[id].coordinates.lever].side == side).count()
            }),
            values: Axis::ALL.map(|axis| tally(members.iter().map(|&id| atlas.strategies[id].coordinates.on(axis)))),
            opposite: opposite(atlas, &members),
            declared: self.declared_among(&members),
            doubles: self.doubles(&members),
            authorities: authorities(atlas, &members, &levers, &scenarios),
            levers,
            scenarios,
            strategies: members,
        }
    }

    fn answers(&self, members: &[StrategyId]) -> Vec<(ScenarioId, Vec<StrategyId>)> {
        let mut answers: Vec<_> = self.atlas.scenarios.ids().map(|scenario| (scenario, Vec::new())).collect();
        for &strategy in members {
            for scenario in self.scenarios_of(strategy) {
                answers[scenario.index()].1.push(strategy);
            }
        }
        answers
    }

    fn declared_among(&self, members: &[StrategyId]) -> Vec<(StrategyId, Relation)> {
        let later = |from: StrategyId, relation: &Relation| {
            from < relation.other && members.binary_search(&relation.other).is_ok()
        };
        let of = |&from: &StrategyId| {
            self.declared(from).iter().filter(move |relation| later(from, relation)).map(move |&to| (from, to))
        };
        members.iter().flat_map(of).collect()
    }

    fn doubles(&self, members: &[StrategyId]) -> Vec<Double> {
        let mut doubles: Vec<Double> = by_bearing(&self.atlas, members)
            .into_iter()
            .filter(|(_, strategies)| strategies.len() > 1)
            .map(|((lever, pull), strategies)| {
                let pairs = strategies.len() * (strategies.len() - 1) / 2;
                let twins = pairs - self.declared_among(&strategies).len();
                Double { lever, pull, strategies, twins }
            })
            .collect();
        doubles.sort_by_key(|double| (double.lever, double.pull as u8));
        doubles
    }

    /// Who holds how much of a portfolio of `strategies`: everyone who is stated, not tentatively, to endorse a tag that
    /// leads to one of them. Of those who hold most, the first `most`.
    pub fn backing(&self, strategies: &[StrategyId], most: usize) -> Backing {
        let mut members: Vec<StrategyId> =
            strategies.iter().copied().filter(|&id| !self.tags_of(id).is_empty()).collect();
        members.sort_unstable();
        members.dedup();
        let mut held: HashMap<PersonId, usize> = HashMap::new();
        for &strategy in &members {
            for person in self.endorsers(strategy) {
                *held.entry(person).or_default() += 1;
            }
        }
        let people = held.len();
        let mut ranked: Vec<(PersonId, usize)> = held.into_iter().collect();
        let key = |&(person, count): &(PersonId, usize)| {
            (Reverse(count), self.atlas.people[person].profile.is_none(), self.name_rank(person))
        };
        if ranked.len() > most {
            ranked.select_nth_unstable_by_key(most, key);
            ranked.truncate(most);
        }
        ranked.sort_unstable_by_key(key);
        let holds = |person, strategy: &StrategyId| self.endorses(person, *strategy);
        let most = ranked
            .into_iter()
            .map(|(person, _)| Backer {
                person,
                strategies: members.iter().copied().filter(|strategy| holds(person, strategy)).collect(),
            })
            .collect();
        Backing { holdable: members.len(), people, most }
    }

    /// Everyone who is stated to endorse `strategy`, each once.
    fn endorsers(&self, strategy: StrategyId) -> HashSet<PersonId> {
        let people = &self.atlas.people;
        self.tags_of(strategy)
            .iter()
            .flat_map(|&tag| self.holdings(tag))
            .filter(|holding| is_stated(&people[holding.person].positions[holding.position as usize]))
            .map(|holding| holding.person)
            .collect()
    }

    fn endorses(&self, person: PersonId, strategy: StrategyId) -> bool {
        let tags = self.tags_of(strategy);
        let positions = &self.atlas.people[person].positions;
        positions.iter().any(|position| tags.contains(&position.tag) && is_stated(position))
    }
}

fn is_stated(position: &crate::model::Position) -> bool {
    position.stance.is_endorsing() && !position.tentative
}

fn loads(atlas: &Atlas, members: &[StrategyId]) -> Vec<Load> {
    let mut loads: Vec<Load> = atlas.levers.ids().map(|lever| Load { lever, pulls: [0; 3] }).collect();
    for &id in members {
        let coordinates = &atlas.strategies[id].coordinates;
        loads[coordinates.lever.index()].pulls[coordinates.pull as usize] += 1;
    }
    loads
}

/// Counts, most first; ties as met.
fn tally<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for value in values {
        match counts.iter_mut().find(|(met, _)| *met == value) {
            Some((_, count)) => *count += 1,
            None => counts.push((value, 1)),
        }
    }
    counts.sort_by_key(|&(_, count)| Reverse(count));
    counts
}

fn opposite(atlas: &Atlas, members: &[StrategyId]) -> Vec<(StrategyId, StrategyId)> {
    let bearings = by_bearing(atlas, members);
    let mut pairs = Vec::new();
    for ((lever, pull), ups) in &bearings {
        let downs = bearings.get(&(*lever, Pull::Down)).filter(|_| *pull == Pull::Up);
        for down in downs.into_iter().flatten() {
            pairs.extend(ups.iter().map(|up| (*up.min(down), *up.max(down))));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The strategies by the lever they pull and the way they pull it.
fn by_bearing(atlas: &Atlas, members: &[StrategyId]) -> HashMap<(LeverId, Pull), Vec<StrategyId>> {
    let mut bearings: HashMap<_, Vec<StrategyId>> = HashMap::new();
    for &id in members {
        let coordinates = &atlas.strategies[id].coordinates;
        bearings.entry((coordinates.lever, coordinates.pull)).or_default().push(id);
    }
    bearings
}

fn authorities(
    atlas: &Atlas,
    members: &[StrategyId],
    levers: &[Load],
    scenarios: &[(ScenarioId, Vec<StrategyId>)],
) -> Vec<Authority> {
    let source_of = |id: &StrategyId| atlas.strategies[*id].coordinates.on(Axis::LegitimacySource);
    let mixed = atlas.values_on(Axis::LegitimacySource).find(MIXED_LEGITIMACY);
    tally(members.iter().map(source_of))
        .into_iter()
        .map(|(source, _)| {
            let strategies: Vec<_> = members.iter().copied().filter(|id| source_of(id) == source).collect();
            let loads = loads(atlas, &strategies);
            let only = |(all, own): &(&Load, &Load)| own.total() > 0 && all.total() == own.total();
            Authority {
                source,
                is_mixed: Some(source) == mixed,
                levers: levers.iter().zip(&loads).filter(only).map(|(all, _)| all.lever).collect(),
                scenarios: scenarios
                    .iter()
                    .filter(|(_, answers)| !answers.is_empty() && answers.iter().all(|id| source_of(id) == source))
                    .map(|&(scenario, _)| scenario)
                    .collect(),
                strategies,
            }
        })
        .collect()
}
