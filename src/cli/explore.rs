//! `stratlas [PLACE]`: the explorer.

use anyhow::Result;

use super::{AtlasArgs, FAILED};

pub(super) fn run(_atlas: &AtlasArgs, _place: Option<&str>) -> Result<u8> {
    Ok(FAILED)
}
