//! Parser of the configuration. It reports all errors at once.

use std::path::Path;

use crate::diagnostic::{
    Code, Diagnostic, FromTable, PendingDiagnostic, Reader, Severity, SourceFile, SourceMap, Span, SyntaxRecovery,
    TomlTable, into_diagnostics, one_of, truncate,
};
use crate::store::atomic::{Access, AtomicFile, StoreError, read_optional};

use super::Config;
use super::settings::{Options, SETTINGS};
use super::show::initial;

/// Result of parsing a configuration.
#[derive(Clone, Debug, Default)]
pub struct LoadedConfig {
    /// Configuration; `None` if there are errors.
    pub config: Option<Config>,
    /// Errors and warnings in the order of the lines.
    pub diagnostics: Vec<Diagnostic>,
}

impl LoadedConfig {
    /// Returns the number of errors in the configuration.
    pub fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
    }

    /// Returns the number of warnings about the configuration.
    pub fn warnings(&self) -> usize {
        self.diagnostics.len() - self.errors()
    }
}

/// Loads the configuration at `path`; `None` if the file does not exist. `themes` are the names of the available
/// themes.
///
/// # Errors
/// If the file cannot be read. All other problems are diagnostics.
pub fn load(path: &Path, themes: &[&str]) -> Result<Option<LoadedConfig>, StoreError> {
    let Some(bytes) = read_optional(path)? else { return Ok(None) };
    let folder = path.parent().unwrap_or_else(|| Path::new(""));
    let source = SourceFile::decode(path.to_string_lossy().into_owned(), bytes);
    Ok(Some(read_source(source, folder, themes)))
}

/// Writes the default configuration to `path`; an existing file is replaced only with `force`. Returns whether the file
/// was written.
///
/// # Errors
/// If the file cannot be written.
pub fn init(path: &Path, themes: &[&str], force: bool) -> Result<bool, StoreError> {
    let text = initial(themes);
    let file = AtomicFile::new(path, Access::Shared);
    if force { file.replace(text.as_bytes()).map(|()| true) } else { file.create_new(text.as_bytes()) }
}

/// Parses `text`, the content of the configuration file `name` in `folder`. `themes` are the names of the available
/// themes.
pub fn read(name: &str, text: String, folder: &Path, themes: &[&str]) -> LoadedConfig {
    read_source(SourceFile::new(name.to_owned(), text), folder, themes)
}

fn read_source(source: SourceFile, folder: &Path, themes: &[&str]) -> LoadedConfig {
    let sources = SourceMap::new(vec![source]);
    let mut reader = Reader::new(0);
    reader.diagnostics = PendingDiagnostic::unreadable_files(&sources);
    let mut config = Config::default();
    for source in sources.files().iter().filter(|source| source.problem.is_none()) {
        match TomlTable::parse(&source.text) {
            Ok(table) => config = take(table, folder, themes, &mut reader),
            Err(first) => {
                let recovery = SyntaxRecovery::new(source, &first);
                if let Some(text) = &recovery.readable {
                    take(TomlTable::parse_recoverable(text), folder, themes, &mut reader);
                }
                reader.diagnostics.extend(recovery.diagnostics(0));
            }
        }
    }
    let is_sound = reader.diagnostics.iter().all(|diagnostic| diagnostic.code.severity() == Severity::Warning);
    LoadedConfig { config: is_sound.then_some(config), diagnostics: into_diagnostics(reader.diagnostics, &sources) }
}

fn take(mut table: TomlTable<'_>, folder: &Path, themes: &[&str], reader: &mut Reader) -> Config {
    let mut options = Options::take(&mut table, Span::at(0), reader);
    reader.unknown_keys(table, &[Options::FIELDS]);
    if let Some(theme) = &options.theme
        && !themes.contains(&theme.value.as_ref())
        && theme.span != Span::DUMMY
    {
        let message = format!("there is no theme `{}`: expected {}", truncate(&theme.value), one_of(themes));
        let diagnostic = PendingDiagnostic::new(Code::BadValue, theme.span, message);
        reader.report(diagnostic.did_you_mean(&theme.value, themes.iter().copied()));
    }
    let mut config = Config::default();
    for setting in SETTINGS {
        if (setting.read)(&mut options, &mut config, folder) {
            config.written.push(setting.key);
        }
    }
    config
}
