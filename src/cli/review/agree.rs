//! `stratlas review agree`: the agreement of reviewers, disagreements first.

use std::fmt::Display;
use std::io::{self, Write};

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::review::{Agreement, FigureWithInterval, MIN_SHARED, PairAgreement, Ratings, Subject};
use crate::text;

use super::super::context::CliContext;
use super::super::exit::{DONE, FINDINGS};
use super::super::output::{self, ReportFormat};
use super::ReviewContext;

/// Arguments of `stratlas review agree`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct AgreeArgs {
    /// The format of the report; JSON is one object with `reviewers`, `spreads`, `positions`, `commitments`, `raw`, `kappa`,
    /// `stance_alpha` and `confidence_alpha`, and with `--all` also `pairs`
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
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

/// Agreement in JSON with `--all`.
#[derive(Serialize)]
struct WithPairs<'a> {
    #[serde(flatten)]
    agreement: &'a Agreement,
    pairs: Vec<PairAgreement>,
}

pub(super) fn run(context: &CliContext, args: &AgreeArgs) -> Result<u8> {
    let review = ReviewContext::open(context)?;
    review.report_hidden();
    let agreement = Agreement::of(&review.reviews);
    let pairs = if args.all { PairAgreement::all(&agreement, args.seed) } else { Vec::new() };
    output::print(|out| match args.format {
        ReportFormat::Json if args.all => output::json_line(out, &WithPairs { agreement: &agreement, pairs }),
        ReportFormat::Json => output::json_line(out, &agreement),
        ReportFormat::Text => {
            print(out, &review, &agreement)?;
            Ok(print_pairs(out, &pairs)?)
        }
    })?;
    Ok(if is_empty(&agreement) { FINDINGS } else { DONE })
}

fn is_empty(agreement: &Agreement) -> bool {
    agreement.spreads.is_empty() && agreement.positions.is_empty() && agreement.commitments.is_empty()
}

fn print(out: &mut impl Write, review: &ReviewContext, agreement: &Agreement) -> io::Result<()> {
    if is_empty(agreement) {
        return writeln!(out, "Nothing has verdicts of two reviewers; `stratlas review merge` merges journals.");
    }
    let mut disputed = list(out, review, &agreement.spreads, ["strategy", "strategies"])?;
    if !agreement.spreads.is_empty() {
        statistics(out, agreement)?;
    }
    disputed += list(out, review, &agreement.positions, ["position", "positions"])?;
    disputed += list(out, review, &agreement.commitments, ["commitment", "commitments"])?;
    if disputed > 0 {
        writeln!(out, "To review what they disagree on:\n  stratlas review start --disputed")?;
    }
    Ok(())
}

/// Prints the subjects that several reviewers have judged. Returns the number of disputed subjects.
fn list<S>(
    out: &mut impl Write,
    review: &ReviewContext,
    spreads: &[Ratings<S>],
    [one, many]: [&str; 2],
) -> io::Result<usize>
where
    S: Copy + Ord + Display,
{
    let disputed = spreads.iter().filter(|spread| spread.is_disputed()).count();
    if !spreads.is_empty() {
        let what = if spreads.len() == 1 { one } else { many };
        writeln!(out, "Reviewers disagree on {disputed} of {} {what} that several have judged:", spreads.len())?;
        spreads.iter().try_for_each(|spread| writeln!(out, "{}", line(review, spread)))?;
        writeln!(out)?;
    }
    Ok(disputed)
}

fn statistics(out: &mut impl Write, agreement: &Agreement) -> io::Result<()> {
    let share = |label: &str, value: Option<f64>| match value {
        Some(value) => format!("{label:<34}{}", text::format_fixed(value, 3)),
        None => format!("{label:<34}undefined: too few verdicts, or all are the same"),
    };
    writeln!(out, "{}", share("Raw agreement", agreement.raw))?;
    if agreement.reviewers.len() == 2 {
        let interval = agreement.kappa.map(|kappa| match (kappa.low, kappa.high) {
            (Some(low), Some(high)) => {
                format!("  95%: {} to {}", text::format_fixed(low, 3), text::format_fixed(high, 3))
            }
            _ => "  95%: undefined for one strategy".to_owned(),
        });
        let kappa = share("Cohen's kappa", agreement.kappa.map(|kappa| kappa.value));
        writeln!(out, "{kappa}{}", interval.unwrap_or_default())?;
    }
    writeln!(out, "{}", share("Krippendorff's alpha, stance", agreement.stance_alpha))?;
    writeln!(out, "{}\n", share("Krippendorff's alpha, confidence", agreement.confidence_alpha))
}

/// Prints the figures of each pair of reviewers, then the underlying counts.
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
            writeln!(out, "too few to say: at least {MIN_SHARED} are needed")?;
            continue;
        };
        let raw = figures.raw.map_or_else(|| "–".to_owned(), |raw| text::format_fixed(raw, 3));
        let [kappa, weighted, ac1] = [figures.kappa, figures.weighted_kappa, figures.ac1].map(figure);
        writeln!(out, "{raw:<7}{kappa:<24}{weighted:<24}{ac1}")?;
    }
    pairs.iter().filter(|pair| pair.figures.is_some()).try_for_each(|pair| print_counts(out, &title(pair), pair))
}

/// Prints the number of subjects for each pair of ratings: rows are the first reviewer, columns the second.
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

/// Formats a figure with its interval.
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
    text::sanitize(&format!("{sign} {name}  {}", verdicts.join(", "))).into_owned()
}
