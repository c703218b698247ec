//! Tables that can be imported, and their columns, which are named like the keys of the schema.

use crate::data::schema::{self, TableColumn};
use crate::diagnostic::ValueType;
use crate::text;

/// Kind of CSV table, which contains one kind of record.
#[derive(Debug)]
pub(super) struct TableKind {
    /// File name without `.csv`.
    pub(super) file: &'static str,
    /// Path of the table's records in the schema.
    pub(super) path: &'static str,
    /// Columns that identify the record of a row or are computed; they are not keys of the record.
    pub(super) lead: &'static [&'static str],
    /// Keys, each with other names that its column may have.
    aliases: &'static [(&'static str, &'static [&'static str])],
}

/// Kinds of tables in the order in which they are read: a record is read before the records that refer to it.
pub(super) const TABLES: [TableKind; 19] = [
    table("strategies", "strategy", &[], &[("id", &["slug", "key"])]),
    table("tags", "tag", &[], &[("id", &["slug", "key"])]),
    table("levers", "lever", &[], &[("id", &["slug", "key"])]),
    table("scenarios", "scenario", &[], &[("id", &["slug", "key"])]),
    table("portfolios", "portfolio", &[], &[("id", &["slug", "key"])]),
    table("portfolio_shares", "portfolio.member", &["portfolio"], &[]),
    table("claims", "claim", &[], &[("id", &["slug", "key"])]),
    table("reasons", "reason", &[], &[("id", &["slug", "key", "tag"]), ("about", &["criterion", "description"])]),
    table("axis_values", "axis.value", &["axis"], &[]),
    table("tiers", "expertise", &["kind"], &[]),
    table("relations", "", &["from", "to", "kind", "mechanism"], &[]),
    table("commitments", "strategy.commitment", &["strategy"], &[]),
    table("meanings", "strategy.vintage", &["strategy"], &[]),
    table(
        "people",
        "person",
        &[],
        &[
            ("id", &["slug", "key"]),
            ("name", &["fullname", "person"]),
            ("tagline", &["headline", "position", "description"]),
            ("summary", &["bio", "about"]),
            ("categories", &["category", "kind"]),
            ("homepage", &["website", "web", "url", "link"]),
            ("handle", &["twitter", "x"]),
            ("updated", &["lastupdated", "date"]),
            ("caveat", &["warning"]),
            ("note", &["notes", "remark", "comment"]),
        ],
    ),
    table(
        "positions",
        "person.position",
        &["person", "position"],
        &[
            PERSON,
            ("position", &["number"]),
            ("tag", &["tagid", "topic"]),
            ("tentative", &["inferred"]),
            ("claim", &["statement", "quote"]),
        ],
    ),
    table(
        "p_doom",
        "person.p_doom",
        &["person", "number"],
        &[
            PERSON,
            ("low", &["pdoom", "probability", "from"]),
            ("high", &["to"]),
            ("date", &["when"]),
            ("definition", &["meaning"]),
        ],
    ),
    table(
        "timelines",
        "person.timeline",
        &["person", "number"],
        &[
            PERSON,
            ("milestone", &["what", "event"]),
            ("from", &["year", "start"]),
            ("to", &["end"]),
            ("date", &["when"]),
        ],
    ),
    table(
        "affiliations",
        "person.affiliations",
        &["person"],
        &[
            PERSON,
            ("org", &["organisation", "organization", "company"]),
            ("role", &["title"]),
            ("start", &["from"]),
            ("end", &["to"]),
        ],
    ),
    table(
        "sources",
        "person.position.source",
        &["person", "of", "number"],
        &[
            PERSON,
            ("number", &["position"]),
            ("title", &["source"]),
            ("url", &["link"]),
            ("medium", &["kind", "type"]),
            ("passages", &["quotes"]),
        ],
    ),
];

/// Name of the column with the person of a row, and other names that it may have.
const PERSON: (&str, &[&str]) = ("person", &["personid", "who", "name"]);

const fn table(
    file: &'static str,
    path: &'static str,
    lead: &'static [&'static str],
    aliases: &'static [(&'static str, &'static [&'static str])],
) -> TableKind {
    TableKind { file, path, lead, aliases }
}

impl TableKind {
    /// Returns the kind of table whose file is called `stem`, ignoring case; `None` if there is none.
    pub(super) fn find(stem: &str) -> Option<&'static Self> {
        TABLES.iter().find(|kind| kind.file.eq_ignore_ascii_case(stem))
    }

    /// Returns all columns that a table of this kind can have.
    pub(super) fn columns(&self) -> Vec<TableColumn> {
        let lead = self.lead.iter().map(|&name| TableColumn {
            name: name.to_owned(),
            path: Vec::new(),
            kind: ValueType::Text,
        });
        lead.chain(schema::columns(self.path)).collect()
    }

    /// Returns the names of all columns, separated by commas.
    fn column_names(&self) -> String {
        self.columns().into_iter().map(|column| column.name).collect::<Vec<_>>().join(", ")
    }

    fn is_alias(&self, name: &str, header: &str) -> bool {
        self.aliases.iter().any(|(known, aliases)| *known == name && aliases.contains(&header))
    }
}

/// Option of the user about a table: the key as which a column is read, or the value of a key that has no column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableChoice {
    pub(super) kind: &'static str,
    /// Text to the left of the equals sign: the name of a column, or a key to set.
    pub(super) left: String,
    /// Text to the right of the equals sign: the key of the column, or the value of the key.
    pub(super) right: String,
}

impl TableChoice {
    /// Parses an option that maps a column to a key, such as `people:Full name=name`.
    ///
    /// # Errors
    /// If the option is malformed, or there is no such table, or no such key in the table.
    pub fn rename(text: &str) -> Result<Self, String> {
        let choice = Self::parse(text, "people:Full name=name", str::rsplit_once)?;
        choice.check(&choice.right)?;
        Ok(choice)
    }

    /// Parses an option that sets the value of a key without a column, such as `people:summary=Unknown.`
    ///
    /// # Errors
    /// If the option is malformed, or there is no such table, or no such key in the table.
    pub fn set(text: &str) -> Result<Self, String> {
        let choice = Self::parse(text, "people:summary=Unknown.", str::split_once)?;
        choice.check(&choice.left)?;
        Ok(choice)
    }

    fn parse<'t>(
        text: &'t str,
        example: &str,
        split: fn(&'t str, char) -> Option<(&'t str, &'t str)>,
    ) -> Result<Self, String> {
        let parts = text.split_once(':').and_then(|(file, rest)| Some((file, split(rest, '=')?)));
        let Some((file, (left, right))) = parts else {
            return Err(format!("expected a table, a colon, and two parts with an equals sign, as in `{example}`"));
        };
        let Some(kind) = TableKind::find(file) else {
            return Err(format!("there is no table `{file}`; there are {}", TABLES.map(|kind| kind.file).join(", ")));
        };
        Ok(Self { kind: kind.file, left: left.to_owned(), right: right.to_owned() })
    }

    fn check(&self, key: &str) -> Result<(), String> {
        let Some(kind) = TableKind::find(self.kind) else { return Ok(()) };
        if kind.columns().iter().any(|column| column.name == key) {
            return Ok(());
        }
        Err(format!("{} has no key `{key}`; there are {}", kind.file, kind.column_names()))
    }
}

/// Columns of a table according to the first row of its file.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// Column for each cell of the first row; `None` for an unknown name.
    pub(super) columns: Vec<Option<TableColumn>>,
    /// Indexes of the cells whose column another cell already names.
    pub(super) repeated: Vec<usize>,
}

impl Header {
    /// Matches the names in the first row to columns of `kind`: by the options of the user, or else by name, or else by
    /// another known name. If two names match the same column, the earlier kind of match wins, and then the first cell.
    pub(super) fn new(kind: &TableKind, names: &[&str], renames: &[TableChoice]) -> Self {
        let known = kind.columns();
        let mut found: Vec<Option<TableColumn>> = vec![None; names.len()];
        let mut repeated = Vec::new();
        for matched_by in [MatchedBy::User, MatchedBy::Name, MatchedBy::Alias] {
            for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.trim().is_empty()) {
                let header = normalize_header(name);
                let is_match = |column: &&TableColumn| match matched_by {
                    MatchedBy::User => renames.iter().any(|rename| {
                        rename.kind == kind.file && rename.left.trim() == name.trim() && rename.right == column.name
                    }),
                    MatchedBy::Name => header == normalize_header(&column.name),
                    MatchedBy::Alias => kind.is_alias(&column.name, &header),
                };
                let Some(column) = known.iter().find(is_match).filter(|_| found[at].is_none()) else { continue };
                let is_taken = found.iter().flatten().any(|taken| taken.name == column.name);
                match (is_taken, matched_by) {
                    (false, _) => found[at] = Some(column.clone()),
                    // Another known name of a column that is already present may mean something else, so it is ignored.
                    (true, MatchedBy::Alias) => {}
                    (true, _) => repeated.push(at),
                }
            }
        }
        repeated.retain(|&at| found[at].is_none());
        Self { columns: found, repeated }
    }

    /// Returns the number of cells that match a known column.
    pub(super) fn score(&self) -> usize {
        self.columns.iter().flatten().count()
    }
}

/// How a name in the first row was matched to a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MatchedBy {
    User,
    Name,
    Alias,
}

/// Returns the name of a column in lower case, without spaces and punctuation, for comparisons.
fn normalize_header(header: &str) -> String {
    text::unguard_cell(header.trim()).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
