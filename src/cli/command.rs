//! Command line for clap, with more help than clap generates: groups of subcommands, examples, the query grammar.

use std::fmt::Write as _;
use std::io::Write as _;

use clap::builder::StyledStr;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, Command, CommandFactory};

use crate::text;

use super::help::{self, GROUPS, closest_command};
use super::{arguments::Cli, query_help};

/// Column where the descriptions of subcommands start in the help.
const COLUMN: usize = 15;

/// Returns the command line for clap, with all help texts.
pub(super) fn command() -> Command {
    let command = Cli::command().after_help(help::section("stratlas"));
    let mut built = command.clone();
    built.build();
    let template = template(&built);
    // `--help` prints the short help, because long descriptions of the options would obscure the subcommands; the
    // manual has them.
    let command = command.disable_help_flag(true).arg(help_flag(ArgAction::HelpShort));
    command.help_template(template).mut_subcommands(|subcommand| with_help(subcommand, ""))
}

/// Replaces `error` if the first word resembles a subcommand. clap takes a misspelt subcommand for a place and
/// complains about the word after it, which would mislead the user.
pub(super) fn explained(error: clap::Error, words: &[String]) -> clap::Error {
    let is_about_a_word = matches!(error.kind(), ErrorKind::InvalidSubcommand | ErrorKind::UnknownArgument);
    let command = command();
    let word = first_word(&command, words).filter(|_| is_about_a_word);
    match word.and_then(|word| Some((word, closest_command(word)?))) {
        Some((word, closest)) if word != closest => {
            let message = format!("there is no command `{}`; did you mean `{closest}`?", text::sanitize(word));
            command.clone().error(ErrorKind::InvalidSubcommand, message)
        }
        _ => error,
    }
}

/// Returns the first of `words` that is neither an option nor the value of an option.
fn first_word<'a>(command: &Command, words: &'a [String]) -> Option<&'a str> {
    let takes_value = |word: &str| {
        let mut options = command.get_arguments().filter(|arg| arg.get_action().takes_values());
        options.any(|arg| arg.get_long().is_some_and(|long| word.strip_prefix("--") == Some(long)))
    };
    let mut is_value = false;
    words.iter().map(String::as_str).find(|word| {
        let is_word = !is_value && !word.starts_with('-');
        is_value = takes_value(word);
        is_word
    })
}

/// Prints clap's error or help, and ends the process. clap prints arguments and variables unchanged, so their control
/// characters are replaced by visible ones.
#[expect(clippy::needless_pass_by_value, reason = "`unwrap_or_else` hands the error over")]
pub(super) fn exit(error: clap::Error, words: &[String]) -> ! {
    let is_hostile = |text: &str| text.contains(text::is_unsafe);
    let mut variables = std::env::vars_os().map(|(_, value)| lossy(&value));
    let is_environment_hostile = variables.any(|value| is_hostile(&value));
    if !error.use_stderr() || !(is_environment_hostile || words.iter().any(|word| is_hostile(word))) {
        error.exit();
    }
    let sanitized: Vec<String> = words.iter().map(|word| text::sanitize(word).into_owned()).collect();
    let program = ["stratlas".to_owned()];
    match command().try_get_matches_from(program.iter().chain(&sanitized)) {
        Err(error) if !is_environment_hostile => explained(error, &sanitized).exit(),
        _ => {
            // The error is rendered without styles, so that all control characters in it come from arguments or
            // variables.
            let message = error.render().to_string();
            let lines: Vec<_> = message.trim_end().lines().map(text::sanitize).collect();
            // If standard error is closed, the failure to print cannot be reported.
            let _ = writeln!(std::io::stderr().lock(), "{}", lines.join("\n"));
            std::process::exit(error.exit_code())
        }
    }
}

/// Converts `word` to text, replacing invalid Unicode.
pub(super) fn lossy(word: &std::ffi::OsStr) -> String {
    word.to_string_lossy().into_owned()
}

/// Adds a help flag to `command` and its subcommands, because clap can disable its own flag only for all commands at
/// once. Adds also the section of each from the help texts, and the query grammar to each that takes a query.
fn with_help(command: Command, parents: &str) -> Command {
    let name = format!("{parents}{}", command.get_name());
    let takes_query = |arg: &Arg| arg.get_value_names().is_some_and(|names| names.iter().any(|name| name == "QUERY"));
    let grammar = command.get_arguments().any(takes_query);
    // A value that starts with a minus sign is passed on, so that its parser reports it instead of clap, which would
    // report an unknown option.
    let may_be_negative =
        |arg: &Arg| arg.get_value_names().is_some_and(|names| names.iter().any(|name| name == "N" || name == "DATE"));
    let command = command.mut_args(|arg| if may_be_negative(&arg) { arg.allow_hyphen_values(true) } else { arg });
    let mut command = command.arg(help_flag(ArgAction::Help));
    let section = help::section(&name);
    if grammar {
        command = command.after_long_help(query_help::with_grammar(&section));
    }
    if !section.is_empty() {
        command = command.after_help(section);
    }
    command.mut_subcommands(|subcommand| with_help(subcommand, &format!("{name} ")))
}

fn help_flag(action: ArgAction) -> Arg {
    Arg::new("help").short('h').long("help").action(action).help("Print help")
}

fn template(built: &Command) -> StyledStr {
    let header = built.get_styles().get_header();
    let literal = built.get_styles().get_literal();
    let mut text = StyledStr::new();
    text.push_str("{about-with-newline}\n{usage-heading} {usage}\n");
    for (title, names) in GROUPS {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\n{header}{title}:{header:#}");
        for name in names {
            let about = built.find_subcommand(name).and_then(Command::get_about).cloned().unwrap_or_default();
            let pad = COLUMN.saturating_sub(2 + name.len());
            let _ = writeln!(text, "  {literal}{name}{literal:#}{:pad$}{}", "", about.ansi());
        }
    }
    let _ = write!(
        text,
        "\n{header}Arguments:{header:#}\n{{positionals}}\n\n{header}Options:{header:#}\n{{options}}{{after-help}}"
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definitions_hold_together() {
        command().debug_assert();
    }

    #[test]
    fn every_subcommand_is_in_one_group() {
        let mut built = Cli::command();
        built.build();
        let mut shown: Vec<&str> = GROUPS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        let mut known: Vec<&str> =
            built.get_subcommands().filter(|command| !command.is_hide_set()).map(Command::get_name).collect();
        shown.sort_unstable();
        known.sort_unstable();
        assert_eq!(shown, known);
    }

    #[test]
    fn the_help_is_short_and_ends_with_three_examples() {
        let help = command().render_help().to_string();
        assert!(help.lines().count() <= 60, "{help}");
        assert!(help.lines().all(|line| line.len() <= 100), "{help}");
        let (_, examples) = help.split_once("Examples:\n").unwrap();
        let examples: Vec<_> = examples.trim_end().lines().collect();
        assert_eq!(examples.len(), 3);
        assert!(examples.iter().all(|line| line.starts_with("  stratlas")), "{help}");
    }

    #[test]
    fn every_subcommand_and_argument_is_described() {
        let mut built = command();
        built.build();
        for command in built.get_subcommands().filter(|command| command.get_name() != "help") {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            assert!(command.get_after_help().is_some(), "{} has no examples", command.get_name());
            for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
                assert!(arg.get_help().is_some(), "{} {}", command.get_name(), arg.get_id());
            }
        }
    }

    #[test]
    fn every_global_option_reaches_every_subcommand() {
        // A subcommand option with the id of a global one silently shadows it.
        fn assert_reached(command: &Command, globals: &[String]) {
            for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
                let has = |long: &str| sub.get_arguments().any(|arg| arg.get_long() == Some(long));
                let missing: Vec<&String> = globals.iter().filter(|long| !has(long)).collect();
                assert!(missing.is_empty(), "{} lacks {missing:?}", sub.get_name());
                assert_reached(sub, globals);
            }
        }
        let mut built = command();
        built.build();
        let global = built.get_arguments().filter(|arg| arg.is_global_set());
        let globals: Vec<String> = global.filter_map(|arg| arg.get_long().map(str::to_owned)).collect();
        assert!(globals.len() > 5, "{globals:?}");
        assert_reached(&built, &globals);
    }

    #[test]
    fn no_place_is_hidden_by_a_subcommand() {
        let mut built = command();
        built.build();
        for place in ["home"].into_iter().chain(crate::model::Kind::ALL.map(crate::model::Kind::plural)) {
            assert!(built.find_subcommand(place).is_none(), "{place}");
        }
    }
}
