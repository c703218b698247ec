//! `stratlas [PLACE]`: the explorer.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result, anyhow, bail};

use crate::graph::Graph;
use crate::model::Atlas;
use crate::place::Place;
use crate::runtime::{self, End, Ending, FilesStamp, Recall, Reload, Reviewing, Settings, Start, Unrecorded};
use crate::store::config::Config;
use crate::store::{Folders, MemoryFile, PortfolioFile, StoreError, Trails, VisitsFile};
use crate::text;

use super::looks::{self, LooksArgs};
use super::settings::ConfigArgs;
use super::{AtlasArgs, Cli, DONE, FINDINGS, NOT_SAVED, atlas, help};

/// Explores the atlas, starting where the arguments say.
pub(super) fn run(cli: Cli) -> Result<u8> {
    with(cli, |_, _| Ok(Prepared::Usual))
}

/// Where the explorer starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prepared {
    /// Where the other arguments say.
    Usual,
    /// At this place.
    At(Place),
    /// Nowhere, since there is nothing to do; that has been said.
    Nowhere,
}

/// The same, once `prepare` has looked at the atlas and at what is known of reviews.
pub(super) fn with(mut cli: Cli, prepare: impl FnOnce(&Arc<Graph>, &mut Reviewing) -> Result<Prepared>) -> Result<u8> {
    let place = cli.place.as_deref();
    if let Some(why) = unfit() {
        misspelt(&cli)?;
        bail!("{why}; `stratlas show {}` prints a page", place.unwrap_or("home"));
    }
    // What is wrong with the configuration is said before the screen is taken.
    let asked = Asked { looks: cli.looks.clone(), atlas: cli.atlas.dir.clone() };
    let reload = reload(cli.config.clone(), asked.clone());
    let config = cli.config.config()?;
    let settings = settings(&config, &asked)?;
    let program = program(&cli.atlas);
    cli.atlas.dir.clone_from(&settings.atlas);
    let (graph, atlas) = atlas::source(&cli.atlas)?;
    let graph = Arc::new(graph);
    let mut reviewing = cli.reviewer.reviewing(&config);
    let prepared = prepare(&graph, &mut reviewing)?;
    if prepared == Prepared::Nowhere {
        return Ok(FINDINGS);
    }
    let recall = recall();
    let place = match (prepared, place) {
        (Prepared::At(place), _) => place,
        (_, Some(text)) => named(&graph, text, help::meant(text))?,
        (_, None) if cli.resume || config.behaviour.resume => last_place(&recall, &graph.atlas),
        (_, None) => Place::Home,
    };
    let start = Start { place, settings, program, recall, atlas: Some(atlas), reload, reviewing };
    let End { ending, unrecorded, unsaved } = runtime::explore(graph, start).context("the terminal failed")?;
    let is_saved = unrecorded.is_none() && unsaved.is_none();
    if let Some(unrecorded) = unrecorded {
        hand_back(&unrecorded)?;
    }
    if let Some(why) = unsaved {
        writeln!(io::stderr().lock(), "stratlas: {}", text::safe(&why))?;
    }
    match ending {
        Ending::Quit => {}
        #[cfg(unix)]
        Ending::Signal(signal) => runtime::die_of(signal)?,
        #[cfg(not(unix))]
        Ending::Signal(_) => {}
        Ending::TerminalFailed(error) => return Err(error).context("the terminal failed"),
    }
    Ok(if is_saved { DONE } else { NOT_SAVED })
}

/// Why there is no screen to explore on, if there is none.
fn unfit() -> Option<&'static str> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        Some("the explorer needs a terminal")
    } else if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        Some("this terminal cannot move its cursor")
    } else {
        None
    }
}

/// Fails if the word for the place is like a command and no place.
fn misspelt(cli: &Cli) -> Result<()> {
    let Some(word) = cli.place.as_deref().filter(|word| help::meant(word).is_some()) else { return Ok(()) };
    let dir = cli.atlas.dir.clone().or(cli.config.config()?.atlas);
    let graph = atlas::graph(&AtlasArgs { dir, ..cli.atlas.clone() })?;
    named(&graph, word, help::meant(word)).map(drop)
}

/// The place written as `text`; a word that is none may be `meant` for a command.
pub(super) fn named(graph: &Graph, text: &str, meant: Option<&str>) -> Result<Place> {
    Place::parse(&graph.atlas, text).map_err(|error| match meant {
        Some(command) if error.nearest.is_empty() => anyhow!("{error}; did you mean the command `{command}`?"),
        Some(command) => anyhow!("{error}, or the command `{command}`?"),
        None => error.into(),
    })
}

/// What the command line asks for, whatever is configured.
#[derive(Clone)]
struct Asked {
    looks: LooksArgs,
    atlas: Option<PathBuf>,
}

/// Prints what was judged and could not be written, so that it is not lost.
fn hand_back(unrecorded: &Unrecorded) -> Result<()> {
    let mut err = io::stderr().lock();
    writeln!(err, "stratlas: not saved: {}", text::safe(&unrecorded.why))?;
    writeln!(err, "stratlas: this is what was not saved, as the journal would have it:")?;
    for event in &unrecorded.events {
        writeln!(err, "{}", serde_json::to_string(event)?)?;
    }
    Ok(())
}

/// What the explorer takes from a configuration, under what the command line asks for.
fn settings(config: &Config, asked: &Asked) -> Result<Settings> {
    Ok(Settings {
        keymap: config.keymap.clone(),
        appearance: asked.looks.appearance(config)?,
        mouse: config.behaviour.mouse,
        motion: config.behaviour.motion,
        widths: config.layout,
        browser: config.browser.clone(),
        editor: config.editor.clone(),
        atlas: asked.atlas.clone().or_else(|| config.atlas.clone()),
    })
}

/// How the settings are made again when the configuration changes.
fn reload(config: ConfigArgs, asked: Asked) -> Option<Reload> {
    let paths: Vec<PathBuf> = config.path().ok().into_iter().chain(looks::folder()).collect();
    let load = move || {
        let config = config.reload()?;
        settings(&config, &asked).map_err(|error| format!("{error:#}"))
    };
    let stamp = FilesStamp::of(paths.iter().map(PathBuf::as_path), "toml");
    (!paths.is_empty()).then(|| Reload { paths, stamp, load: Box::new(load) })
}

/// What is remembered of earlier runs. Without it the explorer works all the same, so a failure is only told.
pub(super) fn recall() -> Recall {
    let Some(folders) = Folders::of_user() else { return Recall::default() };
    let file = MemoryFile::new(&folders.state);
    let trails = Some(Trails::new(&folders.state));
    let told = |error: StoreError| format!("{:#}", anyhow::Error::from(error));
    let mut recall = match file.read() {
        Ok(read) => Recall { memory: read.memory, notice: read.notice, file: Some(file), trails, ..Recall::default() },
        Err(error) => Recall { notice: Some(told(error)), trails, ..Recall::default() },
    };
    recall.visits = Some(VisitsFile::new(&folders.state));
    let portfolios = PortfolioFile::new(&folders.overlay(), &folders.state);
    match portfolios.read() {
        Ok(own) => (recall.own, recall.portfolios) = (own, Some(portfolios)),
        Err(error) => recall.notice = recall.notice.or(Some(told(error))),
    }
    recall
}

/// Where the last run ended, as far as this atlas has that place.
fn last_place(recall: &Recall, atlas: &Atlas) -> Place {
    recall.memory.last.as_deref().and_then(|path| Place::find(atlas, path)).unwrap_or(Place::Home)
}

/// The words that start this program with the same atlas.
fn program(args: &AtlasArgs) -> Vec<String> {
    let atlas = args.dir.as_ref().map(|dir| ["--atlas".to_owned(), dir.display().to_string()]);
    std::iter::once("stratlas".to_owned()).chain(atlas.into_iter().flatten()).collect()
}
