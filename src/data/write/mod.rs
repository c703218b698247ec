//! Writes an atlas as TOML files, which load as an equal atlas. Each strategy has a file of its own and people are
//! grouped by letter, so that two editors of one atlas rarely change the same file.

mod toml;

use crate::model::{Atlas, PersonId, SharedSort, Strategy};
use crate::record::{Record, list};
use crate::text::Fnv;
use toml::TomlWriter;

/// Maximum size of a file of people, in bytes: with small files, editors are fast and merges rarely conflict.
const MAX_PEOPLE_BYTES: usize = 512 * 1024;

/// Files of the vocabulary: path, keys of the lists of records in the file, and comment at its start.
const VOCABULARY: [(&str, &[&str], &str); 9] = [
    ("atlas.toml", &["topic", "claim", "reason", "domain"], "What this atlas is, and where its facts come from."),
    ("axes.toml", &["axis"], "The five axes every strategy has a position on."),
    ("identity.toml", &[], "The identity diagnostic: is a strategy held as a bet or as an identity?"),
    (
        "levers.toml",
        &["lever"],
        "The levers a strategy can pull. `up` and `down` name what pulling the lever that way does.",
    ),
    (
        "mechanisms.toml",
        &["mechanism"],
        "How two related strategies relate. Which mechanism a pair falls under is computed from their coordinates;\n\
         this file only says what each is called and means.",
    ),
    ("portfolios.toml", &["portfolio"], "Strategies that someone visibly holds together."),
    ("scenarios.toml", &["adversary", "scenario"], "Failure scenarios, and the strategies that respond to each."),
    ("tags.toml", &["tag"], "The positions that people are tagged with."),
    (
        "tiers.toml",
        &["expertise", "recognition", "vintage"],
        "The tiers a profiled person is placed on, highest (for vintages: earliest) first.",
    ),
];

/// TOML file of an atlas, with its path and content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// Path relative to the folder of the atlas, with slashes.
    pub path: String,
    /// Content of the file.
    pub text: String,
}

impl TextFile {
    /// Returns the file at `path` with the content `text`.
    pub(crate) fn new(path: impl Into<String>, text: String) -> Self {
        Self { path: path.into(), text }
    }
}

/// Returns the files of `atlas`, which [`load_texts`](super::load_texts) loads as an equal atlas, in the same order.
pub fn write(atlas: &Atlas) -> Vec<TextFile> {
    let vocabulary = VOCABULARY.into_iter().map(|(path, lists, head)| {
        let mut file = TomlWriter::new(atlas, head);
        match path {
            "atlas.toml" => file.keys(Record::About(&atlas.about)),
            "identity.toml" => file.keys(Record::Identity(&atlas.identity)),
            _ => {}
        }
        for &key in lists {
            file.list(key, list(atlas, key));
        }
        TextFile { path: path.to_owned(), text: file.finish() }
    });
    let vocabulary = vocabulary.filter(|file| !file.text.is_empty());
    let strategies = atlas.strategies.rows().iter().map(|row| strategy(atlas, row));
    vocabulary.chain(strategies).chain(people(atlas)).collect()
}

/// Returns a file with no record but `record`, which may refer to records of `atlas`.
pub(super) fn write_new<'a>(atlas: &'a Atlas, record: Record<'a>) -> TextFile {
    let (path, key) = match record {
        Record::Strategy(row) => return strategy(atlas, row),
        Record::Person(row) => (format!("people/{}.toml", initial(&row.slug)), "person"),
        Record::Tag(_) => ("tags.toml".to_owned(), "tag"),
        Record::Lever(_) => ("levers.toml".to_owned(), "lever"),
        Record::Scenario(_) => ("scenarios.toml".to_owned(), "scenario"),
        _ => ("portfolios.toml".to_owned(), "portfolio"),
    };
    TextFile { path, text: in_list(atlas, key, record) }
}

fn strategy(atlas: &Atlas, row: &Strategy) -> TextFile {
    let mut file = TomlWriter::new(atlas, "");
    file.keys(Record::Strategy(row));
    TextFile { path: format!("strategies/{}.toml", stem(&row.slug)), text: file.finish() }
}

/// Returns the TOML of `record` as the only record in the list `key`.
fn in_list<'a>(atlas: &'a Atlas, key: &'static str, record: Record<'a>) -> String {
    let mut file = TomlWriter::new(atlas, "");
    file.row(key, record);
    file.finish()
}

/// Returns the files with the people of `atlas`, grouped by the first letter of their ids. The order of people does not
/// depend on their files, since it is given by their ranks and names. A group that is too large for one file becomes a
/// folder of numbered files.
fn people(atlas: &Atlas) -> Vec<TextFile> {
    let initial = |id: PersonId| initial(atlas.people.slug(id));
    let mut rows: Vec<PersonId> = atlas.people.ids().collect();
    rows.shared_sort_by_key(|&row| (initial(row), atlas.people.slug(row)));
    let by_letter = rows.chunk_by(|&a, &b| initial(a) == initial(b));
    by_letter.flat_map(|rows| parts(atlas, &format!("people/{}", initial(rows[0])), rows)).collect()
}

fn initial(slug: &str) -> char {
    slug.chars().next().map_or('0', |c| c.to_ascii_lowercase())
}

/// Returns the file `name` with `people`, or a folder `name` with several files if the people take too many bytes for
/// one.
fn parts(atlas: &Atlas, name: &str, people: &[PersonId]) -> Vec<TextFile> {
    let mut texts: Vec<String> = Vec::new();
    for &row in people {
        let text = in_list(atlas, "person", Record::Person(&atlas.people.unpack(row)));
        match texts.last_mut() {
            Some(last) if last.len() + text.len() <= MAX_PEOPLE_BYTES => {
                last.push('\n');
                last.push_str(&text);
            }
            _ => texts.push(text),
        }
    }
    let one = texts.len() == 1;
    let path = |number: usize| if one { format!("{name}.toml") } else { format!("{name}/{number:06}.toml") };
    texts.into_iter().enumerate().map(|(at, text)| TextFile { path: path(at + 1), text }).collect()
}

/// Maximum length in bytes of an id that is used whole as a file name; a longer id is cut, and a hash of it is
/// appended.
const MAX_STEM: usize = 180;

/// Returns the file name without extension for the record with the id `slug`. The name is no device on Windows and not
/// too long for any system. It is unique: no id contains an underscore, so an appended suffix makes no other id.
fn stem(slug: &str) -> String {
    let lower = slug.to_ascii_lowercase();
    let is_device = matches!(lower.as_str(), "con" | "prn" | "aux" | "nul" | "conin" | "conout")
        || ["com", "lpt"].iter().any(|kind| lower.strip_prefix(kind).is_some_and(|rest| rest.len() == 1));
    if slug.len() > MAX_STEM {
        format!("{}_{:016x}", &slug[..MAX_STEM], Fnv::default().with(lower.bytes()).get())
    } else if is_device {
        format!("{slug}_")
    } else {
        slug.to_owned()
    }
}

#[cfg(test)]
mod tests;
