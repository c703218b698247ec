//! The embedded atlas: `data/` as the build script compiled it.

use super::load::{Loaded, Origins};
use crate::diagnose::Finding;
use crate::model::Atlas;

static ATLAS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/atlas.postcard"));
static REPORT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/report.postcard"));

/// The embedded atlas cannot be read: the program was not built right.
#[derive(Debug, thiserror::Error)]
#[error("the embedded atlas cannot be read")]
pub struct EmbeddedError(#[from] postcard::Error);

/// The atlas that comes with the program.
///
/// # Errors
/// If the program was not built right.
pub fn embedded() -> Result<Atlas, EmbeddedError> {
    Ok(postcard::from_bytes(ATLAS)?)
}

/// The atlas that comes with the program, what was found wrong with it when the program was built, and where in
/// `data/` its records are written.
///
/// # Errors
/// If the program was not built right.
pub fn embedded_report() -> Result<Loaded, EmbeddedError> {
    let (findings, origins): (Vec<Finding>, Origins) = postcard::from_bytes(REPORT)?;
    Ok(Loaded { atlas: Some(embedded()?), findings, origins })
}
