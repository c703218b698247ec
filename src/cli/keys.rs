//! `stratlas keys`: every action with its help and its keys. The manual and the README use the same sections.

use std::io::Write;

use anyhow::Result;
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::action::{Action, ActionInfo, Group, KeyNames, KeyScope};
use crate::keymap::Keymap;
use crate::text;

use super::{context::CliContext, exit::DONE, output};

/// Text for an action without a key.
const NO_KEY: &str = "no key";
/// Gap between columns of the list, in columns of the screen.
const GAP: usize = 2;
/// Minimum width of the column of help texts, in columns.
const MIN_WIDTH: usize = 24;

/// Arguments of `stratlas keys`.
#[derive(Debug, Args)]
pub(super) struct KeysArgs {
    /// The format of the list
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// Aligned columns: keys, id and help of the action
    #[default]
    Table,
    /// A Markdown table for each group
    Markdown,
    /// A JSON array of objects with `id`, `title`, `help`, `group`, `scope` and `keys`
    Json,
}

/// Action and its keys, a row of the list.
#[derive(Serialize)]
pub(super) struct KeyRow {
    id: &'static str,
    title: &'static str,
    /// Description of the action, in a sentence.
    pub(super) help: &'static str,
    group: &'static str,
    scope: &'static str,
    /// Key sequences bound to the action, easiest first.
    pub(super) keys: Vec<String>,
}

impl KeyRow {
    fn new(action: Action, keymap: &Keymap) -> Self {
        let ActionInfo { id, title, help, group, scope, .. } = action.info();
        Self { id, title, help, group: group.as_str(), scope: scope.as_str(), keys: keymap.keys_of(action) }
    }
}

/// Group of actions under a title.
pub(super) struct KeySection {
    /// Title of the group.
    pub(super) title: &'static str,
    /// Rows of the group, in the order of the table of actions.
    pub(super) rows: Vec<KeyRow>,
}

pub(super) fn run(context: &CliContext, args: &KeysArgs) -> Result<u8> {
    let sections = sections(&context.config()?.keymap);
    output::print(|out| match args.format {
        Format::Table => table(out, &sections, output::width(None)),
        Format::Markdown => markdown(out, &sections),
        Format::Json => {
            let rows: Vec<&KeyRow> = sections.iter().flat_map(|section| &section.rows).collect();
            output::json(out, &rows)
        }
    })?;
    Ok(DONE)
}

/// Returns every action with its keys in `keymap`: the actions of the panes by group, then those of each other scope.
pub(super) fn sections(keymap: &Keymap) -> Vec<KeySection> {
    let section = |title, is_in: &dyn Fn(&ActionInfo) -> bool| {
        let actions = Action::all().iter().filter(|action| is_in(&action.info()));
        KeySection { title, rows: actions.map(|&action| KeyRow::new(action, keymap)).collect() }
    };
    let panes = Group::ALL
        .into_iter()
        .map(|group| section(group.label(), &|info| info.scope == KeyScope::Browse && info.group == group));
    let others = KeyScope::ALL
        .into_iter()
        .filter(|&scope| scope != KeyScope::Browse)
        .map(|scope| section(scope.label(), &|info| info.scope == scope));
    panes.chain(others).filter(|section| !section.rows.is_empty()).collect()
}

fn table(out: &mut impl Write, sections: &[KeySection], width: usize) -> Result<()> {
    let rows = || sections.iter().flat_map(|section| &section.rows);
    let shown = |row: &KeyRow| if row.keys.is_empty() { NO_KEY.to_owned() } else { row.keys.join("  ") };
    let keys_width = rows().map(|row| text::width(&shown(row))).max().unwrap_or(0);
    let id_width = rows().map(|row| row.id.len()).max().unwrap_or(0);
    let indent = keys_width + id_width + 3 * GAP;
    for (n, section) in sections.iter().enumerate() {
        writeln!(out, "{}{}", if n > 0 { "\n" } else { "" }, section.title)?;
        for row in &section.rows {
            let keys = shown(row);
            let padding = keys_width - text::width(&keys) + GAP;
            let mut help = textwrap::wrap(row.help, width.saturating_sub(indent).max(MIN_WIDTH)).into_iter();
            let first = help.next().unwrap_or_default();
            writeln!(out, "{:GAP$}{keys}{:padding$}{:id_width$}{:GAP$}{first}", "", "", row.id, "")?;
            for line in help {
                writeln!(out, "{:indent$}{line}", "")?;
            }
        }
    }
    Ok(())
}

fn markdown(out: &mut impl Write, sections: &[KeySection]) -> Result<()> {
    for (n, section) in sections.iter().enumerate() {
        writeln!(out, "{}### {}\n", if n > 0 { "\n" } else { "" }, section.title)?;
        writeln!(out, "| Keys | What they do |\n|---|---|")?;
        for row in &section.rows {
            let keys: Vec<String> = row.keys.iter().map(|keys| code(keys)).collect();
            let keys = if keys.is_empty() { NO_KEY.to_owned() } else { keys.join(" ") };
            writeln!(out, "| {keys} | {} |", row.help.replace('|', r"\|"))?;
        }
    }
    Ok(())
}

/// Returns a key sequence as code for a Markdown table; a vertical bar is escaped, because it ends a cell even in code.
fn code(keys: &str) -> String {
    let keys = keys.replace('|', r"\|");
    if keys.contains('`') { format!("`` {keys} ``") } else { format!("`{keys}`") }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::keymap::default_keymap;

    #[test]
    fn every_action_is_in_one_section() {
        let sections = sections(default_keymap());
        let ids: Vec<_> = sections.iter().flat_map(|section| &section.rows).map(|row| row.id).collect();
        assert_eq!(ids.len(), Action::all().len());
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len());
        assert!(sections.iter().all(|section| !section.rows.is_empty()));
    }

    #[test]
    fn an_action_without_a_key_says_so() {
        let sections = sections(&Keymap::default());
        let mut table_out = Vec::new();
        table(&mut table_out, &sections, 80).unwrap();
        assert!(String::from_utf8(table_out).unwrap().contains("no key  quit "));
        let mut markdown_out = Vec::new();
        markdown(&mut markdown_out, &sections).unwrap();
        assert!(String::from_utf8(markdown_out).unwrap().contains("| no key | Quits the program. |"));
    }

    #[test]
    fn keys_that_mean_something_in_markdown_are_escaped() {
        assert_eq!(code("g g"), "`g g`");
        assert_eq!(code("|"), r"`\|`");
        assert_eq!(code("`"), "`` ` ``");
    }

    #[test]
    fn a_table_fits_its_width() {
        let mut out = Vec::new();
        table(&mut out, &sections(default_keymap()), 80).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert!(written.lines().all(|line| text::width(line) <= 80 && line == line.trim_end()), "{written}");
    }
}
