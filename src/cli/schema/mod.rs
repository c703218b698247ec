//! `stratlas schema`: what the TOML of an atlas may hold, from the same tables that the reader reads by: as a JSON
//! Schema for editors, and as a reference for people. The configuration has such a schema too.

mod json;
pub(super) mod reference;
pub(super) mod settings;

use std::io::{self, Write};

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::{DONE, output};

/// Arguments of `stratlas schema`.
#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// The form it is printed in
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// A JSON Schema (draft 2020-12) of one file, for editors
    #[default]
    Json,
    /// Every table and field, for people
    Markdown,
}

pub(super) fn run(args: &SchemaArgs) -> Result<u8> {
    let mut out = output::stdout();
    match args.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &json::schema()).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        Format::Markdown => write!(out, "{}", reference::markdown())?,
    }
    out.flush()?;
    Ok(DONE)
}
