//! Name of the reviewer, and reading of the reviews. The name comes from the option `--as`, or else from the
//! configuration, or else from git.

use std::process::{Command, Stdio};
use std::sync::Arc;

use anyhow::Result;
use clap::Args;

use crate::review::{OthersPolicy, Reviews};
use crate::runtime::{FilesStamp, JournalsSource, Reviewing};
use crate::store::config::Config;
use crate::store::journal::{
    InvalidReviewer, JournalContents, JournalDiagnostic, JournalFollower, Journals, check_name,
};

use super::{context::CliContext, output};

/// Name of a reviewer if no name can be found.
const DEFAULT_NAME: &str = "me";
/// Maximum number of unreadable journal lines that are reported individually.
const MAX_SHOWN: usize = 5;

/// Options for the reviewer.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct ReviewerArgs {
    /// Your name as a reviewer
    ///
    /// Defaults to `reviewer` in the configuration, then to git's `user.name`.
    #[arg(id = "as", long = "as", value_name = "NAME", env = "STRATLAS_REVIEWER", hide_env_values = true, global = true, value_parser = reviewer)]
    name: Option<String>,
    /// Show others' verdicts before you have recorded your own
    #[arg(long, global = true)]
    show_others: bool,
}

impl ReviewerArgs {
    /// Returns whether verdicts of other reviewers are shown, according to the options and `config`.
    pub(super) fn others(&self, config: &Config) -> OthersPolicy {
        if self.show_others { OthersPolicy::Open } else { config.others }
    }

    /// Returns the name of the reviewer: from the option, or else the configuration, git, or the user account.
    pub(super) fn name(&self, config: &Config) -> String {
        let chosen = self.name.clone().or_else(|| config.reviewer.clone());
        let names = chosen.into_iter().chain(of_git()).chain(of_system());
        names
            .map(|name| name.trim().to_owned())
            .find(|name| !name.is_empty())
            .unwrap_or_else(|| DEFAULT_NAME.to_owned())
    }
}

/// Reads all journals. Verdicts of `reviewer` are those of the user. Returns the reviews, and what cannot be read.
///
/// # Errors
/// If the folder of the journals cannot be read.
fn read(journals: &Journals, reviewer: String) -> Result<(Reviews, Vec<JournalDiagnostic>)> {
    let contents = journals.read()?;
    Ok((Reviews::fold(reviewer, contents.lines), contents.diagnostics))
}

/// Reads all journals; verdicts of `reviewer` are those of the user. Reports and skips unreadable lines and journals.
pub(super) fn read_or_report(journals: Result<Journals>, reviewer: String) -> Reviews {
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

/// Reports on standard error that verdicts of other reviewers are hidden on `hidden` subjects; nothing if there are
/// none.
pub(super) fn report_hidden(hidden: usize) {
    if hidden > 0 {
        let subjects = output::count(hidden, "subject");
        output::warn(&format!(
            "others' verdicts on {subjects} are hidden until you record yours; `--show-others` shows them now"
        ));
    }
}

/// Prints a warning for each of the first [`MAX_SHOWN`] unreadable lines of journals, and how many more there are.
pub(super) fn report(diagnostics: &[JournalDiagnostic]) {
    diagnostics.iter().take(MAX_SHOWN).for_each(|diagnostic| output::warn(&diagnostic.to_string()));
    let more = diagnostics.len().saturating_sub(MAX_SHOWN);
    if more > 0 {
        output::warn(&format!(
            "{more} more lines of journals cannot be read; `stratlas review check` lists all of them"
        ));
    }
}

/// Reviews for the explorer. They are read on first use, because the first screen does not need them.
pub(super) struct LazyReviewing<'a> {
    context: &'a CliContext,
    read: Option<Reviewing>,
}

impl<'a> LazyReviewing<'a> {
    /// Creates the value without reading the reviews.
    pub(super) fn new(context: &'a CliContext) -> Self {
        Self { context, read: None }
    }

    /// Returns the reviews, reading them on first use.
    pub(super) fn get(&mut self) -> &mut Reviewing {
        self.read.get_or_insert_with(|| reviewing(self.context))
    }

    /// Returns the reviews by value, reading them if they have not been used yet.
    pub(super) fn take(self) -> Reviewing {
        self.read.unwrap_or_else(|| reviewing(self.context))
    }
}

/// Reads the reviews for the explorer. It works without reviews, so a failure to read journals becomes a notice.
fn reviewing(context: &CliContext) -> Reviewing {
    let read = context.reviewer().and_then(|name| {
        let journals = context.journals()?;
        // The state of the files is recorded before they are read, so that lines written in the meantime are read
        // again.
        let stamp = FilesStamp::of([journals.folder()], "jsonl");
        let mut follower = JournalFollower::default();
        let JournalContents { lines, diagnostics } = journals.read_changes(&mut follower)?.contents;
        let reviews = Reviews::fold(name, lines).with_others(context.args.reviewer.others(context.config()?));
        let mut journal = journals.of(reviews.me())?;
        journal.observe(&follower, reviews.last_id());
        let notice = diagnostics.first().map(|first| match diagnostics.len() {
            1 => first.to_string(),
            more => format!("{first}; {} more, `stratlas review check` lists all of them", more - 1),
        });
        let (reviews, journals) = (Arc::new(reviews), Some(JournalsSource { journals, follower, stamp }));
        Ok(Reviewing { reviews, journal: Some(journal), journals, notice, begin: None })
    });
    read.unwrap_or_else(|error| Reviewing { notice: Some(format!("No reviews: {error:#}")), ..Reviewing::default() })
}

/// Parses the name of a reviewer. A blank name is an error; otherwise it would silently select another name.
fn reviewer(text: &str) -> Result<String, InvalidReviewer> {
    check_name(text).map(|()| text.to_owned())
}

/// Returns the user name in the configuration of git; `None` if it is not set.
fn of_git() -> Option<String> {
    let mut git = Command::new("git");
    git.args(["config", "--get", "user.name"]).stdin(Stdio::null()).stderr(Stdio::null());
    let output = git.output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

/// Returns the name of the user account; `None` if unknown.
fn of_system() -> Option<String> {
    ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok())
}
