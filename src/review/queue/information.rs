//! Order of a queue by information: subjects on which a verdict is most informative come first. These are contested
//! subjects, strategies with many relations, and strategies related to a recent change of mind; the card states the
//! reasons.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use crate::graph::Graph;
use crate::model::{RelationKind, SharedSort, StrategyId};

use super::super::agreement::Dispute;
use super::super::event::Card;
use super::super::fold::Reviews;
use super::super::forecast::Forecast;
use super::super::history::ReviewerHistory;
use super::super::stance_changes::stance_changes;
use super::super::subject::Subject;
use super::super::verdict::Percent;
use super::{disputes_by_subject, sentence, strategy_of};

/// Number of days for which a change of mind counts as recent.
const RECENT_DAYS: i32 = 90;
/// Minimum difference between forecasts that makes a signal contested, in percentage points.
const MIN_APART: u8 = 20;
/// Minimum number of relations for a strategy to be called central, as a share of the number that the most related
/// strategy has.
const MIN_CENTRAL: f64 = 0.5;

/// Reason for the position of a card: its weight from 0 to 1 in the order, and its words on the card, possibly empty.
struct Reason {
    weight: f64,
    words: String,
}

/// Data from which the reasons are computed: `most` is the greatest number of relations of a strategy, `changed`
/// contains the recent changes of mind.
struct Sources<'a> {
    graph: &'a Graph,
    disputes: HashMap<String, Dispute>,
    /// Open forecasts by the address of their strategy.
    forecasts: HashMap<&'a str, Vec<&'a Forecast>>,
    most: usize,
    changed: BTreeMap<StrategyId, Date>,
    today: Date,
}

pub(super) fn arrange(graph: &Graph, reviews: &Reviews, subjects: &[Subject], today: Date) -> Vec<Card> {
    let most = graph.atlas.strategies.ids().map(|id| graph.declared(id).len()).max().unwrap_or_default();
    let changed = changed(graph, reviews.mine(), today);
    let mut forecasts: HashMap<&str, Vec<&Forecast>> = HashMap::new();
    let visible = |name: &str, forecast: &Forecast| name == reviews.me() || !reviews.hides_others(&forecast.subject);
    let all =
        reviews.all().flat_map(|(name, record)| record.forecasts().filter(move |forecast| visible(name, forecast)));
    for forecast in all.filter(|forecast| forecast.resolution.is_none()) {
        forecasts.entry(&forecast.subject).or_default().push(forecast);
    }
    let sources =
        Sources { graph, disputes: disputes_by_subject(reviews, &graph.atlas), forecasts, most, changed, today };
    let mut keyed: Vec<(f64, Card)> = subjects.iter().map(|subject| sources.card(*subject)).collect();
    keyed.shared_sort_by(|a, b| b.0.total_cmp(&a.0));
    keyed.into_iter().map(|(_, card)| card).collect()
}

/// Returns the strategies on which the reviewer recently had a change of mind, each with its date.
fn changed(graph: &Graph, record: &ReviewerHistory, today: Date) -> BTreeMap<StrategyId, Date> {
    let recent = |date: &Date| days(*date, today) <= RECENT_DAYS;
    let strategy = |path: &str| match Subject::find(&graph.atlas, path) {
        Some(Subject::Strategy(id)) => Some(id),
        _ => None,
    };
    let last = record
        .verdicts()
        .filter_map(|(path, judged)| Some((strategy(path)?, stance_changes(judged).last()?.at.date())));
    last.filter(|(_, date)| recent(date)).collect()
}

impl Sources<'_> {
    /// Returns the sum of the weights of all reasons for `subject`, and its card with the reasons.
    fn card(&self, subject: Subject) -> (f64, Card) {
        let path = subject.path(&self.graph.atlas);
        let id = strategy_of(&self.graph.atlas, subject);
        let all = [
            self.contested(&path),
            self.forecasts(&path),
            id.and_then(|id| self.related_change(id)),
            id.map(|id| self.central(id)),
        ];
        let found: Vec<Reason> = all.into_iter().flatten().collect();
        let words: Vec<&str> =
            found.iter().map(|reason| reason.words.as_str()).filter(|words| !words.is_empty()).collect();
        let why = (!words.is_empty()).then(|| sentence(&words.join("; ")));
        (found.iter().map(|reason| reason.weight).sum(), Card { subject: path, why })
    }

    /// Returns the reason that reviewers disagree on the subject; `None` if they do not.
    fn contested(&self, path: &str) -> Option<Reason> {
        let dispute = self.disputes.get(path)?;
        Some(Reason { weight: dispute.disagreement, words: dispute.describe() })
    }

    /// Returns the reason that forecasts of the strategy's signal for one date are far apart; `None` if they are not.
    fn forecasts(&self, path: &str) -> Option<Reason> {
        let mut by_date: BTreeMap<Date, BTreeSet<u8>> = BTreeMap::new();
        for forecast in self.forecasts.get(path).into_iter().flatten() {
            by_date.entry(forecast.until).or_default().extend(forecast.probability().map(Percent::get));
        }
        let range = |percents: &BTreeSet<u8>| Some((*percents.first()?, *percents.last()?));
        let all = by_date
            .iter()
            .filter_map(|(until, percents)| range(percents).map(|(low, high)| (high - low, low, high, until)));
        let (apart, low, high, until) = all.max()?;
        let words = || format!("forecasts of its signal by {until} go from {low}% to {high}%");
        (apart >= MIN_APART).then(|| Reason { weight: f64::from(apart) / 100.0, words: words() })
    }

    /// Returns the reason that the strategy has a declared relation to one with a recent change of mind; `None` if it
    /// has none.
    fn related_change(&self, id: StrategyId) -> Option<Reason> {
        let beside = self.graph.declared(id).iter().filter_map(|relation| {
            self.changed.get(&relation.other).map(|date| (*date, relation.kind, relation.other))
        });
        let (date, kind, other) = beside.max_by_key(|(date, ..)| *date)?;
        let verb = match kind {
            RelationKind::Conflict => "conflicts with",
            RelationKind::Complement => "complements",
            RelationKind::Twin => "is a twin of",
        };
        let name = &self.graph.atlas.strategies[other].name;
        let weight = 1.0 - f64::from(days(date, self.today).max(0)) / f64::from(RECENT_DAYS + 1);
        Some(Reason { weight, words: format!("{verb} {name}, on which you changed your mind on {date}") })
    }

    /// Returns the reason that many strategies are related to the strategy `id`; the reason has no words if they are
    /// not many.
    fn central(&self, id: StrategyId) -> Reason {
        let relations = self.graph.declared(id).len();
        #[expect(clippy::cast_precision_loss, reason = "counts of relations are small")]
        let weight = relations as f64 / self.most.max(1) as f64;
        let words = if weight >= MIN_CENTRAL { format!("central, with {relations} relations") } else { String::new() };
        Reason { weight, words }
    }
}

/// Returns the number of days between two dates.
fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}
