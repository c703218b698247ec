//! Saved portfolios of the user, in a file of the overlay, so that they are part of the atlas too.
//!
//! Users may also edit the file: comments and unknown keys are preserved, and so are records that only change a
//! portfolio of the atlas.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, TableLike, Value};

use crate::model::{PortfolioChange, SavedPortfolio};

use super::atomic::{Access, AtomicFile, StoreError, read_regular};
use super::lock::FileLock;

/// Comment at the start of a new file.
const HEAD: &str = "# Your own portfolios. Written by stratlas: the explorer saves, renames and deletes them here.\n";
/// Description of a portfolio when it is first saved.
const DESCRIPTION: &str = "A portfolio of one's own.";
/// Key of the array of portfolios in the file.
const KEY: &str = "portfolio";
/// Key of the list of strategies in a portfolio.
const STRATEGIES: &str = "strategies";
/// Key of the members of a portfolio, strategies with a share of the money; in a member, key of its strategy.
const MEMBER: &str = "member";
const MEMBER_STRATEGY: &str = "strategy";

/// File of the saved portfolios.
#[derive(Clone, Debug)]
pub struct PortfolioFile {
    path: PathBuf,
    lock: PathBuf,
    /// Portfolios by id, as this program last read or wrote them, for detecting changes by other programs.
    seen: BTreeMap<String, SavedPortfolio>,
    /// Portfolios saved under another id because another program had taken theirs: by the original id, the original
    /// name and the portfolio as it was saved.
    renamed: BTreeMap<String, (String, SavedPortfolio)>,
}

impl PortfolioFile {
    /// Creates a handle for the file of portfolios in the folder `overlay`; its lock file is in the state folder
    /// `state`.
    pub fn new(overlay: &Path, state: &Path) -> Self {
        let (path, lock) = (overlay.join("portfolios.toml"), state.join("portfolios.lock"));
        Self { path, lock, seen: BTreeMap::new(), renamed: BTreeMap::new() }
    }

    /// Reads the saved portfolios; empty if the file is missing.
    ///
    /// # Errors
    /// If the file cannot be read or is not TOML.
    pub fn read(&mut self) -> Result<Vec<SavedPortfolio>, StoreError> {
        let portfolios = portfolios(&self.document()?);
        self.seen = portfolios.iter().map(|portfolio| (portfolio.slug.clone(), portfolio.clone())).collect();
        Ok(portfolios)
    }

    /// Returns the id under which the portfolio that this program calls `id` is saved.
    pub fn saved_id<'a>(&'a self, id: &'a str) -> &'a str {
        self.renamed.get(id).map_or(id, |(_, instead)| instead.slug.as_str())
    }

    /// Applies `change` to the current content of the file, which other programs may have changed, and syncs the file
    /// to disk. If another program has saved a portfolio with the same id, a number is appended to the id and the name.
    /// Returns the portfolio as it was saved; `None` if it was deleted.
    ///
    /// # Errors
    /// If the file cannot be locked, read, parsed or written. It is then unchanged.
    pub fn update(&mut self, change: &PortfolioChange) -> Result<Option<SavedPortfolio>, StoreError> {
        let _lock = FileLock::acquire(&self.lock)?;
        let mut document = self.document()?;
        let rows = rows(&mut document).map_err(|message| self.not_understood(message))?;
        let saved = match change {
            PortfolioChange::Save(portfolio) => {
                let portfolio = self.with_free_id(rows, portfolio);
                save(rows, &portfolio);
                self.seen.insert(portfolio.slug.clone(), portfolio.clone());
                Some(portfolio)
            }
            PortfolioChange::Delete(id) => {
                let id = self.saved_id(id).to_owned();
                let stored = rows.iter().find(|row| id_of(row) == Some(&id)).and_then(portfolio_of);
                if stored.is_some() && stored.as_ref() != self.seen.get(&id) {
                    let error = io::Error::other("another window changed the portfolio; delete it again to confirm");
                    self.seen.extend(stored.map(|stored| (id, stored)));
                    return Err(StoreError::new("delete a portfolio from", &self.path, error));
                }
                delete(rows, &id);
                self.seen.remove(&id);
                None
            }
        };
        AtomicFile::new(&self.path, Access::Shared).replace(document.to_string().as_bytes())?;
        Ok(saved)
    }

    /// Returns `portfolio` with an id and a name that no other portfolio in `rows` has.
    fn with_free_id(&mut self, rows: &ArrayOfTables, portfolio: &SavedPortfolio) -> SavedPortfolio {
        let is_free = |id: &str| match rows.iter().find(|row| id_of(row) == Some(id)) {
            None => true,
            Some(row) => self.seen.get(id).is_some_and(|seen| portfolio_of(row).as_ref() == Some(seen)),
        };
        let asked = match self.renamed.get(&portfolio.slug) {
            Some((name, instead)) if *name == portfolio.name => (instead.slug.clone(), instead.name.clone()),
            _ => (self.saved_id(&portfolio.slug).to_owned(), portfolio.name.clone()),
        };
        if is_free(&asked.0) {
            return SavedPortfolio { slug: asked.0, name: asked.1, ..portfolio.clone() };
        }
        let numbered = (2_u32..).map(|n| (format!("{}-{n}", portfolio.slug), format!("{} {n}", portfolio.name)));
        let (id, name) = numbered.into_iter().find(|(id, _)| is_free(id)).unwrap_or_default();
        let instead = SavedPortfolio { slug: id, name, ..portfolio.clone() };
        self.renamed.insert(portfolio.slug.clone(), (portfolio.name.clone(), instead.clone()));
        instead
    }

    fn document(&self) -> Result<DocumentMut, StoreError> {
        let text = match read_regular(&self.path)? {
            Some(bytes) => String::from_utf8(bytes).map_err(|_| self.not_understood("it is not UTF-8"))?,
            None => HEAD.to_owned(),
        };
        text.parse().map_err(|error: toml_edit::TomlError| self.not_understood(error.message()))
    }

    fn not_understood(&self, message: &str) -> StoreError {
        StoreError::new("understand", &self.path, io::Error::new(io::ErrorKind::InvalidData, message.to_owned()))
    }
}

/// Returns the portfolios in `document`, without records that only change a portfolio of the atlas.
fn portfolios(document: &DocumentMut) -> Vec<SavedPortfolio> {
    match document.get(KEY) {
        Some(Item::ArrayOfTables(rows)) => rows.iter().filter_map(portfolio_of).collect(),
        Some(item) => item.clone().into_array_of_tables().iter().flatten().filter_map(portfolio_of).collect(),
        None => Vec::new(),
    }
}

fn id_of(row: &Table) -> Option<&str> {
    row.get("id")?.as_str()
}

fn portfolio_of(row: &Table) -> Option<SavedPortfolio> {
    let members = members(row);
    let listed = row.get(STRATEGIES).map(|item| item.as_array());
    let mut strategies: Vec<String> = match listed {
        Some(array) => array?.iter().map(|id| Some(id.as_str()?.to_owned())).collect::<Option<_>>()?,
        None if members.is_empty() => return None,
        None => Vec::new(),
    };
    for member in members {
        if !strategies.contains(&member) {
            strategies.push(member);
        }
    }
    Some(SavedPortfolio { slug: id_of(row)?.to_owned(), name: row.get("name")?.as_str()?.to_owned(), strategies })
}

/// Returns the strategies with a share of the money in `row`, whether written as tables or as an array of inline
/// tables.
fn members(row: &Table) -> Vec<String> {
    let strategy = |table: &dyn TableLike| Some(table.get(MEMBER_STRATEGY)?.as_str()?.to_owned());
    match row.get(MEMBER) {
        Some(Item::ArrayOfTables(tables)) => tables.iter().filter_map(|table| strategy(table)).collect(),
        Some(Item::Value(Value::Array(tables))) => {
            tables.iter().filter_map(|value| strategy(value.as_inline_table()?)).collect()
        }
        _ => Vec::new(),
    }
}

/// Removes from `row` the shares of strategies that are not in `ids`.
fn retain_members(row: &mut Table, ids: &[String]) {
    let stays = |table: &dyn TableLike| {
        table.get(MEMBER_STRATEGY).and_then(Item::as_str).is_none_or(|strategy| ids.iter().any(|id| id == strategy))
    };
    match row.get_mut(MEMBER) {
        Some(Item::ArrayOfTables(tables)) => tables.retain(|table| stays(table)),
        Some(Item::Value(Value::Array(tables))) => {
            tables.retain(|value| value.as_inline_table().is_none_or(|table| stays(table)));
        }
        _ => {}
    }
}

/// Returns the portfolios in `document` as tables, even if they are written as an array of inline tables.
fn rows(document: &mut DocumentMut) -> Result<&mut ArrayOfTables, &'static str> {
    let is_new = document.get(KEY).is_none();
    if is_new {
        // A comment in a file without tables is at the end of the document; it is moved to the start, before the new
        // tables.
        let head = document.trailing().as_str().unwrap_or_default().to_owned();
        document.set_trailing("");
        document.decor_mut().set_prefix(head);
    }
    let item = document.entry(KEY).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    if !item.is_array_of_tables() {
        *item = Item::ArrayOfTables(
            item.clone().into_array_of_tables().map_err(|_| "`portfolio` is not a list of tables")?,
        );
    }
    item.as_array_of_tables_mut().ok_or("`portfolio` is not a list of tables")
}

/// Adds `portfolio` to `rows`, or updates the row that has its id.
fn save(rows: &mut ArrayOfTables, portfolio: &SavedPortfolio) {
    let at = rows.iter().position(|row| id_of(row) == Some(&portfolio.slug));
    let Some(row) = at.and_then(|at| rows.get_mut(at)) else {
        let mut row = Table::new();
        row.decor_mut().set_prefix("\n");
        row.insert("id", Item::Value(portfolio.slug.as_str().into()));
        row.insert("name", Item::Value(portfolio.name.as_str().into()));
        row.insert("description", Item::Value(DESCRIPTION.into()));
        row.insert(STRATEGIES, Item::Value(portfolio.strategies.iter().collect::<Array>().into()));
        rows.push(row);
        return;
    };
    if row.get("name").and_then(Item::as_str) != Some(&portfolio.name) {
        set(row, "name", portfolio.name.as_str().into());
    }
    match row.get_mut(STRATEGIES).and_then(Item::as_array_mut) {
        Some(strategies) => set_strategies(strategies, &portfolio.strategies),
        None => set(row, STRATEGIES, portfolio.strategies.iter().collect::<Array>().into()),
    }
    retain_members(row, &portfolio.strategies);
}

/// Sets `key` of `row` to `value`, and preserves the comments around the old value.
fn set(row: &mut Table, key: &str, mut value: Value) {
    match row.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            value.decor_mut().clone_from(old.decor());
            *old = value;
        }
        None => drop(row.insert(key, Item::Value(value))),
    }
}

/// Changes `array` to the strategies `ids`. Elements that remain keep their comments, unless their order changes.
fn set_strategies(array: &mut Array, ids: &[String]) {
    let is_same = |array: &Array| array.iter().map(Value::as_str).eq(ids.iter().map(|id| Some(id.as_str())));
    if is_same(array) {
        return;
    }
    retain(array, ids);
    let known: Vec<String> = array.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    array.extend(ids.iter().filter(|id| !known.contains(id)));
    if !is_same(array) {
        let decor = array.decor().clone();
        *array = ids.iter().collect();
        array.decor_mut().clone_from(&decor);
    }
}

/// Removes the elements of `array` that are not in `ids`. A comment before a removed element stays, because it may
/// belong to the element before it.
fn retain(array: &mut Array, ids: &[String]) {
    let mut at = 0;
    while let Some(value) = array.get(at) {
        if value.as_str().is_some_and(|id| ids.iter().any(|wanted| wanted == id)) {
            at += 1;
            continue;
        }
        let before = value.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned();
        array.remove(at);
        let comment = before.rfind('#').map_or("", |_| before.trim_end());
        if let Some(next) = array.get_mut(at) {
            let prefix = next.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned();
            next.decor_mut().set_prefix(format!("{comment}{prefix}"));
        } else {
            let trailing = array.trailing().as_str().unwrap_or_default().to_owned();
            array.set_trailing(format!("{comment}{trailing}"));
        }
    }
}

/// Deletes the row with the id `id` and the comment directly above it.
fn delete(rows: &mut ArrayOfTables, id: &str) {
    let Some(at) = rows.iter().position(|row| id_of(row) == Some(id)) else { return };
    let above = rows.get(at).and_then(|row| row.decor().prefix()?.as_str()).unwrap_or_default().to_owned();
    rows.remove(at);
    // A comment above that is followed by a blank line, such as the comment at the start of the file, does not belong
    // to the row and stays.
    let apart = above.rfind("\n\n").map_or("", |end| &above[..=end]);
    if let Some(next) = rows.get_mut(at) {
        let prefix = next.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned();
        next.decor_mut().set_prefix(format!("{apart}{prefix}"));
    }
}

#[cfg(test)]
mod tests;
