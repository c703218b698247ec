//! Context of a run: the global options, and the configuration, folders, atlas and reviews that they select.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::{Args, ValueHint};

use crate::data::Origins;
use crate::graph::Graph;
use crate::model::OverlayEntry;
use crate::page::PageContext;
use crate::review::Reviews;
use crate::runtime::today;
use crate::search::QueryContext;
use crate::store::Folders;
use crate::store::config::{Config, SettingOrigin};
use crate::store::journal::Journals;

use super::reviewer::{self, ReviewerArgs};
use super::{appearance::AppearanceArgs, atlas, config_args::ConfigArgs};

/// The options of every subcommand.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(super) struct GlobalArgs {
    #[command(flatten)]
    pub(super) atlas: AtlasArgs,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
    #[command(flatten)]
    pub(super) appearance: AppearanceArgs,
    #[command(flatten)]
    pub(super) reviewer: ReviewerArgs,
}

/// The atlas to use.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct AtlasArgs {
    /// Use the atlas in this folder of TOML files
    ///
    /// Defaults to `atlas` in the configuration, then to the embedded atlas.
    #[arg(long = "atlas", value_name = "DIR", env = "STRATLAS_ATLAS", hide_env_values = true, global = true, value_hint = ValueHint::DirPath)]
    pub(super) dir: Option<PathBuf>,
    /// Leave out your overlay, the files with your own changes to the atlas
    #[arg(long, global = true)]
    pub(super) no_overlay: bool,
}

/// Context of a subcommand: what the global options select. Each part is read on first use, and then cached.
#[derive(Debug)]
pub(super) struct CliContext {
    /// Global options of the command line.
    pub(super) args: GlobalArgs,
    /// Settings that the command line or the environment overrides, with the origin of each.
    pub(super) overrides: Vec<(&'static str, SettingOrigin)>,
    /// Folders of the user; `None` if the user has no home folder.
    pub(super) folders: Option<Folders>,
    config: OnceCell<Config>,
    atlas: OnceCell<(Arc<Graph>, Origins)>,
    reviews: OnceCell<Reviews>,
}

impl CliContext {
    /// Creates the context for the options `args`; `overrides` are the settings among them, with their origins.
    pub(super) fn new(args: GlobalArgs, overrides: Vec<(&'static str, SettingOrigin)>) -> Self {
        let (config, atlas, reviews) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { args, overrides, folders: Folders::of_user(), config, atlas, reviews }
    }

    /// Returns the configuration. Options of the command line take precedence over the file.
    ///
    /// # Errors
    /// If the file cannot be read or has errors. The first errors are printed to standard error.
    pub(super) fn config(&self) -> Result<&Config> {
        get_or_try_init(&self.config, || self.args.config.config())
    }

    /// Returns the folder of the current atlas; `None` for the embedded atlas.
    ///
    /// # Errors
    /// If the folder is set by a configuration that cannot be read.
    pub(super) fn atlas_dir(&self) -> Result<Option<&Path>> {
        match &self.args.atlas.dir {
            Some(dir) => Ok(Some(dir)),
            None => Ok(self.config()?.atlas.as_deref()),
        }
    }

    /// Returns the path of the overlay; `None` if nothing exists there or the overlay is disabled. If something other
    /// than a folder exists there, its path is returned too, so that reading it fails with an error.
    pub(super) fn overlay(&self) -> Option<PathBuf> {
        self.overlay_folder().filter(|folder| folder.symlink_metadata().is_ok())
    }

    /// Returns the path of the overlay, whether it exists or not; `None` if the overlay is disabled.
    pub(super) fn overlay_folder(&self) -> Option<PathBuf> {
        self.folders.as_ref().filter(|_| !self.args.atlas.no_overlay).map(Folders::overlay)
    }

    /// Returns the name by which messages refer to the current atlas.
    ///
    /// # Errors
    /// If the folder is set by a configuration that cannot be read.
    pub(super) fn atlas_name(&self) -> Result<String> {
        Ok(atlas::name(self.atlas_dir()?, self.overlay().as_deref()))
    }

    /// Returns the graph of the current atlas.
    ///
    /// # Errors
    /// If the atlas cannot be read or has errors. The first errors are printed to standard error.
    pub(super) fn graph(&self) -> Result<Arc<Graph>> {
        Ok(Arc::clone(&self.graph_and_origins()?.0))
    }

    /// Returns which records and fields of the current atlas come from the overlay.
    ///
    /// # Errors
    /// Same as [`CliContext::graph`].
    pub(super) fn overlay_entries(&self) -> Result<&[OverlayEntry]> {
        Ok(self.graph_and_origins()?.1.overlay())
    }

    /// Returns the graph of the current atlas, and the file and line of each of its records.
    ///
    /// # Errors
    /// Same as [`CliContext::graph`].
    pub(super) fn graph_and_origins(&self) -> Result<&(Arc<Graph>, Origins)> {
        get_or_try_init(&self.atlas, || {
            let (graph, origins) = atlas::load_graph(self.atlas_dir()?, self.overlay().as_deref())?;
            Ok((Arc::new(graph), origins))
        })
    }

    /// Returns access to the journals of the user's reviews.
    ///
    /// # Errors
    /// If the user has no home folder.
    pub(super) fn journals(&self) -> Result<Journals> {
        let folders = self.folders.as_ref().context("journals need a home folder, and there is none")?;
        Ok(Journals::new(&folders.data))
    }

    /// Returns the name of the reviewer.
    ///
    /// # Errors
    /// If the configuration cannot be read.
    pub(super) fn reviewer(&self) -> Result<String> {
        Ok(self.args.reviewer.name(self.config()?))
    }

    /// Returns the recorded reviews, for pages and queries. Both work without reviews, so journals that cannot be read
    /// cause only a message.
    ///
    /// # Errors
    /// If the configuration cannot be read.
    pub(super) fn reviews(&self) -> Result<&Reviews> {
        get_or_try_init(&self.reviews, || {
            let others = self.args.reviewer.others(self.config()?);
            Ok(reviewer::read_or_report(self.journals(), self.reviewer()?).with_others(others))
        })
    }

    /// Returns what queries on `graph` need besides the graph.
    ///
    /// # Errors
    /// If the configuration cannot be read.
    pub(super) fn query_context<'a>(&'a self, graph: &'a Graph) -> Result<QueryContext<'a>> {
        Ok(QueryContext::new(graph).reviewed(self.reviews()?, today()))
    }

    /// Returns what pages of `graph` need besides the graph.
    ///
    /// # Errors
    /// If the configuration cannot be read.
    pub(super) fn page_context<'a>(&'a self, graph: &'a Arc<Graph>) -> Result<PageContext<'a>> {
        Ok(PageContext { reviews: self.reviews()?, today: today(), ..PageContext::new(graph) })
    }
}

/// Returns the value of `cell`. If it is not set yet, sets it to the result of `make`, and fails if `make` fails.
fn get_or_try_init<T>(cell: &OnceCell<T>, make: impl FnOnce() -> Result<T>) -> Result<&T> {
    if let Some(value) = cell.get() {
        return Ok(value);
    }
    let value = make()?;
    Ok(cell.get_or_init(|| value))
}
