//! Diagnosing TOML: values are read with their places, everything that is wrong with a text becomes a diagnostic with
//! file, line, column and excerpt, and all of it is told in one run. Atlases, configurations and key maps share this.
//!
//! The build script includes this module too; it therefore depends on nothing but `text`.

mod code;
mod layers;
mod number;
mod read;
mod recover;
mod render;
mod report;
mod source;
mod spanned_enum;
mod text_value;

pub use code::{Code, Severity};
pub use report::{Diagnostic, Excerpt};

pub(crate) use layers::{ID, Layers, id_of};
pub(crate) use number::{Number, read_integer};
pub(crate) use read::{FieldSchema, FromTable, FromToml, Reader, TableSchema, ValueType, field, read_string, table};
pub(crate) use recover::SyntaxRecovery;
pub(crate) use report::{PendingDiagnostic, into_diagnostics};
pub(crate) use source::{FileFault, SourceFile, Span, decode};
pub(crate) use spanned_enum::{ClosedEnum, SpannedEnum, one_of};
pub(crate) use text_value::{Text, truncate};
