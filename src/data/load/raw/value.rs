//! The types of texts in raw records, each checked where it is read.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::DeValue;

use crate::diagnostic::{Code, FromToml, PendingDiagnostic, Reader, Span, Text, ValueType, read_string, truncate};
use crate::model::is_date;
use crate::text;

/// The id of a record.
#[derive(Debug, Default)]
pub(crate) struct Slug<'t> {
    pub(crate) value: Cow<'t, str>,
    pub(crate) span: Span,
}

impl Slug<'_> {
    /// The slug, safe to show (which it is unless it is faulty).
    pub(crate) fn shown(&self) -> String {
        text::sanitize(&self.value).into_owned()
    }
}

impl<'t> FromToml<'t> for Slug<'t> {
    const TYPE: ValueType = ValueType::Slug;

    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self {
        let Some((value, span)) = read_string::<Self>(value, reader) else { return Self::default() };
        if !is_slug(&value) {
            let message = format!("`{}` is no id", truncate(&value));
            let help = "an id is made of the letters a to z (or A to Z), digits and hyphens, and starts with no hyphen";
            reader.report(PendingDiagnostic::new(Code::BadId, span, message).help(help));
        }
        Self { value, span }
    }
}

/// Slugs become parts of addresses and file names, so they contain no character with a meaning there.
pub(crate) fn is_slug(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-';
    !text.is_empty() && !text.starts_with('-') && text.chars().all(allowed)
}

/// The id of another record.
#[derive(Debug, Default)]
pub(crate) struct Reference<'t> {
    pub(crate) value: Cow<'t, str>,
    pub(crate) span: Span,
}

impl Reference<'_> {
    /// Whether it is a placeholder for one that has been reported.
    pub(crate) fn is_missing(&self) -> bool {
        self.span == Span::DUMMY
    }
}

impl<'t> FromToml<'t> for Reference<'t> {
    const TYPE: ValueType = ValueType::Reference;

    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self {
        read_string::<Self>(value, reader).map_or_else(Self::default, |(value, span)| Self { value, span })
    }
}

/// A web address.
#[derive(Debug, Default)]
pub(crate) struct Link<'t>(Text<'t>);

impl Link<'_> {
    /// The address, safe to show.
    pub(crate) fn shown(&self) -> String {
        self.0.shown()
    }
}

impl<'t> FromToml<'t> for Link<'t> {
    const TYPE: ValueType = ValueType::Link;

    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self {
        let text = Text::read(value, reader);
        if text.span != Span::DUMMY && !is_web_address(&text.value) {
            let message = format!("`{}` is no web address", truncate(&text.value));
            reader.report(
                PendingDiagnostic::new(Code::BadLink, text.span, message).help("links start with https:// or http://"),
            );
        }
        Self(text)
    }
}

fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.starts_with(['/', '.', ':', '?', '#']) && !rest.is_empty() && !rest.contains(char::is_whitespace)
    })
}

/// A year, a month or a day, as written.
#[derive(Debug, Default)]
pub(crate) struct Date<'t> {
    value: Cow<'t, str>,
}

impl Date<'_> {
    /// The date, safe to show.
    pub(crate) fn shown(&self) -> String {
        text::sanitize(&self.value).into_owned()
    }
}

impl<'t> FromToml<'t> for Date<'t> {
    const TYPE: ValueType = ValueType::Date;

    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        let value = match value.into_inner() {
            DeValue::String(text) => text,
            DeValue::Datetime(stamp) if stamp.time.is_none() => Cow::Owned(stamp.to_string()),
            other => {
                reader.wrong_type::<Self>(span, &other);
                return Self::default();
            }
        };
        if !is_date(&value) {
            let message = format!("`{}` is no date", truncate(&value));
            let help = "a date is a year, a month or a day: 2024, 2024-05 or 2024-05-17";
            reader.report(PendingDiagnostic::new(Code::BadDate, span, message).help(help));
        }
        Self { value }
    }
}
