//! The name of the reviewer and the recorded reviews: `--as`, else the configuration, else git's `user.name`.

use std::process::{Command, Stdio};
use std::sync::Arc;

use anyhow::Result;
use clap::Args;

use crate::review::Reviews;
use crate::runtime::{FilesStamp, JournalsSource, Reviewing};
use crate::store::config::Config;
use crate::store::journal::{
    InvalidReviewer, JournalContents, JournalDiagnostic, JournalFollower, Journals, check_name,
};

use super::context::CliContext;
use super::output;

/// The name of a reviewer of whom nothing is known.
const NOBODY: &str = "me";
/// How many lines of journals that cannot be read are reported one by one.
const MAX_SHOWN: usize = 5;

/// The reviewer.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct ReviewerArgs {
    /// The name you review by; without it the one configured, else that of git
    #[arg(long = "as", value_name = "NAME", env = "STRATLAS_REVIEWER", global = true, value_parser = reviewer)]
    name: Option<String>,
}

impl ReviewerArgs {
    /// The name of the reviewer.
    pub(super) fn name(&self, config: &Config) -> String {
        let given = self.name.clone().or_else(|| config.reviewer.clone());
        let known = given.into_iter().chain(of_git()).chain(of_system());
        known.map(|name| name.trim().to_owned()).find(|name| !name.is_empty()).unwrap_or_else(|| NOBODY.to_owned())
    }
}

/// Reads all journals, as `reviewer` sees them.
///
/// # Errors
/// If the folder of the journals cannot be read.
pub(super) fn read(journals: &Journals, reviewer: String) -> Result<(Reviews, Vec<JournalDiagnostic>)> {
    let contents = journals.read()?;
    Ok((Reviews::fold(reviewer, contents.lines), contents.diagnostics))
}

/// The recorded reviews as `reviewer` sees them. What cannot be read is reported, and the rest counts.
pub(super) fn known(journals: Result<Journals>, reviewer: String) -> Reviews {
    match journals.and_then(|journals| read(&journals, reviewer)) {
        Ok((reviews, diagnostics)) => {
            report(&diagnostics);
            reviews
        }
        Err(error) => {
            output::complain(&error);
            Reviews::default()
        }
    }
}

/// Reports what cannot be read of journals, the first of it one by one.
pub(super) fn report(diagnostics: &[JournalDiagnostic]) {
    diagnostics.iter().take(MAX_SHOWN).for_each(|diagnostic| output::warn(&diagnostic.to_string()));
    let more = diagnostics.len().saturating_sub(MAX_SHOWN);
    if more > 0 {
        output::warn(&format!("{more} more in journals cannot be read; `stratlas review check` shows everything"));
    }
}

/// The reviews for the explorer. It works without, so what cannot be read becomes a notice.
///
/// # Errors
/// If the configuration cannot be read.
pub(super) fn reviewing(context: &CliContext) -> Result<Reviewing> {
    let name = context.reviewer()?;
    let read = context.journals().and_then(|journals| {
        // What is written after this look is read again.
        let stamp = FilesStamp::of([journals.folder()], "jsonl");
        let mut follower = JournalFollower::default();
        let JournalContents { lines, diagnostics } = journals.read_changes(&mut follower)?.contents;
        let reviews = Reviews::fold(name, lines);
        let mut journal = journals.of(reviews.me())?;
        journal.observe_id(reviews.last_id());
        let notice = diagnostics.first().map(|first| match diagnostics.len() {
            1 => first.to_string(),
            more => format!("{first}; {} more, `stratlas review check` shows everything", more - 1),
        });
        let (reviews, journals) = (Arc::new(reviews), Some(JournalsSource { journals, follower, stamp }));
        Ok(Reviewing { reviews, journal: Some(journal), journals, notice, begin: None })
    });
    Ok(read
        .unwrap_or_else(|error| Reviewing { notice: Some(format!("No reviews: {error:#}")), ..Reviewing::default() }))
}

/// Parses the name of a reviewer. A blank one is a mistake, not a wish for another.
fn reviewer(text: &str) -> Result<String, InvalidReviewer> {
    check_name(text).map(|()| text.to_owned())
}

/// The name that git has for the user, if git is there and has one.
fn of_git() -> Option<String> {
    let mut git = Command::new("git");
    git.args(["config", "--get", "user.name"]).stdin(Stdio::null()).stderr(Stdio::null());
    let output = git.output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

/// The name that the system has for the user.
fn of_system() -> Option<String> {
    ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok())
}
