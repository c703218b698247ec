//! Texts that do not help readers: caveats without content, and ids in place of names.

use std::collections::HashMap;

use super::Warnings;
use crate::data::load::raw::{Person, Records, Slug};
use crate::diagnostic::{Code, FromTable, PendingDiagnostic, Text};

/// Words common to all caveats. A caveat with no other word does not say what is in doubt.
const GENERAL: &str = "a about an and any are as at be before beware by care careful caution caveat check checked cited claim \
    clearly data details do does doubtful entry fit for has have in information is it its may might not of on or person \
    please position record records rely relying see should source sources source's statement support tag take that the \
    them there this to together treat uncertain unreliable unverified use verify warning with wrong";

/// Warns about empty caveats on `person`, its positions and their sources.
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

/// Warns about the ids of records in prose, where readers expect the name.
pub(super) fn raw_ids(records: &Records<'_>, warnings: &mut Warnings) {
    let names = names(records);
    records.visit_texts(&mut |text: &Text<'_>| {
        for (id, name) in ids_in(&text.value, &names) {
            warnings.push(Code::RawId, text.span, || {
                let message = format!("this text names `{id}` by its id");
                PendingDiagnostic::new(Code::RawId, text.span, message).help(format!("write the name, {name}"))
            });
        }
    });
}

/// Returns the names of records with pages, by those ids that have a hyphen: any other id may be a word.
fn names<'a>(records: &'a Records<'_>) -> HashMap<&'a str, &'a str> {
    fn entry<'a>(id: &'a Slug<'_>, name: &'a Text<'_>) -> (&'a str, &'a str) {
        (&id.value, &name.value)
    }
    let rows = records.strategy.iter().map(|row| entry(&row.id, &row.name));
    let rows = rows.chain(records.person.iter().map(|row| entry(&row.id, &row.name)));
    let rows = rows.chain(records.tag.iter().map(|row| entry(&row.id, &row.name)));
    let rows = rows.chain(records.lever.iter().map(|row| entry(&row.id, &row.name)));
    let rows = rows.chain(records.scenario.iter().map(|row| entry(&row.id, &row.title)));
    let rows = rows.chain(records.portfolio.iter().map(|row| entry(&row.id, &row.name)));
    rows.filter(|(id, name)| id.contains('-') && !name.to_lowercase().contains(&id.to_lowercase())).collect()
}

/// Returns the ids in `text` with the names of their records. An id before another word is an ordinary compound
/// adjective: `agent-foundations research`.
fn ids_in<'a>(text: &'a str, names: &'a HashMap<&str, &str>) -> impl Iterator<Item = (&'a str, &'a str)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '-';
    // A text of one word is not prose.
    let is_prose = text.contains('-') && text.contains(' ');
    let words = is_prose.then(|| text.split_inclusive(move |c| !is_part(c))).into_iter().flatten();
    let mut at = 0;
    words.filter_map(move |word| {
        at += word.len();
        let id = word.trim_end_matches(|c| !is_part(c));
        let is_adjective = word.ends_with(' ') && text[at..].starts_with(char::is_alphabetic);
        names.get(id).filter(|_| !is_adjective).map(|name| (id, *name))
    })
}
