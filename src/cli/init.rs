//! `stratlas init`: an atlas of one's own, to start from.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Args, ValueHint};

use crate::data::{self, TextFile};
use crate::runtime::Interrupt;
use crate::store::atomic::AtomicDir;
use crate::text;

use super::{DONE, INTERRUPTED, output};

/// Arguments of `stratlas init`.
#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// The folder to make; one that is there already has to be empty
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    folder: PathBuf,
    /// Start from a small example that shows every field, not from the atlas that comes with the program
    #[arg(long)]
    empty: bool,
}

pub(super) fn run(args: &InitArgs) -> Result<u8> {
    let files = if args.empty { data::example() } else { data::embedded_texts()? };
    if !is_made(&args.folder, &files)? {
        return Ok(INTERRUPTED);
    }
    let mut out = output::stdout();
    let folder = args.folder.display().to_string();
    let folder = text::safe(&folder);
    writeln!(out, "{folder}: {} written", output::count(files.len(), "file"))?;
    writeln!(out, "`stratlas --atlas {folder}` explores it, `stratlas check {folder}` finds what is wrong with it.")?;
    out.flush()?;
    Ok(DONE)
}

/// Makes a folder of `files`, all of it or, where someone wants the program to stop, nothing. Returns whether it is there.
///
/// # Errors
/// If something is in its place, or it cannot be written.
pub(super) fn is_made(folder: &Path, files: &[TextFile]) -> Result<bool> {
    let interrupt = Interrupt::listen().context("cannot listen for signals")?;
    let mut folder = AtomicDir::create_new(folder)?;
    for file in files {
        if interrupt.is_wanted() {
            return Ok(false);
        }
        folder.add(&file.path, file.text.as_bytes())?;
    }
    folder.finish()?;
    Ok(true)
}
