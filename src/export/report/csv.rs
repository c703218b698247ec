//! A report as a table: a row for each thing judged, then one for each forecast.

use crate::export::csv::row;
use crate::review::{Answer, Check, ClaimCheck, Report, ReviewStance, Threshold, held_as};
use crate::text;

/// The headings of the columns.
const COLUMNS: [&str; 16] = [
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
    "note",
    "next",
];

/// Formats `report` as CSV, the headings first. A forecast has its probability as confidence, its last day as date and
/// its outcome as signal, with the date and the evidence of the outcome.
pub fn csv(report: &Report) -> String {
    let mut rows = vec![COLUMNS.map(str::to_owned).to_vec()];
    let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
    for judged in &report.judged {
        let verdict = &judged.verdict;
        let signal = verdict.signal.as_ref();
        let mut tags: Vec<&str> = verdict.tags.iter().map(String::as_str).collect();
        tags.sort_unstable();
        rows.push(vec![
            "verdict".to_owned(),
            judged.subject.clone(),
            judged.name.clone(),
            judged.date.to_string(),
            word(verdict.stance.map(ReviewStance::as_str)),
            verdict.confidence.map(|confidence| confidence.get().to_string()).unwrap_or_default(),
            word(signal.map(|signal| signal.status.as_str())),
            signal.and_then(|signal| signal.date).map(|date| date.to_string()).unwrap_or_default(),
            sanitized(signal.and_then(|signal| signal.evidence.as_deref())),
            word(verdict.threshold.map(Threshold::as_str)),
            word(held_as(verdict).map(Answer::as_str)),
            word(verdict.record.map(Check::as_str)),
            word(verdict.claim.map(ClaimCheck::as_str)),
            sanitized(Some(&tags.join("; "))),
            note(verdict.note.as_deref()),
            verdict.next.map(|next| next.to_string()).unwrap_or_default(),
        ]);
    }
    for forecast in &report.forecasts {
        let mut cells = vec![String::new(); COLUMNS.len()];
        let filled = [
            (0, "forecast".to_owned()),
            (1, forecast.subject.clone()),
            (2, forecast.name.clone()),
            (3, forecast.until.to_string()),
            (5, forecast.probability.to_string()),
            (6, word(forecast.outcome)),
            (7, forecast.settled.map(|date| date.to_string()).unwrap_or_default()),
            (8, sanitized(forecast.evidence.as_deref())),
            (14, note(forecast.note.as_deref())),
        ];
        for (column, text) in filled {
            cells[column] = text;
        }
        rows.push(cells);
    }
    rows.iter().map(|cells| row(cells.iter().map(String::as_str))).collect()
}

fn sanitized(text: Option<&str>) -> String {
    text.map(text::sanitize).unwrap_or_default().into_owned()
}

/// A note, its lines sanitized.
fn note(note: Option<&str>) -> String {
    note.map(|note| text::sanitize_lines(note).collect::<Vec<_>>().join("\n")).unwrap_or_default()
}
