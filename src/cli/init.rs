//! `stratlas init`: starts the user's own atlas.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueHint};

use crate::data;
use crate::store::atomic::AtomicDir;

use super::{atlas, context::CliContext, exit::DONE, export::write_folder, output};

/// Arguments of `stratlas init`.
#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// The folder to create; an existing folder has to be empty
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    folder: PathBuf,
    /// Start from a small example that shows every field, not from the atlas in use
    #[arg(long)]
    empty: bool,
}

pub(super) fn run(context: &CliContext, args: &InitArgs) -> Result<u8> {
    let files = match context.atlas_dir()? {
        _ if args.empty => data::example(),
        Some(dir) => data::write(&atlas::load_graph(Some(dir), None)?.0.atlas),
        None => data::embedded_texts()?,
    };
    let (folder, count) = (args.folder.display(), files.len());
    let code = write_folder(|| AtomicDir::create_new(&args.folder), "atlas", count, files)?;
    if code == DONE {
        output::print_line(&format!("{folder}: {} written", output::count(count, "file")))?;
        output::print_line(&format!(
            "`stratlas --atlas {folder}` explores the atlas, `stratlas check {folder}` checks it for errors."
        ))?;
    }
    Ok(code)
}
