//! Formats reports of reviews as text, Markdown, HTML, JSON and CSV; each result is complete by itself. The content is
//! converted to sections once, and text, Markdown and HTML are formatted from these sections.

mod csv;
mod html;
mod plot;

use std::fmt::Write;

use crate::review::{
    Activity, Answer, Calibration, Inconsistency, KindAgreement, KindFigures, Report, ReportScope, SelfAgreement,
    VerdictRow,
};
use crate::text::{self, format_fixed};

use super::is_web;

pub use csv::csv;
pub use html::html;

/// Section of a report, with its rows.
struct ReportSection<'a> {
    title: &'static str,
    /// Summary or explanation at the start of the section; `None` if it has none.
    about: Option<String>,
    rows: Vec<ReportRow>,
    /// Calibration of forecasts that is plotted below the rows; `None` in other sections.
    calibration: Option<&'a Calibration>,
}

impl ReportSection<'_> {
    fn new(title: &'static str, about: Option<String>, rows: impl Iterator<Item = ReportRow>) -> Self {
        Self { title, about, rows: rows.collect(), calibration: None }
    }
}

/// Entry of a section, about one subject such as a strategy.
struct ReportRow {
    name: String,
    path: String,
    /// Text of the entry: one line, or the lines of a note, with empty lines between its paragraphs.
    lines: Vec<String>,
    /// Evidence that the reviewer gave, a link or a text; `None` if there is none.
    evidence: Option<String>,
}

impl ReportRow {
    fn new(name: &str, path: &str, text: impl AsRef<str>) -> Self {
        let [name, path] = [name, path].map(|text| text::sanitize(text).into_owned());
        Self { name, path, lines: text::sanitize_lines(text.as_ref().trim()).collect(), evidence: None }
    }

    fn with(self, evidence: Option<&str>) -> Self {
        Self { evidence: evidence.map(|text| text::sanitize(text).into_owned()), ..self }
    }
}

/// Formats `report` as text of `width` columns. Only single words that are longer exceed the width.
pub fn plain(report: &Report, width: usize) -> String {
    let mut out = String::new();
    let title = title(report);
    // Writing to a string does not fail.
    let _ = writeln!(out, "{title}\n{}\n{}", "=".repeat(text::width(&title)), wrapped(&subtitle(report), "", width));
    for section in sections(report) {
        let _ = write!(out, "\n{}\n{}\n", section.title, "-".repeat(section.title.len()));
        if let Some(about) = &section.about {
            let _ = writeln!(out, "{}", wrapped(about, "", width));
        }
        for row in &section.rows {
            out.push_str(&plain_row(row, width));
        }
        if let Some(calibration) = section.calibration {
            let _ = write!(out, "\n{}", plot::text(calibration));
        }
    }
    out
}

/// Formats a row as a list item whose lines all have the same indentation.
fn plain_row(row: &ReportRow, width: usize) -> String {
    let evidence = row.evidence.as_ref().map(|evidence| format!(" ({evidence})")).unwrap_or_default();
    let first = format!("- {}: ", row.name);
    let whole = first + &row.lines.join("\n") + &evidence;
    let lines = whole.lines().enumerate().map(|(at, line)| match (at, line) {
        (_, "") => String::new(),
        (0, line) => wrapped(line, "  ", width),
        (_, line) => wrapped(&format!("  {line}"), "  ", width),
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

fn wrapped(text: &str, indent: &str, width: usize) -> String {
    textwrap::fill(text, textwrap::Options::new(width).subsequent_indent(indent).break_words(false))
}

/// Formats `report` as Markdown.
pub fn markdown(report: &Report) -> String {
    let escape = super::markdown::escape;
    let mut out = format!("# {}\n\n{}\n", escape(&title(report)), escape(&subtitle(report)));
    for section in sections(report) {
        let _ = write!(out, "\n## {}\n", section.title);
        if let Some(about) = &section.about {
            let _ = write!(out, "\n{}\n", escape(about));
        }
        if !section.rows.is_empty() {
            out.push('\n');
        }
        for row in &section.rows {
            out.push_str(&markdown_row(row));
        }
        if let Some(calibration) = section.calibration {
            let _ = write!(out, "\n```text\n{}```\n", plot::text(calibration));
        }
    }
    out
}

/// Formats a row as a list item. Further lines of the row belong to the item, and no line starts another kind of block.
fn markdown_row(row: &ReportRow) -> String {
    let escape = super::markdown::escape;
    let link = |evidence: &str| format!(" (<{}>)", evidence.replace(['<', '>', ' '], ""));
    let words = |evidence: &str| format!(" ({})", escape(evidence));
    let evidence = row.evidence.as_deref();
    let evidence = evidence.map(|evidence| if is_web(evidence) { link(evidence) } else { words(evidence) });
    let mut out = format!("- **{}**: ", escape(&row.name));
    for (at, line) in row.lines.iter().enumerate() {
        match (at, line.as_str()) {
            (0, line) => out.push_str(&escape(line)),
            (_, "") => out.push('\n'),
            (_, line) => {
                // Within a paragraph of Markdown, a line ends only after a backslash.
                let end = if out.ends_with('\n') { "" } else { "\\" };
                // Writing to a string does not fail.
                let _ = write!(out, "{end}\n  {}", super::markdown::start(&escape(line)));
            }
        }
    }
    out + &evidence.unwrap_or_default() + "\n"
}

fn title(report: &Report) -> String {
    text::sanitize(&format!("Review by {}", report.reviewer)).into_owned()
}

fn subtitle(report: &Report) -> String {
    let scope = match report.scope {
        ReportScope::All => "everything recorded".to_owned(),
        ReportScope::Session(id) => format!("the session {id}"),
        ReportScope::Since(date) => format!("everything recorded since {date}"),
    };
    let counts = format!(
        "{} judged, {} of mind, {} landed, {} due.",
        report.judged.len(),
        count(report.changes.len(), "change"),
        count(report.landed.len(), "signal"),
        report.due.len()
    );
    let text = format!("Made on {} of {scope}, with edition {} of the atlas: {counts}", report.made, report.edition);
    text::sanitize(&text).into_owned()
}

fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// Returns the sections of a report that have rows, first the one with changes of mind.
fn sections(report: &Report) -> Vec<ReportSection<'_>> {
    let changes = report.changes.iter().map(|changed| {
        ReportRow::new(
            &changed.name,
            &changed.subject,
            format!("{} → {}, on {}", changed.from, changed.to, changed.date),
        )
    });
    let landed = report.landed.iter().map(|landed| {
        let date = landed.date.map_or_else(|| "landed".to_owned(), |date| format!("landed on {date}"));
        ReportRow::new(&landed.name, &landed.subject, date).with(landed.evidence.as_deref())
    });
    let judged = report.judged.iter().map(verdict_row);
    let forecasts = report.forecasts.iter().map(|forecast| {
        ReportRow::new(&forecast.name, &forecast.subject, &forecast.words).with(forecast.evidence.as_deref())
    });
    let unfit = report.inconsistencies.iter().map(inconsistency_row);
    let due = report.due.iter().map(|item| ReportRow::new(&item.name, &item.subject, item.why.join("; ")));
    let identity = "Is a strategy that is still backed after its signal has landed held as a bet, or as an identity?";
    let mut sections = vec![
        ReportSection::new("Changes of mind", None, changes),
        ReportSection::new("Signals landed", None, landed),
        ReportSection::new("Bet or identity", Some(identity.to_owned()), identity_rows(report)),
        ReportSection::new("Consistency", None, unfit),
        ReportSection::new("Judged", report.self_agreement.as_ref().map(self_agreement), judged),
        ReportSection {
            calibration: report.calibration.as_ref(),
            ..ReportSection::new("Forecasts", report.calibration.as_ref().map(score), forecasts)
        },
        ReportSection::new("Notes", None, note_rows(report)),
        ReportSection::new("Consensus", None, consensus_rows(report)),
        ReportSection::new("Agreement of reviewers", Some(BEFORE_SEEING.to_owned()), agreement_rows(report)),
        ReportSection::new("Due", None, due),
        ReportSection::new("Statistics", None, statistics(&report.statistics)),
    ];
    sections.retain(|section| !section.rows.is_empty() || section.calibration.is_some());
    sections
}

/// Returns the row for a verdict: its description and tags, its date, and remarks such as that the text has changed
/// since.
fn verdict_row(row: &VerdictRow) -> ReportRow {
    let stale = if row.stale { "; the text has changed since" } else { "" };
    let seen = if row.after_seeing { "; after seeing others" } else { "" };
    let tags = row.verdict.tags.iter().map(|tag| format!("#{tag}"));
    let words: Vec<String> = std::iter::once(row.verdict.describe()).chain(tags).collect();
    ReportRow::new(&row.name, &row.subject, format!("{} ({}){seen}{stale}", words.join(", "), row.date))
}

/// Returns a row for each note on a verdict or on a forecast.
fn note_rows(report: &Report) -> impl Iterator<Item = ReportRow> {
    let of_verdicts = report.judged.iter().filter_map(|row| {
        let note = row.verdict.note.as_ref()?;
        Some(ReportRow::new(&row.name, &row.subject, note))
    });
    let of_forecasts = report.forecasts.iter().filter_map(|forecast| {
        let name = format!("{}, {}% by {}", forecast.name, forecast.probability, forecast.until);
        Some(ReportRow::new(&name, &forecast.subject, forecast.note.as_ref()?))
    });
    of_verdicts.chain(of_forecasts)
}

/// Returns the row for an inconsistency: the strategy that the reviewer backs, then the verdicts against it.
fn inconsistency_row(found: &Inconsistency) -> ReportRow {
    let parties = found.subjects.iter().map(|party| format!("{} {}", party.name, party.words));
    let points = found.points.map(|points| count(usize::from(points), "point"));
    let words = format!(
        "{}: {} ({}). {}",
        found.kind.title(),
        parties.collect::<Vec<_>>().join("; "),
        points.as_deref().unwrap_or("no figure"),
        found.advice
    );
    let first = found.subjects.first();
    ReportRow::new(first.map_or("", |first| &first.name), first.map_or("", |first| &first.subject), words)
}

/// Text that says which stances the figures on agreement are computed from.
const BEFORE_SEEING: &str = "From the last stances before reviewers saw those of others.";

/// Returns a row for each subject with a consensus, with the note on it.
fn consensus_rows(report: &Report) -> impl Iterator<Item = ReportRow> {
    report.consensus.iter().map(|row| {
        let note = row.note.as_ref().map(|note| format!("\n{note}")).unwrap_or_default();
        ReportRow::new(&row.name, &row.subject, format!("{} ({}){note}", row.words, row.date))
    })
}

/// Returns a row for each kind of subject that several reviewers have judged, with the figures on their agreement.
fn agreement_rows(report: &Report) -> impl Iterator<Item = ReportRow> {
    let figure = |value: Option<f64>| value.map_or_else(|| "undefined".to_owned(), |value| format_fixed(value, 3));
    report.agreement.iter().filter(|kind| kind.shared > 0).map(move |kind| {
        let words = match kind.figures {
            Some(KindFigures { raw, alpha, confidence_alpha }) => {
                let [raw, alpha, confidence] = [raw, alpha, confidence_alpha].map(figure);
                format!("raw agreement {raw}, Krippendorff's alpha {alpha}, alpha of confidence {confidence}")
            }
            None => KindAgreement::too_few(),
        };
        ReportRow::new(&format!("On {}", kind.kind), "", format!("{} shared, {words}", kind.shared))
    })
}

/// Returns rows on the pace of reviews, the scores by month, and the drift of verdicts between reviews.
fn statistics(activity: &Activity) -> impl Iterator<Item = ReportRow> {
    let words = activity.describe().into_iter().filter(|_| !activity.is_empty());
    let brier = activity.brier.iter().map(|month| {
        let (label, forecasts) =
            (month.month.strftime("Brier score of %Y-%m").to_string(), count(month.count, "forecast"));
        let [of_month, so_far] = [month.brier, month.so_far].map(|score| format_fixed(score, 3));
        (label, format!("{of_month} over {forecasts}, {so_far} so far"))
    });
    let drift = activity.drift.iter().map(|row| {
        let [low, high] = [row.changed.low, row.changed.high].map(|share| format_fixed(share * 100.0, 0));
        let points =
            row.points.map(|points| format!("; confidence moved by {} points on average", format_fixed(points, 0)));
        let changed = format!("{} of {} changed (95%: {low}% to {high}%)", row.changed.cases, row.changed.count);
        (format!("Drift after {}", row.after), changed + &points.unwrap_or_default())
    });
    let rows = words.chain(brier).chain(drift);
    rows.map(|(label, words)| ReportRow::new(&label, "", words)).collect::<Vec<_>>().into_iter()
}

fn identity_rows(report: &Report) -> impl Iterator<Item = ReportRow> {
    report.identity.iter().map(|flag| {
        let answers = flag.bet + flag.identity;
        let score = match answers {
            0 => "the five questions are not answered".to_owned(),
            _ => format!("{} of {} answered as for an identity", flag.identity, count(answers, "question")),
        };
        let questions = (1..).zip(&flag.questions).map(|(number, asked)| {
            let answer = match asked.answer {
                Some(Answer::Bet) => "A bet.",
                Some(Answer::Identity) => "An identity.",
                None => "Not answered.",
            };
            format!("\n{number}. {} {answer}", asked.ask)
        });
        ReportRow::new(&flag.name, &flag.subject, score + &questions.collect::<String>())
    })
}

fn self_agreement(own: &SelfAgreement) -> String {
    let strategies = if own.count == 1 { "strategy" } else { "strategies" };
    let mut text = format!("Of {} {strategies} judged before, {} judged the same way again", own.count, own.same);
    if let Some(kappa) = own.kappa {
        let interval = kappa.low.zip(kappa.high);
        let interval =
            interval.map(|(low, high)| format!(", from {} to {}", format_fixed(low, 2), format_fixed(high, 2)));
        let _ = write!(text, " (kappa {}{})", format_fixed(kappa.value, 2), interval.unwrap_or_default());
    }
    if let Some(shift) = own.shift {
        let _ = write!(text, "; confidence differs by {shift:.0} points on average");
    }
    text + "."
}

fn score(calibration: &Calibration) -> String {
    format!(
        "Brier score {:.3} over {} (0 is perfect, always forecasting 50% gets 0.25); {:.0}% came true.",
        calibration.brier,
        count(calibration.count, "resolved forecast"),
        calibration.base_rate * 100.0
    )
}
