//! `stratlas init`: an atlas of one's own, to start from.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueHint};

use crate::data;
use crate::store;
use crate::text;

use super::{DONE, output};

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
    store::fresh_folder(&args.folder, files.iter().map(|file| (file.path.as_str(), file.text.as_str())))?;
    let mut out = output::stdout();
    let folder = args.folder.display().to_string();
    let folder = text::safe(&folder);
    writeln!(out, "{folder}: {} written", output::count(files.len(), "file"))?;
    writeln!(out, "`stratlas --atlas {folder}` explores it, `stratlas check {folder}` finds what is wrong with it.")?;
    out.flush()?;
    Ok(DONE)
}
