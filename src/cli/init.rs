//! `stratlas init`: starts an atlas of one's own.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Args, ValueHint};

use crate::data::{self, TextFile};
use crate::runtime::Interrupt;
use crate::store::atomic::AtomicDir;

use super::context::CliContext;
use super::exit::{DONE, INTERRUPTED};
use super::{atlas, output};

/// Arguments of `stratlas init`.
#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// The folder to make; one that is there already has to be empty
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    folder: PathBuf,
    /// Start from a small example that shows every field, not from the atlas of `--atlas` or that comes with the program
    #[arg(long)]
    empty: bool,
}

pub(super) fn run(context: &CliContext, args: &InitArgs) -> Result<u8> {
    let files = match &context.args.atlas.dir {
        _ if args.empty => data::example(),
        Some(dir) => data::write(&atlas::load_sound(Some(dir), None)?.0),
        None => data::embedded_texts()?,
    };
    if !create(&args.folder, &files)? {
        return Ok(INTERRUPTED);
    }
    let folder = args.folder.display();
    output::print_line(&format!("{folder}: {} written", output::count(files.len(), "file")))?;
    let hint = format!("`stratlas --atlas {folder}` explores it, `stratlas check {folder}` finds errors in it.");
    output::print_line(&hint)?;
    Ok(DONE)
}

/// Creates a folder with `files`, whole or not at all. Returns false if a signal has stopped it.
///
/// # Errors
/// If something is in its place, or it cannot be written.
pub(super) fn create(folder: &Path, files: &[TextFile]) -> Result<bool> {
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
