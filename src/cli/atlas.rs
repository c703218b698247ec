//! Getting at the atlas that the arguments ask for.

use std::io::{self, Write};

use anyhow::{Context, Result, bail};

use crate::data;
use crate::diagnose::Severity;
use crate::graph::Graph;
use crate::model::Atlas;

use super::AtlasArgs;

/// How many errors of an atlas are shown before it is refused.
const SHOWN: usize = 5;

/// The graph of the atlas asked for.
///
/// # Errors
/// If the atlas cannot be read or has faults. The first faults are on standard error by then.
pub(super) fn graph(args: &AtlasArgs) -> Result<Graph> {
    Ok(Graph::new(atlas(args)?))
}

fn atlas(args: &AtlasArgs) -> Result<Atlas> {
    let Some(folder) = &args.dir else { return Ok(data::embedded()?) };
    let loaded = data::load_folder(folder)?;
    let errors = loaded.errors();
    if let Some(atlas) = loaded.atlas {
        return Ok(atlas);
    }
    let mut err = io::stderr().lock();
    for finding in loaded.findings.iter().filter(|finding| finding.severity == Severity::Error).take(SHOWN) {
        finding.write(&mut err).context("cannot write to standard error")?;
        writeln!(err)?;
    }
    let folder = folder.display();
    bail!("the atlas in {folder} has {errors} error{}; `stratlas check` shows all", if errors == 1 { "" } else { "s" })
}
