//! Formats a report as a CSV table: rows of verdicts, of forecasts, of consensus, and of agreement.

use crate::export::csv::row;
use crate::model::Reason;
use crate::review::{
    ConsensusRow, ForecastRow, Judgment, KindAgreement, KindFigures, Percent, Report, VerdictRow, held_as,
};
use crate::text;

/// Headings of the columns.
const COLUMNS: [&str; 32] = [
    "kind",
    "on",
    "name",
    "date",
    "stance",
    "confidence",
    "signal",
    "signal_date",
    "evidence",
    "threshold",
    "held_as",
    "record",
    "claim",
    "tags",
    "reason",
    "note",
    "next",
    "reviewer",
    "session",
    "time",
    "stale",
    "until",
    "probability",
    "outcome",
    "settled",
    "after_seeing",
    "between",
    "changed_since",
    "shared",
    "raw",
    "alpha",
    "confidence_alpha",
];

/// Formats `report` as CSV with a header: rows of verdicts, forecasts, consensus, and then agreement by kind of
/// subject. There are separate columns for the day, the probability and the outcome of forecasts, and for those tags
/// that are among the predefined `reasons`.
pub fn csv(report: &Report, reasons: &[&Reason]) -> String {
    let headings = row(COLUMNS.iter().copied());
    let verdicts = report.judged.iter().map(|judged| verdict(report, judged, reasons));
    let forecasts = report.forecasts.iter().map(|made| forecast(report, made));
    let consensus = report.consensus.iter().map(|settled| self::consensus(report, settled));
    let agreement = report.agreement.iter().filter(|kind| kind.shared > 0).map(agreement);
    let rows = verdicts.chain(forecasts).chain(consensus).chain(agreement).map(|cells| {
        let cell = |column: &&str| cells.iter().find(|(name, _)| name == column).map_or("", |(_, text)| text);
        row(COLUMNS.iter().map(cell))
    });
    std::iter::once(headings).chain(rows).collect()
}

/// Cells of a row, each with the heading of its column; other columns are empty.
type Cells = Vec<(&'static str, String)>;

fn verdict(report: &Report, judged: &VerdictRow, reasons: &[&Reason]) -> Cells {
    let verdict = &judged.verdict;
    let signal = verdict.signal.as_ref();
    let mut tags: Vec<&str> = verdict.tags.iter().map(String::as_str).collect();
    tags.sort_unstable();
    let chosen: Vec<&str> =
        tags.iter().copied().filter(|tag| reasons.iter().any(|reason| reason.slug == *tag)).collect();
    vec![
        ("kind", "verdict".to_owned()),
        ("on", judged.subject.clone()),
        ("name", judged.name.clone()),
        ("date", judged.date.to_string()),
        ("stance", text_of(verdict.stance)),
        ("confidence", text_of(verdict.confidence.map(Percent::get))),
        ("signal", text_of(signal.map(|signal| signal.status))),
        ("signal_date", text_of(signal.and_then(|signal| signal.date))),
        ("evidence", sanitized(signal.and_then(|signal| signal.evidence.as_deref()))),
        ("threshold", text_of(verdict.threshold)),
        ("held_as", text_of(held_as(verdict))),
        ("record", text_of(verdict.record)),
        ("claim", text_of(verdict.claim)),
        ("tags", sanitized(Some(&tags.join("; ")))),
        ("reason", sanitized(Some(&chosen.join("; ")))),
        ("note", note(verdict.note.as_deref())),
        ("next", text_of(verdict.next)),
        ("reviewer", report.reviewer.clone()),
        ("session", text_of(judged.session)),
        ("time", judged.time.to_string()),
        ("stale", judged.stale.to_string()),
        ("after_seeing", judged.after_seeing.to_string()),
    ]
}

/// Returns the cells for a subject on which reviewers settled a consensus. The answer is in the column for its kind; it
/// is missing if the subject was left open.
fn consensus(report: &Report, settled: &ConsensusRow) -> Cells {
    let answer = settled.answer.map(|answer| {
        let column = match answer {
            Judgment::Strategy(_) => "stance",
            Judgment::Position(_) => "record",
            Judgment::Commitment(_) => "claim",
        };
        (column, answer.to_string())
    });
    let cells = [
        ("kind", "consensus".to_owned()),
        ("on", settled.subject.clone()),
        ("name", settled.name.clone()),
        ("date", settled.date.to_string()),
        ("confidence", text_of(settled.confidence)),
        ("note", note(settled.note.as_deref())),
        ("reviewer", report.reviewer.clone()),
        ("session", text_of(settled.session)),
        ("time", settled.time.to_string()),
        ("stale", settled.stale.to_string()),
        ("between", sanitized(Some(&settled.between.join("; ")))),
        ("changed_since", sanitized(Some(&settled.changed.join("; ")))),
    ];
    cells.into_iter().chain(answer).collect()
}

fn agreement(kind: &KindAgreement) -> Cells {
    let figures = kind.figures;
    let figure = |of: fn(KindFigures) -> Option<f64>| text_of(figures.and_then(of));
    vec![
        ("kind", "agreement".to_owned()),
        ("name", kind.kind.to_owned()),
        ("shared", kind.shared.to_string()),
        ("raw", figure(|figures| figures.raw)),
        ("alpha", figure(|figures| figures.alpha)),
        ("confidence_alpha", figure(|figures| figures.confidence_alpha)),
    ]
}

fn forecast(report: &Report, forecast: &ForecastRow) -> Cells {
    vec![
        ("kind", "forecast".to_owned()),
        ("on", forecast.subject.clone()),
        ("name", forecast.name.clone()),
        ("date", forecast.date.to_string()),
        ("evidence", sanitized(forecast.evidence.as_deref())),
        ("note", note(forecast.note.as_deref())),
        ("reviewer", report.reviewer.clone()),
        ("session", text_of(forecast.session)),
        ("time", forecast.time.to_string()),
        ("until", forecast.until.to_string()),
        ("probability", forecast.probability.to_string()),
        ("outcome", text_of(forecast.outcome)),
        ("settled", text_of(forecast.settled)),
    ]
}

fn text_of(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn sanitized(text: Option<&str>) -> String {
    text.map(text::sanitize).unwrap_or_default().into_owned()
}

/// Returns a note, sanitized line by line; an empty text if there is none.
fn note(note: Option<&str>) -> String {
    note.map(|note| text::sanitize_lines(note).collect::<Vec<_>>().join("\n")).unwrap_or_default()
}
