//! The kinds of strings in raw records, each checked where it is read.

use crate::diagnostic::{Code, PendingDiagnostic, Prose, Reader, Span, Text, TextKind, ValueType, truncate};
use crate::model::is_date;

/// Id of the record that contains the value.
pub(crate) type Slug<'t> = Text<'t, SlugKind>;
/// Id of another record, which the record refers to.
pub(crate) type Reference<'t> = Text<'t, ReferenceKind>;
/// Web address.
pub(crate) type WebLink<'t> = Text<'t, LinkKind>;
/// Date: a year, a month or a day, in the spelling of the file.
pub(crate) type Date<'t> = Text<'t, DateKind>;
/// Language tag: `en`, `pt-BR`.
pub(crate) type LanguageTag<'t> = Text<'t, LanguageKind>;

/// Kind of text that has to be the id of a record.
#[derive(Debug, Default)]
pub(crate) struct SlugKind;

impl TextKind for SlugKind {
    const TYPE: ValueType = ValueType::Slug;

    fn check(text: &str, span: Span, reader: &mut Reader) {
        if !is_slug(text) {
            let message = format!("`{}` is not a valid id", truncate(text));
            let help = "an id is made of the letters a to z (or A to Z), digits and hyphens, and starts with no hyphen";
            reader.report(PendingDiagnostic::new(Code::BadId, span, message).help(help));
        }
    }
}

/// Returns whether `text` can be an id: ids become parts of addresses and file names, so they contain no character with
/// a meaning there.
pub(crate) fn is_slug(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-';
    !text.is_empty() && !text.starts_with('-') && text.chars().all(allowed)
}

/// Kind of text that has to be the id of another record. Whether that record exists is checked when all records are
/// known.
#[derive(Debug, Default)]
pub(crate) struct ReferenceKind;

impl TextKind for ReferenceKind {
    const TYPE: ValueType = ValueType::Reference;

    fn check(_: &str, _: Span, _: &mut Reader) {}
}

/// Kind of text that has to be a web address.
#[derive(Debug, Default)]
pub(crate) struct LinkKind;

impl TextKind for LinkKind {
    const TYPE: ValueType = ValueType::Link;

    fn check(text: &str, span: Span, reader: &mut Reader) {
        Prose::check(text, span, reader);
        if !is_web_address(text) {
            let message = format!("`{}` is not a web address", truncate(text));
            reader.report(
                PendingDiagnostic::new(Code::BadLink, span, message).help("links start with https:// or http://"),
            );
        }
    }
}

/// Returns whether `text` is a web address.
pub(crate) fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.starts_with(['/', '.', ':', '?', '#']) && !rest.is_empty() && !rest.contains(char::is_whitespace)
    })
}

/// Kind of text that has to be a language tag.
#[derive(Debug, Default)]
pub(crate) struct LanguageKind;

impl TextKind for LanguageKind {
    const TYPE: ValueType = ValueType::Text;

    fn check(text: &str, span: Span, reader: &mut Reader) {
        if !is_language_tag(text) {
            let message = format!("`{}` is not a language tag", truncate(text));
            let help = "a language tag is a code of two or three letters, with parts after hyphens: en, pt-BR";
            reader.report(PendingDiagnostic::new(Code::BadValue, span, message).help(help));
        }
    }
}

/// Returns whether `text` has the form of a language tag (RFC 5646): a code of a language, then parts of one to eight
/// letters and digits.
fn is_language_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let is_language = |part: &str| matches!(part.len(), 2..=3) && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    parts.next().is_some_and(is_language)
        && parts.all(|part| matches!(part.len(), 1..=8) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Kind of text that has to be a date: a year, a month or a day.
#[derive(Debug, Default)]
pub(crate) struct DateKind;

impl TextKind for DateKind {
    const TYPE: ValueType = ValueType::Date;

    fn check(text: &str, span: Span, reader: &mut Reader) {
        if !is_date(text) {
            let message = format!("`{}` is not a date", truncate(text));
            let help = "a date is a year, a month or a day: 2024, 2024-05 or 2024-05-17";
            reader.report(PendingDiagnostic::new(Code::BadDate, span, message).help(help));
        }
    }
}
