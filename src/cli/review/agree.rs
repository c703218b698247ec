//! `stratlas review agree`: the agreement of reviewers, disagreements first.

use std::fmt::Display;
use std::io::{self, Write};

use anyhow::Result;
use clap::Args;

use crate::review::{Agreement, Ratings, Subject};
use crate::text;

use super::super::context::CliContext;
use super::super::exit::{DONE, FINDINGS};
use super::super::output::{self, ReportFormat};
use super::ReviewContext;

/// Arguments of `stratlas review agree`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct AgreeArgs {
    /// The format of the report; JSON is one object with `reviewers`, `spreads`, `positions`, `commitments`, `raw`, `kappa`,
    /// `stance_alpha` and `confidence_alpha`
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
}

pub(super) fn run(context: &CliContext, args: &AgreeArgs) -> Result<u8> {
    let review = ReviewContext::open(context)?;
    review.report_hidden();
    let agreement = Agreement::of(&review.reviews);
    output::print(|out| match args.format {
        ReportFormat::Json => output::json_line(out, &agreement),
        ReportFormat::Text => Ok(print(out, &review, &agreement)?),
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

/// Prints the subjects that several reviewers have judged. Returns the number of subjects that they disagree on.
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
