//! `stratlas [PLACE]`: the explorer.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;

use crate::graph::Graph;
use crate::model::Atlas;
use crate::place::Place;
use crate::runtime::{self, End, Ending, FilesStamp, Recall, Settings, SettingsSource, StartOptions, Unrecorded};
use crate::store::config::Config;
use crate::store::{Folders, MemoryFile, PortfolioFile, SavedTrail, StoreError, Trails, VisitsFile};
use crate::text;

use super::atlas::{OpenedAtlas, Opening};
use super::context::{CliContext, GlobalArgs};
#[cfg(not(unix))]
use super::exit::INTERRUPTED;
use super::exit::{DONE, FAILED, FINDINGS};
use super::reviewer::LazyReviewing;
use super::{appearance, atlas, help, output};

/// Arguments of the explorer.
#[derive(Debug, Default, Args)]
pub(super) struct ExploreArgs {
    /// Start at the last place of the previous run
    #[arg(long)]
    pub(super) resume: bool,
    /// The place to open: `strategy/pause`, `person/yann-lecun`, `levers`
    #[arg(value_name = "PLACE")]
    pub(super) place: Option<String>,
    /// Saved trail to play, set by `stratlas trails play`.
    #[arg(skip)]
    pub(super) play: Option<SavedTrail>,
}

/// Runs the explorer at the place that the arguments name. Returns the exit code.
pub(super) fn run(context: &CliContext, args: &ExploreArgs) -> Result<u8> {
    start(context, args, true, |_, _| Ok(StartAt::Arguments))
}

/// Place where the explorer starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StartAt {
    /// The place given by the arguments.
    Arguments,
    /// This place.
    Place(Place),
    /// No place: the explorer does not start, and a message has said why.
    Nowhere,
}

/// Runs the explorer at the place that `prepare` returns; `prepare` may also start a review. Returns the exit code.
pub(super) fn explore(
    context: &CliContext,
    args: &ExploreArgs,
    prepare: impl FnOnce(&Arc<Graph>, &mut LazyReviewing<'_>) -> Result<StartAt>,
) -> Result<u8> {
    start(context, args, false, prepare)
}

/// Runs the explorer. If `is_part_enough`, it may start before the people of the atlas are read, since `prepare` does
/// not need them.
fn start(
    context: &CliContext,
    args: &ExploreArgs,
    is_part_enough: bool,
    prepare: impl FnOnce(&Arc<Graph>, &mut LazyReviewing<'_>) -> Result<StartAt>,
) -> Result<u8> {
    let place = args.place.as_deref();
    if let Some(why) = no_terminal_reason() {
        refuse_misspelt(context, place)?;
        bail!("{why}; `stratlas show {}` prints a page", place.unwrap_or("home"));
    }
    // Errors in the configuration have to be reported before the explorer takes over the terminal. `reload` records the
    // state of the files before they are read, so that changes after this are noticed.
    let reload = reload(&context.args);
    let config = context.config()?;
    let settings = settings(config, &context.args)?;
    let is_part_enough = is_part_enough && args.play.is_none() && !args.resume && !config.resume;
    let OpenedAtlas { graph, source, opening } = open(context, place, is_part_enough)?;
    let mut reviewing = LazyReviewing::new(context);
    let start_at = prepare(&graph, &mut reviewing)?;
    if start_at == StartAt::Nowhere {
        return Ok(FINDINGS);
    }
    let recall = recall(context.folders.as_ref());
    let place = match (start_at, place) {
        (StartAt::Place(place), _) => place,
        (_, Some(text)) => named(&graph, text, help::closest_command(text))?,
        (_, None) if args.resume || config.resume => last_place(&recall, &graph.atlas),
        (_, None) => Place::Home,
    };
    let program = program(context.args.atlas.dir.as_deref());
    let play = args.play.clone();
    let options = StartOptions { place, settings, program, recall, atlas: Some(source), reload, play };
    let end = runtime::explore(graph, options, || reviewing.take()).context("the terminal failed")?;
    finish(context, end, &opening)
}

/// Reports why the explorer ended, and what could not be saved. Returns the exit code.
fn finish(context: &CliContext, end: End, opening: &Opening) -> Result<u8> {
    let End { ending, unrecorded, unsaved } = end;
    let is_saved = unrecorded.is_none() && unsaved.is_none();
    if let Some(unrecorded) = &unrecorded {
        print_unsaved(unrecorded)?;
    }
    if let Some(why) = unsaved {
        writeln!(io::stderr().lock(), "stratlas: {}", text::sanitize(&why))?;
    }
    match ending {
        Ending::Quit => {}
        #[cfg(unix)]
        Ending::Signal(signal) => runtime::die_of(signal),
        #[cfg(not(unix))]
        Ending::Signal(_) => return Ok(INTERRUPTED),
        Ending::TerminalFailed(error) => return Err(error).context("the terminal failed"),
        Ending::AtlasFailed => return Err(opening.failure(context.atlas_dir()?, context.overlay().as_deref())),
    }
    Ok(if is_saved { DONE } else { FAILED })
}

/// Opens the atlas. If `is_part_enough`, a large atlas is opened only in part, unless that part does not have `place`.
fn open(context: &CliContext, place: Option<&str>, is_part_enough: bool) -> Result<OpenedAtlas> {
    let opened = atlas::open(context, is_part_enough)?;
    let is_elsewhere = |place| Place::find(&opened.graph.atlas, place).is_none();
    let is_too_little = opened.source.rest.is_some() && place.is_some_and(is_elsewhere);
    if is_too_little { atlas::open(context, false) } else { Ok(opened) }
}

/// Returns the reason why the explorer cannot run in this terminal, if there is one.
fn no_terminal_reason() -> Option<&'static str> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        Some("the explorer needs a terminal")
    } else if output::is_dumb() {
        Some("this terminal cannot move its cursor")
    } else {
        None
    }
}

/// Fails if `word` is not the name of a place and resembles a subcommand.
fn refuse_misspelt(context: &CliContext, word: Option<&str>) -> Result<()> {
    let Some(word) = word.filter(|word| help::closest_command(word).is_some()) else { return Ok(()) };
    named(&*context.graph()?, word, help::closest_command(word)).map(drop)
}

/// Returns the place called `text`; if there is none, the error also suggests the subcommand `closest`.
pub(super) fn named(graph: &Graph, text: &str, closest: Option<&str>) -> Result<Place> {
    Place::parse(&graph.atlas, text).map_err(|error| match closest {
        Some(command) if error.nearest.is_empty() => anyhow!("{error}; did you mean the command `{command}`?"),
        Some(command) => anyhow!("{error}, or the command `{command}`?"),
        None => error.into(),
    })
}

/// Prints entries that could not be written to the journal to the terminal, so that they are not lost.
fn print_unsaved(unrecorded: &Unrecorded) -> Result<()> {
    let mut err = io::stderr().lock();
    writeln!(err, "stratlas: not saved: {}", text::sanitize(&unrecorded.why))?;
    writeln!(err, "stratlas: these are the lines missing in the journal:")?;
    for event in &unrecorded.events {
        writeln!(err, "{}", text::escape_json(&serde_json::to_string(event)?))?;
    }
    Ok(())
}

/// Returns the settings of the explorer; options of the command line take precedence over `config`.
fn settings(config: &Config, args: &GlobalArgs) -> Result<Settings> {
    let appearance = args.appearance.appearance(config)?;
    let mut config = config.clone();
    args.appearance.apply_to(&mut config);
    config.atlas = args.atlas.dir.clone().or(config.atlas);
    config.others = args.reviewer.others(&config);
    Ok(Settings { config, appearance })
}

/// Returns the files that the settings come from, with a function that reads the settings again; `None` without a file.
fn reload(args: &GlobalArgs) -> Option<SettingsSource> {
    let paths: Vec<PathBuf> = args.config.path().ok().into_iter().chain(appearance::folder()).collect();
    let args = args.clone();
    let load = move || {
        let config = args.config.reload()?;
        settings(&config, &args).map_err(|error| format!("{error:#}"))
    };
    let stamp = FilesStamp::of(paths.iter().map(PathBuf::as_path), "toml");
    (!paths.is_empty()).then(|| SettingsSource { paths, stamp, load: Arc::new(load) })
}

/// Reads what earlier runs have saved. The explorer works without that, so a failure becomes a notice.
pub(super) fn recall(folders: Option<&Folders>) -> Recall {
    let Some(folders) = folders else { return Recall::default() };
    let file = MemoryFile::new(&folders.state);
    let trails = Some(Trails::new(&folders.state));
    let message = |error: StoreError| format!("{:#}", anyhow::Error::from(error));
    let mut recall = match file.read() {
        Ok(read) => Recall { memory: read.value, notice: read.notice, file: Some(file), trails, ..Recall::default() },
        Err(error) => Recall { notice: Some(message(error)), trails, ..Recall::default() },
    };
    recall.visits = Some(VisitsFile::new(&folders.state));
    let mut portfolios = PortfolioFile::new(&folders.overlay(), &folders.state);
    match portfolios.read() {
        Ok(own) => (recall.own, recall.portfolios) = (own, Some(portfolios)),
        Err(error) => recall.notice = recall.notice.or(Some(message(error))),
    }
    recall
}

/// Returns the last place of the previous run; the home page if the atlas does not have that place.
fn last_place(recall: &Recall, atlas: &Atlas) -> Place {
    recall.memory.last.as_deref().and_then(|path| Place::find(atlas, path)).unwrap_or(Place::Home)
}

/// Returns the command line that starts this program with the same atlas; `dir` is the value of the option `--atlas`.
fn program(dir: Option<&Path>) -> Vec<String> {
    let atlas = dir.map(|dir| ["--atlas".to_owned(), dir.display().to_string()]);
    std::iter::once("stratlas".to_owned()).chain(atlas.into_iter().flatten()).collect()
}
