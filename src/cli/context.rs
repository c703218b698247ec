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

/// Context of a subcommand. Each part is read on first use, and then cached.
#[derive(Debug)]
pub(super) struct CliContext {
    /// The global options.
    pub(super) args: GlobalArgs,
    /// Settings from the command line or the environment.
    pub(super) overrides: Vec<(&'static str, SettingOrigin)>,
    /// Folders of the user; `None` if the user has no home folder.
    pub(super) folders: Option<Folders>,
    config: OnceCell<Config>,
    atlas: OnceCell<(Arc<Graph>, Origins)>,
    reviews: OnceCell<Reviews>,
}

impl CliContext {
    /// Creates the context for these options; `overrides` are the settings among them, with their origins.
    pub(super) fn new(args: GlobalArgs, overrides: Vec<(&'static str, SettingOrigin)>) -> Self {
        let (config, atlas, reviews) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { args, overrides, folders: Folders::of_user(), config, atlas, reviews }
    }

    /// Returns the configuration of the file. Options of the command line listed in `overrides` take precedence.
    ///
    /// # Errors
    /// If it cannot be read or has errors. The first errors are printed to standard error.
    pub(super) fn config(&self) -> Result<&Config> {
        get_or_try_init(&self.config, || self.args.config.config())
    }

    /// Returns the folder of the current atlas; `None` for the embedded one.
    ///
    /// # Errors
    /// If the folder is set by a configuration that cannot be read.
    pub(super) fn atlas_dir(&self) -> Result<Option<&Path>> {
        match &self.args.atlas.dir {
            Some(dir) => Ok(Some(dir)),
            None => Ok(self.config()?.atlas.as_deref()),
        }
    }

    /// Returns the folder of the overlay, if it exists and is not disabled. Anything else in its place is returned too, and
    /// reading it fails.
    pub(super) fn overlay(&self) -> Option<PathBuf> {
        self.overlay_folder().filter(|folder| folder.symlink_metadata().is_ok())
    }

    /// Returns the folder of the overlay, existing or not, unless it is disabled.
    pub(super) fn overlay_folder(&self) -> Option<PathBuf> {
        self.folders.as_ref().filter(|_| !self.args.atlas.no_overlay).map(Folders::overlay)
    }

    /// Returns the name of the current atlas in messages.
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

    /// Returns the entries of the overlay of the current atlas.
    ///
    /// # Errors
    /// Same as [`CliContext::graph`].
    pub(super) fn overlay_entries(&self) -> Result<&[OverlayEntry]> {
        Ok(self.graph_and_origins()?.1.overlay())
    }

    /// Returns the graph of the current atlas, and the files and lines of its records.
    ///
    /// # Errors
    /// Same as [`CliContext::graph`].
    pub(super) fn graph_and_origins(&self) -> Result<&(Arc<Graph>, Origins)> {
        get_or_try_init(&self.atlas, || {
            let (atlas, origins) = atlas::load_sound(self.atlas_dir()?, self.overlay().as_deref())?;
            Ok((Arc::new(Graph::new(atlas)), origins))
        })
    }

    /// Returns the journals of the user.
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

    /// Returns the recorded reviews, for pages and queries. Pages and queries work without reviews, so journals that
    /// cannot be read are only reported.
    ///
    /// # Errors
    /// If the configuration cannot be read.
    pub(super) fn reviews(&self) -> Result<&Reviews> {
        get_or_try_init(&self.reviews, || {
            let others = self.args.reviewer.others(self.config()?);
            Ok(reviewer::read_or_report(self.journals(), self.reviewer()?).with_others(others))
        })
    }

    /// Returns the context of queries on `graph`.
    ///
    /// # Errors
    /// If the configuration cannot be read.
    pub(super) fn query_context<'a>(&'a self, graph: &'a Graph) -> Result<QueryContext<'a>> {
        Ok(QueryContext::new(graph).reviewed(self.reviews()?, today()))
    }

    /// Returns the context of pages of `graph`.
    ///
    /// # Errors
    /// If the configuration cannot be read.
    pub(super) fn page_context<'a>(&'a self, graph: &'a Arc<Graph>) -> Result<PageContext<'a>> {
        Ok(PageContext { reviews: self.reviews()?, today: today(), ..PageContext::new(graph) })
    }
}

/// Returns the value of `cell`, initializing it by `make` on first use.
fn get_or_try_init<T>(cell: &OnceCell<T>, make: impl FnOnce() -> Result<T>) -> Result<&T> {
    if let Some(value) = cell.get() {
        return Ok(value);
    }
    let value = make()?;
    Ok(cell.get_or_init(|| value))
}
