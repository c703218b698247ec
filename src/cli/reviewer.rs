//! Who reviews, and what they have recorded: `--as`, else the configuration, else git's `user.name`.

use std::process::{Command, Stdio};
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::Args;

use crate::review::Reviews;
use crate::runtime::{FilesStamp, Reviewing};
use crate::store::Folders;
use crate::store::config::Config;
use crate::store::journal::{BadReviewer, Journals, Read, check_name};

use super::output;

/// What someone is called of whom nothing is known.
const NOBODY: &str = "me";

/// Who reviews.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct ReviewerArgs {
    /// The name you review by; without it the one configured, else that of git
    #[arg(long = "as", value_name = "NAME", env = "STRATLAS_REVIEWER", global = true, value_parser = reviewer)]
    name: Option<String>,
}

impl ReviewerArgs {
    /// What the reviewer is called.
    pub(super) fn name(&self, config: &Config) -> String {
        let given = self.name.clone().or_else(|| config.reviewer.clone());
        let known = given.into_iter().chain(of_git()).chain(of_system());
        known.map(|name| name.trim().to_owned()).find(|name| !name.is_empty()).unwrap_or_else(|| NOBODY.to_owned())
    }

    /// The journals there are, with what is in them as the reviewer sees it.
    ///
    /// # Errors
    /// If there is no folder for them, or one cannot be read.
    pub(super) fn read(&self, config: &Config) -> Result<(Journals, Reviews, Read)> {
        let folders = Folders::of_user().context("there is no home to keep journals in")?;
        let journals = Journals::new(&folders.data);
        let mut read = journals.read()?;
        let reviews = Reviews::fold(self.name(config), std::mem::take(&mut read.lines));
        Ok((journals, reviews, read))
    }

    /// What reviewers have recorded, for pages and queries. Both work without, so a failure is only told.
    pub(super) fn known(&self, config: &Config) -> Reviews {
        match self.read(config) {
            Ok((_, reviews, _)) => reviews,
            Err(error) => {
                output::complain(&error);
                Reviews::default()
            }
        }
    }

    /// What the explorer knows of reviews. It works without, so a failure is only told.
    pub(super) fn reviewing(&self, config: &Config) -> Reviewing {
        // What the journals look like before they are read: what is written meanwhile is read again.
        let folder = Folders::of_user().map(|folders| Journals::new(&folders.data).folder().to_owned());
        let stamp = FilesStamp::of(folder.as_deref(), "jsonl");
        let read = self.read(config).and_then(|(journals, reviews, read)| {
            let mut journal = journals.of(reviews.me())?;
            journal.go_on_after(reviews.last_id());
            let faults = read.faults.iter().map(ToString::to_string);
            let notice = read.notices.into_iter().chain(faults).next();
            let (reviews, journals) = (Arc::new(reviews), Some((journals, stamp)));
            Ok(Reviewing { reviews, journal: Some(journal), journals, notice, begin: None })
        });
        read.unwrap_or_else(|error| Reviewing {
            notice: Some(format!("No reviews: {error:#}")),
            ..Reviewing::default()
        })
    }
}

/// The name of a reviewer. One that is asked for and is blank is a mistake, not a wish for another.
fn reviewer(text: &str) -> Result<String, BadReviewer> {
    check_name(text).map(|()| text.to_owned())
}

/// What git calls the user, if it is there and knows.
fn of_git() -> Option<String> {
    let mut git = Command::new("git");
    git.args(["config", "--get", "user.name"]).stdin(Stdio::null()).stderr(Stdio::null());
    let output = git.output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

/// What the system calls the user.
fn of_system() -> Option<String> {
    ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok())
}
