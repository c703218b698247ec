//! `stratlas import`: turns an atlas in another form into a folder of TOML files.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{Args, Subcommand, ValueHint};

use crate::data::{self, CsvChoices, Loaded, Mapping, TableChoice};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::store::atomic::check_vacant;
use crate::text;

use super::context::CliContext;
use super::exit::{DONE, FAILED, FINDINGS, INTERRUPTED};
use super::progress::Busy;
use super::{init, output};

/// Number of errors and of warnings that are shown.
const MAX_SHOWN: usize = 20;

/// Arguments of `stratlas import`.
#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    #[command(subcommand)]
    form: Form,
}

#[derive(Debug, Subcommand)]
enum Form {
    /// Read the JSON that `stratlas export json` writes
    Json(Arguments),
    /// Read a vault of Markdown notes, as `stratlas export markdown` writes it
    Markdown(Arguments),
    /// Merge the tables of a spreadsheet into the atlas in use: the tables that `stratlas export csv` writes, or your own.
    /// Rows change records and add new ones; what has no row stays as it is
    Csv(TableArguments),
}

#[derive(Debug, Args)]
struct TableArguments {
    /// The folder with the tables
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    folder: PathBuf,
    /// The folder of TOML files to make; one that is there already has to be empty
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    out: PathBuf,
    /// Read a column as a key that its name does not say: `people:Full name=name`
    #[arg(long = "map", value_name = "TABLE:COLUMN=KEY", value_parser = TableChoice::rename)]
    renames: Vec<TableChoice>,
    /// Give all rows a text for a key that has no column: `people:summary=Unknown.`
    #[arg(long = "set", value_name = "TABLE:KEY=TEXT", value_parser = TableChoice::set)]
    settings: Vec<TableChoice>,
    /// Write; without it, the import is only shown
    #[arg(long)]
    yes: bool,
}

#[derive(Debug, Args)]
struct Arguments {
    /// The file or folder to read
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    path: PathBuf,
    /// The folder of TOML files to make; one that is there already has to be empty
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    out: PathBuf,
}

pub(super) fn run(context: &CliContext, args: &ImportArgs) -> Result<u8> {
    match &args.form {
        Form::Csv(args) => tables(context, args),
        Form::Json(args) => {
            check_vacant(&args.out)?;
            write(&args.path, reading(|| data::load_json(&args.path))?, &args.out)
        }
        Form::Markdown(args) => {
            check_vacant(&args.out)?;
            write(&args.path, reading(|| data::load_vault(&args.path))?, &args.out)
        }
    }
}

/// Runs `read`, which may take a while.
fn reading<T>(read: impl FnOnce() -> T) -> T {
    let _busy = Busy::start("reading");
    read()
}

/// Writes what was read from `path` into the folder `out`, unless there are errors.
fn write(path: &Path, loaded: Loaded, out: &Path) -> Result<u8> {
    report(&loaded)?;
    let path = path.display().to_string();
    let (errors, warnings) = (output::count(loaded.errors(), "error"), output::count(loaded.warnings(), "warning"));
    let outcome = outcome(&loaded);
    let Some(atlas) = loaded.atlas else {
        output::complain(&anyhow::anyhow!("{path}: {errors}, {warnings}; nothing is written while there are errors"));
        return Ok(FAILED);
    };
    if atlas.strategies.is_empty() && atlas.people.is_empty() && atlas.levers.is_empty() {
        bail!("{path} holds no atlas: no strategies, no people, no levers");
    }
    let files = data::write(&atlas);
    if !init::create(out, &files)? {
        return Ok(INTERRUPTED);
    }
    let written = output::count(files.len(), "file");
    output::print_line(&format!("{}: {written} written ({errors}, {warnings} in what was read)", out.display()))?;
    Ok(outcome)
}

/// Returns the exit code for an import without errors: whether something was left out that may belong to the atlas.
fn outcome(loaded: &Loaded) -> u8 {
    if loaded.diagnostics.iter().any(|one| one.code == Code::LeftOut) { FINDINGS } else { DONE }
}

/// Shows how the columns of tables are read and, with `--yes`, writes the atlas in use with their changes.
fn tables(context: &CliContext, args: &TableArguments) -> Result<u8> {
    if args.yes {
        check_vacant(&args.out)?;
    }
    let graph = context.graph()?;
    let choices = CsvChoices { renames: &args.renames, settings: &args.settings };
    let mechanism = |from, to| graph.relation(from, to).map(|relation| relation.mechanism);
    let import = reading(|| data::import_csv(&graph.atlas, &args.folder, choices, &mechanism))?;
    output::print(|out| {
        import.mappings.iter().try_for_each(|mapping| show(out, mapping))?;
        let (changed, added) = (output::count(import.changed, "record"), output::count(import.added, "record"));
        writeln!(out, "{changed} of the atlas changed, {added} added; what has no row stays as it is")?;
        Ok(())
    })?;
    if args.yes {
        return write(&args.folder, import.loaded, &args.out);
    }
    report(&import.loaded)?;
    let (errors, warnings) = (import.loaded.errors(), import.loaded.warnings());
    let why = if errors > 0 { "while there are errors" } else { "without --yes" };
    output::print_line(&format!("{}; nothing is written {why}", output::errors_and_warnings(errors, warnings)))?;
    Ok(if errors > 0 { FAILED } else { outcome(&import.loaded) })
}

/// Prints the key that each column is read as.
fn show(out: &mut impl Write, mapping: &Mapping) -> io::Result<()> {
    writeln!(out, "{}: {}", mapping.file, output::count(mapping.rows, "row"))?;
    let width = mapping.columns.iter().map(|(column, _)| text::width(column)).max().unwrap_or(0);
    for (column, key) in &mapping.columns {
        let pad = width - text::width(column);
        writeln!(out, "  {column}{:pad$}  {}", "", key.as_deref().unwrap_or("(left out)"))?;
    }
    writeln!(out)
}

/// Prints diagnostics to standard error: all of what was left out, then the first errors and warnings.
fn report(loaded: &Loaded) -> Result<()> {
    let mut err = io::stderr().lock();
    let (left_out, rest): (Vec<&Diagnostic>, Vec<&Diagnostic>) = loaded
        .diagnostics
        .iter()
        .partition(|diagnostic| matches!(diagnostic.code, Code::NotUnderstood | Code::LeftOut));
    print_all(&mut err, left_out)?;
    for severity in [Severity::Error, Severity::Warning] {
        let mut diagnostics = rest.iter().copied().filter(|diagnostic| diagnostic.severity == severity);
        print_all(&mut err, diagnostics.by_ref().take(MAX_SHOWN))?;
        let left = diagnostics.count();
        if left > 0 {
            writeln!(err, "… and {}\n", output::count(left, &format!("more {}", severity.as_str())))?;
        }
    }
    Ok(())
}

fn print_all<'a>(err: &mut impl Write, diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> io::Result<()> {
    for diagnostic in diagnostics {
        diagnostic.write(err)?;
        writeln!(err)?;
    }
    Ok(())
}
