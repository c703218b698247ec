//! The atlas embedded in the program: the files in `data/`, as the build script has compiled them.

use std::io;

use miniz_oxide::inflate::{DecompressError, decompress_to_vec_with_limit};
use serde::de::DeserializeOwned;

use super::compiled::{self, CompiledError, Section};
use super::load::Loaded;
use super::write::TextFile;
use crate::diagnostic::Diagnostic;
use crate::model::Atlas;

/// Sections of the compiled atlas, as a sequence of byte strings.
static ATLAS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/atlas.postcard"));
static REPORT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/report.postcard"));
static TEXTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/texts.packed"));

/// Maximum size of the TOML files after unpacking, in bytes.
const MAX_UNPACKED: usize = 64 * 1024 * 1024;

/// Reason why the embedded atlas cannot be read, which is always an error of the build.
#[derive(Debug, thiserror::Error)]
#[error("the embedded atlas cannot be read")]
pub enum EmbeddedError {
    /// The data was not written by the build script.
    Decode(#[from] postcard::Error),
    /// The atlas was not written by the build script.
    Atlas(#[from] CompiledError),
    /// The TOML cannot be unpacked.
    Unpack(#[from] DecompressError),
}

/// Returns the embedded atlas.
///
/// # Errors
/// If the embedded data is corrupt.
pub fn embedded() -> Result<Atlas, EmbeddedError> {
    let sections = sections()?;
    Ok(compiled::decode(sections.len(), |at| section(&sections, at))?)
}

/// Returns the index of the people of the embedded atlas; `T` is the type that the build script has encoded.
///
/// # Errors
/// If the embedded data is corrupt.
pub fn embedded_index<T: DeserializeOwned>() -> Result<T, EmbeddedError> {
    let sections = sections()?;
    Ok(compiled::decode_index(|at| section(&sections, at))?)
}

/// Returns the embedded atlas with its diagnostics, and the file and line in `data/` of each of its records.
///
/// # Errors
/// If the embedded data is corrupt.
pub fn embedded_report() -> Result<Loaded, EmbeddedError> {
    let diagnostics: Vec<Diagnostic> = postcard::from_bytes(REPORT)?;
    let sections = sections()?;
    let origins = compiled::decode_origins(|at| section(&sections, at))?;
    Ok(Loaded { atlas: Some(embedded()?), diagnostics, origins })
}

fn sections() -> Result<Vec<&'static [u8]>, EmbeddedError> {
    Ok(postcard::from_bytes(ATLAS)?)
}

fn section(sections: &[&'static [u8]], at: usize) -> io::Result<Section> {
    sections.get(at).map(|&bytes| Section::from(bytes)).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
}

/// Returns the TOML files of the embedded atlas.
///
/// # Errors
/// If the embedded data is corrupt.
pub fn embedded_texts() -> Result<Vec<TextFile>, EmbeddedError> {
    let texts = decompress_to_vec_with_limit(TEXTS, MAX_UNPACKED)?;
    let files: Vec<(String, String)> = postcard::from_bytes(&texts)?;
    Ok(files.into_iter().map(|(path, text)| TextFile { path, text }).collect())
}
