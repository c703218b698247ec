//! What a command needs to record: the atlas, what was recorded so far, and the journal.

use std::io::Write;

use anyhow::{Context, Result};

use crate::graph::Graph;
use crate::review::{Digest, Event, Id, Reviews, Subject};
use crate::runtime::now;
use crate::store::config::Config;
use crate::store::journal::{Journal, Stamp};
use crate::text;

use super::super::{AtlasArgs, Cli, atlas, output};

/// The atlas, what was recorded so far, and the journal.
pub(super) struct Desk {
    pub(super) graph: Graph,
    pub(super) reviews: Reviews,
    journal: Journal,
}

/// The graph of the atlas that the command line or the configuration asks for.
pub(super) fn atlas_in_use(cli: &Cli, config: &Config) -> Result<Graph> {
    atlas::graph(&AtlasArgs { dir: cli.atlas.dir.clone().or_else(|| config.atlas.clone()), ..cli.atlas.clone() })
}

impl Desk {
    /// The desk of the reviewer. What cannot be read of journals is told.
    pub(super) fn open(cli: &Cli) -> Result<Self> {
        let config = cli.config.config()?;
        let graph = atlas_in_use(cli, &config)?;
        let (journals, reviews, read) = cli.reviewer.read(&config)?;
        read.diagnostics.iter().map(ToString::to_string).for_each(|text| output::complain(&anyhow::Error::msg(text)));
        let mut journal = journals.of(reviews.me())?;
        journal.observe_id(reviews.last_id());
        Ok(Self { graph, reviews, journal })
    }

    /// Records `events` on `subject`, with the text as it was judged if no journal has it yet. Returns the id of the last
    /// line.
    pub(super) fn record(&mut self, subject: Subject, events: Vec<Event>) -> Result<Id> {
        let body = subject.text(&self.graph.atlas);
        let digest = Digest::of(&body);
        let text = self.reviews.text(digest).is_none().then_some(Event::Text { digest, body });
        self.append(text.into_iter().chain(events).collect())
    }

    /// Records `events`. Returns the id of the last line.
    pub(super) fn append(&mut self, events: Vec<Event>) -> Result<Id> {
        let edition = Some(self.graph.atlas.about.edition.clone()).filter(|edition| !edition.is_empty());
        let stamp = Stamp { at: now(), session: None, edition };
        let appended = self.journal.append(&stamp, events).context("nothing was recorded")?;
        appended.notice.into_iter().for_each(|text| output::complain(&anyhow::Error::msg(text)));
        let id = appended.lines.last().map(|line| line.head.id).context("there was nothing to record")?;
        self.reviews.add(appended.before.into_iter().chain(appended.lines));
        Ok(id)
    }
}

/// Prints a line at once: what it says has happened.
pub(super) fn say(text: &str) -> Result<()> {
    let mut out = output::stdout();
    writeln!(out, "{}", text::safe(text))?;
    out.flush()?;
    Ok(())
}
