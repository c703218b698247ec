//! The report of `stratlas doctor` as text: sections of labels and values.

use std::io::Write;

use anyhow::Result;
use textwrap::wrap;

use crate::text;

use super::super::output;
use super::Report;
use super::health::{AtlasHealth, ConfigHealth, OverlayHealth};
use super::journals::JournalsHealth;
use super::keys::{BoundKeys, Clash, KeysHealth};
use super::terminal::{QueryResult, Terminal, Width};

/// Column where the values start.
const VALUE_COLUMN: usize = 22;
/// Minimum width of the values, in columns.
const MIN_WIDTH: usize = 20;

/// Label of a fact and its value.
type Fact = (String, String);

/// Prints `report` as text, wrapped to `width` columns.
pub(super) fn report(out: &mut impl Write, report: &Report, width: usize) -> Result<()> {
    let choices = report.choices.iter().map(|choice| fact(choice.what, &format!("{} ({})", choice.value, choice.why)));
    let directories = report.directories.iter().map(|directory| {
        let missing = if directory.exists { "" } else { " (does not exist yet)" };
        fact(directory.what, &format!("{}{missing}", directory.path))
    });
    let sections = [
        ("Terminal", terminal(&report.terminal)),
        ("Choices", choices.collect()),
        ("Folders", directories.collect()),
        ("Configuration", configuration(&report.configuration)),
        ("Keys", keys(&report.keys)),
        ("Atlas", atlas(&report.atlas)),
        ("Journals", journals(&report.journals)),
    ];
    writeln!(out, "stratlas {}", report.version)?;
    for (title, facts) in sections {
        writeln!(out, "\n{title}")?;
        for (label, value) in facts {
            write_fact(out, &label, &value, width)?;
        }
    }
    Ok(())
}

fn write_fact(out: &mut impl Write, label: &str, value: &str, width: usize) -> Result<()> {
    let indent = VALUE_COLUMN.max(text::width(label) + 4);
    let mut lines = wrap(value, width.saturating_sub(indent).max(MIN_WIDTH)).into_iter();
    let pad = indent - 2 - text::width(label);
    writeln!(out, "  {label}{:pad$}{}", "", lines.next().unwrap_or_default())?;
    for line in lines {
        writeln!(out, "{:indent$}{line}", "")?;
    }
    Ok(())
}

fn fact(label: &str, value: &str) -> Fact {
    (label.to_owned(), value.to_owned())
}

fn terminal(terminal: &Terminal) -> Vec<Fact> {
    let is = |is: bool| if is { "a terminal" } else { "not a terminal" };
    let mut facts = vec![fact("standard input", is(terminal.input)), fact("standard output", is(terminal.output))];
    facts.extend(terminal.size.map(|(columns, rows)| fact("size", &format!("{columns} x {rows}"))));
    facts.extend(terminal.environment.iter().map(|(name, value)| fact(name, value)));
    match &terminal.asked {
        QueryResult::No(why) => facts.push(fact("queried", &format!("no: {why}"))),
        QueryResult::Silent => facts.push(fact("queried", "the terminal answered nothing")),
        QueryResult::Answered { answers, widths } => {
            let none = || "no answer".to_owned();
            let supported = |supported: bool| if supported { "supported" } else { "not supported" };
            facts.push(fact("name", &answers.name.clone().unwrap_or_else(none)));
            facts.push(fact("attributes (DA1)", &answers.attributes.clone().unwrap_or_else(none)));
            facts.push(fact("background (OSC 11)", &answers.ground.clone().unwrap_or_else(none)));
            facts.push(fact("kitty keyboard", supported(answers.keyboard.is_some())));
            facts.push(fact("mode 2026", supported(answers.synchronized == Some(true))));
            facts.extend(widths.iter().map(width));
        }
    }
    facts
}

fn width(sample: &Width) -> Fact {
    let value = match sample.measured {
        None => "not measured".to_owned(),
        Some(measured) if measured == sample.expected => format!("as wide as expected: {measured}"),
        Some(measured) => {
            let expected = sample.expected;
            format!("{measured} wide instead of {expected}: columns to the right of such text may be misaligned")
        }
    };
    fact(sample.what, &value)
}

fn configuration(config: &ConfigHealth) -> Vec<Fact> {
    let missing = if config.exists { "" } else { " (does not exist, the defaults apply)" };
    let file = config.file.as_deref().unwrap_or("there is no home folder");
    let mut facts = vec![fact("file", &format!("{file}{missing}"))];
    facts.extend(config.errors.iter().map(|error| fact("error", error)));
    facts.push(findings(config.errors.len(), config.warnings, config.exists.then_some("stratlas config check")));
    facts
}

fn keys(keys: &KeysHealth) -> Vec<Fact> {
    let without = if keys.without_key.is_empty() { "none".to_owned() } else { keys.without_key.join(", ") };
    let mut facts = vec![fact("bindings", &keys.bindings.to_string()), fact("actions without key", &without)];
    let here = match keys.told_apart {
        Some(true) => "on other terminals",
        Some(false) => "on this terminal",
        None => "on some terminals",
    };
    facts.extend(keys.clashes.iter().map(|clash| fact("clash", &clashing(clash, here))));
    facts
}

fn clashing(clash: &Clash, here: &str) -> String {
    let does = |bound: &BoundKeys| format!("{} ({})", bound.keys, bound.action.unwrap_or("starts longer sequences"));
    format!("{here}, {} arrives as {} in the scope {}", does(&clash.lost), does(&clash.wins), clash.scope)
}

fn atlas(atlas: &AtlasHealth) -> Vec<Fact> {
    let mut facts = vec![fact("folder", atlas.folder.as_deref().unwrap_or("none: it comes with the program"))];
    facts.extend(atlas.unreadable.as_deref().map(|why| fact("unreadable", why)));
    facts.extend(atlas.title.as_deref().map(|title| fact("title", title)));
    facts.extend(atlas.edition.as_deref().map(|edition| fact("edition", edition)));
    if !atlas.counts.is_empty() {
        let counts: Vec<_> = atlas.counts.iter().map(|count| format!("{} {}", count.count, count.kind)).collect();
        facts.push(fact("records", &counts.join(", ")));
    }
    facts.extend(atlas.overlay.as_ref().map(|overlay| {
        let OverlayHealth { folder, added, changed, broken } = overlay;
        let added = output::count(*added, "record");
        let broken = match broken {
            0 => String::new(),
            more => format!("; records of {} with errors may be missing", output::count(*more, "file")),
        };
        fact("overlay", &format!("{folder} ({added} added, {changed} changed{broken})"))
    }));
    if atlas.unreadable.is_none() {
        facts.push(findings(atlas.errors, atlas.warnings, Some("stratlas check")));
    }
    facts
}

fn journals(journals: &JournalsHealth) -> Vec<Fact> {
    let mut facts = vec![fact("folder", journals.folder.as_deref().unwrap_or("there is no home folder"))];
    facts.extend(journals.unreadable.as_deref().map(|why| fact("unreadable", why)));
    facts.extend(journals.unwritable.as_deref().map(|why| fact("not writable", why)));
    facts.extend(journals.journals.iter().map(|journal| {
        let last = journal.last.as_deref().map(|last| format!(", the last at {last}")).unwrap_or_default();
        fact(&journal.reviewer, &format!("{}{last}", output::count(journal.lines, "line")))
    }));
    if journals.journals.is_empty() {
        facts.push(fact("reviewers", "none yet; `stratlas review` starts a review"));
    } else {
        facts.push(findings(journals.errors(), journals.warnings(), Some("stratlas review check")));
    }
    facts
}

/// Returns the numbers of errors and warnings as a fact. If there are any, adds `command`, which lists them.
fn findings(errors: usize, warnings: usize, command: Option<&str>) -> Fact {
    let hint = command.filter(|_| errors + warnings > 0).map(|command| format!("; `{command}` lists them"));
    fact("findings", &format!("errors: {errors}, warnings: {warnings}{}", hint.unwrap_or_default()))
}
