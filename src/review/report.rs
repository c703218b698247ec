//! Report of a session, of a period, or of everything: changes of mind first.

use std::cmp::Reverse;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::graph::Graph;
use crate::model::Atlas;

use super::activity::Activity;
use super::agreement::{Agreement, KindAgreement, SelfAgreement};
use super::consensus_rows::ConsensusRow;
use super::consistency::{Consistency, Inconsistency};
use super::due::{DueItem, due};
use super::fold::Reviews;
use super::forecast::Forecast;
use super::history::{Judged, ReviewerHistory, VerdictStep};
use super::id::LineId;
use super::identity::{IdentityScore, is_identity};
use super::independence::RatingBasis;
use super::stance_changes::{StanceChange, stance_changes};
use super::statistics::{Calibration, calibration};
use super::subject::Subject;
use super::timestamp::ZonedTimestamp;
use super::verdict::{Answer, Percent, Status, Verdict};

/// Scope of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ReportScope {
    /// Everything.
    #[default]
    All,
    /// Entries of one session.
    Session(LineId),
    /// Entries from a day on.
    Since(Date),
}

/// Report on one reviewer's verdicts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Name of the reviewer.
    pub reviewer: String,
    /// Date of the report.
    pub made: Date,
    /// Edition of the atlas.
    pub edition: String,
    /// Scope; `null` in JSON for everything.
    #[serde(serialize_with = "scope")]
    pub scope: ReportScope,
    /// Changes of mind, latest first.
    pub changes: Vec<ChangeRow>,
    /// Signals that were marked as landed.
    pub landed: Vec<LandedRow>,
    /// Strategies that are still backed although their signal has landed.
    pub identity: Vec<IdentityRow>,
    /// Judged subjects in the order of addresses, with the current verdict.
    pub judged: Vec<VerdictRow>,
    /// Forecasts that were made or resolved.
    pub forecasts: Vec<ForecastRow>,
    /// Calibration of all resolved forecasts, in every scope.
    pub calibration: Option<Calibration>,
    /// Consensus of reviewers, in the order of addresses; hidden entries are left out.
    pub consensus: Vec<ConsensusRow>,
    /// Agreement with other reviewers, whatever the scope; empty if no subject is judged by several.
    pub agreement: Vec<KindAgreement>,
    /// Agreement with earlier verdicts; only for a session.
    pub self_agreement: Option<SelfAgreement>,
    /// Due reviews, in every scope.
    pub due: Vec<DueRow>,
    /// Inconsistencies that are not accepted, in every scope.
    pub inconsistencies: Vec<Inconsistency>,
    /// Pace, scores over time and drift, in every scope.
    pub statistics: Activity,
}

/// Change of mind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeRow {
    /// Address of the subject.
    #[serde(rename = "on")]
    pub subject: String,
    /// Name of the subject.
    pub name: String,
    /// Date of the change.
    pub date: Date,
    /// Verdict before the change.
    pub from: String,
    /// Verdict after the change.
    pub to: String,
}

/// Signal that was marked as landed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LandedRow {
    /// Address of the strategy.
    #[serde(rename = "on")]
    pub subject: String,
    /// Name of the strategy.
    pub name: String,
    /// Date on which the signal landed.
    pub date: Option<Date>,
    /// Evidence for the signal.
    pub evidence: Option<String>,
}

/// Strategy that is still backed although its signal has landed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IdentityRow {
    /// Address of the strategy.
    #[serde(rename = "on")]
    pub subject: String,
    /// Name of the strategy.
    pub name: String,
    /// Number of identity questions with the answer of someone to whom the strategy is a bet.
    pub bet: usize,
    /// Number of identity questions answered as for an identity.
    pub identity: usize,
    /// Every identity question, in order.
    pub questions: Vec<AnsweredQuestion>,
}

/// Identity question with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnsweredQuestion {
    /// The question.
    pub ask: String,
    /// The answer, if there is one.
    pub answer: Option<Answer>,
}

/// Current verdict on a subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VerdictRow {
    /// Address of the subject.
    #[serde(rename = "on")]
    pub subject: String,
    /// Name of the subject.
    pub name: String,
    /// Date of the last change.
    pub date: Date,
    /// The verdict.
    pub verdict: Verdict,
    /// Whether the text has changed since the verdict.
    pub stale: bool,
    /// Whether the stance was recorded after seeing the verdicts of others.
    pub after_seeing: bool,
    /// Session of the last change.
    pub session: Option<LineId>,
    /// Time of the last change.
    pub time: ZonedTimestamp,
}

/// Forecast.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ForecastRow {
    /// Address of the strategy.
    #[serde(rename = "on")]
    pub subject: String,
    /// Name of the strategy.
    pub name: String,
    /// Last day on which the signal counts.
    pub until: Date,
    /// Probability in percent.
    pub probability: u8,
    /// Outcome; `None` while the forecast is open.
    pub outcome: Option<&'static str>,
    /// Date on which the outcome was settled.
    pub settled: Option<Date>,
    /// Evidence for the outcome.
    pub evidence: Option<String>,
    /// Forecast in one line.
    pub words: String,
    /// Note on the estimate.
    pub note: Option<String>,
    /// Date of the estimate.
    pub date: Date,
    /// Session of the estimate.
    pub session: Option<LineId>,
    /// Time of the estimate.
    pub time: ZonedTimestamp,
}

/// Subject with a due review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DueRow {
    /// Address of the subject.
    #[serde(rename = "on")]
    pub subject: String,
    /// Name of the subject.
    pub name: String,
    /// Reasons why the review is due.
    pub why: Vec<String>,
}

impl Report {
    /// Creates the report on the current reviewer of `reviews`, on the day `today`.
    pub fn new(reviews: &Reviews, graph: &Graph, scope: ReportScope, today: Date) -> Self {
        let (record, atlas) = (reviews.mine(), &graph.atlas);
        let builder = ReportBuilder { reviews, record, atlas, scope };
        let agreement = Agreement::of(reviews, atlas, RatingBasis::BeforeSeeing);
        let rows: Vec<(&str, &Judged)> = record.verdicts().filter(|(_, judged)| builder.holds(judged)).collect();
        let scored: Vec<_> = record.forecasts().filter_map(Forecast::scored).collect();
        Self {
            reviewer: reviews.me().to_owned(),
            made: today,
            edition: atlas.about.edition.clone(),
            scope,
            changes: builder.changes(),
            landed: rows.iter().filter_map(|(subject, judged)| builder.landed(subject, &judged.verdict)).collect(),
            identity: builder.flagged(),
            judged: rows.iter().filter_map(|(subject, judged)| builder.row(subject, judged)).collect(),
            forecasts: builder.forecasts(),
            calibration: calibration(&scored),
            consensus: ConsensusRow::all(reviews, atlas, |session, date| builder.is_inside(session, date)),
            agreement: if agreement.is_empty() { Vec::new() } else { agreement.kinds },
            self_agreement: match scope {
                ReportScope::Session(id) => SelfAgreement::of(record, id),
                _ => None,
            },
            due: due(record, atlas, today).into_iter().map(|item| builder.pending(item)).collect(),
            inconsistencies: Consistency::inconsistencies(graph, reviews),
            statistics: Activity::new(record),
        }
    }

    /// Returns whether there is nothing to report.
    pub fn is_empty(&self) -> bool {
        self.judged.is_empty()
            && self.forecasts.is_empty()
            && self.changes.is_empty()
            && self.due.is_empty()
            && self.consensus.is_empty()
    }
}

/// Inputs of a report.
struct ReportBuilder<'a> {
    reviews: &'a Reviews,
    record: &'a ReviewerHistory,
    atlas: &'a Atlas,
    scope: ReportScope,
}

impl ReportBuilder<'_> {
    fn name(&self, subject: &str) -> String {
        Subject::find(self.atlas, subject).map_or_else(|| subject.to_owned(), |subject| subject.name(self.atlas))
    }

    fn is_inside(&self, session: Option<LineId>, date: Date) -> bool {
        match self.scope {
            ReportScope::All => true,
            ReportScope::Session(id) => session == Some(id),
            ReportScope::Since(since) => date >= since,
        }
    }

    fn holds_step(&self, step: &VerdictStep) -> bool {
        !step.undone && self.is_inside(step.session, step.at.date())
    }

    fn holds(&self, judged: &Judged) -> bool {
        judged.steps.iter().any(|step| self.holds_step(step))
    }

    fn changes(&self) -> Vec<ChangeRow> {
        let mut all = Vec::new();
        for (subject, judged) in self.record.all() {
            let inside =
                |change: &StanceChange| judged.steps.iter().any(|step| step.at == change.at && self.holds_step(step));
            for change in stance_changes(judged).into_iter().filter(inside) {
                let (from, to) = (change.from.describe(), change.to.describe());
                let row = ChangeRow {
                    subject: subject.to_owned(),
                    name: self.name(subject),
                    date: change.at.date(),
                    from,
                    to,
                };
                all.push((change.at.timestamp(), row));
            }
        }
        all.sort_by_key(|(at, _)| Reverse(*at));
        all.into_iter().map(|(_, row)| row).collect()
    }

    fn landed(&self, subject: &str, verdict: &Verdict) -> Option<LandedRow> {
        let signal = verdict.signal.as_ref().filter(|signal| signal.status == Status::Landed)?;
        Some(LandedRow {
            subject: subject.to_owned(),
            name: self.name(subject),
            date: signal.date,
            evidence: signal.evidence.clone(),
        })
    }

    /// Returns the identity flags, which are reported in every scope until they are resolved.
    fn flagged(&self) -> Vec<IdentityRow> {
        let flagged = self.record.verdicts().filter(|(_, judged)| is_identity(&judged.verdict));
        flagged
            .map(|(subject, judged)| {
                let IdentityScore { bet, identity } = IdentityScore::of(&judged.verdict);
                let questions = (1..).zip(&self.atlas.identity.questions);
                let asked = questions.map(|(number, question)| AnsweredQuestion {
                    ask: question.ask.clone(),
                    answer: judged.verdict.identity.get(&number).copied(),
                });
                IdentityRow {
                    subject: subject.to_owned(),
                    name: self.name(subject),
                    bet,
                    identity,
                    questions: asked.collect(),
                }
            })
            .collect()
    }

    fn row(&self, subject: &str, judged: &Judged) -> Option<VerdictRow> {
        let now = Subject::find(self.atlas, subject).map(|subject| subject.digest(self.atlas));
        let last = judged.last()?;
        Some(VerdictRow {
            subject: subject.to_owned(),
            name: self.name(subject),
            date: last.at.date(),
            verdict: judged.verdict.clone(),
            stale: now.is_some_and(|now| judged.is_stale(now)),
            after_seeing: self.reviews.has_judged_after_seeing(self.reviews.me(), subject),
            session: last.session,
            time: last.at.clone(),
        })
    }

    fn forecasts(&self) -> Vec<ForecastRow> {
        let open = self.record.forecasts().filter(|forecast| {
            let estimates = forecast.estimates.iter().map(|estimate| (estimate.session, &estimate.at));
            let resolved = forecast.resolution.iter().map(|resolution| (resolution.session, &resolution.at));
            estimates.chain(resolved).any(|(session, at)| self.is_inside(session, at.date()))
        });
        open.filter_map(|forecast| Some((forecast, forecast.current()?)))
            .map(|(forecast, estimate)| ForecastRow {
                subject: forecast.subject.clone(),
                name: self.name(&forecast.subject),
                until: forecast.until,
                probability: forecast.probability().map(Percent::get).unwrap_or_default(),
                outcome: forecast.resolution.as_ref().map(|resolution| resolution.outcome.as_str()),
                settled: forecast.resolution.as_ref().map(|resolution| resolution.date),
                evidence: forecast.resolution.as_ref().and_then(|resolution| resolution.evidence.clone()),
                words: forecast.describe(),
                note: forecast.note().map(str::to_owned),
                date: estimate.at.date(),
                session: estimate.session,
                time: estimate.at.clone(),
            })
            .collect()
    }

    fn pending(&self, item: DueItem) -> DueRow {
        let why = item.why.iter().map(ToString::to_string).collect();
        DueRow { name: self.name(&item.subject), subject: item.subject, why }
    }
}

fn scope<S: Serializer>(scope: &ReportScope, serializer: S) -> Result<S::Ok, S::Error> {
    match scope {
        ReportScope::All => serializer.serialize_none(),
        ReportScope::Session(id) => serializer.collect_str(&format_args!("session {id}")),
        ReportScope::Since(date) => serializer.collect_str(&format_args!("since {date}")),
    }
}
