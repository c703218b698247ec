//! `stratlas new`: adds a template of a record to the file that contains other records of the same kind.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::data::{self, FileChange, Loaded, TextFile};
use crate::model::Kind;
use crate::store::atomic::{Access, AtomicFile};

use super::{atlas, config_args, context::CliContext, exit::DONE, output};

/// Arguments of `stratlas new`.
#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// The kind of the record; a strategy gets a file of its own
    #[arg(value_name = "WHAT", value_parser = kind_parser())]
    kind: Kind,
    /// The id of the record: letters, digits and hyphens
    #[arg(value_name = "ID")]
    id: String,
    /// Add the record to your overlay, even if the atlas in use is a folder
    #[arg(long)]
    overlay: bool,
}

/// Returns the parser of the kinds for which there are templates, that is, all except mechanisms.
fn kind_parser() -> impl TypedValueParser<Value = Kind> {
    let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Mechanism).map(Kind::singular);
    PossibleValuesParser::new(kinds).try_map(|word| Kind::parse(&word).ok_or("there is no such kind"))
}

/// Where a record is added: the atlas in a folder, or an overlay.
struct Destination {
    folder: Option<PathBuf>,
    overlay: Option<PathBuf>,
}

impl Destination {
    fn new(context: &CliContext, args: &NewArgs) -> Result<Self> {
        let folder = context.atlas_dir()?.map(Path::to_owned);
        if folder.is_some() && !args.overlay {
            return Ok(Self { folder, overlay: None });
        }
        if context.args.atlas.no_overlay {
            bail!(
                "the atlas that comes with the program cannot be changed; `stratlas init DIR` writes a copy for --atlas DIR"
            );
        }
        let overlay = context
            .overlay_folder()
            .context("an overlay needs a home folder, and there is none; --atlas DIR names an atlas in a folder")?;
        Ok(Self { folder, overlay: Some(overlay) })
    }

    /// Returns the folder to which the record is written.
    fn root(&self) -> &Path {
        self.overlay.as_deref().or(self.folder.as_deref()).unwrap_or(Path::new("."))
    }

    fn load(&self) -> Result<Loaded> {
        atlas::load(self.folder.as_deref(), self.overlay.as_deref().filter(|overlay| overlay.is_dir()))
    }

    /// Returns the file for a record of `kind`: the file with other records of this kind, or else the file `usual`.
    fn file(&self, loaded: &Loaded, kind: Kind, usual: &str) -> String {
        if kind == Kind::Strategy || self.root().join(usual).exists() {
            return usual.to_owned();
        }
        let parent = |path: &str| path.rsplit_once('/').map(|(parent, _)| parent.to_owned());
        match self.last(loaded, kind) {
            // People are in one file per letter; there is none yet for the letter of this person, so it is created.
            Some(file) if kind == Kind::Person && parent(&file) == parent(usual) => usual.to_owned(),
            Some(file) => file,
            None => usual.to_owned(),
        }
    }

    /// Returns the file that contains the last record of `kind`, relative to the folder; `None` if there is no such
    /// record.
    fn last(&self, loaded: &Loaded, kind: Kind) -> Option<String> {
        match &self.overlay {
            Some(overlay) => {
                let entries = loaded.origins.overlay().iter().rev();
                let last = entries.into_iter().find(|entry| entry.kind == kind.singular())?;
                let below = Path::new(&last.file).strip_prefix(overlay).ok()?;
                Some(below.iter().filter_map(|part| part.to_str()).collect::<Vec<_>>().join("/"))
            }
            None => {
                let origin = loaded.origins.of(kind.entities(loaded.atlas.as_ref()?).next_back()?)?;
                Some(origin.file.to_owned())
            }
        }
    }
}

pub(super) fn run(context: &CliContext, args: &NewArgs) -> Result<u8> {
    let target = Destination::new(context, args)?;
    let kind = args.kind;
    let loaded = target.load()?;
    let Some(atlas) = &loaded.atlas else {
        bail!("{} has errors; fix them first, `stratlas check` lists them", name(&target));
    };
    let TextFile { path: usual, text: template } = data::template(atlas, kind, &args.id)?;
    let file = target.file(&loaded, kind, &usual);
    let path = data::path_in(target.root(), &file);
    let before = match fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    if before.is_some() && kind == Kind::Strategy {
        bail!("{} exists already; nothing was written", path.display());
    }
    let (after, line) = appended(before.as_deref().unwrap_or_default(), &template);
    let change = FileChange { path: &file, text: &after };
    let checked = data::load_changed(target.folder.as_deref(), target.overlay.as_deref(), change)?;
    if let Some(error) = checked.diagnostics.iter().find(|diagnostic| diagnostic.is_error()) {
        bail!("{} would have an error: {}; nothing was written", path.display(), config_args::one_line(error));
    }
    let target = AtomicFile::new(&path, Access::Shared);
    if before.is_some() {
        target.replace(after.as_bytes())?;
    } else if !target.create_new(after.as_bytes())? {
        bail!("{} exists already; nothing was written", path.display());
    }
    let (path, what) = (path.display(), kind.singular());
    output::print_line(&format!("{path}:{line}: a template of the {what} `{}`; replace its texts", args.id))?;
    Ok(DONE)
}

fn name(target: &Destination) -> String {
    atlas::name(target.folder.as_deref(), target.overlay.as_deref())
}

/// Returns `before` with `template` appended, and the number of the line where the template starts.
fn appended(before: &str, template: &str) -> (String, usize) {
    let mut text = before.to_owned();
    if !text.is_empty() {
        text.push_str(if text.ends_with('\n') { "\n" } else { "\n\n" });
    }
    let line = text.lines().count() + 1;
    text.push_str(template);
    (text, line)
}
