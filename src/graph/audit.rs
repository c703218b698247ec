//! Audit of a portfolio: the levers it pulls, the scenarios it covers, repeated and opposite pulls, and dependence on
//! single sources of authority.
//!
//! The audit distinguishes two meanings of conflict: a *declared* conflict, regardless of levers, and an *opposite
//! pull* on one lever, regardless of declarations.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::{
    Atlas, Axis, AxisValueId, Id, LeverId, PersonId, PortfolioId, PortfolioShare, Pull, RelationKind, ScenarioId,
    SharedSort, Side, StrategyId,
};

use super::mechanism::MIXED_LEGITIMACY;
use super::{Graph, Relation};

/// Result of auditing the strategies of a portfolio.
#[derive(Clone, Debug, PartialEq)]
pub struct Audit {
    /// Strategies of the portfolio in name order, without repetition.
    pub strategies: Vec<StrategyId>,
    /// Number of strategies that pull each lever of the atlas, in the order of the atlas.
    pub levers: Vec<LeverLoad>,
    /// Number of strategies on each side of the problem, in the order of [`Side::ALL`].
    pub sides: [usize; 3],
    /// For each axis of [`Axis::ALL`], its values with the number of strategies on each: the highest number first,
    /// equal numbers in the order in which the values occur.
    pub values: [Vec<(AxisValueId, usize)>; 5],
    /// Pairs that pull one lever in opposite directions, in name order.
    pub opposite: Vec<(StrategyId, StrategyId)>,
    /// Pairs of strategies with a declared conflict or complement, whichever of the two declares it, in name order.
    pub declared: Vec<(StrategyId, Relation)>,
    /// Groups of strategies that pull one lever in one direction, in the order of the atlas.
    pub redundancies: Vec<Redundancy>,
    /// Scenarios with those strategies of the portfolio that respond to them, in the order of the atlas.
    pub scenarios: Vec<(ScenarioId, Vec<StrategyId>)>,
    /// Sources of authority with everything that depends on one of them alone; the source with the most strategies
    /// first.
    pub authorities: Vec<Authority>,
    /// Percentage of the money on each of [`Audit::strategies`]. The numbers add up to 100; there are none if no share
    /// is stated.
    pub shares: Vec<f64>,
}

/// How many strategies pull a lever, by the direction of their pull.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeverLoad {
    /// Lever of the atlas, which perhaps no strategy pulls.
    pub lever: LeverId,
    /// Number of strategies that pull in each direction, in the order of [`Pull::ALL`].
    pub pulls: [usize; 3],
}

/// Two or more strategies that pull one lever in one direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redundancy {
    /// Lever that the strategies pull.
    pub lever: LeverId,
    /// Direction in which the strategies pull the lever.
    pub pull: Pull,
    /// The strategies, in name order.
    pub strategies: Vec<StrategyId>,
    /// Number of pairs among the strategies that are twins; the other pairs have a declared relation.
    pub twins: usize,
}

/// Source of authority with everything that depends on it alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// The source, as a value on the axis [`Axis::LegitimacySource`].
    pub source: AxisValueId,
    /// Whether the value stands for several sources, so that not everything that depends on it fails together.
    pub is_mixed: bool,
    /// Strategies whose authority comes from the source.
    pub strategies: Vec<StrategyId>,
    /// Levers that are pulled only by strategies with this source.
    pub levers: Vec<LeverId>,
    /// Scenarios that only strategies with this source respond to.
    pub scenarios: Vec<ScenarioId>,
}

/// Person who endorses strategies of the audited portfolio.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backer {
    /// Person with a stated endorsement of a strategy.
    pub person: PersonId,
    /// Strategies of the portfolio that the person endorses, in name order.
    pub strategies: Vec<StrategyId>,
}

/// People who endorse the strategies of a portfolio.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backing {
    /// Number of strategies in the portfolio that can be endorsed, that is, that a tag leads to.
    pub endorsable: usize,
    /// Number of people who endorse at least one strategy of the portfolio.
    pub people: usize,
    /// People who endorse the most strategies of the portfolio, most first. Among people with equal numbers, those with
    /// a profile come first, and otherwise the names decide.
    pub top: Vec<Backer>,
}

impl LeverLoad {
    /// Returns the number of strategies that pull the lever in any direction.
    pub fn total(&self) -> usize {
        self.pulls.iter().sum()
    }

    /// Returns the number of different directions in which strategies pull the lever.
    fn directions(&self) -> usize {
        self.pulls.iter().filter(|&&count| count > 0).count()
    }
}

impl Audit {
    /// Returns the number of levers that at least one strategy pulls.
    pub fn pulled(&self) -> usize {
        self.levers.iter().filter(|load| load.total() > 0).count()
    }

    /// Returns the share of the atlas's levers that at least one strategy pulls, from 0 to 1.
    pub fn coverage(&self) -> f64 {
        share(self.pulled(), self.levers.len())
    }

    /// Returns the lever that the most strategies pull, and of several such levers the first in the order of the atlas;
    /// `None` if no lever is pulled.
    pub fn dominant(&self) -> Option<LeverLoad> {
        let most = self.levers.iter().rev().max_by_key(|load| load.total())?;
        (most.total() > 0).then_some(*most)
    }

    /// Returns the share of the strategies that pull the lever with the most pulls, from 0 to 1.
    pub fn concentration(&self) -> f64 {
        self.dominant().map_or(0.0, |load| share(load.total(), self.strategies.len()))
    }

    /// Returns the lever with the largest share of the money and this share, from 0 to 1; of several such levers, the
    /// first in the order of the atlas. `None` if no share is stated.
    pub fn money_concentration(&self, atlas: &Atlas) -> Option<(LeverId, f64)> {
        let on = |lever: LeverId| -> f64 {
            let members = self.strategies.iter().zip(&self.shares);
            members.filter(|(id, _)| atlas.strategies[**id].coordinates.lever == lever).map(|(_, share)| share).sum()
        };
        if self.shares.is_empty() {
            return None;
        }
        let levers = self.levers.iter().rev().map(|load| (load.lever, on(load.lever) / 100.0));
        levers.max_by(|(_, a), (_, b)| a.total_cmp(b))
    }

    /// Returns the number of bets of the portfolio: strategies that pull one lever in one direction count as one bet.
    pub fn bets(&self) -> usize {
        self.levers.iter().map(LeverLoad::directions).sum()
    }

    /// Returns the share of the bets that are on the lever with the most bets, from 0 to 1.
    pub fn bet_concentration(&self) -> f64 {
        share(self.levers.iter().map(LeverLoad::directions).max().unwrap_or(0), self.bets())
    }

    /// Returns the levers that no strategy pulls, in the order of the atlas.
    pub fn untouched(&self) -> impl Iterator<Item = LeverId> {
        self.levers.iter().filter(|load| load.total() == 0).map(|load| load.lever)
    }

    /// Returns the pairs of strategies with a declared relation of `kind`.
    pub fn related(&self, kind: RelationKind) -> impl Iterator<Item = &(StrategyId, Relation)> {
        self.declared.iter().filter(move |(_, relation)| relation.kind == kind)
    }

    /// Returns the number of scenarios that at least one strategy responds to.
    pub fn answered(&self) -> usize {
        self.scenarios.iter().filter(|(_, strategies)| !strategies.is_empty()).count()
    }

    /// Returns the number of strategies on the side `side` of the problem.
    pub fn on_side(&self, side: Side) -> usize {
        Side::ALL.iter().zip(self.sides).find(|(of, _)| **of == side).map_or(0, |(_, count)| count)
    }
}

/// Returns the percentage of the money on each of `members`: the share that is stated, or, for members without one, an
/// equal part of what is left. Empty if no stated share is above 0.
fn spread(members: &[StrategyId], shares: &[PortfolioShare]) -> Vec<f64> {
    let stated =
        |id: &StrategyId| shares.iter().find(|share| share.strategy == *id).map(|share| f64::from(share.percent));
    let all: f64 = members.iter().filter_map(stated).sum();
    if all <= 0.0 {
        return Vec::new();
    }
    let open = members.iter().filter(|id| stated(id).is_none()).count();
    let rest = if open == 0 { 0.0 } else { (100.0 - all).max(0.0) };
    let each = share(1, open) * rest;
    let percent = |id: &StrategyId| stated(id).unwrap_or(each) * 100.0 / (all + rest);
    members.iter().map(percent).collect()
}

/// Returns `part` divided by `whole`, or 0 if `whole` is 0.
fn share(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    let share = part as f64 / whole.max(1) as f64;
    share
}

impl Graph {
    /// Audits `strategies`; their order and repetitions in them make no difference.
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
            opposite: self.opposite(&members),
            declared: self.declared_among(&members),
            redundancies: self.redundancies(&members),
            authorities: authorities(atlas, &members, &levers, &scenarios),
            levers,
            scenarios,
            strategies: members,
            shares: Vec::new(),
        }
    }

    /// Audits `strategies` with the stated `shares` of the money; strategies without a share divide what is left
    /// equally.
    pub fn audit_shared(&self, strategies: &[StrategyId], shares: &[PortfolioShare]) -> Audit {
        let audit = self.audit(strategies);
        Audit { shares: spread(&audit.strategies, shares), ..audit }
    }

    /// Audits the portfolio `id` of the atlas, with the shares of the money that it states.
    pub fn audit_portfolio(&self, id: PortfolioId) -> Audit {
        let portfolio = &self.atlas.portfolios[id];
        self.audit_shared(&portfolio.strategies, &portfolio.shares)
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

    fn redundancies(&self, members: &[StrategyId]) -> Vec<Redundancy> {
        let groups = self.by_direction(members).into_iter().filter(|(_, strategies)| strategies.len() > 1);
        let redundancy = |((lever, pull), strategies): (_, Vec<StrategyId>)| {
            let pairs = strategies.len() * (strategies.len() - 1) / 2;
            let twins = pairs - self.declared_among(&strategies).len();
            Redundancy { lever, pull, strategies, twins }
        };
        groups.map(redundancy).collect()
    }

    fn opposite(&self, members: &[StrategyId]) -> Vec<(StrategyId, StrategyId)> {
        let by_direction = self.by_direction(members);
        let mut pairs = Vec::new();
        for ((lever, pull), ups) in &by_direction {
            let downs = by_direction.get(&(*lever, Pull::Down)).filter(|_| *pull == Pull::Up);
            for down in downs.into_iter().flatten() {
                pairs.extend(ups.iter().map(|up| (*up.min(down), *up.max(down))));
            }
        }
        pairs.sort_unstable();
        pairs
    }

    /// Groups strategies by their lever and the direction of their pull, in the order of the levers in the atlas.
    fn by_direction(&self, members: &[StrategyId]) -> BTreeMap<(LeverId, Pull), Vec<StrategyId>> {
        let mut groups: BTreeMap<_, Vec<StrategyId>> = BTreeMap::new();
        for &id in members {
            groups.entry(self.direction(id)).or_default().push(id);
        }
        groups
    }

    /// Counts the people who endorse strategies of a portfolio, and returns up to `most` of those who endorse the most
    /// of its strategies.
    pub fn backing(&self, strategies: &[StrategyId], most: usize) -> Backing {
        let mut members: Vec<StrategyId> =
            strategies.iter().copied().filter(|&id| !self.tags_of(id).is_empty()).collect();
        members.sort_unstable();
        members.dedup();
        let mut endorsed: HashMap<PersonId, usize> = HashMap::new();
        for &strategy in &members {
            let endorsers = self.tags_of(strategy).iter().flat_map(|&tag| self.stated_endorsers(tag));
            for person in endorsers.copied().collect::<HashSet<_>>() {
                *endorsed.entry(person).or_default() += 1;
            }
        }
        let people = endorsed.len();
        let mut ranked: Vec<(PersonId, usize)> = endorsed.into_iter().collect();
        let key = |&(person, count): &(PersonId, usize)| {
            (Reverse(count), self.atlas.people.tiers(person).is_none(), self.name_rank(person))
        };
        if ranked.len() > most {
            ranked.select_nth_unstable_by_key(most, key);
            ranked.truncate(most);
        }
        ranked.sort_unstable_by_key(key);
        let endorses = |person, strategy: StrategyId| {
            self.stated_tags(person).iter().any(|&tag| self.atlas.tags[tag].strategy == Some(strategy))
        };
        let backer = |(person, _)| Backer {
            person,
            strategies: members.iter().copied().filter(|&strategy| endorses(person, strategy)).collect(),
        };
        let top = ranked.into_iter().map(backer).collect();
        Backing { endorsable: members.len(), people, top }
    }
}

fn loads(atlas: &Atlas, members: &[StrategyId]) -> Vec<LeverLoad> {
    let mut loads: Vec<LeverLoad> = atlas.levers.ids().map(|lever| LeverLoad { lever, pulls: [0; 3] }).collect();
    for &id in members {
        let coordinates = &atlas.strategies[id].coordinates;
        loads[coordinates.lever.index()].pulls[coordinates.pull as usize] += 1;
    }
    loads
}

/// Returns the different values with their numbers: the highest number first, equal numbers in the order in which the
/// values occur.
fn tally<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for value in values {
        match counts.iter_mut().find(|(met, _)| *met == value) {
            Some((_, count)) => *count += 1,
            None => counts.push((value, 1)),
        }
    }
    counts.shared_sort_by_key(|&(_, count)| Reverse(count));
    counts
}

fn authorities(
    atlas: &Atlas,
    members: &[StrategyId],
    levers: &[LeverLoad],
    scenarios: &[(ScenarioId, Vec<StrategyId>)],
) -> Vec<Authority> {
    let source_of = |id: &StrategyId| atlas.strategies[*id].coordinates.on(Axis::LegitimacySource);
    let mixed = atlas.values_on(Axis::LegitimacySource).find(MIXED_LEGITIMACY);
    tally(members.iter().map(source_of))
        .into_iter()
        .map(|(source, _)| {
            let strategies: Vec<_> = members.iter().copied().filter(|id| source_of(id) == source).collect();
            let loads = loads(atlas, &strategies);
            let only = |(all, own): &(&LeverLoad, &LeverLoad)| own.total() > 0 && all.total() == own.total();
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
