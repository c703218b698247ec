//! Reports of reviews, self-contained: as text, Markdown, HTML, JSON and CSV. What they say is put into words once, as
//! sections; the first three only write these down.

mod csv;
mod html;
mod plot;

use std::fmt::Write;

use crate::review::{Answer, Calibration, Report, ReportScope, SelfAgreement};
use crate::text::{self, format_fixed};

pub use csv::csv;
pub use html::html;

/// A part of a report.
struct Section {
    title: &'static str,
    /// How to read it, or what it comes to.
    about: Option<String>,
    rows: Vec<Row>,
    /// Whether the calibration is drawn here.
    plotted: bool,
}

/// What a section says of one thing.
struct Row {
    name: String,
    path: String,
    /// What it says: one line, or as many as a note has; blank ones are between its paragraphs.
    lines: Vec<String>,
    /// A link, or words.
    evidence: Option<String>,
}

impl Row {
    fn new(name: &str, path: &str, text: impl AsRef<str>) -> Self {
        let safe = |text: &str| text::sanitize(text).into_owned();
        let lines = text::sanitize_lines(text.as_ref().trim()).collect();
        Self { name: safe(name), path: safe(path), lines, evidence: None }
    }

    fn with(self, evidence: Option<&str>) -> Self {
        Self { evidence: evidence.map(|text| text::sanitize(text).into_owned()), ..self }
    }
}

/// `report` as JSON in one line.
///
/// # Errors
/// Never in practice: a report holds nothing that JSON has no words for.
pub fn json(report: &Report) -> serde_json::Result<String> {
    serde_json::to_string(report).map(|json| text::escape_json(&json).into_owned())
}

/// `report` as text, as wide as `width` at most where words allow it.
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
        if let (true, Some(calibration)) = (section.plotted, &report.calibration) {
            let _ = write!(out, "\n{}", plot::text(calibration));
        }
    }
    out
}

/// A row as an entry of a list; further lines are as far in as the first.
fn plain_row(row: &Row, width: usize) -> String {
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

/// `report` as Markdown.
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
        if let (true, Some(calibration)) = (section.plotted, &report.calibration) {
            let _ = write!(out, "\n```text\n{}```\n", plot::text(calibration));
        }
    }
    out
}

/// A row as an entry of a list. Its further lines belong to it, and none of them becomes another kind of block.
fn markdown_row(row: &Row) -> String {
    let escape = super::markdown::escape;
    let link = |evidence: &str| format!(" (<{}>)", evidence.replace(['<', '>', ' '], ""));
    let words = |evidence: &str| format!(" ({})", escape(evidence));
    let evidence = row.evidence.as_deref();
    let evidence = evidence.map(|evidence| if is_address(evidence) { link(evidence) } else { words(evidence) });
    let mut out = format!("- **{}**: ", escape(&row.name));
    for (at, line) in row.lines.iter().enumerate() {
        match (at, line.as_str()) {
            (0, line) => out.push_str(&escape(line)),
            (_, "") => out.push('\n'),
            (_, line) => {
                // Within a paragraph only this ends a line.
                let end = if out.ends_with('\n') { "" } else { "\\" };
                // Writing to a string does not fail.
                let _ = write!(out, "{end}\n  {}", super::markdown::start(&escape(line)));
            }
        }
    }
    out + &evidence.unwrap_or_default() + "\n"
}

/// Nothing else may be made a link.
fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

fn title(report: &Report) -> String {
    text::sanitize(&format!("Review by {}", report.reviewer)).into_owned()
}

fn subtitle(report: &Report) -> String {
    let scope = match report.scope {
        ReportScope::All => "everything recorded".to_owned(),
        ReportScope::Session(id) => format!("the session {id}"),
        ReportScope::Since(date) => format!("what was recorded since {date}"),
    };
    let counts = format!(
        "{} judged, {} of mind, {} landed, {} to look at again.",
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

/// The parts of a report, changes of mind first; what is empty is left out.
fn sections(report: &Report) -> Vec<Section> {
    let section =
        |title, about: Option<&str>, rows| Section { title, about: about.map(str::to_owned), rows, plotted: false };
    let changes = report.changes.iter().map(|changed| {
        Row::new(&changed.name, &changed.subject, format!("{} → {}, on {}", changed.from, changed.to, changed.date))
    });
    let landed = report.landed.iter().map(|landed| {
        let date = landed.date.map_or_else(|| "landed".to_owned(), |date| format!("landed on {date}"));
        Row::new(&landed.name, &landed.subject, date).with(landed.evidence.as_deref())
    });
    let judged = report.judged.iter().map(|row| {
        let stale = if row.stale { "; the text has changed since" } else { "" };
        let tags = row.verdict.tags.iter().map(|tag| format!("#{tag}"));
        let words: Vec<String> = std::iter::once(row.verdict.words()).chain(tags).collect();
        Row::new(&row.name, &row.subject, format!("{} ({}){stale}", words.join(", "), row.date))
    });
    let noted =
        report.judged.iter().filter_map(|row| Some(Row::new(&row.name, &row.subject, row.verdict.note.as_ref()?)));
    let foreseen = report.forecasts.iter().filter_map(|forecast| {
        let name = format!("{}, {}% by {}", forecast.name, forecast.probability, forecast.until);
        Some(Row::new(&name, &forecast.subject, forecast.note.as_ref()?))
    });
    let due = report.due.iter().map(|item| Row::new(&item.name, &item.subject, item.why.join("; ")));
    let held = "Still backed although the falsification signal has landed: a bet, or an identity?";
    let mut all = vec![
        section("Changes of mind", None, changes.collect()),
        section("Signals landed", None, landed.collect()),
        section("Bet or identity", Some(held), flagged(report)),
        section("Judged", report.self_agreement.as_ref().map(with_oneself).as_deref(), judged.collect()),
        forecasts(report),
        section("Notes", None, noted.chain(foreseen).collect()),
        section("To look at again", None, due.collect()),
    ];
    all.retain(|section| !section.rows.is_empty() || section.plotted);
    all
}

fn flagged(report: &Report) -> Vec<Row> {
    let rows = report.identity.iter().map(|flag| {
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
        Row::new(&flag.name, &flag.subject, score + &questions.collect::<String>())
    });
    rows.collect()
}

fn with_oneself(own: &SelfAgreement) -> String {
    let mut text = format!(
        "Of {} judged before, {} the same again",
        count(own.count, "strategy").replace("strategys", "strategies"),
        own.same
    );
    if let Some(kappa) = own.kappa {
        let interval = kappa.low.zip(kappa.high);
        let interval =
            interval.map(|(low, high)| format!(", from {} to {}", format_fixed(low, 2), format_fixed(high, 2)));
        let _ = write!(text, " (kappa {}{})", format_fixed(kappa.value, 2), interval.unwrap_or_default());
    }
    if let Some(shift) = own.shift {
        let _ = write!(text, "; confidence is off by {shift:.0} points on average");
    }
    text + "."
}

fn forecasts(report: &Report) -> Section {
    let rows = report.forecasts.iter().map(|forecast| {
        Row::new(&forecast.name, &forecast.subject, &forecast.words).with(forecast.evidence.as_deref())
    });
    Section {
        title: "Forecasts",
        about: report.calibration.as_ref().map(score),
        rows: rows.collect(),
        plotted: report.calibration.is_some(),
    }
}

fn score(calibration: &Calibration) -> String {
    format!(
        "Brier score {:.3} over {} (0 is perfect, 0.25 is what always saying 50% gets); {:.0}% came true.",
        calibration.brier,
        count(calibration.count, "resolved forecast"),
        calibration.base_rate * 100.0
    )
}
