//! Diagnosing TOML: values are read with their places, everything that is wrong with a text becomes a finding with
//! file, line, column and excerpt, and all of it is told in one run. Atlases, configurations and key maps share this.
//!
//! The build script includes this module too; it therefore depends on nothing but `text`.

mod finding;
mod mend;
mod read;
mod render;
mod source;
mod value;

pub use finding::{Code, Excerpt, Finding, Severity};

pub(crate) use finding::{Fault, findings};
pub(crate) use mend::Broken;
pub(crate) use read::{Field, FromTable, FromToml, Kind, Reader, field, string, table};
pub(crate) use source::{FileFault, Source, Span, decode};
pub(crate) use value::{Closed, Number, Text, Word, brief, one_of, whole};
