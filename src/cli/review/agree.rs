//! `stratlas review agree`: how far reviewers agree, disagreements first.

use std::fmt::Display;
use std::io::{self, Write};

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::review::{Agreement, Ratings, Subject};
use crate::text;

use super::super::{Cli, DONE, FINDINGS, output};
use super::Desk;

/// Arguments of `stratlas review agree`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct AgreeArgs {
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// For programs: one object with `reviewers`, `spreads`, `positions`, `raw`, `kappa`, `stance_alpha` and `confidence_alpha`
    Json,
}

pub(super) fn run(cli: &Cli, args: &AgreeArgs) -> Result<u8> {
    let desk = Desk::open(cli)?;
    let agreement = Agreement::of(&desk.reviews);
    let mut out = output::stdout();
    match args.format {
        Format::Json => {
            serde_json::to_writer(&mut out, &agreement).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        Format::Text => print(&mut out, &desk, &agreement)?,
    }
    out.flush()?;
    let is_empty = agreement.spreads.is_empty() && agreement.positions.is_empty();
    Ok(if is_empty { FINDINGS } else { DONE })
}

fn print(out: &mut impl Write, desk: &Desk, agreement: &Agreement) -> io::Result<()> {
    if agreement.spreads.is_empty() && agreement.positions.is_empty() {
        return writeln!(
            out,
            "No strategy has a stance of two reviewers; `stratlas review merge` puts journals together."
        );
    }
    let mut disputed = list(out, desk, &agreement.spreads, ["strategy", "strategies"])?;
    if !agreement.spreads.is_empty() {
        statistics(out, agreement)?;
    }
    disputed += list(out, desk, &agreement.positions, ["position", "positions"])?;
    if disputed > 0 {
        writeln!(out, "To go through what they differ on together:\n  stratlas review start --disputed")?;
    }
    Ok(())
}

/// What several have judged, and how many of it they differ on.
fn list<S>(out: &mut impl Write, desk: &Desk, spreads: &[Ratings<S>], [one, many]: [&str; 2]) -> io::Result<usize>
where
    S: Copy + Ord + Display,
{
    let disputed = spreads.iter().filter(|spread| spread.is_disputed()).count();
    if !spreads.is_empty() {
        let what = if spreads.len() == 1 { one } else { many };
        writeln!(out, "Reviewers differ on {disputed} of {} {what} that several have judged:", spreads.len())?;
        spreads.iter().try_for_each(|spread| writeln!(out, "{}", line(desk, spread)))?;
        writeln!(out)?;
    }
    Ok(disputed)
}

fn statistics(out: &mut impl Write, agreement: &Agreement) -> io::Result<()> {
    let share = |label: &str, value: Option<f64>| match value {
        Some(value) => format!("{label:<34}{}", text::fixed(value, 3)),
        None => format!("{label:<34}cannot be told: there is too little, or all is the same"),
    };
    writeln!(out, "{}", share("Raw agreement", agreement.raw))?;
    if agreement.reviewers.len() == 2 {
        let interval = agreement.kappa.map(|kappa| match (kappa.low, kappa.high) {
            (Some(low), Some(high)) => format!("  95%: {} to {}", text::fixed(low, 3), text::fixed(high, 3)),
            _ => "  95%: cannot be told from one strategy".to_owned(),
        });
        let kappa = share("Cohen's kappa", agreement.kappa.map(|kappa| kappa.value));
        writeln!(out, "{kappa}{}", interval.unwrap_or_default())?;
    }
    writeln!(out, "{}", share("Krippendorff's alpha, stance", agreement.stance_alpha))?;
    writeln!(out, "{}\n", share("Krippendorff's alpha, confidence", agreement.confidence_alpha))
}

fn line<S: Copy + Ord + Display>(desk: &Desk, spread: &Ratings<S>) -> String {
    let atlas = &desk.graph.atlas;
    let name = Subject::parse(atlas, &spread.on).map_or_else(|_| spread.on.clone(), |subject| subject.name(atlas));
    let said: Vec<String> = spread
        .verdicts
        .iter()
        .map(|(who, said, sure)| match sure {
            Some(sure) => format!("{who}: {said} {sure}"),
            None => format!("{who}: {said}"),
        })
        .collect();
    let sign = if spread.is_disputed() { "≠" } else { "=" };
    text::safe(&format!("{sign} {name}  {}", said.join(", "))).into_owned()
}
