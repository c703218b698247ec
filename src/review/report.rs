//! Report on one reviewer's verdicts in a session, in a period, or in total: changes of mind first.

use std::cmp::Reverse;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::graph::Graph;
use crate::model::{Atlas, SharedSort};

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

/// Scope of a report: which entries it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ReportScope {
    /// All entries of the reviewer.
    #[default]
    All,
    /// Only entries of one session.
    Session(LineId),
    /// Only entries from a day on.
    Since(Date),
}

/// Report on one reviewer's verdicts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Name of the reviewer.
    pub reviewer: String,
    /// Date for which the report was made.
    pub made: Date,
    /// Edition of the atlas on which the report is based.
    pub edition: String,
    /// Scope of the report; `null` in JSON if it covers all entries.
    #[serde(serialize_with = "scope")]
    pub scope: ReportScope,
    /// Changes of mind in the scope, latest first.
    pub changes: Vec<ChangeRow>,
    /// Falsification signals that are marked as landed.
    pub landed: Vec<LandedRow>,
    /// Strategies that are still backed although their signal has landed.
    pub identity: Vec<IdentityRow>,
    /// Subjects with entries in the scope, in the order of addresses, with the current verdict.
    pub judged: Vec<VerdictRow>,
    /// Forecasts that were made or resolved in the scope.
    pub forecasts: Vec<ForecastRow>,
    /// Calibration of all resolved forecasts, regardless of the scope; `None` without any.
    pub calibration: Option<Calibration>,
    /// Consensus of reviewers recorded in the scope, in the order of addresses; hidden entries are left out.
    pub consensus: Vec<ConsensusRow>,
    /// Agreement with other reviewers, regardless of the scope; empty if no subject is judged by several.
    pub agreement: Vec<KindAgreement>,
    /// Agreement of a session with the reviewer's earlier verdicts; `None` for other scopes or without common
    /// strategies.
    pub self_agreement: Option<SelfAgreement>,
    /// Due reviews, regardless of the scope.
    pub due: Vec<DueRow>,
    /// Inconsistencies between verdicts that the reviewer has not accepted, regardless of the scope.
    pub inconsistencies: Vec<Inconsistency>,
    /// Pace, scores over time and drift, regardless of the scope.
    pub statistics: Activity,
}

/// Row of a report on a change of mind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeRow {
    /// Address of the subject.
    #[serde(rename = "on")]
    pub subject: String,
    /// Name of the subject.
    pub name: String,
    /// Date of the change.
    pub date: Date,
    /// Verdict before the change, as text.
    pub from: String,
    /// Verdict after the change, as text.
    pub to: String,
}

/// Row of a report on a signal that is marked as landed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LandedRow {
    /// Address of the strategy.
    #[serde(rename = "on")]
    pub subject: String,
    /// Name of the strategy.
    pub name: String,
    /// Date on which the signal landed, if stated.
    pub date: Option<Date>,
    /// Evidence that the signal landed, if stated.
    pub evidence: Option<String>,
}

/// Row of a report on a strategy that is still backed although its signal has landed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IdentityRow {
    /// Address of the strategy.
    #[serde(rename = "on")]
    pub subject: String,
    /// Name of the strategy.
    pub name: String,
    /// Number of identity questions answered as by someone to whom the strategy is a bet.
    pub bet: usize,
    /// Number of identity questions answered as by someone to whom the strategy is an identity.
    pub identity: usize,
    /// Every identity question of the atlas with the reviewer's answer, in order.
    pub questions: Vec<AnsweredQuestion>,
}

/// Question that distinguishes a bet from an identity, with the reviewer's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnsweredQuestion {
    /// Text of the question.
    pub ask: String,
    /// Answer of the reviewer, if there is one.
    pub answer: Option<Answer>,
}

/// Row of a report on the current verdict on a subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VerdictRow {
    /// Address of the subject.
    #[serde(rename = "on")]
    pub subject: String,
    /// Name of the subject.
    pub name: String,
    /// Date of the last change of the verdict.
    pub date: Date,
    /// Current verdict.
    pub verdict: Verdict,
    /// Whether the text of the subject has changed since the verdict.
    pub stale: bool,
    /// Whether the stance was recorded after seeing the verdicts of others.
    pub after_seeing: bool,
    /// Session in which the last change was recorded, if any.
    pub session: Option<LineId>,
    /// Time of the last change of the verdict.
    pub time: ZonedTimestamp,
}

/// Row of a report on a forecast.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ForecastRow {
    /// Address of the strategy.
    #[serde(rename = "on")]
    pub subject: String,
    /// Name of the strategy.
    pub name: String,
    /// Last day on which a landing of the signal counts.
    pub until: Date,
    /// Current estimate of the probability, in percent.
    pub probability: u8,
    /// Outcome; `None` while the forecast is open.
    pub outcome: Option<&'static str>,
    /// Date on which the outcome was settled; `None` while the forecast is open.
    pub settled: Option<Date>,
    /// Evidence for the outcome, if stated.
    pub evidence: Option<String>,
    /// Description of the forecast in one line.
    pub words: String,
    /// Note on the current estimate, if any.
    pub note: Option<String>,
    /// Date of the current estimate.
    pub date: Date,
    /// Session in which the current estimate was made, if any.
    pub session: Option<LineId>,
    /// Time of the current estimate.
    pub time: ZonedTimestamp,
}

/// Row of a report on a subject whose review is due.
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

/// Data from which the rows of a report are built.
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
        all.shared_sort_by_key(|(at, _)| Reverse(*at));
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

    /// Returns the strategies that are still backed although their signal has landed. They are reported in every scope
    /// until the reviewer resolves this.
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
