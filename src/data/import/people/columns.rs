//! Which column of a table is which key of a record.

/// A table that is read, with the keys that its columns can be and other names of each.
#[derive(Debug)]
pub(super) struct Kind {
    /// What its file is called, without `.csv`.
    pub(super) file: &'static str,
    pub(super) keys: &'static [(&'static str, &'static [&'static str])],
}

/// The tables that are read: people, and what belongs to each; sources after what they are sources of.
pub(super) const KINDS: [Kind; 6] = [
    Kind {
        file: "people",
        keys: &[
            ("id", &["slug", "key"]),
            ("name", &["fullname", "person"]),
            ("tagline", &["headline", "position", "description"]),
            ("summary", &["bio", "about"]),
            ("categories", &["category", "kind"]),
            ("homepage", &["website", "web", "url", "link"]),
            ("wikipedia", &[]),
            ("handle", &["twitter", "x"]),
            ("updated", &["lastupdated", "date"]),
            ("caveat", &["warning"]),
            ("note", &["notes", "remark", "comment"]),
            ("expertise", &[]),
            ("expertise_note", &[]),
            ("recognition", &[]),
            ("recognition_note", &[]),
            ("vintage", &[]),
            ("vintage_note", &[]),
        ],
    },
    Kind {
        file: "positions",
        keys: &[
            ("person", &["personid", "who", "name"]),
            ("number", &["position"]),
            ("tag", &["tagid", "topic"]),
            ("stance", &[]),
            ("tentative", &["inferred"]),
            ("claim", &["statement", "quote"]),
        ],
    },
    Kind {
        file: "p_doom",
        keys: &[
            ("person", &["personid", "who", "name"]),
            ("number", &[]),
            ("low", &["pdoom", "probability", "from"]),
            ("high", &["to"]),
            ("date", &["when"]),
            ("definition", &["meaning"]),
        ],
    },
    Kind {
        file: "timelines",
        keys: &[
            ("person", &["personid", "who", "name"]),
            ("number", &[]),
            ("milestone", &["what", "event"]),
            ("from", &["year", "start"]),
            ("to", &["end"]),
            ("probability", &[]),
            ("date", &["when"]),
        ],
    },
    Kind {
        file: "sources",
        keys: &[
            ("person", &["personid", "who", "name"]),
            ("of", &[]),
            ("number", &["position"]),
            ("title", &["source"]),
            ("url", &["link"]),
            ("medium", &["kind", "type"]),
            ("publisher", &[]),
            ("date", &[]),
            ("fidelity", &[]),
            ("passages", &["quotes"]),
        ],
    },
    Kind {
        file: "affiliations",
        keys: &[
            ("person", &["personid", "who", "name"]),
            ("org", &["organisation", "organization", "company"]),
            ("role", &["title"]),
            ("start", &["from"]),
            ("end", &["to"]),
            ("current", &[]),
        ],
    },
];

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
        let Some(kind) = KINDS.iter().find(|kind| kind.file == file) else {
            let files: Vec<&str> = KINDS.iter().map(|kind| kind.file).collect();
            return Err(format!("there is no table `{file}`; there are {}", files.join(", ")));
        };
        if !kind.keys.iter().any(|(known, _)| *known == key) {
            let keys: Vec<&str> = kind.keys.iter().map(|(key, _)| *key).collect();
            return Err(format!("{file} have no key `{key}`; there are {}", keys.join(", ")));
        }
        Ok(Self { file: file.to_owned(), column: column.to_owned(), key: key.to_owned() })
    }
}

/// The key of each of `columns`: as the user says, else by its name, else by another name for it. No two columns are
/// the same key; the first that is it by its own name has it.
pub(super) fn keys(kind: &Kind, columns: &[&str], renames: &[Rename]) -> Vec<Option<&'static str>> {
    let mut found: Vec<Option<&'static str>> = vec![None; columns.len()];
    for way in [Way::Told, Way::Named, Way::Called] {
        for (at, column) in columns.iter().enumerate().filter(|(_, column)| !column.trim().is_empty()) {
            let is_it = |(key, others): &&(&'static str, &[&str])| match way {
                Way::Told => {
                    renames.iter().any(|told| told.file == kind.file && told.column == *column && told.key == *key)
                }
                Way::Named => plain(column) == plain(key),
                Way::Called => others.contains(&plain(column).as_str()),
            };
            let key = kind.keys.iter().find(is_it).map(|(key, _)| *key).filter(|key| !found.contains(&Some(*key)));
            found[at] = found[at].or(key);
        }
    }
    found
}

/// How a column is known.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// The user says so.
    Told,
    /// It is called as the key is.
    Named,
    /// It is called by another name for the key.
    Called,
}

/// A name of a column without case, spaces and marks.
fn plain(column: &str) -> String {
    column.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_their_names_and_as_the_user_says() {
        let columns = ["Full Name", "ID", "Bio", "E-mail", "Expertise note", "Wer"];
        let known = keys(&KINDS[0], &columns, &["people:Wer=tagline".parse().unwrap()]);
        assert_eq!(known, [Some("name"), Some("id"), Some("summary"), None, Some("expertise_note"), Some("tagline")]);
        let known = keys(&KINDS[1], &["name", "person", "topic"], &[]);
        assert_eq!(known, [None, Some("person"), Some("tag")], "a key is one column");
    }

    #[test]
    fn what_the_user_says_has_to_make_sense() {
        for wrong in ["x", "people:Name", "planets:Name=name", "people:Name=nome"] {
            assert!(wrong.parse::<Rename>().is_err(), "{wrong}");
        }
    }
}
