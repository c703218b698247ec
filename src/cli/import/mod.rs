//! `stratlas import`: turns an atlas in another form into a folder of TOML files.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{Args, Subcommand, ValueHint};

use crate::data::{self, Loaded, Mapping, Rename};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::store::atomic::check_vacant;
use crate::text;

use super::context::CliContext;
use super::exit::{DONE, FINDINGS, INTERRUPTED};
use super::progress::Progress;
use super::{init, output};

/// How many errors and how many warnings are shown.
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
    /// Add the people in tables to the atlas in use: `people.csv`, and where they are there `positions.csv`,
    /// `p_doom.csv`, `timelines.csv`, `sources.csv`, `affiliations.csv`; all six may change people who are in it
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
    #[arg(long = "map", value_name = "TABLE:COLUMN=KEY")]
    renames: Vec<Rename>,
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
    let _progress = Progress::in_seconds("reading");
    read()
}

/// Writes what was read from `path` into the folder `out`, unless there are errors.
fn write(path: &Path, loaded: Loaded, out: &Path) -> Result<u8> {
    report(&loaded)?;
    let path = path.display().to_string();
    let (errors, warnings) = (output::count(loaded.errors(), "error"), output::count(loaded.warnings(), "warning"));
    let Some(atlas) = loaded.atlas else {
        output::complain(&anyhow::anyhow!("{path}: {errors}, {warnings}; nothing is written while there are errors"));
        return Ok(FINDINGS);
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
    Ok(DONE)
}

/// Shows how tables are understood, and with `--yes` writes the atlas in use with their people.
fn tables(context: &CliContext, args: &TableArguments) -> Result<u8> {
    if args.yes {
        check_vacant(&args.out)?;
    }
    let graph = context.graph()?;
    let people = reading(|| data::load_people(&graph.atlas, &args.folder, &args.renames))?;
    output::print(|out| {
        people.mappings.iter().try_for_each(|mapping| show(out, mapping))?;
        match people.replaced {
            0 => {}
            1 => writeln!(out, "1 person is in the atlas already and is to be as the tables say")?,
            more => writeln!(out, "{more} people are in the atlas already and are to be as the tables say")?,
        }
        Ok(())
    })?;
    if args.yes {
        return write(&args.folder, people.loaded, &args.out);
    }
    report(&people.loaded)?;
    let (errors, warnings) = (people.loaded.errors(), people.loaded.warnings());
    let why = if errors > 0 { "while there are errors" } else { "without --yes" };
    output::print_line(&format!("{}; nothing is written {why}", output::errors_and_warnings(errors, warnings)))?;
    Ok(if errors > 0 { FINDINGS } else { DONE })
}

/// Which column is taken for what.
fn show(out: &mut impl Write, mapping: &Mapping) -> io::Result<()> {
    writeln!(out, "{}: {}", mapping.file, output::count(mapping.rows, "row"))?;
    let width = mapping.columns.iter().map(|(column, _)| text::width(column)).max().unwrap_or(0);
    for (column, key) in &mapping.columns {
        let pad = width - text::width(column);
        writeln!(out, "  {column}{:pad$}  {}", "", key.unwrap_or("(left out)"))?;
    }
    writeln!(out)
}

/// Reports diagnostics on standard error: all of what was not understood, for it is lost; then the first errors and
/// warnings.
fn report(loaded: &Loaded) -> Result<()> {
    let mut err = io::stderr().lock();
    let (lost, rest): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        loaded.diagnostics.iter().partition(|finding| finding.code == Code::NotUnderstood);
    tell(&mut err, lost)?;
    for severity in [Severity::Error, Severity::Warning] {
        let mut findings = rest.iter().copied().filter(|finding| finding.severity == severity);
        tell(&mut err, findings.by_ref().take(MAX_SHOWN))?;
        let left = findings.count();
        if left > 0 {
            writeln!(err, "… and {}\n", output::count(left, &format!("more {}", severity.as_str())))?;
        }
    }
    Ok(())
}

fn tell<'a>(err: &mut impl Write, findings: impl IntoIterator<Item = &'a Diagnostic>) -> io::Result<()> {
    for finding in findings {
        finding.write(err)?;
        writeln!(err)?;
    }
    Ok(())
}
