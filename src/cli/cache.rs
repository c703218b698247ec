//! `stratlas cache`: the compiled editions of large atlases.

use std::io::Write;

use anyhow::{Context, Result};
use clap::Args;

use crate::store::{AtlasCache, CachedFile};
use crate::text::sanitize;

use super::output::{self, ReportFormat};
use super::{context::CliContext, exit::DONE};

/// Unit of printed sizes, in bytes.
const MIB: u64 = 1024 * 1024;

/// Arguments of `stratlas cache`.
#[derive(Debug, Args)]
pub(super) struct CacheArgs {
    /// Remove all files; the next start reads the atlas itself
    #[arg(long)]
    clear: bool,
    /// The format; JSON is an array of objects with `path`, `bytes` and `atlas`
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
}

pub(super) fn run(context: &CliContext, args: &CacheArgs) -> Result<u8> {
    let folders = context.folders.as_ref().context("a cache needs a home folder, and there is none")?;
    let cache = AtlasCache::new(&folders.cache);
    let files = if args.clear { cache.clear()? } else { cache.files()? };
    args.format.print(&files, |out| {
        for CachedFile { path, bytes, atlas } in &files {
            let atlas = atlas.as_deref().map_or("not whole".into(), sanitize);
            writeln!(out, "{:>5} MiB  {atlas}  {}", bytes.div_ceil(MIB), sanitize(&path.to_string_lossy()))?;
        }
        let count = output::count(files.len(), "file");
        writeln!(out, "{count} {}", if args.clear { "removed" } else { "in the cache" })?;
        Ok(())
    })?;
    Ok(DONE)
}
