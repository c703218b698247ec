//! An atlas as it is in the TOML files: one struct per kind of TOML table, with the spans of values for diagnostics.
//! Raw records borrow from the text of their file and do not refer to each other.

mod closed_enums;
mod number;
mod person;
mod records;
mod strategy;
mod value;
mod vocabulary;

use crate::diagnostic::{Code, FromTable, PendingDiagnostic, Reader, Span, TableSchema, TomlTable, TomlValue};
use toml::Spanned;

pub(crate) use person::{Affiliation, DoomClaim, Person, Position, Profile, Source, TimelineClaim};
pub(crate) use records::Records;
pub(crate) use strategy::{Analogue, Commitment, Coordinates, Meaning, Overshoot, Strategy};
pub(crate) use value::{Date, Reference, Slug, WebLink, is_slug, is_web_address};
pub(crate) use vocabulary::{
    AxisRow, AxisValue, Binding, Captions, Claim, Header, Identity, Lever, MechanismRow, Portfolio, Provenance,
    Question, Reason, Scenario, Tag, Term, Tier,
};

/// Content of the TOML files of an atlas, or of one of these files.
#[derive(Debug, Default)]
pub(crate) struct Raw<'t> {
    /// Keys of the whole atlas, such as the title; one item for each file that has some.
    pub(crate) headers: Vec<Header<'t>>,
    /// Identity diagnostics, that is, questions whether a strategy is a bet or an identity; one item for each file that
    /// has one.
    pub(crate) identities: Vec<Identity<'t>>,
    pub(crate) records: Records<'t>,
    /// Offset at which the files of the overlay start. Their keys of the whole atlas replace those of the atlas.
    pub(crate) overlay_start: u32,
}

/// Schemas of the keys at the top of a file that is one strategy.
pub(crate) const STRATEGY_FILE: [TableSchema; 2] = [Strategy::SCHEMA, Records::SCHEMA];
/// Schemas of the keys at the top of any other file.
pub(crate) const ANY_FILE: [TableSchema; 3] = [Header::SCHEMA, Identity::SCHEMA, Records::SCHEMA];

impl<'t> Raw<'t> {
    /// Reads the `table` of the file whose spans count from the offset `base`. Returns the content and the diagnostics.
    pub(crate) fn read(base: u32, mut table: TomlTable<'t>) -> (Self, Vec<PendingDiagnostic>) {
        let mut reader = Reader::new(base);
        let span = Span::at(base);
        let mut raw = Self::default();
        if is_strategy(|key| table.get(key)) {
            let strategy = Strategy::take(&mut table, span, &mut reader);
            raw.records = Records::take(&mut table, span, &mut reader);
            raw.records.strategy.insert(0, strategy);
            reader.unknown_keys(table, &[Strategy::FIELDS, Records::FIELDS]);
        } else {
            raw.headers.push(Header::take(&mut table, span, &mut reader));
            raw.identities.push(Identity::take(&mut table, span, &mut reader));
            raw.records = Records::take(&mut table, span, &mut reader);
            reader.unknown_keys(table, &[Header::FIELDS, Identity::FIELDS, Records::FIELDS]);
        }
        (raw, reader.diagnostics)
    }

    /// Appends the content of another file to this one.
    pub(crate) fn append(&mut self, other: Self) {
        self.headers.extend(other.headers);
        self.identities.extend(other.identities);
        // The pattern names every list of [`Records`], so that the compiler reports one that is forgotten.
        macro_rules! extend {
            ($($list:ident)*) => {
                let Records { $($list),* } = other.records;
                $(self.records.$list.extend($list);)*
            };
        }
        extend!(topic claim reason domain lever axis mechanism expertise recognition vintage
            tag adversary scenario portfolio strategy person);
    }
}

/// Returns the keys that mark a file as one strategy if they are at its top, whatever their values.
pub(crate) fn marks_of_a_strategy() -> impl Iterator<Item = &'static str> {
    Strategy::FIELDS.iter().map(|field| field.key).filter(|key| !matches!(*key, "mechanism" | "vintage"))
}

/// Returns an error if the file `name` is in a folder of people and looks like a strategy without coordinates: probably
/// a person whose `[[person]]` line is missing. The other diagnostics of such a file would be misleading.
pub(crate) fn reject_stray_person(base: u32, name: &str, table: &TomlTable<'_>) -> Option<PendingDiagnostic> {
    let among_people = name.rsplit('/').skip(1).any(|folder| folder == "people");
    if !among_people || !is_strategy(|key| table.get(key)) || table.contains_key("coordinates") {
        return None;
    }
    let key = table.keys().filter(|key| is_mark_of_a_strategy(key.get_ref())).min_by_key(|key| key.span().start)?;
    let message = format!("`{}` at the top makes this file a strategy, but it is among people", key.get_ref());
    let diagnostic = PendingDiagnostic::new(Code::UnknownKey, Span::new(base, &key.span()), message);
    Some(diagnostic.help("a person starts with the line `[[person]]`"))
}

fn is_mark_of_a_strategy(key: &str) -> bool {
    marks_of_a_strategy().any(|mark| mark == key)
}

/// Returns whether a file is one strategy, judged by the keys at its top, whose values `get` returns. The keys
/// `mechanism` and `vintage` also occur in other files, so they count only with the type that they have in a strategy.
pub(crate) fn is_strategy<'v, 't: 'v>(get: impl Fn(&str) -> Option<&'v Spanned<TomlValue<'t>>>) -> bool {
    marks_of_a_strategy().any(|key| get(key).is_some())
        || get("mechanism").is_some_and(|value| value.get_ref().as_str().is_some())
}
