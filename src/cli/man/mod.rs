//! `stratlas man`: the manual in roff, generated from the command line, the keys, the schema, the help texts and the
//! chapters, either as one page or as one page for each command and topic.

mod chapter;

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::graph::Graph;
use crate::keymap::Keymap;
use crate::model::Atlas;
use crate::page::{self, PageContext};
use crate::place::Topic;
use crate::store::atomic::{Access, AtomicFile};

use super::{command, context::CliContext, exit::DONE, help, keys, output, query_help, schema::reference};

/// The date in the first line of a page: none, so that a build gives the same pages on any day. An empty argument needs
/// quotation marks; without them, the next one takes its place.
const NO_DATE: &str = "\"\"";
/// What a page is part of.
const SOURCE: &str = concat!("stratlas ", env!("CARGO_PKG_VERSION"));

/// Arguments of `stratlas man`.
#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// The folder to write to: a page for each command (section 1) and each topic (section 7)
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Prints the manual with the configured keys, or writes its pages to a folder.
pub(super) fn run(context: &CliContext, args: &ManArgs) -> Result<u8> {
    let keymap = &context.config()?.keymap;
    match &args.out {
        None => output::print(|out| Ok(page(out, keymap)?))?,
        Some(folder) => {
            for (name, text) in pages(keymap)? {
                AtomicFile::new(&folder.join(name), Access::Shared).replace(&text)?;
            }
        }
    }
    Ok(DONE)
}

/// Returns the file names and contents of all pages of the manual.
fn pages(keymap: &Keymap) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut main = Vec::new();
    page(&mut main, keymap)?;
    let mut pages = vec![("stratlas.1".to_owned(), main)];
    let mut command = command::command();
    command.build();
    command_pages(&command, "stratlas", &mut pages)?;
    let graph = Graph::new(Atlas::default());
    for &topic in Topic::ALL {
        let mut text = Vec::new();
        chapter::write(&mut text, topic, &page::build(topic.into(), &PageContext::new(&graph)))?;
        pages.push((format!("{}.7", chapter::name(topic)), text));
    }
    Ok(pages)
}

/// Adds the pages of all subcommands below `command` to `pages`. `parent` is the name of the page of `command`.
fn command_pages(command: &Command, parent: &str, pages: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    for sub in documented(command) {
        let name = format!("{parent}-{}", sub.get_name());
        let mut text = Vec::new();
        command_page(&mut text, sub)?;
        pages.push((format!("{name}.1"), text));
        command_pages(sub, &name, pages)?;
    }
    Ok(())
}

/// Returns the manual page of `command` with what its first line names.
fn titled(command: &Command) -> Man {
    Man::new(command.clone()).date(NO_DATE).source(SOURCE).manual("User commands")
}

/// Writes the page of one subcommand, without the global options, which are on the main page.
fn command_page(out: &mut dyn Write, sub: &Command) -> io::Result<()> {
    let man = titled(sub);
    man.render_title(out)?;
    man.render_name_section(out)?;
    section("SYNOPSIS", |roff| {
        roff.text([bold(usage(sub))]);
    })
    .to_writer(out)?;
    section("OPTIONS", |_| {}).to_writer(out)?;
    options(sub, out)?;
    if let Some(examples) = sub.get_after_help() {
        section("NOTES", |roff| help_text(roff, &examples.to_string())).to_writer(out)?;
    }
    section("SEE ALSO", |roff| {
        roff.text([bold("stratlas"), roman("(1), which has the options of every command")]);
    })
    .to_writer(out)
}

/// Returns the subcommands of `command`, without the one that clap adds.
fn documented(command: &Command) -> impl Iterator<Item = &Command> {
    let is_root = command.get_name() == "stratlas";
    command.get_subcommands().filter(move |sub| !sub.is_hide_set() && (is_root || sub.get_name() != "help"))
}

/// Writes the manual of the program with the keys in `keymap`.
fn page(out: &mut dyn Write, keymap: &Keymap) -> io::Result<()> {
    let mut command = command::command();
    command.build();
    let man = titled(&command);
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    prose("DESCRIPTION").to_writer(out)?;
    man.render_options_section(out)?;
    section("COMMANDS", |_| {}).to_writer(out)?;
    subcommands(&command, out)?;
    section("QUERIES", queries).to_writer(out)?;
    section("KEYS", |roff| key_lists(roff, keymap)).to_writer(out)?;
    let mut json = prose("JSON");
    definitions(&mut json, "blocks");
    json.control("PP", []).text([roman(help::section("spans"))]).to_writer(out)?;
    section("ATLAS", atlas).to_writer(out)?;
    for title in ["FILES", "ENVIRONMENT", "EXIT STATUS"] {
        section(title, |roff| definitions(roff, title)).to_writer(out)?;
    }
    section("EXAMPLES", |roff| help_text(roff, help::section("stratlas").trim_start_matches("Examples:\n")))
        .to_writer(out)
}

fn section(title: &str, fill: impl FnOnce(&mut Roff)) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", [title]);
    fill(&mut roff);
    roff
}

/// Returns the section of the manual that has this title, from the help texts.
fn prose(title: &str) -> Roff {
    section(title, |roff| {
        roff.text([roman(help::section(title))]);
    })
}

/// Writes every subcommand with its options and examples, without the global options, which have their own section.
fn subcommands(command: &Command, out: &mut dyn Write) -> io::Result<()> {
    for sub in documented(command) {
        let mut roff = Roff::new();
        roff.control("SS", [usage(sub).as_str()]);
        roff.text([roman(format!("{}.", sub.get_about().cloned().unwrap_or_default()))]);
        roff.to_writer(out)?;
        options(sub, out)?;
        if let Some(examples) = sub.get_after_help() {
            let mut roff = Roff::new();
            roff.control("PP", []);
            help_text(&mut roff, &examples.to_string());
            roff.to_writer(out)?;
        }
        subcommands(sub, out)?;
    }
    Ok(())
}

/// Returns the usage of a command, such as `stratlas show [OPTIONS] [PLACE]...`.
fn usage(command: &Command) -> String {
    let usage = command.clone().render_usage().to_string();
    let forms: Vec<&str> = usage.trim_start_matches("Usage:").lines().map(str::trim).collect();
    forms.join(", ")
}

fn options(command: &Command, out: &mut dyn Write) -> io::Result<()> {
    let shared = |arg: &clap::Arg| arg.is_global_set() || arg.get_id() == "help";
    let own = command.clone().mut_args(|arg| if shared(&arg) { arg.hide(true) } else { arg });
    let mut written = Vec::new();
    Man::new(own).render_options_section(&mut written)?;
    // Headings of sections are dropped, because the options belong to the section of the command.
    let written = String::from_utf8_lossy(&written).into_owned();
    written.lines().filter(|line| !line.starts_with(".SH ")).try_for_each(|line| writeln!(out, "{line}"))
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
            roff.text([roman(row.help)]);
        }
    }
}

fn definitions(roff: &mut Roff, section: &str) {
    for (term, meaning) in help::definitions(section) {
        roff.control("TP", []).text([bold(term)]).text([roman(meaning)]);
    }
}

/// Adds the query grammar, including all fields.
fn queries(roff: &mut Roff) {
    roff.text([roman(help::section("QUERIES"))]);
    definitions(roff, "query terms");
    for (fields, meaning) in query_help::FIELDS {
        roff.control("TP", []).text([bold(query_help::names(fields))]).text([roman(meaning)]);
    }
    roff.control("PP", []).text([roman(help::section("query values"))]);
}

/// Adds every table and field of an atlas, from the schema.
fn atlas(roff: &mut Roff) {
    roff.text([roman(help::section("ATLAS"))]);
    for section in reference::sections() {
        roff.control("SS", [section.title.as_str()]).text([roman(section.about.as_str())]);
        for field in section.fields {
            let takes = reference::takes(field.kind);
            roff.control("TP", []).text([bold(field.key), roman(format!("  {takes}"))]);
            roff.text([roman(reference::meaning(field))]);
        }
    }
}

/// Adds a help text. Paragraphs are filled; indented lines keep their line breaks.
fn help_text(roff: &mut Roff, text: &str) {
    for line in text.lines() {
        match line.strip_prefix("  ") {
            Some(_) => roff.control("nf", []).text([roman(line)]).control("fi", []),
            None if line.is_empty() => roff.control("PP", []),
            None => roff.text([roman(line)]),
        };
    }
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
            "\"GLOBAL OPTIONS\"",
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
    fn every_command_and_topic_has_a_page() {
        let pages = pages(default_keymap()).unwrap();
        let text = |name: &str| {
            let (_, text) = pages.iter().find(|(file, _)| file == name).unwrap_or_else(|| panic!("{name} is missing"));
            String::from_utf8(text.clone()).unwrap().replace('\\', "")
        };
        assert!(text("stratlas-review-verdict.1").contains("--confidence"), "{}", text("stratlas-review-verdict.1"));
        for sub in command::command().get_subcommands() {
            let page = text(&format!("stratlas-{}.1", sub.get_name()));
            assert!(page.contains(&format!("stratlas {}", sub.get_name())), "{page}");
        }
        for topic in Topic::ALL {
            assert!(text(&format!("stratlas-{}.7", topic.slug())).contains(".SH NAME"), "{}", topic.slug());
        }
    }

    #[test]
    fn every_command_and_every_action_is_told() {
        let written = written();
        let command = command::command();
        for sub in command.get_subcommands() {
            assert!(written.contains(&format!(".SS \"stratlas {}", sub.get_name())), "{}", sub.get_name());
        }
        let rendered = written.replace('\\', "");
        for action in Action::all() {
            let help = action.info().help.replace('\'', "*(Aq");
            assert!(rendered.contains(&help), "{help}");
        }
    }

    #[test]
    fn every_field_of_a_query_is_told() {
        let rendered = written().replace('\\', "");
        for facet in Facet::all() {
            assert!(rendered.contains(&format!("{}:", facet.as_str())), "{}", facet.as_str());
        }
    }
}
