//! Diagnosing TOML: values are read with their places, everything that is wrong with a text becomes a finding with
//! file, line, column and excerpt, and all of it is told in one run. Atlases, configurations and key maps share this.
//!
//! The build script includes this module too; it therefore depends on nothing but `text`.

mod code;
mod finding;
mod layers;
mod mend;
mod number;
mod prose;
mod read;
mod render;
mod source;
mod word;

pub use code::{Code, Severity};
pub use finding::{Excerpt, Finding};

pub(crate) use finding::{Fault, findings};
pub(crate) use layers::{ID, Layers, id_of};
pub(crate) use mend::Broken;
pub(crate) use number::{Number, whole};
pub(crate) use prose::{Text, brief};
pub(crate) use read::{Field, Form, FromTable, FromToml, Kind, Reader, field, string, table};
pub(crate) use source::{FileFault, Source, Span, decode};
pub(crate) use word::{Closed, Word, one_of};
