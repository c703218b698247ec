//! `stratlas check`.

use anyhow::Result;
use clap::Args;

use super::{AtlasArgs, FAILED};

/// Arguments of `stratlas check`.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {}

pub(super) fn run(_atlas: &AtlasArgs, _args: &CheckArgs) -> Result<u8> {
    Ok(FAILED)
}
