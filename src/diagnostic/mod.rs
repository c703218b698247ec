//! Diagnostics of TOML files: values are read with their positions, and everything that is wrong with a file becomes a
//! diagnostic with file, line, column and excerpt, all in one run. The readers of atlases, configurations and key maps
//! share this code.
//!
//! The modules in order of dependence: codes, sources and spans, pending diagnostics, schemas, the reader, and the
//! types of values. The build script compiles this module as well; for this reason it depends only on `text`.

mod code;
mod merge;
mod number;
mod pending;
mod reader;
mod recover;
mod render;
mod report;
mod schema;
mod source;
mod spanned_enum;
mod text_value;
mod toml_scan;
mod toml_table;
mod wording;

pub use code::{Code, Severity};
pub use report::{Diagnostic, Excerpt};

pub(crate) use merge::{id_of, merge_table, merge_value, rebase};
pub(crate) use number::{Number, read_integer};
pub(crate) use pending::{MissingRecord, PendingDiagnostic};
pub(crate) use reader::{FromTable, FromToml, Reader, field, table};
pub(crate) use recover::SyntaxRecovery;
pub(crate) use report::{into_diagnostics, into_diagnostics_with_help};
pub(crate) use schema::{FieldSchema, ID, TableSchema, ValueType};
pub(crate) use source::{FileProblem, SourceFile, SourceMap, Span};
pub(crate) use spanned_enum::{ClosedEnum, SpannedEnum};
pub(crate) use text_value::{Prose, Text, TextKind};
pub(crate) use toml_table::{TomlArray, TomlTable, TomlValue};
pub(crate) use wording::{one_of, quoted_list, truncate};
