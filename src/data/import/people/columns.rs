//! Which column of a table stands for which key of a record. The keys are those of the schema.

use crate::data::schema;
use crate::diagnostic::ValueType;

/// A table that is read.
#[derive(Debug)]
pub(super) struct CsvKind {
    /// The name of its file, without `.csv`.
    pub(super) file: &'static str,
    /// The path of its records in the schema.
    path: &'static str,
    /// Columns that say which record a row belongs to, and are no keys of the record.
    lead: &'static [&'static str],
    /// Other names that columns are known by, each with its key.
    aliases: &'static [(&'static str, &'static [&'static str])],
}

/// The tables that are read: people, and the lists in them; sources after what they are sources of.
pub(super) const CSV_KINDS: [CsvKind; 6] = [
    CsvKind {
        file: "people",
        path: "person",
        lead: &[],
        aliases: &[
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
    },
    CsvKind {
        file: "positions",
        path: "person.position",
        lead: &["person", "number"],
        aliases: &[
            PERSON,
            ("number", &["position"]),
            ("tag", &["tagid", "topic"]),
            ("tentative", &["inferred"]),
            ("claim", &["statement", "quote"]),
        ],
    },
    CsvKind {
        file: "p_doom",
        path: "person.p_doom",
        lead: &["person", "number"],
        aliases: &[
            PERSON,
            ("low", &["pdoom", "probability", "from"]),
            ("high", &["to"]),
            ("date", &["when"]),
            ("definition", &["meaning"]),
        ],
    },
    CsvKind {
        file: "timelines",
        path: "person.timeline",
        lead: &["person", "number"],
        aliases: &[
            PERSON,
            ("milestone", &["what", "event"]),
            ("from", &["year", "start"]),
            ("to", &["end"]),
            ("date", &["when"]),
        ],
    },
    CsvKind {
        file: "sources",
        path: "person.position.source",
        lead: &["person", "of", "number"],
        aliases: &[
            PERSON,
            ("number", &["position"]),
            ("title", &["source"]),
            ("url", &["link"]),
            ("medium", &["kind", "type"]),
            ("passages", &["quotes"]),
        ],
    },
    CsvKind {
        file: "affiliations",
        path: "person.affiliations",
        lead: &["person"],
        aliases: &[
            PERSON,
            ("org", &["organisation", "organization", "company"]),
            ("role", &["title"]),
            ("start", &["from"]),
            ("end", &["to"]),
        ],
    },
];

/// Other names of the column that says who a row is about.
const PERSON: (&str, &[&str]) = ("person", &["personid", "who", "name"]);

/// A key that a column can stand for, and the kind of value it takes.
pub(super) type ColumnKey = (&'static str, ValueType);

impl CsvKind {
    /// The keys that columns can stand for.
    pub(super) fn keys(&self) -> Vec<ColumnKey> {
        let lead = self.lead.iter().map(|&key| (key, ValueType::Text));
        let own = schema::flat_fields(self.path).into_iter().filter(|field| field.kind.table().is_none());
        lead.chain(own.map(|field| (field.key, field.kind))).collect()
    }

    fn is_alias(&self, key: &str, header: &str) -> bool {
        self.aliases.iter().any(|(known, aliases)| *known == key && aliases.contains(&header))
    }
}

/// What the user says a column is: `people:Full name=name`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    file: String,
    column: String,
    key: String,
}

impl std::str::FromStr for Rename {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.split_once(':').and_then(|(file, rest)| Some((file, rest.rsplit_once('=')?)));
        let Some((file, (column, key))) = parts else {
            return Err("a column is named like `people:Full name=name`".to_owned());
        };
        let Some(kind) = CSV_KINDS.iter().find(|kind| kind.file == file) else {
            let files: Vec<&str> = CSV_KINDS.iter().map(|kind| kind.file).collect();
            return Err(format!("there is no table `{file}`; there are {}", files.join(", ")));
        };
        let keys: Vec<&str> = kind.keys().into_iter().map(|(key, _)| key).collect();
        if !keys.contains(&key) {
            return Err(format!("{file} have no key `{key}`; there are {}", keys.join(", ")));
        }
        Ok(Self { file: file.to_owned(), column: column.to_owned(), key: key.to_owned() })
    }
}

/// The key of each of `columns`: as the user says, else by its name, else by an alias. No two columns have one key; the
/// first that is called by the key itself gets it.
pub(super) fn keys(kind: &CsvKind, columns: &[&str], renames: &[Rename]) -> Vec<Option<ColumnKey>> {
    let known = kind.keys();
    let mut found: Vec<Option<ColumnKey>> = vec![None; columns.len()];
    for by in [MatchedBy::User, MatchedBy::Key, MatchedBy::Alias] {
        for (at, column) in columns.iter().enumerate().filter(|(_, column)| !column.trim().is_empty()) {
            let header = normalize_header(column);
            let is_it = |&&(key, _): &&ColumnKey| match by {
                MatchedBy::User => renames
                    .iter()
                    .any(|rename| rename.file == kind.file && rename.column == *column && rename.key == key),
                MatchedBy::Key => header == normalize_header(key),
                MatchedBy::Alias => kind.is_alias(key, &header),
            };
            let is_free = |key: &ColumnKey| !found.iter().flatten().any(|(taken, _)| *taken == key.0);
            let key = known.iter().find(is_it).copied().filter(is_free);
            found[at] = found[at].or(key);
        }
    }
    found
}

/// How a column is matched to a key.
#[derive(Clone, Copy, Debug)]
enum MatchedBy {
    /// The user says so.
    User,
    /// Its header is the key.
    Key,
    /// Its header is an alias of the key.
    Alias,
}

/// A header in lower case, without spaces and punctuation.
fn normalize_header(header: &str) -> String {
    header.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(kind: &CsvKind, columns: &[&str], renames: &[Rename]) -> Vec<Option<&'static str>> {
        keys(kind, columns, renames).into_iter().map(|key| key.map(|(name, _)| name)).collect()
    }

    #[test]
    fn columns_are_known_by_their_names_and_as_the_user_says() {
        let columns = ["Full Name", "ID", "Bio", "E-mail", "Expertise note", "Wer"];
        let known = names(&CSV_KINDS[0], &columns, &["people:Wer=tagline".parse().unwrap()]);
        assert_eq!(known, [Some("name"), Some("id"), Some("summary"), None, Some("expertise_note"), Some("tagline")]);
        let known = names(&CSV_KINDS[1], &["name", "person", "topic"], &[]);
        assert_eq!(known, [None, Some("person"), Some("tag")], "a key is one column");
    }

    #[test]
    fn what_the_user_says_has_to_make_sense() {
        for wrong in ["x", "people:Name", "planets:Name=name", "people:Name=nome"] {
            assert!(wrong.parse::<Rename>().is_err(), "{wrong}");
        }
    }
}
