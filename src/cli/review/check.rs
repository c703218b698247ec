//! `stratlas review check`: what is wrong with journals, each fault at its line. Nothing is changed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Args, ValueHint};

use crate::model::Atlas;
use crate::review::{Digest, Event, Id, Line, Subject, VERSION};
use crate::store::Folders;
use crate::store::journal::{self, Journals};
use crate::text;

use super::super::{Cli, DONE, FINDINGS, output};
use super::desk::atlas_in_use;

/// Arguments of `stratlas review check`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct CheckArgs {
    /// The journals [default: those in your data directory]
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// Count warnings as faults
    #[arg(long)]
    strict: bool,
}

/// What is wrong with a line.
struct Finding {
    file: usize,
    line: usize,
    is_error: bool,
    what: String,
}

pub(super) fn run(cli: &Cli, args: &CheckArgs) -> Result<u8> {
    let config = cli.config.config()?;
    let graph = atlas_in_use(cli, &config)?;
    let files = match args.files.as_slice() {
        [] => Journals::new(&Folders::of_user().context("there is no home to keep journals in")?.data).files()?,
        files => files.to_vec(),
    };
    let mut checker = Checker { atlas: &graph.atlas, findings: Vec::new(), seen: Vec::new() };
    for (file, path) in files.iter().enumerate() {
        checker.read(file, path)?;
    }
    checker.check();
    let mut out = output::stdout();
    checker.findings.sort_by_key(|finding| (finding.file, finding.line));
    for finding in &checker.findings {
        let kind = if finding.is_error { "error" } else { "warning" };
        let place = format!("{}:{}", files[finding.file].display(), finding.line);
        writeln!(out, "{kind}: {}: {}", text::safe(&place), text::safe(&finding.what))?;
    }
    let errors = checker.findings.iter().filter(|finding| finding.is_error).count();
    let warnings = checker.findings.len() - errors;
    let (errors_told, warnings_told) = (output::count(errors, "error"), output::count(warnings, "warning"));
    let lines = output::count(checker.seen.len(), "line");
    writeln!(out, "{}, {lines}: {errors_told}, {warnings_told}", output::count(files.len(), "journal"))?;
    out.flush()?;
    Ok(if errors > 0 || (args.strict && warnings > 0) { FINDINGS } else { DONE })
}

/// What is found in journals.
struct Checker<'a> {
    atlas: &'a Atlas,
    findings: Vec<Finding>,
    /// Every line that can be read, with its file and its number.
    seen: Vec<(usize, usize, Line)>,
}

impl Checker<'_> {
    fn read(&mut self, file: usize, path: &Path) -> Result<()> {
        let lines = journal::lines(path)?.with_context(|| format!("there is no journal {}", path.display()))?;
        for (number, line) in lines {
            match line {
                Ok(line) => self.seen.push((file, number, line)),
                Err(what) => self.findings.push(Finding { file, line: number, is_error: true, what }),
            }
        }
        Ok(())
    }

    fn check(&mut self) {
        let mut ids: BTreeMap<Id, &Line> = BTreeMap::new();
        let mut texts: BTreeSet<Digest> = BTreeSet::new();
        let mut starts: BTreeSet<Id> = BTreeSet::new();
        for (.., line) in &self.seen {
            match &line.event {
                Event::Text { digest, .. } => drop(texts.insert(*digest)),
                Event::Start(_) => drop(starts.insert(line.head.id)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        for (file, number, line) in &self.seen {
            let mut tell = |is_error: bool, what: String| {
                found.push(Finding { file: *file, line: *number, is_error, what });
            };
            match ids.get(&line.head.id) {
                Some(known) if *known != line => tell(true, format!("another line has the id {}", line.head.id)),
                Some(_) => {}
                None => drop(ids.insert(line.head.id, line)),
            }
            if line.head.session.is_some_and(|session| !starts.contains(&session)) {
                tell(false, "it is of a session that no line begins".to_owned());
            }
            for (is_error, what) in of_event(line, self.atlas, &texts) {
                tell(is_error, what);
            }
        }
        for (file, number, line) in &self.seen {
            if let Event::Undo { line: other } | Event::Redo { line: other } = &line.event
                && !ids.get(other).is_some_and(|known| known.is_act() && known.head.by == line.head.by)
            {
                let what = format!("there is no line {other} of {} that could be taken back", line.head.by);
                found.push(Finding { file: *file, line: *number, is_error: false, what });
            }
        }
        self.findings.append(&mut found);
    }
}

/// What is wrong with what a line says.
fn of_event(line: &Line, atlas: &Atlas, texts: &BTreeSet<Digest>) -> Vec<(bool, String)> {
    let mut found = Vec::new();
    match &line.event {
        Event::Text { digest, body } if Digest::of(body) != *digest => {
            found.push((true, format!("the text has the digest {}, not {digest}", Digest::of(body))));
        }
        Event::Unknown => {
            found.push((false, format!("this version does not know its kind (version {})", line.version)));
        }
        Event::Verdict { set, .. } if !set.unknown.is_empty() => {
            let keys: Vec<&str> = set.unknown.keys().map(String::as_str).collect();
            found.push((line.version <= VERSION, format!("this version does not understand {}", keys.join(", "))));
        }
        _ => {}
    }
    if let Event::Verdict { text: Some(text), .. } | Event::Forecast { text: Some(text), .. } = &line.event
        && !texts.contains(text)
    {
        found.push((false, format!("no journal has the text {text} that it is of")));
    }
    if let Some(on) = line.on()
        && Subject::parse(atlas, on).is_err()
    {
        found.push((false, format!("the atlas has no {on}")));
    }
    found
}
