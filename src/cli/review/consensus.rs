//! `stratlas review consensus`: records what several reviewers have agreed on.

use anyhow::{Result, bail};
use clap::{ArgGroup, Args};

use crate::review::{
    Change, Check, ClaimCheck, Consensus, JournalEvent, Percent, ReviewStance, Reviews, Subject, Verdict,
};

use super::super::context::CliContext;
use super::super::exit::{DONE, FINDINGS};
use super::super::output::print_line;
use super::ReviewContext;
use super::record::{filled, percent, word};

/// Stances that reviewers can agree on.
const STANCES: &[ReviewStance] = &[ReviewStance::Back, ReviewStance::Doubt, ReviewStance::Reject];

/// Arguments of `stratlas review consensus`.
#[derive(Clone, Debug, Args)]
#[command(group = ArgGroup::new("answer").required(true).args(["stance", "record", "claim", "open"]))]
pub(in crate::cli) struct ConsensusArgs {
    /// What was settled: `strategy/pause`, `position/yann-lecun/open-source-maximalism`, `commitment/pause/1`
    #[arg(value_name = "PLACE")]
    place: String,
    /// The stance on a strategy: back, doubt or reject
    #[arg(long, value_parser = word(|text| ReviewStance::parse(text).filter(|stance| STANCES.contains(stance)), STANCES))]
    stance: Option<ReviewStance>,
    /// Whether the record supports a position: agree, doubt or wrong
    #[arg(long, value_parser = word(Check::parse, Check::ALL))]
    record: Option<Check>,
    /// Whether a commitment is true: holds, unsure or fails
    #[arg(long, value_parser = word(ClaimCheck::parse, ClaimCheck::ALL))]
    claim: Option<ClaimCheck>,
    /// Leave it open: it was discussed without a result
    #[arg(long)]
    open: bool,
    /// The confidence, from 0 to 100
    #[arg(long, value_name = "N", value_parser = percent, conflicts_with_all = ["open", "record"])]
    confidence: Option<Percent>,
    /// A reviewer who settled it; give it once for each [default: everyone who has judged it]
    #[arg(long = "between", value_name = "NAME", value_parser = filled)]
    between: Vec<String>,
    /// The reason
    #[arg(long, value_name = "TEXT", value_parser = filled)]
    note: Option<String>,
}

/// Records a consensus, which replaces an earlier one of the same reviewers. Returns the exit code.
pub(super) fn run(context: &CliContext, args: &ConsensusArgs) -> Result<u8> {
    let mut review = ReviewContext::open(context)?;
    let atlas = &review.graph.atlas;
    let subject = Subject::parse(atlas, &args.place)?;
    let path = subject.path(atlas);
    if review.reviews.hides_others(&path) {
        bail!("the verdicts of others on {path} are hidden until you have judged it; `--show-others` shows them");
    }
    let between = participants(&review.reviews, &path, &args.between)?;
    let set = Change::of_consensus(&Verdict {
        stance: args.stance,
        record: args.record,
        claim: args.claim,
        confidence: args.confidence,
        ..Verdict::default()
    });
    set.check_subject(subject, atlas)?;
    let text = Some(subject.digest(atlas));
    let consensus = Consensus { text, ..review.reviews.settle(&path, between, set, args.note.clone()) };
    let words = format!("{path}: consensus of {}: {}", consensus.participants(), consensus.describe());
    let is_same = |old: &Consensus| Consensus { replaces: consensus.replaces.clone(), ..old.clone() } == consensus;
    let current = review.reviews.consensus_of(&path, &consensus.between);
    if current.is_some_and(|settled| {
        settled.differing.is_empty() && settled.changed.is_empty() && is_same(&settled.record.consensus)
    }) {
        print_line(&format!("unchanged {words}"))?;
        return Ok(FINDINGS);
    }
    let id = review.record(subject, vec![JournalEvent::Consensus(consensus.into())])?;
    print_line(&format!("recorded {id} {words}"))?;
    Ok(DONE)
}

/// Returns the reviewers who agreed on the subject at `path`: those called `names`, or else all who have judged the
/// subject. Fails if a name has not judged it, or fewer than two are left.
fn participants(reviews: &Reviews, path: &str, names: &[String]) -> Result<Vec<String>> {
    let known = reviews.judges_of(path);
    if let Some(name) = names.iter().find(|name| !known.contains(name)) {
        bail!("{name} has no stance on {path}, and a consensus is between reviewers who have");
    }
    let mut between = if names.is_empty() { known } else { names.to_vec() };
    between.sort_unstable();
    between.dedup();
    match between.as_slice() {
        [] => bail!("a consensus is between two reviewers or more, and nobody has judged {path}"),
        [one] => bail!("a consensus is between two reviewers or more, and {one} alone is named or has judged {path}"),
        _ => Ok(between),
    }
}
