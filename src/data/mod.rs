//! Converts TOML files to an atlas and back. A folder of `*.toml` files is loaded at run time; the atlas in `data/` is
//! compiled and embedded when the program is built.

mod compiled;
mod embedded;
mod example;
mod import;
mod load;
pub(crate) mod schema;
mod template;
mod with_overlay;
mod write;

pub use compiled::{CompiledError, Section, compile, decode, decode_index, decode_origins, decode_without_people};
pub use embedded::{EmbeddedError, embedded, embedded_index, embedded_report, embedded_texts};
pub use example::example;
pub use import::{
    CsvChoices, CsvImport, ImportError, Mapping, MechanismsOf, TableChoice, import_csv, import_csv_texts, load_json,
    load_json_text, load_vault, load_vault_texts,
};
pub(crate) use import::{JSON_FORMAT, JSON_VERSION};
pub(crate) use load::{ANY_FILE, STRATEGY_FILE, marks_of_a_strategy};
pub use load::{FolderError, Loaded, Origin, Origins, load_folder, load_texts, path_in};
pub use template::{TemplateError, template};
pub use with_overlay::{FileChange, LoadError, load_changed, load_with_overlay};
pub use write::{TextFile, write};

/// Returns the atlas written in `toml`, for tests of other modules.
///
/// # Panics
/// If there are diagnostics, with all of them.
#[cfg(test)]
pub(crate) fn fixture(toml: &str) -> crate::model::Atlas {
    let loaded = load_texts([("fixture.toml", toml)]);
    let mut report = Vec::new();
    for diagnostic in &loaded.diagnostics {
        diagnostic.write(&mut report).expect("a vector takes everything");
    }
    loaded.atlas.unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&report)))
}

#[cfg(test)]
mod tests;
