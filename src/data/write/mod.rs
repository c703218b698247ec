//! Writing: an atlas becomes the TOML files that load as the same atlas. One file per strategy and people by letter, so
//! that two who edit one atlas seldom meet in one file.

mod doc;
mod person;
mod strategy;
mod vocabulary;

use crate::model::{Atlas, Lever, Person, Portfolio, Scenario, Strategy, Tag};
use doc::Doc;

/// The most bytes of people in a file: editors are quick with that, and merges stay small.
const LARGE: usize = 512 * 1024;

/// A file of an atlas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// Its path below the folder of the atlas, with slashes.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// The files of `atlas`. [`load_texts`](super::load_texts) makes of them what it is made of, in the same order.
pub fn write(atlas: &Atlas) -> Vec<TextFile> {
    let vocabulary = [
        ("atlas.toml", vocabulary::about(atlas), "What this atlas is, and where its facts come from."),
        ("axes.toml", vocabulary::axes(atlas), "The five axes every strategy has a position on."),
        ("identity.toml", vocabulary::identity(atlas), "The identity diagnostic: is a strategy a bet or an identity?"),
        (
            "levers.toml",
            vocabulary::levers(atlas),
            "The levers a strategy can pull. `up` and `down` name what pulling the lever that way does.",
        ),
        (
            "mechanisms.toml",
            vocabulary::mechanisms(atlas),
            "How two related strategies relate. Which mechanism a pair falls under is computed from their coordinates;\n\
             this file only says what each is called and means.",
        ),
        ("portfolios.toml", vocabulary::portfolios(atlas), "Strategies that someone visibly holds together."),
        ("scenarios.toml", vocabulary::scenarios(atlas), "Failure scenarios, and the strategies that respond to each."),
        ("tags.toml", vocabulary::tags(atlas), "The positions that people are tagged with."),
        (
            "tiers.toml",
            vocabulary::tiers(atlas),
            "The tiers a profiled person is placed on, highest (for vintages: earliest) first.",
        ),
    ];
    let vocabulary = vocabulary.into_iter().filter(|(_, doc, _)| !doc.is_empty());
    let vocabulary = vocabulary.map(|(path, doc, head)| TextFile { path: path.to_owned(), text: doc.to_file(head) });
    let strategies = atlas.strategies.rows().iter().map(|row| TextFile {
        path: format!("strategies/{}.toml", stem(&row.slug)),
        text: strategy::strategy(atlas, row).to_file(""),
    });
    vocabulary.chain(strategies).chain(people(atlas)).collect()
}

/// A record that no file holds yet.
#[derive(Debug)]
pub(super) enum Fresh {
    Strategy(Strategy),
    Person(Person),
    Tag(Tag),
    Lever(Lever),
    Scenario(Scenario),
    Portfolio(Portfolio),
}

/// `fresh` as the file that it would stand in by itself; what it refers to is in `atlas`.
pub(super) fn write_fresh(atlas: &Atlas, fresh: &Fresh) -> TextFile {
    let list = |key, doc| Doc::default().tables(key, vec![doc]);
    let (path, doc) = match fresh {
        Fresh::Strategy(row) => (format!("strategies/{}.toml", stem(&row.slug)), strategy::strategy(atlas, row)),
        Fresh::Person(row) => (format!("people/{}.toml", initial(row)), list("person", person::person(atlas, row))),
        Fresh::Tag(row) => ("tags.toml".to_owned(), list("tag", vocabulary::tag(atlas, row))),
        Fresh::Lever(row) => ("levers.toml".to_owned(), list("lever", vocabulary::lever(row))),
        Fresh::Scenario(row) => ("scenarios.toml".to_owned(), list("scenario", vocabulary::scenario(atlas, row))),
        Fresh::Portfolio(row) => ("portfolios.toml".to_owned(), list("portfolio", vocabulary::portfolio(atlas, row))),
    };
    TextFile { path, text: doc.to_file("") }
}

/// People by the first letter of their ids; where that is not their order, in numbered files. What would be too large a
/// file is a folder of numbered files.
fn people(atlas: &Atlas) -> Vec<TextFile> {
    let rows = atlas.people.rows();
    let by_letter: Vec<(char, &[Person])> =
        rows.chunk_by(|a, b| initial(a) == initial(b)).map(|chunk| (initial(&chunk[0]), chunk)).collect();
    if by_letter.is_sorted_by(|a, b| a.0 < b.0) {
        by_letter.into_iter().flat_map(|(letter, rows)| parts(atlas, &format!("people/{letter}"), rows)).collect()
    } else {
        parts(atlas, "people", rows)
    }
}

fn initial(person: &Person) -> char {
    person.slug.chars().next().map_or('0', |c| c.to_ascii_lowercase())
}

/// The file `name` of `people`, or a folder of that name if there are too many for one.
fn parts(atlas: &Atlas, name: &str, people: &[Person]) -> Vec<TextFile> {
    let mut texts: Vec<String> = Vec::new();
    for row in people {
        let text = Doc::default().tables("person", vec![person::person(atlas, row)]).to_file("");
        match texts.last_mut() {
            Some(last) if last.len() + text.len() <= LARGE => {
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

/// What the file of the record `slug` is called: some systems keep a few names for themselves.
fn stem(slug: &str) -> String {
    let lower = slug.to_ascii_lowercase();
    let device = matches!(lower.as_str(), "con" | "prn" | "aux" | "nul")
        || ["com", "lpt"].iter().any(|kind| lower.strip_prefix(kind).is_some_and(|rest| rest.len() == 1));
    if device { format!("{slug}-strategy") } else { slug.to_owned() }
}

#[cfg(test)]
mod tests;
