//! `stratlas new`: begins a record, in the file where others like it are.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};

use crate::data::{self, FileChange, Loaded, TextFile};
use crate::model::Kind;
use crate::store::atomic::{Access, AtomicFile};

use super::context::CliContext;
use super::exit::DONE;
use super::{atlas, config_args, output};

/// Arguments of `stratlas new`.
#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// What to begin
    #[arg(value_name = "WHAT", value_enum)]
    what: What,
    /// Its id: letters, digits and hyphens
    #[arg(value_name = "ID")]
    id: String,
    /// Put it into your overlay, although the atlas in use is a folder
    #[arg(long)]
    overlay: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// A strategy, in a file of its own
    Strategy,
    /// A person, with those of the same letter
    Person,
    /// A tag
    Tag,
    /// A lever
    Lever,
    /// A scenario
    Scenario,
    /// A portfolio
    Portfolio,
}

impl What {
    fn kind(self) -> Kind {
        match self {
            Self::Strategy => Kind::Strategy,
            Self::Person => Kind::Person,
            Self::Tag => Kind::Tag,
            Self::Lever => Kind::Lever,
            Self::Scenario => Kind::Scenario,
            Self::Portfolio => Kind::Portfolio,
        }
    }
}

/// Where the record goes: the atlas in a folder, or an overlay over an atlas.
struct Target {
    folder: Option<PathBuf>,
    overlay: Option<PathBuf>,
}

impl Target {
    fn new(context: &CliContext, args: &NewArgs) -> Result<Self> {
        let folder = context.atlas_dir()?.map(Path::to_owned);
        if folder.is_some() && !args.overlay {
            return Ok(Self { folder, overlay: None });
        }
        if context.args.atlas.no_overlay {
            bail!("the embedded atlas cannot be changed; `stratlas init DIR` writes one that can be, for --atlas DIR");
        }
        let overlay =
            context.overlay_folder().context("there is no home to keep an overlay in; --atlas DIR names a folder")?;
        Ok(Self { folder, overlay: Some(overlay) })
    }

    /// The folder that is written to.
    fn root(&self) -> &Path {
        self.overlay.as_deref().or(self.folder.as_deref()).unwrap_or(Path::new("."))
    }

    fn load(&self) -> Result<Loaded> {
        atlas::load(self.folder.as_deref(), self.overlay.as_deref().filter(|overlay| overlay.is_dir()))
    }

    /// The file for a record of `kind`: the one that others of the kind are in, else `usual`.
    fn file(&self, loaded: &Loaded, kind: Kind, usual: &str) -> String {
        if kind == Kind::Strategy || self.root().join(usual).exists() {
            return usual.to_owned();
        }
        let parent = |path: &str| path.rsplit_once('/').map(|(parent, _)| parent.to_owned());
        match self.last(loaded, kind) {
            // People by letter, and nobody with this one yet.
            Some(file) if kind == Kind::Person && parent(&file) == parent(usual) => usual.to_owned(),
            Some(file) => file,
            None => usual.to_owned(),
        }
    }

    /// The file of the last record of a kind, as a path below the root.
    fn last(&self, loaded: &Loaded, kind: Kind) -> Option<String> {
        match &self.overlay {
            Some(overlay) => {
                let parts = loaded.origins.overlay().iter().rev();
                let last = parts.into_iter().find(|part| part.kind == kind.singular())?;
                Some(last.file.strip_prefix(&format!("{}/", overlay.display()))?.to_owned())
            }
            None => {
                let origin = loaded.origins.of(kind.entities(loaded.atlas.as_ref()?).next_back()?)?;
                Some(origin.file.to_owned())
            }
        }
    }
}

pub(super) fn run(context: &CliContext, args: &NewArgs) -> Result<u8> {
    let target = Target::new(context, args)?;
    let kind = args.what.kind();
    let loaded = target.load()?;
    let Some(known) = &loaded.atlas else {
        bail!("{} has errors; mend them first, `stratlas check` shows them", name(&target));
    };
    let TextFile { path: usual, text: template } = data::template(known, kind, &args.id)?;
    let file = target.file(&loaded, kind, &usual);
    let path = target.root().join(&file);
    let before = match fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    if before.is_some() && kind == Kind::Strategy {
        bail!("{} is there already; nothing was written", path.display());
    }
    let (after, line) = appended(before.as_deref().unwrap_or_default(), &template);
    let change = FileChange { path: &file, text: &after };
    let checked = data::load_changed(target.folder.as_deref(), target.overlay.as_deref(), change)?;
    if let Some(finding) = checked.diagnostics.iter().find(|finding| finding.is_error()) {
        bail!("{} takes no more records: {}; nothing was written", path.display(), config_args::one_line(finding));
    }
    let target = AtomicFile::new(&path, Access::Shared);
    if before.is_some() {
        target.replace(after.as_bytes())?;
    } else if !target.create_new(after.as_bytes())? {
        bail!("{} is there already; nothing was written", path.display());
    }
    let (path, what) = (path.display(), kind.singular());
    output::print_line(&format!("{path}:{line}: the {what} `{}`, to be filled in", args.id))?;
    Ok(DONE)
}

fn name(target: &Target) -> String {
    atlas::name(target.folder.as_deref(), target.overlay.as_deref())
}

/// `template` after the text `before`, and the line it starts at.
fn appended(before: &str, template: &str) -> (String, usize) {
    let mut text = before.to_owned();
    if !text.is_empty() {
        text.push_str(if text.ends_with('\n') { "\n" } else { "\n\n" });
    }
    let line = text.lines().count() + 1;
    text.push_str(template);
    (text, line)
}
