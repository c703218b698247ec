//! `stratlas import`: converts an atlas in another format to a folder of TOML files.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{Args, Subcommand, ValueHint};

use crate::data::{self, CsvChoices, Loaded, Mapping, TableChoice};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::graph;
use crate::store::atomic::{AtomicDir, check_vacant};
use crate::text;

use super::context::CliContext;
use super::exit::{DONE, FAILED, FINDINGS};
use super::export::write_folder;
use super::output;
use super::progress::Progress;

/// Maximum number of errors, and of warnings, that are printed.
const MAX_SHOWN: usize = 20;

/// Arguments of `stratlas import`.
#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    #[command(subcommand)]
    format: ImportFormat,
}

#[derive(Debug, Subcommand)]
enum ImportFormat {
    /// Read the JSON that `stratlas export json` writes
    Json(AtlasImportArgs),
    /// Read a vault of Markdown notes, as `stratlas export markdown` writes it
    Markdown(AtlasImportArgs),
    /// Merge the tables of a spreadsheet into the atlas in use: the tables that `stratlas export csv` writes, or your own.
    /// Rows change records and add new ones; records without a row stay as they are
    Csv(TableImportArgs),
}

#[derive(Debug, Args)]
struct TableImportArgs {
    /// The folder with the tables
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    folder: PathBuf,
    /// The folder of TOML files to create; an existing folder has to be empty
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    out: PathBuf,
    /// Read a column as this key: `people:Full name=name`
    #[arg(long = "map", value_name = "TABLE:COLUMN=KEY", value_parser = TableChoice::rename)]
    renames: Vec<TableChoice>,
    /// Set a key without a column to this text in all rows: `people:summary=Unknown.`
    #[arg(long = "set", value_name = "TABLE:KEY=TEXT", value_parser = TableChoice::set)]
    settings: Vec<TableChoice>,
    /// Write the atlas; without this option, the import is only previewed
    #[arg(long)]
    yes: bool,
}

#[derive(Debug, Args)]
struct AtlasImportArgs {
    /// The file or folder to read
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    path: PathBuf,
    /// The folder of TOML files to create; an existing folder has to be empty
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    out: PathBuf,
}

pub(super) fn run(context: &CliContext, args: &ImportArgs) -> Result<u8> {
    match &args.format {
        ImportFormat::Csv(args) => tables(context, args),
        ImportFormat::Json(args) => whole_atlas(args, |path| Ok(data::load_json(path)?)),
        ImportFormat::Markdown(args) => whole_atlas(args, |path| Ok(data::load_vault(path)?)),
    }
}

/// Imports the atlas that `load` reads from the path in `args`. Returns the exit code.
fn whole_atlas(args: &AtlasImportArgs, load: fn(&Path) -> Result<Loaded>) -> Result<u8> {
    check_vacant(&args.out)?;
    write(&args.path, reading(|| load(&args.path))?, &args.out)
}

/// Returns the result of `read`; displays the elapsed time while it runs.
fn reading<T>(read: impl FnOnce() -> T) -> T {
    let _progress = Progress::in_seconds("reading");
    read()
}

/// Writes the atlas that was read from `path` to the folder `out`; if there are errors, reports them instead. Returns
/// the exit code.
fn write(path: &Path, loaded: Loaded, out: &Path) -> Result<u8> {
    report(&loaded)?;
    let path = path.display();
    let (errors, warnings) = (output::count(loaded.errors(), "error"), output::count(loaded.warnings(), "warning"));
    let outcome = outcome(&loaded);
    let Some(atlas) = loaded.atlas else {
        output::warn(&format!("{path}: {errors}, {warnings}; nothing was written because of the errors"));
        return Ok(FAILED);
    };
    if atlas.strategies.is_empty() && atlas.people.is_empty() && atlas.levers.is_empty() {
        bail!("{path} is not an atlas: it has no strategies, no people and no levers");
    }
    let files = data::write(&atlas);
    let written = output::count(files.len(), "file");
    let code = write_folder(|| AtomicDir::create_new(out), "atlas", files.len(), files)?;
    if code != DONE {
        return Ok(code);
    }
    output::print_line(&format!("{}: {written} written ({errors}, {warnings} in {path})", out.display()))?;
    Ok(outcome)
}

/// Returns the exit code of an import without errors: `FINDINGS` if content was omitted that may belong to the atlas.
fn outcome(loaded: &Loaded) -> u8 {
    if loaded.diagnostics.iter().any(|one| one.code == Code::LeftOut) { FINDINGS } else { DONE }
}

/// Previews how the columns of the tables are read and, with `--yes`, writes the current atlas with the changes.
/// Returns the exit code.
fn tables(context: &CliContext, args: &TableImportArgs) -> Result<u8> {
    if args.yes {
        check_vacant(&args.out)?;
    }
    let graph = context.graph()?;
    let choices = CsvChoices { renames: &args.renames, defaults: &args.settings };
    let import = reading(|| data::import_csv(&graph.atlas, &args.folder, choices, &graph::mechanisms))?;
    output::print(|out| {
        import.mappings.iter().try_for_each(|mapping| preview(out, mapping))?;
        let (changed, added) = (output::count(import.changed, "record"), output::count(import.added, "record"));
        writeln!(out, "{changed} of the atlas changed, {added} added; records without a row stay as they are")?;
        Ok(())
    })?;
    if args.yes {
        return write(&args.folder, import.loaded, &args.out);
    }
    report(&import.loaded)?;
    let (errors, warnings) = (import.loaded.errors(), import.loaded.warnings());
    let why = if errors > 0 { "because of the errors" } else { "without --yes" };
    output::print_line(&format!("{}; nothing was written {why}", output::errors_and_warnings(errors, warnings)))?;
    Ok(if errors > 0 { FAILED } else { outcome(&import.loaded) })
}

/// Prints, for each column of the tables, the key as which it is read.
fn preview(out: &mut impl Write, mapping: &Mapping) -> io::Result<()> {
    writeln!(out, "{}: {}", mapping.file, output::count(mapping.rows, "row"))?;
    let width = mapping.columns.iter().map(|(column, _)| text::width(column)).max().unwrap_or(0);
    for (column, key) in &mapping.columns {
        let pad = width - text::width(column);
        writeln!(out, "  {column}{:pad$}  {}", "", key.as_deref().unwrap_or("(not read)"))?;
    }
    writeln!(out)
}

/// Prints to standard error all omitted content, then the first errors and warnings.
fn report(loaded: &Loaded) -> Result<()> {
    let mut err = io::stderr().lock();
    let (left_out, rest): (Vec<&Diagnostic>, Vec<&Diagnostic>) = loaded
        .diagnostics
        .iter()
        .partition(|diagnostic| matches!(diagnostic.code, Code::NotUnderstood | Code::LeftOut));
    output::diagnostics(&mut err, left_out)?;
    for severity in [Severity::Error, Severity::Warning] {
        let mut diagnostics = rest.iter().copied().filter(|diagnostic| diagnostic.severity == severity);
        output::diagnostics(&mut err, diagnostics.by_ref().take(MAX_SHOWN))?;
        let left = diagnostics.count();
        if left > 0 {
            writeln!(err, "… and {}\n", output::count(left, &format!("more {}", severity.as_str())))?;
        }
    }
    Ok(())
}
