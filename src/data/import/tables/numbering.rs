//! Positions of rows in the lists within records: the claims of people, the sources of these claims, and the
//! commitments of strategies.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::rows::{Changes, Child, RecordKey, SourceRow};
use crate::diagnostic::{Code, PendingDiagnostic, Span, truncate};
use crate::model::{Atlas, Person};

/// Keys of the lists of claims of a person; each claim can have sources.
pub(super) const CLAIMS: [&str; 3] = ["position", "p_doom", "timeline"];

impl Changes<'_> {
    /// Assigns a position to each row of a list within a record, and reports missing and repeated positions.
    pub(super) fn number_children(&mut self) {
        let mut found = Vec::new();
        for (&(owner_list, owner), change) in &mut self.records {
            for (&list, children) in &mut change.children {
                if list == "value" {
                    repeated_ids(children, &mut found);
                } else {
                    let base = base_count(self.atlas, owner_list, owner, list);
                    number(children, &format!("{list} of `{owner}`"), list, base, &mut found);
                }
            }
        }
        self.diagnostics.append(&mut found);
    }

    /// Adds each row of a source to the claim that it supports, and reports rows whose claim is not clear.
    pub(super) fn add_sources(&mut self) {
        let mut counts: BTreeMap<(&str, &str, usize), (usize, Range<usize>)> = BTreeMap::new();
        for (key, source) in std::mem::take(&mut self.sources) {
            let (list, number) = match self.claim_of(key, &source) {
                Ok(claim) => claim,
                Err((message, help)) => {
                    let diagnostic = PendingDiagnostic::new(Code::MissingKey, Span::new(0, &source.at), message);
                    self.diagnostics.push(diagnostic.help(help));
                    continue;
                }
            };
            let SourceRow { fields, at, .. } = source;
            let count = counts.entry((key.1, list, number)).or_insert((0, at.clone()));
            count.0 += 1;
            if count.0 > 1 && list != "position" {
                self.error(Code::DuplicateEntry, &at, format!("a {list} has one source, and this is a second one"));
            }
            let children = self.record(key).children.entry(list).or_default();
            let index = children.iter().position(|child| child.number == Some(number)).unwrap_or_else(|| {
                children.push(Child { number: Some(number), at: at.clone(), ..Child::default() });
                children.len() - 1
            });
            children[index].sources.push((fields, at));
        }
        for ((person, list, number), (count, at)) in counts {
            let base = base_sources(self.atlas, person, list, number);
            if count < base {
                let message = format!(
                    "this table has {count} of the {base} sources that the atlas has of {list} {number} of `{person}`"
                );
                self.diagnostics.push(removes_nothing(&at, message));
            }
        }
    }

    /// Returns the key of the list and the position of the claim that `source` supports.
    ///
    /// # Errors
    /// A message and advice, if the row does not say which of several claims it supports, or if the claim does not
    /// exist.
    fn claim_of(
        &self,
        key: RecordKey<'_>,
        source: &SourceRow<'_>,
    ) -> Result<(&'static str, usize), (String, &'static str)> {
        let count = |list: &str| {
            let change = self.records.get(&key);
            let rows = change.and_then(|change| change.children.get(list)).into_iter().flatten();
            let last = rows.filter_map(|child| child.number).max().unwrap_or(0);
            last.max(base_count(self.atlas, "person", key.1, list))
        };
        let person = truncate(key.1);
        let mut lists = CLAIMS.into_iter().filter(|claims| count(claims) > 0);
        let only = lists.next().filter(|_| lists.next().is_none());
        let Some(list) = source.list.or(only) else {
            let message = format!("which claim of `{person}` has this source?");
            return Err((message, "fill the column `of`: `position`, `p_doom` or `timeline`"));
        };
        let help = "fill the column `number`, counted from 1 in the order of the rows";
        match (source.number, count(list)) {
            (Some(number), all) if number <= all => Ok((list, number)),
            (None, 1) => Ok((list, 1)),
            (Some(number), _) => {
                Err((format!("there is no {list} number {number} of `{person}` with this source"), help))
            }
            (None, all) => Err((format!("which {list} of `{person}` has this source? there are {all}"), help)),
        }
    }
}

/// Reports each of `children` that has the id of an earlier one.
fn repeated_ids(children: &[Child<'_>], diagnostics: &mut Vec<PendingDiagnostic>) {
    let mut seen = HashSet::new();
    for child in children {
        match child.id {
            None => diagnostics.push(PendingDiagnostic::new(
                Code::MissingKey,
                Span::new(0, &child.at),
                "this row needs an id",
            )),
            Some(id) if !seen.insert(id) => {
                let message = format!("this is a second row with the id `{}`", truncate(id));
                diagnostics.push(PendingDiagnostic::new(Code::DuplicateId, Span::new(0, &child.at), message));
            }
            Some(_) => {}
        }
    }
}

/// Numbers the rows `children` of the list `list` from 1 if none has a number, or reports missing and repeated numbers.
/// `name` is the list in messages; `base` is the number of its records in the atlas.
fn number(children: &mut [Child<'_>], name: &str, list: &str, base: usize, diagnostics: &mut Vec<PendingDiagnostic>) {
    let mut error = |at: &Range<usize>, message: String, help: Option<&str>| {
        let diagnostic = PendingDiagnostic::new(Code::BadValue, Span::new(0, at), message);
        diagnostics.push(match help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        });
    };
    let is_numbered = children.iter().any(|child| child.number.is_some());
    let can_be_numbered = matches!(list, "position" | "p_doom" | "timeline");
    if !is_numbered && (base == 0 || !can_be_numbered) {
        for (index, child) in children.iter_mut().enumerate() {
            child.number = Some(index + 1);
        }
        if let Some(first) = children.first().filter(|_| children.len() < base) {
            let message = format!("this table has {} of the {base} rows that the atlas has as {name}", children.len());
            diagnostics.push(removes_nothing(&first.at, message));
        }
        return;
    }
    let mut seen = HashSet::new();
    let help = "rows are numbered from 1; a new row has the next number";
    for child in children.iter() {
        match child.number {
            None => {
                error(&child.at, format!("this row needs a number: the atlas has {base} rows for {name}"), Some(help));
            }
            Some(number) if !seen.insert(number) => {
                error(&child.at, format!("{name} has a second row with the number {number}"), Some(help));
            }
            Some(_) => {}
        }
    }
    for child in children.iter() {
        if let Some(number) = child
            .number
            .filter(|&number| number > base && number > 1 && number - 1 > base && !seen.contains(&(number - 1)))
        {
            error(&child.at, format!("{name} has row number {number} but no row number {}", number - 1), Some(help));
        }
    }
}

/// Returns an error with `message` at `at` about rows that a table lacks: an import never removes records.
fn removes_nothing(at: &Range<usize>, message: String) -> PendingDiagnostic {
    let help = "import changes and adds records and removes none: restore the row, or change the TOML files";
    PendingDiagnostic::new(Code::BadValue, Span::new(0, at), message).help(help)
}

/// Returns the number of records that the atlas has in the list `key` of the record `id`, which is in the list `list`.
pub(super) fn base_count(atlas: &Atlas, list: &str, id: &str, key: &str) -> usize {
    let strategy = || atlas.strategies.find(id).map(|id| &atlas.strategies[id]);
    match (list, key) {
        ("strategy", "commitment") => strategy().map_or(0, |row| row.commitments.len()),
        ("portfolio", _) => atlas.portfolios.find(id).map_or(0, |id| atlas.portfolios[id].shares.len()),
        ("strategy", _) => strategy().map_or(0, |row| row.meanings.len()),
        (_, key) => person(atlas, id).map_or(0, |row| match key {
            "position" => row.positions.len(),
            "p_doom" => row.p_doom.len(),
            "timeline" => row.timelines.len(),
            _ => row.affiliations.len(),
        }),
    }
}

/// Returns the number of sources that the atlas has for a claim: the one at position `number` in the list `list` of the
/// person `id`.
pub(super) fn base_sources(atlas: &Atlas, id: &str, list: &str, number: usize) -> usize {
    let Some(row) = person(atlas, id) else { return 0 };
    let sources = match list {
        "position" => row.positions.get(number - 1).map(|claim| claim.sources.len()),
        "p_doom" => row.p_doom.get(number - 1).map(|claim| usize::from(claim.source.is_some())),
        _ => row.timelines.get(number - 1).map(|claim| usize::from(claim.source.is_some())),
    };
    sources.unwrap_or(0)
}

fn person<'a>(atlas: &'a Atlas, id: &str) -> Option<&'a Person> {
    atlas.people.find(id).map(|id| &atlas.people[id])
}
