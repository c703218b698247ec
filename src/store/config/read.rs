//! Reading a configuration: everything that is wrong with it is found in one run.

use std::path::Path;

use toml::de::DeTable;

use crate::diagnostic::{
    Broken, Code, Fault, Finding, FromTable, Layers, Reader, Severity, Source, Span, Text, brief, decode, findings,
    one_of,
};
use crate::store::atomic::{Access, AtomicFile, StoreError, read_optional};

use super::options::Options;
use super::show::initial;
use super::{Behaviour, Config, Widths, resolve};

/// What came of reading a configuration.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The configuration, unless there are errors.
    pub config: Option<Config>,
    /// Everything there is to say of it, in order of lines.
    pub findings: Vec<Finding>,
}

impl Loaded {
    /// The number of errors.
    pub fn errors(&self) -> usize {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
    }

    /// The number of warnings.
    pub fn warnings(&self) -> usize {
        self.findings.len() - self.errors()
    }
}

/// Loads the configuration at `path`; `None` if there is no such file. The themes that it can name are `themes`.
///
/// # Errors
/// If the file cannot be read. Everything else is a finding.
pub fn load(path: &Path, themes: &[&str]) -> Result<Option<Loaded>, StoreError> {
    let Some(bytes) = read_optional(path)? else { return Ok(None) };
    let folder = path.parent().unwrap_or_else(|| Path::new(""));
    let name = path.to_string_lossy().into_owned();
    let (text, fault) = decode(bytes);
    Ok(Some(match fault {
        None => read(&name, text, folder, themes),
        Some((code, at, message)) => {
            let fault = Fault::new(code, Span::new(0, &(at..at)), message);
            Loaded { config: None, findings: findings(vec![fault], &[Source::new(name, text)]) }
        }
    }))
}

/// Writes the configuration to start from to `path`; with `force` also in place of what is there. Returns whether it was
/// written.
///
/// # Errors
/// If the file cannot be written.
pub fn init(path: &Path, themes: &[&str], force: bool) -> Result<bool, StoreError> {
    let text = initial(themes);
    let file = AtomicFile::new(path, Access::Shared);
    if force { file.replace(text.as_bytes()).map(|()| true) } else { file.create_new(text.as_bytes()) }
}

/// Reads the configuration `text`, called `name`, which stands in `folder`.
pub fn read(name: &str, text: String, folder: &Path, themes: &[&str]) -> Loaded {
    let source = Source::new(name.to_owned(), text);
    let mut reader = Reader { file: 0, faults: Vec::new() };
    let config = match DeTable::parse(&source.text) {
        Ok(table) => take(table.into_inner(), folder, themes, &mut reader),
        Err(first) => {
            let broken = Broken::new(&source, &first);
            if let Some(mended) = &broken.mended {
                take(DeTable::parse_recoverable(mended).0.into_inner(), folder, themes, &mut reader);
            }
            reader.faults.extend(broken.faults(0));
            Config::default()
        }
    };
    let sound = reader.faults.iter().all(|fault| fault.code.severity() == Severity::Warning);
    Loaded { config: sound.then_some(config), findings: findings(reader.faults, &[source]) }
}

fn take(table: DeTable<'_>, folder: &Path, themes: &[&str], reader: &mut Reader) -> Config {
    let mut layers = Layers::from(table);
    let options = Options::take(&mut layers, Span::file(0), reader);
    layers.unknown_keys(&[Options::FIELDS], reader);
    if let Some(theme) = &options.theme
        && !themes.contains(&theme.value.as_ref())
        && theme.span != Span::NOWHERE
    {
        let message = format!("there is no theme `{}`: expected {}", brief(&theme.value), one_of(themes));
        let fault = Fault::new(Code::BadValue, theme.span, message);
        reader.fault(fault.did_you_mean(&theme.value, themes.iter().copied()));
    }
    settle(options, folder)
}

/// What holds once `options` are set.
fn settle(options: Options<'_>, folder: &Path) -> Config {
    let default = Config::default();
    let written = written(&options);
    let behaviour = Behaviour {
        mouse: options.mouse.unwrap_or(default.behaviour.mouse),
        motion: options.motion.unwrap_or(default.behaviour.motion),
        resume: options.resume.unwrap_or(default.behaviour.resume),
    };
    let layout = options.layout.unwrap_or_default();
    let keys = options.keys.unwrap_or_default();
    let words =
        |words: Option<Vec<Text<'_>>>| words.into_iter().flatten().map(|word| word.value.into_owned()).collect();
    Config {
        theme: options.theme.map_or(default.theme, |theme| theme.value.into_owned()),
        icons: options.icons.map_or(default.icons, |icons| icons.value),
        behaviour,
        atlas: options.atlas.map(|path| resolve(&path.value, folder)),
        browser: words(options.browser),
        editor: words(options.editor),
        reviewer: options.reviewer.map(|name| name.value.into_owned()),
        layout: Widths { index: layout.index.map(|index| index.value), sides: layout.sides.map(|sides| sides.value) },
        preset: keys.preset,
        keymap: keys.map,
        written,
    }
}

/// The settings that `options` set.
fn written(options: &Options<'_>) -> Vec<&'static str> {
    let layout = options.layout.as_ref();
    let keys = options.keys.as_ref();
    [
        ("theme", options.theme.is_some()),
        ("icons", options.icons.is_some()),
        ("mouse", options.mouse.is_some()),
        ("motion", options.motion.is_some()),
        ("atlas", options.atlas.is_some()),
        ("browser", options.browser.is_some()),
        ("editor", options.editor.is_some()),
        ("resume", options.resume.is_some()),
        ("layout.index", layout.is_some_and(|layout| layout.index.is_some())),
        ("layout.sides", layout.is_some_and(|layout| layout.sides.is_some())),
        ("reviewer", options.reviewer.is_some()),
        ("keys.preset", keys.is_some_and(|keys| keys.preset_written)),
    ]
    .into_iter()
    .filter_map(|(key, written)| written.then_some(key))
    .collect()
}
