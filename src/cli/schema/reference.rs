//! Reference of every table and field of an atlas.

use std::fmt::Write;

use crate::data;
use crate::diagnostic::{FieldSchema, TableSchema, ValueType, one_of};

use super::super::help;

/// Section of the reference about one kind of table.
#[derive(Debug)]
pub(in crate::cli) struct ReferenceSection {
    /// Title of the section.
    pub(in crate::cli) title: String,
    /// What the table is for.
    pub(in crate::cli) about: String,
    pub(in crate::cli) fields: Vec<&'static FieldSchema>,
}

/// Returns a section for every kind of table, with outer tables before those inside them.
pub(in crate::cli) fn sections() -> Vec<ReferenceSection> {
    let top = |title: &str, about: &str, fields| ReferenceSection {
        title: title.to_owned(),
        about: about.to_owned(),
        fields,
    };
    let mut sections = vec![
        top(
            "The top of a file",
            "Any file can have these keys; those about the whole atlas belong in one file only.",
            data::ANY_FILE.iter().flat_map(|form| form.fields).collect(),
        ),
        top(
            "The top of a file that is one strategy",
            "Beside these keys, it can have lists of records like any file.",
            data::STRATEGY_FILE[0].fields.iter().collect(),
        ),
    ];
    let mut forms: Vec<&'static TableSchema> = Vec::new();
    let tops: Vec<&'static FieldSchema> = sections.iter().flat_map(|section| section.fields.clone()).collect();
    for field in tops {
        collect(field.kind, &mut forms);
    }
    sections.extend(forms.into_iter().map(|form| ReferenceSection {
        title: title(form),
        about: sentence(form.about),
        fields: form.fields.iter().collect(),
    }));
    sections
}

/// Adds to `forms` the tables within a value of `kind` that are not in the list yet.
pub(super) fn collect(kind: ValueType, forms: &mut Vec<&'static TableSchema>) {
    match kind {
        ValueType::Table(form) if !forms.iter().any(|known| known.name == form.name) => {
            forms.push(form);
            form.fields.iter().for_each(|field| collect(field.kind, forms));
        }
        ValueType::List(kind) => collect(*kind, forms),
        _ => {}
    }
}

/// Returns the name of a table as a title, such as `A lever` for `a lever`.
fn title(form: &TableSchema) -> String {
    let mut title = form.name.to_owned();
    if let Some(first) = title.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    title
}

/// Returns the lines of a documentation text joined to one.
pub(super) fn sentence(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Describes the values that a field of the type `kind` takes.
pub(in crate::cli) fn takes(kind: ValueType) -> String {
    match kind {
        ValueType::Text => "a text".to_owned(),
        ValueType::Slug => "an id".to_owned(),
        ValueType::Reference => "the id of another record".to_owned(),
        ValueType::Link => "a web address".to_owned(),
        ValueType::Date => "a year, a month or a day".to_owned(),
        ValueType::Boolean => "true or false".to_owned(),
        ValueType::Integer(low, high) => format!("a whole number from {low} to {high}"),
        ValueType::Number(low, high) => format!("a number from {low} to {high}"),
        ValueType::Enum(words) => one_of(&words()),
        ValueType::Table(form) => format!("{}, as a table", form.name),
        ValueType::List(ValueType::Table(form)) => format!("a list of tables, each {}", form.name),
        ValueType::List(ValueType::Reference) => "a list of ids".to_owned(),
        ValueType::List(_) => "a list of texts".to_owned(),
    }
}

/// Returns the meaning of a field, and whether the field is required.
pub(in crate::cli) fn meaning(field: &FieldSchema) -> String {
    let required = if field.required { " Required." } else { "" };
    format!("{}{required}", sentence(field.doc))
}

/// Returns the reference of all tables as Markdown.
pub(super) fn markdown() -> String {
    let mut out = format!("# The TOML of an atlas\n\n{}\n", help::section("ATLAS"));
    for ReferenceSection { title, about, fields } in sections() {
        // Writing to a string cannot fail.
        let _ = write!(out, "\n## {title}\n\n{about}\n\n| Field | Type | Meaning |\n|---|---|---|\n");
        for field in fields {
            let _ = writeln!(out, "| `{}` | {} | {} |", field.key, takes(field.kind), meaning(field));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_explained_once_and_every_field_says_what_it_means() {
        let sections = sections();
        let mut titles: Vec<&str> = sections.iter().map(|section| section.title.as_str()).collect();
        assert!(titles.contains(&"A person") && titles.contains(&"A source") && titles.contains(&"A value of an axis"));
        let count = titles.len();
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), count);
        for ReferenceSection { title, about, fields } in &sections {
            assert!(about.ends_with('.'), "{title}");
            assert!(!fields.is_empty(), "{title}");
            assert!(fields.iter().all(|field| sentence(field.doc).ends_with(['.', '`'])), "{title}");
        }
    }

    #[test]
    fn a_field_says_what_it_takes() {
        let markdown = markdown();
        for line in [
            "| `pull` | `up`, `neutral` or `down` | Direction of the pull on the lever. Required. |",
            "| `low` | a number from 0 to 1 | Lower end, from 0 to 1. Required. |",
            "| `affiliations` | a list of tables, each an affiliation | Present and past affiliations. |",
            "| `passages` | a whole number from 1 to 9999 | Number of passages that support the claim; 1 by default. |",
        ] {
            assert!(markdown.contains(line), "{line}\n{markdown}");
        }
    }
}
