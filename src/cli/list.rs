//! `stratlas list`.

use anyhow::Result;
use clap::Args;

use super::{AtlasArgs, FAILED};

/// Arguments of `stratlas list`.
#[derive(Debug, Args)]
pub(super) struct ListArgs {}

pub(super) fn run(_atlas: &AtlasArgs, _args: &ListArgs) -> Result<u8> {
    Ok(FAILED)
}
