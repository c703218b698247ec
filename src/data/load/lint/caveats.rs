//! Warns about texts that do not help readers: caveats that do not say what is in doubt, and ids where a name belongs.

use std::collections::{HashMap, HashSet};

use super::Warnings;
use crate::data::load::people::{FilePeople, NumberedNames};
use crate::data::load::raw::{Person, Records, Slug};
use crate::diagnostic::{Code, FromTable, PendingDiagnostic, Span, Text};

/// Words common to all caveats. A caveat with no other word does not say what is in doubt.
const GENERAL: &str = "a about an and any are as at be before beware by care careful caution caveat check checked cited claim \
    clearly data details do does doubtful entry fit for has have in information is it its may might not of on or person \
    please position record records rely relying see should source sources source's statement support tag take that the \
    them there this to together treat uncertain unreliable unverified use verify warning with wrong";

/// Warns about caveats without content on `person`, on its positions and on the sources of the positions.
pub(super) fn lint(person: &Person<'_>, warnings: &mut Warnings) {
    let positions = person.position.iter();
    let below =
        positions.flat_map(|row| row.caveat.iter().chain(row.source.iter().filter_map(|row| row.caveat.as_ref())));
    for caveat in person.caveat.iter().chain(below).filter(|caveat| is_general(&caveat.value)) {
        warnings.push(Code::EmptyCaveat, caveat.span, || {
            PendingDiagnostic::new(Code::EmptyCaveat, caveat.span, "this caveat does not say what is in doubt")
                .help("name what does not fit, or remove the key `caveat`")
        });
    }
}

fn is_general(caveat: &str) -> bool {
    let lower = caveat.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    words.all(|word| GENERAL.split_whitespace().any(|general| general == word))
}

/// Words in prose that may be ids of records. Whether they are is looked up when all ids are known.
#[derive(Debug, Default)]
pub(super) struct PossibleIds {
    words: NumberedNames,
    /// Occurrences of the words: number of the word in `words`, and span of the text that contains it.
    found: Vec<(usize, Span)>,
}

impl PossibleIds {
    /// Adds the words that may be ids from the texts of `record`.
    pub(super) fn add<'t>(&mut self, record: &impl FromTable<'t>) {
        record.visit_texts(&mut |text: &Text<'_>| {
            for word in possible_ids(&text.value) {
                self.found.push((self.words.number(word), text.span));
            }
        });
    }
}

/// Warns about the ids of records in the prose of `records` and `people`, where readers expect the name.
pub(super) fn raw_ids(records: &Records<'_>, people: &[FilePeople], warnings: &mut Warnings) {
    let mut of_records = PossibleIds::default();
    of_records.add(records);
    let all = || std::iter::once(&of_records).chain(people.iter().map(|file| &file.lints.possible_ids));
    let wanted: HashSet<&str> = all().flat_map(|ids| ids.words.names()).collect();
    let names = names(records, people, &wanted);
    for PossibleIds { words, found } in all() {
        let names: Vec<Option<(&str, &str)>> =
            words.in_order().into_iter().map(|id| names.get(id).map(|name| (id, *name))).collect();
        for (id, name, span) in found.iter().filter_map(|&(word, span)| names[word].map(|(id, name)| (id, name, span)))
        {
            warnings.push(Code::RawId, span, || {
                let message = format!("this text names `{id}` by its id");
                PendingDiagnostic::new(Code::RawId, span, message).help(format!("write the name, {name}"))
            });
        }
    }
}

/// Returns the names of the records that have a page and whose id is among `wanted`, by id.
fn names<'a>(records: &'a Records<'_>, people: &'a [FilePeople], wanted: &HashSet<&str>) -> HashMap<&'a str, &'a str> {
    fn entry<'a>(id: &'a Slug<'_>, name: &'a Text<'_>) -> (&'a str, &'a str) {
        (&id.value, &name.value)
    }
    if wanted.is_empty() {
        return HashMap::new();
    }
    let of_people = people.iter().flat_map(|file| (0..file.rows().len()).map(|row| file.id_and_name(row)));
    let rows = records.strategy.iter().map(|row| entry(&row.id, &row.name)).chain(of_people);
    let rows = rows.chain(records.tag.iter().map(|row| entry(&row.id, &row.name)));
    let rows = rows.chain(records.lever.iter().map(|row| entry(&row.id, &row.name)));
    let rows = rows.chain(records.scenario.iter().map(|row| entry(&row.id, &row.title)));
    let rows = rows.chain(records.portfolio.iter().map(|row| entry(&row.id, &row.name)));
    rows.filter(|(id, name)| wanted.contains(id) && !name.to_lowercase().contains(&id.to_lowercase())).collect()
}

/// Returns the words of `text` that may be ids: words with a hyphen, since an id without one may be an ordinary word. A
/// word with a hyphen before another word is a compound adjective, not an id: `agent-foundations research`.
fn possible_ids(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_alphanumeric() || c == '-';
    // A text that is a single word is a value, not prose.
    let is_prose = text.contains('-') && text.contains(' ');
    let words = is_prose.then(|| text.split_inclusive(move |c| !is_part(c))).into_iter().flatten();
    let mut at = 0;
    words.filter_map(move |word| {
        at += word.len();
        let id = word.trim_end_matches(|c| !is_part(c));
        let is_adjective = word.ends_with(' ') && text[at..].starts_with(char::is_alphabetic);
        (id.contains('-') && !is_adjective).then_some(id)
    })
}
