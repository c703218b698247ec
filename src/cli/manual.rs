//! `stratlas help`: prints chapters of the manual, and the help of commands.

use anyhow::{Result, anyhow};
use clap::Args;

use crate::graph::Graph;
use crate::model::Atlas;
use crate::page::{self, PageContext};
use crate::place::{Overview, Place, Topic};
use crate::text;

use super::page_output::PageOutput;
use super::{command, context::CliContext, exit::DONE, help::GROUPS};

/// Arguments of `stratlas help`.
#[derive(Debug, Args)]
pub(super) struct HelpArgs {
    /// A topic of the manual, such as `tour`, or a command, such as `review verdict` [default: the list of topics]
    #[arg(value_name = "TOPIC")]
    words: Vec<String>,
    #[command(flatten)]
    output: PageOutput,
}

/// Prints the list of topics, a chapter, or the help of a command. If a topic and a command have the same name, prints
/// the chapter. Returns the exit code.
pub(super) fn run(context: &CliContext, args: &HelpArgs) -> Result<u8> {
    let place = match &args.words[..] {
        [] => Some(Place::Overview(Overview::Help)),
        [word] => Topic::parse(word).map(Place::Topic),
        _ => None,
    };
    match place {
        // No atlas is read, so that the manual is available even if the atlas has errors.
        Some(place) => {
            let graph = Graph::new(Atlas::default());
            args.output.print(context, &graph.atlas, &page::build(place, &PageContext::new(&graph)))
        }
        None => print_command_help(&args.words),
    }
}

/// Prints the help of the command called `words`, as its option `--help` does. Returns the exit code.
fn print_command_help(words: &[String]) -> Result<u8> {
    let mut known = command::command();
    known.build();
    let mut found = Some(&known);
    for word in words {
        found = found.and_then(|command| command.find_subcommand(word));
    }
    if found.is_none() {
        return Err(unknown(words));
    }
    let arguments = std::iter::once("stratlas").chain(words.iter().map(String::as_str)).chain(["--help"]);
    if let Err(help) = command::command().try_get_matches_from(arguments) {
        help.print()?;
    }
    Ok(DONE)
}

fn unknown(words: &[String]) -> anyhow::Error {
    let typed = words.join(" ");
    let commands = GROUPS.iter().flat_map(|(_, names)| names.iter().copied());
    let topics = Topic::ALL.iter().map(|topic| topic.slug());
    let closest = text::closest_match(&typed, topics.chain(commands));
    let hint = closest.map_or_else(
        || "`stratlas help` lists the topics, `stratlas --help` the commands".to_owned(),
        |closest| format!("did you mean `{closest}`?"),
    );
    anyhow!("there is no topic or command `{}`; {hint}", text::sanitize(&typed))
}
