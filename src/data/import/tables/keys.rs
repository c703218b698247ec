//! Checks the keys that identify the rows of a table against the keys of the atlas, so that a row with a changed key is
//! rejected instead of imported as a new record.

use std::collections::HashSet;
use std::ops::Range;

use super::base::each_id;
use super::columns::TableKind;
use super::numbering::{CLAIMS, base_count, base_sources};
use super::rows::{Changes, tier_list};
use super::table::ImportedTable;
use crate::diagnostic::{Code, PendingDiagnostic, Span, truncate};
use crate::model::Axis;
use crate::text::closest_match;

/// Maximum number of unknown keys per table for which the most similar missing key is looked up.
const MAX_LOOKUPS: usize = 20;

impl Changes<'_> {
    /// Reports each row of `table` with a key that the atlas lacks, if other keys of the atlas have no row: probably
    /// the user changed a key. Tables that share fewer than half of their keys with the atlas are not checked, since
    /// they are no exports of the atlas.
    pub(super) fn check_keys(&mut self, table: &ImportedTable) {
        let rows = self.row_keys(table.kind);
        let base = self.base_keys(table.kind);
        let known = rows.iter().filter(|(key, _)| base.contains(key)).count();
        let given: HashSet<&str> = rows.iter().map(|(key, _)| key.as_str()).collect();
        let mut missing: Vec<&str> = base.iter().map(String::as_str).filter(|key| !given.contains(key)).collect();
        missing.sort_unstable();
        let is_edited_export = known > 0 && 2 * known >= base.len().max(rows.len());
        let Some(first) = missing.first().filter(|_| is_edited_export) else { return };
        let new = rows.iter().filter(|(key, _)| !base.contains(key));
        for (index, (key, at)) in new.enumerate() {
            // Each lookup compares the unknown key with all missing keys, so only the first [`MAX_LOOKUPS`] are looked
            // up.
            let near =
                (index < MAX_LOOKUPS).then(|| closest_match(key, missing.iter().copied())).flatten().unwrap_or(first);
            let message = format!(
                "`{}` is not in the atlas, and `{}` has no row in this table: keys cannot be changed here",
                truncate(key),
                truncate(near)
            );
            let help = "restore the key; a new row can be imported in a table that has no rows of the atlas";
            self.diagnostics.push(PendingDiagnostic::new(Code::BadValue, Span::new(0, at), message).help(help));
        }
    }

    /// Returns the keys that identify the rows of a table, such as the id of a record, each with the span of its row or
    /// cell.
    fn row_keys(&self, kind: &TableKind) -> Vec<(String, Range<usize>)> {
        let mut keys = Vec::new();
        for key @ (list, id) in &self.order {
            let Some(change) = self.records.get(key) else { continue };
            match (kind.file, kind.owner()) {
                ("relations", _) if *list == "strategy" => {
                    keys.extend(change.relations.iter().map(|(to, _, at)| (format!("{id} {to}"), at.clone())));
                }
                ("tiers", _) if tier_list(list).is_some() => keys.push((format!("{list} {id}"), change.at.clone())),
                ("sources", _) if *list == "person" => {
                    for (claims, child) in
                        change.children.iter().flat_map(|(key, rows)| rows.iter().map(move |row| (key, row)))
                    {
                        let claim = format!("{id} {claims} {}", child.number.unwrap_or(0));
                        let sources = child.sources.iter().enumerate();
                        keys.extend(sources.map(|(at, (_, place))| (format!("{claim} {}", at + 1), place.clone())));
                    }
                }
                ("sources" | "relations" | "tiers", _) => {}
                (_, None) if *list == kind.path_list() && !change.fields.is_empty() => {
                    keys.push(((*id).to_owned(), change.at.clone()));
                }
                (_, Some((owner_list, _))) if owner_list == *list => {
                    let children = change.children.get(kind.child_list()).into_iter().flatten();
                    keys.extend(children.filter(|child| !child.fields.is_empty()).map(|child| {
                        let own = child.id.map_or_else(|| child.number.unwrap_or(0).to_string(), str::to_owned);
                        (format!("{id} {own}"), child.at.clone())
                    }));
                }
                _ => {}
            }
        }
        keys
    }

    /// Returns the keys of the rows that an export of this kind of table from the current atlas would have.
    fn base_keys(&self, kind: &TableKind) -> HashSet<String> {
        let mut keys = HashSet::new();
        let atlas = self.atlas;
        match (kind.file, kind.owner()) {
            ("sources", _) => {
                for (slug, claims) in atlas
                    .people
                    .ids()
                    .map(|id| atlas.people.slug(id))
                    .flat_map(|slug| CLAIMS.map(|claims| (slug, claims)))
                {
                    for number in 1..=base_count(atlas, "person", slug, claims) {
                        let count = base_sources(atlas, slug, claims, number);
                        keys.extend((1..=count).map(|at| format!("{slug} {claims} {number} {at}")));
                    }
                }
            }
            ("relations", _) => {
                for row in atlas.strategies.rows() {
                    let related = row.conflicts.iter().chain(&row.complements);
                    keys.extend(related.map(|&to| format!("{} {}", row.slug, atlas.strategies[to].slug)));
                }
            }
            ("tiers", _) => each_id(atlas, |list, id, _| {
                if tier_list(list).is_some() {
                    keys.insert(format!("{list} {id}"));
                }
            }),
            ("axis_values", _) => {
                for axis in Axis::ALL {
                    keys.extend(
                        atlas.values_on(axis).rows().iter().map(|value| format!("{} {}", axis.as_str(), value.slug)),
                    );
                }
            }
            (_, None) => each_id(atlas, |list, id, _| {
                if list == kind.path_list() {
                    keys.insert(id.to_owned());
                }
            }),
            (_, Some((list, _))) => each_id(atlas, |found, id, _| {
                if found == list {
                    let count = base_count(atlas, list, id, kind.child_list());
                    keys.extend((1..=count).map(|number| format!("{id} {number}")));
                }
            }),
        }
        keys
    }
}

impl TableKind {
    /// For a table of records within other records, such as claims, returns the key of the list of the containing
    /// records and the column that names the containing record; `None` for top-level records.
    pub(super) fn owner(&self) -> Option<(&'static str, &'static str)> {
        match self.path.split_once('.')?.0 {
            "strategy" => Some(("strategy", "strategy")),
            "axis" => Some(("axis", "axis")),
            "portfolio" => Some(("portfolio", "portfolio")),
            _ => Some(("person", "person")),
        }
    }

    /// Returns the key of the top-level list of the atlas that the records of the table are in, or within.
    pub(super) fn path_list(&self) -> &'static str {
        self.path.split('.').next().unwrap_or_default()
    }

    /// Returns the key of the innermost list that contains the records of the table.
    pub(super) fn child_list(&self) -> &'static str {
        self.path.rsplit('.').next().unwrap_or_default()
    }

    /// Returns the name of the column with the position of a record in its list; `None` if the table has no such
    /// column.
    pub(super) fn number_column(&self) -> Option<&'static str> {
        self.lead.iter().copied().find(|lead| matches!(*lead, "position" | "number"))
    }
}
