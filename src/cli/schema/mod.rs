//! `stratlas schema`: the schema of an atlas, generated from the tables that the reader uses, as a JSON Schema for
//! editors or as a reference for people. There is also a schema of the configuration.

mod json;
pub(super) mod reference;
pub(super) mod settings;

use std::io::Write;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::{exit::DONE, output};

/// Arguments of `stratlas schema`.
#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// The form of the schema
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
    output::print(|out| match args.format {
        Format::Json => output::json(out, &json::schema()),
        Format::Markdown => Ok(write!(out, "{}", reference::markdown())?),
    })?;
    Ok(DONE)
}
