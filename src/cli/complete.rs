//! `stratlas completions`, and answers to the completion scripts that it prints: completions depend on the atlas, so
//! the scripts call the program.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use anyhow::{Context, Result, anyhow};
use clap::{Args, Command};
use clap_complete::Shell;
use clap_complete::engine::{ArgValueCandidates, ArgValueCompleter, CompletionCandidate};
use clap_complete::env::Shells;

use crate::model::{Atlas, Entity, Kind};
use crate::place::{Comparison, Place, Topic};
use crate::store::Folders;
use crate::text;

use super::{atlas, command, config_args::ConfigArgs, exit::DONE, output};

/// Environment variable by which a completion script calls the program; its value is the name of the shell.
const VARIABLE: &str = "STRATLAS_COMPLETE";
/// Name of the program.
const NAME: &str = "stratlas";
/// Name of the values of arguments that are completed by places of the atlas.
const PLACE: &str = "PLACE";
const KIND: &str = "KIND";
const STRATEGY: &str = "STRATEGY";
const PORTFOLIO: &str = "PORTFOLIO";
/// Name of the values of arguments that are completed by topics of the manual.
const TOPIC: &str = "TOPIC";

/// Arguments of `stratlas completions`.
#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the completion script of a shell. The script calls the program by its name, so that a script generated while
/// building a package contains no path of the build machine.
pub(super) fn run(args: &CompletionsArgs) -> Result<u8> {
    let name = args.shell.to_string();
    let completer = Shells::builtins();
    let completer = completer.completer(&name).ok_or_else(|| anyhow!("there are no completions for {name}"))?;
    output::print(|out| {
        completer.write_registration(VARIABLE, NAME, NAME, NAME, out)?;
        if args.shell == Shell::Zsh {
            // zsh loads the script only when the user completes for the first time, so the script has to answer at
            // once.
            writeln!(out, "[ \"$funcstack[1]\" = _{NAME} ] && _clap_dynamic_completer_{NAME}")?;
        }
        Ok(())
    })?;
    Ok(DONE)
}

/// Answers a completion script; `None` if the program was not called by a completion script.
pub(super) fn answer() -> Option<Result<u8>> {
    let shell = env::var(VARIABLE).ok().filter(|shell| !shell.is_empty())?;
    let mut words = env::args_os().skip(1);
    (words.next()? == "--").then(|| write_answer(&shell, words.collect()))
}

fn write_answer(shell: &str, words: Vec<OsString>) -> Result<u8> {
    let shells = Shells::builtins();
    let shell = shells.completer(shell).ok_or_else(|| anyhow!("{VARIABLE} names an unknown shell: {shell}"))?;
    let typed = words.clone();
    let atlas: LazyAtlas = Arc::new(LazyLock::new(Box::new(move || atlas(&typed))));
    let mut command = with_values(command::command(), &atlas);
    let mut answer = Vec::new();
    let here = env::current_dir().ok();
    shell.write_complete(&mut command, words, here.as_deref(), &mut answer).context("cannot complete")?;
    output::print(|out| Ok(out.write_all(&answer)?))?;
    Ok(DONE)
}

/// Atlas that is loaded on first use; its value is `None` if the atlas cannot be read.
type LazyAtlas = Arc<LazyLock<Option<Atlas>, Box<dyn FnOnce() -> Option<Atlas> + Send + Sync>>>;

/// Returns the last value of the option `name` among the words that the user has typed; `None` if the option is
/// missing.
fn typed(words: &[OsString], name: &str) -> Option<PathBuf> {
    // Bash passes `--atlas=DIR` as three words, so the word `=` is dropped.
    let words: Vec<&OsString> = words.iter().filter(|word| *word != "=").collect();
    let apart = words.windows(2).filter(|pair| pair[0] == name).map(|pair| pair[1].clone());
    let joined =
        words.iter().filter_map(|word| word.to_str()?.strip_prefix(name)?.strip_prefix('=').map(OsString::from));
    apart.chain(joined).next_back().map(PathBuf::from)
}

/// Loads the atlas that the typed words select, or else the environment or the configuration; `None` if it cannot be
/// read.
fn atlas(words: &[OsString]) -> Option<Atlas> {
    // Errors are not reported, because the user is still typing.
    let variable = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let config = ConfigArgs { file: typed(words, "--config").or_else(|| variable("STRATLAS_CONFIG")) };
    let configured = || config.reload().ok()?.atlas;
    let folder = typed(words, "--atlas").or_else(|| variable("STRATLAS_ATLAS")).or_else(configured);
    let overlay = Folders::of_user().map(|folders| folders.overlay());
    let wanted = overlay.filter(|folder| folder.is_dir() && !words.iter().any(|word| word == "--no-overlay"));
    atlas::load(folder.as_deref(), wanted.as_deref()).ok().and_then(|loaded| loaded.atlas)
}

/// Adds completion from the atlas to all arguments of `command` whose values are places, slugs or kinds.
fn with_values(command: Command, atlas: &LazyAtlas) -> Command {
    let from_atlas = |complete: fn(&Atlas, &str, Kind) -> Vec<(String, String)>, kind: Kind| {
        let atlas = Arc::clone(atlas);
        ArgValueCompleter::new(move |typed: &OsStr| {
            let (Some(atlas), Some(typed)) = (LazyLock::force(&atlas).as_ref(), typed.to_str()) else {
                return Vec::new();
            };
            complete(atlas, typed, kind).into_iter().map(candidate).collect()
        })
    };
    let places = from_atlas(|atlas, typed, _| candidates(atlas, typed), Kind::Strategy);
    command
        .mut_args(|arg| match arg.get_value_names().and_then(<[_]>::first).map(AsRef::as_ref) {
            Some(PLACE) => arg.add(places.clone()),
            Some(STRATEGY) => arg.add(from_atlas(slugs, Kind::Strategy)),
            Some(PORTFOLIO) => arg.add(from_atlas(slugs, Kind::Portfolio)),
            Some(KIND) => arg.add(ArgValueCandidates::new(|| Kind::ALL.map(|kind| kind.plural().into()).into())),
            Some(TOPIC) => arg.add(ArgValueCandidates::new(topics)),
            _ => arg,
        })
        .mut_subcommands(|subcommand| with_values(subcommand, atlas))
}

/// Returns the topics of the manual with their descriptions.
fn topics() -> Vec<CompletionCandidate> {
    Topic::ALL.iter().map(|topic| candidate((topic.slug().to_owned(), topic.about().to_owned()))).collect()
}

/// Returns the slugs of `kind` that start with `typed`, each with the name of its record.
fn slugs(atlas: &Atlas, typed: &str, kind: Kind) -> Vec<(String, String)> {
    let named = |entity: Entity| (entity.slug(atlas).to_owned(), text::sanitize(entity.name(atlas)).into_owned());
    kind.entities(atlas).map(named).filter(|(slug, _)| slug.starts_with(typed)).collect()
}

fn candidate((written, name): (String, String)) -> CompletionCandidate {
    CompletionCandidate::new(written).help(Some(name.into()))
}

/// Returns the addresses that start with `typed`, each with the name of its place. If `typed` has no slash, returns the
/// kinds with a slash at the end; if no address starts with `typed`, slugs without a kind.
fn candidates(atlas: &Atlas, typed: &str) -> Vec<(String, String)> {
    let named = |address: String, place: Place| (address, text::sanitize(&place.name(atlas)).into_owned());
    let is_below_kind =
        |place: &Place| matches!(place, Place::Entity(_) | Place::Axis(_, Some(_)) | Place::Cell(_) | Place::Topic(_));
    let places = Place::all(atlas).filter(|place| typed.contains('/') || !is_below_kind(place));
    let kinds = Kind::ALL.into_iter().filter(|_| !typed.contains('/'));
    let kinds = kinds.map(|kind| (format!("{}/", kind.singular()), format!("One of the {}", kind.plural())));
    let found = places.map(|place| named(place.path(atlas), place)).chain(kinds);
    let compared = Comparison::completions(atlas, typed).into_iter();
    let compared = compared.map(|address| {
        let name = Place::find(atlas, &address).map(|place| text::sanitize(&place.name(atlas)).into_owned());
        (address, name.unwrap_or_default())
    });
    let found: Vec<_> = found.filter(|(address, _)| address.starts_with(typed)).chain(compared).collect();
    if !found.is_empty() || typed.contains('/') {
        return found;
    }
    let slugs = Place::all(atlas).filter_map(|place| Some((place.slug(atlas)?, place)));
    // If records of several kinds share a slug, the slug alone refers to the first of them, so only that one is listed.
    let slugs =
        slugs.filter(|(slug, place)| slug.starts_with(typed) && Place::find(atlas, slug).as_ref() == Some(place));
    slugs.map(|(slug, place)| named(slug.to_owned(), place)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(typed: &str) -> Vec<String> {
        let atlas = crate::data::fixture(
            r#"
            [[lever]]
            id = "speed"
            name = "Speed"
            side = "ai"
            up = "Up"
            down = "Down"
            description = "d"
            [[lever]]
            id = "scope"
            name = "Scope"
            side = "ai"
            up = "Up"
            down = "Down"
            description = "d"
            "#,
        );
        candidates(&atlas, typed).into_iter().map(|(address, _)| address).collect()
    }

    #[test]
    fn addresses_are_completed_step_by_step() {
        assert_eq!(offered("le"), ["levers", "lever/"]);
        assert_eq!(offered("lever/"), ["lever/speed", "lever/scope"]);
        assert_eq!(offered("lever/sc"), ["lever/scope"]);
        assert_eq!(offered("lever/x"), Vec::<String>::new());
        assert_eq!(offered("nothing/s"), Vec::<String>::new());
    }

    #[test]
    fn a_bare_slug_is_completed_where_no_address_starts_like_it() {
        assert_eq!(offered("spe"), ["speed"]);
        assert_eq!(offered("s"), ["statistics", "session", "strategies", "scenarios", "strategy/", "scenario/"]);
        assert_eq!(offered("lever-o"), ["lever-opposition"]);
        assert_eq!(offered("x"), Vec::<String>::new());
    }

    #[test]
    fn the_atlas_is_the_one_typed_last() {
        let words = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        let dir = |all: &[&str]| typed(&words(all), "--atlas");
        assert_eq!(dir(&["stratlas", "--atlas", "a", "show"]), Some(PathBuf::from("a")));
        assert_eq!(dir(&["stratlas", "show", "--atlas=b"]), Some(PathBuf::from("b")));
        assert_eq!(dir(&["stratlas", "show", "--atlas", "=", "c"]), Some(PathBuf::from("c")));
    }

    #[test]
    fn every_argument_that_takes_a_place_completes_places() {
        let command = with_values(command::command(), &Arc::new(LazyLock::new(Box::new(|| None))));
        let completes = |command: &Command| command.get_arguments().any(|arg| arg.get::<ArgValueCompleter>().is_some());
        assert!(completes(&command));
        assert!(command.find_subcommand("show").is_some_and(completes));
        assert!(!command.find_subcommand("keys").is_some_and(completes));
    }
}
