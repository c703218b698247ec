//! `stratlas man`: the manual as one page in roff. Commands, options and keys come from where the program itself has
//! them; only what is defined nowhere else is written here.

use std::io::{self, Write};

use anyhow::Result;
use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::keymap::Keymap;

use super::context::CliContext;
use super::exit::DONE;
use super::schema::reference;
use super::{command, help, keys, output, query_help};

const DESCRIPTION: &str = "Without a command, stratlas opens the explorer in the terminal, at PLACE or where one starts. \
    A place is written as its kind, a slash and its id: strategy/pause, person/yann-lecun. Where only one kind has the \
    id, the id alone will do; a word that is a command is the command. Lists of a kind are places too: strategies, \
    people, tags, levers, scenarios, portfolios, mechanisms.";

const FILES: [(&str, &str); 2] = [
    (
        "config.toml",
        "The configuration, in a folder of its own: ~/.config/stratlas on Linux. `stratlas config init` writes one to \
         start from; `stratlas doctor` tells where the folders of configuration, data and state are on this system.",
    ),
    ("themes/NAME.toml", "Your own theme NAME, beside the configuration."),
];

const ENVIRONMENT: [(&str, &str); 11] = [
    ("STRATLAS_ATLAS", "The folder of the atlas to use; --atlas comes first."),
    ("STRATLAS_CONFIG", "The file of the configuration; --config comes first."),
    ("XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME", "The folders that those of stratlas are in, on every system."),
    ("NO_COLOR", "If set to anything, no colours. --color comes first."),
    ("CLICOLOR_FORCE, FORCE_COLOR", "If set to anything but 0, colours on any terminal, unless NO_COLOR is set."),
    ("CLICOLOR", "If 0, no colours, unless they are forced."),
    ("TERM, COLORTERM", "How many colours the terminal has."),
    ("COLORFGBG", "Whether the ground of the terminal is light, until it answers that itself."),
    ("LC_ALL, LC_CTYPE, LANG", "Whether there are symbols besides ASCII; the first that is set decides."),
    ("COLUMNS", "The width of text that is printed; --width comes first."),
    ("FORCE_HYPERLINK", "If 0, no links in the text of pages; if anything else, links on any terminal."),
];

const EXIT: [(&str, &str); 3] = [
    ("0", "Done."),
    ("1", "Done, with findings: an atlas with errors, or nothing that matches."),
    ("2", "Not understood, or not possible."),
];

const JSON: &str = "`stratlas show --format json` prints a page as one line: an object with place, title, kicker and \
    blocks. The form is stable: keys may be added, none changes its meaning or goes away. Every block tells its type:";

const BLOCKS: [(&str, &str); 9] = [
    ("heading", "level (1 section, 2 group, 3 one thing), text, part (main, relations or people); count and mark."),
    ("paragraph", "text"),
    ("caption", "text: how to read what is above or below it"),
    ("notice", "text: something to beware of, or why there is nothing here"),
    ("facts", "facts: each with label and value"),
    ("list", "items: each with text, badges (kind, short, label) and note"),
    ("bars", "full, what a full bar stands for, and bars: each with label, value and shown"),
    ("grid", "corner, columns: each with label; rows and totals: each with label, cells (text, shade, word) and total"),
    (
        "intervals",
        "ticks, the marks on the scale: each with at and shown; and intervals: each with label, low, high, shown and note",
    ),
];

const SPANS: &str = "Texts, values of facts, notes, the kicker and labels are lists of objects with text, and \
    with place or url if the text leads there, and weight (strong or quiet) if it is not plain.";

/// Prints the manual with the configured keys.
pub(super) fn run(context: &CliContext) -> Result<u8> {
    let keymap = &context.config()?.keymap;
    output::print(|out| Ok(page(out, keymap)?))?;
    Ok(DONE)
}

/// Writes the manual of the program with the keys in `keymap`.
fn page(out: &mut dyn Write, keymap: &Keymap) -> io::Result<()> {
    let mut command = command::command();
    command.build();
    let man = Man::new(command.clone()).manual("User commands");
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    section("DESCRIPTION", |roff| {
        roff.text([roman(DESCRIPTION)]);
    })
    .to_writer(out)?;
    man.render_options_section(out)?;
    commands(&command, out)?;
    section("QUERIES", queries).to_writer(out)?;
    section("KEYS", |roff| key_lists(roff, keymap)).to_writer(out)?;
    section("JSON", |roff| {
        roff.text([roman(JSON)]);
        definitions(roff, &BLOCKS);
        roff.control("PP", []).text([roman(SPANS)]);
    })
    .to_writer(out)?;
    section("ATLAS", atlas).to_writer(out)?;
    section("FILES", |roff| definitions(roff, &FILES)).to_writer(out)?;
    section("ENVIRONMENT", |roff| definitions(roff, &ENVIRONMENT)).to_writer(out)?;
    section("EXIT STATUS", |roff| definitions(roff, &EXIT)).to_writer(out)?;
    section("EXAMPLES", |roff| as_it_is(roff, help::EXAMPLES.lines().skip(1))).to_writer(out)
}

fn section(title: &str, fill: impl FnOnce(&mut Roff)) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", [title]);
    fill(&mut roff);
    roff
}

/// Every command with its options and examples. The options of all commands are above.
fn commands(command: &Command, out: &mut dyn Write) -> io::Result<()> {
    section("COMMANDS", |_| {}).to_writer(out)?;
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set() && sub.get_name() != "help") {
        let mut roff = Roff::new();
        roff.control("SS", [usage(sub).as_str()]);
        roff.text([roman(format!("{}.", sub.get_about().cloned().unwrap_or_default()))]);
        roff.to_writer(out)?;
        options(sub, out)?;
        if let Some(examples) = sub.get_after_help() {
            let mut roff = Roff::new();
            roff.control("PP", []);
            as_it_is(&mut roff, examples.to_string().lines());
            roff.to_writer(out)?;
        }
    }
    Ok(())
}

/// How a command is called: `stratlas show [OPTIONS] [PLACE]...`.
fn usage(command: &Command) -> String {
    let usage = command.clone().render_usage().to_string();
    usage.trim_start_matches("Usage:").trim().to_owned()
}

fn options(command: &Command, out: &mut dyn Write) -> io::Result<()> {
    let shared = |arg: &clap::Arg| arg.is_global_set() || arg.get_id() == "help";
    let own = command.clone().mut_args(|arg| if shared(&arg) { arg.hide(true) } else { arg });
    let mut written = Vec::new();
    Man::new(own).render_options_section(&mut written)?;
    // The options stand within the section of the command, not in one of their own.
    let written = String::from_utf8_lossy(&written).into_owned();
    let lines = written.lines().filter(|line| !line.starts_with(".SH "));
    lines.into_iter().try_for_each(|line| writeln!(out, "{line}"))
}

fn key_lists(roff: &mut Roff, keymap: &Keymap) {
    roff.text([roman(
        "C- is Ctrl, A- is Alt, S- is Shift; keys with spaces between them are typed one after the other.",
    )]);
    for section in keys::sections(keymap) {
        roff.control("SS", [section.title]);
        for row in section.rows.iter().filter(|row| !row.keys.is_empty()) {
            roff.control("TP", []);
            roff.text([bold(row.keys.join("   "))]);
            roff.text([roman(row.help())]);
        }
    }
}

fn definitions(roff: &mut Roff, pairs: &[(&str, &str)]) {
    for (term, meaning) in pairs {
        roff.control("TP", []).text([bold(*term)]).text([roman(*meaning)]);
    }
}

/// The query grammar with its fields.
fn queries(roff: &mut Roff) {
    roff.text([roman(query_help::RULE)]);
    definitions(roff, &query_help::WORDS);
    for (fields, meaning) in query_help::FIELDS {
        let names: Vec<String> = fields.iter().map(|field| format!("{}:", field.as_str())).collect();
        roff.control("TP", []).text([bold(names.join(" "))]).text([roman(meaning)]);
    }
    roff.control("PP", []).text([roman(query_help::VALUES)]);
}

/// Every table and field of an atlas.
fn atlas(roff: &mut Roff) {
    roff.text([roman(reference::INTRODUCTION)]);
    for section in reference::sections() {
        roff.control("SS", [section.title.as_str()]).text([roman(section.about.as_str())]);
        for field in section.fields {
            let takes = reference::takes(field.kind);
            roff.control("TP", []).text([bold(field.key), roman(format!("  {takes}"))]);
            roff.text([roman(reference::meaning(field))]);
        }
    }
}

/// Lines that are not filled.
fn as_it_is<'a>(roff: &mut Roff, lines: impl IntoIterator<Item = &'a str>) {
    roff.control("nf", []);
    for line in lines {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Action;
    use crate::keymap::default_keymap;
    use crate::search::Facet;

    fn written() -> String {
        let mut out = Vec::new();
        page(&mut out, default_keymap()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_section_is_there_once_and_in_order() {
        let written = written();
        let sections: Vec<_> = written.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
        let expected = [
            "NAME",
            "SYNOPSIS",
            "DESCRIPTION",
            "OPTIONS",
            "COMMANDS",
            "QUERIES",
            "KEYS",
            "JSON",
            "ATLAS",
            "FILES",
            "ENVIRONMENT",
            "\"EXIT STATUS\"",
            "EXAMPLES",
        ];
        assert_eq!(sections, expected);
    }

    #[test]
    fn every_command_and_every_action_is_told() {
        let written = written();
        let command = command::command();
        for sub in command.get_subcommands() {
            assert!(written.contains(&format!(".SS \"stratlas {}", sub.get_name())), "{}", sub.get_name());
        }
        let told = written.replace('\\', "");
        for action in Action::all() {
            let help = action.info().help.replace('\'', "*(Aq");
            assert!(told.contains(&help), "{help}");
        }
    }

    #[test]
    fn every_field_of_a_query_is_told() {
        let told = written().replace('\\', "");
        for facet in Facet::all() {
            assert!(told.contains(&format!("{}:", facet.as_str())), "{}", facet.as_str());
        }
    }
}
