//! The report as people read it: sections of labels and values.

use std::io::Write;

use anyhow::Result;
use textwrap::wrap;

use crate::text;

use super::super::output;
use super::Report;
use super::health::{AtlasHealth, ConfigHealth, OverlayHealth};
use super::journals::JournalsHealth;
use super::keys::{Clash, KeysHealth, Meaning};
use super::terminal::{Asked, Terminal, Width};

/// The column that values start in.
const COLUMN: usize = 22;
/// Values are never squeezed into fewer columns than this.
const MIN_WIDTH: usize = 20;

/// A label and a value.
type Fact = (String, String);

/// Prints `report` in `width` columns.
pub(super) fn report(out: &mut impl Write, report: &Report, width: usize) -> Result<()> {
    let choices = report.choices.iter().map(|choice| fact(choice.what, &format!("{} ({})", choice.value, choice.why)));
    let directories = report.directories.iter().map(|directory| {
        let missing = if directory.exists { "" } else { " (not there yet)" };
        fact(directory.what, &format!("{}{missing}", directory.path))
    });
    let sections = [
        ("Terminal", terminal(&report.terminal)),
        ("What follows", choices.collect()),
        ("Files", directories.collect()),
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
    let indent = COLUMN.max(text::width(label) + 4);
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
        Asked::No(why) => facts.push(fact("asked", &format!("no: {why}"))),
        Asked::Silent => facts.push(fact("asked", "it gave no answer to anything")),
        Asked::Answered { answers, widths } => {
            let none = || "no answer".to_owned();
            let offered = |offered: bool| if offered { "offered" } else { "not offered" };
            facts.push(fact("name", &answers.name.clone().unwrap_or_else(none)));
            facts.push(fact("attributes (DA1)", &answers.attributes.clone().unwrap_or_else(none)));
            facts.push(fact("ground (OSC 11)", &answers.ground.clone().unwrap_or_else(none)));
            facts.push(fact("kitty keyboard", offered(answers.keyboard.is_some())));
            facts.push(fact("mode 2026", offered(answers.synchronized == Some(true))));
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
            format!("{measured} wide, {expected} expected: columns beside such text may be off")
        }
    };
    fact(sample.what, &value)
}

fn configuration(config: &ConfigHealth) -> Vec<Fact> {
    let missing = if config.exists { "" } else { " (not there: the defaults hold)" };
    let file = config.file.as_deref().unwrap_or("no home to keep one in");
    let mut facts = vec![fact("file", &format!("{file}{missing}"))];
    facts.extend(config.errors.iter().map(|error| fact("error", error)));
    facts.push(findings(config.errors.len(), config.warnings, config.exists.then_some("stratlas config check")));
    facts
}

fn keys(keys: &KeysHealth) -> Vec<Fact> {
    let without = if keys.without_key.is_empty() { "none".to_owned() } else { keys.without_key.join(", ") };
    let mut facts = vec![fact("sequences", &keys.bindings.to_string()), fact("actions without", &without)];
    let here = match keys.told_apart {
        Some(true) => "not here",
        Some(false) => "here",
        None => "on some terminals",
    };
    facts.extend(keys.clashes.iter().map(|clash| fact("clash", &clashing(clash, here))));
    facts
}

fn clashing(clash: &Clash, here: &str) -> String {
    let does = |meaning: &Meaning| format!("{} ({})", meaning.keys, meaning.action.unwrap_or("more keys follow"));
    format!("{} arrives as {} {here}, in the scope {}", does(&clash.lost), does(&clash.wins), clash.scope)
}

fn atlas(atlas: &AtlasHealth) -> Vec<Fact> {
    let mut facts = vec![fact("from", atlas.folder.as_deref().unwrap_or("the program itself"))];
    facts.extend(atlas.unreadable.as_deref().map(|why| fact("unreadable", why)));
    facts.extend(atlas.title.as_deref().map(|title| fact("title", title)));
    facts.extend(atlas.edition.as_deref().map(|edition| fact("edition", edition)));
    if !atlas.counts.is_empty() {
        let counts: Vec<_> = atlas.counts.iter().map(|count| format!("{} {}", count.count, count.kind)).collect();
        facts.push(fact("holds", &counts.join(", ")));
    }
    facts.extend(atlas.overlay.as_ref().map(|overlay| {
        let OverlayHealth { folder, added, changed, broken } = overlay;
        let added = output::count(*added, "record");
        let broken = match broken {
            0 => String::new(),
            more => format!("; errors in {}, perhaps not counted", output::count(*more, "file")),
        };
        fact("overlay", &format!("{folder} ({added} added, {changed} changed{broken})"))
    }));
    if atlas.unreadable.is_none() {
        facts.push(findings(atlas.errors, atlas.warnings, Some("stratlas check")));
    }
    facts
}

fn journals(journals: &JournalsHealth) -> Vec<Fact> {
    let mut facts = vec![fact("folder", journals.folder.as_deref().unwrap_or("no home to keep one in"))];
    facts.extend(journals.unreadable.as_deref().map(|why| fact("unreadable", why)));
    facts.extend(journals.unwritable.as_deref().map(|why| fact("nothing recordable", why)));
    facts.extend(journals.journals.iter().map(|journal| {
        let last = journal.last.as_deref().map(|last| format!(", the last at {last}")).unwrap_or_default();
        fact(&journal.reviewer, &format!("{}{last}", output::count(journal.lines, "line")))
    }));
    if journals.journals.is_empty() {
        facts.push(fact("reviewers", "none yet; `stratlas review` begins a review"));
    } else {
        facts.push(findings(journals.errors(), journals.warnings(), Some("stratlas review check")));
    }
    facts
}

/// How many errors and warnings there are, and the command that shows them if there is one.
fn findings(errors: usize, warnings: usize, command: Option<&str>) -> Fact {
    let hint = command.filter(|_| errors + warnings > 0).map(|command| format!("; `{command}` shows them"));
    fact("findings", &format!("errors: {errors}, warnings: {warnings}{}", hint.unwrap_or_default()))
}
