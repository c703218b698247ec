//! `stratlas search`.

use anyhow::Result;
use clap::Args;

use super::{AtlasArgs, FAILED};

/// Arguments of `stratlas search`.
#[derive(Debug, Args)]
pub(super) struct SearchArgs {}

pub(super) fn run(_atlas: &AtlasArgs, _args: &SearchArgs) -> Result<u8> {
    Ok(FAILED)
}
