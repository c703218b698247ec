//! `stratlas show`.

use anyhow::Result;
use clap::Args;

use super::{AtlasArgs, FAILED};

/// Arguments of `stratlas show`.
#[derive(Debug, Args)]
pub(super) struct ShowArgs {}

pub(super) fn run(_atlas: &AtlasArgs, _args: &ShowArgs) -> Result<u8> {
    Ok(FAILED)
}
