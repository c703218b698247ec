//! The order of a queue: pure functions of what is known, so that the same wish gives the same queue.

mod information;

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use crate::graph::Graph;
use crate::model::{Atlas, Pull, StrategyId};
use crate::text;

use super::agreement::disputes;
use super::digest::Digest;
use super::due::{Due, due};
use super::event::Card;
use super::fold::Reviews;
use super::subject::Subject;

/// The order of a queue. Written `lever`, `due`, `information`, `disputed`, `random:7` or
/// `name`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Order {
    /// By lever, and on each by pull and name.
    #[default]
    Lever,
    /// What is to be looked at again first, the most pressing before; then what was never judged; then the rest, what
    /// was judged longest ago before.
    Due,
    /// Where a verdict tells most first: contested, central, or beside a recent change of mind.
    Information,
    /// What reviewers disagree on first, what they disagree on most before.
    Disputed,
    /// By chance, always the same for the same number.
    Random(u64),
    /// By name.
    Name,
}

/// A text that is no order.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no order `{}`: it is lever, due, information, disputed, random:SEED (a whole number) or name", text::safe(.0))]
pub struct BadOrder(pub String);

impl FromStr for Order {
    type Err = BadOrder;

    fn from_str(text: &str) -> Result<Self, BadOrder> {
        let order = match text {
            "lever" => Some(Self::Lever),
            "due" => Some(Self::Due),
            "information" => Some(Self::Information),
            "disputed" => Some(Self::Disputed),
            "name" => Some(Self::Name),
            _ => text.strip_prefix("random:").and_then(|seed| seed.parse().ok()).map(Self::Random),
        };
        order.ok_or_else(|| BadOrder(text.to_owned()))
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lever => f.write_str("lever"),
            Self::Due => f.write_str("due"),
            Self::Information => f.write_str("information"),
            Self::Disputed => f.write_str("disputed"),
            Self::Random(seed) => write!(f, "random:{seed}"),
            Self::Name => f.write_str("name"),
        }
    }
}

/// The cards of `subjects` in the order `order`, on the day `today`; ties are in the order of names. Where the order has
/// a reason, the card gives it.
pub fn arrange(graph: &Graph, reviews: &Reviews, mut subjects: Vec<Subject>, order: Order, today: Date) -> Vec<Card> {
    let atlas = &graph.atlas;
    subjects.sort_by_cached_key(|subject| (text::fold(&subject.name(atlas)), *subject));
    let card = |subject: Subject| Card::plain(subject.path(atlas));
    match order {
        Order::Name => subjects.into_iter().map(card).collect(),
        Order::Lever => {
            subjects.sort_by_key(|subject| lever(atlas, *subject));
            subjects.into_iter().map(card).collect()
        }
        Order::Random(seed) => {
            // A key of its own for each: what is not asked for does not change the order of the rest.
            subjects.sort_by_cached_key(|subject| Digest::of(&format!("{seed}/{}", subject.path(atlas))));
            subjects.into_iter().map(card).collect()
        }
        Order::Due => by_due(atlas, reviews, &subjects, today),
        Order::Information => information::arrange(graph, reviews, &subjects, today),
        Order::Disputed => by_dispute(atlas, reviews, &subjects),
    }
}

/// The strategy that a subject is about: for a position, that which its tag leads to.
fn strategy_of(atlas: &Atlas, subject: Subject) -> Option<StrategyId> {
    match subject {
        Subject::Strategy(id) => Some(id),
        Subject::Position(..) => subject.position(atlas).and_then(|held| atlas.tags[held.tag].strategy),
    }
}

/// Where a subject stands by lever and pull; what is on none comes last.
fn lever(atlas: &Atlas, subject: Subject) -> impl Ord + use<> {
    let coordinates = strategy_of(atlas, subject).map(|id| &atlas.strategies[id].coordinates);
    let pull = coordinates.map(|coordinates| Pull::ALL.iter().position(|&pull| pull == coordinates.pull));
    (coordinates.is_none(), coordinates.map(|coordinates| coordinates.lever), pull)
}

fn by_due(atlas: &Atlas, reviews: &Reviews, subjects: &[Subject], today: Date) -> Vec<Card> {
    let record = reviews.mine();
    let items = due(record, atlas, today);
    let mut keyed: Vec<_> = subjects
        .iter()
        .map(|subject| {
            let path = subject.path(atlas);
            let pressing = items.iter().position(|item| item.on == path);
            let why = pressing.map(|at| reasons(&items[at].why));
            let judged = record.judged(&path).filter(|judged| !judged.verdict.is_empty());
            let last = judged.and_then(|judged| judged.last()).map(|step| step.at.timestamp());
            ((pressing.is_none(), pressing, last), Card { on: path, why })
        })
        .collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, card)| card).collect()
}

fn by_dispute(atlas: &Atlas, reviews: &Reviews, subjects: &[Subject]) -> Vec<Card> {
    let disputes = disputes(reviews);
    let mut keyed: Vec<(f64, Card)> = subjects
        .iter()
        .map(|subject| {
            let path = subject.path(atlas);
            let dispute = disputes.iter().find(|dispute| dispute.on == path);
            let why = dispute.map(|dispute| sentence(&dispute.words()));
            (dispute.map_or(0.0, |dispute| dispute.apart), Card { on: path, why })
        })
        .collect();
    keyed.sort_by(|a, b| b.0.total_cmp(&a.0));
    keyed.into_iter().map(|(_, card)| card).collect()
}

/// Those of `cards` that reviewers disagree on. Each says who stands where, if its order gives no reason.
pub fn disputed(cards: Vec<Card>, reviews: &Reviews) -> Vec<Card> {
    let disputes = disputes(reviews);
    let reason = |on: &str| disputes.iter().find(|dispute| dispute.on == on).map(|dispute| sentence(&dispute.words()));
    let kept = cards.into_iter().filter_map(|card| {
        let who = reason(&card.on)?;
        Some(Card { why: card.why.or(Some(who)), ..card })
    });
    kept.collect()
}

/// Why something is to be looked at again, in a sentence.
fn reasons(why: &[Due]) -> String {
    let words: Vec<String> = why.iter().map(ToString::to_string).collect();
    sentence(&words.join("; "))
}

/// A phrase with a capital and a full stop.
fn sentence(phrase: &str) -> String {
    let mut chars = phrase.chars();
    chars.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), chars.as_str()))
}

#[cfg(test)]
mod tests;
