//! Orders of the cards in a review queue. Ordering is a pure function: one order of the same subjects always gives the
//! same queue.

mod information;

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use crate::graph::Graph;
use crate::model::{Atlas, Pull, SharedSort, StrategyId};
use crate::text;

use super::agreement::{Dispute, disputes, unsettled};
use super::digest::Digest;
use super::due::{Due, due};
use super::event::Card;
use super::fold::Reviews;
use super::subject::Subject;

/// Order of a queue; users write `lever`, `due`, `information`, `disputed`, `random:7` or `name`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Order {
    /// By lever, then by pull and name.
    #[default]
    Lever,
    /// Due reviews first, most urgent first; then subjects without a verdict; then other subjects, the longest
    /// unchanged first.
    Due,
    /// Subjects on which a verdict is most informative first: contested, with many relations, or related to a recent
    /// change of mind.
    Information,
    /// Subjects on which reviewers disagree first, greatest disagreement first.
    Disputed,
    /// Random order, which is reproducible from the given seed.
    Random(u64),
    /// By the name of the subject.
    Name,
}

/// Error for a text that is not the name of an order; contains the text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no order `{}`: it is lever, due, information, disputed, random:SEED (a whole number) or name", text::sanitize(.0))]
pub struct BadOrder(pub String);

/// Every order without a parameter, and its name.
const ORDERS: [(Order, &str); 5] = [
    (Order::Lever, "lever"),
    (Order::Due, "due"),
    (Order::Information, "information"),
    (Order::Disputed, "disputed"),
    (Order::Name, "name"),
];

impl FromStr for Order {
    type Err = BadOrder;

    fn from_str(text: &str) -> Result<Self, BadOrder> {
        let named = ORDERS.iter().find(|(_, name)| *name == text).map(|&(order, _)| order);
        let random = || text.strip_prefix("random:").and_then(|seed| seed.parse().ok()).map(Self::Random);
        named.or_else(random).ok_or_else(|| BadOrder(text.to_owned()))
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Random(seed) => write!(f, "random:{seed}"),
            other => f.write_str(ORDERS.iter().find(|(order, _)| order == other).map_or("", |(_, name)| name)),
        }
    }
}

/// Returns a card for each of `subjects`, sorted by `order` on the day `today`; ties are in name order. The cards
/// contain reasons if the order gives any.
pub fn arrange(graph: &Graph, reviews: &Reviews, mut subjects: Vec<Subject>, order: Order, today: Date) -> Vec<Card> {
    let atlas = &graph.atlas;
    subjects.sort_by_cached_key(|subject| (text::fold(&subject.name(atlas)), *subject));
    let card = |subject: Subject| Card::plain(subject.path(atlas));
    match order {
        Order::Name => subjects.into_iter().map(card).collect(),
        Order::Lever => {
            subjects.shared_sort_by_key(|subject| lever(atlas, *subject));
            subjects.into_iter().map(card).collect()
        }
        Order::Random(seed) => {
            // The sort key of a subject does not depend on other subjects, so leaving some out does not change the
            // order of the remaining ones.
            subjects.sort_by_cached_key(|subject| Digest::of(&format!("{seed}/{}", subject.path(atlas))));
            subjects.into_iter().map(card).collect()
        }
        Order::Due => by_due(atlas, reviews, &subjects, today),
        Order::Information => information::arrange(graph, reviews, &subjects, today),
        Order::Disputed => by_dispute(atlas, reviews, &subjects),
    }
}

/// Returns the strategy that a subject belongs to: itself, that of a commitment, or the one that the tag of a position
/// leads to; `None` without one.
fn strategy_of(atlas: &Atlas, subject: Subject) -> Option<StrategyId> {
    match subject {
        Subject::Strategy(id) | Subject::Commitment(id, _) => Some(id),
        Subject::Claim(_) => None,
        Subject::Position(..) => subject.position(atlas).and_then(|entry| atlas.tags[entry.tag].strategy),
    }
}

/// Returns the sort key of a subject for the order by lever and pull; subjects without a lever come last.
fn lever(atlas: &Atlas, subject: Subject) -> impl Ord + use<> {
    let coordinates = strategy_of(atlas, subject).map(|id| &atlas.strategies[id].coordinates);
    let pull = coordinates.map(|coordinates| Pull::ALL.iter().position(|&pull| pull == coordinates.pull));
    (coordinates.is_none(), coordinates.map(|coordinates| coordinates.lever), pull)
}

fn by_due(atlas: &Atlas, reviews: &Reviews, subjects: &[Subject], today: Date) -> Vec<Card> {
    let record = reviews.mine();
    let items: HashMap<String, (usize, String)> = due(record, atlas, today)
        .into_iter()
        .enumerate()
        .map(|(rank, item)| (item.subject, (rank, reasons(&item.why))))
        .collect();
    let mut keyed: Vec<_> = subjects
        .iter()
        .map(|subject| {
            let path = subject.path(atlas);
            let (rank, why) = items.get(&path).cloned().unzip();
            let judged = record.judged(&path).filter(|judged| !judged.verdict.is_empty());
            let last = judged.and_then(|judged| judged.last()).map(|step| step.at.timestamp());
            ((rank.is_none(), rank, last), Card { subject: path, why })
        })
        .collect();
    keyed.shared_sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, card)| card).collect()
}

fn by_dispute(atlas: &Atlas, reviews: &Reviews, subjects: &[Subject]) -> Vec<Card> {
    let disputes = disputes_by_subject(reviews, atlas);
    let mut keyed: Vec<(f64, Card)> = subjects
        .iter()
        .map(|subject| {
            let path = subject.path(atlas);
            let dispute = disputes.get(&path);
            let why = dispute.map(|dispute| sentence(&dispute.describe()));
            (dispute.map_or(0.0, |dispute| dispute.disagreement), Card { subject: path, why })
        })
        .collect();
    keyed.shared_sort_by(|a, b| b.0.total_cmp(&a.0));
    keyed.into_iter().map(|(_, card)| card).collect()
}

fn disputes_by_subject(reviews: &Reviews, atlas: &Atlas) -> HashMap<String, Dispute> {
    disputes(reviews, atlas).into_iter().map(|dispute| (dispute.subject.clone(), dispute)).collect()
}

/// Returns those of `cards` on whose subject reviewers disagree and need a consensus. A card without a reason gets the
/// ratings as its reason.
pub fn disputed(cards: Vec<Card>, reviews: &Reviews, atlas: &Atlas) -> Vec<Card> {
    let disputes: HashMap<String, Dispute> =
        unsettled(reviews, atlas).into_iter().map(|dispute| (dispute.subject.clone(), dispute)).collect();
    let with_reason = |card: Card| {
        let ratings = sentence(&disputes.get(&card.subject)?.describe());
        Some(Card { why: card.why.or(Some(ratings)), ..card })
    };
    cards.into_iter().filter_map(with_reason).collect()
}

/// Returns the reasons why a review is due as a sentence.
fn reasons(why: &[Due]) -> String {
    let words: Vec<String> = why.iter().map(ToString::to_string).collect();
    sentence(&words.join("; "))
}

/// Turns a phrase into a sentence with a capital letter and a full stop.
fn sentence(phrase: &str) -> String {
    let mut chars = phrase.chars();
    chars.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), chars.as_str()))
}

#[cfg(test)]
mod tests;
