//! `stratlas review agree`: how far reviewers agree, with disagreements first.

use std::fmt::Display;
use std::io::{self, Write};

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::review::{
    Agreement, FigureWithInterval, KindAgreement, PairAgreement, RatingBasis, Ratings, Subject, unsettled,
};
use crate::text;

use super::super::context::CliContext;
use super::super::exit::{DONE, FINDINGS};
use super::super::output::{self, ReportFormat};
use super::ReviewContext;

/// Arguments of `stratlas review agree`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct AgreeArgs {
    /// The format of the report; JSON is one object with `reviewers`, `spreads`, `positions`, `commitments`, `raw`,
    /// `kappa`, `stance_alpha`, `confidence_alpha`, `kinds` and `after_seeing`, with `--after` also `after`, with
    /// `--all` also `pairs`
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
    /// Add the figures of the current verdicts, which may have changed after reviewers saw each other's or settled on
    /// one
    ///
    /// The others are of the last stances before that.
    #[arg(long)]
    after: bool,
    /// Add a table of each pair of reviewers: Cohen's kappa, plain and weighted by distance on the scale, Gwet's AC1,
    /// and counts
    ///
    /// Weighted kappa leaves out what either left undecided. Intervals are of 95%, from 1000 resamples of the shared
    /// subjects.
    #[arg(long)]
    all: bool,
    /// The seed of the resamples
    #[arg(long, requires = "all", default_value_t = 1, value_name = "N")]
    seed: u64,
}

/// Report on the agreement, in the form of its JSON output.
#[derive(Serialize)]
struct AgreementReport {
    #[serde(flatten)]
    agreement: Agreement,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<Agreement>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pairs: Option<Vec<PairAgreement>>,
}

pub(super) fn run(context: &CliContext, args: &AgreeArgs) -> Result<u8> {
    let review = ReviewContext::open(context)?;
    review.report_hidden();
    let of = |basis| Agreement::of(&review.reviews, &review.graph.atlas, basis);
    let agreement = of(RatingBasis::BeforeSeeing);
    let after = args.after.then(|| of(RatingBasis::Current));
    let pairs = args.all.then(|| PairAgreement::all(&agreement, args.seed));
    let report = AgreementReport { agreement, after, pairs };
    output::print(|out| match args.format {
        ReportFormat::Json => output::json_line(out, &report),
        ReportFormat::Text => {
            print(out, &review, &report)?;
            Ok(print_pairs(out, report.pairs.as_deref().unwrap_or_default())?)
        }
    })?;
    Ok(if report.agreement.is_empty() { FINDINGS } else { DONE })
}

fn print(out: &mut impl Write, review: &ReviewContext, report: &AgreementReport) -> io::Result<()> {
    let AgreementReport { agreement, after, .. } = report;
    if agreement.is_empty() && after.as_ref().is_none_or(Agreement::is_empty) {
        writeln!(out, "Nothing has verdicts of two reviewers; `stratlas review merge` merges journals.")?;
        return left_out(out, agreement.after_seeing);
    }
    list(out, review, &agreement.spreads, ["strategy", "strategies"])?;
    list(out, review, &agreement.positions, ["position", "positions"])?;
    list(out, review, &agreement.commitments, ["commitment", "commitments"])?;
    table(out, "Agreement", &agreement.kinds)?;
    if let Some(after) = after {
        table(out, "After seeing", &after.kinds)?;
    }
    left_out(out, agreement.after_seeing)?;
    let unsettled = unsettled(&review.reviews, &review.graph.atlas).len();
    if unsettled > 0 {
        writeln!(out, "To settle what they disagree on:\n  stratlas review start --disputed")?;
    }
    Ok(())
}

/// Prints how many stances were recorded after their reviewer had seen those of others; nothing if there are none.
fn left_out(out: &mut impl Write, count: usize) -> io::Result<()> {
    let stances = match count {
        0 => return Ok(()),
        1 => "1 stance was".to_owned(),
        _ => format!("{count} stances were"),
    };
    writeln!(out, "{stances} recorded after seeing those of others: the one before counts, if there is one.")
}

/// Prints a table with the figures of agreement for each kind of subject.
fn table(out: &mut impl Write, title: &str, kinds: &[KindAgreement]) -> io::Result<()> {
    writeln!(out, "{title:<16}{:>6}  {:<11}{:<11}alpha of confidence", "shared", "raw", "alpha")?;
    let cell = |value: Option<f64>| value.map_or_else(|| "undefined".to_owned(), |value| text::format_fixed(value, 3));
    for KindAgreement { kind, shared, figures } in kinds.iter().filter(|kind| kind.shared > 0) {
        write!(out, "  {kind:<14}{shared:>6}  ")?;
        match figures {
            Some(figures) => {
                let [raw, alpha, confidence] = [figures.raw, figures.alpha, figures.confidence_alpha].map(cell);
                writeln!(out, "{raw:<11}{alpha:<11}{confidence}")?;
            }
            None => writeln!(out, "{}", KindAgreement::too_few())?,
        }
    }
    writeln!(out)
}

/// Prints the subjects that several reviewers have judged, under a title.
fn list<S>(
    out: &mut impl Write,
    review: &ReviewContext,
    spreads: &[Ratings<S>],
    [one, many]: [&str; 2],
) -> io::Result<()>
where
    S: Copy + Ord + Display,
{
    if spreads.is_empty() {
        return Ok(());
    }
    let disputed = spreads.iter().filter(|spread| spread.is_disputed()).count();
    let what = if spreads.len() == 1 { one } else { many };
    writeln!(out, "Reviewers disagree on {disputed} of {} {what} that several have judged:", spreads.len())?;
    spreads.iter().try_for_each(|spread| writeln!(out, "{}", line(review, spread)))?;
    writeln!(out)
}

/// Prints the figures of agreement for each pair of reviewers, then the counts that these are computed from.
fn print_pairs(out: &mut impl Write, pairs: &[PairAgreement]) -> io::Result<()> {
    if pairs.is_empty() {
        return Ok(());
    }
    let title =
        |pair: &PairAgreement| text::sanitize(&format!("{}: {}", pair.reviewers.join(", "), pair.kind)).into_owned();
    let width = pairs.iter().map(|pair| text::width(&title(pair))).max().unwrap_or(0);
    let pad = |title: &str| " ".repeat(width.saturating_sub(text::width(title)));
    writeln!(out, "\nPairs of reviewers, with intervals of 95%:")?;
    writeln!(out, "{}  shared  raw    {:<24}{:<24}AC1", pad(""), "kappa", "weighted kappa")?;
    for pair in pairs {
        let name = title(pair);
        write!(out, "{name}{}  {:>6}  ", pad(&name), pair.shared)?;
        let Some(figures) = &pair.figures else {
            writeln!(out, "{}", KindAgreement::too_few())?;
            continue;
        };
        let raw = figures.raw.map_or_else(|| "–".to_owned(), |raw| text::format_fixed(raw, 3));
        let [kappa, weighted, ac1] = [figures.kappa, figures.weighted_kappa, figures.ac1].map(figure);
        writeln!(out, "{raw:<7}{kappa:<24}{weighted:<24}{ac1}")?;
    }
    pairs.iter().filter(|pair| pair.figures.is_some()).try_for_each(|pair| print_counts(out, &title(pair), pair))
}

/// Prints how many subjects have each pair of ratings: rows are ratings of the first reviewer, columns of the second.
fn print_counts(out: &mut impl Write, title: &str, pair: &PairAgreement) -> io::Result<()> {
    let [one, other] = pair.reviewers.each_ref().map(|name| text::sanitize(name));
    writeln!(out, "\n{title}; rows {one}, columns {other}")?;
    let header: Vec<String> = pair.categories.iter().map(|category| format!("{category:>11}")).collect();
    writeln!(out, "{:<11}{}", "", header.concat())?;
    for (category, counts) in pair.categories.iter().zip(&pair.confusion) {
        let counts: Vec<String> = counts.iter().map(|count| format!("{count:>11}")).collect();
        writeln!(out, "{category:<11}{}", counts.concat())?;
    }
    Ok(())
}

/// Returns a figure with its confidence interval as text.
fn figure(figure: Option<FigureWithInterval>) -> String {
    let Some(FigureWithInterval { value, low, high }) = figure else { return "undefined".to_owned() };
    let interval = low
        .zip(high)
        .map(|(low, high)| format!(" ({} to {})", text::format_fixed(low, 2), text::format_fixed(high, 2)));
    format!("{}{}", text::format_fixed(value, 3), interval.unwrap_or_default())
}

fn line<S: Copy + Ord + Display>(review: &ReviewContext, spread: &Ratings<S>) -> String {
    let atlas = &review.graph.atlas;
    let name =
        Subject::find(atlas, &spread.subject).map_or_else(|| spread.subject.clone(), |subject| subject.name(atlas));
    let verdicts: Vec<String> = spread
        .verdicts
        .iter()
        .map(|(reviewer, rating, confidence)| match confidence {
            Some(confidence) => format!("{reviewer}: {rating} {confidence}"),
            None => format!("{reviewer}: {rating}"),
        })
        .collect();
    let sign = if spread.is_disputed() { "≠" } else { "=" };
    let settled = review.reviews.consensus(&spread.subject).map(|settled| {
        let text = Subject::find(atlas, &spread.subject).map(|subject| subject.digest(atlas));
        format!("  {}: {}", settled.state(text), settled.record.consensus.describe())
    });
    text::sanitize(&format!("{sign} {name}  {}{}", verdicts.join(", "), settled.unwrap_or_default())).into_owned()
}
