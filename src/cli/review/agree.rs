//! `stratlas review agree`: how far reviewers agree, with disagreements first.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::export::text;
use crate::page::build_agreement;
use crate::review::{Agreement, PairAgreement, RatingBasis};

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
            let pairs = report.pairs.as_deref().unwrap_or_default();
            let AgreementReport { agreement, after, .. } = &report;
            let page = build_agreement(&review.graph, &review.reviews, agreement, after.as_ref(), pairs);
            let style = text::Style { width: output::width(None), bold: false, hyperlinks: false };
            Ok(write!(out, "{}", text::page(&page, style))?)
        }
    })?;
    Ok(if report.agreement.is_empty() { FINDINGS } else { DONE })
}
